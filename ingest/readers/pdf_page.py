"""One page of an open PDF → its words, in the coordinates of `ingest.readers.page`; its rules are `pdf_drawing`'s.

PDFium is called without its object layer: a report has ten thousand characters, and each costs two calls. PDFium is not
thread-safe; callers share no document between threads.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

from ingest.readers import pdf_drawing, watermark
from ingest.readers.page import Page, Word

#: A gap of this part of the character's height ends a word: what a file writes next need not stand next.
_WORD_GAP = 0.2
#: … and a gap of this part between a digit and an ideograph: an amount and the name in the next column.
_BEHIND_DIGIT = 0.1
#: Letters set apart have gaps of so many parts of their height, and no spaces, over and over …
_LEAST_APART, _MOST_APART = 0.1, 0.6
#: … all alike but for this part.
_EVEN = 0.08
#: A word whose direction is off the line's by this much (a tangent) is printed at a slant.
_SLANT = 0.1
#: A picture that covers this part of a page is the page.
_WHOLE_PAGE = 0.5
#: A page is not readable where this part of its characters has no known meaning (fonts without a character table).
_UNREADABLE = 0.3
#: Ideographs that fonts print by the code of their radical (⼀ for 一), and PDFium's mark for a hyphen at a line's end.
_CHARACTERS = {0x0: "\ufffd", 0x2: "-", 0xFFFE: "-"} | {
    code: unicodedata.normalize("NFKC", chr(code)) for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAFF))
}

_SPACES = frozenset(map(ord, " \t\r\n\xa0\u2002\u2003\u3000"))


def read(page: Any, number: int) -> tuple[Page, bool]:
    """A loaded page's words and rules, and whether it is rather a picture: scanned, or without readable characters.

    Words of a text layer below or behind a scan say confidence 0: nobody knows how well they were recognised.
    """
    text = pdfium.FPDFText_LoadPage(page)
    try:
        count = max(0, pdfium.FPDFText_CountChars(text))
        frame = _frame(page, text, count)
        rules, picture, is_hidden = pdf_drawing.read(page, frame.turn)
        words, slanted, unreadable = _words(text, count, frame)
    finally:
        pdfium.FPDFText_ClosePage(text)
    width, height = frame.size
    words = [w for w in words if -1 < (w.x0 + w.x1) / 2 < width + 1 and -1 < (w.y0 + w.y1) / 2 < height + 1]
    is_scan = picture >= _WHOLE_PAGE * width * height and (is_hidden or not words)
    if is_scan:
        words = [replace(word, confidence=0.0) for word in words]
    is_picture = is_scan or unreadable > _UNREADABLE * count or (not words and picture > 0)
    behind = watermark.behind(words)
    across = "".join(word.text for word in (*slanted, *(word for word in words if word in behind)))
    words = [word for word in words if word not in behind]
    return Page(number, width, height, tuple(words), tuple(rules), across=across), is_picture


@dataclass(frozen=True, slots=True)
class _Frame:
    """The visible part of a page in the file's coordinates, and how many quarters clockwise it is turned to be read."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as read."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.quarters % 2 else (width, height)

    def turn(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the file is on the page as read."""
        if self.quarters == 0:
            return x - self.left, self.top - y
        if self.quarters == 1:
            return y - self.bottom, x - self.left
        return (self.right - x, y - self.bottom) if self.quarters == 2 else (self.top - y, self.right - x)


def _frame(page: Any, text: Any, count: int) -> _Frame:
    """The frame in which most of a page's text runs rightwards.

    The text's own direction decides, because /Rotate may be missing from a landscape table; where there is no text,
    /Rotate does.
    """
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    matrix = pdfium.FS_MATRIX()
    seen: Counter[int] = Counter()
    for index in range(0, count, max(1, count // 50)):
        if not pdfium.FPDFText_IsGenerated(text, index) and pdfium.FPDFText_GetMatrix(text, index, matrix):
            is_steep = abs(matrix.b) > abs(matrix.a)
            seen[(1 if matrix.b > 0 else 3) if is_steep else (0 if matrix.a >= 0 else 2)] += 1
    quarters = seen.most_common(1)[0][0] if seen else max(0, pdfium.FPDFPage_GetRotation(page))
    return _Frame(box.left, box.bottom, box.right, box.top, quarters)


def _words(text: Any, count: int, frame: _Frame) -> tuple[list[Word], list[Word], int]:
    """The words, those that stand at a slant (watermarks), and how many characters have no known meaning."""
    spaced: dict[int, list[float]] = {}
    found = _runs(text, count, frame, {}, spaced)
    # Letters are set apart on this page: now that it is known how far, what stands so is read as one word.
    return _runs(text, count, frame, {size: median(gaps) for size, gaps in spaced.items()}, {}) if spaced else found


def _runs(
    text: Any, count: int, frame: _Frame, spacing: Mapping[int, float], spaced: dict[int, list[float]]
) -> tuple[list[Word], list[Word], int]:
    """What `_words` gives, where letters of a height (points) stand `spacing` apart; collects such gaps in `spaced`."""
    found: list[Word] = []
    slanted: list[Word] = []
    unreadable = 0
    box = pdfium.FS_RECTF()
    by_reference = ctypes.byref(box)
    unicode_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    upright, backwards = frame.quarters % 2 == 1, frame.quarters in (2, 3)
    run: list[str] = []
    first = spaces = streak = 0
    start = end = middle = last_gap = 0.0
    typed = -1
    for index in range(count):
        code = unicode_of(text, index)
        if code in _SPACES:
            spaces += 1
            if not pdfium.FPDFText_IsGenerated(text, index):
                typed = index
            continue
        # In the file's coordinates, along the direction of the text and across it: the loop runs for every character.
        box_of(text, index, by_reference)
        left, right, top, bottom = box.left, box.right, box.top, box.bottom
        if upright:
            left, right, top, bottom = bottom, top, right, left
        if backwards:
            left, right = -right, -left
        height = top - bottom
        gap = left - end
        # The boxes of one font differ a little from character to character; their middles tell lines apart.
        is_near = -0.5 * height < gap < _WORD_GAP * height and abs(top + bottom - middle) < 0.5 * height
        if is_near and run and code > 0x2E7F and run[-1].isdigit():
            is_near = gap < _BEHIND_DIGIT * height
        if _LEAST_APART * height < gap < _MOST_APART * height and typed < index - spaces:
            is_line = abs(top + bottom - middle) < 0.5 * height
            streak, last_gap = streak + 1 if is_line and abs(gap - last_gap) < _EVEN * height else 0, gap
            if streak > 1:
                spaced.setdefault(round(height), []).append(gap)
            if is_line and abs(gap - spacing.get(round(height), -height)) < _EVEN * height:
                is_near, spaces = True, 0
        elif last_gap:
            streak, last_gap = 0, 0.0
        if run and (not is_near or spaces > 1):
            _add(_word(text, run, first, frame, end - start), found, slanted)
            run = []
        if not run:
            first, start, middle = index, left, top + bottom
        elif spaces:
            run.append(" ")
        spaces = 0
        end = right
        if code < 0xD800 and code not in _CHARACTERS:
            run.append(chr(code))
            continue
        if code == 0xFFFD or 0xD800 <= code < 0xF900 or code == 0:
            unreadable += 1
        run.append(_CHARACTERS.get(code) or ("\ufffd" if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)))
    if run:
        _add(_word(text, run, first, frame, end - start), found, slanted)
    return found, slanted, unreadable


def _add(word: tuple[Word, bool], found: list[Word], slanted: list[Word]) -> None:
    (slanted if word[1] else found).append(word[0])


def _word(text: Any, run: list[str], index: int, frame: _Frame, length: float) -> tuple[Word, bool]:
    """A word over the em box of its first character, and whether it stands at a slant.

    Fonts of one line differ in how far up and down they reach.
    """
    matrix = pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    size = max(1.0, pdfium.FPDFText_GetFontSize(text, index) * max(abs(matrix.c), abs(matrix.d)))
    left, base = frame.turn(x.value, y.value)
    is_slanted = min(abs(matrix.a), abs(matrix.b)) > _SLANT * max(abs(matrix.a), abs(matrix.b))
    return Word("".join(run), left, base - 0.88 * size, left + length, base + 0.12 * size), is_slanted
