"""Indicators told in running prose, without the words of a form."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

GOALS = "二、绩效目标完成情况"


def sides(facts: object) -> list[tuple[str, str, Decimal | None, str, Decimal | None, Decimal | None]]:
    return [
        (i.name, i.operator, i.target.value, i.target.unit, i.actual.value, i.completion.value)
        for i in facts.indicators  # type: ignore[attr-defined]
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "全年计划培训讲解员20人，实际培训16人，完成率80%。",
        "培训讲解员目标20人，截至6月底完成16人，完成率80%。",
        "培训讲解员年度目标20人，上半年完成16人，完成率80%。",
        "年度目标培训讲解员20人，已培训16人，完成率80%。",
        "一是培训讲解员计划20人，实际16人，完成率80%。",
        "产出方面，培训讲解员目标值为20人，实际为16人，完成率80%。",
    ],
)
def test_target_and_what_was_done_are_found_by_everyday_words(facts_of: Callable, sentence: str) -> None:
    found = sides(facts_of(GOALS, sentence))
    assert found == [("培训讲解员", "=", Decimal(20), "人", Decimal(16), Decimal(80))]


@pytest.mark.parametrize(
    ("sentence", "operator", "value"),
    [
        ("观众满意度达到90%以上，实际为96.5%。", ">=", "90"),
        ("观众满意度应不低于90%，实际96.5%。", ">=", "90"),
        ("观众满意度目标值≥90%，经问卷调查，满意度为96.5%。", ">=", "90"),
        ("观众满意度目标至少90%，1-6月抽样调查为96.5%。", ">=", "90"),
    ],
)
def test_an_operator_of_words_is_the_targets(facts_of: Callable, sentence: str, operator: str, value: str) -> None:
    found = sides(facts_of("（三）满意度指标", sentence))
    assert found == [("观众满意度", operator, Decimal(value), "%", Decimal("96.5"), None)]


@pytest.mark.parametrize(
    ("sentence", "operator"),
    [
        ("观众满意度96.5%，目标值≥90%。", ">="),
        ("3.观众服务：接待团队80个，观众满意度96.5%（目标≥90%）。", ">="),
        ("观众满意度达到96.5%，较目标值90%高6.5个百分点。", "="),
        ("观众满意度96.5%，高于目标值90%。", "="),
    ],
)
def test_what_was_reached_may_stand_before_its_target(facts_of: Callable, sentence: str, operator: str) -> None:
    found = sides(facts_of(GOALS, sentence))
    assert found == [("观众满意度", operator, Decimal(90), "%", Decimal("96.5"), None)]


def test_a_rate_of_money_before_its_target_is_no_indicator(facts_of: Callable) -> None:
    assert sides(facts_of(GOALS, "预算执行率96.5%，目标值≥90%。")) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "培训讲解员目标20人，全馆职工实际32人。",
        "培训讲解员目标20人，实际培训3场。",
        "培训讲解员目标20人，16人参加了考试。",
        "培训讲解员目标20人、志愿者30人，实际培训16人。",
    ],
    ids=["of something else", "another unit", "words that are not understood", "two targets"],
)
def test_what_is_not_one_target_and_its_result_is_no_indicator(facts_of: Callable, sentence: str) -> None:
    assert sides(facts_of(GOALS, sentence)) == []


def test_a_plan_for_money_outside_the_targets_is_no_indicator(facts_of: Callable) -> None:
    assert sides(facts_of("一、预算执行情况", "设备采购计划支出20万元，实际完成16万元。")) == []


def test_money_told_in_the_same_paragraph_stays_money(facts_of: Callable) -> None:
    facts = facts_of("2.村道养护项目。项目预算9万元，执行6万元。年度目标养护村道20公里，实际养护16公里。")
    assert facts.amounts == ["budget:approved project/村道养护项目 9万元", "spending project/村道养护项目 6万元"]
    assert sides(facts) == [("养护村道", "=", Decimal(20), "公里", Decimal(16), None)]


def test_points_behind_an_indicator_are_its_own_and_those_of_the_project_are_not(facts_of: Callable) -> None:
    facts = facts_of(
        "（一）产出指标",
        "讲座年度指标值为20场，实际完成值为16场，分值10分，得分8分。",
        "展览目标4次，实际4次，得5分。",
        "巡演目标4次，实际4次，自评得分95分。",
    )
    points = [(i.name, i.weight.value, i.score.value) for i in facts.indicators]
    assert points == [("讲座", Decimal(10), Decimal(8)), ("展览", None, Decimal(5)), ("巡演", None, None)]
    assert facts.statistics == ["evaluation_score 95分"]


def test_sentences_are_not_read_where_a_form_lists_the_indicators(facts_of: Callable) -> None:
    facts = facts_of(
        "（一）产出指标",
        "指标1：讲座，预期指标值：20场，实际完成值16场，指标完成率80%；",
        "三、偏离情况",
        "讲座目标20场，实际16场，原因是场馆检修。",
    )
    assert [name for name, *_ in sides(facts)] == ["讲座"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("供餐天数200天，实际供餐196天。", [("供餐天数", "=", Decimal(200), "天", Decimal(196), None)]),
        ("每月发放指标为100%，实际完成值为98%。", [("每月发放", "=", Decimal(100), "%", Decimal(98), None)]),
        ("演出经费20万元，实际支出19万元。", []),
        ("资金到位率100%，实际到位率98%。", []),
        ("已供餐200天，实际供餐196天。", []),
    ],
    ids=["a bare number", "指标为", "money", "a rate of money", "what was done already"],
)
def test_what_actual_answers_is_a_target(facts_of: Callable, sentence: str, expected: list[tuple[object, ...]]) -> None:
    assert sides(facts_of(GOALS, sentence)) == expected


def test_the_label_of_a_paragraph_is_no_indicator(facts_of: Callable) -> None:
    facts = facts_of(GOALS, "2.绩效目标完成情况：巡查次数年初指标值120次，全年实际完成值136次。")
    assert sides(facts) == [("巡查次数", "=", Decimal(120), "次", Decimal(136), None)]


def test_a_heading_beside_the_one_that_holds_the_levels_ends_them(facts_of: Callable) -> None:
    facts = facts_of(
        "1.完成的绩效目标。", "(1)满意度指标：观众满意度目标值90%，实际完成值93%。", "2.未完成的绩效目标。",
        "补充展品目标值50件，实际完成值41件。", genre="performance_evaluation",
    )  # fmt: skip
    assert [(i.level1, i.name) for i in facts.indicators] == [("满意度指标", "观众满意度"), ("", "补充展品")]


def test_how_a_rate_is_reckoned_is_no_indicator(facts_of: Callable) -> None:
    assert sides(facts_of(GOALS, "到位率=（实际到位资金/预算资金）×100%=12.6/12.6×100%=100%，得5分。")) == []


def test_the_quotation_marks_of_a_name_are_no_part_of_it(facts_of: Callable) -> None:
    found = sides(facts_of(GOALS, "“观众满意度”预期值≥90%，实际完成值97%，得9分。"))
    assert [name for name, *_ in found] == ["观众满意度"]


def test_the_number_of_a_goal_is_no_part_of_its_name(facts_of: Callable) -> None:
    found = sides(facts_of(GOALS, "目标2：危桥改造15座，实际完成13座，完成率86.67%。"))
    assert [name for name, *_ in found] == ["危桥改造"]


@pytest.mark.parametrize(
    "sentence",
    [
        "产出指标：计划维修管网85公里，实际完成68公里，完成率80%。",
        "产出数量方面，计划维修管网85公里，实际完成68公里，完成率80%。",
        "全年计划维修管网85公里，实际维修68公里，完成率80%。",
    ],
)
def test_what_is_planned_is_named_without_the_label(facts_of: Callable, sentence: str) -> None:
    facts = facts_of(GOALS, sentence)
    assert sides(facts) == [("维修管网", "=", Decimal(85), "公里", Decimal(68), Decimal(80))]


def test_each_rate_of_a_sentence_has_its_target_in_brackets(facts_of: Callable) -> None:
    facts = facts_of("毛入园率达93.2%（目标值90%），义务教育巩固率98.6%（目标值97%），高中毛入学率92%（目标值92%）。")
    assert [(name, aim, done) for name, _, aim, _, done, _ in sides(facts)] == [
        ("毛入园率", Decimal(90), Decimal("93.2")),
        ("义务教育巩固率", Decimal(97), Decimal("98.6")),
        ("高中毛入学率", Decimal(92), Decimal(92)),
    ]


def test_a_percentage_behind_other_counts_is_not_the_indicators(facts_of: Callable) -> None:
    facts = facts_of(GOALS, "接待读者2万人次，举办活动36场次（任务数30场次），新增图书6,800册，完成率100%。")
    assert sides(facts) == [("举办活动", "=", Decimal(30), "场次", Decimal(36), None)]


def test_how_far_a_target_was_exceeded_is_no_target(facts_of: Callable) -> None:
    assert facts_of(GOALS, "优良路率达到86.2%，超过年度目标1.2个百分点。").indicators == []


@pytest.mark.parametrize("label", ["满意度指标完成情况分析：", "满意度指标完成情况：", "满意度指标："])
def test_the_label_of_a_level_is_no_value(facts_of: Callable, label: str) -> None:
    facts = facts_of(GOALS, f"2.{label}救助对象满意度，年度指标值≥90%，实际完成96.3%。")
    assert [(i.level1, i.name, i.actual.value) for i in facts.indicators] == [
        ("满意度指标", "救助对象满意度", Decimal("96.3"))
    ]


def test_a_numbered_item_is_named_without_its_number(facts_of: Callable) -> None:
    facts = facts_of(GOALS, "（五）满意度98%（目标值≥95%）。")
    assert [i.name for i in facts.indicators] == ["满意度"]


def test_the_columns_of_a_table_that_became_lines_are_no_indicator(facts_of: Callable) -> None:
    facts = facts_of(GOALS, "一级指标二级指标三级指标年度目标值实际完成值分值产出指标数量指标 栽树 12亩 12亩 20")
    assert facts.indicators == []


@pytest.mark.parametrize(
    "sentence",
    [
        "培训讲解员16人，完成年度目标任务20人的80%。",
        "1.培训讲解员：全年培训16人，占年度计划20人的80%。",
        "全年培训讲解员16人，完成计划20人的80%。",
    ],
)
def test_what_was_done_may_stand_before_how_much_of_the_target_it_is(facts_of: Callable, sentence: str) -> None:
    facts = facts_of(GOALS, sentence, genre="performance_evaluation")
    assert [(name, target, actual, part) for name, _, target, _, actual, part in sides(facts)] == [
        ("培训讲解员", Decimal(20), Decimal(16), Decimal(80))
    ]


@pytest.mark.parametrize(
    ("sentence", "operator"), [("观众满意度95.3%，达到≥90%的目标值。", ">="), ("观众满意度95.3%，超过90%的目标。", "=")]
)
def test_the_target_may_stand_before_its_word(facts_of: Callable, sentence: str, operator: str) -> None:
    found = sides(facts_of(GOALS, sentence, genre="performance_evaluation"))
    assert found == [("观众满意度", operator, Decimal(90), "%", Decimal("95.3"), None)]


def test_money_spent_of_a_plan_is_no_indicator(facts_of: Callable) -> None:
    assert sides(facts_of(GOALS, "全年支出98万元，占年度计划90万元的108.9%。")) == []


def test_a_plan_may_be_answered_by_what_is_done_already(facts_of: Callable) -> None:
    found = sides(facts_of("三、绩效目标监控情况", "1.数量指标：计划培训教师600人次，已完成312人次，完成率52%。"))
    assert found == [("培训教师", "=", Decimal(600), "人次", Decimal(312), Decimal(52))]


def test_a_target_that_was_missed(facts_of: Callable) -> None:
    found = sides(facts_of(GOALS, "健康管理服务率60.3%，未达到61%的目标值。", genre="performance_evaluation"))
    assert found == [("健康管理服务率", "=", Decimal(61), "%", Decimal("60.3"), None)]


def test_what_was_asked_before_hides_no_target(facts_of: Callable) -> None:
    sentence = "访问观众200人，接通168人，满意156人，观众满意度98.8%，超过90%的目标值。"
    found = sides(facts_of(GOALS, sentence, genre="performance_evaluation"))
    assert found == [("观众满意度", "=", Decimal(90), "%", Decimal("98.8"), None)]


@pytest.mark.parametrize(
    "line",
    [
        "项目年度目标|年度目标完成情况|",
        "总体目标年度目标年度总体目标完成情况",
        "对照年度目标，说明相关任务目标的完成情况（100字以内）",
        "二级指标三级指标指标值全年实际完成值未完成原因和改进措施",
        "绩效指标（90分）|一级指标|二级指标|三级指标|指标性质|指标值|度量单位|完成值|权重|得分|",
    ],
)
def test_the_headings_of_a_form_tell_no_indicator(facts_of: Callable, line: str) -> None:
    assert facts_of("1.项目年度目标完成情况", line, genre="project_evaluation").indicators == []


def test_what_a_plan_names_is_not_reached(facts_of: Callable) -> None:
    line = "质量指标：设备达标率100%，高于目标值98%"
    assert [i.actual.value for i in facts_of(line, genre="budget").indicators] in ([], [None])


def test_a_share_of_the_target_is_the_completion(facts_of: Callable) -> None:
    found = sides(facts_of(GOALS, "危房改造绩效目标20户，实际完成19户，完成数占年度目标任务的95%。"))
    assert found == [("危房改造", "=", Decimal(20), "户", Decimal(19), Decimal(95))]


def test_a_level_is_no_name_of_an_indicator(facts_of: Callable) -> None:
    found = facts_of("茂县项目支出绩效目标申报表", "绩效指标", "产出指标", "数量指标≥60公里", genre="budget")
    assert sides(found) == []
