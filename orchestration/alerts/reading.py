"""From the published snapshot to what can be told: findings with sentence and rule, files that wait for somebody.

Everything is read with two queries, whatever the number of recipients. What is news to whom: `events`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

import duckdb

from orchestration.alerts.models import Finding, HeldFile
from orchestration.explain import mark

#: The request to the department is the last sentence of a rule's message.
_ASK = re.compile(r"(?:^|(?<=[。；，]))请[^。]*。?$")

_FINDINGS = """
    with place as (
        select
            finding_key,
            block.text,
            figure.char_start,
            figure.char_end,
            figure.unit as printed_unit,
            report.source_path as document,
            row_number() over (
                partition by finding_key
                -- the figure that is stated, as printed or in yuan; else the first of the finding
                order by coalesce(figure.value in (finding.stated, finding.stated / 10000), false) desc, position
            ) as preference
        from quality.finding as finding,
            unnest(figure_ids) with ordinality as listed (figure_id, position)
        inner join evidence.figure as figure on listed.figure_id = figure.figure_id
        left join evidence.block as block on figure.report_key = block.report_key and figure.block = block.block
        left join history.dim_report as report on figure.report_key = report.report_key and report.is_current
        where finding.state <> 'resolved'
    )

    select
        finding.finding_key as key,
        finding.state,
        finding.severity,
        finding.rule_id,
        coalesce(rule.family, '') as family,
        coalesce(rule.title_zh, finding.rule_id) as rule_title,
        finding.county_code,
        coalesce(county.county_name, finding.county_code) as county_name,
        coalesce(department.department_name, '部门不详') as department,
        finding.fiscal_year,
        finding.subject,
        finding.stated,
        finding.expected,
        finding.difference,
        finding.tolerance,
        coalesce(finding.unit, '') as unit,
        coalesce(operand.relation, 'eq') as relation,
        coalesce(finding.message_zh, '') as message,
        finding.likely_explanation,
        place.text,
        place.char_start,
        place.char_end,
        place.printed_unit,
        place.document,
        finding.first_seen_at,
        finding.waiver_reason,
        finding.waived_by,
        finding.rule_version,
        coalesce(cause.cause_key, finding.finding_key) as cause_key
    from quality.finding as finding
    left join place on finding.finding_key = place.finding_key and place.preference = 1
    left join quality.dim_rule as rule on finding.rule_id = rule.rule_id
    left join quality.operand as operand on finding.finding_key = operand.check_key
    left join quality.cause as cause on finding.finding_key = cause.finding_key
    left join marts.dim_county as county on finding.county_code = county.county_code
    left join marts.dim_department as department
        on finding.department_key = department.department_key and finding.county_code = department.county_code
    order by key
"""

_FILES = """
    select
        source_path, coalesce(sha256, ''), coalesce(document.county_code, ''), coalesce(county_name, '县区不详'),
        coalesce(reason_code, '')
    from ops.document as document
    left join marts.dim_county as county on document.county_code = county.county_code
    where document.state in ('held', 'rejected')
    order by source_path
"""


def read_findings(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Return every finding of the snapshot, resolved and waived ones too, by key."""
    answer = connection.execute(_FINDINGS)
    names = [column[0] for column in answer.description or ()]
    return [_finding(dict(zip(names, row, strict=True))) for row in answer.fetchall()]


def read_held_files(connection: duckdb.DuckDBPyConnection) -> list[HeldFile]:
    """Return the files that gave no facts and need somebody; not those that are no reports or nothing new."""
    files = []
    for path, sha256, county_code, county_name, code in connection.execute(_FILES).fetchall():
        reason = reasons().get(
            code, {"needs_action": "yes", "cause_zh": f"未能入库（{code}）", "ask_zh": "请查看该文件"}
        )
        if reason["needs_action"] == "yes":
            key = f"file:{path}"
            found = (key, path, sha256, county_code, county_name, code, reason["cause_zh"], reason["ask_zh"])
            files.append(HeldFile(*found))
    return files


def read_withdrawn(snapshots: Iterable[Path], keys: Collection[str]) -> list[Finding]:
    """Return the findings of `keys` from the first of `snapshots` that has each, as resolved.

    For what the published snapshot does not know any more, because it was rolled back or its key changed: those who
    were told of it are to hear the end.
    """
    found: dict[str, Finding] = {}
    for snapshot in snapshots:
        if missing := set(keys) - set(found):
            with suppress(duckdb.Error), duckdb.connect(snapshot, read_only=True) as connection:
                known = [finding for finding in read_findings(connection) if finding.key in missing]
                found |= {finding.key: replace(finding, state="resolved") for finding in known}
    return list(found.values())


@cache
def reasons() -> dict[str, dict[str, str]]:
    """Return the rows of reasons.csv by reason_code: what it means in Chinese, and whether anybody has to act."""
    path = Path(__file__).with_name("reasons.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["reason_code"]: row for row in csv.DictReader(file)}


def parted(message: str, subject: str) -> tuple[str, str]:
    """Return what a rule's message says and what to ask the department, without the subject it begins with.

    >>> parted("总额：写 5 元，各项为 4 元。请部门核对总额。", "总额")
    ('写 5 元，各项为 4 元。', '请部门核对总额。')
    """
    rest = message.removeprefix(subject).lstrip("：。 ")
    found = _ASK.search(rest)
    return (rest[: found.start()], found.group()) if found else (rest, "")


def _finding(row: dict[str, object]) -> Finding:
    text, start, end, unit = (row.pop(name) for name in ("text", "char_start", "char_end", "printed_unit"))
    says, ask = parted(str(row.pop("message")), str(row["subject"]))
    sentence = None
    if isinstance(text, str) and isinstance(start, int) and isinstance(end, int):
        sentence = mark(text, start, end, str(unit) if unit else None)
    return Finding(**row, says=says, ask=ask, sentence=sentence)  # type: ignore[arg-type]
