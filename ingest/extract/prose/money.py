"""Money in prose: a figure becomes an amount only when everything in its clause was understood."""

from __future__ import annotations

import re

from ingest.extract.found import CROSS, TOTAL, Amount, Disposition, Frame, Mark, Subject, replace
from ingest.extract.prose.changes import SPENT_ON, is_after_unread, read_change
from ingest.extract.prose.gifts import adjustments, give_way, remember, sum_of
from ingest.extract.prose.listed import TAIL, each_named, is_item, is_of_several, is_project, name_item
from ingest.extract.prose.nested import is_within_unit, names_unit
from ingest.extract.prose.others_money import is_of_others, is_of_years, names_year_next
from ingest.extract.prose.parts import is_beside, is_carried, is_crossed, is_more_than, is_told_twice, of_whole
from ingest.extract.prose.plain import frame_for, is_given, is_paid, is_planned, says
from ingest.extract.prose.state import ITEMS, NAMED, SPOKEN, UNLIKE, Scope, State
from ingest.figures import Figure
from ingest.lexicon.lexicon import Concept

_PAID = re.compile(r"已支付|实际支付|已支出|已完成支付|未支付|，(?:支付|支出|拨付)(?=\d)")
_PAYS, _MONEY = ("，支付", "，支出", "，拨付"), re.compile("元|增|减")
_EXECUTED = re.compile(r"[^。；;]{0,30}?(?:执行|支出进度|支付进度)")
_ADJUSTED = "(调整后)"
_OUTSIDE = "amount outside the contract"
_VAGUE = frozenset((
    "预算", "预算数", "预算资金", "预算金额", "资金总额", "预算总额", "预算总金额", "到位", "预算安排", "全年预算数",
))  # fmt: skip
#: What follows an amount that another is compared with: 比上年 8 万元减少…, 与年初预算 9 万元相比.
_COMPARED = ("增", "减", "下", "上", "多", "少", "节", "压", "降", "缩", "超", "相比", "比较", "对比")
#: Words right behind a figure that make it a threshold or a thing, not an amount.
_NOT_AN_AMOUNT = ("以上", "以下", "以内", "指标")


def read_money(state: State, mark: Mark, figure: Figure) -> None:
    """Bind one money figure: to a change, a use, an amount; else it is context or unmapped."""
    segment, scope = state.segment, state.scope
    direction = segment.last("up", "down", "signed")
    named = segment.by_role.get("measure")
    in_uses = scope is not None and scope.kind == "uses"
    about_lead = named is not None and named.subject == "lead"
    if about_lead and not (state.frame.subject and state.frame.subject.classification == "project"):
        state.obscured = True  # 申请资金 of nothing that is named
        state.leave(mark, figure, _OUTSIDE)
    elif is_within_unit(state):
        state.obscured = True
        state.leave(mark, figure)
    elif "aside" in segment.by_role and not in_uses:
        state.crossed = state.crossed or segment.is_of_places()  # 地方资金到位 7 万元，到位率 80%
        state.leave(mark, figure, _OUTSIDE)
    elif is_carried(state):
        state.leave(mark, figure, CROSS)
        state.crossed = True
    elif is_of_years(state, figure):
        state.obscured = not names_year_next(state, figure)
        state.leave(mark, figure, _OUTSIDE)
    elif is_of_others(state, figure):
        state.frame, state.obscured = replace(state.frame, subject=segment.begun.subject), True
        state.leave(mark, figure, _OUTSIDE)
    elif "outside" in segment.by_role and not about_lead and not in_uses:
        # 比年初预算节约 2 万元，比上年增加 1 万元: what was saved of a budget hides nothing
        is_saved = state.compare in UNLIKE and segment.by_role["outside"].wording.startswith("节约")
        of_item = state.numbered and state.lead is not None and state.frame.subject == state.lead
        # 1.供水工程。总投资 9 万元，下达资金 5 万元; 总投资 9 万元，2023年安排资金 3 万元
        state.obscured = not (is_saved or of_item or names_year_next(state, figure))
        state.leave(mark, figure, _OUTSIDE)
    elif "foreign" in segment.by_role and not direction and not about_lead and not in_uses:
        state.obscured = True
        state.leave(mark, figure)
    elif scope is not None and scope.is_unread and named is None and (state.of_projects or not segment.has(NAMED)):
        state.leave(mark, figure)
    elif _is_both(state, named, figure):
        state.obscured = True  # 项目支出 19 万元，共三个专项，执行进度…: what it was given, or what it spent
        state.leave(mark, figure)
    elif state.compare == "same_period":
        state.leave(mark, figure, "comparison outside the contract")
    elif direction:
        read_change(state, mark, figure, direction)
    elif scope is not None and in_uses:
        _read_use(state, mark, figure, scope)
    elif spent := _spent_for(state, figure):
        state.scopes.append(Scope(spent, "uses", len(state.brackets), {}))
        _read_use(state, mark, figure, state.scopes[-1])
    elif segment.rest and state.closed and not segment.has(("purpose", *ITEMS)):
        state.scopes.append(state.closed)  # a full stop in the middle of 其中用于 …
        _read_use(state, mark, figure, state.closed)
    elif not segment.has(("measure", "source")) and not scope and _goes_on_unread(state, mark):
        state.obscured = True
        state.leave(mark, figure)
    elif is_of_several(state, figure):
        state.obscured = True
        state.leave(mark, figure, _OUTSIDE)
    elif summed := sum_of(state, figure):
        state.scopes = []
        give_way(state, summed)
        add_amount(state, mark, figure, summed)
    elif not (is_project(state, figure.start) or is_item(state, mark, figure)) and (
        segment.rest or _is_unclear(state, mark) or not _governed(state, figure)
    ):
        reason = "" if segment.rest or not state.obscured else _repeated(state, figure)
        state.unit = "sentence" if segment.rest and not state.of_projects and names_unit(state, figure.start) else ""
        state.obscured = True
        state.leave(mark, figure, reason)
    elif (frame := frame_for(state, figure)).measure:
        for subject in each_named(state, figure):
            add_amount(state, mark, figure, replace(frame, subject=subject))
        add_amount(state, mark, figure, frame)
        if named is not None and named.stage in ("adjusted", "received"):
            state.obscured = False  # 年初预算 9 万元，年中调剂 2 万元，调整后预算 7 万元，支出 6 万元
    else:
        state.leave(mark, figure)


def _is_both(state: State, named: Concept | None, figure: Figure) -> bool:
    """项目支出 19 万元，共三个专项，执行 3 万元: what no word calls budget or spending may be either before 执行."""
    if not state.of_projects or state.scope:
        return False
    about = state.frame.subject
    bare = state.implied or (named is None and about is not None and about.classification == "expenditure_type")
    bare = bare or state.text.endswith("项目支出", 0, figure.start)  # in a report on one project two words
    return bare and not says(state, "完成", "累计完成") and _EXECUTED.match(state.text, figure.end) is not None


def _goes_on_unread(state: State, mark: Mark) -> bool:
    """追加公用经费 4 万元、人员经费 6 万元: what was not understood before the first item is said of the next, too."""
    before = state.before(mark)
    joined = state.text.startswith(("、", "和", "及"), state.segment.start)
    return joined and before is not None and before.disposition == "unmapped"


def _is_unclear(state: State, mark: Mark) -> bool:
    """Unknown words before make a clause without a subject unclear, unless it names a budget of the whole by itself."""
    if state.is_of_unnamed:
        return True
    named = state.segment.by_role.get("measure")
    if not state.obscured or named is None or named.measure != "budget" or named.wording in _VAGUE:
        return state.obscured
    return named.stage == "received" and is_after_unread(state, mark)  # what came is of the budget told before


def _governed(state: State, figure: Figure) -> bool:
    """Whether a concept of the clause governs the figure, or a colon hands it on: 年末有 26.92 万元指标 does not."""
    if state.text.startswith(_NOT_AN_AMOUNT, figure.end):
        return False
    rate = state.segment.by_role.get("rate")
    if rate and rate.stage and state.segment.ends_in("rate", "filler"):
        return True
    if state.segment.has(("against_budget", "prior")) and not state.segment.has(SPOKEN):
        return state.text.startswith(_COMPARED, figure.end + state.text.startswith("，", figure.end))
    if "last_year" in state.segment.by_role and state.last is not None:
        return True  # 上年为 0 万元
    if (
        is_paid(state)
        or is_given(state, figure)
        or is_planned(state)
        or state.segment.has(SPOKEN)
        or state.parallel
        or (state.scopes and state.enumerated)
    ):
        return True
    start = state.segment.start
    return start > 0 and state.text[start - 1] == ":" and not TAIL.sub("", state.phrase(figure.start))


def _repeated(state: State, figure: Figure) -> str:
    """The reason for an amount that only says again what its paragraph said: 24人次，共计支出0.23万元."""
    return "repeated amount" if (figure.value, figure.unit) in state.said else ""


def _spent_for(state: State, figure: Figure) -> Frame | None:
    """支出 9 万元，主要用于管网改造 5 万元、水质检测 4 万元: of projects, what is broken down by its uses."""
    whole = state.told
    if "purpose" not in state.segment.by_role or not state.of_projects or whole is None or figure.value is None:
        return None
    beside = state.text[state.figures[whole.mark.index].end : state.segment.start]
    is_part = figure.value * figure.factor <= whole.value * whole.factor
    return whole.frame if whole.frame.measure == "spending" and is_part and not _MONEY.search(beside) else None


def _read_use(state: State, mark: Mark, figure: Figure, scope: Scope) -> None:
    """An item of 其中用于: spending by name; of 追加资金 a plain amount is what arrived where 已支付 tells more."""
    parent = scope.parent.subject
    supplementary = parent is not None and parent.classification == "supplementary"
    told_paid = bool(_PAID.search(state.text, state.sentence(figure.start)))
    verb = state.segment.by_role.get("measure") if supplementary and told_paid else None
    says_paid = verb is not None and verb.measure == "spending" and ("付" in verb.wording or "支出" in verb.wording)
    is_paid = says_paid or (told_paid and state.text.endswith(_PAYS, 0, figure.start))
    if not is_paid and not name_item(state, figure.start) and not supplementary:
        state.leave(mark, figure)
        return
    frame = replace(scope.parent, subject=state.item)
    if is_paid:
        frame = replace(frame, measure="spending", stage="")
    elif supplementary and told_paid:
        frame = replace(frame, measure="budget", stage="received")
    add_amount(state, mark, figure, frame)


def add_amount(state: State, mark: Mark, figure: Figure, frame: Frame) -> None:
    """Record an amount; in a list it remembers the subject it is a part of."""
    scope = state.scope
    beside = (state.text.startswith(_ADJUSTED, figure.end), state.text.endswith(_ADJUSTED, 0, figure.start))
    if frame.stage == "approved" and any(beside):
        frame = replace(frame, stage="adjusted")
    about = frame.subject.classification if frame.subject else "total"
    spends = frame.measure in ("budget", "spending")
    of_income = scope is not None and scope.parent.measure == "revenue" and "measure" not in state.segment.by_role
    if about in SPENT_ON and (frame.measure == "revenue" or (of_income and frame.measure == "spending")):
        state.leave(mark, figure, CROSS)  # 财政拨款收入 90 万元，具体为公务员医疗补助 30 万元
        return
    of_project = about == "revenue" and state.phrase(figure.start).endswith("项目")  # 年初结转结余项目 50 万元
    if figure.value is None or of_project or (spends and about in ("revenue", "balance")):
        state.leave(mark, figure)
        return
    if frame.measure == "balance" and about != "balance":
        state.leave(mark, figure, _OUTSIDE)
        return
    if about == "three_public" and frame.fund:
        state.funds.setdefault(about, frame.fund)
    frame = of_whole(state, state.with_fund(frame), figure)
    is_part = scope is not None and bool(scope.parent.measure) and scope.parent.subject != frame.subject
    if scope and is_beside(scope.parent.subject, frame.subject):
        is_part = False
        if about != "three_public":
            state.scopes.pop()
            scope = state.scope
    parent = (scope.parent.subject or TOTAL) if scope and is_part else None
    amount = Amount(mark, frame, figure.value, figure.unit or "", figure.factor, figure.decimals, "prose", parent)
    if scope and is_more_than(scope, amount, state):
        state.scopes.pop()
        state.obscured = True
        state.leave(mark, figure)
        return
    remember(state, amount)
    wholes = (scope.parent.subject if scope else None, state.aimed)
    is_cross = any(is_crossed(whole, about) for whole in wholes if whole)
    if is_cross or (scope and is_told_twice(state, scope, amount)):
        if scope:
            scope.items.setdefault(frame.key, amount)
            state.listed += 1
        state.leave(mark, figure, CROSS)
        state.crossed = True
        return
    for before in adjustments(state, amount):
        state.found.amounts.remove(before)
        state.found.dispositions[before.mark] = Disposition("context", _OUTSIDE)
    state.found.amounts.append(amount)
    state.found.take(mark, (frame.subject or TOTAL).name)
    if scope:
        scope.items.setdefault(frame.key, amount)
    named = state.segment.by_role.get("measure")
    if named and named.also and parent is None:
        code, _, stage = named.also.partition(":")
        revenue = replace(frame, measure="revenue", stage=stage, subject=Subject("revenue", code, "合计"))
        state.found.amounts.append(replace(amount, frame=revenue))
        state.twin = (frame, revenue)
    is_of_fund = scope is not None and scope.kind == "parts" and scope.parent.fund != frame.fund
    is_of_fund = is_of_fund and scope is not None and scope.parent.measure == frame.measure
    state.enumerated = (parent is not None or is_of_fund) and state.phrase(state.segment.start + 1) == "、"
    state.listed += 1
    if frame.year == state.frame.year and state.frame.measure in ("", frame.measure):
        state.last, state.frame = amount, frame if state.frame.measure else state.frame
        is_head = parent is None and not (scope and scope.parent.measure and scope.parent.fund != frame.fund)
        if frame.measure != "balance" and (is_head or (state.numbered and state.head_block != state.block)):
            state.head, state.head_block = frame, state.block
    if state.compare in UNLIKE and not state.segment.has(("against_budget", "prior")):
        state.compare = ""
