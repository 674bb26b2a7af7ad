"""Tables in text exports of Word: a cell is a line that starts with a tab, a row ends with an empty line.

A cell's text may go on in following lines without a tab. Merged cells leave traces only: one merged downwards is an
empty cell in the rows below it, one merged to the right is a row with fewer cells. The exports are damaged in places;
each rule below for that names what it was seen in. No character but white space is ever dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from ingest.document import Paragraph, Table
from ingest.readers import spans

#: A line with further tabs is not a cell but text aligned by tabs (a list of names and offices).
_CELL = re.compile(r"( *)\t([^\t]*?)\s*$")
_SENTENCE_END = re.compile(r"[。；！？!?]\s*$")
_ITEM = re.compile(r"\s*(\d{1,3})[.．、]")

#: A line this long that ends like a sentence is prose that happens to be indented with a tab. The shortest such line
#: seen has 60 characters, the longest single-line label of a form 16.
_LEAST_SENTENCE = 20


@dataclass(slots=True)
class _Row:
    """A row under construction: its cells, each a list of lines, and how many empty lines preceded it."""

    gap: int
    cells: list[list[str]] = field(default_factory=list)

    def opens_empty(self) -> bool:
        """Whether it looks like the lower rows of a cell merged downwards: nothing first, then something."""
        return not any(map(str.strip, self.cells[0])) and any(line.strip() for cell in self.cells[1:] for line in cell)

    def is_prose(self) -> bool:
        return all(len(cell[0].strip()) >= _LEAST_SENTENCE and _SENTENCE_END.search(cell[0]) for cell in self.cells)


@dataclass(slots=True)
class _Loose:
    """Lines outside any cell, between two runs of empty lines."""

    gap: int
    lines: list[str]


def read(lines: list[str]) -> Iterator[Paragraph | Table]:
    """The tables and paragraphs that lines make; consecutive rows are one table."""
    rows: list[_Row] = []
    pieces = _cut(lines)
    for piece, following in zip_longest(pieces, pieces[1:]):
        if isinstance(piece, _Loose):
            if _continues_list(rows, piece, following):
                rows[-1].cells[-1] += ["", *piece.lines]
                continue
            yield from _table(rows)
            rows = []
            yield from (Paragraph(line, wraps=True) for line in piece.lines)
        else:
            # Two empty lines part tables, unless the next row can only be the lower part of a merged cell.
            is_apart = piece.gap > 1 and not piece.opens_empty()
            if rows and (is_apart or piece.is_prose() or rows[-1].is_prose()):
                yield from _table(rows)
                rows = []
            rows.append(piece)
    yield from _table(rows)


def _cut(lines: list[str]) -> list[_Row | _Loose]:
    """Lines → rows and runs of loose lines."""
    pieces: list[_Row | _Loose] = []
    gap = 0
    for line in lines:
        last = pieces[-1] if pieces and not gap else None
        start = _CELL.match(line)
        if start:
            # " \t" stands where the end of a row and the empty first cell of the next one were lost.
            is_eaten = bool(start[1]) and bool(pieces) and isinstance(pieces[-1], _Row)
            if not isinstance(last, _Row) or is_eaten:
                last = _Row(gap, [[""]] if is_eaten else [])
                pieces.append(last)
            last.cells.append([start[2]])
            gap = 0
        elif not line.strip():
            gap += 1
        elif isinstance(last, _Row) and "\t" not in line:
            last.cells[-1].append(line)
        elif isinstance(last, _Loose):
            last.lines.append(line)
        else:
            # A tab inside a line is a chart's data: it ends a table even without an empty line before it.
            pieces.append(_Loose(gap, [line]))
            gap = 0
    return pieces


def _continues_list(rows: list[_Row], loose: _Loose, following: _Row | _Loose | None) -> bool:
    """Whether loose lines belong to the last cell above: an empty line stood inside a numbered list in that cell.

    True only where the list's numbers go on and the next row is the lower part of the same merged cell, of the same
    width; prose between two tables satisfies neither.
    """
    if not rows or not loose.gap or not isinstance(following, _Row) or not following.opens_empty():
        return False
    above = [int(item[1]) for line in rows[-1].cells[-1] if (item := _ITEM.match(line))]
    here = [int(item[1]) if (item := _ITEM.match(line)) else 0 for line in loose.lines]
    return bool(above) and len(following.cells) == len(rows[-1].cells) and here == sorted(here) and here[0] > above[-1]


def _table(rows: list[_Row]) -> list[Paragraph | Table]:
    """Rows → one Table, or paragraphs where no row has a second cell or all is prose."""
    if max((len(row.cells) for row in rows), default=0) < 2 or (len(rows) == 1 and rows[0].is_prose()):
        return [Paragraph(line, wraps=True) for row in rows for cell in row.cells for line in cell]
    return [spans.table([["\n".join(cell).strip() for cell in row.cells] for row in rows])]
