"""The points that a form gives for its 预算执行率: beside the year's funds, or in a row among its indicators."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest.extract.found import NOTHING, Disposition, Findings, Indicator, Measured
from ingest.extract.grid import Grid, Slot
from ingest.extract.indicators.values import side_of
from ingest.extract.tables.form_columns import part_of

_NAME = "预算执行率"
_ROW = re.compile(r"(?:项目|部门)?(?:预算|资金)执行(?:率|情况)?(?:自评)?(?:得分|分值|指标)?(?:\(\d+分?\))?")


def score_of_execution(grid: Grid, row: int, headers: Sequence[str], found: Findings, form: str) -> None:
    """The points a form gives for its 预算执行率, in the row of the year's funds: an indicator like the others."""
    cells: dict[str, Slot | None] = {}
    for index, text in enumerate(headers):
        leaf = text.split("|")[-1]
        points = part_of(leaf.partition("执行率")[2])  # 执行率权重(分)
        part = points if points in ("weight", "score") else "actual" if "执行率" in text else part_of(leaf)
        cells.setdefault(part, grid.at(row, index))
    given = cells.get("weight")
    if given is None or not given.own or given.figure is None or given.figure.unit not in (None, "分"):
        return  # 其中:基本支出:70万元 stands in the columns of the points
    _take(side_of(given), side_of(cells.get("score")), side_of(cells.get("actual")), form, found)


def points_of_execution(grid: Grid, row: int, parts: Mapping[str, int], form: str, found: Findings) -> bool:
    """Whether a row of an indicator form is no indicator's but says 预算执行率得分 | 10 | 8.5, over other columns.

    Its two bare numbers are the points to reach and the points reached; a row without the rate means the table's own.
    """
    filled = grid.filled[row]
    place, first = filled[0] if filled else (0, None)
    if first is None or not _ROW.fullmatch("".join(first.text.split())):
        return False
    name = grid.at(row, parts.get("name", place))
    if place == parts.get("name") or (name and not (name.is_blank or name.is_same(first) or name.figure)):
        return False  # it keeps to the columns
    sides = [side_of(slot) for _, slot in filled[1:]]
    points = [side for side in sides if side.value is not None and side.unit in ("", "分")]
    rates = [side for side in sides if side.unit == "%"]
    if len(points) == 2 and len(points) + len(rates) == len(sides):
        _take(points[0], points[1], rates[0] if rates else _printed_above(grid, found), form, found)
    return True


def _printed_above(grid: Grid, found: Findings) -> Measured:
    """The execution rate of the whole that the table's money rows print."""
    for rate in found.rates:
        if rate.mark.block >= grid.start and rate.kind == "execution" and rate.frame.fund in ("", "all"):
            return Measured(f"{rate.value}%", rate.value, "%", rate.decimals, rate.mark)
    return NOTHING


def _take(weight: Measured, score: Measured, actual: Measured, form: str, found: Findings) -> None:
    if weight.value is None or weight.mark is None or actual.value is None:
        return
    if any(given.name == _NAME and given.form == form for given in found.indicators):
        for side in (weight, score):
            if side.mark:
                found.dispositions[side.mark] = Disposition("context", "repeated indicator", _NAME)
        return
    found.indicators.append(
        Indicator(
            weight.mark.block, form, 0, _NAME, "", _NAME, "qualitative", NOTHING, actual, NOTHING, weight, score,
            "measured", "table",
        )
    )  # fmt: skip
    for side in (weight, score):
        if side.mark:
            found.take(side.mark, _NAME)
    if actual.mark and actual.mark not in found.dispositions:
        found.take(actual.mark, _NAME)
