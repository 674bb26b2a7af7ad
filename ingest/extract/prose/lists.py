"""Lists: what 其中, 包括, 分别为 and brackets open, what an item is a part of, and where a list ends."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import islice, takewhile

from ingest.extract.found import EXPENDITURE_TOTAL, GRAND_TOTAL, TOTAL, Amount, Frame, Subject, replace
from ingest.extract.prose.framing import fill
from ingest.extract.prose.nested import class_unread, is_of_unit, is_within_unit
from ingest.extract.prose.state import ITEMS, NAMED, SPOKEN, Scope, Segment, State
from ingest.lexicon.lexicon import Concept

#: The clause in hand ends with a semicolon, and another with money follows.
_MORE_TO_COME = re.compile(r"[^。；]*；[^。]*\d万?元")
#: How many rates are looked back at, so that time does not grow with the square of a paragraph's length.
_LATEST = 64
_KINDS_BOUGHT = frozenset(("goods", "works", "services"))
CARRIED = frozenset(("opening_carryover", "fiscal_carryover", "closing_carryover", "use_of_surplus"))


def open_list(state: State, kind: str, depth: int | None = None, wording: str = "") -> None:
    """其中, 包括, 其中用于: the amount just bound is broken down, or what the clause itself just named.

    支出明细 breaks down what was spent, whatever was told behind it.
    """
    fresh = state.segment.has(("measure", "source", *NAMED))
    here = state.told is not None
    latest = state.found.amounts[-1] if here and not state.fresh else None
    changed = (  # 收入增加 N 万元，主要是…: not the parts of the item named last
        latest is not None and latest.frame.measure == "change" and latest.frame.subject != state.last.frame.subject
        if state.last
        else False
    )
    parent = state.last.frame if state.last and here and not fresh and not changed else state.frame
    parent = _whole_of(state, parent) if kind == "parts" else parent
    carried = parent.subject.code if parent.subject else ""
    if state.fresh and not fresh and carried in CARRIED:
        parent = _held_in(state) or parent  # 收入合计…，包括本年收入…，上年结转…。其中：… breaks the whole down
    if kind == "parts" and "支出" in wording and parent.measure == "revenue" and parent.stage == "initial":
        # 年初预算 9 万元，其中事业收入 2 万元。按支出性质分:基本支出…: the parts of the budget
        parent = next((a.frame for a in islice(state.here(), 8) if a.frame.measure == "budget"), parent)
    if kind == "parts" and "支出" in wording and parent.measure in ("balance", ""):
        of_all = replace(parent, measure="spending", stage="", subject=state.base.subject or TOTAL)
        parent = next((a.frame for a in islice(state.here(), 8) if a.frame.measure == "spending"), of_all)
    if state.fresh and parent.year != state.year and _is_told_now(state, parent):
        parent = replace(parent, year=state.year)  # 今年 9 万元，上年 8 万元，增加 1 万元。其中：…
    is_anew = state.numbered or wording.startswith("按")
    if wording.startswith("按") and here and not fresh and state.head and state.head_block == state.block:
        parent = _spent(state, state.head)  # 支出…，按用途分：教育支出…。按支出性质分：基本支出…
    if state.fresh and is_anew and not here and not fresh and not state.topic:
        parent = replace(parent, subject=state.lead or state.base.subject)  # 2.按支出性质分类: not of the item before
        if state.head and state.head_block == state.block - 1 and (state.head.subject or TOTAL) == TOTAL:
            parent = replace(parent, fund=parent.fund or state.head.fund)
    depth = len(state.brackets) if depth is None else depth
    if parent.measure == "balance" and parent.subject and parent.subject.code == EXPENDITURE_TOTAL.code:
        parent = replace(parent, measure="spending", subject=TOTAL)  # 支出总计…，包括教育支出…
    of_class = class_unread(state) if kind == "parts" and not fresh else None
    if of_class:
        parent = replace(parent, subject=of_class)
    elif state.scope and state.scope.depth == depth and state.scope.kind == kind == "parts":
        item = state.last.parent if state.last and here and not fresh else None
        if item is None or item != (state.scope.parent.subject or TOTAL):
            state.scopes.pop()  # not the parts of one of its parts, but another list
    is_unread = kind == "parts" and not fresh and _is_behind_unread(state)
    of_unit = kind == "parts" and (is_within_unit(state) or (not fresh and is_of_unit(state)))
    state.scopes.append(Scope(parent, kind, depth, {}, is_unread=is_unread, is_of_unit=of_unit))
    state.item, state.named = parent.subject or TOTAL, []
    state.listed = state.rated = 0


def _whole_of(state: State, parent: Frame) -> Frame:
    """政府采购…，服务 2 万元；其中一般公共预算…: goods, works and services have no parts of their own; 。按项目类型，
    分为货物、工程和服务。其中：… divides the whole anew, whatever fund was told before."""
    about = parent.subject
    if about is not None and about.classification == "procurement" and about.code in _KINDS_BOUGHT:
        parent = replace(parent, subject=Subject("procurement", "total", "政府采购"))
    told = state.told
    if state.fresh and told and "分为" in state.text[state.figures[told.mark.index].end : state.segment.start]:
        parent = replace(parent, fund=state.base.fund)
    return parent


def _spent(state: State, whole: Frame) -> Frame:
    """支出 9 万元，与年初预算 8 万元相比，完成 112.5%。按用途分：…: accounts divide what was spent."""
    if state.is_budget or whole.measure != "budget":
        return whole
    spent = (a.frame for a in islice(state.here(), 8) if a.frame.measure == "spending" and a.parent is None)
    return next((frame for frame in spent if (frame.subject, frame.fund) == (whole.subject, whole.fund)), whole)


def _held_in(state: State) -> Frame | None:
    """The total that holds the carryover told last, in the same paragraph."""
    whole = (a.frame for a in islice(state.here(), 8) if a.frame.subject and a.frame.subject.code == "grand_total")
    return next(whole, state.head if state.head_block == state.block else None)


def _is_told_now(state: State, frame: Frame) -> bool:
    return any(a.frame == replace(frame, year=state.year) for a in islice(state.here(), 8))


def _is_behind_unread(state: State) -> bool:
    """Whether the money told last in the sentence has no place in the contract: 总投资 9 万元，其中专项资金 3 万元."""
    end = state.segment.start
    opens = state.text[end - 1] == "。"  # 总投资 9 万元。其中：专项资金 3 万元
    given = state.money_between(state.sentence(end - 1 if opens else end), end)
    told = [*given] if opens else [*islice(given, 1)]
    return bool(told) and all(one is not None and one.reason == "amount outside the contract" for one in told)


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
    following = [figure for figure in state.figures if figure.start >= state.segment.start][:2]
    if state.last is None or [figure.kind for figure in following] != ["money", "percent"]:
        return False
    change, rate = following
    if change.value is None or rate.value is None:
        return False
    now, by = state.last.value * state.last.factor, change.value * change.factor
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


def number_item(state: State, place: int) -> None:
    """其中：1.…2.…, a number at `place` of the paragraph: an item of the list just opened, or of the numbered one."""
    depth = len(state.brackets)
    inner = state.scope
    if inner and inner.depth == depth and not inner.items and state.text[place - 1] in ":中":
        state.scopes[-1] = replace(inner, is_numbered=True)
    while state.scopes and state.scopes[-1].depth == depth and not state.scopes[-1].is_numbered:
        state.scopes.pop()
    if state.scope and state.scope.depth == depth:
        state.frame, state.item = state.scope.parent, state.scope.parent.subject or TOTAL


def follows(state: State, concept: Concept) -> bool:
    """Whether a sentence or paragraph opens with one more item of the list that the one before gave items of."""
    given = [amount.frame.subject for amount in state.trailing.items.values()] if state.trailing else []
    is_first = state.fresh and not state.numbered and not state.segment.has(SPOKEN)
    kinds = {subject.classification for subject in given if subject}
    is_new = all(subject is None or not concept.code or subject.code != concept.code for subject in given)
    kinds.discard("procurement")  # contracts with small firms are no further goods, works or services
    return is_first and is_new and (concept.classification or concept.role) in kinds


def widen(state: State, scope: Scope) -> None:
    """总收入 N 万元，其中本年收入…: what 本年 is a part of was the grand total, not the year's total."""
    parent = scope.parent
    if state.last is None or state.last.frame != parent or parent.measure not in ("revenue", "spending"):
        return
    if parent.subject and parent.subject.code != "total":
        return
    if parent.measure == "revenue":
        wider = replace(parent, subject=GRAND_TOTAL)
    else:
        wider = replace(parent, measure="balance", stage="", subject=EXPENDITURE_TOTAL)
    _reframe_last(state, wider)


def _reframe_last(state: State, frame: Frame) -> None:
    """What the last amount is of turns out by the list that it opens."""
    amounts = state.found.amounts
    place = next((i for i in range(len(amounts) - 1, -1, -1) if amounts[i] is state.last), None)
    if place is not None and state.last is not None:
        amounts[place] = state.last = replace(state.last, frame=frame)


def of_all_givers(state: State, scope: Scope) -> Scope:
    """县财政安排 N 万元，其中省级资金…: what holds money of another giver is not of the one that hands it on."""
    parent = replace(scope.parent, fund=state.base.fund)
    told = state.told
    between = state.money_between(state.figures[told.mark.index].end, state.segment.start) if told else iter(())
    if state.last is not None and state.last.frame == scope.parent and not any(True for _ in between):
        _reframe_last(state, parent)
    state.scopes[-1] = replace(scope, parent=parent)
    return state.scopes[-1]


def of_adjusted(state: State, scope: Scope) -> None:
    """预算总额 9 万元，其中年初预算 8 万元，追加…: what holds the initial budget is the adjusted one, of both sides."""
    if (scope.parent.measure, scope.parent.stage) != ("budget", "approved"):
        return
    whole, amounts = replace(scope.parent, stage="adjusted"), state.found.amounts
    for place in range(len(amounts) - 1, -1, -1):
        amount = amounts[place]
        if state.last is None or amount.mark < state.last.mark:
            break
        if amount.mark == state.last.mark and amount.frame.stage in ("approved", "initial"):
            amounts[place] = replace(amount, frame=replace(amount.frame, stage="adjusted"))
    state.last = replace(state.last, frame=whole) if state.last else None
    state.scopes[-1] = replace(scope, parent=whole)


def sum_up(state: State, inside: Segment) -> None:
    """A、B、C（“三公”经费）决算总额: a bracket that names the whole of several items just named."""
    named = inside.by_role.get("subject")
    kinds = [frame.subject.classification for frame in state.named if frame.subject]
    if named and named.code == "total" and kinds.count(named.classification) > 2:
        state.frame = fill(state.frame, named, state.base, False)
        state.named = []
        if state.scope and not state.scope.items:
            state.scopes.pop()  # 各部门，包括行政单位和…
