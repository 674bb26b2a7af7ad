"""Writes samples as docx, html and xlsx, the same bytes on every run (fixed dates inside and in the zip).

What stands in them is under `contents/`.
"""

from __future__ import annotations

import html
import re
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

import docx
import xlsxwriter
from docx.enum.text import WD_ALIGN_PARAGRAPH
from page import Grid, Heading, Sample, Sheet, Text

MADE_AT = datetime(2024, 6, 1, 8, 0, 0)
ZIP_DATE = (2024, 6, 1, 8, 0, 0)
AMOUNT = re.compile(r"-?\d+\.\d{2}")


def write_docx(sample: Sample, path: Path) -> None:
    """A Word file with real headings and real tables with merged cells."""
    document = docx.Document()
    document.core_properties.created = MADE_AT
    document.core_properties.modified = MADE_AT
    document.core_properties.author = ""
    for part in sample.content:
        if isinstance(part, Heading):
            heading = document.add_heading(part.text, part.level)
            if part.level == 0:
                heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif isinstance(part, Text):
            document.add_paragraph(part.text)
        elif isinstance(part, Grid):
            add_table(document, part)
    buffer = BytesIO()
    document.save(buffer)
    write_zip(buffer, path)


def add_table(document: docx.document.Document, grid: Grid) -> None:
    table = document.add_table(len(grid.rows), len(grid.rows[0]), style="Table Grid")
    for first_row, first_column, last_row, last_column in grid.spans:
        table.cell(first_row, first_column).merge(table.cell(last_row, last_column))
    covered = covered_cells(grid)
    for r, row in enumerate(grid.rows):
        for c, text in enumerate(row):
            if (r, c) not in covered and text:
                table.cell(r, c).text = text


def covered_cells(grid: Grid) -> set[tuple[int, int]]:
    """Positions inside merged areas except their upper left corners."""
    covered = set()
    for r0, c0, r1, c1 in grid.spans:
        covered |= {(r, c) for r in range(r0, r1 + 1) for c in range(c0, c1 + 1)} - {(r0, c0)}
    return covered


def write_zip(buffer: BytesIO, path: Path) -> None:
    """Write the archive again with fixed dates, so that building twice gives the same bytes."""
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))


def write_html(sample: Sample, path: Path) -> None:
    """A page as county websites publish it: a banner, the article, a foot line."""
    title = next(part.text for part in sample.content if isinstance(part, Heading) and part.level == 0)
    body: list[str] = []
    for part in sample.content:
        if isinstance(part, Heading):
            level = part.level + 1
            body.append(f"<h{level}>{html.escape(part.text)}</h{level}>")
        elif isinstance(part, Text):
            body.append(f"<p>&emsp;&emsp;{html.escape(part.text)}</p>")
        elif isinstance(part, Grid):
            body.append(html_table(part))
    banner, foot = sample.extra.get("banner", ""), sample.extra.get("foot", "")
    page = (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{html.escape(title)}</title>\n<style>td{{border:1px solid #999}}</style>\n"
        "<script>var hits = 1024;</script>\n</head>\n<body>\n"
        f'<div class="banner">{html.escape(banner)}</div>\n<div class="article">\n'
        + "\n".join(body)
        + f'\n</div>\n<div class="foot">{html.escape(foot)}</div>\n</body>\n</html>\n'
    )
    path.write_text(page, encoding="utf-8", newline="\n")


def html_table(grid: Grid) -> str:
    covered = covered_cells(grid)
    sizes = {(r0, c0): (r1 - r0 + 1, c1 - c0 + 1) for r0, c0, r1, c1 in grid.spans}
    lines = ["<table>"]
    for r, row in enumerate(grid.rows):
        tag = "th" if r < grid.head else "td"
        cells = []
        for c, text in enumerate(row):
            if (r, c) in covered:
                continue
            rows, columns = sizes.get((r, c), (1, 1))
            spans = (f' rowspan="{rows}"' if rows > 1 else "") + (f' colspan="{columns}"' if columns > 1 else "")
            cells.append(f"<{tag}{spans}>{html.escape(text) or '&nbsp;'}</{tag}>")
        lines.append("<tr>" + "".join(cells) + "</tr>")
    return "\n".join([*lines, "</table>"])


def write_xlsx(sample: Sample, path: Path) -> None:
    """A workbook, one sheet per table; amounts are numbers shown with two decimals, everything else is text."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": MADE_AT})
    formats = {
        "title": book.add_format({"bold": True, "align": "center", "font_size": 16}),
        "head": book.add_format({"bold": True, "align": "center", "valign": "vcenter", "border": 1, "text_wrap": True}),
        "text": book.add_format({"border": 1, "text_wrap": True}),
        "amount": book.add_format({"border": 1, "num_format": "0.00"}),
    }
    for part in sample.content:
        if isinstance(part, Sheet):
            add_sheet(book, part, formats)
    book.close()
    write_zip(buffer, path)


def add_sheet(book: xlsxwriter.Workbook, sheet: Sheet, formats: dict[str, xlsxwriter.format.Format]) -> None:
    page = book.add_worksheet(sheet.name)
    width = len(sheet.grid.rows[0])
    page.merge_range(0, 0, 0, width - 1, sheet.title, formats["title"])
    for below, line in enumerate(sheet.lines, start=1):
        page.write_string(below, 0, line)
    top = 1 + len(sheet.lines)
    merged = {(r0, c0): (r1, c1) for r0, c0, r1, c1 in sheet.grid.spans}
    covered = covered_cells(sheet.grid)
    for r, row in enumerate(sheet.grid.rows):
        for c, text in enumerate(row):
            form = formats["head" if r < sheet.grid.head else "text"]
            if (r, c) in merged:
                r1, c1 = merged[r, c]
                is_amount = AMOUNT.fullmatch(text) is not None
                value, form = (float(text), formats["amount"]) if is_amount else (text, form)
                page.merge_range(top + r, c, top + r1, c1, value, form)
            elif (r, c) not in covered and AMOUNT.fullmatch(text):
                page.write_number(top + r, c, float(text), formats["amount"])
            elif (r, c) not in covered and text:
                page.write_string(top + r, c, text, form)
    for below, note in enumerate(sheet.notes, start=top + len(sheet.grid.rows)):
        page.write_string(below, 0, note)


WRITERS = {".docx": write_docx, ".html": write_html, ".xlsx": write_xlsx}
