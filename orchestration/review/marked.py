"""The source text of a finding with its figures highlighted in place: plain pieces, which the template escapes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: Characters kept on either side of the outermost figures of a long paragraph.
MARGIN = 160


@dataclass(frozen=True)
class Piece:
    """A run of text; `figure_id` where it is a figure of the finding."""

    text: str
    figure_id: str | None = None


@dataclass(frozen=True)
class Passage:
    """A paragraph, or the cells of a table row; `is_cut` where a long paragraph was shortened at that end."""

    block: int
    kind: str
    cells: tuple[tuple[Piece, ...], ...]
    is_cut_before: bool = False
    is_cut_after: bool = False


def passage(block: int, kind: str, text: str, spans: Sequence[tuple[int, int, str]]) -> Passage:
    """Return block `text` in pieces; `spans` are start, end (in characters of `text`) and figure_id.

    >>> passage(3, "row", "接待费\\t5.40", [(4, 8, "f")]).cells
    ((Piece(text='接待费', figure_id=None),), (Piece(text='5.40', figure_id='f'),))
    """
    start, end = 0, len(text)
    if kind != "row" and spans:
        start = max(0, min(span[0] for span in spans) - MARGIN)
        end = min(len(text), max(span[1] for span in spans) + MARGIN)
    pieces = _pieces(text, start, end, sorted(spans))
    cells = _cells(pieces) if kind == "row" else (tuple(pieces),)
    return Passage(block, kind, cells, start > 0, end < len(text))


def _pieces(text: str, start: int, end: int, spans: Sequence[tuple[int, int, str]]) -> list[Piece]:
    pieces: list[Piece] = []
    done = start
    for left, right, figure_id in spans:
        if left < done or right > end:
            continue
        if left > done:
            pieces.append(Piece(text[done:left]))
        pieces.append(Piece(text[left:right], figure_id))
        done = right
    if done < end:
        pieces.append(Piece(text[done:end]))
    return pieces


def _cells(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """Divide the pieces of a row where it has tabs."""
    cells: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *others = piece.text.split("\t") if piece.figure_id is None else [piece.text]
        if first:
            cells[-1].append(Piece(first, piece.figure_id))
        cells += [[Piece(other)] if other else [] for other in others]
    return tuple(tuple(cell) for cell in cells)
