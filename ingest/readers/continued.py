"""Tables that go on over a page break: one table of them, its repeated header once and torn rows whole."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from ingest.document import Cell, Doubt
from ingest.readers import prose
from ingest.readers.ruling import Ruled

#: A cell's column and column span.
Place = tuple[int, int]

#: Column borders of one table differ at most this much from page to page (points).
_NEAR = 4.0
_AMOUNT = re.compile(r"[-+]?\d[\d,]*\.\d+%?")
_FIGURE = re.compile(r"[-+≥≤=<>]*\d[\d,.]*%?")
_DIGIT = re.compile(r"\d")
#: What ends a sentence or one of a list; the next may begin on a new line.
_ENDED = re.compile(r"[。；;！？]\s*[”）)]?$")
#: What a row's name begins with when it is counted, or one of several.
_NUMBERED = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2}(?=[^\d]\D))[）)、.．]|其中[:：]")


def continues(parts: Sequence[Ruled], following: Ruled, floor: float) -> bool:
    """Whether a table goes on from its parts so far in the one that comes first on the next page.

    They are one when they have the same columns, and the first row of the next part had no room on the page before, or
    either can be nothing else than a part of a table: its rest, or titles with nothing below them. `floor` is how far
    down pages are filled.
    """
    skipped = _repeated(parts[0], following)
    needed = following.grid.ys[skipped + 1] - following.grid.ys[skipped]
    has_room = needed + _NEAR < floor - parts[-1].grid.ys[-1]
    is_part = following.is_rest or (len(parts) == 1 and _holds_titles(parts[0]))
    return (is_part or not has_room) and _wider(_widest(parts), following) is not None


def _holds_titles(part: Ruled) -> bool:
    """Whether a part is a row or two of titles: 收入 | 支出."""
    texts = [cell.text for cell in part.cells]
    return len(part.grid.ys) <= 3 and len(texts) > 1 and all(text and not _DIGIT.search(text) for text in texts)


def heads_alike(table: Ruled, following: Ruled) -> bool:
    """Whether the second part begins with the first one's header."""
    return _repeated(table, following) > 0


def whole(parts: Sequence[Ruled]) -> Ruled:
    """The table that parts on pages following each other make."""
    if len(parts) == 1:
        return parts[0]
    widest = _widest(parts)
    cells: list[Cell] = []
    bottom: dict[Place, int] = {}
    room: dict[Place, float] = {}
    rows = 0
    for part in parts:
        skipped = _repeated(parts[0], part) if cells else 0
        placed = _placed(part, widest)
        lower = [cell._replace(row=cell.row - skipped) for cell in placed if cell.row >= skipped]
        if part is parts[1] and _holds_titles(parts[0]) and any(_FIGURE.fullmatch(c.text) for c in lower if c.row == 0):
            bottom = {}  # titles merged down end above the first row of figures
        bottom = _append(cells, bottom, room, rows, lower)
        rows = max(cells[index].row + cells[index].row_span for index in bottom.values())
        own = {(cell.column, cell.column_span): one.column for cell, one in zip(placed, part.cells, strict=True)}
        room = {place: part.room[own[place]] for place in bottom if own.get(place) in part.room}
    words = frozenset(word for part in parts for word in part.words)
    return Ruled(parts[-1].page, replace(parts[-1].grid, xs=widest.grid.xs), tuple(cells), words)


def _widest(parts: Sequence[Ruled]) -> Ruled:
    return max(parts, key=lambda part: len(part.grid.xs))


def _wider(one: Ruled, other: Ruled) -> Ruled | None:
    """The part that has all columns of both, if one has."""
    return next((wide for wide, part in ((one, other), (other, one)) if _borders(part, wide) is not None), None)


def _borders(part: Ruled, wide: Ruled) -> list[tuple[int, int]] | None:
    """Between which columns' borders of the wider part each column of a part is; None where one is not found there.

    Without rules a column is under the one of the other it stands under; one that is empty on its page is not there.
    """
    if part.columns or wide.columns:
        columns = [_under(column, wide.columns) for column in part.columns if wide.columns]
        is_found = bool(columns) and None not in columns and len(set(columns)) == len(columns)
        return [(n, n + 1) for n in columns if n is not None] if is_found else None
    xs, own = wide.grid.xs, part.grid.xs
    at = [min(range(len(xs)), key=lambda n: abs(xs[n] - x)) for x in own]
    is_found = (at[0], at[-1]) == (0, len(xs) - 1) and all(
        abs(xs[n] - x) <= _NEAR for n, x in zip(at, own, strict=True)
    )
    return list(pairwise(at)) if is_found else None


def _under(column: tuple[float, float], columns: Sequence[tuple[float, float]]) -> int | None:
    """Which of the columns a column stands under most: with half of its width, or of the other one's."""
    shared = [min(end, column[1]) - max(start, column[0]) for start, end in columns]
    n = shared.index(max(shared))
    return n if shared[n] > 0.5 * min(column[1] - column[0], columns[n][1] - columns[n][0]) else None


def _placed(part: Ruled, wide: Ruled) -> list[Cell]:
    """The cells over the columns of the wider part."""
    borders = _borders(part, wide)
    if borders is None or len(borders) == len(wide.grid.xs) - 1:
        return list(part.cells)
    spans = ((borders[cell.column][0], borders[cell.column + cell.column_span - 1][1]) for cell in part.cells)
    return [
        cell._replace(column=start, column_span=end - start)
        for cell, (start, end) in zip(part.cells, spans, strict=True)
    ]


def _repeated(first: Ruled, following: Ruled) -> int:
    """How many rows of the header the second part begins with again, never all of its rows."""
    wide = _wider(first, following)
    if wide is None:
        return 0
    upper, lower = _by_row(_placed(first, wide)), _by_row(_placed(following, wide))
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


def _append(
    cells: list[Cell], bottom: dict[Place, int], room: Mapping[Place, float], rows: int, lower: Sequence[Cell]
) -> dict[Place, int]:
    """Add a part's cells below the `rows` there are; `bottom` says which cells reach down there, with how much `room`.

    Returns the same for the rows there are then.
    """
    top = {(cell.column, cell.column_span): cell for cell in lower if cell.row == 0}
    is_torn = _is_torn({place: cells[index] for place, index in bottom.items()}, top, room)
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


def _is_torn(bottom: Mapping[Place, Cell], top: Mapping[Place, Cell], room: Mapping[Place, float]) -> bool:
    """Whether the second part's first row is the rest of the first part's last one.

    It is when it leaves a column empty that was filled, fills none that was empty, brings no new figure, and each of
    its texts goes on the one above. A row of its own does that too where it has a name and no amounts; but its name
    would have had room on the last line above.
    """
    pairs = [(bottom[place], cell, room.get(place, inf)) for place, cell in top.items() if place in bottom]
    if len(pairs) < len(top) or not all(_goes_on(*pair) for pair in pairs):
        return False
    return any(above.text and not cell.text and above.row_span == cell.row_span == 1 for above, cell, _ in pairs)


def _goes_on(above: Cell, cell: Cell, room: float) -> bool:
    """Whether a text may be the rest of the one above, whose last line has so much room."""
    if not cell.text:
        return True
    if not above.text or (_FIGURE.fullmatch(above.text) and _FIGURE.fullmatch(cell.text)):
        return False
    return bool(_ENDED.search(above.text)) or (prose.is_too_wide(cell.text, room) and not _NUMBERED.match(cell.text))


def _whole(upper: Cell, lower: Cell, more_rows: int) -> Cell:
    """A cell with its rest from the next page; a figure broken in two is one again."""
    is_broken = upper.text[-1:].isdigit() and re.match(r"[.,．]?\d", lower.text)
    between = "" if is_broken or not upper.text or not lower.text else "\n"
    start = len(upper.text) + len(between)
    doubts = tuple(Doubt(doubt.start + start, doubt.end + start, doubt.confidence) for doubt in lower.doubts)
    return upper._replace(
        text=f"{upper.text}{between}{lower.text}",
        row_span=upper.row_span + more_rows,
        page=upper.page if upper.text else lower.page,
        doubts=upper.doubts + doubts,
    )
