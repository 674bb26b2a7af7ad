"""Counted things in amount tables, whose unit stands in row label, header or corner: 保有量(辆) | 12."""

from __future__ import annotations

import re

from ingest.extract.counted import counted_by
from ingest.extract.found import Findings, Mark, Statistic
from ingest.extract.headers import NUMBERING, Column
from ingest.extract.meaning import Labels
from ingest.figures import Figure

_UNIT = re.compile(r"\((辆|台|人|个|批次|人次|次|分)\)$")


def count(
    mark: Mark, figure: Figure, labels: Labels, spec: Column, corner: str, year: int | None, found: Findings
) -> bool:
    """Note the statistic that a cell's innermost label or its header names in full; whether there was one."""
    if figure.value is None or spec.role not in ("amount", "unknown", "count"):
        return False
    for label in (labels.texts[-1] if labels.texts else "", spec.text.split("|")[-1]):
        printed = _UNIT.search(label) or _UNIT.search(corner)
        unit = printed.group(1) if printed else figure.unit or ""
        told = counted_by(NUMBERING.sub("", label), unit) if unit or spec.role == "count" else None
        if told:
            statistic, item, unit = told
            found.statistics.append(
                Statistic(mark, statistic, item, figure.value, unit, figure.decimals, year, "table")
            )
            found.take(mark, statistic)
            return True
    return False
