"""Money in prose: a figure becomes an amount only when everything in its clause was understood."""

from __future__ import annotations

import re

from ingest.extract.found import CROSS, Mark, replace
from ingest.extract.prose.beside_spending import is_beside_spending
from ingest.extract.prose.changes import read_change
from ingest.extract.prose.gifts import give_way, is_spent_of_all, sum_of
from ingest.extract.prose.listed import TAIL, each_named, is_item, is_of_several, is_project, name_item
from ingest.extract.prose.nested import is_within_unit, names_unit
from ingest.extract.prose.others_money import is_of_others, is_of_years, names_year_next
from ingest.extract.prose.parts import is_carried
from ingest.extract.prose.plain import frame_for, is_given, is_paid, is_paid_out, is_planned, says
from ingest.extract.prose.recording import add_amount
from ingest.extract.prose.state import ITEMS, NAMED, SPOKEN, UNLIKE, Scope, State
from ingest.extract.prose.uses import is_named_behind, used_for
from ingest.figures import Figure
from ingest.lexicon.lexicon import Concept

_PAID = re.compile(r"已支付|实际支付|已支出|已完成支付|未支付|，(?:支付|支出|拨付)(?=\d)")
_PAYS = ("，支付", "，支出", "，拨付")
_EXECUTED = re.compile(r"[^。；;]{0,30}?(?:执行|支出进度|支付进度)")
_OUTSIDE = "amount outside the contract"
_VAGUE = frozenset((
    "预算", "预算数", "预算资金", "预算金额", "资金总额", "预算总额", "预算总金额", "到位", "预算安排", "全年预算数",
))  # fmt: skip
_SUMS = re.compile("^(?:以上)?(?:合计|共计|总计)(?:支出|支付|使用|执行|安排|下达)?为?$")
_ITEMS = frozenset(("economic", "use", "three_public"))
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
    if is_spent_of_all(state, figure):
        state.frame = replace(state.frame, fund=state.base.fund)
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
    elif _is_passed_on(state, named, figure) or is_beside_spending(state, figure):
        state.leave(mark, figure)
    elif state.compare == "same_period":
        state.leave(mark, figure, "comparison outside the contract")
    elif direction:
        read_change(state, mark, figure, direction)
    elif scope is not None and in_uses:
        _read_use(state, mark, figure, scope)
    elif spent := used_for(state, figure):
        state.scopes.append(Scope(spent, "uses", len(state.brackets), {}))
        _read_use(state, mark, figure, state.scopes[-1])
    elif segment.rest and state.closed and not segment.has(("purpose", *ITEMS)):
        state.scopes.append(state.closed)  # a full stop in the middle of 其中用于 …
        _read_use(state, mark, figure, state.closed)
    elif not segment.has(("measure", "source")) and not scope and _goes_on_unread(state, mark):
        state.obscured = True
        state.leave(mark, figure)
    elif is_of_several(state, figure) or _is_of_items(state, figure):
        state.obscured = True
        state.leave(mark, figure, _OUTSIDE)
    elif summed := sum_of(state, figure):
        state.scopes = []
        give_way(state, summed)
        add_amount(state, mark, figure, summed)
    elif not _is_named(state, mark, figure) and (
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


def _is_named(state: State, mark: Mark, figure: Figure) -> bool:
    """Whether words of the clause that no row covers name an item of the open list."""
    return is_project(state, figure.start) or is_item(state, mark, figure) or is_named_behind(state, mark, figure)


def _is_both(state: State, named: Concept | None, figure: Figure) -> bool:
    """项目支出 19 万元，共三个专项，执行 3 万元: what no word calls budget or spending may be either before 执行."""
    if not state.of_projects or state.scope:
        return False
    about = state.frame.subject
    bare = state.implied or (named is None and about is not None and about.classification == "expenditure_type")
    bare = bare or state.text.endswith("项目支出", 0, figure.start)  # in a report on one project two words
    return bare and not says(state, "完成", "累计完成") and _EXECUTED.match(state.text, figure.end) is not None


def _is_of_items(state: State, figure: Figure) -> bool:
    """发放工资 8 万元，差旅费 3 万元，合计支出 11 万元: what sums up is not of the item told last."""
    if not state.of_projects or state.scope or state.segment.has(NAMED):
        return False
    about = state.frame.subject
    return about is not None and about.classification in _ITEMS and bool(_SUMS.search(state.phrase(figure.start)))


def _is_passed_on(state: State, named: Concept | None, figure: Figure) -> bool:
    """到位 9 万元，已拨付 8 万元: of what arrived, handed on; whether it was spent no word tells."""
    if named is None or named.wording != "已拨付":
        return False
    came = state.text.find("到位", state.sentence(figure.start), figure.start) >= 0
    return came and not is_paid_out(state, figure)


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
    # what came is of the budget told before: 争取资金 9 万元，治理 3 处，已拨付 8 万元
    before = next(state.money_between(state.sentence(state.segment.start), state.figures[mark.index].start), None)
    return named.stage == "received" and before is not None and before.disposition != "fact"


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
