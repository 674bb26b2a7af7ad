"""Where the lines of a hard-wrapped text end, told from all of its lines.

A text export that wraps breaks every long line at one width, so its longest lines are equally long and break off in the
middle of sentences. In a text that does not wrap, the longest lines are whole paragraphs of all lengths.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.document import Paragraph, Table

#: What a wrap that spares words and marks keeps together: a number or Latin word, one ideograph, the marks behind it.
_CHUNK = re.compile(r"[“（《(]*(?:[0-9A-Za-z.,%-]+|.)[，。；：、！？）》”％%)]*")
_OPEN_END = re.compile(r"[^。；;！？!?：:.\s”）)]\s*$")
_CLAUSES = re.compile("[，；。]")
#: Some fonts and keyboards have half-width commas only.
STOP = re.compile(r"[，；。]|,(?!\d)")
_STARTS_ITEM = re.compile(
    r"\s*(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、．]|\d{1,2}\.(?!\d)|第[一二三四五六七八九十])"
)
#: Marks may hang this far over the margin; a line longer than that was not wrapped.
_HANGING = 2
#: So many of a hundred lines may be longer than the margin: what was not prose is not wrapped.
_UNWRAPPED = 2
#: Nobody wraps at fewer ideographs; longer lines than the most are paragraphs.
_NARROWEST, _WIDEST = 14, 100
#: So many different lines must break off at the margin, and so many times as many as break off before it.
_LEAST, _RATIO = 3, 4
#: Where the format marks paragraphs, so many that break off tell that they are none; shorter ones may be cells.
_LEAST_MARKED, _NARROWEST_MARKED = 5, 20
#: Of two margins the stricter one, unless it leaves more than a tenth of the other's lines unexplained.
_MOST = 0.9


#: Whether a line's width is told in columns.
_MEASURES = (False, True)


class Margin(NamedTuple):
    """The width of full lines, in characters or (`in_columns`) in halves of an ideograph.

    `is_exact`: lines break at this very width, inside of numbers, too; else what begins the next line had no room.
    """

    width: int
    in_columns: bool
    is_exact: bool

    def is_full(self, line: str, following: str) -> bool:
        """Whether `line` ends where it does because the margin came.

        >>> Margin(6, in_columns=False, is_exact=False).is_full("本年收入", "120万元")
        True
        """
        has = _width(line.rstrip(), self.in_columns)
        if has > self.width + _HANGING:
            return False
        if self.is_exact:  # an ideograph may not have had room for its second half
            return has >= self.width - (self.in_columns and _width(following[:1], True) > 1)
        chunk = _CHUNK.match(following.lstrip())
        # A mark may hang beyond the margin, so that most lines end one character before the longest.
        return has + _width(chunk[0] if chunk else "", self.in_columns) >= self.width - self.in_columns


def _width(text: str, in_columns: bool) -> int:
    # GBK has one byte for a character half as wide as an ideograph, and two for any other.
    return len(text.encode("gbk", "replace")) if in_columns else len(text)


def margin(content: Sequence[Paragraph | Table], least: int = _LEAST) -> Margin | None:
    """The margin of a document's lines, `least` of which break off there; None where they are paragraphs, or too few.

    >>> text = "我馆二〇二三年举办展览七场，各项经费已按进度拨付到位，其中用于场地维护的部分最多，其余为人员经费。"
    >>> margin([Paragraph(text[at : at + 14], wraps=True) for at in range(0, len(text), 14)])
    Margin(width=14, in_columns=False, is_exact=True)
    """
    lines = [item.text for item in content if isinstance(item, Paragraph) and item.wraps and "\t" not in item.text]
    place = int(len(lines) * (1 - _UNWRAPPED / 100))
    if not lines or not _NARROWEST <= sorted(map(len, lines))[place] <= _WIDEST:
        return None
    broken_off = {
        line.text: after.text
        for line, after in pairwise(content)
        if isinstance(line, Paragraph) and isinstance(after, Paragraph) and line.wraps and "\t" not in line.text
        if _OPEN_END.search(line.text, max(0, len(line.text) - 8)) and not _STARTS_ITEM.match(after.text)
    }
    if len(broken_off) < least:
        return None
    widths = {
        in_columns: sorted(_width(line.rstrip(), in_columns) for line in lines)[place] for in_columns in _MEASURES
    }
    told: list[tuple[int, Margin]] = []
    for is_exact in (True, False):
        for in_columns in _MEASURES:
            found = Margin(widths[in_columns], in_columns, is_exact)
            full = {line for line, after in broken_off.items() if found.is_full(line, after)}
            if len(full) < least:
                continue
            short = sum(1 for line in broken_off if line not in full and _CLAUSES.search(line))
            if len(full) >= _RATIO * short:
                told.append((len(full), found))
    most = max((count for count, _ in told), default=0)
    return next((found for count, found in told if count >= _MOST * most), None)


def wrapped(content: Sequence[Paragraph | Table]) -> tuple[Sequence[Paragraph | Table], Margin | None]:
    """The content, its paragraphs taken for lines where that is what they are, and their margin.

    Text that was copied from a PDF into Word or a web page has the end of a paragraph after every line.
    """
    found = margin(content)
    if found or any(isinstance(item, Paragraph) and item.wraps for item in content):
        return content, found
    as_lines = [
        item._replace(wraps=True) if isinstance(item, Paragraph) and item.level is None else item for item in content
    ]
    found = margin(as_lines, _LEAST_MARKED)
    if found and found.width < _NARROWEST_MARKED * (1 + found.in_columns):
        found = None
    return (as_lines, found) if found or _breaks_off(as_lines) else (content, None)


def _breaks_off(lines: Sequence[Paragraph | Table]) -> bool:
    """Whether sentences break off at most line ends, wherever these are."""
    told = [
        _OPEN_END.search(line.text) is not None and not _STARTS_ITEM.match(after.text)
        for line, after in pairwise(lines)
        if isinstance(line, Paragraph) and isinstance(after, Paragraph)
        if len(line.text) >= _NARROWEST and STOP.search(line.text)
    ]
    return sum(told) >= max(_LEAST_MARKED, len(told) / 2)
