"""Where the amounts of a row between bars stand that is shorter than its header.

A percentage is the quotient of the amounts before it, points are no more than a hundred; a row that may be put under
its titles in two ways is put nowhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from ingest.readers import bar_titles as kinds

#: How far the quotient of rounded amounts may lie from a printed percentage, in percent.
_CLOSE = 1.1


def amounts(header: Sequence[str], row: Sequence[str], bare: Sequence[str]) -> list[str]:
    """A row of amounts under its titles, empty where that is not certain."""
    lacks = len(header) - len(bare)
    if not any(header[1 : lacks + 1]):
        return [*[""] * lacks, *row]  # 资金 | (empty) | 预算数: the labels stand below the empty title
    if "" in bare or kinds.is_value(bare[0]):
        return []
    rates = [at for at, title in enumerate(header) if kinds.is_rate(title)]
    percents = [at for at, cell in enumerate(bare) if kinds.PERCENT.fullmatch(cell)]
    money = [at for at, title in enumerate(header[1:], 1) if at not in rates and not kinds.POINTS.search(title)]
    money = [at for at in money if not kinds.NOTE.search(header[at]) and "预计" not in header[at]]
    money = [at for at in money if not kinds.SOURCE.search(header[at])]
    if whole := _whole(header, row, bare):
        return whole
    if not percents:
        is_whole = (
            len(bare) - 1 == len(money) and all(map(kinds.is_value, bare[1:])) and money == [*range(1, len(bare))]
        )
        return list(row) if is_whole else []
    if len(percents) > 1 or len(rates) != 1:
        return []
    # 预算执行情况 | 年度预算数(万元) | 年初预算: a title that alone states the unit stands over the labels
    label = int(bool(kinds.UNIT.search(header[1])) and not any(map(kinds.UNIT.search, header[2:])))
    money = [at for at in money if at > label]
    before = [at for at in range(1 + label, rates[0]) if at in money or kinds.POINTS.search(header[at])]
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


def _whole(header: Sequence[str], row: Sequence[str], bare: Sequence[str]) -> list[str]:
    """资金 | 来源 | 预算数 | 执行数 | 分值 | 备注 over 总额 | 50 | 40 | 10: a number for each title of numbers."""
    values = [at for at, title in enumerate(header) if kinds.is_of_value(title)]
    count = next((at for at, cell in enumerate(bare[1:]) if not kinds.is_value(cell)), len(bare) - 1)
    if len(values) < 2 or count != len(values) or values != [*range(values[0], values[0] + count)]:
        return []
    label, behind = values[0] - 1, header[values[-1] + 1 :]
    if label < 1 or len(bare) - 1 - count > len(behind) or not all(map(kinds.NOTE.search, behind)):
        return []
    under = [(header[at], cell) for at, cell in zip(values, bare[1:], strict=False)]
    points = [kinds.number(cell) for title, cell in under if kinds.POINTS.search(title)]
    if not kinds.SOURCE.search(header[label]) or any(held is None or held > kinds.MOST_POINTS for held in points):
        return []
    if any((cell[-1] in "%％") != kinds.is_rate(title) for title, cell in under):
        return []
    return [*[""] * label, *row]


def _fits(places: Sequence[int], bare: Sequence[str], money: Sequence[int], header: Sequence[str], rate: str) -> bool:
    """Whether numbers in these places give the row's percentage: the last amount over the one before it."""
    held = dict(zip(places, map(kinds.number, bare[1:]), strict=False))
    sums = [held[at] for at in money if at in held]
    if len(held) < len(places) or len(sums) < 2 or None in held.values() or money[-1] not in held:
        return False
    if any(at not in money and not 0 <= (held[at] or 0) <= kinds.MOST_POINTS for at in held):
        return False
    spent, given = sums[-1] or 0.0, sums[-2] or 0.0
    told = kinds.number(rate.rstrip("%％")) or 0.0
    if not any(held.values()) and not told:
        return len(held) == len(money)  # 0.00 | 0.00 | 0.00 | 0.00%
    return bool(given) and abs(spent / given * 100 - told) <= _CLOSE and len(header) > places[-1]
