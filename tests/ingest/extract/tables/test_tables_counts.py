"""Tables of counted things, and columns that hold increases or reductions."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize("header", ["2023年度数量或人次", "数量", "数量（个、人次、辆）", "批次/人次"])
def test_counts_may_be_named_by_their_rows_alone(facts_of: Callable, header: str) -> None:
    rows = [
        ["使用项目", header],
        ["因公出国（境）团组数", "0"],
        ["公务用车购置数", "3"],
        ["公务用车保有量", "66"],
        ["国内公务接待批次", "48"],
        ["国内公务接待人次", "737"],
        ["蓝莓基地", "5"],
    ]
    facts = facts_of("“三公”经费使用情况", rows, genre="final_accounts")
    assert facts.statistics == [
        "overseas_groups 0个", "vehicles_purchased 3辆", "vehicles 66辆",
        "receptions 国内公务接待 48批次", "reception_visitors 国内公务接待 737人次",
    ]  # fmt: skip
    assert set(facts.left) == {"5"}


def test_money_in_a_table_of_counts_is_no_count(facts_of: Callable) -> None:
    rows = [["项目", "决算数"], ["公务用车购置数", "3"]]
    assert facts_of("“三公”经费决算表", "单位：万元", rows, genre="final_accounts").statistics == []


@pytest.mark.parametrize(
    ("header", "change"),
    [
        ("支出减少情况（万元）", "-7万元"),
        ("较上年减少额", "-7万元"),
        ("比上年增加额", "7万元"),
        ("增减额", "7万元"),
        ("较上年增长（万元）", "7万元"),
    ],
)
def test_a_column_of_increases_or_reductions_is_no_spending(facts_of: Callable, header: str, change: str) -> None:
    rows = [["经费项目", "2023年度支出（万元）", header], ["公务接待费", "70", "7"], ["因公出国（境）费", "0", "0"]]
    facts = facts_of("“三公”经费决算情况", "单位：万元", rows, genre="final_accounts")
    changes = [line for line in facts.amounts if line.startswith("change")]
    assert changes[0] == f"change:spending: three_public/reception {change}"
    assert facts.amounts[0] == "spending three_public/reception 70万元"
    assert len(facts.amounts) == 4


@pytest.mark.parametrize(("header", "rate"), [("支出减少率", "-9.1"), ("下降幅度（%）", "-9.1"), ("增长率", "9.1")])
def test_a_column_of_rates_of_change_has_its_sign(facts_of: Callable, header: str, rate: str) -> None:
    rows = [["经费项目", "2023年度支出（万元）", header], ["公务接待费", "70", "9.1%"], ["因公出国（境）费", "0", "0%"]]
    facts = facts_of("“三公”经费决算情况", "单位：万元", rows, genre="final_accounts")
    assert facts.rates[0] == (f"year_on_year three_public/reception {rate}% of spending three_public/reception 2022")


def test_kinds_of_vehicles_stand_below_their_sum_without_a_unit(facts_of: Callable) -> None:
    rows = [
        ["项目", "行次", "决算数", "上年数"],
        ["一、政府采购支出合计", "1", "90", "80"],
        ["二、车辆数合计（辆）", "2", "3", "4"],
        ["1.应急保障用车", "3", "1", "2"],
        ["2.其他用车", "4", "2", "2"],
        ["三、机关运行经费", "5", "9", "8"],
    ]
    facts = facts_of("机构运行信息表", "单位：万元", rows, genre="final_accounts")
    assert facts.statistics == [
        "vehicles 3辆", "vehicles 2022 4辆", "vehicles 应急保障用车 1辆", "vehicles 应急保障用车 2022 2辆",
        "vehicles 其他用车 2辆", "vehicles 其他用车 2022 2辆",
    ]  # fmt: skip
    assert facts.amounts == [
        "spending procurement/total 90万元", "spending procurement/total 2022 80万元",
        "spending operating_cost/total 9万元", "spending operating_cost/total 2022 8万元",
    ]  # fmt: skip


def test_a_vehicles_use_beside_money_is_no_count(facts_of: Callable) -> None:
    rows = [["项目", "决算数"], ["机关运行经费", "9"], ["应急保障用车", "2"]]
    assert facts_of("机构运行信息表", "单位：万元", rows, genre="final_accounts").statistics == []


def test_a_wide_title_gives_its_unit_to_the_kinds_below_it(facts_of: Callable) -> None:
    rows = [
        [("项目", 2, 1), ("资产总额（万元）", 2, 1), ("车辆（辆）", 1, 3)],
        ["小计", "应急保障用车", "其他用车"],
        ["合计", "90", "3", "1", "2"],
        ["茂县图书馆", "40", "1", "1", "0"],
    ]
    facts = facts_of("国有资产占用情况表", rows, genre="final_accounts")
    assert facts.statistics == ["vehicles 3辆", "vehicles 应急保障用车 1辆", "vehicles 其他用车 2辆"]


def test_kinds_of_posts_are_parts_and_no_totals(facts_of: Callable) -> None:
    rows = [["行政编制（人）", "14", "事业编制（人）", "52"], ["在职人员（人）", "60", "实有车辆（辆）", "5"]]
    assert facts_of("部门基本信息表", rows, genre="performance_evaluation").statistics == [
        "staff_quota 行政编制 14人", "staff_quota 事业编制 52人", "staff 60人", "vehicles 5辆",
    ]  # fmt: skip


def test_what_is_called_a_number_of_persons_needs_no_unit(facts_of: Callable) -> None:
    rows = [[("财政供养人员情况", 2, 1), "编制数", "2023年实际在职人数", "控制率"], ["86", "83", "96.51%"]]
    facts = facts_of("部门整体支出绩效评价基础数据表", rows, genre="performance_evaluation")
    assert facts.statistics == ["staff_quota 86人", "staff 83人"]


def test_assets_stand_in_columns_or_rows(facts_of: Callable) -> None:
    columns = [
        ["项目", "资产总额", ("固定资产", 1, 2), "无形资产", "对外投资"],
        ["", "", "小计", "其他固定资产", "", ""],
        ["合计", "90.5", "60", "8", "2", "0"],
    ]
    rows = [["项目", "期初数", "期末数"], ["资产总额", "80", "90.5"], ["其中：固定资产", "50", "60"]]
    for given, more in ((columns, ["asset_value 其他固定资产 8万元", "asset_value 无形资产 2万元"]), (rows, [])):
        facts = facts_of("国有资产占有使用情况表", "单位：万元", given, genre="performance_evaluation")
        assert facts.statistics == ["asset_value 资产总额 90.5万元", "asset_value 60万元", *more]


def test_a_column_counts_the_kind_that_its_row_names(facts_of: Callable) -> None:
    rows = [
        [("类别", 2, 1), ("编制数", 2, 1), ("实有数", 1, 2)],
        ["年初", "年末"],
        ["行政", "12", "11", "13"],
        ["事业", "28", "27", "26"],
        ["合计", "40", "38", "39"],
        ["车辆编制（辆）", "8", "实有车辆（辆）", "7"],
    ]
    facts = facts_of("人员情况（人）", rows, genre="performance_evaluation")
    assert facts.statistics == [
        "staff_quota 行政编制 12人", "headcount 行政人员 13人", "staff_quota 事业编制 28人", "headcount 事业人员 26人",
        "staff_quota 40人", "headcount 39人", "vehicles 7辆",
    ]  # fmt: skip


def test_posts_of_one_of_several_units_are_not_the_departments(facts_of: Callable) -> None:
    head = ["预算单位", "人员编制", "在职人数"]
    rows = [head, ["茂县一中", "186", "179"], ["茂县二中", "32", "30"], ["总计", "218", "209"]]
    assert facts_of("预算绩效监控汇总表", rows).statistics == ["staff_quota 218人", "staff 209人"]
    alone = facts_of("基本情况", [head, ["茂县文化馆", "18", "17"]])
    assert alone.statistics == ["staff_quota 18人", "staff 17人"]


def test_rows_of_kinds_beside_their_original_value_are_assets_and_their_sum_is_of_all(facts_of: Callable) -> None:
    rows = [["项目", "数量", "原值"], ["房屋", "2", "19.7"], ["通用设备", "2", "9.7"], ["合计", "4", "29.4"]]
    assert facts_of("国有资产情况表", "单位：万元", rows, genre="final_accounts").statistics == [
        "asset_value 房屋 19.7万元", "asset_value 通用设备 9.7万元", "asset_value 29.4万元",
    ]  # fmt: skip


def test_a_score_may_stand_in_one_cell_with_its_name(facts_of: Callable) -> None:
    rows = [["年初预算数：118.00", "自评总分：97.2"], ["得分：19.7", "自评等级：优"]]
    assert facts_of("项目支出绩效自评表", rows, genre="project_evaluation").statistics == ["evaluation_score 97.2分"]


def test_receptions_may_be_counted_in_rows_below_the_money(facts_of: Callable) -> None:
    rows = [
        ["项目", "2023年预算数合计", "公共财政预算拨款"],
        ["一、支出合计", "9", "9"],
        ["公务接待费", "9", "9"],
        ["公务接待批次（批）", "35", ""],
        ["公务接待人数（人）", "650", ""],
    ]
    facts = facts_of("“三公”经费预算表", "单位：万元", rows, genre="budget")
    assert facts.statistics == ["receptions 35批", "reception_visitors 650人"]
