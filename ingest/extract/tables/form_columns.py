"""Header rows of indicator forms: which column holds the name, the levels, target, actual value, weight and score."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from ingest.extract.grid import Grid
from ingest.extract.indicators.statements import level_of
from ingest.lexicon.lexicon import rows

#: 监控表: what was done by the cut-off.
_SO_FAR = re.compile(
    r"^(?:(?:20\d\d年)?(?:1|一)月?[-~—–至]+\d{1,2}月份?|上?半年度?|监控(?:期|节点)|节点|[前第]?[一二三四1-4]季度末?)"
    r"(?:累计|实际|指标)*(?:执行|完成|实际)(?:情况|值|数)?$"
    r"|^(?:截[至止].{0,12}|\d{1,2}月(?:底|末|\d{1,2}日)(?:实际|累计)?)(?:完成|执行)(?:情况|值|数)?$"
)
#: 年初设定目标值, 绩效指标值; 全年实际完成值, 监控期完成值.
_TARGET = re.compile("(?:年初|年度|全年|[本当]年|计划|预期|预定|预设|设定|申报|批复|绩效|指标|目标|的){1,6}值")
_ACTUAL = re.compile(
    "(?=.*(?:实际|完成|实现|达到))"
    "(?:截至|监控|节点|期|全年|年度|[本当]年|年[终末]|上半年|累计|目前|实际|完成|实现|达到|绩效|指标|目标){1,6}值"
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
    bare = _IN_BRACKETS.sub("", text)
    if _SO_FAR.match(text):
        return "actual"
    composed = "actual" if _ACTUAL.fullmatch(bare) else "target" if _TARGET.fullmatch(bare) else ""
    return _parts().get(text) or _parts().get(bare) or composed


def indicator_columns(grid: Grid, row: int) -> dict[str, int]:
    """Part → column if the row is the header of an indicator form, else an empty mapping."""
    found: dict[str, int] = {}
    texts = [(index, slot.text) for index, slot in grid.filled[row] if slot.figure is None]
    if len(texts) < 2 or sum(slot.figure is not None for _, slot in grid.filled[row]) > 2:
        return found  # a name or level stands beside something that is stated
    for index, text in texts:
        part = part_of(text)
        # 年度目标 | 一级指标 | 权重 | 三级指标 | 指标值 | 权重: what is of the project or a level comes first
        own = part in ("weight", "score", "target") and found.get(part, 0) < found.get("name", -1)
        if part == "actual" and part in found:
            is_later = _month(text) > _month(dict(texts)[found[part]]) > 0  # 6月底完成值 | 9月底完成值
            found[part] = index if is_later else found[part]
            part = "" if is_later else "again"
        if part and (part not in found or own or (part == "name" and _is_side(grid, row, found))):
            is_again = part == "name" and part in found and not any(level in found for level in _LEVELS)
            if is_again and _is_of_levels(grid, row + 1, found["name"]):
                found["level1"] = found["name"]  # 绩效指标 | 三级指标: what stands below the first are the levels
            found[part] = index
    if {"level1", "name"} <= found.keys() and row:
        found = _merged_from_above(grid, row) | found
    named = "name" in found or "level2" in found
    stated = [part for part in _STATED if part in found]
    goals_only = "target" in found and ("level1" in found or "level2" in found) and len(found) >= 3
    goals_only = goals_only or {"name", "target", "operator"} <= found.keys()  # 指标名称 | 计量单位 | 指标性质 | 指标值
    halved = "level1" in found and bool(stated) and _names_below(grid, row, found)
    return found if named and (goals_only or halved or (len(stated) >= 2 and len(found) >= 4)) else {}


def _is_side(grid: Grid, row: int, found: Mapping[str, int]) -> bool:
    """Whether the name found so far is a side label: left of the levels, or merged downwards where there are none.

    绩效指标 | 一级指标 | 二级指标 | 三级指标, or 绩效指标 | 指标名称 | 指标值.
    """
    if any(level in found for level in _LEVELS):
        return any(found["name"] < found.get(level, -1) for level in _LEVELS)
    below = grid.at(row + 1, found["name"])
    if _is_of_levels(grid, row + 1, found["name"]):
        return True
    return below is None or below.is_blank or not below.own


def _month(text: str) -> int:
    """The last month that a header names, 0 for none."""
    return max(map(int, re.findall(r"(\d{1,2})月", text)), default=0)


def _is_of_levels(grid: Grid, row: int, column: int) -> bool:
    """Whether a cell is a level's name: 产出指标."""
    slot = grid.at(row, column)
    return slot is not None and slot.figure is None and level_of(slot.text) is not None


def _merged_from_above(grid: Grid, row: int) -> dict[str, int]:
    """What a header row with levels takes from the one above it: 评分标准 and 得分, merged over both."""
    above = {i: part for i, slot in grid.filled[row - 1] if slot.figure is None and (part := part_of(slot.text))}
    places = ((i, grid.at(row, i)) for i in above)
    return {above[i]: i for i, slot in places if slot is None or not slot.own}


def columns_below(grid: Grid, header: int, parts: Mapping[str, int]) -> tuple[int, Mapping[str, int]]:
    """The last header row and the parts' columns, after a second header row and lost cells are taken into account."""
    header, parts = _grouped(grid, header, parts)
    parts = _aligned(grid, header, _of_two_levels(grid, header, parts))
    left = parts.get("level2", 0) - 1
    below = (grid.at(row, left) for row in range(header + 1, len(grid.rows)))
    if "level1" not in parts and any(slot and (level_of(slot.text) or (0,))[0] == 1 for slot in below):
        parts = {**parts, "level1": left}  # 绩效指标 | 二级指标 | 三级指标
    return header, {
        part: at for part, at in parts.items() if part != "weight" or not _are_points_of_levels(grid, header, parts)
    }


def _of_two_levels(grid: Grid, header: int, parts: Mapping[str, int]) -> Mapping[str, int]:
    """一级指标 | 二级指标 | 指标值 over 数量指标 | 培训 | 5场: the parts, where names stand below the second level."""
    slot = grid.at(header + 1, parts.get("level1", -1))
    level = level_of(slot.text) if slot and slot.figure is None else None
    is_named = parts.get("name", -1) > parts.get("level1", -1)  # 绩效指标 left of the levels is a side label
    if is_named or "level2" not in parts or not level or level[0] != 2:
        return parts
    rest = {part: at for part, at in parts.items() if part != "level1"}
    return {**rest, "level2": parts["level1"], "name": parts["level2"]}


def _are_points_of_levels(grid: Grid, header: int, parts: Mapping[str, int]) -> bool:
    """Whether weights left of the names are points of a level: not every name has one of its own."""
    weight, name = parts["weight"], parts.get("name", -1)
    if weight > name:
        return False
    named = [row for row in range(header + 1, len(grid.rows)) if any(at == name for at, _ in grid.filled[row])]
    return any(all(at != weight for at, _ in grid.filled[row]) for row in named)


def _grouped(grid: Grid, header: int, parts: Mapping[str, int]) -> tuple[int, Mapping[str, int]]:
    """A second header row says more closely what the columns are.

    Below 年度指标值: 指标性质 | 指标值 | 度量单位; below a wide 绩效指标: the levels; below each level: 名称 | 权重.
    """
    below = header + 1
    if below >= len(grid.rows) or any(slot and slot.figure for slot in grid.rows[below]):
        return header, parts
    if halves := _names_below(grid, header, parts):
        return below, {**parts, **halves}
    named = {part: index for index, slot in grid.filled[below] if (part := part_of(slot.text))}
    stated = [part for part in named if part in ("operator", "target", "unit", "actual", "weight", "score")]
    levelled = "level1" in named and "name" in named
    if len(stated) < 2 and not levelled:
        return header, parts
    return below, {**_placed(grid, header, parts), **named}


def _placed(grid: Grid, header: int, parts: Mapping[str, int]) -> Mapping[str, int]:
    """The parts' columns where the row below is wider: the places left empty at its end are those of the last titles.

    绩效指标 | 年度指标值 | 完成值 | 得分 over 一级指标 | 二级指标 | 三级指标 | 符号 | 指标值 | (empty) | (empty).
    """
    titles, lower = [at for at, _ in grid.filled[header]], grid.rows[header + 1]
    last = max((at for at, _ in grid.filled[header + 1]), default=0)
    empty = len(lower) - 1 - last
    if len(grid.rows[header]) >= len(lower) or not 0 < empty < len(titles):
        return parts
    moved = dict(zip(titles[-empty:], range(last + 1, len(lower)), strict=True))
    return {part: moved.get(at, at) for part, at in parts.items()}


def _names_below(grid: Grid, header: int, parts: Mapping[str, int]) -> dict[str, int]:
    """The column of weights where the row below divides each level into 名称 | 权重, else nothing."""
    below = grid.filled[header + 1] if header + 1 < len(grid.rows) else []
    name = grid.at(header + 1, parts.get("name", -1))
    if name is None or name.text != "名称":
        return {}
    return next(({"weight": i} for i, slot in below if i > parts["name"] and part_of(slot.text) == "weight"), {})


def _aligned(grid: Grid, header: int, parts: Mapping[str, int]) -> Mapping[str, int]:
    """The parts' columns, moved right where the header row lost its first cells and the levels show by how many."""
    if header + 1 >= len(grid.rows):
        return parts
    first = grid.rows[header + 1]
    named = [slot is not None and slot.figure is None and level_of(slot.text) for slot in first]
    for index in range(len(first) - 2):
        if named[index] and named[index + 1] and "name" in parts and parts.get("level1") != index:
            moved = index + 2 - parts["name"]
            if moved > 0 and max(parts.values()) + moved < len(first):
                shifted = {part: column + moved for part, column in parts.items()}
                return shifted | {"level1": index, "level2": index + 1}
    return parts
