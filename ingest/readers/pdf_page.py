"""One page of an open PDF → words and rules in the coordinates of `ingest.readers.page`.

PDFium is called without its object layer: a report has ten thousand characters, and each costs two calls. PDFium is not
thread-safe; callers share no document between threads.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2.raw as pdfium

from ingest.readers.page import Page, Rule, Word

#: A gap of this part of the character's height ends a word: what a file writes next need not stand next.
_WORD_GAP = 0.2
#: Rules are at most this thick (points); thicker is a box or a bar of a chart.
_THICK = 3.0
#: Drawings with more segments than this (maps, plans) are no tables.
_MOST_SEGMENTS = 100_000
#: A picture that covers this part of a page is the page.
_WHOLE_PAGE = 0.5
#: A page is not readable where this part of its characters has no known meaning (fonts without a character table).
_UNREADABLE = 0.3
_HIDDEN = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
#: Ideographs that fonts print by the code of their radical (⼀ for 一), and PDFium's mark for a hyphen at a line's end.
_CHARACTERS = {0x2: "-", 0xFFFE: "-"} | {
    code: unicodedata.normalize("NFKC", chr(code)) for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAFF))
}

Turn = Callable[[float, float], tuple[float, float]]


def read(page: Any, number: int) -> tuple[Page, bool]:
    """A loaded page's words and rules, and whether it is rather a picture: scanned, or without readable characters.

    Words of a text layer below or behind a scan say confidence 0: nobody knows how well they were recognised.
    """
    text = pdfium.FPDFText_LoadPage(page)
    try:
        count = max(0, pdfium.FPDFText_CountChars(text))
        turn, width, height = _turn(page, text, count)
        rules, picture, layer = _drawn(page, turn)
        words, unreadable = _words(text, count, turn)
    finally:
        pdfium.FPDFText_ClosePage(text)
    words = [w for w in words if -1 < (w.x0 + w.x1) / 2 < width + 1 and -1 < (w.y0 + w.y1) / 2 < height + 1]
    is_scan = picture >= _WHOLE_PAGE * width * height and (layer or not words)
    if is_scan:
        words = [Word(w.text, w.x0, w.y0, w.x1, w.y1, 0.0) for w in words]
    is_picture = is_scan or unreadable > _UNREADABLE * count or (not words and picture > 0)
    return Page(number, width, height, tuple(words), tuple(rules)), is_picture


def _turn(page: Any, text: Any, count: int) -> tuple[Turn, float, float]:
    """What takes a point of the file to one of the page as read, and the page's size: most of its text runs rightwards.

    The text's own direction decides; /Rotate does where there is no text, for it may be missing from a landscape table.
    """
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    matrix = pdfium.FS_MATRIX()
    seen: Counter[int] = Counter()
    for index in range(0, count, max(1, count // 50)):
        if pdfium.FPDFText_GetMatrix(text, index, matrix) and not pdfium.FPDFText_IsGenerated(text, index):
            steep = abs(matrix.b) > abs(matrix.a)
            seen[(1 if matrix.b > 0 else 3) if steep else (0 if matrix.a >= 0 else 2)] += 1
    quarter = seen.most_common(1)[0][0] if seen else pdfium.FPDFPage_GetRotation(page)
    turns: tuple[Turn, ...] = (
        lambda x, y: (x - left, top - y),
        lambda x, y: (y - bottom, x - left),
        lambda x, y: (right - x, y - bottom),
        lambda x, y: (top - y, right - x),
    )
    width, height = right - left, top - bottom
    return (turns[quarter], height, width) if quarter % 2 else (turns[quarter], width, height)


def _words(text: Any, count: int, turn: Turn) -> tuple[list[Word], int]:
    """The words, and how many characters have no known meaning."""
    found: list[Word] = []
    unreadable = 0
    box = pdfium.FS_RECTF()
    by_reference = ctypes.byref(box)
    unicode_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    run: list[str] = []
    first = 0
    start = end = middle = 0.0
    spaces = 0
    for index in range(count):
        code = unicode_of(text, index)
        if code in (32, 0xA0, 13, 10, 9, 0x3000):
            spaces += 1
            continue
        box_of(text, index, by_reference)
        x0, y0 = turn(box.left, box.top)
        x1, y1 = turn(box.right, box.bottom)
        if x1 < x0:
            x0, x1 = x1, x0
        if y1 < y0:
            y0, y1 = y1, y0
        # The boxes of one font differ a little from character to character; their middles tell lines apart.
        height = y1 - y0
        is_near = -0.5 * height < x0 - end < _WORD_GAP * height and abs(y0 + y1 - middle) < 0.5 * height
        if run and not (is_near and spaces < 2):
            found.append(_word(text, run, first, turn, start, end))
            run = []
        if not run:
            first, start, middle = index, x0, y0 + y1
        elif spaces:
            run.append(" ")
        spaces = 0
        end = x1
        if code == 0 or code == 0xFFFD or 0xD800 <= code < 0xF900:
            unreadable += 1
        run.append(_CHARACTERS.get(code) or (chr(code) if code and not 0xD800 <= code < 0xE000 else "\ufffd"))
    if run:
        found.append(_word(text, run, first, turn, start, end))
    return found, unreadable


def _word(text: Any, run: list[str], index: int, turn: Turn, start: float, end: float) -> Word:
    """A word over the em box of its first character: fonts of one line differ in how far up and down they reach."""
    matrix = pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    size = max(1.0, pdfium.FPDFText_GetFontSize(text, index) * max(abs(matrix.c), abs(matrix.d)))
    base = turn(x.value, y.value)[1]
    return Word("".join(run), start, base - 0.88 * size, end, base + 0.12 * size)


def _drawn(page: Any, turn: Turn) -> tuple[list[Rule], float, bool]:
    """The rules, the area of the largest picture, and whether most text lies hidden: invisible, or behind that picture."""
    rules: list[Rule] = []
    budget = _MOST_SEGMENTS
    picture = 0.0
    shown = hidden = 0
    for kind, thing, matrix in _objects(page):
        if kind == pdfium.FPDF_PAGEOBJ_PATH and budget > 0:
            budget -= max(1, pdfium.FPDFPath_CountSegments(thing))
            rules += _rules(thing, matrix, turn)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            area = _area(thing, matrix)
            if area > picture:
                picture, hidden, shown = area, hidden + shown, 0
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
            is_hidden = picture > 0 and pdfium.FPDFTextObj_GetTextRenderMode(thing) == _HIDDEN
            hidden, shown = hidden + is_hidden, shown + (not is_hidden)
    return (rules if budget > 0 else []), picture, hidden > shown


Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _matrix(thing: Any, outer: Matrix) -> Matrix:
    """What takes an object's own coordinates to the page's."""
    own = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(thing, own):
        return outer
    a, b, c, d, e, f = outer
    return (
        own.a * a + own.b * c, own.a * b + own.b * d, own.c * a + own.d * c, own.c * b + own.d * d,
        own.e * a + own.f * c + e, own.e * b + own.f * d + f,
    )  # fmt: skip


def _objects(page: Any) -> Iterator[tuple[int, Any, Matrix]]:
    """Every object of a page as (kind, object, matrix of what holds it), those inside forms too."""
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        thing = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _inside(thing, _matrix(thing, _SAME), 1)
        else:
            yield kind, thing, _SAME


def _inside(form: Any, matrix: Matrix, depth: int) -> Iterator[tuple[int, Any, Matrix]]:
    for index in range(pdfium.FPDFFormObj_CountObjects(form)):
        thing = pdfium.FPDFFormObj_GetObject(form, index)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield kind, thing, matrix
        elif depth < 10:
            yield from _inside(thing, _matrix(thing, matrix), depth + 1)


def _area(picture: Any, outer: Matrix) -> float:
    a, b, c, d, _, _ = _matrix(picture, outer)
    return abs(a * d - b * c)


def _rules(path: Any, outer: Matrix, turn: Turn) -> Iterator[Rule]:
    """The rules a path draws: straight strokes along the page, and shapes so thin that they are strokes."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, fill, stroke) or not (fill.value or stroke.value):
        return
    for shape, is_closed in _shapes(path, _matrix(path, outer), turn):
        xs, ys = [x for x, _ in shape], [y for _, y in shape]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        if min(x1 - x0, y1 - y0) <= _THICK:
            if max(x1 - x0, y1 - y0) > _THICK:
                yield Rule(x0, y0, x1, y1)
        elif stroke.value:
            ends = zip(shape, [*shape[1:], shape[0]] if is_closed else shape[1:], strict=False)
            for (ax, ay), (bx, by) in ends:
                if min(abs(ax - bx), abs(ay - by)) <= 0.5 and max(abs(ax - bx), abs(ay - by)) > _THICK:
                    yield Rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _shapes(path: Any, matrix: Matrix, turn: Turn) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """The corners of each part of a path on the page as read; parts with curves are left out."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    shape: list[tuple[float, float]] = []
    is_straight, is_closed = True, False
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(shape) > 1 and is_straight:
                yield shape, is_closed
            shape, is_straight, is_closed = [], True, False
        is_straight = is_straight and kind != pdfium.FPDF_SEGMENT_BEZIERTO
        is_closed = is_closed or bool(pdfium.FPDFPathSegment_GetClose(segment))
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        shape.append(turn(a * x.value + c * y.value + e, b * x.value + d * y.value + f))
    if len(shape) > 1 and is_straight:
        yield shape, is_closed
