"""满意度 98% without a target: how satisfied people were, which evaluations tell in passing.

It is an indicator that has no target, so it has no operator either. A percentage that may be a target (以上, ≥, 目标, a
section on goals) is left alone; so is one where the report lists its indicators, because a lone one would not be of
the list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.extract.found import NOTHING, Findings, Indicator, Mark, Measured
from ingest.extract.indicators.statements import level_of
from ingest.figures import Figure
from ingest.outline import Outline

_GENRES = frozenset(("performance_evaluation", "project_evaluation"))
_TOLD = re.compile(
    r"(?<![^，。；:,;、.()“”%\d])(?P<name>(?:(?!满意度)[^\d，。；:,;、()“”%]){0,20}满意度)(?:调查)?(?:结果)?(?:已|均|实际)?(?:达到了?|达|为|是)?$"
)
_LEAD = re.compile(
    r"^(?:其中|经(?:调查|测评)|据?(?:抽样|问卷)?调查(?:结果)?(?:显示|表明)?|并且?|且|使|全年|年末|同时)+"
)
_AIM = re.compile("目标|指标值|预期|计划|应|不低于|不少于|力争|确保|年初")
_OPEN_ENDED = ("以上", "左右", "以内", "及以上")
#: The document lists its indicators, or says how many there are.
_LISTS = re.compile(r"三级指标|指标\d{1,2}[:：、.．]")
_OF_GOALS, _REACHED = re.compile("目标|申报"), re.compile("完成|实现|达成|分析")


def read_satisfaction(outline: Outline, figures: Sequence[Sequence[Figure]], found: Findings, genre: str) -> None:
    """Add an indicator for each percentage that tells how satisfied someone was and names no target."""
    telling = [b for b in outline.blocks if "满意度" in b.text.text and b.kind != "row"] if genre in _GENRES else []
    if not telling or any(_LISTS.search(block.text.text) for block in outline.blocks):
        return
    named = {indicator.name for indicator in found.indicators}
    for block in telling:
        text, path = block.text.text, " ".join(outline.sections[block.section].path)
        if _OF_GOALS.search(path) and not _REACHED.search(path):
            continue
        level = level_of(text.split("。")[0])
        level1 = level[1] if level and level[0] == 1 else ""
        for index, figure in enumerate(figures[block.number]):
            name = _name(text, figures[block.number], index)
            if not name or name in named or (block.number, index) in found.dispositions:
                continue
            named.add(name)
            mark = Mark(block.number, index)
            printed = text[figure.start : figure.end]
            actual = Measured(printed, figure.value, figure.unit or "%", figure.decimals, mark)
            found.indicators.append(
                Indicator(
                    block.number, f"正文第{block.number}段", 1, level1, "", name, "", NOTHING, actual, NOTHING,
                    NOTHING, NOTHING, "measured", "prose",
                )
            )  # fmt: skip
            found.take(mark, name)


def _name(text: str, figures: Sequence[Figure], index: int) -> str:
    """Who was satisfied with what, where a percentage tells that; else nothing."""
    figure = figures[index]
    if figure.kind != "percent" or text.startswith(_OPEN_ENDED, figure.end):
        return ""
    begin = max(text.rfind(mark, 0, figure.start) for mark in "。；;") + 1
    previous = figures[index - 1].end if index else 0
    if _AIM.search(text, begin, _end_of(text, figure.end)):
        return ""
    told = _TOLD.search(text, max(begin, previous), figure.start)
    return _LEAD.sub("", told["name"]) if told else ""


def _end_of(text: str, start: int) -> int:
    places = [place for mark in "。；;" if (place := text.find(mark, start)) >= 0]
    return min(places, default=len(text))
