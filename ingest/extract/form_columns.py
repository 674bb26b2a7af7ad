"""Header rows of indicator forms: which column holds the name, the levels, target, actual value, weight and score."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from ingest.extract.grid import Grid
from ingest.extract.statements import level_of
from ingest.lexicon.lexicon import rows

#: 监控表: what was done by the cut-off.
_SO_FAR = re.compile(
    r"^(?:\d{4}年)?(?:1|一)月?[-~—–至]+\d{1,2}月份?(?:累计)?(?:执行|完成)(?:情况|值|数)?$|^截[至止].{0,12}(?:完成|执行)(?:情况|值)?$"
)
_IN_BRACKETS = re.compile(r"\(.*?\)$")
_LEVELS = ("level1", "level2")
_STATED = ("target", "actual", "weight", "score", "completion")


@cache
def _parts() -> dict[str, str]:
    return {row["wording"]: row["part"] for row in rows("indicators")}


@lru_cache(maxsize=4096)
def part_of(text: str) -> str:
    """What a header cell names (level1, name, target, actual, weight, …), or an empty string.

    >>> [part_of(text) for text in ("三级 指标", "指标值(A)", "1-6月执行情况", "备 忘")]
    ['name', 'target', 'actual', '']
    """
    text = "".join(text.split())
    if _SO_FAR.match(text):
        return "actual"
    return _parts().get(text) or (_parts().get(_IN_BRACKETS.sub("", text)) if text.endswith(")") else "") or ""


def indicator_columns(grid: Grid, row: int) -> dict[str, int]:
    """Part → column if the row is the header of an indicator form, else an empty mapping."""
    found: dict[str, int] = {}
    for index, slot in grid.filled[row]:
        part = part_of(slot.text) if slot.figure is None else ""
        # 绩效指标 | 一级指标 | 二级指标 | 三级指标: a side label, not the column of names, stands left of the levels
        side = part == "name" and "name" in found and any(found["name"] < found.get(le, -1) for le in _LEVELS)
        # 一级指标 | 权重 | … | 三级指标 | 权重: the level's own weight comes first
        own = part in ("weight", "score") and found.get(part, 0) < found.get("name", -1)
        if part and (part not in found or side or own):
            found[part] = index
    named = "name" in found or "level2" in found
    stated = [part for part in _STATED if part in found]
    goals_only = "target" in found and ("level1" in found or "level2" in found) and len(found) >= 3
    goals_only = goals_only or {"name", "target", "operator"} <= found.keys()  # 指标名称 | 计量单位 | 指标性质 | 指标值
    return found if named and (goals_only or (len(stated) >= 2 and len(found) >= 4)) else {}


def columns_below(grid: Grid, header: int, parts: Mapping[str, int]) -> tuple[int, Mapping[str, int]]:
    """The last header row and the parts' columns, after a second header row and lost cells are taken into account."""
    header, parts = _grouped(grid, header, parts)
    return header, _aligned(grid, header, parts)


def _grouped(grid: Grid, header: int, parts: Mapping[str, int]) -> tuple[int, Mapping[str, int]]:
    """A second header row below 年度指标值 (指标性质 | 指标值 | 度量单位) says more closely what the columns are."""
    below = header + 1
    if below >= len(grid.rows) or any(slot and slot.figure for slot in grid.rows[below]):
        return header, parts
    named = {
        part: index for index, slot in enumerate(grid.rows[below]) if slot and slot.own and (part := part_of(slot.text))
    }
    stated = [part for part in named if part in ("operator", "target", "unit", "actual", "weight", "score")]
    return (below, {**parts, **named}) if len(stated) >= 2 else (header, parts)


def _aligned(grid: Grid, header: int, parts: Mapping[str, int]) -> Mapping[str, int]:
    """The parts' columns, moved right where the header row lost its first cells and the levels show by how many."""
    if header + 1 >= len(grid.rows):
        return parts
    first = grid.rows[header + 1]
    named = [slot is not None and slot.figure is None and level_of(slot.text) for slot in first]
    for index in range(len(first) - 2):
        if named[index] and named[index + 1] and "name" in parts:
            moved = index + 2 - parts["name"]
            if moved > 0 and max(parts.values()) + moved < len(first):
                shifted = {part: column + moved for part, column in parts.items()}
                return shifted | {"level1": index, "level2": index + 1}
    return parts
