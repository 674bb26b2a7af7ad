"""Text printed across a page's own text and no part of it: 内部资料 at a slant, or in large letters behind the lines.

`ingest.readers.pdf_page` knows which words stand at a slant; which lie behind others is told here. `layout` says each
watermark once, after the body.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from ingest.readers.page import Word

#: A watermark's letters are this many times as high as most of the page's.
_LARGER = 1.8


def behind(words: Sequence[Word]) -> frozenset[Word]:
    """The words of lines in large letters in which other words stand.

    >>> large, small = Word("秘", 0, 0, 50, 50), Word("12.50", 10, 20, 35, 30)
    >>> behind([large, small, Word("3.00", 70, 20, 90, 30)]) == {large}
    True
    """
    if not words:
        return frozenset()
    usual = median(word.size for word in words)
    large = [word for word in words if word.size > _LARGER * usual]
    small = [word for word in words if word.size <= _LARGER * usual] if large else []
    lines = {round(word.y1) for word in large if any(_is_inside(other, word) for other in small)}
    return frozenset(word for word in large if round(word.y1) in lines)


def _is_inside(word: Word, large: Word) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return (large.x0 < x < large.x1 or word.x0 < (large.x0 + large.x1) / 2 < word.x1) and (
        large.y0 + 0.1 * large.size < y < large.y1 - 0.1 * large.size
    )
