"""Sums that cannot all be of the whole: 产业项目5个，到位 320 万元；基础设施项目3个，到位 180 万元.

One project has one budget of a stage and spent one sum. Prose that tells several, far from each other, tells of parts,
batches or other projects. Which is the whole is known where one is the sum of the others, or is told again; else none
is a fact. What a slip of the pen may have made (a digit, the unit) stays: that is for the checks to find.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from ingest.extract.found import CROSS, TOTAL, Amount, Findings, Mark, Subject
from ingest.extract.projects.own import stem
from ingest.figures import Figure
from ingest.outline import Outline

_MEASURES = frozenset(("budget", "spending"))
#: Values nearer than this to each other are one value told with an error.
_NEAR = Decimal("0.9")
_SLIPS = (Decimal(10), Decimal(100), Decimal(1000), Decimal(10000))
_EXACT = Decimal("0.001")
_SUM, _BEFORE = re.compile("(?:[共合总]计?|累计)[^，。；:、\\d]*$"), 12
#: How many sums of one name are compared, and how much more than its budget may be spent.
_MANY = 64
_AT_MOST = Decimal("1.5")


def drop_contradicted(
    found: Findings, outline: Outline, figures: Sequence[Sequence[Figure]], *, with_totals: bool
) -> None:
    """Take back, in place, what prose tells of a project (`with_totals`: of the whole, too) and cannot all be true."""
    told: dict[object, list[Amount]] = {}
    for amount in found.amounts:
        kind = (amount.frame.subject or TOTAL).classification
        is_whole = kind == "project" or (with_totals and kind == "total")
        if amount.origin == "prose" and is_whole and amount.frame.measure in _MEASURES:
            told.setdefault(amount.frame.key, []).append(amount)
    marks = {
        one.mark for several in told.values() if len(several) > 1 for one in _contradicted(several, outline, figures)
    }
    marks |= {amount.mark for amount in _beyond_budget(told, outline)}
    if marks:
        marks |= _rates_of(found, marks)
        found.take_back(marks, CROSS)
        for mark in marks:
            del found.dispositions[mark]  # what it is of is not known: unmapped


def _contradicted(told: Sequence[Amount], outline: Outline, figures: Sequence[Sequence[Figure]]) -> list[Amount]:
    """The sums of one name, measure and year that are no whole, or may be none."""
    naming = {one.mark.block: one for one in told}
    naming = {block: one for block, one in naming.items() if _is_named(one, outline)}
    named = [amount for amount in told if amount.mark.block in naming]
    if named and len(named) < len(told) and not _contradicted(named, outline, figures):
        value = _yuan(named[0])
        return [a for a in told if a.mark.block not in naming and not _is_slip(*sorted((_yuan(a), value)))]
    blocks: dict[Decimal, set[int]] = {}
    for amount in told[:_MANY]:
        blocks.setdefault(_yuan(amount), set()).add(amount.mark.block)
    most, rest = max(blocks), sum(blocks) - max(blocks)
    if all(_is_slip(value, most) for value in blocks):
        return []
    again = [value for value in blocks if len(blocks[value]) > 1]
    summed = {_yuan(amount) for amount in told[:_MANY] if _is_summed(amount, outline, figures)}
    whole = most if abs(most - rest) <= most * _EXACT or summed == {most} else again[0] if len(again) == 1 else None
    return [amount for amount in told if _yuan(amount) != whole]


def _is_summed(amount: Amount, outline: Outline, figures: Sequence[Sequence[Figure]]) -> bool:
    """到位衔接资金 100 万元、县级资金 30 万元，共到位 130 万元: whether a word calls an amount a sum."""
    block, index = amount.mark
    start = figures[block][index].start
    return _SUM.search(outline.blocks[block].text.text, max(0, start - _BEFORE), start) is not None


def _is_slip(one: Decimal, other: Decimal) -> bool:
    """Whether two values are one, but for a digit or the unit: 383.74 and 338.74, 2089万元 and 2089元."""
    if not one or one >= other * _NEAR or sorted(str(one.normalize())) == sorted(str(other.normalize())):
        return True
    return any(abs(other / one - slip) < slip * _EXACT for slip in _SLIPS)


def _beyond_budget(told: dict[object, list[Amount]], outline: Outline) -> Iterable[Amount]:
    """甲项目，预算 95 万元。|截至年底累计支出 834 万元: what a paragraph tells that does not name the project."""
    budgets: dict[Subject | None, Decimal] = {}
    spent: list[Amount] = []
    for amount in (amount for several in told.values() for amount in several):
        if (amount.frame.subject or TOTAL) == TOTAL:
            continue
        if amount.frame.measure == "spending" or amount.frame.stage == "received":
            spent.append(amount)
        else:
            about = amount.frame.subject
            budgets[about] = max(budgets.get(about, Decimal(0)), _yuan(amount))
    for amount in spent:
        most = budgets.get(amount.frame.subject)
        if most is not None and _yuan(amount) > most * _AT_MOST and not _is_named(amount, outline):
            yield amount


def _is_named(amount: Amount, outline: Outline) -> bool:
    """Whether the paragraph itself names the project that an amount of it is given to."""
    about = amount.frame.subject or TOTAL
    return about != TOTAL and stem(about.name) in outline.blocks[amount.mark.block].text.text


def _rates_of(found: Findings, marks: set[Mark]) -> set[Mark]:
    """The rates that the paragraphs of what is taken back tell of the same subjects."""
    subjects = {(a.mark.block, a.frame.subject or TOTAL) for a in found.amounts if a.mark in marks}
    return {rate.mark for rate in found.rates if (rate.mark.block, rate.frame.subject or TOTAL) in subjects}


def _yuan(amount: Amount) -> Decimal:
    return amount.value * amount.factor
