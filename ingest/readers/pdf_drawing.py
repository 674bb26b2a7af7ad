"""What is drawn on one page of an open PDF: rules, and how much of the page a picture covers.

Called by `ingest.readers.pdf_page`, which reads the text.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2.raw as pdfium

from ingest.readers.page import Rule

#: Rules are at most this thick (points); thicker is a box or a bar of a chart.
_THICK = 3.0
#: Drawings with more segments than this (maps, plans) are no tables.
_MOST_SEGMENTS = 100_000
_HIDDEN = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE

Turn = Callable[[float, float], tuple[float, float]]


def read(page: Any, turn: Turn) -> tuple[list[Rule], float, bool]:
    """The rules, the area of the largest picture, and whether most text is hidden: invisible or behind that picture."""
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
