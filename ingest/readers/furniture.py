"""What pages repeat: running headers and footers, and page numbers.

Only lines in the outer part of a page go, and only page numbers and what stands at the same place on half of the pages.
One copy of such a line is kept, as the Word reader keeps it: on the first page, else after the body. What heads a table
wherever it stands (a form's title) or belongs to a caption (单位：万元) always stays: each table needs its own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from ingest.readers.lines import Line
from ingest.readers.page import Page
from ingest.readers.ruling import Ruled

Item = Line | Ruled

#: Headers and footers stand within this part of a page's height from its edge.
_OUTER = 0.12
_NUMBERED = re.compile(r"第\s*\d{1,5}\s*页(?:\s*[,，/、|]?\s*共\s*\d{1,5}\s*页)?")
_DASHED = re.compile(r"[-—–－―·•~\s]+\d{1,5}[-—–－―·•~\s]+")
_BARE = re.compile(r"(\d{1,5})(?:\s*/\s*\d{1,5})?")
#: Lines closer than this (characters) to a table, or to one that is, head it; running headers stand further off.
_CLOSE = 2.0
_CAPTION = re.compile(r"(?:单\s*位|部\s*门)\s*[:：]|^\s*20\d\d\s*年度?\s*$|公开\s*\d+\s*表")


def without(pages: Sequence[Page], by_page: Sequence[Sequence[Item]]) -> tuple[list[list[Item]], list[Line]]:
    """The items of each page without what repeats, and one copy of each repeated line that heads nothing."""
    outer = [line for page, items in zip(pages, by_page, strict=True) for line in _outer(page, items)]
    numbers = [(line, int(bare[1])) for line in outer if (bare := _BARE.fullmatch(line.text))]
    steps = Counter(number - line.page for line, number in numbers)
    dropped = {id(line) for line, number in numbers if steps[number - line.page] > 1 or number == line.page}
    dropped |= {id(line) for line in outer if is_page_number(line.text)}
    places: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for line in outer:
        if id(line) not in dropped and not _CAPTION.search(line.text):
            places[_NUMBERED.sub("", line.text).strip(), round(line.y1 / 6)].append(line)
    heads = {id(line) for items in by_page for line in _heads(items)}
    once: list[Line] = []
    for several in places.values():
        if 2 * len(several) >= max(3, len(pages)) and not all(id(line) in heads for line in several):
            is_first = several[0].page == pages[0].number
            dropped |= {id(line) for line in several[is_first:]}
            once += [] if is_first else several[:1]
    return [[item for item in items if id(item) not in dropped] for items in by_page], once


def is_page_number(text: str) -> bool:
    """Whether a line can be nothing else: 第 3 页, — 3 —."""
    return bool(_DASHED.fullmatch(text) or _NUMBERED.fullmatch(text))


def _heads(items: Sequence[Item]) -> Iterator[Line]:
    """The lines that stand right above a table."""
    top: float | None = None
    for item in reversed(items):
        if isinstance(item, Ruled):
            top = item.y0
        elif top is not None and top - item.y1 < _CLOSE * item.size:
            top = item.y0
            yield item
        else:
            top = None


def _outer(page: Page, items: Sequence[Item]) -> list[Line]:
    """The first and last two lines of a page, where they stand at its edge."""
    ends = (*items[:2], *items[max(2, len(items) - 2) :])
    near = _OUTER * page.height
    return [item for item in ends if isinstance(item, Line) and (item.y0 < near or item.y1 > page.height - near)]
