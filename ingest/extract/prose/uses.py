"""What an amount was used for, item by item, where no 其中 opens a list: 经费 9 万元，用于采购 5 万元、补助 4 万元.

What was given or spent in a report on projects, and what one project was given or spent anywhere, has uses. The items
of a project may be no more than the amount together, those of the report's whole make it up. Of 其中 5 万元用于采购 the
name stands behind its amount.
"""

from __future__ import annotations

import re
from decimal import Decimal

from ingest.extract.found import PROJECTS, TOTAL, Amount, Frame, Mark, Subject, replace
from ingest.extract.prose.gifts import GIVERS
from ingest.extract.prose.listed import takes_name
from ingest.extract.prose.state import Scope, State
from ingest.figures import Figure
from ingest.lexicon.lexicon import Concept

_MONEY = re.compile("元|增|减")
_USED_FOR = re.compile(r"[，,；](?:资金|经费)?(?:全部|均|主要|专项|具体|分别)*用于:?[^，。；:\d]{2,30}")
#: What stands between two items; 支出 60 万元 is none.
_NEXT = re.compile(
    r"[、，,和及](?!已|实际|全年|累计|共|合计|到位|支付|支出|执行|拨付|结余|剩余|结转|其中)[^。；:\d]{2,30}"
)
_NAMED_BEHIND = re.compile(r"(?:主要|全部)?用于(?:开展|实施|支付)?(?P<name>[\u4e00-\u9fff“”()]{2,24}?)(?=[；。]|，\d)")
_WHOLES = frozenset(("total", "project", "expenditure_type"))


def used_for(state: State, figure: Figure) -> Frame | None:
    """The frame of the amount that a figure is the first use of; None where it is none."""
    whole = state.told
    if whole is None or figure.value is None or whole.frame.measure not in ("budget", "spending"):
        return None
    begin = state.figures[whole.mark.index].end
    if "purpose" in state.segment.by_role and state.of_projects and whole.frame.measure == "spending":
        is_part = figure.value * figure.factor <= whole.value * whole.factor
        is_beside = not _MONEY.search(state.text[begin : state.segment.start])
        return whole.frame if is_part and is_beside else None
    if not _USED_FOR.fullmatch(state.text, begin, figure.start):
        return None
    whole = _given_by_all(state, whole)
    about, rest = whole.frame.subject or TOTAL, whole.value * whole.factor - _together(state, figure)
    is_all = state.of_projects and about == TOTAL and not rest
    return whole.frame if is_all or (about.classification == "project" and rest >= 0) else None


def _given_by_all(state: State, told: Amount) -> Amount:
    """下达资金 9 万元，其中中央 6 万元、县级 3 万元；用于…: what all givers gave, where the last amount is of one."""
    if told.frame.fund not in GIVERS:
        return told
    start = state.sentence(state.segment.start)
    here = (a for a in state.here() if state.figures[a.mark.index].start >= start)
    return next((a for a in here if a.frame == replace(told.frame, fund=state.base.fund)), told)


def is_named_behind(state: State, mark: Mark, figure: Figure) -> bool:
    """其中 200 万元|用于河道治理: take the words behind an item's amount as the name of a use."""
    scope = state.scope
    if not state.of_projects or scope is None or scope.kind != "parts" or state.obscured or state.segment.rest:
        return False
    parent, behind = scope.parent, _NAMED_BEHIND.match(state.text, figure.end)
    if behind is None or parent.measure not in ("budget", "spending"):
        return False
    if (parent.subject or TOTAL).classification not in _WHOLES or not takes_name(state, mark, figure, behind["name"]):
        return False
    state.frame = replace(state.frame, subject=Subject("use", "", behind["name"]))
    return True


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
