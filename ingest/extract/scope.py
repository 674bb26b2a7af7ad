"""What a section speaks of, by its title: 三、支出决算情况说明 → spending; “三公”经费财政拨款支出 → 三公, fiscal."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import cache

from ingest.extract.found import FISCAL_FUNDS, Frame, Subject, replace
from ingest.extract.tokens import tokenise
from ingest.lexicon.lexicon import Concept
from ingest.outline import Outline, Section

#: Wordings that name a process in titles, not an amount (预算执行情况, 预算绩效管理情况).
_PROCESS = frozenset((
    "预算", "预算执行", "执行", "预算安排", "预算支出", "决算", "使用", "收支",
    "收、支", "收支总体", "收入支出总体", "收、支总体", "收入、支出总体",
    "资金执行", "资金使用", "资金支出", "资金支付",
))  # fmt: skip
#: In titles these say whose money is meant in general, not that the figures below are of one fund only.
_SOURCE_OF_MONEY = frozenset(("财政资金", "财政性资金", "本级财政资金", "县级财政资金", "县级资金", "上级资金"))
_BESIDE_BUDGETS = re.compile(r"(?:事业|经营|其他|上级补助|附属单位上缴)收入[为是共计合:]{0,3}[1-9]")
#: 项目支出绩效自评表 is a form about a project, its money is not the department's 项目支出.
_FORM = re.compile("自评|评价|目标申报|绩效目标表|监控表")


#: 关于财政拨款“三公”经费2015年决算的情况说明: whose money all 三公 of the page is.
_FUND_OF_THREE_PUBLIC = re.compile("(一般公共预算|财政拨款)(?:财政拨款)?(?:开支|安排)?的?“?三公”?经费")
_OPENING_LINES, _SHORT = 6, 60


def fund_of_page(outline: Outline) -> str:
    """The fund of 三公 that the title of a page names, or the line that leads up to its figures; empty for none."""
    for block in outline.blocks[:_OPENING_LINES]:
        text = block.text.text
        is_leading = len(text) < _SHORT or text.endswith(":")
        if block.kind != "row" and is_leading and "元" not in text and (named := _FUND_OF_THREE_PUBLIC.search(text)):
            return "fiscal" if named[1] == "财政拨款" else "general_public_budget"
    return ""


def subject_of(concept: Concept) -> Subject:
    return Subject(concept.classification, concept.code, concept.name)


def title_frame(title: str, above: Frame) -> Frame:
    """The frame a title gives to what stands below it; what it does not say comes from the section above.

    >>> title_frame("三、支出决算情况说明", Frame()).measure
    'spending'
    """
    frame = above
    measures = set()
    for token in tokenise(title, (), frozenset()):
        for concept in [c for c in token.concepts if not c.within][:1]:
            if concept.role == "measure" and title.startswith("绩效目标", token.end):
                continue  # 部门整体支出|绩效目标完成情况: what was achieved, not what was spent
            if concept.role == "measure" and concept.wording not in _PROCESS:
                of_income = concept.also and concept.wording.endswith("收入")  # 预算收入总表
                measures.add(("revenue", "") if of_income else (concept.measure, concept.stage))
                frame = replace(frame, fund=concept.fund or frame.fund)
            elif (
                concept.role in ("function", "economic")
                and token.text.endswith((")", concept.name))
                and "(" in token.text
            ):
                frame = replace(frame, subject=Subject(concept.role, concept.code, concept.name or concept.wording))
            elif concept.role == "source":
                measures.add(("revenue", ""))
                frame = replace(frame, fund=concept.code) if concept.code in FISCAL_FUNDS else frame
            elif concept.role == "subject" and not _FORM.search(title):
                frame = replace(frame, subject=subject_of(concept))
            elif concept.role == "fund" and concept.wording not in _SOURCE_OF_MONEY:
                frame = replace(frame, fund=concept.fund)
    if len(measures) == 1:
        measure, stage = measures.pop()
        if measure in ("spending", "revenue") or stage == "initial":
            frame = replace(frame, measure=measure, stage=stage)
    return frame


def of_more_than_budgets(outline: Outline) -> frozenset[int]:
    """Sections whose prose tells of income beside the public budgets, whatever fund their headings name."""
    parents = {section.number: section.parent for section in outline.sections}
    found: set[int] = set()
    for block in outline.blocks:
        if block.kind != "row" and _BESIDE_BUDGETS.search(block.text.text):
            number: int | None = block.section
            while number is not None and number not in found:
                found.add(number)
                number = parents[number]
    return frozenset(found)


def section_frames(
    sections: Sequence[Section], year: int | None, mixed: Collection[int] = ()
) -> Callable[[int], Frame]:
    """The frame of each section by its number, made when first asked for; the document's own year everywhere.

    The headings of `mixed` sections name no fund: they tell of others, too.
    """

    @cache
    def frame(number: int) -> Frame:
        section = sections[number]
        if section.rank < 2 or section.parent is None:
            return Frame(year=year)
        told = title_frame(section.title, frame(section.parent))
        return replace(told, fund="") if number in mixed else told

    return frame
