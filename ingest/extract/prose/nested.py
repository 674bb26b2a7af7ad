"""Lists within lists: where a semicolon ends the inner one, and the parts of a class that itself was not read."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice

from ingest.extract.found import TOTAL, Subject
from ingest.extract.prose.state import State
from ingest.lexicon.lexicon import concepts

#: What the next item can only be a part of; 公务用车购置及运行费 is the whole of its two.
_ONLY_OF = {
    "vehicles": re.compile("(?:公务)?(?:用车|公车|车辆)(?:购置|运行|运维|维护)(?!费?用?[及和与、])"),
    "basic": re.compile("(?:日常)?公用(?:经费|支出)|人员(?:经费|支出)"),
    "function": re.compile("(?:日常)?公用(?:经费|支出)|人员(?:经费|支出)|(?:基本|项目)支出"),
}
_NAME = re.compile("[一-龥、]{2,24}")
#: The words of a clause before its money.
_CLASS = re.compile("([^，。；:、]{2,20}?)(?:[预决]算数?)?[为是共计]{0,2}$")

_BODY = "(?:[局委办会]机关|本级|[站场园队院馆校社]|(?<!场)所|中心|公司)"
#: A unit's name before the money it has: 种子站2023年预算总收入, 执法大队支出, 园艺场“三公”经费支出.
_UNIT = re.compile(
    rf"{_BODY}(?:20\d\d年度?)?(?:部门|单位|本年|全年|年初|[预决]算|财政拨款|一般公共|基本|项目|[“”]?三公[“”]?|机关运行|政府采购)*"
    "(?:总?(?:收入|支出|收支)|经费)+(?:[预决]算)?(?:总?[计额数]|合计)?[为共计是]*$"
    "|事业运行经费(?:总?[预决]算|支出)?(?:安排)?[为共计是]*$"  # of the institutions below an office
)
_TITLE = re.compile(rf"[一-龥()]{{0,18}}?{_BODY}(?=[。:])")
#: What the next item of a list within a sentence begins with.
_NUMBERS = "一二三四五六七八九十"
_NEXT = re.compile(f"([{_NUMBERS[1:]}])是")
#: How many amounts of a sentence are looked back at.
_FEW = 8
#: How much of the text before an amount tells whose it is.
_NEAR = 60


def is_within_unit(state: State) -> bool:
    """Whether the paragraph, the sentence or the open list is of the money of one unit."""
    return bool(state.unit) or (state.scope is not None and state.scope.is_of_unit)


def is_of_titled_unit(state: State, begin: int) -> bool:
    """2.种子站。收入 9 万元，支出 9 万元: a paragraph about one unit, whose name is not the department's."""
    title = _TITLE.match(state.text, begin)
    return title is not None and not any(stand_in(title[0], name) for name in state.known)


def stand_in(words: str, name: str) -> bool:
    """Whether all characters of some words stand in a name, in that order: 县直工委, 某县县直属机关工作委员会."""
    place = -1
    for character in words:
        place = name.find(character, place + 1)
        if place < 0:
            return False
    return True


def names_unit(state: State, place: int) -> bool:
    """Whether the words right before `place` are a unit's name and what kind of money of it follows."""
    start = max(state.sentence(place), state.segment.start, place - _NEAR)
    return _UNIT.search(state.text, start, place) is not None


def is_of_unit(state: State) -> bool:
    """2、种子站预算总收入 9 万元，其中：其他收入 5 万元: money of a unit whose name was not understood."""
    end = state.segment.start
    start = state.sentence(end - 1)
    told = [*islice(state.money_between(start, end), _FEW)]
    if not told or any(one is None or one.disposition != "unmapped" for one in told):
        return False
    since = islice(state.figures, bisect_left(state.figures, start, key=lambda figure: figure.start), None)
    first = next(figure.start for figure in since if figure.kind == "money")
    return _UNIT.search(state.text, max(start, first - _NEAR), first) is not None


def class_unread(state: State) -> Subject | None:
    """小学教育支出 9 万元，其中：人员经费 4 万元: an item of a class that was not read still has parts of its own."""
    end = state.segment.start
    told = next(state.money_between(state.sentence(end - 1), end), None)
    if told is None or told.disposition != "unmapped":
        return None
    name = _CLASS.search(told.label)
    known = concepts().get(name[1], ()) if name else ()
    item = next((one for one in known if one.role == "function"), None)
    return Subject("function", item.code, item.name or item.wording) if item else None


def end_item(state: State, place: int) -> None:
    """一是甲项目 9 万元，其中中央资金 5 万元；二是乙项目…: where the next item begins, the parts of the one end."""
    number = _NEXT.match(state.text, place)
    if number is None or state.brackets or not state.scopes:
        return
    begin = state.text.rfind(f"{_NUMBERS[_NUMBERS.index(number[1]) - 1]}是", 0, place)
    amounts = islice(state.here(), _FEW) if begin >= 0 else ()
    told = [amount.frame for amount in amounts if state.figures[amount.mark.index].start > begin]
    while state.scopes and state.scopes[-1].parent in told:
        state.frame = state.scopes.pop().parent
        state.enumerated, state.listed = False, 0


def ends_inner(state: State, place: int) -> bool:
    """Whether the semicolon before `place` ends a list that breaks an item of another open list down.

    公务用车购置及运行费 9 万元，其中：购置费 4 万元；公务用车运行费 5 万元: not where one more of its parts follows.
    """
    if len(state.scopes) < 2 or state.scopes[-1].depth != state.scopes[-2].depth:
        return False
    inner = state.scopes[-1]
    about = inner.parent.subject or TOTAL
    is_given = state.listed > 0 or (about.classification == "function" and bool(inner.items))
    return is_given and not goes_on(about, state.text, place)


def goes_on(whole: Subject, text: str, place: int) -> bool:
    """Whether what is named at `place` can only be one more part of `whole`: 教育支出，其中：小学教育…；初中教育…."""
    of_class = whole.classification == "function"
    more = _ONLY_OF.get("function" if of_class else whole.code)
    if more and more.match(text, place):
        return True
    name = _NAME.match(text, place)
    known = concepts().get(name[0], ()) if name else ()
    if whole.code == "basic":
        return any(one.role == "economic" for one in known)  # 基本支出，其中：工资福利支出…；商品和服务支出…
    if not (of_class and whole.code):
        return False
    items = [one.code for one in known if one.role == "function"]
    of_any = len(whole.code) == 3 and "" in items  # 行政运行: every class has one
    return of_any or any(code.startswith(whole.code) and code != whole.code for code in items)
