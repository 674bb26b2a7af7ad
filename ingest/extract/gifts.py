"""Givers told one after the other, and what they gave together: 中央下达 5 万元，省级下达 3 万元，共计 8 万元.

A sum behind givers has no word of its own; it is one because it adds up. Givers of one level have no place in the
contract each (`parts.is_told_twice`, `fund_parts.py`), their sum has.
"""

from __future__ import annotations

import re
from decimal import Decimal

from ingest.extract.found import Amount, Frame, replace
from ingest.extract.state import State
from ingest.figures import Figure
from ingest.lexicon.lexicon import Concept

GIVERS = frozenset(("superior_transfer", "local"))
_SUM = re.compile(
    "[，,、；;.]?(?:[两二三四]项|各级|以上|资金)*(?:共计|合计|总计|共)"
    "(?:收到|下达|下拨|拨付|安排|投入|到位|资金|金额|我[县区市旗镇乡]|[为是:])*"
)


def sum_of(state: State, figure: Figure) -> Frame | None:
    """What a figure is of that adds up all the givers of its sentence, or all the money told since the first of them.

    None where its words are not those of a sum, or where it does not add up.
    """
    gifts = state.gifts
    if len(gifts) < 2 or figure.value is None or not _SUM.fullmatch(state.phrase(figure.start)):
        return None
    first = gifts[0]
    alike = {(gift.frame.measure, gift.frame.stage, gift.frame.subject) for gift in gifts}
    between = state.figures[first.mark.index :]
    every = sum((f.value * f.factor for f in between if f.kind == "money" and f.value and f.end < figure.start), _NONE)
    given = sum((gift.value * gift.factor for gift in gifts), _NONE)
    total = figure.value * figure.factor
    if len(alike) > 1 or total not in (given, every):
        return None
    funds = {gift.frame.fund for gift in gifts}
    is_of_one = len(funds) == 1 and total == given
    return replace(first.frame, fund=funds.pop() if is_of_one else state.base.fund)


_NONE = Decimal(0)


def remember(state: State, gift: Amount) -> None:
    """Keep what one giver gave until the sentence ends."""
    if gift.frame.fund in GIVERS and gift.frame.measure == "budget" and gift.mark.block == state.block:
        state.gifts.append(gift)


def ends_list(state: State, concept: Concept) -> bool:
    """Whether a measure leads back from a list of givers to what they gave to: 其中中央 5 万元、县级 3 万元，到位 8 万元.

    It does not where the items before were told with it, too: 中央到位 5 万元，支出 4 万元；县级到位 3 万元，支出 2 万元.
    """
    scope = state.scope
    if scope is None or scope.kind != "parts" or state.listed < 2 or scope.parent.fund in GIVERS:
        return False
    items = [amount.frame for amount in scope.items.values()]
    told = (concept.measure, concept.stage)
    return bool(items) and all(f.fund in GIVERS and (f.measure, f.stage) != told for f in items)
