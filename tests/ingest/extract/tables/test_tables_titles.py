"""What titles, headers and sums say of the cells below them, and what stays unmapped where they leave it open."""

from __future__ import annotations

from collections.abc import Callable

import pytest

UNIT = "单位：万元"
CLASSES = [["科目编码", "科目名称", "合计", "基本支出"], ["205", "教育支出", "9", "7"], ["", "合计", "9.5", "7.5"]]


@pytest.mark.parametrize(
    "number",
    [
        "公开05表",
        "部门公开表4",
        "预算04表",
        "附表1-2",
        "表十一",
        "决算公开表5",
        "部门：茂县文化馆　公开05表　单位：万元",
    ],
)
def test_a_line_that_numbers_a_table_hides_no_title(facts_of: Callable, number: str) -> None:
    facts = facts_of("一般公共预算财政拨款支出决算表", number, UNIT, CLASSES, genre="final_accounts")
    assert facts.amounts[0] == "spending function/205@general_public_budget 9万元"


def test_operands_stand_beside_the_unit_in_a_header(facts_of: Callable) -> None:
    rows = [
        ["项目资金", "年初预算数（万元）", "全年预算数（A，万元）", "全年执行数（B，万元）", "执行率（B/A）"],
        ["年度资金总额", "40", "45", "36", "80%"],
    ]
    facts = facts_of("馆舍项目支出绩效自评表", rows, genre="project_evaluation")
    assert [line.split(" ")[0] for line in facts.amounts] == ["budget:initial", "budget:adjusted", "spending"]
    assert "adjusted" in facts.rates[0]


def test_a_rate_behind_a_column_of_unknown_words_has_no_basis(facts_of: Callable) -> None:
    rows = [["项目资金（万元）", "年初预算数", "蓝莓基地数", "执行率"], ["年度资金总额", "40", "45", "80%"]]
    facts = facts_of("馆舍项目支出绩效自评表", rows, genre="project_evaluation")
    assert (facts.rates, facts.left["80%"]) == ([], "unmapped")


def test_a_year_as_a_row_is_the_year_of_its_amounts(facts_of: Callable) -> None:
    rows = [["预算年度", "“三公”经费合计", "公务接待费"], ["2022年", "7.5", "2.5"], ["2023年", "6.5", "1.5"]]
    facts = facts_of("“三公”经费支出情况表", UNIT, rows, genre="budget")
    assert [line for line in facts.amounts if "2022" in line and "spending" in line] == []
    assert sum("2022" in line for line in facts.amounts) == 2


def test_a_page_on_three_public_titles_its_table(facts_of: Callable) -> None:
    rows = [["合计", "因公出国(境)费", "公务用车费", "公务接待费"], ["9", "2", "3", "4"]]
    facts = facts_of(UNIT, rows, genre="budget", title="茂县文化馆2023年“三公”经费预算公开")
    assert [line.split(" ")[1] for line in facts.amounts] == [
        "three_public/total", "three_public/overseas", "three_public/vehicles", "three_public/reception",
    ]  # fmt: skip


def test_changes_titled_by_both_directions(facts_of: Callable) -> None:
    rows = [["项目", "2022年决算数", "2023年决算数", "增、减额", "增、减幅度"], ["公务接待费", "8", "9", "1", "12.5%"]]
    facts = facts_of("“三公”经费决算统计表", UNIT, rows, genre="final_accounts")
    assert facts.amounts[-1] == "change:spending: three_public/reception 1万元"
    assert facts.rates == ["year_on_year three_public/reception 12.5% of spending three_public/reception 2022"]


def test_goods_and_works_of_procurement(facts_of: Callable) -> None:
    rows = [["采购类别", "金额"], ["合计", "9"], ["A货物", "2"], ["B工程", "3"], ["C服务", "4"]]
    facts = facts_of("政府采购预算明细表", UNIT, rows, genre="budget")
    assert [line.split(" ")[1] for line in facts.amounts] == [
        "procurement/total", "procurement/goods", "procurement/works", "procurement/services",
    ]  # fmt: skip


def test_a_sum_below_the_carryover_holds_it_too(facts_of: Callable) -> None:
    rows = [
        [("收入", 1, 2), ("支出", 1, 2)],
        ["项目", "预算数", "项目", "预算数"],
        ["一、本年收入", "90", "一、本年支出", "95"],
        ["二、上年结转", "5", "", ""],
        ["收入合计", "95", "支出合计", "95"],
    ]
    facts = facts_of("部门收支总表", UNIT, rows, genre="budget")
    assert [line.split(" ")[1] for line in facts.amounts] == [
        "revenue/total", "total", "revenue/opening_carryover", "revenue/grand_total", "balance/expenditure_grand_total",
    ]  # fmt: skip


def test_sides_titled_as_the_years_own(facts_of: Callable) -> None:
    rows = [
        [("本年收入", 1, 2), ("本年支出", 1, 2)],
        ["项目", "预算数", "项目", "预算数"],
        ["1. 一般公共预算资金", "9", "教育支出", "8"],
    ]
    facts = facts_of("部门财务收支预算总表", UNIT, rows, genre="budget")
    assert [line.split(" ")[1] for line in facts.amounts] == ["revenue/general_public_budget", "function/205"]


def test_the_sum_of_more_than_three_public_expenses_is_no_total_of_them(facts_of: Callable) -> None:
    rows = [["合计", "公务接待费", "会议费", "培训费"], ["9.5", "2.5", "3", "4"]]
    facts = facts_of("“三公”经费及会议费、培训费支出预算表", UNIT, rows, genre="budget")
    assert [line.split(" ")[1] for line in facts.amounts] == [
        "three_public/reception",
        "economic/30215",
        "economic/30216",
    ]


@pytest.mark.parametrize(
    ("rows", "figure"),
    [
        pytest.param(
            [["项目", "预算数", "决算数"], ["公务接待费", "3", "2"], ["", "0.7", ""]], "0.7", id="a row without a label"
        ),
        pytest.param([["项目", "决算数"], ["人员经费和公用经费支出", "0.7"]], "0.7", id="two subjects in one label"),
        pytest.param([["支出经济科目", "决算数"], ["对事业单位经常性补助", "0.7"]], "0.7", id="no class of a function"),
        pytest.param([["单位（科目名称）", "决算数"], ["茂县文化馆", "0.7"]], "0.7", id="a unit among classes"),
        pytest.param(
            [
                ["科目名称", ("项目支出", 1, 2)],
                ["", "小计", "一般性项目"],
                ["合计", "9", "0.7"],
            ],
            "0.7",
            id="amounts below a name",
        ),
    ],
)
def test_what_nothing_tells_stays_unmapped(facts_of: Callable, rows: list, figure: str) -> None:
    assert facts_of("经费支出明细", UNIT, rows, genre="final_accounts").left[figure] == "unmapped"


@pytest.mark.parametrize("printed", [[("2050202", 1, 3)], ["205", "02", "02"]])
def test_a_code_over_or_in_the_columns_of_classes(facts_of: Callable, printed: list) -> None:
    rows = [["类", "款", "项", "科目名称", "合计"], [*printed, "小学教育", "9"]]
    facts = facts_of("支出决算表", UNIT, rows, genre="final_accounts")
    assert facts.amounts == ["spending function/2050202 9万元"]


def test_numbers_of_columns_behind_the_columns_of_codes(facts_of: Callable) -> None:
    rows = [["类", "款", "项", "科目名称", "合计"], ["", "", "", "栏次", "1"], ["205", "", "", "教育支出", "9"]]
    facts = facts_of("支出决算表", UNIT, rows, genre="final_accounts")
    assert (facts.amounts, facts.left["1"]) == (["spending function/205 9万元"], "column number")


def test_projects_whose_names_hold_words_of_the_lexicon(facts_of: Callable) -> None:
    rows = [
        ["项目名称", "项目单位", "年初预算数", "全年执行数", "执行率"],
        ["治超站运行经费", "茂县交通运输局", "40", "36", "90%"],
        ["医保县级配套", "茂县财政局", "20", "10", "50%"],
    ]
    facts = facts_of("项目支出执行情况表", UNIT, rows, genre="performance_monitoring")
    assert [line.split(" ")[1] for line in facts.amounts] == ["project/治超站运行经费"] * 2 + [
        "project/医保县级配套"
    ] * 2
    assert len(facts.rates) == 2
    assert not any("local" in line for line in facts.amounts)


def test_a_goal_form_names_its_project_behind_its_code(facts_of: Callable) -> None:
    form = [
        ["项目编码", "A2023", "项目名称", "图书购置"],
        ["预算规模", "预算数", "3.5", "万元"],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "购置图书", "≥200册"],
    ]
    rows = [["项目", "预算数"], ["教育支出", "9"]]
    facts = facts_of("部门支出总表", UNIT, rows, "图书购置绩效目标表", UNIT, form, genre="budget")
    assert "budget:initial project/图书购置 3.5万元" in facts.amounts


class TestSlippedRows:
    """Rows of a text that are shorter than their header."""

    def test_the_place_of_the_percentage_tells_by_how_much(self, facts_of: Callable) -> None:
        header = ["完成情况", "年度预算数（万元）", "年初预算", "调整后预算数", "预算执行数", "预算执行率", "原因"]
        rows = [header, ["总额", "40", "45", "36", "80%"]]
        facts = facts_of("馆舍项目支出绩效自评表", rows, genre="project_evaluation")
        assert [line.split(" ")[0] for line in facts.amounts] == ["budget:initial", "budget:adjusted", "spending"]

    def test_where_no_place_fits_nothing_is_read(self, facts_of: Callable) -> None:
        rows = [["项目资金", "资金（万元）", "年初预算", "预算执行数"], ["总额", "40", "80%"]]
        facts = facts_of("馆舍项目支出绩效自评表", rows, genre="project_evaluation")
        assert (facts.amounts, facts.left["40"]) == ([], "unmapped")


def test_headers_short_of_cells_leave_their_columns_unknown(facts_of: Callable) -> None:
    rows = [
        ["科目", "基本支出", "项目支出"],
        ["科目名称", "小计", "小计", "小计", "小计"],
        ["教育支出", "1", "2", "3", "4"],
    ]
    facts = facts_of("支出决算表", UNIT, rows, genre="final_accounts")
    assert (facts.amounts, set(facts.left.values())) == ([], {"unmapped"})


def test_revenue_of_other_funds_is_no_fiscal_revenue(facts_of: Callable) -> None:
    rows = [[("收入", 1, 2)], ["项目", "预算数"], ["五、单位资金收入", "4.5"], ["本年收入合计", "9.5"]]
    facts = facts_of("部门收支总表", UNIT, rows, genre="budget")
    assert [line.split(" ")[1] for line in facts.amounts] == ["balance/other_revenue@other", "revenue/total"]


@pytest.mark.parametrize("row", [["公开表1", "", "", "单位：万元"], ["部门：茂县文化馆", "", "（金额单位：万元）", ""]])
def test_a_row_above_the_header_states_the_unit_beside_other_words(facts_of: Callable, row: list[str]) -> None:
    facts = facts_of("一般公共预算财政拨款支出决算表", [row, *CLASSES], genre="final_accounts")
    assert facts.amounts[0] == "spending function/205@general_public_budget 9万元"


def test_a_sum_of_income_beside_what_was_carried_over_holds_that_too(facts_of: Callable) -> None:
    rows = [
        [("项目", 2, 1), ("合计", 2, 1), ("本年收入", 1, 2), ("上年结转结余", 2, 1)],
        ["小计", "其他收入"],
        ["合计", "9", "7", "1", "2"],
    ]
    facts = facts_of("收入总表", UNIT, rows, genre="budget")
    assert facts.amounts[:2] == ["revenue:initial revenue/grand_total 9万元", "revenue:initial revenue/total 7万元"]


def test_a_second_table_below_the_first_has_a_title_of_its_own(facts_of: Callable) -> None:
    rows = [
        [("一般公共预算支出表", 1, 4)], ["", "", "", "单位：万元"], *CLASSES,
        [("政府性基金预算支出表", 1, 4)], ["科目编码", "科目名称", "合计", "基本支出"],
        ["212", "城乡社区支出", "3", ""],
    ]  # fmt: skip
    facts = facts_of(rows, genre="budget")
    assert facts.amounts[0] == "budget:initial function/205@general_public_budget 9万元"
    assert facts.amounts[-1] == "budget:initial function/212@government_fund 3万元"


def test_a_table_of_all_money_is_not_of_the_fund_its_section_speaks_of(facts_of: Callable) -> None:
    rows = [["项目", "决算数", "项目", "决算数"], ["其他收入", "5.00", "教育支出", "90.00"]]
    above = "九、国有资本经营预算财政拨款支出决算情况说明"
    facts = facts_of(above, "收入支出决算总表", "单位：万元", rows, genre="final_accounts")
    assert facts.amounts == ["revenue:executed revenue/other 5.00万元", "spending function/205 90.00万元"]


def test_a_budgets_table_of_income_is_of_income(facts_of: Callable) -> None:
    rows = [["部门名称", "合计", "本年收入", "上年结转"], ["合计", "90.00", "80.00", "10.00"]]
    facts = facts_of("部门预算收入总表", "单位：万元", rows, genre="budget")
    assert facts.amounts == [
        "revenue:initial revenue/grand_total 90.00万元",
        "revenue:initial revenue/total 80.00万元",
        "revenue:initial revenue/opening_carryover 10.00万元",
    ]


def test_amounts_that_stand_under_names_are_told_by_their_own_labels(facts_of: Callable) -> None:
    panel = ["科目编码", "科目名称", "金额"]
    rows = [
        [*panel, *panel],
        ["30101", "基本工资", "60.00", "30201", "办公费", "9.00"],
        ["人员经费合计", "60.00", "公用经费合计", "9.00"],
    ]
    title = "一般公共预算财政拨款基本支出决算表"
    facts = facts_of(title, "单位：万元", rows, genre="final_accounts")
    assert facts.amounts[2:] == [
        "spending basic_component/personnel@general_public_budget 60.00万元",
        "spending basic_component/public@general_public_budget 9.00万元",
    ]
