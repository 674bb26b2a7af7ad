"""Projects that a budget describes one by one: 项目概述, 立项依据, 实施主体, …, 年度预算安排, 绩效目标.

The paragraphs bear no name but stand below that of the project; what 年度预算安排 states is that project's, and never
the department's. Where no name is told the amount is no fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from ingest.extract.found import CROSS, PROJECTS, TOTAL, Amount, Disposition, Findings, Mark, Subject, replace
from ingest.figures import Figure
from ingest.outline import Outline

#: What opens each part of a description; other words of the list only tell that a description goes on.
_PART = re.compile(
    r"(?:(?:^|(?<=[。；;:\s]))(?:[(]?[一二三四五六七八九十\d]{1,2}[)、.]\s?){0,2}|[(][一二三四五六七八九十\d]{1,2}[)])"
    r"(?P<part>项目(?:概述|概况|简介)|立项依据|实施主体|实施方案|实施周期|起止时间|(?:项目|实施)内容|年度预算安排|(?:项目)?绩效目标)"
    r"(?:情况|说明)?(?:[。:]|$)"
)
_OPENS, _BUDGET = re.compile("概述|概况|简介"), "年度预算安排"
_NUMBER = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,3}[、.]|[(]?[一二三四五六七八九十\d]{1,3}[)、.]|\d{1,2}(?=[“\"]))\s?"
)
_NAME = re.compile(
    r"(?:项目名称:)?(?:[“\"](?P<quoted>[^“”\"]{2,40})[”\"](?:项目)?"
    r"|(?!.*(?:情况|说明|预算|目标|安排|公开|绩效))(?P<plain>[^“”\"，。；:]{3,40}))"
)
#: What a section on projects is about, where no project is named.
_WHOLES = (TOTAL[:2], PROJECTS[:2])


class _Span(NamedTuple):
    """A stretch of a block, and the project that it is said of, empty where none is named."""

    block: int
    start: int
    end: int
    project: str
    text: str


def name_described(outline: Outline, figures: Sequence[Sequence[Figure]], found: Findings) -> None:
    """Give the prose's amounts of a described project their project, in place; those of an unnamed one are no facts."""
    spans: dict[int, list[_Span]] = {}
    for described in _described(outline):
        spans.setdefault(described.block, []).append(described)
    if not spans:
        return
    kept: list[Amount] = []
    for amount in found.amounts:
        mark = amount.mark
        span = _span_at(spans.get(mark.block, ()), figures, mark) if amount.origin == "prose" else None
        if span is None or not _is_of_all(amount.frame.subject or TOTAL, span):
            kept.append(amount)
        elif span.project:
            kept.append(replace(amount, frame=replace(amount.frame, subject=Subject("project", "", span.project))))
        else:
            found.dispositions[mark] = Disposition("context", CROSS)
    found.amounts[:] = kept


def _span_at(spans: Sequence[_Span], figures: Sequence[Sequence[Figure]], mark: Mark) -> _Span | None:
    """The stretch of a description that a figure stands in, None outside of any."""
    at = figures[mark.block][mark.index].start if spans else 0
    return next((span for span in reversed(spans) if span.start <= at < span.end), None)


def _is_of_all(subject: Subject, span: _Span) -> bool:
    """Whether an amount is of no part of the project: of the whole, or of what the paragraph opened with."""
    if subject.classification == "project":
        return not subject.code and subject.name.removesuffix("项目") not in span.text
    return subject[:2] in _WHOLES


def _described(outline: Outline) -> Iterator[_Span]:
    """What descriptions say behind 年度预算安排."""
    name, above, is_open, is_budget = "", "", False, False
    for block in outline.blocks:
        if block.kind == "row":
            is_open = is_budget = False
            continue
        text = block.text.text
        parts = list(_PART.finditer(text))
        if block.kind == "heading" and not parts:
            is_open = is_budget = False  # another section begins
        if is_budget:
            end = parts[0].start() if parts else len(text)
            yield _Span(block.number, 0, end, name, text[:end])
        for part, following in zip_longest(parts, parts[1:]):
            if _OPENS.search(part["part"]):
                before = text[: part.start()].rstrip("。 ").rpartition("。")[2]
                name, is_open = _name_of(before or above), True
            is_budget = is_open and part["part"] == _BUDGET
            if is_budget:
                end = following.start() if following else len(text)
                yield _Span(block.number, part.end(), end, name, text[part.end() : end])
        above = text if text.strip() else above


def _name_of(text: str) -> str:
    """1.“乡镇书屋”项目: the project that the words above its description name, empty where they name none."""
    bare = text.strip().rstrip("。:")
    while number := _NUMBER.match(bare):
        bare = bare[number.end() :]
    named = _NAME.fullmatch(bare)
    return named["quoted"] or named["plain"] if named else ""
