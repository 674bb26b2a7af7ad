"""Tables that go on over a page break: one table of them, its repeated header once and torn rows whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.document import Cell, Doubt
from ingest.readers.ruling import Ruled

#: Column borders of one table differ at most this much from page to page (points).
_NEAR = 4.0
_AMOUNT = re.compile(r"[-+]?\d[\d,]*\.\d+%?")
_FIGURE = re.compile(r"[-+≥≤=<>]*\d[\d,.]*%?")


def joined(table: Ruled, following: Ruled, floor: float) -> Ruled | None:
    """Both parts as one table; None where they are two. `floor` is how far down the first page could be filled.

    They are one when they have the same columns, and the first row of the second part had no room on the first page.
    """
    xs = _columns(table.grid.xs, following.grid.xs)
    if xs is None:
        return None
    upper, lower = _placed(table, xs), _placed(following, xs)
    skipped = _repeated(upper, lower)
    if following.grid.ys[skipped + 1] - following.grid.ys[skipped] + _NEAR < floor - table.grid.ys[-1]:
        return None
    lower = [replace(cell, row=cell.row - skipped) for cell in lower if cell.row >= skipped]
    grid = replace(following.grid, xs=xs)
    return Ruled(following.page, grid, tuple(_together(upper, lower)), table.words | following.words)


def heads_alike(table: Ruled, following: Ruled) -> bool:
    """Whether the second part begins with the first one's header."""
    xs = _columns(table.grid.xs, following.grid.xs)
    return xs is not None and _repeated(_placed(table, xs), _placed(following, xs)) > 0


def _columns(one: Sequence[float], other: Sequence[float]) -> tuple[float, ...] | None:
    """The borders both parts have, where those of one are all found in the other."""
    more, fewer = (one, other) if len(one) >= len(other) else (other, one)
    if abs(more[0] - fewer[0]) > _NEAR or abs(more[-1] - fewer[-1]) > _NEAR:
        return None
    return tuple(more) if all(min(abs(x - place) for place in more) <= _NEAR for x in fewer) else None


def _placed(table: Ruled, xs: Sequence[float]) -> list[Cell]:
    """The cells over the columns `xs`, of which the table's own borders are some."""
    at = [min(range(len(xs)), key=lambda i: abs(xs[i] - x)) for x in table.grid.xs]
    if len(at) == len(xs):
        return list(table.cells)
    return [
        replace(cell, column=at[cell.column], column_span=at[cell.column + cell.column_span] - at[cell.column])
        for cell in table.cells
    ]


def _repeated(upper: Sequence[Cell], lower: Sequence[Cell]) -> int:
    """How many rows of the header the second part begins with again, never all of its rows."""
    last = max(cell.row + cell.row_span for cell in lower)
    count = 0
    for row in range(last - 1):
        ours = [_shape(cell) for cell in lower if cell.row == row]
        if ours != [_shape(cell) for cell in upper if cell.row == row] or any(_AMOUNT.fullmatch(c[0]) for c in ours):
            break
        if any(text for text, *_ in ours):
            count = row + 1
    while count and any(cell.row < count < cell.row + cell.row_span for cell in lower):
        count -= 1
    return count


def _shape(cell: Cell) -> tuple[str, int, int, int]:
    return "".join(cell.text.split()), cell.column, cell.column_span, cell.row_span


def _together(upper: list[Cell], lower: list[Cell]) -> list[Cell]:
    rows = max(cell.row + cell.row_span for cell in upper)
    bottom = {(c.column, c.column_span): c for c in upper if c.row + c.row_span == rows}
    top = {(c.column, c.column_span): c for c in lower if c.row == 0}
    is_torn = _is_torn(bottom, top)
    changed: dict[int, Cell] = {}
    dropped: set[int] = set()
    for place, cell in top.items():
        partner = bottom.get(place)
        if partner is None:
            continue
        goes_on = not cell.text and partner.text and max(cell.row_span, partner.row_span) > 1
        if is_torn or goes_on or (cell.text and not partner.text and min(cell.row_span, partner.row_span) > 1):
            changed[id(partner)] = _whole(partner, cell, cell.row_span - is_torn)
            dropped.add(id(cell))
    below = [replace(cell, row=cell.row + rows - is_torn) for cell in lower if id(cell) not in dropped]
    return [*(changed.get(id(cell), cell) for cell in upper), *below]


def _is_torn(bottom: dict[tuple[int, int], Cell], top: dict[tuple[int, int], Cell]) -> bool:
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
    return replace(
        upper,
        text=f"{upper.text}{between}{lower.text}",
        row_span=upper.row_span + more_rows,
        page=upper.page if upper.text else lower.page,
        doubts=upper.doubts + doubts,
    )
