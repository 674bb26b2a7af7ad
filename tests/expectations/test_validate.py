"""Operands judged inside DuckDB: who passes, who fails, who was not judged, and what is left behind."""

import socket
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest

from expectations.batches import OperandsUnreadableError
from expectations.rules.catalogue import load_rules
from expectations.validate import validate
from expectations.verdicts import RuleResult, Validation

RULES = load_rules()
RUN_AT = datetime(2026, 1, 2, 18, 0, tzinfo=UTC)

#: check_key, rule_id, relation, difference, tolerance, is_ready
Operand = tuple[str, str, str, str | None, str | None, bool | None]


def build(database: Path, operands: list[Operand], number: str = "decimal(28, 8)", view: str | None = None) -> Path:
    """Write `quality.operand` as dbt leaves it; `number` is the type of amounts, `view` a select on top of it."""
    table = "base" if view else "operand"
    with duckdb.connect(str(database)) as connection:
        connection.execute("create schema quality")
        connection.execute(
            f"create table quality.{table} (check_key varchar, rule_id varchar, relation varchar,"
            f" difference {number}, tolerance {number}, is_ready boolean, excess {number})"
        )
        if operands:
            connection.executemany(
                f"insert into quality.{table} select $1, $2, $3, $4, $5, $6,"
                f" case when $3 = 'eq' then abs($4::{number}) else $4::{number} end",
                operands,
            )
        if view:
            connection.execute(f"create view quality.operand as {view}")
        complete(connection)
    return database


def complete(connection: duckdb.DuckDBPyConnection) -> None:
    """Create what is judged beside `quality.operand`, as the first load of an empty landing area leaves it."""
    connection.execute("create schema intermediate")
    connection.execute("create view intermediate.ready_operand as select * from quality.operand where is_ready")
    connection.execute(
        "create table quality.volume (county_code varchar, fiscal_year int, documents_missing bigint,"
        " documents_kept_pct decimal(12, 4), facts_kept_pct decimal(12, 4), days_since_report bigint,"
        " reports_ahead bigint)"
    )
    connection.execute("create table quality.vocabulary (domain varchar, code varchar, name_zh varchar)")


def rule(validation: Validation, rule_id: str) -> RuleResult:
    (result,) = [result for result in validation.rules if result.rule_id == rule_id]
    return result


def failing(out: Path, rule_id: str) -> set[str]:
    table = pl.read_parquet(out / "unexpected.parquet").filter(pl.col("rule_id") == rule_id)
    assert table["check_key"].is_unique().all()
    return set(table["check_key"])


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Validation, Path]:
    """One candidate whose rules meet every ordinary fate."""
    home = tmp_path_factory.mktemp("home")
    operands: list[Operand] = [
        ("exact", "B05", "eq", "0", "150", True),
        ("rounded", "B05", "eq", "-150", "150", True),
        ("beyond", "B05", "eq", "-150.01", "150", True),
        ("unready", "B05", "eq", "9999", "150", False),
        ("empty", "B05", "eq", None, None, False),
        ("below", "B03", "le", "-500000", "100", True),
        ("touching", "B03", "le", "100", "100", True),
        ("above", "B03", "le", "100.01", "100", True),
        ("share", "D17", "eq", "0.4", "0.01", True),
        ("whole", "E01", "eq", "0", "0", True),
        ("alone", "B06", "eq", "7", "1", False),
        *[(f"many{n}", "C01", "eq", str(n), "5", True) for n in range(60)],
    ]
    database = build(home / "candidate.duckdb", operands)
    return validate(database, RULES, home / "state", run_at=RUN_AT), home / "state"


def test_an_operand_within_its_tolerance_passes(judged: tuple[Validation, Path]) -> None:
    assert rule(judged[0], "E01") == RuleResult("E01", "critical", 1, 0, True, None)


def test_an_operand_beyond_its_tolerance_fails_and_one_on_the_edge_does_not(judged: tuple[Validation, Path]) -> None:
    validation, out = judged
    assert rule(validation, "B05") == RuleResult("B05", "critical", 3, 1, False, None)
    assert failing(out, "B05") == {"beyond"}


def test_an_upper_limit_fails_only_when_exceeded(judged: tuple[Validation, Path]) -> None:
    validation, out = judged
    assert rule(validation, "B03").evaluated == 3
    assert failing(out, "B03") == {"above"}


def test_all_failing_keys_of_a_rule_come_back_and_no_others(judged: tuple[Validation, Path]) -> None:
    validation, out = judged
    assert rule(validation, "C01").unexpected == 54
    assert failing(out, "C01") == {f"many{n}" for n in range(6, 60)}


@pytest.mark.parametrize("rule_id", ["D06", "B06"], ids=["without operands", "without a ready operand"])
def test_a_rule_that_judged_nothing_ran_but_did_not_pass(judged: tuple[Validation, Path], rule_id: str) -> None:
    validation, out = judged
    assert rule(validation, rule_id) == RuleResult(rule_id, "critical", 0, 0, None, None)
    table = pl.read_parquet(out / "validation_result.parquet")
    recorded = table.row(by_predicate=pl.col("rule_id") == rule_id, named=True)
    assert (recorded["success"], recorded["evaluated"], recorded["unexpected"]) == (None, 0, 0)


def test_a_doubtful_rule_keeps_its_severity(judged: tuple[Validation, Path]) -> None:
    assert rule(judged[0], "D17") == RuleResult("D17", "warning", 1, 1, False, None)


def test_every_rule_has_a_verdict(judged: tuple[Validation, Path]) -> None:
    verdict = pl.read_parquet(judged[1] / "verdict.parquet")
    assert verdict.columns == ["rule_id", "executed", "error"]
    assert verdict["rule_id"].to_list() == [rule.id for rule in RULES if rule.is_judged]
    assert verdict["executed"].all()
    assert verdict["error"].is_null().all()


def test_every_expectation_is_recorded_with_its_suite(judged: tuple[Validation, Path]) -> None:
    table = pl.read_parquet(judged[1] / "validation_result.parquet")
    assert table.schema["run_at"] == pl.Datetime("us", "UTC")
    assert table["run_at"].unique().to_list() == [RUN_AT]
    of_rules = table.filter(pl.col("rule_id").is_not_null())
    assert dict(of_rules.select("rule_id", "suite").iter_rows()) == {
        rule.id: rule.family for rule in RULES if rule.is_judged
    }
    others = table.filter(pl.col("rule_id").is_null())
    assert set(others["suite"]) == {"operand_shape", "mart_volume", "mart_vocabulary"}
    assert others.filter(pl.col("suite") == "operand_shape")["success"].all()
    assert others["severity"].is_in(["critical", "warning"]).all()
    assert others["problem"].is_not_null().all()


def test_a_rule_whose_expectation_raises_was_not_executed_and_the_others_were(tmp_path: Path) -> None:
    database = build(
        tmp_path / "candidate.duckdb",
        [("a", "B05", "eq", "9", "1", True), ("b", "E01", "eq", "9", "1", True), ("c", "E02", "eq", "0", "1", True)],
        view="""select * exclude (excess), case when rule_id = 'E01'
            then error('no operand for ' || check_key)::decimal(28, 8) else excess end as excess from quality.base""",
    )
    validation = validate(database, RULES, tmp_path)
    raised = rule(validation, "E01")
    assert (raised.evaluated, raised.unexpected, raised.success) == (0, 0, None)
    assert raised.error is not None
    assert "no operand for b" in raised.error
    assert rule(validation, "B05").unexpected == 1
    assert rule(validation, "E02").success is True
    verdict = pl.read_parquet(tmp_path / "verdict.parquet").filter(~pl.col("executed"))
    assert verdict.rows() == [("E01", False, raised.error)]
    assert failing(tmp_path, "B05") == {"a"}
    (shape,) = [shape for shape in validation.shapes if shape.error]
    assert (shape.success, shape.expectation) == (None, "expect_column_values_to_be_between(excess)")


@pytest.mark.parametrize(
    ("operand", "number", "problem"),
    [
        pytest.param(
            ("bad", "B05", "eq", "0", None, True), "decimal(28, 8)",
            "tolerance or excess is empty in 1 ready operands", id="ready without a tolerance",
        ),
        pytest.param(
            ("bad", "B05", "eq", None, "1", True), "decimal(28, 8)",
            "tolerance or excess is empty in 1 ready operands", id="ready without a difference",
        ),
        pytest.param(
            ("bad", "B05", "eq", "900", "nan", True), "double",
            "tolerance is negative or NaN in 1 operands", id="a tolerance that is no number and would pass anything",
        ),
        pytest.param(
            ("bad", "B05", "le", "-inf", "1", True), "double",
            "excess is NaN or infinite in 1 operands", id="an infinite difference",
        ),
        pytest.param(
            ("bad", "B05", "eq", "0", "-1", True), "decimal(28, 8)",
            "tolerance is negative or NaN in 1 operands", id="a tolerance below zero",
        ),
        pytest.param(
            ("bad", "B05", "eq", "0", "1", None), "decimal(28, 8)",
            "is_ready is empty in 1 operands", id="neither ready nor not",
        ),
    ],
)  # fmt: skip
def test_operands_that_cannot_be_judged_are_an_error_of_their_rule_and_never_a_pass(
    tmp_path: Path, operand: Operand, number: str, problem: str
) -> None:
    good: list[Operand] = [("good", "B05", "eq", "0", "1", True), ("other", "E01", "eq", "5", "1", True)]
    database = build(tmp_path / "candidate.duckdb", [*good, operand], number=number)
    validation = validate(database, RULES, tmp_path)
    assert rule(validation, "B05") == RuleResult("B05", "critical", 0, 0, None, problem)
    assert rule(validation, "E01").unexpected == 1
    assert failing(tmp_path, "B05") == set()


def test_an_operand_of_a_rule_outside_the_catalogue_is_named_and_not_judged(tmp_path: Path) -> None:
    database = build(tmp_path / "candidate.duckdb", [("a", "Z99", "eq", "9", "1", True)])
    validation = validate(database, RULES, tmp_path)
    assert "Z99" not in {result.rule_id for result in validation.rules}
    assert [shape.unexpected for shape in validation.shapes if shape.success is False] == [1]
    refused = pl.read_parquet(tmp_path / "verdict.parquet").filter(~pl.col("executed")).rows()
    assert refused == [("Z99", False, "the rule is not in the catalogue in 1 operands")]


SOUND = ("652825", 0, "100", "100", 3, 0)


@pytest.mark.parametrize(
    ("row", "severity", "problem"),
    [
        pytest.param(SOUND, None, None, id="a county and year as in the last load"),
        pytest.param(("652825", 0, None, None, 0, 0), None, None, id="one that the last load did not have"),
        pytest.param(("652825", 0, "100", "49.99", 3, 0), "critical", "lost most of its facts", id="facts lost"),
        pytest.param(("652825", 0, "0", None, 3, 0), "warning", "lost most of its documents", id="documents lost"),
        pytest.param(("652825", 1, "100", "100", 3, 0), "critical", "no report was made of it", id="a file left out"),
        pytest.param(("652825", 0, "100", "100", 397, 0), "warning", "no new report", id="nothing arrives any more"),
        pytest.param(("652825", 0, "100", "100", 0, 1), "critical", "after this load", id="a report from tomorrow"),
    ],
)
def test_the_marts_are_guarded(
    tmp_path: Path, row: tuple[object, ...], severity: str | None, problem: str | None
) -> None:
    database = build(tmp_path / "candidate.duckdb", [])
    with duckdb.connect(str(database)) as connection:
        connection.execute("insert into quality.volume values (?, 2023, ?, ?, ?, ?, ?)", row)
    validate(database, RULES, tmp_path)
    table = pl.read_parquet(tmp_path / "validation_result.parquet").filter(pl.col("suite") == "mart_volume")
    failed = table.filter(~pl.col("success"))
    assert failed["severity"].to_list() == ([severity] if severity else [])
    assert problem is None or f"{problem}" in failed["problem"].item()
    assert problem is None or failed["problem"].item().endswith(": 652825 2023")


def test_a_word_without_a_chinese_name_is_told(tmp_path: Path) -> None:
    database = build(tmp_path / "candidate.duckdb", [])
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "insert into quality.vocabulary values ('status', 'measured', '已完成'), ('status', 'x', null)"
        )
    (guard,) = [one for one in validate(database, RULES, tmp_path).guards if one.suite == "mart_vocabulary"]
    assert (guard.success, guard.severity, guard.unexpected) == (False, "warning", 1)


def test_the_file_is_free_for_dbt_and_judged_anew_afterwards(tmp_path: Path) -> None:
    database = build(tmp_path / "candidate.duckdb", [("a", "B05", "eq", "9", "1", True)])
    assert rule(validate(database, RULES, tmp_path), "B05").unexpected == 1
    with duckdb.connect(str(database)) as connection:
        connection.execute("update quality.operand set excess = 0")
    assert rule(validate(database, RULES, tmp_path), "B05").success is True
    assert failing(tmp_path, "B05") == set()


def test_judging_says_nothing_reaches_no_network_and_leaves_only_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refuse(*arguments: object) -> None:
        raise AssertionError(f"reached out to {arguments[1:]}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.chdir(tmp_path)
    database = build(tmp_path / "candidate.duckdb", [("a", "B05", "eq", "9", "1", True)])
    capfd.readouterr()
    validate(database, RULES, tmp_path / "state")
    assert capfd.readouterr() == ("", "")
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()) == [
        "candidate.duckdb", "state/unexpected.parquet", "state/validation_result.parquet", "state/verdict.parquet",
    ]  # fmt: skip


def no_file(database: Path) -> None:
    """Leave nothing behind."""


def no_table(database: Path) -> None:
    duckdb.connect(str(database)).close()


def no_database(database: Path) -> None:
    database.write_text("部门决算", encoding="utf-8")


@pytest.mark.parametrize(
    ("prepare", "complaint"),
    [
        pytest.param(no_file, "there is no such file", id="no file"),
        pytest.param(no_table, r"quality\.operand cannot be read", id="no operands"),
        pytest.param(no_database, "cannot be opened", id="a file that is no database"),
    ],
)
def test_nothing_to_judge_is_said_with_what_to_do(
    tmp_path: Path, prepare: Callable[[Path], None], complaint: str
) -> None:
    database = tmp_path / "candidate.duckdb"
    prepare(database)
    with pytest.raises(OperandsUnreadableError, match=f"candidate.duckdb: {complaint}"):
        validate(database, RULES, tmp_path / "state")
    assert not (tmp_path / "state").exists()


def test_a_candidate_still_open_for_writing_is_refused(tmp_path: Path) -> None:
    database = build(tmp_path / "candidate.duckdb", [])
    with duckdb.connect(str(database)), pytest.raises(OperandsUnreadableError, match="close whoever is writing it"):
        validate(database, RULES, tmp_path)
