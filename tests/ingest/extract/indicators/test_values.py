"""One side of an indicator: operator, number and unit, words, or not yet due."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.extract.indicators.values import is_blank, is_not_due, measured, operator_of
from ingest.figures import find_figures


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("≥95%", ">="),
        ("不低于95%", ">="),
        ("不少于3场", ">="),
        ("至少全年巡查3次", ">="),
        ("95%以上", ">="),
        ("3场及以上", ">="),
        ("≤3天", "<="),
        ("不超过3天", "<="),
        ("控制在3万元", "<="),
        ("3天以内", "<="),
        ("收到文件后30日内", "<="),
        ("2个月内", "<="),
        (">95%", ">"),
        ("大于95%", ">"),
        ("<3次", "<"),
        ("低于3次", "<"),
        ("=100%", "="),
        ("500户", "="),
        ("790元/人/月", "="),
        ("6个月", "="),
        ("每月20日前", "qualitative"),
        ("100%", "="),
        ("显著提高", "qualitative"),
        ("有所改善", "qualitative"),
        ("12月31日前", "qualitative"),
        ("年底前完成", "qualitative"),
        ("", "qualitative"),
    ],
)
def test_the_operator_is_the_one_printed(text: str, operator: str) -> None:
    assert operator_of(text) == operator


@pytest.mark.parametrize(
    "text",
    [
        "未到监控节点",
        "未达监控节点",
        "该项未到时间节点",
        "尚未到期",
        "未到调查时间",
        "尚未到验收时间",
        "没到考核期",
        "未到兑现期",
        "年底统一测评",
        "年末集中开展调查",
    ],
)
def test_a_value_may_not_be_due(text: str) -> None:
    assert is_not_due(text)


@pytest.mark.parametrize("text", ["未达到时间要求", "未到位", "未到预期", "年底前完成", "未完成"])
def test_what_was_not_done_is_not_what_is_not_due(text: str) -> None:
    assert not is_not_due(text)


@pytest.mark.parametrize("text", ["", "/", "—", "--", "无", " / ", "、", "尚未验收", "未调查"])
def test_a_dash_is_nothing(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["0", "0%", "无变化", "3场"])
def test_a_zero_is_something(text: str) -> None:
    assert not is_blank(text)
    assert not is_not_due(text)


@pytest.mark.parametrize(
    ("text", "value", "unit", "decimals"),
    [
        ("≥95%", "95", "%", 0),
        ("16.55万元", "16.55", "万元", 2),
        ("6.04", "6.04", "", 2),
        ("不少于3场", "3", "场", 0),
        ("0户", "0", "户", 0),
    ],
)
def test_a_number_is_read_with_its_unit_and_decimals(text: str, value: str, unit: str, decimals: int) -> None:
    found = measured(text, 7, 0, find_figures(text))
    assert (found.value, found.unit, found.decimals) == (Decimal(value), unit, decimals)
    assert found.text == text
    assert found.mark is not None
    assert (found.mark.block, found.mark.index) == (7, 0)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("显著提高", id="words"),
        pytest.param("展览3场、讲座2场", id="two numbers"),
        pytest.param("12月31日前", id="a date"),
        pytest.param("未到监控节点(目标3场)", id="not due"),
        pytest.param("全年在县城与各乡镇共举办3场", id="a sentence around a number"),
    ],
)
def test_what_is_not_one_number_keeps_its_words_only(text: str) -> None:
    found = measured(text, 0, 0, find_figures(text))
    assert (found.text, found.value) == (text, None)


def test_a_number_without_a_unit_takes_the_one_of_its_column() -> None:
    assert measured("3", 0, 0, find_figures("3"), unit="场").unit == "场"
    assert measured("3%", 0, 0, find_figures("3%"), unit="场").unit == "%"


def test_only_the_figures_inside_the_text_count() -> None:
    text = "展览3场，实际95%"
    start = text.index("95%")
    found = measured("95%", 0, start, find_figures(text))
    assert found.value == 95
