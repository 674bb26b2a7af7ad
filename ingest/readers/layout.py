"""Pages → paragraphs and tables in reading order; the same for PDF and for scans.

Ruled tables are found in `ingest.readers.ruling`, paragraphs in `ingest.readers.prose`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from ingest.document import Paragraph, Table
from ingest.readers import prose, ruling
from ingest.readers.lines import Line, lines
from ingest.readers.page import Page

Item = Line | ruling.Ruled


def blocks(pages: Sequence[Page]) -> tuple[Paragraph | Table, ...]:
    """The content of a document's pages; every word stands in exactly one block."""
    items = [item for page in pages for item in _items(page)]
    rights = _right_margins(pages, items)
    found: list[Paragraph | Table] = []
    for key, run in groupby(items, key=lambda item: rights[item.page] if isinstance(item, Line) else None):
        if key is None:
            found += [Table(item.cells, item.page) for item in run if isinstance(item, ruling.Ruled)]
        else:
            found += prose.paragraphs([item for item in run if isinstance(item, Line)], key)
    return tuple(found)


def _items(page: Page) -> list[Item]:
    """The tables and the lines between them, top to bottom."""
    tables = [table for grid in ruling.grids(page.rules) if (table := ruling.read(grid, page))]
    taken = frozenset(word for table in tables for word in table.words)
    items: list[Item] = [*lines((word for word in page.words if word not in taken), page.number), *tables]
    return sorted(items, key=lambda item: item.y0)


def _right_margins(pages: Sequence[Page], items: Sequence[Item]) -> dict[int, float]:
    """Where full lines end on each page: pages of one width share it, for one page may hold a single line."""
    by_width: dict[int, list[Line]] = defaultdict(list)
    widths = {page.number: round(page.width) for page in pages}
    for item in items:
        if isinstance(item, Line):
            by_width[widths[item.page]].append(item)
    margins = {width: prose.right_margin(several) for width, several in by_width.items()}
    return {number: margins.get(width, 0.0) for number, width in widths.items()}
