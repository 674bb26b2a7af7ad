"""The rows of an amount table: which column each figure stands in, and which labels it has.

What becomes of a figure is decided in `amount_cells.py`, which rows hold amounts in `tables.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.found import PROJECTS, Findings, Frame, Mark, Subject, replace
from ingest.extract.grid import Grid
from ingest.extract.headers import Column, apply, is_total
from ingest.extract.tables.amount_cells import AmountCells
from ingest.extract.tables.axes import sum_of
from ingest.extract.tables.execution_points import score_of_execution
from ingest.extract.tables.fund_rows import plain
from ingest.extract.tables.header_columns import columns_of, of_all_income, of_one_score, of_whole_period, unit_before
from ingest.extract.tables.labelled_cells import labelled
from ingest.extract.tables.lost_cells import goes_beyond, is_unheaded, shift_of_amounts
from ingest.extract.tables.meaning import About, Labels
from ingest.extract.tables.measured_pairs import columns_of_measures, funds_beside, measures_beside
from ingest.extract.tables.panels import Panels
from ingest.extract.tables.points import WHOLE, is_score_of_whole, score_of_project
from ingest.extract.tables.row_labels import labels_of, names_project
from ingest.extract.tables.row_pairs import columns_of_pairs, halves_of, is_list_of_funds
from ingest.extract.tables.wide_forms import read_wide
from ingest.figures import Figure
from ingest.lexicon.lexicon import units

#: Why a figure under a column of this role is no fact; under an unknown header it stays unmapped.
_NO_FACT = {
    "line": "row number",
    "code": "class code",
    "note": "quantity outside the contract",
    "unit": "quantity outside the contract",
    "unknown": "",
}


class AmountRows:
    """What is known of a table while its rows of amounts are read: its columns, and by how much a row has slipped."""

    def __init__(self, grid: Grid, found: Findings, about: About, unit: str) -> None:
        self.grid, self.found = grid, found
        self.cells = AmountCells(grid, found, about, unit)
        #: What the form in hand is called.
        self.form = ""
        self.call(0)
        self.columns: list[Column] = []
        self.header: list[int] = []
        self.is_scored = self.is_astray = False
        self.shift = 0
        self.slipped: dict[int, int] = {}
        #: What the places of a row hold in which each amount has a label of its own, and the sums such rows divide.
        self.paired: dict[int, Column] = {}
        self.halves: dict[int, Frame] = {}
        #: What the places of a row of measures hold, which the funds below it divide.
        self.measures: dict[int, Column] = {}

    def call(self, forms: int) -> None:
        """Name the form in hand after the table; `forms` stand above it there, and those of one title stay apart."""
        number = f"{self.grid.number + 1}-{forms + 1}" if forms else f"{self.grid.number + 1}"
        self.form = f"{self.cells.about.title or '指标表'}（表{number}）"

    @property
    def project(self) -> str:
        """The project that the form in hand is filled in for, empty where it is the whole document's."""
        of = self.cells.about.base.subject
        return of.name if of and of.classification == "project" else ""

    def begin(self, about: About) -> None:
        """Another table or form begins below, which is about something else."""
        self.cells.about = about
        self.forget()

    def forget(self) -> None:
        """Another table begins below: its columns are not known yet."""
        self.columns, self.header, self.is_scored, self.is_astray = [], [], False, False
        self.cells.forget()

    def name_columns(self, below: int) -> None:
        """Put the columns of the header rows together; `below` is the first row under them."""
        cells = self.cells
        self.columns, self.slipped, cells.is_labelled = columns_of(self.grid, self.header, cells.about.year), {}, False
        read_wide(self.grid, self.header, self.form, self.found)
        self.columns = of_all_income(self.columns) if cells.about.base.measure == "revenue" else self.columns
        self.columns = of_whole_period(of_one_score(self.columns))
        cells.about = replace(cells.about, whole=PROJECTS if self._lists_projects(below) else self._sum_of_items(below))
        self.is_scored = any(spec.rate and spec.rate.rate == "execution" for spec in self.columns)
        rows = self.grid.filled[below : below + 1]  # none where a table is cut off below its titles
        first = next((index for filled in rows for index, slot in filled if slot.figure), 0)
        cells.panels, self.halves, self.is_astray = Panels(self.columns), {}, False
        cells.unit = cells.unit or unit_before(self.columns, first)

    def _sum_of_items(self, below: int) -> Subject | None:
        """What 合计 is of where the table has no title, and its columns or its rows are all of one kind."""
        if self.cells.about.base.subject:
            return None
        across = sum_of(spec.frame.subject for spec in self.columns if spec.role == "amount")
        labels = (plain(self.grid.first(row)) for row in range(below, len(self.grid.rows)))
        return across or sum_of(apply(Frame(), label)[0].subject for label in labels)

    def _lists_projects(self, below: int) -> bool:
        """Whether the rows are projects of a department: what they add up to is not all that it has.

        A list of 基本支出 and 项目支出 under 项目名称 is no such list.
        """
        about = self.cells.about
        at = next((i for i, spec in enumerate(self.columns) if spec.role == "label" and "项目名称" in spec.text), None)
        if at is None or about.is_only or about.base.subject or about.genre == "project_evaluation":
            return False
        slots = (self.grid.at(row, at) for row in range(below, len(self.grid.rows)))
        names = {plain(slot.text) for slot in slots if slot and slot.own and not slot.is_blank and not slot.figure}
        told = [apply(Frame(), name) for name in names if not is_total(name)]
        kinds = (frame.subject.classification for frame, _, _ in told if frame.subject)
        return "expenditure_type" not in kinds and sum(not understood for _, understood, _ in told) > 1

    def read(self, row: int) -> None:
        """Give each figure of a row its meaning, or a reason why it has none."""
        slots, filled, cells = self.grid.rows[row], self.grid.filled[row], self.cells
        self._pair(row)
        cells.is_of_measures = bool(self.measures and self.paired)
        cells.is_list = not self.columns and not self.paired and is_list_of_funds(filled)
        shift = 0 if self.paired else shift_of_amounts(slots, self.columns)
        self.is_astray = self.is_astray or (not self.paired and goes_beyond(slots, self.columns))
        if shift is None or (self.is_astray and not self.paired):
            return  # nothing tells which columns its figures stand in
        self.slipped |= {len(slots): shift} if shift else {}
        # The rows below it lost the same cells.
        self.shift = 0 if self.paired else self.slipped.get(len(slots), 0)
        cells.begin(row)
        if not self.columns and is_unheaded(slots):
            return  # nothing tells its figures apart
        before: tuple[int, Labels] | None = None
        project = ""
        for index, slot in filled:
            spec = self.column(index)
            if slot.figure is None or slot.mark is None:
                if pairs := labelled(slot) if slot.inside or slot.only else ():
                    self._labelled(row, index, pairs)
                elif spec.role in ("label", "amount"):
                    cells.hear(slot.text)
            elif spec.role in _NO_FACT:
                if spec.role == "unknown":  # 期末数 is no amount of a budget
                    cells.asset(self._labels(row, index), slot.mark, slot.figure, spec)
                self.found.leave(slot.mark, _NO_FACT[spec.role], spec.text)
            else:
                before = index, self._labels(row, index, before)
                labels = before[1]
                project = labels.named or project
                innermost = labels.texts[-1] if labels.texts else ""
                if spec.role == "score" or (not spec.text and is_score_of_whole(innermost)):
                    is_whole = not spec.text or (is_total(plain(innermost)) and self._is_of_points())
                    self._score(slot.mark, slot.figure, project or (WHOLE if is_whole else ""))
                else:
                    self._put(labels, row, index, slot.mark, slot.figure, spec)
        cells.panels.entitle(slots, self.shift, self.column, cells.about)
        if self.is_scored:
            headers = [spec.text for spec in self.columns[self.shift :]]
            score_of_execution(self.grid, row, headers, self.found, self.form)

    def _pair(self, row: int) -> None:
        """Tell whether each amount of a row has a label of its own, and what its places then hold."""
        slots, filled = self.grid.rows[row], self.grid.filled[row]
        self.paired = columns_of_pairs(slots, filled, self.columns, self.halves)
        self.halves |= halves_of(filled, self.cells.unit, self.found.amounts, self.grid.start) if self.paired else {}
        measured = {} if self.paired else measures_beside(filled, self.columns) or funds_beside(filled, self.measures)
        if measured:
            self.paired = columns_of_measures(len(slots), filled, measured, self.columns)
        self.measures |= measured
        if not measured and any(slot.figure for _, slot in filled):
            self.measures = {}

    def _labelled(self, row: int, index: int, pairs: Sequence[tuple[str, Mark, Figure]]) -> None:
        """A cell of labels and amounts; an amount without a label has its row's and column's."""
        side = self.grid.rows[row][0]
        is_label = side is not None and not side.is_blank and side.figure is None
        edge = "" if index == 0 else side.text if side and is_label else self.cells.edge or self.cells.corner
        for label, mark, figure in pairs:
            spec = self.column(index)
            if is_score_of_whole(label):
                self._score(mark, figure, WHOLE)
            elif label:
                self._put(Labels((edge, label) if edge else (label,)), row, index, mark, figure, Column("amount"))
            elif spec.role not in _NO_FACT:
                self._put(self._labels(row, index), row, index, mark, figure, spec)

    def _goes_on(self, row: int, above: int | None = None) -> bool:
        """Whether a row, as wide as the one `above`, is of the project that the row above it names."""
        at = next((at for at, spec in enumerate(self.columns) if names_project(spec.text)), 0)
        slot = self.grid.at(row, at)
        rows = self.grid.rows
        if row >= len(rows) or (above is not None and len(rows[above]) != len(rows[row])):
            return False
        filled = self.grid.filled[row]
        is_filled = any(slot.figure and self.column(place).role == "amount" for place, slot in filled)
        if slot is not None and not slot.is_blank:
            upper = self.grid.at(row - 1, at)
            return is_filled and upper is not None and slot.is_same(upper)
        return is_filled and not any(is_total(plain(text)) for text in self.grid.texts(row))

    def _unit_behind(self, row: int, index: int) -> str:
        """The unit in the cell right of a figure: 296 | 人次."""
        slot = self.grid.at(row, index + 1)
        return slot.text if slot and slot.own and slot.text in units() else ""

    def _is_of_points(self) -> bool:
        """Whether the table gives what could be had beside each score, and no projects: 评价内容 | 分值 | 自评得分."""
        headers = [spec.text for spec in self.columns]
        is_list = any("名称" in text for text in headers) or any(spec.role == "unit" for spec in self.columns)
        is_of_money = any(spec.role == "amount" and spec.frame.measure for spec in self.columns)
        return not is_list and not is_of_money and any("分值" in text or "权重" in text for text in headers)

    def _score(self, mark: Mark, figure: Figure, project: str) -> None:
        own = self.project if project == WHOLE else ""
        score_of_project(mark, figure, own or project, self.cells.about.year, self.found)

    def _put(self, labels: Labels, row: int, index: int, mark: Mark, figure: Figure, spec: Column) -> None:
        if not figure.unit and (unit := labels.unit or self._unit_behind(row, index)):
            figure = replace(figure, unit=unit)
        self.cells.put(labels, index, mark, figure, spec, self.columns, self.shift)

    def column(self, index: int) -> Column:
        """What the place of a row holds."""
        if self.paired:
            return self.paired[index]
        index += self.shift
        if index < len(self.columns):
            return self.columns[index]
        return Column("amount" if not self.header else "note")

    def _labels(self, row: int, index: int, before: tuple[int, Labels] | None = None) -> Labels:
        found = labels_of(self.grid.rows[row], self.column, bool(self.header), index, before)
        if found.named and (before is None or found is not before[1]):
            found = found._replace(is_part=self._goes_on(row) or self._goes_on(row + 1, row))
        corner = self.grid.at(row, 0)
        if found.texts == (self.cells.corner,) and corner is not None and not corner.own:
            return Labels((), found.code)  # 项目资金情况(元), merged down from the header, is no label of the total
        return found
