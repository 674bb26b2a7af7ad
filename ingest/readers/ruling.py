"""Ruled tables: rules that touch make a grid, walls missing between its slots make merged cells.

Which rules of a page are no table's (a frame around prose, the lines of a chart) is decided here too: their text is
left to `ingest.readers.layout`, which makes paragraphs of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from unicodedata import east_asian_width

from ingest.document import Cell, Doubt
from ingest.readers.lines import Line, is_torn, lines, printed
from ingest.readers.page import Rule, Word

#: Rules closer than this are one rule (points): double lines, and the pieces cells draw each for themselves.
_NEAR = 3.0
#: Nets with more slots than this are drawings, not tables.
_MOST_SLOTS = 100_000
_AMOUNT = re.compile(r"[-+]?\d[\d,]*\.\d+")
_FIGURE = re.compile(r"[-+]?\d[\d,.]*%?|[-—–]+")


@dataclass(frozen=True, slots=True)
class Grid:
    """Where a table's slots part: ascending `xs` and `ys`, and the rules drawn at each of them."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    upright: dict[int, list[tuple[float, float]]]
    level: dict[int, list[tuple[float, float]]]

    def holds(self, word: Word) -> bool:
        """Whether the middle of a word lies inside."""
        x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table of one page; `cells` know that page.

    Of one without rules `columns` are where its columns begin and end; `is_rest` where it is too small to be told as
    one by itself, so that it can only be the rest of the table before it. `room` is how much wider the last line of
    each cell at its foot could be (characters), by the cell's first column.
    """

    page: int
    grid: Grid
    cells: tuple[Cell, ...]
    words: frozenset[Word]
    columns: tuple[tuple[float, float], ...] = ()
    is_rest: bool = False
    room: Mapping[int, float] = field(default_factory=dict)

    @property
    def is_table(self) -> bool:
        """Whether it stands as a table by itself: an empty net of lines, as charts have, does not."""
        filled = 0 if self.is_rest else sum(bool(cell.text) for cell in self.cells)
        return filled > 1 and (filled > 2 or len(self.cells) <= 4)

    @property
    def is_nameless(self) -> bool:
        """Whether it has several rows of amounts and a name in none: its left part was printed elsewhere."""
        rows: dict[int, list[str]] = defaultdict(list)
        for cell in self.cells:
            if cell.text:
                rows[cell.row].append(cell.text)
        of_amounts = [texts for texts in rows.values() if any(map(_AMOUNT.fullmatch, texts))]
        return len(of_amounts) > 1 and all(_FIGURE.fullmatch(text) for texts in of_amounts for text in texts)

    @property
    def y0(self) -> float:
        """Where the table begins."""
        return self.grid.ys[0]


def _merged(spans: Iterable[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """(place, start, end) of rules, those at one place that touch made one."""
    found: list[tuple[float, float, float]] = []
    places: list[list[tuple[float, float, float]]] = []
    for span in sorted(spans):
        if places and span[0] - places[-1][0][0] <= _NEAR:
            places[-1].append(span)
        else:
            places.append([span])
    for group in places:
        place = sum(span[0] for span in group) / len(group)
        group.sort(key=lambda span: span[1])
        start, end = group[0][1:]
        for _, begins, ends in group[1:]:
            if begins > end + _NEAR:
                found.append((place, start, end))
                start, end = begins, ends
            end = max(end, ends)
        found.append((place, start, end))
    return found


def grids(rules: Sequence[Rule]) -> list[Grid]:
    """The grids that rules touching one another make, top to bottom."""
    across = _merged(((r.y0 + r.y1) / 2, r.x0, r.x1) for r in rules if not r.is_upright)
    down = _merged(((r.x0 + r.x1) / 2, r.y0, r.y1) for r in rules if r.is_upright)
    if len(across) * len(down) > _MOST_SLOTS:
        return []
    leader = list(range(len(across) + len(down)))

    def lead(one: int) -> int:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for j, (x, top, bottom) in enumerate(down, start=len(across)):
        for i, (y, left, right) in enumerate(across):
            if y > bottom + _NEAR:
                break
            if top - _NEAR <= y and left - _NEAR <= x <= right + _NEAR:
                leader[lead(i)] = lead(j)
    groups: dict[int, tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]]
    groups = defaultdict(lambda: ([], []))
    for one, rule in enumerate([*across, *down]):
        groups[lead(one)][one >= len(across)].append(rule)
    found = [_grid(level, upright) for level, upright in groups.values() if level and upright]
    return sorted((grid for grid in found if len(grid.xs) > 1 and len(grid.ys) > 1), key=lambda grid: grid.ys[0])


def _grid(level: list[tuple[float, float, float]], upright: list[tuple[float, float, float]]) -> Grid:
    # Tables are often open at the sides: where the level rules end, the outer column ends.
    xs = _places([x for x, _, _ in upright] + [min(a for _, a, _ in level), max(b for _, _, b in level)])
    ys = _places([y for y, _, _ in level] + [min(a for _, a, _ in upright), max(b for _, _, b in upright)])
    return Grid(xs, ys, _drawn(xs, upright), _drawn(ys, level))


def _places(values: list[float]) -> tuple[float, ...]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return tuple(found)


def _drawn(places: tuple[float, ...], rules: list[tuple[float, float, float]]) -> dict[int, list[tuple[float, float]]]:
    drawn = defaultdict(list)
    for place, start, end in rules:
        drawn[max(0, bisect_right(places, place + 0.01) - 1)].append((start, end))
    return drawn


def _is_walled(drawn: list[tuple[float, float]] | None, start: float, end: float) -> bool:
    """Whether a rule stands along most of the side of a slot."""
    middle = (start + end) / 2
    return any(begins <= middle <= ends for begins, ends in drawn or ())


def _regions(grid: Grid) -> list[tuple[int, int, int, int]]:
    """(row, column, row span, column span) of each cell, from its upper left slot."""
    ys, xs = list(pairwise(grid.ys)), list(pairwise(grid.xs))
    rows, columns = len(ys), len(xs)
    right = [[c + 1 < columns and not _is_walled(grid.upright.get(c + 1), *y) for c in range(columns)] for y in ys]
    below = [[r + 1 < rows and not _is_walled(grid.level.get(r + 1), *x) for x in xs] for r in range(rows)]
    taken: set[tuple[int, int]] = set()
    found = []
    for r in range(rows):
        for c in range(columns):
            if (r, c) in taken:
                continue
            width = 1
            while right[r][c + width - 1] and (r, c + width) not in taken:
                width += 1
            height = 1
            while all(below[r + height - 1][c : c + width]) and all(right[r + height][c : c + width - 1]):
                height += 1
            taken.update((r + i, c + j) for i in range(height) for j in range(width))
            found.append((r, c, height, width))
    return found


def _cut(word: Word, places: Sequence[float]) -> list[Word]:
    """A word that runs over column borders, in pieces; where its characters stand is told from their usual widths."""
    inner = [x for x in places if word.x0 + 1 < x < word.x1 - 1]
    if not inner or len(word.text) < 2:
        return [word]
    weights = [2 if east_asian_width(character) in "WF" else 1 for character in word.text]
    unit = (word.x1 - word.x0) / sum(weights)
    pieces: dict[int, list[tuple[str, float, float]]] = defaultdict(list)
    x = word.x0
    for character, weight in zip(word.text, weights, strict=True):
        pieces[bisect_right(inner, x + weight * unit / 2)].append((character, x, x + weight * unit))
        x += weight * unit
    return [
        replace(word, text="".join(piece[0] for piece in group), x0=group[0][1], x1=group[-1][2])
        for group in pieces.values()
    ]


def read(grid: Grid, page: int, words: Iterable[Word]) -> Ruled | None:
    """The table in a grid; None where it is no table: a frame, one column of boxes.

    A part that alone would be no table, nearly empty or a single row, may still continue one (`Ruled.is_table`).
    """
    if len(grid.xs) < 3:
        return None
    regions = _regions(grid)
    owner = {
        (row + i, column + j): number
        for number, (row, column, height, width) in enumerate(regions)
        for i in range(height)
        for j in range(width)
    }
    inside: dict[int, list[Word]] = defaultdict(list)
    held = frozenset(word for word in words if grid.holds(word))
    for word in held:
        row = min(bisect_right(grid.ys, (word.y0 + word.y1) / 2), len(grid.ys) - 1) - 1
        walls = [x for c, x in enumerate(grid.xs) if 0 < c < len(grid.xs) - 1 and owner[row, c - 1] != owner[row, c]]
        for piece in _cut(word, walls):
            column = min(bisect_right(grid.xs, (piece.x0 + piece.x1) / 2), len(grid.xs) - 1) - 1
            inside[owner[row, max(0, column)]].append(piece)
    if not inside or len({column for _, column, _, _ in regions}) < 2:
        return None
    several = {number: lines(pieces) for number, pieces in inside.items()}
    walls_of = [(grid.xs[column], grid.xs[column + width]) for _, column, _, width in regions]
    cells = []
    for number, region in enumerate(regions):
        text, doubts = _cell_text(several.get(number, []), *walls_of[number])
        cells.append(Cell(text.strip(), *region, page, doubts))
    padding = min(_padding(line, *walls_of[number]) for number, ones in several.items() for line in ones)
    room = {
        column: (walls_of[number][1] - walls_of[number][0] - 2 * padding - (last.x1 - last.x0)) / last.size
        for number, (row, column, height, _) in enumerate(regions)
        if row + height == len(grid.ys) - 1 and number in several
        for last in several[number][-1:]
    }
    return Ruled(page, grid, tuple(cells), held, room=room)


def _padding(line: Line, left: float, right: float) -> float:
    """How far a line stays from the nearer wall; no cell's padding is wider than a character."""
    return max(0.0, min(line.x0 - left, right - line.x1, line.size))


def _cell_text(inside: list[Line], left: float, right: float) -> tuple[str, tuple[Doubt, ...]]:
    """A cell's lines as printed, except that a figure broken because the cell is narrow is whole again."""
    if len(inside) < 2:
        return printed(inside)
    padding = max(0.0, min(min(line.x0 - left, right - line.x1) for line in inside))
    room = right - left - 2 * padding
    return printed(inside, lambda line, following: is_torn(line, following, room))
