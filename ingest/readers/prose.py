"""Lines → paragraphs: which line goes on in the next, told from where lines end and begin.

What stays open here (a page break after a full line) says `wraps`, and `ingest.text` decides it by the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from ingest.document import Paragraph
from ingest.readers.lines import Line, is_torn, printed, segments, width

#: What no line is broken inside of: a number or Latin word, one ideograph; with the marks that may not begin a line.
_CHUNK = re.compile(r"[“（《(]*(?:[0-9A-Za-z.,%-]+|.)[，。；：、！？）》”％%)]*")
_MARK = re.compile(r"[，。；：、！？）》”％,.;:!?)%]")
#: What a long line of a sentence has and a title or the row of a table without lines has not.
_CLAUSE_MARK = re.compile(r"[，。；、;]|,(?!\d)")
#: A label and what it says, standing beside others on one line: 部门：… 单位：万元.
_LABEL = re.compile(r"[(（]?[^，。；：:]{1,12}[：:]")
#: A heading's number, which may also be the middle of a sentence (第 / 一、二季度).
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|第[一二三四五六七八九十]{1,3}[部章条]")
_ENDED = re.compile(r"[。；：;:！？]\s*[”）)]?$")
#: Lines end this far (in characters) before the margin at most when only hanging marks or justifying are in play.
_SLACK = 0.4
#: A line that ends this far before the margin at most may still go on: what programs keep on one line differs.
_RAGGED = 6
#: A paragraph's first line begins this far right of the others (characters) …
_INDENT = 1.2
#: … or this many times further down than lines stand apart.
_FURTHER = 1.15


def right_margin(several: Iterable[Line], page_width: float) -> float:
    """Where full lines end: nine of ten lines longer than half the page's width end before it; 0 without such lines.

    A mark at a line's end may hang over the margin: what stands before it tells. Rows of tables may be wider than the
    text: lines of sentences tell where there are any. A line that ends where no other does tells nothing: then the
    margin is as far from the right edge as lines begin from the left one.
    """
    # What is printed again and again, as a title is, tells once.
    long = {line.text: line for line in several if line.x1 - line.x0 > page_width / 2}.values()
    sentences = [line for line in long if _CLAUSE_MARK.search(line.text)]
    told = sentences or list(long)
    if not told:
        return 0.0
    ends = sorted(line.x1 - _hanging(line) for line in told)
    right = ends[ceil(0.9 * (len(ends) - 1))]
    is_alone = sum(abs(end - right) < told[0].size for end in ends) == 1
    return max(right, page_width - min(line.x0 for line in several)) if is_alone else right


def _hanging(line: Line) -> float:
    last = line.words[-1].text[-1]
    return width(last, line.size) if _MARK.fullmatch(last) else 0.0


def is_full(line: Line, following: str, right: float) -> bool:
    """Whether what `following` begins with had no room left on the line."""
    return right > 0 and is_too_wide(following, (right - line.x1) / line.size)


def is_too_wide(following: str, room: float) -> bool:
    """Whether what a text begins with has no room left, given in characters, so that it stands on the next line.

    >>> is_too_wide("2023年", 1.5), is_too_wide("年度", 1.5)
    (True, False)
    """
    chunk = _CHUNK.match(following)
    return width(chunk[0] if chunk else "", 1.0) > room - _SLACK


@dataclass(frozen=True, slots=True)
class Habits:
    """How a document is set: `pitch` is how far its lines stand apart (in characters' heights).

    `is_marked` where paragraphs begin with an indent or a gap, so that a line that has neither begins none.
    """

    pitch: float
    is_marked: bool


def habits(several: Sequence[Line], rights: Mapping[int, float]) -> Habits:
    """How the lines of a document are set, told from its full lines and from those after the others."""
    lefts = _lefts(several)
    pairs = [(last, line) for last, line in pairwise(several) if line.page == last.page]
    full = [is_full(last, line.text, rights[line.page]) for last, line in pairs]
    apart = [(line.y1 - last.y1) / line.size for last, line in pairs]
    pitches = sorted(pitch for pitch, goes_on in zip(apart, full, strict=True) if goes_on)
    pitch = pitches[len(pitches) // 2] if pitches else 2.0
    begun = [
        line.x0 - lefts[line.page] > _INDENT * line.size or down > _FURTHER * pitch
        for (_, line), down, goes_on in zip(pairs, apart, full, strict=True)
        if not goes_on
    ]
    return Habits(pitch, sum(begun) > 0.6 * len(begun))


def paragraphs(several: Sequence[Line], rights: Mapping[int, float], set_so: Habits) -> list[Paragraph]:
    """The paragraphs that lines following each other make, over pages too; `rights` are the pages' right margins."""
    lefts = _lefts(several)
    found: list[tuple[list[Line], bool]] = []
    for line in several:
        parts = _labels(line)
        if len(parts) == 1 and found:
            goes_on = _goes_on(found[-1][0], line, lefts, rights, set_so)
            if goes_on:
                found[-1][0].append(line)
            else:
                found.append(([line], goes_on is None))
        else:
            found += [([part], False) for part in parts]
    return [_paragraph(group, wraps, rights) for group, wraps in found]


def _lefts(several: Sequence[Line]) -> dict[int, float]:
    """Where lines begin on each page."""
    lefts: dict[int, float] = {}
    for line in several:
        lefts[line.page] = min(line.x0, lefts.get(line.page, line.x0))
    return lefts


def _paragraph(group: list[Line], wraps: bool, rights: Mapping[int, float]) -> Paragraph:
    text, doubts = printed(group, lambda line, following: is_torn(line, following, rights[line.page] - line.x0))
    return Paragraph(text, None, group[0].page, wraps, doubts)


def _labels(line: Line) -> list[Line]:
    """The line in parts where each part after a wide gap is a label of its own."""
    parts = segments(line)
    return parts if len(parts) > 1 and all(_LABEL.match(part.text) for part in parts[1:]) else [line]


def _goes_on(
    open_lines: list[Line], line: Line, lefts: Mapping[int, float], rights: Mapping[int, float], set_so: Habits
) -> bool | None:
    """Whether a line goes on with the paragraph before it; None where its place does not tell."""
    last = open_lines[-1]
    size = min(last.size, line.size)
    indent = (line.x0 - lefts[line.page]) / size
    if abs(last.size - line.size) > 0.1 * size:
        return False
    fills = is_full(last, line.text, rights[last.page])
    if not fills and (_ENDED.search(last.text) or rights[last.page] - last.x1 > _RAGGED * size):
        return False
    if line.page == last.page and line.y1 - last.y1 > _FURTHER * set_so.pitch * size:
        return False
    if len(segments(last)) > 1 or len(segments(line)) > 1:
        return False
    if indent > _INDENT and (len(open_lines) > 1 or last.x0 - lefts[last.page] < _INDENT * size):
        return False
    is_open = not fills or indent > 0.5 or line.page != last.page or bool(_NUMBERED.match(line.text))
    return None if is_open or (_ENDED.search(last.text) and not set_so.is_marked) else True
