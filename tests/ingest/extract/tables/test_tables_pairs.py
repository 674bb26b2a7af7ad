"""Money rows in which each amount has a label of its own, and the points of 预算执行率 below them."""

from __future__ import annotations

from collections.abc import Callable

FORM = "馆舍项目支出绩效自评表"
WHOLE = "部门整体支出绩效自评表"
HEAD = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
#: A form whose titles each stood over a label and its amount, as text tells it.
LOST = [
    ["资金情况（万元）", "年度预算安排", "实际到位", "实际支出", "预算执行率"],
    ["", "合计", "90.00", "合计", "60.00", "合计", "45.00", "50%"],
    ["", "县级资金", "80.00", "县级资金", "50.00", "县级资金", "40.00", "50%"],
]
TOTALS = [
    ["年度预算申请（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["", "年度资金总额", "40.00", "50.00", "45.00", "10", "90%", "9"],
]


def test_amounts_beside_labels_are_of_the_headers_columns_in_order(facts_of: Callable) -> None:
    facts = facts_of(FORM, LOST, genre="project_evaluation")
    assert facts.amounts == [
        "budget:approved total 90.00万元", "budget:received total 60.00万元", "spending total 45.00万元",
        "budget:approved total@local 80.00万元", "budget:received total@local 50.00万元",
        "spending total@local 40.00万元",
    ]  # fmt: skip
    assert facts.rates[0] == "execution:approved total 50% of budget:approved total"


def test_a_title_over_a_label_and_its_amount_is_of_both(facts_of: Callable) -> None:
    rows = [
        [("资金情况（万元）", 2, 1), ("年度预算安排", 1, 2), ("实际支出", 1, 2)],
        ["合计", "90.00", "合计", "45.00"],
    ]
    facts = facts_of(FORM, rows, genre="project_evaluation")
    assert facts.amounts == ["budget:approved total 90.00万元", "spending total 45.00万元"]


def test_parts_below_the_sum_of_their_kind_are_of_the_total_that_it_repeats(facts_of: Callable) -> None:
    rows = [
        *TOTALS,
        ["", "按收入性质分：", "50.00", "按支出性质分：", "45.00"],
        ["", "其中：一般公共预算：", "48.00", "其中：基本支出：", "30.00"],
        ["", "其他资金：", "2.00", "项目支出：", "15.00"],
    ]
    assert facts_of(WHOLE, rows, genre="performance_evaluation").amounts[3:] == [
        "budget:adjusted total@general_public_budget 48.00万元", "spending expenditure_type/basic 30.00万元",
        "budget:adjusted total@other 2.00万元", "spending expenditure_type/project 15.00万元",
    ]  # fmt: skip


def test_a_part_that_stands_alone_in_its_row_is_of_the_half_it_stands_in(facts_of: Callable) -> None:
    rows = [
        *TOTALS,
        ["", "按收入性质分：", ("50.00", 1, 2), "按支出性质分：", ("45.00", 1, 3)],
        ["", "", ("", 1, 2), "项目支出：", ("15.00", 1, 3)],
    ]
    assert facts_of(WHOLE, rows, genre="performance_evaluation").amounts[3:] == [
        "spending expenditure_type/project 15.00万元"
    ]


def test_points_of_the_execution_rate_among_indicators_are_no_target(facts_of: Callable) -> None:
    rows = [
        *LOST,
        HEAD,
        ["产出指标", "数量指标", "修缮展厅数", "≥3个", "3个", "90", "90"],
        ["预算执行率得分", "10", "5"],
    ]
    facts = facts_of(FORM, rows, genre="project_evaluation")
    assert [(i.name, i.target.value, i.actual.value, i.weight.value, i.score.value) for i in facts.indicators] == [
        ("修缮展厅数", 3, 3, 90, 90), ("预算执行率", None, 50, 10, 5),
    ]  # fmt: skip


def test_points_of_an_execution_rate_that_is_printed_nowhere_are_no_indicator(facts_of: Callable) -> None:
    rows = [HEAD, ["产出指标", "数量指标", "修缮展厅数", "≥3个", "3个", "90", "90"], ["预算执行率得分", "10", "5"]]
    assert [i.name for i in facts_of(FORM, rows, genre="project_evaluation").indicators] == ["修缮展厅数"]


def test_forms_of_several_projects_are_each_about_its_own(facts_of: Callable) -> None:
    money = ["资金情况（万元）", "全年预算数", "全年执行数"]
    forms = (
        [["项目名称", (name, 1, 2)], money, ["年度资金总额", total, spent]]
        for name, total, spent in (("展厅维修", "50", "45"), ("图书购置", "20", "20"))
    )
    first, second = forms
    facts = facts_of(FORM, first, FORM, second, genre="project_evaluation")
    assert facts.amounts == [
        "budget:adjusted project/展厅维修 50万元", "spending project/展厅维修 45万元",
        "budget:adjusted project/图书购置 20万元", "spending project/图书购置 20万元",
    ]  # fmt: skip


def test_givers_below_the_headers_title_of_funds_are_funds(facts_of: Callable) -> None:
    rows = [
        ["项目资金（万元）", "资金总额", "预算数", "执行数"],
        ["", "合计", "32", "30"],
        ["", "上级财政资金", "12", "12"],
    ]
    assert facts_of(FORM, rows, genre="project_evaluation").amounts[2:] == [
        "budget:approved total@superior_transfer 12万元", "spending total@superior_transfer 12万元",
    ]  # fmt: skip


def test_a_bare_number_beside_the_name_of_a_whole_score_is_one(facts_of: Callable) -> None:
    rows = [["年初预算数", "118.00"], ["自评总分", "97.2"], ["得分", "19.7"]]
    assert facts_of(FORM, "单位：万元", rows, genre="project_evaluation").statistics == ["evaluation_score 97.2分"]


def test_a_rate_beside_its_name_is_over_the_budget_that_the_table_states(facts_of: Callable) -> None:
    rows = [["预算安排（调整后）", "50.00", "其中：本级财力", "20.00"], ["实际支出", "45.00", "上级补助", "30.00"],
            ["预算执行率", "90.00%", "自评等级", "优"]]  # fmt: skip
    facts = facts_of(FORM, "单位：万元", rows, genre="project_evaluation")
    assert facts.amounts == [
        "budget:adjusted total 50.00万元", "budget:adjusted total@local 20.00万元", "spending total 45.00万元",
    ]  # fmt: skip
    assert facts.rates == ["execution:adjusted total 90.00% of budget:adjusted total"]


def test_the_budget_of_all_years_is_not_that_of_the_year_beside_it(facts_of: Callable) -> None:
    rows = [
        ["项目总预算（元）", "900,000", "项目当年预算（元）", "300,000"],
        ["项目资金来源", "财政拨款（元）", "280,000"],
        ["", "其他资金（元）", "20,000"],
    ]
    assert facts_of("项目支出绩效目标申报表", rows, genre="budget", title="茂县文化馆2023年项目预算公开").amounts == [
        "budget:initial total 300000元", "budget:initial total@fiscal 280000元", "budget:initial total@other 20000元",
    ]  # fmt: skip


def test_a_whole_below_the_title_of_its_measure_has_that_measure(facts_of: Callable) -> None:
    rows = [
        [("预算批复情况", 1, 2), ("预算执行情况", 1, 2), ("预算执行率（%）", 2, 1)],
        ["资金总额", "财政拨款", "资金总额", "财政拨款"],
        ["50", "40", "45", "36", "90"],
    ]
    assert facts_of(FORM, "单位：万元", rows, genre="project_evaluation").amounts == [
        "budget:approved total 50万元", "budget:approved total@fiscal 40万元", "spending total 45万元",
        "spending total@fiscal 36万元",
    ]  # fmt: skip


def test_titles_further_down_have_the_unit_that_all_above_them_stated(facts_of: Callable) -> None:
    rows = [
        ["任务名称", "预算数（万元）", "执行数（万元）"], ["展厅维修", "30.0", "29.5"],
        ["预算执行率", "全年预算数", "全年执行数", "执行率"], ["", "75.8", "70.2", "92.61%"],
    ]  # fmt: skip
    assert facts_of(WHOLE, rows, genre="performance_evaluation").amounts[2:] == [
        "budget:adjusted total 75.8万元", "spending total 70.2万元",
    ]  # fmt: skip


def test_a_side_label_does_not_say_what_the_columns_beside_it_measure(facts_of: Callable) -> None:
    rows = [
        [("预算执行情况（万元）", 3, 1), "预算数：", "18.50", "执行数：", "15.90"],
        ["其中：财政拨款", "16.00", "其中：财政拨款", "14.00"],
        ["其他资金", "2.50", "其他资金", "1.90"],
    ]
    assert facts_of(FORM, rows, genre="project_evaluation").amounts == [
        "budget:approved total 18.50万元", "spending total 15.90万元", "budget:approved total@fiscal 16.00万元",
        "spending total@fiscal 14.00万元", "budget:approved total@other 2.50万元", "spending total@other 1.90万元",
    ]  # fmt: skip


def test_whole_amounts_stand_behind_their_labels_without_decimals(facts_of: Callable) -> None:
    rows = [
        ["项目资金（万元）", "项目总额：900", "年度资金总额：300"],
        ["", "其中：财政拨款：900", "其中：财政拨款：290"],
        ["", "其他资金：0", "其他资金：10"],
    ]
    facts = facts_of("项目支出绩效目标表", rows, genre="budget", title="茂县文化馆2023年项目预算公开")
    assert facts.amounts == [
        "budget:initial total 300万元", "budget:initial total@fiscal 290万元", "budget:initial total@other 10万元",
    ]  # fmt: skip


def test_givers_may_be_columns_beside_their_whole(facts_of: Callable) -> None:
    rows = [["预算数", "其中：上级", "其中：本级", "其中：本年新增", "执行数"], ["28.0", "20.0", "8.0", "5.0", "27.1"]]
    assert facts_of(FORM, "单位：万元", rows, genre="project_evaluation").amounts == [
        "budget:approved total 28.0万元", "budget:approved total@superior_transfer 20.0万元",
        "budget:approved total@local 8.0万元", "spending total 27.1万元",
    ]  # fmt: skip


def test_below_a_column_of_sources_of_funds_a_level_is_a_giver(facts_of: Callable) -> None:
    rows = [[("项目预算执行情况（万元）", 3, 1), "资金构成", "全年预算", "全年支出"], ["旗县", "20.0", "18.0"],
            ["合计", "60.0", "58.0"]]  # fmt: skip
    assert facts_of(FORM, rows, genre="project_evaluation").amounts[:2] == [
        "budget:adjusted total@local 20.0万元", "spending total@local 18.0万元",
    ]  # fmt: skip


def test_points_in_brackets_leave_a_label_what_it_is(facts_of: Callable) -> None:
    rows = [[("资金（万元）", 2, 1), ("年度资金总额（10分）", 2, 1), "全年预算数", "全年执行数"], ["50", "46"]]
    assert facts_of(FORM, rows, genre="project_evaluation").amounts == [
        "budget:adjusted total 50万元", "spending total 46万元",
    ]  # fmt: skip


def test_a_second_header_row_that_lost_its_places_is_understood_by_no_guess(facts_of: Callable) -> None:
    rows = [
        ["任务名称", "完成情况", "预算数（万元）", "执行数（万元）", "执行率"],
        ["总额", "其中：财政拨款", "总额", "其中：财政拨款"],
        ["展厅维修", "完成", "62.00", "60.00", "60.14", "58.20", "97.00%"],
    ]
    facts = facts_of(WHOLE, rows, genre="performance_evaluation")
    assert facts.amounts == []
    assert facts.rates == []


def test_a_list_of_givers_behind_the_money_rows_divides_no_column(facts_of: Callable) -> None:
    rows = [
        ["年初预算数", "32.5万元", "全年预算数", "34.8万元"],
        ["其中：中央资金", "21万元", "自治区资金", "9万元"],
        ["市级资金", "2万元", "县级资金", "2.8万元"],
    ]
    assert facts_of(FORM, rows, genre="project_evaluation").amounts == [
        "budget:initial total 32.5万元", "budget:adjusted total 34.8万元",
    ]  # fmt: skip


def test_kinds_of_spending_below_their_whole_are_of_its_measure(facts_of: Callable) -> None:
    rows = [[("预算情况", 3, 1), "部门预算总额（万元）", "61.40"], ["1、资金来源：（1）政府预算资金", "61.40"],
            ["2、资金结构：（1）基本支出", "53.40"]]  # fmt: skip
    assert facts_of(WHOLE, rows, genre="performance_evaluation").amounts == [
        "budget:approved total 61.40万元", "budget:approved total@fiscal 61.40万元",
        "budget:approved expenditure_type/basic 53.40万元",
    ]  # fmt: skip


def test_forms_one_below_the_other_in_one_table_are_each_about_their_project(facts_of: Callable) -> None:
    money = ["资金（万元）", "全年预算数", "全年执行数"]
    head = ["一级指标", "三级指标", "指标值", "完成值", "得分"]
    rows = [
        ["项目名称", "展厅维修", ""], money, ["年度资金总额", "50", "45"], head,
        ["产出指标", "修缮展厅数", "3个", "3个", "90"], ["项目名称", "图书购置", ""], money,
        ["年度资金总额", "20", "20"], head, ["产出指标", "购书", "600册", "612册", "90"],
    ]  # fmt: skip
    facts = facts_of(FORM, rows, genre="project_evaluation")
    assert facts.amounts == [
        "budget:adjusted project/展厅维修 50万元", "spending project/展厅维修 45万元",
        "budget:adjusted project/图书购置 20万元", "spending project/图书购置 20万元",
    ]  # fmt: skip
    assert [i.name for i in facts.indicators] == ["修缮展厅数", "购书"]


def test_amounts_beside_their_measures_are_of_these_and_so_are_the_funds_below(facts_of: Callable) -> None:
    rows = [
        [
            ("预算执行情况", 4, 1),
            ("预算安排情况（调整后）", 1, 2),
            ("资金到位情况", 1, 2),
            ("资金执行情况", 1, 2),
            "预算执行进度（%）",
        ],
        ["预算数", "8.40", "到位数", "8.00", "执行数", "7.90", ("94.05", 3, 1)],
        ["其中：财政资金", "8.10", "其中：财政资金", "7.70", "其中：财政资金", "7.60"],
        ["其他", "0.30", "其他", "0.30", "其他", "0.30"],
    ]
    facts = facts_of(FORM, [["金额单位：", "万元", "", "", "", "", "", ""], *rows], genre="project_evaluation")
    assert facts.amounts == [
        "budget:adjusted total 8.40万元", "budget:received total 8.00万元", "spending total 7.90万元",
        "budget:adjusted total@fiscal 8.10万元", "budget:received total@fiscal 7.70万元",
        "spending total@fiscal 7.60万元", "budget:adjusted total@other 0.30万元",
        "budget:received total@other 0.30万元", "spending total@other 0.30万元",
    ]  # fmt: skip
    assert facts.rates == ["execution:adjusted total 94.05% of budget:adjusted total"]


def test_givers_below_measures_that_say_their_unit_divide_them_without_a_header(facts_of: Callable) -> None:
    rows = [
        ["计划安排资金（万元）", "60", "实际到位资金（万元）", "55", "实际支出（万元）", "51.5", "结余（万元）", "3.5"],
        ["其中：中央财政", "", "其中：中央财政", "", "其中：中央财政", "", "其中：中央财政", ""],
        ["省财政", "40", "省财政", "40", "省财政", "38", "省财政", "2"],
        ["其它", "20", "其它", "15", "其它", "13.5", "其它", "1.5"],
        ["联系电话", "5556677", "邮编", "414000", "", "", "", ""],
    ]
    assert facts_of(FORM, rows, genre="project_evaluation").amounts == [
        "budget:approved total 60万元", "budget:received total 55万元", "spending total 51.5万元",
        "budget:approved total@superior_transfer 40万元", "budget:received total@superior_transfer 40万元",
        "spending total@superior_transfer 38万元", "budget:approved total@other 20万元",
        "budget:received total@other 15万元", "spending total@other 13.5万元",
    ]  # fmt: skip
