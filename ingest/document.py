"""The nouns every reader produces: Document, Paragraph, Table, Cell.

A reader turns bytes into a Document and interprets nothing: text stays as printed (line breaks inside a cell are
`\\n`). Normalising is `ingest.text`, sections are `ingest.outline`, numbers are `ingest.figures`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Doubt(NamedTuple):
    """Characters `start` to `end` of a text were recognised in a picture, with `confidence` from 0 to 1."""

    start: int
    end: int
    confidence: float


class Cell(NamedTuple):
    """A printed table cell; `row` and `column` are zero-based grid positions of its upper left corner.

    `page` is one-based where the format has pages and the table goes over several; `doubts` as in Paragraph.
    """

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    page: int | None = None
    doubts: tuple[Doubt, ...] = ()


class Paragraph(NamedTuple):
    """A run of text; `level` is the heading level (1 is highest) where the file marks one, else None.

    `page` is one-based where the format has pages. `wraps` is True where the reader cannot tell a paragraph's end
    from a line's end (plain text, PDF), so that `ingest.text` may join it to the next one. `doubts` cover what was
    recognised in a picture; a text that was never a picture has none.
    """

    text: str
    level: int | None = None
    page: int | None = None
    wraps: bool = False
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells in reading order; merged cells stand once, at their upper left corner.

    `name` is a title that belongs to the table in the file itself (a sheet's name), not one printed above it.
    `is_hidden` tells a sheet that the workbook does not show: its figures are kept and are no facts.
    """

    cells: tuple[Cell, ...]
    page: int | None = None
    name: str | None = None
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read: `source_format` is text, docx, doc, html, sheet, pdf or scan; `content` is in reading order."""

    source_format: str
    content: tuple[Paragraph | Table, ...]


#: Reason codes of files that are held, not rejected: they may well be reports, and what keeps them out can be mended.
WAITING = frozenset(("ocr_not_installed", "readings_disagree"))


class UnreadableDocument(Exception):
    """A file that cannot be read; `reason_code` is one word for `ops.document`, `advice` says what to do."""

    def __init__(self, reason_code: str, found: str, advice: str) -> None:
        super().__init__(f"{found}; {advice}")
        self.reason_code = reason_code
        self.found = found
        self.advice = advice
