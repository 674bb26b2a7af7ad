"""Amounts of a part of the year beside those of the whole: 截至6月底支出 18 万元 in a report on the year.

The contract knows one value a year. What a sentence dates to an earlier month is kept where nothing later is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.extract.found import Amount, Disposition, Findings, Rate
from ingest.figures import Figure
from ingest.outline import Outline

_LAST = 12
#: How far before an amount its month is sought, so that time does not grow with the square of a sentence's length.
_NEAR = 200
_CUTOFF = re.compile(
    r"(?:截[至止]到?|截止至|至|到)(?:(?P<year>20\d\d)年)?(?P<month>1?\d)月"
    r"|(?:(?P<of>20\d\d)年)?(?<!\d)(?P<end>1?\d)月[底末]"
    r"|(?<!\d)1月?[-—–~至](?P<until>1?\d)月"
    r"|(?P<season>上半年|(?:前三|[一二三])季度)"
    r"|(?:年底|年末|全年|年度|20\d\d年(?!\d))"
)
_SEASONS = {"上半年": 6, "一季度": 3, "二季度": 6, "三季度": 9, "前三季度": 9}
_PART = re.compile("月|半年|季度")
_RATES = frozenset(("execution", "received", "use_of_received"))
_SENTENCE_END = re.compile("[。；]")


def drop_interim(
    outline: Outline, figures: Sequence[Sequence[Figure]], found: Findings, year: int | None, is_partial: bool
) -> None:
    """Take back what prose tells of spending and money received up to a month, where it tells more of a later one.

    `is_partial`: the report itself ends before the year does, and what it does not date is of its own end.
    """
    dated = {block.number: block.text.text for block in outline.blocks if _PART.search(block.text.text)}
    told: dict[object, list[tuple[int, Amount]]] = {}
    for a in found.amounts:
        came = a.frame.measure == "spending" or (a.frame.measure, a.frame.stage) == ("budget", "received")
        if came and a.frame.year in (year, None) and not a.is_derived:
            text = dated.get(a.mark.block, "") if a.origin == "prose" else ""
            place = figures[a.mark.block][a.mark.index].start
            told.setdefault(a.frame.key, []).append((_month(text, place, year, is_partial), a))
    early: list[Amount] = []
    for same in told.values():
        known = [month for month, _ in same if month]
        latest = max(known, default=0)
        early += [
            a for month, a in same if 0 < month < latest and any(a.value != b.value for m, b in same if m == latest)
        ]
    _take_back(found, early, dated, figures)
    for rate in [r for r in found.rates if r.origin == "prose" and r.kind in _RATES and r.mark.block in dated]:
        place = figures[rate.mark.block][rate.mark.index].start
        month = _month(dated[rate.mark.block], place, year, is_partial)
        if 0 < month < max((month for month, _ in told.get(rate.frame.key, ())), default=0):
            _leave(found, rate)  # 全年支出 57 万元。截至6月底执行率 38.5%


def _month(text: str, place: int, year: int | None, is_partial: bool) -> int:
    """The month up to which an amount is told of; 0 where the report's own end is not known by it."""
    start = max(text.rfind("。", 0, place) + 1, place - _NEAR)
    last = max(_CUTOFF.finditer(text, start, place), key=lambda match: match.start(), default=None)
    undated = 0 if is_partial else _LAST
    printed = last and (last["year"] or last["of"])
    if last is None or (printed and int(printed) != year):
        return undated
    month = last["month"] or last["end"] or last["until"] or _SEASONS.get(last["season"], 0)
    return int(month) if 1 <= int(month) <= _LAST else undated


def _take_back(
    found: Findings, early: Sequence[Amount], dated: dict[int, str], figures: Sequence[Sequence[Figure]]
) -> None:
    """The amounts, and the rates told of them: those behind them in their part of the sentence."""
    for a in early:
        found.amounts.remove(a)
        found.dispositions[a.mark] = Disposition("context", "amount outside the contract")
        own, text = figures[a.mark.block], dated[a.mark.block]
        later = (i for i in range(a.mark.index + 1, len(own)) if own[i].kind == "money")
        until = next(later, len(own))
        for rate in [r for r in found.rates if r.mark.block == a.mark.block and a.mark.index < r.mark.index < until]:
            between = text[own[a.mark.index].end : own[rate.mark.index].start]
            if rate.frame.key[2:] == a.frame.key[2:] and not _SENTENCE_END.search(between):
                _leave(found, rate)


def _leave(found: Findings, rate: Rate) -> None:
    found.rates.remove(rate)
    found.dispositions[rate.mark] = Disposition("context", "rate outside the contract")
