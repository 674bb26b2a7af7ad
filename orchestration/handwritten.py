"""CSV files that people write by hand or in Excel: their rows, and what in them cannot be used.

A row that cannot be used is told with file, line, what was found, what was expected and what to do; it stops neither
the other rows nor the load. What the columns mean is in `orchestration.waivers`,
`orchestration.expected_reports` and `orchestration.confirmation`.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

Row = Mapping[str, str]
T = TypeVar("T")

#: As written by this program, by Excel and by hand.
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


class Unusable(ValueError):
    """A value that cannot be used; the text says what was found, what was expected and what to do."""


@dataclass(frozen=True)
class BadRow:
    """A row that could not be used; lines count from 1, the header's."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.reason}"


@dataclass(frozen=True)
class Sheet:
    """The rows of a file that have the columns of its header, with their lines, and what could not be read of it."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, Row], ...]
    bad: tuple[BadRow, ...]


def read_sheet(path: Path, columns: Mapping[str, Sequence[str]]) -> Sheet:
    """Read a CSV file in UTF-8 or GB 18030; no file, no rows.

    `columns` names each column that must be there, with other names its header may have. Further columns are kept.
    """
    if not path.exists():
        return Sheet((), (), ())
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", errors="replace")
    reader = csv.reader(io.StringIO(text))
    own = {other: name for name, others in columns.items() for other in (name, *others)}
    header = tuple(own.get(name.strip(), name.strip()) for name in next(reader, ()))
    if missing := [name for name in columns if name not in header]:
        reason = f"no column {', '.join(missing)} among {', '.join(header) or 'none'}; the first line names the columns"
        return Sheet(header, (), (BadRow(path.name, 1, f"{reason}: {', '.join(columns)}. No row was used"),))
    rows, bad = [], []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) == len(header):
            rows.append((reader.line_num, dict(zip(header, (cell.strip() for cell in cells), strict=True))))
        else:
            reason = f"{len(cells)} cells, expected {len(header)} as in the first line; put cells with commas in quotes"
            bad.append(BadRow(path.name, reader.line_num, reason))
    return Sheet(header, tuple(rows), tuple(bad))


def parsed(
    path: Path, sheet: Sheet, parse: Callable[[Row], T], key: Callable[[T], object]
) -> tuple[list[T], list[BadRow]]:
    """Return what `parse` makes of each row, and the rows it cannot use or whose key an earlier row has."""
    good: dict[object, T] = {}
    lines: dict[object, int] = {}
    bad = list(sheet.bad)
    for line, row in sheet.rows:
        try:
            made = parse(row)
            if key(made) in lines:
                raise Unusable(f"is about the same as line {lines[key(made)]}, which is used; remove one of the two")
        except Unusable as error:
            bad.append(BadRow(path.name, line, str(error)))
        else:
            good[key(made)] = made
            lines[key(made)] = line
    return list(good.values()), bad


def write_sheet(path: Path, header: Sequence[str], rows: Iterable[Row]) -> None:
    """Write a CSV file that Excel, too, opens as UTF-8; a killed machine leaves the old file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    with temporary.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    os.replace(temporary, path)


def a_date(text: str, column: str) -> date:
    """Return the day that `text` names.

    >>> a_date("2026/1/31", "until")
    datetime.date(2026, 1, 31)
    """
    found = _DATE.fullmatch(text)
    try:
        if found:
            return date(*map(int, found.groups()))
    except ValueError:
        pass
    raise Unusable(f"{column} is {text!r}; expected a day such as 2026-01-31")


def a_number(text: str, column: str) -> Decimal | None:
    """Return the number that `text` writes, None for empty text."""
    try:
        number = Decimal(text) if text else None
    except InvalidOperation:
        number = Decimal("NaN")
    if number is not None and not number.is_finite():
        raise Unusable(f"{column} is {text!r}; expected a number such as 506.83, as `waive` wrote it")
    return number


def a_text(row: Row, column: str) -> str:
    """Return what stands in `column`, which must not be empty."""
    if not row[column]:
        raise Unusable(f"{column} is empty; fill it in, or remove the line")
    return row[column]
