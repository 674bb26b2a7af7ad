"""What is kept of the departments that did not change is what building all of them again gives.

`cut` and `fold` are tried with a stand-in for dbt on many sequences of nights; the real models, every published table
of them, on one. `python -m benchmarks.nights` tries the real ones on as many as one likes.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import duckdb
import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.nights import differing_tables
from ingest import store
from ingest.records import TABLES
from orchestration import modelled
from orchestration.gathered import gather
from orchestration.home import Home

#: Report → its department; the third and the fourth may be the same bytes, filed by two departments.
REPORTS = {"r1": "a", "r2": "a", "r3": "b", "r4": "c", "r5": "d"}
#: What a report may state, and the document that states it.
STATED = st.none() | st.sampled_from([("s1", 1), ("s1", 2), ("s2", 1), ("shared", 3), ("shared", 4)])
NIGHTS = st.lists(st.fixed_dictionaries(dict.fromkeys(REPORTS, STATED)), min_size=2, max_size=4)

#: A model as those with the tag `departments` are: of a report, its department, and whoever filed the same bytes.
MODEL = """
create schema if not exists intermediate;
create or replace table intermediate.model as
select
    report.report_key,
    report.department_key,
    (select sum(amount.value) from gathered.amount as amount where amount.document_sha256 = report.document_sha256)
        as of_document,
    (
        select list(amount.value order by amount.value)
        from gathered.amount as amount where amount.department_key = report.department_key
    ) as of_department
from gathered.report as report
"""


def lay_out(home: Home, night: dict[str, tuple[str, int] | None]) -> None:
    stated = [(key, REPORTS[key], *said) for key, said in night.items() if said]
    common = [
        {"report_key": key, "department_key": department, "document_sha256": sha if sha == "shared" else sha + key}
        for key, department, sha, _ in stated
    ]
    rows = {
        "report": common,
        "amount": [row | {"value": value} for row, (*_, value) in zip(common, stated, strict=True)],
    }
    for table, found in rows.items():
        frame = pl.DataFrame([{name: row.get(name) for name in TABLES[table]} for row in found], schema=TABLES[table])
        store.write_frame(home.clean / table / "652825-2022.parquet", frame)
    gather(home)


def build(home: Home) -> list[tuple[object, ...]]:
    """Do what `Modelling.build_departments` does, with the stand-in; return what is kept."""
    modelled.cut(home, "1")
    home.candidate.unlink(missing_ok=True)
    with duckdb.connect(home.candidate) as connection:
        connection.execute(f"attach '{home.slice}' as gathered (read_only)")
        connection.execute(MODEL)
    modelled.fold(home, [("intermediate", "model")])
    return kept(home)


def kept(home: Home) -> list[tuple[object, ...]]:
    with duckdb.connect(home.modelled, read_only=True) as connection:
        return sorted(connection.execute("from model").fetchall(), key=repr)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(NIGHTS)
def test_what_is_kept_is_what_building_every_department_gives(nights: list[dict[str, tuple[str, int] | None]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        for night in nights:
            lay_out(home, night)
            nightly = build(home)
            modelled.forget(home)
            assert nightly == build(home)


def test_only_changed_departments_are_cut_out(tmp_path: Path) -> None:
    home = Home(tmp_path)
    night = {"r1": ("s1", 1), "r2": ("s2", 2), "r3": ("shared", 3), "r4": ("shared", 3), "r5": None}
    lay_out(home, night)
    assert modelled.cut(home, "1") == 3
    build(home)
    assert modelled.cut(home, "1") == 0
    lay_out(home, night | {"r2": ("s2", 5)})
    assert modelled.cut(home, "1") == 1
    with duckdb.connect(home.slice, read_only=True) as connection:
        assert connection.execute("select report_key, value from amount order by all").fetchall() == [
            ("r1", 1),
            ("r2", 5),
        ]
    # The facts of bytes that two departments filed belong to both.
    lay_out(home, night | {"r3": None})
    assert modelled.cut(home, "1") == 2


def test_another_version_of_the_models_builds_every_department(tmp_path: Path) -> None:
    home = Home(tmp_path)
    lay_out(home, {"r1": ("s1", 1), "r3": ("s2", 2)})
    build(home)
    assert modelled.cut(home, "2") == 2


def test_file_that_is_broken_is_made_anew(tmp_path: Path) -> None:
    home = Home(tmp_path)
    lay_out(home, {"r1": ("s1", 1), "r3": ("s2", 2)})
    before = build(home)
    home.modelled.write_bytes(b"no database")
    assert build(home) == before


def test_nights_of_real_reports_give_what_a_full_build_gives(tmp_path: Path) -> None:
    compared, differing = differing_tables(tmp_path, seed=1, reports=14, nights=3)
    assert differing == []
    assert {"quality.operand", "quality.finding", "marts.fct_budget", "evidence.figure", "history.fct_rate"} <= compared
