"""What assets are worth, in tables of what a department holds: columns or rows named 资产总额, 固定资产, 无形资产."""

from __future__ import annotations

import re

from ingest.extract.counted import counted_by
from ingest.extract.found import Findings, Mark, Statistic
from ingest.extract.grid import Grid
from ingest.extract.headers import NUMBERING, Column, is_total, thing_of, unit_of
from ingest.extract.tables.meaning import Labels
from ingest.figures import Figure
from ingest.lexicon.lexicon import units

#: What heads the values of a table whose rows are the assets.
_VALUE = re.compile(
    r"(?:20\d\d年度?末?|(?:20\d\d年度?)?(?:年|期)末(?:数|余额|价值|金额|账面数)?|账面(?:价值|余额|数)|价值|金额)(?:\(.*\))?"
)
_AS_OF = re.compile(r"截[至止](?:时间|日期)?[:：]?(20\d\d)年(?:12月31日|12月底|[底末])")
_COUNTED = re.compile(r"\([辆台套个]|数量?$|面积|平方米|[原净]值|净额|折旧")
_UNIT = re.compile(r"\([^()]{1,4}\)$")


def counted_at(grid: Grid, year: int | None) -> int | None:
    """The year at whose end a table's things were counted, as a line above it tells; else the document's."""
    dates = (match for text in reversed(grid.above) if (match := _AS_OF.search(text)))
    return next((int(match[1]) for match in dates), year)


def kind_by_value(header: str) -> str:
    """The kind of assets that a column below 固定资产 names, empty for none: a unit of its own makes it a number.

    >>> kind_by_value("固定资产|车辆"), kind_by_value("固定资产|车辆(辆)"), kind_by_value("固定资产|小计")
    ('车辆', '', '')
    """
    title, _, leaf = header.rpartition("|")
    is_kind = title.rpartition("|")[2].startswith("固定资产") and not is_total(leaf) and not _COUNTED.search(leaf)
    return leaf if is_kind and not _VALUE.fullmatch(leaf) else ""


def asset(
    mark: Mark,
    figure: Figure,
    labels: Labels,
    spec: Column,
    unit: str,
    year: int | None,
    is_titled: bool,
    found: Findings,
) -> bool:
    """Note the value of an asset that a row's innermost label, or the header above a total, names in full.

    `unit` is the money unit of the cell; the table's title says that it is of assets (`is_titled`), or the label does.
    """
    label = NUMBERING.sub("", labels.texts[-1]).removeprefix("其中:") if labels.texts else ""
    if figure.value is None or figure.kind == "percent" or unit not in units() or units()[unit].kind != "money":
        return False
    is_row, leaf = label and not is_total(label), spec.text.rpartition("|")[2]
    if not is_titled and not unit_of(label):
        return False
    is_value = spec.role == "value" or _VALUE.fullmatch(leaf) is not None
    if is_row and not is_value and (leaf or not unit_of(label)):
        return False  # 固定资产 | 期初数
    thing = label if is_row else thing_of(spec.text)
    told = counted_by(re.sub(r"\(.*?元\)$", "", thing), unit)
    if not is_row and is_titled and (kind := kind_by_value(spec.text)):
        told = told or ("asset_value", kind, unit)  # 固定资产(万元): 小计 | 房屋构筑物 | 车辆
    if told is None and spec.role == "value" and is_row and is_titled:
        told = "asset_value", _UNIT.sub("", label), unit  # 项目 | 数量 | 价值 with a row for each kind
    if told is None or told[0] != "asset_value":
        return False
    statistic, item, _ = told
    value = figure.value, unit, figure.decimals
    found.statistics.append(Statistic(mark, statistic, item, *value, year, "table"))
    found.take(mark, statistic)
    return True
