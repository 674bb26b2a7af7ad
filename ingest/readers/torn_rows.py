"""Tables as rows of paragraphs, for putting torn ones together again, and back."""

from __future__ import annotations

from itertools import chain

from ingest.document import Paragraph, Table
from ingest.readers import grid, spans

Rows = list[list[Paragraph]]


def rows_of(table: Table) -> Rows | None:
    """The texts of a table without merged cells, all rows of one width; None for any other table."""
    rows: dict[int, list[Paragraph]] = {}
    for cell in table.cells:
        if (cell.row_span, cell.column_span) != (1, 1):
            return None
        rows.setdefault(cell.row, []).append(Paragraph(cell.text, page=cell.page or table.page, doubts=cell.doubts))
    return list(rows.values()) if len({len(row) for row in rows.values()}) == 1 else None


def table_of(rows: Rows, name: str | None = None) -> Table:
    """The table that rows make; how many columns their cells cover is told from the rows below them."""
    told = spans.widths([[text.text.strip() for text in row] for row in rows])
    slots = [
        [grid.Slot((text,), column_span=width) for text, width in zip(row, widths, strict=True)]
        for row, widths in zip(rows, told, strict=True)
    ]
    texts = list(chain.from_iterable(rows))
    is_split = len({text.page for text in texts}) > 1
    cells = (
        cell._replace(page=text.page if is_split else None, doubts=text.doubts)
        for cell, text in zip(grid.place(slots), texts, strict=True)
    )
    return Table(tuple(cells), texts[0].page, name)


def is_empty(text: Paragraph) -> bool:
    return not text.text.strip()
