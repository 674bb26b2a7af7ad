"""The bundled samples: their true facts and their contradictions, and nothing else, come out of the load."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest

from benchmarks.accuracy import score
from benchmarks.facts import extract
from benchmarks.scoring import COLUMNS, Score

SAMPLES = Path(__file__).parents[1] / "samples"


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    return score(extract(SAMPLES / "landing"), SAMPLES / "truth")


@pytest.mark.parametrize("table", COLUMNS)
def test_no_fact_is_wrong_and_hardly_one_is_missed(scores: dict[str, Score], table: str) -> None:
    assert scores[table].labels > 0
    assert scores[table].wrong == []
    assert scores[table].recall >= 0.99


def test_findings_are_the_contradictions_that_were_put_in(db: duckdb.DuckDBPyConnection) -> None:
    with (SAMPLES / "truth" / "finding.csv").open(encoding="utf-8", newline="") as file:
        expected = {(row["source_path"], row["rule_id"]) for row in csv.DictReader(file)}
    found = db.sql(
        "select source_path, rule_id from quality.finding join marts.dim_report using (report_key)"
        " where state = 'open' and source_path not like '652825/%'"
    ).fetchall()
    assert set(found) == expected
    assert len(found) == len(expected)
