"""Rows for people and programs: table, csv, json, parquet, xlsx."""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO

from orchestration.errors import WrongUsage
from orchestration.snapshot import Answer
from orchestration.workbook import add_sheet, is_formula, workbook

TEXT_FORMATS = ("table", "csv", "json")
FILE_FORMATS = ("parquet", "xlsx")
FORMATS = TEXT_FORMATS + FILE_FORMATS

#: Columns of the terminal that a cell of a table may take; csv and json give the whole text.
WIDEST_CELL = 60


class NeedsFile(WrongUsage):
    """A format that is no text was asked for without a file to write to."""


def write(answer: Answer, form: str, out: Path | None) -> None:
    """Write `answer` in `form` to `out`, or to standard output where the format is text. Raises NeedsFile."""
    if form in FILE_FORMATS:
        if out is None:
            raise NeedsFile(f"--format {form} needs --out FILE")
        _write_file(answer, form, out)
    elif out is None:
        _write_text(answer, form, sys.stdout)
    else:
        # Excel takes a CSV without the mark for the system's old encoding and shows Chinese as rubbish.
        with out.open("w", encoding="utf-8-sig" if form == "csv" else "utf-8", newline="") as file:
            _write_text(answer, form, file)


def _write_text(answer: Answer, form: str, file: IO[str]) -> None:
    if form == "csv":
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(map(_inert, answer.columns))
        writer.writerows([_inert(value) for value in row] for row in answer.rows)
    elif form == "json":
        rows = [{name: plain(value) for name, value in zip(answer.columns, row, strict=True)} for row in answer.rows]
        file.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    else:
        file.writelines(line + "\n" for line in _table(answer))


def _write_file(answer: Answer, form: str, out: Path) -> None:
    if form == "xlsx":
        with workbook(out) as book:
            add_sheet(book, "query", answer.columns, answer.rows)
        return
    import polars as pl

    columns = list(zip(*answer.rows, strict=True)) or [()] * len(answer.columns)
    frame = pl.DataFrame(
        [pl.Series(name, list(values), strict=False) for name, values in zip(answer.columns, columns, strict=True)]
    )
    with out.open("wb") as file:
        frame.write_parquet(file)


def plain(value: object) -> object:
    """Return `value` as JSON has it; money of up to 15 digits keeps every digit."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if value is None or isinstance(value, str | int | float):
        return value
    return str(value)


def shown(value: object) -> str:
    """Return `value` as a reader wants it; unknown is empty."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(shown(item) for item in value)
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return str(value)


def _inert(value: object) -> str:
    """Return `value` for a CSV that Excel opens: text that it would evaluate begins with an apostrophe."""
    text = shown(value)
    return f"'{text}" if isinstance(value, str | list | tuple) and is_formula(text) else text


def _number(value: Decimal) -> str:
    """Return `value` without an exponent; beyond four places zeros at the end come from the column, not the report."""
    text = format(value, "f")
    places = len(text.partition(".")[2])
    return text.rstrip("0").rstrip(".") if places > 4 else text


def _table(answer: Answer) -> Iterable[str]:
    """Yield the lines of a table whose columns stand under one another in Chinese too; numbers stand to the right."""
    cells = [[_cut(" ".join(shown(value).split())) for value in row] for row in answer.rows]
    widths = [max([_width(name), *(_width(row[place]) for row in cells)]) for place, name in enumerate(answer.columns)]
    is_number = [
        all(isinstance(row[place], int | float | Decimal) or row[place] is None for row in answer.rows)
        for place in range(len(answer.columns))
    ]

    def line(row: Iterable[str]) -> str:
        padded = []
        for cell, width, number in zip(row, widths, is_number, strict=True):
            gap = " " * (width - _width(cell))
            padded.append(gap + cell if number else cell + gap)
        return "  ".join(padded).rstrip()

    yield line(answer.columns)
    yield "  ".join("-" * width for width in widths)
    yield from map(line, cells)
    yield f"({len(cells)} row{'' if len(cells) == 1 else 's'})"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _cut(text: str) -> str:
    if _width(text) <= WIDEST_CELL:
        return text
    kept = ""
    for sign in text:
        if _width(kept + sign) > WIDEST_CELL - 1:
            break
        kept += sign
    return kept + "…"
