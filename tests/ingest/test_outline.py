"""Headings, sections and blocks of a document."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.document import Document, Paragraph, Table
from ingest.outline import heading, outline
from ingest.text import normalise


def document(*items: str | Paragraph | Table) -> Document:
    return Document("text", tuple(Paragraph(item) if isinstance(item, str) else item for item in items))


@pytest.mark.parametrize(
    ("text", "rank", "title"),
    [
        ("第一部分 部门概况", 1, "部门概况"),
        ("附件2：绩效自评表", 1, "绩效自评表"),
        ("一、收入决算情况", 2, "收入决算情况"),
        ("（二）支出决算情况", 3, "支出决算情况"),
        ("（一）收入情况。2023年收入合计9万元", 3, "收入情况"),
        ("1.数量指标", 4, "数量指标"),
        ("3、质量指标：", 4, "质量指标"),
        ("2023年度部门决算公开", 1, "2023年度部门决算公开"),
    ],
)
def test_a_numbered_line_is_a_heading_of_its_rank(text: str, rank: int, title: str) -> None:
    assert heading(normalise(text).text.strip(), None) == (rank, title)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("全年支出9万元", id="a line without a number"),
        pytest.param("一、本馆全年支出9万元，其中展览6万元", id="a clause with a comma"),
        pytest.param("1.5万元", id="a decimal"),
        pytest.param("（1）其中：办公费2万元", id="an item with a figure"),
        pytest.param("2、专项公用经费其中：办公经费9 6 3 水电费4 5 6", id="cells of a table that ran together"),
        pytest.param("一、", id="a number without words"),
        pytest.param("一、" + "甲" * 60, id="a line longer than a title"),
        pytest.param("根据《县级部门决算公开》", id="a line that quotes a report's title"),
        pytest.param("1.财政拨款收入：指单位从同级财政部门取得的预算资金。", id="what a word means"),
        pytest.param("（一）农林水支出（类）水利（款）：反映水利方面的支出。", id="what a class holds"),
    ],
)
def test_a_line_of_text_is_no_heading(text: str) -> None:
    assert heading(normalise(text).text, None) is None


@pytest.mark.parametrize(("level", "rank"), [(1, 1), (2, 2), (3, 3), (6, 3)])
def test_a_heading_that_the_file_marks_needs_no_number(level: int, rank: int) -> None:
    assert heading("部门概况", level) == (rank, "部门概况")


def test_sections_nest_by_rank_whatever_their_numbers() -> None:
    parts = outline(document("第一部分 概况", "一、职能", "（一）机构", "二、人员", "第二部分 说明", "三、支出"))
    assert [" > ".join(section.path) for section in parts.sections[1:]] == [
        "概况", "概况 > 职能", "概况 > 职能 > 机构", "概况 > 人员", "说明", "说明 > 支出",
    ]  # fmt: skip


def test_a_block_stands_in_the_section_above_it() -> None:
    parts = outline(document("前言", "一、收入", "收入9万元。", "二、支出", "支出8万元。"))
    titles = {block.text.text: parts.sections[block.section].title for block in parts.blocks}
    assert titles["前言"] == ""
    assert titles["收入9万元。"] == "收入"
    assert titles["支出8万元。"] == "支出"


def test_blocks_are_numbered_in_reading_order_and_say_their_kind(new_table: Callable[..., Table]) -> None:
    parts = outline(
        document("一、收入", "收入9万元。", new_table([["项目", "金额"], ["收入", "9"]]), "\u3000 ", "完。")
    )
    assert [block.number for block in parts.blocks] == [0, 1, 2, 3, 4]
    assert [block.kind for block in parts.blocks] == ["heading", "paragraph", "row", "row", "paragraph"]


def test_a_row_is_its_cells_joined_by_tabs_and_each_knows_its_place(new_table: Callable[..., Table]) -> None:
    parts = outline(document(new_table([["１．项目", ("金 额", 1, 2)], ["收入", "9", "8"]])))
    first = parts.blocks[0]
    assert first.text.text == "1.项目\t金额"
    assert [(cell.text, cell.column, cell.column_span) for cell in first.cells] == [("1.项目", 0, 1), ("金额", 1, 2)]
    for cell in first.cells:
        assert first.text.text[cell.start :].startswith(cell.text)
    assert first.text.raw(0, 4) == "１．项目"
    assert first.text.raw(5, 7) == "金 额"


def test_tables_are_numbered_and_keep_the_name_the_file_gives(new_table: Callable[..., Table]) -> None:
    parts = outline(document(new_table([["甲", "1"]], "收支总表"), "完。", new_table([["乙", "2"]])))
    assert [(block.table, block.name) for block in parts.blocks] == [(0, "收支总表"), (None, None), (1, None)]


def test_a_sentence_torn_by_line_ends_is_one_block() -> None:
    lines = ("我馆全年举办各类展览与讲座活动，所需经费由县财政予以安排的部分共计", "120.50万元。")
    parts = outline(document(*(Paragraph(line, wraps=True) for line in lines)))
    assert [block.text.text for block in parts.blocks] == ["".join(lines)]


def test_a_document_without_text_has_no_blocks() -> None:
    parts = outline(document())
    assert parts.blocks == []
    assert [section.number for section in parts.sections] == [0]
