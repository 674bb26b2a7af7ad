"""Items of a list that no wording covers: 其中用于路灯维护 5 万元, 项目支出…，其中堤坝加固 6 万元."""

from __future__ import annotations

import re

from ingest.extract.found import TOTAL, Mark, Subject, replace
from ingest.extract.projects.words import fund, is_general, levels
from ingest.extract.prose.state import NAMED, State
from ingest.figures import Figure

_LEAD = re.compile(r"^(?:[①-⑳]|支付|用于|主要[为是]?|安排|列支|开支|发放|其中|已|[、，。；:,;() ])+")
TAIL = re.compile(r"(?:支出|支付|拨付|共计|合计|为|共|约|[:、])+$")
_YEAR = re.compile("^20[0-9]{2}年度?")
#: What an item is named, and what tells that its words say more than a name.
_NAME = re.compile(r"[\u4e00-\u9fff“”()、]{2,30}")
_NO_NAME = re.compile(
    "资金|财政|预算|下达|到位|拨付|执行|投资|完成|达到|截[至止]|增|减|结[余转]|剩余|收入|占|[年月]|季度|合计|共"
    "|^其(?:他|它|余)(?:项目)?$"
)
#: What is left of a list.
_THE_REST = re.compile("其(?:他|它|余)(?:项目)?")
#: Who got a part of the money is no project.
_RECIPIENT = re.compile("(?:局|委|办|室|中心|院|所|站|馆|校|政府|小学|中学|幼儿园|公司|街道|办事处|社区|[乡镇村队户])$")
#: What makes one amount of several items.
_SUMMED = re.compile("(?:共计?|[合总]计)(?:支出|安排|执行|预算)?[为是]?$")
#: 其中超过 50 万元的项目 4 个.
_COMPARES = re.compile("(?:超过?|高于|低于|不足|不少于|不超过|达到?|近|约)$")
_EACH = re.compile("[均都][为是]?$")
_ENDS_ITEM = ("，", "、", "；", "。", ";", ")")
#: What is built, run or done; what money was spent on has other names.
_BY_NAME = ("项目", "工程", "专项", "经费")


def name_of(state: State, end: int) -> str:
    """The words between the last clause mark or figure and `end` without the verbs around them."""
    return TAIL.sub("", _YEAR.sub("", _LEAD.sub("", state.phrase(end))))


def name_item(state: State, end: int) -> bool:
    """In a list of uses, take the words before a figure as the item's name; False where they name none."""
    name = name_of(state, end)
    if not name or state.phrase(end).lstrip("、，").startswith(("已", "为")):
        return False
    parent = state.scopes[-1].parent.subject or TOTAL
    state.item = Subject("supplementary" if parent.classification == "supplementary" else "use", "", name)
    return True


def is_project(state: State, end: int) -> bool:
    """In a list of 项目支出, words that no row covers name a project."""
    parent = state.scope.parent if state.scope else None
    if not state.segment.rest or state.obscured or parent is None:
        return False
    name = name_of(state, end)
    if parent.subject is None or parent.subject.code != "project" or _THE_REST.fullmatch(name) or _COMPARES.match(name):
        return False
    if not 2 <= len(name) <= 30 or name.startswith("的") or (name.endswith("项目") and is_general(name)):
        return False
    state.frame = replace(parent, subject=Subject("project", "", name))
    return True


def is_item(state: State, mark: Mark, figure: Figure) -> bool:
    """In a report on projects, or a list of what one took, words alone name an item of the amount that was just told.

    下达资金 9 万元，其中：水库维修养护 6 万元，水价改革 3 万元 are projects; of money that was spent they are uses
    unless they end like a project. The items must follow the amount, and be no more than it together.
    """
    scope = state.scope
    if scope is None or scope.kind != "parts" or state.obscured or not state.segment.rest:
        return False
    parent, about = scope.parent, scope.parent.subject or TOTAL
    if not state.of_projects and about.classification != "project":
        return False
    if parent.measure not in ("budget", "spending") or about.classification not in ("total", "project"):
        return False
    if not state.text.startswith(_ENDS_ITEM, figure.end) and figure.end < len(state.text.rstrip()):
        return False
    return takes_name(state, mark, figure, name_of(state, figure.start))


def takes_name(state: State, mark: Mark, figure: Figure, name: str) -> bool:
    """Whether words name an item of the open list, which an amount is then of."""
    parent = state.scopes[-1].parent
    is_name = _NAME.fullmatch(name) and not _NO_NAME.search(name) and name not in levels() and not is_general(name)
    if not is_name or fund().fullmatch(name) or _RECIPIENT.search(name) or name.count("(") != name.count(")"):
        return False
    if not _fits(state, mark, figure):
        return False
    is_use = parent.measure == "spending" and not name.endswith(_BY_NAME)
    state.frame = replace(parent, subject=Subject("use" if is_use else "project", "", name))
    state.fresh = False
    return True


def _fits(state: State, mark: Mark, figure: Figure) -> bool:
    """Whether all money since the amount that the list breaks down is its items, and no more than it."""
    scope = state.scope
    before = [*state.here()]
    whole = next((a for a in before if scope and a.frame.key == scope.parent.key), None)
    if whole is None or figure.value is None:
        return False
    stop = state.text.rfind("。", 0, state.segment.start)  # 支出 9 万元，结余 1 万元。支出明细为:…
    since = [index for index in range(whole.mark.index + 1, mark.index) if state.figures[index].start > stop]
    items = {a.mark.index: a.value * a.factor for a in before if a.parent is not None}
    # what each giver gave of the whole, told before what it is for
    given = {a.mark.index for a in before if a.frame.fund and replace(a.frame, fund=whole.frame.fund) == whole.frame}
    money = [index for index in since if state.figures[index].kind == "money" and index not in given]
    told = [items.get(index) for index in money]
    rest = whole.value * whole.factor - sum(value for value in told if value is not None)
    return None not in told and figure.value * figure.factor <= rest


def is_of_several(state: State, figure: Figure) -> bool:
    """公务接待费和公务用车运行维护费共计 5 万元: the sum of two items is neither's."""
    words = state.phrase(figure.start)
    if state.parallel or not figure.value or _EACH.search(words):
        return False
    named = [concept for concept in state.segment.concepts if concept.role in NAMED]
    if len({(c.classification, c.code) for c in named}) < 2 or len({c.classification for c in named}) > 1:
        return False
    joined = (f"{named[-2].wording}{mark}{named[-1].wording}" for mark in "和及与")
    return _SUMMED.search(words) is not None or any(both in words for both in joined)


def each_named(state: State, figure: Figure) -> list[Subject]:
    """出国费、购置费均为 0 元, 共 0 元: the items before the last, which the same amount is said of."""
    words = state.phrase(figure.start)
    if not (_EACH.search(words) or (not figure.value and _SUMMED.search(words))):
        return []
    named = sum(concept.role in NAMED for concept in state.segment.concepts)
    subjects = [frame.subject for frame in state.named[-named:] if frame.subject]
    alike = len(subjects) == named and len({subject.classification for subject in subjects}) == 1
    return subjects[:-1] if alike else []
