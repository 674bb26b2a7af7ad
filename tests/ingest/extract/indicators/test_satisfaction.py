"""How satisfied people were, told in passing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

PROJECT = "project_evaluation"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("受益群众满意度98%。", "受益群众满意度"),
        ("项目按期完工，经调查，群众满意度达到98%。", "群众满意度"),
        ("4.农户满意度为98%。", "农户满意度"),
    ],
)
def test_a_percentage_without_a_target_is_what_was_reached(facts_of: Callable, text: str, name: str) -> None:
    (found,) = facts_of(text, genre=PROJECT).indicators
    assert (found.name, found.operator, str(found.actual.value), found.status) == (name, "", "98", "measured")
    assert not found.target.text


def test_several_in_a_row_below_a_level(facts_of: Callable) -> None:
    found = facts_of("（三）满意度指标。学生满意度96%，家长满意度95.3%。", genre=PROJECT).indicators
    assert [(i.level1, i.name, str(i.actual.value)) for i in found] == [
        ("满意度指标", "学生满意度", "96"), ("满意度指标", "家长满意度", "95.3"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "群众满意度达到95%以上。",
        "群众满意度98%，高于90%的目标。",
        "绩效目标是群众满意度98%。",
        "群众满意度≥90%。",
        "群众满意度比上年提高5%。",
    ],
)
def test_what_may_be_a_target_or_a_change_is_left(facts_of: Callable, text: str) -> None:
    assert facts_of(text, genre=PROJECT).indicators == []


def test_where_indicators_are_listed_a_lone_one_is_not_added(facts_of: Callable) -> None:
    facts = facts_of("共设置三级指标12个。", "群众满意度98%。", genre=PROJECT)
    assert facts.indicators == []


def test_a_plan_or_a_monitoring_report_tells_no_result(facts_of: Callable) -> None:
    assert facts_of("群众满意度98%。", genre="budget").indicators == []
