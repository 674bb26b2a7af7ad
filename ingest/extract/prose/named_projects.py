"""Which project a clause speaks of, and of what measure its first amount is."""

from __future__ import annotations

import re
from itertools import islice, takewhile

from ingest.extract.found import TOTAL, Frame, Subject, replace
from ingest.extract.projects.own import ITSELF
from ingest.extract.prose.gifts import GIVERS
from ingest.extract.prose.state import NUMBERING, State

_PROJECTS = ("项目", "工程", "专项", "公益金", "债券")
#: How many amounts are looked back at.
_LATEST = 128
_NEAR = 8
_ABOVE = "superior_transfer"
#: A project and its money alone, behind a semicolon: 养老机构补助项目20万元；
_NEXT_GIVEN = re.compile(r"[^，。；:\d]{2,30}[\d.]+万?元[；。]")
_PAID_FOR = re.compile("(?<!经)费$")


def is_use(state: State, name: str, parent: Frame) -> bool:
    """Whether an item of what was spent is what it was spent on; of a report's one project nothing else can be."""
    of_one = parent.measure == "spending" and (parent.subject or TOTAL) == TOTAL and bool(state.own - ITSELF)
    of_project = parent.measure == "spending" and (parent.subject or TOTAL).classification == "project"
    if _PAID_FOR.search(name):
        return True
    return (of_one or of_project) and not name.endswith(_PROJECTS) and not _was_given(state, name)


def _was_given(state: State, name: str) -> bool:
    """下达资金 8 万元，其中敬老院补助 5 万元。…支付 7 万元，其中敬老院补助 4 万元: named as a project before."""
    told = (amount.frame for amount in islice(reversed(state.found.amounts), _LATEST))
    named = Subject("project", "", name), Subject("project", "", f"{name}项目")
    return any(frame.measure == "budget" and frame.subject in named for frame in told)


def is_of_lead(state: State) -> bool:
    """Whether the clause speaks of the one project that its paragraph or section is about."""
    about = state.frame.subject
    return about is not None and about.classification == "project" and about in (state.lead, state.base.subject)


def name_project(state: State) -> None:
    """A project named first in a sentence has no measure yet; one behind a semicolon has that of the one before.

    A 项目预算 5 万元，支出 4 万元；B 项目 3 万元: the first amount of each is of one measure. It is not of the giver
    that the clause before named, unless that clause, too, is a project's alone.
    """
    if not state.scope and "fund" not in state.segment.by_role:
        if _gives_on(state):
            state.frame = replace(state.frame, fund=_ABOVE)
        elif state.frame.fund in GIVERS:
            state.frame = replace(state.frame, fund=state.base.fund)
    if state.scope or "measure" in state.segment.by_role:
        return
    if state.fresh:
        if state.frame.measure == "spending" and state.text.startswith(":", state.segment.start - 1):
            return  # 支出明细:造林补贴 5 万元、…
        state.frame = replace(state.frame, measure=state.base.measure, stage=state.base.stage)
    elif state.last and state.text.startswith(("；", ";"), state.segment.start - 1):
        begin_again(state)


def _gives_on(state: State) -> bool:
    """省级下达甲项目 9 万元；乙项目 8 万元；…: who gave the one gave the other."""
    start = state.segment.start
    is_next = state.told is not None and state.figures[state.told.mark.index].end == start - 1
    if state.told is None or not is_next or not state.text.startswith(("；", ";"), start - 1):
        return False
    given, name_end = state.told.frame, state.figures[state.told.mark.index].start
    if (given.measure, given.fund) != ("budget", _ABOVE) or given.subject is None:
        return False
    is_named = given.subject.classification == "project" and state.text.endswith(given.subject.name, 0, name_end)
    return is_named and _NEXT_GIVEN.match(state.text, start) is not None


def begin_again(state: State) -> None:
    """县级预算 5 万元，支出 4 万元；上级资金 3 万元，…: an item is of what the one before it began with."""
    if _begins_unread(state):
        state.frame = replace(state.frame, measure="", stage="")
        return
    told = state.last.frame if state.last else state.frame
    for amount in takewhile(lambda a: (a.frame.subject, a.frame.fund) == (told.subject, told.fund), state.here()):
        state.frame = replace(state.frame, measure=amount.frame.measure, stage=amount.frame.stage)


def _begins_unread(state: State) -> bool:
    """中央资金 9 万元，支出 8 万元；|县级资金 3 万元: whether no word told what the item before began with."""
    end = state.segment.start - 1
    told = [*islice(state.money_between(state.part(end), end), _NEAR)]
    return len(told) > 1 and told[-1] is not None and told[-1].disposition == "unmapped"


def lead_of(state: State) -> str:
    """The words a list item opens with, which name the project it speaks of; empty where they name none."""
    words = re.split(r"[，。,;；:]", NUMBERING.sub("", state.text), maxsplit=1)[0]
    name = re.sub(r"绩效分析$|\(?20\d\d年?度?\)?$", "", words)
    return "" if re.search(r"追加|^本|^我|申请|\d[\d.,]*万?元", name) or not 2 <= len(name) <= 40 else name
