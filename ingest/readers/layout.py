"""Pages → paragraphs and tables in reading order; the same for PDF and for scans.

Ruled tables are found in `ingest.readers.ruling`.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Paragraph, Table
from ingest.readers import ruling
from ingest.readers.lines import Line, lines, printed
from ingest.readers.page import Page


def blocks(pages: Sequence[Page]) -> tuple[Paragraph | Table, ...]:
    """The content of a document's pages; every word stands in exactly one block."""
    found: list[Paragraph | Table] = []
    for page in pages:
        tables = [table for grid in ruling.grids(page.rules) if (table := ruling.read(grid, page))]
        taken = frozenset(word for table in tables for word in table.words)
        items: list[Line | ruling.Ruled] = list(lines((w for w in page.words if w not in taken), page.number))
        items += tables
        for item in sorted(items, key=lambda item: item.y0 if isinstance(item, Line) else item.grid.ys[0]):
            if isinstance(item, Line):
                text, doubts = printed([item])
                found.append(Paragraph(text, None, page.number, True, doubts))
            else:
                found.append(Table(item.cells, page.number))
    return tuple(found)
