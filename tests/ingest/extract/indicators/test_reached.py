"""Indicators of which only what was reached is told: with a completion, or a rate alone below its level."""

from __future__ import annotations

from collections.abc import Callable

import pytest

GENRE = "project_evaluation"
RESULTS = "二、绩效指标完成情况分析"


def told(facts: object) -> list[tuple[str, str, str, str, str]]:
    return [
        (i.level2, i.name, i.operator, i.actual.text, i.completion.text)
        for i in facts.indicators  # type: ignore[attr-defined]
    ]


def test_a_completion_behind_one_value_tells_that_it_was_reached(facts_of: Callable) -> None:
    lines = ("1.产出指标完成情况", "数量指标：年度开放340天，指标完成率100%；年度接待读者21万人次，指标完成率97.5%。")
    assert told(facts_of(RESULTS, *lines, genre=GENRE)) == [
        ("数量指标", "年度开放", "", "340天", "100%"), ("数量指标", "年度接待读者", "", "21万人次", "97.5%"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "支付资金34万元，指标完成率100%。",  # money has a place of its own
        "年度开放340天、接待读者21万人次，指标完成率100%。",  # of which of the two
        "读者阅读需求有效满足，指标完成率100%。",
    ],
)
def test_a_completion_without_one_value_tells_no_indicator(facts_of: Callable, sentence: str) -> None:
    assert told(facts_of(RESULTS, "数量指标", sentence, genre=GENRE)) == []


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (("（2）质量指标", "图书验收合格率98%。按照合同验收。"), ["图书验收合格率"]),
        (("质量指标：图书验收合格率100%，设备完好率为99.5%，资金到位率98%。",), ["图书验收合格率", "设备完好率"]),
        (("（3）时效指标", "补贴发放及时率为100%；"), ["补贴发放及时率"]),
    ],
)
def test_a_rate_that_a_level_begins_with_was_reached(facts_of: Callable, lines: list[str], names: list[str]) -> None:
    assert [name for _, name, *_ in told(facts_of(RESULTS, *lines, genre=GENRE))] == names


@pytest.mark.parametrize(
    "lines",
    [
        ("一、年度绩效目标", "质量指标：图书验收合格率100%。"),  # a section on goals
        (RESULTS, "质量指标：图书验收合格率不低于98%。"),
        (RESULTS, "质量指标：预期图书验收合格率98%。"),
        (RESULTS, "质量指标：任务完成率100%。"),
        (RESULTS, "数量指标：新书占比率20%。"),
        ("本项目设三级指标9个。", RESULTS, "质量指标：图书验收合格率98%。"),  # it would be one of the nine
    ],
)
def test_a_rate_that_may_be_a_target_or_something_else_is_left(facts_of: Callable, lines: list[str]) -> None:
    assert told(facts_of(*lines, genre=GENRE)) == []
