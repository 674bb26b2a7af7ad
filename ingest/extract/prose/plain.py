"""What a plain amount is of: the frame that its clause gives, budget or spending where only a verb tells which."""

from __future__ import annotations

import re

from ingest.extract.found import TOTAL, Frame, replace
from ingest.extract.prose.gifts import GIVERS
from ingest.extract.prose.given import is_all
from ingest.extract.prose.state import SPOKEN, State
from ingest.figures import Figure

_SPENT_LATER = re.compile(r"[^。；;]{0,40}?(?:执行|支出|支付|拨付|使用)")
_SPENT_OF_IT = re.compile(r"[^。；;\d]{0,12}(?:支出|使用|支付)[^。；;，,率\d]{0,4}\d")
_BROKEN_DOWN = re.compile(r"[，,]?(?:全部|均|主要|具体)*(?:\(|其中|用于)")
_CAME_IN = re.compile("[，,]?(?:项目|资金)*到位率")
_RATE_FOLLOWS = re.compile(r"[，,]?(?:项目|资金|预算)*(?:执行率|执行进度|支出率|支付率|支出进度|支付进度)")
_PAYS = ("支付", "发放")
_GIVEN = ("下达", "下拨", "安排")
#: 改造项目 45 万元尚在招标 was not spent.
_NOT_YET = re.compile(r"(?:仍|还)?(?:尚[未在]|[正仍]在|未)(?!列)|[需须尚]?待|拟|[将计][划于在]")
_CAME = frozenset(("收到", "取得", "获得", "拨入"))
#: 11.2万元|已全部支付: what became of all of it.
_USED_UP = re.compile(
    r"(?:资金)?(?:已|均已|现已)?(?:全部|全额|足额)(?:支付|支出|发放|使用|执行)(?:到位|完毕|完成|完)?(?=[，。；])"
)
_ARRIVED = re.compile(r"(?:资金)?(?:已经?|现已|均已?|全部|全额|足额)*(?:拨付)?到位")


def frame_for(state: State, figure: Figure) -> Frame:
    """The frame of a plain amount: the next of 分别为, the budget of 占年初预算 N, 比2020年支出 N 减少's year."""
    if state.parallel:
        return state.parallel.pop(0)
    at_begin = says(state, "年初") and state.frame.measure == "budget" and state.frame.stage == "approved"
    if at_begin or (state.segment.concepts and state.segment.concepts[-1].wording == "年初"):
        # 公用经费年初 45 万元，1-6 月执行 27 万元; 年初造林资金预算安排 30 万元
        return replace(state.frame, measure="budget", stage="initial")
    handed = "fund" in state.segment.by_role and "measure" not in state.segment.by_role and says(state, *_GIVEN)
    if handed and (state.frame.measure, state.frame.stage) == ("budget", "initial"):
        return replace(state.frame, stage="approved")  # 年初预算 480 万元，上级专项资金下达 620 万元
    rate = state.segment.by_role.get("rate")
    if rate and rate.rate == "execution" and rate.stage:
        return replace(state.frame, measure="budget", stage=rate.stage)
    against = state.segment.by_role.get("against_budget")
    if against is not None and against.code and state.year and int(against.code) < state.year:
        before = replace(state.frame, year=int(against.code))  # 与2023年收入预算 9 万元相比 in the next year's budget
        planned = state.is_budget and before.measure == "spending"
        return replace(before, measure="budget", stage="initial") if planned else before
    if against is not None:  # 比2022年年初预算 32.00 万元减少 3.40 万元
        stage = "initial" if "年初" in against.wording else "approved"
        return replace(state.frame, measure="budget", stage=stage, year=state.year)
    prior = state.segment.by_role.get("prior")
    if prior is not None and prior.code and state.compare == "against_budget":
        return replace(state.frame, year=int(prior.code))  # 比2019年 8 万元减少 1 万元, years ago
    if "prior" in state.segment.by_role and state.compare in ("prior", "executed") and state.year:
        before = replace(state.frame, year=state.year - 1)
        if state.is_budget and before.measure == "spending" and state.compare == "prior":
            return replace(before, measure="budget", stage="initial")  # what is planned, and 与上年 8 万元相比
        return before if state.compare == "prior" else _executed(before)  # 比上年执行数 8 万元增加 1 万元
    verb = state.segment.by_role.get("measure")
    paid_out = verb is not None and verb.measure == "spending" and "拨付" in verb.wording
    if paid_out and (_SPENT_OF_IT.match(state.text, figure.end) or _CAME_IN.match(state.text, figure.end)):
        return replace(state.frame, measure="budget", stage="received")  # 实际拨付 9 万元，支出 8 万元
    if is_paid(state) or is_paid_out(state, figure):
        state.frame = replace(state.frame, measure="spending", stage="")  # 支付 7 万元，其中 A 4 万元
        return state.frame
    if _is_used_up(state, figure):
        return replace(state.frame, measure="spending", stage="", subject=state.lead or state.base.subject)
    of_expenses = state.of_projects and says(state, "经费支出")
    if _is_spent(state) or _is_executed(state, figure) or of_expenses:
        return replace(state.frame, measure="spending", stage="")
    if not state.of_projects and says(state, *_CAME) and "measure" not in state.segment.by_role:
        return _arrived(state)
    if _is_item_given(state, figure):
        return replace(state.frame, measure="budget", stage="approved")
    subject = state.frame.subject
    if not state.of_projects and state.frame.measure in ("", "spending") and _is_granted(state):
        return replace(state.frame, measure="budget", stage="approved")
    named = (subject is not None and subject.classification == "project") or "fund" in state.segment.by_role
    told = (
        not state.frame.measure
        and not says(state, "完成", "实现")
        and (named or (says(state, "下达") and not state.numbered))
    )
    if state.of_projects and (told or is_given(state, figure)):
        if state.fresh and (_has_arrived(state, figure) or is_all(state, figure)):
            state.frame = replace(state.frame, subject=state.lead or state.base.subject)
        given = replace(state.frame, measure="budget", stage=_given(state, figure))
        state.frame = given if state.frame.measure == "spending" else state.frame
        return given
    if "measure" not in state.segment.by_role and _NOT_YET.match(state.text, figure.end):
        return replace(state.frame, measure="") if state.frame.measure == "spending" else state.frame
    return state.frame


def _is_executed(state: State, figure: Figure) -> bool:
    """中央资金完成 63 万元，预算执行率 82%: what was completed of a project's money is what its rate is of."""
    return (
        state.of_projects
        and not state.segment.has(("measure", "prior", "against_budget"))
        and says(state, "完成", "累计完成")
        and _RATE_FOLLOWS.match(state.text, figure.end) is not None
    )


def _is_granted(state: State) -> bool:
    """路灯项目下达资金 9 万元，执行 8 万元: in a report on the whole, too, a project was given what was 下达."""
    return _is_of_project(state) and "measure" not in state.segment.by_role and says(state, *_GIVEN)


def _is_item_given(state: State, figure: Figure) -> bool:
    """2.旅游发展资金 50 万元，主要用于…: what a numbered item of a report on the whole opens with was given to it.

    What comes behind tells that it is no spending: its givers in brackets, its uses, or what was spent of it.
    """
    if state.of_projects or state.frame.measure or not (state.numbered and _is_of_project(state)):
        return False
    is_bare = state.segment.has(("subject",)) and not state.segment.has(("measure",)) and not state.scope
    return (
        is_bare
        and (_BROKEN_DOWN.match(state.text, figure.end) or _SPENT_LATER.match(state.text, figure.end)) is not None
    )


def _is_of_project(state: State) -> bool:
    about = state.frame.subject
    return about is not None and about.classification == "project"


def _arrived(state: State) -> Frame:
    """2023年收到财政拨款 9 万元: received where nothing tells more, in accounts no revenue of the contract."""
    if state.frame.measure and state.frame.measure != "spending":
        return state.frame
    is_plain = not state.frame.measure and "fund" in state.segment.by_role
    return replace(state.frame, measure="budget" if is_plain else "", stage="received")


def _executed(frame: Frame) -> Frame:
    if frame.measure == "revenue":
        return replace(frame, stage="executed")
    return replace(frame, measure="spending", stage="")


def is_paid(state: State) -> bool:
    """补助资金 30 万元，支付 28 万元: in a report on projects, and of one anywhere, the verb alone is spending."""
    if "measure" in state.segment.by_role:
        return False
    return (state.of_projects or _is_of_project(state)) and says(state, *_PAYS)


def is_paid_out(state: State, figure: Figure) -> bool:
    """资金已拨付 9 万元，支出进度 90%: what was handed out was spent, where the rate behind says so."""
    if not state.of_projects:
        return False
    verb = state.segment.by_role.get("measure")
    handed_out = verb is not None and verb.stage == "received" and verb.wording.endswith("拨付")
    return handed_out and _RATE_FOLLOWS.match(state.text, figure.end) is not None


def is_planned(state: State) -> bool:
    """公务接待费。2023年安排 38 万元: in a budget the verb alone tells the plan of what the paragraph opened with."""
    if not state.is_budget or not says(state, "安排") or state.frame.subject in (None, TOTAL):
        return False
    return next(state.here(), None) is None


def _is_spent(state: State) -> bool:
    """项目支出年初预算 38 万元，全年项目支出 126 万元: that of the whole year is spending, not the budget before."""
    if state.frame.measure != "budget" or "measure" in state.segment.by_role or state.scope:
        return False
    named = state.segment.by_role.get("subject")
    return named is not None and named.wording.endswith("支出") and says(state, "全年", "实际", "累计")


def is_given(state: State, figure: Figure) -> bool:
    """公路养护项目，下达资金 30 万元: in a report on projects the verb alone tells what one was given."""
    if not state.of_projects or "measure" in state.segment.by_role:
        return False
    if _has_arrived(state, figure) or is_all(state, figure) or _is_used_up(state, figure):
        return True
    subject = state.frame.subject
    if (subject is None or subject.classification != "project") and not says(state, *state.own):
        return False
    of_own = any(c.wording in state.own and c.wording.endswith(("资金", "经费")) for c in state.segment.concepts)
    return (
        (of_own and (not state.frame.measure or _SPENT_LATER.match(state.text, figure.end) is not None))
        or says(state, *_CAME)
        or (state.frame.measure in ("", "spending") and says(state, *_GIVEN))  # whatever the section speaks of
    )


def _has_arrived(state: State, figure: Figure) -> bool:
    """1041 万元资金已全部拨付到位: an amount that a clause begins with, or 资金 alone, and what became of it."""
    if state.segment.has(SPOKEN) or state.segment.rest or state.obscured:
        return False
    return _ARRIVED.match(state.text, figure.end) is not None


def _is_used_up(state: State, figure: Figure) -> bool:
    """项目资金按计划执行，11.2 万元已全部支付: an amount that a clause begins with, of a report's one project."""
    if not state.of_projects or state.segment.has(SPOKEN) or state.segment.rest or state.obscured or state.scope:
        return False
    return len(state.own) > 0 and _USED_UP.match(state.text, figure.end) is not None


def _given(state: State, figure: Figure) -> str:
    """A project's money that no word calls a budget or spending: received, where it came, else what it was given."""
    before = state.found.amounts[-1] if state.found.amounts else None
    if before and before.mark.block == state.block and state.text.startswith("、", state.segment.start):
        return before.frame.stage  # 收到中央资金 5 万元、县级资金 3 万元
    if state.gifts and state.frame.fund in GIVERS and not says(state, *_CAME):
        return state.gifts[-1].frame.stage  # 收到中央下达资金 5 万元，省级下达 3 万元
    return "received" if says(state, *_CAME) or _ARRIVED.match(state.text, figure.end) else "approved"


def says(state: State, *words: str) -> bool:
    return any(concept.wording in words for concept in state.segment.concepts)
