"""Pictures of pages → Pages of words and rules, by OCR.

How a picture comes out of its file is `ingest.readers.picture`'s and the PDF reader's affair; paragraphs and tables are
made of the Pages in `ingest.readers.layout`. Needs the optional packages `ocr`; `ingest.readers.picture` says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np

from ingest.readers.page import Page, Rule, Word
from ingest.readers.scan_figures import FIGURE, looked_at_again, mended
from ingest.readers.scan_lines import Line, Picture, lean, ruling_lines, straighten
from ingest.readers.scan_text import Glyph, find_lines, recognise
from ingest.readers.scan_turn import quarters

#: The network's boxes stand off the characters by about this part of their height, above and below.
_MARGIN = 0.12
#: Characters further apart than this part of their height are of two words.
_GAP = 0.8
#: Heights that differ by less than this part are of one font; the next size of a heading is a third more.
_UNEVEN = 0.25
_APART = re.compile(rf"{FIGURE.pattern}|[^\w%％]+")


def read_page(picture: Picture, number: int, width: float) -> Page:
    """One page; `width` is the breadth of the picture in points, from which the scale of the picture follows."""
    if min(picture.shape[:2]) < 16:
        return Page(number, width, width * picture.shape[0] / picture.shape[1], ())
    cv2.setNumThreads(1)
    boxes = find_lines(picture)
    turns = quarters(picture, boxes)
    if turns:
        width *= picture.shape[0] / picture.shape[1] if turns % 2 else 1
        picture = np.ascontiguousarray(np.rot90(picture, turns))
        boxes = find_lines(picture)
    page, boxes = straighten(picture, boxes, lean(boxes))
    point = width / page.shape[1]
    height = page.shape[0] * point
    if not len(boxes):
        return Page(number, width, height, ())
    areas = _areas(boxes, page.shape)
    rules, cleaned = ruling_lines(page, float(np.median([y1 - y0 for _, y0, _, y1 in areas])))
    areas = [piece for area in areas for piece in _cut(area, rules)]
    read = recognise([cleaned[y0:y1, x0:x1] for x0, y0, x1, y1 in areas])
    words = [word for area, glyphs in zip(areas, read, strict=True) for word in _words(area, glyphs)]
    words = _even(looked_at_again(words, cleaned))
    return Page(
        number,
        width,
        height,
        tuple(replace(w, x0=w.x0 * point, y0=w.y0 * point, x1=w.x1 * point, y1=w.y1 * point) for w in words),
        tuple(Rule(*(edge * point for edge in _axis(rule))) for rule in rules),
    )


def _areas(boxes: Picture, shape: Sequence[int]) -> list[tuple[int, int, int, int]]:
    """Left, top, right and bottom of each line of text, in whole pixels of the page."""
    low, high = np.floor(boxes.min(axis=1)), np.ceil(boxes.max(axis=1))
    low, high = np.clip(low, 0, None), np.minimum(high, [shape[1], shape[0]])
    areas = [(int(a), int(b), int(c), int(d)) for (a, b), (c, d) in zip(low, high, strict=True)]
    return [area for area in areas if area[2] - area[0] > 2 and area[3] - area[1] > 2]


def _cut(area: tuple[int, int, int, int], rules: Sequence[Line]) -> Iterator[tuple[int, int, int, int]]:
    """A line of text in pieces where column rules run through it."""
    x0, y0, x1, y1 = area
    middle = (y0 + y1) / 2
    edge = (y1 - y0) / 4
    inner = [r for r in rules if r.is_vertical and r.y0 <= middle <= r.y1 and x0 + edge < r.x0 and r.x1 < x1 - edge]
    borders = sorted((r.x0 + r.x1) / 2 for r in inner)
    for left, right in pairwise([x0, *borders, x1]):
        if right - left > 2:
            yield round(left), y0, round(right), y1


def _words(area: tuple[int, int, int, int], glyphs: Sequence[Glyph]) -> Iterator[Word]:
    """The words of one line: figures and marks apart from other text, so that each has a confidence of its own.

    Networks waver between the widths of a mark, which makes no difference, and a unit must not suffer from that.
    """
    x0, y0, _, y1 = area
    margin = (y1 - y0) * _MARGIN
    for run in _runs(glyphs, (y1 - y0) * _GAP):
        text = "".join(glyph.text for glyph in run)
        borders = sorted({0, len(text), *(edge for match in _APART.finditer(text) for edge in match.span())})
        for start, end in pairwise(borders):
            word = Word(
                text[start:end],
                x0 + run[start].x0,
                y0 + margin,
                x0 + run[end - 1].x1,
                y1 - margin,
                min(glyph.confidence for glyph in run[start:end]),
            )
            yield mended(word) if FIGURE.fullmatch(word.text) else word


def _even(words: Sequence[Word]) -> list[Word]:
    """The words of a page, those about as high as most of its characters exactly so.

    Boxes of one font differ in how tight they are, while the height of a word tells titles and paragraphs apart.

    >>> words = Word("基本支出", 0, 0, 40, 10), Word("9", 0, 20, 6, 31), Word("决算", 0, 50, 40, 70)
    >>> [word.size for word in _even(words)]
    [10.0, 10.0, 20]
    """
    if not words:
        return []
    heights, characters = np.array([word.size for word in words]), [len(word.text) for word in words]
    usual = float(np.median(np.repeat(heights, characters)))
    return [
        replace(word, y0=(word.y0 + word.y1 - usual) / 2, y1=(word.y0 + word.y1 + usual) / 2)
        if abs(word.size - usual) < _UNEVEN * usual
        else word
        for word in words
    ]


def _runs(glyphs: Sequence[Glyph], gap: float) -> Iterator[Sequence[Glyph]]:
    """The characters of a line parted at gaps wider than `gap`."""
    start = 0
    for place, (glyph, following) in enumerate(pairwise(glyphs), start=1):
        if following.x0 - glyph.x1 > gap:
            yield glyphs[start:place]
            start = place
    if glyphs:
        yield glyphs[start:]


def _axis(line: Line) -> tuple[float, float, float, float]:
    """A line without its thickness."""
    if line.is_vertical:
        middle = (line.x0 + line.x1) / 2
        return middle, line.y0, middle, line.y1
    middle = (line.y0 + line.y1) / 2
    return line.x0, middle, line.x1, middle
