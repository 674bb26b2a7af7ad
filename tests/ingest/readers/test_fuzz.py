"""Mutated, cut and spliced files of every format: whatever comes, only UnreadableDocument comes out.

The small whole files are made here, or by the tests of their readers; what a mutated file says does not matter.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import docx
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.document import UnreadableDocument
from ingest.limits import Limits
from ingest.readers.reading import read

LIMITS = Limits(cells=20_000, characters=200_000)


def word() -> bytes:
    document = docx.Document()
    document.add_heading("一、概况", 1)
    document.add_paragraph("执行率 64.04%", style="List Number")
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合计"
    table.cell(1, 1).text = "506.83"
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def sheet() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet("收支")
        page.merge_range(0, 0, 0, 1, "合计")
        page.write(1, 1, 506.83, book.add_format({"num_format": "#,##0.00"}))
    return target.getvalue()


def biff(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def old_sheet() -> bytes:
    """The stream of a workbook of one sheet with a text and a number."""
    opening, closing = biff(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6)), biff(0x0A, b"")
    text = struct.pack("<HB", 2, 1) + "合计".encode("utf-16-le")
    shared = biff(0xFC, struct.pack("<II", 1, 1) + text)
    name = biff(0x85, struct.pack("<IBBBB", 0, 0, 0, 1, 0) + b"S")
    start = len(opening + name + shared + closing)
    name = biff(0x85, struct.pack("<IBBBB", start, 0, 0, 1, 0) + b"S")
    page = biff(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 0, 0, 6))
    page += biff(0xFD, struct.pack("<HHHI", 0, 0, 0, 0)) + biff(0x203, struct.pack("<HHHd", 0, 1, 0, 506.83))
    page += biff(0xE5, struct.pack("<HHHHH", 1, 0, 0, 0, 0))
    return opening + name + shared + closing + page + closing


HTML = "<html><body><h1>一、概况</h1><ol><li>甲</ol><table><tr><td colspan=2>合计<tr><td>1<td>506.83</table>".encode()
MHT = b"From: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n"
MHT += b"Content-Transfer-Encoding: quoted-printable\n\n" + HTML + b"\n--b--\n"
TEXT = "一、概况\n执行率 64.04%\n| 合计 | 506.83 |\n|---|---|\n| 1 | 2 |\n甲\t乙\n1\t2\n".encode()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(named: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, data in named.items():
            package.writestr(name, data)
    return target.getvalue()


@st.composite
def harmed(draw: st.DrawFn, whole: bytes) -> bytes:
    """A file cut, overwritten, or with one of its pieces moved over another."""
    data = bytearray(whole)
    place = st.integers(0, len(whole) - 1)
    for _ in range(draw(st.integers(1, 5))):
        deed = draw(st.sampled_from(("overwrite", "flip", "cut", "splice", "number")))
        at, other = draw(place), draw(place)
        if deed == "overwrite":
            data[at : at + 4] = draw(st.binary(min_size=1, max_size=8))
        elif deed == "flip" and at < len(data):
            data[at] ^= 1 << draw(st.integers(0, 7))
        elif deed == "cut":
            del data[max(at, len(whole) // 8) :]
        elif deed == "splice":
            data[at:at] = whole[other : other + draw(st.integers(1, 200))]
        else:
            data[at : at + 4] = draw(st.sampled_from((b"\xff\xff\xff\xff", bytes(4), b"\xff\xff\xff\x7f", b"9999")))
    return bytes(data)


def outcome(data: bytes) -> None:
    try:
        read(data, "x", LIMITS)
    except UnreadableDocument as refused:
        assert refused.advice  # noqa: PT017


FUZZ = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("whole", [word(), sheet(), HTML, MHT, TEXT], ids=["docx", "xlsx", "html", "mht", "text"])
@FUZZ
@given(data=st.data())
def test_harmed_files_are_read_or_refused(whole: bytes, data: st.DataObject) -> None:
    assert read(whole, "x").content
    outcome(data.draw(harmed(whole)))


@pytest.mark.parametrize(
    ("whole", "name"),
    [
        (word(), "word/document.xml"),
        (word(), "word/styles.xml"),
        (word(), "word/numbering.xml"),
        (sheet(), "xl/worksheets/sheet1.xml"),
        (sheet(), "xl/styles.xml"),
        (sheet(), "xl/workbook.xml"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
@FUZZ
@given(data=st.data())
def test_office_files_with_one_part_harmed_are_read_or_refused(whole: bytes, name: str, data: st.DataObject) -> None:
    named = parts(whole)
    outcome(packed(named | {name: data.draw(harmed(named[name]))}))


@FUZZ
@given(data=st.data())
def test_old_workbooks_harmed_are_read_or_refused(
    compound_bytes: Callable[[dict[str, bytes]], bytes], data: st.DataObject
) -> None:
    assert read(compound_bytes({"Workbook": old_sheet()}), "x").content
    outcome(compound_bytes({"Workbook": data.draw(harmed(old_sheet()))}))
    outcome(data.draw(harmed(compound_bytes({"Workbook": old_sheet()}))))


@FUZZ
@given(data=st.data())
def test_old_word_files_harmed_are_read_or_refused(
    compound_bytes: Callable[[dict[str, bytes]], bytes], data: st.DataObject
) -> None:
    begin = struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0x804, 0, 0x200)
    body = begin + data.draw(st.binary(max_size=400))
    outcome(compound_bytes({"WordDocument": body, "1Table": data.draw(st.binary(max_size=400))}))
