"""The rows of a table without rules: which row and which column each piece of text stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.document import Cell
from ingest.readers.columns import Column, under
from ingest.readers.lines import printed
from ingest.readers.pieces import AMOUNT, Piece

#: A row's cells: column → what stands there and over how many columns.
Row = dict[int, tuple[Piece, int]]


def placed(several: Sequence[Piece], figures: Sequence[float], columns: Sequence[Column]) -> list[Row] | None:
    """The rows, top to bottom, those with figures at the given heights; None where a piece has no place of its own."""
    if any(sum(piece.y0 < figure < piece.y1 for figure in figures) > 1 for piece in several):
        return None
    middles = list(figures)
    for piece in sorted(several, key=lambda piece: piece.middle):
        if _row_of(piece, middles) is None:
            middles.append(piece.middle)
    middles.sort()
    body: list[Row] = [{} for _ in middles]
    # What stands over one column has it; what stands over none or several has what is left.
    over = {piece: under(piece, columns) for piece in several}
    for piece in sorted(several, key=lambda piece: len(over[piece]) != 1):
        row = _row_of(piece, middles)
        if row is None or not _put(body[row], piece, over[piece] or _beside(piece, body[row], columns)):
            return None
    is_torn = any(_is_torn(a, b) or _is_torn(b, a) for a, b in pairwise(body))
    return None if is_torn or any(_covers_amounts(row, body) for row in body) else body


def _is_torn(row: Row, other: Row) -> bool:
    """Whether a row has amounts and no name, and the other nothing but names: lines of one that are not together."""
    pieces = [piece for piece, _ in row.values()]
    is_nameless = any(piece.is_amount for piece in pieces) and all(piece.is_figure for piece in pieces)
    return is_nameless and not any(piece.is_figure for piece, _ in other.values())


def _covers_amounts(row: Row, body: Sequence[Row]) -> bool:
    """Whether a text reaches over columns in which other rows have amounts: a line of prose, the legend of a chart."""
    over = {n for start, (_, span) in row.items() if span > 1 for n in range(start, start + span)}
    return any(n in over and piece.is_amount for other in body for n, (piece, _) in other.items())


def _row_of(cell: Piece, middles: Sequence[float]) -> int | None:
    """The row in whose height a cell stands, or that is in a cell's height."""
    reach = 0.1 * cell.size
    return next((n for n, middle in enumerate(middles) if cell.y0 + reach < middle < cell.y1 - reach), None)


def _put(row: Row, cell: Piece, over: Sequence[int]) -> bool:
    """Put a cell in its row; False where it has no column, or where another stands there."""
    taken = {n for start, (_, span) in row.items() for n in range(start, start + span)}
    if not over or taken & set(over) or (len(over) > 1 and AMOUNT.match(cell.text)):
        return False
    row[over[0]] = cell, len(over)
    return True


def _beside(cell: Piece, row: Row, columns: Sequence[Column]) -> list[int]:
    """The empty columns on both sides of a cell that stands over none: 合计 in the middle of code and name."""
    right = sum(column.stretch[1] < cell.centre for column in columns)
    return [n for n in (right - 1, right) if 0 <= n < len(columns) and n not in row and not cell.is_figure]


def is_aligned(body: Sequence[Row], width: int, is_numbered: bool) -> bool:
    """Whether the figures of each column end, stand or begin below each other; at least one column is of figures."""
    columns = [[row[n][0] for row in body if n in row] for n in range(width)]
    several = [
        [piece for piece in column if piece.is_figure]
        for column in columns
        if sum(piece.is_figure for piece in column) > max(1, 0.6 * len(column) - 0.01)
    ]
    of_amounts = [[piece for piece in column if piece.is_amount] for column in several]
    return bool(several) and (
        is_numbered
        or all(any(_spread(edge) < column[0].size for edge in _edges(column)) for column in of_amounts if column)
    )


def _spread(edges: Sequence[float]) -> float:
    return max(edges) - min(edges)


def _edges(column: Sequence[Piece]) -> Iterator[list[float]]:
    yield [piece.x1 for piece in column]
    yield [piece.centre for piece in column]
    yield [piece.x0 for piece in column]


def cells(body: Sequence[Row], above: int, width: int) -> Iterator[Cell]:
    """The cells of rows of so many columns, empty ones too, with so many rows of titles above them."""
    for number, row in enumerate(body, above):
        column = 0
        while column < width:
            piece, span = row.get(column, (None, 1))
            text, doubts = printed(piece.lines if piece else [])
            yield Cell(text, number, column, 1, span, None, doubts)
            column += span
