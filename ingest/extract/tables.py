"""Amount tables: a cell's meaning is its table's title, its column's header path and its row's labels put together.

The same lexicon that reads prose reads headers and labels, so that columns may come in any order and any subset. What
two axes name at once and the contract has no place for (a function's basic spending) is context, not a fact.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.extract.found import TOTAL, Amount, Findings, Frame, Mark, Rate, Subject
from ingest.extract.grid import Grid, Slot, grids
from ingest.extract.headers import NUMBERING, Column, apply, column, is_header, is_total, path, unit_of
from ingest.extract.scope import title_frame
from ingest.extract.table_indicators import indicator_columns, read_form, score_of_execution
from ingest.figures import Figure
from ingest.lexicon.lexicon import economic_codes, units
from ingest.outline import Outline

_CODE = re.compile(r"\d{2,7}")
_CROSS = "cross classification outside the contract"


def read_tables(
    outline: Outline,
    figures: Sequence[Sequence[Figure]],
    frames: Sequence[Frame],
    found: Findings,
    genre: str,
    year: int | None,
    one_project: bool,
) -> None:
    """Read every table; each of its figures gets a disposition. `one_project`: the document is about one project."""
    for grid in grids(outline, figures):
        _Table(grid, frames[grid.section], found, genre, year, one_project).read()
        for row in grid.rows:
            for slot in row:
                if slot and slot.own and slot.mark:
                    found.leave(slot.mark, "", slot.text[:40])


class _Table:
    """One table, row by row; a row that names columns starts a new region."""

    def __init__(self, grid: Grid, section: Frame, found: Findings, genre: str, year: int | None, one: bool) -> None:
        self.grid, self.found, self.genre, self.year, self.one_project = grid, found, genre, year, one
        heads = [texts[0] for row in range(min(4, len(grid.rows))) if len(texts := grid.texts(row)) == 1]
        near = [text for text in grid.above if len(text) <= 60]
        self.title = next(
            (t for t in (*heads, *reversed(near)) if re.search(r"表|情况", t) and not re.match(r"公开\d+表", t)), ""
        )
        self.base = self._base(title_frame(_plain(self.title), replace(section, subject=None, measure="", stage="")))
        self.unit = next((u for t in (*heads, *reversed(grid.above), self.title) if (u := unit_of(t))), "")
        self.columns: list[Column] = []
        self.header: list[int] = []
        self.outer: Frame | None = None
        self.above: dict[int, str] = {}
        self.edge = ""
        self.economic = bool(self.base.subject and self.base.subject.code == "basic") or "经济" in self.title

    def _base(self, frame: Frame) -> Frame:
        frame = replace(frame, year=self.year)
        spends = re.search(r"支出.{0,6}(?:决算|预算|情况|明细|总)?表|支付|决算表", self.title) and not re.search(
            r"绩效|自评|收入|收支", self.title
        )
        if not frame.measure and spends:
            frame = replace(frame, measure="spending")
        for row in range(len(self.grid.rows)):
            texts = self.grid.texts(row)
            if len(texts) >= 2 and texts[0] == "项目名称" and not self.one_project:
                return replace(frame, subject=Subject("project", "", texts[1]))
        return frame

    def read(self) -> None:
        after_data = False
        row = 0
        while row < len(self.grid.rows):
            parts = indicator_columns(self.grid, row)
            if parts:
                row = read_form(self.grid, row, parts, self.found, self.title)
                self.columns, self.header, after_data = [], [], True
                continue
            if is_header(self.grid, row, after_data):
                if after_data or not self.header:
                    self.header = []
                self.header.append(row)
                first = self.grid.rows[row][0] if self.grid.rows[row] else None
                self.edge = first.text if first and not first.is_blank else self.edge
                self._name_columns()
                after_data = False
            elif self._is_numbering(row):
                self._leave_row(row, "column number")
            else:
                self._read_row(row)
                after_data = after_data or any(slot and slot.figure for slot in self.grid.rows[row])
            row += 1

    def _name_columns(self) -> None:
        width = max(len(self.grid.rows[row]) for row in self.header)
        self.columns = []
        for index in range(width):
            left = self.columns[-1] if self.columns else None
            self.columns.append(column(path(self.grid, self.header, index), left, self.year))

    def _is_numbering(self, row: int) -> bool:
        """栏次 1 2 3 …, with or without the word."""
        slots = [slot for slot in self.grid.rows[row] if slot and slot.own and not slot.is_blank]
        values = [slot.figure.value for slot in slots if slot.figure]
        if slots and slots[0].text in ("栏次", "行次"):
            return True
        return len(values) >= 3 and len(values) == len(slots) and values == list(range(1, len(values) + 1))

    def _leave_row(self, row: int, reason: str) -> None:
        for slot in self.grid.rows[row]:
            if slot and slot.own and slot.mark:
                self.found.leave(slot.mark, reason)

    def _read_row(self, row: int) -> None:
        slots = self.grid.rows[row]
        edge = slots[0] if slots else None
        if edge and edge.own and not edge.is_blank:
            self.edge = edge.text if edge.figure is None else ""
        if texts := self.grid.texts(row):
            self.unit = unit_of(texts[0]) if unit_of(texts[0]) and len(texts) <= 2 else self.unit
        for index, slot in enumerate(slots):
            if not slot or not slot.own or slot.is_blank:
                continue
            spec = self._column(index)
            if slot.figure is None or slot.mark is None:
                if slot.text.startswith(("年度资金总额", "资金总额", "项目资金总额")) and spec.role in (
                    "label",
                    "amount",
                ):
                    self.outer, _, _ = apply(self.base, _plain(slot.text))
                continue
            if spec.role in ("line", "code", "note", "unknown"):
                reasons = {
                    "line": "row number",
                    "code": "class code",
                    "note": "quantity outside the contract",
                    "unknown": "",
                }
                self.found.leave(slot.mark, reasons[spec.role], spec.text)
                continue
            self._cell(row, index, slot, spec)
        if any(spec.rate and spec.rate.rate == "execution" for spec in self.columns):
            score_of_execution(self.grid, row, [spec.text for spec in self.columns], self.found, self.title)

    def _column(self, index: int) -> Column:
        if index < len(self.columns):
            return self.columns[index]
        return Column("amount" if not self.header else "note")

    def _labels(self, row: int, index: int) -> tuple[list[str], str, Column | None]:
        """Row labels left of a cell up to the panel's border (else right of it), the class code, the label's column."""
        slots = self.grid.rows[row]
        texts: list[str] = []
        code = ""
        named: Column | None = None
        for at in range(index - 1, -1, -1):
            spec, slot = self._column(at), slots[at]
            is_text = slot is not None and not slot.is_blank and slot.figure is None
            if spec.role in ("amount", "rate", "change") and self.header and (texts or code) and not is_text:
                break
            if spec.role == "code" and slot and not slot.is_blank and slot.text.isdigit():
                code = slot.text + code if spec.level else slot.text
            elif slot and not slot.is_blank and slot.figure is None and (not texts or texts[-1] != slot.text):
                texts.append(slot.text)
                named = named or spec
        if not texts:
            for at in range(index + 1, len(slots)):
                slot = slots[at]
                if slot and not slot.is_blank and slot.figure is None and self._column(at).role == "label":
                    return [slot.text], code, self._column(at)
        return list(reversed(texts)), code, named

    def _cell(self, row: int, index: int, slot: Slot, spec: Column) -> None:
        mark, figure = slot.mark, slot.figure
        assert mark
        assert figure
        assert figure.value is not None
        labels, code, named = self._labels(row, index)
        frame, problem = self._frame(labels, code, named, spec)
        if frame is not None:
            frame, problem = self._below(frame, index, labels)
        if frame is None:
            self.found.leave(mark, problem, "".join(labels)[-40:])
            return
        if spec.role == "rate" or figure.kind == "percent":
            self._rate(mark, figure, frame, spec)
            return
        unit = figure.unit or spec.unit or next((u for t in (*labels, self.edge) if (u := unit_of(t))), "") or self.unit
        if unit not in units() or units()[unit].kind != "money":
            self.found.leave(mark, "" if not unit else "quantity outside the contract", "".join(labels)[-40:])
            return
        if spec.role == "change":
            frame = replace(frame, stage=f"{frame.measure}:{frame.stage}", measure="change")
        amount = Amount(mark, frame, figure.value, unit, units()[unit].factor, figure.decimals, "table")
        self.found.amounts.append(amount)
        self.found.take(mark, (frame.subject or TOTAL).name)

    def _frame(self, labels: list[str], code: str, named: Column | None, spec: Column) -> tuple[Frame | None, str]:
        """Title, column and row put together, or None and why the cell can be no fact."""
        row = Frame()
        understood = True
        inner = _plain(labels[-1]) if labels else ""
        for label in labels:
            plain = _plain(label)
            if plain and not is_total(plain):
                row, known, _ = apply(row, plain, self.economic and not code.startswith("2"))
                understood = known if label == labels[-1] else understood
        if row.subject and row.subject.classification == "economic" and not self.economic and not code:
            return None, _CROSS  # 住房公积金 among functional classes is no economic class
        total = is_total(inner)
        subject = self._class(inner, code) or row.subject
        if total:
            subject = None
        elif subject is None and not understood:
            if named and re.search(r"项目名称|项目$", named.text) and self.base.measure and not code:
                subject = Subject("project", "", inner)
            elif named and re.search("科目|功能", named.text):
                subject = Subject("function", "", inner)
            else:
                return None, ""
        elif not understood and not self._class(inner, code):
            return None, ""
        if labels and labels[-1].startswith("其中") and self.outer and not spec.frame.measure:
            row = replace(self.outer, fund=row.fund or self.outer.fund)
        return self._compose(row, subject, spec, total, inner)

    def _below(self, frame: Frame, index: int, labels: list[str]) -> tuple[Frame | None, str]:
        """A fund alone below 年初财政拨款结转和结余 breaks the carryover down, which the contract has no place for."""
        named, known, _ = apply(Frame(), _plain(labels[-1])) if labels else (Frame(), True, None)
        if named.fund and not named.measure and not named.subject:
            return (None, _CROSS) if self.above.get(index) in ("fiscal_carryover", "opening_carryover") else (frame, "")
        self.above[index] = frame.subject.code if frame.subject else ""
        return frame, ""

    def _class(self, name: str, code: str) -> Subject | None:
        """The functional or economic class that a code names; learnt for the document."""
        if not _CODE.fullmatch(code) or not name or is_total(name):
            return None
        if code in economic_codes() or (self.economic and code.startswith("3")):
            return Subject("economic", code, economic_codes().get(code, name))
        self.found.functions.setdefault(code, name)
        return Subject("function", code, name)

    def _compose(
        self, row: Frame, subject: Subject | None, spec: Column, total: bool, inner: str
    ) -> tuple[Frame | None, str]:
        column_subject = spec.frame.subject if spec.frame.subject != TOTAL else None
        if subject and column_subject and _is_part(subject, column_subject):
            column_subject = None
        if subject and column_subject and subject.classification != column_subject.classification:
            if subject.classification != "total" and column_subject.classification not in ("total", "balance"):
                return None, _CROSS
        if (
            subject
            and column_subject
            and subject.classification == "function"
            and column_subject.classification == "revenue"
        ):
            return None, _CROSS
        measure, stage = self._measure(row, spec)
        if total and inner == "总计" and (measure == "revenue" or spec.side):
            if spec.side == "支出":
                measure, stage, subject = "balance", "", Subject("balance", "expenditure_grand_total", "支出总计")
            else:
                subject = Subject("revenue", "grand_total", "总计")
        whole = subject or column_subject or self._total_of_table(measure)
        if not measure and spec.role == "rate":
            measure = "spending"
        if not measure:
            return None, ""
        if measure == "revenue" and whole.classification not in ("revenue", "total", "balance"):
            return None, _CROSS
        fund = row.fund or spec.frame.fund or self.base.fund
        return Frame(
            measure,
            stage,
            whole,
            fund,
            spec.frame.year or row.year if row.year != -1 else self.year,
        ), ""

    def _total_of_table(self, measure: str) -> Subject:
        base = self.base.subject
        if base and measure in ("budget", "spending") and base.classification != "revenue":
            return base
        return TOTAL

    def _measure(self, row: Frame, spec: Column) -> tuple[str, str]:
        """Measure and stage: the row's when it names a source of revenue, else column, then title; 收入/支出 decide sides."""
        measure = spec.frame.measure or row.measure or self.base.measure
        stage = spec.frame.stage if spec.frame.measure else row.stage if row.measure else self.base.stage
        if row.measure == "balance":
            return "balance", ""
        is_revenue = (
            row.measure == "revenue" or spec.side == "收入" or (self.base.measure == "revenue" and not spec.side)
        )
        if is_revenue and spec.side != "支出":
            if spec.frame.measure == "budget":
                return "revenue", "adjusted" if stage == "adjusted" else "initial"
            return "revenue", "initial" if self.genre == "budget" else "executed"
        if spec.side == "支出" and measure in ("", "revenue"):
            return "spending", ""
        return measure, stage

    def _rate(self, mark: Mark, figure: Figure, frame: Frame, spec: Column) -> None:
        """执行率, 支付进度 of a row: spending over the budget of the same row; other percentages stay context."""
        if spec.rate is None or spec.rate.rate not in ("execution", "received") or figure.value is None:
            self.found.leave(mark, "rate outside the contract", spec.text)
            return
        stages = [c.frame.stage for c in self.columns if c.role == "amount" and c.frame.measure == "budget"]
        stage = "adjusted" if "adjusted" in stages else stages[0] if stages else "approved"
        numerator = replace(frame, measure="spending", stage="")
        denominator = replace(frame, measure="budget", stage=stage)
        self.found.rates.append(
            Rate(mark, numerator, spec.rate.rate, stage, figure.value, figure.decimals, denominator, "table")
        )
        self.found.take(mark, spec.rate.rate)


def _is_part(item: Subject, whole: Subject) -> bool:
    """An economic class below 人员经费 or 公用经费: the column only says where the class belongs."""
    if item.classification != "economic" or whole.classification != "basic_component":
        return False
    return item.code.startswith(("301", "303")) == (whole.code == "personnel")


def _plain(text: str) -> str:
    """A label or title without numbering, 其中, year and unit."""
    text = re.sub(r"\(?(?:单位[:：])?(?:万元|元)\)?|单位[:：].*$|\s", "", text)
    text = re.sub(r"^(?:20\d\d年度?|表\d+|附表\d*|公开\d+表)+[:：]?", "", NUMBERING.sub("", text))
    return re.sub(r"^其中[:：]?", "", text).strip(" :：")
