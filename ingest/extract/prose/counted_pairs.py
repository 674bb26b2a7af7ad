"""Two counts told at once: 公务用车购置数及保有量分别为 0 辆、3 辆."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.figures import Figure

_AND, _ARE = "(?:数量?|辆)?[及和与、]", "(?:数量?)?分别[为是]?$"
_OCCASIONS, _PERSONS, _VEHICLES = ("批次", "批", "次", "个"), ("人次", "人"), ("辆", "台")
_TRIPS = ("个", "次", "批")
#: What names both, the units of the first and the second, and the statistic of each.
_PAIRS = (
    (
        re.compile(f"(?:公务用车|公车|车辆)购置{_AND}(?:公务用车|公车|车辆)?保有量?{_ARE}"),
        (_VEHICLES, _VEHICLES),
        ("vehicles_purchased", "vehicles"),
    ),
    (
        re.compile(
            rf"(?P<kind>国内|外事|国[(]?境?[)]?外)?(?:公务)?接待的?(?:批次|次数|批数){_AND}(?:接待)?(?:人次|人数){_ARE}"
        ),
        (_OCCASIONS, _PERSONS),
        ("receptions", "reception_visitors"),
    ),
    (
        re.compile(rf"(?:因公)?出国(?:[(]境[)])?的?团组{_AND}(?:出国(?:[(]境[)])?)?(?:人次|人数){_ARE}"),
        (_TRIPS, _PERSONS),
        ("overseas_groups", "overseas_persons"),
    ),
)
_ITEMS = {"国内": "国内公务接待", "外事": "外事接待", "国(境)外": "国（境）外公务接待"}
_NEAR = 40


def paired(text: str, figures: Sequence[Figure]) -> dict[int, tuple[str, str]]:
    """(statistic, item) of the figures, by place, that 分别为 hands to two counted things."""
    found: dict[int, tuple[str, str]] = {}
    if "分别" not in text:
        return found
    for place, (first, second) in enumerate(pairwise(figures)):
        if text[first.end : second.start] not in ("、", "，", "和", "及"):
            continue
        for expression, (one, two), (statistic, other) in _PAIRS:
            named = expression.search(text, max(0, first.start - _NEAR), first.start)
            if named and first.unit in one and second.unit in two:
                item = _ITEMS.get(named.groupdict().get("kind") or "", "")
                found |= {place: (statistic, item), place + 1: (other, item)}
    return found
