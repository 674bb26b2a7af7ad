"""What was reached of an indicator whose target is not printed: 免费开放 340 天，指标完成率100%; 验收合格率98%.

The first tells its completion. The second is a bare rate, which below 质量指标 in a section on results can be nothing
else; where the report counts its 三级指标 such a rate is left alone, because it would be one more of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.extract.indicators.told import NO_TARGET, Piece
from ingest.figures import Figure

_NAME = re.compile(r"(?:^|(?<=[，,；;。:、.)]))(?P<name>[^\d，,；;。:、.()]{3,30}?)(?:已?达到?|实现|完成|为|是|共)?$")
_RATE = re.compile(
    r"[，,、 ]*(?:项目|全年|确保|保证|其中|且|并)*(?P<name>[\u4e00-\u9fff]{3,20}率)"
    r"(?:已|均|全部|实际)?(?:达到?|为|是)?(?P<value>\d[\d.]*\s?%)(?=[，,、；;。]|$)"
)
_RESULTS = re.compile("完成|实现|达成|分析|结果|成效|绩效情况")
_GOALS = re.compile("目标设[定置]|申报|预期|应|计划|不低于|以上")
#: Rates of money, and of what was done of everything.
_NOT_ITS_OWN = re.compile(
    "(?:资金|预算|经费)(?:到位|使用|支付|支出|执行|拨付|下达|落实|完成)|^(?:支付|支出|拨付|执行)|(?:目标|指标|任务|项目|整体|总体)完成率$|控制率$|变动率$|得分率$|回收率$"
)
#: Levels whose bare rates are indicators.
_LEVELS = ("质量指标", "时效指标")


def with_completion(text: str, pieces: Sequence[Piece], figures: Sequence[Figure]) -> list[Piece]:
    """Name, actual value and completion where the words before a completion end in one number; else nothing.

    >>> from ingest.figures import find_figures
    >>> text = "年度开放天数340天，指标完成率97%"
    >>> found = with_completion(text, [("name", 0, 11), ("completion", 16, 19)], find_figures(text))
    >>> [text[start:end] for _, start, end in found]
    ['年度开放天数', '340天', '97%']
    """
    if [part for part, _, _ in pieces[:2]] != ["name", "completion"]:
        return []
    _, start, end = pieces[0]
    own = [f for f in figures if start <= f.start < end and f.kind not in ("date", "ordinal", "code")]
    if len(own) != 1 or own[0].kind == "money" or text[own[0].end : end].strip("，, "):
        return []
    words = _NAME.search(text[start : own[0].start])
    if words is None or NO_TARGET.search(words["name"]):
        return []
    name = start + words.start("name"), start + words.end("name")
    return [("name", *name), ("actual", own[0].start, own[0].end), *pieces[1:]]


def rates(text: str, start: int, end: int, level: str) -> list[list[Piece]]:
    """Name and value of each rate that a statement below a level begins with: 验收合格率98%，发放及时率为100%."""
    if level not in _LEVELS or _GOALS.search(text, start, end):
        return []
    found: list[list[Piece]] = []
    while (match := _RATE.match(text, start, end)) and not _NOT_ITS_OWN.search(match["name"]):
        found.append([("name", *match.span("name")), ("actual", *match.span("value"))])
        start = match.end()
    return found


def is_of_results(path: Sequence[str]) -> bool:
    """Whether a section tells what was reached, by its title and those above."""
    titles = " ".join(path)
    return _RESULTS.search(titles) is not None and "目标设" not in titles
