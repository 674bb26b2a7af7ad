"""The lists that commands print from the published snapshot: findings, and what no concept took."""

from __future__ import annotations

import duckdb

from orchestration.snapshot import Answer, ask

WHOLE = """
    finding_key, severity, rule_id, county_code, department_name, fiscal_year, subject, stated, expected, difference,
    tolerance, unit, likely_explanation, finding.state, first_seen_at::date as first_seen_on, waived_by, waiver_reason,
    waiver_until, reopened_at::date as reopened_on, reopened_because, message_zh
"""
#: `explain` finds a finding by the beginning of its key.
BRIEF = """
    left(finding_key, 12) as finding, severity, rule_id as rule, department_name as department, fiscal_year as year,
    subject, stated, expected, difference, unit, finding.state,
    case
        when finding.state = 'waived' then concat_ws(' ', waived_by, 'until ' || waiver_until) || ': ' || waiver_reason
        else reopened_because
    end as note
"""


def findings_list(
    connection: duckdb.DuckDBPyConnection,
    county: str | None,
    year: int | None,
    severity: str | None,
    state: str | None,
    is_brief: bool = False,
) -> Answer:
    """Return findings, worst first, each followed by those that depend on it, which name it in `because_of`.

    A condition that is None is not asked for. Brief is what a terminal is for.
    """
    return ask(
        connection,
        f"""
        select {BRIEF if is_brief else WHOLE}, case when is_dependent then left(cause_key, 12) end as because_of
        from quality.finding as finding
        left join quality.cause using (finding_key)
        left join (
            select finding_key as cause_key, severity as worst, rule_id as led_by, subject as about
            from quality.finding
        ) using (cause_key)
        left join marts.dim_department using (department_key, county_code)
        where ($1 is null or county_code = $1)
            and ($2 is null or fiscal_year = $2)
            and ($3 is null or severity = $3)
            and ($4 is null or finding.state = $4)
        order by
            case coalesce(worst, severity) when 'critical' then 1 when 'warning' then 2 else 3 end,
            county_code,
            department_name,
            fiscal_year,
            coalesce(led_by, rule_id),
            coalesce(about, subject),
            is_dependent,
            rule_id,
            subject
        """,
        [county, year, severity, state],
    )


def unmapped_list(connection: duckdb.DuckDBPyConnection, top: int) -> Answer:
    """Return the labels of figures that no concept took, with an example of each, most frequent first."""
    return ask(
        connection,
        """
        select
            count(*) as figures,
            count(distinct report_key) as reports,
            coalesce(label, '') as label,
            kind,
            coalesce(unit, '') as unit,
            coalesce(reason, '') as reason,
            any_value(raw_text) as example,
            min(figure_id) as figure_id
        from evidence.figure
        where disposition = 'unmapped'
        group by all
        order by figures desc, label, kind, unit, reason
        limit $1
        """,
        [top],
    )
