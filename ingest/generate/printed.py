"""Prints paragraphs and tables as a PDF: A4, a Chinese font that every viewer has, ruled tables over as many pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from io import BytesIO
from typing import Any

from ingest.document import Paragraph, Table

#: As in most reports, Chinese and all else have a font each; the widths of both are known to every reader of PDFs.
_FONT, _LATIN = "STSong-Light", "Times-Roman"
_NOT_CHINESE = re.compile(r"[ -~]+")
#: Points: the width between the margins, what is left of a cell for its padding, the widest a column wants to be.
_WIDTH, _PADDING, _WIDEST = 470.0, 8.0, 110.0


def pdf(content: Sequence[Paragraph | Table]) -> bytes:
    """The same bytes each time. A column is as wide as its longest word, so that no figure is torn over two lines."""
    # reportlab takes a fifth of a second to import: no other command needs it.
    from reportlab import platypus
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    if _FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    prose = ParagraphStyle("prose", fontName=_FONT, fontSize=10.5, leading=18, firstLineIndent=21, wordWrap="CJK")
    story: list[Any] = []
    for part in content:
        if isinstance(part, Paragraph):
            story.append(platypus.Paragraph(_marked(part.text), prose))
        else:
            # Tables without anything between them would be one.
            story += [_table(part), platypus.Spacer(1, 18)]
    buffer = BytesIO()
    platypus.SimpleDocTemplate(buffer, leftMargin=60, rightMargin=60, invariant=1).build(story)
    return buffer.getvalue()


def _marked(text: str) -> str:
    """The text as reportlab's markup."""
    return _NOT_CHINESE.sub(lambda found: f'<font face="{_LATIN}">{escape(found[0])}</font>', text)


def _table(table: Table) -> Any:
    from reportlab import platypus
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase.pdfmetrics import stringWidth

    wanted = [2 * _PADDING] * max(cell.column + cell.column_span for cell in table.cells)
    for cell in table.cells:
        if cell.column_span == 1:
            width = min(stringWidth(cell.text, _FONT, 9) + 2 * _PADDING, _WIDEST)
            wanted[cell.column] = max(wanted[cell.column], width)
    shrunk = min(1.0, _WIDTH / sum(wanted))
    style = ParagraphStyle("cell", fontName=_FONT, fontSize=9 * shrunk, leading=12 * shrunk, wordWrap="CJK")
    rows: list[list[Any]] = [[""] * len(wanted) for _ in range(max(cell.row + cell.row_span for cell in table.cells))]
    ruled: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
    for cell in table.cells:
        rows[cell.row][cell.column] = platypus.Paragraph(_marked(cell.text), style)
        last = (cell.column + cell.column_span - 1, cell.row + cell.row_span - 1)
        if last != (cell.column, cell.row):
            ruled.append(("SPAN", (cell.column, cell.row), last))
    return platypus.Table(rows, [width * shrunk for width in wanted], style=ruled)
