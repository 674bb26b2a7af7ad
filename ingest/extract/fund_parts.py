"""Rows 中央补助 and 省级补助 are parts of one fund of the contract: neither of them is that fund's amount."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.extract.found import CROSS, Amount, Disposition, Findings


def drop_parts(found: Findings, named: Mapping[object, Sequence[tuple[str, Amount]]]) -> None:
    """Take back amounts of one key that rows of different labels gave; a lone one above zero, or equal ones, stay.

    `named`: key of an amount → (row label, amount) of one table's rows that name nothing but a fund.
    """
    dropped = []
    for given in named.values():
        stated = {amount.value for _, amount in given if amount.value}
        if len({label for label, _ in given}) > 1:
            dropped += [amount for _, amount in given if len(stated) > 1 or (stated and not amount.value)]
    if not dropped:
        return
    rows = {(amount.mark.block, amount.frame.fund) for amount in dropped}
    marks = {amount.mark for amount in dropped}
    marks |= {rate.mark for rate in found.rates if (rate.mark.block, rate.frame.fund) in rows}
    found.amounts[:] = [amount for amount in found.amounts if amount.mark not in marks]
    found.rates[:] = [rate for rate in found.rates if rate.mark not in marks]
    for mark in marks:
        found.dispositions[mark] = Disposition("context", CROSS)
