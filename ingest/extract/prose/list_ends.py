"""Where a list ends: what follows its items and is about its whole again."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import islice, takewhile

from ingest.extract.found import Amount, Frame
from ingest.extract.prose.lists import CARRIED
from ingest.extract.prose.state import ITEMS, Scope, State
from ingest.lexicon.lexicon import Concept

#: The clause in hand ends with a semicolon, and another with money follows.
_MORE_TO_COME = re.compile(r"[^。；]*；[^。]*\d万?元")
#: How many rates are looked back at, so that time does not grow with the square of a paragraph's length.
_LATEST = 64


def close_list(state: State, concept: Concept) -> None:
    """其中 A 1 万元、B 2 万元，执行率…: what follows the list and names no item is about the list's parent again."""
    scope, role = state.scope, concept.role
    if role == "filler" or scope is None:
        return
    unnamed = not state.segment.has(ITEMS)
    whole_rate = role == "rate" and concept.rate != "share" and not state.rated and not _is_paired(state)
    about_all = whole_rate and unnamed and state.listed >= 2
    about_all = about_all and not (_is_rated(state, scope) or _is_item_by_item(state))
    carried = state.frame.subject.code if state.frame.subject else ""
    compares = role in ("prior", "against_budget")
    if compares and unnamed and state.listed > 1 and state.text[state.segment.start - 1] in "；;":
        about_all = True  # 其中 A…、B…；与上年相比…
    if role == "prior" and unnamed and state.listed == 1 and carried in CARRIED and scope.kind == "parts":
        # 收入总计…，其中年初结转…，较上年增加…: nobody compares what was carried over, unless its percentage is told
        about_all = not _grew(state)
    if state.closing and (role in ("rate", "prior", "against_budget", "up", "down") or (role == "measure" and unnamed)):
        about_all = True
    if role == "prior" and unnamed and not about_all and is_complete(state, scope):
        state.frame, state.crossed = Frame(year=state.frame.year), True  # …，其中 A…，B…，比上年增加…: of B, or of all
    if about_all:
        state.frame = state.scopes.pop().parent
        state.crossed = False
    state.closing = state.enumerated = False


def _is_rated(state: State, scope: Scope) -> bool:
    """三公经费…，完成预算的 96%，其中：A…；B…，完成预算的 100%: the whole's rate was told, the next is the item's."""
    here = takewhile(lambda rate: rate.mark.block == state.block, reversed(state.found.rates))
    told = islice(here, _LATEST)
    return any(rate.kind == "execution" and rate.frame.subject == scope.parent.subject for rate in told)


def _grew(state: State) -> bool:
    """Whether the next two figures are the change of the last amount and its percentage: 320，减少 112，下降 25.91%."""
    behind = (f for f in state.figures if f.start >= state.segment.start and f.kind != "date")  # 较2022年减少…
    following = list(islice(behind, 2))
    if state.last is None or [figure.kind for figure in following] != ["money", "percent"]:
        return False
    change, rate = following
    if change.value is None or rate.value is None:
        return False
    now, by = state.last.value * state.last.factor, change.value * change.factor
    if now == by == 0:
        return True  # 其中年初结转0万元，较上年增加0万元: the whole is not what stayed the same
    return any(before and abs(by / before * 100 - rate.value) < Decimal("0.01") for before in (now + by, now - by))


def is_complete(state: State, scope: Scope) -> bool:
    """Whether several items, none of them compared with another year, make up the whole that the list breaks down."""
    given = [amount.value * amount.factor for amount in scope.items.values() if amount.value]
    here = list(islice(state.here(), len(scope.items) + 2))  # the whole, its items, and its own change before them
    whole = next((amount for amount in here if amount.frame.key == scope.parent.key), None)
    if whole is None or any(amount.is_derived or amount.frame.measure == "change" for amount in here):
        return False  # what changed of the whole was told with it, or 与上年持平 of an item
    rates = islice(takewhile(lambda rate: rate.mark.block == state.block, reversed(state.found.rates)), _LATEST)
    told = {*scope.items, scope.parent.key}
    if any(rate.kind == "year_on_year" and rate.frame.key in told for rate in rates):
        return False  # 其中 A 5 万元，增长 2%；B 4 万元，与上年预算数相比…: item by item, or the whole's was told
    return len(given) > 1 and sum(given) == whole.value * whole.factor


def is_told_out(state: State, concept: Concept) -> bool:
    """下达 48 万元，其中 A 29 万元、B 19 万元，到位 48 万元: items that make up the whole, and what became of it."""
    scope = state.scope
    if scope is None or scope.kind != "parts" or state.listed < 2:
        return False
    told = concept.measure, concept.stage
    items = [amount.frame for amount in scope.items.values()]
    is_other = all((f.measure, f.stage) != told and f.subject != scope.parent.subject for f in items)
    return bool(items) and is_other and is_complete(state, scope)


def _is_paired(state: State) -> bool:
    """Whether the item named last has two amounts, its budget and its spending: a rate behind them is its own."""
    last, before = _last_two(state)
    if last is None or before is None or state.last not in (before, last):
        return False
    return before.frame.subject == last.frame.subject and before.frame.measure != last.frame.measure


def _is_item_by_item(state: State) -> bool:
    """其中：A 0 万元；B 9 万元，完成预算的 93%；C 3 万元: items apart by semicolons, and more of them to come."""
    last, before = _last_two(state)
    if last is None or before is None or last is not state.last:
        return False
    between = state.text[state.figures[before.mark.index].end : state.figures[last.mark.index].start]
    return "；" in between and _MORE_TO_COME.match(state.text, state.segment.start) is not None


def _last_two(state: State) -> tuple[Amount | None, Amount | None]:
    """The last amount of the paragraph and the one before it."""
    here = state.here()
    return next(here, None), next(here, None)
