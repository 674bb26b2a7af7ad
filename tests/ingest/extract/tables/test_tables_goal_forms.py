"""Forms of one project's targets (绩效目标表) as provinces print them: whose money, of what year, what indicators."""

from __future__ import annotations

from collections.abc import Callable

TITLE = "项目支出绩效目标申报表"
OF = "budget:initial project/流动图书车"


def amounts(facts_of: Callable, *rows: list) -> list[str]:
    return facts_of(TITLE, [["项目名称", "流动图书车"], *rows], genre="budget").amounts


def test_the_counties_own_money_stands_beside_what_comes_from_above(facts_of: Callable) -> None:
    rows = [
        ["项目支出名称", "流动图书车", "预算部门", "茂县文化馆"],
        ["年度本级预算金额", "48万", "该项目支出上级资金", "12万"],
    ]
    facts = facts_of(TITLE, rows, genre="budget")
    assert facts.amounts == [f"{OF}@local 48万元"]


def test_the_title_of_the_labels_says_what_the_amounts_are_of(facts_of: Callable) -> None:
    rows = [
        [("项目资金（万元）", 7, 1), "年度资金总额", "金额（万元）"],
        ["（一）财政拨款小计", "36.40"],
        ["1、一般公共预算", "30.40"],
        ["2、政府性基金", "6.00"],
        ["（二）自有资金小计", "4.00"],
        ["1、事业收入", "4.00"],
        ["（三）其他收入", "0.00"],
    ]
    assert amounts(facts_of, *rows) == [
        f"{OF}@fiscal 36.40万元", f"{OF}@general_public_budget 30.40万元", f"{OF}@government_fund 6.00万元",
        f"{OF}@other 4.00万元",
    ]  # fmt: skip


def test_the_money_of_the_year_stands_beside_that_of_all_years(facts_of: Callable) -> None:
    rows = [
        [("资金情况（万元）", 3, 1), "项目资金总额：", "400", "年度资金申请总额", "150"],
        ["其中：财政资金", "380", "其中：当年财政拨款", "130"],
        ["其他资金", "", "其他资金", ""],
    ]
    assert amounts(facts_of, *rows) == [f"{OF} 150万元", f"{OF}@fiscal 130万元"]


def test_the_code_of_a_class_beside_a_fund_is_no_fund(facts_of: Callable) -> None:
    rows = [
        [("项目资金预算执行10分", 4, 1), "项目总预算", "65", "财政资金预算分类", "一般公共预算"],
        ["当年年度预算", "65", "", ""],
        ["其中：财政资金", "60", "财政资金科目代码", "21305"],
        ["其中：其它资金", "5", "", ""],
        ["年度预算执行率", "100%", "分值", "10分"],
    ]
    facts = facts_of(TITLE, "金额单位：万元", [["项目名称", "流动图书车"], *rows], genre="budget")
    assert facts.amounts == [f"{OF} 65万元", f"{OF} 65万元", f"{OF}@fiscal 60万元", f"{OF}@other 5万元"]
    assert facts.rates == []  # what a budget aims to spend is not spent


def test_a_unit_with_its_code_is_no_project(facts_of: Callable) -> None:
    rows = [
        ["单位名称", "项目名称", "预算数", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"],
        [("105-茂县文化馆部门", 1, 2), "86.00", "", "", "", "", "", ""],
        ["105001-茂县文化馆", "流动图书车", "86.00", "产出指标", "数量指标", "出车次数", "≥", "120", "次"],
    ]
    facts = facts_of("部门预算项目绩效目标表", "单位：万元", rows, genre="budget")
    assert facts.amounts == [f"{OF} 86.00万元"]


def test_the_target_and_its_unit_may_share_a_title(facts_of: Callable) -> None:
    rows = [
        ["本年度绩效指标", "一级指标", "二级指标", "三级指标", "指标值及单位", "绩效标准"],
        ["", "产出指标", "数量指标", "出车次数", "≥120次", "计划标准"],
        ["", "产出指标", "成本指标", "每次费用", "3千元", "行业标准"],
    ]
    facts = facts_of(TITLE, rows, genre="budget")
    assert [(i.level2, i.name, i.operator, i.target.text) for i in facts.indicators] == [
        ("数量指标", "出车次数", ">=", "≥120次"), ("成本指标", "每次费用", "=", "3千元"),
    ]  # fmt: skip


def test_names_stand_below_the_second_level_of_two(facts_of: Callable) -> None:
    rows = [
        [("绩效指标", 3, 1), "一级指标", "二级指标", "绩效标准", "当年预期实现值"],
        [("数量指标", 2, 1), "出车次数", "全年送书下乡的次数", "≥120次"],
        ["流通册次", "全年借还的册次", "≥9000册"],
    ]
    facts = facts_of(TITLE, rows, genre="budget")
    assert [(i.level1, i.level2, i.name, i.target.text) for i in facts.indicators] == [
        ("", "数量指标", "出车次数", "≥120次"), ("", "数量指标", "流通册次", "≥9000册"),
    ]  # fmt: skip


def test_points_in_the_name_of_a_level_may_be_a_range(facts_of: Callable) -> None:
    rows = [
        ["一级指标", "二级指标", "三级指标", "指标值", "分值"],
        ["成本指标（0-20）分", "经济成本指标", "购车费用", "≤65万元", "10"],
    ]
    (found,) = facts_of(TITLE, rows, genre="budget").indicators
    assert found.level1 == "成本指标"


def test_the_number_of_an_indicator_ends_before_a_year(facts_of: Callable) -> None:
    rows = [
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "时效指标", "指标12023年11月底前购车", "及时"],
        ["产出指标", "数量指标", "指标12购置图书", "300册"],
    ]
    names = [i.name for i in facts_of(TITLE, rows, genre="budget").indicators]
    assert names == ["2023年11月底前购车", "购置图书"]


def test_a_level_among_the_names_with_nothing_beside_it_is_no_indicator(facts_of: Callable) -> None:
    rows = [
        ["一级指标", "指标名称", "指标值", "半年度指标执行情况", "备注"],
        ["产出指标", "质量", "", "", ""],
        ["产出指标", "成本", "全年预算48万元", "已使用20万元", ""],
    ]
    facts = facts_of("项目支出绩效监控表", rows)
    assert [i.name for i in facts.indicators] == ["成本"]


def test_the_code_before_a_projects_name_is_no_part_of_it(facts_of: Callable) -> None:
    rows = [["项目名称", "51302323T000010263357-流动图书车"], ["项目资金（万元）", "年度资金总额", "48.00"]]
    assert facts_of(TITLE, rows, genre="budget").amounts == [f"{OF} 48.00万元"]
