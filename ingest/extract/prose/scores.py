"""Scores of evaluations in prose: whether one is of the whole, of a part of it or of a project, and of which."""

from __future__ import annotations

import re

from ingest.extract.projects.own import ITSELF
from ingest.extract.prose.state import NUMBERING

#: 产出指标分值 50 分，得分 47 分: what a part of the whole can reach and has reached.
_PART = re.compile(
    r"(?:(?:(?<!总)分值|权重|其中)[^。；;]*[，,;；:].{0,8}|率[^。；;]{0,12}%[，,]|其中(?:(?!项目)[^，。；;:]){1,12})(?:得分[为是]?|自评得)$|[(](?:满分|分值)?\d+分[，,](?:自评|实际)?(?:得分?)?[为是]?$"
    r"|[(](?:满分|分值)(?!100)\d+分[)][，,]?(?:自评|实际)?(?:得分?)?[为是]?$"
)
#: 产出指标完成情况 15 分，自评得分 14.2 分: behind fewer points than the whole can reach.
_BEHIND_WEIGHT = re.compile(
    r"(?<![\d.])[1-5]?\d(?:\.\d+)?分[)]?[，,]?(?:自评|实际|评价|综合)*(?:得分?|评分)(?:情况)?[为是:]?$"
)
_OF_PARTS = re.compile(
    "率|指标|平均|民调|民意|测评|问卷|复核|复评|分别|个项目|得分在$"
    "|(?:决策|过程|产出|效益|效果|投入|履职)(?:情况|方面|部分|类|维度)?(?:评价)?[得评]分"
)
#: 3.采购管理(自评 5 分): behind the title of one aspect, which names neither the whole nor an outcome.
_OF_ASPECT = re.compile(
    r"^(?:[(]?(?:[一二三四五六七八九十]+|\d{1,2})[)、.])+(?![^(]*(?:整体|总体|综合|结论|结果|等级|绩效|自评|评价))"
    r"[^，。；:()]{2,20}[(](?:自评|实际|评价)*(?:得分?|评分)?[为是:]?$"
)
_ALONE = re.compile(r"\d{2,3}(?:\.\d+)?分[。；]?")
_ANNOUNCED = re.compile("(?:自评|评价|综合|最终)(?:总|综合)?(?:得分|评分|分值)(?:情况)?$")
_WHOLE = ("总得分", "总分", "综合得分")
#: 总分为|100 分，自评得 96 分: what could be reached.
FULL_MARK = re.compile(
    r"[，,(]?(?:[我本](?:单位|部门|[局委办院校会站所馆镇乡]))?(?:自评|实际|最终|综合|评价)*得分?[为是:]?\d"
)
_BARE = ("得分", "评分")
_OF_ALL = re.compile("自评|评价|综合|最终|总|合计|共计|考核|绩效|项目|整体")
#: What stands around a project's name before its score: 我校…项目绩效自评.
_AROUND_PROJECT = re.compile(
    r"^(?:[我本该](?:单位|部门|中心|[局委办院校会站所馆镇乡县区市])?)|绩效.*$|自评.*$|综合$|得$"
)
#: 某县2023年|养路项目.
_WHERE_AND_WHEN = re.compile(r"^(?:[\u4e00-\u9fff]{1,7}?[县区市旗])?(?:20\d\d年度?)?")
#: What marks the score that the department gave a project beside the one that the project gave itself.
_REVIEWED = "（部门评价）"
_PROJECT = re.compile("项目|(?:经费|资金|工程|专项|补助|补贴)$")
_LABEL = re.compile(r"(?:其中:)?[“\"]?([^，。；:“”\"]{2,30}?)[”\"]?(项目|工程|专项|经费)[”\"]?(?=:|(?:年初|全年)?预算)")


def is_of_part(wording: str, phrase: str, sentence: str) -> bool:
    """Whether a score is one of a part of the whole, or what several got; `sentence` ends where the score begins.

    >>> is_of_part("得分", "得分", "预算编制符合要求，得分"), is_of_part("自评得分", "自评得分", "整体支出自评得分")
    (True, False)
    """
    if _OF_PARTS.search(phrase) or _BEHIND_WEIGHT.search(sentence):
        return True
    if _OF_ASPECT.match(sentence):
        return True
    if _PART.search(sentence) and wording not in _WHOLE:
        return True
    return wording in _BARE and not _OF_ALL.search(sentence)


def names_project(name: str) -> bool:
    """Whether the words before a score name what was scored, not the department's spending as a whole."""
    return _PROJECT.search(name) is not None and "整体" not in name


def scored(item: str, text: str, end: int, told: str, own: frozenset[str], section: str) -> str:
    """The project that a score at `end` is of, empty for the whole; `told` is the one that the paragraph is about.

    Below a title on what the department reviewed it is marked: the project gave itself another score.
    """
    item = _AROUND_PROJECT.sub("", item)
    item = "" if _WHERE_AND_WHEN.sub("", item) in own else item
    item = NUMBERING.sub("", (_labelled(text, end) or told) if not item or item in own | ITSELF else item)
    return item + _REVIEWED if item and "部门评价" in section else item


def _labelled(text: str, end: int) -> str:
    """The project whose name opens the part of a paragraph that a score stands in: 绿化项目：…；路灯项目：…得 9 分."""
    start = max(text.rfind(mark, 0, end) for mark in "。；;") + 1
    label = _LABEL.match(text, start, end)
    return label[1] + label[2] if label and "整体" not in label[1] else ""


def is_alone(text: str, title: str) -> bool:
    """Whether a paragraph is nothing but the score that its title announces: （一）自评得分 / 98.5分。

    >>> is_alone("98.5分。", "(一)自评得分"), is_alone("98.5分。", "(二)产出指标得分")
    (True, False)
    """
    return _ALONE.fullmatch(text.strip()) is not None and _ANNOUNCED.search(title) is not None
