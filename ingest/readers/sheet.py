"""Excel workbooks (xlsx) → Document: one Table per sheet, named after it, its cells as the sheet prints them.

Read from the file's own XML, because general-purpose readers give stored numbers: a sheet that prints 1267.80 stores
1267.8, and the printed decimals decide how exact an amount is. Hidden sheets, rows and columns are read too, knowingly:
they often hold the working that the printed sheet quotes, and nothing a file says may be lost. Formulas give the value
stored with them. Empty rows and columns at the end are dropped; cells that only carry a colour hold nothing.
Text boxes, comments, charts and pictures are not read. Old binary workbooks are `ingest.readers.sheet_binary`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from ingest.document import Cell, Document, Table
from ingest.limits import LARGEST_GRID, OverLimit
from ingest.readers import archive, number_format

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class _Book:
    """What all sheets share: texts by number, number formats by style, and where days start to count."""

    texts: list[str]
    forms: list[str]
    is_1904: bool


def read(data: bytes) -> Document:
    """Read an xlsx file; raises KeyError, ValueError, zipfile.BadZipFile or lxml errors where it is damaged."""
    package = archive.open_package(data)
    main_parts = [target for kind, target in package.related("").values() if kind == "officeDocument"]
    path = main_parts[0] if main_parts else "xl/workbook.xml"
    root = package.part(path)
    if root is None:
        raise KeyError(f"{path} is missing from the package")
    related = package.related(path)
    parts = {kind: package.part(target) for kind, target in related.values() if kind in ("sharedStrings", "styles")}
    properties = root.find(S + "workbookPr")
    is_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    book = _Book(_texts(parts.get("sharedStrings")), _forms(parts.get("styles")), is_1904)
    tables: list[Table] = []
    for sheet in root.iter(S + "sheet"):
        kind, target = related.get(sheet.get(_RELATION, ""), ("", ""))
        part = package.part(target) if kind == "worksheet" else None
        cells = _cells(part, book) if part is not None else ()
        if cells:
            tables.append(Table(cells, name=sheet.get("name")))
    return Document("sheet", tuple(tables))


def _texts(part: etree._Element | None) -> list[str]:
    """The texts that cells refer to by number."""
    return [] if part is None else [_rich_text(item) for item in part.iter(S + "si")]


def _rich_text(item: etree._Element) -> str:
    """A text with runs of its own formatting, without the phonetic line above it."""
    spoken = {node for phonetic in item.iter(S + "rPh") for node in phonetic}
    pieces = [node.text or "" for node in item.iter(S + "t") if node not in spoken]
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), "".join(pieces)).replace("\r\n", "\n").replace("\r", "\n")


def _forms(part: etree._Element | None) -> list[str]:
    """The number format of each cell style."""
    if part is None:
        return []
    own = {int(form.get("numFmtId", "0")): form.get("formatCode", "General") for form in part.iter(S + "numFmt")}
    formats = part.find(S + "cellXfs")
    numbers = [int(style.get("numFmtId", "0")) for style in formats] if formats is not None else []
    return [own.get(number, number_format.BUILT_IN.get(number, "General")) for number in numbers]


def _cells(part: etree._Element, book: _Book) -> tuple[Cell, ...]:
    """The printed cells of a sheet; empty ones only in rows where something is printed, up to the last such column."""
    printed: dict[tuple[int, int], str] = {}
    for row, column, element in _stored(part):
        text = _shown(element, book)
        if text.strip():
            printed[row, column] = text
    return grid_of(printed, _merged(part))


def _stored(part: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """(row, column, element) of the stored cells; some programs leave the positions to be counted."""
    row = -1
    for line in part.iter(S + "row"):
        stated = line.get("r", "")
        row = int(stated) - 1 if stated.isdigit() else row + 1
        column = -1
        for element in line.iter(S + "c"):
            place = _PLACE.fullmatch(element.get("r", ""))
            column = _column(place[1]) if place else column + 1
            yield row, column, element


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _shown(element: etree._Element, book: _Book) -> str:
    """What a cell prints."""
    kind = element.get("t", "n")
    if kind == "inlineStr":
        inline = element.find(S + "is")
        return "" if inline is None else _rich_text(inline)
    stored = element.findtext(S + "v") or ""
    if kind == "s":
        return book.texts[int(stored)] if stored else ""
    if kind == "b":
        return "TRUE" if stored == "1" else "FALSE"
    if kind != "n" or not stored.strip():
        return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), stored)
    style = int(element.get("s", "0"))
    form = book.forms[style] if style < len(book.forms) else "General"
    return number_format.shown(float(stored), form, book.is_1904)


def _merged(part: etree._Element) -> dict[tuple[int, int], tuple[int, int]]:
    """Upper left corner → (rows, columns) of each merged area."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for area in part.iter(S + "mergeCell"):
        first, _, last = area.get("ref", "").partition(":")
        begin, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
        if begin and end:
            row, column = int(begin[2]) - 1, _column(begin[1])
            found[row, column] = (int(end[2]) - row, _column(end[1]) - column + 1)
    return found


def grid_of(
    printed: Mapping[tuple[int, int], str], merged: Mapping[tuple[int, int], tuple[int, int]]
) -> tuple[Cell, ...]:
    """Printed texts by position → cells, with the spans of merged areas, clipped to what is printed.

    Values stored under a merged area are not printed and are left out, as the sheet does. Raises OverLimit for a grid
    of more positions than any table has: a few cells far apart would else fill the memory with empty ones.
    """
    rows = sorted({row for row, _ in printed})
    width = max((column for _, column in printed), default=-1) + 1
    if len(rows) * width > LARGEST_GRID:
        raise OverLimit("too_many_cells", f"a sheet of {len(rows):,} rows and {width:,} columns")
    covered: set[tuple[int, int]] = set()
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for (row, column), (height, breadth) in merged.items():
        # Areas of whole columns exist; what lies beyond the last printed cell is no part of the table.
        height = max(min(height, (rows[-1] if rows else 0) - row + 1), 1)
        breadth = max(min(breadth, width - column), 1)
        spans[row, column] = height, breadth
        covered.update((r, c) for r in range(row, row + height) for c in range(column, column + breadth))
        covered.discard((row, column))
    return tuple(
        Cell(printed.get((row, column), ""), row, column, *spans.get((row, column), (1, 1)))
        for row in rows
        for column in range(width)
        if (row, column) not in covered
    )
