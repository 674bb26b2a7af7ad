"""Lists: what 其中, 包括, 分别为 and brackets open, and what an item is a part of."""

from __future__ import annotations

import re
from itertools import islice

from ingest.extract.found import EXPENDITURE_TOTAL, TOTAL, Frame, Subject, replace
from ingest.extract.prose.nested import class_unread, is_of_unit, is_within_unit
from ingest.extract.prose.state import NAMED, SPOKEN, Scope, State
from ingest.lexicon.lexicon import Concept

_KINDS_BOUGHT = frozenset(("goods", "works", "services"))
#: 较预算增加 9 万元，主要是追加了维稳经费 6 万元: what a change is made of, no part of the whole.
_ADDED = re.compile(
    r"(?:(?P<adjusted>调[增减])|增加|减少|增长|下降|上升|超出?)[^，。；]{0,6}?\d[\d,.]*(?:[万亿]?元|%)，?"
    r"(?:[^，。；\d]{1,8}\d[\d.]*%，)?主要[是为](?(adjusted)|(?:追加|新增|增[拨发]|补发|(?P<told>增加|减少|压减)))"
)
_LONGEST_VERB = 8
CARRIED = frozenset(("opening_carryover", "fiscal_carryover", "closing_carryover", "use_of_surplus"))


def open_list(state: State, kind: str, depth: int | None = None, wording: str = "") -> None:
    """其中, 包括, 其中用于: the amount just bound is broken down, or what the clause itself just named.

    支出明细 breaks down what was spent, whatever was told behind it.
    """
    fresh = state.segment.has(("measure", "source", *NAMED))
    if wording.startswith("主要") and not fresh and (change := _change_before(state)):
        state.obscured = True
        if not change["told"]:  # 主要是减少会议费 2 万元 is a change itself
            state.segment.rest.append(wording)
        return
    here = state.told is not None
    latest = state.found.amounts[-1] if here and not state.fresh and state.found.amounts else None
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


def _change_before(state: State) -> re.Match[str] | None:
    """The change that a list's first words tell the reasons of, right behind it."""
    begin = state.segment.start
    told = _ADDED.search(state.text, state.sentence(begin), begin + _LONGEST_VERB)
    return told if told and told.end() > begin else None


def _is_behind_unread(state: State) -> bool:
    """Whether the money told last in the sentence has no place in the contract: 总投资 9 万元，其中专项资金 3 万元."""
    end = state.segment.start
    opens = state.text[end - 1] == "。"  # 总投资 9 万元。其中：专项资金 3 万元
    given = state.money_between(state.sentence(end - 1 if opens else end), end)
    told = [*given] if opens else [*islice(given, 1)]
    return bool(told) and all(one is not None and one.reason == "amount outside the contract" for one in told)


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
    whole = state.trailing.parent if state.trailing else Frame()
    is_whole = whole.subject is not None and whole.subject[:2] == (concept.classification, concept.code)
    if is_whole and whole.year != state.frame.year:
        return False  # 2023年“三公”经费…，其中…。2022年“三公”经费…: the whole of another year
    is_new = all(subject is None or not concept.code or subject.code != concept.code for subject in given)
    kinds.discard("procurement")  # contracts with small firms are no further goods, works or services
    return is_first and is_new and (concept.classification or concept.role) in kinds
