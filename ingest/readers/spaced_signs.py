"""Indicators with a space between their cells whose sign and unit have titles of their own.

出差人数 正向 = 8 4 stands below 指标性质 指标方向 目标值 计量单位 分值 备注: the unit and the note were empty and
have left nothing. A row is put under its titles by what its cells are, and only where that can be done in one way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from ingest.readers import bar_titles as kinds

TITLE = re.compile("(?:指标|计算|运算)?(?:性质|方向|符号)|(?:计量|度量|计算)?单位")
_UNIT_TITLE = re.compile("单位")
_SIGN = re.compile("[=＝≥≤><＞＜≧≦]+|(?:正|反|负)向(?:指标)?|定[性量](?:指标)?|等于|[大小][于等]{1,3}")
_UNIT = re.compile(r"[%％‰]|[^\W\d]{1,4}(?:/[^\W\d]{1,4})*")
_TARGET = re.compile(r"(?!(?:19|20)\d\d[年./-])[=＝≥≤><＞＜≧≦]*\d[\d.]*[%％]?")
_MOST = 9


def placed(titles: Sequence[str], cells: Sequence[str]) -> list[str]:
    """Cells behind a name under their titles, empty where that may be done in no way or in several.

    >>> placed(["指标性质", "指标值", "度量单位", "权重", "备注"], ["≥", "8", "4"])
    ['≥', '8', '', '4', '']
    """
    if not 2 < len(cells) <= len(titles) <= _MOST:
        return []
    needed = {at for at, title in enumerate(titles) if kinds.TARGET.search(title) or kinds.POINTS.search(title)}
    ways = [
        places
        for places in combinations(range(len(titles)), len(cells))
        if needed <= {*places} and all(_stands(titles[at], cell) for at, cell in zip(places, cells, strict=True))
    ]
    if len(ways) != 1:
        return []
    held = dict(zip(ways[0], cells, strict=True))
    return [held.get(at, "") for at in range(len(titles))]


def _stands(title: str, cell: str) -> bool:
    """Whether a cell is what its title says."""
    if _UNIT_TITLE.search(title):
        return _UNIT.fullmatch(cell) is not None and not _SIGN.fullmatch(cell)
    if TITLE.fullmatch(title):
        return _SIGN.fullmatch(cell) is not None
    if kinds.POINTS.search(title):
        return kinds.NUMBER.fullmatch(cell) is not None and (kinds.number(cell) or 0) <= kinds.MOST_POINTS
    if kinds.TARGET.search(title):
        return _TARGET.fullmatch(cell) is not None
    return not kinds.is_value(cell) and not _SIGN.fullmatch(cell)
