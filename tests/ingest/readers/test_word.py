"""Word documents: nothing a page shows may be lost, and cells stand where the page shows them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm

from ingest.document import Cell, Paragraph, Table
from ingest.readers import word

Save = Callable[[WordDocument], bytes]
NAMES = nsdecls("w")


def texts(data: bytes) -> list[str]:
    return [block.text for block in word.read(data).content if isinstance(block, Paragraph)]


def add_xml(document: WordDocument, xml: str, text: str = "前") -> None:
    document.add_paragraph(text)._p.append(parse_xml(xml))


def test_headings_carry_the_level_of_their_style(new_word: WordDocument, word_bytes: Save) -> None:
    new_word.add_heading("一、概况", 2)
    new_word.add_paragraph("正文")
    assert word.read(word_bytes(new_word)).content == (Paragraph("一、概况", 2), Paragraph("正文"))


def test_a_paragraph_states_its_own_outline_level(new_word: WordDocument, word_bytes: Save) -> None:
    paragraph = new_word.add_paragraph("（一）职能")
    paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {NAMES} w:val="2"/>'))
    assert word.read(word_bytes(new_word)).content == (Paragraph("（一）职能", 3),)


def test_merged_cells_stand_once_with_their_spans(new_word: WordDocument, word_bytes: Save) -> None:
    table = new_word.add_table(4, 4)
    for row in range(4):
        for column in range(4):
            table.cell(row, column).text = f"{row}{column}"
    for first, last in (((0, 1), (0, 3)), ((1, 0), (2, 0)), ((2, 2), (3, 3))):
        merged = table.cell(*first).merge(table.cell(*last))
        merged.text = "合"
    (read,) = word.read(word_bytes(new_word)).content
    assert isinstance(read, Table)
    assert read.cells == (
        Cell("00", 0, 0), Cell("合", 0, 1, 1, 3),
        Cell("合", 1, 0, 2, 1), Cell("11", 1, 1), Cell("12", 1, 2), Cell("13", 1, 3),
        Cell("21", 2, 1), Cell("合", 2, 2, 2, 2),
        Cell("30", 3, 0), Cell("31", 3, 1),
    )  # fmt: skip


def test_a_row_that_starts_further_right_keeps_its_columns(new_word: WordDocument, word_bytes: Save) -> None:
    table = new_word.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(1, 1).text = "甲", "乙", "丙"
    row = table.rows[1]._tr
    row.remove(row.tc_lst[0])
    row.get_or_add_trPr().append(parse_xml(f'<w:gridBefore {NAMES} w:val="1"/>'))
    (read,) = word.read(word_bytes(new_word)).content
    assert isinstance(read, Table)
    assert Cell("丙", 1, 1) in read.cells


def test_paragraphs_of_a_cell_are_lines_of_its_text(new_word: WordDocument, word_bytes: Save) -> None:
    table = new_word.add_table(1, 2)
    table.cell(0, 0).text = "年度\n目标"
    table.cell(0, 1).add_paragraph("保障")
    (read,) = word.read(word_bytes(new_word)).content
    assert isinstance(read, Table)
    assert [cell.text for cell in read.cells] == ["年度\n目标", "保障"]


def test_a_table_inside_a_cell_follows_the_table_around_it(new_word: WordDocument, word_bytes: Save) -> None:
    table = new_word.add_table(2, 2)
    table.cell(0, 0).text = "外"
    inner = table.cell(1, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "内", "7.5"
    outer, nested = word.read(word_bytes(new_word)).content
    assert isinstance(outer, Table)
    assert isinstance(nested, Table)
    assert [cell.text for cell in nested.cells] == ["内", "7.5"]
    assert len(outer.cells) == 4


def test_a_frame_of_one_cell_is_only_its_content(new_word: WordDocument, word_bytes: Save) -> None:
    new_word.add_table(1, 1).cell(0, 0).text = "编者按 3 项"
    assert texts(word_bytes(new_word)) == ["编者按 3 项"]


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        pytest.param(f"<w:ins {NAMES}><w:r><w:t>增1</w:t></w:r></w:ins>", "前增1", id="inserted text is read"),
        pytest.param(f"<w:del {NAMES}><w:r><w:delText>删2</w:delText></w:r></w:del>", "前", id="deleted text is not"),
        pytest.param(
            f"<w:sdt {NAMES}><w:sdtContent><w:r><w:t>控3</w:t></w:r></w:sdtContent></w:sdt>", "前控3", id="a form field"
        ),
        pytest.param(f"<w:hyperlink {NAMES}><w:r><w:t>链4</w:t></w:r></w:hyperlink>", "前链4", id="a link"),
        pytest.param(f"<w:smartTag {NAMES}><w:r><w:t>2023</w:t></w:r></w:smartTag>", "前2023", id="a smart tag"),
        pytest.param(f"<w:r {NAMES}><w:tab/><w:t>5</w:t><w:br/><w:t>6</w:t></w:r>", "前\t5\n6", id="tabs and breaks"),
        pytest.param(
            f'<w:r {NAMES}><w:sym w:font="Wingdings" w:char="F0A3"/></w:r>', "前\uf0a3", id="a sign of a symbol font"
        ),
        pytest.param(
            f"<w:r {NAMES}><w:ruby><w:rt><w:r><w:t>jì</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>绩</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "前绩",
            id="a character without its phonetic line",
        ),
        pytest.param(
            f'<w:fldSimple {NAMES} w:instr=" PAGE "><w:r><w:t>17</w:t></w:r></w:fldSimple>', "前", id="no page number"
        ),
        pytest.param(
            f'<w:r {NAMES}><w:fldChar w:fldCharType="begin"/><w:instrText> =SUM(B1:B3) </w:instrText>'
            '<w:fldChar w:fldCharType="separate"/><w:t>8.20</w:t><w:fldChar w:fldCharType="end"/></w:r>',
            "前8.20",
            id="the result of a computed field",
        ),
    ],
)
def test_inside_a_paragraph(new_word: WordDocument, word_bytes: Save, xml: str, expected: str) -> None:
    add_xml(new_word, xml)
    assert texts(word_bytes(new_word)) == [expected]


def test_a_text_box_is_read_once_after_its_paragraph(new_word: WordDocument, word_bytes: Save) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框 66</w:t></w:r></w:p></w:txbxContent>"
    add_xml(
        new_word,
        f'<w:r {NAMES} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    )
    assert texts(word_bytes(new_word)) == ["前", "框 66"]


def test_blocks_inside_a_content_control_are_read(new_word: WordDocument, word_bytes: Save) -> None:
    control = f"<w:sdt {NAMES}><w:sdtContent><w:p><w:r><w:t>目录</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    new_word.element.body.insert(0, parse_xml(control))
    assert texts(word_bytes(new_word)) == ["目录"]


def test_page_headers_and_footers_follow_the_body_without_page_numbers(
    new_word: WordDocument, word_bytes: Save
) -> None:
    new_word.add_paragraph("正文")
    section = new_word.sections[0]
    section.header.paragraphs[0].text = "茂县2023年部门决算"
    footer = section.footer.paragraphs[0]
    footer.text = "第"
    footer._p.append(
        parse_xml(
            f'<w:r {NAMES}><w:fldChar w:fldCharType="begin"/><w:instrText> PAGE </w:instrText>'
            '<w:fldChar w:fldCharType="separate"/><w:t>9</w:t><w:fldChar w:fldCharType="end"/></w:r>'
        )
    )
    assert texts(word_bytes(new_word)) == ["正文", "茂县2023年部门决算", "第"]


def numbered(document: WordDocument, levels: list[tuple[str, str]]) -> None:
    """Give the document a list 77 whose levels have these (format, pattern)."""
    numbering = document.part.numbering_part.element
    written = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for depth, (form, pattern) in enumerate(levels)
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {NAMES} w:abstractNumId="77">{written}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {NAMES} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def add_item(document: WordDocument, text: str, depth: int) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    item = f'<w:numPr {NAMES}><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr>'
    properties.append(parse_xml(item))


def test_automatic_numbers_are_part_of_the_text(new_word: WordDocument, word_bytes: Save) -> None:
    numbered(new_word, [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%1.%2.%3")])
    for text, depth in (("概况", 0), ("职能", 1), ("机构", 1), ("2023年", 2), ("收支", 0), ("收入", 1)):
        add_item(new_word, text, depth)
    assert texts(word_bytes(new_word)) == [
        "一、概况", "（一）职能", "（二）机构", "一.二.1 2023年", "二、收支", "（一）收入",
    ]  # fmt: skip


def test_a_counter_that_starts_anew_does_so_once(new_word: WordDocument, word_bytes: Save) -> None:
    numbered(new_word, [("decimalEnclosedCircle", "%1")])
    new_word.part.numbering_part.element.append(
        parse_xml(
            f'<w:num {NAMES} w:numId="78"><w:abstractNumId w:val="77"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    )
    for number in ("77", "77", "78", "78"):
        properties = new_word.add_paragraph("项")._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {NAMES}><w:numId w:val="{number}"/></w:numPr>'))
    assert texts(word_bytes(new_word)) == ["① 项", "② 项", "① 项", "② 项"]


def test_bullets_add_nothing(new_word: WordDocument, word_bytes: Save) -> None:
    new_word.add_paragraph("驻村补助", style="List Bullet")
    assert texts(word_bytes(new_word)) == ["驻村补助"]


def test_empty_paragraphs_are_left_out(new_word: WordDocument, word_bytes: Save) -> None:
    new_word.add_paragraph("")
    new_word.add_paragraph("甲").paragraph_format.left_indent = Cm(1)
    assert texts(word_bytes(new_word)) == ["甲"]
