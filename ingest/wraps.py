"""Lines that a hard wrap or a page break tore apart, joined into paragraphs again.

Where every line of a document breaks at one width, `ingest.margin` tells which lines go on. Else a line goes on where
what stands on both sides of its end belongs together; when in doubt, lines stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.document import Doubt, Paragraph
from ingest.margin import STOP, Margin
from ingest.page_number import is_page_number
from ingest.text import BOOKMARK
from ingest.torn import begins_with_amount, is_open_bracket, is_torn_number, is_torn_unit, torn_word
from ingest.traditional import simplified

_STARTS_ANEW = re.compile(
    r"\s*(?:#|\*\*|[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|第[一二三四五六七八九十]{1,3}[部章条]|[(（]?\d{1,2}[)）、．]"
    r"|\d{1,2}\.(?!\d)|[①-⑳●◆■▲·•]|指标\s*\d{1,2}(?![\d个项])|附[件表]|[图表]\s*\d|[(（][图表注]|单位[:：]|20\d\d\s*年\s*\d+\s*月\s*\d+\s*日\s*$)"
)
#: A label at the start of a line; a clause within a sentence may look the same (其中：).
_LABEL = re.compile(r"\s*[^，。；、:：]{1,12}[:：]")
_TERMINAL = tuple("。；;！？!?：:")
_CLOSING = '*”"）)'
#: A label with a short value, or a title: complete in itself, whatever follows.
_WHOLE_LINE = re.compile(
    r"\s*(?:(?!其中|包括)[^，。；:：]{2,14}[:：][^，。；:：]{2,24}|[^，。；:：]{6,60}(?:报告|公开说明|公开|自评表))\s*$"
)
_COMMAND = re.compile(r"\\[a-z]*$")
#: In formats that mark paragraphs, only a piece that itself ends a clause is taken for a torn sentence's rest.
_CLAUSE_END = re.compile(r"[，。；][^，。；]{0,40}$")
#: What sentences have and titles lack: a mark between clauses, or a class path (…（款）…（项）).
_CLAUSE_MARK = re.compile(r"[，。；、：:]|,(?!\d)|[(（][类款项][)）]")
_TORN_AMOUNT = re.compile(r"[为共计]|\d")
_AWAITS_NUMBER = re.compile(r"(?:[为共计数额入出算加少有达到约]|\d[,.]?)$")
_REST_OF_AMOUNT = re.compile(r"\s*(?:-?\d[\d,]*(?:\.\d+)?\s*)?(?:[万亿]?元|%)")
_NUMBERED_TITLE = re.compile(
    r"\s*(?:#|[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|第[一二三四五六七八九十]{1,3}[部章])"
)
_CLAUSE = re.compile(r"[，。；：:]|,(?!\d)")
#: No line is complete that ends in the first of these, none begins with the others.
_OPEN_MARKS, _CLOSING_MARKS = tuple("，,、（(《“"), tuple("，。；：、）)》”％%:;≥≤")
_PREDICATE = re.compile(r"(?:总额|总计|共计)?为\s*-?\d")
#: What opens a sentence and no title; what opens a list; a list just opened.
_OPENING = re.compile("我|本(?:单位|部门)|截[至止]|实际|共有|其中|包括")
_LIST = re.compile("其中|包括")
_LIST_OPENED = re.compile(r"(?:其中|包括)[^，。；:：]{0,6}[:：]$")
_INDICATOR = re.compile(r"指标\s?\d{1,2}\s?[:：]")
_REST_OF_NAME = re.compile(r"[^，。；:：]{1,24}，[^，。；:：]{2,10}[:：]")
#: A line torn before its first mark is longer than most titles; the rest opens with no subject of its own.
_SHORTEST_UNMARKED = 24
_TITLE_END = re.compile(r"(?:情况|说明|分析|报告|公开|决算|预算|表|如下|总体|安排|[)）》])$")
_REST_OF_TITLE = re.compile(rf"\s*[^，。；：:\d]{{0,12}}{_TITLE_END.pattern}")
_SENTENCE_REST = re.compile(r"(?!\s*(?:20\d\d|本|我|截))[^，。；]{0,24}\d[\d,.]*\s*[万亿]?元[^\n]*[，。；]")
#: A line shorter than this many characters is a line of its own (a name, a title, a date), not a wrapped sentence.
_SHORTEST_WRAPPED = 16


def _printed(text: str) -> str:
    return simplified(BOOKMARK.sub("", text) if "[bookmark" in text else text)


def _is_over(line: str, following: Paragraph, margin: Margin | None) -> bool:
    """Whether a line's last character alone tells that it does not go on, as it does of most."""
    if not following.wraps:
        return line.endswith(_TERMINAL)
    return margin is None and line.endswith("。") and not _printed(following.text).startswith(_CLOSING_MARKS)


class _Open:
    """A line with what was joined to it so far, and what of it decides whether the next line goes on.

    All of it is brought up to date piece by piece when it is asked for, so that joining n lines takes n steps, and a
    line that the next one cannot belong to takes none.
    """

    def __init__(self, first: Paragraph) -> None:
        self.first, self.last = first, first
        self.pieces = [first.text]
        self.doubts = list(first.doubts)
        self.length = len(first.text)
        self.unread = [_printed(first.text)]
        self.head = self.tail = ""
        self.is_long = self.has_mark = self.has_tab = self.has_stop = False

    def join(self, following: Paragraph, between: str) -> None:
        """Add the next line; `between` is what a line end stands for: a line break, or nothing inside a number."""
        self.last = following
        self.pieces += (between, following.text)
        shift = self.length + len(between)
        self.doubts += [Doubt(d.start + shift, d.end + shift, d.confidence) for d in following.doubts]
        self.length = shift + len(following.text)
        self.unread.append(between + _printed(following.text))

    def _catch_up(self) -> None:
        for piece in self.unread:
            if not self.is_long:
                self.head += piece
                self.is_long = len(self.head.strip()) >= _SHORTEST_WRAPPED
            self.has_mark = self.has_mark or _CLAUSE_MARK.search(piece) is not None
            self.has_stop = self.has_stop or STOP.search(piece) is not None
            self.has_tab = self.has_tab or "\t" in piece
            # What ends the line: its last piece, and those before it while it holds nothing but closing marks.
            self.tail = piece.rstrip() if piece.strip().strip(_CLOSING) else self.tail + piece.rstrip()
        self.unread = []

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
        self._catch_up()
        return following.text.strip().isdigit() and _AWAITS_NUMBER.search(self.tail) is not None

    def tears_number(self, following: Paragraph, margin: Margin | None) -> bool:
        """Whether the line ends between two digits of one number, or letters of one word or LaTeX command."""
        self._catch_up()
        before, after = self.last.text[-1:], following.text[:1]
        if not (after.isascii() and after.isalnum()) or self.has_tab:
            return False
        if before != "\\" and not (before.isascii() and before.isalnum()):
            return False
        is_full = margin is not None and margin.is_full(self.last.text, following.text)
        is_torn = _COMMAND.search(self.tail) is not None or is_torn_number(self.tail, following.text)
        return following.wraps and (is_full or is_torn)

    def goes_on(self, following: Paragraph, margin: Margin | None) -> bool:
        """Whether `following` is the rest of the sentence left open at a line or page break."""
        self._catch_up()
        is_torn = self.tail.endswith((",", ".")) and self.tail[-2:-1].isdigit()
        if is_torn and following.text.lstrip()[:1].isdigit():
            return True
        text = _printed(following.text)
        if self.has_tab or following.level is not None:
            return False
        if following.wraps and self._is_bound(text):
            return True
        if margin and following.wraps and margin.is_full(self.last.text, following.text):
            return self._goes_over_margin(text)
        if self._ends() or self._is_label():
            return False
        return (
            (self.is_long or self.has_stop)
            and (self.has_mark or self._is_torn_amount(text) or self._is_torn_before_mark(text))
            and ((following.wraps and self.is_long) or _CLAUSE_END.search(text) is not None)
            and (self.has_stop or not _NUMBERED_TITLE.match(self.head))
            and not _STARTS_ANEW.match(text)
            and not _LABEL.match(text)
        )

    def _is_title(self) -> bool:
        """Whether it may be a title that is complete: one line without a clause."""
        is_titled = _STARTS_ANEW.match(self.head) or _WHOLE_LINE.match(self.tail)
        return len(self.pieces) == 1 and not _CLAUSE.search(self.tail) and is_titled is not None

    def _is_label(self) -> bool:
        """Whether it may be a label with its value, or a report's title."""
        return len(self.pieces) == 1 and _WHOLE_LINE.match(self.tail) is not None

    def _goes_over_margin(self, following: str) -> bool:
        """Whether a line up to the margin goes on: a sentence does, a title that just fills its line does not."""
        is_new = _STARTS_ANEW.match(following) is not None
        if self._ends():
            is_list = not self.tail.endswith((":", "：")) or _LIST_OPENED.search(self.tail) is not None
            return is_list and not is_new and not _LABEL.match(following)
        if self.tail.endswith(_OPEN_MARKS):
            return True
        if is_new or (_LABEL.match(following) and (self._is_label() or self._is_title())):
            return False
        # A bracket ends titles, but also the class paths that numbered items begin with.
        is_whole = self._is_title() and not self.tail.endswith((")", "）")) and bool(_TITLE_END.search(self.tail))
        return not is_whole or _REST_OF_TITLE.fullmatch(following) is not None

    def _is_bound(self, following: str) -> bool:
        """Whether the two sides of a line end belong together, wherever the line ends."""
        if following.startswith(_CLOSING_MARKS):
            return True
        if self._ends():
            return self._awaits_item() and not _STARTS_ANEW.match(following) and not _LABEL.match(following)
        if _PREDICATE.match(following) or is_open_bracket(self.tail, following):
            return True
        if self.tail.startswith("指") and not _INDICATOR.match(self.tail) and _INDICATOR.match(self.tail + following):
            return True
        if _STARTS_ANEW.match(following):
            return False
        if self.tail.endswith(_OPEN_MARKS) or is_torn_unit(self.tail, following):
            return True
        word = torn_word(self.tail, following)
        is_sentence = self.has_stop or _OPENING.match(self.head) is not None
        is_clear = word.is_no_end and word.length > 2 and not self._is_title() and not self._is_label()
        if word.length and (is_sentence or is_clear):
            return True
        if _LABEL.match(following):
            return False
        if _INDICATOR.match(self.head) and not self.has_stop:
            return _REST_OF_NAME.match(following) is not None
        in_list = _LIST.match(self.head) is not None and STOP.search(following) is not None
        return in_list or (begins_with_amount(following) and not _NUMBERED_TITLE.match(self.head))

    def _awaits_item(self) -> bool:
        """Whether a line that ends in a colon or semicolon is in the middle of a list or of an indicator."""
        if self.tail.endswith((":", "：")):
            in_indicator = self.has_stop and _INDICATOR.match(self.head) is not None
            return in_indicator or _LIST_OPENED.fullmatch(self.tail) is not None
        return self.tail.endswith(("；", ";")) and _LIST.match(self.head) is not None

    def paragraph(self) -> Paragraph:
        if len(self.pieces) == 1:
            return self.first
        return Paragraph("".join(self.pieces), None, self.first.page, self.last.wraps, tuple(self.doubts))


def join_wraps(paragraphs: Iterable[Paragraph], margin: Margin | None = None) -> Iterator[Paragraph]:
    """Join lines that a hard wrap or page break tore apart; a title, list item or label always starts anew.

    `margin` is that of the whole document, where its lines have one. A page's number that stands between the halves
    comes after the joined paragraph: nothing is dropped.
    """
    held: _Open | None = None
    aside: list[Paragraph] = []
    for paragraph in paragraphs:
        if held is not None and paragraph.wraps and is_page_number(paragraph.text) and not held.awaits(paragraph):
            aside.append(paragraph)
            continue
        if held is not None and held.first.level is None and not _is_over(held.last.text, paragraph, margin):
            is_torn = held.tears_number(paragraph, margin)
            if is_torn or held.goes_on(paragraph, margin):
                held.join(paragraph, "" if is_torn else "\n")
                continue
        if held is not None:
            yield held.paragraph()
        yield from aside
        aside = []
        held = _Open(paragraph)
    if held is not None:
        yield held.paragraph()
    yield from aside
