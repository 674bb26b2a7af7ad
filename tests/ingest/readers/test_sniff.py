"""Kinds of file by content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from ingest.readers import sniff

Make = Callable[[dict[str, bytes]], bytes]


def zipped(*names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name in names:
            package.writestr(name, b"<x/>")
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "family"),
    [
        pytest.param("预算执行率 64.04%".encode(), "text", id="UTF-8 text"),
        pytest.param("预算执行率 64.04%".encode("gb18030"), "text", id="GB18030 text"),
        pytest.param("预算执行率 64.04%".encode("utf-16"), "text", id="UTF-16 text"),
        pytest.param("预算执行率 64.04%\n".encode("utf-16-le"), "text", id="UTF-16 text without a mark"),
        pytest.param("ئاپتونوم رايون 2023".encode(), "text", id="UTF-8 text in Uyghur"),
        pytest.param("预算执行率 64.04%\n".encode("utf-16-be"), "text", id="big-endian UTF-16 text without a mark"),
        pytest.param("BM 与决算".encode(), "text", id="text that begins like a bitmap"),
        pytest.param("预算".encode()[:-1], "truncated", id="UTF-8 text cut inside a character"),
        pytest.param("预算执行".encode("gb18030")[:-1], "truncated", id="GB18030 text cut inside a character"),
        pytest.param("执行率 64.04%，".encode() * 9 + b"\xff\xff" + "元".encode(), "damaged_text", id="damaged text"),
        pytest.param(b"<!DOCTYPE html><p>1", "html", id="a page"),
        pytest.param(b"\xef\xbb\xbf\r\n<HTML>", "html", id="a page behind a mark"),
        pytest.param(b"<?xml version='1.0'?>\n<!-- x --><html xmlns='y'>", "html", id="an XHTML page"),
        pytest.param("<table><tr><td>1".encode("utf-16"), "html", id="a UTF-16 page"),
        pytest.param(b"From: x\r\n y\r\nMIME-Version: 1.0\r\n\r\n", "html", id="a web archive"),
        pytest.param("< 5 % 的项目".encode(), "text", id="text that begins with a less-than sign"),
        pytest.param(
            b"<div><img></div>\n\n## 1\n<table><tr><td>1</table>", "text", id="Markdown that begins with a tag"
        ),
        pytest.param(b"%PDF-1.7\n\xe2\xe3", "pdf", id="a PDF"),
        pytest.param(b"{\\rtf1\\ansi", "rtf", id="Rich Text"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image", id="a picture"),
        pytest.param(b"Rar!\x1a\x07\0\xcf\x90", "archive", id="a RAR archive"),
        pytest.param(b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:x/>", "office_xml", id="2003"),
        pytest.param(zipped("[Content_Types].xml", "word/document.xml"), "docx", id="a zip with word parts"),
        pytest.param(zipped("xl/workbook.xml"), "xlsx", id="a zip with sheet parts"),
        pytest.param(zipped("ppt/presentation.xml"), "presentation", id="a zip with slides"),
        pytest.param(zipped("OFD.xml"), "other_office", id="an OFD file"),
        pytest.param(zipped("报告.txt"), "archive", id="any other zip"),
        pytest.param(zipped("word/document.xml")[:-9], "truncated", id="a zip that was cut"),
        pytest.param(bytes(range(256)) * 4, "unknown", id="junk"),
    ],
)
def test_family(data: bytes, family: str) -> None:
    assert sniff.family(data) == family


@pytest.mark.parametrize(
    ("streams", "family"),
    [
        ({"WordDocument": bytes(12)}, "doc"),
        ({"WordDocument": bytes(10) + b"\0\1"}, "encrypted"),
        ({"WordDocument": bytes(12), "Workbook": b"x"}, "doc"),
        ({"Workbook": b"x"}, "xls"),
        ({"Book": b"x"}, "xls"),
        ({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}, "encrypted"),
        ({"PowerPoint Document": b"x"}, "presentation"),
        ({"Other": b"x"}, "other_office"),
    ],
)
def test_family_of_a_compound_file_by_its_streams(compound_bytes: Make, streams: dict[str, bytes], family: str) -> None:
    assert sniff.family(compound_bytes(streams)) == family


@pytest.mark.parametrize("length", [8, 511, 600, 1500, 4000])
def test_a_compound_file_that_was_cut_is_truncated(compound_bytes: Make, length: int) -> None:
    assert sniff.family(compound_bytes({"WordDocument": bytes(5000)})[:length]) == "truncated"
