"""Sheets of Excel workbooks as people want them: formats, frozen headers, filters, widths that fit Chinese.

Text stays text. A value such as `=HYPERLINK(…)` from a document is written as a string with Excel's own mark for
quoted text, so that it is not evaluated, not even after someone edits the cell; its characters are unchanged.
What the sheets hold is decided elsewhere (`orchestration.answers`, `.exports`, `.dictionary`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from orchestration.errors import Trouble

#: Excel's own limits: rows of a sheet with its header, characters of a cell, characters of a sheet's name.
MOST_ROWS, LONGEST_TEXT, LONGEST_NAME = 1_048_576, 32_767, 31

#: What a spreadsheet takes for the beginning of a formula.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")

#: Widths of columns, in characters of the default font; Chinese ones count two.
NARROWEST, WIDEST = 8, 48

#: Height of a line, in points. Excel finds the height of a row by itself, other programs do not.
LINE = 15

#: Rows whose widths are measured: the first thousand tell enough, and a large sheet is not read twice.
MEASURED = 1000


class TooManyRows(Trouble):
    """More rows than a sheet of Excel holds."""


def is_formula(text: str) -> bool:
    """Say whether a spreadsheet would evaluate `text`; a printed number with its sign is no formula.

    >>> is_formula("=1+1"), is_formula("@SUM(A1)"), is_formula("-5.30"), is_formula("总计")
    (True, True, False, False)
    """
    return text.startswith(FORMULA_SIGNS) and not re.fullmatch(r"[+-]?\d[\d,]*(\.\d+)?%?|[+-]", text)


@contextmanager
def workbook(path: Path) -> Iterator[Any]:
    """Open a new workbook, written to `path` when the block ends; nothing in a cell becomes a formula or a link.

    Raises OSError where it cannot be written.
    """
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    try:
        with xlsxwriter.Workbook(path, {**options, "default_date_format": "yyyy-mm-dd"}) as book:
            yield book
    except xlsxwriter.exceptions.FileCreateError as error:
        raise error.args[0] from error  # what the system said of the path


def add_sheet(
    book: Any, name: str, columns: Sequence[str], rows: Iterable[Sequence[object]], hidden: Collection[str] = ()
) -> int:
    """Add a sheet with a header and `rows`, frozen, filtered and ready to print; return how many rows it has.

    A column's number format follows from its name: money, （万元） or （元）, with thousands; （%） with two decimals.
    Columns of `hidden` are there and not shown. Raises TooManyRows.
    """
    sheet = book.add_worksheet(sheet_name(name))
    head = book.add_format({"bold": True, "bg_color": "#DDE7F0", "border": 1, "text_wrap": True, "valign": "vcenter"})
    formats = _Formats(book)
    # A header may break into two lines.
    widths = [_width(column) // 2 + 1 for column in columns]
    count = 0
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column, head)
    for count, row in enumerate(rows, start=1):
        if count >= MOST_ROWS:
            raise TooManyRows(
                f"sheet {name}: more than {MOST_ROWS - 1} rows, which Excel cannot hold; use parquet or ask for less"
            )
        for place, value in enumerate(row):
            _write(sheet, count, place, value, columns[place], formats)
            if count <= MEASURED:
                widths[place] = max(widths[place], _width(_text(value)))
        lines = max((-(-_width(value) // WIDEST) for value in row if isinstance(value, str)), default=1)
        if lines > 1:
            sheet.set_row(count, LINE * lines)
    for place, width in enumerate(widths):
        look = {"hidden": columns[place] in hidden}
        sheet.set_column(place, place, min(max(width + 2, NARROWEST), WIDEST), None, look)
    sheet.set_row(0, 2 * LINE)
    sheet.freeze_panes(1, 0)
    if columns:
        sheet.autofilter(0, 0, count, len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&R&P / &N")
    return count


def sheet_name(name: str) -> str:
    """Return `name` without the signs that Excel does not allow, cut to its limit.

    >>> sheet_name("收入/支出[1]")
    '收入 支出 1 '
    """
    return re.sub(r"[\[\]:*?/\\]", " ", name)[:LONGEST_NAME]


class _Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}

    def __getitem__(self, number: str) -> Any:
        if number not in self._made:
            look: dict[str, object] = {"valign": "top"}
            if number == "text":
                look["text_wrap"] = True
            elif number == "quoted":
                look |= {"text_wrap": True, "quote_prefix": True}
            else:
                look["num_format"] = number
            self._made[number] = self._book.add_format(look)
        return self._made[number]


def _write(sheet: Any, line: int, place: int, value: object, column: str, formats: _Formats) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, place, value)
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(line, place, value, formats[_number_format(value, column)])
    elif isinstance(value, datetime):
        # Excel knows no time zones; the instants are UTC.
        sheet.write_datetime(line, place, value.replace(tzinfo=None), formats["yyyy-mm-dd hh:mm:ss"])
    elif isinstance(value, date):
        sheet.write_datetime(line, place, value, formats["yyyy-mm-dd"])
    else:
        text = _text(value)
        sheet.write_string(line, place, text, formats["quoted" if is_formula(text) else "text"])


def _number_format(value: float | Decimal, column: str) -> str:
    if column.endswith("（%）"):
        return "0.00"
    if column.endswith(("元）", "_yuan")):
        return "#,##0.00"
    if isinstance(value, int):
        return "General"  # years too
    return "#,##0" if value == int(value) else "#,##0.00####"


def _text(value: object) -> str:
    """Return `value` as a cell shows it."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else "" if value is None else str(value)
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def _width(text: str) -> int:
    return max(
        (sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line) for line in text.split("\n")),
        default=0,
    )
