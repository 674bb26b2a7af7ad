"""Words → lines, and lines → text that keeps what is doubtful about its words.

Paragraphs are made of lines in `ingest.readers.prose`, cells in `ingest.readers.ruling`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from ingest.document import Doubt
from ingest.readers.page import Word

#: Words further apart than this part of their height have a space between them; a narrow space is a quarter wide.
_SPACE = 0.15
#: From this many characters' widths on a gap parts what stands on one line: a label and the one after it, columns.
WIDE_GAP = 2.0
#: What a figure ends with and goes on with, its marks full-width too (７２．６３).
_LAST_RUN = re.compile(r"\d[\d.,．]*$")
_FIRST_RUN = re.compile(r"[.,．]?\d[\d.,．]*")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Line:
    """Words of one line from left to right."""

    words: tuple[Word, ...]
    x0: float
    y0: float
    x1: float
    y1: float
    page: int = 0

    @property
    def size(self) -> float:
        """The height of a character."""
        return self.y1 - self.y0

    @property
    def text(self) -> str:
        """The line as printed."""
        return printed([self])[0]


def line_of(words: Iterable[Word], page: int = 0) -> Line:
    """The line that some words make; its height is that of its tallest word."""
    ordered = tuple(sorted(words, key=lambda word: word.x0))
    tallest = max(ordered, key=lambda word: word.size)
    return Line(ordered, ordered[0].x0, tallest.y0, max(word.x1 for word in ordered), tallest.y1, page)


def lines(words: Iterable[Word], page: int = 0) -> list[Line]:
    """Group words into lines, top to bottom: those whose middles are less than half a character apart.

    >>> words = Word("元", 30, 11, 40, 21), Word("5.83", 10, 10, 30, 20), Word("次", 0, 24, 10, 34)
    >>> [line.text for line in lines(words)]
    ['5.83元', '次']
    """
    found: list[list[Word]] = []
    middle = size = 0.0
    for word in sorted(words, key=lambda word: (word.y0 + word.y1, word.x0)):
        centre = (word.y0 + word.y1) / 2
        if found and centre - middle < 0.5 * min(size, word.size):
            found[-1].append(word)
        else:
            found.append([word])
            middle, size = centre, word.size
    return [line_of(group, page) for group in found]


def segments(line: Line, gap: float = WIDE_GAP) -> list[Line]:
    """The parts of a line between gaps of so many characters' heights."""
    groups: list[list[Word]] = []
    end = 0.0
    for word in line.words:
        if groups and word.x0 - end < gap * line.size:
            groups[-1].append(word)
        else:
            groups.append([word])
        end = max(end, word.x1)
    return [line_of(group, line.page) for group in groups] if len(groups) > 1 else [line]


def width(text: str, size: float) -> float:
    """About how wide a text is printed: ideographs one, other characters half a character's height.

    >>> width("约8", 10.0)
    15.0
    """
    return sum(size if east_asian_width(character) in "WF" else size / 2 for character in text)


def _never(line: Line, following: Line) -> bool:
    return False


def printed(several: Sequence[Line], is_torn: Callable[[Line, Line], bool] = _never) -> tuple[str, tuple[Doubt, ...]]:
    """The text of lines, with line breaks where no figure is torn, and the doubts about its words; a wide gap is a tab.

    The letters of a spaced title (决　算　表) have none between them.

    >>> printed([line_of([Word("约", 0, 0, 10, 10), Word("8", 30, 0, 35, 10, 0.5)])])
    ('约 8', (Doubt(start=2, end=3, confidence=0.5),))
    """
    pieces: list[str] = []
    doubts: list[Doubt] = []
    length = 0
    for number, line in enumerate(several):
        if number and not is_torn(several[number - 1], line):
            pieces.append("\n")
            length += 1
        end = line.x0
        wide = WIDE_GAP * line.size if any(len(word.text) > 1 for word in line.words) else float("inf")
        for word in line.words:
            if word.x0 - end > _SPACE * line.size and word is not line.words[0]:
                pieces.append("\t" if word.x0 - end > wide else " ")
                length += 1
            pieces.append(word.text)
            if word.confidence is not None:
                doubts.append(Doubt(length, length + len(word.text), word.confidence))
            length += len(word.text)
            end = max(end, word.x1)
    return "".join(pieces), tuple(doubts)


def is_torn(line: Line, following: Line, room: float) -> bool:
    """Whether a figure goes on in the next line, because the `room` for a line has none left for another digit.

    >>> is_torn(line_of([Word("954819", 0, 0, 30, 10)]), line_of([Word("9.71", 0, 12, 20, 22)]), 32)
    True
    """
    last, first = _LAST_RUN.search(line.words[-1].text), _FIRST_RUN.match(following.words[0].text)
    if not last or not first or room - (line.x1 - line.x0) > width(first[0][0], line.size) + 0.1 * line.size:
        return False
    whole = last[0] + first[0]
    return whole.count(".") + whole.count("．") < 2 and not (_YEAR.fullmatch(last[0]) and _YEAR.fullmatch(first[0]))
