"""What an amount was used for, item by item, where no 其中 opens a list: 经费 9 万元，用于采购 5 万元、补助 4 万元.

What was spent in a report on projects, and what one project was given or spent anywhere, has uses. The items together
may be no more than the amount.
"""

from __future__ import annotations

import re
from decimal import Decimal

from ingest.extract.found import PROJECTS, TOTAL, Amount, Frame
from ingest.extract.prose.state import Scope, State
from ingest.figures import Figure
from ingest.lexicon.lexicon import Concept

_MONEY = re.compile("元|增|减")
_USED_FOR = re.compile(r"[，,](?:资金|经费)?(?:全部|均|主要|具体|分别)*用于:?[^，。；:\d]{2,30}")
#: What stands between two items; 支出 60 万元 is none.
_NEXT = re.compile(
    r"[、，,和及](?!已|实际|全年|累计|共|合计|到位|支付|支出|执行|拨付|结余|剩余|结转|其中)[^。；:\d]{2,30}"
)


def used_for(state: State, figure: Figure) -> Frame | None:
    """The frame of the amount that a figure is the first use of; None where it is none."""
    whole = state.told
    if whole is None or figure.value is None:
        return None
    begin = state.figures[whole.mark.index].end
    if "purpose" in state.segment.by_role and state.of_projects and whole.frame.measure == "spending":
        is_part = figure.value * figure.factor <= whole.value * whole.factor
        is_beside = not _MONEY.search(state.text[begin : state.segment.start])
        return whole.frame if is_part and is_beside else None
    is_used = _has_uses(whole) and _USED_FOR.fullmatch(state.text, begin, figure.start) is not None
    return whole.frame if is_used and _together(state, figure) <= whole.value * whole.factor else None


def _has_uses(whole: Amount) -> bool:
    about = whole.frame.subject or TOTAL
    return about.classification == "project" and whole.frame.measure in ("budget", "spending")


def lists_projects(state: State) -> bool:
    """项目支出 9 万元，主要用于村道养护 5 万元、…: what all projects took is broken down by them."""
    whole = state.told
    if whole is None or whole.frame.subject != PROJECTS:
        return False
    first = next((f for f in state.figures if f.start >= state.segment.start and f.kind == "money"), None)
    begin = state.figures[whole.mark.index].end
    if first is None or not _USED_FOR.fullmatch(state.text, begin, first.start):
        return False
    return _together(state, first) <= whole.value * whole.factor


def _together(state: State, first: Figure) -> Decimal:
    """All items from the first on."""
    added, end = Decimal(0), first.start
    for figure in state.figures:
        if figure.start < first.start or figure.kind != "money":
            continue
        if added and not _NEXT.fullmatch(state.text, end, figure.start):
            break
        added, end = added + (figure.value or Decimal(0)) * figure.factor, figure.end
    return added


def ends_uses(state: State, concept: Concept, scope: Scope) -> bool:
    """用于 A 5 万元、B 4 万元，支出 8 万元: a measure that opens its clause is of the project again."""
    about = scope.parent.subject or TOTAL
    is_of_project = scope.kind == "uses" and about.classification == "project" and bool(scope.items)
    return is_of_project and not state.segment.rest and concept.measure in ("budget", "spending")
