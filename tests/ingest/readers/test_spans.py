"""Columns told from the row below, and only where there is one answer."""

from __future__ import annotations

import pytest

from ingest.readers.spans import widths


def signs(*rows: str) -> list[list[str]]:
    """Rows as text: `x` is a filled cell, `.` an empty one."""
    return [["" if sign == "." else f"{sign}{at}" for at, sign in enumerate(row)] for row in rows]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(("xx", ".xxx"), [[1, 3], [1, 1, 1, 1]], id="the cell beside a merged one takes the rest"),
        pytest.param(("xx", ".xxx", ".xxx.."), [[1, 5], [1, 3, 1, 1], [1] * 6], id="spans add up over three rows"),
        pytest.param(("x", "xxx"), [[3], [1, 1, 1]], id="a title covers the whole row"),
        pytest.param(("xx", "xxx"), [[1, 1], [1, 1, 1]], id="two answers are none"),
        pytest.param(("xx", "x.x"), [[1, 1], [1, 1, 1]], id="no answer is none"),
        pytest.param(("xxx", ".x"), [[1, 1, 1], [1, 1]], id="a shorter row below tells nothing"),
        pytest.param(("x" * 60, "x" * 120), [[1] * 60, [1] * 120], id="wide rows do not take forever"),
    ],
)
def test_widths_told_by_empty_cells(rows: tuple[str, ...], expected: list[list[int]]) -> None:
    assert widths(signs(*rows)) == expected


CODE_AND_NAME = ["科目编码", "科目名称"]
PANEL = [*CODE_AND_NAME, "决算数"]
THREE_PUBLIC = ["合计", "因公出国（境）费", "公务用车购置及运行费", "公务接待费"]


@pytest.mark.parametrize(
    ("upper", "lower", "expected"),
    [
        pytest.param(["收入", "支出"], ["项目", "金额", "项 目", "金额"], [2, 2], id="a panel begins as the first one"),
        pytest.param(
            ["收入", "支出"],
            ["项目", "行次", "金额", "项目（按功能分类）", "行次", "小计", "政府性基金"],
            [3, 4],
            id="a bracket behind the word changes nothing, a sum inside the panel begins none",
        ),
        pytest.param(["预算数", "决算数"], [*THREE_PUBLIC, *THREE_PUBLIC], [4, 4], id="the same columns twice"),
        pytest.param(
            ["人员经费", "公用经费"], [*PANEL, *PANEL, *PANEL], [3, 6], id="the last title takes what is left"
        ),
        pytest.param(
            ["单位", "本年收入", "上年结转"],
            ["", "小计", "事业收入", "其他收入", "小计", "单位资金"],
            [1, 3, 2],
            id="小计 begins a group",
        ),
        pytest.param(
            ["项目", "本年支出"], [*CODE_AND_NAME, "小计", "基本支出"], [2, 2], id="a code goes with its name"
        ),
        pytest.param(
            ["科目", "2021年", "2022年", "2022年比2021年"],
            [*CODE_AND_NAME, "", "合计", "项目支出", "增减额", "增减%"],
            [2, 1, 2, 2],
            id="changes stand below a comparison",
        ),
        pytest.param(["甲", "乙"], ["丙", "丁", "戊", "己"], [1, 1], id="words that tell nothing leave it open"),
    ],
)
def test_widths_told_by_words(upper: list[str], lower: list[str], expected: list[int]) -> None:
    assert widths([upper, lower])[0] == expected


def test_titles_of_figures_stand_last() -> None:
    assert widths([["项目", "预算数", "决算数"], ["201", "一般公共服务支出", "3.00", "2.50"]])[0] == [2, 1, 1]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param(["合计", "9.00", "5.00"], [3, 1, 1], id="a total is merged over code and name"),
        pytest.param(["205", "教育支出", "9.00", "—"], [2, 1, 1, 1], id="类 is merged over 类 款 项"),
        pytest.param(["备注", "9.00", "5.00"], [1, 1, 1], id="any other short row stays as it is"),
        pytest.param(["合计", "9.00", "见附件"], [1, 1, 1], id="words among the figures leave it open"),
    ],
)
def test_a_short_row_of_figures_below_a_header(row: list[str], expected: list[int]) -> None:
    header = ["类", "款", "科目名称", "预算数", "决算数"]
    assert widths([header, row])[1] == expected


def test_a_row_of_totals_is_merged_over_code_and_name_whatever_stands_below_it() -> None:
    header = ["类", "款", "项", "科目名称", "小计", "基本支出", "项目支出"]
    rows = [header, ["合计", "9.50", "6.50", "3.00"], ["205", "", "", "教育支出", "9.50", "6.50", "3.00"]]
    assert widths(rows)[1] == [4, 1, 1, 1]


def test_a_narrow_row_of_text_below_figures_widens_none_of_them() -> None:
    rows = [["", "其他资金", "3.00", "", "3.00"], ["年度总体目标", "改造320户", "", "", "", ""]]
    assert widths(rows)[0] == [1] * 5
