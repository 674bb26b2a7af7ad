"""Givers told one after the other, and what they gave together: 中央下达 5 万元，省级下达 3 万元，共计 8 万元.

A sum behind givers has no word of its own; it is one because it adds up. Givers of one level have no place in the
contract each (`parts.is_told_twice`, `fund_parts.py`), their sum has.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import islice

from ingest.extract.found import CROSS, SINGLE_FUNDS, TOTAL, Amount, Disposition, Frame, Mark, replace
from ingest.extract.prose.state import Scope, State
from ingest.figures import Figure
from ingest.lexicon.lexicon import Concept

GIVERS = frozenset(("superior_transfer", "local"))
_SUM = re.compile(
    "[，,、；;.]?(?:各级|以上|资金)*(?:共计|合计|总计|共)"
    "(?:收到|下达|下拨|拨付|安排|投入|到位|资金|金额|我[县区市旗镇乡]|[为是:])*"
)
#: How many amounts are looked back at.
_NEAR = 16
_NONE, _ALL = Decimal(0), Decimal(100)
#: 9 万元|全部到位.
_IN_FULL = re.compile("(?:资金)?(?:已|均已)?(?:全部|足额|全额|按时足额)(?:拨付)?到位")
#: What all gave together was spent: |共计支出 9 万元.
_IN_ALL = re.compile("(?:实际|全年|年底|已)*(?:共|合计|总|累计)")
_COUNTED = re.compile(r"(?:[两二三四五\d]项|以上)(?:资金)?(?:共计|合计|总计|共)[为是:]?$")
_CARRIED = re.compile("(?:上年|年初|以前年度|20\\d\\d年度?)(?:资金)?(?:结转|结余)")
_MORE = re.compile("追加|调整|调增|增加|结转|结余")


def sum_of(state: State, figure: Figure) -> Frame | None:
    """What a figure is of that adds up all the givers of its sentence, or the initial budget and what came to it.

    Between the givers may stand money of other kinds (上年结余), which counts, too. None where the figure's words are
    not those of a sum, or where it does not add up.
    """
    words = state.phrase(figure.start)
    if figure.value is None or not ("计" in words or "共" in words) or not _SUM.fullmatch(words):
        return None
    of_some = _of_givers(state, figure) or _of_projects(state, figure)
    return of_some or _of_funds(state, figure) or _with_more(state, figure)


def _of_projects(state: State, figure: Figure) -> Frame | None:
    """护林补贴 5 万元，造林补贴 3 万元，两项合计 8 万元: all that the report is on, where its words count it."""
    start = state.sentence(figure.start)
    here = [a for a in state.here() if state.figures[a.mark.index].start >= start][::-1]
    if not state.of_projects or len(here) < 2 or not _COUNTED.search(state.text, 0, figure.start):
        return None
    alike = {(amount.frame.measure, amount.frame.stage, amount.frame.fund) for amount in here}
    adds_up = figure.value is not None and _all_since(state, here[0].mark, figure) == figure.value * figure.factor
    is_of_all = all(amount.frame.subject and amount.frame.subject.classification == "project" for amount in here)
    return replace(here[0].frame, subject=state.base.subject) if len(alike) == 1 and adds_up and is_of_all else None


def _of_funds(state: State, figure: Figure) -> Frame | None:
    """一般公共预算支出 5 万元，政府性基金支出 3 万元，合计 8 万元: of both funds."""
    start = state.sentence(figure.start)
    here = [a for a in islice(state.here(), 4) if state.figures[a.mark.index].start >= start][::-1]
    funds = {a.frame.fund for a in here}
    alike = {replace(a.frame, fund="") for a in here}
    if len(here) < 2 or len(funds) != len(here) or not funds <= SINGLE_FUNDS or len(alike) > 1:
        return None
    adds_up = figure.value is not None and _all_since(state, here[0].mark, figure) == figure.value * figure.factor
    return replace(here[0].frame, fund=state.base.fund) if adds_up else None


def _of_givers(state: State, figure: Figure) -> Frame | None:
    """中央下达 5 万元，省级下达 3 万元，共计 8 万元."""
    gifts = state.gifts
    if len(gifts) < 2 or not state.of_projects or figure.value is None:
        return None
    first = gifts[0]
    alike = {(gift.frame.measure, gift.frame.stage, gift.frame.subject) for gift in gifts}
    given = sum((gift.value * gift.factor for gift in gifts), _NONE)
    total = figure.value * figure.factor
    if len(alike) > 1 or total not in (given, _all_since(state, first.mark, figure)):
        return None
    funds = {gift.frame.fund for gift in gifts}
    is_of_one = len(funds) == 1 and total == given
    return replace(first.frame, fund=funds.pop() if is_of_one else state.base.fund)


def _with_more(state: State, figure: Figure) -> Frame | None:
    """年初预算 5 万元，追加 1 万元，合计 6 万元; 财政拨款 5 万元，上年结转 1 万元，合计 6 万元: the year's budget."""
    total = figure.value * figure.factor if figure.value is not None else None
    start = state.sentence(figure.start)
    for first in islice(state.here(), _NEAR):
        begin = state.figures[first.mark.index].end
        if begin < start or total is None:
            return None
        if not _is_adjusted_later(state, first) or _all_since(state, first.mark, figure) != total:
            continue
        if _CARRIED.search(state.text, begin, figure.start):
            return replace(first.frame, stage="adjusted", fund=state.base.fund)
        if first.frame.stage == "initial" and _MORE.search(state.text, begin, figure.start):
            return replace(first.frame, stage="adjusted")
    return None


def _is_adjusted_later(state: State, amount: Amount) -> bool:
    """Whether a budget may be what more came to: the initial one, or all that a report's one project was given."""
    if amount.frame.measure != "budget" or amount.frame.stage not in ("initial", "approved", "received"):
        return False
    is_of_all = (amount.frame.subject or TOTAL) == (state.base.subject or TOTAL)
    return amount.frame.stage == "initial" or (state.of_projects and is_of_all)


def _all_since(state: State, mark: Mark, figure: Figure) -> Decimal:
    """All money from a mark's figure up to a later one, in yuan."""
    since = (f for f in state.figures[mark.index :] if f.kind == "money" and f.end < figure.start)
    return sum((f.value * f.factor for f in since if f.value is not None), _NONE)


def remember(state: State, gift: Amount) -> None:
    """Keep what one giver gave until the sentence ends."""
    if gift.frame.fund in GIVERS and gift.frame.measure == "budget" and gift.mark.block == state.block:
        state.gifts.append(gift)


def is_of_all_givers(state: State) -> bool:
    """中央到位 5 万元，县级到位 3 万元，到位率…: a rate behind several givers, none of which had one of its own."""
    if len({gift.frame.fund for gift in state.gifts}) < 2:
        return False
    last = state.found.rates[-1] if state.found.rates else None
    came_in_full = all(_IN_FULL.match(state.text, state.figures[g.mark.index].end) for g in state.gifts[:-1])
    rate = next((f for f in state.figures if f.start >= state.segment.start and f.kind == "percent"), None)
    if came_in_full and rate is not None and rate.value != _ALL:
        return False  # 上级资金 9 万元全部到位，县级到位 2 万元，到位率 81%: of the county's
    return last is None or last.mark < state.gifts[0].mark or last.frame.fund not in GIVERS


def is_spent_of_all(state: State, figure: Figure) -> bool:
    """省级下达 9 万元，县级配套 2 万元，支出 10 万元: more than the giver told last gave, or said to be the sum."""
    gifts, frame = state.gifts, state.frame
    if len(gifts) < 2 or frame.measure != "spending" or frame.fund not in GIVERS or "fund" in state.segment.by_role:
        return False
    if len({gift.frame.fund for gift in gifts}) < 2 or figure.value is None or state.scope:
        return False
    if any(a.frame.measure == "spending" and a.mark > gifts[0].mark for a in islice(state.here(), _NEAR)):
        return False  # 中央到位 5 万元，支付 4 万元，县级到位 3 万元，支付 2 万元
    is_more = figure.value * figure.factor > gifts[-1].value * gifts[-1].factor
    return is_more or _IN_ALL.match(state.phrase(figure.start)) is not None


def give_way(state: State, whole: Frame) -> None:
    """What givers of one level gave each has no place beside what they gave together."""
    if whole.fund not in GIVERS:
        return
    marks = {gift.mark for gift in state.gifts}
    for gift in [a for a in state.here() if a.mark in marks]:
        state.found.amounts.remove(gift)
        state.found.dispositions[gift.mark] = Disposition("context", CROSS)


def adjustments(state: State, amount: Amount) -> list[Amount]:
    """The adjusted budgets told before that are what it changed by: 年初 5 万元，调整预算 1 万元，调整后 6 万元."""
    if amount.frame.measure != "budget" or amount.frame.stage != "adjusted":
        return []
    here, initial = [*state.here()], replace(amount.frame, stage="initial").key
    given = {a.value * a.factor for a in here if a.frame.key == initial}
    same = (a for a in here if a.frame.key == amount.frame.key)
    return [a for a in same if amount.value * amount.factor - a.value * a.factor in given]


def ends_list(state: State, concept: Concept) -> bool:
    """Whether a measure leads back from givers to what they gave to: 其中中央 5 万元、县级 3 万元，到位 8 万元.

    It does not where the items before were told with it, too: 中央到位 5 万元，支出 4 万元；县级到位 3 万元.
    """
    scope = state.scope
    if scope is None or scope.kind != "parts" or state.listed < 2 or scope.parent.fund in GIVERS:
        return False
    items = [amount.frame for amount in scope.items.values()]
    told = (concept.measure, concept.stage)
    return bool(items) and all(f.fund and (f.measure, f.stage) != told for f in items)


def is_next_giver(state: State, concept: Concept, scope: Scope) -> bool:
    """省级资金 9 万元，其中 A 工程 5 万元；市级资金 6 万元: the next one's money is no part of what the first gave."""
    is_behind = state.text.startswith(("；", ";"), state.segment.start - 1) and not state.brackets
    if not is_behind or scope.kind != "parts" or not {concept.fund, scope.parent.fund} <= GIVERS:
        return False
    items = [amount.frame.subject for amount in scope.items.values()]
    return bool(items) and all(one is not None and one.classification == "project" for one in items)


def gives_next(state: State, concept: Concept) -> bool:
    """中央到位 50 万元，支付 45 万元，县级 30 万元，支付 20 万元: of the next what was told first of the one before."""
    told = state.told
    if told is None or told.frame.measure != "spending" or {told.frame.fund, concept.fund} != GIVERS:
        return False
    start, fund = state.sentence(state.segment.start), told.frame.fund
    beside = (a.frame for a in islice(state.here(), _NEAR) if state.figures[a.mark.index].start >= start)
    return any(frame.fund == fund and frame.measure == "budget" for frame in beside)


def is_behind_item(state: State) -> bool:
    """Whether the amount told last is an item's: …，其中护林补助 9 万元。县财政配套资金 6 万元."""
    told = state.told
    if told is None or told.parent:
        return True
    start, about = state.figures[told.mark.index].start, told.frame.subject
    is_named = about is not None and about.classification == "project" and state.text.endswith(about.name, 0, start)
    return is_named and state.text.find("其中", state.sentence(start), start) >= 0
