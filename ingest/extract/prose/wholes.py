"""Wholes that turn out by the list that breaks them down: the grand total, all givers' money, the adjusted budget."""

from __future__ import annotations

from ingest.extract.found import EXPENDITURE_TOTAL, GRAND_TOTAL, Frame, replace
from ingest.extract.prose.framing import fill
from ingest.extract.prose.state import Scope, Segment, State


def widen(state: State, scope: Scope) -> None:
    """总收入 N 万元，其中本年收入…: what 本年 is a part of was the grand total, not the year's total."""
    parent = scope.parent
    if state.last is None or state.last.frame != parent or parent.measure not in ("revenue", "spending"):
        return
    if parent.subject and parent.subject.code != "total":
        return
    if parent.measure == "revenue":
        wider = replace(parent, subject=GRAND_TOTAL)
    else:
        wider = replace(parent, measure="balance", stage="", subject=EXPENDITURE_TOTAL)
    _reframe_last(state, wider)


def _reframe_last(state: State, frame: Frame) -> None:
    """What the last amount is of turns out by the list that it opens."""
    amounts = state.found.amounts
    place = next((i for i in range(len(amounts) - 1, -1, -1) if amounts[i] is state.last), None)
    if place is not None and state.last is not None:
        amounts[place] = state.last = replace(state.last, frame=frame)


def of_all_givers(state: State, scope: Scope) -> Scope:
    """县财政安排 N 万元，其中省级资金…: what holds money of another giver is not of the one that hands it on."""
    parent = replace(scope.parent, fund=state.base.fund)
    told = state.told
    between = state.money_between(state.figures[told.mark.index].end, state.segment.start) if told else iter(())
    if state.last is not None and state.last.frame == scope.parent and not any(True for _ in between):
        _reframe_last(state, parent)
    state.scopes[-1] = replace(scope, parent=parent)
    return state.scopes[-1]


def of_adjusted(state: State, scope: Scope) -> None:
    """预算总额 9 万元，其中年初预算 8 万元，追加…: what holds the initial budget is the adjusted one, of both sides."""
    if (scope.parent.measure, scope.parent.stage) != ("budget", "approved") or state.told is None:
        return
    whole, amounts = replace(scope.parent, stage="adjusted"), state.found.amounts
    for place in range(len(amounts) - 1, -1, -1):
        amount = amounts[place]
        if state.last is None or amount.mark < state.last.mark:
            break
        if amount.mark == state.last.mark and amount.frame.stage in ("approved", "initial"):
            amounts[place] = replace(amount, frame=replace(amount.frame, stage="adjusted"))
    state.last = replace(state.last, frame=whole) if state.last else None
    state.scopes[-1] = replace(scope, parent=whole)


def sum_up(state: State, inside: Segment) -> None:
    """A、B、C（“三公”经费）决算总额: a bracket that names the whole of several items just named."""
    named = inside.by_role.get("subject")
    kinds = [frame.subject.classification for frame in state.named if frame.subject]
    if named and named.code == "total" and kinds.count(named.classification) > 2:
        state.frame = fill(state.frame, named, state.base, False)
        state.named = []
        if state.scope and not state.scope.items:
            state.scopes.pop()  # 各部门，包括行政单位和…
