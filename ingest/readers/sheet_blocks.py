"""The printed cells of one sheet → the titles above a table, and the table; again for every table below it.

A sheet has its tables one below the other, parted by empty rows, and a table's title, number (公开01表), department and
unit (单位：万元) in cells above its header. They stand outside the ruled area and are no rows of the table, so they
come as paragraphs before it, as in every other format. A sheet of one column is prose (决算说明), not a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from ingest.document import Cell, Paragraph, Table, UnreadableDocument
from ingest.limits import LARGEST_GRID

#: What stands beside a table's title: its number, whose it is, the unit, the year.
_CAPTION = re.compile(
    r"\s*(?:(?:公开|财决|预算公开|附表|附件|表)\s*[0-9一二三四五六七八九十-]{1,4}\s*(?:表|[:：]|$)"
    r"|(?:金额)?单\s*位\s*[:：]|(?:编制|填报|公开)?(?:部门|单位)(?:名称)?(?:[(（].{1,4}[)）])?\s*[:：]"
    r"|(?:编制|填报|公开)?(?:日期|时间)\s*[:：]|[0-9]{4}\s*年度?\s*$)"
)
#: Rows below a title that may still be captions; further down, such words belong to a form.
_MOST_CAPTIONS = 5


def blocks(
    printed: Mapping[tuple[int, int], str],
    merged: Mapping[tuple[int, int], tuple[int, int]],
    name: str | None,
    is_hidden: bool,
) -> Iterator[Paragraph | Table]:
    """The blocks of a sheet; of a hidden one every row is kept in its table."""
    cells = grid_of(printed, merged)
    if is_hidden:
        yield from [Table(cells, name=name, is_hidden=True)] if cells else []
        return
    for part in _parts(cells):
        rows = [list(row) for _, row in groupby(part, key=lambda cell: cell.row)]
        captions = _captions(rows) if any(len(_texts(row)) > 1 for row in rows) else len(rows)
        for row in rows[:captions]:
            yield from (Paragraph(cell.text) for cell in row if cell.text.strip())
        if captions < len(rows):
            yield Table(tuple(cell for row in rows[captions:] for cell in row), name=name)


def _parts(cells: tuple[Cell, ...]) -> Iterator[list[Cell]]:
    """The cells between empty rows; a part that begins without a title or caption goes on with the part above."""
    part: list[Cell] = []
    reach = -1  # the last row that any cell so far covers
    for row, several in groupby(cells, key=lambda cell: cell.row):
        line = list(several)
        if part and row > reach + 1 and _captions([line]):
            yield part
            part = []
        part += line
        reach = max(reach, *(cell.row + cell.row_span - 1 for cell in line))
    if part:
        yield part


def _captions(rows: list[list[Cell]]) -> int:
    """How many rows at the top are a title and what stands beside it: a single text each, or only captions."""
    for number, row in enumerate(rows[:_MOST_CAPTIONS]):
        texts = _texts(row)
        if not all(map(_CAPTION.match, texts)) and (len(texts) > 1 or _is_number(texts[0])):
            return number
    return min(len(rows), _MOST_CAPTIONS)


def _texts(row: list[Cell]) -> list[str]:
    return [cell.text for cell in row if cell.text.strip()]


def _is_number(text: str) -> bool:
    return not re.search(r"[^\W\d_]", text)


def grid_of(
    printed: Mapping[tuple[int, int], str], merged: Mapping[tuple[int, int], tuple[int, int]]
) -> tuple[Cell, ...]:
    """Printed texts by position → cells, with the spans of merged areas, clipped to what is printed.

    Values stored under a merged area are not printed and are left out, as the sheet does. Raises UnreadableDocument for
    a grid of more positions than any table has: a few cells far apart would else fill the memory with empty ones.
    """
    rows = sorted({row for row, _ in printed})
    width = max((column for _, column in printed), default=-1) + 1
    if len(rows) * width > LARGEST_GRID:
        found = f"a sheet of {len(rows):,} rows and {width:,} columns"
        raise UnreadableDocument("too_many_cells", found, "remove what stands far from its tables, or split it")
    covered: set[tuple[int, int]] = set()
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for (row, column), (height, breadth) in merged.items():
        # Areas of whole columns exist; what lies beyond the last printed cell is no part of the table.
        height = max(min(height, (rows[-1] if rows else 0) - row + 1), 1)
        breadth = max(min(breadth, width - column), 1)
        spans[row, column] = height, breadth
        covered.update((r, c) for r in range(row, row + height) for c in range(column, column + breadth))
        covered.discard((row, column))
    return tuple(
        Cell(printed.get((row, column), ""), row, column, *spans.get((row, column), (1, 1)))
        for row in rows
        for column in range(width)
        if (row, column) not in covered
    )


def in_order(sheets: Sequence[Sequence[Paragraph | Table]]) -> tuple[Paragraph | Table, ...]:
    """The blocks of all sheets, those of hidden sheets last; where nothing is visible, nothing counts as hidden."""
    every = [block for sheet in sheets for block in sheet]
    visible = [block for block in every if not (isinstance(block, Table) and block.is_hidden)]
    if not visible:
        return tuple(replace(block, is_hidden=False) for block in every if isinstance(block, Table))
    return (*visible, *(block for block in every if isinstance(block, Table) and block.is_hidden))
