"""What a sentence speaks of that opens with a comparison or a bare measure: 。比上年减少…, 。预算数与上年持平."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from ingest.extract.found import Amount, Frame, Subject, replace
from ingest.extract.prose.state import SPOKEN, State
from ingest.lexicon.lexicon import Concept

#: How many amounts are looked back at, so that time does not grow with the square of a paragraph's length.
_LATEST = 64
_NEAR = 4
_EXECUTED = re.compile(r"执行|决算")
#: 较上年增加 3 万元；公用经费 9 万元: the list that the sentence stands in goes on with another item.
_GOES_ON = re.compile(r"[^。；]*；(?:其中:)?[^。；，\d比较增减因]{2,24}\d")
#: 一是…；二是…: the reason goes on.
_NEXT_REASON = re.compile("[二三四五六七八]是")


def compared_with(state: State) -> Frame | None:
    """The frame that 。比上年减少… is about: the paragraph's head, not the last item of its list.

    It is about the item where the list compares item by item, and where the paragraph has no head of its own. An empty
    frame where what it is about stands behind an amount that was not understood.
    """
    last = state.told
    if last is None:
        is_unread = any(one and one.disposition == "unmapped" for one in state.money_between(0, state.segment.start))
        return Frame() if is_unread else state.head  # 馆舍运转花费 9 万元。比上年增加…: of what was not understood
    is_headed = state.head_block == state.block
    here = list(islice(state.here(), _LATEST))
    items = [a for a in here if last.parent is not None and a.parent == last.parent and not a.is_derived]
    if not _is_itemwise(state, last, items, here) and (is_headed or len(items) > 1):
        head = next((a for a in here if a.frame == state.head), None)
        return Frame() if head and _is_behind_unread(state, head) else state.head
    return Frame() if _is_behind_unread(state, last) else last.frame


def item_of(state: State) -> Subject | None:
    """The class or kind of spending that a paragraph has spoken of: its 。预算数 … is of no other.

    A paragraph that is not numbered speaks of an item where it opened with a part of what its section is about.
    """
    if state.head_block != state.block or not (state.numbered or _opens_with_part(state)):
        return None
    compared = compared_with(state)
    return compared.subject if compared and compared.measure in ("budget", "spending") else None


def _opens_with_part(state: State) -> bool:
    """公务车运行维护费 9 万元，…。费用支出较年初预算数… in a section on “三公”经费, whose total was not told."""
    whole, head = state.base.subject, state.head.subject if state.head else None
    if whole is None or head is None or whole == head or whole.classification != head.classification:
        return False
    return all(amount.frame.subject != whole for amount in islice(state.here(), _LATEST))


def compare(state: State, concept: Concept) -> None:
    """比上年, 比年初预算: what the clause speaks of is compared with another year or with the budget.

    比2023年年初预算 compares with last year in a report of 2024, with the year's own budget in one of 2023.
    """
    before = bool(concept.code and state.year and int(concept.code) == state.year - 1)
    if state.fresh and not state.segment.has(SPOKEN) and (whole := compared_with(state)):
        state.frame = replace(whole, year=state.frame.year)
    state.compare = "prior" if before or (concept.role == "prior" and not concept.code) else "against_budget"
    if state.compare == "prior" and not state.segment.has(("measure",)) and (spent := spent_beside(state)):
        state.frame = spent.frame
    if state.compare == "prior" and _is_planned(state) and _EXECUTED.search(concept.wording):
        state.compare = "executed"  # 预算 9 万元，比上年执行数增加…: what it grew from is no budget
    elif (
        state.compare == "prior"
        and state.frame.measure == "spending"
        and not state.is_budget
        and "预算" in concept.wording
    ):
        state.compare = "against_budget"  # 支出 9 万元，比上年预算数减少…: nor is a budget spending


def _is_planned(state: State) -> bool:
    frame = state.frame
    return state.is_budget or frame.measure == "budget" or (frame.measure == "revenue" and frame.stage == "initial")


def spent_beside(state: State) -> Amount | None:
    """支出 9 万元，年初预算 8 万元，完成 112.5%，比上年增加…: accounts compare what was spent."""
    now = state.frame
    if state.is_budget or now.measure != "budget" or state.told is None:
        return None
    start = state.sentence(state.segment.start)
    return next(
        (
            a
            for a in islice(state.here(), _NEAR)
            if a.frame.measure == "spending"
            and (a.frame.subject, a.frame.year) == (now.subject, now.year)
            and state.figures[a.mark.index].start >= start
        ),
        None,
    )


def end_reason(state: State, place: int) -> None:
    """主要原因是公务接待费减少；比上年减少…: what a reason names is forgotten behind the mark that ends at `place`."""
    if state.reason is not None:
        state.frame, state.fresh = state.reason
        state.reason = state.reason if _NEXT_REASON.match(state.text, place) else None


def _is_itemwise(state: State, last: Amount, items: Sequence[Amount], here: Sequence[Amount]) -> bool:
    """人员经费 9 万元，包括…。较上年增加 1 万元；公用经费 5 万元，包括…。较上年减少 2 万元."""
    if not items:
        return False
    told = [a.frame.subject for a in here if a.frame.measure == "change" or a.is_derived]
    if any(item.frame.subject in told for item in items if item.frame.subject != last.frame.subject):
        return True
    return len(items) == 1 and _GOES_ON.match(state.text, state.segment.start) is not None


def _is_behind_unread(state: State, amount: Amount) -> bool:
    """机构运行经费 9 万元，其中机关运行经费 5 万元。比上年…: whether money before it in its sentence has no place."""
    end = state.figures[amount.mark.index].start
    given = state.money_between(state.sentence(end), end)
    return any(one is not None and one.disposition == "unmapped" for one in given)
