"""Old binary Word files (doc, also of WPS) → Document, through the package office_oxide.

Three habits of that package are made good here. It reads rows wider than about seven columns as tables of one row each
(their definition lies outside the paragraph), so neighbouring tables are joined again: in the format itself, tables
without a paragraph between them are one table. It takes a line without letters for a heading. And it leaves a notice
of its own where tables are nested. Spans of merged cells in such wide rows are lost: they are read from the file
(`ingest.readers.word_rows`); where that does not fit the package's rows, those that the rows below give away are put
back (`ingest.readers.spans`).
Notes, text boxes, headers and footers follow the body.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Any

import office_oxide

from ingest.document import Document, Paragraph, Table
from ingest.readers import grid, spans, torn, word_rows, word_spans
from ingest.readers.compound import DamagedContainer

_Places = Mapping[int, Sequence[word_rows.Place]]
#: Rows of so many cells and more may become tables of their own.
_WIDE = 7
_NOTICE = "[nested table detected"
_MARGINS = (
    "header", "first_page_header", "even_page_header", "footer", "first_page_footer", "even_page_footer",
)  # fmt: skip


def read(data: bytes) -> Document:
    """Read a doc file; raises office_oxide.OfficeOxideError where the package cannot."""
    tree = office_oxide.Document.from_bytes(data, "doc").to_ir()
    blocks: list[Paragraph | Table] = []
    places = _places(data, [element for section in tree["sections"] for element in section["elements"]])
    for section in tree["sections"]:
        blocks += _blocks(section["elements"], places)
        for margin in _MARGINS:
            blocks += _blocks((section.get(margin) or {}).get("content", ()))
    return Document("doc", torn.mended(grid.without_empty(blocks)))


def _places(data: bytes, elements: Sequence[Mapping[str, Any]]) -> _Places:
    """The places of the cells of each row of the body, by the row's identity; none where the file does not tell."""
    rows = [row for element in elements if element["type"] == "table" for row in element["rows"]]
    try:
        defined = word_rows.rows(data) if rows else []
    except (DamagedContainer, KeyError, struct.error, IndexError):
        return {}
    if not word_spans.agree([len(row["cells"]) for row in rows], defined):
        return {}
    return {id(row): places for row, places in zip(rows, defined, strict=False)}


def _blocks(
    elements: Sequence[Mapping[str, Any]], places: _Places = MappingProxyType({})
) -> Iterator[Paragraph | Table]:
    """The package's elements as blocks; of unknown kinds of element at least the text is kept."""
    for is_table, run in groupby(elements, key=lambda element: element["type"] == "table"):
        if is_table:
            for rows in _joined([element["rows"] for element in run]):
                slots = [[_slot(cell) for cell in row["cells"]] for row in rows]
                defined = [places[id(row)] for row in rows if id(row) in places]
                is_told = len(defined) == len(rows)
                yield from grid.assemble(word_spans.spanned(slots, defined) if is_told else _spanned(slots))
            continue
        for element in run:
            if element["type"] == "paragraph":
                yield from _paragraph(_text(element["content"]), None)
            elif element["type"] == "heading":
                text = _text(element["content"])
                has_words = any(letter.isalpha() for letter in text)
                yield from _paragraph(text, element["level"] if has_words else None)
            elif element["type"] == "list":
                yield from _items(element)
            elif isinstance(element.get("content"), list):
                yield from _blocks(element["content"])


def _joined(tables: Sequence[Sequence[Any]]) -> Iterator[list[Any]]:
    """Neighbouring tables as one where either has a single row, the sign of a row that was cut off, or both are of
    one width at which rows are cut off."""
    rows: list[Any] = []
    length = 0
    for table in tables:
        is_cut = _WIDE <= _widest(table) == _widest(rows) if rows else False
        if rows and length > 1 and len(table) > 1 and not is_cut:
            yield rows
            rows = []
        rows = [*rows, *table]
        length = len(table)
    if rows:
        yield rows


def _widest(rows: Sequence[Mapping[str, Any]]) -> int:
    return max(len(row["cells"]) for row in rows)


def _spanned(rows: list[list[grid.Slot]]) -> list[list[grid.Slot]]:
    """The rows with the spans that can be told from the rows around them, where the package found none itself."""
    if any(slot.row_span != 1 for row in rows for slot in row):
        return rows
    told = spans.widths([[slot.text.strip() for slot in row] for row in rows])
    return [
        row
        if any(slot.column_span > 1 for slot in row)
        else [slot._replace(column_span=width) for slot, width in zip(row, widths, strict=True)]
        for row, widths in zip(rows, told, strict=True)
    ]


def _paragraph(text: str, level: int | None) -> Iterator[Paragraph]:
    if not text.startswith(_NOTICE):
        yield Paragraph(text, level)


def _items(element: Mapping[str, Any]) -> Iterator[Paragraph | Table]:
    """The items of a list, each with its number where the list is counted, then the list nested in it."""
    number = element.get("start_number") or 1
    for item in element["items"]:
        blocks = list(_blocks(item["content"]))
        if element.get("ordered") and blocks and isinstance(blocks[0], Paragraph):
            blocks[0] = Paragraph(f"{number}. {blocks[0].text}", blocks[0].level)
            number += 1
        yield from blocks
        if item.get("nested"):
            yield from _items(item["nested"])


def _slot(cell: Mapping[str, Any]) -> grid.Slot:
    return grid.Slot(tuple(_blocks(cell["content"])), cell.get("row_span", 1), cell.get("col_span", 1))


def _text(content: Sequence[Mapping[str, Any]]) -> str:
    """The text of a run of inline elements; elements that hold others (links) give theirs."""
    pieces: list[str] = []
    for element in content:
        if element["type"] == "line_break":
            pieces.append("\n")
        elif isinstance(element.get("text"), str):
            pieces.append(element["text"])
        elif isinstance(element.get("content"), list):
            pieces.append(_text(element["content"]))
    return "".join(pieces)
