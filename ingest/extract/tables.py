"""Amount tables, row by row: which rows name columns, which hold amounts, and what becomes of each figure.

The same lexicon that reads prose reads headers and labels, so that columns may come in any order and any subset. What
a cell means is put together in `meaning.py`, header rows are read in `headers.py`, forms in `table_indicators.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

from ingest.extract.asset_tables import asset, counted_at
from ingest.extract.execution_points import form_of, score_of_execution
from ingest.extract.form_columns import indicator_columns
from ingest.extract.found import CROSS, TOTAL, Amount, Findings, Frame, Mark, replace
from ingest.extract.fund_parts import drop_parts, is_carryover_part
from ingest.extract.grid import Grid, grids
from ingest.extract.header_columns import columns_of, of_all_income, only_unit, unit_before
from ingest.extract.header_rows import is_header, is_numbering
from ingest.extract.headers import Column, apply, unit_of
from ingest.extract.labelled_cells import labelled
from ingest.extract.lost_cells import shift_of_amounts
from ingest.extract.meaning import CARRYOVERS, Labels, Told, meaning, plain, read_labels
from ingest.extract.panels import Panels
from ingest.extract.row_labels import labels_of
from ingest.extract.row_pairs import columns_of_pairs, halves_of, is_list_of_funds
from ingest.extract.table_counts import count
from ingest.extract.table_indicators import read_form
from ingest.extract.table_rates import rate, rate_of_label
from ingest.extract.table_titles import about, begun_within, project_of, title_of
from ingest.extract.turned import upright
from ingest.extract.wide_indicators import read_wide
from ingest.figures import Figure
from ingest.lexicon.lexicon import units
from ingest.outline import Outline

#: Why a figure under a column of this role is no fact; under an unknown header it stays unmapped.
_NO_FACT = {"line": "row number", "code": "class code", "note": "quantity outside the contract", "unknown": ""}
_WHOLES = ("总额", "总投资", "预算数", "到位数", "执行数")
_YEARS_FUNDS = ("年度资金总额", "资金总额", "项目资金总额", "年度总金额", "项目当年预算", "部门预算总额")


def read_tables(
    outline: Outline,
    figures: Sequence[Sequence[Figure]],
    frames: Callable[[int], Frame],
    found: Findings,
    genre: str,
    year: int | None,
    one_project: bool,
) -> None:
    """Read every table; each of its figures gets a disposition. `one_project`: the document is about one project."""
    for grid in map(upright, grids(outline, figures)):
        _Table(grid, frames(grid.section), found, genre, year, one_project).read()
        for _, slot in chain.from_iterable(grid.filled):
            if slot.mark and slot.mark not in found.dispositions:
                found.leave(slot.mark, "", slot.text[:40])


class _Table:
    """One table while it is read; a row that names columns starts a new region."""

    def __init__(self, grid: Grid, section: Frame, found: Findings, genre: str, year: int | None, one: bool) -> None:
        self.grid, self.found, self.year, self.one = grid, found, year, one
        self.section, (title, self.unit) = section, title_of(grid)
        self.about = about(title, section, genre, year, project_of(grid), one)
        self.counted_at = counted_at(grid, year)
        self.columns: list[Column] = []
        self.header: list[int] = []
        #: What the labels of the figure read last say, and the unit they state.
        self.told: Told | None = None
        self.outer: Frame | None = None
        self.above: dict[int, str] = {}
        self.edge = self.corner = self.unit_of_row = ""
        #: `is_carried`: a row above names what was carried over; 收入合计 below it holds that too.
        self.is_scored = self.is_labelled = self.is_carried = self.is_list = False
        self.panels, self.shift = Panels(), 0
        self.slipped: dict[int, int] = {}
        #: What the last total of a column says, None where that was not understood (实施期资金总额).
        self.wholes: dict[int, Frame | None] = {}
        #: What the places of a row hold in which each amount has a label of its own, and the sums such rows divide.
        self.paired: dict[int, Column] = {}
        self.halves: dict[int, Frame] = {}
        self.funds: dict[object, list[tuple[str, Amount]]] = {}

    def read(self) -> None:
        row, after_data = 0, False
        while row < len(self.grid.rows):
            parts = indicator_columns(self.grid, row)
            if parts:
                self.header, row = [row], read_form(self.grid, row, parts, self.found, self.about.title)
                self._beside_indicators(min(parts.get(part, len(parts)) for part in ("level1", "name")), row)
                self.columns, self.header, self.is_scored, after_data = [], [], False, True
                continue
            if after_data and any(begun := begun_within(self.grid, row)):
                title = begun[0] or self.about.title
                self.about = about(title, self.section, self.about.genre, self.year, begun[1], self.one)
                self.columns, self.header, self.unit, after_data = [], [], unit_of(title) or self.unit, False
            elif is_header(self.grid, row, after_data) and not self._is_blank(row):
                self.header = [row] if after_data else [*self.header, row]
                self.corner = self.grid.first(row) or self.corner
                self.unit = self.unit or only_unit(self.columns)  # titles further down need not say it again
                self.columns, after_data = [], False
            elif is_numbering(self.grid, row):
                for _, slot in self.grid.filled[row]:
                    if slot.mark:
                        self.found.leave(slot.mark, "column number")
            else:
                if self.header and not self.columns:
                    self._name_columns(row)
                self._read_row(row)
                after_data = after_data or any(slot and slot.figure for slot in self.grid.rows[row])
            row += 1
        drop_parts(self.found, self.funds)

    def _beside_indicators(self, left: int, end: int) -> None:
        """Amounts of projects left of their indicators: 项目名称 | 预算数 | 执行数 | 一级指标."""
        self._name_columns(self.header[0] + 1)
        self.columns[left:] = [Column("note", text=spec.text) for spec in self.columns[left:]]
        if any(spec.role == "amount" and spec.frame.measure for spec in self.columns):
            self.is_scored = False
            for row in range(self.header[0] + 1, end):
                self._read_row(row)

    def _is_blank(self, row: int) -> bool:
        """上年结转 | | 结转下年 | : names where the rows above have theirs, and no amounts beside them."""
        return bool(self.columns) and all(self._column(at).role == "label" for at, _ in self.grid.filled[row])

    def _name_columns(self, below: int) -> None:
        """The columns of the header rows; `below` is the first row under them."""
        self.columns, self.slipped, self.is_labelled = columns_of(self.grid, self.header, self.year), {}, False
        read_wide(self.grid, self.header, form_of(self.grid, self.about.title), self.found)
        self.columns = of_all_income(self.columns) if self.about.base.measure == "revenue" else self.columns
        self.panels, self.halves = Panels(self.columns), {}
        self.is_scored = any(spec.rate and spec.rate.rate == "execution" for spec in self.columns)
        first = next((index for index, slot in self.grid.filled[below] if slot.figure), 0)
        self.unit = self.unit or unit_before(self.columns, first)

    def _read_row(self, row: int) -> None:
        slots, filled = self.grid.rows[row], self.grid.filled[row]
        self.paired = columns_of_pairs(slots, filled, self.columns, self.halves)
        self.halves |= halves_of(filled, self.unit, self.found.amounts, self.grid.start) if self.paired else {}
        self.is_list = not self.header and is_list_of_funds(filled)
        shift = 0 if self.paired else shift_of_amounts(slots, self.columns)
        if shift is None:
            return  # nothing tells which columns its figures stand in
        self.slipped |= {len(slots): shift} if shift else {}
        # The rows below it lost the same cells.
        self.shift = 0 if self.paired else self.slipped.get(len(slots), 0)
        self.edge = self.grid.first(row) or self.edge
        texts = self.grid.texts(row)
        if len(texts) <= 2:
            self.unit = next((unit for text in texts if (unit := unit_of(text))), self.unit)
        before: tuple[int, Labels] | None = None
        for index, slot in filled:
            spec = self._column(index)
            if slot.figure is None or slot.mark is None:
                if pairs := labelled(slot) if slot.inside or slot.only else ():
                    self._labelled(row, index, pairs)
                elif slot.text.startswith(_YEARS_FUNDS) and spec.role in ("label", "amount"):
                    self.outer, _, _ = apply(replace(self.about.base, measure="", stage=""), plain(slot.text))
            elif spec.role in _NO_FACT:
                self.found.leave(slot.mark, _NO_FACT[spec.role], spec.text)
            else:
                before = index, self._labels(row, index, before)
                self._cell(before[1], index, slot.mark, slot.figure, spec)
        self.panels.entitle(slots, self.shift, self._column, self.about)
        if self.is_scored:
            headers = [spec.text for spec in self.columns[self.shift :]]
            score_of_execution(self.grid, row, headers, self.found, self.about.title)

    def _labelled(self, row: int, index: int, pairs: Sequence[tuple[str, Mark, Figure]]) -> None:
        """A cell of labels and amounts; an amount without a label has its row's and column's."""
        side = self.grid.rows[row][0]
        is_label = side is not None and not side.is_blank and side.figure is None
        edge = "" if index == 0 else side.text if side and is_label else self.edge or self.corner
        for label, mark, figure in pairs:
            spec = self._column(index)
            if label:
                self._cell(Labels((edge, label) if edge else (label,)), index, mark, figure, Column("amount"))
            elif spec.role not in _NO_FACT:
                self._cell(self._labels(row, index), index, mark, figure, spec)

    def _column(self, index: int) -> Column:
        if self.paired:
            return self.paired[index]
        index += self.shift
        if index < len(self.columns):
            return self.columns[index]
        return Column("amount" if not self.header else "note")

    def _labels(self, row: int, index: int, before: tuple[int, Labels] | None = None) -> Labels:
        found = labels_of(self.grid.rows[row], self._column, bool(self.header), index, before)
        corner = self.grid.at(row, 0)
        if found.texts == (self.corner,) and corner is not None and not corner.own:
            return Labels((), found.code)  # 项目资金情况(元), merged down from the header, is no label of the total
        return found

    def _cell(self, labels: Labels, index: int, mark: Mark, figure: Figure, spec: Column) -> None:
        panel = self.panels.of(index + self.shift)
        table = self.panels.about(panel, self.about)
        if self.told is None or self.told.labels is not labels:  # the figures of a row share their labels
            is_part = self.outer is not None or "资金" in self.corner
            self.told = read_labels(table, labels, is_part, self.is_carried)
            of = self.told.frame.subject
            self.is_carried = self.is_carried or (of is not None and of.code in CARRYOVERS)
            stated = (unit_of(text) for text in (*labels.texts, self.edge, self.corner))
            self.unit_of_row = next((unit for unit in stated if unit), "")
        told = self.told
        frame, problem = meaning(table, told, spec, self.outer, self.wholes.get(index))
        is_bare = not labels.texts and not spec.frame.subject and not self.about.base.subject
        is_of_unknown = told.is_fund and index in self.wholes and (self.is_list or self.wholes[index] is None)
        if is_of_unknown or (is_bare and (self.is_labelled or not self.header)):
            frame, problem = None, ""  # neither its row nor its column says what it is of
        self.is_labelled = self.is_labelled or bool(labels.texts)
        if frame is not None and is_carryover_part(told, self.above.get(index)):
            frame, problem = None, CROSS
        above = self.panels.counted.get(panel, "")
        if counted := count(mark, figure, labels, spec, self.corner, above, self.counted_at, self.found):
            self.panels.counted[panel] = counted
            return
        if asset(mark, figure, labels, spec, self.about, self.unit, self.counted_at, self.found):
            return
        label = "".join(labels.texts)[-40:]
        problem = "quantity outside the contract" if spec.role in ("count", "value") else problem
        if told.inner.endswith(_WHOLES) and not spec.frame.measure:
            self.wholes[index] = frame
        if not spec.text and rate_of_label(mark, figure, told.inner, self.about.base, self.grid.start, self.found):
            return
        if frame is None or figure.value is None or spec.role in ("count", "value"):
            self.found.leave(mark, problem, label)
            return
        if not told.is_fund:
            self.above[index] = frame.subject.code if frame.subject else ""
        if told.by_code and told.by_code.classification == "function":
            self.found.functions.setdefault(told.by_code.code, told.by_code.name)
        if spec.role in ("growth", "rate") or figure.kind == "percent":
            rate(mark, figure, frame, spec, self.columns, self.year, self.found)
            return
        if not self.unit and (told.is_total or told.inner.startswith(_YEARS_FUNDS)):
            self.unit = self.unit_of_row  # 资金总额(万元) | 2,864.12 says it for the parts below
        unit = figure.unit or spec.unit or self.unit_of_row or self.unit
        if unit not in units() or units()[unit].kind != "money":
            self.found.leave(mark, "quantity outside the contract" if unit else "", label)
            return
        if spec.role == "change":
            frame = replace(frame, stage=f"{frame.measure}:{frame.stage}", measure="change")
        self.panels.counted.pop(panel, None)
        value = -abs(figure.value) if spec.is_reduction else figure.value
        amount = Amount(mark, frame, value, unit, units()[unit].factor, figure.decimals, "table")
        self.found.amounts.append(amount)
        if told.is_fund or not self.header:
            self.funds.setdefault(frame.key, []).append((told.inner, amount))
        self.found.take(mark, (frame.subject or TOTAL).name)
