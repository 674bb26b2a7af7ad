"""Files made to harm: each is read or refused with a reason, within limits that the usual ones are far above.

What a worker does when a parser hangs, devours memory or crashes is in `tests/ingest/test_workers.py`; archives are in
`test_members`; locked, cut and empty files in `test_reading`.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlsxwriter
from docx.document import Document as WordDocument

from ingest.document import Document, Paragraph, UnreadableDocument
from ingest.limits import USUAL, Limits, check_content, check_pages
from ingest.readers.reading import read
from ingest.tasks import Content, Source, read_content
from ingest.workers import Workers

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(1, Limits(seconds=20, memory_mb=400)) as started:
        yield started


def refusal(data: bytes, limits: Limits = USUAL) -> str:
    with pytest.raises(UnreadableDocument) as refused:
        read(data, "报告", limits)
    assert refused.value.advice
    return refused.value.reason_code


def words(document: Document) -> str:
    """All that a document says, without its white space."""
    texts = []
    for block in document.content:
        texts += [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells]
    return "".join("".join(texts).split())


def zipped(**parts: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name.replace("__", "/") + ".xml", text)
    return target.getvalue()


def docx(body: str, declared: str = "") -> bytes:
    return zipped(word__document=f"{declared}<d xmlns='{W}'><body>{body}</body></d>")


def xlsx(rows: str, declared: str = "", **more: str) -> bytes:
    target = io.BytesIO(
        zipped(
            xl__workbook=f"<workbook xmlns='{S}' xmlns:r='{R}'><sheets><sheet name='表' r:id='1'/></sheets></workbook>",
            xl__worksheets__sheet1=f"{declared}<worksheet xmlns='{S}'><sheetData>{rows}</sheetData></worksheet>",
            **more,
        )
    )
    with zipfile.ZipFile(target, "a") as package:
        kind = f"{R}/worksheet"
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            f"<Relationships><Relationship Id='1' Type='{kind}' Target='worksheets/sheet1.xml'/></Relationships>",
        )
    return target.getvalue()


def inline(place: str, text: str) -> str:
    return f"<c r='{place}' t='inlineStr'><is><t>{text}</t></is></c>"


BOMB = "<!DOCTYPE d [<!ENTITY a 'bomb'>" + "".join(
    f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
) + "]>"  # fmt: skip


@pytest.fixture
def secret(tmp_path: Path) -> str:
    """A declaration that would pull a file of this machine into the document."""
    path = tmp_path / "secret.txt"
    path.write_text("bomb", encoding="utf-8")
    return f"<!DOCTYPE d [<!ENTITY i SYSTEM '{path.as_uri()}'>]>"


def with_entity(form: str, declared: str) -> bytes:
    if form == "docx":
        return docx("<p><r><t>甲&i;</t></r></p>", declared)
    if form == "xlsx":
        return xlsx(f"<row r='1'>{inline('A1', '甲')}{inline('B1', '乙&i;')}</row>", declared)
    page = f"{declared.replace('DOCTYPE d', 'DOCTYPE html')}<html><body><p>甲&i;</p></body></html>"
    if form == "html":
        return page.encode()
    return f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{page}".encode()


@pytest.mark.parametrize("form", ["docx", "xlsx", "html", "mht"])
def test_entities_are_not_expanded(form: str) -> None:
    data = with_entity(form, BOMB)
    if form in ("docx", "xlsx"):
        assert refusal(data) == "unreadable_file"
    else:
        found = words(read(data, "报告"))
        assert "甲" in found
        assert "bombbomb" not in found


@pytest.mark.parametrize("form", ["docx", "xlsx", "html", "mht"])
def test_files_of_this_machine_are_not_fetched(form: str, secret: str) -> None:
    found = words(read(with_entity(form, secret), "报告"))
    assert "甲" in found
    assert "bomb" not in found


def test_a_part_that_unpacks_to_257_megabytes_is_refused_before_it_does(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package,
        package.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(257):
            part.write(bytes(1 << 20))
    assert path.stat().st_size < 4 << 20
    assert refusal(path.read_bytes()) == "too_large"


def test_a_part_that_lies_about_its_size_is_refused(workers: Workers, tmp_path: Path) -> None:
    data = docx("<p><r><t>甲</t></r></p>" * 200_000)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        size = package.infolist()[0].file_size.to_bytes(4, "little")
    path = tmp_path / "lie.docx"
    path.write_bytes(data.replace(size, (99).to_bytes(4, "little")))
    (content,) = workers.map(read_content, [(Source(str(path), (), "lie.docx", ""), USUAL)])
    assert content.reason_code in ("unreadable_file", "truncated_file")


def test_a_file_of_half_a_gigabyte_is_refused_unread(tmp_path: Path, workers: Workers) -> None:
    path = tmp_path / "大.docx"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(500 << 20)
    (content,) = workers.map(read_content, [(Source(str(path), (), "大.docx", ""), USUAL)])
    assert isinstance(content, Content)
    assert content.reason_code == "too_large"
    assert content.reason is not None
    assert "500 MB, the limit is 100; split it" in content.reason


def test_ten_thousand_pages_are_refused() -> None:
    with pytest.raises(UnreadableDocument, match="10,000 pages, the limit is 2,000") as refused:
        check_pages(10_000, "报告.pdf", USUAL)
    assert refused.value.reason_code == "too_many_pages"
    pages = tuple(Paragraph(str(number), page=number) for number in range(1, 2002))
    with pytest.raises(UnreadableDocument, match="2,001 pages"):
        check_content(Document("pdf", pages), "报告.pdf", USUAL)


def test_macros_are_not_run_and_do_not_hinder(new_word: WordDocument, word_bytes: Callable[..., bytes]) -> None:
    new_word.add_paragraph("正文 1")
    plain = word_bytes(new_word)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == "[Content_Types].xml":
                kind = b"application/vnd.ms-word.document.macroEnabled.main+xml"
                data = data.replace(
                    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", kind
                )
                assert kind in data
            new.writestr(part.filename, data)
        new.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert read(target.getvalue(), "报告.docm") == read(plain, "报告.docx")


def test_macros_of_a_workbook_do_not_hinder(tmp_path: Path) -> None:
    (tmp_path / "vbaProject.bin").write_bytes(bytes(600))
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.add_worksheet().write(0, 0, "正文 1")
        book.add_vba_project(str(tmp_path / "vbaProject.bin"))
    assert words(read(target.getvalue(), "表.xlsm")) == "正文1"


def nested_html(depth: int) -> bytes:
    return b"<html><body>" + b"<table><tr><td>" * depth + "9万元".encode() + b"</td></tr></table>" * depth


def nested_docx(depth: int) -> bytes:
    inner = "<p><r><t>9万元</t></r></p>"
    return docx("<tbl><tr><tc>" * depth + inner + "</tc></tr></tbl>" * depth)


@pytest.mark.parametrize("form", [nested_html, nested_docx])
@pytest.mark.parametrize("depth", [5, 40, 100, 5000])
def test_tables_nested_deeply_are_read_whole_or_refused(
    form: Callable[[int], bytes], depth: int, workers: Workers, tmp_path: Path
) -> None:
    path = tmp_path / "nested"
    path.write_bytes(form(depth))
    (content,) = workers.map(read_content, [(Source(str(path), (), "nested", ""), USUAL)])
    assert isinstance(content, Content)
    if content.content is None:
        assert depth > 40
        assert content.reason_code == "unreadable_file"
    else:
        assert "9万元" in content.content


def test_cells_far_apart_do_not_fill_the_memory() -> None:
    corners = f"<row r='1'>{inline('A1', '甲 1')}</row><row r='1048576'>{inline('XFD1048576', '乙 2')}</row>"
    assert words(read(xlsx(corners), "表")) == "甲1乙2"
    diagonal = "".join(
        f"<row r='{n}'>{inline(xlsxwriter.utility.xl_col_to_name(n) + str(n), str(n))}</row>" for n in range(1, 4000)
    )
    assert refusal(xlsx(diagonal)) == "too_many_cells"


def test_more_cells_than_the_limit_are_refused() -> None:
    rows = "".join(f"<row r='{n}'>{inline(f'A{n}', '1')}{inline(f'B{n}', '2')}</row>" for n in range(1, 60))
    assert refusal(xlsx(rows), Limits(cells=100)) == "too_many_cells"
    assert read(xlsx(rows), "表", Limits(cells=118)).content
    assert refusal("1万元\n".encode() * 50, Limits(characters=100)) == "too_large"


def test_a_workbook_of_millions_of_cells_ends_within_its_limits(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    row = "<row>" + "<c><v>1</v></c>" * 100 + "</row>"
    path.write_bytes(xlsx(row * 30_000))
    assert path.stat().st_size < 1 << 20
    with Workers(1, Limits(seconds=20, memory_mb=200)) as workers:
        (ended,) = workers.map(read_content, [(Source(str(path), (), "表.xlsx", ""), USUAL)])
    assert ended.reason_code in ("out_of_memory", "too_many_cells", "timeout", "unreadable_file")


def test_spans_of_millions_do_not_fill_the_memory() -> None:
    page = "<table>" + "<tr><td rowspan=99999 colspan=99999>甲 1</td><td rowspan=99999 colspan=99999>乙</td></tr>" * 3
    assert words(read(f"<html><body>{page}".encode(), "表")) == "甲1乙" * 3


def test_control_characters_stay_out_of_the_way() -> None:
    text = "一、概况。" * 50 + "执行率\x01 64.04%\x1b[31m\x7f 9万元\x0c\n\x08二、概况"
    found = words(read(text.encode(), "报告.txt"))
    assert "64.04%" in found
    assert "9万元" in found
    assert refusal("执行\x00率\x01 64.04%\x1b\x02\x03\x04".encode()) == "unsupported_format"
    assert "64.04%" in words(read("<html><body><p>执行率\x00 64.04%\x01</p>".encode(), "报告.html"))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("执行率 64.04%，".encode() * 9 + b"\xff\xfe\xfd" + "9万元".encode(), id="UTF-8 with bad bytes"),
        pytest.param("执行率 64.04%，".encode("gb18030") * 9 + b"\xff" + "9万元".encode() * 9, id="two encodings"),
        pytest.param(b"\xff\xfe" + "执行率".encode("utf-16-le") + b"\x00", id="half a UTF-16 character"),
        pytest.param(b"<html><meta charset='no-such'>" + "<p>执行率".encode("gb18030") + b"\xff", id="a page"),
    ],
)
def test_broken_encodings_are_read_or_refused_never_silently_emptied(data: bytes) -> None:
    try:
        found = words(read(data, "报告"))
    except UnreadableDocument as refused:
        found = refused.reason_code
    assert found in ("unreadable_file", "truncated_file", "unsupported_format") or "执行率" in found


@pytest.mark.parametrize(
    ("stream", "name", "found"),
    [
        pytest.param("WordDocument", "报告.wps", "taken for doc in spite of its name (.wps)", id="text"),
        pytest.param("Workbook", "表.et", "a xls file without any text", id="sheets"),
    ],
)
def test_wps_files_are_told_by_their_streams(
    compound_bytes: Callable[[dict[str, bytes]], bytes], stream: str, name: str, found: str
) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read(compound_bytes({stream: bytes(5000)}), name)
    assert found in refused.value.found
