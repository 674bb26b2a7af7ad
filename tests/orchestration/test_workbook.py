"""Sheets: text that looks like a formula stays text, numbers and dates have formats, the header stays in sight."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from orchestration import workbook as sheets
from orchestration.answers import write
from orchestration.snapshot import Answer
from orchestration.workbook import TooManyRows, add_sheet, workbook

HOSTILE = ['=HYPERLINK("http://x")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.fixture
def sheet(tmp_path: Path) -> openpyxl.worksheet.worksheet.Worksheet:
    rows = [
        ["县委办", Decimal("1234567.8"), Decimal("64.04"), date(2021, 6, 30), True, "k1"],
        [None, 0, None, datetime(2021, 6, 30, 1, 2, tzinfo=UTC), False, "k2"],
        *[[text, None, None, None, None, None] for text in HOSTILE],
    ]
    with workbook(tmp_path / "a.xlsx") as book:
        columns = ["部门", "金额（万元）", "执行率（%）", "日期", "是否", "报告键"]
        assert add_sheet(book, "预算", columns, rows, hidden={"报告键"}) == len(rows)
    return openpyxl.load_workbook(tmp_path / "a.xlsx")["预算"]


def test_text_that_would_be_a_formula_is_quoted_text_with_its_own_characters(sheet: object) -> None:
    cells = [sheet.cell(line, 1) for line in range(4, 4 + len(HOSTILE))]
    assert [cell.data_type for cell in cells] == ["s"] * len(HOSTILE)
    assert all(cell.quotePrefix for cell in cells)
    assert [cell.value for cell in cells][:4] == HOSTILE[:4]
    assert not sheet["A2"].quotePrefix


def test_numbers_and_dates_have_their_formats_and_unknown_is_empty(sheet: object) -> None:
    assert (sheet["B2"].value, sheet["B2"].number_format) == (1234567.8, "#,##0.00")
    assert (sheet["C2"].value, sheet["C2"].number_format) == (64.04, "0.00")
    assert (sheet["D2"].value, sheet["D2"].number_format) == (datetime(2021, 6, 30), "yyyy-mm-dd")
    assert sheet["D3"].value == datetime(2021, 6, 30, 1, 2)
    assert [sheet["A3"].value, sheet["B3"].value, sheet["C3"].value] == [None, 0, None]


def test_header_is_frozen_filtered_and_printed_on_each_page_and_keys_are_hidden(sheet: object) -> None:
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A2", "A1:F9", "$1:$1")
    assert [sheet.column_dimensions[letter].hidden for letter in "AF"] == [False, True]
    assert sheet.column_dimensions["A"].width >= 8


def test_more_rows_than_excel_holds_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    with workbook(tmp_path / "a.xlsx") as book:
        add_sheet(book, "two", ["a"], [[1], [2]])
        with pytest.raises(TooManyRows, match=r"three: more than 2 rows.*parquet"):
            add_sheet(book, "three", ["a"], [[1], [2], [3]])


@pytest.mark.parametrize("text", HOSTILE)
def test_csv_begins_such_text_with_an_apostrophe(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    write(Answer(("a", "b"), [(text, Decimal("-5.3"))]), "csv", None)
    line = capsys.readouterr().out.split("\n", 1)[1]
    assert line.lstrip('"').startswith("'" + text[0])
    assert line.rstrip().endswith(",-5.3")


def test_csv_leaves_signed_numbers_and_lone_dashes_alone(capsys: pytest.CaptureFixture[str]) -> None:
    write(Answer(("a", "b", "c"), [("-5.30%", "-", "+1,234")]), "csv", None)
    assert capsys.readouterr().out.splitlines()[1] == '-5.30%,-,"+1,234"'
