"""What one cell of a table without rules says: a piece of a line, or several such pieces below each other.

Which pieces are one cell is told from the file: it writes the lines of a cell one after another, and ends none before
the next word had no more room.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from unicodedata import east_asian_width

from ingest.readers.lines import Line, line_of, segments
from ingest.readers.page import Word

#: The place of each word in the file.
Order = Mapping[Word, int]

FIGURE = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?%?|[-—–]+")
AMOUNT = re.compile(r"[-+]?\d[\d,]*\.\d+%?")
#: Pieces of a line stand in columns of their own from this gap on (characters) …
_COLUMN_GAP = 1.0
#: … or, beside a figure, from this one on: an amount ends at its column's border, where the next column begins.
_FIGURE_GAP = 0.4
#: … or, beside an amount of a line that stands in columns, from any gap on.
_ANY_GAP = 0.15
#: Titles stand closer than names and amounts do; which of them share a column is told from the rows below.
_TITLE_GAP = 0.3
#: The letters of a spaced word (合　　计) stand this far apart at most.
_SPACED = 4.0
#: A name or title is at most this long (characters); lines of prose are longer.
_LONGEST_NAME = 24


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines of one cell, top to bottom; one, unless `stacked` found more."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The first line as printed."""
        return self.lines[0].text

    @property
    def x0(self) -> float:
        """Where it begins."""
        return min(line.x0 for line in self.lines)

    @property
    def x1(self) -> float:
        """Where it ends."""
        return max(line.x1 for line in self.lines)

    @property
    def y0(self) -> float:
        """Its upper edge."""
        return self.lines[0].y0

    @property
    def y1(self) -> float:
        """Its lower edge."""
        return self.lines[-1].y1

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.x1 - self.x0

    @property
    def size(self) -> float:
        """The height of a character."""
        return self.lines[0].size

    @property
    def centre(self) -> float:
        """The middle of its width."""
        return (self.x0 + self.x1) / 2

    @property
    def middle(self) -> float:
        """The middle of its height."""
        return (self.y0 + self.y1) / 2

    @property
    def is_figure(self) -> bool:
        """Whether it is a number and nothing else."""
        return len(self.lines) == 1 and bool(FIGURE.fullmatch(self.text))

    @property
    def is_amount(self) -> bool:
        """Whether it is a number with decimals."""
        return len(self.lines) == 1 and bool(AMOUNT.fullmatch(self.text))


def pieces(line: Line) -> list[Piece]:
    """The parts of a line between wide gaps, and between narrower ones beside a figure."""
    if len(line.words) == 1:
        return [Piece((line,))]
    parts = [piece for part in segments(line, _COLUMN_GAP) for piece in _apart(part, _FIGURE_GAP, FIGURE)]
    if len(parts) > 1:
        parts = [piece for part in parts for piece in _apart(part, _ANY_GAP, AMOUNT)]
    if not any(FIGURE.fullmatch(part.text) for part in parts):
        parts = [piece for part in parts for piece in segments(part, _TITLE_GAP)]
    return [Piece((part,)) for part in _closed(parts)]


def _apart(line: Line, gap: float, kind: re.Pattern[str]) -> list[Line]:
    """A line in parts that no figure of a kind is in, with gaps around it, and each such figure alone."""
    parts = segments(line, gap)
    groups = groupby(parts, key=lambda part: part if kind.fullmatch(part.text) else None)
    return [line_of([word for part in group for word in part.words], line.page) for _, group in groups]


def _closed(parts: Iterable[Line]) -> list[Line]:
    """The parts, the letters of spaced words put together."""
    found: list[Line] = []
    for part in parts:
        last = found[-1] if found else None
        if (
            last
            and _is_letter(part)
            and all(map(_is_letter, _letters(last)))
            and part.x0 - last.x1 < _SPACED * part.size
        ):
            found[-1] = line_of([*last.words, *part.words], part.page)
        else:
            found.append(part)
    return found


def _letters(line: Line) -> list[Line]:
    return [line_of([word], line.page) for word in line.words]


def _is_letter(line: Line) -> bool:
    return len(line.words) == 1 and len(line.text) == 1 and east_asian_width(line.text) == "W"


def stacked(parts: Iterable[Piece], order: Order) -> list[Piece]:
    """The pieces with those that are the lines of one cell put together."""
    by_first = {order.get(part.lines[0].words[0], -1): part for part in parts}
    following = {}
    for part in by_first.values():
        below = by_first.get(order.get(part.lines[0].words[-1], -2) + 1)
        if below and _goes_on(part.lines[0], below.lines[0]):
            following[part] = below
    rests = set(following.values())
    found = []
    for part in by_first.values():
        if part not in rests:
            chain = [part]
            while chain[-1] in following:
                chain.append(following[chain[-1]])
            found += _cells(chain)
    return found


def _goes_on(line: Line, below: Line) -> bool:
    """Whether a piece stands below another as the next line of a cell does."""
    if FIGURE.fullmatch(line.text) or FIGURE.fullmatch(below.text) or abs(line.size - below.size) > 0.1 * line.size:
        return False
    shifts = line.x0 - below.x0, line.x1 - below.x1, (line.x0 + line.x1 - below.x0 - below.x1) / 2
    return 0.8 * line.size < below.y0 - line.y0 < 1.8 * line.size and min(map(abs, shifts)) < 0.4 * line.size


def _cells(chain: Sequence[Piece]) -> list[Piece]:
    """The cells that lines below each other make: one ends with the first line that had room for another word."""
    widest = max(part.width for part in chain)
    cells: list[list[Line]] = [[]]
    for part in chain:
        cells[-1] += part.lines
        if widest - part.width >= 2 * part.size:
            cells.append([])
    return [Piece(tuple(lines)) for lines in cells if lines]


def are_short(parts: Iterable[Piece]) -> bool:
    """Whether each piece of a line may be a name or a title, and none is prose."""
    return all(part.width < _LONGEST_NAME * part.size for part in parts)
