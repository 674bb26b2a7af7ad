"""Which cells the rows of a table between bars lack: those merged downwards, and in rows of one line the empty ones.

A row of a form shorter than its header is put under the header's titles by what its cells hold: a percentage stands
under a rate, points under points, a name behind the words of its levels. A row that may be put there in two ways is
moved right of all titles, where its numbers are of no column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.readers import bar_money
from ingest.readers import bar_titles as kinds

_WHOLE = re.compile("(?:年度)?绩效指标")
_TITLE = re.compile(r"表(?:\(.*\)|（.*）)?$")
SUMS = re.compile(r"(?:总分|合计|总计|总得分)")


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """The rows with an empty cell for each that they lack, as far as their header tells.

    >>> list(aligned([["资金", "预算数", "执行数", "分值", "执行率"], ["总额", "50", "40", "80%"]]))[1]
    ['总额', '50', '40', '', '80%']
    >>> list(aligned([["资金", "年初预算数", "全年预算数", "执行数"], ["总额", "50", "40"]]))[1]
    ['', '', '', '', '总额', '50', '40']
    """
    header: list[str] = []
    upper: list[str] = []
    for at, row in enumerate(rows):
        bare = ["".join(cell.split()) for cell in row] or [""]
        if _is_header(bare):
            if _begins_left(_without_end(bare), rows[at + 1 : at + 2]):
                row, bare = ["", *row], ["", *bare]
            if any(kinds.NAME.fullmatch(cell) for cell in bare) and upper:
                row, bare = [*row, *_merged(upper, bare)], [*bare, *_merged(upper, bare)]
            header = _without_end(bare)
            row, bare = row[: len(header)], header
        upper = bare if any(map(kinds.TARGET.search, bare)) and len(bare) > 3 else []
        is_form = any(map(kinds.NAME.fullmatch, header))
        is_told = (len(bare) > 1 and any(map(kinds.is_value, bare))) or (
            is_form and (len(bare) > 2 or _are_levels(bare))
        )
        if len(bare) == 1 and _TITLE.search(bare[0]):
            header = []  # another form begins
        if is_form and SUMS.match(bare[0]) and len(bare) < len(header):
            yield sums(header, row)
        elif not is_told or len(bare) >= len(header) or SUMS.match(bare[0]):
            yield list(row)
        else:
            put = _indicator if is_form else bar_money.amounts
            yield put(header, row, bare) or [*[""] * len(header), *row]


def _begins_left(titles: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether the row below titles begins left of them: 一级指标 | … over 绩效指标 | 产出指标 | 数量指标 | …"""
    cells = ["".join(cell.split()) for row in below for cell in row]
    return (
        titles[0] == "一级指标"
        and len(cells) == len(titles) + 1
        and _WHOLE.fullmatch(cells[0]) is not None
        and _are_levels(cells[1:3])
    )


def sums(header: Sequence[str], row: Sequence[str]) -> list[str]:
    """合计 | 100 under 权重: a single number is what could be had."""
    points = [at for at, title in enumerate(header) if kinds.POINTS.search(title)]
    found = [row[0], *[""] * (len(header) - 1)]
    if not 0 < len(row) - 1 <= len(points):
        return list(row)
    for place, cell in zip(points, row[1:], strict=False):
        found[place] = cell
    return found


def _without_end(cells: Sequence[str]) -> list[str]:
    """Cells without the empty ones at their end."""
    return [*cells[: max((at for at, cell in enumerate(cells, 1) if cell), default=0)]]


def _are_levels(bare: Sequence[str]) -> bool:
    return all(map(kinds.is_level, bare))


def _is_header(bare: Sequence[str]) -> bool:
    """Whether a row names columns of money, or of indicators."""
    if len(bare) < 3 or any(map(kinds.is_value, bare)):
        return False
    titles = sum(kinds.MONEY.search(cell) is not None or kinds.is_rate(cell) for cell in bare if len(cell) < 16)
    is_form = any(map(kinds.NAME.fullmatch, bare)) and any(map(kinds.TARGET.search, bare))
    return is_form or titles > 1


def _merged(upper: Sequence[str], lower: Sequence[str]) -> Sequence[str]:
    """What stands behind 年度指标值 in the row above 指标性质 | 指标值 | 度量单位, and is merged down over that row."""
    at = next((at for at, cell in enumerate(upper) if kinds.TARGET.search(cell)), len(upper))
    return upper[at + 1 :] if any(kinds.TARGET.search(cell) for cell in lower) and at < len(upper) - 1 else ()


def _indicator(header: Sequence[str], row: Sequence[str], bare: Sequence[str]) -> list[str]:
    """A row of an indicator under its titles, empty where that is not certain."""
    name = next(at for at, title in enumerate(header) if kinds.NAME.fullmatch(title))
    levels = [at for at in range(name) if kinds.LEVEL_TITLE.search(header[at])]
    left = levels[0] if levels else name
    first = next((at for at, cell in enumerate(bare) if kinds.is_level(cell)), 0)
    if first > left:
        first = 0
    known = [at for at in range(first, len(bare)) if at - first < len(levels) and kinds.is_level(bare[at])]
    if _are_levels(bare) and len(bare) <= len(levels) and (len(levels) > 1 or kinds.is_first_level(bare[0])):
        return _placed(header, levels, row, bare)
    ways = []
    for count in range(len(known) + 1):
        own = bare[first + count + 1 :]
        is_named = not kinds.is_first_level(bare[min(first + count, len(bare) - 1)])
        if is_named and known[:count] == [*range(first, first + count)]:
            ways += [count] if stands(header[name + 1 :], own, "" in bare) else []
    if not ways:
        return []
    behind = first + ways[-1]
    found = _placed(header, levels, row[first:behind], bare[first:behind])
    found[left - first : left] = row[:first]
    found[name : name + len(row) - behind] = row[behind:]
    return found


def _placed(header: Sequence[str], levels: Sequence[int], row: Sequence[str], bare: Sequence[str]) -> list[str]:
    """A row of the header's length that holds nothing but the names of levels."""
    found = [""] * len(header)
    is_first = len(bare) == 1 and kinds.is_first_level(bare[0])
    for place, cell in zip(levels[:1] if is_first else levels[len(levels) - len(row) :], row, strict=True):
        found[place] = cell
    return found


def stands(titles: Sequence[str], cells: Sequence[str], has_empty: bool) -> bool:
    """Whether cells behind a name are those of all titles; a note may lack where no empty cell is printed."""
    lacks_note = (
        bool(titles) and bool(kinds.NOTE.search(titles[-1])) and not has_empty and len(cells) == len(titles) - 1
    )
    if len(cells) != len(titles) and not lacks_note:
        return False
    points = [cell for title, cell in zip(titles, cells, strict=False) if kinds.POINTS.search(title)]
    noted = [cell for title, cell in zip(titles, cells, strict=False) if kinds.NOTE.search(title)]
    return all(not cell or kinds.DASH.fullmatch(cell) or kinds.NUMBER.fullmatch(cell) for cell in points) and not any(
        map(kinds.is_value, noted)
    )
