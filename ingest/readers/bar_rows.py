"""Which cells the rows of a table between bars lack: those merged downwards, and in rows of one line the empty ones.

A row of a form shorter than its header is put under the header's titles by what its cells hold: a percentage stands
under a rate, points under points, a name behind the words of its levels. A row that may be put there in two ways is
moved right of all titles, where its numbers are of no column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

_NUMBER = re.compile(r"-?[\d,，]*\d(?:\.\d+)?(?:[万亿]?元|[万亿])?")
_PERCENT = re.compile(r"-?[\d,]*\d(?:\.\d+)?[%％]")
_DASH = re.compile(r"[-—–/]*")
_POINTS, _RATE = re.compile("分值|得分|权重"), re.compile("率|进度")
_UNIT = re.compile(r"[（(]万?元[)）]$")
_MONEY, _NAME = (
    re.compile(r"(?:预算|执行|支出|到位|决算)数|金额"),
    re.compile("(?:三级指标|指标名称|指标内容)(?:名称)?"),
)
_LEVEL_TITLE, _TARGET = re.compile("[一二]级指标"), re.compile("指标值|目标值")
_NOTE = re.compile("原因|措施|备注|说明")
_LEVEL = re.compile(
    r"(?:产出|效益|效果|满意度|成本|数量|质量|时效|(?:经济|社会|生态)(?:环境)?(?:效益|成本)|可持续(?:影响|发展)?"
    r"|(?:社会公众或)?(?:服务|受益)对象(?:满意度)?|项目(?:产出|完成|效益))(?:指标)?(?:等)?(?:\(?（?\d+分?）?\)?)?"
)
_FIRST_LEVEL = re.compile("产出(?:指标)?(?!数|质|时|成)|(?<!.)效益|满意度|项目(?:产出|完成|效益)")
_TITLE = re.compile(r"表(?:\(.*\)|（.*）)?$")
_SUMS = re.compile(r"(?:总分|合计|总计|总得分)")
#: How far the quotient of rounded amounts may lie from a printed percentage.
_CLOSE = 0.011
_MOST_POINTS = 100


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """The rows with an empty cell for each that they lack, as far as their header tells.

    >>> list(aligned([["资金", "预算数", "执行数", "分值", "执行率"], ["总额", "50", "40", "80%"]]))[1]
    ['总额', '50', '40', '', '80%']
    >>> list(aligned([["资金", "年初预算数", "全年预算数", "执行数"], ["总额", "50", "40"]]))[1]
    ['', '', '', '', '总额', '50', '40']
    """
    header: list[str] = []
    upper: list[str] = []
    for row in rows:
        bare = ["".join(cell.split()) for cell in row]
        if _is_header(bare):
            if any(_NAME.fullmatch(cell) for cell in bare) and upper:
                row, bare = [*row, *_merged(upper, bare)], [*bare, *_merged(upper, bare)]
            header = _without_end(bare)
            row, bare = row[: len(header)], header
        upper = bare if any(map(_TARGET.search, bare)) and len(bare) > 3 else []
        is_form = any(map(_NAME.fullmatch, header))
        is_told = (len(bare) > 1 and any(map(_is_value, bare))) or (is_form and (len(bare) > 2 or _are_levels(bare)))
        if len(bare) == 1 and _TITLE.search(bare[0]):
            header = []  # another form begins
        if is_form and _SUMS.match(bare[0]) and len(bare) < len(header):
            yield _sums(header, row)
        elif not is_told or len(bare) >= len(header) or _SUMS.match(bare[0]):
            yield list(row)
        else:
            put = _indicator if is_form else _amounts
            yield put(header, row, bare) or [*[""] * len(header), *row]


def _sums(header: Sequence[str], row: Sequence[str]) -> list[str]:
    """合计 | 100 under 权重: a single number is what could be had."""
    points = [at for at, title in enumerate(header) if _POINTS.search(title)]
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
    return all(map(_LEVEL.fullmatch, bare))


def _is_header(bare: Sequence[str]) -> bool:
    """Whether a row names columns of money, or of indicators."""
    if len(bare) < 3 or any(map(_is_value, bare)):
        return False
    titles = sum(_MONEY.search(cell) is not None or _RATE.search(cell) is not None for cell in bare if len(cell) < 16)
    is_form = any(map(_NAME.fullmatch, bare)) and any(map(_TARGET.search, bare))
    return is_form or titles > 1


def _is_value(cell: str) -> bool:
    return bool(_NUMBER.fullmatch(cell) or _PERCENT.fullmatch(cell))


def _merged(upper: Sequence[str], lower: Sequence[str]) -> Sequence[str]:
    """What stands behind 年度指标值 in the row above 指标性质 | 指标值 | 度量单位, and is merged down over that row."""
    at = next((at for at, cell in enumerate(upper) if _TARGET.search(cell)), len(upper))
    return upper[at + 1 :] if any(_TARGET.search(cell) for cell in lower) and at < len(upper) - 1 else ()


def _amounts(header: Sequence[str], row: Sequence[str], bare: Sequence[str]) -> list[str]:
    """A row of amounts under its titles, empty where that is not certain."""
    lacks = len(header) - len(bare)
    if not any(header[1 : lacks + 1]):
        return [*[""] * lacks, *row]  # 资金 | (empty) | 预算数: the labels stand below the empty title
    if "" in bare or _is_value(bare[0]):
        return []
    rates = [at for at, title in enumerate(header) if _RATE.search(title)]
    percents = [at for at, cell in enumerate(bare) if _PERCENT.fullmatch(cell)]
    money = [at for at, title in enumerate(header[1:], 1) if at not in rates and not _POINTS.search(title)]
    money = [at for at in money if not _NOTE.search(header[at]) and "预计" not in header[at]]
    if not percents:
        is_whole = len(bare) - 1 == len(money) and all(map(_is_value, bare[1:])) and money == [*range(1, len(bare))]
        return list(row) if is_whole else []
    if len(percents) > 1 or len(rates) != 1:
        return []
    # 预算执行情况 | 年度预算数(万元) | 年初预算: a title that alone states the unit stands over the labels
    label = int(bool(_UNIT.search(header[1])) and not any(map(_UNIT.search, header[2:])))
    money = [at for at in money if at > label]
    before = [at for at in range(1 + label, rates[0]) if at in money or _POINTS.search(header[at])]
    ways = {
        places
        for places in combinations(before, percents[0] - 1)
        if _fits(places, bare, money, header, bare[percents[0]])
    }
    behind = [*range(rates[0] + 1, rates[0] + 1 + len(bare) - percents[0] - 1)]
    if len(ways) != 1 or (behind and behind[-1] >= len(header)):
        return []
    found = [""] * len(header)
    for place, cell in zip((label, *ways.pop(), rates[0], *behind), row, strict=True):
        found[place] = cell
    return found


def _fits(places: Sequence[int], bare: Sequence[str], money: Sequence[int], header: Sequence[str], rate: str) -> bool:
    """Whether numbers in these places give the row's percentage: the last amount over the one before it."""
    held = dict(zip(places, map(_float, bare[1:]), strict=False))
    amounts = [held[at] for at in money if at in held]
    if len(held) < len(places) or len(amounts) < 2 or None in held.values() or money[-1] not in held:
        return False
    if any(at not in money and not 0 <= (held[at] or 0) <= _MOST_POINTS for at in held):
        return False
    spent, given = amounts[-1] or 0.0, amounts[-2] or 0.0
    told = _float(rate.rstrip("%％")) or 0.0
    if not any(held.values()) and not told:
        return len(held) == len(money)  # 0.00 | 0.00 | 0.00 | 0.00%
    return bool(given) and abs(spent / given * 100 - told) <= max(_CLOSE * 100, 0.5) and len(header) > places[-1]


def _float(cell: str) -> float | None:
    bare = cell.replace(",", "").replace("，", "").removesuffix("元").removesuffix("万")
    return float(bare) if re.fullmatch(r"-?\d+(?:\.\d+)?", bare) else None


def _indicator(header: Sequence[str], row: Sequence[str], bare: Sequence[str]) -> list[str]:
    """A row of an indicator under its titles, empty where that is not certain."""
    name = next(at for at, title in enumerate(header) if _NAME.fullmatch(title))
    levels = [at for at in range(name) if _LEVEL_TITLE.search(header[at])]
    left = levels[0] if levels else name
    first = next((at for at, cell in enumerate(bare) if _LEVEL.fullmatch(cell)), 0)
    if first > left:
        first = 0
    known = [at for at in range(first, len(bare)) if at - first < len(levels) and _LEVEL.fullmatch(bare[at])]
    if _are_levels(bare) and len(bare) <= len(levels) and (len(levels) > 1 or _FIRST_LEVEL.match(bare[0])):
        return _placed(header, levels, row, bare)
    ways = []
    for count in range(len(known) + 1):
        own = bare[first + count + 1 :]
        is_named = not _FIRST_LEVEL.match(bare[min(first + count, len(bare) - 1)])
        if is_named and known[:count] == [*range(first, first + count)]:
            ways += [count] if _stands(header[name + 1 :], own, "" in bare) else []
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
    is_first = len(bare) == 1 and _FIRST_LEVEL.match(bare[0])
    for place, cell in zip(levels[:1] if is_first else levels[len(levels) - len(row) :], row, strict=True):
        found[place] = cell
    return found


def _stands(titles: Sequence[str], cells: Sequence[str], has_empty: bool) -> bool:
    """Whether cells behind a name are those of all titles; a note may lack where no empty cell is printed."""
    lacks_note = bool(titles) and bool(_NOTE.search(titles[-1])) and not has_empty and len(cells) == len(titles) - 1
    if len(cells) != len(titles) and not lacks_note:
        return False
    points = [cell for title, cell in zip(titles, cells, strict=False) if _POINTS.search(title)]
    noted = [cell for title, cell in zip(titles, cells, strict=False) if _NOTE.search(title)]
    return all(not cell or _DASH.fullmatch(cell) or _NUMBER.fullmatch(cell) for cell in points) and not any(
        map(_is_value, noted)
    )
