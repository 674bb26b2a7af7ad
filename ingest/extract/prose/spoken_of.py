"""What a clause speaks of, by what was told before it: the whole, a plan, several projects, nothing that was read."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice

from ingest.extract.found import TOTAL
from ingest.extract.prose.state import State
from ingest.lexicon.lexicon import Concept

#: How many amounts are looked back at.
_NEAR = 16
_PARTS_NEXT = re.compile("(?:主要)?(?:包括|包含|由|分为|构成)")
_OF_DEPARTMENT = re.compile("(?:部门|单位)(?:整体)?(?:预算|决算|总)?(?:支出|收入)|整体支出")


def is_joined(state: State) -> bool:
    """Whether 、 joins a clause to one that was not understood; 印刷费 3 万元、水电费 6 万元、|差旅费: to an item."""
    start = state.segment.start
    if state.phrase(start + 1) != "、":
        return False
    place = bisect_left(state.figures, start, key=lambda figure: figure.start)
    is_item = place > 1 and state.text.startswith("、", state.figures[place - 2].end)
    return not (is_item and state.scope and state.scope.items)


def is_of_whole(state: State, concept: Concept) -> bool:
    """就业资金 9 万元。 / 全年部门决算支出 50 万元: the department's, whatever the paragraph before was about."""
    words = state.phrase(state.end(concept))
    return not state.numbered and state.head_block != state.block and _OF_DEPARTMENT.search(words) is not None


def is_of_unread_whole(state: State) -> bool:
    """共下达各类资金 9 万元，其中年初预算 3 万元: the first that is understood, of nothing that was told before."""
    return state.told is None and state.fresh and any(True for _ in state.money_between(0, state.segment.start))


def is_of_plan(state: State, concept: Concept) -> bool:
    """预算收入总计 9 万元，支出总计 9 万元。收入包括…；支出包括…: the parts of what alone was told before, a plan."""
    opens = state.fresh and not state.scope and _PARTS_NEXT.match(state.text, state.end(concept)) is not None
    here = [a.frame for a in islice(state.here(), _NEAR)] if opens else []
    plans = [f for f in here if f.measure == "budget" or (f.measure, f.stage) == ("revenue", "initial")]
    return bool(plans) and all(f in plans or f.measure == "balance" for f in here)


def is_of_kind(state: State) -> bool:
    """Whether several projects were counted in the clause before, and nothing else was named since."""
    about = state.frame.subject
    return about is not None and about.classification == "project_kind" and not state.fresh


def is_of_department(state: State) -> bool:
    """Whether a report on the whole of a department speaks of no single project just here."""
    return not state.own and state.lead is None and state.topic is None and (state.base.subject or TOTAL) == TOTAL
