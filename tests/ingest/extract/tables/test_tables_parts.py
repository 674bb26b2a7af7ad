"""Parts below an item, percentages by the row's own amounts, and columns that compare with a plan."""

from __future__ import annotations

from collections.abc import Callable

import pytest

UNIT = "单位：万元"
HEAD = ["支出类别", "年初预算数", "1-6月执行数"]


def test_funds_below_an_item_break_that_item_down(facts_of: Callable) -> None:
    rows = [
        HEAD,
        ["合计", "100", "50"],
        ["二、项目支出", "60", "30"],
        ["其中：上级转移支付资金", "40", "20"],
        ["县级资金", "20", "10"],
    ]
    assert facts_of("预算执行情况表", UNIT, rows).amounts[4:] == [
        "budget:initial expenditure_type/project@superior_transfer 40万元",
        "spending expenditure_type/project@superior_transfer 20万元",
        "budget:initial expenditure_type/project@local 20万元", "spending expenditure_type/project@local 10万元",
    ]  # fmt: skip


def test_funds_that_stand_beside_the_kinds_of_spending_are_of_the_whole(facts_of: Callable) -> None:
    rows = [HEAD, ["基本支出", "40", "20"], ["项目支出", "60", "30"], ["财政拨款", "90", "45"], ["其他资金", "10", "5"]]
    assert facts_of("预算执行情况表", UNIT, rows).amounts[4:] == [
        "budget:initial total@fiscal 90万元", "spending total@fiscal 45万元",
        "budget:initial total@other 10万元", "spending total@other 5万元",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "item", [["馆藏专项整理", "60", "30"], ["项目支出", "", ""]], ids=["unknown", "without amounts"]
)
def test_funds_below_what_was_not_read_are_not_of_the_item_above_it(facts_of: Callable, item: list[str]) -> None:
    rows = [HEAD, ["基本支出", "40", "20"], item, ["其中：财政拨款", "50", "25"]]
    amounts = facts_of("预算执行情况表", UNIT, rows).amounts
    assert not [amount for amount in amounts if "basic@fiscal" in amount]


@pytest.mark.parametrize(
    ("header", "printed", "basis"),
    [("执行率", "50%", "adjusted"), ("执行率", "75%", "initial"), ("完成率", "75%", "initial")],
    ids=["of the adjusted budget", "of the initial one", "called 完成率"],
)
def test_a_rate_is_of_the_budget_that_gives_it(facts_of: Callable, header: str, printed: str, basis: str) -> None:
    rows = [["项目", "年初预算", "调整预算", "决算数", header], ["基本支出", "40", "60", "30", printed]]
    assert facts_of("预算执行情况表", UNIT, rows, genre="performance_evaluation").rates == [
        f"execution:{basis} expenditure_type/basic {printed} of budget:{basis} expenditure_type/basic"
    ]


def test_a_completion_that_no_amount_gives_is_not_of_money(facts_of: Callable) -> None:
    rows = [["项目", "年初预算", "决算数", "完成率"], ["基本支出", "40", "30", "100%"]]
    assert facts_of("预算执行情况表", UNIT, rows, genre="performance_evaluation").rates == []


def test_percentages_under_amounts_show_that_a_row_does_not_keep_to_its_columns(facts_of: Callable) -> None:
    rows = [["项目", "年初预算", "决算数", "执行率"], ["基本支出", "40", "75%", ""], ["项目支出", "8", "6", "75%"]]
    assert facts_of("预算执行情况表", UNIT, rows, genre="performance_evaluation").amounts == [
        "budget:initial expenditure_type/project 8万元", "spending expenditure_type/project 6万元",
    ]  # fmt: skip


@pytest.mark.parametrize("header", ["比预算增减", "与年初预算相比增减额", "较预算增减率"])
def test_what_is_compared_with_a_plan_is_no_change_against_last_year(facts_of: Callable, header: str) -> None:
    rows = [["项目", "2022年决算", "2023年预算", "2023年决算", header], ["公务接待费", "9", "10", "8", "-2"]]
    facts = facts_of("“三公”经费控制情况表", UNIT, rows, genre="performance_evaluation")
    assert [amount for amount in facts.amounts if "change" in amount] == facts.rates == []


def test_income_and_spending_stand_below_their_budgets(facts_of: Callable) -> None:
    rows = [
        [("收入预算（万元）", 1, 3), ("支出预算（万元）", 1, 3)],
        ["来源", "全年预算", "1-9月到位", "类别", "全年预算", "1-9月支出"],
        ["一般公共预算", "90", "70", "基本支出", "60", "50"],
        ["合计", "90", "70", "合计", "60", "50"],
    ]
    assert facts_of("部门整体支出绩效监控表", rows).amounts == [
        "revenue:adjusted revenue/general_public_budget 90万元",
        "revenue:executed revenue/general_public_budget 70万元",
        "budget:adjusted expenditure_type/basic 60万元", "spending expenditure_type/basic 50万元",
        "revenue:adjusted revenue/total 90万元", "revenue:executed revenue/total 70万元",
        "budget:adjusted total 60万元", "spending total 50万元",
    ]  # fmt: skip


def test_a_rate_of_what_was_received_is_told_by_the_amounts(facts_of: Callable) -> None:
    rows = [
        ["项目名称", "项目总投资", "预算安排", "资金到位", "支出数", "支出率"],
        ["馆舍维修", "90", "50", "40", "30", "75%"],
    ]
    assert facts_of("重点项目支出进度表", UNIT, rows).rates == [
        "use_of_received:received project/馆舍维修 75% of budget:received project/馆舍维修"
    ]


def test_growth_is_of_the_measure_that_last_years_column_has(facts_of: Callable) -> None:
    rows = [
        ["项目", "2023年预算数", "2023年1-9月执行数", "2022年1-9月执行数", "同比增减（%）"],
        ["公务接待费", "6", "3", "4", "-25"],
    ]
    assert facts_of("“三公”经费支出情况表", UNIT, rows).rates == [
        "year_on_year three_public/reception -25% of spending three_public/reception 2022"
    ]


@pytest.mark.parametrize("above", ["2023年预算数比2022年执行数", "2023年预算数比上年执行数", "比上年增减"])
def test_growth_of_a_budget_over_what_was_spent_is_outside_as_in_prose(facts_of: Callable, above: str) -> None:
    rows = [
        ["功能分类科目", "2022年执行数", "2023年预算数", (above, 1, 2)],
        ["", "", "", "增减额", "增减%"],
        ["教育支出", "80", "90", "10", "12.50"],
    ]
    facts = facts_of("一般公共预算支出表", UNIT, rows, genre="budget")
    assert [line for line in facts.amounts if "change" in line] == [] == facts.rates
    assert [facts.left[text] for text in ("10", "12.50")] == ["comparison outside the contract"] * 2


def test_growth_of_a_budget_over_last_years_is_told_beside_what_was_spent(facts_of: Callable) -> None:
    rows = [
        ["功能分类科目", "2022年预算数", "2022年执行数", "2023年预算数", "比上年预算数增减%", "比上年执行数增减%"],
        ["教育支出", "80", "85", "90", "12.50", "5.88"],
    ]
    facts = facts_of("一般公共预算支出表", UNIT, rows, genre="budget")
    assert facts.rates == [
        "year_on_year function/205@general_public_budget 12.50%"
        " of budget:initial function/205@general_public_budget 2022"
    ]


def test_a_total_beside_the_label_of_a_block_is_the_blocks(facts_of: Callable) -> None:
    rows = [
        ["支出类别", "支出内容", "年初预算数", "1-6月执行数"],
        [("基本支出", 3, 1), "人员经费", "30", "15"],
        ["公用经费", "10", "5"],
        ["小计", "40", "20"],
    ]
    assert facts_of("预算执行情况表", UNIT, rows).amounts[4:] == [
        "budget:initial expenditure_type/basic 40万元", "spending expenditure_type/basic 20万元",
    ]  # fmt: skip


def test_wide_titles_stand_over_a_second_header_row(facts_of: Callable) -> None:
    rows = [
        [("经济分类科目", 1, 2), ("决算数（元）", 1, 3)],
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["301", "工资福利支出", "90", "90", "0"],
    ]
    facts = facts_of("支出按经济分类", rows, genre="performance_evaluation")
    assert facts.amounts == ["spending economic/301 90元"]


def test_a_note_below_a_table_states_its_unit(facts_of: Callable) -> None:
    rows = [HEAD, ["基本支出", "400", "200"], ["项目支出", "60", "30"]]
    assert facts_of("预算执行情况表", rows, "注：以上金额单位为元。").amounts[0] == (
        "budget:initial expenditure_type/basic 400元"
    )


def test_funds_below_an_income_are_income(facts_of: Callable) -> None:
    rows = [
        ["指标", "全年预算数", "1-9月执行数"],
        ["收入合计", "90", "70"],
        ["其中：财政拨款", "80", "65"],
        ["支出合计", "90", "60"],
    ]
    amounts = facts_of("部门整体绩效监控表", UNIT, rows).amounts
    assert "spending total@fiscal 65万元" not in amounts
    assert amounts[-1] == "spending total 60万元"


def test_a_part_has_the_unit_of_what_it_divides(facts_of: Callable) -> None:
    rows = [
        ["指标", "2022年", "2023年"],
        ["部门支出合计（万元）", "85", "87"],
        ["其中：项目支出", "60", "66"],
        ["车辆", "4", "4"],
    ]
    assert facts_of("基础数据", rows, genre="performance_evaluation").amounts[2:] == [
        "spending expenditure_type/project 2022 60万元", "spending expenditure_type/project 66万元",
    ]  # fmt: skip


@pytest.mark.parametrize("title", ["“三公”经费预算表", "预算公开表"])
def test_the_kinds_of_spending_below_an_item_of_three_public_are_not_the_departments(
    facts_of: Callable, title: str
) -> None:
    rows = [
        ["项目", "2023年预算数"],
        ["一、公务接待费", "9"],
        ["其中：1、基本支出", "6"],
        ["2、项目支出", "3"],
    ]
    assert facts_of(title, UNIT, rows, genre="budget").amounts == ["budget:initial three_public/reception 9万元"]


def test_items_of_three_public_alone_add_up_to_it_whatever_the_title_says(facts_of: Callable) -> None:
    across = [
        ["年度", "合计", "公务接待费", "公务用车购置及运行费"],
        ["2022年", "9", "5", "4"],
        ["2023年", "8", "5", "3"],
    ]
    down = [["项目", "2023年决算数"], ["公务接待费", "5"], ["公务用车购置及运行费", "3"], ["合计", "8"]]
    for rows in (across, down):
        amounts = facts_of("决算数对比情况", UNIT, rows, genre="final_accounts").amounts
        assert "spending three_public/total 8万元" in amounts
        assert not any(line.startswith("spending total") for line in amounts)


def test_short_names_of_items_in_a_table_of_three_public(facts_of: Callable) -> None:
    rows = [
        ["项目", "2023年决算数"],
        ["公务用车购置及运行维护费", "9"],
        ["其中：购置经费", "2"],
        ["运行维护费", "7"],
    ]
    assert facts_of("“三公”经费决算表", UNIT, rows, genre="final_accounts").amounts[1:] == [
        "spending three_public/vehicle_purchase 2万元", "spending three_public/vehicle_operation 7万元",
    ]  # fmt: skip
