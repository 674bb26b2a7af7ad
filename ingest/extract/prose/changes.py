"""增减额: how much an amount is more or less than the year before."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import islice

from ingest.extract.found import BOTH_SIDES, CROSS, EXPENDITURE_TOTAL, SINGLE_FUNDS, TOTAL, Amount, Frame, Mark, replace
from ingest.extract.prose.state import SPOKEN, UNLIKE, State
from ingest.figures import Figure
from ingest.lexicon.lexicon import Concept

#: How many amounts of a sentence are looked back at.
_LATEST = 8
_EACH = re.compile(r"各自?(?:增加|减少|增长|下降|增|减)了?$")
_NEAR = 6
#: What money is spent on; no revenue is of it.
SPENT_ON = frozenset((
    "economic", "function", "expenditure_type", "basic_component", "three_public", "operating_cost", "project",
))  # fmt: skip


def is_after_unread(state: State, mark: Mark) -> bool:
    """Whether the amount before, in the same sentence, is no fact: what follows may be its change.

    Its own share may stand between: 集中采购 9 万元，占采购预算的 80%，同比增加 1 万元.
    """
    if not state.obscured or mark.index == 0:
        return False
    place = mark.index - 1
    if state.figures[place].kind == "percent" and place:
        place -= 1
    before = state.found.dispositions.get(Mark(mark.block, place))
    return before is not None and before.disposition != "fact" and state.figures[place].kind == "money"


def of_told_fund(state: State) -> Frame:
    """The frame in hand; 财政拨款支出 is that of the only fund its paragraph has told the same amount of.

    一般公共预算财政拨款支出 9 万元，…。与上年相比，财政拨款支出增加 1 万元: the shorter name of the same.
    """
    now = state.frame
    if now.fund != "fiscal" or state.base.fund == "fiscal":
        return now
    same = (a.frame for a in islice(state.here(), _LATEST) if a.frame.measure == now.measure)
    funds = {frame.fund for frame in same if (frame.subject or TOTAL) == (now.subject or TOTAL)}
    return replace(now, fund=funds.pop()) if len(funds) == 1 and funds < SINGLE_FUNDS else now


def _of_both(state: State, figure: Figure) -> Frame | None:
    """收入总计 9 万元，支出总计 9 万元，与上年相比，各增加 1 万元: of both sides, where they are the same."""
    if not _EACH.search(state.text, max(0, figure.start - _NEAR), figure.start):
        return None
    here = [amount for amount in islice(state.here(), 2) if not amount.frame.fund]
    codes = {amount.frame.subject.code: amount for amount in here if amount.frame.subject}
    income, outlay = codes.get("grand_total"), codes.get(EXPENDITURE_TOTAL.code)
    if income is None or outlay is None or income.value * income.factor != outlay.value * outlay.factor:
        return None
    return replace(income.frame, subject=BOTH_SIDES)


def _told(state: State, figure: Figure) -> Frame:
    """The frame in hand; 收入 and 支出 behind 收入总计 and 支出总计, where nothing else was told of them, are those."""
    if both := _of_both(state, figure):
        return both
    state.frame = of_told_fund(state)
    named = state.segment.last("measure")
    if named is None or named.wording not in ("收入", "支出"):
        return state.frame
    here = [amount.frame for amount in state.here() if amount.frame.measure != "change"][::-1]
    if any(frame.key == state.frame.key for frame in here):
        return state.frame
    code = "grand_total" if named.wording == "收入" else EXPENDITURE_TOTAL.code
    return next((f for f in here if f.subject and f.subject.code == code), state.frame)


def _adjusts(state: State, direction: Concept) -> bool:
    """Whether a budget is adjusted, not compared: 调整预算增加 100 万元, 压减2024年预算 300 万元."""
    named = state.segment.by_role.get("measure")
    if state.compare or named is None or named.measure != "budget":
        return False
    concepts = state.segment.concepts
    return named.stage == "adjusted" or concepts.index(direction) < concepts.index(named)


def _is_against_plan(state: State, figure: Figure) -> bool:
    """年初预算 9 万元，支出 8 万元，减少 1 万元: where no other year is told, what was spent is less than planned."""
    now = state.frame
    if state.compare or now.measure != "spending":
        return False
    start = max(state.text.rfind(mark, 0, figure.start) for mark in "。；")
    near = [a.frame for a in islice(state.here(), _LATEST) if state.figures[a.mark.index].start > start]
    same = [frame for frame in near if frame.subject == now.subject and frame.measure != "change"]
    return any(frame.measure == "budget" for frame in same) and all(frame.year == now.year for frame in same)


def _is_more_than_now(state: State, frame: Frame, change: Decimal) -> bool:
    """Whether an item grew by more than it is now."""
    now = next((a for a in islice(state.here(), _LATEST) if a.frame.key == frame.key), None)
    return now is not None and now.value * now.factor < change


def read_change(state: State, mark: Mark, figure: Figure, direction: Concept) -> None:
    """增减额: signed; kept as an amount of measure `change`, its stage naming what changed."""
    if state.year and (state.frame.year or state.year) > state.year:
        state.leave(mark, figure, "amount outside the contract")  # 2024年计划压减公务接待费 1 万元
        return
    unlike = state.compare in UNLIKE or _adjusts(state, direction) or _is_against_plan(state, figure)
    if unlike and not state.segment.rest:
        state.leave(mark, figure, "comparison outside the contract")
        return
    if state.crossed:
        state.leave(mark, figure, CROSS)
        return
    unclear = state.segment.rest or (is_after_unread(state, mark) and not state.segment.has(SPOKEN))
    if unclear or figure.value is None or not state.frame.measure:
        state.leave(mark, figure)
        return
    negative = direction.role == "down" or state.phrase(figure.start).endswith("-")
    value = -figure.value if negative and figure.value > 0 else figure.value
    if not state.parallel:
        state.frame = _told(state, figure)
    changed = state.with_fund(state.parallel.pop(0) if state.parallel else state.frame)  # 分别增加 A、B
    if changed.measure == "revenue" and changed.subject and changed.subject.classification in SPENT_ON:
        state.leave(mark, figure, "comparison outside the contract")  # 收入增加…，主要是绩效工资增加…
        return
    stage = f"{changed.measure}:{changed.stage}"
    frame = replace(changed, year=state.year, stage=stage, measure="change")
    if any(a.frame == frame and a.value != value for a in islice(state.here(), _LATEST)):
        state.leave(mark, figure)  # A 增加 2 万元，比上年合计增加 5 万元: of more than A
        return
    if state.scope and _is_more_than_now(state, changed, value * figure.factor):
        state.leave(mark, figure)  # 其中 A 9 万元，B 0 万元，较上年增加 2 万元: of more than B
        return
    change = Amount(mark, frame, value, figure.unit or "", figure.factor, figure.decimals, "prose")
    state.found.amounts.append(change)
    if state.twin and replace(state.twin[0], year=state.year) == replace(state.frame, year=state.year):
        revenue = state.twin[1]
        of_revenue = replace(revenue, year=state.year, stage=f"revenue:{revenue.stage}", measure="change")
        state.found.amounts.append(replace(change, frame=of_revenue))
    state.found.take(mark, direction.wording)
