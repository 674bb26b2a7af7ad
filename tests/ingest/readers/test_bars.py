"""Tables of web pages saved as text with a bar behind each cell, and the cells that their rows lack."""

from __future__ import annotations

import time

import pytest

from ingest.document import Paragraph, Table
from ingest.readers import plain
from ingest.readers.bar_rows import aligned

MONEY = ["项目资金（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
FORM = ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"]


def read(text: str) -> tuple[Paragraph | Table, ...]:
    return plain.read(text.encode()).content


def rows(table: Paragraph | Table) -> list[list[str]]:
    assert isinstance(table, Table)
    found: dict[int, list[str]] = {}
    for cell in table.cells:
        found.setdefault(cell.row, []).append(cell.text)
    return [found[row] for row in sorted(found)]


def test_a_row_ends_in_bars_for_the_cells_it_lacks() -> None:
    before, table, after = read(
        "茂县文化馆\n"
        "绩效自评表 | |||\n"
        "项目名称 | 流动图书车 | ||\n"
        "主管部门 | 县文旅局 | 实施单位 | 文化馆 |\n"
        "目标 | 送书 | ||\n"
        "注：另有附件\n"
    )
    assert (before.text, after.text) == ("茂县文化馆", "注：另有附件")  # type: ignore[union-attr]
    assert rows(table) == [
        ["绩效自评表"], ["项目名称", "流动图书车"], ["主管部门", "县文旅局", "实施单位", "文化馆"], ["目标", "送书"],
    ]  # fmt: skip


def test_a_row_goes_on_where_a_cell_has_lines_of_its_own() -> None:
    (table,) = read(
        "| 自评表 | |||\n| 项目资金\n（万元） |\n预算数 | 执行数 | 执行率 |\n| 总额 | 50 | 40 | 80% |\n| 其他 | |||\n"
    )
    assert rows(table)[1:3] == [["项目资金 （万元）", "预算数", "执行数", "执行率"], ["总额", "50", "40", "80%"]]


def test_a_cell_may_be_a_line() -> None:
    (table,) = read(
        "绩效自评表 |\n|||\n项目名称 |\n流动图书车 |\n||\n资金 |\n|\n预算数 |\n执行数 |\n|\n总额 |\n50 |\n40 |\n"
    )
    assert rows(table) == [
        ["绩效自评表"],
        ["项目名称", "流动图书车"],
        ["资金", "", "预算数", "执行数"],
        ["", "总额", "50", "40"],
    ]


def test_rows_of_one_line_each_may_keep_their_empty_cells() -> None:
    (table,) = read(
        "绩效自评表 | | | | |\n预算执行 | | 预算数 | 执行数 | 权重 |\n| 总额 | 50 | 40 | 10 |\n| 其他 | 0 | 0 | / |\n"
    )[:1]
    assert rows(table)[1:] == [
        ["预算执行", "", "预算数", "执行数", "权重"],
        ["", "总额", "50", "40", "10"],
        ["", "其他", "0", "0", "/"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "时间：2023年 | 来源：文化馆 ||\n首页 | 政务公开 |||||\n正文 |\n",
        "甲 | 乙 | ||\n丙 |||\n丁 | 戊 |||||\n己 |\n庚 |\n",
        "项目名称 |\n流动图书车 |\n主管部门 |\n文化馆 |\n总额 |\n50 |\n",
    ],
)
def test_bars_that_do_not_add_up_make_no_table(text: str) -> None:
    assert not any(isinstance(block, Table) for block in read(text))


@pytest.mark.parametrize(
    ("row", "placed"),
    [
        (["总额", "50", "50", "40", "10", "80%", "8"], ["总额", "50", "50", "40", "10", "80%", "8"]),
        (["总额", "52", "50", "40", "80%"], ["总额", "52", "50", "40", "", "80%", ""]),
        (["总额", "50", "40", "10", "80%", "8"], [*[""] * 7, "总额", "50", "40", "10", "80%", "8"]),
        (["总额", "52", "50", "40"], ["总额", "52", "50", "40"]),
        (["总额", "50", "40"], [*[""] * 7, "总额", "50", "40"]),
        (["总额", "50", "40", "85%"], [*[""] * 7, "总额", "50", "40", "85%"]),
        (["总额", "52万", "50万", "40万", "80%"], ["总额", "52万", "50万", "40万", "", "80%", ""]),
        (["上年结转", "—", "—"], ["上年结转", "—", "—"]),
    ],
)
def test_amounts_stand_where_their_percentage_proves_it(row: list[str], placed: list[str]) -> None:
    assert list(aligned([MONEY, row]))[1] == placed


@pytest.mark.parametrize(
    ("row", "placed"),
    [
        (
            ["产出指标", "数量指标", "出车", "≥9次", "9次", "20", "20"],
            ["", "产出指标", "数量指标", "出车", "≥9次", "9次", "20", "20", ""],
        ),
        (
            ["质量指标", "完好率", "95%", "96%", "9", "9", "—"],
            ["", "", "质量指标", "完好率", "95%", "96%", "9", "9", "—"],
        ),
        (
            ["册次", "≥9千册", "8千册", "20", "18", "道路塌方"],
            ["", "", "", "册次", "≥9千册", "8千册", "20", "18", "道路塌方"],
        ),
        (["册次", "≥9千册", "20"], [*[""] * 9, "册次", "≥9千册", "20"]),
        (["册次", "≥9千册", "20", "18", "道路塌方"], [*[""] * 9, "册次", "≥9千册", "20", "18", "道路塌方"]),
        (["效益指标", "社会效益指标"], ["", "效益指标", "社会效益指标", "", "", "", "", "", ""]),
        (["总分", "100", "96"], ["总分", "", "", "", "", "", "100", "96", ""]),
        (["合计", "100"], ["合计", "", "", "", "", "", "100", "", ""]),
    ],
)
def test_an_indicator_stands_behind_the_words_of_its_levels(row: list[str], placed: list[str]) -> None:
    assert list(aligned([FORM, row]))[1] == placed


def test_what_is_merged_over_the_lower_titles_stands_behind_them() -> None:
    upper = ["绩效指标", "年度指标值", "实际完成值", "分值"]
    lower = ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"]
    row = ["时效指标", "及时率", "=", "100", "%", "98", "10"]
    assert list(aligned([upper, lower, row]))[1:] == [[*lower, "实际完成值", "分值"], ["", *row]]


def test_labels_stand_below_an_empty_title() -> None:
    header = ["项目资金", "", "预算数", "执行数", "分值", "执行率"]
    row = ["其中：财政拨款", "50万", "40万", "—", ""]
    assert list(aligned([header, row]))[1] == ["", *row]


def test_a_title_that_alone_states_the_unit_stands_over_the_labels() -> None:
    header = [
        "预算执行情况（10分）",
        "年度预算数（万元）",
        "年初预算",
        "调整后预算数",
        "预算执行数",
        "预算执行率",
        "权重",
        "原因",
    ]
    table = [
        header,
        ["总额", "5.00", "8.00", "6.00", "75.00%", "10", "招标晚"],
        ["单位资金", "0.00", "0.00", "0.00", "0.00%", "/"],
    ]
    assert list(aligned(table))[1:] == [["", *table[1]], ["", *table[2], ""]]


def test_another_form_has_its_own_titles() -> None:
    rows = [
        FORM,
        ["册次", "≥9千册", "8千册", "20", "18"],
        ["项目支出绩效自评表"],
        ["主管部门", "县文旅局", "实施单位", "文化馆"],
    ]
    assert list(aligned(rows))[2:] == rows[2:]


def test_time_grows_with_the_number_of_lines() -> None:
    text = "甲 | 乙 ||\n" * 10_000 + "丙 |\n丁 ||\n" * 10_000
    begin = time.process_time()
    read(text)
    assert time.process_time() - begin < 5


def test_rows_that_lack_no_cell_belong_to_the_table_below_them() -> None:
    (table,) = read(
        "绩效 | 一级指标 | 二级指标 | 三级指标 | 指标值 |\n"
        "产出指标 | 数量指标 | 演出场次 | 30场 | |\n"
        "效益指标 | 社会效益指标 | 观众人数 | 5000人 | |\n"
        "合计 | 100 | |||\n"
        "结论 | 完成 | |||\n"
        "问题 | 无 | |||\n"
        "措施 | 无 | |||\n"
    )
    assert rows(table)[:2] == [
        ["绩效", "一级指标", "二级指标", "三级指标", "指标值"],
        ["", "产出指标", "数量指标", "演出场次", "30场"],
    ]


def test_a_number_for_each_title_stands_under_it() -> None:
    header = ["部门资金(万元)", "资金来源", "年初预算数", "全年执行数", "分值", "得分", "得分计算方法"]
    total = ["资金总额", "120.50", "130.25", "10", "10", "按执行率"]
    assert [*aligned([header, total])][1] == ["", *total]
    assert [*aligned([header, total[:-1]])][1] == ["", *total[:-1]]
    # three numbers under four titles, points above a hundred: under no title
    assert [*aligned([header, ["资金总额", "120.50", "130.25", "10"]])][1][:7] == [""] * 7
    assert [*aligned([header, ["资金总额", "120.50", "130.25", "110", "10"]])][1][:7] == [""] * 7


def test_titles_may_begin_right_of_the_word_for_all_indicators() -> None:
    titles = ["一级指标", "二级指标", "三级指标", "单位", "指标值"]
    first = ["绩效指标", "产出指标", "数量指标", "存栏率", "%", "≥95%"]
    assert [*aligned([titles, first, ["出栏率", "%", "90%"]])] == [
        ["", *titles], first, ["", "", "", "出栏率", "%", "90%"],
    ]  # fmt: skip
    assert next(aligned([titles, first[1:]])) == titles


def test_a_row_may_lack_all_its_cells() -> None:
    titles = ["一级指标", "二级指标", "三级指标", "指标值"]
    assert [*aligned([titles, [], ["产出指标", "数量指标", "演出场次", "30场"]])][1:] == [
        [], ["产出指标", "数量指标", "演出场次", "30场"],
    ]  # fmt: skip
