"""A concept that names a measure, a subject, a fund or a project goes into the frame of its clause."""

from __future__ import annotations

import re
from itertools import islice

from ingest.extract.carryovers import hold_carryover
from ingest.extract.compared import item_of
from ingest.extract.found import (
    EXPENDITURE_TOTAL,
    FISCAL_FUNDS,
    GRAND_TOTAL,
    SINGLE_FUNDS,
    TOTAL,
    Frame,
    Subject,
    replace,
)
from ingest.extract.framing import fill
from ingest.extract.gifts import GIVERS, ends_list, is_next_giver
from ingest.extract.lists import follows, is_told_out, of_adjusted, of_all_givers, widen
from ingest.extract.named_projects import begin_again, is_of_lead, is_use, lead_of, name_project
from ingest.extract.state import ITEMS, NAMED, SPOKEN, Scope, State
from ingest.lexicon.lexicon import Concept

_FISCAL_SIDE = re.compile(r"财政拨款(?:总收入|收入(?:决算|预算)?总[计额])")
_INCOME, _OUTLAY = ("收入", "总收入", "收入总额", "收入合计"), ("总支出", "支出总额")
_BARE_SPENT = ("支出", "支出数", "支出决算", "支出决算数")
#: What was spent of a budget, where a cut-off is told before; else what a budget is to be spent on.
_EITHER = frozenset(("预算支出", "部门预算支出", "预算总支出", "部门预算总支出"))
_SO_FAR = re.compile(r"截[至止]|1[-—~至]\d{1,2}月|上半年|前三季度")
#: 水土保持治理下达资金 8 万元: what was given money is no mere use of it.
_GIVEN = ("下达资金", "安排资金", "到位资金")
_AGAINST_YEAR = re.compile(r"[较比与同](?:上年|去年|上一年|20\d\d)")
_PROJECTS = Subject("expenditure_type", "project", "项目支出")
_IN_ALL = re.compile("(?:以上|上述|各项|资金|[，,])*(?:共计|合计|总计|总共)")
_THIS_YEAR = ("本年", "当年", "全年")
_OF_THE_YEAR = ("年末", "全年", "年底", "累计", "总")


def enter(state: State, concept: Concept) -> None:
    """Put a concept into the frame; an item of a list starts from the list's parent."""
    segment, scope, role = state.segment, state.scope, concept.role
    first = not segment.has(SPOKEN)
    is_total = role == "measure" and concept.subject in ("total", "grand_total", "fiscal")
    if state.trailing and not scope and role in NAMED and follows(state, concept):
        scope = state.trailing
        state.scopes.append(scope)
    if scope and is_total and concept.wording.startswith("本年"):
        widen(state, scope)
    if scope and role == "source" and concept.code == "opening_carryover":
        hold_carryover(state, scope)
    is_named = not segment.rest  # 财政专户核拨|收入 is one more item, whatever it is
    is_both = state.twin is not None and scope is not None and scope.parent == state.twin[0]  # 预算收入…，其中…收入
    is_other = scope is not None and concept.measure != scope.parent.measure
    is_other = is_other and not (is_both and concept.measure == "revenue" and not first)
    if scope and not state.brackets and is_total and is_named and is_other:
        state.scopes.pop()
        scope = None
    if role == "measure" and first and scope and scope.is_unread:
        state.scopes.pop()  # 调增预算资金 9 万元，其中上级专款 8 万元，调整后全年预算数 29 万元
        # 总投资 9 万元，其中衔接资金 7 万元，已拨付 6 万元: of that
        state.obscured = state.obscured or concept.measure == "spending" or concept.stage == "received"
        state.frame, scope = replace(state.frame, subject=state.base.subject, fund=state.base.fund), state.scope
    if role == "measure" and first and (ends_list(state, concept) or is_told_out(state, concept)):
        state.frame, scope = state.scopes.pop().parent, state.scope
    is_whole = is_total or (role == "measure" and "预算" in concept.wording)
    if scope and scope.items and is_whole and first and _is_compared(state, concept):
        state.frame, scope = state.scopes.pop().parent, state.scope
    if scope and scope.kind == "parts" and role == "fund" and {concept.fund, scope.parent.fund} == GIVERS:
        scope = of_all_givers(state, scope)
    if scope and role == "fund" and first and is_next_giver(state, concept, scope):
        state.frame, scope = state.scopes.pop().parent, state.scope
    if scope and first and role != "measure":
        item_again = role == "fund" and scope.kind != "parts"
        state.frame = replace(scope.parent, subject=state.item) if item_again else scope.parent
        if role == "fund" and state.frame.subject and state.frame.subject.code == GRAND_TOTAL.code:
            state.frame = replace(state.frame, subject=None)  # 收入…，其中上年结转 5 万元，一般公共预算拨款 9 万元
    elif role == "measure" and state.fresh and not scope and not segment.has(NAMED):
        state.frame = replace(state.frame, subject=state.lead or item_of(state) or state.base.subject)
    elif role == "fund" and first and state.fresh and not scope and _sums_up(state):
        state.frame = replace(state.frame, subject=(state.lead if state.numbered else None) or state.base.subject)
    elif role == "fund" and first and state.fresh and not scope and (state.told is None or state.told.parent):
        # a fund that a paragraph opens with is not of the item that the one before told of
        state.frame = replace(state.frame, subject=state.lead or state.base.subject)
    elif role == "fund" and first and not scope and state.text.startswith(("；", ";"), segment.start - 1):
        begin_again(state)
    about = state.frame.subject.classification if state.frame.subject else ""
    if about == "supplementary" and concept.measure == "spending" and _is_of_the_year(state, concept):
        state.frame = replace(state.frame, subject=state.base.subject)  # 年中追加…，全年执行数…: the whole again
    if concept.subject == EXPENDITURE_TOTAL.code and state.frame.fund in SINGLE_FUNDS:
        concept = replace(concept, measure="spending", subject="total")  # 一般公共预算财政拨款支出总计
    elif concept.subject == EXPENDITURE_TOTAL.code and (whose := segment.by_role.get("source")):
        # 财政拨款收入、支出总计均为 …: both sides of one fund
        concept = replace(concept, measure="revenue", stage="executed", subject="grand_total", wording="收支总计")
        state.frame = replace(state.frame, fund=whose.code if whose.code in FISCAL_FUNDS else state.frame.fund)
    elif concept.subject == EXPENDITURE_TOTAL.code and _FISCAL_SIDE.search(state.text, 0, segment.start):
        state.frame = replace(state.frame, fund="fiscal")  # 财政拨款收入总计…，支出总计…
    carried = state.frame.subject is not None and state.frame.subject.code.endswith("_carryover")
    is_income = first and concept.wording == "收入" and not scope
    is_budget = about == "revenue" and concept.measure == "budget" and state.phrase(segment.start + 2) in _THIS_YEAR
    if carried and (is_income or is_budget):
        state.frame = replace(
            state.frame, subject=state.base.subject
        )  # 年初结转 2 万元，收入 9 万元; …，本年预算 9 万元
    if carried and role == "fund" and first and not scope:
        # 上年结转 2 万元，收到中央补助 9 万元: no carryover
        state.frame = replace(state.base, fund=state.frame.fund, year=state.frame.year)
    if about == "revenue" and concept.wording in _BARE_SPENT and not scope and not state.fresh:
        source = state.frame.subject.code.removesuffix("_carryover") if state.frame.subject else ""
        if source in FISCAL_FUNDS:
            state.frame = replace(state.frame, fund=source)  # 政府性基金预算财政拨款收入 9 万元，支出 9 万元
    if role in ITEMS or is_total:
        state.crossed = False
    if concept.classification == "project":
        name_project(state)
    if is_total and not scope and first and state.frame.fund == "other":
        state.frame = replace(state.frame, fund=state.base.fund)  # 单位自筹 8 万元，全年总支出 90 万元
    if role == "measure" and not scope and first and state.frame.fund in GIVERS and not _is_of_giver(state, concept):
        state.frame = replace(state.frame, fund=state.base.fund)  # 省级资金 640 万元，年初预算共计 800 万元
    is_initial = (concept.measure, concept.stage) == ("budget", "initial")
    if scope and not scope.items and is_initial and not segment.has(NAMED):
        of_adjusted(state, scope)
    concept = _meant(state, concept, scope, first)
    told = state.frame.measure
    state.frame = fill(state.frame, concept, state.base, segment.has(NAMED))
    if role == "source" and scope and scope.parent.measure == "spending":
        state.frame = replace(state.frame, measure="")  # 全年执行 9 万元，其中上年结转 5 万元: spent of it, not revenue
    elif role == "source" and not scope and (planned := segment.by_role.get("measure")) and planned.measure == "budget":
        stage = "adjusted" if planned.stage == "adjusted" else "initial"
        state.frame = replace(state.frame, stage=stage)  # 年初预算事业收入 12 万元
    elif role == "source" and scope and scope.parent.measure == "budget":
        stage = {"adjusted": "adjusted", "received": "executed"}.get(scope.parent.stage, "initial")
        state.frame = replace(state.frame, stage=stage)  # 预算总额 50 万元，其中上年结转 5 万元
    if role == "measure" or concept.classification == "expenditure_type":
        state.implied = role != "measure" and (state.implied or told != state.frame.measure)
    is_first = state.numbered or not state.sentence(segment.start)
    opens = state.fresh and state.lead is None and state.head_block != state.block and is_first
    if concept.classification == "project" and opens and (state.numbered or not scope):
        state.lead = state.frame.subject
    if concept.subject == "lead" and (lead := lead_of(state)):
        state.frame = replace(state.frame, subject=Subject("project", "", lead))
        state.fresh = state.obscured = False
    if role == "function" and opens and state.numbered:
        state.lead = state.frame.subject
    if role == "source" or role in NAMED or is_total:
        state.heads = state.fresh and role != "measure"
        # 压减办公费 2 万元、差旅费 2 万元: what was not understood is told of both
        is_joined = state.phrase(segment.start + 1) == "、"
        state.fresh, state.obscured = False, state.obscured and is_joined
    if role in ITEMS:
        state.named.append(state.frame)


def _sums_up(state: State) -> bool:
    """A 项目 5 万元；B 项目 3 万元。共计下达中央资金 8 万元: of all, not of the project named last."""
    return _IN_ALL.match(state.text, state.sentence(state.segment.start)) is not None


def _is_compared(state: State, concept: Concept) -> bool:
    """预算收入 9 万元，其中 A 5 万元、B 4 万元，预算收入较上年增加…: the whole again, whose change is told."""
    return _AGAINST_YEAR.match(state.text, state.end(concept)) is not None


def _meant(state: State, concept: Concept, scope: Scope | None, first: bool) -> Concept:
    """What a concept means where it stands; `first`: the clause has named nothing before it."""
    spends = scope is not None and scope.kind == "parts" and scope.parent.measure in ("budget", "spending")
    is_named = concept.classification == "project" and spends and not state.text.startswith(_GIVEN, state.end(concept))
    if is_named and scope and is_use(state, concept.name, scope.parent):
        return replace(concept, classification="use")  # 支出 9 万元，其中设备购置费 4 万元
    source = state.segment.by_role.get("source")
    if source and "carryover" in source.code and concept.measure == "spending":
        state.crossed = state.obscured = True  # 上年结转资金支出 12 万元
    if concept.wording in _EITHER and _SO_FAR.search(_before(state, concept)):
        return replace(concept, measure="spending", stage="")  # 截至6月30日，部门预算支出 9 万元
    planned = state.segment.by_role.get("measure")
    if planned and planned.measure == "budget" and concept.wording in _INCOME:
        return replace(concept, stage="initial")  # 年初部门预算|收入 50 万元
    if concept.subject == "total" and concept.measure in ("budget", "spending") and is_of_lead(state):
        return replace(concept, subject="")  # （四）水库项目 / 该项目总预算 700 万元
    if concept.subject == "total" and concept.wording.startswith("项目") and _is_of_department(state):
        state.frame = replace(state.frame, subject=_PROJECTS)  # 部门预算项目 5 个，项目资金总额 240 万元
        return replace(concept, subject="")
    if not first or concept.role != "measure" or concept.measure != "spending":
        return concept
    beside = _told_beside(state)
    about = beside.subject.classification if beside.subject else "total"
    if concept.subject == "total" and beside.measure == "budget" and about not in ("total", "expenditure_type"):
        return replace(concept, subject="")  # “三公”经费预算总额 9 万元，实际支出总额 8 万元
    if concept.wording in _OUTLAY and (beside.measure, beside.stage) == ("revenue", "initial"):
        return replace(concept, measure="budget", stage="initial")  # 年初部门预算总收入 50 万元，总支出 50 万元
    return concept


def _is_of_department(state: State) -> bool:
    """Whether a report on the whole of a department speaks of no single project just here."""
    return not state.own and state.lead is None and state.topic is None and (state.base.subject or TOTAL) == TOTAL


def _before(state: State, concept: Concept) -> str:
    """The sentence in hand up to a concept."""
    start = state.segment.start
    return state.text[state.sentence(start) : state.text.find(concept.wording, start)]


def _told_beside(state: State) -> Frame:
    """What the clause right before this one told an amount of, outside any list; an empty frame for nothing."""
    told = state.told
    is_beside = told is not None and state.text[state.figures[told.mark.index].end : state.segment.start] == "，"
    return told.frame if told and is_beside and not state.scope else Frame()


def _is_of_giver(state: State, concept: Concept) -> bool:
    """省级资金下达 12 万元，已支付 11 万元: what was spent, or came, is of the fund told just before.

    It is not where the sentence told more than that before: 预算安排 30 万元，上级下达 95 万元，支出 88 万元.
    """
    told = state.last
    came = concept.wording.endswith("到位") and told is not None and told.frame.stage != "received"
    if not (concept.measure == "spending" or came) or told is None or told.frame.fund != state.frame.fund:
        return False
    if came and len(state.gifts) != 1:
        return False  # 省级资金 6 万元，县级资金 3 万元，到位资金 8 万元: of both
    start = state.sentence(state.segment.start)
    whole = replace(told.frame, fund=state.base.fund)
    return not any(a.frame == whole and state.figures[a.mark.index].start >= start for a in islice(state.here(), 4))


def _is_of_the_year(state: State, concept: Concept) -> bool:
    words = (concept.wording, *(before.wording for before in state.segment.concepts))
    return any(word.startswith(_OF_THE_YEAR) for word in words)
