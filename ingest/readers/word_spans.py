"""How far the cells of a binary Word file's tables reach, from the places that the file defines for them.

Rows of `office_oxide` and definitions of `ingest.readers.word_rows` are two lists in the order of the text. They are
put beside each other only where all of them agree in their numbers of cells.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.readers.grid import Slot
from ingest.readers.word_rows import Place

#: Edges this near (twips, a twentieth of a point each) are one: rows are dragged by hand.
_NEAR = 60


def agree(counts: Sequence[int], defined: Sequence[Sequence[Place]]) -> bool:
    """Whether rows of these numbers of cells are the rows that were defined first."""
    return len(counts) <= len(defined) and all(
        count in (len(row), sum(not place.goes_on for place in row))
        for count, row in zip(counts, defined[: len(counts)], strict=True)
    )


def spanned(rows: Sequence[Sequence[Slot]], defined: Sequence[Sequence[Place]]) -> list[list[Slot]]:
    """The rows of a table with their spans; cells that go on with the ones above, and say nothing, are left out."""
    edges = _edges(defined)
    kept = [_beside(row, places) for row, places in zip(rows, defined, strict=True)]
    wide: list[list[Slot]] = []
    for number, row in enumerate(kept):
        first = _column(defined[number][0].left, edges)
        slots = [Slot((), 1, first)] if first else []
        for slot, place in row:
            width = _column(place.right, edges) - _column(place.left, edges)
            below = 1
            while (
                place.begins
                and number + below < len(kept)
                and _goes_on(defined[number + below], place, kept[number + below])
            ):
                below += 1
            slots.append(slot._replace(row_span=below, column_span=max(1, width)))
        wide.append(slots)
    return wide


def _beside(row: Sequence[Slot], places: Sequence[Place]) -> list[tuple[Slot, Place]]:
    if len(row) < len(places):
        places = [place for place in places if not place.goes_on]
    return [(slot, place) for slot, place in zip(row, places, strict=True) if not place.goes_on or slot.text.strip()]


def _goes_on(places: Sequence[Place], above: Place, kept: Sequence[tuple[Slot, Place]]) -> bool:
    at = next((place for place in places if abs(place.left - above.left) <= _NEAR), None)
    return at is not None and at.goes_on and all(place is not at for _, place in kept)


def _edges(defined: Sequence[Sequence[Place]]) -> list[int]:
    edges: list[int] = []
    for edge in sorted({edge for row in defined for place in row for edge in (place.left, place.right)}):
        if not edges or edge - edges[-1] > _NEAR:
            edges.append(edge)
    return edges


def _column(edge: int, edges: Sequence[int]) -> int:
    return min(range(len(edges)), key=lambda number: abs(edges[number] - edge))
