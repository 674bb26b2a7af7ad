"""Header rows of indicator forms in two or three rows, forms without levels, and rows that hold several indicators."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

TITLE = "馆舍项目支出绩效自评表"


def read(facts_of: Callable, *rows: list) -> list:
    return facts_of(TITLE, list(rows), genre="project_evaluation").indicators


def test_the_levels_stand_below_a_wide_title(facts_of: Callable) -> None:
    found = read(
        facts_of,
        [("绩效指标", 1, 3), ("指标性质", 2, 1), ("指标值", 2, 1), ("度量单位", 2, 1), ("实际完成值", 2, 1)],
        ["一级指标", "二级指标", "三级指标"],
        [("产出指标", 2, 1), "数量指标", "修缮展厅数", ">=", "3", "个", "4"],
        ["质量指标", "验收合格率", "=", "100", "%", "98"],
    )
    assert [(i.level1, i.level2, i.name, i.operator, i.target.unit, i.actual.value) for i in found] == [
        ("产出指标", "数量指标", "修缮展厅数", ">=", "个", 4), ("产出指标", "质量指标", "验收合格率", "=", "%", 98),
    ]  # fmt: skip


def test_each_level_is_divided_into_name_and_weight(facts_of: Callable) -> None:
    found = read(
        facts_of,
        [("评价指标", 1, 4), ("评分标准", 3, 1), ("自评得分", 3, 1)],
        [("一级指标", 1, 2), ("三级指标", 1, 2)],
        ["名称", "权重（%）", "名称", "权重（%）"],
        [("投入", 2, 1), ("20", 2, 1), "资金到位", "12", "到位率100%得满分", "12"],
        ["资金分配", "8", "分配合理得满分", "7"],
        ["合计", "100", "", "100", "", "97"],
    )
    assert [(i.level1, i.name, i.weight.value, i.score.value) for i in found] == [
        ("投入", "资金到位", 12, 12), ("投入", "资金分配", 8, 7),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("年初设定目标值", "1-9月完成值"),
        ("年初设定的指标值", "累计实际完成值"),
        ("申报目标值", "全年实际达到值"),
        ("年度目标值", "三季度末完成值"),
    ],
)
def test_titles_of_targets_and_results_are_put_together_of_known_words(
    facts_of: Callable, target: str, actual: str
) -> None:
    found = read(
        facts_of, ["一级指标", "二级指标", "三级指标", target, actual], ["产出", "数量", "展览", "≥8场", "6场"]
    )
    assert [(i.operator, i.target.value, i.actual.value) for i in found] == [(">=", 8, 6)]


def test_a_target_that_was_changed_replaces_the_first(facts_of: Callable) -> None:
    found = read(
        facts_of,
        [
            ("绩效指标", 3, 1),
            "指标名称",
            "计量单位",
            "指标性质",
            "年初指标值",
            "调整指标值",
            "全年完成值",
            "指标权重（分）",
        ],
        ["展览场次", "场", "≥", "8", "10", "11", "20"],
        ["观众人数", "人", "≥", "6000", "", "6200", "20"],
    )
    assert [(i.name, i.target.value, i.actual.value, i.weight.value) for i in found] == [
        ("展览场次", 10, 11, 20), ("观众人数", 6000, 6200, 20),
    ]  # fmt: skip


def test_a_name_may_begin_with_its_second_level(facts_of: Callable) -> None:
    found = read(
        facts_of,
        [("绩效指标", 3, 1), "一级指标", "指标名称", "指标值", "半年度指标执行情况", "备注"],
        [("产出指标", 2, 1), "数量：展览场次", "8场", "5场", ""],
        ["时效：展厅开放时间", "12月31日前", "未到考核时间", ""],
    )
    assert [(i.level1, i.level2, i.name, i.actual.value, i.status) for i in found] == [
        ("产出指标", "数量指标", "展览场次", 5, "measured"), ("产出指标", "时效指标", "展厅开放时间", None, "not_due"),
    ]  # fmt: skip


HEAD = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]


@pytest.mark.parametrize(
    "cells",
    [
        ("指标1：展览场次；指标2：讲座场次", "≥8场；≥5场", "9场；6场"),
        ("①展览场次②讲座场次", "①≥8场②≥5场", "①9场；②6场"),
        ("1.展览场次 2.讲座场次", "≥8场；≥5场", "9场；6场。"),
    ],
)
def test_several_indicators_in_one_row_are_told_apart(facts_of: Callable, cells: tuple[str, ...]) -> None:
    found = read(facts_of, HEAD, ["产出指标", "数量指标", *cells, "20", "20"])
    assert [(i.name, i.operator, i.target.value, i.actual.value, i.score.value, i.sequence) for i in found] == [
        ("展览场次", ">=", 8, 9, None, 1), ("讲座场次", ">=", 5, 6, None, 2),
    ]  # fmt: skip


def test_several_indicators_whose_values_are_not_told_apart_are_no_facts(facts_of: Callable) -> None:
    row = ["产出指标", "数量指标", "指标1：展览场次；指标2：讲座场次", "按计划完成14场", "15场", "20", "20"]
    assert read(facts_of, HEAD, row) == []


@pytest.mark.parametrize("name", ["指标1：展览场次", "指标1展览场次", "①展览场次", "（1）展览场次", "1.展览场次"])
def test_the_number_of_its_place_is_no_part_of_a_name(facts_of: Callable, name: str) -> None:
    (found,) = read(facts_of, HEAD, ["产出指标", "数量指标", name, "≥8场", "9场", "20", "20"])
    assert found.name == "展览场次"


@pytest.mark.parametrize("remark", [["说明", "无"], ["相关建议或举措", "加快上级资金拨付"], ["其他需说明的事项", "无"]])
def test_a_remark_below_the_indicators_is_none_of_them(facts_of: Callable, remark: list) -> None:
    found = read(facts_of, HEAD, ["产出指标", "数量指标", "展览场次", "≥8场", "9场", "20", "20"], remark)
    assert [i.name for i in found] == ["展览场次"]


@pytest.mark.parametrize(
    "title", ["1—7月完成值", "监控期实际值", "上半年完成情况", "截至9月30日完成值", "半年度指标执行情况"]
)
def test_values_of_a_cut_off_are_known_by_its_period(facts_of: Callable, title: str) -> None:
    rows = [["一级指标", "二级指标", "三级指标", "全年目标值", title, "实现程度"],
            ["产出指标", "数量指标", "展览场次", "≥8场", "5场", "62.5%"]]  # fmt: skip
    (found,) = read(facts_of, *rows)
    assert (found.actual.value, found.completion.value) == (5, 62.5)


def test_projects_stand_left_of_their_indicators(facts_of: Callable) -> None:
    head = [
        "单位名称",
        "项目名称",
        "预算数（万元）",
        "执行数（万元）",
        "执行率",
        "一级指标",
        "三级指标",
        "指标值",
        "完成值",
    ]
    facts = facts_of(
        "部门预算项目支出绩效目标自评表",
        [
            head,
            [("文化馆", 3, 1), ("收入保险补贴", 2, 1), ("20.00", 2, 1), ("18.00", 2, 1), ("90%", 2, 1),
             "产出指标", "投保面积", "3亩", "4亩"],
            ["满意度指标", "满意度", "90%", "93%"],
            ["展厅修缮", "8.50", "8.50", "100%", "产出指标", "修缮数", "2个", "2个"],
        ],
        genre="performance_evaluation",
    )  # fmt: skip
    assert facts.amounts == [
        "budget:approved project/收入保险补贴 20.00万元", "spending project/收入保险补贴 18.00万元",
        "budget:approved project/展厅修缮 8.50万元", "spending project/展厅修缮 8.50万元",
    ]  # fmt: skip
    assert [i.name for i in facts.indicators] == ["投保面积", "满意度", "修缮数"]


@pytest.mark.parametrize("actual", ["42867人（转学318人）", "42867人（含幼儿园1200人）"])
def test_what_a_bracket_explains_is_no_part_of_a_value(facts_of: Callable, actual: str) -> None:
    (found,) = read(facts_of, HEAD, ["产出指标", "数量指标", "受益学生数", "43185人", actual, "10", "9.9"])
    assert (found.actual.value, found.actual.unit, found.status) == (42867, "人", "measured")


def test_levels_may_stand_in_a_column_of_kinds(facts_of: Callable) -> None:
    found = read(
        facts_of,
        ["序号", "指标名称", "指标类型", "年度目标值", "1-9月完成值", "完成情况", "偏差原因"],
        ["1", "淤地坝加固座数", "数量指标", "12座", "8座", "66.67%", "雨季停工"],
        ["2", "群众满意度", "满意度指标", "≥90%", "未到监控期", "—", ""],
    )
    assert [(i.level1, i.level2, i.name, i.actual.value, i.completion.value, i.status) for i in found] == [
        ("产出指标", "数量指标", "淤地坝加固座数", 8, Decimal("66.67"), "measured"),
        ("满意度指标", "", "群众满意度", None, None, "not_due"),
    ]


def test_rows_that_lost_a_wide_name_stand_left_of_the_untitled_column(facts_of: Callable) -> None:
    found = read(
        facts_of,
        ["绩效指标", "一级指标", "二级指标", "三级指标", "", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"],
        ["", "产出指标", "数量指标", "养护面积", "2.34万亩", "2.30万亩", "15", "14", ""],
        ["", "", "质量指标", "保存率", "≥98%", "98.3%", "13", "13", ""],
    )
    assert [(i.name, i.operator, i.target.value, i.actual.value, i.weight.value, i.score.value) for i in found] == [
        ("养护面积", "=", Decimal("2.34"), Decimal("2.30"), 15, 14), ("保存率", ">=", 98, Decimal("98.3"), 13, 13),
    ]  # fmt: skip


def test_a_goal_left_of_the_levels_is_no_target(facts_of: Callable) -> None:
    head = [
        "项目名称",
        "预算数（元）",
        "年度目标",
        "一级指标",
        "二级指标",
        "三级指标",
        "指标性质",
        "指标值",
        "度量单位",
    ]
    row = ["优抚对象生活补助", "3,862,400.00", "按月发放", "产出指标", "数量指标", "优抚对象人数", "≥", "2146", "人"]
    facts = facts_of("部门预算项目绩效目标表", [head, row], genre="budget")
    assert facts.amounts == ["budget:initial project/优抚对象生活补助 3862400.00元"]
    assert [(i.operator, i.target.value, i.target.unit) for i in facts.indicators] == [(">=", 2146, "人")]


def test_a_bracket_behind_a_name_is_its_weight_where_no_column_is(facts_of: Callable) -> None:
    head = ["一级指标", "二级指标", "三级指标", "预期指标值", "实际完成值", "自评得分"]
    (found,) = read(facts_of, head, ["产出指标", "数量指标", "维修学校数（10）", "≥26所", "25所", "9.6"])
    assert (found.name, found.weight.value, found.score.value) == ("维修学校数", 10, Decimal("9.6"))
    (found,) = read(facts_of, HEAD, ["产出指标", "数量指标", "维修学校数（2023）", "≥26所", "25所", "10", "9.6"])
    assert (found.name, found.weight.value) == ("维修学校数(2023)", 10)


def test_names_of_levels_below_a_wide_title_change_no_level_that_has_its_own_column(facts_of: Callable) -> None:
    found = read(
        facts_of,
        ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "改造水厂数量", "3座", "3座", "20", "20"],
        ["更新管网长度", "≥22公里", "21.3公里", "10", "9.68"],
    )
    assert [(i.level1, i.name, i.target.text) for i in found] == [
        ("产出指标", "改造水厂数量", "3座"), ("产出指标", "更新管网长度", "≥22公里"),
    ]  # fmt: skip


def test_a_table_may_be_cut_off_below_its_titles(facts_of: Callable) -> None:
    found = facts_of(
        TITLE,
        [
            ["项目资金（万元）", "资金来源", "年初预算数", "全年执行数", "分值", "得分"],
            ["", "年度资金总额", "40.5", "36.5", "10", "9"],
            ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "得分"],
        ],
        genre="project_evaluation",
    )
    assert found.amounts == ["budget:initial total 40.5万元", "spending total 36.5万元"]


def test_a_sign_a_unit_in_words_and_points_below_wide_titles(facts_of: Callable) -> None:
    found = read(
        facts_of,
        ["一级指标", "二级指标", "三级指标", "指标分值", ("预期指标值", 1, 2), "单项指标实际完成值", "单项指标完成情况",
         ("自评得分", 1, 3)],
        ["", "", "", "", "符号", "单位（文字描述）", "", "", "单项指标得分", "权重占比（%）", "单项指标折算得分"],
        ["产出指标", "质量指标", "补贴发放率", "发放人数占应发人数的比例", ">=96", "%（百分比）", "98%", "完成",
         "100.00", "30.00", "30.00"],
    )  # fmt: skip
    (one,) = found
    assert (one.operator, one.target.value, one.target.unit, one.actual.value) == (">=", 96, "%", 98)
    assert (one.weight.value, one.score.value) == (30, 30)


def test_what_an_indicator_means_is_no_weight(facts_of: Callable) -> None:
    head = ["一级指标", "三级指标", "指标分值", "指标值", "完成值"]
    (one,) = read(facts_of, head, ["产出指标", "发放率", "发放人数占应发人数的比例", "≥96%", "98%"])
    assert (one.target.value, one.weight.text) == (96, "")


def test_a_list_of_projects_below_the_indicators_is_none_of_them(facts_of: Callable) -> None:
    found = read(
        facts_of,
        ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "得分"],
        ["产出指标", "数量指标", "修缮展厅数", "3个", "3个", "30"],
        ["序号", "项目名称", "项目类别", "预算数", "执行数", "自评得分"],
        ["1", "展厅维修", "延续", "50", "45", "95"],
    )
    assert [one.name for one in found] == ["修缮展厅数"]


def test_the_contents_and_the_unit_of_a_goal(facts_of: Callable) -> None:
    head = ["一级指标", "二级指标", "三级指标内容", "指标值及单位"]
    (one,) = read(facts_of, head, ["产出指标", "数量指标", "资助学生数", ">=96人/次"])
    assert (one.name, one.operator, one.target.value) == ("资助学生数", ">=", 96)
