"""Lines → paragraphs: which line goes on in the next, told from where lines end and begin.

What stays open here (a page break after a full line) says `wraps`, and `ingest.text` decides it by the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from unicodedata import east_asian_width

from ingest.document import Paragraph
from ingest.readers.lines import Line, printed, segments

#: What no line is broken inside of: a number or Latin word, one ideograph; with the marks that may not begin a line.
_CHUNK = re.compile(r"[“（《(]*(?:[0-9A-Za-z.,%-]+|.)[，。；：、！？）》”％%)]*")
#: A label and what it says, standing beside others on one line: 部门：… 单位：万元.
_LABEL = re.compile(r"[(（]?[^，。；：:]{1,12}[：:]")
_ENDED = re.compile(r"[。；：;:！？]\s*[”）)]?$")
#: Lines end this far (in characters) before the margin at most when only hanging marks or justifying are in play.
_SLACK = 0.4
_INDENT = 1.2


def width(text: str, size: float) -> float:
    """About how wide a text is printed: ideographs one, other characters half a character's height.

    >>> width("约8", 10.0)
    15.0
    """
    return sum(size if east_asian_width(character) in "WF" else size / 2 for character in text)


def right_margin(several: Iterable[Line]) -> float:
    """Where full lines end: nine of ten long lines end before it."""
    ends = sorted((line.x1, line.x0) for line in several)
    if not ends:
        return 0.0
    longest = max(x1 - x0 for x1, x0 in ends)
    long = [x1 for x1, x0 in ends if x1 - x0 >= 0.7 * longest]
    return long[int(0.9 * (len(long) - 1))]


def is_full(line: Line, following: str, right: float) -> bool:
    """Whether what `following` begins with had no room left on the line."""
    chunk = _CHUNK.match(following)
    return line.x1 + width(chunk[0] if chunk else "", line.size) > right - _SLACK * line.size


def paragraphs(several: Sequence[Line], right: float) -> list[Paragraph]:
    """The paragraphs that lines following each other make, over pages too; `right` is where full lines end."""
    left = min((line.x0 for line in several), default=0.0)
    found: list[tuple[list[Line], bool]] = []
    for line in several:
        parts = _labels(line)
        if len(parts) == 1 and found:
            goes_on = _goes_on(found[-1][0], line, left, right)
            if goes_on:
                found[-1][0].append(line)
            else:
                found.append(([line], goes_on is None))
        else:
            found += [([part], False) for part in parts]
    return [_paragraph(group, wraps) for group, wraps in found]


def _paragraph(group: list[Line], wraps: bool) -> Paragraph:
    text, doubts = printed(group)
    return Paragraph(text, None, group[0].page, wraps, doubts)


def _labels(line: Line) -> list[Line]:
    """The line in parts where each part after a wide gap is a label of its own."""
    parts = segments(line)
    return parts if len(parts) > 1 and all(_LABEL.match(part.text) for part in parts[1:]) else [line]


def _goes_on(open_lines: list[Line], line: Line, left: float, right: float) -> bool | None:
    """Whether a line goes on with the paragraph before it; None where its place does not tell."""
    last = open_lines[-1]
    text = line.text
    size = min(last.size, line.size)
    if abs(last.size - line.size) > 0.1 * size or not is_full(last, text, right):
        return False
    if line.page == last.page and line.y1 - last.y1 > 2.5 * size:
        return False
    if line.x0 - left > _INDENT * size and (len(open_lines) > 1 or last.x0 - left < _INDENT * size):
        return False
    if line.page != last.page or _ENDED.search(last.text) or line.x0 - left > 0.5 * size:
        return None
    return True
