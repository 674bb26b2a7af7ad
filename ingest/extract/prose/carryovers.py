"""What was carried over among the parts of a total: that is the grand total, its other parts are the year's income."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from ingest.extract.found import GRAND_TOTAL, SINGLE_FUNDS, Amount, Frame, Rate, Subject, replace
from ingest.extract.prose.state import Scope, State

_OF_YEAR = re.compile("本年|当年")
_INCOME = Subject("revenue", "total", "合计")
#: How many amounts are looked back at.
_LATEST = 12


def hold_carryover(state: State, scope: Scope) -> None:
    """预算收入 N 万元，其中…，上年结转…: what holds money carried over was the grand total, unless it says 本年."""
    parent = scope.parent
    if parent.measure == "budget":
        _tell_income(state, scope)
    if state.twin and parent == state.twin[0]:
        parent = state.twin[1]
        state.scopes[-1] = replace(scope, parent=replace(parent, subject=GRAND_TOTAL))
    if parent.measure != "revenue" or parent.fund or (parent.subject and parent.subject.code != "total"):
        return
    latest = islice(reversed(state.found.amounts), _LATEST)
    told = next((amount for amount in latest if amount.frame.key == parent.key), None)
    if told is None or _is_of_year(state, told):
        return
    _widen_all(state, parent, told.mark.block)
    if parent == scope.parent:
        state.scopes[-1] = replace(scope, parent=replace(parent, subject=GRAND_TOTAL))


def income_stage(of_budget: str) -> str:
    """The stage of revenue that a budget is made of, by the budget's own."""
    return {"adjusted": "adjusted", "received": "executed"}.get(of_budget, "initial")


def _is_of_year(state: State, told: Amount) -> bool:
    if told.mark.block != state.block:
        return False
    end = state.figures[told.mark.index].start
    start = max(state.text.rfind(mark, 0, end) for mark in "，。；:") + 1
    return _OF_YEAR.search(state.text, start, end) is not None


def _tell_income(state: State, scope: Scope) -> None:
    """收支总预算 N 万元，其中一般公共预算拨款…、上年结转…: beside the latter, funds are the year's income, and so is
    what they grew by."""

    def income(frame: Frame) -> Frame:
        is_item = frame.fund in SINGLE_FUNDS and (frame.measure == "budget" or frame.stage.startswith("budget:"))
        if not is_item or replace(frame, year=state.year).key not in funds:
            return frame
        if frame.measure == "change":
            return replace(frame, stage=f"revenue:{income_stage(frame.stage.partition(':')[2])}", subject=_INCOME)
        return replace(frame, measure="revenue", stage=income_stage(frame.stage), subject=_INCOME)

    amounts, rates = state.found.amounts, state.found.rates
    items = [key for key, amount in scope.items.items() if amount.frame.measure == "budget"]
    changes = [_change_of(amount.frame).key for amount in scope.items.values() if amount.frame.measure == "budget"]
    funds = {*items, *changes}
    for place in range(len(amounts) - 1, max(-1, len(amounts) - 1 - _LATEST), -1):
        if amounts[place].mark.block == state.block:
            amounts[place] = replace(amounts[place], frame=income(amounts[place].frame))
    for place in range(len(rates) - 1, max(-1, len(rates) - 1 - _LATEST), -1):
        rate = rates[place]
        if rate.mark.block == state.block:
            rates[place] = replace(rate, frame=income(rate.frame), denominator=income(rate.denominator))


def _change_of(frame: Frame) -> Frame:
    return replace(frame, measure="change", stage=f"{frame.measure}:{frame.stage}")


def _widen_all(state: State, parent: Frame, block: int) -> None:
    """Amounts, changes and rates of the total in its paragraph are the grand total's."""

    def whole(frame: Frame) -> Frame:
        kind = frame.stage if frame.measure == "change" else f"{frame.measure}:{frame.stage}"
        is_same = kind == f"revenue:{parent.stage}" and frame.subject == parent.subject and frame.fund == parent.fund
        return replace(frame, subject=GRAND_TOTAL) if is_same else frame

    amounts, rates = state.found.amounts, state.found.rates
    for place in _since(block, amounts):
        amounts[place] = replace(amounts[place], frame=whole(amounts[place].frame))
    for place in _since(block, rates):
        frame, denominator = whole(rates[place].frame), whole(rates[place].denominator)
        rates[place] = replace(rates[place], frame=frame, denominator=denominator)


def _since(block: int, found: Sequence[Amount | Rate]) -> range:
    """The places of what was found in a paragraph and later."""
    count = sum(1 for _ in takewhile(lambda one: one.mark.block >= block, reversed(found)))
    return range(len(found) - count, len(found))
