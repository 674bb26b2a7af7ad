"""Which figures take part in identities, and when a change counts as found; on a warehouse of a few rows."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from benchmarks.changes import ROUNDING
from benchmarks.copies import Change, Place
from benchmarks.mutation import Trial, judged, report
from benchmarks.originals import Check, Failure, Original, originals

TABLES = """
create schema marts; create schema quality; create schema evidence;
create table marts.dim_report (report_key varchar, source_path varchar, report_type varchar, county_code varchar);
create table evidence.figure (
    report_key varchar, figure_id varchar, block int, char_start int, raw_text varchar, kind varchar,
    value decimal(28, 8), unit varchar
);
create table quality.dim_rule (rule_id varchar, severity varchar, family varchar);
create table quality.operand (check_key varchar, relation varchar);
create table quality.fct_check (
    check_key varchar, report_key varchar, rule_id varchar, subject varchar, outcome varchar, unit varchar,
    stated decimal(28, 8), expected decimal(28, 8), operand_figure_ids varchar[]
);
create table quality.finding (
    report_key varchar, rule_id varchar, subject varchar, severity varchar, state varchar, figure_ids varchar[],
    stated decimal(28, 8) default 30000, expected decimal(28, 8) default 20000
);
insert into marts.dim_report values ('r', '513223/2023/x.txt', 'budget', '513223');
insert into evidence.figure values
    ('r', 'whole', 1, 0, '3', 'money', 3, '万元'), ('r', 'part', 2, 0, '1', 'money', 1, '万元'),
    ('r', 'zero', 3, 0, '0', 'money', 0, '万元'), ('r', 'beside', 1, 9, '2', 'money', 2, '万元'),
    ('r', 'score', 4, 0, '9', 'other', 9, null);
insert into quality.dim_rule values
    ('E01', 'critical', 'total'), ('C11', 'critical', 'indicator'), ('C04', 'warning', 'indicator'),
    ('X01', 'info', 'total');
insert into quality.operand values ('sum', 'eq'), ('bound', 'le'), ('units', 'eq'), ('hint', 'eq');
insert into quality.fct_check values
    ('sum', 'r', 'E01', '三公', 'pass', '元', 30000, 30000, ['whole', 'part', 'zero', 'beside']),
    ('bound', 'r', 'C11', '得分', 'pass', '分', 9, 9, ['score']),
    ('units', 'r', 'C04', '单位', 'pass', '处', 0, 0, ['score']),
    ('hint', 'r', 'X01', '提示', 'pass', '元', 9, 9, ['score']);
"""
WHOLE, PART, ZERO, BESIDE, SCORE = Place(1, 0), Place(2, 0), Place(3, 0), Place(1, 9), Place(4, 0)


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    path = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(TABLES)
    (tmp_path / "513223/2023").mkdir(parents=True)
    (tmp_path / "513223/2023/x.txt").write_bytes(b"x")
    return path


@pytest.fixture
def original(warehouse: Path) -> Original:
    (found,) = originals(warehouse, warehouse.parent)
    return found


@pytest.mark.parametrize(
    ("kind", "places"),
    [
        pytest.param("digit", {WHOLE, PART, ZERO, BESIDE}, id="operands of a sum, not of an upper limit or a hint"),
        pytest.param("unit", {WHOLE, PART, ZERO, BESIDE, SCORE}, id="units also where units are compared"),
        pytest.param("dropped row", {PART}, id="a part that is not zero and not beside its sum"),
    ],
)
def test_which_figures_a_change_may_be_made_to(original: Original, kind: str, places: set[Place]) -> None:
    assert {figure.place for figure in original.candidates(kind)} == places


def outcome(warehouse: Path, original: Original, finding: str, kind: str = "digit", *places: Place) -> str:
    with duckdb.connect(str(warehouse)) as connection:
        if finding:
            columns = "report_key, rule_id, subject, severity, state, figure_ids"
            connection.execute(f"insert into quality.finding ({columns}) values ('r', {finding})")
    trial = Trial(original.source_path, original, Change(kind, places or (PART,), (), ""))
    (verdict,) = judged([trial], warehouse)
    return verdict.outcome


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        pytest.param("'E01', '三公', 'critical', 'open', ['whole']", "found", id="its own check"),
        pytest.param("'A16', '别的', 'warning', 'open', ['part']", "found", id="another check that rests on it"),
        pytest.param("'A16', '别的', 'warning', 'open', ['whole']", "other subject", id="a check of other figures"),
        pytest.param("'E01', '三公', 'info', 'open', ['part']", "missed", id="only a hint"),
        pytest.param("'E01', '三公', 'critical', 'waived', ['part']", "missed", id="nothing open"),
        pytest.param("", "missed", id="nothing"),
    ],
)
def test_what_counts_as_found(warehouse: Path, original: Original, finding: str, expected: str) -> None:
    assert outcome(warehouse, original, finding) == expected


@pytest.mark.parametrize(
    ("expected", "verdict"),
    [
        pytest.param(20000, "missed", id="what the clean report has already"),
        pytest.param(10000, "found", id="the check that failed already fails with another number"),
    ],
)
def test_findings_of_the_clean_report(warehouse: Path, original: Original, expected: int, verdict: str) -> None:
    had = Failure(Check("E01", "三公"), Decimal(30000), Decimal(expected))
    clean = Original(**{**vars(original), "failing": frozenset((had,))})
    assert outcome(warehouse, clean, "'E01', '三公', 'critical', 'open', ['part']") == verdict


@pytest.mark.parametrize(
    ("places", "verdict"),
    [
        pytest.param((PART, BESIDE), "invisible", id="two parts of one sum"),
        pytest.param((PART, WHOLE), "missed", id="a part and its whole"),
        pytest.param((PART, SCORE), "missed", id="a part and what is in no sum"),
    ],
)
def test_figures_that_change_places_unseen(
    warehouse: Path, original: Original, places: tuple[Place, ...], verdict: str
) -> None:
    assert outcome(warehouse, original, "", "swapped figures", *places) == verdict
    assert outcome(warehouse, original, "", "digit", *places) == "missed"


def test_a_copy_that_was_not_loaded_is_no_miss(warehouse: Path, original: Original) -> None:
    trial = Trial("513223/2023/y.txt", original, Change("digit", (PART,), (), ""))
    assert [verdict.outcome for verdict in judged([trial], warehouse)] == ["not loaded"]


def test_changes_of_the_last_digit_are_counted_apart(warehouse: Path, original: Original) -> None:
    trials = [Trial(original.source_path, original, Change(kind, (PART,), (), "")) for kind in ("digit", ROUNDING)]
    lines = list(report(list(judged(trials, warehouse)), misses=1))
    counts = {line.split()[0]: line.split()[1] for line in lines if line.startswith(("all", "digit", "E01"))}
    assert counts == {"all": "1", "digit": "1", "E01": "1"}
