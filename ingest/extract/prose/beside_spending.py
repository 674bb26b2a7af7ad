"""What a giver's money is that stands behind an amount spent: 支付 80 万元，县财政配套 20 万元.

Where the givers make up what was spent, each is a part of it: 支出 450 万元，县财政 100 万元，中央财政 350 万元. Else
no word tells whether it was given or spent.
"""

from __future__ import annotations

from decimal import Decimal

from ingest.extract.prose.state import State
from ingest.figures import Figure

_GIVEN_BY = frozenset(("superior_transfer", "local", "other"))


def is_beside_spending(state: State, figure: Figure) -> bool:
    """Whether a giver's money follows what all spent in one sentence, in no list, and does not make it up."""
    segment, frame = state.segment, state.frame
    if state.scope or state.brackets or frame.measure != "spending" or frame.fund not in _GIVEN_BY:
        return False
    if "fund" not in segment.by_role or segment.has(("measure", "rate", "parallel")):
        return False
    start = state.sentence(figure.start)
    spent = (a for a in state.here() if a.frame.measure == "spending" and a.frame.subject == frame.subject)
    whole = next((a for a in spent if a.frame.fund not in _GIVEN_BY), None)
    if whole is None or state.figures[whole.mark.index].start < start:
        return False
    return not _make_up(state, whole.mark.index, whole.value * whole.factor)


def _make_up(state: State, index: int, whole: Decimal) -> bool:
    """Whether the money behind a figure makes it up before its sentence ends."""
    end = state.text.find("。", state.figures[index].end)
    rest = whole
    for later in state.figures[index + 1 :]:
        if (0 <= end < later.start) or rest <= 0:
            break
        if later.kind == "money" and later.value is not None:
            rest -= later.value * later.factor
    return rest == 0
