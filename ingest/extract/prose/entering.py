"""A concept that names a measure, a subject, a fund or a project goes into the frame of its clause."""

from __future__ import annotations

import re
from itertools import islice

from ingest.extract.found import GRAND_TOTAL, PROJECTS, TOTAL, Frame, Subject, replace
from ingest.extract.prose.carryovers import hold_carryover
from ingest.extract.prose.compared import item_of
from ingest.extract.prose.framing import fill
from ingest.extract.prose.gifts import GIVERS, ends_list, gives_next, is_behind_item, is_next_giver
from ingest.extract.prose.list_ends import is_told_out
from ingest.extract.prose.lists import follows
from ingest.extract.prose.named_projects import begin_again, is_of_lead, is_use, lead_of, name_project
from ingest.extract.prose.sources import leave_giver, leave_revenue, of_one_side, place_source
from ingest.extract.prose.spoken_of import (
    is_joined,
    is_of_department,
    is_of_kind,
    is_of_plan,
    is_of_unread_whole,
    is_of_whole,
)
from ingest.extract.prose.state import ITEMS, NAMED, SPOKEN, Scope, State
from ingest.extract.prose.uses import ends_uses
from ingest.extract.prose.wholes import of_adjusted, of_all_givers, widen
from ingest.lexicon.lexicon import Concept

_INCOME, _OUTLAY = ("收入", "总收入", "收入总额", "收入合计"), ("总支出", "支出总额")
_SIDES = frozenset(("收入", "支出", "总收入", "总支出"))
#: What was spent of a budget, where a cut-off is told before; else what a budget is to be spent on.
_EITHER = frozenset(("预算支出", "部门预算支出", "预算总支出", "部门预算总支出"))
_SO_FAR = re.compile(r"截[至止]|1[-—~至]\d{1,2}月|上半年|前三季度")
#: 水土保持治理下达资金 8 万元: what was given money is no mere use of it.
_GIVEN = ("下达资金", "安排资金", "到位资金")
_AGAINST_YEAR = re.compile(r"[较比与同](?:上年|去年|上一年|20\d\d)")
_IN_ALL = re.compile("(?:以上|上述|各项|资金|[，,])*(?:共计|合计|总计|总共)")
#: How many amounts are looked back at.
_NEAR = 16
#: Whose whole a wording tells by itself, whatever was counted before it.
_OF_OFFICE = re.compile("部门|单位|本年|收支|收入|^项目")
_TOTALS = ("total", "grand_total", "fiscal")
_OF_THE_YEAR = ("年末", "全年", "年底", "累计", "总")


def enter(state: State, concept: Concept) -> None:
    """Put a concept into the frame; an item of a list starts from the list's parent."""
    segment, role = state.segment, concept.role
    first = not segment.has(SPOKEN)
    is_total = role == "measure" and concept.subject in _TOTALS
    scope = _list_in_hand(state, concept, first, is_total)
    _begin(state, concept, scope, first)
    concept = of_one_side(state, concept)
    leave_revenue(state, concept, scope, first)
    if role in ITEMS or is_total:
        state.crossed = False
    if concept.classification == "project":
        name_project(state)
    if role == "measure" and first and scope is None:
        leave_giver(state, concept, is_total)
    is_initial = (concept.measure, concept.stage) == ("budget", "initial")
    if scope and not scope.items and is_initial and not segment.has(NAMED):
        of_adjusted(state, scope)
    concept = _meant(state, concept, scope, first)
    told = state.frame.measure
    state.frame = fill(state.frame, concept, state.base, segment.has(NAMED))
    if role == "subject" and scope and _is_spent_beside_plan(state, concept, scope):
        state.frame = replace(state.frame, measure="spending", stage="")
    elif role == "source":
        place_source(state, scope)
    if role == "measure" or concept.classification == "expenditure_type":
        state.implied = role != "measure" and (state.implied or told != state.frame.measure)
    _lead(state, concept, scope)
    if role == "source" or role in NAMED or is_total:
        state.heads = state.fresh and role != "measure" and state.reason is None  # 原因是追加项目资金。其中：…
        # 压减办公费 2 万元、差旅费 2 万元: what was not understood is told of both
        state.fresh, state.obscured = False, state.obscured and is_joined(state)
    if role in ITEMS:
        state.named.append(state.frame)


def _list_in_hand(state: State, concept: Concept, first: bool, is_total: bool) -> Scope | None:
    """The open list that a concept is an item of, once those that it ends are closed."""
    scope, role = state.scope, concept.role
    if state.trailing and not scope and role in NAMED and follows(state, concept):
        scope = state.trailing
        state.scopes.append(scope)
    if scope is None:
        return None
    is_income_of_outlay = concept.measure == "revenue" and scope.parent.measure == "spending"  # …支出 9 万元。具体如下:
    if is_total and concept.wording.startswith("本年") and not is_income_of_outlay:
        widen(state, scope)
    if role == "source" and concept.code == "opening_carryover":
        hold_carryover(state, scope)
    if is_total and not state.brackets and not state.segment.rest and _is_other(state, concept, scope, first):
        state.scopes.pop()  # 财政专户核拨|收入 is one more item, whatever it is
        return None
    if role == "measure" and first and scope.is_unread:
        state.scopes.pop()  # 调增预算资金 9 万元，其中上级专款 8 万元，调整后全年预算数 29 万元
        # 总投资 9 万元，其中衔接资金 7 万元，已拨付 6 万元: of that
        state.obscured = state.obscured or concept.measure == "spending" or concept.stage == "received"
        state.frame = replace(state.frame, subject=state.base.subject, fund=state.base.fund)
    if role == "measure" and first and ends_uses(state, concept, scope):
        state.frame = state.scopes.pop().parent
        return state.scope
    if role == "measure" and first and (ends_list(state, concept) or is_told_out(state, concept)):
        state.frame, state.crossed = state.scopes.pop().parent, False
    elif role == "measure" and first and _turns_to_outlay(state, concept, scope):
        state.scopes.pop()
        state.frame = replace(state.frame, subject=state.base.subject)
    scope = state.scope
    is_whole = is_total or (role == "measure" and "预算" in concept.wording)
    if scope and scope.items and is_whole and first and _is_compared(state, concept):
        state.frame, scope = state.scopes.pop().parent, state.scope
    if scope and scope.kind == "parts" and role == "fund" and {concept.fund, scope.parent.fund} == GIVERS:
        scope = of_all_givers(state, scope)
    if scope and role == "fund" and first and is_next_giver(state, concept, scope):
        state.frame, scope = state.scopes.pop().parent, state.scope
    return scope


def _turns_to_outlay(state: State, concept: Concept, scope: Scope) -> bool:
    """收入 9 万元，其中财政拨款 7 万元、其他收入 2 万元；支出 8 万元: behind the semicolon the other side is told."""
    about = scope.parent.subject
    of_income = scope.parent.measure == "revenue" and about is not None and about.code in ("total", "grand_total")
    begins = state.text.startswith(("；", ";"), state.segment.start - 1)
    turns = concept.measure == "spending" or concept.wording.startswith("支出预算")
    return of_income and turns and begins and state.told is not None


def _is_other(state: State, concept: Concept, scope: Scope, first: bool) -> bool:
    """Whether a total is of another measure than what the open list breaks down."""
    if state.twin is not None and scope.parent == state.twin[0] and concept.measure == "revenue" and not first:
        return False  # 预算收入…，其中…收入
    if state.is_budget and concept.measure == "spending" and state.segment.has(("fund",)):
        return False  # 支出总预算…，其中：一般公共预算支出…
    return concept.measure != scope.parent.measure


def _begin(state: State, concept: Concept, scope: Scope | None, first: bool) -> None:
    """The frame that a clause begins with: its list's, its item's or its section's."""
    role = concept.role
    if scope and first and role != "measure":
        item_again = role == "fund" and scope.kind != "parts"
        state.frame = replace(scope.parent, subject=state.item) if item_again else scope.parent
        if role == "fund" and state.frame.subject and state.frame.subject.code == GRAND_TOTAL.code:
            state.frame = replace(state.frame, subject=None)  # 收入…，其中上年结转 5 万元，一般公共预算拨款 9 万元
    elif role == "measure" and first and scope and not scope.items and is_of_unread_whole(state):
        state.frame = replace(state.frame, subject=state.lead or state.base.subject)
    elif role == "measure" and state.fresh and not scope and not state.segment.has(NAMED):
        told_of = None if is_of_whole(state, concept) else state.lead or item_of(state)
        state.frame = replace(state.frame, subject=told_of or state.base.subject)
    elif role == "fund" and first and state.fresh and not scope and _sums_up(state):
        state.frame = replace(state.frame, subject=(state.lead if state.numbered else None) or state.base.subject)
    elif role == "fund" and first and state.fresh and not scope and is_behind_item(state):
        # a fund that a paragraph opens with is not of the item that the one before told of
        state.frame = replace(state.frame, subject=state.lead or state.base.subject)
    elif role == "fund" and first and not scope and (_is_behind_semicolon(state) or gives_next(state, concept)):
        begin_again(state)
    about = state.frame.subject.classification if state.frame.subject else ""
    if about == "supplementary" and concept.measure == "spending" and _is_of_the_year(state, concept):
        state.frame = replace(state.frame, subject=state.base.subject)  # 年中追加…，全年执行数…: the whole again


def _is_behind_semicolon(state: State) -> bool:
    return state.text.startswith(("；", ";"), state.segment.start - 1)


def _sums_up(state: State) -> bool:
    """A 项目 5 万元；B 项目 3 万元。共计下达中央资金 8 万元: of all, not of the project named last."""
    return _IN_ALL.match(state.text, state.sentence(state.segment.start)) is not None


def _is_spent_beside_plan(state: State, concept: Concept, scope: Scope) -> bool:
    """“三公”经费支出 9 万元，年初预算 10 万元。其中：公务接待支出 2 万元，年初预算 3 万元: of both, as it says."""
    if concept.classification != "three_public" or not concept.wording.endswith("支出") or state.is_budget:
        return False
    spent = replace(scope.parent, measure="spending", stage="")
    return scope.parent.measure == "budget" and any(a.frame == spent for a in islice(state.here(), _NEAR))


def _lead(state: State, concept: Concept, scope: Scope | None) -> None:
    """What a numbered item or a paragraph opens with leads its later sentences."""
    if concept.subject == "lead" and (lead := lead_of(state)):
        state.frame = replace(state.frame, subject=Subject("project", "", lead))
        state.fresh = state.obscured = False
    is_project = concept.classification == "project" and (state.numbered or not scope)
    if not is_project and not (concept.role == "function" and state.numbered):
        return
    is_first = state.numbered or not state.sentence(state.segment.start)
    if state.fresh and state.lead is None and state.head_block != state.block and is_first:
        state.lead = state.frame.subject


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
    if concept.wording in _SIDES and is_of_plan(state, concept):
        is_income = concept.measure == "revenue"
        return replace(concept, stage="initial") if is_income else replace(concept, measure="budget", stage="approved")
    planned = state.segment.by_role.get("measure")
    if planned and planned.measure == "budget" and concept.wording in _INCOME:
        return replace(concept, stage="initial")  # 年初部门预算|收入 50 万元
    if concept.subject == "total" and concept.measure in ("budget", "spending") and is_of_lead(state):
        return replace(concept, subject="")  # （四）水库项目 / 该项目总预算 700 万元
    of_kind = concept.subject == "total" and is_of_kind(state)
    if of_kind and not _OF_OFFICE.search(concept.wording):
        return replace(concept, subject="")  # 专项项目 9 个，资金总额 240 万元
    if of_kind and concept.wording.startswith("项目") and "预算" not in (state.frame.subject or TOTAL).name:
        return replace(concept, subject="")  # 12 个项目开展自评，项目资金总额 240 万元
    if concept.subject == "total" and concept.wording.startswith("项目") and is_of_department(state):
        state.frame = replace(state.frame, subject=PROJECTS)  # 部门预算项目 5 个，项目资金总额 240 万元
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


def _before(state: State, concept: Concept) -> str:
    """The sentence in hand up to a concept."""
    start = state.segment.start
    return state.text[state.sentence(start) : state.text.find(concept.wording, start)]


def _told_beside(state: State) -> Frame:
    """What the clause right before this one told an amount of, outside any list; an empty frame for nothing."""
    told = state.told
    is_beside = told is not None and state.text[state.figures[told.mark.index].end : state.segment.start] == "，"
    return told.frame if told and is_beside and not state.scope else Frame()


def _is_of_the_year(state: State, concept: Concept) -> bool:
    words = (concept.wording, *(before.wording for before in state.segment.concepts))
    return any(word.startswith(_OF_THE_YEAR) for word in words)
