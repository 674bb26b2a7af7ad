"""Amount tables: what a cell is by its table's title, its column's header path and its row's labels."""

from __future__ import annotations

from collections.abc import Callable

import pytest

UNIT = "单位：万元"
HEAD = ["项目", "决算数"]


def test_a_title_row_label_and_column_together_make_a_fact(facts_of: Callable) -> None:
    facts = facts_of("支出决算表", UNIT, [HEAD, ["教育支出", "9.50"], ["合计", "9.50"]], genre="final_accounts")
    assert facts.amounts == ["spending function/205 9.50万元", "spending total 9.50万元"]
    assert facts.left == {}


@pytest.mark.parametrize(
    "items",
    [
        pytest.param(("支出决算表（单位：万元）", [HEAD, ["教育支出", "9"]]), id="in the title"),
        pytest.param(("支出决算表", UNIT, [HEAD, ["教育支出", "9"]]), id="in a line above"),
        pytest.param(("支出决算表", [[(UNIT, 1, 2)], HEAD, ["教育支出", "9"]]), id="in the table's first row"),
        pytest.param(("支出决算表", [["项目", "决算数（万元）"], ["教育支出", "9"]]), id="in the column's header"),
        pytest.param(("支出决算表", [HEAD, ["教育支出（万元）", "9"]]), id="in the row's label"),
        pytest.param(("支出决算表", [HEAD, ["教育支出", "9万元"]]), id="in the cell"),
    ],
)
def test_the_unit_may_stand_in_several_places(facts_of: Callable, items: tuple) -> None:
    assert facts_of(*items, genre="final_accounts").amounts == ["spending function/205 9万元"]


def test_without_a_unit_nothing_is_a_fact(facts_of: Callable) -> None:
    facts = facts_of("支出决算表", [HEAD, ["教育支出", "9"]], genre="final_accounts")
    assert (facts.amounts, facts.left) == ([], {"9": "unmapped"})


def test_a_tables_unit_may_be_yuan_and_thousands_are_read(facts_of: Callable) -> None:
    facts = facts_of("支出决算表", "单位：元", [HEAD, ["教育支出", "95,000.50"]], genre="final_accounts")
    assert facts.amounts == ["spending function/205 95000.50元"]


SPANNED = [
    [("项目", 2, 1), ("年初预算数", 2, 1), ("决算数", 1, 3)],
    ["合计", "基本支出", "项目支出"],
    ["合计", "12", "9", "7", "2"],
]


def test_a_header_that_spans_columns_is_shared_by_them(facts_of: Callable) -> None:
    facts = facts_of("支出决算表", UNIT, SPANNED, genre="final_accounts")
    assert facts.amounts == [
        "budget:initial total 12万元", "spending total 9万元", "spending expenditure_type/basic 7万元",
        "spending expenditure_type/project 2万元",
    ]  # fmt: skip


PANELS = [
    [("收入", 1, 2), ("支出", 1, 2)],
    ["项目", "决算数", "项目", "决算数"],
    ["一、一般公共预算财政拨款收入", "880", "一、一般公共服务支出", "600"],
    ["二、政府性基金预算财政拨款收入", "", "二、教育支出", "300"],
    ["本年收入合计", "880", "本年支出合计", "900"],
    ["年初结转和结余", "20", "年末结转和结余", "0"],
    ["总计", "900", "总计", "900"],
]


def test_income_and_spending_stand_side_by_side(facts_of: Callable) -> None:
    facts = facts_of("收入支出决算总表", UNIT, PANELS, genre="final_accounts")
    assert facts.amounts == [
        "revenue:executed revenue/general_public_budget 880万元", "spending function/201 600万元",
        "spending function/205 300万元", "revenue:executed revenue/total 880万元", "spending total 900万元",
        "revenue:executed revenue/opening_carryover 20万元", "balance balance/closing_carryover 0万元",
        "revenue:executed revenue/grand_total 900万元", "balance balance/expenditure_grand_total 900万元",
    ]  # fmt: skip


def test_codes_may_stand_in_one_column(facts_of: Callable) -> None:
    rows = [["科目编码", "科目名称", "决算数"], ["205", "教育支出", "9"], ["2050202", "小学教育", "8"]]
    facts = facts_of("支出决算表", UNIT, rows, genre="final_accounts")
    assert facts.amounts == ["spending function/205 9万元", "spending function/2050202 8万元"]
    assert facts.extraction.found.functions == {"205": "教育支出", "2050202": "小学教育"}
    assert facts.left == {"205": "class code", "2050202": "class code"}


def test_codes_may_stand_in_three_columns(facts_of: Callable) -> None:
    rows = [
        ["类", "款", "项", "科目名称", "决算数"],
        ["205", "", "", "教育支出", "9"],
        ["205", "02", "", "普通教育", "9"],
        ["205", "02", "02", "小学教育", "8"],
    ]
    facts = facts_of("支出决算表", UNIT, rows, genre="final_accounts")
    assert [line.split("/")[1] for line in facts.amounts] == ["205 9万元", "20502 9万元", "2050202 8万元"]


def test_in_a_table_of_basic_spending_the_classes_are_economic(facts_of: Callable) -> None:
    rows = [
        ["科目编码", "科目名称", "决算数"],
        ["301", "工资福利支出", "7"],
        ["30101", "基本工资", "4"],
        ["", "合计", "9"],
    ]
    facts = facts_of("一般公共预算财政拨款基本支出决算表", UNIT, rows, genre="final_accounts")
    fund = "@general_public_budget"
    assert facts.amounts == [
        f"spending economic/301{fund} 7万元", f"spending economic/30101{fund} 4万元",
        f"spending expenditure_type/basic{fund} 9万元",
    ]  # fmt: skip


THREE_PUBLIC = "财政拨款“三公”经费支出决算表"
ITEMS = ["total 9", "overseas 0", "vehicles 7", "vehicle_purchase 4", "vehicle_operation 3", "reception 2"]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            [
                [("合计", 2, 1), ("因公出国（境）费", 2, 1), ("公务用车购置及运行费", 1, 3), ("公务接待费", 2, 1)],
                ["小计", "公务用车购置费", "公务用车运行费"],
                ["9", "0", "7", "4", "3", "2"],
            ],
            id="items as columns",
        ),
        pytest.param(
            [
                ["项目", "决算数"], ["合计", "9"], ["1.因公出国（境）费", "0"], ["2.公务用车购置及运行费", "7"],
                ["其中：公务用车购置费", "4"], ["公务用车运行费", "3"], ["3.公务接待费", "2"],
            ],
            id="items as rows",
        ),
    ],
)  # fmt: skip
def test_a_table_of_three_public_costs_is_read_both_ways_round(facts_of: Callable, rows: list) -> None:
    facts = facts_of(THREE_PUBLIC, UNIT, rows, genre="final_accounts")
    parts = [
        line.removeprefix("spending three_public/").replace("@fiscal", "").removesuffix("万元")
        for line in facts.amounts
    ]
    assert parts == ITEMS


@pytest.mark.parametrize("before", ["2022年决算数", "上年决算数"])
def test_columns_of_two_years_are_facts_of_two_years(facts_of: Callable, before: str) -> None:
    facts = facts_of(
        "支出决算表", UNIT, [["项目", before, "2023年决算数"], ["教育支出", "8", "9"]], genre="final_accounts"
    )
    assert facts.amounts == ["spending function/205 2022 8万元", "spending function/205 9万元"]


def test_a_column_below_among_which_keeps_its_measure(facts_of: Callable) -> None:
    rows = [["项目", "决算数", "其中：财政拨款"], ["教育支出", "9", "8"]]
    facts = facts_of("支出决算表", UNIT, rows, genre="final_accounts")
    assert facts.amounts == ["spending function/205 9万元", "spending function/205@fiscal 8万元"]


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (1, 0, 2), (2, 1, 0)])
def test_columns_may_come_in_any_order(facts_of: Callable, order: tuple[int, ...]) -> None:
    rows = [["项目", "年初预算数", "决算数"], ["教育支出", "8", "9"], ["合计", "8", "9"]]
    moved = [[row[at] for at in order] for row in rows]
    facts = facts_of("支出决算表", UNIT, moved, genre="final_accounts")
    assert set(facts.amounts) == {
        "budget:initial function/205 8万元",
        "spending function/205 9万元",
        "budget:initial total 8万元",
        "spending total 9万元",
    }


def test_the_code_of_a_unit_names_no_class(facts_of: Callable) -> None:
    rows = [
        ["类", "款", "项", "单位代码", "单位名称（科目）", "合计", "基本支出"],
        ["221", "02", "01", "205001", "住房公积金", "9.00", "9.00"],
        ["", "", "", "205", "茂县文化馆", "80.00", "60.00"],
    ]
    facts = facts_of("部门支出总表", "单位：万元", rows, genre="budget")
    assert facts.amounts == ["budget:initial function/2210201 9.00万元"]
    assert facts.left["80.00"] == "unmapped"


def test_income_and_expenditure_by_kind_stand_side_by_side(facts_of: Callable) -> None:
    kinds = ["合计", "基本支出", "项目支出"]
    rows = [
        ["科目名称", ("本年收入", 1, 3), ("本年支出", 1, 3)],
        ["", *kinds, *kinds],
        ["合计", "90.00", "60.00", "30.00", "85.00", "60.00", "25.00"],
    ]
    facts = facts_of("一般公共预算财政拨款支出决算表", "单位：万元", rows, genre="final_accounts")
    assert facts.amounts == [
        "revenue:executed revenue/general_public_budget 90.00万元",
        "spending total@general_public_budget 85.00万元",
        "spending expenditure_type/basic@general_public_budget 60.00万元",
        "spending expenditure_type/project@general_public_budget 25.00万元",
    ]


def test_what_was_given_this_year_is_less_than_the_fund_of_the_table(facts_of: Callable) -> None:
    rows = [["科目名称", "合计", "当年财政拨款安排", "上年结转安排"], ["合计", "90.00", "80.00", "10.00"]]
    facts = facts_of("一般公共预算支出预算表", "单位：万元", rows, genre="budget")
    assert facts.amounts[0] == "budget:initial total@general_public_budget 90.00万元"
    assert all("80.00" not in amount for amount in facts.amounts)
