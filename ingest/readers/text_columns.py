"""Pages of prose set in columns → pages of one column, in reading order.

A gutter is a stretch of a page's width that no word of many lines stands in, with sentences on both sides that fill
their column from edge to edge. Cells of a table do not, and keep their places. What stands above and below the columns
is read before and after them; a column is read whole before the one to its right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ingest.readers.lines import Line, lines, segments
from ingest.readers.page import Page, Rule, Word

#: A gutter is at least this wide (characters), and stands beside at least so many lines …
_GUTTER = 0.9
_FEWEST_LINES = 6
#: … of which this part fills its column, but for so many characters at either end.
_FULL = 0.5
_SLACK = 1.2
_INDENT = 2.6
#: Columns are at least this wide (characters), and hold a mark between clauses for so many lines.
_NARROWEST = 8.0
_LINES_PER_MARK = 8
_MARK = re.compile("[，。；]")
#: Gutters are looked for at so many points from each other.
_STEP = 3.0
#: Pages with more words are drawings of text.
_MOST_WORDS = 5000


@dataclass(frozen=True, slots=True)
class _Part:
    """Words read together, in a stretch of the page's width."""

    words: tuple[Word, ...]
    x0: float
    top: float
    bottom: float


def straightened(page: Page) -> Page:
    """The page with its columns below each other; the same page where it has none."""
    if len(page.words) > _MOST_WORDS:
        return page
    parts = list(_parts(page.words, page.rules))
    if len(parts) < 2:
        return page
    feet = [line.y1 for line in lines(page.words)]
    pitch = median([low - high for high, low in pairwise(feet) if low - high > 1] or [0])
    words: list[Word] = []
    rules = {rule: rule for rule in page.rules}
    down = 0.0
    for before, part in pairwise((None, *parts)):
        assert part is not None
        if before is not None and part.top < before.bottom:  # the next column: one line below the end of the last one
            down += before.bottom + pitch - max(line.size for line in lines(part.words)) - part.top
        aside = -part.x0
        words += [_moved(word, aside, down) for word in part.words]
        for rule in page.rules:
            if (
                part.top <= rule.y0 <= part.bottom
                and part.x0 - 2 <= rule.x0
                and any(rule.x0 < w.x1 for w in part.words)
            ):
                rules[rule] = Rule(rule.x0 + aside, rule.y0 + down, rule.x1 + aside, rule.y1 + down)
    usual = median(line.x1 - line.x0 for line in lines(words))
    # Where a column's lines are full is told from those longer than half the page.
    width = min(page.width, 1.5 * usual)
    return replace(page, width=width, height=page.height + down, words=tuple(words), rules=tuple(rules.values()))


def _moved(word: Word, right: float, down: float) -> Word:
    return replace(word, x0=word.x0 + right, x1=word.x1 + right, y0=word.y0 + down, y1=word.y1 + down)


def _parts(words: Sequence[Word], rules: Sequence[Rule]) -> Iterator[_Part]:
    """The words of a page in reading order: what stands above the columns, each of them, and what stands below."""
    printed = lines(words)
    found = _columns(printed, rules)
    if found is None:
        if words:
            yield _part(words)
        return
    first, last, gutter = found
    inside = [word for line in printed[first : last + 1] for word in line.words]
    for several in (
        [word for line in printed[:first] for word in line.words],
        [word for word in inside if word.x1 <= gutter],
        [word for word in inside if word.x1 > gutter],
        [word for line in printed[last + 1 :] for word in line.words],
    ):
        yield from _parts(several, rules)


def _part(words: Sequence[Word]) -> _Part:
    return _Part(tuple(words), min(w.x0 for w in words), min(w.y0 for w in words), max(w.y1 for w in words))


def _columns(printed: Sequence[Line], rules: Sequence[Rule]) -> tuple[int, int, float] | None:
    """First and last line of the widest run of lines beside a gutter, and where the gutter is."""
    if len(printed) < _FEWEST_LINES or not _has_sentences(printed):
        return None
    gaps = Counter(round(middle / _STEP) for middle in _gaps(printed))
    # A gutter goes on from line to line; gaps of justified lines stand anywhere.
    common = [place for place, count in gaps.items() if count + gaps[place + 1] > 2]
    best: tuple[int, int, float] | None = None
    for gutter in (place * _STEP for place in common):
        for first, last in _runs(printed, rules, gutter):
            if (best is None or last - first > best[1] - best[0]) and _is_prose(printed[first : last + 1], gutter):
                best = first, last, gutter
    return best


def _gaps(printed: Sequence[Line]) -> Iterator[float]:
    """The middles of the gaps in lines, and between neighbouring lines that stand beside each other."""
    for line in printed:
        for a, b in pairwise(segments(line, _GUTTER)):
            yield (a.x1 + b.x0) / 2
    for above, below in pairwise(printed):
        first, second = sorted((above, below), key=lambda line: line.x0)
        if second.x0 - first.x1 >= _GUTTER * first.size:
            yield (first.x1 + second.x0) / 2


def _runs(printed: Sequence[Line], rules: Sequence[Rule], gutter: float) -> Iterator[tuple[int, int]]:
    """Runs of lines that leave a gutter free; a line drawn through it ends a run."""
    first: int | None = None
    for number, line in enumerate((*printed, None)):
        is_free = line is not None and not any(
            word.x0 - _GUTTER / 2 * line.size + 1 < gutter < word.x1 + _GUTTER / 2 * line.size - 1
            for word in line.words
        )
        if is_free and first is None:
            first = number
        if first is not None and not is_free:
            if number - first >= _FEWEST_LINES and not _is_crossed(printed[first:number], rules, gutter):
                yield first, number - 1
            first = None


def _is_crossed(several: Sequence[Line], rules: Sequence[Rule], gutter: float) -> bool:
    top, bottom = several[0].y0, several[-1].y1
    return any(rule.x0 < gutter < rule.x1 and top < rule.y0 < bottom for rule in rules)


def _is_prose(several: Sequence[Line], gutter: float) -> bool:
    """Whether sentences fill both sides of a gutter."""
    for is_left in (True, False):
        words = [word for line in several for word in line.words if (word.x1 <= gutter) == is_left]
        side = lines(words)
        if len(side) < _FEWEST_LINES:
            return False
        left, right, size = (
            min(line.x0 for line in side),
            max(line.x1 for line in side),
            median(line.size for line in side),
        )
        full = [line for line in side if line.x1 > right - _SLACK * size and line.x0 < left + _INDENT * size]
        is_wide = right - left >= _NARROWEST * size
        if not is_wide or len(full) < _FULL * len(side) or not _has_sentences(side):
            return False
    return True


def _has_sentences(several: Sequence[Line]) -> bool:
    return sum(len(_MARK.findall(word.text)) for line in several for word in line.words) * _LINES_PER_MARK >= len(
        several
    )
