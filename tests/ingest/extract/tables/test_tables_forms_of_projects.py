"""Forms of one project each in a report on several: whose amounts and scores they hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest

HEAD = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]


def form(project: str, spent: str, score: str, label: str = "项目名称") -> list:
    return [
        [label, (project, 1, 6)],
        ["主管部门", ("茂县文化馆", 1, 6)],
        ["项目资金（万元）", "", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["", "年度资金总额", "50.00", spent, "", "", ""],
        HEAD,
        ["产出指标", "数量指标", "培训人数", "300人", "290人", "90", score],
        [("总分", 1, 5), "100", score],
    ]


LIST = [
    ["序号", "项目名称", "年初预算数", "全年预算数", "全年执行数", "执行率", "自评得分"],
    ["1", "展厅照明改造", "60.00", "60.00", "48.00", "80.00%", "92"],
    ["2", "流动图书车", "40.00", "50.00", "45.00", "90.00%", "95"],
    [("合计", 1, 2), "100.00", "110.00", "93.00", "84.55%", ""],
]


def test_each_form_has_the_score_of_its_project(facts_of: Callable) -> None:
    facts = facts_of(form("展厅照明改造", "48.00", "92"), form("流动图书车", "45.00", "95"), genre="project_evaluation")
    assert facts.statistics == ["evaluation_score 展厅照明改造 92分", "evaluation_score 流动图书车 95分"]


def test_the_form_of_the_only_project_has_the_reports_score(facts_of: Callable) -> None:
    assert facts_of(form("流动图书车", "45.00", "95"), genre="project_evaluation").statistics == [
        "evaluation_score 95分"
    ]


def test_a_title_with_the_countys_money_leaves_the_form_the_whole(facts_of: Callable) -> None:
    facts = facts_of("县级专项资金项目支出绩效自评表", form("流动图书车", "45.00", "95"), genre="project_evaluation")
    assert facts.amounts == ["budget:adjusted total 50.00万元", "spending total 45.00万元"]


def test_the_form_of_one_project_of_a_list_is_not_of_the_whole(facts_of: Callable) -> None:
    facts = facts_of(
        "项目支出绩效自评汇总表", "单位：万元", LIST, form("流动图书车", "45.00", "95"), genre="project_evaluation"
    )
    assert facts.amounts[-2:] == [
        "budget:adjusted project/流动图书车 50.00万元",
        "spending project/流动图书车 45.00万元",
    ]
    assert facts.statistics[-1] == "evaluation_score 流动图书车 95分"


def test_a_list_of_the_parts_of_the_only_project_leaves_it_the_whole(facts_of: Callable) -> None:
    facts = facts_of("项目支出明细表", "单位：万元", LIST, form("馆舍提升", "93.00", "95"), genre="project_evaluation")
    assert facts.amounts[-1] == "spending total 93.00万元"


@pytest.mark.parametrize("label", ["转移支付（项目）名称", "专项名称", "专项（项目）名称", "资金名称"])
def test_what_a_form_is_filled_in_for_has_several_labels(facts_of: Callable, label: str) -> None:
    items = form("农家书屋补助", "48.00", "92", label), form("流动图书车", "45.00", "95", label)
    assert facts_of(*items, genre="project_evaluation").amounts[1::2] == [
        "spending project/农家书屋补助 48.00万元", "spending project/流动图书车 45.00万元",
    ]  # fmt: skip


@pytest.mark.parametrize("genre", ["performance_evaluation", "performance_monitoring", "final_accounts"])
def test_the_sum_of_a_departments_projects_is_no_total_of_the_department(facts_of: Callable, genre: str) -> None:
    facts = facts_of("绩效情况表", "单位：万元", LIST, genre=genre)
    assert facts.amounts[-3:] == [
        "budget:initial expenditure_type/project 100.00万元", "budget:adjusted expenditure_type/project 110.00万元",
        "spending expenditure_type/project 93.00万元",
    ]  # fmt: skip


def test_a_list_of_kinds_of_spending_sums_up_the_department(facts_of: Callable) -> None:
    rows = [
        LIST[0],
        ["1", "基本支出", "60.00", "60.00", "48.00"],
        *LIST[1:3],
        ["", "合计", "160.00", "170.00", "141.00"],
    ]
    facts = facts_of("绩效情况表", "单位：万元", rows, genre="performance_evaluation")
    assert facts.amounts[-1] == "spending total 141.00万元"


def test_rates_stand_beside_indicators_without_levels(facts_of: Callable) -> None:
    rows = [
        ["项目名称", "全年预算", "1-6月支出", "执行率", "三级指标", "年度指标值", "1-6月完成值"],
        ["展厅照明改造", "60.00", "24.00", "40.00%", "改造展厅", "6个", "2个"],
        ["流动图书车", "50.00", "25.00", "50.00%", "出车次数", "≥120次", "66次"],
    ]
    facts = facts_of("项目监控情况表", "单位：万元", rows)
    assert [rate.split()[2] for rate in facts.rates] == ["40.00%", "50.00%"]


def test_what_stands_last_in_a_form_is_its_score(facts_of: Callable) -> None:
    rows = [*form("流动图书车", "45.00", "86")[:-1], [("合计", 1, 5), "90", "86"], [("自评总分", 1, 5), "100", "95"]]
    assert facts_of(rows, genre="project_evaluation").statistics == ["evaluation_score 95分"]


def test_a_row_of_units_above_the_header_is_no_part_of_it(facts_of: Callable) -> None:
    rows = [
        [("地方主管部门", 1, 2), ("自治区文化厅", 1, 2), ("资金使用单位", 1, 2), ("茂县文化馆", 1, 2)],
        [("资金情况（万元）", 2, 2), ("", 1, 2), ("全年预算数（A）", 1, 2), ("全年执行数（B）", 1, 2)],
        [("年度资金总额：", 1, 2), ("52.00", 1, 2), ("48.00", 1, 2)],
    ]
    facts = facts_of("转移支付绩效自评表", rows, genre="project_evaluation")
    assert facts.amounts == ["budget:adjusted total 52.00万元", "spending total 48.00万元"]


def test_a_header_of_two_rows_may_stand_below_amounts(facts_of: Callable) -> None:
    rows = [
        [("年度预算（万元）", 2, 1), ("年初预算", 1, 3), ("实际支出", 1, 4)],
        [("60.00", 1, 3), ("58.00", 1, 4)],
        [("年度主要任务", 4, 1), ("对应项目", 2, 2), ("预算资金情况（万元）", 1, 4), ("完成情况", 2, 1)],
        ["总额", "财政资金", "其他资金", "执行数"],
        [("展览进乡村", 1, 2), "32.00", "30.00", "2.00", "31.00", "办展12场"],
        [("馆藏修复", 1, 2), "8.00", "8.00", "0.00", "7.50", "修复40件"],
    ]
    facts = facts_of("部门整体绩效自评表", rows, genre="performance_evaluation")
    assert [line for line in facts.amounts if "@" not in line][2:] == [
        "budget:approved project/展览进乡村 32.00万元", "spending project/展览进乡村 31.00万元",
        "budget:approved project/馆藏修复 8.00万元", "spending project/馆藏修复 7.50万元",
    ]  # fmt: skip


def test_forecasts_below_one_title_are_no_facts(facts_of: Callable) -> None:
    rows = [
        [("项目名称", 2, 1), ("全年预算数", 2, 1), ("1-6月执行情况", 1, 2), ("全年预计执行情况", 1, 2)],
        ["支出数", "执行率（%）", "支出数", "执行率（%）"],
        ["流动图书车", "50.00", "20.00", "40.00", "45.00", "90.00"],
    ]
    facts = facts_of("项目绩效监控汇总表", "单位：万元", rows)
    assert facts.amounts[1:] == ["spending project/流动图书车 20.00万元"]
    assert facts.rates == ["execution:adjusted project/流动图书车 40.00% of budget:adjusted project/流动图书车"]


def test_the_last_row_of_a_list_with_indicators_sums_up_money(facts_of: Callable) -> None:
    row = ["产出指标", "数量指标", "培训人数", "300人", "290人", "90", "87"]
    rows = [
        ["项目名称", "全年预算数", "全年执行数", "执行率", *HEAD],
        ["展厅照明改造", "60.00", "48.00", "80.00%", *row],
        ["流动图书车", "50.00", "45.00", "90.00%", *row],
        ["合计", "110.00", "93.00", "84.55%", *[""] * 7],
    ]
    facts = facts_of("项目支出绩效自评表", "单位：万元", rows, genre="project_evaluation")
    assert facts.amounts[-2:] == ["budget:adjusted total 110.00万元", "spending total 93.00万元"]
    assert not facts.statistics


def test_columns_of_the_projects_money_may_say_so(facts_of: Callable) -> None:
    rows = [
        [("预算单位", 2, 1), ("项目名称", 2, 1), ("项目预算数", 1, 2), ("项目支出数", 1, 2)],
        ["总额", "财政资金", "总额", "财政资金"],
        [("茂县文化馆小计", 1, 2), "110.00", "110.00", "93.00", "93.00"],
        ["茂县文化馆", "展厅照明改造", "60.00", "60.00", "48.00", "48.00"],
        ["茂县文化馆", "流动图书车", "50.00", "50.00", "45.00", "45.00"],
    ]
    facts = facts_of("项目支出绩效自评结果汇总表", "单位：万元", rows, genre="project_evaluation")
    assert [line for line in facts.amounts if "@" not in line] == [
        "budget:approved project/展厅照明改造 60.00万元", "spending project/展厅照明改造 48.00万元",
        "budget:approved project/流动图书车 50.00万元", "spending project/流动图书车 45.00万元",
    ]  # fmt: skip


def test_wide_labels_of_a_second_list_end_the_first(facts_of: Callable) -> None:
    rows = [
        [("年度预算申请", 4, 1), ("资金总额", 1, 3), ("62.00", 1, 3)],
        [("按收入性质分：", 1, 3), ("按支出性质分：", 1, 3)],
        [("其中：一般公共预算拨款", 1, 2), "60.00", ("其中：基本支出", 1, 2), "42.00"],
        [("政府性基金预算拨款", 1, 2), "2.00", ("项目支出", 1, 2), "20.00"],
    ]
    facts = facts_of("部门整体支出绩效目标表", "单位：万元", rows, genre="budget")
    assert facts.amounts[2::2] == [
        "budget:initial expenditure_type/basic 42.00万元", "budget:initial expenditure_type/project 20.00万元",
    ]  # fmt: skip


def test_the_long_code_of_a_project_is_no_class(facts_of: Callable) -> None:
    rows = [
        ["项目编码", "项目名称", "资金性质", "全年预算", "支出决算"],
        ["513223230105000001", "乡镇分馆运行", "一般公共预算", "60.00", "48.00"],
    ]
    facts = facts_of("项目支出绩效自评汇总表", "单位：万元", rows, genre="project_evaluation")
    assert facts.amounts == [
        "budget:adjusted project/乡镇分馆运行 60.00万元",
        "spending project/乡镇分馆运行 48.00万元",
    ]


def test_labels_with_codes_are_those_of_the_form(facts_of: Callable) -> None:
    def coded(project: str, number: str) -> list:
        return [
            [("项目名称及编码", 1, 2), (f"{project}（5132232301{number}）", 1, 4)],
            [("主管部门及编码", 1, 2), ("茂县文化馆（105）", 1, 2), "实施单位", "茂县文化馆"],
            [("项目资金（元）", 2, 2), "年初预算", "调整后预算", "支出决算", "执行率"],
            ["600000", "500000", "480000", "96.00%"],
        ]

    facts = facts_of(coded("乡镇分馆运行", "05"), coded("流动图书车", "06"), genre="project_evaluation")
    assert [line for line in facts.amounts if line.startswith("spending")] == [
        "spending project/乡镇分馆运行 480000元", "spending project/流动图书车 480000元",
    ]  # fmt: skip


def test_a_total_row_may_stand_one_column_too_far_right(facts_of: Callable) -> None:
    rows = [[("绩效指标", 2, 1), *HEAD[:4], *HEAD[5:], "备注"], ["产出", "数量", "展览", "8场", "100", "96", ""]]
    rows.append([("总分", 1, 6), "100", "96"])
    assert facts_of("项目支出绩效自评表", rows, genre="project_evaluation").statistics == ["evaluation_score 96分"]


def test_amounts_may_stand_in_a_header_of_two_rows_beside_indicators(facts_of: Callable) -> None:
    rows = [
        [("项目名称", 2, 1), ("预算数", 1, 2), ("绩效指标", 1, 5)],
        ["合计", "财政拨款", "一级指标", "二级指标", "三级指标", "运算符号", "指标值"],
        ["乡镇分馆运行", "60.00", "58.00", "产出指标", "数量指标", "分馆数", "＝", "22"],
        ["流动图书车", "50.00", "50.00", "产出指标", "数量指标", "出车次数", "≥", "120"],
    ]
    facts = facts_of("项目支出绩效目标情况表", "单位：万元", rows, genre="budget")
    assert facts.amounts == [
        "budget:initial project/乡镇分馆运行 60.00万元", "budget:initial project/乡镇分馆运行@fiscal 58.00万元",
        "budget:initial project/流动图书车 50.00万元", "budget:initial project/流动图书车@fiscal 50.00万元",
    ]  # fmt: skip
    assert len({one.form for one in facts.indicators}) == 2


def test_a_label_may_say_until_when_was_spent(facts_of: Callable) -> None:
    rows = [["预算执行", "全年预算（万元）", "60.00", "截至7月末支出（万元）", "33.00"]]
    assert facts_of("项目支出绩效监控表", rows).amounts[-1] == "spending total 33.00万元"
