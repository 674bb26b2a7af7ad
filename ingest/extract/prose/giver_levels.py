"""Amounts of one level above the county where the document tells of several, in whatever paragraphs.

（一）中央下达 900 万元。…（二）省级下达 80 万元: both are money from above, and neither is all of it. So is 中央资金
500 万元 beside 上级资金 800 万元. What one paragraph tells of several is `fund_parts.py`'s affair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.extract.found import CROSS, Amount, Findings, Frame, Mark
from ingest.extract.projects.words import fund, fund_of, levels
from ingest.extract.prose.state import NUMBERING
from ingest.figures import Figure
from ingest.lexicon.lexicon import pattern
from ingest.outline import Outline

_ABOVE = "superior_transfer"
#: One level each, by a character that its names begin with or hold.
_ONE = (re.compile("中央|财政部"), re.compile("省|自治区|兵团"), re.compile("市|州|盟|地区"))
_OF_MONEY = re.compile("(?:使用|管理|安排|下达|到位|执行|支出|及|和)*情况(?:分析|说明)?")
_WHOLE = -1
#: How many figures are looked back at.
_NEAR = 16
_STOPS = "。；;"


@cache
def _named() -> re.Pattern[str]:
    words = pattern([word for word, fund in levels().items() if fund == _ABOVE]).pattern
    return re.compile(rf"(?:{words})(?:[、及和与](?:{words}))*")


def level_before(text: str, end: int) -> int | None:
    """The level named last in the sentence before a place: 0 中央, 1 省, 2 市, -1 several or 上级; None for none.

    >>> [level_before(text, len(text)) for text in ("省财政厅下达中央资金", "中央、省级资金", "上级资金", "资金")]
    [0, -1, -1, None]
    """
    start = max(text.rfind(stop, 0, end) for stop in _STOPS) + 1
    named = [*_named().finditer(text, start, end)]
    if not named:
        return None
    told = [level for level, words in enumerate(_ONE) if words.search(named[-1][0])]
    return told[0] if len(told) == 1 else _WHOLE


def giver_of(title: str) -> str:
    """The fund that a title names: （一）中央福彩公益金使用情况; empty for none.

    >>> giver_of("（一）省级福彩公益金使用情况"), giver_of("（一）省级资金管理办法")
    ('superior_transfer', '')
    """
    named = fund().match(NUMBERING.sub("", title))
    return fund_of(named["level"]) if named and _OF_MONEY.fullmatch(title, named.end()) else ""


def drop_levels(found: Findings, outline: Outline, figures: Sequence[Sequence[Figure]]) -> None:
    """Take back what is of one level only, and the rates of it."""
    told: dict[tuple[object, ...], list[tuple[int, Amount]]] = {}
    beside: list[Amount] = []
    for amount, level in _of_levels(found, outline, figures):
        if level > 0 and _is_behind_unread(amount, level, found, outline, figures):
            beside.append(amount)
        told.setdefault((amount.frame.measure, amount.frame.subject, amount.frame.year), []).append((level, amount))
    dropped = beside + [amount for given in told.values() for amount in _partial(given)]
    if not dropped:
        return
    marks = {amount.mark for amount in dropped}
    about = {(amount.mark.block, amount.frame.subject) for amount in dropped}
    rates = {r.mark for r in found.rates if _is_above(r.frame, r.origin) and (r.mark.block, r.frame.subject) in about}
    found.take_back(marks | rates, CROSS)


def _is_behind_unread(
    amount: Amount, level: int, found: Findings, outline: Outline, figures: Sequence[Sequence[Figure]]
) -> bool:
    """省财政分两批下达 900 万元，…；市级下达 5 万元: of one level, where a higher one's money was not understood."""
    number, index = amount.mark
    text, own = outline.blocks[number].text.text, figures[number]
    start = text.rfind("。", 0, own[index].start) + 1
    for place in range(index - 1, max(index - _NEAR, 0) - 1, -1):
        if own[place].start < start:
            return False
        given = found.dispositions.get(Mark(number, place))
        is_unread = own[place].kind == "money" and given is not None and given.disposition == "unmapped"
        if is_unread and (above := level_before(text, own[place].start)) is not None and 0 <= above < level:
            return True
    return False


def _of_levels(found: Findings, outline: Outline, figures: Sequence[Sequence[Figure]]) -> Iterator[tuple[Amount, int]]:
    for amount in found.amounts:
        if _is_above(amount.frame, amount.origin):
            number, index = amount.mark
            block = outline.blocks[number]
            level = level_before(block.text.text, figures[number][index].start)
            if level is None:
                above = (level_before(title, len(title)) for title in reversed(outline.sections[block.section].path))
                level = next((named for named in above if named is not None), None)
            if level is not None:
                yield amount, level


def _is_above(frame: Frame, origin: str) -> bool:
    return origin == "prose" and frame.fund == _ABOVE and frame.measure in ("budget", "spending")


def _partial(given: list[tuple[int, Amount]]) -> list[Amount]:
    """The amounts of one level where another level gave something else, or the whole is told and is more."""
    values: dict[int, set[object]] = {}
    for level, amount in given:
        values.setdefault(level, set()).add(amount.value * amount.factor)
    single = [level for level in values if level != _WHOLE]
    if any(values[one].isdisjoint(values[other]) for one in single for other in single if one < other):
        return [amount for level, amount in given if level != _WHOLE]
    wholes = {amount.frame.stage: amount.value * amount.factor for level, amount in given if level == _WHOLE}
    return [
        amount
        for level, amount in given
        if level != _WHOLE and amount.value * amount.factor < wholes.get(amount.frame.stage, 0)
    ]
