"""What the snapshot has of some departments: everything their pages, those of their reports and findings show.

Pages are made department by department, so that a night's changes cost what changed. `FINGERPRINTS` tells which did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from orchestration.review.rows import Row, grouped, select

#: Rows that a department's pages are made of. `last_seen_at` changes every day and is not shown.
_SOURCES = {
    "finding": "select * exclude (last_seen_at) from quality.finding",
    "cause": "select department_key, cause.* from quality.cause join quality.finding using (finding_key)",
    "department": "from marts.dim_department",
    "report": "from marts.dim_report",
    "budget": "from marts.fct_budget",
    "spending": "from marts.fct_spending",
    "revenue": "from marts.fct_revenue",
    "balance": "from marts.fct_balance",
    "change": "from marts.fct_change",
    "rate": "from marts.fct_rate",
    "indicator": "from marts.fct_indicator",
    "statistic": "from marts.fct_statistic",
    "history": "select * exclude (report_key), report_key from history.dim_report",
    "coverage": "select department_key, coverage.* from quality.coverage join marts.dim_report using (report_key)",
    "check": """
        select department_key, rule_id, report_key, subject, outcome, figures
        from (select *, cast(operand_figure_ids as varchar) as figures from quality.fct_check)
        join marts.dim_report using (report_key)
    """,
    "figure": """
        select department_key, figure.* from evidence.figure
        join (
            select distinct department_key, unnest(figure_ids) as figure_id from quality.finding
        ) using (figure_id)
    """,
    "unmapped": """
        select department_key, figure.* from evidence.figure join marts.dim_report using (report_key)
        where disposition = 'unmapped'
    """,
    "block": """
        select department_key, block.* from evidence.block
        join (
            select distinct finding.department_key, figure.report_key, figure.block from evidence.figure
            join (select department_key, unnest(figure_ids) as figure_id from quality.finding) as finding
            using (figure_id)
        ) as marked using (report_key, block)
    """,
}

FINGERPRINTS = (
    "select department_key, string_agg(part, ' ' order by part) as fingerprint from ({}) group by all".format(
        " union all ".join(
            f"select department_key, '{name}' || sum(hash(source)) as part from ({sql}) as source group by all"
            for name, sql in _SOURCES.items()
        )
    )
)

#: Amounts of all five tables under one set of names; `word` is the domain of the item's code in `dim_word`.
_AMOUNTS = """
    select 'budget' as kind, budget_stage as stage, classification, item_code, item_name, funding_source, amount_yuan,
        is_derived, report_key, department_key, fiscal_year, figure_id, unit, decimals, has_open_finding,
        budget_key as fact_key, mention_count, parent_item_code
    from marts.fct_budget
    union all by name
    select 'spending' as kind, classification, item_code, item_name, funding_source, amount_yuan, is_derived,
        report_key, department_key, fiscal_year, figure_id, unit, decimals, has_open_finding,
        spending_key as fact_key, mention_count, parent_item_code
    from marts.fct_spending
    union all by name
    select 'revenue' as kind, stage, 'revenue' as classification, revenue_source as item_code, funding_source,
        amount_yuan, is_derived, report_key, department_key, fiscal_year, figure_id, unit, decimals, has_open_finding,
        revenue_key as fact_key, mention_count
    from marts.fct_revenue
    union all by name
    select 'balance' as kind, stage, classification, item_code, item_name, funding_source, amount_yuan, is_derived,
        report_key, department_key, fiscal_year, figure_id, unit, decimals, has_open_finding,
        balance_key as fact_key, mention_count
    from marts.fct_balance
    union all by name
    select 'change' as kind, stage, classification, item_code, item_name, funding_source, amount_yuan,
        false as is_derived, report_key, department_key, fiscal_year, figure_id, unit, decimals, has_open_finding,
        change_key as fact_key, mention_count
    from marts.fct_change
"""

_FINDINGS = """
    select finding.*, title_zh, formula, basis, family, coalesce(is_dependent, false) as is_dependent,
        coalesce(dependants, 0) as dependants, cause_key, applied.relation, applied.is_truncated
    from quality.finding as finding
    join wanted using (department_key)
    left join quality.dim_rule using (rule_id)
    left join quality.cause using (finding_key)
    left join quality.operand as applied on applied.check_key = finding_key
    order by
        finding.state <> 'open', case finding.severity when 'critical' then 1 when 'warning' then 2 else 3 end,
        finding.fiscal_year desc, finding.rule_id, finding.subject
"""

#: The figures of findings with their block, the section and the report; a report may be another department's.
#: One that is kept out of the marts has no page.
_FIGURES = """
    select figure.*, block.kind as block_kind, block.text, section.path as section, report.source_path,
        report.source_format, report.title, report.fiscal_year as report_year, report.department_key,
        report.report_type, report.blocked_reason is null as has_page
    from (
        select distinct unnest(figure_ids) as figure_id
        from quality.finding join wanted using (department_key)
    )
    join evidence.figure using (figure_id)
    left join evidence.block using (report_key, block)
    left join evidence.section on section.report_key = figure.report_key and section.section_id = figure.section_id
    left join history.dim_report as report on report.report_key = figure.report_key and report.is_current
"""

#: Rows without figures that may head a table, and from where to where their table goes: its rows follow each other
#: without a gap.
_HEADS = """
    with row as (
        select report_key, block, text, block - row_number() over (partition by report_key order by block) as run
        from evidence.block
        where kind = 'row' and report_key in (
            select report_key from evidence.figure
            join (select unnest(figure_ids) as figure_id from quality.finding join wanted using (department_key))
            using (figure_id)
        )
    )
    select report_key, block, text, max(block) over (partition by report_key, run) as last
    from row
    qualify not regexp_matches(text, '[0-9]') and text like '%_\t_%'
    order by block
"""

_AMENDED = """
    select {table}.report_key, {key} as fact_key, revision, {table}.amount_yuan, recorded_at
    from history.{table} join wanted using (department_key)
    where not is_current
"""


@dataclass(frozen=True)
class Batch:
    """Rows of some departments, by the key of whoever shows them."""

    departments: list[Row]
    reports: dict[str, list[Row]]
    findings: dict[str, list[Row]]
    figures: dict[str, Row]
    heads: dict[str, list[Row]]
    amounts: dict[str, list[Row]]
    rates: dict[str, list[Row]]
    indicators: dict[str, list[Row]]
    statistics: dict[str, list[Row]]
    coverage: dict[str, list[Row]]
    checks: dict[str, list[Row]]
    unmapped: dict[str, list[Row]]
    revisions: dict[str, list[Row]]
    amended: dict[str, list[Row]]


def fetch(connection: duckdb.DuckDBPyConnection, keys: Sequence[str]) -> Batch:
    """Return what the snapshot has of the departments `keys`."""
    connection.execute("create or replace temp table wanted (department_key varchar)")
    connection.execute("insert into wanted select unnest(?)", [list(keys)])

    def of(table: str, order: str) -> list[Row]:
        return select(connection, f"from {table} join wanted using (department_key) order by {order}")

    def of_reports(table: str, order: str) -> list[Row]:
        wanted = "select report_key from marts.dim_report join wanted using (department_key)"
        return select(connection, f"select * from {table} where report_key in ({wanted}) order by {order}")

    amended = [
        row
        for name in ("budget", "spending", "revenue", "balance")
        for row in select(connection, _AMENDED.format(table=f"fct_{name}", key=f"{name}_key"))
    ]
    return Batch(
        departments=_departments(connection),
        reports=grouped(of("marts.dim_report", "fiscal_year desc, period_end desc, report_key"), "department_key"),
        findings=grouped(select(connection, _FINDINGS), "department_key"),
        figures={row.figure_id: row for row in select(connection, _FIGURES)},
        heads=grouped(select(connection, _HEADS), "report_key"),
        amounts=grouped(of(f"({_AMOUNTS})", "kind, classification, funding_source, item_code, fact_key"), "report_key"),
        rates=grouped(of("marts.fct_rate", "rate_kind, classification, item_code, rate_key"), "report_key"),
        indicators=grouped(of("marts.fct_indicator", "section_path, sequence, indicator_key"), "report_key"),
        statistics=grouped(of("marts.fct_statistic", "statistic, item_name, statistic_key"), "report_key"),
        coverage=grouped(of_reports("quality.coverage", "report_key"), "report_key"),
        checks=grouped(
            of_reports(
                "(select report_key, rule_id, title_zh, family, outcome, count(*) as checks from quality.fct_check"
                " join quality.dim_rule using (rule_id) where outcome <> 'not_applicable' group by all)",
                "rule_id, outcome",
            ),
            "report_key",
        ),
        unmapped=grouped(
            of_reports("(from evidence.figure where disposition = 'unmapped')", "block, char_start"), "report_key"
        ),
        revisions=grouped(of("history.dim_report", "revision desc"), "report_key"),
        amended=grouped(amended, "fact_key"),
    )


def _departments(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """The departments wanted; one that owes a report and filed none is known by the list of expected ones only."""
    return select(
        connection,
        """
        select department_key, coalesce(department.county_code, finding.county_code) as county_code,
            county_name, prefecture_name, province_name, department_name, coalesce(aliases, []) as aliases
        from wanted
        left join marts.dim_department as department using (department_key)
        left join (
            select department_key, min(county_code) as county_code from quality.finding group by all
        ) as finding using (department_key)
        left join marts.dim_county as county
            on county.county_code = coalesce(department.county_code, finding.county_code)
        order by county_code, department_name, department_key
        """,
    )
