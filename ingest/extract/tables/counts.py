"""Counted things in amount tables, whose unit stands in row label, header or corner: 保有量(辆) | 12."""

from __future__ import annotations

import re

from ingest.extract.counted import counted_by, kind_of_staff
from ingest.extract.found import Findings, Mark, Statistic
from ingest.extract.headers import NUMBERING, Column, is_total, thing_of
from ingest.extract.tables.fund_rows import plain
from ingest.extract.tables.meaning import Labels
from ingest.figures import Figure

#: What is counted, whether a unit stands beside it or not: 编制数 | 86.
_COUNTED = re.compile(r"(?:人数|编制数|实有数|人次|批次)$")
#: What there was before the year.
_AT_BEGIN = re.compile(r"(?:^|\|)(?:年|期)初(?:数|人数)?$")
#: What posts are called in a column; other numbers in the column are no posts, whatever their rows name.
_POSTS = ("编制", "编制数")
#: What kinds of staff end in.
_OF_KINDS = {"staff_quota": "编制", "staff": "人员", "headcount": "人员"}
_UNIT = re.compile(r"\((辆|台|人|个|批次|批|人次|次|分)\)$")


def count(
    mark: Mark,
    figure: Figure,
    labels: Labels,
    spec: Column,
    corner: str,
    above: str,
    year: int | None,
    is_lone: bool,
    found: Findings,
) -> str:
    """Note the statistic that a cell's innermost label or its header names in full; its unit, empty for none.

    `above` is the unit of the counted row above, which the kinds below it have: 车辆数合计(辆) | 9, 应急保障用车 | 3. A
    wide title gives its unit to the columns below it, in the row that is the sum: 车辆(辆): 小计 | 应急保障用车.
    What a header names is the department's in the row that is the sum, or the only one (`is_lone`).
    """
    if figure.value is None or spec.role not in ("amount", "unknown", "count") or _AT_BEGIN.search(spec.text):
        return ""
    innermost, (title, _, header) = labels.texts[-1] if labels.texts else "", spec.text.rpartition("|")
    wide = _UNIT.search(title) if title and is_total(innermost) else None
    header = title.rpartition("|")[2] if wide and is_total(header) else thing_of(spec.text)
    is_said = not figure.decimals and bool(_COUNTED.search(innermost) or _COUNTED.search(header))
    is_count = spec.role == "count"
    if not (figure.unit or above or wide or is_said or is_count or ")" in innermost + header + corner):
        return ""  # nothing states a unit
    tried = [(innermost, "" if is_count else above), (header, wide[1] if wide else "")]
    for label, beyond in reversed(tried) if is_count and header.endswith(_POSTS) else tried:
        printed = _UNIT.search(label) or _UNIT.search(corner)
        unit = printed[1] if printed else figure.unit or beyond
        name = NUMBERING.sub("", label).removeprefix("其中:")
        told = counted_by(name, unit) if unit or is_count or (is_said and _COUNTED.search(label)) else None
        if told and label == header and innermost != header:
            told = _of_row(told, plain(innermost), is_lone)
            if told is None:
                return ""
        if told:
            statistic, item, unit = told
            of = year - 1 if year and spec.frame.year == -1 else spec.frame.year or year
            found.statistics.append(Statistic(mark, statistic, item, figure.value, unit, figure.decimals, of, "table"))
            found.take(mark, statistic)
            return unit
    return ""


def _of_row(told: tuple[str, str, str], label: str, is_lone: bool) -> tuple[str, str, str] | None:
    """What a column counts, in a row: of the kind of posts that the row names, or of all; None for a part unknown."""
    statistic, item, unit = told
    if statistic in _OF_KINDS and not item and (kind := kind_of_staff(f"{label}{_OF_KINDS[statistic]}")):
        return statistic, label if label.endswith(_OF_KINDS[statistic]) else kind, unit
    return told if not label or is_total(label) or is_lone else None
