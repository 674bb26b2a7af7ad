"""An amount goes on record: what it is a part of, and what it replaces or contradicts."""

from __future__ import annotations

from ingest.extract.found import CROSS, TOTAL, Amount, Disposition, Frame, Mark, Subject, replace
from ingest.extract.prose.changes import SPENT_ON
from ingest.extract.prose.gifts import adjustments, remember
from ingest.extract.prose.parts import is_beside, is_crossed, is_more_than, is_told_twice, leave_wider_total, of_whole
from ingest.extract.prose.state import UNLIKE, State
from ingest.figures import Figure

_OUTSIDE = "amount outside the contract"
_ADJUSTED = "(调整后)"
_MONEY = ("补助", "补贴", "资金", "经费", "债券", "拨款", "贷款", "公益金")


def add_amount(state: State, mark: Mark, figure: Figure, frame: Frame) -> None:
    """Record an amount; in a list it remembers the subject it is a part of."""
    beside = (state.text.startswith(_ADJUSTED, figure.end), state.text.endswith(_ADJUSTED, 0, figure.start))
    if frame.stage == "approved" and any(beside):
        frame = replace(frame, stage="adjusted")
    about = frame.subject.classification if frame.subject else "total"
    reason = _refused(state, figure, frame, about)
    if figure.value is None or reason is not None:
        state.leave(mark, figure, reason or "")
        return
    if about == "three_public" and frame.fund:
        state.funds.setdefault(about, frame.fund)
    frame = of_whole(state, state.with_fund(frame), figure)
    parent = _parent(state, frame, about)
    amount = Amount(mark, frame, figure.value, figure.unit or "", figure.factor, figure.decimals, "prose", parent)
    scope = state.scope
    if scope and is_more_than(scope, amount, state):
        state.scopes.pop()
        state.obscured = True
        state.leave(mark, figure)
        return
    remember(state, amount)
    if scope:
        is_again = is_told_twice(state, scope, amount)
        scope.items.setdefault(frame.key, amount)
        state.listed += 1
    wholes = (scope.parent.subject if scope else None, state.aimed)
    if (scope and is_again) or any(is_crossed(whole, about) for whole in wholes if whole):
        state.leave(mark, figure, CROSS)
        state.crossed = True
        if scope:
            leave_wider_total(state, scope, amount)
        return
    _record(state, amount)
    is_of_fund = scope is not None and scope.kind == "parts" and scope.parent.fund != frame.fund
    is_of_fund = is_of_fund and scope is not None and scope.parent.measure == frame.measure
    state.enumerated = (parent is not None or is_of_fund) and state.phrase(state.segment.start + 1) == "、"
    if frame.year == state.frame.year and state.frame.measure in ("", frame.measure):
        state.last, state.frame = amount, frame if state.frame.measure else state.frame
        is_head = parent is None and not (scope and scope.parent.measure and scope.parent.fund != frame.fund)
        if frame.measure != "balance" and (is_head or (state.numbered and state.head_block != state.block)):
            state.head, state.head_block = frame, state.block
    if state.compare in UNLIKE and not state.segment.has(("against_budget", "prior")):
        state.compare = ""


def _refused(state: State, figure: Figure, frame: Frame, about: str) -> str | None:
    """Why an amount of a frame can be no fact, empty for unmapped; None where it can."""
    if not frame.measure:
        return ""  # 专项债券资金 9 万元，其中用于医院建设 4 万元: of what was not understood
    scope = state.scope
    if about == "project" and scope and frame.stage == scope.parent.stage == "received" and _is_money(frame.subject):
        return ""  # 到位资金 9 万元(车购税补助 5 万元、一般债券 4 万元): where it came from
    of_income = scope is not None and scope.parent.measure == "revenue" and "measure" not in state.segment.by_role
    if about in SPENT_ON and (frame.measure == "revenue" or (of_income and frame.measure == "spending")):
        return CROSS  # 财政拨款收入 90 万元，具体为公务员医疗补助 30 万元
    of_project = about == "revenue" and state.phrase(figure.start).endswith("项目")  # 年初结转结余项目 50 万元
    if of_project or (frame.measure in ("budget", "spending") and about in ("revenue", "balance")):
        return ""
    return _OUTSIDE if frame.measure == "balance" and about != "balance" else None


def _is_money(about: Subject | None) -> bool:
    return about is not None and about.name.endswith(_MONEY)


def _parent(state: State, frame: Frame, about: str) -> Subject | None:
    """What an item of the open list is a part of; an item that stands beside the list's whole ends the list."""
    scope = state.scope
    if scope is None:
        return None
    if is_beside(scope.parent.subject, frame.subject):
        if about != "three_public":
            state.scopes.pop()
        return None
    is_part = bool(scope.parent.measure) and scope.parent.subject != frame.subject
    return (scope.parent.subject or TOTAL) if is_part else None


def _record(state: State, amount: Amount) -> None:
    """Add an amount to what is found, with the revenue that 收支总预算 tells beside a budget."""
    for before in adjustments(state, amount):
        state.found.amounts.remove(before)
        state.found.dispositions[before.mark] = Disposition("context", _OUTSIDE)
    state.found.amounts.append(amount)
    state.found.take(amount.mark, (amount.frame.subject or TOTAL).name)
    named = state.segment.by_role.get("measure")
    if named and named.also and amount.parent is None:
        code, _, stage = named.also.partition(":")
        revenue = replace(amount.frame, measure="revenue", stage=stage, subject=Subject("revenue", code, "合计"))
        state.found.amounts.append(replace(amount, frame=revenue))
        state.twin = (amount.frame, revenue)
