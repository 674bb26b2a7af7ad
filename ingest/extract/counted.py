"""What is counted, by its wording: the rows of statistics.csv, as prose, labels and headers name them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.lexicon.lexicon import pattern, rows

_KIND_OF_STAFF = re.compile(
    r"(?:机关|全部补助|差额补助)?(?:非(?:参照公务员(?:法)?|参公)(?:管理)?(?:的)?(?:事业)?|行政|政法(?:专项)?|事业|工勤|自收自支|参照公务员(?:法)?管理(?:的)?(?:事业)?|参公)(?:单位|机关)?(?:编制|人员|在职).*$"
)
VISITORS = ("人次", "人", "名")
#: A headcount beside 批次 or 团组 counts the people of it.
PERSONS = {"receptions": "reception_visitors", "overseas_groups": "overseas_persons"}
_AROUND_SCORE = re.compile(r"^(?:20\d\d年度?)?(?:项目|单位|部门)?|\([^()]*\)$")
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


def is_number(label: str) -> bool:
    """Whether a header cell names persons, vehicles or occasions, no money: 编制数, 在职人数.

    >>> is_number("编制数"), is_number("资产总额")
    (True, False)
    """
    counted = counted_things()[1].get(_AROUND_LABEL.sub("", label))
    return counted is not None and not {"元", "分"} & {*counted.units}


def is_score(label: str) -> bool:
    """Whether a header cell names the score of a whole: 自评得分, 2022年自评分(分).

    >>> is_score("自评得分(分)"), is_score("指标得分")
    (True, False)
    """
    counted = counted_things()[1].get(_AROUND_SCORE.sub("", label))
    return counted is not None and counted.statistic == "evaluation_score"


def kind_of_staff(name: str) -> str:
    """The kind of post that a name of posts or persons ends in, empty where it tells none: 核定|行政编制."""
    kind = _KIND_OF_STAFF.search(name)
    return kind.group() if kind else ""


def counted_by(label: str, unit: str) -> tuple[str, str, str] | None:
    """(statistic, item, unit) that a table's label or header names in full, in this unit: 公务用车保有量(辆).

    Without a unit, what the label ends in, else the thing's usual one.

    >>> counted_by("国内公务接待人次", ""), counted_by("公务用车购置数", "万元")
    (('reception_visitors', '国内公务接待', '人次'), None)
    """
    _, table = counted_things()
    name = re.sub(r"\([^()]{1,3}\)$|^20\d\d年度?|数$|[0-9.．、()]+(?=[\u4e00-\u9fff])", "", label)
    counted = table.get(name) or table.get(f"{name}数") or table.get(_AROUND_LABEL.sub("", label))
    if counted and unit in VISITORS and unit not in counted.units and counted.statistic in PERSONS:
        return PERSONS[counted.statistic], counted.item, unit  # 国内公务接待 | 296 | 人次
    if counted is None or counted.item == "*" or (unit and unit not in counted.units):
        return None
    usual = next((u for u in sorted(counted.units, key=len, reverse=True) if label.endswith(u)), counted.units[0])
    item = counted.item
    if not item and counted.statistic in ("staff_quota", "staff"):
        item = kind_of_staff(name.removesuffix("数"))  # 行政编制(人) | 14 | 事业编制(人) | 52: parts, not two totals
    return counted.statistic, item, unit or usual
