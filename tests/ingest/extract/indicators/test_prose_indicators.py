"""Indicators in prose: sides, levels, status, and what is no indicator."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

TARGET = "预期指标值：≥3场，实际完成值：3场，指标完成率：100%"
HEADINGS = ("（一）产出指标", "1.数量指标")


def test_the_worked_example_of_the_contract(facts_of: Callable) -> None:
    line = "指标2：运转保障成本经费，预期指标值：16.55万元，实际完成值6.04，指标完成率37%；"
    facts = facts_of("（一）产出指标", "1.成本指标", line)
    (found,) = facts.indicators
    assert (found.level1, found.level2, found.name) == ("产出指标", "成本指标", "运转保障成本经费")
    assert (found.operator, found.target.value, found.target.unit) == ("=", Decimal("16.55"), "万元")
    assert (found.actual.value, found.actual.unit) == (Decimal("6.04"), "")
    assert (found.completion.value, found.status) == (Decimal("37"), "measured")
    assert "6.04" not in facts.left
    assert facts.amounts == []


@pytest.mark.parametrize(
    ("target", "operator", "value", "unit"),
    [
        ("≥95%", ">=", "95", "%"),
        ("$\\geq 95\\%$", ">=", "95", "%"),
        ("95%以上", ">=", "95", "%"),
        ("不超过3天", "<=", "3", "天"),
        ("500户", "=", "500", "户"),
        ("显著提高", "qualitative", None, ""),
        ("12月31日前", "qualitative", None, ""),
    ],
)
def test_a_target_has_operator_value_and_unit(
    facts_of: Callable, target: str, operator: str, value: str | None, unit: str
) -> None:
    (found,) = facts_of(*HEADINGS, f"指标1：讲座，预期指标值：{target}，实际完成值：3，指标完成率：100%；").indicators
    assert found.operator == operator
    assert found.target.value == (Decimal(value) if value else None)
    assert found.target.unit == unit


@pytest.mark.parametrize(
    ("rest", "status"),
    [
        ("实际完成值：3场，指标完成率：100%", "measured"),
        ("实际完成值：0场，指标完成率：0%", "measured"),
        ("实际完成值：未到监控节点，指标完成率：未到监控节点", "not_due"),
        ("实际完成值：/，指标完成率：未达监控节点", "not_due"),
        ("实际完成值：/，指标完成率：/", "missing"),
        ("实际完成值：，指标完成率：", "missing"),
        ("实际完成值：有所提高，指标完成率：80%", "qualitative"),
    ],
)
def test_the_status_tells_a_zero_from_nothing(facts_of: Callable, rest: str, status: str) -> None:
    (found,) = facts_of(*HEADINGS, f"指标1：讲座，预期指标值：3场，{rest}；").indicators
    assert found.status == status
    if status in ("not_due", "missing"):
        assert (found.actual.value, found.completion.value) == (None, None)


@pytest.mark.parametrize("label", ["目标值", "目标"])
def test_a_completion_before_any_target_belongs_to_the_name(facts_of: Callable, label: str) -> None:
    (only,) = facts_of(f"维修按期完成率{label}≥90%，实际完成85%。", genre="performance_evaluation").indicators
    assert (only.name, only.target.text, only.actual.text) == ("维修按期完成率", "≥90%", "85%")


def test_a_name_may_stand_between_the_target_and_its_label(facts_of: Callable) -> None:
    facts = facts_of("产出数量：计划完成修缮面积186平方米，实际完成190平方米。", genre="project_evaluation")
    (only,) = facts.indicators
    assert (only.level2, only.name, only.target.text) == ("数量指标", "修缮面积", "186平方米")


def test_levels_come_from_the_headings_above(facts_of: Callable) -> None:
    facts = facts_of(
        "（一）产出指标",
        "1.数量指标",
        f"指标1：展览，{TARGET}；",
        f"指标2：讲座，{TARGET}；",
        "2.质量指标",
        f"指标1：合格，{TARGET}；",
        "（二）效益指标",
        "1.社会效益指标",
        f"指标1：观众，{TARGET}；",
        "（三）满意度指标",
        f"指标1：满意，{TARGET}。",
    )
    assert [(i.level1, i.level2, i.name) for i in facts.indicators] == [
        ("产出指标", "数量指标", "展览"), ("产出指标", "数量指标", "讲座"), ("产出指标", "质量指标", "合格"),
        ("效益指标", "社会效益指标", "观众"), ("满意度指标", "", "满意"),
    ]  # fmt: skip
    assert [i.sequence for i in facts.indicators] == [1, 2, 3, 4, 5]
    assert len({i.form for i in facts.indicators}) == 1


@pytest.mark.parametrize("heading", ["产出完成情况", "（1）项目产出", "①产出指标：", "产出指标"])
def test_a_level_has_one_name_in_all_its_spellings(facts_of: Callable, heading: str) -> None:
    (found,) = facts_of(heading, f"指标1：展览，{TARGET}；").indicators
    assert found.level1 == "产出指标"


def test_a_second_level_knows_the_first_one_above_it(facts_of: Callable) -> None:
    (found,) = facts_of("1.时效指标", f"指标1：完工，{TARGET}；").indicators
    assert (found.level1, found.level2) == ("产出指标", "时效指标")


def test_several_indicators_may_share_a_paragraph(facts_of: Callable) -> None:
    facts = facts_of(*HEADINGS, f"指标1：展览，{TARGET}；指标2：讲座，{TARGET}。")
    assert [i.name for i in facts.indicators] == ["展览", "讲座"]


def test_an_indicator_keeps_weight_and_score(facts_of: Callable) -> None:
    (found,) = facts_of(*HEADINGS, f"指标1：展览，{TARGET}，标准分值10分，自评得分9.5分；").indicators
    assert (found.weight.value, found.score.value) == (Decimal("10"), Decimal("9.5"))


def test_a_sentence_about_an_indicator_outside_its_list_is_context(facts_of: Callable) -> None:
    listed = (*HEADINGS, f"指标1：讲座，{TARGET}；")
    facts = facts_of(*listed, "二、偏离情况", "讲座预期指标值：4场，实际完成值：2场，系经费未到位。")
    assert [i.name for i in facts.indicators] == ["讲座"]
    assert (facts.left["4场"], facts.left["2场"]) == ("repeated indicator", "repeated indicator")


def test_a_sentence_about_an_indicator_that_nothing_lists_is_no_repetition(facts_of: Callable) -> None:
    facts = facts_of("二、偏离情况", "讲座预期指标值：3场，实际完成值：2场，系经费未到位。")
    assert facts.indicators == []
    assert facts.left == {"3场": "unmapped", "2场": "unmapped"}


@pytest.mark.parametrize("mark", ["{}.", "（{}）", "{}、", "指标{}："])
def test_a_numbered_list_needs_no_levels(facts_of: Callable, mark: str) -> None:
    lines = [
        f"{mark.format(1)}群体免疫密度，年初目标值≥90%，实际完成值≥92%，自评得分20分；",
        f"{mark.format(2)}乱扔病死猪事件，年初目标值=0件，实际完成值=0件，自评得分18分；",
        f"{mark.format(3)}养殖户满意率，初目标值≥90%，实际完成值≥93%，自评得分19分。",
    ]
    facts = facts_of("（二）绩效目标完成情况", *lines, genre="project_evaluation")
    assert [(i.name, i.operator, i.target.value, i.actual.value, i.score.value) for i in facts.indicators] == [
        ("群体免疫密度", ">=", 90, 92, 20), ("乱扔病死猪事件", "=", 0, 0, 18), ("养殖户满意率", ">=", 90, 93, 19),
    ]  # fmt: skip
    assert facts.statistics == []
    assert set(facts.left.values()) <= {"section number"}


def test_a_numbered_list_of_deviations_repeats_the_indicators(facts_of: Callable) -> None:
    listed = (*HEADINGS, f"指标1：讲座，{TARGET}；")
    facts = facts_of(*listed, "二、偏离情况", "1.讲座，预期指标值：4场，实际完成值：2场，系经费未到位。")
    assert len(facts.indicators) == 1


def test_a_new_chapter_ends_the_lists_levels(facts_of: Callable) -> None:
    facts = facts_of(
        "一、目标完成情况", *HEADINGS, f"指标1：展览，{TARGET}；", "二、偏离情况", f"指标1：讲座，{TARGET}；"
    )
    assert [(i.level1, i.name) for i in facts.indicators] == [("产出指标", "展览"), ("", "讲座")]
    assert len({i.form for i in facts.indicators}) == 2


def test_words_that_only_say_indicator_are_none(facts_of: Callable) -> None:
    assert facts_of("本馆共设一级指标3个，指标完成率较好。").indicators == []


def test_a_target_whose_time_has_not_come_needs_no_actual_value(facts_of: Callable) -> None:
    facts = facts_of("满意度指标：查档群众满意度≥95%，未到监控时点。")
    assert [(i.name, i.target.text, i.status) for i in facts.indicators] == [("查档群众满意度", "≥95%", "not_due")]


def test_a_full_stop_may_part_a_name_from_its_values(facts_of: Callable) -> None:
    facts = facts_of("三、绩效指标完成情况", "1.讲座场次。年度指标值3场，实际完成3场，完成率100%。")
    assert [(i.name, i.target.value, i.actual.value) for i in facts.indicators] == [("讲座场次", 3, 3)]


def test_a_zero_that_is_not_due_was_not_measured(facts_of: Callable) -> None:
    facts = facts_of("数量指标：讲座场次，预期指标值≥3场，监控节点完成值0场，未达监控节点；")
    assert [(i.status, i.actual.value) for i in facts.indicators] == [("not_due", None)]


def test_a_plan_has_targets_without_results(facts_of: Callable) -> None:
    line = "绩效目标：办好讲座。数量指标：讲座场次≥3场；质量指标：节目完成率100%；本馆全年开放300天。"
    facts = facts_of("五、绩效目标情况", line, genre="budget")
    assert [(i.level2, i.name, i.target.value, i.status) for i in facts.indicators] == [
        ("数量指标", "讲座场次", 3, "missing"), ("质量指标", "节目完成率", 100, "missing"),
    ]  # fmt: skip
    assert facts_of("五、绩效目标情况", line, genre="performance_evaluation").indicators == []


def test_a_forecast_is_no_result(facts_of: Callable) -> None:
    text = "数量指标：“讲座场次”指标，年度指标值≥20场，1-8月完成15场，完成率75%，预计全年完成22场。"
    (found,) = facts_of(text).indicators
    assert (found.name, found.target.value, found.actual.value, found.completion.value) == ("讲座场次", 20, 15, 75)


def test_words_of_a_target_are_no_part_of_a_name_that_stands_before_its_label(facts_of: Callable) -> None:
    (found,) = facts_of("时效指标：支付时限，年度指标值次月15日前，截至监控节点完成值按月支付，完成。").indicators
    assert (found.level2, found.name) == ("时效指标", "支付时限")


def test_a_unit_may_divide_twice(facts_of: Callable) -> None:
    text = "成本指标：保洁单价，年度指标值≤9.8元/平方米·年，截至监控节点完成值9.5元/平方米·年，完成率100%。"
    (found,) = facts_of(text).indicators
    assert (found.target.unit, found.actual.unit) == ("元/平方米·年", "元/平方米·年")


def test_what_points_could_be_had_is_no_part_of_the_score(facts_of: Callable) -> None:
    text = "数量指标：维修台数，年度指标值6台，完成5台，得4.2分（满分5分）。"
    (found,) = facts_of(text, genre="performance_evaluation").indicators
    assert found.score.value == Decimal("4.2")


def test_a_rate_printed_of_what_is_not_yet_due_is_kept(facts_of: Callable) -> None:
    text = "指标1：竣工时间，预期指标值：12月31日前，实际完成值：未到监控节点，指标完成率50%；"
    (found,) = facts_of(text).indicators
    assert (found.status, found.actual.text, found.completion.value) == ("not_due", "", 50)


def test_the_words_of_a_title_are_no_indicator(facts_of: Callable) -> None:
    lines = ("一、专项资金基本情况", "（二）专项资金预期目标完成程度。", "修缮展厅2间。")
    assert facts_of(*lines, genre="project_evaluation").indicators == []
