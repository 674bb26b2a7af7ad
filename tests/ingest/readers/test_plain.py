"""Plain text and Markdown: paragraphs, headings, encodings, and the three ways text writes tables."""

from __future__ import annotations

import time

import pytest

from ingest.document import Cell, Paragraph, Table
from ingest.readers import plain


def read(text: str, encoding: str = "utf-8") -> tuple[Paragraph | Table, ...]:
    return plain.read(text.encode(encoding)).content


def rows(table: Paragraph | Table) -> list[list[str]]:
    assert isinstance(table, Table)
    found: dict[int, list[str]] = {}
    for cell in table.cells:
        found.setdefault(cell.row, []).append(cell.text)
    return [found[row] for row in sorted(found)]


def texts(blocks: tuple[Paragraph | Table, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def test_each_line_with_text_is_a_paragraph_that_may_wrap() -> None:
    assert read("一、概况\n\n  到位率 77.19%\r\n \n") == (
        Paragraph("一、概况", wraps=True),
        Paragraph("  到位率 77.19%", wraps=True),
    )


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("# 监控报告", Paragraph("监控报告", 1)),
        ("###3、工作计划", Paragraph("3、工作计划", 3)),
        ("## **四、意见** ##", Paragraph("**四、意见**", 2)),
        ("####### 七个", Paragraph("####### 七个", wraps=True)),
        ("#", Paragraph("#", wraps=True)),
    ],
)
def test_number_signs_make_a_heading_of_that_level(line: str, heading: Paragraph) -> None:
    assert read(line) == (heading,)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_of_chinese_offices_give_the_same_text(encoding: str) -> None:
    assert texts(read("预算执行率 64.04%，“三公”经费0.23万元\n", encoding)) == ["预算执行率 64.04%，“三公”经费0.23万元"]


def test_tabbed_lines_are_cells_and_empty_lines_end_rows() -> None:
    before, table, after = read("执行表\n\t科目\n\t金额\n\n\t办公费\n\t22.50\n\n合计如上\n")
    assert (before.text, after.text) == ("执行表", "合计如上")  # type: ignore[union-attr]
    assert rows(table) == [["科目", "金额"], ["办公费", "22.50"]]


def test_a_cell_goes_on_in_lines_without_a_tab() -> None:
    (table,) = read("\t年度总体\n目标\n\t保障运转\n\n\t甲\n\t乙\n")
    assert rows(table) == [["年度总体\n目标", "保障运转"], ["甲", "乙"]]


def test_white_space_alone_ends_a_row_and_a_lone_tab_is_an_empty_cell() -> None:
    (table,) = read("\t甲\n\t\n\t1\n \n\t\n\t乙\n\t2\n")
    assert rows(table) == [["甲", "", "1"], ["", "乙", "2"]]


def test_a_header_cell_covers_the_columns_that_the_row_below_gives_it() -> None:
    (table,) = read("\t项目\n\t支出\n\n\t\n\t基本\n\t项目\n\n\t合计\n\t1\n\t2\n")
    assert isinstance(table, Table)
    assert table.cells[:2] == (Cell("项目", 0, 0), Cell("支出", 0, 1, 1, 2))


def test_a_shorter_row_keeps_single_columns_where_its_spans_cannot_be_known() -> None:
    (table,) = read("\t甲\n\t乙\n\n\t1\n\t2\n\t3\n")
    assert isinstance(table, Table)
    assert [cell.column_span for cell in table.cells] == [1] * 5


def test_two_empty_lines_part_tables_unless_a_merged_cell_goes_on() -> None:
    first, second = read("\t甲\n\t1\n\n\n\t\n\t2\n\n\n\t乙\n\t3\n")
    assert (rows(first), rows(second)) == ([["甲", "1"], ["", "2"]], [["乙", "3"]])


def test_a_sentence_behind_a_tab_is_a_paragraph() -> None:
    line = "3.社会保障和就业支出（208）机关事业单位基本养老保险缴费支出决算90.4万元，完成预算100%。"
    assert read(f"前文。\n\t{line}\n\t{line}\n七、下一节\n") == tuple(
        Paragraph(text, wraps=True) for text in ("前文。", line, line, "七、下一节")
    )


def test_tabs_inside_lines_stay_and_end_a_table() -> None:
    table, chart, data = read("\t甲\n\t100%\n 金额\t\n2023年\t2022年\t1267.8\t1286.65\t\n")
    assert rows(table) == [["甲", "100%"]]
    assert texts((chart, data)) == [" 金额\t", "2023年\t2022年\t1267.8\t1286.65\t"]


def test_names_aligned_by_tabs_are_no_table() -> None:
    blocks = read("组长：\t王某\t局长\n\t李某\t副局长\n\t赵某\t副局长\n")
    assert texts(blocks) == ["组长：\t王某\t局长", "\t李某\t副局长", "\t赵某\t副局长"]


def test_an_empty_line_inside_a_numbered_list_does_not_end_its_cell() -> None:
    (table,) = read("\t任务\n\t甲\n\t1.一\n2.二\n\n4.四\n5.五\n\n\t\n\t乙\n\t其他\n")
    assert rows(table) == [["任务", "甲", "1.一\n2.二\n\n4.四\n5.五"], ["", "乙", "其他"]]


def test_prose_between_tables_stays_prose_though_the_next_table_has_an_empty_corner() -> None:
    first, prose, second = read("\t甲\n\t1\n\n2.下表为支出\n\n\t\n\t2023年\n")
    assert (rows(first), rows(second)) == ([["甲", "1"]], [["", "2023年"]])
    assert prose == Paragraph("2.下表为支出", wraps=True)


def test_a_space_before_the_tab_begins_a_row_whose_first_cell_was_lost() -> None:
    (table,) = read(" \t项目名称\n\t办公\n\n\t资金\n\t年度资金总额：\n \t其中：财政拨款\n\t228.36\n")
    assert rows(table) == [["项目名称", "办公"], ["资金", "年度资金总额："], ["", "其中：财政拨款", "228.36"]]


def test_lines_between_pipes_are_a_table() -> None:
    (table,) = read("| 项目 | 金额 |\n|:---|---:|\n| 甲\\|乙 | 1.50 |\n| | 2 |\n")
    assert rows(table) == [["项目", "金额"], ["甲|乙", "1.50"], ["", "2"]]


def test_a_boxed_line_is_a_paragraph() -> None:
    assert texts(read("| 涉密不公开 |\n")) == ["涉密不公开"]


COPIED = """部门：云县粮食局\t\t\t单位：万元
项目\t本年支出
科目编码\t科目名称\t合计\t基本支出\t项目支出
合计\t12.50\t8.00\t4.50
222\t粮油物资储备支出\t12.50\t8.00\t4.50
\t结转\t\t\t
"""


def test_rows_copied_with_tabs_between_their_cells_are_a_table() -> None:
    unit, table = read(COPIED)
    assert unit == Paragraph("部门：云县粮食局\t\t\t单位：万元", wraps=True)
    assert isinstance(table, Table)
    assert [(c.text, c.column, c.column_span) for c in table.cells if c.row in (0, 2)] == [
        ("项目", 0, 2), ("本年支出", 2, 3), ("合计", 0, 2), ("12.50", 2, 1), ("8.00", 3, 1), ("4.50", 4, 1),
    ]  # fmt: skip
    assert [c.text for c in table.cells if c.row == 4] == ["", "结转", "", "", ""]


def test_two_lines_of_a_chart_are_no_table() -> None:
    lines = ["基本支出\t项目支出\t8.00\t4.50", "2021年\t2022年\t11.00\t12.50"]
    assert [block.text for block in read("\n".join(lines))] == lines


@pytest.mark.parametrize(
    "text",
    [
        "前\n<table><tr><td>项目</td><td>预算数</td></tr><tr><td>甲</td><td>3</td></tr></table>\n后",
        '前\n<html><body><table border="1"><tr><td colspan="1">项目</td><td>预算数</td></tr>'
        "<tr><td>甲</td><td>3</td></tr></table></body></html>\n后",
        "前\n<TABLE>\n<tr>\n<td>项目</td>\n<td>预算数</td></tr>\n\n<tr><td>甲</td><td>3</td></tr>\n</TABLE>\n后",
        '前\n<div style="text-align: center;"><table><tr><td>项目</td><td>预算数</td></tr>\n'
        "<tr><td>甲</td><td>3</td></tr></table></div>\n后",
        "前<table><tr><td>项目</td><td>预算数</td></tr><tr><td>甲</td><td>3</td></tr></table>后",
    ],
    ids=["one line", "a page", "many lines", "centred", "inside a line"],
)
def test_a_table_of_html_inside_markdown_is_a_table(text: str) -> None:
    before, table, after = read(text)
    assert texts((before, after)) == ["前", "后"]
    assert rows(table) == [["项目", "预算数"], ["甲", "3"]]


def test_two_tables_of_html_stand_apart() -> None:
    one = "<table><tr><td>甲</td><td>{}</td></tr></table>"
    assert [rows(table) for table in read(f"{one.format(1)}\n{one.format(2)}")] == [[["甲", "1"]], [["甲", "2"]]]


def test_markup_that_holds_nothing_is_left_out() -> None:
    assert texts(read('<div align="center"><img src="a.png"></div>\n</div>\n<p>甲 3 万元</p>\n乙')) == [
        "甲 3 万元",
        "乙",
    ]


@pytest.mark.parametrize("text", ["<table><tr><td>甲\n乙 3 万元", "满意度<95%", "<=100%", "<表1>预算"])
def test_what_only_looks_like_markup_is_text(text: str) -> None:
    assert "".join(texts(read(text))) == text.replace("\n", "")


def test_one_very_long_line_takes_no_longer_than_its_length() -> None:
    began = time.process_time()
    assert texts(read("支出 5 万元，" * 40_000)) == ["支出 5 万元，" * 40_000]
    assert time.process_time() - began < 2  # a minute where each place is tried with each other


def test_a_sentence_marked_as_a_heading_is_text_that_may_go_on() -> None:
    assert read("# 指标1：栽树，预期指标值10亩，\n\n指标完成率50%\n# 二、问题") == (
        Paragraph("指标1：栽树，预期指标值10亩，", wraps=True),
        Paragraph("指标完成率50%", wraps=True),
        Paragraph("二、问题", 1),
    )


def test_a_row_between_rulers_may_take_several_lines() -> None:
    (table,) = read(
        "+----+----+\n| 项目 | 数 |\n+====+====+\n| 基本 | 3 |\n| 支出 |  |\n+----+----+\n| 乙 | 4 |\n+----+----+"
    )
    assert rows(table) == [["项目", "数"], ["基本\n支出", "3"], ["乙", "4"]]
