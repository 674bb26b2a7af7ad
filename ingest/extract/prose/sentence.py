"""The grammar of budget prose: one block's tokens in, amounts and rates out.

A state machine over tokens. Concepts fill a frame (measure, stage, subject, fund, year); a figure is bound only when
everything between the last punctuation or figure and itself was understood: what no lexicon row covers makes it
`unmapped`, with the unknown words as label, because a wrong fact is worse than a missing one. 其中, 包括 and brackets
open list scopes whose items inherit the frame of the amount they break down.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from ingest.extract.found import PROJECTS, Amount, Mark, Subject, replace
from ingest.extract.prose.choosing import choose
from ingest.extract.prose.clauses import read_concept
from ingest.extract.prose.listed import name_item
from ingest.extract.prose.lists import number_item
from ingest.extract.prose.marks import end_sentence, read_mark
from ingest.extract.prose.money import read_money
from ingest.extract.prose.nested import is_of_titled_unit, stand_in
from ingest.extract.prose.percent import read_percent
from ingest.extract.prose.state import NAMED, NUMBERING, Segment, State
from ingest.extract.tokens import Token
from ingest.figures import Figure

#: 行政运行 50 万元，住房公积金 10 万元: what only the functional classification names tells what its neighbours are of.
_OF_CLASSES = re.compile(r"(?:行政运行|一般行政管理事务|事业运行)(?:支出)?\d")
_OF_PROJECTS = re.compile(r"项目共?[有计]?$")
#: A kind of projects, not all that were carried out: 续建项目2个, but 共实施县级项目4个.
_KIND = re.compile(
    r"^[^共]*?((?:[本上省市县区旗]级|中央|专项|转移支付|公共预算|基金|新增|新建|续建|结转|类)[^，。；:]{0,8}项目)共?[有计]?$"
)
#: 共监控项目5个, 我局6个项目: several of a department's projects.
_SEVERAL = re.compile(r"[\u4e00-\u9fff]{0,6}(?:项目|工程)(?:数量|总数|数)?[共合总]?[有计]?[为:]?$")
_SUMS_UP = re.compile("(?:子?项目|工程)[^，。；:\\d]{0,6}?(?:[共合总]计?|累计)")
_SEVERAL_NEXT = re.compile(r"[\u4e00-\u9fff]{0,6}?项目")
#: 2022年|决算数为 2 万元: what another year was, behind a comparison with it.
_THAT_YEAR_WAS = re.compile(r"度?[^，。；增减比较\d]{0,12}(?:决算|支出|收入|执行)数?(?:为|是)?[\d,.]+万?元")
#: 截至2023年1月初累计到位…: until when, not in which year's budget.
_CUTOFF = ("截至", "截止", "截至到", "截止到")
_HANDED_DOWN = re.compile("，?[^，。；]{0,40}?(?:下达|下拨|拨付|拨入|收到|到位)")
_EARLIEST = 10
#: Who issued a document, as its number says: 晋财农, 石政办发.
_ISSUER = re.compile(r"[\u4e00-\u9fff]{0,3}[财政发办][\u4e00-\u9fff]{0,4}")
#: 第一批下达|900 万元: how the money came, piece by piece.
_BATCH = re.compile("第[一二三四五六七八九十]批(?:资金|已|共)?(?:下达|拨付|到位|支付|安排)?(?:资金)?$")
_OF_PROJECTS_COUNTED = frozenset(("个", "项"))
#: Units of trips, guests and vehicles.
_COUNTED = frozenset(("个", "次", "批", "批次", "人", "人次", "辆", "台"))
_ENDS_TITLE = frozenset("，。；:")
_OPENS_ITEM = frozenset(("parts", "uses", "parallel", "number"))


def read_block(
    state: State, block: int, text: str, tokens: Sequence[Token], figures: Sequence[Figure], begin: int = 0
) -> None:
    """Bind the figures of one block from `begin` on; findings and dispositions are added to `state.found`."""
    state.block, state.text, state.figures, state.said = block, text, figures, set()
    state.functional = state.functional or "功能分类" in text or _OF_CLASSES.search(text) is not None
    numbering = NUMBERING.match(text)
    was_item, state.numbered = state.numbered, numbering is not None or (state.of_projects and _is_titled(tokens))
    told = state.last.frame.subject if state.last else None
    if was_item and not state.numbered and told and told == state.lead and told.classification == "project":
        state.lead, state.frame = None, replace(state.frame, subject=state.base.subject)  # no part of that item
    begin = max(begin, numbering.end() if numbering else 0)
    state.unit = "paragraph" if not state.of_projects and is_of_titled_unit(state, begin) else ""
    state.fresh = state.fresh or state.numbered
    if state.numbered:
        state.lead = None
    state.lead = state.topic or state.lead
    if state.listing and state.numbered and not state.scopes:
        state.scopes = [state.listing]  # 项目支出…，其中： 1.… 2.…
    listed = state.scope or state.trailing
    if not (state.scope and state.scope.depth == 0):
        end_sentence(state)
    elif not state.scope.items:
        state.fresh = True  # …，其中： / 行政运行（项）。年初预算…: the item heads its paragraph
    state.unnamed = state.numbered and _is_unnamed_project(state, tokens, begin)
    state.brackets, state.pair, state.gifts, state.reason = [], [], [], None
    state.segment = Segment(begin, state.frame)
    last_mark = ""
    for token in tokens:
        kind, start, end, words, concepts, _ = token
        if start < begin:
            continue
        if kind == "mark":
            read_mark(state, token)
            last_mark = words
        elif kind == "figure":
            _read_figure(state, token)
        elif concept := choose(state, concepts) if concepts else None:
            scope = state.scope
            read_concept(state, concept)
            if concept.role in _OPENS_ITEM or (concept.role == "filler" and state.scope not in (scope, None)):
                state.segment.start = end  # what an item is named begins here
        else:
            state.segment.rest.append(words)
            state.heads = False
            if state.reason is None and "原因" in words:
                state.reason = state.frame, state.fresh
    state.closed = None
    if not state.numbered:
        state.listing = None
    state.trailing = listed if last_mark != ":" else None
    if last_mark != ":":
        state.scopes = []
    elif state.scope and state.scope.parent.subject and state.scope.parent.subject.code == "project":
        state.listing = state.scope
    if last_mark == ":" and not state.base.fund and state.told:
        state.base = replace(state.base, fund=state.led or _fund_of_items(state, state.told))


def _fund_of_items(state: State, last: Amount) -> str:
    """具体如下: what stands below is of the last amount's fund; of the paragraph's, where a new sentence says so."""
    is_apart = "。" in state.text[state.figures[last.mark.index].end :]
    return state.head.fund if is_apart and state.head and state.head_block == state.block else last.frame.fund


def _is_titled(tokens: Sequence[Token]) -> bool:
    """高龄津贴。预算 480 万元…: a paragraph that opens with a project's name alone is an item of its own."""
    if len(tokens) < 2 or tokens[1].text not in ("。", ":", "("):
        return False
    return any(concept.classification == "project" for concept in tokens[0].concepts)


def _is_unnamed_project(state: State, tokens: Sequence[Token], begin: int) -> bool:
    """（二）G25国道恢复重建。预算 9 万元 below 项目支出情况: an item whose title is no name that is understood."""
    about = state.base.subject
    if about is None or about.code != "project":
        return False
    title = [*takewhile(lambda token: token.text not in _ENDS_TITLE, (t for t in tokens if t.start >= begin))]
    is_named = any(concept.role in NAMED for token in title for concept in token.concepts)
    stands_alone = title and state.text.startswith("。", title[-1].end)
    return bool(stands_alone) and not is_named and any(token.kind == "rest" for token in title)


def _read_figure(state: State, token: Token) -> None:
    """Hand a figure to its kind's reader; dates set the year, codes and numbering are left as they are."""
    figure = state.figures[token.figure]
    if figure.kind == "date":
        if _is_short_name("".join(state.segment.rest), state.known):
            state.segment.rest.clear()  # 县直工委2023年…: the department by a shorter name
        is_cutoff = figure.month is not None and state.text.endswith(_CUTOFF, 0, figure.start)
        is_told = not state.compare or state.segment.has(NAMED)  # 减少 1 万元，其中公务接待费2022年 2 万元
        if state.compare and figure.start == state.segment.start and _THAT_YEAR_WAS.match(state.text, figure.end):
            is_told, state.compare = True, ""  # 比2022年增加 1 万元，2022年决算数为 2 万元
        is_cutoff = is_cutoff or _is_early(state, figure)
        if figure.year and not is_cutoff and is_told and "measure" not in state.segment.by_role:
            state.frame = replace(state.frame, year=figure.year)
        return
    if figure.kind == "ordinal" and figure.start and state.scopes:
        number_item(state, figure.start)
        state.segment.start = state.segment.start if state.segment.concepts else figure.end
    if figure.kind == "code" and _ISSUER.fullmatch("".join(state.segment.rest)):
        state.segment.rest.clear()  # 根据晋财农〔2023〕5号文件下达资金…
    if figure.kind in ("code", "ordinal"):
        return
    state.heads = False
    mark = Mark(state.block, token.figure)
    if figure.kind == "other" and len(state.parallel) > 1:
        figure = _with_unit(state, token.figure)
    begins = figure.kind == "money" and (state.fresh or state.told is None)
    if begins and _is_short_name("".join(state.segment.rest), state.known):
        state.segment.rest.clear()  # 县商务委年初预算数…, 某县检察院收入预算总额…
    if figure.kind == "money":
        read_money(state, mark, figure)
        if state.found.dispositions[mark].disposition != "unmapped":
            state.said.add((figure.value, figure.unit))
        elif _BATCH.search(state.text, max(0, figure.start - 16), figure.start):
            told = state.found.dispositions[mark]
            state.found.dispositions[mark] = told._replace(disposition="context", reason="amount outside the contract")
    elif figure.kind == "percent":
        read_percent(state, mark, figure)
    elif state.scope and state.scope.kind == "uses" and figure.kind == "count":
        name_item(state, figure.start)
    elif figure.unit in _OF_PROJECTS_COUNTED and (kind := _kind_of_projects(state, figure)):
        state.frame = replace(state.frame, subject=Subject("project_kind", "", kind))
        if state.told is None and not state.segment.has(("measure",)):  # 实施项目 6 个，分别是:
            state.frame = replace(state.frame, measure=state.base.measure, stage=state.base.stage)
        state.fresh = False  # 上级转移支付项目 6 个，到位资金…: of those, not of all
    elif state.of_projects and not state.scope and _SUMS_UP.match(state.text, figure.end):
        state.lead, state.head_block = None, -1  # 两个项目共支出 9 万元
        state.frame = replace(state.frame, subject=state.base.subject)
    elif not _is_aside(state, figure) and (state.segment.rest or state.segment.has(("outside", "foreign"))):
        state.obscured = True
    pending, direction = state.segment.by_role.get("rate"), state.segment.last("up", "down")
    denominator = state.segment.denominator
    state.segment = Segment(token.end, state.frame)
    carries = figure.kind == "money" and pending and pending.stage  # 占年初预算 24 万元的 80.83%
    if pending and (carries or (figure.kind == "percent" and state.parallel)):  # 分别占 89.64%、10.36%
        state.segment.add(pending)
        state.segment.denominator = denominator
    if direction and (state.parallel or state.text.startswith("、", token.end)):
        state.segment.add(direction)  # 分别增加 A、B; 压减办公费 A、差旅费 B


def _kind_of_projects(state: State, figure: Figure) -> str:
    """What some projects are called that a figure counts, empty for none: what is told next is of them together.

    In a report on the whole of a department all its projects, too, are not the department: 共有项目 5 个，年初预算…
    """
    if state.of_projects and figure.unit == "个" and (kind := _KIND.search(state.phrase(figure.start))):
        return kind[1]
    if not state.of_department or state.scope or state.frame.subject == PROJECTS:
        return ""
    named = _SEVERAL.search(state.phrase(figure.start)) or _SEVERAL_NEXT.match(state.text, figure.end)
    return named[0] if named else ""


def _is_early(state: State, figure: Figure) -> bool:
    """2022年12月下达补助资金 9 万元 in a report on 2023: handed down before the year that it is of."""
    is_before = state.year is not None and figure.year == state.year - 1 and (figure.month or 0) >= _EARLIEST
    return is_before and state.of_projects and _HANDED_DOWN.match(state.text, figure.end) is not None


def _is_aside(state: State, figure: Figure) -> bool:
    """A score, a term of years, the number of projects that the money told next is of, or what a section on one 三公
    item counts: none of them names what money could be of."""
    if figure.unit in ("分", "年"):
        return True
    about = state.base.subject
    if about and about.classification == "three_public" and about.code != "total" and figure.unit in _COUNTED:
        return True
    return (state.of_projects and figure.unit == "个" and state.scope is None) and (
        state.text.startswith("项目", figure.end) or _OF_PROJECTS.search(state.phrase(figure.start)) is not None
    )


def _is_short_name(words: str, names: frozenset[str]) -> bool:
    """Whether all characters of some words stand in one of the names, in that order.

    >>> _is_short_name("县直工委", frozenset(("中共某县县直属机关工作委员会",)))
    True
    """
    return 2 < len(words) < 12 and any(stand_in(words, name) for name in names)


def _with_unit(state: State, index: int) -> Figure:
    """…分别为 100、50 万元: a figure without a unit has the unit of the next one in the row."""
    figure = state.figures[index]
    for later in state.figures[index + 1 :]:
        if later.kind == "money":
            return replace(figure, kind="money", unit=later.unit, factor=later.factor)
        if later.kind != "other":
            break
    return figure
