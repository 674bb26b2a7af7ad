"""Prose of a document, block by block: each section's run of paragraphs goes through one sentence Reader."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache

from ingest.extract.class_paths import function_paths
from ingest.extract.found import Findings, Frame, Mark, Subject, replace
from ingest.extract.projects.own import ITSELF
from ingest.extract.projects.words import is_name
from ingest.extract.prose.composed import composed
from ingest.extract.prose.giver_levels import giver_of
from ingest.extract.prose.giver_names import name_givers
from ingest.extract.prose.headed import headed
from ingest.extract.prose.invested import invested
from ingest.extract.prose.member_units import of_member_units
from ingest.extract.prose.own_spending import KIND, own_spending, tells_kinds
from ingest.extract.prose.project_names import name_projects
from ingest.extract.prose.reviewed import opening
from ingest.extract.prose.sentence import read_block
from ingest.extract.prose.state import NUMBERING, State
from ingest.extract.scope import fund_of_page
from ingest.extract.tokens import Token, tokenise
from ingest.figures import Figure
from ingest.lexicon.lexicon import concepts, pattern
from ingest.outline import Outline

#: A paragraph without figures is read only for what it may name: a class, or that a value is last year's.
_WITHOUT_FIGURES = re.compile(r"\([项款]\)|持平")
#: Where projects are named by words that mean something else in a report on the whole of a department.
_ON_PROJECTS = frozenset(("project_evaluation", "performance_monitoring"))
_ON_WHOLE = "performance_evaluation"
_ON_PERFORMANCE = _ON_PROJECTS | {_ON_WHOLE}
#: What tells in them that money was spent; elsewhere it tells what for.
_PAYS = frozenset(("发放",))
_FIRST_CLAUSE = re.compile(r"[^。，:]+")
_ENDS_SENTENCE = "；;。"
_LONGEST_NUMBERING = 6
#: What sums up the projects that the sections before were on.
_OF_ALL = re.compile(
    "(?:以上|上述|[两二三四五六七八九十]+[项个]|\\d+[项个]).{0,10}?(?:合计|共计|总计|共)|(?:总体|合计|总计)"
)
_YEAR_FOLLOWS = re.compile(r" ?20\d\d年")
_CLAUSE_MARK = re.compile("[，。；:,;]")
_OF_TITLES = ("ordinal", "date")
#: Kinds of figures that prose makes facts of, and what numbers a title or paragraph that is not read for it.
_BOUND, _NUMBERS_ALONE = frozenset(("money", "percent")), frozenset(("ordinal",))
_SENTENCE_END = re.compile(f"[{_ENDS_SENTENCE}]")
_OF_GIVERS = re.compile("补助|补贴|配套|资金|转移支付")
_OF_PROJECTS = re.compile("项目|专项")
#: What a document is called says nothing of the figures told beside it: 根据《关于下达2023年基本支出预算的通知》….
_TITLE = re.compile("《[^《》]{1,150}》")


def read_prose(
    outline: Outline,
    figures: Sequence[Sequence[Figure]],
    frames: Callable[[int], Frame],
    found: Findings,
    known: frozenset[str],
    genre: str,
    year: int | None,
    itself: frozenset[str] = frozenset(),
    heading: str = "",
) -> None:
    """Read every paragraph but the sentences that were read as indicators."""
    #: The state of the section, once a block of it was read, and the one that an open list of a section before is in.
    state: State | None = None
    carried: State | None = None
    funds: dict[str, str] = {"": fund} if (fund := fund_of_page(outline)) else {}
    topic: Subject | None = None
    about_one: Subject | None = None
    path: Sequence[str] = ()
    section, reviews = -1, False
    taken = {mark.block for mark in found.dispositions}
    is_of_project = known >= ITSELF
    is_own = bool(itself - ITSELF) and not tells_kinds(outline)
    known_or_itself = known | ITSELF
    #: A report on projects alone, not 整体, sums them up as its own whole.
    of_department = not is_of_project and (genre not in _ON_PROJECTS or "整体" in heading)
    telling = _telling(outline, figures)
    projects = headed(outline, known, is_on_whole=genre == _ON_WHOLE) if genre in _ON_PERFORMANCE else {}
    of_units = of_member_units(outline)
    for block in outline.blocks:
        if block.kind == "row":
            continue
        text = block.text.text
        learn_functions(text, found)
        if block.number in of_units:
            for index, figure in enumerate(figures[block.number]):
                if figure.kind in _BOUND:
                    found.leave(Mark(block.number, index), "amount of a member unit")
            continue
        if block.section != section:
            last, state, section, topic = state or carried, None, block.section, None
            carried = last if last and last.scopes and block.kind != "heading" else None
            path = outline.sections[section].path
            about_one = projects.get(section)
        if about_one and _OF_ALL.match(text):
            about_one = state = None  # （三）宣讲经费。… / 三项经费合计支出…
        about = None if is_of_project else opening(text)
        if about:
            topic = Subject("project", "", about.project) if about.project else None
        elif topic and state and state.last and state.last.frame.subject == topic:
            topic = state.lead = None  # its money was told in a paragraph before
        if about_one:
            found.projects[block.number] = about_one.name
        if topic:
            found.projects[block.number] = topic.name
        if section not in telling and carried is None:
            continue
        own = figures[block.number]
        # 2023年部门整体支出绩效自评报告 tells no measure; 2023年度部门决算 does
        numbering = _OF_TITLES if genre in _ON_PERFORMANCE and not _CLAUSE_MARK.search(text) else ("ordinal",)
        is_title = all(figure.kind in numbering for figure in own)
        if "\t" in text.strip() or (is_title and not _WITHOUT_FIGURES.search(text)):
            continue
        left = None
        if block.number in taken:
            told = [figure for index, figure in enumerate(own) if (block.number, index) in found.dispositions]
            left = _sentences_without(told, text) if told else None
        if left and not any(left(figure.start) for figure in own):
            continue
        if state is None:
            base = frames(section)
            if genre == "budget" and not base.measure:
                base = replace(base, measure="budget", stage="initial")
            if about_one:
                base = replace(base, subject=about_one)
            if genre in _ON_PROJECTS and not base.fund:
                givers = (giver_of(title) for title in reversed(path[1:]))
                base = replace(base, fund=next((giver for giver in givers if giver), ""))
            state = State(found, base, year, carried.frame if carried else base, known, itself, funds=funds)
            if carried:
                state.scopes, state.last = carried.scopes, carried.last
            titles = " ".join(path[-2:])
            state.functional, state.is_budget = "功能" in titles, genre == "budget"
            state.is_partial = genre == "performance_monitoring"
            state.of_department = of_department
            reviews = genre == _ON_WHOLE or "绩效" in titles
            state.of_projects = genre in _ON_PROJECTS or (genre == _ON_WHOLE and bool(_OF_PROJECTS.search(titles)))
        if state.of_projects and block.kind == "heading" and outline.sections[section].rank == 1:
            continue
        state.topic = topic
        is_of_one = topic or about_one or (state.of_projects and _opens_with_name(text))
        names = known_or_itself if is_of_one else known
        tokens = tokenise(text, own, names | _PAYS if state.of_projects else names)
        if is_own and KIND in text:
            tokens = own_spending(tokens, text)
        if begins := _behind_title(text, outline.sections[section].title):
            tokens = [token for token in tokens if token.start >= begins]
        if "《" in text:
            tokens = _without_titles(tokens, text)
        if left:
            tokens = [token for token in tokens if token.text in _ENDS_SENTENCE or left(token.start)]
        if state.of_projects and "投入" in text:
            tokens = invested(tokens, text)
        if (state.of_projects or reviews) and _OF_GIVERS.search(text):
            tokens = name_givers(tokens, text)
        if "由" in text:
            tokens = composed(tokens, text)
        if (state.of_projects or reviews) and any(figure.kind == "money" for figure in own):
            tokens = name_projects(tokens, own, text, with_funds=state.of_projects)
        read_block(state, block.number, text, tokens, own, about.end if about else 0)
        if state.lead and state.lead.classification == "project":
            found.projects.setdefault(block.number, state.lead.name)


def _telling(outline: Outline, figures: Sequence[Sequence[Figure]]) -> frozenset[int]:
    """The sections that anything could be bound in. A third of most prose stands in others, and need not be read.

    A section tells nothing where it holds no amount and no percentage, says of nothing that it stayed as it was,
    reviews no project, and opens no list that the next section could go on with.
    """
    telling: set[int] = set()
    for block in outline.blocks:
        if block.section not in telling and block.kind != "row" and _may_tell(block.text.text, figures[block.number]):
            telling.add(block.section)
    return frozenset(telling)


def _may_tell(text: str, figures: Sequence[Figure]) -> bool:
    kinds = {figure.kind for figure in figures}
    if not kinds.isdisjoint(_BOUND):
        return True
    if kinds - _NUMBERS_ALONE or _WITHOUT_FIGURES.search(text):
        is_list_open = ":" in text and not text.endswith(("。", "；"))
        if is_list_open or _unchanged().search(text):
            return True
    return opening(text) is not None


@cache
def _unchanged() -> re.Pattern[str]:
    """Any wording of 持平, which makes last year's amount of this year's."""
    flat = [wording for wording, several in concepts().items() if any(concept.role == "flat" for concept in several)]
    return pattern(flat)


def _behind_title(text: str, title: str) -> int:
    """Where a paragraph goes on behind its own title, which no mark ends: 二、收入决算情况说明 2023年度…; else 0."""
    at = text.find(title, 0, _LONGEST_NUMBERING + len(title)) if title else -1
    behind = at + len(title)
    return behind if at > 0 and _YEAR_FOLLOWS.match(text, behind) else 0


def _without_titles(tokens: list[Token], text: str) -> list[Token]:
    """The tokens but those inside the title of a document; its marks stay."""
    spans = [match.span() for match in _TITLE.finditer(text)]
    return [token for token in tokens if not any(start < token.start < end - 1 for start, end in spans)]


def _opens_with_name(text: str) -> bool:
    """Whether a numbered paragraph's first clause is a project's name: （一）公路养护项目。年初预算…"""
    numbering = NUMBERING.match(text)
    clause = _FIRST_CLAUSE.match(text, numbering.end()) if numbering else None
    return clause is not None and is_name(clause[0])


def _sentences_without(told: Sequence[Figure], text: str) -> Callable[[int], bool]:
    """Whether a place stands in a sentence, or a part that ends in a semicolon, with none of the figures `told`."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    taken = {bisect_right(ends, figure.start) for figure in told}
    return lambda place: bisect_right(ends, place) not in taken


def learn_functions(text: str, found: Findings) -> None:
    """Remember code–name pairs as printed; they name classes whose code is not printed elsewhere."""
    for _, _, pairs in function_paths(text):
        for code, name in pairs:
            if code.startswith("2"):
                found.functions.setdefault(code, name)
