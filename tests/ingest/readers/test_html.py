"""Web pages: blocks, breaks, spans, nested and hidden parts, and the encodings of county web sites."""

from __future__ import annotations

import pytest

from ingest.document import Cell, Paragraph, Table
from ingest.readers import html


def read(page: str, encoding: str = "utf-8") -> tuple[Paragraph | Table, ...]:
    return html.read(page.encode(encoding)).content


def test_headings_have_levels_and_blocks_end_paragraphs() -> None:
    page = "<html><body>前言<h2>一、<b>概况</b></h2><div>甲<p>乙</p>丙</div><ul><li>丁</li></ul></body></html>"
    assert read(page) == (
        Paragraph("前言"), Paragraph("一、概况", 2), Paragraph("甲"), Paragraph("乙"), Paragraph("丙"), Paragraph("丁"),
    )  # fmt: skip


def test_one_break_stays_in_the_paragraph_and_two_end_it() -> None:
    assert read("<p>部门名称：<br/>\n县委办<br><br>　　预算 506.83 万元</p>") == (
        Paragraph("部门名称：\n县委办"),
        Paragraph("　　预算 506.83 万元"),
    )


def test_source_line_ends_are_single_spaces_and_pre_keeps_them() -> None:
    assert read("<p>到位率\n   77.19%</p><pre>甲\n乙</pre>") == (Paragraph("到位率 77.19%"), Paragraph("甲\n乙"))


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var x = 99;</script>",
        "<style>p { margin: 99px }</style>",
        "<p style='color: red; DISPLAY : none'>99</p>",
        "<span hidden>99</span>",
        "<!-- 99 -->",
        "<table style='display:none'><tr><td>99</td><td>9</td></tr></table>",
    ],
)
def test_what_a_browser_does_not_show_is_not_read(hidden: str) -> None:
    assert read(f"<head><title>99</title></head><body><p>甲</p>{hidden}<p>乙</p></body>") == (
        Paragraph("甲"),
        Paragraph("乙"),
    )


def test_counted_lists_keep_their_numbers() -> None:
    assert read("<ol start='2'><li>甲</li><li><p>乙</p></li></ol>") == (Paragraph("2. 甲"), Paragraph("3. 乙"))


def test_spans_of_both_kinds_give_grid_positions() -> None:
    page = (
        "<table><caption>表一</caption><thead><tr><th rowspan=2>科目</th><th colspan='2'>支出</th></tr></thead>"
        "<tbody><tr><td>基本</td><td>项目</td></tr><tr><td>合计</td><td>1096.19</td><td><p>171</p>.61</td></tr></tbody>"
        "</table>"
    )
    caption, table = read(page)
    assert caption == Paragraph("表一")
    assert isinstance(table, Table)
    assert table.cells == (
        Cell("科目", 0, 0, 2, 1), Cell("支出", 0, 1, 1, 2),
        Cell("基本", 1, 1), Cell("项目", 1, 2),
        Cell("合计", 2, 0), Cell("1096.19", 2, 1), Cell("171\n.61", 2, 2),
    )  # fmt: skip


def test_a_span_to_the_end_and_an_absurd_span_stay_inside_the_table() -> None:
    (table,) = read("<table><tr><td rowspan=0>甲</td><td colspan=99999>1</td></tr><tr><td>2</td></tr></table>")
    assert isinstance(table, Table)
    assert table.cells[0] == Cell("甲", 0, 0, 2, 1)
    assert table.cells[1].column_span == 1000
    assert table.cells[2] == Cell("2", 1, 1)


def test_a_table_that_only_arranges_the_page_is_its_content_in_order() -> None:
    inner = "<table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>"
    before, table, after = read(f"<table><tr><td>标题</td></tr><tr><td>{inner}</td></tr><tr><td>落款</td></tr></table>")
    assert (before, after) == (Paragraph("标题"), Paragraph("落款"))
    assert isinstance(table, Table)
    assert len(table.cells) == 4


def test_a_small_table_in_a_form_follows_the_form() -> None:
    cells = "".join(f"<td>{n}</td>" for n in range(5))
    form, inner = read(f"<table><tr>{cells}<td><table><tr><td>x</td><td>7</td></tr></table></td></tr></table>")
    assert isinstance(form, Table)
    assert isinstance(inner, Table)
    assert [cell.text for cell in form.cells] == ["0", "1", "2", "3", "4", ""]
    assert [cell.text for cell in inner.cells] == ["x", "7"]


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ("<meta charset='utf-8'>", "utf-8"),
        ("<meta charset='gb2312'>", "gb18030"),
        ("<meta http-equiv=Content-Type content='text/html; charset=gbk'>", "gb18030"),
        ("", "gb18030"),
        ("", "utf-8-sig"),
        ("<?xml version='1.0' encoding='utf-8'?>", "utf-8"),
        ("<meta charset='gb2312'>", "utf-8"),
        ("<meta charset='no-such-thing'>", "gb18030"),
        ("", "utf-16"),
    ],
)
def test_the_encoding_is_found(declaration: str, encoding: str) -> None:
    page = f"{declaration}<html><body><p>财政拨款收入1267.80万元</p></body></html>"
    assert read(page, encoding) == (Paragraph("财政拨款收入1267.80万元"),)


def test_a_page_saved_with_its_pictures_is_read_from_the_archive() -> None:
    archived = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B\r\n"
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        "<html><body><p>=E6=89=A7=E8=A1=8C=E7=8E=87 64.=\r\n04%</p></body></html>\r\n--B\r\n"
        "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--B--\r\n"
    )
    assert read(archived) == (Paragraph("执行率 64.04%"),)


def test_entities_are_characters_and_foreign_ones_are_not_expanded(tmp_path: object) -> None:
    page = (
        "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
        "<html><body><p>&ge;95%&nbsp;&#20803; &x;</p></body></html>"
    )
    (paragraph,) = [block for block in read(page) if isinstance(block, Paragraph) and "≥" in block.text]
    assert paragraph.text == "≥95%\xa0元 &x;"


def test_tabs_inside_a_line_stay_and_those_that_indent_the_source_do_not() -> None:
    page = "<p>2023年\t2022年</p>\n\t\t<p>收入<b>1267.8</b>\t <i>1286.65</i>\n\t万元</p>"
    assert [block.text for block in read(page)] == ["2023年\t2022年", "收入1267.8\t1286.65 万元"]
