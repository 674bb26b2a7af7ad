"""What a project's money is for, told of each part of it: 300 万元，用于河道治理 200 万元、护岸修复 100 万元.

Of 其中 200 万元用于河道治理 the name stands behind its amount.
"""

from __future__ import annotations

import re
from decimal import Decimal

from ingest.extract.found import TOTAL, Amount, Mark, replace
from ingest.extract.prose.gifts import GIVERS
from ingest.extract.prose.listed import takes_name
from ingest.extract.prose.state import Scope, State
from ingest.figures import Figure

_FIRST = re.compile(r"[，；](?:主要|专项|分别|全部)?用于[^，。；\d]{2,30}")
_NAMED_BEHIND = re.compile(r"(?:主要|全部)?用于(?:开展|实施|支付)?(?P<name>[\u4e00-\u9fff“”()]{2,24}?)(?=[；。]|，\d)")
_ENDS = re.compile("[。；]")
_WHOLES = frozenset(("total", "project", "expenditure_type"))


def open_purposes(state: State, figure: Figure) -> None:
    """Open a list of items where the money behind 用于 makes up the amount just told."""
    told = state.told
    if not state.of_projects or state.brackets or told is None or told.frame.measure not in ("budget", "spending"):
        return
    if not _FIRST.fullmatch(state.text, state.figures[told.mark.index].end, figure.start):
        return
    whole = _given_by_all(state, told)
    if (whole.frame.subject or TOTAL).code == "project":
        return
    if _sum_behind(state, told.mark.index) == whole.value * whole.factor:
        state.scopes = [Scope(whole.frame, "parts", 0, {})]


def _given_by_all(state: State, told: Amount) -> Amount:
    """下达资金 9 万元，其中中央 6 万元、县级 3 万元；用于…: what all givers gave, where the last amount is of one."""
    start = state.sentence(state.segment.start)
    if told.frame.fund not in GIVERS:
        return told
    here = (a for a in state.here() if state.figures[a.mark.index].start >= start)
    return next((a for a in here if a.frame == replace(told.frame, fund=state.base.fund)), told)


def is_named_behind(state: State, mark: Mark, figure: Figure) -> bool:
    """其中 200 万元|用于河道治理: take the words behind an item's amount as its name."""
    scope = state.scope
    if not state.of_projects or scope is None or scope.kind != "parts" or state.obscured or state.segment.rest:
        return False
    parent, behind = scope.parent, _NAMED_BEHIND.match(state.text, figure.end)
    if behind is None or parent.measure not in ("budget", "spending"):
        return False
    if (parent.subject or TOTAL).classification not in _WHOLES:
        return False
    return takes_name(state, mark, figure, behind["name"])


def _sum_behind(state: State, index: int) -> Decimal:
    """All money between a figure and the end of its part of the sentence, in yuan."""
    start = state.figures[index].end
    stop = _ENDS.search(state.text, start + 1)
    end = stop.start() if stop else len(state.text)
    later = (f for f in state.figures[index + 1 :] if f.kind == "money" and start <= f.start < end)
    return sum((f.value * f.factor for f in later if f.value is not None), Decimal(0))
