"""Sources of money in prose: what a total is one side of, what follows a source or a giver and is not of it."""

from __future__ import annotations

import re
from itertools import islice

from ingest.extract.found import EXPENDITURE_TOTAL, FISCAL_FUNDS, SINGLE_FUNDS, TOTAL, replace
from ingest.extract.prose.carryovers import income_stage
from ingest.extract.prose.gifts import GIVERS
from ingest.extract.prose.state import Scope, State
from ingest.lexicon.lexicon import Concept

_FISCAL_SIDE = re.compile(r"财政拨款(?:总收入|收入(?:决算|预算)?总[计额])")
_BARE_SPENT = ("支出", "支出数", "支出决算", "支出决算数")
_BARE_PLANNED = ("支出预算", "支出预算数")
_THIS_YEAR = ("本年", "当年", "全年")


def of_one_side(state: State, concept: Concept) -> Concept:
    """支出总计 as what it is a total of: one fund's spending, 财政拨款, or both sides of the accounts."""
    if concept.subject != EXPENDITURE_TOTAL.code:
        return concept
    if state.frame.fund in SINGLE_FUNDS:
        return replace(concept, measure="spending", subject="total")  # 一般公共预算财政拨款支出总计
    if whose := state.segment.by_role.get("source"):
        # 财政拨款收入、支出总计均为 …: both sides of one fund
        state.frame = replace(state.frame, fund=whose.code if whose.code in FISCAL_FUNDS else state.frame.fund)
        return replace(concept, measure="revenue", stage="executed", subject="grand_total", wording="收支总计")
    if _FISCAL_SIDE.search(state.text, 0, state.segment.start):
        state.frame = replace(state.frame, fund="fiscal")  # 财政拨款收入总计…，支出总计…
    return concept


def leave_revenue(state: State, concept: Concept, scope: Scope | None, first: bool) -> None:
    """年初结转 2 万元，收入 9 万元: what follows a source of revenue, and is not of it."""
    about = state.frame.subject
    opened = state.head if state.head and state.head_block == state.block else None
    if concept.wording == "本年支出" and first and not scope and opened and opened.measure == "revenue":
        # 政府性基金预算财政拨款本年收入 9 万元。…；本年支出 9 万元
        state.frame = replace(state.frame, fund=opened.fund if opened.fund in SINGLE_FUNDS else state.frame.fund)
    if about is None or about.classification not in ("revenue", "balance"):
        return
    is_income = first and concept.wording == "收入" and not scope
    is_of_year = about.classification == "revenue" and concept.measure == "budget"
    is_budget = is_of_year and state.phrase(state.segment.start + 2) in _THIS_YEAR  # 年初结转 2 万元，本年预算 9 万元
    if about.code.endswith("_carryover") and (is_income or is_budget):
        state.frame = replace(state.frame, subject=state.base.subject)
    if about.code.endswith("_carryover") and concept.role == "fund" and first and not scope:
        # 上年结转 2 万元，收到中央补助 9 万元: no carryover
        state.frame = replace(state.base, fund=state.frame.fund, year=state.frame.year)
    of_source = concept.wording in _BARE_SPENT or (concept.wording in _BARE_PLANNED and not _is_behind_total(state))
    if of_source and about.classification == "revenue" and not scope and not state.fresh:
        source = about.code.removesuffix("_carryover")
        if source in FISCAL_FUNDS:
            state.frame = replace(state.frame, fund=source)  # 政府性基金预算财政拨款收入 9 万元，支出 9 万元


def _is_behind_total(state: State) -> bool:
    """收入预算 9 万元，全部为财政拨款收入 9 万元，支出预算 9 万元: all that is planned, whatever the source."""
    told = (amount.frame for amount in islice(state.here(), 8) if amount.frame.measure == "revenue")
    return any(not frame.fund and (frame.subject or TOTAL).code in ("total", "grand_total") for frame in told)


def leave_giver(state: State, concept: Concept, is_total: bool) -> None:
    """省级资金 640 万元，年初预算共计 800 万元: a measure that opens its clause is of all givers again."""
    of_own = is_total and state.frame.fund == "other"  # 单位自筹 8 万元，全年总支出 90 万元
    if of_own or (state.frame.fund in GIVERS and not _is_of_giver(state, concept)):
        state.frame = replace(state.frame, fund=state.base.fund)


def _is_of_giver(state: State, concept: Concept) -> bool:
    """省级资金下达 12 万元，已支付 11 万元: what was spent, or came, is of the fund told just before.

    It is not where the sentence told more than that before: 预算安排 30 万元，上级下达 95 万元，支出 88 万元.
    """
    told = state.last
    came = concept.wording.endswith("到位") and told is not None and told.frame.stage != "received"
    if concept.measure == "spending" and _is_behind_unread_giver(state):
        return True
    if not (concept.measure == "spending" or came) or told is None or told.frame.fund != state.frame.fund:
        return False
    if came and len(state.gifts) != 1 and not _came_before(state):
        return False  # 省级资金 6 万元，县级资金 3 万元，到位资金 8 万元: of both
    start = state.sentence(state.segment.start)
    whole = replace(told.frame, fund=state.base.fund)
    return not any(a.frame == whole and state.figures[a.mark.index].start >= start for a in islice(state.here(), 4))


def _came_before(state: State) -> bool:
    """省级资金下达 6 万元，到位 5 万元；县级资金下达 3 万元，|到位 2 万元: of the giver before alone."""
    return any(gift.frame.stage == "received" and gift.frame.fund != state.frame.fund for gift in state.gifts)


def _is_behind_unread_giver(state: State) -> bool:
    """按资金来源分：中央资金 9 万元，|支出 8 万元: of the giver, though no word told what its first amount is."""
    start = state.segment.start
    told = [*islice(state.money_between(state.part(start), start), 2)]
    return len(told) == 1 and told[0] is not None and told[0].disposition != "fact"


def place_source(state: State, scope: Scope | None) -> None:
    """A source of money named in a list or behind a budget is what of that was spent, or planned."""
    planned = state.segment.by_role.get("measure")
    if scope and scope.parent.measure == "spending":
        state.frame = replace(state.frame, measure="")  # 全年执行 9 万元，其中上年结转 5 万元: spent of it, not revenue
    elif scope is None and planned and planned.measure == "budget":
        stage = "adjusted" if planned.stage == "adjusted" else "initial"
        state.frame = replace(state.frame, stage=stage)  # 年初预算事业收入 12 万元
    elif scope and scope.parent.measure == "budget":
        state.frame = replace(
            state.frame, stage=income_stage(scope.parent.stage)
        )  # 预算总额 50 万元，其中上年结转 5 万元
