"""Indicator forms: 绩效自评表, 绩效目标表 and their kin, whatever columns a province gives them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from ingest.extract.found import NOTHING, Disposition, Findings, Indicator, Mark, Measured, Statistic, replace
from ingest.extract.grid import Grid, Slot
from ingest.extract.header_rows import is_header
from ingest.extract.indicators.statements import level_of
from ingest.extract.indicators.values import is_blank, operator_of, side_of, status_of
from ingest.extract.tables.execution_points import points_of_execution
from ingest.extract.tables.form_columns import columns_below, indicator_columns
from ingest.extract.tables.lost_cells import gaps_of_indicators, shift_of_indicators
from ingest.extract.tables.several import single_rows, without_aside
from ingest.extract.tables.titles import begins_list, project_within
from ingest.figures import Figure
from ingest.lexicon.lexicon import units

_TOTAL = re.compile(r"(?:自评|评价)?(?:总分|合计|总得分|得分合计|总计|得分总计|总评分|综合得分|(?<=自评|评价)得分)值?")
_SCORE = re.compile(r"(?:总|自评|评价)得分[:：]?")
#: 指标2:…… is a place left open, not an indicator; more words than 达成指标 in the place of a weight are none.
_LONGEST_POINTS, _OPEN = 6, re.compile(r"^(?:指标\d*[:：]?)?[\s.…/\\—\-无]*$")
_AROUND_TOTAL, _AROUND_LEVEL = (
    re.compile(r"^[一二三四五六七八九十]+、|\s|\(.*?\)|[:：]"),
    re.compile(r"\s|\(\d+(?:[-~]\d+)?分?\)分?|\d+分$"),
)
_NUMBERED = re.compile(r"^(?:指标(?:\d(?=20\d\d年)|\d{1,2})[:：、.．]?|[①-⑳]|[(]\d{1,2}[)]|\d{1,2}[、.．](?!\d))+(?=.)")
_LEVEL_TITLE = re.compile("[一二三]级指标")
#: What a form says of itself below its indicators, where a row of text has lost the places that it spans.
_REMARK = re.compile("等级|说明|原因|措施|建议|举措|问题|结论|意见|备注|填报|负责人|联系|审核")
#: 指标方向: a value that should be reached, or not be passed.
_DIRECTIONS = {"正向": ">=", "反向": "<=", "逆向": "<=", "负向": "<=", "正指标": ">=", "反指标": "<="}
_UNIT_IN_NAME = re.compile(r"[(]([^\d()]{1,6})[)]\s*$")
_WEIGHT_IN_NAME = re.compile(r"\((\d+(?:\.\d+)?)(分?)\)$")


def read_form(grid: Grid, header: int, parts: Mapping[str, int], found: Findings, form: str, project: str = "") -> int:
    """Read the indicators below a header row; returns the first row that belongs to something else.

    Below a header that is printed again, on a form's next page, they go on being numbered. Those of each project that
    stands left of its indicators are a form of their own. `project` is what the score of the form is of.
    """
    first_row, name_of_all, projects = header, form, 0
    titles = grid.filled[header] + (grid.filled[header - 1] if header and is_header(grid, header - 1, False) else [])
    project_at = next((at for at, slot in titles if slot.text == "项目名称"), None)
    header, parts = columns_below(grid, header, parts)
    levels = {"level1": "", "level2": ""}
    sequence = sum(1 for one in found.indicators if one.form == form and one.sequence)
    is_summed = False
    row = header + 1
    while row < len(grid.rows):
        if indicator_columns(grid, row):
            if is_summed or grid.texts(row) != grid.texts(first_row):
                break
            row += 1 + header - first_row  # printed again on the next page
            continue
        if project_within(grid, row) or (row > header + 1 and begins_list(grid, row)):
            break
        shift = shift_of_indicators(grid.rows[row], len(grid.rows[header]), parts)
        gaps = gaps_of_indicators(grid.rows[row], grid.rows[header], parts)
        cells = {part: grid.at(row, at - shift - bisect_left(gaps, at)) for part, at in parts.items()}
        first = next((slot for _, slot in grid.filled[row]), None)
        if (
            project_at is not None
            and len(grid.rows[row]) == len(grid.rows[header])
            and _is_filled(grid, row, project_at)
        ):
            projects += 1
            if projects > 1:
                form, sequence = f"{name_of_all.removesuffix('）')}-{projects}）", 0
        if first is not None and _TOTAL.fullmatch(_AROUND_TOTAL.sub("", first.text)):
            if projects < 2:  # 合计 | 1436.5 | 1216.1 sums up a list
                _total(grid, row, cells, form, project, found)
            is_summed = True
            row += 1
            continue
        if points_of_execution(grid, row, parts, form, found):
            _leave(grid, row, found)
            row += 1
            continue
        for level in levels:
            slot = cells.get(level)
            if slot is not None and not slot.is_blank and not slot.figure:
                if level == "level1" and slot.text != levels["level1"]:
                    levels["level2"] = ""
                levels[level] = _AROUND_LEVEL.sub("", slot.text)
        name = cells.get("name")
        # 评价结论 | 项目按期完成: what a short row below the total, or of two cells, says is of the whole
        is_short = len(grid.rows[row]) < len(grid.rows[header])
        is_remark = is_short and (is_summed or _is_remark(grid, row))
        if name is not None and not is_remark and _is_indicator(cells, name, grid.rows[header]):
            cells |= {part: None for part in ("weight", "score") if _is_shared(grid, row, parts.get(part))}
            cells |= {part: without_aside(grid, cells.get(part)) for part in ("target", "actual")}
            for single in single_rows(grid, cells):
                sequence += 1
                _indicator(single, levels, form, sequence, found)
        _leave(grid, row, found)
        row += 1
    return row


def _is_filled(grid: Grid, row: int, column: int) -> bool:
    """Whether a row has a text of its own in a column."""
    slot = grid.at(row, column)
    return slot is not None and slot.own and not slot.is_blank and slot.figure is None


def _is_remark(grid: Grid, row: int) -> bool:
    """相关建议 | 加快拨付: whether a row of text is a label of the whole form and its words."""
    texts = grid.texts(row)
    return len(texts) <= 2 and bool(texts) and bool(_REMARK.search(texts[0]))


def _is_indicator(cells: Mapping[str, Slot | None], name: Slot, header: Sequence[Slot | None]) -> bool:
    """Whether a row below the header names an indicator, and is no note, open place or side label."""
    if name.is_blank or name.figure is not None or _OPEN.match(name.text):
        return False
    if any(slot is not None and slot.is_same(name) for slot in header):
        return False  # merged from the header row downwards
    if any(slot is not None and _LEVEL_TITLE.fullmatch(slot.text) for slot in map(cells.get, ("level1", "level2"))):
        return False  # titles in a row further down than taken for them
    level, values = cells.get("level1"), [cells.get(part) for part in ("target", "actual", "weight", "score")]
    if any(slot is not None and slot.is_same(name) for slot in values):
        return False  # one text over names and values
    stated = any(slot is not None and slot.figure is not None for slot in values)
    if all(slot is None or slot.is_blank for slot in values):
        return False  # nothing is filled in beside it
    return stated or level is None or not level.is_same(name)


def _is_shared(grid: Grid, row: int, column: int | None) -> bool:
    """Whether a cell is merged with the row above or below: points of a level, or of several indicators together."""
    slot = grid.at(row, column) if column is not None else None
    beside = [grid.at(at, column or 0) for at in (row - 1, row + 1)]
    return slot is not None and any(other is not None and other.is_same(slot) for other in beside)


def _leave(grid: Grid, row: int, found: Findings) -> None:
    """What a row holds beside its indicator: expected values, what points are given for, reasons."""
    for block in {slot.block for _, slot in grid.filled[row]}:
        for index, figure in enumerate(grid.figures[block]):
            found.leave(Mark(block, index), figure.reason or "quantity outside the contract")


def _indicator(
    cells: Mapping[str, Slot | None], levels: Mapping[str, str], form: str, sequence: int, found: Findings
) -> None:
    name, adjusted = cells.get("name"), cells.get("adjusted")
    if name is None:
        return
    target_cell, unit_cell = cells.get("target"), cells.get("unit")
    if adjusted is not None and not is_blank(adjusted.text):
        target_cell = adjusted
    if target_cell and unit_cell and target_cell.text in units() | {"%": None} and unit_cell.figure:
        target_cell, unit_cell = unit_cell, target_cell  # value and unit cells were swapped
    unit = unit_cell.text if unit_cell and not unit_cell.is_blank and not unit_cell.figure else _unit_of(name.text)
    unit = "%" if unit.startswith("%(") else unit  # %(百分比)
    target = side_of(target_cell, unit)
    actual = side_of(cells.get("actual"), unit if target.value is not None else "")
    if actual.value is not None and actual.unit == unit and "%" in actual.text:
        actual = replace(actual, unit="%")
    sign = cells.get("operator")
    printed = sign.text.strip() if sign and not sign.is_blank else ""
    operator = operator_of(printed) if printed in ("≥", "≤", "=", ">", "<") else operator_of(target.text)
    if target.value is not None and operator == "=" and printed in _DIRECTIONS:
        operator = _DIRECTIONS[printed]
    if printed.startswith("定性") or target.value is None:
        operator = "qualitative"
    elif printed and operator == "=":
        operator = operator_of(f"{printed}1")
    sides = {part: side_of(cells.get(part)) for part in ("completion", "weight", "score")}
    if len(sides["weight"].text) > _LONGEST_POINTS and sides["weight"].value is None:
        sides["weight"] = NOTHING  # what the indicator means, in the place of its weight
    again = cells.get("again")  # 1-9月完成值 8座 | 完成情况 66.67%
    if again and again.figure and again.figure.kind == "percent" and again.text != actual.text:
        sides["completion"] = sides["completion"] if "completion" in cells else side_of(again)
    title = _NUMBERED.sub("", "".join(name.text.split()))
    inside = _WEIGHT_IN_NAME.search(title)
    if inside and (inside.group(2) or "weight" not in cells):  # 维修学校数(10)
        title = title[: inside.start()]
        if "weight" not in cells:
            sides["weight"] = Measured(inside.group(), Decimal(inside.group(1)), "分", 0)
    level1, level2 = levels["level1"], levels["level2"]
    if not level2 and sign and (level := level_of(sign.text)):  # 指标类型: 数量指标
        level1, level2 = (level1 or level[2], level[1]) if level[0] == 2 else (level[1], "")
    head, _, rest = title.partition(":")
    if rest and not level2 and (level := level_of(head)) and level[0] == 2:
        level1, level2, title = level1 or level[2], level[1], rest  # 一级指标 | 指标名称: 产出指标 | 数量:培训期数
    status = status_of(operator, actual, sides["completion"])
    actual = NOTHING if status == "not_due" else actual
    found.indicators.append(
        Indicator(
            name.block, form, sequence, level1, level2, title, operator, target, actual,
            sides["completion"], sides["weight"], sides["score"], status, "table",
        )
    )  # fmt: skip
    for side in (target, actual, *sides.values()):
        if side.mark:
            found.take(side.mark, name.text[:40])


def _unit_of(name: str) -> str:
    """The unit that stands behind an indicator's name: 检测样品数(份)."""
    match = _UNIT_IN_NAME.search(name)
    return match[1] if match and (match[1] == "%" or match[1] in units()) else ""


def _total(grid: Grid, row: int, cells: Mapping[str, Slot | None], form: str, project: str, found: Findings) -> None:
    """总分: the form's score is a statistic, the sum of weights is context.

    Where the row's cells do not keep to the columns, its last number is the score and the one before it the weights.
    """
    numbers = [slot for _, slot in grid.filled[row] if slot.mark and _may_be_points(slot.figure)]
    named = (slot for (_, label), (_, slot) in pairwise(grid.filled[row]) if _SCORE.fullmatch(label.text) and slot.mark)
    score = next(named, cells.get("score"))  # 总分 | 总分值 | 100 | 总得分 | 98
    # A row that ends in the sum of weights is not yet filled in; a form without points may sum up anything.
    is_scored = "分" in grid.filled[row][0][1].text or bool({"score", "weight"} & cells.keys())
    is_scored = is_scored and not (numbers and numbers[-1] is cells.get("weight") and "score" in cells)
    is_scored = is_scored and not ("weight" in cells and "score" not in cells and "分" not in grid.first(row))
    if is_scored and numbers and (score is None or score.figure is None):
        score = numbers[-1]
    weight = cells.get("weight")
    if len(numbers) == 2 and numbers[0] is score and weight is not None and weight.figure is None:
        score = numbers[1]  # 总分 | 100 | 96.5, one column too far right
    figure, mark = (score.figure, score.mark) if score else (None, None)
    for slot in numbers:
        if slot.mark and slot.mark != mark:
            found.leave(slot.mark, "total of weights")
    if figure is not None and mark is not None and figure.value is not None:
        _drop_subtotal(form, found)
        value = figure.value, figure.unit or "分", figure.decimals
        found.statistics.append(Statistic(mark, "evaluation_score", project, *value, None, "table", form))
        found.take(mark, "evaluation_score")


def _may_be_points(figure: Figure | None) -> bool:
    """合计 | 1436.5 | 84.66%: no percentage is a score, nor is an amount with its unit."""
    return figure is not None and figure.kind not in ("percent", "money")


def _drop_subtotal(form: str, found: Findings) -> None:
    """指标得分合计 | 84.8 above 自评总分 | 94.01: what stands last in a form is the whole's."""
    for above in [one for one in found.statistics if one.form == form and one.statistic == "evaluation_score"]:
        found.statistics.remove(above)
        found.dispositions[above.mark] = Disposition("context", "total of weights")
