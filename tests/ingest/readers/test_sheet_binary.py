"""Old binary workbooks, written here record by record."""

from __future__ import annotations

import struct
from collections.abc import Callable

import pytest

from ingest.document import Cell, Table
from ingest.readers import sheet_binary

Make = Callable[[dict[str, bytes]], bytes]

BOF_GLOBALS = struct.pack("<HHHH", 0x0600, 0x0005, 0, 0)
BOF_SHEET = struct.pack("<HHHH", 0x0600, 0x0010, 0, 0)


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def wide(text: str) -> bytes:
    """A text with its flag byte, two bytes per character."""
    return b"\1" + text.encode("utf-16-le")


def place(row: int, column: int, style: int = 0) -> bytes:
    return struct.pack("<HHH", row, column, style)


def workbook(cells: bytes, name: str = "表一", before: bytes = b"") -> bytes:
    """A stream of one sheet; styles are 0 General, 1 `0.00`, 2 an own format `#,##0.0"元"`."""
    shared = before + record(0x41E, struct.pack("<HH", 176, 10) + wide('#,##0.0"元"'))
    shared += b"".join(record(0xE0, struct.pack("<HH", 0, form) + bytes(16)) for form in (0, 2, 176))
    head = record(0x809, BOF_GLOBALS) + shared
    start = len(head) + len(record(0x85, bytes(7) + wide(name))) + len(record(0x0A))
    sheet_entry = record(0x85, struct.pack("<IBBB", start, 0, 0, len(name)) + wide(name))
    return head + sheet_entry + record(0x0A) + record(0x809, BOF_SHEET) + cells + record(0x0A)


def read(compound_bytes: Make, stream: bytes) -> Table:
    (table,) = sheet_binary.read(compound_bytes({"Workbook": stream})).content
    assert isinstance(table, Table)
    return table


def test_every_kind_of_number_prints_by_its_format(compound_bytes: Make) -> None:
    cells = (
        record(0x203, place(0, 0, 1) + struct.pack("<d", 1267.8))
        + record(0x27E, place(0, 1, 1) + struct.pack("<I", (17161 << 2) | 3))
        + record(0x27E, place(0, 2, 0) + struct.pack("<i", (-5 << 2) | 2))
        + record(0xBD, struct.pack("<HH", 1, 0) + struct.pack("<HIHI", 2, (12345 << 2) | 2, 0, 7 << 2 | 2) + b"\1\0")
        + record(0x06, place(1, 2, 1) + struct.pack("<d", 2.5) + bytes(8))
    )
    table = read(compound_bytes, workbook(cells))
    assert table.name == "表一"
    assert [cell.text for cell in table.cells] == ["1267.80", "171.61", "-5", "12,345.0元", "7", "2.50"]


def test_texts_of_cells_formulas_and_errors(compound_bytes: Make) -> None:
    text_formula = record(0x06, place(0, 1) + bytes(6) + b"\xff\xff" + bytes(8))
    text_formula += record(0x207, struct.pack("<H", 2) + wide("县委"))
    cells = (
        record(0x204, place(0, 0) + struct.pack("<H", 2) + wide("合计"))
        + text_formula
        + record(0x205, place(0, 2) + b"\1\0")
        + record(0x205, place(0, 3) + b"\7\1")
    )
    table = read(compound_bytes, workbook(cells))
    assert [cell.text for cell in table.cells] == ["合计", "县委", "TRUE", "#DIV/0!"]


def test_a_shared_text_goes_on_in_the_next_record_with_a_flag_of_its_own(compound_bytes: Make) -> None:
    first = struct.pack("<II", 3, 3) + struct.pack("<H", 4) + wide("年度总")
    second = b"\1" + "体".encode("utf-16-le") + struct.pack("<HBH", 3, 8, 1) + b"abc" + b"\0\0"
    third = b"\0\0" + struct.pack("<H", 2) + b"\0ok"
    before = record(0xFC, first) + record(0x3C, second) + record(0x3C, third)
    cells = b"".join(record(0xFD, place(0, n) + struct.pack("<I", n)) for n in range(3))
    table = read(compound_bytes, workbook(cells, before=before))
    assert [cell.text for cell in table.cells] == ["年度总体", "abc", "ok"]


def test_merged_areas_are_one_cell_each(compound_bytes: Make) -> None:
    cells = (
        record(0x204, place(0, 0) + struct.pack("<H", 2) + wide("总表"))
        + record(0x203, place(0, 2) + struct.pack("<d", 4))
        + record(0x203, place(1, 1) + struct.pack("<d", 3))
        + record(0xE5, struct.pack("<HHHHH", 1, 0, 0, 0, 1))
    )
    table = read(compound_bytes, workbook(cells))
    assert table.cells == (
        Cell("总表", 0, 0, 1, 2), Cell("4", 0, 2), Cell("", 1, 0), Cell("3", 1, 1), Cell("", 1, 2),
    )  # fmt: skip


def test_a_locked_workbook_and_one_of_excel_95_say_so(compound_bytes: Make) -> None:
    locked = workbook(b"", before=record(0x2F, bytes(6)))
    with pytest.raises(sheet_binary.UnsupportedWorkbook, match="password"):
        sheet_binary.read(compound_bytes({"Workbook": locked}))
    with pytest.raises(sheet_binary.UnsupportedWorkbook, match="Excel 95"):
        sheet_binary.read(compound_bytes({"Book": b"x"}))
