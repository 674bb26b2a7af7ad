"""Tables that go on over a page break: one table of them, its repeated header once and torn rows whole."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ingest.document import Cell, Doubt
from ingest.readers.ruling import Ruled

#: A cell's column and column span.
Place = tuple[int, int]

#: Column borders of one table differ at most this much from page to page (points).
_NEAR = 4.0
_AMOUNT = re.compile(r"[-+]?\d[\d,]*\.\d+%?")
_FIGURE = re.compile(r"[-+≥≤=<>]*\d[\d,.]*%?")


def continues(parts: Sequence[Ruled], following: Ruled, floor: float) -> bool:
    """Whether a table goes on from its parts so far in the one that comes first on the next page.

    They are one when they have the same columns, and the first row of the next part had no room on the page before;
    `floor` is how far down pages are filled.
    """
    skipped = _repeated(parts[0], following)
    needed = following.grid.ys[skipped + 1] - following.grid.ys[skipped]
    has_room = needed + _NEAR < floor - parts[-1].grid.ys[-1]
    return not has_room and _columns(_widest(parts), following) is not None


def heads_alike(table: Ruled, following: Ruled) -> bool:
    """Whether the second part begins with the first one's header."""
    return _repeated(table, following) > 0


def whole(parts: Sequence[Ruled]) -> Ruled:
    """The table that parts on pages following each other make."""
    if len(parts) == 1:
        return parts[0]
    xs = _widest(parts).grid.xs
    cells: list[Cell] = []
    bottom: dict[Place, int] = {}
    rows = 0
    for part in parts:
        skipped = _repeated(parts[0], part) if cells else 0
        lower = [cell._replace(row=cell.row - skipped) for cell in _placed(part, xs) if cell.row >= skipped]
        bottom = _append(cells, bottom, rows, lower)
        rows = max(cells[index].row + cells[index].row_span for index in bottom.values())
    words = frozenset(word for part in parts for word in part.words)
    return Ruled(parts[-1].page, replace(parts[-1].grid, xs=xs), tuple(cells), words)


def _widest(parts: Sequence[Ruled]) -> Ruled:
    return max(parts, key=lambda part: len(part.grid.xs))


def _columns(one: Ruled, other: Ruled) -> tuple[float, ...] | None:
    """The borders both parts have, where those of one are all found in the other."""
    if one.columns or other.columns:
        return one.grid.xs if _stand_alike(one.columns, other.columns) else None
    more, fewer = sorted((other.grid.xs, one.grid.xs), key=len, reverse=True)
    if abs(more[0] - fewer[0]) > _NEAR or abs(more[-1] - fewer[-1]) > _NEAR:
        return None
    return tuple(more) if all(min(abs(x - place) for place in more) <= _NEAR for x in fewer) else None


def _stand_alike(upper: Sequence[tuple[float, float]], lower: Sequence[tuple[float, float]]) -> bool:
    """Whether tables without rules have the same columns: each over one of the other's and no two over one."""
    if len(upper) != len(lower):
        return False
    under = [[a[0] < b[1] and b[0] < a[1] for b in lower] for a in upper]
    return all(is_under == (i == j) for i, row in enumerate(under) for j, is_under in enumerate(row))


def _placed(table: Ruled, xs: Sequence[float]) -> list[Cell]:
    """The cells over the columns `xs`, of which the table's own borders are some."""
    at = [min(range(len(xs)), key=lambda i: abs(xs[i] - x)) for x in table.grid.xs]
    if len(at) == len(xs):
        return list(table.cells)
    return [
        cell._replace(column=at[cell.column], column_span=at[cell.column + cell.column_span] - at[cell.column])
        for cell in table.cells
    ]


def _repeated(first: Ruled, following: Ruled) -> int:
    """How many rows of the header the second part begins with again, never all of its rows."""
    xs = _columns(first, following)
    if xs is None:
        return 0
    upper, lower = _by_row(_placed(first, xs)), _by_row(_placed(following, xs))
    count = 0
    for row in range(len(following.grid.ys) - 2):
        ours = [_shape(cell) for cell in lower[row]]
        if ours != [_shape(cell) for cell in upper[row]] or any(_AMOUNT.fullmatch(text) for text, *_ in ours):
            break
        if any(text for text, *_ in ours):
            count = row + 1
    while count and any(cell.row < count < cell.row + cell.row_span for row in range(count) for cell in lower[row]):
        count -= 1
    return count


def _by_row(cells: Sequence[Cell]) -> dict[int, list[Cell]]:
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells:
        rows[cell.row].append(cell)
    return rows


def _shape(cell: Cell) -> tuple[str, int, int, int]:
    return "".join(cell.text.split()), cell.column, cell.column_span, cell.row_span


def _append(cells: list[Cell], bottom: dict[Place, int], rows: int, lower: Sequence[Cell]) -> dict[Place, int]:
    """Add a part's cells below the `rows` there are; `bottom` says which cells reach down there.

    Returns the same for the rows there are then.
    """
    top = {(cell.column, cell.column_span): cell for cell in lower if cell.row == 0}
    is_torn = _is_torn({place: cells[index] for place, index in bottom.items()}, top)
    last = max(cell.row + cell.row_span for cell in lower)
    reaching: dict[Place, int] = {}
    for cell in lower:
        place = cell.column, cell.column_span
        partner = bottom.get(place) if cell.row == 0 else None
        if partner is not None and (is_torn or _is_one(cells[partner], cell)):
            cells[partner] = _whole(cells[partner], cell, cell.row_span - is_torn)
            index = partner
        else:
            index = len(cells)
            cells.append(cell._replace(row=cell.row + rows - is_torn))
        if cell.row + cell.row_span == last:
            reaching[place] = index
    return reaching


def _is_one(upper: Cell, lower: Cell) -> bool:
    """Whether a merged cell goes on over the page's end: its text is printed on one of the pages only."""
    if upper.text and not lower.text:
        return max(lower.row_span, upper.row_span) > 1
    return bool(lower.text and not upper.text) and min(lower.row_span, upper.row_span) > 1


def _is_torn(bottom: dict[Place, Cell], top: dict[Place, Cell]) -> bool:
    """Whether the second part's first row is the rest of the first part's last one.

    It is when it leaves a column empty that was filled, fills none that was empty, and brings no new figure.
    """
    pairs = [(bottom[place], cell) for place, cell in top.items() if place in bottom]
    if len(pairs) < len(top) or any(cell.text and not above.text for above, cell in pairs):
        return False
    if any(_FIGURE.fullmatch(above.text) and _FIGURE.fullmatch(cell.text) for above, cell in pairs):
        return False
    return any(above.text and not cell.text and above.row_span == cell.row_span == 1 for above, cell in pairs)


def _whole(upper: Cell, lower: Cell, more_rows: int) -> Cell:
    """A cell with its rest from the next page; a figure broken in two is one again."""
    is_broken = upper.text[-1:].isdigit() and re.match(r"[.,]?\d", lower.text)
    between = "" if is_broken or not upper.text or not lower.text else "\n"
    start = len(upper.text) + len(between)
    doubts = tuple(Doubt(doubt.start + start, doubt.end + start, doubt.confidence) for doubt in lower.doubts)
    return upper._replace(
        text=f"{upper.text}{between}{lower.text}",
        row_span=upper.row_span + more_rows,
        page=upper.page if upper.text else lower.page,
        doubts=upper.doubts + doubts,
    )
