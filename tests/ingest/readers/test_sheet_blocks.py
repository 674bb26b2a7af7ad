"""Titles stand before their table, and a sheet's tables are told apart."""

from __future__ import annotations

import pytest

from ingest.document import Paragraph, Table
from ingest.readers import sheet_blocks

TITLED = """收入支出决算总表||
||公开01表
部门：茂县档案馆||单位：万元
项目|行次|金额
合计|1|683.60"""


def read(text: str, is_hidden: bool = False) -> list[str | list[list[str]]]:
    """Lines of cells between bars as a sheet; paragraphs come back as texts, tables as their rows' printed texts."""
    lines = [line.split("|") for line in text.splitlines()]
    printed = {(row, column): text for row, line in enumerate(lines) for column, text in enumerate(line) if text}
    found: list[str | list[list[str]]] = []
    for block in sheet_blocks.blocks(printed, {}, "表", is_hidden):
        if isinstance(block, Paragraph):
            found.append(block.text)
        elif isinstance(block, Table):
            rows: dict[int, list[str]] = {}
            for cell in block.cells:
                rows.setdefault(cell.row, []).extend([cell.text] if cell.text else [])
            found.append(list(rows.values()))
    return found


def test_title_number_department_and_unit_stand_before_the_table() -> None:
    assert read(TITLED) == [
        "收入支出决算总表", "公开01表", "部门：茂县档案馆", "单位：万元",
        [["项目", "行次", "金额"], ["合计", "1", "683.60"]],
    ]  # fmt: skip


def test_tables_one_below_the_other_each_have_their_title() -> None:
    found = read(TITLED + "\n\n收入决算表\n项目|金额\n合计|12.50")
    first = [["项目", "行次", "金额"], ["合计", "1", "683.60"]]
    assert found[4:] == [first, "收入决算表", [["项目", "金额"], ["合计", "12.50"]]]


def test_an_empty_row_inside_a_table_does_not_part_it() -> None:
    assert read("项目|金额\n\n合计|12.50") == [[["项目", "金额"], ["合计", "12.50"]]]


@pytest.mark.parametrize(
    "first",
    [
        pytest.param("项目名称|馆舍维修", id="a form whose first row is a label and its value"),
        pytest.param("683.60|", id="a number alone"),
    ],
)
def test_what_is_no_caption_stays_in_the_table(first: str) -> None:
    (table,) = read(f"{first}\n年度资金总额|12.50")
    assert isinstance(table, list)
    assert len(table) == 2


def test_a_sheet_of_one_column_is_prose() -> None:
    lines = [f"{number}、支出{number}.5万元。" for number in range(1, 9)]
    assert read("\n".join(lines)) == lines


def test_a_hidden_sheet_stays_in_one_piece() -> None:
    assert read(TITLED, is_hidden=True) == [
        [
            ["收入支出决算总表"], ["公开01表"], ["部门：茂县档案馆", "单位：万元"],
            ["项目", "行次", "金额"], ["合计", "1", "683.60"],
        ]
    ]  # fmt: skip
