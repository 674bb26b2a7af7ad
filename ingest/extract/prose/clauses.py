"""Concepts: how words of the lexicon move the reading state along."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ingest.extract.found import TOTAL, Frame, replace
from ingest.extract.projects.own import ITSELF, own_name
from ingest.extract.prose.compared import compare
from ingest.extract.prose.entering import enter
from ingest.extract.prose.framing import fill
from ingest.extract.prose.list_ends import close_list
from ingest.extract.prose.lists import number_item, open_list
from ingest.extract.prose.marks import end_sentence
from ingest.extract.prose.parallel import hand_out
from ingest.extract.prose.rated import begin_rate, is_completed
from ingest.extract.prose.state import SPOKEN, State
from ingest.extract.prose.unchanged import read_unchanged
from ingest.extract.prose.uses import lists_projects
from ingest.lexicon.lexicon import Concept

_BECAME = re.compile("(?:目前|实际|累计|全部|共|已)*(?:拨付|到位|支出|支付|使用|执行)")


def _is_of_item(state: State) -> bool:
    """项目支出年初预算 9 万元，年中追加 2 万元: what was added to one item; the contract knows what all was given."""
    about = (state.lead or state.base.subject) if state.fresh else state.frame.subject
    if about is None or about.classification == "project":
        return about is not None
    if about == (state.base.subject if state.topic is None else None):
        return False
    return state.scope is None and about.classification == "expenditure_type"


def read_concept(state: State, concept: Concept) -> None:
    """Let a concept change frame, lists or comparison, and note it in the clause."""
    segment, role = state.segment, concept.role
    if role == "filler":
        _read_filler(state, concept)
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
    if role == "measure" and concept.measure == "budget" and is_completed(state, concept):
        concept = replace(concept, role="rate", rate="execution")
    elif read := _READ.get(role):
        read(state, concept)
    if state.is_partial and ("同期" in concept.wording or concept.wording == "同比"):
        state.compare = "same_period"  # what half of last year took is not what the year took
    segment.add(concept)


def _read_own(state: State, concept: Concept) -> None:
    """The report's one project is named: what follows is of all that it is on, not of the item before."""
    scope = state.scope
    if scope is None and state.fresh and concept.wording not in ITSELF:
        # 其中敬老院补助 5 万元。支付公益金 7 万元
        state.frame = replace(state.frame, subject=state.lead or state.base.subject)
        return
    is_behind_items = scope is not None and bool(scope.items) and not state.brackets
    if is_behind_items and not state.segment.has(SPOKEN) and _BECAME.match(state.text, state.end(concept)):
        state.frame = state.scopes.pop().parent  # 其中管理费 3 万元，项目资金已拨付 270 万元


def _read_filler(state: State, concept: Concept) -> None:
    if concept.wording in state.own:
        _read_own(state, concept)
    state.after_etc = concept.wording == "等"
    last = state.segment.concepts[-1] if state.segment.concepts else None
    if concept.wording == "中" and last:
        of_whole = last.role == "measure" and last.subject == "total"
        if of_whole or last.classification == "expenditure_type":
            open_list(state, "parts")  # 项目支出中商品和服务支出 9 万元; 本年支出中:基本支出 9 万元
    state.segment.add(concept)


def _read_purpose(state: State, _: Concept) -> None:
    if lists_projects(state):
        open_list(state, "parts")
        return
    state.segment.aim, state.aimed = state.frame, state.frame.subject


def _read_whole(state: State, _: Concept) -> None:
    state.frame = replace(state.frame, subject=TOTAL, fund=state.base.fund)


def _read_split(state: State, _: Concept) -> None:
    """按资金来源分:一般公共预算 5 万元 behind budget and spending: of either."""
    planned = state.base if state.base.measure == "budget" else Frame()
    state.frame = replace(state.frame, subject=TOTAL, measure=planned.measure, stage=planned.stage)


def _read_number(state: State, _: Concept) -> None:
    number_item(state, state.segment.start)
    if not state.scopes:
        end_sentence(state)


def _read_last_year(state: State, _: Concept) -> None:
    if state.year:
        state.frame = replace(state.frame, year=state.year - 1)


#: What a concept of a role does, before the clause notes it.
_READ: Mapping[str, Callable[[State, Concept], None]] = {
    **dict.fromkeys(SPOKEN, enter),
    **dict.fromkeys(("parts", "uses"), lambda state, concept: open_list(state, concept.role, wording=concept.wording)),
    **dict.fromkeys(("prior", "against_budget"), compare),
    "rate": begin_rate,
    "purpose": _read_purpose,
    "whole": _read_whole,
    "split": _read_split,
    "parallel": lambda state, _: hand_out(state),
    "number": _read_number,
    "flat": read_unchanged,
    "last_year": _read_last_year,
}
