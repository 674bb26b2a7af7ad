"""What people declare, as dbt reads it: waivers and the reports that are owed, and which lines cannot be used.

The files are read in `orchestration.waivers` and `orchestration.expected_reports`; what follows is SQL.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import polars as pl

from ingest import store
from orchestration.expected_reports import read_expected
from orchestration.handwritten import BadRow
from orchestration.home import Home
from orchestration.state import NUMBER, Columns
from orchestration.waivers import read_waivers

WAIVER: Columns = {
    "finding_key": pl.String,
    "rule_version": pl.String,
    "stated": NUMBER,
    "expected": NUMBER,
    "tolerance": NUMBER,
    "waiver_reason": pl.String,
    "waived_by": pl.String,
    "waiver_until": pl.Date,
}

BAD_ROW: Columns = {"file": pl.String, "line": pl.Int32, "reason": pl.String}

EXPECTED_REPORT: Columns = {
    "county_code": pl.String,
    "department_name": pl.String,
    "fiscal_year": pl.Int32,
    "report_type": pl.String,
    "due_on": pl.Date,
}


def enter_declared(home: Home, expected_list: Path) -> list[BadRow]:
    """Hand dbt the waivers and the reports that are owed, and return the rows of both that cannot be used."""
    waivers, bad_waivers = read_waivers(home.waivers)
    expected, bad_expected = read_expected(expected_list)
    bad = [*bad_waivers, *bad_expected]
    for table, columns, rows in (
        ("waiver", WAIVER, waivers), ("expected_report", EXPECTED_REPORT, expected), ("bad_row", BAD_ROW, bad),
    ):  # fmt: skip
        frame = pl.DataFrame([asdict(row) for row in rows], schema=columns, orient="row")
        store.write_frame(home.state / f"{table}.parquet", frame)
    return bad
