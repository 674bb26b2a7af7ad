"""总收入 and 总支出 that hold what was carried over: 总收入 110 万元. 其中本年收入 100 万元，年初结转和结余 10 万元.

In other reports they are what came in and went out in the year. The amounts tell: one that is the year's and what was
carried over, to the cent, is the total of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from ingest.extract.found import EXPENDITURE_TOTAL, GRAND_TOTAL, TOTAL, Amount, Findings, Frame, Mark, Subject, replace
from ingest.figures import Figure
from ingest.outline import Outline

#: What either total is called, in front of its amount.
_CALLED = re.compile("总(?:收入|支出)[^，。；]{0,4}$")
_NEAR = 12
#: What is added to the year's income and to its expenditure.
_BROUGHT = frozenset(("opening_carryover", "fiscal_carryover", "use_of_surplus"))
_LEFT = frozenset(("closing_carryover", "surplus_distribution"))


def name_totals(outline: Outline, figures: Sequence[Sequence[Figure]], found: Findings, year: int | None) -> None:
    """Give prose's totals that hold a carryover their own names, in place, and what is said of their change."""

    def is_called(mark: Mark) -> bool:
        start = figures[mark.block][mark.index].start
        return _CALLED.search(outline.blocks[mark.block].text.text, max(0, start - _NEAR), start) is not None

    for measure, codes, whole in (("revenue", _BROUGHT, GRAND_TOTAL), ("spending", _LEFT, EXPENDITURE_TOTAL)):
        totals = [a for a in found.amounts if a.frame.measure == measure and _is_total(a.frame)]
        totals = [a for a in totals if a.frame.year in (None, year)]
        if len({_yuan(a) for a in totals}) != 2:
            continue
        larger, smaller = max(map(_yuan, totals)), min(map(_yuan, totals))
        if larger - smaller not in _sums(a for a in found.amounts if (a.frame.subject or TOTAL).code in codes):
            continue
        marks = {a.mark for a in totals if _yuan(a) == larger and a.origin == "prose" and is_called(a.mark)}
        blocks = {mark.block for mark in marks} - {a.mark.block for a in totals if _yuan(a) == smaller}
        _rename(found, marks, blocks, measure, whole)


def _yuan(amount: Amount) -> Decimal:
    return amount.value * amount.factor


def _is_total(frame: Frame) -> bool:
    return (frame.subject or TOTAL).code == "total" and not frame.fund and _is_of_all(frame.subject or TOTAL)


def _is_of_all(subject: Subject) -> bool:
    return subject.classification in ("total", "revenue")


def _sums(carried: Iterable[Amount]) -> set[Decimal]:
    """What was carried over, with and without the other surplus that was used or handed out."""
    values = {_yuan(amount) for amount in carried if amount.value}
    return values | {sum(values, Decimal(0))}


def _rename(found: Findings, marks: set[Mark], blocks: set[int], measure: str, whole: Subject) -> None:
    def moved(frame: Frame) -> Frame:
        if whole is GRAND_TOTAL:
            return replace(frame, subject=whole)
        is_change = frame.measure == "change"
        return replace(frame, subject=whole, measure="change" if is_change else "balance", stage="balance:" * is_change)

    def is_said(frame: Frame, mark: Mark) -> bool:
        is_change = frame.measure == "change" and frame.stage.startswith(f"{measure}:")
        return mark in marks or (mark.block in blocks and is_change and _is_total(frame))

    found.amounts[:] = [replace(a, frame=moved(a.frame)) if is_said(a.frame, a.mark) else a for a in found.amounts]
    found.rates[:] = [
        replace(r, frame=moved(r.frame), denominator=moved(r.denominator))
        if r.mark.block in blocks and r.kind == "year_on_year" and r.frame.measure == measure and _is_total(r.frame)
        else r
        for r in found.rates
    ]
