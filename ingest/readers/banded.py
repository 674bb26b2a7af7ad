"""Sheets wider than the paper: their columns go on over further pages, and what stands on one row there is one row.

Pages so printed are put side by side again, before anything is made of them. A page goes on another one when its rows
stand at the heights of that one's rows and the unit above the table has not come yet, which stands at the right end;
and when it has no names in its rows, or so many rows that it is no chance. Where it may go on several, it stays alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.readers import furniture
from ingest.readers.lines import lines
from ingest.readers.page import Page, Word
from ingest.readers.pieces import FIGURE, Piece, are_short, pieces

#: The same row is printed at the same height on every page, less what printing rounds (points).
_NEAR = 1.0
#: A title and one row do not tell a sheet: as many rows must stand at the same heights …
_FEWEST_ROWS = 2
#: … and as many where both pages have names in their rows.
_FEWEST_NAMED = 6
_CODE = re.compile(r"\d{3,7}")
_UNIT = re.compile(r"单\s*位\s*[:：]?.*元")
_DEPARTMENT = re.compile(r"(?:部\s*门|单\s*位)[^:：]{0,6}[:：](?!.*元)")

_Row = list[Piece]


def joined(pages: Sequence[Page]) -> list[Page]:
    """The pages, those of one sheet side by side as one wide page with the first one's number."""
    found: list[Page] = []
    start, coming = 0, -1  # where the sheet begins, and which of its pages comes next once one had another beside it
    for page in pages:
        if _has(_DEPARTMENT, page):
            start = len(found)
        fits = [n for n in range(start, len(found)) if _goes_on(found[n], page)]
        if coming not in fits and (len(fits) != 1 or len(_rows(page)) < _FEWEST_ROWS):
            found.append(page)
            coming = -1
            continue
        place = coming if coming in fits else fits[0]
        found[place] = _beside(found[place], page)
        coming = place + 1
    return found


def _has(caption: re.Pattern[str], page: Page) -> bool:
    return any(caption.search(word.text) for word in page.words)


def _parted(page: Page) -> list[_Row]:
    """The parts of a page's lines, page numbers aside."""
    return [pieces(line) for line in lines(page.words) if not furniture.is_page_number(line.text)]


def _rows(page: Page) -> list[_Row]:
    """Those in which figures stand alone."""
    return [parts for parts in _parted(page) if any(part.is_figure for part in parts)]


def _goes_on(page: Page, following: Page) -> bool:
    """Whether the rows of a page are those of another one, and what it adds are amounts and titles, or half a table."""
    if abs(page.height - following.height) > _NEAR or _has(_UNIT, page):
        return False
    if not _may_go_on(page, following):
        return False
    lower, upper = _parted(following), _parted(page)
    rows, others = _divided(lower)
    there, _ = _divided(upper)
    if not all(_is_at(row, upper) for row in rows) or any(_is_at(title, there) for title in others):
        return False
    if all(part.is_figure for parts in rows for part in parts):
        named = [parts for parts in upper if _is_named(parts)]
        return _has(_DEPARTMENT, page) or sum(_is_at(row, named) for row in rows) >= 0.6 * len(rows)
    return len(rows) >= _FEWEST_NAMED and _has(_UNIT, following) and all(_is_at(row, there) for row in rows)


def _may_go_on(page: Page, following: Page) -> bool:
    """Whether figures stand alone and at the heights of words there: most pages are told apart so, in no time."""
    heights = {round(word.y0) + n for word in page.words for n in (-1, 0, 1)}
    figures = [word for word in following.words if FIGURE.fullmatch(word.text)]
    off = sum(round(word.y0) not in heights for word in figures)
    # One may be the number of the page.
    return bool(figures) and off <= 1


def _divided(parted: Iterable[_Row]) -> tuple[list[_Row], list[_Row]]:
    """Lines with figures that stand alone, and the others."""
    rows: list[_Row] = []
    others: list[_Row] = []
    for parts in parted:
        (rows if any(part.is_figure for part in parts) else others).append(parts)
    return rows, others


def _is_named(parts: _Row) -> bool:
    is_named = any(not part.is_figure or _CODE.fullmatch(part.text) for part in parts)
    return is_named and are_short(parts)


def _is_at(row: _Row, rows: Sequence[_Row]) -> bool:
    return any(abs(row[0].y0 - parts[0].y0) < _NEAR for parts in rows)


def _beside(page: Page, following: Page) -> Page:
    """A page with what goes on it at its right end; what was printed on both, because it stands between, is once."""
    ends = [rule.x1 for rule in page.rules] or [word.x1 + word.size for word in page.words]
    starts = [rule.x0 for rule in following.rules] or [word.x0 for word in following.words]
    by = max(ends) - min(starts)
    numbers = {word for line in lines(following.words) if furniture.is_page_number(line.text) for word in line.words}
    moved = [replace(word, x0=word.x0 + by, x1=word.x1 + by) for word in following.words if word not in numbers]
    return replace(
        page,
        width=page.width + following.width,
        words=(*page.words, *(word for word in moved if not any(_is_same(word, other) for other in page.words))),
        rules=(*page.rules, *(replace(rule, x0=rule.x0 + by, x1=rule.x1 + by) for rule in following.rules)),
        bands=(*page.bands, (max(ends), following.number)),
    )


def _is_same(word: Word, other: Word) -> bool:
    return word.text == other.text and abs(word.x0 - other.x0) < 3 * _NEAR and abs(word.y0 - other.y0) < _NEAR
