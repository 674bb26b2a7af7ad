"""Columns that years name, that nothing tells apart, or that another table in the same sheet brings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

UNIT = "单位：万元"
HEAD = ["支出类别", "年初预算数", "1-6月执行数"]
BASE = [
    ["项目", "2022年", "2023年", "变动率（%）"],
    ["一、部门预算资金（万元）", "", "", ""],
    ["调整预算数", "80", "90", "12.5"],
    ["决算支出数", "70", "84", "20"],
    ["其中：基本支出", "50", "60", "20"],
    ["二、人员（人）", "", "", ""],
    ["编制人数", "46", "45", "-2.17"],
    ["三、资产（万元）", "", "", ""],
    ["固定资产净值", "240", "231", "-3.75"],
]


def test_years_alone_are_the_columns_of_a_base_table(facts_of: Callable) -> None:
    facts = facts_of("部门整体支出绩效自评基础数据表", BASE, genre="performance_evaluation")
    assert facts.amounts == [
        "budget:adjusted total 2022 80万元", "budget:adjusted total 90万元",
        "spending total 2022 70万元", "spending total 84万元",
        "spending expenditure_type/basic 2022 50万元", "spending expenditure_type/basic 60万元",
    ]  # fmt: skip
    assert facts.rates[0] == "year_on_year total 12.5% of budget:adjusted total 2022"
    assert facts.statistics == [
        "staff_quota 2022 46人", "staff_quota 45人",
        "asset_value 固定资产净值 2022 240万元", "asset_value 固定资产净值 231万元",
    ]  # fmt: skip


def test_figures_beside_each_other_without_columns_are_no_facts(facts_of: Callable) -> None:
    rows = [["调整预算数", "80", "90"], ["编制人数", "46", "45"], ["决算数", "70万元"]]
    facts = facts_of("基础数据表", UNIT, rows, genre="performance_evaluation")
    assert (facts.amounts, facts.statistics) == (["spending total 70万元"], [])


def test_columns_that_nothing_tells_apart_are_no_facts(facts_of: Callable) -> None:
    rows = [
        ["项目", "全年预算数", "1-6月支出数", "7-8月支出数"],
        ["基本支出", "90", "40", "15"],
        ["项目支出", "60", "0", "0"],
    ]
    facts = facts_of("预算执行情况表", UNIT, rows)
    assert facts.amounts[:2] == [
        "budget:adjusted expenditure_type/basic 90万元",
        "budget:adjusted expenditure_type/project 60万元",
    ]
    assert facts.left["40"] == facts.left["15"] == "unmapped"


def test_a_second_table_in_a_sheet_has_its_own_subject(facts_of: Callable) -> None:
    rows = [
        HEAD,
        ["基本支出", "40", "20"],
        [("2023年“三公”经费支出对比表（单位：元）", 1, 3)],
        ["科目", "2022年支出数", "2023年支出数"],
        ["公务接待费", "900", "800"],
        ["合计", "900", "800"],
    ]
    assert facts_of("预算执行情况表", UNIT, rows).amounts[2:] == [
        "spending three_public/reception 2022 900元", "spending three_public/reception 800元",
        "spending three_public/total 2022 900元", "spending three_public/total 800元",
    ]  # fmt: skip


def test_points_of_an_evaluation_below_its_amounts_are_no_amounts(facts_of: Callable) -> None:
    rows = [
        HEAD,
        ["合计", "40", "20"],
        ["评价内容", "分值", "自评得分"],
        ["预算执行", "20", "18"],
        ["合计", "100", "95"],
    ]
    facts = facts_of("绩效自评表", UNIT, rows, genre="performance_evaluation")
    assert facts.amounts == ["budget:initial total 40万元", "spending total 20万元"]
    assert facts.statistics == ["evaluation_score 95分"]


def test_the_whole_period_is_told_by_its_months(facts_of: Callable) -> None:
    rows = [["项目", "全年预算数", "1-6月执行", "7-9月执行", "1-9月累计执行"], ["基本支出", "90", "40", "15", "55"]]
    assert facts_of("预算执行情况表", UNIT, rows).amounts == [
        "budget:adjusted expenditure_type/basic 90万元", "spending expenditure_type/basic 55万元",
    ]  # fmt: skip


def test_units_may_have_a_column_of_their_own(facts_of: Callable) -> None:
    rows = [
        ["指标名称", "计量单位", "2022年", "2023年"],
        ["部门决算支出", "万元", "192", "203"],
        ["其中：项目支出", "万元", "60", "66"],
        ["在职人员", "人", "17", "16"],
        ["公务用车保有量", "辆", "1", "2"],
        ["举办活动场次", "场", "46", "52"],
    ]
    facts = facts_of("部门整体支出基础数据表", rows, genre="performance_evaluation")
    assert facts.amounts == [
        "spending total 2022 192万元", "spending total 203万元",
        "spending expenditure_type/project 2022 60万元", "spending expenditure_type/project 66万元",
    ]  # fmt: skip
    assert facts.statistics == ["staff 2022 17人", "staff 16人", "vehicles 2022 1辆", "vehicles 2辆"]


def test_the_unit_right_of_a_count_is_its_unit(facts_of: Callable) -> None:
    rows = [["项目", "决算数（万元）", "数量", "单位"], ["国内公务接待", "2.5", "296", "人次"]]
    assert facts_of("“三公”经费情况表", rows, genre="performance_evaluation").statistics == [
        "reception_visitors 国内公务接待 296人次"
    ]


def test_labels_between_amounts_are_of_the_amounts_beside_them(facts_of: Callable) -> None:
    rows = [
        ["部门预算支出（万元）", "90", "其中：基本支出（万元）", "50", "项目支出（万元）", "40"],
        ["全年支出决算（万元）", "80", "其中：基本支出（万元）", "48", "项目支出（万元）", "32"],
        ["部门预算收入（万元）", "90", "其中：财政拨款（万元）", "85", "其他收入（万元）", "5"],
        ["自评得分", "95.6", "自评等级", "优", "", ""],
    ]
    facts = facts_of("部门整体支出绩效自评情况表", rows, genre="performance_evaluation")
    assert facts.amounts[3:6] == [
        "spending total 80万元", "spending expenditure_type/basic 48万元", "spending expenditure_type/project 32万元",
    ]  # fmt: skip
    assert facts.amounts[-1] == "revenue:executed revenue/other 5万元"
    assert facts.statistics == ["evaluation_score 95.6分"]


def test_what_is_done_by_the_later_month_is_the_actual_value(facts_of: Callable) -> None:
    rows = [
        ["一级指标", "二级指标", "三级指标", "年度指标值", "6月底完成值", "9月底完成值", "完成率"],
        ["产出指标", "数量指标", "维修水井", "48眼", "15眼", "31眼", "64.58%"],
    ]
    assert [(one.actual.text, one.completion.text) for one in facts_of("监控表", rows).indicators] == [
        ("31眼", "64.58%")
    ]


def test_names_below_another_title_are_no_labels_of_a_column_left_of_it(facts_of: Callable) -> None:
    rows = [
        [("下达资金（万元）", 2, 1), ("部门资金支付（万元）", 1, 3)],
        ["基本支出", "项目支出", "支出项目明细"],
        ["9.50", "5.50", "4.00", "教育支出"],
        ["", "1.20", "", "住房保障支出"],
    ]
    amounts = facts_of(rows, genre="performance_evaluation").amounts
    assert amounts[0] == "budget:approved total 9.50万元"
    assert not any("function" in amount for amount in amounts)


@pytest.mark.parametrize("header", ["下达资金", "安排资金", "资金安排"])
def test_a_column_of_what_was_given_is_a_budget(facts_of: Callable, header: str) -> None:
    rows = [["项目名称", f"{header}（万元）", "支付资金"], ["渠道清淤", "9.50", "5.50"]]
    assert facts_of(rows, genre="performance_evaluation").amounts == [
        "budget:approved project/渠道清淤 9.50万元", "spending project/渠道清淤 5.50万元",
    ]  # fmt: skip


def test_a_whole_code_may_be_merged_over_its_parts(facts_of: Callable) -> None:
    rows = [[("科目编码", 1, 3), ("科目名称", 2, 1), ("本年支出合计", 2, 1)], ["类", "款", "项"]]
    rows += [[("2070101", 1, 3), "行政运行", "43.90"], [("2070113", 1, 3), "旅游宣传", "22.20"]]
    facts = facts_of("支出决算表", "单位：万元", rows, genre="final_accounts")
    assert facts.amounts == ["spending function/2070101 43.90万元", "spending function/2070113 22.20万元"]


def test_what_a_form_on_running_the_office_counts_was_spent(facts_of: Callable) -> None:
    rows = [
        ["项目", "行次", "预算数", "统计数", "项目", "行次", "统计数"],
        ["一、“三公”经费支出", "1", "—", "—", "二、机关运行经费", "24", "95.2"],
        ["（一）支出合计", "2", "12.5", "10.3", "三、政府采购支出信息", "39", "—"],
        ["1．公务接待费", "3", "2.5", "2.2", "（一）政府采购支出合计", "40", "36"],
    ]
    facts = facts_of("机构运行信息表", UNIT, rows, genre="final_accounts")
    assert sorted(facts.amounts) == [
        "budget:approved three_public/reception 2.5万元", "budget:approved three_public/total 12.5万元",
        "spending operating_cost/total 95.2万元", "spending procurement/total 36万元",
        "spending three_public/reception 2.2万元", "spending three_public/total 10.3万元",
    ]  # fmt: skip


def test_rows_with_numbers_right_of_all_columns_keep_to_none_of_them(facts_of: Callable) -> None:
    rows = [
        ["序号", "项目名称", "预算数", "到位数", "支出数", "执行率（%）"],
        ["", "", "年初", "调整后", "中央", "自治区", "", ""],
        ["1", "水渠衬砌", "50.00", "45.00", "30.00", "15.00", "40.50", "90.00"],
        ["合计", "50.00", "45.00", "30.00", "15.00", "40.50"],
    ]
    facts = facts_of("项目支出绩效自评结果汇总表", "单位：万元", rows, genre="performance_evaluation")
    assert (facts.amounts, facts.rates) == ([], [])


def test_what_was_spent_up_to_an_earlier_day_is_no_fact_beside_the_later(facts_of: Callable) -> None:
    rows = [
        [("项目名称", 2, 1), ("年初预算", 2, 1), ("截至6月底", 1, 2), ("截至9月底", 1, 2)],
        ["支出数", "执行率", "支出数", "执行率"],
        ["水渠衬砌", "50.00", "20.00", "40.00%", "40.00", "80.00%"],
        ["泵站维修", "30.00", "3.00", "10.00%", "27.00", "90.00%"],
    ]
    facts = facts_of("项目绩效运行监控表", "单位：万元", rows, genre="performance_monitoring")
    assert facts.amounts == [
        "budget:initial project/水渠衬砌 50.00万元", "spending project/水渠衬砌 40.00万元",
        "budget:initial project/泵站维修 30.00万元", "spending project/泵站维修 27.00万元",
    ]  # fmt: skip
    assert [rate.split(" of ")[0] for rate in facts.rates] == [
        "execution:initial project/水渠衬砌 80.00%", "execution:initial project/泵站维修 90.00%",
    ]  # fmt: skip


def test_a_number_by_itself_stands_in_no_column(facts_of: Callable) -> None:
    rows = [
        ["项目资金（万元）", "全年预算数", "全年执行数", "分值", "执行率"],
        ["年度资金总额", "50", "45", "10", "90%"], ["政府性基金"], ["0.00"], ["0.00%"],
    ]  # fmt: skip
    facts = facts_of("馆舍项目支出绩效自评表", rows, genre="project_evaluation")
    assert facts.amounts == ["budget:adjusted total 50万元", "spending total 45万元"]
    assert facts.rates == ["execution:adjusted total 90% of budget:adjusted total"]
