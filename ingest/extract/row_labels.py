"""The labels of a cell of an amount table: the words and class codes of its row."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ingest.extract.grid import Slot
from ingest.extract.headers import Column
from ingest.extract.meaning import Labels

#: The number of a project below its name: 低保补助640425210000.
_CODE = re.compile(r"\s*\(?\d{8,}\)?$")


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
    code = name = whose = ""
    named: Column | None = None
    for at in range(index - 1, -1, -1):
        if before and at == before[0] and not texts and not code:
            return before[1]
        spec, slot = column(at), slots[at]
        is_text = slot is not None and not slot.is_blank and slot.figure is None
        if spec.role in ("amount", "rate", "change") and is_headed and (texts or code) and not is_text:
            break
        if spec.role == "code" and slot and not slot.is_blank and slot.text.isdigit():
            beside = slots[at + 1] if at + 1 < len(slots) else None
            if beside is None or not slot.is_same(beside):  # a whole code may be merged over 类, 款 and 项
                code = slot.text + code if spec.level else slot.text
        elif spec.role == "unit" and slot and is_text:
            whose = slot.text
        elif slot and is_text and (not texts or texts[-1] != slot.text):
            texts.append(slot.text)
            named = named or spec
            if "项目名称" in spec.text or "任务名称" in spec.text:
                name = name or _CODE.sub("", slot.text)
    if texts:
        return Labels(tuple(reversed(texts)), code, named, name)
    if whose:
        return Labels((whose,), code, Column("unit"))
    right = ((slot, column(at)) for at, slot in enumerate(slots) if at > index)
    for slot, spec in right:
        if slot and not slot.is_blank and slot.figure is None and spec.role == "label":
            return Labels((slot.text,), code, spec)
    return Labels((), code)
