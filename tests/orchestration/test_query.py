"""Asking: a locked engine, errors that point into the SQL, near names, past queries."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest
from click.testing import Result
from typer.testing import CliRunner

from orchestration import past_queries
from orchestration.cli import app
from orchestration.home import Home
from orchestration.snapshot import BadQuery, ask, open_snapshot


def run(*arguments: str | Path, given: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=given)


@pytest.fixture
def connection(home: Path) -> duckdb.DuckDBPyConnection:
    with open_snapshot(Home(home).warehouse) as opened:
        yield opened


@pytest.mark.parametrize(
    "sql",
    [
        pytest.param("select * from read_csv('{file}')", id="reads another file"),
        pytest.param("select * from read_text('{file}')", id="reads a text"),
        pytest.param("select * from '{file}'", id="names a file as a table"),
        pytest.param("select * from glob('{folder}/*')", id="lists a folder"),
        pytest.param("explain analyze copy (select 1) to '{folder}/out.csv'", id="writes in an explanation"),
        pytest.param("attach '{folder}/other.duckdb'", id="attaches a database"),
        pytest.param("copy (select 1) to '{folder}/out.csv'", id="copies to a file"),
        pytest.param("export database '{folder}/out'", id="exports the database"),
        pytest.param("install httpfs", id="installs an extension"),
        pytest.param("load httpfs", id="loads an extension"),
        pytest.param("set enable_external_access = true", id="opens the door again"),
        pytest.param("reset enable_external_access", id="resets the door"),
        pytest.param("create table marts.x as select 1", id="writes into the snapshot"),
        pytest.param("drop table marts.fct_budget", id="drops a table"),
    ],
)
def test_the_engine_itself_refuses_what_is_not_reading_the_snapshot(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, sql: str
) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(duckdb.Error):
        connection.execute(sql.format(file=secret, folder=tmp_path)).fetchall()
    assert [path.name for path in tmp_path.iterdir()] == ["secret.csv"]


def test_two_readers_of_one_process_are_both_locked_and_in_utc(home: Path) -> None:
    with open_snapshot(Home(home).warehouse), open_snapshot(Home(home).warehouse) as second:
        settings = "select current_setting('TimeZone'), current_setting('enable_external_access')"
        assert second.execute(settings).fetchall() == [("UTC", False)]


def test_an_error_points_at_its_line_and_place(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(BadQuery) as wrong:
        ask(connection, "select amount_yuan\nfrom marts.fct_budget\nwhere amunt_yuan > 3")
    lines = str(wrong.value).splitlines()
    pointed = next(number for number, line in enumerate(lines) if line.startswith("LINE 3: "))
    assert lines[pointed][lines[pointed + 1].index("^") :].startswith("amunt_yuan")
    assert "Columns with a near name: marts.fct_budget.amount_yuan" in str(wrong.value)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        pytest.param("select * from fct_budgets", "Tables with a near name: marts.fct_budget", id="table, misspelt"),
        pytest.param("select * from nothing_like_it", "information_schema.tables", id="table, nothing near"),
        pytest.param(
            "select departement_name from marts.fct_budget",
            "marts.dim_department.department_name",
            id="column of another table",
        ),
        pytest.param("select 金额 from marts.fct_budget", "marts.fct_budget.amount_yuan (金额)", id="Chinese label"),
        pytest.param(
            "select count（*） from marts.fct_budget", "column 13: found the Chinese sign （", id="Chinese sign"
        ),
    ],
)
def test_what_was_meant_is_suggested(connection: duckdb.DuckDBPyConnection, sql: str, said: str) -> None:
    with pytest.raises(BadQuery) as wrong:
        ask(connection, sql)
    assert said in str(wrong.value)


def test_a_chinese_sign_within_quotes_is_no_mistake(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(BadQuery) as wrong:
        ask(connection, "select '（一）' frm x")
    assert "Chinese sign" not in str(wrong.value)


def test_a_query_may_come_from_standard_input(home: Path) -> None:
    assert json.loads(run("query", "-", "--home", home, "--format", "json", given="select 1 as a").stdout) == [{"a": 1}]


def test_past_queries_are_listed_newest_first_and_wrong_ones_are_not(home: Path) -> None:
    run("query", "select 'first' as a", "--home", home)
    run("query", "selec", "--home", home)
    run("query", "select 'second'\nas a", "--home", home)
    listed = json.loads(run("query", "--history", "--home", home, "--format", "json").stdout)
    assert [(entry["sql"], entry["rows"]) for entry in listed[:2]] == [
        ("select 'second'\nas a", 1),
        ("select 'first' as a", 1),
    ]


@pytest.mark.parametrize("arguments", [[], ["select 1", "--history"]], ids=["neither", "both"])
def test_query_wants_sql_or_its_history(home: Path, arguments: list[str]) -> None:
    result = run("query", *arguments, "--home", home)
    assert result.exit_code == 2
    assert "--history" in result.stderr


def test_past_queries_are_cut_to_the_newest_and_torn_lines_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past_queries, "KEPT", 3)
    path = tmp_path / "h.jsonl"
    path.write_text('{"sql": "to\n', encoding="utf-8")
    for number in range(6):
        past_queries.remember(path, f"select {number}", 1)
    assert [row[2] for row in past_queries.past_queries(path).rows] == ["select 5", "select 4", "select 3"]


def test_who_may_not_write_to_the_home_asks_all_the_same(tmp_path: Path) -> None:
    past_queries.remember(tmp_path / "not there" / "h.jsonl", "select 1", 1)
    assert past_queries.past_queries(tmp_path / "not there" / "h.jsonl").rows == []
