"""What the snapshot has for the pages about everything: counties, years, rules, loads, the list of findings."""

from __future__ import annotations

import duckdb

from orchestration.review.rows import Row, select

#: Who and when, of a finding: also one about a report that never came, whose department may be in no other report.
_FINDINGS = """
    select finding_key, rule_id, title_zh, finding.severity, finding.state, county_code, county_name,
        department_key, department_name, fiscal_year, subject, stated, expected, difference, unit, finding.report_key,
        first_seen_at, resolved_at, reopened_at, reopened_because, waiver_until,
        coalesce(is_dependent, false) as is_dependent
    from quality.finding as finding
    left join quality.dim_rule using (rule_id)
    left join quality.cause using (finding_key)
    left join marts.dim_county using (county_code)
    left join marts.dim_department using (department_key, county_code)
    order by
        finding.state <> 'open', case finding.severity when 'critical' then 1 when 'warning' then 2 else 3 end,
        coalesce(is_dependent, false), county_code, fiscal_year desc, department_name, rule_id, subject, finding_key
"""

#: Counties and years in which anything is expected, filed or found.
_MATRIX = """
    with report as (
        select county_code, fiscal_year, count(*) as loaded, count(distinct department_key) as departments,
            sum(checks_required) as checks_required, sum(checks_done) as checks_done,
            sum(figures_total) as figures_total, sum(figures_accounted) as figures_accounted
        from marts.dim_report left join quality.coverage using (report_key) group by all
    ),
    expected as (
        select county_code, fiscal_year, count(*) as expected, count(*) filter (state = 'missing') as missing
        from quality.completeness group by all
    ),
    document as (
        select county_code, fiscal_year, count(*) filter (state = 'held') as held,
            count(*) filter (state = 'rejected') as rejected
        from ops.document where county_code is not null and fiscal_year is not null
            and state in ('held', 'rejected') group by all
    ),
    finding as (
        select county_code, fiscal_year, count(*) filter (severity = 'critical') as critical,
            count(*) filter (severity = 'warning') as warning, count(*) filter (severity = 'info') as info
        from quality.finding where state = 'open' group by all
    )
    select county_code, county_name, prefecture_name, province_name, fiscal_year, departments, expected, missing,
        coalesce(loaded, 0) as loaded, coalesce(held, 0) as held, coalesce(rejected, 0) as rejected,
        coalesce(critical, 0) as critical, coalesce(warning, 0) as warning, coalesce(info, 0) as info,
        checks_required, checks_done, figures_total, figures_accounted
    from report
    full join expected using (county_code, fiscal_year)
    full join document using (county_code, fiscal_year)
    full join finding using (county_code, fiscal_year)
    left join marts.dim_county using (county_code)
    order by county_code, fiscal_year desc
"""

_PREFERRED = "case funding_source when 'all' then 1 when 'fiscal' then 2 else 3 end"

#: Departments by year with the figures most asked for; a report's own year before what a later one says of it.
_DEPARTMENTS = f"""
    with own as (
        select report_key, county_code, department_key, fiscal_year, period_end from marts.dim_report
    ),
    budget as (
        select department_key, fiscal_year, arg_min(amount_yuan, (
            case budget_stage when 'adjusted' then 1 when 'approved' then 2 else 3 end, {_PREFERRED}
        )) as budget_yuan
        from marts.fct_budget join own using (report_key, department_key, fiscal_year)
        where classification = 'total' and item_code = 'total' and budget_stage <> 'received' group by all
    ),
    spending as (
        select department_key, fiscal_year,
            arg_min(amount_yuan, (-epoch(period_end), {_PREFERRED})) as spending_yuan
        from marts.fct_spending join own using (report_key, department_key, fiscal_year)
        where classification = 'total' and item_code = 'total' group by all
    ),
    rate as (
        select department_key, fiscal_year, arg_min(reported_pct, (-epoch(period_end), {_PREFERRED})) as execution_pct,
            max(period_end) as execution_on
        from marts.fct_rate join own using (report_key, department_key, fiscal_year)
        where rate_kind = 'execution' and classification = 'total' and item_code = 'total' group by all
    ),
    report as (
        select county_code, department_key, fiscal_year, count(*) as reports from own group by all
    ),
    finding as (
        select county_code, department_key, fiscal_year, count(*) filter (severity = 'critical') as critical,
            count(*) filter (severity = 'warning') as warning, count(*) filter (severity = 'info') as info
        from quality.finding where state = 'open' group by all
    )
    select county_code, department_key, department_name, fiscal_year, coalesce(reports, 0) as reports, budget_yuan,
        spending_yuan, execution_pct, execution_on, coalesce(critical, 0) as critical,
        coalesce(warning, 0) as warning, coalesce(info, 0) as info
    from report
    full join finding using (county_code, department_key, fiscal_year)
    left join budget using (department_key, fiscal_year)
    left join spending using (department_key, fiscal_year)
    left join rate using (department_key, fiscal_year)
    left join marts.dim_department using (county_code, department_key)
    order by county_code, department_name, fiscal_year desc
"""

_RULES = """
    select rule.*, coalesce(findings_open, 0) as findings_open, coalesce(findings_all, 0) as findings_all, checks_pass,
        checks_fail, checks_insufficient, checks_error
    from quality.dim_rule as rule
    left join (
        select rule_id, count(*) filter (state = 'open') as findings_open, count(*) as findings_all
        from quality.finding group by all
    ) using (rule_id)
    left join (
        select rule_id, count(*) filter (starts_with(outcome, 'pass')) as checks_pass,
            count(*) filter (outcome = 'fail') as checks_fail,
            count(*) filter (outcome = 'insufficient_data') as checks_insufficient,
            count(*) filter (outcome = 'execution_error') as checks_error
        from quality.fct_check group by all
    ) using (rule_id)
    order by rule_id
"""


def words(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], str]:
    """Return the Chinese names of the contract's words, by domain and code."""
    rows = connection.execute("select domain, code, name_zh from marts.dim_word").fetchall()
    return {(domain, code): name for domain, code, name in rows}


def findings(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """Return all findings, the open ones first and of these the worst."""
    return select(connection, _FINDINGS)


def matrix(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """Return one row per county and year."""
    return select(connection, _MATRIX)


def departments(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """Return one row per department and year."""
    return select(connection, _DEPARTMENTS)


def rules(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """Return all rules with what became of their checks."""
    return select(connection, _RULES)


def loads(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """Return the loads, newest first."""
    return select(connection, "from ops.load order by started_at desc")


def release_changes(connection: duckdb.DuckDBPyConnection, most: int) -> list[Row]:
    """Return how many facts of each department were added, changed and withdrawn since the snapshot before."""
    return select(
        connection,
        """
        select county_code, county_name, department_key, department_name, fiscal_year,
            count(*) filter (kind = 'added') as added, count(*) filter (kind = 'changed') as changed,
            count(*) filter (kind = 'withdrawn') as withdrawn
        from quality.release_change
        left join marts.dim_county using (county_code)
        left join marts.dim_department using (county_code, department_key)
        group by all
        order by changed + withdrawn desc, added desc, county_code, department_name, fiscal_year
        limit ?
        """,
        [most],
    )


def changed_facts(connection: duckdb.DuckDBPyConnection, most: int) -> list[Row]:
    """Return the facts that were changed or withdrawn since the snapshot before, those of one report together."""
    return select(
        connection,
        """
        select change.*, county_name, department_name,
            report_key in (select report_key from marts.dim_report) as has_page
        from quality.release_change as change
        left join marts.dim_county using (county_code)
        left join marts.dim_department using (county_code, department_key)
        where kind <> 'added'
        order by county_code, department_name, fiscal_year desc, report_key, kind, subject, measure, change_key
        limit ?
        """,
        [most],
    )


def documents(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """Return the files that gave no facts, with the reason."""
    return select(
        connection,
        "select document.*, county_name from ops.document as document left join marts.dim_county using (county_code)"
        " where state in ('held', 'rejected') order by state, county_code, fiscal_year, source_path",
    )


def expected(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """Return the reports that are owed, those that did not arrive first."""
    return select(
        connection,
        """
        select completeness.*, county_name, department_key from quality.completeness as completeness
        left join marts.dim_county using (county_code)
        left join marts.dim_department using (county_code, department_name)
        order by
            case state when 'missing' then 1 when 'rejected' then 2 when 'held' then 3 when 'not_due' then 4 else 5 end,
            county_code, fiscal_year desc, department_name, report_type
        """,
    )


def indicators(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, list[str]]]:
    """Return each indicator's name with the departments that have it."""
    return connection.execute(
        "select indicator_name, list(distinct department_key order by department_key) from marts.fct_indicator"
        " where indicator_name is not null group by all order by all"
    ).fetchall()
