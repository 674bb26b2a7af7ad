"""Whose rate a clause is about to tell: the list's, its item's, or the whole's again."""

from __future__ import annotations

import re
from itertools import islice

from ingest.extract.found import EXPENDITURE_TOTAL, TOTAL, replace
from ingest.extract.prose.gifts import is_of_all_givers
from ingest.extract.prose.state import ITEMS, SPOKEN, State
from ingest.lexicon.lexicon import Concept

_OF_BUDGET = re.compile(r"数?的?\d[\d.]*%")
_NEAR = 4


def begin_rate(state: State, concept: Concept) -> None:
    """Put the frame right that a rate is of, where the clause has named nothing that it could be of."""
    segment = state.segment
    if concept.rate != "share" and state.frame.measure == "balance":
        about = state.frame.subject or TOTAL
        if about.code == EXPENDITURE_TOTAL.code:
            state.frame = replace(state.frame, measure="spending", subject=TOTAL)  # 支出总计…，预算完成率…
        elif state.head:
            state.frame = replace(state.head, year=state.frame.year)  # 年末结转结余 N 万元，预算执行率…
    if concept.wording.startswith("预算") and _is_of_control(state):
        state.frame = replace(state.frame, subject=state.base.subject)  # “三公”经费控制率 82%，预算完成率 98%
    is_bare = not segment.has(SPOKEN)
    of_supplement = (state.frame.subject or TOTAL).classification == "supplementary"
    if state.fresh and of_supplement and is_bare:
        state.frame = replace(state.frame, subject=state.base.subject)  # 年中追加 9 万元。预算执行率…: of all
    if not segment.has(ITEMS) and is_of_all_givers(state):
        state.frame = replace(state.frame, fund=state.base.fund)  # 中央到位 5 万元，县级到位 3 万元，到位率…
    after_list = state.fresh and state.last and state.last.parent and state.head_block == state.block
    if after_list and state.head and is_bare:
        state.frame = replace(state.head, year=state.frame.year)  # 。执行率 98%: not of the list's last item


def is_completed(state: State, budget: Concept) -> bool:
    """完成基本支出预算的 65%: a budget behind 完成 and an item is what the item's rate is of."""
    end = state.end(budget)
    completed = state.segment.has(ITEMS) and "完成" in state.phrase(end - len(budget.wording))
    return completed and _OF_BUDGET.match(state.text, end) is not None


def _is_of_control(state: State) -> bool:
    """Whether 三公 was named for its rate of control alone, without money, and the clause names nothing."""
    about = state.frame.subject
    if about is None or about.classification != "three_public" or state.segment.has(ITEMS):
        return False
    told = (amount.frame.subject for amount in islice(state.here(), _NEAR))
    return not any(subject and subject.classification == "three_public" for subject in told)
