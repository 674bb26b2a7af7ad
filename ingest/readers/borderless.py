"""Tables without rules: lines whose parts stand under each other in columns, at least one of them of figures.

Where the alignment does not convince, the lines stay lines; nothing is lost either way.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from ingest.document import Cell
from ingest.readers.lines import Line, printed, segments
from ingest.readers.ruling import Grid, Ruled

#: Parts of a line stand in columns of their own from this gap on (characters).
_COLUMN_GAP = 1.0
#: A title's row, and two rows that show where the columns are.
_FEWEST_ROWS = 3
_FIGURE = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?%?|[-—–]+")


def with_tables(several: Sequence[Line], is_first: bool) -> list[Line | Ruled]:
    """Lines of one page, top to bottom, with the tables found among them in their place; `is_first`: on their page."""
    found: list[Line | Ruled] = []
    parted = [(line, segments(line, _COLUMN_GAP)) for line in several]
    for is_row, run in groupby(parted, key=lambda pair: len(pair[1]) > 1):
        rows = list(run)
        # Lines that begin a page may be the last rows of a table of the page before.
        may_be = is_row and (len(rows) >= _FEWEST_ROWS or (is_first and not found))
        table = _table([parts for _, parts in rows]) if may_be else None
        found += [table] if table else [line for line, _ in rows]
    return found


def _table(rows: Sequence[Sequence[Line]]) -> Ruled | None:
    """The table that rows of parts make; None where they do not stand in columns."""
    columns = _columns(rows)
    starts = [start for start, _ in columns]
    placed: dict[tuple[int, int], Line] = {}
    for row, parts in enumerate(rows):
        for part in parts:
            place = row, bisect_right(starts, part.x0 + 0.01) - 1
            if place in placed:
                return None
            placed[place] = part
    is_rest = len(rows) < _FEWEST_ROWS
    of_figures = (_is_of_figures(column, rows, placed) for column in range(len(columns)))
    if len(columns) < 2 or not (is_rest or any(of_figures)):
        return None
    cells = []
    for row in range(len(rows)):
        for column in range(len(columns)):
            text, doubts = printed([placed[row, column]] if (row, column) in placed else [])
            cells.append(Cell(text, row, column, 1, 1, rows[0][0].page, doubts))
    borders = (starts[0], *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), columns[-1][1])
    ys = (*(min(part.y0 for part in parts) for parts in rows), max(part.y1 for part in rows[-1]))
    words = frozenset(word for parts in rows for part in parts for word in part.words)
    return Ruled(rows[0][0].page, Grid(borders, ys, {}, {}), tuple(cells), words, tuple(columns), is_rest)


def _columns(rows: Sequence[Sequence[Line]]) -> list[tuple[float, float]]:
    """Where columns begin and end: what of the width the parts of all rows cover."""
    found: list[tuple[float, float]] = []
    for start, end in sorted((part.x0, part.x1) for parts in rows for part in parts):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _is_of_figures(column: int, rows: Sequence[Sequence[Line]], placed: dict[tuple[int, int], Line]) -> bool:
    """Whether a column holds figures below its title, aligned at the right or in the middle."""
    parts = [placed[row, column] for row in range(len(rows)) if (row, column) in placed]
    figures = [part for part in parts if _FIGURE.fullmatch(part.text)]
    if len(figures) < _FEWEST_ROWS - 1 or len(figures) < 0.6 * len(parts):
        return False
    return any(max(edge) - min(edge) < figures[0].size for edge in _edges(figures))


def _edges(figures: Sequence[Line]) -> Iterator[list[float]]:
    yield [part.x1 for part in figures]
    yield [(part.x0 + part.x1) / 2 for part in figures]
