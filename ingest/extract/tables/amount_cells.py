"""The cells of an amount table: labels, column and what stands above them make an amount, a rate, a count or a reason.

What a cell means is put together in `meaning.py`; what a row's places hold is told in `amount_rows.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from ingest.extract.found import CROSS, TOTAL, Amount, Disposition, Findings, Frame, Mark, Subject, replace
from ingest.extract.grid import Grid
from ingest.extract.headers import Column, apply, is_total, unit_of
from ingest.extract.tables.assets import asset, counted_at, kind_by_value
from ingest.extract.tables.counts import count
from ingest.extract.tables.fund_parts import is_carryover_part, is_kind_of_item
from ingest.extract.tables.fund_rows import is_fund, plain
from ingest.extract.tables.meaning import CARRYOVERS, About, Labels, Told, block_of, meaning, read_labels
from ingest.extract.tables.panels import Panels
from ingest.extract.tables.rates import is_unlike, rate, rate_of_label
from ingest.extract.tables.row_pairs import divides
from ingest.figures import Figure
from ingest.lexicon.lexicon import units

#: What a fund breaks down without being of it: the total, or a revenue.
_WHOLE = frozenset(("total", "revenue", "balance"))
_MEASURES = frozenset(("budget", "spending"))
_WHOLES = ("总额", "总投资", "预算数", "到位数", "执行数")
_YEARS_FUNDS = ("年度资金总额", "资金总额", "项目资金总额", "年度总金额", "项目当年预算", "部门预算总额")


class AmountCells:
    """What is known of a table while its cells are read one after the other: what those above and left said."""

    def __init__(self, grid: Grid, found: Findings, about: About, unit: str) -> None:
        self.grid, self.found, self.about, self.unit = grid, found, about, unit
        self.counted_at = counted_at(grid, about.year)
        #: The label of the row or block in hand, and the one over the row labels.
        self.edge = self.corner = ""
        #: The title of the block of rows in hand, in a row of its own: 三、资产情况（万元）.
        self.block = ""
        #: What the labels of the figure read last say, and the unit they state.
        self.told: Told | None = None
        self.unit_of_row = ""
        #: The amounts of the row in hand by key.
        self.row: dict[object, Amount] = {}
        #: The total whose parts stand below it, where it is a label without amounts.
        self.outer: Frame | None = None
        #: What the last total of a column says, None where that was not understood (实施期资金总额).
        self.wholes: dict[int, Frame | None] = {}
        #: What the row above that is no fund's is about in each column, None where that was not understood.
        self.above: dict[int, Subject | None] = {}
        #: Whether the row in hand breaks that row down: 项目支出 | 其中：财政拨款 | 其他资金.
        self.is_part = False
        #: Whether it goes on with a list of funds: 其中:中央资金 | 210 | 省级资金 | 90.
        self.is_list = False
        #: Whether it divides a row of measures: 省财政 | 170 | 省财政 | 170 below 计划安排资金 | 实际到位资金.
        self.is_of_measures = False
        #: Whether a row above names what was carried over: 收入合计 below it holds that too.
        self.is_carried = False
        self.is_labelled = False
        #: The lists that stand beside each other below one header.
        self.panels = Panels()
        #: Amounts of rows that name nothing but a fund, with the rows' labels, by key.
        self.funds: dict[object, list[tuple[str, Amount]]] = {}

    @cached_property
    def is_divided(self) -> bool:
        """Whether the table sums up its parts, 小计, and then the whole, or several parts."""
        rows = (slots for slots in self.grid.filled if any(slot.figure for _, slot in slots))
        labels = (plain(slot.text) for slots in rows for _, slot in slots if slot.figure is None)
        return sum(map(is_total, labels)) > 1

    @property
    def _is_of_project(self) -> bool:
        of = self.about.base.subject
        return self.about.is_only or (of is not None and of.classification == "project")

    def forget(self) -> None:
        """Another table begins below."""
        self.outer, self.above, self.wholes, self.is_part = None, {}, {}, False

    def begin(self, row: int) -> None:
        """Go on to a row, and take what it says beside its figures."""
        texts = self.grid.texts(row)
        self.edge, self.row = self.grid.first(row) or self.edge, {}
        if texts and not any(slot.figure for _, slot in self.grid.filled[row]):
            self.above = {}  # an item without amounts
            self.block = texts[0] if len(texts) == 1 else self.block
        if len(texts) <= 2:
            self.unit = next((unit for text in texts if (unit := unit_of(text))), self.unit)

    def hear(self, text: str) -> None:
        """A label without an amount of its own may name the total that the rows below break down."""
        if text.startswith(_YEARS_FUNDS):
            self.outer, _, _ = apply(replace(self.about.base, measure="", stage=""), plain(text))

    def asset(self, labels: Labels, mark: Mark, figure: Figure, spec: Column) -> bool:
        """Whether the cell is what an asset is worth."""
        unit = figure.unit or spec.unit or self.unit or self.unit_of_row
        if self.about.genre == "budget" and self.counted_at == self.about.year:
            return False  # it tells what was owned when it was made, and no date says when
        is_titled = "资产" in self.about.title + self.block
        year = spec.frame.year or self.counted_at
        return asset(mark, figure, labels, spec, unit, year, is_titled, self.found)

    def _is_apart(self, amount: Amount) -> bool:
        """Whether no other column of the row has the same meaning: of 1-6月支出 | 7-8月支出 neither is the year's."""
        key, mark = amount.frame.key, amount.mark
        before = self.row.setdefault(key, amount)
        if before is amount or before.value == amount.value:
            return True
        self.found.amounts[:] = [one for one in self.found.amounts if one is not before]
        for given in (before.mark, mark):
            self.found.dispositions[given] = Disposition("unmapped", "", (amount.frame.subject or TOTAL).name)
        return False

    def _within(self, told: Told, index: int) -> Told:
        """A fund's row below an item breaks that item down."""
        item = self.above.get(index)
        if self.is_part and item and item.classification == "revenue":
            return told._replace(frame=replace(told.frame, measure="revenue", subject=item))
        if not self.is_part or item is None or item.classification in _WHOLE:
            return told
        return told._replace(frame=replace(told.frame, subject=item))

    def put(
        self,
        labels: Labels,
        index: int,
        mark: Mark,
        figure: Figure,
        spec: Column,
        columns: Sequence[Column],
        shift: int,
    ) -> None:
        """Give a figure its meaning, or a reason why it has none; no `columns` where no header stands above it.

        `shift` is by how many columns its row has slipped left.
        """
        panel = self.panels.of(index + shift)
        table = self.panels.about(panel, self.about)
        if self.told is None or self.told.labels is not labels:  # the figures of a row share their labels
            is_below = bool(labels.texts) and is_fund(labels.texts[-1])
            self.is_part = is_below and (self.is_part or labels.texts[-1].startswith("其中"))
            is_within = self.outer is not None or self.is_part or self.is_of_measures or "资金" in self.corner
            self.told = read_labels(table, labels, is_within, self.is_carried)
            of = self.told.frame.subject
            self.is_carried = self.is_carried or (of is not None and of.code in CARRYOVERS)
            stated = (unit_of(text) for text in (*labels.texts, self.edge, self.corner))
            is_within = bool(labels.texts) and labels.texts[-1].startswith("其中")
            self.unit_of_row = next((unit for unit in stated if unit), self.unit_of_row if is_within else "")
        told = self._within(self.told, index)
        frame, problem = meaning(table, told, spec, self.outer, self.wholes.get(index))
        is_bare = not labels.texts and not spec.frame.subject and not self.about.base.subject
        if is_bare and (self.is_labelled or not columns):
            frame, problem = None, ""  # neither its row nor its column says what it is of
        self.is_labelled = self.is_labelled or bool(labels.texts)
        item = self.above.get(index)
        is_part = frame is not None and is_kind_of_item(frame, item, told)
        if is_part or (frame is not None and is_carryover_part(told, item.code if item else None)):
            frame, problem = None, CROSS
        if frame is not None and frame.measure == "revenue" and "资金" in self.corner and self._is_of_project:
            frame, problem = None, CROSS  # 事业收入 that a project is paid from is no income of the department
        is_lone = spec.role == "count" and self.grid.is_lone(index)
        above = self.panels.counted.get(panel, "")
        is_value = "资产" in self.about.title and kind_by_value(spec.text) and self.asset(labels, mark, figure, spec)
        if is_value:
            return
        counted = count(mark, figure, labels, spec, self.corner, above, self.counted_at, is_lone, self.found)
        if counted:
            self.panels.counted[panel] = counted
            return
        if self.asset(labels, mark, figure, spec):
            return
        unit = figure.unit or spec.unit or self.unit_of_row or self.unit
        label = "".join(labels.texts)[-40:]
        if spec.role in ("count", "value"):
            self.found.leave(mark, "quantity outside the contract", label)
            return
        if told.inner == "小计" and self.is_divided and block_of(labels) is None:
            frame, problem = None, CROSS  # of the units or kinds above it
        if told.is_fund and index in self.wholes and (self.is_list or self.wholes[index] is None):
            frame, problem = None, ""
        elif self.is_part and index in self.above and item is None:
            frame, problem = None, ""  # a part of what was not understood
        elif not (told.is_fund or is_part) and not divides("".join(labels.texts[-1:])):
            self.above[index] = (frame.subject or TOTAL) if frame else None
        is_whole = told.inner.endswith(_WHOLES) or (told.frame.measure in _MEASURES and not told.is_fund)
        if is_whole and (self.is_of_measures or not spec.frame.measure):
            self.wholes[index] = frame
        if not spec.text and rate_of_label(mark, figure, told.inner, self.about.base, self.grid.start, self.found):
            return
        if spec.role == "change" and frame is not None and is_unlike(spec, columns, self.about.year):
            frame, problem = None, "comparison outside the contract"
        if frame is None or figure.value is None:
            self.found.leave(mark, problem, label)
            return
        if told.by_code and told.by_code.classification == "function":
            self.found.functions.setdefault(told.by_code.code, told.by_code.name)
        if spec.role in ("growth", "rate") or figure.kind == "percent":
            rate(mark, figure, frame, spec, columns, self.about.year, self.found)
            return
        if not self.unit and (told.is_total or told.inner.startswith(_YEARS_FUNDS)):
            self.unit = self.unit_of_row  # 资金总额(万元) | 2,864.12 says it for the parts below
        if unit not in units() or units()[unit].kind != "money":
            self.found.leave(mark, "quantity outside the contract" if unit else "", label)
            return
        if spec.role == "change":
            frame = replace(frame, stage=f"{frame.measure}:{frame.stage}", measure="change")
        self.panels.counted.pop(panel, None)
        value = -abs(figure.value) if spec.is_reduction else figure.value
        amount = Amount(mark, frame, value, unit, units()[unit].factor, figure.decimals, "table")
        if columns and not self._is_apart(amount):
            return
        self.found.amounts.append(amount)
        if told.is_fund or not columns:
            self.funds.setdefault(frame.key, []).append((told.inner, amount))
        self.found.take(mark, (frame.subject or TOTAL).name)
