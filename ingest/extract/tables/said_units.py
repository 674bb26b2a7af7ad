"""The unit of a table that states none: that of the prose, where it prints the same figures as amounts of money."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from itertools import chain

from ingest.extract.grid import Grid
from ingest.figures import Figure
from ingest.outline import Outline

#: How many figures have to agree: one may be in two places by chance …
_AGREEING = 2
#: … unless it stands in so few lines right above the table.
_ABOVE = 3
#: How many digits a figure with decimals has at least; 0.5 is printed everywhere.
_DIGITS = 4


class SaidUnits:
    """What the paragraphs of one document print with a unit of money; read when a table first asks."""

    def __init__(self, outline: Outline, figures: Sequence[Sequence[Figure]]) -> None:
        self._outline, self._figures = outline, figures

    @cached_property
    def _printed(self) -> dict[Decimal, list[tuple[int, str]]]:
        printed: dict[Decimal, list[tuple[int, str]]] = defaultdict(list)
        for block in self._outline.blocks:
            for figure in self._figures[block.number] if block.kind != "row" else ():
                if figure.kind == "money" and figure.unit and figure.value is not None and _is_telling(figure):
                    printed[figure.value].append((block.number, figure.unit))
        return printed

    def of(self, grid: Grid) -> str:
        """The unit in which the prose prints figures of the table; empty where it is not certain."""
        cells = (slot.figure for _, slot in chain.from_iterable(grid.filled) if slot.figure)
        values = {figure.value for figure in cells if figure.value is not None and _is_telling(figure)}
        agreeing = [self._printed[value] for value in values if value in self._printed]
        units = {unit for places in agreeing for _, unit in places}
        near = any(0 < grid.start - block <= _ABOVE for places in agreeing for block, _ in places)
        return units.pop() if len(units) == 1 and (near or len(agreeing) >= _AGREEING) else ""


def _is_telling(figure: Figure) -> bool:
    """Whether a figure has decimals and enough digits not to be printed twice by chance."""
    return figure.decimals > 0 and figure.value is not None and len(figure.value.as_tuple().digits) >= _DIGITS
