"""Counted things in amount tables, whose unit stands in row label, header or corner: 保有量(辆) | 12."""

from __future__ import annotations

import re

from ingest.extract.counted import counted_by
from ingest.extract.found import Findings, Mark, Statistic
from ingest.extract.headers import NUMBERING, Column, is_total
from ingest.extract.meaning import Labels
from ingest.figures import Figure

#: What is counted, whether a unit stands beside it or not: 编制数 | 86.
_COUNTED = re.compile(r"(?:人数|编制数|人次|批次)$")
_UNIT = re.compile(r"\((辆|台|人|个|批次|人次|次|分)\)$")


def count(
    mark: Mark,
    figure: Figure,
    labels: Labels,
    spec: Column,
    corner: str,
    above: str,
    year: int | None,
    found: Findings,
) -> str:
    """Note the statistic that a cell's innermost label or its header names in full; its unit, empty for none.

    `above` is the unit of the counted row above, which the kinds below it have: 车辆数合计(辆) | 9, 应急保障用车 | 3. A
    wide title gives its unit to the columns below it, in the row that is the sum: 车辆(辆): 小计 | 应急保障用车.
    """
    if figure.value is None or spec.role not in ("amount", "unknown", "count"):
        return ""
    innermost, (title, _, header) = labels.texts[-1] if labels.texts else "", spec.text.rpartition("|")
    wide = _UNIT.search(title) if title and is_total(innermost) else None
    header = title.rpartition("|")[2] if wide and is_total(header) else header
    is_number = not figure.decimals and bool(_COUNTED.search(innermost) or _COUNTED.search(header))
    if not (figure.unit or above or wide or is_number or spec.role == "count" or ")" in innermost + header + corner):
        return ""  # nothing states a unit
    for label, beyond in ((innermost, "" if spec.role == "count" else above), (header, wide[1] if wide else "")):
        printed = _UNIT.search(label) or _UNIT.search(corner)
        unit = printed[1] if printed else figure.unit or beyond
        name = NUMBERING.sub("", label).removeprefix("其中:")
        is_told = unit or spec.role == "count" or (is_number and _COUNTED.search(label))
        told = counted_by(name, unit) if is_told else None
        if told:
            statistic, item, unit = told
            of = year - 1 if year and spec.frame.year == -1 else spec.frame.year or year
            found.statistics.append(Statistic(mark, statistic, item, figure.value, unit, figure.decimals, of, "table"))
            found.take(mark, statistic)
            return unit
    return ""
