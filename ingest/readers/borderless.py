"""Tables without rules: lines whose parts stand under each other in columns, at least one of them of figures.

Where the alignment does not convince, the lines stay lines; nothing is lost either way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise, zip_longest

from ingest.document import Cell
from ingest.readers.lines import Line, line_of, printed, segments
from ingest.readers.ruling import Grid, Ruled

#: Parts of a line stand in columns of their own from this gap on (characters).
_COLUMN_GAP = 1.0
#: A title's row, and two rows that show where the columns are.
_FEWEST_ROWS = 3
#: … or, beside a figure, from this one on.
_FIGURE_GAP = 0.4
#: Lines further apart than this (characters, from foot to foot) are no neighbouring rows.
_ROWS_APART = 2.5
#: What stands above a table, in parts of one line: 部门：…  单位：万元, 2023年度  公开01表.
_CAPTION = re.compile(r"[:：]|公开\s*[0-9]{1,2}\s*表")
_AMOUNT = re.compile(r"[-+]?\d[\d,]*\.\d+%?")
_FIGURE = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?%?|[-—–]+")

_Parted = tuple[Line, list[Line]]


def with_tables(several: Sequence[Line], is_first: bool) -> list[Line | Ruled]:
    """Lines of one page, top to bottom, with the tables found among them in their place; `is_first`: on their page."""
    found: list[Line | Ruled] = []
    for run in _runs(several):
        # Lines that begin a page may be the last rows of a table of the page before.
        may_be = len(run[0][1]) > 1 and (len(run) >= _FEWEST_ROWS or (is_first and not found))
        table = _table([parts for _, parts in run]) if may_be else None
        found += [table] if table else [line for line, _ in run]
    return found


def _runs(several: Sequence[Line]) -> Iterator[list[_Parted]]:
    """Lines that may be rows of one table, and every other line alone."""
    parted = [(line, _parts(line)) for line in several]
    run: list[_Parted] = []
    for (line, parts), following in zip_longest(parted, parted[1:]):
        is_row = len(parts) > 1 and not _CAPTION.search(line.text)
        # 一、行政运行 between rows: a row whose amounts are zero and left blank.
        is_named = bool(run) and following is not None and len(following[1]) > 1 and _is_name(line, run)
        if is_row or is_named:
            run.append((line, parts))
            continue
        yield from [run] if run else []
        yield [(line, parts)]
        run = []
    yield from [run] if run else []


def _parts(line: Line) -> list[Line]:
    """The parts of a line between wide gaps, and between narrower ones beside a figure: an amount ends at its column's
    border, where the next column begins."""
    return [
        line_of([word for part in group for word in part.words], line.page)
        for segment in segments(line, _COLUMN_GAP)
        for group in _apart(segments(segment, _FIGURE_GAP))
    ]


def _apart(parts: Sequence[Line]) -> list[list[Line]]:
    """Parts in groups that no figure is in, and each figure alone."""
    return [list(group) for _, group in groupby(parts, key=lambda part: part if _FIGURE.fullmatch(part.text) else None)]


def _is_name(line: Line, run: Sequence[_Parted]) -> bool:
    """Whether a line stands below the first part of the row before it, and as close as rows do."""
    before, parts = run[-1]
    is_close = line.y1 - before.y1 < _ROWS_APART * line.size
    return is_close and len(parts) > 1 and abs(line.x0 - parts[0].x0) < 3 * line.size and line.x1 < parts[1].x0


def _table(rows: Sequence[Sequence[Line]]) -> Ruled | None:
    """The table that rows of parts make; None where they do not stand in columns."""
    columns = _columns(rows)
    placed: dict[tuple[int, int], tuple[Line, int]] = {}
    for row, parts in enumerate(rows):
        free = 0
        for part in parts:
            under = _under(part, columns)
            if not under or under[0] < free or (len(under) > 1 and _is_of_body(parts)):
                return None
            placed[row, under[0]] = part, len(under)
            free = under[-1] + 1
    is_rest = len(rows) < _FEWEST_ROWS
    of_figures = (_is_of_figures(column, rows, placed) for column in range(len(columns)))
    if len(columns) < 2 or not (is_rest or any(of_figures)):
        return None
    borders = (columns[0][0], *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), columns[-1][1])
    ys = (*(min(part.y0 for part in parts) for parts in rows), max(part.y1 for part in rows[-1]))
    words = frozenset(word for parts in rows for part in parts for word in part.words)
    cells = tuple(_cells(rows, len(columns), placed))
    return Ruled(rows[0][0].page, Grid(borders, ys, {}, {}), cells, words, tuple(columns), is_rest)


def _under(part: Line, columns: Sequence[tuple[float, float]]) -> list[int]:
    """The columns that a part of a line stands over."""
    return [n for n, (start, end) in enumerate(columns) if part.x0 < end and start < part.x1]


def _cells(
    rows: Sequence[Sequence[Line]], width: int, placed: Mapping[tuple[int, int], tuple[Line, int]]
) -> Iterator[Cell]:
    for row in range(len(rows)):
        column = 0
        while column < width:
            part, span = placed.get((row, column), (None, 1))
            text, doubts = printed([part] if part else [])
            yield Cell(text, row, column, 1, span, rows[0][0].page, doubts)
            column += span


def _is_of_body(parts: Sequence[Line]) -> bool:
    return any(_FIGURE.fullmatch(part.text) for part in parts)


def _columns(rows: Sequence[Sequence[Line]]) -> list[tuple[float, float]]:
    """Where columns begin and end: what of the width the parts of the rows with amounts cover.

    A title over no such column has an empty one of its own, unless one of the others has no title: then it may be that
    one's, set at its other side, and there are no columns to be sure of.
    """
    of_amounts = [any(_AMOUNT.fullmatch(part.text) for part in parts) for parts in rows]
    body = [parts for parts, is_body in zip(rows, of_amounts, strict=True) if is_body] or rows
    found = _covered(part for parts in body for part in parts)
    names = [part for parts, is_body in zip(rows, of_amounts, strict=True) if not is_body for part in parts]
    over = [_under(part, found) for part in names]
    alone = [part for part, under in zip(names, over, strict=True) if not under]
    is_sure = not alone or len(set().union(*over)) == len(found)
    return _covered([*found, *alone]) if is_sure else []


def _covered(parts: Iterable[Line | tuple[float, float]]) -> list[tuple[float, float]]:
    """The stretches that parts cover, those that overlap made one."""
    found: list[tuple[float, float]] = []
    for start, end in sorted((part.x0, part.x1) if isinstance(part, Line) else part for part in parts):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _is_of_figures(
    column: int, rows: Sequence[Sequence[Line]], placed: Mapping[tuple[int, int], tuple[Line, int]]
) -> bool:
    """Whether a column holds figures below its title, aligned at the right or in the middle."""
    parts = [placed[row, column][0] for row in range(len(rows)) if (row, column) in placed]
    figures = [part for part in parts if _FIGURE.fullmatch(part.text)]
    if len(figures) < _FEWEST_ROWS - 1 or len(figures) < 0.6 * len(parts):
        return False
    return any(max(edge) - min(edge) < figures[0].size for edge in _edges(figures))


def _edges(figures: Sequence[Line]) -> Iterator[list[float]]:
    yield [part.x1 for part in figures]
    yield [(part.x0 + part.x1) / 2 for part in figures]
