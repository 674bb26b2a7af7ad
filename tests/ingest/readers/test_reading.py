"""The way into the readers: formats by content, and a reason for every file that cannot be read."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from docx.document import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Document, Paragraph, UnreadableDocument
from ingest.readers import plain, reading
from ingest.readers.reading import read

Save = Callable[[WordDocument], bytes]
Make = Callable[[dict[str, bytes]], bytes]


def refusal(data: bytes, name: str = "茂县/报告.doc") -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        read(data, name)
    return caught.value


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "empty_file", id="no bytes"),
        pytest.param(b" \r\n\t\n", "empty_file", id="white space"),
        pytest.param(b"\xef\xbb\xbf", "empty_file", id="a byte order mark alone"),
        pytest.param(bytes(512), "empty_file", id="zero bytes"),
        pytest.param("　\n　".encode(), "no_text", id="Chinese spaces"),
        pytest.param(b"<html><body><img src='1.png'></body></html>", "no_text", id="a page of pictures"),
        pytest.param("一、概况".encode()[:-1], "truncated_file", id="text cut inside a character"),
        pytest.param(b"PK\x03\x04 and no more", "truncated_file", id="the start of a zip"),
        pytest.param(b"%PDF-1.4\n", "truncated_file", id="the start of a PDF"),
        pytest.param(b"Rar!\x1a\x07\0\xcf", "unsupported_format", id="an archive"),
        pytest.param(bytes(range(255, -1, -1)) * 9, "unsupported_format", id="junk"),
        pytest.param("执行率 64.04%，".encode() * 9 + b"\xff", "unreadable_file", id="text with a bad byte"),
    ],
)
def test_a_file_without_content_says_why(data: bytes, reason: str) -> None:
    error = refusal(data)
    assert error.reason_code == reason
    assert error.found.startswith("茂县/报告.doc: ")
    assert error.advice


def test_a_refused_format_names_those_that_are_read() -> None:
    assert "docx" in refusal(b"Rar!\x1a\x07\0\xcf").advice


def test_a_locked_file_says_so(compound_bytes: Make) -> None:
    assert refusal(compound_bytes({"EncryptedPackage": b"x"})).reason_code == "encrypted_file"


def test_a_damaged_word_file_is_unreadable_and_names_both_formats(compound_bytes: Make) -> None:
    error = refusal(compound_bytes({"WordDocument": bytes(5000)}), "报告.txt")
    assert error.reason_code == "unreadable_file"
    assert "taken for doc in spite of its name (.txt)" in error.found


def test_a_panic_in_a_compiled_parser_is_a_reason_too(monkeypatch: pytest.MonkeyPatch) -> None:
    class Panic(BaseException):
        """What PyO3 raises is no Exception either."""

    def fail(data: bytes) -> Document:
        raise Panic("index out of bounds")

    monkeypatch.setitem(reading._READERS, "text", fail)
    assert "Panic: index out of bounds" in refusal("正文".encode()).found


def test_an_interrupt_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(data: bytes) -> Document:
        raise KeyboardInterrupt

    monkeypatch.setitem(reading._READERS, "text", stop)
    with pytest.raises(KeyboardInterrupt):
        read("正文".encode(), "x.txt")


def test_files_are_read_by_content_whatever_their_name(new_word: WordDocument, word_bytes: Save) -> None:
    new_word.add_paragraph("正文 1")
    book = io.BytesIO()
    with xlsxwriter.Workbook(book, {"in_memory": True}) as workbook:
        workbook.add_worksheet().write(0, 0, "正文 2")
    assert read(word_bytes(new_word), "报告.xls").source_format == "docx"
    assert read(book.getvalue(), "报告.doc").source_format == "sheet"
    assert read(b"<html><p>x</p></html>", "报告.doc").source_format == "html"
    assert read("正文".encode("gb18030"), "报告.docx").content == (Paragraph("正文", wraps=True),)


def outcome(data: bytes) -> str:
    """The reason of a refusal, or how many blocks were read; any other exception fails the test."""
    try:
        return f"{len(read(data, 'x').content) or ''}"
    except UnreadableDocument as error:
        return error.reason_code


@given(st.binary(max_size=600))
def test_random_bytes_are_read_or_refused(data: bytes) -> None:
    assert outcome(data)


STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html>", b"MIME-Version: 1.0\n\n", b"\xff\xfe", b"\t")


@given(st.sampled_from(STARTS), st.binary(max_size=600))
def test_random_bytes_behind_a_known_start_are_read_or_refused(start: bytes, data: bytes) -> None:
    assert outcome(start + data)


@given(st.text("\t\n 一甲1.。|#-（）", max_size=200))
def test_plain_text_loses_no_character_but_white_space_and_table_rules(text: str) -> None:
    found = plain.read(text.encode()).content
    kept = "".join(b.text if isinstance(b, Paragraph) else "".join(c.text for c in b.cells) for b in found)
    if "|" not in text and "#" not in text and plain.charset.decode(text.encode()):
        assert "".join(kept.split()) == "".join(text.split())


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_damaged_real_files_are_read_or_refused(reports: Path, seed: int) -> None:
    """Cuts, overwrites and blanks places of a real report, in each format."""
    chance = random.Random(seed)
    path = chance.choice(sorted(p for form in ("docx", "doc", "html", "text") for p in (reports / form).rglob("*.*")))
    data = bytearray(path.read_bytes())
    if chance.random() < 0.5:
        del data[chance.randrange(len(data)) :]
    for _ in range(chance.choice((0, 1, 20))):
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)
    assert outcome(bytes(data))
