"""Waivers (出错说明): findings that a person has explained, written down in `<home>/waivers.csv`.

The file is the record: it may be read, edited and kept under version control. Each row names the figures and the
version of the rule it was given for; whether it still holds is decided in dbt, in `quality.finding`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb

from orchestration.alerts.answered import Answer
from orchestration.alerts.models import version_of
from orchestration.errors import Trouble, WrongUsage
from orchestration.handwritten import (
    BadRow,
    Row,
    Sheet,
    Unusable,
    a_date,
    a_number,
    a_text,
    parsed,
    read_sheet,
    write_sheet,
)
from orchestration.home import Home

#: What a waiver is bound to, in the words of `quality.finding`.
BOUND = ("rule_version", "stated", "expected", "tolerance")
#: What makes a line readable to a person; not read back.
SHOWN = ("rule_id", "department", "fiscal_year", "subject", "unit")
COLUMNS = ("finding_key", *SHOWN, *BOUND, "reason", "by", "on", "until")
_READ = ("finding_key", *BOUND, "reason", "by", "until")


class NoSuchFinding(WrongUsage):
    """The finding is not in the published snapshot, or nothing can be waived about it."""


class SpoiltFile(Trouble):
    """waivers.csv has rows that would be lost if it were written anew."""


@dataclass(frozen=True)
class Waiver:
    """One row as dbt reads it; `waiver_until` is the last day it holds, None for as long as the figures stay."""

    finding_key: str
    rule_version: str
    stated: Decimal | None
    expected: Decimal | None
    tolerance: Decimal | None
    waiver_reason: str
    waived_by: str
    waiver_until: date | None


def read_waivers(path: Path) -> tuple[list[Waiver], list[BadRow]]:
    """Return the waivers of the file and the rows that cannot be used; a finding without a usable row is open."""
    return parsed(path, _sheet(path), _waiver, lambda waiver: waiver.finding_key)


def waive(
    connection: duckdb.DuckDBPyConnection,
    home: Home,
    finding: str,
    reason: str,
    by: str,
    until: date | None,
    today: date,
) -> str:
    """Write down why a finding of the snapshot needs no action; return what was written, for the terminal.

    `finding` is a finding_key, or its beginning where no other begins so. A second waiver replaces the first.
    Raises NoSuchFinding, SpoiltFile, and WrongUsage for an empty reason or name or a day that has passed.
    """
    row = _row(connection, finding, reason, by, until, today)
    _replace(home.waivers, {row["finding_key"]: row})
    return f"{_told(row)}; the next `budget-warehouse load` takes it. Written to {home.waivers}"


def waive_answered(
    connection: duckdb.DuckDBPyConnection, home: Home, answers: Sequence[Answer], by: str, today: date
) -> tuple[list[str], list[str]]:
    """Write down all answers of a sheet that can be used, in one step; return what was written and what was not.

    An answer was given for the figures the sheet showed; where they, or the rule, are others now, it is not taken. `by`
    stands in for an empty 说明人. Raises SpoiltFile, before anything is written.
    """
    taken: dict[str, Row] = {}
    refused = []
    for answer in answers:
        try:
            until = a_date(answer.until, "有效期") if answer.until else None
            row = _row(connection, answer.key, answer.reason, answer.by or by, until, today, answer.version)
            if row["finding_key"] in taken:
                raise WrongUsage(f"{row['finding_key']}: answered in an earlier row too; keep one of the two")
            taken[row["finding_key"]] = row
        except (Trouble, Unusable) as error:
            refused.append(f"{answer.place}: {error}")
    _replace(home.waivers, dict(taken))
    return [_told(row) for row in taken.values()], refused


def unwaive(home: Home, finding: str) -> str:
    """Remove the waiver of a finding, given by its key or the beginning of it; return what was done."""
    keys = [row["finding_key"] for _, row in _intact(home.waivers).rows if row["finding_key"].startswith(finding)]
    if len(set(keys)) != 1:
        found = "no waiver" if not keys else f"{len(set(keys))} waivers"
        raise NoSuchFinding(f"{finding!r}: {found} in {home.waivers} with this key; see its column finding_key")
    _replace(home.waivers, {keys[0]: None})
    return f"{keys[0]}: no longer waived; the next `budget-warehouse load` opens it again if it still fails"


def _row(
    connection: duckdb.DuckDBPyConnection,
    finding: str,
    reason: str,
    by: str,
    until: date | None,
    today: date,
    version: str | None = None,
) -> dict[str, str]:
    """Return the line of a waiver; `version` is what the finding must still be, None for whatever it is."""
    for name, value in (("--reason", reason), ("--by", by)):
        if not value.strip():
            raise WrongUsage(f"{name} is empty (出错说明、说明人); say it in words, it is shown beside the figure")
    if until is not None and until < today:
        raise WrongUsage(f"--until {until} has passed; give {today} or a later day, or none")
    key, state, *shown_and_bound = _finding(connection, finding)
    if state == "resolved":
        raise NoSuchFinding(f"{key}: is resolved, the reports no longer contradict themselves here; nothing to waive")
    found = dict(zip((*SHOWN, *BOUND), shown_and_bound, strict=True))
    if version is not None and version != version_of(*(found[name] for name in BOUND)):
        raise WrongUsage(f"{key}: its figures or its rule changed since the sheet was made; answer in a new sheet")
    return {
        "finding_key": str(key),
        **{name: _cell(value) for name, value in found.items()},
        "reason": reason.strip(),
        "by": by.strip(),
        "on": today.isoformat(),
        "until": until.isoformat() if until else "",
    }


def _told(row: Row) -> str:
    holds = f"until {row['until']}" if row["until"] else "for as long as its figures and its rule stay as they are"
    return f"{row['finding_key']}: waived {holds}"


def _finding(connection: duckdb.DuckDBPyConnection, key: str) -> tuple[object, ...]:
    rows = connection.execute(
        f"""
        select finding_key, finding.state, rule_id, department_name, fiscal_year, subject, unit,
            {", ".join(BOUND)}
        from quality.finding as finding
        left join marts.dim_department using (department_key, county_code)
        where starts_with(finding_key, ?)
        order by finding_key = ? desc
        """,
        [key, key],
    ).fetchall()
    if not key or not rows or (len(rows) > 1 and rows[0][0] != key):
        found = "no finding" if not rows else f"{len(rows)} findings"
        raise NoSuchFinding(f"{key!r}: {found} in the snapshot with this key; see `budget-warehouse findings`")
    return tuple(rows[0])


def _cell(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)


def _sheet(path: Path) -> Sheet:
    return read_sheet(path, dict.fromkeys(_READ, ()))


def _intact(path: Path) -> Sheet:
    sheet = _sheet(path)
    if sheet.bad:
        raise SpoiltFile(f"{path.parent / str(sheet.bad[0])}. Correct the file first; it was not changed")
    return sheet


def _replace(path: Path, replaced: Mapping[str, Row | None]) -> None:
    """Write the file with these rows in place of what it says of their keys; the rest stays as people left it."""
    sheet = _intact(path)
    header: Sequence[str] = [*sheet.header, *(name for name in COLUMNS if name not in sheet.header)]
    kept = [other for _, other in sheet.rows if other["finding_key"] not in replaced]
    write_sheet(path, header, [*kept, *(row for row in replaced.values() if row)])


def _waiver(row: Row) -> Waiver:
    stated, expected, tolerance = (a_number(row[name], name) for name in ("stated", "expected", "tolerance"))
    return Waiver(
        finding_key=a_text(row, "finding_key"),
        rule_version=a_text(row, "rule_version"),
        stated=stated,
        expected=expected,
        tolerance=tolerance,
        waiver_reason=a_text(row, "reason"),
        waived_by=a_text(row, "by"),
        waiver_until=a_date(row["until"], "until") if row["until"] else None,
    )
