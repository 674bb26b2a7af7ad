"""The header of a table without rules: which columns each title stands over, and in which row.

A title above others is printed in the middle of the columns it holds for, or where the first of them begins; each of
them has a title of its own further down. Where two answers are nearly as good, there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from math import prod

from ingest.document import Cell
from ingest.readers.columns import Column, under
from ingest.readers.lines import line_of, printed
from ingest.readers.pieces import Piece

#: How far (points) a title stands from where it would stand over some columns.
Off = Callable[[Piece, Sequence[Column], range], float]
#: A title stands at most this far (characters) from the middle, or the beginning, of its columns …
_OFF = 0.6
#: … and the next best answer, if it is as complete, must be further off by this on the average.
_SURE = 0.3
#: Rows of titles with more answers than this are no header.
_MOST_ANSWERS = 10_000


def placed(titles: Sequence[Piece], columns: Sequence[Column]) -> list[Cell] | None:
    """The header's cells, empty ones too; None where it is not certain what a title stands over."""
    titles = [one for title in titles for one in _letters_apart(title, columns)]
    over = {title: under(title, columns) for title in titles}
    lowest = [title for title in titles if over[title] and not any(_is_above(title, other, over) for other in titles)]
    spans = _lowest(sorted(lowest, key=lambda title: title.centre), over, columns)
    tops = {n: title for title, span in spans for n in span}
    upper = sorted((title for title in titles if title not in lowest), key=lambda title: -title.middle)
    while upper:
        level = [title for title in upper if upper[0].middle - title.middle < 0.5 * title.size]
        placed_here = _level(level, over, columns, tops)
        if placed_here is None or any(len(span) == len(columns) for span in placed_here):
            return None
        for title, span in zip(level, placed_here, strict=True):
            spans.append((title, span))
            tops |= dict.fromkeys(span, title)
        del upper[: len(level)]
    cells = _cells(sorted(spans, key=lambda each: each[0].middle), len(columns))
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def _letters_apart(title: Piece, columns: Sequence[Column]) -> list[Piece]:
    """The letters of a spaced word as titles (款, 项), where each stands at the place of a column of its own."""
    words = title.lines[0].words
    if len(title.lines) > 1 or len(words) < 2 or any(len(word.text) > 1 for word in words):
        return [title]
    letters = [Piece((line_of([word], title.lines[0].page),)) for word in words]
    over = [tuple(under(letter, columns)) for letter in letters]
    if len(set(over)) < len(over) or any(len(single) != 1 for single in over):
        return [title]
    pairs = [(letter, columns[n]) for letter, (n,) in zip(letters, over, strict=True)]
    is_apart = any(
        all(abs(off(letter, column)) < _SURE * title.size for letter, column in pairs)
        for off in (_off_start, _off_centre)
    )
    return letters if is_apart else [title]


def _off_start(title: Piece, column: Column) -> float:
    return title.x0 - (column.body or column.stretch)[0]


def _off_centre(title: Piece, column: Column) -> float:
    return title.centre - sum(column.body or column.stretch) / 2


def _is_above(title: Piece, other: Piece, over: Mapping[Piece, list[int]]) -> bool:
    return other.middle - title.middle > 0.3 * title.size and bool(set(over[title]) & set(over[other]))


def _lowest(
    titles: Sequence[Piece], over: Mapping[Piece, list[int]], columns: Sequence[Column]
) -> list[tuple[Piece, range]]:
    """The titles right above the rows, each over its column and over those beside it that have no title."""
    spans: list[tuple[Piece, range]] = []
    done = 0
    for number, title in enumerate(titles):
        first, end = over[title][0], over[title][-1] + 1
        limit = over[titles[number + 1]][0] if number + 1 < len(titles) else len(columns)
        wider = (range(done, stop) for stop in range(end, max(end, limit) + 1) if done < first)
        span = next((run for run in wider if _off_middle(title, columns, run) < _OFF * title.size), range(first, end))
        if spans and done < span.start and _begins(*spans[-1], columns):
            spans[-1] = spans[-1][0], range(spans[-1][1].start, span.start)
        spans.append((title, span))
        done = max(done, span.stop)
    return spans


def _begins(title: Piece, span: range, columns: Sequence[Column]) -> bool:
    return abs(title.x0 - columns[span.start].stretch[0]) < _SURE * title.size


def _level(
    titles: Sequence[Piece], over: Mapping[Piece, list[int]], columns: Sequence[Column], tops: Mapping[int, Piece]
) -> list[range] | None:
    """The columns that titles of one row stand over, given the uppermost titles below them.

    They are all set in the middle of their columns, or all where those begin.
    """
    open_to = [reach for title in titles if (reach := _open_to(title, titles, over, columns, tops))]
    if len(open_to) < len(titles):
        return None
    wanted = {n for _, reach in open_to for n in reach}
    rest: list[range] | None = None
    begin = all(
        abs(columns[own.start].stretch[0] - title.x0) < 1 for title, (own, _) in zip(titles, open_to, strict=True)
    )
    for off in (_off_beginning, _off_middle) if begin else (_off_middle, _off_beginning):
        spans = _answer([_fits(title, *where, columns, off) for title, where in zip(titles, open_to, strict=True)])
        if spans and wanted <= {n for span in spans for n in span}:
            return spans
        rest = rest or spans
    return rest


def _answer(fits: Sequence[Mapping[range, float]]) -> list[range] | None:
    """What each title of a row stands over: what leaves the fewest columns over and fits best, if that is certain."""
    if prod(map(len, fits)) > _MOST_ANSWERS:
        return None
    answers = []
    for each in product(*(fit.items() for fit in fits)):
        taken = [n for run, _ in each for n in run]
        if len(taken) == len(set(taken)):
            answers.append((len(taken), -sum(far for _, far in each) / len(fits), [run for run, _ in each]))
    if not answers:
        return None
    best, *others = sorted(answers, key=lambda answer: answer[:2], reverse=True)
    rivals = [far for count, far, _ in others if count == best[0]]
    return best[2] if not rivals or best[1] - rivals[0] > _SURE else None


def _open_to(
    title: Piece,
    level: Sequence[Piece],
    over: Mapping[Piece, list[int]],
    columns: Sequence[Column],
    tops: Mapping[int, Piece],
) -> tuple[range, range] | None:
    """The columns a title certainly stands over, and those it may reach: up to others of its row, or as high as it."""
    right = sum(column.stretch[1] < title.centre for column in columns)
    own = over[title] or [right - 1, right]
    if any(n not in tops for n in own):
        return None
    beside = {n for other in level if other is not title for n in over[other]}
    below = min((tops[n] for n in own), key=lambda other: other.y0)
    free = [n in tops and n not in beside and _is_as_low(tops[n], below) for n in range(len(columns))]
    if not all(free[own[0] : own[-1] + 1]):
        return None
    first, last = own[0], own[-1]
    while first and free[first - 1]:
        first -= 1
    while last + 1 < len(columns) and free[last + 1]:
        last += 1
    return range(own[0], own[-1] + 1), range(first, last + 1)


def _is_as_low(title: Piece, other: Piece) -> bool:
    """Whether a title stands in the row of another or further down, and not in the middle of two rows."""
    return title.y0 > other.y0 - 0.3 * other.size or abs(title.middle - other.middle) < 0.3 * other.size


def _fits(title: Piece, own: range, reach: range, columns: Sequence[Column], off: Off) -> dict[range, float]:
    """The columns within reach that a title fits over, and how far off it is (characters)."""
    runs = [range(i, j) for i in range(reach.start, own.start + 1) for j in range(own.stop, reach.stop + 1)]
    far = {run: off(title, columns, run) / title.size for run in runs}
    return {run: characters for run, characters in far.items() if characters < _OFF}


def _off_beginning(title: Piece, columns: Sequence[Column], run: range) -> float:
    """How far a title is from where some columns begin."""
    return abs(columns[run.start].stretch[0] - title.x0)


def _off_middle(title: Piece, columns: Sequence[Column], run: range) -> float:
    """How far a title is from the middle of some columns.

    Their edges are somewhere between their neighbours and what stands in them. Of a single column the title below is
    in the same place.
    """
    first, last = columns[run.start], columns[run.stop - 1]
    if len(run) == 1 and first.head:
        return abs(sum(first.head) / 2 - title.centre)
    start, end = first.stretch[0], last.stretch[1]
    least = columns[run.start - 1].stretch[1] if run.start else _mirrored(first, columns[1].stretch[0], -1)
    most = columns[run.stop].stretch[0] if run.stop < len(columns) else _mirrored(last, columns[-2].stretch[1], 1)
    return max((least + end) / 2 - title.centre, title.centre - (start + most) / 2, 0.0)


def _mirrored(outer: Column, neighbour: float, side: int) -> float:
    """How far an outer column may reach to its side (−1 left, 1 right): as far from its title as its neighbour is.

    Not so where its rows stand further out than its title: then they show where it ends.
    """
    start, end = outer.stretch
    edge = end if side > 0 else start
    if outer.head is None or (outer.body and side * (sum(outer.body) - sum(outer.head)) > 4):
        return edge
    return side * max(side * edge, side * (sum(outer.head) - neighbour))


def _cells(spans: Sequence[tuple[Piece, range]], width: int) -> Iterator[Cell]:
    rows: list[tuple[Piece, range, int]] = []
    reached = [0] * width
    for title, span in spans:
        row = max(reached[n] for n in span)
        rows.append((title, span, row))
        for n in span:
            reached[n] = row + 1
    height = max(reached, default=0)
    for title, span, row in rows:
        is_last = all(reached[n] == row + 1 for n in span)
        text, doubts = printed(title.lines)
        yield Cell(text, row, span.start, height - row if is_last else 1, len(span), None, doubts)
    for n in range(width if height else 0):
        if not reached[n]:
            yield Cell("", 0, n, height, 1)
