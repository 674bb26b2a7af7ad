"""What lies on a page, whichever format it came from: words, rules, and where they stand.

Positions are in points (1/72 inch) from the upper left corner of the page as a reader sees it, y growing downwards. The
PDF and the scan reader make Pages; `ingest.readers.layout` turns Pages into paragraphs and tables.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """Characters that stand next to each other on one line: a word, part of a line or a whole one.

    `y0` to `y1` is the height of the characters' em box, so that words of one line and size have the same.
    `confidence` from 0 to 1 where the word was recognised in a picture, else None.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float | None = None

    @property
    def size(self) -> float:
        """The height of a character."""
        return self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight ruling from (x0, y0) to (x1, y1), x0 ≤ x1 and y0 ≤ y1; upright where y1 − y0 is the longer side."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_upright(self) -> bool:
        """Whether it parts columns rather than rows."""
        return self.y1 - self.y0 > self.x1 - self.x0


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `number` is one-based, `words` come in any order.

    `bands` are the further pages put at its right end: where each begins, and its number (`ingest.readers.banded`).
    `across` is the text of a watermark.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
    bands: tuple[tuple[float, int], ...] = ()
    across: str = ""

    def number_at(self, x: float) -> int:
        """The number of the page that stands at `x`."""
        return max((number for start, number in self.bands if x > start - 1.0), default=self.number)
