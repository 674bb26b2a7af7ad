"""Tables as grids: merged cells spread over their span, each slot knowing its text, its block and its figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.extract.found import Mark
from ingest.figures import Figure
from ingest.outline import Block, Outline
from ingest.page_number import is_page_number

_AROUND = re.compile(r"[\s≥≤=<>约+\-—()%]*")
#: What is printed over the next page of a table.
_CONTINUED = re.compile(r"\(?(?:接上[页表]|续(?:上?[页表])?\d*)\)?")
#: A table's header is one of its first rows.
_HEADERS = 6
#: How many rows at a table's end show what its columns hold, and how many of them have to hold figures.
_ENDING, _LEAST_ALIKE = 4, 2
_IS_FIGURE = re.compile(r"[-+≥≤=<>]*[\d,]*\d(?:\.\d+)?[^\d\s，。]{0,4}")
#: What another table or form begins with.
_NAMES_CELL = re.compile("(?:名称|编码|代码|[预决]算数|金额|总额|得分|分值|权重|执行率|完成率)[:：]?$")
_BLANK = " \t-—–/…"
_READABLE = frozenset(("money", "percent", "count", "other"))
_ALONE = _READABLE | {"code", "ordinal"}
#: Half the time of Slot(…): a workbook has a thousand.
_new = tuple.__new__


class Slot(NamedTuple):
    """A cell's text at a grid place; `own` False where a span merely covers the place.

    `figure` is set where the cell is one number and nothing but its operator, sign and unit; `only` also where a few
    more characters stand around its single number (不超过4.5万元, ≥24班次), which a target cell may read. `inside` are
    the numbers with a unit or decimals of any other cell.
    """

    text: str
    block: int
    start: int
    own: bool
    is_blank: bool
    mark: Mark | None = None
    figure: Figure | None = None
    only: Figure | None = None
    only_mark: Mark | None = None
    inside: tuple[tuple[Mark, Figure], ...] = ()

    def is_same(self, other: Slot) -> bool:
        """Whether both places belong to one printed cell."""
        return self.block == other.block and self.start == other.start


@dataclass(slots=True)
class Grid:
    """One table: `rows[r][c]` is a Slot or None; `above` are the short texts printed before it, nearest last, `below`
    the first behind it.

    `filled[r]` are the columns and slots of the row's own cells that hold something: all that most readers look at.
    """

    number: int
    section: int
    rows: list[list[Slot | None]] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    name: str | None = None
    filled: list[list[tuple[int, Slot]]] = field(default_factory=list)
    #: The figures of all blocks of the document.
    figures: Sequence[Sequence[Figure]] = ()

    @property
    def start(self) -> int:
        """The block of the first cell that holds something."""
        return next((slot.block for filled in self.filled for _, slot in filled), 0)

    def add(self, row: list[Slot | None]) -> None:
        """Add a row below the others."""
        self.rows.append(row)
        self.filled.append([(place, slot) for place, slot in enumerate(row) if slot and slot.own and not slot.is_blank])

    def at(self, row: int, column: int) -> Slot | None:
        """What stands at a place; None outside the table too."""
        slots = self.rows[row] if 0 <= row < len(self.rows) else ()
        return slots[column] if 0 <= column < len(slots) else None

    def texts(self, row: int) -> list[str]:
        """The distinct non-blank texts of a row in order."""
        return [slot.text for _, slot in self.filled[row]]

    def is_lone(self, column: int) -> bool:
        """Whether a column holds one figure only."""
        places = (slots[column] for slots in self.rows if len(slots) > column)
        return sum(1 for slot in places if slot and slot.own and slot.figure) == 1

    def first(self, row: int) -> str:
        """The text of a row's first cell, empty where that holds a figure, nothing, or a text from further up."""
        slot = self.rows[row][0] if self.rows[row] else None
        return slot.text if slot and slot.own and not slot.is_blank and slot.figure is None else ""


def slot_of(block: int, text: str, start: int, figures: Sequence[Figure], first: int, last: int) -> Slot:
    """The slot of a cell in which the figures of its row from `first` up to `last` stand."""
    if first == last:
        return _new(Slot, (text, block, start, True, not text.strip(_BLANK), None, None, None, None, ()))
    figure = figures[first]
    if last - first == 1 and figure.value is not None:
        mark = _new(Mark, (block, first))
        is_whole = figure.end - figure.start == len(text)
        rest = "" if is_whole else text[: figure.start - start] + text[figure.end - start :]
        if figure.kind in _ALONE and (is_whole or _AROUND.fullmatch(rest)):
            return _new(Slot, (text, block, start, True, False, mark, figure, figure, mark, ()))
        if len(rest) <= 8 and figure.kind in _READABLE:
            several = _measured_in(block, figures, first, last)
            return Slot(text, block, start, True, False, None, None, figure, mark, several)
    return Slot(text, block, start, True, False, inside=_measured_in(block, figures, first, last))


def _measured_in(block: int, figures: Sequence[Figure], first: int, last: int) -> tuple[tuple[Mark, Figure], ...]:
    """The amounts among the figures of a cell."""
    return tuple(
        (Mark(block, index), figure)
        for index, figure in enumerate(figures[first:last], first)
        if figure.value is not None and (figure.kind == "money" or (figure.kind == "other" and figure.decimals))
    )


def grids(outline: Outline, figures: Sequence[Sequence[Figure]]) -> Iterator[Grid]:
    """The document's tables in order."""
    open_grid: Grid | None = None
    recent: list[str] = []
    spans: dict[int, tuple[Slot, int]] = {}
    table: int | None = None
    for block in outline.blocks:
        if block.table is None:
            recent = [*recent[-4:], block.text.text.strip()]
            continue
        if open_grid is None or table != block.table:
            table = block.table
            if not (open_grid and _goes_on(open_grid, recent, block)):
                if open_grid:
                    open_grid.below = recent[:2]
                    yield open_grid
                open_grid = Grid(block.table, block.section, above=recent, name=block.name, figures=figures)
            recent, spans = [], {}
        row: list[Slot | None] = []
        for column, (slot, left) in list(spans.items()):
            row += [None] * (column + 1 - len(row))
            row[column] = slot
            spans[column] = (slot, left - 1)
            if left <= 1:
                del spans[column]
        _fill(row, block, figures[block.number], spans)
        open_grid.add(row)
    if open_grid:
        open_grid.below = recent[:2]
        yield open_grid


def _goes_on(grid: Grid, between: Sequence[str], block: Block) -> bool:
    """Whether a table goes on below a page's end: nothing but its number stands between.

    The header is repeated, or the first row has names and figures where the rows above have theirs.
    """
    if not all(is_page_number(text) or _CONTINUED.fullmatch(text) for text in between):
        return False
    texts = [cell.text for cell in block.cells if cell.text]
    if between and len(texts) > 2 and texts in (grid.texts(row) for row in range(min(_HEADERS, len(grid.rows)))):
        return True
    return _is_alike(grid, block)


def _is_alike(grid: Grid, block: Block) -> bool:
    """Whether a row has as many cells as the rows that end a table, and the same columns of names and of figures."""
    width = max((cell.column + cell.column_span for cell in block.cells), default=0)
    above = [filled for filled in grid.filled[-_ENDING:] if any(slot.figure for _, slot in filled)]
    if len(above) < _LEAST_ALIKE or {len(row) for row in grid.rows[-_ENDING:]} != {width}:
        return False
    figures = {at for filled in above for at, slot in filled if slot.figure}
    names = {at for filled in above for at, slot in filled if not slot.figure}
    own = [(cell.column, _IS_FIGURE.fullmatch(cell.text) is not None) for cell in block.cells if cell.text]
    if len({is_figure for _, is_figure in own}) < 2 or any(_NAMES_CELL.search(cell.text) for cell in block.cells):
        return False
    return all(at in (figures if is_figure else names) for at, is_figure in own)


def _fill(row: list[Slot | None], block: Block, figures: Sequence[Figure], spans: dict[int, tuple[Slot, int]]) -> None:
    """Put the cells of a block into its row; `spans` takes what goes on below: column → slot and rows left."""
    first, count = 0, len(figures)
    for text, column, column_span, row_span, start in block.cells:
        last = column + column_span
        if last > len(row):
            row += [None] * (last - len(row))
        if not text and row_span == column_span == 1:
            row[column] = None
            continue
        # Cells and figures both stand in the order of the text.
        while first < count and figures[first].start < start:
            first += 1
        until, end = first, start + len(text)
        while until < count and figures[until].end <= end:
            until += 1
        row[column] = slot = slot_of(block.number, text, start, figures, first, until)
        first = until
        if column_span > 1 or row_span > 1:
            cover = slot._replace(own=False)
            row[column + 1 : last] = [cover] * (column_span - 1)
            if row_span > 1:
                spans |= dict.fromkeys(range(column, last), (cover, row_span - 1))
