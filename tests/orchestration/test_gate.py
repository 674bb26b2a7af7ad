"""The gate: what closes it, what it says, and what an operator may accept."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import nullcontext
from pathlib import Path

import duckdb
import pytest

from expectations.state import VALIDATION_RESULT, VERDICT, write
from orchestration.gate import Accepted, GateClosed, examine


def database(path: Path, loaded: int = 100, facts: int = 3000, findings: int = 0, column: str = "amount_yuan") -> Path:
    with duckdb.connect(path) as connection:
        connection.execute("create schema marts; create schema ops; create schema quality")
        connection.execute(f"create table marts.fct_budget as select range as {column} from range({facts})")
        connection.execute(f"create table ops.document as select 'loaded' as state from range({loaded})")
        connection.execute(f"create table quality.finding as select 'open' as state from range({findings})")
    return path


def judged(folder: Path, *guards: dict[str, object], **errors: str | None) -> Path:
    """Write what judging leaves in a folder: rule B01 and those of `errors`, one guard that passed and `guards`."""
    rows = [
        {"rule_id": rule, "executed": error is None, "error": error} for rule, error in ({"B01": None} | errors).items()
    ]
    write(folder / "verdict.parquet", VERDICT, rows)
    passed = {"suite": "mart_volume", "expectation": "e", "severity": "critical", "success": True}
    everything = [passed, *(passed | guard for guard in guards)]
    empty = dict.fromkeys(VALIDATION_RESULT)
    write(folder / "validation_result.parquet", VALIDATION_RESULT, [empty | guard for guard in everything])
    return folder


def said(tmp_path: Path, candidate: Path, last: Path | None, accepted: Collection[Accepted] = ()) -> str:
    try:
        examine(candidate, last, judged(tmp_path), accepted, ["B01"])
    except GateClosed as closed:
        return str(closed)
    return "open"


def test_first_snapshot_and_one_like_the_last_pass(tmp_path: Path) -> None:
    new, old = database(tmp_path / "new"), database(tmp_path / "old")
    assert said(tmp_path, new, None) == said(tmp_path, new, old) == "open"


@pytest.mark.parametrize(
    ("errors", "reason"),
    [
        pytest.param(
            {"B02": "no such column"}, "rule B02 could not be judged: no such column", id="a rule that raised"
        ),
        pytest.param({}, "rule B02 was not judged at all", id="a rule that is missing"),
    ],
)
def test_rule_without_a_verdict_closes_the_gate(tmp_path: Path, errors: dict[str, str], reason: str) -> None:
    with pytest.raises(GateClosed, match=f"{reason}.*; mend the rule"):
        examine(database(tmp_path / "new"), None, judged(tmp_path, **errors), list(Accepted), ["B01", "B02"])


def test_judges_that_left_no_verdicts_close_the_gate(tmp_path: Path) -> None:
    with pytest.raises(GateClosed, match="(?s)rule B01 was not judged at all.*nothing was guarded"):
        examine(database(tmp_path / "new"), None, tmp_path / "none", (), ["B01"])


LOST = {"success": False, "problem": "a county and year lost most of its facts: 652825 2021"}


@pytest.mark.parametrize(
    ("guard", "accepted", "reason"),
    [
        pytest.param(LOST, (), "guards: a county and year lost .*: 652825 2021; .*--accept volumes", id="critical"),
        pytest.param(LOST, (Accepted.contract,), "--accept volumes", id="another thing accepted"),
        pytest.param(LOST, (Accepted.volumes,), None, id="accepted"),
        pytest.param(LOST | {"severity": "warning"}, (), None, id="a warning"),
        pytest.param({"success": None}, (), None, id="nothing to compare with"),
        pytest.param(
            {"success": None, "error": "no such column"}, tuple(Accepted), "not be judged: no such column", id="raised"
        ),
        pytest.param({"rule_id": "B01", "success": False}, (), None, id="a rule, whose failures are findings"),
        pytest.param({"suite": "operand_shape", "success": False}, (), None, id="a shape, which its rules tell"),
    ],
)
def test_critical_guard_closes_the_gate(
    tmp_path: Path, guard: dict[str, object], accepted: tuple[Accepted, ...], reason: str | None
) -> None:
    with pytest.raises(GateClosed, match=reason) if reason else nullcontext():
        examine(database(tmp_path / "new"), None, judged(tmp_path, guard), accepted, ["B01"])


def test_marts_that_nobody_guarded_close_the_gate(tmp_path: Path) -> None:
    write(judged(tmp_path) / "validation_result.parquet", VALIDATION_RESULT, [])
    with pytest.raises(GateClosed, match="no suite was asked about the marts"):
        examine(database(tmp_path / "new"), None, tmp_path, (), ["B01"])


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param(
            {"loaded": 60, "facts": 1800}, "loaded documents: 60, in the last snapshot 100 (-40 %)", id="lost"
        ),
        pytest.param({"facts": 1500}, "facts per 100 loaded documents: 1,500, in the last", id="empty readings"),
        pytest.param({"facts": 6000}, "facts per 100 loaded documents: 6,000, in the last", id="counted twice"),
        pytest.param(
            {"findings": 900}, "open findings: 900, in the last snapshot 200 (+350 %)", id="flood of findings"
        ),
    ],
)
def test_implausible_volume_closes_the_gate_until_it_is_accepted(
    tmp_path: Path, change: dict[str, int], reason: str
) -> None:
    old = database(tmp_path / "old", findings=200)
    new = database(tmp_path / "new", **({"findings": 200} | change))
    closed = said(tmp_path, new, old)
    assert reason in closed
    assert "the last snapshot stays" in closed
    assert "--accept volumes" in closed
    assert said(tmp_path, new, old, [Accepted.volumes]) == "open"


def test_small_warehouse_may_change_by_large_factors(tmp_path: Path) -> None:
    assert said(tmp_path, database(tmp_path / "new", 3, 40), database(tmp_path / "old", 14, 400)) == "open"


def test_column_that_is_gone_closes_the_gate_until_it_is_accepted(tmp_path: Path) -> None:
    old, new = database(tmp_path / "old"), database(tmp_path / "new", column="amount")
    assert "contract: marts.fct_budget.amount_yuan was BIGINT and is gone" in said(tmp_path, new, old)
    assert said(tmp_path, new, old, [Accepted.volumes]) != "open"
    assert said(tmp_path, new, old, [Accepted.contract]) == "open"
    assert "amount_yuan" not in said(tmp_path, old, new, [Accepted.contract])
