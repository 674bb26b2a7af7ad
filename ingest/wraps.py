"""Lines that a hard wrap or a page break tore apart, joined into paragraphs again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.document import Doubt, Paragraph
from ingest.text import BOOKMARK

_STARTS_ANEW = re.compile(
    r"\s*(?:#|\*\*|[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|第[一二三四五六七八九十]{1,3}[部章条]|[(（]?\d{1,2}[)）、．]"
    r"|\d{1,2}\.(?!\d)|[①-⑳●◆■▲·•]|指标\s*\d|附[件表]|[图表]\s*\d|[(（][图表注]|单位[:：]|20\d\d\s*年\s*\d+\s*月\s*\d+\s*日\s*$"
    r"|[^，。；、:：]{1,12}[:：])"
)
_TERMINAL = tuple("。；;！？!?：:")
_CLOSING = '*”"）)'
#: A label with a short value, or a title: complete in itself, whatever follows.
_WHOLE_LINE = re.compile(
    r"\s*(?:[^，。；:：]{2,14}[:：][^，。；:：]{2,24}|[^，。；:：]{6,60}(?:报告|公开说明|公开|自评表))\s*$"
)
_TORN_NUMBER = re.compile(r"\d[,.]")
#: In formats that mark paragraphs, only a piece that itself ends a clause is taken for a torn sentence's rest.
_CLAUSE_END = re.compile(r"[，。；][^，。；]{0,40}$")
#: What sentences have and titles lack: a mark between clauses, or a class path (…（款）…（项）).
_CLAUSE_MARK = re.compile(r"[，。；、：:]|[(（][类款项][)）]")
_TORN_AMOUNT = re.compile(r"[为共计]|\d")
_AWAITS_NUMBER = re.compile(r"(?:[为共计数额入出算加少有达到约]|\d[,.]?)$")
_REST_OF_AMOUNT = re.compile(r"\s*(?:-?\d[\d,]*(?:\.\d+)?\s*)?(?:[万亿]?元|%)")
_NUMBERED_TITLE = re.compile(
    r"\s*(?:#|[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|第[一二三四五六七八九十]{1,3}[部章])"
)
_STOP = re.compile("[，。；]")
#: A line that holds a page's number and nothing else: - 3 -, 第3页, 第 3 页 共 9 页, 3/9, 3.
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–－~～·]{1,2}\s*\d{1,4}\s*[-—–－~～·]{1,2}|第\s*\d{1,4}\s*页(?:[，,/\s]*共\s*\d{1,4}\s*页)?|\d{1,4}(?:\s*/\s*\d{1,4})?)\s*"
)
#: A line torn before its first mark is longer than most titles; the rest opens with no subject of its own.
_SHORTEST_UNMARKED = 24
_TITLE_END = re.compile(r"(?:情况|说明|分析|报告|公开|决算|预算|表|如下|总体|安排|[)）》])$")
_SENTENCE_REST = re.compile(r"(?!\s*(?:20\d\d|本|我|截))[^，。；]{0,24}\d[\d,.]*\s*[万亿]?元[^\n]*[，。；]")
#: A line shorter than this many characters is a line of its own (a name, a title, a date), not a wrapped sentence.
_SHORTEST_WRAPPED = 16


class _Open:
    """A line with what was joined to it so far, and what of it decides whether the next line goes on.

    All of it is kept up to date piece by piece, so that joining n lines takes n steps.
    """

    def __init__(self, first: Paragraph) -> None:
        self.first, self.last = first, first
        self.pieces = [first.text]
        self.doubts = list(first.doubts)
        self.length = len(first.text) + 1
        self.head = self.tail = ""
        self.is_long = self.has_mark = self.has_tab = self.has_stop = False
        self._note(BOOKMARK.sub("", first.text))

    def join(self, following: Paragraph) -> None:
        self.last = following
        self.pieces.append(following.text)
        self.doubts += [Doubt(d.start + self.length, d.end + self.length, d.confidence) for d in following.doubts]
        self.length += len(following.text) + 1
        self._note("\n" + BOOKMARK.sub("", following.text))

    def _note(self, piece: str) -> None:
        if not self.is_long:
            self.head += piece
            self.is_long = len(self.head.strip()) >= _SHORTEST_WRAPPED
        self.has_mark = self.has_mark or _CLAUSE_MARK.search(piece) is not None
        self.has_stop = self.has_stop or _STOP.search(piece) is not None
        self.has_tab = self.has_tab or "\t" in piece
        # What ends the line: its last piece, and those before it while it holds nothing but closing marks.
        self.tail = piece.rstrip() if piece.strip().strip(_CLOSING) else self.tail + piece.rstrip()

    def _ends(self) -> bool:
        inner = self.tail.rstrip(_CLOSING).rstrip()
        return inner.endswith(_TERMINAL) or self.tail.endswith(".")

    def _is_torn_amount(self, following: str) -> bool:
        return bool(_TORN_AMOUNT.match(self.tail[-1:]) and _REST_OF_AMOUNT.match(following))

    def _is_torn_before_mark(self, following: str) -> bool:
        """Whether a long line without a mark is no title, by what follows: the rest of a sentence with an amount."""
        return (
            len(self.head) >= _SHORTEST_UNMARKED
            and not _TITLE_END.search(self.tail)
            and _SENTENCE_REST.match(following) is not None
        )

    def awaits(self, following: Paragraph) -> bool:
        """Whether a bare number may be the sentence's own: it breaks off inside one or right before one (支出为)."""
        return following.text.strip().isdigit() and _AWAITS_NUMBER.search(self.tail) is not None

    def goes_on(self, following: Paragraph) -> bool:
        """Whether `following` is the rest of the sentence left open at a line or page break."""
        if _TORN_NUMBER.match(self.tail, max(0, len(self.tail) - 2)) and following.text.lstrip()[:1].isdigit():
            return True
        if len(self.pieces) == 1 and _WHOLE_LINE.match(BOOKMARK.sub("", self.first.text)):
            return False
        return (
            self.is_long
            and (self.has_mark or self._is_torn_amount(following.text) or self._is_torn_before_mark(following.text))
            and not self.has_tab
            and following.level is None
            and not self._ends()
            and (following.wraps or _CLAUSE_END.search(following.text) is not None)
            and (self.has_stop or not _NUMBERED_TITLE.match(self.head))
            and not _STARTS_ANEW.match(BOOKMARK.sub("", following.text))
        )

    def paragraph(self) -> Paragraph:
        if len(self.pieces) == 1:
            return self.first
        return Paragraph("\n".join(self.pieces), None, self.first.page, self.last.wraps, tuple(self.doubts))


def is_page_number(text: str) -> bool:
    """Whether a line is nothing but the number of its page.

    >>> [is_page_number(line) for line in ("- 3 -", "第3页 共9页", "12", "3.5", "共3页表")]
    [True, True, True, False, False]
    """
    return _PAGE_NUMBER.fullmatch(text) is not None


def join_wraps(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Join lines that a hard wrap or page break tore apart; a title, list item or label always starts anew.

    A page's number that stands between the halves comes after the joined paragraph: nothing is dropped.
    """
    held: _Open | None = None
    aside: list[Paragraph] = []
    for paragraph in paragraphs:
        if held is not None and paragraph.wraps and is_page_number(paragraph.text) and not held.awaits(paragraph):
            aside.append(paragraph)
            continue
        if held is not None and held.first.level is None and held.goes_on(paragraph):
            held.join(paragraph)
            continue
        if held is not None:
            yield held.paragraph()
        yield from aside
        aside = []
        held = _Open(paragraph)
    if held is not None:
        yield held.paragraph()
    yield from aside
