"""Generated reports: the same for a seed, different departments, and read back without a fact missed or added."""

from __future__ import annotations

import csv
from collections import defaultdict
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.facts import extract
from benchmarks.scoring import compare
from ingest.generate.files import WRITERS
from ingest.generate.generate import reports, write
from ingest.generate.labels import COLUMNS
from ingest.generate.reports import GENRES

NUMBER = 30


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    landing, truth = tmp_path_factory.mktemp("landing"), tmp_path_factory.mktemp("truth")
    write(landing, truth, NUMBER, seed=7, formats=tuple(WRITERS))
    return landing, truth


def labels(truth: Path, table: str) -> list[dict[str, str]]:
    with (truth / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_one_seed_gives_the_same_bytes(tmp_path: Path, written: tuple[Path, Path]) -> None:
    write(tmp_path / "landing", tmp_path / "truth", NUMBER, seed=7, formats=tuple(WRITERS))
    for again, first in zip((tmp_path / "landing", tmp_path / "truth"), written, strict=True):
        files = sorted(path.relative_to(first) for path in first.rglob("*.*"))
        assert sorted(path.relative_to(again) for path in again.rglob("*.*")) == files
        assert [(again / path).read_bytes() for path in files] == [(first / path).read_bytes() for path in files]


def test_another_seed_gives_other_reports() -> None:
    first, other = ({report.source_path for report in islice(reports(seed), NUMBER)} for seed in (1, 2))
    assert not first & other


def test_no_department_files_a_genre_twice_for_a_year() -> None:
    stems = [report.source_path.rpartition(".")[0] for report in islice(reports(1), 2000)]
    assert len(set(stems)) == len(stems)


def test_every_genre_and_format_is_made() -> None:
    made = list(islice(reports(1), 100))
    assert {report.genre for report in made} == set(GENRES)
    assert {report.format for report in made} == set(WRITERS)


def test_only_the_formats_asked_for_are_made() -> None:
    assert {report.format for report in islice(reports(1, ("docx", "text")), NUMBER)} == {"docx", "text"}


def test_reports_are_read_back_as_they_were_meant(written: tuple[Path, Path]) -> None:
    landing, truth = written
    facts = extract(landing)
    for table in COLUMNS:
        wanted = labels(truth, table)
        assert wanted, table
        score = compare(table, facts[table], wanted)
        assert (score.missed, score.wrong) == ([], []), table
    assert [row["raw_text"] for row in facts["figure"] if row["disposition"] == "unmapped"] == []


def test_departments_file_more_than_one_report_and_year() -> None:
    genres_of: dict[str, set[str]] = defaultdict(set)
    years_of: dict[tuple[str, str], set[int]] = defaultdict(set)
    for report in islice(reports(1), 200):
        department = report.page.truth.department_name
        genres_of[department].add(report.genre)
        years_of[department, report.genre].add(report.page.truth.year)
    assert sum(len(genres) > 1 for genres in genres_of.values()) > 10
    assert any(year + 1 in years for years in years_of.values() for year in years)
