"""Tables without rules: which lines of a page are one, told from figures that stand under each other in columns.

Where its columns are is told in `columns`, what their titles stand over in `column_titles`. Where the alignment does
not convince, the lines stay lines; nothing is lost either way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from ingest.readers import column_rows, column_titles
from ingest.readers.columns import borders, found, under
from ingest.readers.lines import Line
from ingest.readers.pieces import FIGURE, Order, Piece, are_short, pieces, stacked
from ingest.readers.ruling import Grid, Ruled

#: A title's row, and two rows that show where the columns are.
_FEWEST_ROWS = 3
#: Lines further apart than this (characters, from foot to foot) are no neighbouring rows.
_ROWS_APART = 5.0
#: As many lines without figures may stand between two rows: the names of some go on over several lines.
_MOST_BETWEEN = 6
#: Pages with more lines are drawings of text; what follows compares lines with each other.
_MOST_LINES = 500
#: What stands above a table, in parts of one line: 部门：…  单位：万元, 2023年度  公开01表.
_CAPTION = re.compile(r"[:：]|公开\s*[0-9]{1,2}\s*表|^\s*20\d\d\s*年度?\s*$")
_YEAR = re.compile(r"20\d\d")
_TITLE = re.compile(r"表\s*$|[。；！？]\s*$")


def with_tables(several: Sequence[Line], is_first: bool, order: Order) -> list[Line | Ruled]:
    """Lines of one page, top to bottom, with the tables found among them in their place.

    `is_first` where the first one begins its page: there the last rows of a table of the page before may stand.
    `order` is the place of each word in the file, where cells are written one after another.
    """
    has_figures = any(FIGURE.fullmatch(word.text) for line in several for word in line.words)
    if not has_figures or len(several) > _MOST_LINES:
        return list(several)
    items: list[Line | Ruled] = []
    done = 0
    parted = [pieces(line) for line in several]
    while (body := _next_body(several, parted, done)) is not None:
        first, last = body
        table, start = None, first
        for start in _beginnings(several, parted, done, first):
            last_line = _last(several, parted, last, order)
            table = _table(several[start : last_line + 1], parted[start : last_line + 1], order, is_first and not start)
            if table:
                last = last_line
                break
        items += several[done : start if table else last + 1]
        items += [table] if table else []
        done = last + 1
    return [*items, *several[done:]]


def _is_row(parts: Sequence[Piece]) -> bool:
    return len(parts) > 1 and any(part.is_figure and not _YEAR.fullmatch(part.text) for part in parts)


def _is_near(line: Line, following: Line) -> bool:
    return following.y1 - line.y1 < _ROWS_APART * following.size


def _is_between(line: Line, parts: Sequence[Piece]) -> bool:
    """Whether a line may stand in a table though it is no row: rests of names, titles of columns."""
    return not _CAPTION.search(line.text) and are_short(parts)


def _next_body(several: Sequence[Line], parted: Sequence[list[Piece]], done: int) -> tuple[int, int] | None:
    """The first and the last row of the next lines that may be a table."""
    first = last = None
    for n in range(done, len(several)):
        if last is not None and not _is_near(several[n - 1], several[n]):
            break
        if _is_row(parted[n]) and not _CAPTION.search(several[n].text):
            first, last = n if first is None else first, n
        elif last is not None and (n - last > _MOST_BETWEEN or not _is_between(several[n], parted[n])):
            break
    return None if first is None or last is None else (first, last)


def _beginnings(several: Sequence[Line], parted: Sequence[list[Piece]], done: int, first: int) -> Iterator[int]:
    """Where a table may begin whose first row is known: with as much of a header as there may be, then with less."""
    start = first
    while start > done and _is_near(several[start - 1], several[start]) and _heads(several, parted, start - 1, first):
        start -= 1
    yield start
    # What stands alone on the first lines may as well be the table's title.
    while start < first and len(parted[start]) == 1:
        start += 1
        yield start


def _heads(several: Sequence[Line], parted: Sequence[list[Piece]], n: int, first: int) -> bool:
    line = several[n]
    if not _is_between(line, parted[n]) or line.size > 1.15 * several[first].size:
        return False
    return len(parted[n]) > 1 or not _TITLE.search(line.text)


def _last(several: Sequence[Line], parted: Sequence[list[Piece]], last: int, order: Order) -> int:
    """The last line of a table whose last row with figures is known: its names may go on in the lines below."""
    end = last
    for n in range(last + 1, min(last + 1 + _MOST_BETWEEN, len(several))):
        if not _is_near(several[n - 1], several[n]) or not _is_between(several[n], parted[n]):
            break
        cells = stacked([part for parts in parted[max(0, last - _MOST_BETWEEN) : n + 1] for part in parts], order)
        if all(any(part.lines[-1] in cell.lines[1:] for cell in cells) for part in parted[n]):
            end = n
    return end


def _table(several: Sequence[Line], parted: Sequence[list[Piece]], order: Order, may_be_rest: bool) -> Ruled | None:
    """The table that lines make; None where they do not stand in columns."""
    rows = [parts for parts in parted if _is_row(parts)]
    if any(b.x0 < a.x1 - 0.5 * a.size for line in several for a, b in pairwise(line.words)):
        return None  # rows too low for their names are printed over each other
    cells = stacked([part for parts in parted for part in parts], order)
    middles = [next(part.middle for part in parts if part.is_figure) for parts in rows]
    whole = [sorted((c for c in cells if c.y0 < middle < c.y1), key=lambda cell: cell.x0) for middle in middles]
    numbers, amounts = (whole[:1], whole[1:]) if _counts(rows[0]) else ([], whole)
    first = next(n for n, parts in enumerate(parted) if parts is rows[0])
    columns = found(amounts, numbers, parted[:first]) if amounts else None
    if columns is None or len(columns) < 2:
        return None
    top = min(part.y0 for part in rows[0] if part.is_figure)
    head = [cell for cell in cells if cell.y1 < top + 0.3 * cell.size]
    figures = {n for parts in rows for part in parts if part.is_figure for n in under(part, columns)}
    if not figures & {n for cell in head for n in under(cell, columns)}:
        # The first lines of a page may be the rest of a name whose row is on the page before.
        if not may_be_rest:
            return None
        head = []
    body = column_rows.placed([cell for cell in cells if cell not in head], middles, columns)
    titles = column_titles.placed(head, columns)
    if body is None or titles is None:
        return None
    height = max((cell.row + cell.row_span for cell in titles), default=0)
    is_aligned = column_rows.is_aligned(body, len(columns), bool(numbers))
    if height and (height + len(body) < _FEWEST_ROWS or not is_aligned):
        return None
    page, words = several[0].page, frozenset(word for line in several for word in line.words)
    above = several[0].y0
    ys = [above + (top - above) * n / height for n in range(height)]
    ys += [min(piece.y0 for piece, _ in row.values()) for row in body]
    grid = Grid(borders(columns), (*accumulate(ys, max), several[-1].y1), {}, {})
    printed_cells = (cell._replace(page=page) for cell in (*titles, *column_rows.cells(body, height, len(columns))))
    # Of a column that is empty on this page only the title shows where it is.
    ends = [0.0, *(column.stretch[1] for column in columns[:-1])]
    starts = [*(column.stretch[0] for column in columns[1:]), float("inf")]
    stretches = tuple(column.body or (end, start) for column, end, start in zip(columns, ends, starts, strict=True))
    room = {n: _room(piece.lines[-1], *stretches[n]) for n, (piece, span) in body[-1].items() if span == 1}
    return Ruled(page, grid, tuple(printed_cells), words, stretches, not height, room)


def _room(line: Line, start: float, end: float) -> float:
    """How much wider a line of a column could be (characters): as wide as the widest one there."""
    return (end - start - (line.x1 - line.x0)) / line.size


def _counts(row: Sequence[Piece]) -> bool:
    """Whether a row numbers the columns: 栏次, 1, 2, 3."""
    numbers = [int(part.text) for part in row if part.is_figure and part.text.isdecimal() and len(part.text) < 3]
    is_all = len(numbers) >= len(row) - 1 and len(numbers) > 1
    return is_all and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
