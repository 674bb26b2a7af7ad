"""A second reading catches a reader that drops figures or garbles Chinese, and does not cry wolf over sound files."""

from __future__ import annotations

import base64
import io
import quopri
import re
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
import xlsxwriter
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.document import Document, Paragraph, Table, UnreadableDocument
from ingest.readers import reading, recount, recount_page, recount_pdf, recount_word

Save = Callable[[WordDocument], bytes]

LINES = [f"第{n}项支出决算{n}{n}.{n:02}万元，完成预算的{90 + n % 10}.5%。" for n in range(1, 31)]
FIGURES = [number for line in LINES for number in re.findall(r"[0-9.]+", line)]


def word_file() -> bytes:
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def workbook() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet("支出决算表")
        for row, line in enumerate(LINES):
            page.write(row + 2, 1, line)
    return target.getvalue()


FILES = {
    "text": lambda: "\n".join(LINES).encode("gb18030"),
    "html": lambda: ("<html><body>" + "".join(f"<p>{line}</p>" for line in LINES) + "</body></html>").encode(),
    "docx": word_file,
    "sheet": workbook,
}


def altered(document: Document, change: Callable[[str], str]) -> Document:
    """A Document as a faulty reader would have returned it."""
    blocks = [
        block._replace(text=change(block.text))
        if isinstance(block, Paragraph)
        else replace(block, cells=tuple(cell._replace(text=change(cell.text)) for cell in block.cells))
        for block in document.content
    ]
    return Document(document.source_format, tuple(blocks))


class EveryTenthDropped:
    """Drops every tenth number without a word, and remembers which."""

    def __init__(self) -> None:
        self.seen = 0
        self.dropped: list[str] = []

    def __call__(self, text: str) -> str:
        return re.sub(r"[0-9]+(?:\.[0-9]+)?", self._one, text)

    def _one(self, number: re.Match[str]) -> str:
        self.seen += 1
        if self.seen % 10:
            return number[0]
        self.dropped.append(number[0])
        return ""


def garbled(text: str) -> str:
    """Chinese as a reader returns it that takes GB18030 for Latin-1; figures survive."""
    return text.encode("gb18030").decode("latin-1")


@pytest.mark.parametrize("form", FILES)
def test_a_sound_file_is_counted_twice_with_one_result(form: str) -> None:
    document, counted = recount.read(FILES[form](), "报告")
    assert document.source_format == form
    assert counted == recount.Recount(len(FIGURES), len(FIGURES), (), (), 1.0)


@pytest.mark.parametrize("form", FILES)
def test_a_reader_that_drops_every_tenth_figure_is_caught_and_the_figures_are_named(form: str) -> None:
    data = FILES[form]()
    faulty = EveryTenthDropped()
    counted = recount.recount(data, altered(reading.read(data, "报告"), faulty))
    assert counted is not None
    assert sorted(counted.missing) == sorted(faulty.dropped)
    assert len(counted.missing) == len(FIGURES) // 10
    assert (counted.read, counted.recounted, counted.extra) == (len(FIGURES) - 9, len(FIGURES), ())
    assert not counted.is_worthless


def archived(encoding: str) -> bytes:
    """The page as a browser saves it with all that belongs to it."""
    page = FILES["html"]()
    body = quopri.encodestring(page) if encoding == "quoted-printable" else base64.encodebytes(page)
    head = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="--b"\r\n\r\n----b\r\n'
        f"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n----b--\r\n"


DATA = Path(__file__).parents[2] / "data"
#: Files of further formats: what stands in them does not matter here.
MORE = {
    "mht": lambda: archived("quoted-printable"),
    "xls": lambda: (DATA / "sheets" / "nine_tables.xls").read_bytes(),
    "pdf": lambda: (DATA / "pdf" / "report.pdf").read_bytes(),
    "pdf without rules": lambda: (DATA / "pdf" / "unruled.pdf").read_bytes(),
}


@pytest.mark.parametrize("form", MORE)
def test_a_broken_reader_of_any_format_is_caught_where_files_come_in(
    form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = MORE[form]()
    document, counted = recount.read(data, "报告")
    assert counted is not None
    assert (counted.missing, counted.extra) == ((), ())
    faulty = EveryTenthDropped()
    monkeypatch.setattr(reading, "read", lambda data, name, limits: altered(document, faulty))
    _, counted = recount.read(data, "报告")
    assert counted is not None
    assert len(faulty.dropped) > 2
    # A sheet's dates and zeros may be printed in more than one way; whatever is named as missing was dropped.
    assert len(counted.missing) >= 0.9 * len(faulty.dropped)
    assert {float(each) for each in counted.missing} <= {float(each) for each in faulty.dropped}


@pytest.mark.parametrize("form", FILES)
def test_a_reader_that_invents_figures_is_caught(form: str) -> None:
    data = FILES[form]()
    counted = recount.recount(data, altered(reading.read(data, "报告"), lambda text: text.replace("万元", "万元7.77")))
    assert counted is not None
    assert len(counted.extra) == len(LINES)


@pytest.mark.parametrize("form", ["text", "html", "docx", "sheet"])
def test_garbage_for_chinese_is_held_though_every_figure_survived(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = FILES[form]()
    sound = reading.read(data, "报告")
    monkeypatch.setattr(reading, "read", lambda data, name, limits: altered(sound, garbled))
    with pytest.raises(UnreadableDocument, match="报告: two readings of the file disagree.*0% of its Chin") as caught:
        recount.read(data, "报告")
    assert caught.value.reason_code == "readings_disagree"


def test_a_file_of_which_most_figures_are_missing_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    data = FILES["text"]()
    first = Document("text", reading.read(data, "报告").content[:10])
    monkeypatch.setattr(reading, "read", lambda data, name, limits: first)
    with pytest.raises(UnreadableDocument, match=r"of 90 figures 60 are missing \(\d"):
        recount.read(data, "报告")


def test_a_second_reading_that_fails_is_no_pass_and_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def panic(data: bytes) -> str:
        raise BaseException("panic")

    monkeypatch.setitem(recount._SECOND_READINGS, "text", panic)
    document, counted = recount.read(FILES["text"](), "报告")
    assert document.content
    assert counted is None


def word_xml(body: str) -> str:
    return f"<w:p {nsdecls('w')} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>{body}</w:p>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("<w:r><w:t>12</w:t></w:r><w:r><w:t>.5</w:t></w:r>", ["12.5"], id="a figure in two runs"),
        pytest.param("<w:r><w:t>12</w:t><w:tab/><w:t>5</w:t></w:r>", ["12", "5"], id="figures parted by a tab"),
        pytest.param("<w:del><w:r><w:delText>9</w:delText></w:r></w:del><w:ins><w:r><w:t>8</w:t></w:r></w:ins>", ["8"],
                     id="a tracked change"),
        pytest.param("<w:moveFrom><w:r><w:t>9</w:t></w:r></w:moveFrom><w:r><w:t>8</w:t></w:r>", ["8"], id="a move"),
        pytest.param("<w:r><w:rPr><w:vanish/></w:rPr><w:t>7</w:t></w:r>", ["7"], id="hidden text"),
        pytest.param("<w:fldSimple w:instr=' PAGE '><w:r><w:t>3</w:t></w:r></w:fldSimple><w:r><w:t>8</w:t></w:r>",
                     ["8"], id="a page number"),
        pytest.param(
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>=SUM(B1:B9)</w:instrText></w:r>"
            "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>31.4</w:t></w:r>"
            "<w:r><w:fldChar w:fldCharType='end'/></w:r>", ["31.4"], id="a formula's result, not its code"),
        pytest.param(
            "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:t>6</w:t></mc:Choice>"
            "<mc:Fallback><w:t>6</w:t></mc:Fallback></mc:AlternateContent></w:r>", ["6"], id="a drawing in two forms"),
    ],
)  # fmt: skip
def test_what_word_prints_is_counted_alike(
    new_word: WordDocument, word_bytes: Save, body: str, expected: list[str]
) -> None:
    new_word.element.body.insert(0, parse_xml(word_xml(body)))
    data = word_bytes(new_word)
    assert recount.figures(recount_word.of_xml(data)) == expected
    _, counted = recount.read(data, "报告")
    assert counted == recount.Recount(len(expected), len(expected), (), (), 1.0)


def test_numbers_that_word_counts_itself_are_not_extra(new_word: WordDocument, word_bytes: Save) -> None:
    for line in ("支出 12.5 万元", "收入 13.5 万元"):
        new_word.add_paragraph(line, style="List Number")
    document, counted = recount.read(word_bytes(new_word), "报告")
    assert [block.text for block in document.content if isinstance(block, Paragraph)][1] == "2. 收入 13.5 万元"
    assert counted is not None
    assert (counted.missing, counted.extra) == ((), ())


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param("<p>预算1<b>2.5</b>万元</p>", ["12.5"], id="a figure in two fonts"),
        pytest.param("<td>12</td><td>5</td>", ["12", "5"], id="cells side by side"),
        pytest.param("<p>1<!-- 9 -->2</p>", ["12"], id="a comment inside a figure"),
        pytest.param("<div style='display:none'><div>9</div></div><p>7</p>", ["7"], id="a hidden element"),
        pytest.param("<script>var a = 9 > 8;</script><p>7</p>", ["7"], id="a script"),
        pytest.param("<img alt='5 > 4'><p>7</p>", ["7"], id="a bracket in an attribute"),
        pytest.param("<p>&#49;&#x32;.5</p>", ["12.5"], id="digits as entities"),
        pytest.param("<ol><li>支出 3.5</li><li>收入</li></ol>", ["3.5"], id="numbers of list items"),
    ],
)
def test_what_a_browser_shows_is_counted_alike(page: str, expected: list[str]) -> None:
    data = f"<html><body>{page}</body></html>".encode()
    assert recount.figures(recount_page.of_html(data)) == expected
    _, counted = recount.read(data, "报告")
    assert counted is not None
    assert (counted.recounted, counted.missing, counted.extra) == (len(expected), (), ())


def test_tags_of_tables_inside_markdown_are_no_figures() -> None:
    text = '# 报告\n<table><tr><td colspan="2">预算数</td></tr><tr><td>甲</td><td>9.50</td></tr></table>'
    _, counted = recount.read(text.encode(), "x.md")
    assert counted is not None
    assert (counted.read, counted.missing, counted.extra) == (1, (), ())


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_an_archived_page_is_counted(encoding: str) -> None:
    _, counted = recount.read(archived(encoding), "报告")
    assert counted == recount.Recount(len(FIGURES), len(FIGURES), (), (), 1.0)


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (0.7719, "0.00%", "77.19%"),
        (1267.8, "#,##0.00", "1,267.80"),
        (12678000, "0!.0,", "1267.8"),
        (-3.14159, "0.00_);(0.00)", "(3.14)"),
        (45000, 'yyyy"年"m"月"', "2023年3月"),
    ],
)
def test_a_stored_number_is_read_when_its_row_prints_it(value: float, form: str, shown: str) -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.add_worksheet("空")
        page = book.add_worksheet("表")
        page.write(4, 2, "合计")
        page.write_number(4, 3, value, book.add_format({"num_format": form}))
    data = target.getvalue()
    document, counted = recount.read(data, "报告")
    assert [c.text for block in document.content if isinstance(block, Table) for c in block.cells][-1:] == [shown]
    assert counted is not None
    assert (counted.recounted, counted.missing) == (1, ())
    wrong = recount.recount(data, altered(document, lambda text: text.replace("7", "1").replace("3", "8")))
    assert wrong is not None
    assert len(wrong.missing) == 1


def binary_word(compound_bytes: Callable[[dict[str, bytes]], bytes], body: str, notes: str, latin: bytes) -> bytes:
    """A doc file of three pieces: body and notes in UTF-16, the last part of the body in one byte per character."""
    wide, more = body.encode("utf-16-le"), notes.encode("utf-16-le")
    text_at = 1024
    stream = bytearray(text_at) + wide + latin + more
    struct.pack_into("<H", stream, 0x0A, 0x0200)
    struct.pack_into("<8i", stream, 0x4C, len(body) + len(latin), len(notes), 0, 0, 0, 0, 0, 0)
    ends = [0, len(body), len(body) + len(latin), len(body) + len(latin) + len(notes)]
    places = [text_at, (text_at + len(wide)) * 2 | 0x40000000, text_at + len(wide) + len(latin)]
    pieces = struct.pack("<4I", *ends) + b"".join(struct.pack("<HIH", 0, place, 0) for place in places)
    table = b"\x01\x02\x00\xff\xff" + b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", stream, 0x1A2, 0, len(table))
    return compound_bytes({"WordDocument": bytes(stream), "1Table": table})


def test_the_pieces_of_a_binary_file_are_put_together(compound_bytes: Callable[[dict[str, bytes]], bytes]) -> None:
    body = "预算\x13 PAGE \x1499\x15支出\x13 =SUM \x1412.5\x15万元\x07"
    data = binary_word(compound_bytes, body, "注：3.5\r", b"31.4\r")
    assert recount_word.of_binary(data) == "预算支出12.5万元\x0731.4\r\n注：3.5\r\n" + "\n" * 4


@pytest.mark.parametrize("form", ["text", "docx", "doc", "html", "pdf"])
def test_the_readings_of_the_real_reports_agree(reports: Path, form: str) -> None:
    files = sorted((reports / form).glob("*/*/*"))
    assert len(files) == 5
    for file in files:
        _, counted = recount.read(file.read_bytes(), file.name)
        assert counted is not None
        assert counted.recounted > 100
        assert (counted.missing, counted.extra, counted.letters_kept) == ((), (), 1.0)


def test_a_real_binary_file_read_badly_is_caught(reports: Path) -> None:
    file = next((reports / "doc").glob("513223/*/*"))
    data = file.read_bytes()
    faulty = EveryTenthDropped()
    counted = recount.recount(data, altered(reading.read(data, file.name), faulty))
    assert counted is not None
    assert sorted(counted.missing) == sorted(faulty.dropped)


def pdf(*pages: list[str]) -> bytes:
    """A PDF of pages of Latin lines, one below the other, in Helvetica."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>"]
    objects.append("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    for number, lines in enumerate(pages):
        body = "BT /F 12 Tf 60 800 Td 20 TL " + " ".join(f"({line}) Tj T* " for line in lines) + "ET"
        objects.append(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {5 + 2 * number} 0 R>>"
        )
        objects.append(f"<</Length {len(body)}>>stream\n{body}\nendstream")
    data = "%PDF-1.4\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj{text}endobj\n"
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{at:010} 00000 n \n" for at in places)
    return (data + f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").encode()


PAGES = [
    [f"Budget 2023 {page}/3", *(f"item {page}{line}.{line}" for line in range(4)), f"- {page} -"] for page in (1, 2, 3)
]


def test_page_numbers_and_repeated_headers_of_a_pdf_may_be_dropped_and_nothing_else() -> None:
    second, repeated = recount_pdf.of_pdf(pdf(*PAGES))
    assert len(recount.figures(second)) == 3 * (3 + 4 + 1)
    body = [Paragraph("Budget 2023 1/3"), *(Paragraph(line) for page in PAGES for line in page[1:-1])]
    sound = recount.compare(Document("pdf", tuple(body)), second, repeated)
    assert (sound.missing, sound.extra) == ((), ())
    short = recount.compare(Document("pdf", tuple(body[:5] + body[6:])), second, repeated)
    assert (short.missing, short.extra) == (("20.0",), ())


def test_a_number_that_a_narrow_cell_breaks_is_one_number() -> None:
    document = Document("pdf", (Paragraph("合计 9548199.71 元，执行 12.5"),))
    counted = recount.compare(document, "合计 954819\n9.71 元，执行 1 2.5")
    assert (counted.missing, counted.extra) == ((), ())
    wrong = recount.compare(document, "合计 954819\n9.72 元，执行 12.5")
    assert (wrong.missing, wrong.extra) == (("954819", "9.72"), ("9548199.71",))
