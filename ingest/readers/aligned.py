"""Tables in text whose columns are kept apart by spaces, as `pdftotext -layout` or a typewriter sets them.

A row has two or more texts with two spaces between them. The fullest rows tell the columns; a title above, or a line
that does not fit them, is no part of the table. A list of contents is none either: its rows have one figure each.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.document import Table
from ingest.readers import grid

_TEXT = re.compile(r"[^\s\u3000]+(?: [^\s\u3000]+)*")
_FIGURE = re.compile(r"[-+≥≤=<>]?\d[\d,.]*\s?[^\d\s]{0,4}")
_RULER = re.compile("[ ]*[-=─━_][-=─━_ ]*")
_LEADER = re.compile(r"[.…·]{4}")
_LEAST_ROWS, _LEAST_COLUMNS, _LEAST_FIGURED = 3, 3, 2
#: So many lines at most may be empty between two rows.
_EMPTY = 1


class _Text(NamedTuple):
    start: int
    end: int
    text: str


def tables(lines: Sequence[str]) -> Iterator[tuple[int, int, Table]]:
    """The tables among lines: their first line, the one behind their last, and what they hold."""
    rows: list[tuple[int, list[_Text]]] = []
    for number, line in enumerate([*lines, "", ""]):
        if rows and _RULER.fullmatch(line):
            continue
        texts = _texts(line)
        if len(texts) > 1:
            rows.append((number, texts))
        elif rows and (texts or number - rows[-1][0] > _EMPTY):
            yield from _table(rows)
            rows = []


def _texts(line: str) -> list[_Text]:
    """What stands apart in a line, with the columns it takes: an ideograph is as wide as two digits."""
    if ("  " not in line and "\u3000" not in line) or "\t" in line or _LEADER.search(line):
        return []
    at, places = 0, []
    for character in line:
        places.append(at)
        at += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    places.append(at)
    return [_Text(places[found.start()], places[found.end()], found[0]) for found in _TEXT.finditer(line)]


def _table(rows: list[tuple[int, list[_Text]]]) -> Iterator[tuple[int, int, Table]]:
    columns = _columns([texts for _, texts in rows])
    placed = [(number, _placed(texts, columns)) for number, texts in rows]
    while placed and placed[0][1] is None:
        placed.pop(0)  # the title, and the unit at the right end of its line
    while placed and placed[-1][1] is None:
        placed.pop()
    cells = [row for _, row in placed if row is not None]
    figured = sum(sum(map(bool, map(_FIGURE.fullmatch, row))) > 1 for row in cells)
    is_table = len(cells) == len(placed) >= _LEAST_ROWS and len(columns) >= _LEAST_COLUMNS
    if is_table and figured >= _LEAST_FIGURED:
        table = Table(grid.place([[grid.slot(text) for text in row] for row in cells]))
        yield placed[0][0], placed[-1][0] + 1, table


def _columns(rows: Sequence[Sequence[_Text]]) -> list[tuple[int, int]]:
    """Where the columns stand, from the rows with the most texts."""
    most = max(map(len, rows))
    found: list[tuple[int, int]] = []
    for start, end, _ in sorted(text for row in rows if len(row) == most for text in row):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found if len(found) == most else []


def _placed(texts: Sequence[_Text], columns: Sequence[tuple[int, int]]) -> list[str] | None:
    """The texts of a row by column; None where one reaches over two columns, or two stand in one."""
    row = [""] * len(columns)
    for start, end, text in texts:
        over = [at for at, (first, last) in enumerate(columns) if start < last and end > first]
        if len(over) != 1 or row[over[0]]:
            return None
        row[over[0]] = text
    return row
