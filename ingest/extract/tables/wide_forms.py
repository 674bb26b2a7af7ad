"""Lists of projects with their goals beside them: below each level's title a pair of columns, 三级指标 | 指标值."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.extract.found import NOTHING, Findings, Indicator
from ingest.extract.grid import Grid, Slot
from ingest.extract.indicators.statements import level_of
from ingest.extract.indicators.values import operator_of, side_of
from ingest.extract.tables.form_columns import part_of


class Pair(NamedTuple):
    """Two columns of one level: the names and the targets beside them."""

    level1: str
    level2: str
    name: int
    target: int


def _wide_pairs(grid: Grid, header: Sequence[int]) -> list[Pair]:
    """The pairs of columns that the lowest header row names, with the titles above them; none below two pairs."""
    if not header or not header[-1]:
        return []
    parts = [(part_of(slot.text), index) for index, slot in grid.filled[header[-1]]]
    places = [(left, right) for (a, left), (b, right) in pairwise(parts) if (a, b) == ("name", "target")]
    titles = [level for _, slot in grid.filled[header[-1] - 1] if (level := level_of(slot.text))]
    if len(places) < 2 or len(titles) != len(places):
        return []
    is_first = any(level == 1 for level, _, _ in titles)  # 成本指标 beside 产出指标 is no part of it
    levels = [(name, "") if is_first else (above, name) for _, name, above in titles]
    return [Pair(*level, *place) for level, place in zip(levels, places, strict=True)]


def read_wide(grid: Grid, header: Sequence[int], form: str, found: Findings) -> None:
    """The indicators of the rows below a header that names such pairs: goals, that have no actual value."""
    pairs = _wide_pairs(grid, header)
    for row in range(header[-1] + 1, len(grid.rows)) if pairs else ():
        if _wide_pairs(grid, (row,)):
            return  # the header again
        for pair in pairs:
            _goal(grid.at(row, pair.name), grid.at(row, pair.target), pair, form, found)


def _goal(name: Slot | None, cell: Slot | None, pair: Pair, form: str, found: Findings) -> None:
    if name is None or cell is None or name.is_blank or not name.own or name.figure or cell.is_blank:
        return
    target = side_of(cell)
    operator = operator_of(cell.text) if target.value is not None else "qualitative"
    sequence = 1 + sum(given.form == form for given in found.indicators)
    found.indicators.append(
        Indicator(
            name.block, form, sequence, pair.level1, pair.level2, "".join(name.text.split()), operator, target,
            NOTHING, NOTHING, NOTHING, NOTHING, "missing", "table",
        )
    )  # fmt: skip
    if target.mark:
        found.take(target.mark, name.text[:40])
