"""Items named alike in lists of different amounts: 甲项目 9 万元，其中管理费 3 万元；乙项目 5 万元，其中管理费 1 万元.

An item's name is all that the contract knows it by, so that neither value is that of the name.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ingest.extract.found import CROSS, Amount, Findings
from ingest.figures import Figure
from ingest.outline import Outline

_ITEMS = frozenset(("project", "use"))
_OPENS = "其中"
#: How many different values of one name are compared.
_MANY = 64


def drop_repeated_items(found: Findings, outline: Outline, figures: Sequence[Sequence[Figure]]) -> None:
    """Take back, in place, the items that lists of different wholes give different values."""
    told: dict[tuple[object, ...], list[tuple[object, Amount]]] = {}
    for amount in found.amounts:
        frame, (block, index) = amount.frame, amount.mark
        if amount.origin != "prose" or frame.subject is None or frame.subject.classification not in _ITEMS:
            continue
        text, start = outline.blocks[block].text.text, figures[block][index].start
        whole = _whole(text, figures[block], index, 0 if amount.parent else text.rfind("。", 0, start) + 1)
        if whole is not None:
            key = (frame.measure, frame.stage, frame.subject.name, frame.year)
            told.setdefault(key, []).append(((amount.parent, whole), amount))
    marks = {amount.mark for items in told.values() for amount in _apart(items)}
    if marks:
        found.take_back(marks, CROSS)


def _apart(items: Sequence[tuple[object, Amount]]) -> list[Amount]:
    """The items that another list gives another value of the same fund, or of one fund beside all."""
    given = {(whole, amount.frame.fund, amount.value * amount.factor) for whole, amount in items}
    if len(given) < 2:
        return []
    few = [*given][:_MANY]
    return [
        amount
        for whole, amount in items
        if any(
            of != whole and value != amount.value * amount.factor and amount.frame.fund in ("", fund)
            for of, fund, value in few
        )
    ]


def _whole(text: str, figures: Sequence[Figure], index: int, begin: int) -> Decimal | None:
    """The money before the list that an item stands in, which opens behind a place; None where it stands in none."""
    opened = text.rfind(_OPENS, begin, figures[index].start)
    if opened < 0:
        return None
    money = (f for f in reversed(figures[:index]) if f.kind == "money" and f.end <= opened and f.value is not None)
    return next((f.value * f.factor for f in money if f.value is not None), None)
