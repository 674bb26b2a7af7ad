"""What cannot be loaded has a row with state and reason, and takes nothing else with it."""

from __future__ import annotations

import duckdb
import pytest

from tests.warehouse.landing import EXPECTED


@pytest.mark.parametrize(("path", "ending"), EXPECTED.items(), ids=[ending[1] for ending in EXPECTED.values()])
def test_bad_input_is_recorded_with_state_and_reason(
    db: duckdb.DuckDBPyConnection, path: str, ending: tuple[str, str | None]
) -> None:
    rows = db.execute("select state, reason_code, reason from ops.document where source_path = ?", [path]).fetchall()
    assert [row[:2] for row in rows] == [ending]
    assert path in rows[0][2]


def test_every_other_file_is_loaded(db: duckdb.DuckDBPyConnection) -> None:
    rows = db.sql("select source_path, state, reason_code from ops.document").fetchall()
    others = [row for row in rows if row[0] not in EXPECTED]
    assert len(others) >= 16
    assert {row[1:] for row in others} == {("loaded", None)}


def test_reports_in_archives_are_loaded_under_the_path_inside(db: duckdb.DuckDBPyConnection) -> None:
    found = db.sql("select source_path, county_code, fiscal_year from marts.dim_report where source_path like '%!/%'")
    assert sorted(found.fetchall()) == [
        ("652825/2022/报送.zip!/二.zip!/且末县林业站_部门决算.txt", "652825", 2022),
        ("652825/2022/报送.zip!/附件/且末县气象站_部门决算.txt", "652825", 2022),
    ]


def test_held_and_rejected_documents_have_no_facts(db: duckdb.DuckDBPyConnection) -> None:
    paths = [path for path, (state, _) in EXPECTED.items() if state != "loaded"]
    found = db.execute("select count(*) from history.dim_report where source_path in (select unnest(?))", [paths])
    assert found.fetchall() == [(0,)]


def test_newer_filing_supersedes_the_older_which_stays_in_history(db: duckdb.DuckDBPyConnection) -> None:
    amounts = (
        "select amount_yuan / 10000 from {} where classification = 'total'"
        " and report_key in (select report_key from {} where source_path like '%农机站%')"
    )
    current = db.sql(amounts.format("marts.fct_spending", "marts.dim_report")).fetchall()
    everything = db.sql(amounts.format("history.fct_spending", "history.dim_report") + " order by 1").fetchall()
    assert [float(row[0]) for row in current] == [51.10]
    assert [float(row[0]) for row in everything] == [50.10, 51.10]
