"""Figures of a scan: what OCR gets wrong in them is put right or marked, and each is read a second time.

A network that misreads a figure is often sure of it. Read again as a picture of its own, with other margins and so at
another scale, the same figure seldom comes out wrong in the same way: where the readings differ, neither is believed.
Arithmetic repairs nothing here: the sums of a report are what the warehouse is to check.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from ingest.readers.page import Word
from ingest.readers.scan_lines import Picture
from ingest.readers.scan_text import recognise

#: The confidence left to a figure that was read differently the second time, and to one no report prints (1.2.3).
DISPUTED = 0.4
#: Pixels from which a character is high enough to see a decimal point by, and the confidence of a figure below: points
#: were lost from 12 % of the figures of bilevel pages at 100 dpi, from none at 150 dpi.
_LEGIBLE, _COARSE = 16, 0.6
#: What is left of a confidence after a repair.
_REPAIRED = 0.9
#: Letters and marks that stand for a digit or a point where digits are on both sides, and the digit they stand for.
_LOOKALIKES = str.maketrans("OoQlI|!．。·，", "0001111...,")
#: A figure, lookalikes between its digits included.
FIGURE = re.compile(r"\d(?:(?:[\dOoQlI|!.．。·]|[,，](?=\d{3}(?!\d)))*\d)?[%％]?")
_MARKS = str.maketrans("．。·，％０１２３４５６７８９", "...,%0123456789")
_WELL_FORMED = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?")
#: Lists and dates are no misread figures: 2023.12.31, 1.2.1
_SEVERAL = re.compile(r"\d{1,4}(?:\.\d{1,2}){2}")
#: Room around a figure in its second picture, in parts of its height: across and above.
_ROOM_ACROSS, _ROOM_ABOVE = 0.12, 0.3


def mended(word: Word) -> Word:
    """A figure with lookalikes put right where only one reading is a figure, and the confidence left to it.

    >>> [mended(Word(text, 0, 0, 9, 9, 0.99)) for text in ("1O5，238．50", "13.5.2.1")]  # doctest: +ELLIPSIS
    [Word(text='105,238.50', ..., confidence=0.891), Word(text='13.5.2.1', ..., confidence=0.4)]
    """
    plain, sure = word.text.replace("％", "%"), word.confidence or 0.0
    if _WELL_FORMED.fullmatch(plain) or _SEVERAL.fullmatch(plain):
        return replace(word, text=plain)
    changed = plain.translate(_LOOKALIKES)
    if _WELL_FORMED.fullmatch(changed):
        return replace(word, text=changed, confidence=round(sure * _REPAIRED, 4))
    return replace(word, confidence=min(sure, DISPUTED))


def looked_at_again(words: Sequence[Word], page: Picture) -> list[Word]:
    """The words of a page; figures are as sure as the surer of two like readings, unlike ones make a figure doubtful.

    All lengths are pixels.
    """
    figures = [word for word in words if word.text[0].isdigit()]
    again = recognise([_surroundings(word, page) for word in figures])
    if not figures:
        return list(words)
    usual = median(word.size for word in figures)
    seen = {}
    for word, glyphs in zip(figures, again, strict=True):
        first, second = word.confidence or 0.0, min((glyph.confidence for glyph in glyphs), default=0.0)
        if _digits("".join(glyph.text for glyph in glyphs)) != _digits(word.text) or first <= DISPUTED:
            sure = min(first, DISPUTED)
        else:
            sure = min(max(first, second), 1.0 if _is_legible(word, usual) else _COARSE)
        seen[word] = replace(word, confidence=sure)
    return [seen.get(word, word) for word in words]


def _is_legible(word: Word, usual: float) -> bool:
    """Boxes differ in how tight they are: a figure is judged by the page's `usual` one unless it is much higher."""
    return (word.size if word.size > 1.5 * usual else usual) >= _LEGIBLE


def _surroundings(word: Word, page: Picture) -> Picture:
    across, above = word.size * _ROOM_ACROSS, word.size * _ROOM_ABOVE
    top, bottom = max(0, round(word.y0 - above)), round(word.y1 + above)
    left, right = max(0, round(word.x0 - across)), round(word.x1 + across)
    crop: Picture = page[top:bottom, left:right]
    return crop


def _digits(text: str) -> str:
    """What of a reading must come out the same twice; the edges may hold parts of neighbours."""
    return re.sub(r"[^\d.,%]", "", text.translate(_MARKS)).strip(".,")
