"""Indicator forms: 绩效自评表, 绩效目标表 and their kin, whatever columns a province gives them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from ingest.extract.found import NOTHING, Findings, Indicator, Measured, Statistic
from ingest.extract.grid import Grid, Slot
from ingest.extract.prose_indicators import level_of, status_of
from ingest.extract.values import is_blank, is_not_due, operator_of
from ingest.figures import Figure
from ingest.lexicon.lexicon import rows, units

_TOTAL = re.compile(r"总分|合计|总得分|得分合计|总计|自评总分")
#: 监控表: what was done by the cut-off.
_SO_FAR = re.compile(
    r"^(?:\d{4}年)?(?:1|一)月?[-~—–至]+\d{1,2}月份?(?:累计)?(?:执行|完成)(?:情况|值|数)?$|^截[至止].{0,12}(?:完成|执行)(?:情况|值)?$"
)
_WEIGHT_IN_NAME = re.compile(r"\((\d+(?:\.\d+)?)分\)$")
_STATED = ("target", "actual", "weight", "score", "completion")


@cache
def _parts() -> dict[str, str]:
    return {row["wording"]: row["part"] for row in rows("indicators")}


def indicator_columns(grid: Grid, row: int) -> dict[str, int]:
    """Part → column if the row is the header of an indicator form, else an empty mapping."""
    found: dict[str, int] = {}
    for index, slot in enumerate(grid.rows[row]):
        if slot is None or not slot.own or slot.is_blank:
            continue
        text = re.sub(r"\s", "", slot.text)
        part = "actual" if _SO_FAR.match(text) else _parts().get(text) or _parts().get(re.sub(r"\(.*?\)$", "", text))
        if part and part not in found:
            found[part] = index
    named = "name" in found or "level2" in found
    stated = [part for part in _STATED if part in found]
    goals_only = "target" in found and ("level1" in found or "level2" in found) and len(found) >= 3
    return found if named and (goals_only or (len(stated) >= 2 and len(found) >= 4)) else {}


def _side(slot: Slot | None, unit: str = "") -> Measured:
    if slot is None or is_blank(slot.text):
        return NOTHING
    figure, mark = slot.only, slot.only_mark
    if figure is None or figure.value is None or is_not_due(slot.text):
        return Measured(slot.text)
    return Measured(slot.text, figure.value, figure.unit or _after(slot.text, figure) or unit, figure.decimals, mark)


def read_form(grid: Grid, header: int, parts: Mapping[str, int], found: Findings, title: str) -> int:
    """Read the indicators below a header row; returns the first row that belongs to something else.

    The form is named after its table's printed `title`, numbered so that two forms of one title stay apart.
    """
    form = _form(grid, title)
    header, parts = _grouped(grid, header, parts)
    parts = _aligned(grid, header, parts)
    levels = {"level1": "", "level2": ""}
    sequence = 0
    row = header + 1
    while row < len(grid.rows):
        if indicator_columns(grid, row):
            break
        cells = {part: _at(grid, row, column) for part, column in parts.items()}
        first = next((slot for slot in grid.rows[row] if slot and not slot.is_blank), None)
        if first is not None and _TOTAL.fullmatch(re.sub(r"\s|\(.*?\)", "", first.text)):
            _total(cells, form, found)
            row += 1
            continue
        for level in levels:
            slot = cells.get(level)
            if slot is not None and not slot.is_blank and not slot.figure:
                if level == "level1" and slot.text != levels["level1"]:
                    levels["level2"] = ""
                levels[level] = re.sub(r"\s|\(\d+分?\)", "", slot.text)
        name = cells.get("name")
        if name is None or name.is_blank or name.figure is not None:
            _leave(grid, row, found)
            row += 1
            continue
        sequence += 1
        _indicator(cells, levels, form, sequence, name, found)
        _leave(grid, row, found)
        row += 1
    return row


def _grouped(grid: Grid, header: int, parts: Mapping[str, int]) -> tuple[int, Mapping[str, int]]:
    """A second header row below 年度指标值 (指标性质 | 指标值 | 度量单位) says more closely what the columns are."""
    below = header + 1
    if below >= len(grid.rows) or any(slot and slot.figure for slot in grid.rows[below]):
        return header, parts
    named = {
        part: index
        for index, slot in enumerate(grid.rows[below])
        if slot and slot.own and (part := _parts().get(re.sub(r"\s", "", slot.text)))
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


def _after(text: str, figure: Figure) -> str:
    """An unknown unit right behind the number: 24班次."""
    match = re.search(r"\d([\u4e00-\u9fff/]{1,5})$", text)
    return (
        match.group(1)
        if match and not figure.unit and match.group(1) not in ("以上", "以下", "以内", "左右", "个左右")
        else ""
    )


def _form(grid: Grid, title: str) -> str:
    return f"{title or '指标表'}（表{grid.number + 1}）"


def score_of_execution(grid: Grid, row: int, headers: Sequence[str], found: Findings, title: str) -> None:
    """The points a form gives for its 预算执行率, in the row of the year's funds: an indicator like the others."""
    cells: dict[str, Slot | None] = {}
    for index, text in enumerate(headers):
        part = "actual" if "执行率" in text else _parts().get(text.split("|")[-1], "")
        cells.setdefault(part, _at(grid, row, index))
    weight, actual = _side(cells.get("weight")), _side(cells.get("actual"))
    if weight.value is None or weight.mark is None or actual.value is None:
        return
    score = _side(cells.get("score"))
    name = "预算执行率"
    found.indicators.append(
        Indicator(
            weight.mark.block,
            _form(grid, title),
            0,
            name,
            "",
            name,
            "qualitative",
            NOTHING,
            actual,
            NOTHING,
            weight,
            score,
            "measured",
            "table",
        )
    )
    for side in (weight, score):
        if side.mark:
            found.take(side.mark, name)


def _at(grid: Grid, row: int, column: int) -> Slot | None:
    slots = grid.rows[row]
    return slots[column] if column < len(slots) else None


def _leave(grid: Grid, row: int, found: Findings) -> None:
    for slot in grid.rows[row]:
        if slot and slot.own and slot.mark:
            found.leave(slot.mark, "quantity outside the contract")


def _indicator(
    cells: Mapping[str, Slot | None], levels: Mapping[str, str], form: str, sequence: int, name: Slot, found: Findings
) -> None:
    target_cell, unit_cell = cells.get("target"), cells.get("unit")
    if target_cell and unit_cell and target_cell.text in units() | {"%": None} and unit_cell.figure:
        target_cell, unit_cell = unit_cell, target_cell  # value and unit cells were swapped
    unit = unit_cell.text if unit_cell and not unit_cell.is_blank and not unit_cell.figure else ""
    target = _side(target_cell, unit)
    actual = _side(cells.get("actual"), unit if target.value is not None else "")
    if actual.value is not None and actual.unit == unit and "%" in actual.text:
        actual = replace(actual, unit="%")
    sign = cells.get("operator")
    printed = sign.text.strip() if sign and not sign.is_blank else ""
    operator = operator_of(printed) if printed in ("≥", "≤", "=", ">", "<") else operator_of(target.text)
    if printed.startswith("定性") or target.value is None:
        operator = "qualitative"
    elif printed and operator == "=":
        operator = operator_of(f"{printed}1")
    sides = {part: _side(cells.get(part)) for part in ("completion", "weight", "score")}
    title = re.sub(r"\s", "", name.text)
    if inside := _WEIGHT_IN_NAME.search(title):
        title = title[: inside.start()]
        if "weight" not in cells:
            sides["weight"] = Measured(inside.group(), Decimal(inside.group(1)), "分", 0)
    status = status_of(operator, actual, sides["completion"])
    actual = NOTHING if status == "not_due" else actual
    found.indicators.append(
        Indicator(
            name.block, form, sequence, levels["level1"], levels["level2"], title, operator, target, actual,
            sides["completion"], sides["weight"], sides["score"], status, "table",
        )
    )  # fmt: skip
    for side in (target, actual, *sides.values()):
        if side.mark:
            found.take(side.mark, name.text[:40])


def _total(cells: Mapping[str, Slot | None], form: str, found: Findings) -> None:
    """总分: the form's score is a statistic, the sum of weights is context."""
    score = cells.get("score")
    weight = cells.get("weight")
    if weight and weight.mark:
        found.leave(weight.mark, "total of weights")
    figure = score.figure if score else None
    mark = score.mark if score else None
    if figure is not None and mark is not None and figure.value is not None:
        found.statistics.append(
            Statistic(
                mark, "evaluation_score", "", figure.value, figure.unit or "分", figure.decimals, None, "table", form
            )
        )
        found.take(mark, "evaluation_score")
