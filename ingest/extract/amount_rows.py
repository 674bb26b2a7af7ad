"""The rows of an amount table, cell by cell: labels, column and what stands above them make a fact or a reason.

What a cell means is put together in `meaning.py`; which rows hold amounts is decided in `tables.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from ingest.extract.found import CROSS, TOTAL, Amount, Findings, Frame, Mark, Subject, replace
from ingest.extract.fund_parts import is_carryover_part
from ingest.extract.fund_rows import is_fund, plain
from ingest.extract.grid import Grid
from ingest.extract.header_columns import columns_of, of_all_income, of_one_score, unit_before
from ingest.extract.headers import NUMBERING, Column, apply, is_total, unit_of
from ingest.extract.labelled_cells import labelled
from ingest.extract.lost_cells import is_labelled_throughout, shift_of_amounts
from ingest.extract.meaning import CARRYOVERS, About, Labels, Told, meaning, read_labels
from ingest.extract.row_labels import labels_of
from ingest.extract.table_assets import asset
from ingest.extract.table_counts import count
from ingest.extract.table_points import score_of_execution, score_of_project
from ingest.extract.table_rates import growth, rate
from ingest.extract.table_titles import about_below
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
#: What a fund breaks down without being of it: the total, or a revenue.
_WHOLE = frozenset(("total", "revenue", "balance"))
_WHOLES = ("总额", "总投资", "预算数", "到位数", "执行数")
_YEARS_FUNDS = ("年度资金总额", "资金总额", "项目资金总额", "年度总金额")


class AmountRows:
    """What is known of a table while its rows of amounts are read: its columns, and what the rows above said."""

    def __init__(self, grid: Grid, found: Findings, about: About, unit: str) -> None:
        self.grid, self.found, self.about, self.unit = grid, found, about, unit
        #: What the form in hand is called.
        self.form = ""
        self.call(0)
        self.columns: list[Column] = []
        self.header: list[int] = []
        #: What the labels of the figure read last say, and the unit they state.
        self.told: Told | None = None
        self.unit_of_row = ""
        self.outer: Frame | None = None
        #: What the row above that is no fund's is about in each column, None where that was not understood.
        self.above: dict[int, Subject | None] = {}
        #: Whether the row in hand breaks that row down: 项目支出 | 其中：财政拨款 | 其他资金.
        self.is_part = False
        self.edge = self.corner = ""
        self.is_scored = self.is_labelled = False
        #: Whether a row above names what was carried over: 收入合计 below it holds that too.
        self.is_carried = False
        #: The unit of the counted row above.
        self.counted = ""
        self.shift = 0
        self.slipped: dict[int, int] = {}
        #: What the last total of a column says, None where that was not understood (实施期资金总额).
        self.wholes: dict[int, Frame | None] = {}
        #: Whether each amount of the row has a label of its own and none of the columns, which the file lost.
        self.is_told = False
        #: The title of the block of rows in hand, in a row of its own: 三、资产情况（万元）.
        self.block = ""
        #: Amounts of rows that name nothing but a fund, with the rows' labels, by key.
        self.funds: dict[object, list[tuple[str, Amount]]] = {}

    def call(self, forms: int) -> None:
        """Name the form in hand after the table; `forms` stand above it there, and those of one title stay apart."""
        number = f"{self.grid.number + 1}-{forms + 1}" if forms else f"{self.grid.number + 1}"
        self.form = f"{self.about.title or '指标表'}（表{number}）"

    @cached_property
    def is_divided(self) -> bool:
        """Whether the table sums up its parts, 小计, and then the whole, or several parts."""
        rows = (slots for slots in self.grid.filled if any(slot.figure for _, slot in slots))
        labels = (plain(slot.text) for slots in rows for _, slot in slots if slot.figure is None)
        return sum(map(is_total, labels)) > 1

    def forget(self) -> None:
        """Another table begins below: its columns are not known yet."""
        self.columns, self.header, self.is_scored, self.is_part = [], [], False, False
        self.outer, self.above, self.wholes = None, {}, {}

    def name_columns(self, below: int) -> None:
        """Put the columns of the header rows together; `below` is the first row under them."""
        self.columns, self.slipped, self.is_labelled = columns_of(self.grid, self.header, self.about.year), {}, False
        self.columns = of_all_income(self.columns) if self.about.base.measure == "revenue" else self.columns
        self.columns = of_one_score(self.columns)
        self.is_scored = any(spec.rate and spec.rate.rate == "execution" for spec in self.columns)
        first = next((index for index, slot in self.grid.filled[below] if slot.figure), 0)
        self.unit = self.unit or unit_before(self.columns, first)

    def read(self, row: int) -> None:
        """Give each figure of a row its meaning, or a reason why it has none."""
        slots = self.grid.rows[row]
        shift = shift_of_amounts(slots, self.columns)
        if shift is None:
            return  # nothing tells which columns its figures stand in
        if shift:
            self.slipped[len(slots)] = shift
        self.shift = self.slipped.get(len(slots), 0)  # the rows below it lost the same cells
        self.is_told = bool(self.columns) and is_labelled_throughout(slots, len(self.columns))
        self.edge = self.grid.first(row) or self.edge
        texts = self.grid.texts(row)
        if texts and not any(slot.figure for _, slot in self.grid.filled[row]):
            self.above = {}  # an item without amounts
            self.block = texts[0] if len(texts) == 1 else self.block
        if len(texts) <= 2:
            self.unit = next((unit for text in texts if (unit := unit_of(text))), self.unit)
        before: tuple[int, Labels] | None = None
        project = ""
        for index, slot in self.grid.filled[row]:
            spec = self.column(index)
            if slot.figure is None or slot.mark is None:
                if pairs := labelled(slot) if slot.inside else ():
                    self._labelled(row, index, pairs)
                elif slot.text.startswith(_YEARS_FUNDS) and spec.role in ("label", "amount"):
                    self.outer, _, _ = apply(self.about.base, plain(slot.text))
            elif spec.role in _NO_FACT:
                if spec.role == "unknown":  # 期末数 is no amount of a budget
                    self._asset(self._labels(row, index), slot.mark, slot.figure, spec)
                self.found.leave(slot.mark, _NO_FACT[spec.role], spec.text)
            else:
                before = index, self._labels(row, index, before)
                project = before[1].named or project
                if spec.role == "score":
                    score_of_project(slot.mark, slot.figure, project, self.about.year, self.found)
                else:
                    self._cell(before[1], index, slot.mark, slot.figure, spec)
        if texts and NUMBERING.match(texts[0]):
            held = (self.column(index) for index, slot in enumerate(slots) if slot and slot.figure)
            if all(spec.role == "line" for spec in held):
                self.about = about_below(self.about, texts[0])
        if self.is_scored:
            headers = [spec.text for spec in self.columns[self.shift :]]
            score_of_execution(self.grid, row, headers, self.found, self.form)

    def _labelled(self, row: int, index: int, pairs: Sequence[tuple[str, Mark, Figure]]) -> None:
        """A cell of labels and amounts; an amount without a label has its row's and column's."""
        side = self.grid.rows[row][0]
        is_label = side is not None and not side.is_blank and side.figure is None
        edge = "" if index == 0 else side.text if side and is_label else self.edge or self.corner
        for label, mark, figure in pairs:
            spec = self.column(index)
            if label:
                self._cell(Labels((edge, label) if edge else (label,)), index, mark, figure, Column("amount"))
            elif spec.role not in _NO_FACT:
                self._cell(self._labels(row, index), index, mark, figure, spec)

    def column(self, index: int) -> Column:
        """What the place of a row holds."""
        if self.is_told:
            return Column("amount")
        index += self.shift
        if index < len(self.columns):
            return self.columns[index]
        return Column("amount" if not self.header else "note")

    def _labels(self, row: int, index: int, before: tuple[int, Labels] | None = None) -> Labels:
        found = labels_of(self.grid.rows[row], self.column, bool(self.header), index, before)
        corner = self.grid.at(row, 0)
        if found.texts == (self.corner,) and corner is not None and not corner.own:
            return Labels((), found.code)  # 项目资金情况(元), merged down from the header, is no label of the total
        return found

    def _asset(self, labels: Labels, mark: Mark, figure: Figure, spec: Column) -> bool:
        """Whether the cell is what an asset is worth."""
        unit = figure.unit or spec.unit or self.unit
        is_titled = "资产" in self.about.title + self.block
        year = spec.frame.year or self.about.year
        return asset(mark, figure, labels, spec.text, unit or self.unit_of_row, year, is_titled, self.found)

    def _within(self, told: Told, index: int) -> Told:
        """A fund's row below an item breaks that item down."""
        item = self.above.get(index)
        if not self.is_part or item is None or item.classification in _WHOLE:
            return told
        return told._replace(frame=replace(told.frame, subject=item))

    def _cell(self, labels: Labels, index: int, mark: Mark, figure: Figure, spec: Column) -> None:
        if self.told is None or self.told.labels is not labels:  # the figures of a row share their labels
            is_below = bool(labels.texts) and is_fund(labels.texts[-1])
            self.is_part = is_below and (self.is_part or labels.texts[-1].startswith("其中"))
            self.told = read_labels(self.about, labels, self.outer is not None or self.is_part, self.is_carried)
            of = self.told.frame.subject
            self.is_carried = self.is_carried or (of is not None and of.code in CARRYOVERS)
            stated = (unit_of(text) for text in (*labels.texts, self.edge, self.corner))
            self.unit_of_row = next((unit for unit in stated if unit), "")
        told = self._within(self.told, index)
        frame, problem = meaning(self.about, told, spec, self.wholes.get(index) or self.outer)
        is_bare = not labels.texts and not spec.frame.subject and not self.about.base.subject
        if is_bare and (self.is_labelled or not self.header):
            frame, problem = None, ""  # neither its row nor its column says what it is of
        self.is_labelled = self.is_labelled or bool(labels.texts)
        item = self.above.get(index)
        if frame is not None and is_carryover_part(told, item.code if item else None):
            frame, problem = None, CROSS
        is_lone = spec.role == "count" and self.grid.is_lone(index)
        counted = count(mark, figure, labels, spec, self.corner, self.counted, self.about.year, is_lone, self.found)
        if counted:
            self.counted = counted
            return
        if self._asset(labels, mark, figure, spec):
            return
        unit = figure.unit or spec.unit or self.unit_of_row or self.unit
        if spec.role == "count":
            self.found.leave(mark, "quantity outside the contract", "".join(labels.texts)[-40:])
            return
        if told.inner == "小计" and len(labels.texts) < 2 and self.is_divided:
            frame, problem = None, CROSS  # of the units or kinds above it
        if told.is_fund and index in self.wholes and self.wholes[index] is None:
            frame, problem = None, ""
        elif self.is_part and index in self.above and item is None:
            frame, problem = None, ""  # a part of what was not understood
        elif not told.is_fund:
            self.above[index] = (frame.subject or TOTAL) if frame else None
        if told.inner.endswith(_WHOLES) and not spec.frame.measure:
            self.wholes[index] = frame
        if frame is None or figure.value is None:
            self.found.leave(mark, problem, "".join(labels.texts)[-40:])
            return
        if told.by_code and told.by_code.classification == "function":
            self.found.functions.setdefault(told.by_code.code, told.by_code.name)
        if spec.role == "growth":
            growth(mark, figure, frame, spec, self.columns, self.about.year, self.found)
            return
        if spec.role == "rate" or figure.kind == "percent":
            rate(mark, figure, frame, spec, self.columns, self.found)
            return
        if not self.unit and (told.is_total or told.inner.startswith(_YEARS_FUNDS)):
            self.unit = self.unit_of_row  # 资金总额(万元) | 2,864.12 says it for the parts below
        if unit not in units() or units()[unit].kind != "money":
            self.found.leave(mark, "quantity outside the contract" if unit else "", "".join(labels.texts)[-40:])
            return
        if spec.role == "change":
            frame = replace(frame, stage=f"{frame.measure}:{frame.stage}", measure="change")
        self.counted = ""
        value = -abs(figure.value) if spec.is_reduction else figure.value
        amount = Amount(mark, frame, value, unit, units()[unit].factor, figure.decimals, "table")
        self.found.amounts.append(amount)
        if told.is_fund:
            self.funds.setdefault(frame.key, []).append((told.inner, amount))
        self.found.take(mark, (frame.subject or TOTAL).name)
