"""Tables of a document, row by row: which rows name columns, which hold amounts, and where a form of indicators stands.

The same lexicon that reads prose reads headers and labels, so that columns may come in any order and any subset. Rows
of amounts are read in `amount_rows.py`, header rows in `header_columns.py`, forms in `tables/forms.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain

from ingest.extract.found import Findings, Frame
from ingest.extract.grid import Grid, grids
from ingest.extract.header_rows import is_header, is_numbering
from ingest.extract.headers import Column, unit_of
from ingest.extract.tables.amount_rows import AmountRows
from ingest.extract.tables.form_columns import indicator_columns
from ingest.extract.tables.forms import read_form
from ingest.extract.tables.fund_parts import drop_parts, drop_units
from ingest.extract.tables.header_columns import only_unit
from ingest.extract.tables.said_units import SaidUnits
from ingest.extract.tables.titles import about, project_of, project_within, title_of, title_within
from ingest.extract.tables.turned_forms import upright
from ingest.figures import Figure
from ingest.outline import Outline


def read_tables(
    outline: Outline,
    figures: Sequence[Sequence[Figure]],
    frames: Callable[[int], Frame],
    found: Findings,
    genre: str,
    year: int | None,
    is_only: bool,
) -> None:
    """Read every table; each of its figures gets a disposition. `is_only`: the document is about one project."""
    said = SaidUnits(outline, figures)
    for grid in map(upright, grids(outline, figures)):
        _Table(grid, frames(grid.section), found, genre, year, is_only, said).read()
        for _, slot in chain.from_iterable(grid.filled):
            if slot.mark and slot.mark not in found.dispositions:
                found.leave(slot.mark, "", slot.text[:40])


class _Table:
    """One table while it is read; a row that names columns starts a new region."""

    def __init__(
        self, grid: Grid, section: Frame, found: Findings, genre: str, year: int | None, is_only: bool, said: SaidUnits
    ) -> None:
        self.grid, self.found, self.section, self.is_only = grid, found, section, is_only
        self.genre, self.year, self.said = genre, year, said
        self.title, unit = title_of(grid)
        self.forms = 0
        self.rows = AmountRows(grid, found, about(self.title, section, genre, year, project_of(grid), is_only), unit)

    def read(self) -> None:
        row, after_data, rows = 0, False, self.rows
        while row < len(self.grid.rows):
            parts = indicator_columns(self.grid, row)
            if parts:
                header, row = row, read_form(self.grid, row, parts, self.found, rows.form, rows.project)
                self._beside_indicators(header, parts, row)
                rows.forget()
                after_data = True
                continue
            title, is_part = title_within(self.grid, row) if after_data else ("", False)
            if title:
                rows.begin(about(title, self.section, self.genre, self.year, "", False))
                rows.cells.unit, after_data = unit_of(title) or rows.cells.unit, False
                if not is_part:
                    rows.call(0)
            elif project := project_within(self.grid, row):
                self._begin_form(project)
                after_data = False
            elif is_header(self.grid, row, after_data) and not self._is_blank(row):
                rows.header = [row] if after_data else [*rows.header, row]
                rows.cells.corner = self.grid.first(row) or rows.cells.corner
                rows.cells.unit = rows.cells.unit or only_unit(rows.columns)  # titles below need not repeat it
                rows.columns, after_data = [], False
            elif is_numbering(self.grid, row):
                for _, slot in self.grid.filled[row]:
                    if slot.mark:
                        self.found.leave(slot.mark, "column number")
            else:
                if rows.header and not rows.columns:
                    rows.name_columns(row)
                    if not rows.cells.unit and not any(spec.unit for spec in rows.columns):
                        rows.cells.unit = self.said.of(self.grid)
                rows.read(row)
                after_data = after_data or any(slot and slot.figure for slot in self.grid.rows[row])
            row += 1
        drop_parts(self.found, rows.cells.funds)
        drop_units(self.found, range(self.grid.start, self.grid.start + len(self.grid.rows)))

    def _begin_form(self, project: str) -> None:
        """Another project's form begins, below the first one's in the same table."""
        self.rows.begin(about(self.title, self.section, self.genre, self.year, project, self.is_only))
        self.rows.call(self.forms)
        self.forms += 1

    def _beside_indicators(self, header: int, parts: Mapping[str, int], end: int) -> None:
        """Amounts and scores of projects beside their indicators: 项目名称 | 预算数 | 执行数 | 一级指标 | … | 总分."""
        rows, first = self.rows, header + 1
        left = min(parts[part] for part in ("level1", "level2", "name") if part in parts)
        first += first < end and is_header(self.grid, first, False)
        above = rows.header if not rows.columns else []  # 预算数 over 合计 | 财政拨款 | 一级指标
        rows.header = [*above, *range(header, first)]
        rows.name_columns(first)
        rows.columns[left:] = [
            spec if spec.role == "score" and at not in parts.values() else Column("note", text=spec.text)
            for at, spec in enumerate(rows.columns[left:], left)
        ]
        if any(spec.role == "amount" and spec.frame.measure for spec in rows.columns):
            rows.is_scored = False
            for row in range(first, end):
                rows.read(row)

    def _is_blank(self, row: int) -> bool:
        """上年结转 | | 结转下年 | : names where the rows above have theirs, and no amounts beside them."""
        rows = self.rows
        return bool(rows.columns) and all(rows.column(at).role == "label" for at, _ in self.grid.filled[row])
