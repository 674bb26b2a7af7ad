"""The project that a paragraph of a department's report is about: 公路养护项目绩效自评综述：全年预算数 …

Its money and its score are the project's, not the department's. Reports about one project are
`projects/own.py`'s affair.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ingest.extract.projects.words import endings
from ingest.extract.prose.state import NUMBERING

_NAME = r"(?P<name>[^\s，。；:,;“”\"《》]{2,40}?)"
_REVIEW = r"(?:支出)?(?:绩效)?(?:自评|评价)(?:综述|结果|情况|得分|工作|报告)"
_WHOLE = re.compile(rf"^本?(?:部门|单位|局)?整体{_REVIEW}:?")
#: Words that name no project but a kind of them, several of them, or the department.
_NOT_ONE = re.compile(
    r"部门|单位|整体|本级|局|[一二三]级|全部|所有|各|重点|主要|其他|以下|如下|预算|决算|年度|组织|开展|公开|根据|"
    r"等?[\d一二三四五六七八九十两]+个|等项目|及项目|^[本该县市]|^项目"
)


#: 1.高标准农田建设：自评得分 95 分: a label that a score follows names what was scored, unless it says what is told.
_SCORE = "(?:项目)?(?:支出)?(?:绩效)?(?:自评|评价|综合)(?:综合)?(?:得分|评分)"
_SCORED = re.compile(rf"[“\"《]?{_NAME}[”\"》]?:(?={_SCORE})")
_NO_LABEL = re.compile(rf"{_NOT_ONE.pattern}|绩效|自评|评价|结果|情况|得分|完成|结论|总体|综合")

#: No opening is longer; most paragraphs are not looked at further.
_LONGEST = 64


@cache
def _opens() -> re.Pattern[str]:
    return re.compile(
        rf"^[“\"《]?{_NAME}(?P<kind>(?<!个)(?:{endings()}))?[”\"》]?(?P<after>项目)?(?P<review>{_REVIEW}:?)"
    )


class Opening(NamedTuple):
    """A project's name, empty where the department as a whole is meant, and where the words about it begin."""

    project: str
    end: int


def opening(text: str) -> Opening | None:
    """Return what a paragraph that opens as a review is about, None where it opens otherwise.

    >>> opening("1.“公路养护”项目绩效自评综述:全年预算数 120 万元")
    Opening(project='公路养护项目', end=17)
    >>> opening("部门整体绩效自评综述:全年预算数").project, opening("2个项目绩效自评综述:")
    ('', None)
    """
    if "评" not in text[:_LONGEST]:
        return None
    numbering = NUMBERING.match(text)
    start = numbering.end() if numbering else 0
    start += len("其中") * text.startswith("其中", start)  # 其中“公路养护”项目自评得分 95 分
    if whole := _WHOLE.match(text[start:]):
        return Opening("", start + whole.end() if "得分" not in whole.group() else start)
    if numbering and (scored := _SCORED.match(text, start)) and not _NO_LABEL.search(scored["name"]):
        return Opening(scored["name"], scored.end())
    found = _opens().match(text[start:])
    if found is None or not (found["kind"] or found["after"]) or _NOT_ONE.search(found["name"]):
        return None
    # 自评得分 names the figure behind it.
    end = found.start("review") if "得分" in found["review"] else found.end()
    return Opening(found["name"] + (found["kind"] or found["after"]), start + end)
