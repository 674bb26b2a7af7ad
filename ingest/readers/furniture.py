"""What pages repeat: running headers and footers, and page numbers.

Only lines in the outer part of a page go, and only page numbers and what stands at the same place on half of the pages.
One copy of such a line is kept, as the Word reader keeps it: before the table or on the first page it heads, else after
the body. What captions of tables repeat (单位：万元) is never taken for one, for each table needs its own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from ingest.readers.lines import Line
from ingest.readers.page import Page
from ingest.readers.ruling import Ruled

Item = Line | Ruled

#: Headers and footers stand within this part of a page's height from its edge.
_OUTER = 0.12
_NUMBERED = re.compile(r"第\s*\d{1,5}\s*页(?:\s*[,，/、|]?\s*共\s*\d{1,5}\s*页)?|(?:^|(?<=\s))\d{1,5}\s*/\s*\d{1,5}$")
_DASHED = re.compile(r"[-—–－―·•~\s]+\d{1,5}[-—–－―·•~\s]+")
_BARE = re.compile(r"\d{1,5}")
_CAPTION = re.compile(r"(?:单\s*位|部\s*门)\s*[:：]|^\s*20\d\d\s*年度?\s*$|公开\s*\d+\s*表")


def without(pages: Sequence[Page], by_page: Sequence[Sequence[Item]]) -> tuple[list[list[Item]], list[Line]]:
    """The items of each page without what repeats, and one copy of each repeated line that heads nothing."""
    outer = [_outer(page, items) for page, items in zip(pages, by_page, strict=True)]
    dropped = {id(line) for lines in outer for line in lines if _is_page_number(line.text)}
    counted = [(line, int(line.text)) for lines in outer for line in lines if _BARE.fullmatch(line.text)]
    steps = Counter(number - line.page for line, number in counted)
    dropped |= {id(line) for line, number in counted if steps[number - line.page] > 1 or number == line.page}
    places: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for lines in outer:
        for line in lines:
            if id(line) not in dropped and not _CAPTION.search(line.text):
                places[_NUMBERED.sub("", line.text).strip(), round(line.y1 / 6)].append(line)
    heads = {id(items[i]) for items in by_page for i in range(len(items) - 1) if isinstance(items[i + 1], Ruled)}
    once: list[Line] = []
    for several in places.values():
        if len(several) > 1 and 2 * len(several) >= len(pages):
            first = several[0]
            stays = first.page == pages[0].number or id(first) in heads
            dropped |= {id(line) for line in (several[1:] if stays else several)}
            once += [] if stays else [first]
    return [[item for item in items if id(item) not in dropped] for items in by_page], once


def _outer(page: Page, items: Sequence[Item]) -> list[Line]:
    """The first and last two lines of a page, where they stand at its edge."""
    ends = (*items[:2], *items[max(2, len(items) - 2) :])
    near = _OUTER * page.height
    return [item for item in ends if isinstance(item, Line) and (item.y0 < near or item.y1 > page.height - near)]


def _is_page_number(text: str) -> bool:
    return bool(_DASHED.fullmatch(text)) or not _NUMBERED.sub("", text).strip(" -—–－―")
