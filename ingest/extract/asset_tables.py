"""Tables of what a department owns: 资产总额 | 流动资产 in one row, or 项目 | 数量 | 价值 with a row for each kind."""

from __future__ import annotations

import re

from ingest.extract.counted import counted_by
from ingest.extract.found import Findings, Mark, Statistic
from ingest.extract.grid import Grid
from ingest.extract.headers import NUMBERING, Column, is_total
from ingest.extract.meaning import About, Labels
from ingest.figures import Figure

_AS_OF = re.compile(r"截[至止](?:时间|日期)?[:：]?(20\d\d)年(?:12月31日|12月底|[底末])")
_UNIT = re.compile(r"\([^()]{1,4}\)$")


def counted_at(grid: Grid, year: int | None) -> int | None:
    """The year at whose end a table's things were counted, as a line above it tells; else the document's."""
    dates = (match for text in reversed(grid.above) if (match := _AS_OF.search(text)))
    return next((int(match[1]) for match in dates), year)


def asset(
    mark: Mark,
    figure: Figure,
    labels: Labels,
    spec: Column,
    about: About,
    unit: str,
    year: int | None,
    found: Findings,
) -> bool:
    """Note the value of a kind of assets in a table of them; whether the cell is one.

    A budget tells what was owned when it was made: its table needs a date.
    """
    if "资产" not in about.title or figure.value is None or (about.genre == "budget" and year == about.year):
        return False
    unit = figure.unit or spec.unit or unit
    if not unit:
        return False
    title, _, header = spec.text.rpartition("|")
    header = title.rpartition("|")[2] if is_total(header) else header
    label = NUMBERING.sub("", labels.texts[-1]).removeprefix("其中:") if labels.texts else ""
    if spec.role == "value" and label:
        told = counted_by(label, unit) or ("asset_value", _UNIT.sub("", label), unit)
    elif label and not is_total(label):
        return False
    elif (named := counted_by(header, unit)) and named[0] == "asset_value":
        told = named
    else:
        return False
    if told[0] != "asset_value":
        return False
    value = figure.value, unit, figure.decimals
    found.statistics.append(Statistic(mark, "asset_value", told[1], *value, year, "table"))
    found.take(mark, told[1] or "asset_value")
    return True
