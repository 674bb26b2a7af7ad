"""Indicator forms: 绩效自评表, 绩效目标表 and their kin, whatever columns a province gives them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from ingest.extract.found import NOTHING, Findings, Indicator, Mark, Measured, Statistic
from ingest.extract.grid import Grid, Slot
from ingest.extract.prose_indicators import status_of
from ingest.extract.values import is_blank, is_not_due, operator_of
from ingest.lexicon.lexicon import rows, units

_TOTAL = re.compile(r"总分|合计|总得分|得分合计|总计|自评总分")
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
        part = _parts().get(text) or _parts().get(re.sub(r"\(.*?\)$", "", text))
        if part and part not in found:
            found[part] = index
    named = "name" in found or "level2" in found
    stated = [part for part in _STATED if part in found]
    return found if named and len(stated) >= 2 and len(found) >= 4 else {}


def _side(slot: Slot | None, unit: str = "") -> Measured:
    if slot is None or is_blank(slot.text):
        return NOTHING
    figure = slot.figure
    if figure is None or figure.value is None or is_not_due(slot.text):
        return Measured(slot.text)
    return Measured(slot.text, figure.value, figure.unit or unit, figure.decimals, slot.mark)


def read_form(grid: Grid, header: int, parts: Mapping[str, int], found: Findings, genre: str) -> int:
    """Read the indicators below a header row; returns the first row that belongs to something else."""
    form = f"t{grid.number:04d}.{header}"
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
        row += 1
    return row


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
    status = status_of(operator, actual, sides["completion"])
    found.indicators.append(
        Indicator(
            name.block, form, sequence, levels["level1"], levels["level2"], re.sub(r"\s", "", name.text), operator, target,
            NOTHING if status == "not_due" else actual, sides["completion"], sides["weight"], sides["score"], status, "table",
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
    if score and score.mark and score.figure and score.figure.value is not None:
        figure = score.figure
        mark: Mark = score.mark
        found.statistics.append(
            Statistic(mark, "evaluation_score", "", figure.value, figure.unit or "分", figure.decimals, None, "table", form)
        )
        found.take(mark, "evaluation_score")
