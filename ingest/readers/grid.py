"""Rows of printed cells → a Table whose cells know their grid positions; for formats that state spans, not positions.

Shared by the Word and HTML readers. A table inside a cell stands as a table of its own right after the one around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ingest.document import Cell, Paragraph, Table

#: Spans beyond this are typing errors of page generators (`colspan=32000`), not tables.
_WIDEST_SPAN = 1000


class Slot(NamedTuple):
    """A cell as the file states it: what it holds and how far it reaches, its position still unknown."""

    content: tuple[Paragraph | Table, ...]
    row_span: int = 1
    column_span: int = 1

    @property
    def text(self) -> str:
        """The cell's own paragraphs, one per line."""
        return "\n".join(block.text for block in self.content if isinstance(block, Paragraph))


def slot(text: str, row_span: int = 1, column_span: int = 1) -> Slot:
    """A cell that holds plain text."""
    return Slot((Paragraph(text),), row_span, column_span)


def place(rows: Sequence[Sequence[Slot]]) -> tuple[Cell, ...]:
    """Give each cell its grid position, as browsers do: the next column not covered by a cell reaching down.

    >>> [(c.text, c.row, c.column) for c in place([[slot("甲", row_span=2), slot("乙")], [slot("丙")]])]
    [('甲', 0, 0), ('乙', 0, 1), ('丙', 1, 1)]
    """
    cells: list[Cell] = []
    covered: set[tuple[int, int]] = set()
    for row, slots in enumerate(rows):
        column = 0
        for printed in slots:
            while (row, column) in covered:
                column += 1
            height = max(1, min(printed.row_span, len(rows) - row))
            width = 1
            while width < min(printed.column_span, _WIDEST_SPAN) and (row, column + width) not in covered:
                width += 1
            if height > 1:
                below = range(row + 1, row + height)
                covered.update((r, c) for r in below for c in range(column, column + width))
            cells.append(Cell(printed.text, row, column, height, width))
            column += width
    return tuple(cells)


def assemble(rows: Sequence[Sequence[Slot]]) -> list[Paragraph | Table]:
    """The blocks a table amounts to: itself, then the tables found inside its cells.

    A table that holds tables with more cells than its own only arranges the page; its content is then given in reading
    order and it is no Table. The same goes for a table of one single cell around paragraphs: a frame.
    """
    slots = [printed for row in rows for printed in row]
    inner = [block for printed in slots for block in printed.content if isinstance(block, Table)]
    if sum(len(table.cells) for table in inner) > len(slots) or len(slots) == 1:
        return [block for printed in slots for block in printed.content]
    cells = place(rows)
    return [*([Table(cells)] if any(cell.text.strip() for cell in cells) else []), *inner]


def without_empty(blocks: Iterable[Paragraph | Table]) -> tuple[Paragraph | Table, ...]:
    """The blocks that hold any text: empty paragraphs only space the page."""
    return tuple(
        block
        for block in blocks
        if (block.text.strip() if isinstance(block, Paragraph) else any(cell.text.strip() for cell in block.cells))
    )
