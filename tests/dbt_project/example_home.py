"""A small home for dbt to build from: clean Parquet tables written by hand, both phases, the rows that come out.

Reused by any test that needs a built warehouse without readers or extraction: an `ExampleReport` collects mentions,
`ExampleHome.write` lays out the files, `ExampleHome.build` runs dbt. The judging between the phases is one line of SQL
here (tolerance >= excess, as Great Expectations is asked to judge); what Great Expectations makes of it is tested with
`expectations`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from expectations.rules.catalogue import Rule
from expectations.state import RULE, VALIDATION_RESULT
from ingest.records import TABLES
from orchestration.declared import BAD_ROW, WAIVER
from orchestration.home import Home
from orchestration.previous import hand_over_facts
from orchestration.state import BOOKS
from tests.dbt_project.example_report import ExampleReport

PROJECT = Path(__file__).resolve().parents[2] / "dbt_project"
FIRST_NIGHT = "2026-01-02T02:00:00+08:00"
RULES = (
    *(f"B{number:02}" for number in (1, 2, 3, 5, 6, 7, 8, 10)),
    *(f"C{number:02}" for number in (1, 4, 5, 6, 7, 9, 11, 13)),
    *(f"D{number:02}" for number in (5, 6, 13, 15, 17, 18, 19, 20)),
    *("E01", "E02", "E15", "E17", "A16", "A21", "A22"),
)

#: What stands in `<home>/state`, column by column.
STATE: dict[str, Mapping[str, Any]] = {
    **{table: columns for table, (_, columns) in BOOKS.items()},
    "waiver": WAIVER,
    "bad_row": BAD_ROW,
    "rule": RULE,
    "expected_report": {"county_code": pl.String, "department_name": pl.String, "fiscal_year": pl.Int32}
    | {"report_type": pl.String, "due_on": pl.Date},
    "validation_result": VALIDATION_RESULT,
}


@dataclass(frozen=True)
class ExampleHome:
    """A home folder with clean tables and state, and the warehouse dbt builds in it."""

    root: Path

    def write(self, reports: list[ExampleReport], **state: list[dict[str, Any]]) -> None:
        """Lay out clean tables and state for these reports; `state` overrides rows of a state table."""
        tables: dict[str, list[dict[str, Any]]] = {table: [] for table in TABLES}
        for report in reports:
            tables["report"].append(report.cover())
            tables["document"].append(report.file())
            for table, rows in report.rows.items():
                tables[table] += rows
        for table, rows in tables.items():
            _write(self.root / "clean" / table / "652825-2021.parquet", rows, TABLES[table])
        state.setdefault("rule", [_rule(rule_id) for rule_id in RULES])
        for table, schema in STATE.items():
            _write(self.root / "state" / f"{table}.parquet", state.get(table, []), schema)
        hand_over_facts(Home(self.root))
        (self.root / "work").mkdir(exist_ok=True)

    def dbt(self, *arguments: str, as_of: str = FIRST_NIGHT) -> None:
        """Run one dbt command in this process; raise AssertionError with dbt's own words if it fails."""
        from dbt.adapters.duckdb.connections import DuckDBConnectionManager
        from dbt.cli.main import dbtRunner

        variables = json.dumps({"home": str(self.root), "as_of": as_of, "load_id": "test"})
        places = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT), "--vars", variables]
        places += ["--target-path", str(self.root / "work/target"), "--log-path", str(self.root / "work/log")]
        # dbt leaves its log file open, which is an error where warnings are
        quiet = ["--quiet", "--no-use-colors", "--log-level-file", "none"]
        outcome = dbtRunner().invoke([*arguments, *places, *quiet])
        DuckDBConnectionManager.close_all_connections()
        failures = [
            f"{result.node.name}: {result.message}"
            for result in getattr(outcome.result, "results", [])
            if result.status not in ("success", "pass")
        ]
        assert outcome.success, f"dbt {' '.join(arguments)}: {outcome.exception or failures}"

    def judge(self, not_executed: tuple[str, ...] = ()) -> None:
        """Write the verdict files: a row fails when its excess is above its tolerance."""
        with duckdb.connect(str(self.root / "work/candidate.duckdb"), read_only=True) as connection:
            connection.execute(
                f"copy (select check_key, rule_id from quality.operand where is_ready and excess > tolerance) "
                f"to '{self.root}/state/unexpected.parquet'"
            )
            connection.execute(
                f"copy (select rule_id, not list_contains({list(not_executed)}::varchar[], rule_id) as executed, "
                f"null::varchar as error from '{self.root}/state/rule.parquet' where state <> 'planned') "
                f"to '{self.root}/state/verdict.parquet'"
            )

    def build(self, *, not_executed: tuple[str, ...] = (), as_of: str = FIRST_NIGHT) -> None:
        """Both phases with the judging between them."""
        self.dbt("build", "--selector", "operands", as_of=as_of)
        self.judge(not_executed)
        self.dbt("build", "--selector", "verdicts", as_of=as_of)

    @staticmethod
    def rule_row(rule: Rule) -> dict[str, Any]:
        """A rule of the shipped catalogue as a row of the state table."""
        row = asdict(rule)
        return {"rule_id": row.pop("id"), **row, "applies_to": list(rule.applies_to)}

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query on the built warehouse."""
        with duckdb.connect(str(self.root / "work/candidate.duckdb"), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def keep_findings(self) -> None:
        """Hand quality.finding to the next load, as publishing does."""
        with duckdb.connect(str(self.root / "work/candidate.duckdb"), read_only=True) as connection:
            connection.execute(f"copy quality.finding to '{self.root}/state/finding.parquet'")


def _rule(rule_id: str) -> dict[str, Any]:
    return {
        "rule_id": rule_id,
        "state": "active",
        "since": date(2026, 1, 1),
        "if_absent": "insufficient_data",
        "family": "total",
        "title_zh": f"规则 {rule_id}",
        "title_en": f"Rule {rule_id}",
        "formula": "",
        "severity": "critical",
        "is_blocking": False,
        "applies_to": ["*"],
        "basis": "",
        "message_zh": "{subject}：报告为 {stated}{unit}，应为 {expected}{unit}，相差 {difference}，允许 {tolerance}",
        "message_en": "{subject}: stated {stated}, expected {expected} {unit}",
    }


def _write(path: Path, rows: list[dict[str, Any]], schema: Mapping[str, Any]) -> None:
    unknown = {column for row in rows for column in row} - set(schema)
    assert not unknown, f"{path.parent.name}: no such columns {unknown}"
    path.parent.mkdir(parents=True, exist_ok=True)
    complete = [{column: row.get(column) for column in schema} for row in rows]
    pl.DataFrame(complete, schema=schema, orient="row").write_parquet(path)
