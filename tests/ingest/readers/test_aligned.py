"""Tables in text whose columns are kept apart by spaces."""

from __future__ import annotations

import pytest

from ingest.document import Paragraph, Table
from ingest.readers import plain

FUNDS = """            2023年预算执行情况表            单位：万元
项目            预算数       执行数      执行率
基本支出       1206.35      1236.50     100.00%
  公用经费        6.20                   98.50%
合计           1212.55      1243.00      99.90%
"""
INDICATORS = """一级指标   二级指标   三级指标           指标值     完成值   分值
产出指标   数量指标   新建渠道           ≥12公里    12.5公里   20
           质量指标   工程验收合格率     100%       100%       20
满意度     服务对象   受益群众满意度     ≥95%       97%        10
"""


def rows(table: Paragraph | Table) -> list[list[str]]:
    assert isinstance(table, Table)
    found: dict[int, list[str]] = {}
    for cell in table.cells:
        found.setdefault(cell.row, []).append(cell.text)
    return [found[row] for row in sorted(found)]


def read(text: str) -> tuple[Paragraph | Table, ...]:
    return plain.read(text.encode()).content


@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["lines", "an empty line between rows"])
def test_figures_below_each_other_make_columns(between: str) -> None:
    title, table = read(FUNDS.replace("\n", between))
    assert isinstance(title, Paragraph)
    assert "预算执行情况表" in title.text
    assert "单位：万元" in title.text
    assert rows(table) == [
        ["项目", "预算数", "执行数", "执行率"], ["基本支出", "1206.35", "1236.50", "100.00%"],
        ["公用经费", "6.20", "", "98.50%"], ["合计", "1212.55", "1243.00", "99.90%"],
    ]  # fmt: skip


def test_a_ruler_below_the_names_is_no_row() -> None:
    _, table = read(FUNDS.replace("执行率\n", "执行率\n-----------  ------   ------  -----\n"))
    assert [row[0] for row in rows(table)] == ["项目", "基本支出", "公用经费", "合计"]


def test_an_empty_place_is_an_empty_cell_and_prose_goes_on_below() -> None:
    before, table, after = read(f"二、指标\n{INDICATORS}\n三、问题")
    assert [block.text for block in (before, after) if isinstance(block, Paragraph)] == ["二、指标", "三、问题"]
    assert rows(table)[2] == ["", "质量指标", "工程验收合格率", "100%", "100%", "20"]


def test_spaces_of_full_width_part_columns_too() -> None:
    (table,) = read("项目　　预算数　执行数\n甲　　　９.５０　８.５０\n乙　　　３.５０　２.５０\n")
    assert rows(table)[1] == ["甲", "９.５０", "８.５０"]


@pytest.mark.parametrize(
    "text",
    [
        "第一部分  部门概况    3\n第二部分  决算表      5\n第三部分  情况说明    9\n第四部分  名词        12",
        "一、收入  ........  3  4\n二、支出  ........  5  6\n三、其他  ........  7  8",
        "张三  组长  13900000001\n李四  副组长  13900000002",
        "项目     预算     执行\n甲     1.50     2.50\n基本支出比上年增加了很多的钱  3.50\n乙     1.50     2.50",
    ],
    ids=["contents", "contents with leaders", "two lines", "a row over two columns"],
)
def test_what_may_be_no_table_stays_lines(text: str) -> None:
    assert not any(isinstance(block, Table) for block in read(text))
    assert " ".join(block.text for block in read(text) if isinstance(block, Paragraph)).split() == text.split()
