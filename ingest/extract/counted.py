"""What is counted, by its wording: the rows of statistics.csv, as prose, labels and headers name them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.lexicon.lexicon import pattern, rows

_AROUND_LABEL = re.compile(r"^20\d\d年度?|\([^()]{1,3}\)$")


@dataclass(frozen=True, slots=True)
class Counted:
    """The units that a wording is counted in, the statistic it is and the item, `*` for one that is named before it."""

    units: tuple[str, ...]
    statistic: str
    item: str


@cache
def counted_things() -> tuple[re.Pattern[str], dict[str, Counted]]:
    """An expression that finds each wording of statistics.csv, and what each means."""
    table = {r["wording"]: Counted(tuple(r["units"].split()), r["statistic"], r["item"]) for r in rows("statistics")}
    return pattern(list(table)), table


def is_counted(label: str) -> bool:
    """Whether a header cell names a counted thing in full: 编制数, 2022年实际在职人数."""
    return _AROUND_LABEL.sub("", label) in counted_things()[1]


def counted_by(label: str, unit: str) -> tuple[str, str, str] | None:
    """(statistic, item, unit) that a table's label or header names in full, in this unit: 公务用车保有量(辆).

    Without a unit, what the label ends in, else the thing's usual one.

    >>> counted_by("国内公务接待人次", ""), counted_by("公务用车购置数", "万元")
    (('reception_visitors', '国内公务接待', '人次'), None)
    """
    _, table = counted_things()
    name = re.sub(r"\([^()]{1,3}\)$|^20\d\d年度?|数$|[0-9.．、()]+(?=[\u4e00-\u9fff])", "", label)
    counted = table.get(name) or table.get(f"{name}数") or table.get(_AROUND_LABEL.sub("", label))
    if counted is None or counted.item == "*" or (unit and unit not in counted.units):
        return None
    usual = next((u for u in sorted(counted.units, key=len, reverse=True) if label.endswith(u)), counted.units[0])
    return counted.statistic, counted.item, unit or usual
