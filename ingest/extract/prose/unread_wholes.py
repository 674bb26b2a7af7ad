"""Rates of what was not understood: 全年可用资金 90 万元，实际执行 81 万元，执行率 90%, below a budget of 60 万元.

A rate that the amount before it gives with a sum of its paragraph that is no fact, and with no budget that the document
tells, is not that budget's. One that no sum gives stays: the report may be wrong, which a check tells.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from ingest.extract.found import Amount, Findings, Mark, Rate
from ingest.figures import Figure

_KINDS = frozenset(("execution", "received", "use_of_received"))


def drop_rates_of_unread(found: Findings, figures: Sequence[Sequence[Figure]]) -> None:
    """Take back, in place, the rates of prose that only a sum without a place in the contract gives."""
    rates = [rate for rate in found.rates if rate.origin == "prose" and rate.kind in _KINDS and rate.value]
    if not rates:
        return
    keys = {rate.denominator.key for rate in rates}
    wholes: dict[object, set[Decimal]] = {}
    blocks: dict[int, list[Amount]] = {}
    told = {rate.mark.block for rate in rates}
    for amount in found.amounts:
        if amount.frame.key in keys:
            wholes.setdefault(amount.frame.key, set()).add(amount.value * amount.factor)
        if amount.mark.block in told:
            blocks.setdefault(amount.mark.block, []).append(amount)
    unread = {
        rate.mark
        for rate in rates
        if _is_of_unread(rate, blocks.get(rate.mark.block, ()), wholes.get(rate.denominator.key, ()), found, figures)
    }
    if unread:
        found.take_back(unread, "rate outside the contract")


def _is_of_unread(
    rate: Rate,
    amounts: Sequence[Amount],
    wholes: Collection[Decimal],
    found: Findings,
    figures: Sequence[Sequence[Figure]],
) -> bool:
    before = [a for a in amounts if a.mark.index < rate.mark.index and a.frame.key == rate.frame.key]
    if not before or not wholes:
        return False
    part = max(before, key=lambda amount: amount.mark.index)
    spent = part.value * part.factor
    block = rate.mark.block
    money = (
        figure.value * figure.factor
        for index, figure in enumerate(figures[block][: part.mark.index])
        if figure.kind == "money"
        and figure.value
        and (one := found.dispositions.get(Mark(block, index))) is not None
        and one.disposition != "fact"
    )
    # The paragraph is asked first: it is short, while a long document tells as many budgets as rates.
    return any(_gives(rate, spent, whole) for whole in money) and not any(
        _gives(rate, spent, whole) for whole in wholes
    )


def _gives(rate: Rate, part: Decimal, whole: Decimal) -> bool:
    """Whether a part and a whole give the rate as it is printed, rounded or cut."""
    return whole != 0 and abs(part / whole * 100 - rate.value) < Decimal(1).scaleb(-rate.decimals)
