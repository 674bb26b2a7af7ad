"""Small snapshots for the tests of the pages: tables as the dbt contract declares them, rows by name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb
import yaml

from expectations.rules.catalogue import load_rules

ROOT = Path(__file__).parents[3]
MODELS = ROOT / "dbt_project" / "models"
SEEDS = ROOT / "dbt_project" / "seeds"

#: What history adds to the mart of the same name.
_OF_HISTORY = {
    "revision": "integer",
    "is_current": "boolean",
    "recorded_at": "timestamptz",
    "blocked_reason": "varchar",
}


def declared(schema: str) -> dict[str, dict[str, str]]:
    """Return the columns and types of each table of `schema`, as its YAML declares them."""
    said = yaml.safe_load((MODELS / schema / f"{schema}.yml").read_text(encoding="utf-8"))
    return {
        model["name"].removeprefix(f"{schema}_"): {one["name"]: one["data_type"] for one in model.get("columns", [])}
        for model in said["models"]
    }


def new_snapshot(path: Path) -> duckdb.DuckDBPyConnection:
    """Make an empty snapshot with the counties, words and rules, and return the connection to it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(path)
    marts = declared("marts")
    tables = {"marts": marts, "history": {name: columns | _OF_HISTORY for name, columns in marts.items()}}
    tables |= {schema: declared(schema) for schema in ("quality", "evidence", "ops")}
    for schema, models in tables.items():
        connection.execute(f"create schema {schema}")
        for name, columns in models.items():
            listed = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
            connection.execute(f"create table {schema}.{name} ({listed})")
    connection.execute(
        f"insert into marts.dim_county by name select county_code, county_name, prefecture_name, province_name"
        f" from read_csv('{SEEDS / 'county.csv'}', all_varchar = true)"
    )
    connection.execute(f"create table marts.dim_word as from read_csv('{SEEDS / 'word.csv'}', all_varchar = true)")
    for rule in load_rules():
        insert(connection, "quality.dim_rule", rule_id=rule.id, family=rule.family, title_zh=rule.title_zh,
               title_en=rule.title_en, formula=rule.formula, severity=rule.severity, is_blocking=rule.is_blocking,
               applies_to=list(rule.applies_to), basis=rule.basis, state=rule.state, since=rule.since,
               if_absent=rule.if_absent)  # fmt: skip
    return connection


def insert(connection: duckdb.DuckDBPyConnection, table: str, **values: object) -> None:
    """Insert a row; what is not given is NULL."""
    places = ", ".join("?" for _ in values)
    names = ", ".join(f'"{name}"' for name in values)
    connection.execute(f"insert into {table} ({names}) values ({places})", list(values.values()))


def add_department(connection: duckdb.DuckDBPyConnection, key: str, name: str, county: str = "530624") -> None:
    """Add a department."""
    insert(connection, "marts.dim_department", department_key=key, county_code=county, department_name=name, aliases=[])


def add_report(connection: duckdb.DuckDBPyConnection, key: str, department: str, **said: object) -> None:
    """Add a final-accounts report of 2023; `said` is what differs."""
    row = {
        "report_key": key, "document_sha256": key.ljust(64, "0"), "county_code": "530624",
        "department_key": department, "fiscal_year": 2023, "report_type": "final_accounts", "period_end": "2023-12-31",
        "title": "2023 年度部门决算", "source_path": f"530624/2023/{key}.txt", "source_format": "text", "revision": 1,
        "recorded_at": "2024-06-01 18:00:00+00",
    } | said  # fmt: skip
    insert(connection, "marts.dim_report", **row)
    insert(connection, "history.dim_report", **row, is_current=True)
    insert(connection, "quality.coverage", report_key=key, checks_required=10, checks_done=8, checks_insufficient=1,
           figures_total=4, figures_accounted=4, unmapped=0, checks_planned=1)  # fmt: skip


def add_procurement(
    connection: duckdb.DuckDBPyConnection, report: str, department: str, text: Mapping[str, str] | None = None
) -> str:
    """Add a sentence whose procurement total (246.30) is not the sum of its classes (264.30), and its finding."""
    said = {"before": "政府采购支出总额", "subject": "2023 支出 政府采购合计", "section": "政府采购支出情况"} | dict(
        text or {}
    )
    figures = {"total": "246.30", "goods": "58.20", "works": "120.00", "services": "86.10"}
    names = {"total": "政府采购", "goods": "货物", "works": "工程", "services": "服务"}
    sha = connection.execute("select document_sha256 from marts.dim_report where report_key = ?", [report]).fetchone()
    written, spans = said["before"], {}
    for item, printed in figures.items():
        spans[item] = (len(written), len(written) + len(printed) + 2)
        written += f"{printed}万元，{said.get('between', '其中')}"
    insert(connection, "evidence.section", report_key=report, section_id="s1", title=said["section"],
           path=said["section"])  # fmt: skip
    insert(connection, "evidence.block", report_key=report, block=3, page=1, section_id="s1", kind="paragraph",
           text=written)  # fmt: skip
    for item, printed in figures.items():
        start, end = spans[item]
        key = f"{report}-{item}"
        insert(connection, "evidence.figure", figure_id=key, report_key=report, section_id="s1", page=1, block=3,
               char_start=start, char_end=end, raw_text=f"{printed}万元", kind="money", value=printed, unit="万元",
               decimals=2, disposition="fact", label=names[item],
               document_sha256=sha[0] if sha else None)  # fmt: skip
        insert(connection, "marts.fct_spending", spending_key=key, report_key=report, county_code="530624",
               department_key=department, fiscal_year=2023, figure_id=key, mention_count=1, unit="万元", decimals=2,
               has_open_finding=True, classification="procurement", item_code=item, funding_source="all",
               amount_yuan=float(printed) * 10_000, is_derived=False)  # fmt: skip
    key = f"finding-{report}"
    insert(connection, "quality.finding", finding_key=key, rule_id="E15", severity="critical", report_key=report,
           county_code="530624", department_key=department, fiscal_year=2023, subject=said["subject"],
           stated=2463000, expected=2643000, difference=-180000, tolerance=200, unit="元",
           message_zh=f"{said['subject']}：总额为 246.30 万元，三类之和为 264.30 万元。请部门核对总额与三类金额。",
           figure_ids=[f"{report}-{item}" for item in figures], state="open",
           first_seen_at="2024-06-01 18:00:00+00", last_seen_at="2024-06-01 18:00:00+00")  # fmt: skip
    insert(connection, "quality.cause", finding_key=key, report_key=report, cause_key=key, is_dependent=False,
           dependants=0)  # fmt: skip
    return key


def add_load(connection: duckdb.DuckDBPyConnection) -> None:
    """Add the load that found everything."""
    insert(connection, "ops.load", load_id="20240601T180000Z", started_at="2024-06-01 18:00:00+00",
           finished_at="2024-06-01 18:05:00+00", status="published", documents_seen=2, documents_loaded=2,
           documents_unchanged=0, documents_held=0, documents_rejected=0, documents_removed=0, facts=8,
           findings_open=2, findings_new=2, findings_resolved=0, code_version="0")  # fmt: skip
