"""Indicators in other shapes than a row each below one header: forms on their side, lists of projects and goals."""

from __future__ import annotations

from collections.abc import Callable

TITLE = "馆舍项目支出绩效自评表"


def test_a_form_on_its_side_has_a_column_for_each_indicator(facts_of: Callable) -> None:
    rows = [
        [("绩效指标", 7, 1), "一级指标", ("产出指标", 1, 2), "效益指标"],
        ["二级指标", "数量指标", "质量指标", "社会效益指标"],
        ["三级指标", "修缮展厅数", "验收合格率", "参观体验"],
        ["年度指标值", "≥3个", "≥95%", "改善"],
        ["实际完成值", "3个", "90%", "改善"],
        ["分值", "40", "20", "30"],
        ["得分", "40", "18", "30"],
    ]
    facts = facts_of(TITLE, rows, genre="project_evaluation")
    assert [(i.level1, i.level2, i.name, i.target.text, i.actual.text, i.score.value) for i in facts.indicators] == [
        ("产出指标", "数量指标", "修缮展厅数", "≥3个", "3个", 40),
        ("产出指标", "质量指标", "验收合格率", "≥95%", "90%", 18),
        ("效益指标", "社会效益指标", "参观体验", "改善", "改善", 30),
    ]  # fmt: skip
    assert facts.statistics == []


GOALS = [
    [("单位编码", 3, 1), ("项目单位（项目名称）", 3, 1), ("项目金额", 1, 2), ("绩效目标", 1, 4)],
    [("资金总额", 2, 1), ("一般公共预算", 2, 1), ("成本指标", 1, 2), ("产出指标", 1, 2)],
    ["三级指标", "指标值", "三级指标", "指标值"],
    ["105001", "茂县文化馆", "38.60", "38.60", "", "", "", ""],
    ["105001", "展厅维修", "30.00", "30.00", "每厅造价", "≤10万元", "维修展厅数", "3个"],
    ["105001", "图书购置", "8.60", "8.60", "", "", "购书", "按计划"],
]


def test_goals_beside_projects_are_told_by_the_titles_above_their_columns(facts_of: Callable) -> None:
    facts = facts_of("部门预算项目绩效目标汇总表", "单位：万元", GOALS, genre="budget")
    assert [(i.level1, i.name, i.operator, i.target.value, i.status) for i in facts.indicators] == [
        ("成本指标", "每厅造价", "<=", 10, "missing"), ("产出指标", "维修展厅数", "=", 3, "missing"),
        ("产出指标", "购书", "qualitative", None, "missing"),
    ]  # fmt: skip


def test_the_code_of_a_unit_is_no_class_and_the_unit_no_project(facts_of: Callable) -> None:
    facts = facts_of("部门预算项目绩效目标汇总表", "单位：万元", GOALS, genre="budget")
    assert facts.amounts == [
        "budget:initial project/展厅维修 30.00万元", "budget:initial project/展厅维修@general_public_budget 30.00万元",
        "budget:initial project/图书购置 8.60万元", "budget:initial project/图书购置@general_public_budget 8.60万元",
    ]  # fmt: skip


def test_points_left_of_the_names_that_not_each_name_has_are_of_a_level(facts_of: Callable) -> None:
    rows = [
        ["一级指标", "分值", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分"],
        ["履职效能", "60", "重点工作", "修缮展厅数", "≥3个", "3个", "40"],
        ["", "", "", "验收合格率", "≥95%", "96%", "20"],
    ]
    facts = facts_of(TITLE, rows, genre="project_evaluation")
    assert [(i.name, i.weight.value, i.score.value) for i in facts.indicators] == [
        ("修缮展厅数", None, 40), ("验收合格率", None, 20),
    ]  # fmt: skip


def test_the_unit_may_stand_behind_the_name(facts_of: Callable) -> None:
    rows = [["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"],
            ["产出指标", "数量指标", "检测样品数（份）", "36", "34"], ["", "", "验收合格率（%）", "≥95", "96%"],
            ["", "", "展厅（含序厅）", "3", "3"]]  # fmt: skip
    facts = facts_of(TITLE, rows, genre="project_evaluation")
    assert [(i.target.unit, i.actual.unit) for i in facts.indicators] == [("份", "份"), ("%", "%"), ("", "")]


def test_the_direction_of_a_target_is_its_operator(facts_of: Callable) -> None:
    rows = [["三级指标", "指标方向", "指标值", "计量单位", "完成值"], ["安置人数", "正向", "420", "人", "431"],
            ["投诉", "反向", "5", "件", "2"]]  # fmt: skip
    facts = facts_of(TITLE, rows, genre="project_evaluation")
    assert [(i.operator, i.target.value) for i in facts.indicators] == [(">=", 420), ("<=", 5)]


def test_a_numbered_row_of_the_score_or_the_grade_is_no_indicator(facts_of: Callable) -> None:
    rows = [["四、绩效指标", "一级指标", "二级指标", "三级指标", "目标值", "完成值", "分值", "得分"],
            ["", "产出指标", "数量指标", "修缮展厅数", "3个", "3个", "90", "88.9"],
            ["五、自评总分", "98.9"], ["六、自评等级", "优"]]  # fmt: skip
    facts = facts_of(TITLE, rows, genre="project_evaluation")
    assert [i.name for i in facts.indicators] == ["修缮展厅数"]
    assert facts.statistics == ["evaluation_score 98.9分"]


def test_titles_merged_down_are_those_of_the_places_left_empty_below_them(facts_of: Callable) -> None:
    rows = [
        ["绩效指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "", "", ""],
        ["产出指标", "数量指标", "修缮展厅数", ">=", "3", "个", "4", "60", "58"],
        ["总分", "总分值", "100", "总得分", "98"],
    ]
    facts = facts_of(TITLE, rows, genre="project_evaluation")
    assert [(i.name, i.operator, i.target.value, i.actual.value, i.weight.value, i.score.value)
            for i in facts.indicators] == [("修缮展厅数", ">=", 3, 4, 60, 58)]  # fmt: skip
    assert facts.statistics == ["evaluation_score 98分"]


def test_values_numbered_like_their_names_are_not_read_into_one_number(facts_of: Callable) -> None:
    rows = [["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"],
            ["产出指标", "数量指标", "1.推介会；2.宣传片", "1.4场；2.2部", "1.4场；2.1部"]]  # fmt: skip
    facts = facts_of(TITLE, rows, genre="project_evaluation")
    assert [(i.name, i.target.text, i.target.value, i.actual.text) for i in facts.indicators] == [
        ("推介会", "4场", None, "4场"), ("宣传片", "2部", None, "1部"),
    ]  # fmt: skip


def test_the_sum_of_a_list_with_weights_is_no_score(facts_of: Callable) -> None:
    rows = [["项目名称", "预算金额", "一级指标", "二级指标", "三级指标", "绩效指标值", "权重"],
            ["展厅维修", "680,000", "产出指标", "数量指标", "修缮展厅数", "3个", "30"],
            ["合计", "680,000", "", "", "", "", ""]]  # fmt: skip
    facts = facts_of("项目支出绩效目标表", "单位：元", rows, genre="budget", title="茂县文化馆2023年项目预算公开")
    assert facts.statistics == []
    assert facts.amounts == ["budget:initial project/展厅维修 680000元", "budget:initial total 680000元"]


def test_a_column_titled_like_the_whole_list_holds_the_first_level(facts_of: Callable) -> None:
    rows = [["绩效指标", "二级指标", "三级指标", "指标值", "完成值", "得分"],
            ["产出指标（60分）", "数量指标", "修缮展厅数", "3个", "3个", "60"]]  # fmt: skip
    assert [(i.level1, i.level2) for i in facts_of(TITLE, rows, genre="project_evaluation").indicators] == [
        ("产出指标", "数量指标")
    ]
