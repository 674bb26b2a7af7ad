"""Writes paragraphs and tables as a file: text, Markdown, docx, html, xlsx, PDF, the same bytes each time.

Text tables follow the convention of Word's text exports: a cell is a line that starts with a tab, a row ends with an
empty line.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO

from ingest.document import Cell, Paragraph, Table
from ingest.generate.printed import pdf

Content = Sequence[Paragraph | Table]

_MADE_AT = datetime(2024, 6, 1, 8, 0, 0)
_AMOUNT = re.compile(r"-?\d+\.\d{2}")


def size(table: Table) -> tuple[int, int]:
    """Rows and columns of a table."""
    return (
        max(cell.row + cell.row_span for cell in table.cells),
        max(cell.column + cell.column_span for cell in table.cells),
    )


def grid(table: Table) -> list[list[str]]:
    """The texts row by row; what a merged cell covers is empty."""
    rows, columns = size(table)
    texts = [[""] * columns for _ in range(rows)]
    for cell in table.cells:
        texts[cell.row][cell.column] = cell.text
    return texts


def text(content: Content) -> bytes:
    lines: list[str] = []
    for part in content:
        if isinstance(part, Paragraph):
            lines.append(part.text)
        else:
            lines.append("")
            for row in grid(part):
                lines += [*(f"\t{cell}" for cell in row), ""]
            lines.append("")
    return "\n".join(lines).encode()


def markdown(content: Content) -> bytes:
    lines: list[str] = []
    for part in content:
        if isinstance(part, Paragraph):
            lines += [part.text, ""]
        else:
            rows = ["| " + " | ".join(map(_piped, row)) + " |" for row in grid(part)]
            lines += [rows[0], "|" + " --- |" * size(part)[1], *rows[1:], ""]
    return "\n".join(lines).encode()


def _piped(cell: str) -> str:
    return cell.replace("\n", "<br>").replace("|", "\\|")


def page(content: Content) -> bytes:
    """A page as county websites publish it."""
    body = []
    for part in content:
        if isinstance(part, Paragraph):
            body.append(f"<p>&emsp;&emsp;{html.escape(part.text)}</p>")
            continue
        body.append("<table>")
        for row in range(size(part)[0]):
            body.append("<tr>" + "".join(_td(cell) for cell in part.cells if cell.row == row) + "</tr>")
        body.append("</table>")
    title = next(html.escape(part.text) for part in content if isinstance(part, Paragraph))
    head = f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>'
    return f"{head}\n<body>\n<div>\n{chr(10).join(body)}\n</div>\n</body>\n</html>\n".encode()


def _td(cell: Cell) -> str:
    spans = "".join(
        f' {name}="{span}"' for name, span in (("rowspan", cell.row_span), ("colspan", cell.column_span)) if span > 1
    )
    return f"<td{spans}>{html.escape(cell.text) or '&nbsp;'}</td>"


def word(content: Content) -> bytes:
    # python-docx takes a tenth of a second to import: no other command needs it.
    import docx

    document = docx.Document()
    properties = document.core_properties
    properties.created = properties.modified = _MADE_AT
    properties.author = ""
    for part in content:
        if isinstance(part, Paragraph):
            document.add_paragraph(part.text)
            continue
        rows, columns = size(part)
        table = document.add_table(rows, columns, style="Table Grid")
        # asking the table for one cell walks all of them
        cells = [list(row.cells) for row in table.rows]
        for cell in part.cells:
            target = cells[cell.row][cell.column]
            if cell.row_span > 1 or cell.column_span > 1:
                target = target.merge(cells[cell.row + cell.row_span - 1][cell.column + cell.column_span - 1])
            if cell.text:
                target.text = cell.text
    return _same_bytes(document.save)


def workbook(content: Content) -> bytes:
    """One sheet for each table, the paragraphs before it above its grid; amounts are numbers with two decimals."""
    import xlsxwriter

    def save(buffer: BytesIO) -> None:
        book = xlsxwriter.Workbook(buffer, {"in_memory": True})
        book.set_properties({"created": _MADE_AT})
        amount = book.add_format({"num_format": "0.00"})
        above: list[str] = []
        for part in content:
            if isinstance(part, Paragraph):
                above.append(part.text)
                continue
            sheet = book.add_worksheet()
            for row, line in enumerate(above):
                sheet.write_string(row, 0, line)
            for cell in part.cells:
                row, last = len(above) + cell.row, len(above) + cell.row + cell.row_span - 1
                if cell.row_span > 1 or cell.column_span > 1:
                    sheet.merge_range(row, cell.column, last, cell.column + cell.column_span - 1, cell.text)
                elif _AMOUNT.fullmatch(cell.text):
                    sheet.write_number(row, cell.column, float(cell.text), amount)
                else:
                    sheet.write_string(row, cell.column, cell.text)
            above = []
        if above:
            raise ValueError(f"a workbook holds tables, and this text stands below the last one: {above[0]}")
        book.close()

    return _same_bytes(save)


def _same_bytes(save: Callable[[BytesIO], None]) -> bytes:
    """The saved archive with fixed dates."""
    made, again = BytesIO(), BytesIO()
    save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _MADE_AT.timetuple()[:6]), source.read(name), zipfile.ZIP_DEFLATED)
    return again.getvalue()


#: Each format by its name: the ending of its files and what writes it.
WRITERS: dict[str, tuple[str, Callable[[Content], bytes]]] = {
    "text": (".txt", text),
    "markdown": (".md", markdown),
    "docx": (".docx", word),
    "html": (".html", page),
    "xlsx": (".xlsx", workbook),
    "pdf": (".pdf", pdf),
}
