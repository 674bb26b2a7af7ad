"""Marks: how punctuation ends clauses, lists and sentences, and brackets save and restore the frame."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping

from ingest.extract.found import FISCAL_FUNDS, PROJECTS, TOTAL, Amount, Frame, Mark, replace
from ingest.extract.prose.compared import end_reason
from ingest.extract.prose.lists import open_list
from ingest.extract.prose.nested import end_item, ends_inner, goes_on
from ingest.extract.prose.state import NAMED, NEXT_PROJECT, SPOKEN, Scope, Segment, State
from ingest.extract.prose.wholes import sum_up
from ingest.extract.tokens import Token

_STRUCTURE = frozenset("，。；:,;()!?.")
#: What a label ends in, sought up to its colon.
_LABEL = re.compile("(?:概况|情况|分析|说明|综述|进度|规模)$")
#: 支出 3 万元，均为公务用车运行维护费，占预算…: what it was is no other subject.
_PREDICATE = re.compile("(?:均|全部|全|都)[为是系]")
_CARRIED = re.compile("(?:20\\d\\d年度?|上一?年度?)[^，。；;]{0,16}(?:结转|结余)[^，。；;]*$|结转上一?年[^，。；;]*$")
_NEAR = 60
_BECAUSE = re.compile("(?:年中|主要)?(?:因|由于|鉴于)")
_REASON = re.compile("因|由于|原由|用于")
_NAME_END = re.compile(
    "(?:项目|工程|专项|经费|资金|补助|补贴|津贴|奖金|基金|补偿|贷款|债券|尾款|专款|货款|费用?|维修|改造|修缮|购置|采购|运维|租赁)$"
)
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
    state.unnamed = state.unnamed and state.numbered
    named = state.base if state.base.measure or state.frame.stage == "received" else state.frame
    state.frame = Frame(named.measure, named.stage, state.frame.subject, state.base.fund, state.year)


def read_mark(state: State, token: Token) -> None:
    """What a mark ends, and the clause that begins behind it."""
    sign, before = token.text, state.segment
    if sign not in _STRUCTURE or _is_of_clause(state, token):
        return
    if sign in "，,；;" and before.predicates_fund():
        state.frame = replace(state.frame, fund=before.begun.fund)
    if sign in "；;。":
        end_reason(state, token.end)
    if sign in "，,；;。" and before.aim is not None:
        state.frame = before.aim  # 教育支出…，主要用于人员经费，完成预算…: the aims are no subject
    elif sign in "，," and state.frame.fund == "fiscal" and _BECAUSE.match(state.text, before.start):
        state.frame = replace(state.frame, fund=before.begun.fund)  # 因财政资金紧张，实际拨付 9 万元
    elif sign in "，," and _only_enumerates(state, before, token.start):
        state.frame = replace(state.frame, subject=before.begun.subject)
        if state.scope and not state.scope.items and before.has(("parts",)):
            state.scopes.pop()
    state.segment = Segment(token.end, state.frame)
    if end := _END.get(sign):
        end(state, token, before)


def _is_of_clause(state: State, token: Token) -> bool:
    """执行率:50%, (购置费…；运行费…。): a mark that the clause goes on behind."""
    if token.text == ":":
        return state.segment.ends_in("rate") and state.text[token.end : token.end + 1].isdigit()
    return token.text == "。" and bool(state.brackets) and state.text.startswith(")", token.end)


def _end_clause(state: State, token: Token, before: Segment) -> None:
    if state.frame.year != state.year and _CARRIED.search(state.text, max(0, token.start - _NEAR), token.start):
        state.frame = replace(state.frame, year=state.year)  # 2022年结转 9 万元，全年支出 8 万元: of the year again
        state.segment = Segment(token.end, state.frame)
    is_unnamed = _names_unread(state, before, token.start)
    state.obscured = state.obscured or is_unnamed or _is_new_matter(state, before)
    state.unnamed = state.unnamed or is_unnamed
    state.closing = state.enumerated and bool(state.scopes)


def _end_part(state: State, token: Token, _: Segment) -> None:
    """A semicolon: comparisons end, and so does a list whose items 、 joined."""
    state.compare = ""
    state.unit = state.unit if state.unit == "paragraph" else ""
    state.obscured = state.obscured and state.is_behind_unread(token.start)
    end_item(state, token.end)
    if len(state.scopes) > 1 and not state.scopes[-1].items and not state.brackets:
        state.scopes.pop()  # 人员经费 9 万元，主要包括基本工资；公用经费 5 万元: a list of names alone
    # 基本支出…，其中人员经费 9 万元，主要用于基本工资 5 万元、奖金 4 万元；公用经费 3 万元
    is_more = len(state.scopes) == 1 and goes_on(state.scopes[0].parent.subject or TOTAL, state.text, token.end)
    ends = (state.enumerated and not is_more) or ends_inner(state, token.end)
    if ends and state.scopes and not state.brackets:
        state.frame = state.scopes.pop().parent  # 其中 A 1 万元、B 2 万元；全年到位…
        state.enumerated, state.listed = False, 0
    parent = state.scopes[-1].parent if state.scopes else None
    year, fund = (parent.year, parent.fund) if parent else (state.year, state.led or state.base.fund)
    state.frame = replace(state.frame, year=year, fund=fund)


def _stop(state: State, token: Token, _: Segment) -> None:
    state.gifts = [] if token.text == "。" else state.gifts
    numbered = [scope for scope in state.scopes if scope.is_numbered]
    state.trailing = next((scope for scope in state.scopes if scope.kind == "parts" and not scope.depth), None)
    end_sentence(state)
    if NEXT_PROJECT.match(state.text, token.end):
        state.lead, state.head_block = None, -1
        state.frame = replace(state.frame, subject=state.base.subject)
    if numbered and _NEXT_ITEM.match(state.text, token.end):
        state.scopes = numbered


def _lead_on(state: State, token: Token, before: Segment) -> None:
    """A colon: what stands before it names what is told behind it."""
    if any(len(word) > 1 for word in before.rest) and not _LABEL.search(state.text, before.start, token.start):
        state.obscured = True  # 蓝莓基地：支出决算为… is not about the department; 项目概况： names what is told
    state.led = _fund_named(state, before) or state.led  # 一般公共预算支出按功能分类：教育支出…；卫生健康支出…
    if state.told and _opens_costs(state, state.told, token.start):
        state.aimed = state.told.frame.subject  # 机关运行经费 9 万元，具体如下:办公费 2 万元
    if _is_of_one_fund(state, token.start):
        open_list(state, "parts")  # 采购 9 万元…；其中一般公共预算 8 万元:货物 5 万元、…
    if before.ends_in("parallel"):
        state.parallel = []
        open_list(state, "parts")  # 项目支出…，分别为：A 工程…


def _open_bracket(state: State, token: Token, before: Segment) -> None:
    if state.told and token.start == state.figures[state.told.mark.index].end:
        open_list(state, "parts", len(state.brackets) + 1)  # 项目支出 127.30 万元（营养改善 97.30 万元、…）
    elif (state.scope and state.scope.parent.subject == PROJECTS) and _is_behind_unread(state, token.start):
        # 项目支出…，其中…、设备购置 9 万元（教学设备 5 万元、…）: no items of the list that the unread one is of
        state.scopes.append(Scope(state.frame, "parts", len(state.brackets) + 1, {}, is_unread=True))
    state.brackets.append((state.frame, state.last, before, token.start, state.obscured))


def _is_behind_unread(state: State, place: int) -> bool:
    """Whether a bracket opens right behind money that is no fact."""
    index = bisect_left(state.figures, place, key=lambda figure: figure.start) - 1
    if index < 0 or state.figures[index].end != place or state.figures[index].kind != "money":
        return False
    given = state.found.dispositions.get(Mark(state.block, index))
    return given is not None and given.disposition != "fact"


def _close_bracket(state: State, token: Token, before: Segment) -> None:
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


#: What each mark ends or opens, once the clause before it is over.
_END: Mapping[str, Callable[[State, Token, Segment], None]] = {
    **dict.fromkeys("，,", _end_clause),
    **dict.fromkeys("；;", _end_part),
    **dict.fromkeys("。.", _stop),
    ":": _lead_on,
    "(": _open_bracket,
    ")": _close_bracket,
}


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


def _only_enumerates(state: State, segment: Segment, end: int) -> bool:
    """机关运行经费 9 万元，保障办公费、水电费等支出，比上年增加…: names in a row without an amount are no subject."""
    is_told = state.told is not None and not segment.has(("parallel",))
    if is_told and segment.has(NAMED) and _PREDICATE.match(state.text, segment.start):
        return True
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
    opens = state.fresh or not segment.start or state.text[segment.start - 1] in "。；;"
    if not (opens and segment.rest) or _REASON.search(state.text, segment.start, end):
        return False  # 年中因追加非遗保护经费，调整后预算 9 万元
    return _NAME_END.search(state.text, segment.start, end) is not None
