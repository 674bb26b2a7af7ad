"""Tables as grids: merged cells spread over their span, each slot knowing its text, its block and its figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.extract.found import Mark
from ingest.figures import Figure
from ingest.outline import Block, Outline

_AROUND = re.compile(r"^[\s≥≤=<>约+\-—()%]*$")


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell's text at a grid place; `own` False where a span merely covers the place.

    `figure` is set where the cell is one number and nothing but its operator, sign and unit; `only` also where a few
    more characters stand around its single number (不超过4.5万元, ≥24班次), which a target cell may read.
    """

    text: str
    block: int
    start: int
    own: bool
    mark: Mark | None = None
    figure: Figure | None = None
    only: Figure | None = None
    only_mark: Mark | None = None

    @property
    def is_blank(self) -> bool:
        return not self.text.strip(" \t-—–/…")


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


def _slot(block: Block, cell_text: str, start: int, figures: Sequence[Figure]) -> Slot:
    end = start + len(cell_text)
    inside = [(i, f) for i, f in enumerate(figures) if start <= f.start and f.end <= end]
    if len(inside) == 1 and inside[0][1].value is not None:
        index, figure = inside[0]
        rest = cell_text[: figure.start - start] + cell_text[figure.end - start :]
        if _AROUND.match(rest) and figure.kind in ("money", "percent", "count", "other", "code", "ordinal"):
            mark = Mark(block.number, index)
            return Slot(cell_text, block.number, start, True, mark, figure, figure, mark)
        if len(rest) <= 8 and figure.kind in ("money", "percent", "count", "other"):
            return Slot(cell_text, block.number, start, True, only=figure, only_mark=Mark(block.number, index))
    return Slot(cell_text, block.number, start, True)


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
        for cell in block.cells:
            lead = len(block.text.text[cell.start :]) - len(block.text.text[cell.start :].lstrip(" "))
            slot = _slot(block, cell.text, cell.start + lead, figures[block.number])
            cover = replace(slot, own=False)
            for offset in range(cell.column_span):
                column = cell.column + offset
                row += [None] * (column + 1 - len(row))
                row[column] = slot if offset == 0 else cover
                if cell.row_span > 1:
                    spans[column] = (cover, cell.row_span - 1)
        open_grid.rows.append(row)
    if open_grid:
        yield open_grid
