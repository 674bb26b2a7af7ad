"""The labels of a cell of an amount table: the words and class codes of its row."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ingest.extract.grid import Slot
from ingest.extract.headers import OF_UNIT, Column
from ingest.extract.identity.office_names import is_office
from ingest.extract.projects.own import without_code
from ingest.extract.tables.fund_rows import is_fund
from ingest.extract.tables.meaning import Labels
from ingest.lexicon.lexicon import units

#: 政府预算支出经济科目: a second classification beside the departments' own, which the contract has no place for.
_OF_GOVERNMENT = re.compile("政府(?:预算)?(?:支出)?经济")
#: Where the name of a class stands.
_OF_CLASS = re.compile("科目|功能分类")
#: 105-茂县文化馆部门, 105001-茂县文化馆: the budget code of a unit.
_UNIT_CODE = re.compile(r"\d{3}(?:\d{3})?-(?=[\u4e00-\u9fff])")
#: 项目编码 451027220105 is no class.
_LONGEST_CLASS = 7


def names_project(header: str) -> bool:
    """Whether the texts below a header are names of projects."""
    return any(title in header for title in ("项目名称", "任务名称", "对应项目"))


def _is_part(label: str) -> bool:
    return label.startswith("其中") or is_fund(label)


def _goes_on(label: str, left: Sequence[Slot | None]) -> bool:
    """Whether a label breaks down the amount left of it: 其中:财政拨款 | 90, or 其他资金 | 10 behind that."""
    if label.startswith("其中"):
        return True
    return is_fund(label) and any(slot is not None and slot.own and slot.text.startswith("其中") for slot in left)


def labels_of(
    slots: Sequence[Slot | None],
    column: Callable[[int], Column],
    is_headed: bool,
    index: int,
    before: tuple[int, Labels] | None = None,
) -> Labels:
    """Row labels left of a cell up to the panel's border, else right of it; `column` tells what a place holds.

    `before` are the figure before in the row and its labels: the same, where no label or code stands in between.
    Whose row it is (项目单位) is no label beside what it is of.
    """
    texts: list[str] = []
    code = name = whose = unit = ""
    is_classed = False
    named: Column | None = None
    for at in range(index - 1, -1, -1):
        if before and at == before[0] and not texts and not code:
            return before[1]
        spec, slot = column(at), slots[at]
        is_text = slot is not None and not slot.is_blank and slot.figure is None
        if spec.role in ("amount", "rate", "change") and is_headed and (texts or code) and not is_text:
            break
        if not is_headed and texts and slot and slot.figure and not _goes_on(texts[0], slots[:index]):
            break  # 预算数 | 90 | 上级补助 | 50: what stands left of another amount is that one's label
        behind = slots[at + 1 : index + 1]
        beside = next((other for other in behind if not (slot and other and other.is_same(slot))), None)
        if slot and is_text and slot.own and slot.text in units():
            unit = unit or slot.text
            continue
        if slot and is_text and texts and beside and beside.figure and _is_part(slot.text):
            continue  # 其中:财政拨款 | 90 | 其他收入 | 10: what the figure between is of
        is_class = spec.role == "code" and spec.level != OF_UNIT
        if is_class and slot and not slot.is_blank and slot.text.isdigit() and len(slot.text) <= _LONGEST_CLASS:
            covered = slots[at + 1]
            if covered is None or not slot.is_same(covered):  # a whole code may be merged over 类, 款 and 项
                code = slot.text + code if spec.level else slot.text
        elif spec.role == "unit" and slot and is_text:
            whose = slot.text
        elif slot and is_text and _OF_GOVERNMENT.search(spec.text) and at and column(at - 1).role in ("label", "code"):
            continue  # 基本工资 | 50101 | 工资奖金津补贴
        elif slot and is_text and (not texts or texts[-1] != slot.text):
            texts.append(slot.text)
            named = named or spec
            is_classed = is_classed or _OF_CLASS.search(spec.text) is not None
            is_unit = _UNIT_CODE.match(slot.text) or ("单位" in spec.text and is_office(slot.text))
            if names_project(spec.text) and not is_unit:
                name = name or without_code(slot.text)  # below 项目单位(项目名称) it may be the unit's as well
    if name and is_classed and code:  # 2130305 | 水利工程建设 | 水库除险加固: of the project, not of its class
        return Labels((name,), "", Column("label", text="项目名称"), name, unit)
    if texts:
        return Labels(tuple(reversed(texts)), code, named, name, unit)
    if whose:
        return Labels((whose,), code, Column("unit"))
    right = ((slot, column(at)) for at, slot in enumerate(slots) if at > index)
    for slot, spec in right:
        if slot and not slot.is_blank and slot.figure is None and spec.role == "label":
            title, below, _ = spec.text.partition("|")
            is_beside = below and column(index).text.partition("|")[0] != title
            return Labels((), code) if is_beside else Labels((slot.text,), code, spec)
    return Labels((), code)
