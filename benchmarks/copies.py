"""A document as read whose figures can be replaced one at a time, whatever its format.

What is put in their place is `benchmarks.changes`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from ingest.document import Document, Paragraph, Table
from ingest.outline import Block, outline


class Place(NamedTuple):
    """Where a figure stands: block number and first character in the block's normalised text."""

    block: int
    start: int


class Figure(NamedTuple):
    """A printed figure; `raw_text` may hold its unit."""

    place: Place
    raw_text: str
    kind: str
    value: Decimal | None
    unit: str | None


class Edit(NamedTuple):
    """Characters of a block's source replaced; `new` None drops the table row."""

    block: int
    start: int
    end: int
    new: str | None


@dataclass(frozen=True)
class Change:
    """What was changed and the figures it is about; `told` is one line for the list of misses."""

    kind: str
    places: tuple[Place, ...]
    edits: tuple[Edit, ...]
    told: str


class Copy:
    """A document whose blocks can be changed one at a time."""

    def __init__(self, document: Document) -> None:
        self.blocks = outline(document).blocks
        self.tables = [part for part in document.content if isinstance(part, Table)]

    def number(self, figure: Figure) -> tuple[int, int, str] | None:
        """Where the digits of a figure stand in its block's source, and the digits; None where noise parts them."""
        block = self.blocks[figure.place.block]
        match = re.match(r"[^\d.]*(\d[\d,]*(?:\.\d+)?)", block.text.text[figure.place.start :])
        if not match:
            return None
        start, end = (figure.place.start + at for at in match.span(1))
        source = block.text.raw(start, end)
        plain = source.translate({code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)} | {0xFF0E: "."})
        if plain != match[1]:
            return None
        return block.text.origin[start], block.text.origin[end - 1] + 1, match[1]

    def with_change(self, change: Change, county: str, new_county: str) -> list[Paragraph | Table]:
        """The content after a change, in the name of another county."""
        edits: dict[int, list[Edit]] = {}
        for edit in change.edits:
            edits.setdefault(edit.block, []).append(edit)
        content: list[Paragraph | Table] = []
        rows: dict[int, list[Block]] = {}
        for block in self.blocks:
            if block.table is None:
                text = _edited(block.text.source, edits.get(block.number, []))
                content.append(Paragraph(text.replace(county, new_county)))
            else:
                if block.table not in rows:
                    content.append(self.tables[block.table])
                rows.setdefault(block.table, []).append(block)
        return [
            part if isinstance(part, Paragraph) else self._table(part, rows, edits, county, new_county)
            for part in content
        ]

    def _table(
        self, table: Table, rows: dict[int, list[Block]], edits: dict[int, list[Edit]], county: str, new_county: str
    ) -> Table:
        number = next(n for n, one in enumerate(self.tables) if one is table)
        cells = {
            (cell.row, cell.column): cell._replace(text=cell.text.replace(county, new_county)) for cell in table.cells
        }
        for block in rows[number]:
            if block.number not in edits:
                continue
            if any(edit.new is None for edit in edits[block.number]):
                return _without(replace(table, cells=tuple(cells.values())), block.row)
            texts = _edited(block.text.source, edits[block.number]).split("\t")
            # the blank cells of a row, too, are in its text
            places = sorted(place for place in cells if place[0] == block.row)
            for place, text in zip(places, texts, strict=True):
                cells[place] = cells[place]._replace(text=text)
        return replace(table, cells=tuple(cells.values()))


def _edited(source: str, edits: Sequence[Edit]) -> str:
    for edit in sorted(edits, key=lambda edit: -edit.start):
        source = source[: edit.start] + (edit.new or "") + source[edit.end :]
    return source


def _without(table: Table, row: int) -> Table:
    """The table less a row; what is merged over it is one row shorter."""
    kept = []
    for cell in table.cells:
        if cell.row == row and cell.row_span == 1:
            continue
        if cell.row <= row < cell.row + cell.row_span:
            cell = cell._replace(row_span=cell.row_span - 1)
        kept.append(cell._replace(row=cell.row - 1) if cell.row > row else cell)
    return replace(table, cells=tuple(kept))
