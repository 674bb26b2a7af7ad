"""Which reports are owed: `expected_reports.csv`, written by the finance bureau, one line per report.

What became of each is `quality.completeness`; one that is overdue is a finding of rule A22.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from expectations.rules.catalogue import REPORT_TYPES
from ingest.counties import named
from ingest.extract.identity.genre import genre_named
from orchestration.handwritten import BadRow, Row, Unusable, a_date, a_text, parsed, read_sheet

#: The columns, with the Chinese names they may have.
COLUMNS = {
    "county": ("县区", "区县", "县"),
    "department": ("部门", "单位", "部门名称", "单位名称"),
    "year": ("年度", "年份"),
    "genre": ("文种", "报告类型"),
    "due_on": ("应报日期", "报送期限"),
}


@dataclass(frozen=True)
class ExpectedReport:
    """A report that is owed; `due_on` is the last day to send it, None where the list gives none."""

    county_code: str
    department_name: str
    fiscal_year: int
    report_type: str
    due_on: date | None


def read_expected(path: Path) -> tuple[list[ExpectedReport], list[BadRow]]:
    """Return the reports of the list, and its rows that cannot be used."""

    def key(report: ExpectedReport) -> tuple[object, ...]:
        return report.county_code, report.department_name, report.fiscal_year, report.report_type

    return parsed(path, read_sheet(path, COLUMNS), _expected, key)


def _expected(row: Row) -> ExpectedReport:
    counties = named(a_text(row, "county"))
    if len(counties) != 1:
        found = "no county has it as full name or code" if not counties else f"{len(counties)} counties have this name"
        raise Unusable(f"county is {row['county']!r}; {found}: write the six-digit code of GB/T 2260")
    year = row["year"].removesuffix("年度").removesuffix("年")
    if not (year.isdecimal() and len(year) == 4):
        raise Unusable(f"year is {row['year']!r}; expected four digits such as 2023")
    genre = a_text(row, "genre")
    report_type = genre if genre in REPORT_TYPES else genre_named(genre)
    if report_type is None:
        raise Unusable(f"genre is {genre!r}; expected one of {', '.join(REPORT_TYPES)}, or a title such as 部门决算")
    return ExpectedReport(
        county_code=counties[0].code,
        department_name=a_text(row, "department"),
        fiscal_year=int(year),
        report_type=report_type,
        due_on=a_date(row["due_on"], "due_on") if row["due_on"] else None,
    )
