"""Tables as grids: merged cells spread over their span, each slot knowing its text, its block and its figure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.extract.found import Mark
from ingest.figures import Figure
from ingest.outline import Block, Outline

_AROUND = re.compile(r"^[\s≥≤=<>约+\-—()%]*$")


_BLANK = " \t-—–/…"
_READABLE = ("money", "percent", "count", "other")


class Slot(NamedTuple):
    """A cell's text at a grid place; `own` False where a span merely covers the place.

    `figure` is set where the cell is one number and nothing but its operator, sign and unit; `only` also where a few
    more characters stand around its single number (不超过4.5万元, ≥24班次), which a target cell may read. `inside` are
    the numbers with a unit or decimals of any other cell.
    """

    text: str
    block: int
    start: int
    own: bool
    is_blank: bool
    mark: Mark | None = None
    figure: Figure | None = None
    only: Figure | None = None
    only_mark: Mark | None = None
    inside: tuple[tuple[Mark, Figure], ...] = ()

    def is_same(self, other: Slot) -> bool:
        """Whether both places belong to one printed cell."""
        return self.block == other.block and self.start == other.start


@dataclass(slots=True)
class Grid:
    """One table: `rows[r][c]` is a Slot or None; `above` are the short texts printed before it, nearest last."""

    number: int
    section: int
    rows: list[list[Slot | None]] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    name: str | None = None

    def texts(self, row: int) -> list[str]:
        """The distinct non-blank texts of a row in order."""
        return [slot.text for slot in self.rows[row] if slot and slot.own and not slot.is_blank]

    def first(self, row: int) -> str:
        """The text of a row's first cell, empty where that holds a figure, nothing, or a text from further up."""
        slot = self.rows[row][0] if self.rows[row] else None
        return slot.text if slot and slot.own and not slot.is_blank and slot.figure is None else ""


def _slot(block: Block, cell_text: str, start: int, figures: Sequence[Figure], starts: Sequence[int]) -> Slot:
    """A cell's slot; `starts` are where the figures of its row begin."""
    if not figures or not cell_text:
        return Slot(cell_text, block.number, start, True, not cell_text.strip(_BLANK))
    end = start + len(cell_text)
    first = bisect_left(starts, start)
    inside = [figure for figure in figures[first : first + 2] if figure.end <= end]
    is_blank = not cell_text.strip(_BLANK)
    several = () if not inside else _measured_in(block, figures, first, end)
    if len(inside) == 1 and inside[0].value is not None:
        figure = inside[0]
        mark = Mark(block.number, first)
        rest = cell_text[: figure.start - start] + cell_text[figure.end - start :]
        if figure.kind in (*_READABLE, "code", "ordinal") and _AROUND.match(rest):
            return Slot(cell_text, block.number, start, True, is_blank, mark, figure, figure, mark)
        if len(rest) <= 8 and figure.kind in _READABLE:
            return Slot(cell_text, block.number, start, True, is_blank, None, None, figure, mark, several)
    return Slot(cell_text, block.number, start, True, is_blank, inside=several)


def _measured_in(block: Block, figures: Sequence[Figure], first: int, end: int) -> tuple[tuple[Mark, Figure], ...]:
    """Amounts up to `end` of a row's text, from the figure `first` on."""
    found = []
    for index in range(first, len(figures)):
        figure = figures[index]
        if figure.end > end:
            break
        if figure.value is not None and (figure.kind == "money" or (figure.kind == "other" and figure.decimals)):
            found.append((Mark(block.number, index), figure))
    return tuple(found)


def grids(outline: Outline, figures: Sequence[Sequence[Figure]]) -> Iterator[Grid]:
    """The document's tables in order."""
    open_grid: Grid | None = None
    recent: list[str] = []
    spans: dict[int, tuple[Slot, int]] = {}
    for block in outline.blocks:
        if block.table is None:
            recent = [*recent[-3:], block.text.text.strip()]
            continue
        if open_grid is None or open_grid.number != block.table:
            if open_grid:
                yield open_grid
            open_grid = Grid(block.table, block.section, above=recent, name=block.name)
            recent, spans = [], {}
        row: list[Slot | None] = []
        for column, (slot, left) in list(spans.items()):
            row += [None] * (column + 1 - len(row))
            row[column] = slot
            spans[column] = (slot, left - 1)
            if left <= 1:
                del spans[column]
        own = figures[block.number]
        starts = [figure.start for figure in own]
        for cell in block.cells:
            start = cell.start
            if block.text.text.startswith(" ", start):  # spaces before the cell's text
                start = block.text.text.index(cell.text, start)
            slot = _slot(block, cell.text, start, own, starts)
            last = cell.column + cell.column_span - 1
            row += [None] * (last + 1 - len(row))
            row[cell.column] = slot
            if last > cell.column or cell.row_span > 1:
                cover = slot._replace(own=False)
                row[cell.column + 1 : last + 1] = [cover] * (last - cell.column)
                if cell.row_span > 1:
                    spans |= dict.fromkeys(range(cell.column, last + 1), (cover, cell.row_span - 1))
        open_grid.rows.append(row)
    if open_grid:
        yield open_grid
