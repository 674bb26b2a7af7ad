"""The gate: what closes it, what it says, and what an operator may accept."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import duckdb
import polars as pl
import pytest

from orchestration.gate import Accepted, GateClosed, examine


def database(path: Path, loaded: int = 100, facts: int = 3000, findings: int = 0, column: str = "amount_yuan") -> Path:
    with duckdb.connect(path) as connection:
        connection.execute("create schema marts; create schema ops; create schema quality")
        connection.execute(f"create table marts.fct_budget as select range as {column} from range({facts})")
        connection.execute(f"create table ops.document as select 'loaded' as state from range({loaded})")
        connection.execute(f"create table quality.finding as select 'open' as state from range({findings})")
    return path


def verdicts(path: Path, **errors: str | None) -> Path:
    rows = [(rule, error is None, error) for rule, error in ({"B01": None} | errors).items()]
    schema = {"rule_id": pl.String, "executed": pl.Boolean, "error": pl.String}
    pl.DataFrame(rows, schema=schema, orient="row").write_parquet(path)
    return path


def said(tmp_path: Path, candidate: Path, last: Path | None, accepted: Collection[Accepted] = ()) -> str:
    try:
        examine(candidate, last, verdicts(tmp_path / "verdict.parquet"), accepted, ["B01"])
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
    judged = verdicts(tmp_path / "verdict.parquet", **errors)
    with pytest.raises(GateClosed, match=f"{reason}.*; mend the rule"):
        examine(database(tmp_path / "new"), None, judged, list(Accepted), ["B01", "B02"])


def test_judges_that_left_no_verdicts_close_the_gate(tmp_path: Path) -> None:
    with pytest.raises(GateClosed, match="rule B01 was not judged at all"):
        examine(database(tmp_path / "new"), None, tmp_path / "none.parquet", (), ["B01"])


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
