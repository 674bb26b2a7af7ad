"""Marks and concepts: how punctuation and words of the lexicon move the reading state along."""

from __future__ import annotations

import re
from bisect import bisect_right

from ingest.extract.compared import compared_with, end_reason, is_completed, is_of_control, spent_beside
from ingest.extract.entering import enter
from ingest.extract.found import EXPENDITURE_TOTAL, FISCAL_FUNDS, TOTAL, Amount, Frame, replace
from ingest.extract.framing import fill
from ingest.extract.gifts import is_of_all_givers
from ingest.extract.lists import close_list, number_item, open_list, sum_up
from ingest.extract.nested import ends_inner
from ingest.extract.parallel import hand_out
from ingest.extract.project import own_name
from ingest.extract.state import ITEMS, NAMED, NEXT_PROJECT, SPOKEN, Segment, State
from ingest.extract.tokens import Token
from ingest.extract.unchanged import read_unchanged
from ingest.lexicon.lexicon import Concept

_STRUCTURE = frozenset("，。；:,;()!?.")
#: What a label ends in, sought up to its colon.
_LABEL = re.compile("(?:概况|情况|分析|说明|综述|进度|规模)$")
_REASON = re.compile("因|由于|原由|用于")
_EXECUTED = re.compile("执行|决算")
_NAME_END = re.compile("(?:项目|工程|专项|经费|资金|补助|补贴)$")
_NEXT_ITEM = re.compile(r"[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)、.．]")


def end_sentence(state: State) -> None:
    """A full stop: lists end, comparisons end, and what the section speaks of holds again."""
    state.closed = next((scope for scope in state.scopes if scope.kind == "uses"), state.closed)
    state.scopes, state.named, state.parallel = [], [], []
    state.crossed = False
    state.obscured = state.enumerated = state.closing = False
    state.compare, state.aimed, state.led = "", None, ""
    state.unit = state.unit if state.unit == "paragraph" else ""
    state.listed = state.rated = 0
    state.fresh, state.heads = not state.heads, False
    named = state.base if state.base.measure or state.frame.stage == "received" else state.frame
    state.frame = Frame(named.measure, named.stage, state.frame.subject, state.base.fund, state.year)


def read_mark(state: State, token: Token) -> None:
    """Punctuation: clauses and sentences end, brackets save and restore the frame."""
    sign = token.text
    if sign not in _STRUCTURE:
        return
    if sign == "。" and state.brackets and state.text.startswith(")", token.end):
        return  # (购置费…；运行费…。): the sentence goes on behind the bracket
    if sign == ":" and state.segment.ends_in("rate") and state.text[token.end : token.end + 1].isdigit():
        return  # 执行率:50%
    if sign in "，,；;" and state.segment.predicates_fund():
        state.frame = replace(state.frame, fund=state.segment.begun.fund)
    if sign == ":" and any(len(word) > 1 for word in state.segment.rest):
        # 项目概况: names what is told, not whose it is
        state.obscured = state.obscured or not _LABEL.search(
            state.text, state.segment.start, token.start
        )  # 蓝莓基地：支出决算为… is not about the department
    before = state.segment
    if sign in "；;。":
        end_reason(state, token.end)
    if sign in "，,；;。" and before.aim is not None:
        state.frame = before.aim  # 教育支出…，主要用于人员经费，完成预算…: the aims are no subject
    elif sign in "，," and _only_enumerates(state, before, token.start):
        state.frame = replace(state.frame, subject=before.begun.subject)
        if state.scope and not state.scope.items and before.has(("parts",)):
            state.scopes.pop()
    state.segment = Segment(token.end, state.frame)
    if sign in "，," and (_is_new_matter(state, before) or _names_unread(state, before, token.start)):
        state.obscured = True
    if sign in "，,":
        state.closing = state.enumerated and bool(state.scopes)
    if sign == ":":
        state.led = _fund_named(state, before) or state.led  # 一般公共预算支出按功能分类：教育支出…；卫生健康支出…
    if sign == ":" and state.told and _opens_costs(state, state.told, token.start):
        state.aimed = state.told.frame.subject  # 机关运行经费 9 万元，具体如下:办公费 2 万元
    if sign == ":" and _is_of_one_fund(state, token.start):
        open_list(state, "parts")  # 采购 9 万元…；其中一般公共预算 8 万元:货物 5 万元、…
    if sign == ":" and before.ends_in("parallel"):
        state.parallel = []
        open_list(state, "parts")  # 项目支出…，分别为：A 工程…
    if sign in "。.":
        state.gifts = [] if sign == "。" else state.gifts
        numbered = [scope for scope in state.scopes if scope.is_numbered]
        state.trailing = next((scope for scope in state.scopes if scope.kind == "parts" and not scope.depth), None)
        end_sentence(state)
        if NEXT_PROJECT.match(state.text, token.end):
            state.lead, state.head_block = None, -1
            state.frame = replace(state.frame, subject=state.base.subject)
        if numbered and _NEXT_ITEM.match(state.text, token.end):
            state.scopes = numbered
    elif sign in "；;":
        state.compare = ""
        state.unit = state.unit if state.unit == "paragraph" else ""
        state.obscured = state.obscured and state.is_behind_unread(token.start)
        if len(state.scopes) > 1 and not state.scopes[-1].items and not state.brackets:
            state.scopes.pop()  # 人员经费 9 万元，主要包括基本工资；公用经费 5 万元: a list of names alone
        if (state.enumerated or ends_inner(state, token.end)) and state.scopes and not state.brackets:
            state.frame = state.scopes.pop().parent  # 其中 A 1 万元、B 2 万元；全年到位…
            state.enumerated, state.listed = False, 0
        parent = state.scopes[-1].parent if state.scopes else None
        year, fund = (parent.year, parent.fund) if parent else (state.year, state.led or state.base.fund)
        state.frame = replace(state.frame, year=year, fund=fund)
    elif sign == "(":
        if state.told and token.start == state.figures[state.told.mark.index].end:
            open_list(state, "parts", len(state.brackets) + 1)  # 项目支出 127.30 万元（营养改善 97.30 万元、…）
        state.brackets.append((state.frame, state.last, before, token.start, state.obscured))
    elif sign == ")":
        if state.brackets:
            state.frame, state.last, outside, opened, state.obscured = state.brackets.pop()
            state.crossed = False  # （其中中央 5 万元、省级 3 万元），支出…: what had no place stood inside
            inside = bisect_right(state.figures, opened, key=lambda figure: figure.start)
            while inside < len(state.figures) and state.figures[inside].kind == "date":
                inside += 1  # 救灾资金(2022—2023年冬春救助)61 万元
            if inside == len(state.figures) or state.figures[inside].start >= token.start:
                state.segment = outside  # 收、支总计（含结转和结余）6,321.55万元
                state.segment.start = token.end
                sum_up(state, before)
        while state.scopes and state.scopes[-1].depth > len(state.brackets):
            state.scopes.pop()


def _opens_costs(state: State, told: Amount, place: int) -> bool:
    """Whether a colon stands in the sentence that told what it cost to run the office."""
    about = told.frame.subject
    is_near = state.figures[told.mark.index].start >= state.sentence(place)
    return about is not None and about.classification == "operating_cost" and is_near


def _is_of_one_fund(state: State, place: int) -> bool:
    """Whether a colon stands behind an amount of one fund, in a list that divides by fund."""
    told, scope = state.told, state.scope
    if told is None or scope is None or place != state.figures[told.mark.index].end:
        return False
    return told.frame.fund not in ("", scope.parent.fund)


def _fund_named(state: State, segment: Segment) -> str:
    if "fund" in segment.by_role:
        return state.frame.fund
    source = segment.by_role.get("source")  # 财政拨款收入支出主要内容如下:
    return source.code if source and source.code in FISCAL_FUNDS else ""


def _is_of_item(state: State) -> bool:
    """项目支出年初预算 9 万元，年中追加 2 万元: what was added to one item; the contract knows what all was given."""
    about = (state.lead or state.base.subject) if state.fresh else state.frame.subject
    if about is None or about.classification == "project":
        return about is not None
    if about == (state.base.subject if state.topic is None else None):
        return False
    return state.scope is None and about.classification == "expenditure_type"


def _only_enumerates(state: State, segment: Segment, end: int) -> bool:
    """机关运行经费 9 万元，保障办公费、水电费等支出，比上年增加…: names in a row without an amount are no subject."""
    is_told = state.told is not None and not segment.has(("parallel",))
    names = sum(concept.role in NAMED for concept in segment.concepts)
    return is_told and ((names > 1 and "、" in state.phrase(end)) or (names == 1 and segment.has(("parts",))))


def _is_new_matter(state: State, segment: Segment) -> bool:
    """培训费 9 万元；举办运动会，经费预算 5 万元: words behind a semicolon that no row covers, no reason."""
    words = "".join(segment.rest)
    if len(words) < 4 or not state.text.startswith(("；", ";"), segment.start - 1) or segment.has(SPOKEN):
        return False
    return not segment.has(("prior", "against_budget", "rate", "up", "down")) and not _REASON.search(words)


def _names_unread(state: State, segment: Segment, end: int) -> bool:
    """县级公立医院改革补助资金，预算 9 万元: what a sentence opens with is a name that was not understood."""
    return state.fresh and bool(segment.rest) and _NAME_END.search(state.text, segment.start, end) is not None


def _is_planned(state: State) -> bool:
    frame = state.frame
    return state.is_budget or frame.measure == "budget" or (frame.measure == "revenue" and frame.stage == "initial")


def read_concept(state: State, concept: Concept) -> None:
    """Let a concept change frame, lists or comparison, and note it in the clause."""
    segment, role = state.segment, concept.role
    if role == "filler":
        state.after_etc = concept.wording == "等"
        last = segment.concepts[-1] if segment.concepts else None
        of_whole = last is not None and last.role == "measure" and last.subject == "total"
        if concept.wording == "中" and last and (of_whole or last.classification == "expenditure_type"):
            open_list(state, "parts")  # 项目支出中商品和服务支出 9 万元; 本年支出中:基本支出 9 万元
        segment.add(concept)
        return
    if concept.classification == "project" and (own := own_name(state.own, concept.name)):
        segment.add(replace(concept, role="filler", wording=own))
        return
    rate = segment.by_role.get("rate")
    if rate and rate.rate == "share" and role in SPOKEN:
        whole = segment.denominator or Frame(year=state.frame.year)
        is_named = whole.subject is not None and whole.subject.classification == "three_public"  # “三公”经费|总支出
        segment.denominator = fill(whole, concept, state.base, is_named)
        return
    if state.after_etc and role in ("subject", "measure"):
        segment.rest.clear()  # 办公费、水电费等公用经费: the list before 等 only illustrates
    state.after_etc = False
    if concept.classification == "project" and state.scope and state.scope.kind == "uses":
        segment.rest.append(concept.wording)  # what money was used for is no project
        return
    close_list(state, concept)
    if concept.classification == "supplementary" and _is_of_item(state):
        segment.add(replace(concept, role="aside"))
        return
    if role == "rate" and concept.rate != "share" and state.frame.measure == "balance":
        about = state.frame.subject or TOTAL
        if about.code == EXPENDITURE_TOTAL.code:
            state.frame = replace(state.frame, measure="spending", subject=TOTAL)  # 支出总计…，预算完成率…
        elif state.head:
            state.frame = replace(state.head, year=state.frame.year)  # 年末结转结余 N 万元，预算执行率…
    if role == "rate" and concept.wording.startswith("预算") and is_of_control(state):
        state.frame = replace(state.frame, subject=state.base.subject)  # “三公”经费控制率 82%，预算完成率 98%
    of_supplement = (state.frame.subject or TOTAL).classification == "supplementary"
    if role == "rate" and state.fresh and of_supplement and not segment.has(SPOKEN):
        state.frame = replace(state.frame, subject=state.base.subject)  # 年中追加 9 万元。预算执行率…: of all
    if role == "rate" and not segment.has(ITEMS) and is_of_all_givers(state):
        state.frame = replace(state.frame, fund=state.base.fund)  # 中央到位 5 万元，县级到位 3 万元，到位率…
    after_list = state.fresh and state.last and state.last.parent and state.head_block == state.block
    if role == "rate" and after_list and state.head and not segment.has(SPOKEN):
        state.frame = replace(state.head, year=state.frame.year)  # 。执行率 98%: not of the list's last item
    if role == "measure" and concept.measure == "budget" and is_completed(state, concept):
        concept = replace(concept, role="rate", rate="execution")
    elif role in SPOKEN:
        enter(state, concept)
    elif role in ("parts", "uses"):
        open_list(state, role, wording=concept.wording)
    elif role in ("prior", "against_budget"):
        # 比2023年年初预算 compares with last year in a report of 2024, with the year's own budget in one of 2023
        before = bool(concept.code and state.year and int(concept.code) == state.year - 1)
        if state.fresh and not state.segment.has(SPOKEN) and (compared := compared_with(state)):
            state.frame = replace(compared, year=state.frame.year)
        state.compare = "prior" if before or (role == "prior" and not concept.code) else "against_budget"
        if state.compare == "prior" and not segment.has(("measure",)) and (spent := spent_beside(state)):
            state.frame = spent.frame
        if state.compare == "prior" and _is_planned(state) and _EXECUTED.search(concept.wording):
            state.compare = "executed"  # 预算 9 万元，比上年执行数增加…: what it grew from is no budget
    elif role == "purpose":
        segment.aim, state.aimed = state.frame, state.frame.subject
    elif role == "whole":
        state.frame = replace(state.frame, subject=TOTAL, fund=state.base.fund)
    elif role == "split":  # 按资金来源分:一般公共预算 5 万元 behind budget and spending: of either
        planned = state.base if state.base.measure == "budget" else Frame()
        state.frame = replace(state.frame, subject=TOTAL, measure=planned.measure, stage=planned.stage)
    elif role == "parallel":
        hand_out(state)
    elif role == "number":
        number_item(state, segment.start)
        if not state.scopes:
            end_sentence(state)
    elif role == "flat":
        read_unchanged(state, concept)
    elif role == "last_year" and state.year:
        state.frame = replace(state.frame, year=state.year - 1)
    if state.is_partial and ("同期" in concept.wording or concept.wording == "同比"):
        state.compare = "same_period"  # what half of last year took is not what the year took
    segment.add(concept)
