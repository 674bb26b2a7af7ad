"""Indicator forms on their side: a row each for 三级指标, 年度指标值, 实际完成值 …, and a column for each indicator."""

from __future__ import annotations

from ingest.extract.grid import Grid
from ingest.extract.tables.form_columns import part_of

#: A turned form has a row for each part of an indicator and few more.
_MOST_ROWS = 16
_LEFT = 3


def upright(grid: Grid) -> Grid:
    """The grid itself, or its columns as rows where the names of an indicator form's columns stand below each other."""
    if not 2 < len(grid.rows) <= _MOST_ROWS:
        return grid
    for column in range(_LEFT):
        parts = {part_of(slot.text) for row in range(len(grid.rows)) if (slot := grid.at(row, column)) and slot.own}
        if {"name", "target"} <= parts and len(parts - {""}) > 2:
            return _turned(grid)
    return grid


def _turned(grid: Grid) -> Grid:
    found = Grid(grid.number, grid.section, above=grid.above, name=grid.name, figures=grid.figures)
    for column in range(max(len(row) for row in grid.rows)):
        found.add([grid.at(row, column) for row in range(len(grid.rows))])
    return found
