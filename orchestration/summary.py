"""What a load did, in numbers read from the warehouse itself, and how it is told on the terminal.

The numbers are the snapshot's own, so that the summary, `ops.load` and a query give the same answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import duckdb

SEVERITIES = ("critical", "warning", "info")
#: Outcomes of a check that was carried out.
DONE = ("pass", "pass_rounded", "pass_truncated", "fail")


@dataclass(frozen=True)
class Problem:
    """A document that gave no facts, and why."""

    source_path: str
    state: str
    reason_code: str
    reason: str


@dataclass(frozen=True)
class Summary:
    """One load in numbers; documents_* count files, checks and findings_by_severity count by outcome and severity.

    `checks` also counts, as `planned`, the rules that apply to a report and are not judged yet.
    """

    load_id: str
    documents_seen: int
    documents_loaded: int
    documents_unchanged: int
    documents_held: int
    documents_rejected: int
    documents_removed: int
    facts: int
    figures: int
    figures_accounted: int
    checks: Mapping[str, int]
    causes_open: int
    findings_open: int
    findings_new: int
    findings_resolved: int
    findings_waived: int
    findings_reopened: int
    findings_by_severity: Mapping[str, int]
    reports_expected: int
    reports_missing: int
    problems: tuple[Problem, ...]
    bad_rows: tuple[str, ...]

    @property
    def checks_done(self) -> int:
        """Checks that were carried out; one without operands, or that does not apply, was not."""
        return sum(self.checks.get(outcome, 0) for outcome in DONE)


def summarise(connection: duckdb.DuckDBPyConnection, load_id: str, as_of: datetime) -> Summary:
    """Read the summary of the load that began at `as_of` from its candidate or snapshot."""
    documents = dict(
        connection.execute(
            "select case when state = 'loaded' and last_loaded_at < ? then 'unchanged' else state end, count(*)"
            " from ops.document group by all",
            [as_of],
        ).fetchall()
    )
    facts = connection.execute(
        "select table_name from information_schema.tables"
        " where table_schema = 'marts' and table_name like 'fct\\_%' escape '\\'"
    ).fetchall()
    figures, accounted, planned = _one(
        connection,
        "select coalesce(sum(figures_total), 0), coalesce(sum(figures_accounted), 0), coalesce(sum(checks_planned), 0)"
        " from quality.coverage",
    )
    checks = dict(connection.execute("select outcome, count(*) from quality.fct_check group by 1").fetchall())
    (causes,) = _one(
        connection,
        "select count(distinct coalesce(cause_key, finding_key)) from quality.finding"
        " left join quality.cause using (finding_key) where state = 'open'",
    )
    is_open, is_waived, is_new, is_reopened, is_resolved = _one(
        connection,
        "select count(*) filter (where state = 'open'), count(*) filter (where state = 'waived'),"
        " count(*) filter (where state = 'open' and first_seen_at >= $1),"
        " count(*) filter (where state = 'open' and reopened_at >= $1),"
        " count(*) filter (where state = 'resolved' and resolved_at >= $1) from quality.finding",
        [as_of],
    )
    expected, missing = _one(
        connection, "select count(*), count(*) filter (where state = 'missing') from quality.completeness"
    )
    by_severity = dict(
        connection.execute("select severity, count(*) from quality.finding where state = 'open' group by 1").fetchall()
    )
    problems = connection.execute(
        "select source_path, state, coalesce(reason_code, ''), coalesce(reason, '') from ops.document"
        " where state in ('held', 'rejected') order by 1"
    ).fetchall()
    bad_rows = connection.execute("select file, line, reason from ops.bad_row order by all").fetchall()
    return Summary(
        load_id=load_id,
        documents_seen=sum(count for name, count in documents.items() if name != "removed"),
        documents_loaded=documents.get("loaded", 0),
        documents_unchanged=documents.get("unchanged", 0),
        documents_held=documents.get("held", 0),
        documents_rejected=documents.get("rejected", 0),
        documents_removed=documents.get("removed", 0),
        facts=sum(_one(connection, f'select count(*) from marts."{table}"')[0] for (table,) in facts),
        figures=int(figures),
        figures_accounted=int(accounted),
        checks=checks | ({"planned": int(planned)} if planned else {}),
        causes_open=causes,
        findings_open=is_open,
        findings_new=is_new,
        findings_resolved=is_resolved,
        findings_waived=is_waived,
        findings_reopened=is_reopened,
        findings_by_severity={severity: by_severity.get(severity, 0) for severity in SEVERITIES},
        reports_expected=expected,
        reports_missing=missing,
        problems=tuple(Problem(*row) for row in problems),
        bad_rows=tuple(f"{file}, line {line}: {reason}" for file, line, reason in bad_rows),
    )


def load_row(summary: Summary, started_at: datetime, finished_at: datetime, code_version: str) -> dict[str, object]:
    """Return the row of `ops.load` for a load that succeeded."""
    numbers = {name: value for name, value in asdict(summary).items() if isinstance(value, int | str)}
    return numbers | {
        "started_at": started_at,
        "finished_at": finished_at,
        "status": "published",
        "code_version": code_version,
    }


def told(summary: Summary, snapshot: Path, seconds: float, is_published: bool = True) -> list[str]:
    """Return the lines that are printed after a load; fewer where nothing had changed and nothing was published."""
    if not is_published:
        return [
            f"Unchanged   nothing has changed since load {summary.load_id}; nothing was read, checked or published",
            f"Documents   {summary.documents_seen} seen, as they were",
            f"Findings    {summary.findings_open} open, as they were",
            f"Snapshot    {snapshot}  ({seconds:.0f} s)",
        ]
    share = f"{100 * summary.figures_accounted / summary.figures:.1f} %" if summary.figures else "none"
    severities = ", ".join(f"{count} {severity}" for severity, count in summary.findings_by_severity.items())
    not_done = ", ".join(
        f"{count} {outcome}" for outcome, count in sorted(summary.checks.items()) if outcome not in DONE
    )
    apart = {"new": summary.findings_new, "resolved": summary.findings_resolved}
    seldom = {"reopened": summary.findings_reopened, "waived": summary.findings_waived}
    apart |= {name: count for name, count in seldom.items() if count}
    told_apart = ", ".join(f"{count} {name}" for name, count in apart.items())
    lines = [
        f"Documents   {summary.documents_seen} seen: {summary.documents_loaded} loaded, "
        f"{summary.documents_unchanged} unchanged, {summary.documents_held} held, {summary.documents_rejected} rejected"
        + (f"; {summary.documents_removed} removed" if summary.documents_removed else ""),
        f"Facts       {summary.facts}",
        f"Figures     {share} accounted for ({summary.figures_accounted}/{summary.figures})",
        f"Checks      {summary.checks_done} done" + (f"; {not_done}" if not_done else ""),
        f"Causes      {summary.causes_open} behind the open findings",
        f"Findings    {summary.findings_open} open: {severities} ({told_apart})",
    ]
    if summary.reports_expected:
        lines.append(f"Expected    {summary.reports_missing} of {summary.reports_expected} expected reports missing")
    for problem in summary.problems:
        # A reason mostly begins with the path itself.
        where = "" if problem.source_path in problem.reason else f"{problem.source_path}: "
        lines.append(f"{problem.state.capitalize():<11} {where}{problem.reason} [{problem.reason_code}]")
    lines += [f"Not used    {bad}" for bad in summary.bad_rows]
    return [*lines, f"Snapshot    {snapshot}  ({seconds:.0f} s)"]


def _one(connection: duckdb.DuckDBPyConnection, query: str, values: list[object] | None = None) -> tuple[int, ...]:
    row = connection.execute(query, values or []).fetchone()
    assert row is not None, query
    return row
