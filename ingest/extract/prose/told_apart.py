"""A part told again as if it were all: 下达资金 90 万元，其中护林补助 60 万元。…中央补助资金共 60 万元，使用 60 万元.

A section on one of several parts names its fund, or nothing. What it tells is known by its value, which is that of the
part and less than all.
"""

from __future__ import annotations

from decimal import Decimal

from ingest.extract.found import CROSS, TOTAL, Amount, Findings, Mark
from ingest.extract.prose.gifts import GIVERS

_PARTS = frozenset(("project", "use"))


def drop_told_apart(found: Findings) -> None:
    """Take back, in place, the totals of blocks that tell but a part's value, and the rates told with them."""
    _drop_less_than_given(found)
    budgets = [a for a in found.amounts if a.origin == "prose" and a.frame.measure == "budget"]
    parts = {_yuan(a): a.mark.block for a in budgets if a.parent is not None and _kind(a) in _PARTS}
    if not parts:
        return
    whole: dict[object, Decimal] = {}
    for amount in budgets:
        if _kind(amount) == "total":
            whole[amount.frame.key] = max(_yuan(amount), whole.get(amount.frame.key, Decimal(0)))
    alone = {
        (a.mark.block, _yuan(a))
        for a in budgets
        if _kind(a) == "total" and _yuan(a) < whole[a.frame.key] and parts.get(_yuan(a), a.mark.block) < a.mark.block
    }
    if not alone:
        return
    amounts = {
        a.mark
        for a in found.amounts
        if a.origin == "prose" and _kind(a) == "total" and (a.mark.block, _yuan(a)) in alone
    }
    found.take_back(amounts | _rates_behind(found, amounts), CROSS)


def _drop_less_than_given(found: Findings) -> None:
    """拨入专项经费 20 万元；上级补助 48 万元: what is less than one giver's money beside it is not what all gave."""
    beside: dict[object, list[Amount]] = {}
    for amount in found.amounts:
        if amount.origin == "prose" and amount.frame.measure == "budget" and _kind(amount) == "total":
            beside.setdefault((amount.mark.block, amount.frame.stage, amount.frame.year), []).append(amount)
    less = {
        a.mark
        for told in beside.values()
        for a in told
        if not a.frame.fund and any(b.frame.fund in GIVERS and _yuan(a) < _yuan(b) for b in told)
    }
    if less:
        found.take_back(less, CROSS)


def _rates_behind(found: Findings, amounts: set[Mark]) -> set[Mark]:
    """The rates of totals right behind what is taken back."""
    last = {mark.block: max(m.index for m in amounts if m.block == mark.block) for mark in amounts}
    return {
        r.mark
        for r in found.rates
        if (r.frame.subject or TOTAL) == TOTAL and r.mark.index == last.get(r.mark.block, -2) + 1
    }


def _kind(amount: Amount) -> str:
    return (amount.frame.subject or TOTAL).classification


def _yuan(amount: Amount) -> Decimal:
    return amount.value * amount.factor
