"""Pages → paragraphs and tables in reading order; the same for PDF and for scans.

Tables are found in `ingest.readers.ruling` and `borderless` and joined over pages in `continued`; paragraphs are made
in `prose`, what pages repeat goes in `furniture`. Here all is put in order: every word stands in exactly one block.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ingest.document import Paragraph, Table
from ingest.readers import banded, borderless, continued, furniture, prose, ruling, text_columns
from ingest.readers.furniture import Item
from ingest.readers.lines import Line, lines
from ingest.readers.page import Page
from ingest.readers.ruling import Ruled


def blocks(pages: Sequence[Page]) -> tuple[Paragraph | Table, ...]:
    """The content of a document's pages; lines and watermarks that pages repeat stand once, after the body."""
    pages = banded.joined([text_columns.straightened(page) for page in pages])
    by_page, once = furniture.without(pages, [list(_items(page)) for page in pages])
    floors = _by_width(pages, by_page, lambda items, _: max(_bottom(item) for item in items))
    items = _tables(by_page, floors)
    rights = _by_width(pages, [items], lambda several, width: prose.right_margin(_lines(several), width))
    habits = prose.habits(_lines(items), rights)
    found: list[Paragraph | Table] = []
    for is_line, run in groupby(items, key=lambda item: isinstance(item, Line)):
        if is_line:
            found += prose.paragraphs(_lines(list(run)), rights, habits)
        else:
            found += [Table(item.cells, item.cells[0].page) for item in run if isinstance(item, Ruled)]
    across = {page.across: page.number for page in reversed(pages) if page.across}
    rest = [*((line.text, line.page) for line in once), *sorted(across.items(), key=lambda said: said[1])]
    return (*found, *(Paragraph(text, None, number) for text, number in rest))


def _items(page: Page) -> Iterator[Item]:
    """The tables and the lines of a page, whose cells know on which of the pages put side by side they stand."""
    for item in _found(page):
        if isinstance(item, Line) or not page.bands:
            yield item
        else:
            at = [page.number_at(x) for x in item.grid.xs]
            yield replace(item, cells=tuple(cell._replace(page=at[cell.column]) for cell in item.cells))


def _found(page: Page) -> Iterator[Item]:
    """The tables and the lines between them, top to bottom; of two inside each other the inner one has its words."""
    grids = ruling.grids(page.rules)
    left = list(page.words)
    tables: list[Ruled] = []
    for grid in sorted(grids, key=lambda grid: (grid.xs[-1] - grid.xs[0]) * (grid.ys[-1] - grid.ys[0])):
        table = ruling.read(grid, page.number, left)
        # The first one of a page may be the rest of a table that alone looks like none.
        if table and (table.is_table or grid is grids[0]):
            tables.append(table)
            left = [word for word in left if word not in table.words]
    items: list[Item] = sorted([*lines(left, page.number), *tables], key=lambda item: item.y0)
    order = {word: place for place, word in enumerate(page.words)}
    for is_line, run in groupby(items, key=lambda item: isinstance(item, Line)):
        several = list(run)
        yield from borderless.with_tables(_lines(several), several[0] is items[0], order) if is_line else several


def _tables(by_page: Sequence[Sequence[Item]], floors: dict[int, float]) -> list[Item]:
    """The items of all pages in order, tables joined over page breaks."""
    found: list[Line | list[Ruled]] = []
    for items in by_page:
        for number, item in enumerate(items):
            if isinstance(item, Line):
                found.append(item)
                continue
            # What stands before the rest of a table is nothing, or its title once more.
            above = _lines(items[:number])
            parts = found[-1 - len(above)] if len(found) > len(above) == number else None
            if (
                isinstance(parts, list)
                and parts[-1].page == item.page - 1
                and continued.continues(parts, item, floors[item.page - 1])
                and _is_title(above, found[: -1 - len(above)], parts[0], item)
            ):
                parts.append(item)
                del found[len(found) - len(above) :]
            else:
                found += [[item]] if item.is_table else lines(item.words, item.page)
    return [item for each in found for item in ([each] if isinstance(each, Line) else _told(continued.whole(each)))]


def _told(table: Ruled) -> list[Item]:
    """A table, or its lines where nothing tells what its amounts are of: then none of them may become a fact."""
    return [*lines(table.words, table.page)] if table.is_nameless else [table]


def _is_title(above: Sequence[Line], before: Sequence[Line | list[Ruled]], first: Ruled, following: Ruled) -> bool:
    """Whether the lines above a table's rest are those above its first part, printed again."""
    titles = [line.text for line in before[len(before) - len(above) :] if isinstance(line, Line)]
    return titles == [line.text for line in above] and (not above or continued.heads_alike(first, following))


def _by_width(
    pages: Sequence[Page], by_page: Sequence[Sequence[Item]], measure: Callable[[list[Item], int], float]
) -> dict[int, float]:
    """A measure of each page's items, taken over all pages as wide: one page alone may hold a single line."""
    widths = {page.number: round(page.width) for page in pages}
    groups: dict[int, list[Item]] = defaultdict(list)
    for items in by_page:
        for item in items:
            groups[widths[item.page]].append(item)
    measures = {width: measure(items, width) for width, items in groups.items()}
    return {number: measures.get(width, 0.0) for number, width in widths.items()}


def _lines(items: Sequence[Item]) -> list[Line]:
    return [item for item in items if isinstance(item, Line)]


def _bottom(item: Item) -> float:
    return item.y1 if isinstance(item, Line) else item.grid.ys[-1]
