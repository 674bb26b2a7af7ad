"""Figures told together: whose each of those is that 分别为 hands out."""

from __future__ import annotations

import re
from itertools import islice

from ingest.extract.found import EXPENDITURE_TOTAL, TOTAL, Frame, replace
from ingest.extract.prose.lists import open_list
from ingest.extract.prose.state import State

_RATES = re.compile("[^，；。]*%")


def hand_out(state: State) -> None:
    """分别为: the figures that follow are those of the subjects named before, in their order, else they open a list."""
    named = _both_sides(state) or (list(state.named) if len(state.named) > 1 else [])
    if named and state.segment.has(("rate",)):
        named = _whole_and_parts(state, named)
    state.parallel = named
    if named:
        state.pair = list(named)
    elif state.compare:
        state.parallel = list(state.pair)  # 与上年相比，分别减少 A、B
    if not state.parallel and state.last is not None:
        open_list(state, "parts")  # 项目支出…，分别为：…


def _whole_and_parts(state: State, parts: list[Frame]) -> list[Frame]:
    """支出 70 万元(基本支出 50 万元，项目支出 20 万元)，执行率分别为 A、B、C: with the whole where it has a rate too.

    Empty where there are more rates than names.
    """
    rates = _RATES.match(state.text, state.segment.start)
    more = rates[0].count("%") - len(parts) if rates else 0
    if more < 1:
        return parts
    if more == 1 and state.segment.has(("whole",)):
        return [replace(parts[0], subject=TOTAL), *parts]  # 整体支出、基本支出、项目支出执行率分别为…
    whole, *items = [amount.frame.subject for amount in islice(state.here(), len(parts) + 1)][::-1] or [None]
    of_whole = all(amount.parent == (whole or TOTAL) for amount in islice(state.here(), len(parts)))
    is_list = of_whole and items == [part.subject for part in parts]
    return [replace(parts[0], subject=whole), *parts] if more == 1 and is_list else []


def _both_sides(state: State) -> list[Frame]:
    """收、支总计分别为 A、B 万元: the revenue and the expenditure of one wording; empty where it is not of both."""
    measure = state.segment.by_role.get("measure")
    subject = state.frame.subject
    if measure is None or "支" not in measure.wording or subject is None or subject.code != "grand_total":
        return []
    return [state.frame, replace(state.frame, measure="balance", stage="", subject=EXPENDITURE_TOTAL)]
