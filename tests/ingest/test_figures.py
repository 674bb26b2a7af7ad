"""Numbers in text: kind, value, unit, decimals; what is a date or a code; and that none is lost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.figures import Figure, find_figures


def only(text: str) -> Figure:
    found = find_figures(text)
    assert len(found) == 1, [text[f.start : f.end] for f in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit", "decimals"),
    [
        ("预算120.50万元", "money", "120.50", "万元", 2),
        ("预算1205000元", "money", "1205000", "元", 0),
        ("预算1,205,000.00元", "money", "1205000.00", "元", 2),
        ("预算0万元", "money", "0", "万元", 0),
        ("预算1.2亿元", "money", "1.2", "亿元", 1),
        ("到位率74.69%", "percent", "74.69", "%", 2),
        ("提高3.5个百分点", "percent", "3.5", "个百分点", 1),
        ("变动-3.20万元", "money", "-3.20", "万元", 2),
        ("车辆4辆", "count", "4", "辆", 0),
        ("接待86人次", "count", "86", "人次", 0),
        ("面积2.5万亩", "count", "2.5", "万亩", 1),
        ("湿地3.6万公顷", "count", "3.6", "万公顷", 1),
        ("补助300元/人", "other", "300", "元/人", 0),
        ("完成6.04，", "other", "6.04", None, 2),
    ],
)
def test_a_measured_number_has_value_unit_and_printed_decimals(
    text: str, kind: str, value: str, unit: str | None, decimals: int
) -> None:
    figure = only(text)
    assert (figure.kind, figure.value, figure.unit, figure.decimals) == (kind, Decimal(value), unit, decimals)


@pytest.mark.parametrize(
    ("text", "yuan"), [("1元", 1), ("1千元", 1000), ("1万元", 10_000), ("1亿元", 100_000_000), ("1万", 10_000)]
)
def test_a_money_unit_is_worth_its_yuan(text: str, yuan: int) -> None:
    assert only(text).factor == yuan


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("共设三个科室", 3, "个"),
        ("安排二十五万元", 25, "万元"),
        ("壹佰贰拾万元整", 120, "万元"),
        ("柒万元", 7, "万元"),
        ("增长百分之百", 100, "%"),
        ("举办十二场", 12, "场"),
        ("配备两辆", 2, "辆"),
    ],
)
def test_a_chinese_numeral_with_a_unit_is_a_figure(text: str, value: int, unit: str) -> None:
    figure = only(text)
    assert (figure.value, figure.unit, figure.oddity) == (value, unit, "Chinese numeral")


@pytest.mark.parametrize(
    "text", ["第一批资金", "一部分", "三级指标", "一般公共预算", "一是加强管理", "统一部署", "陆家镇", "伍家岗区"]
)
def test_a_numeral_inside_plain_words_is_no_figure(text: str) -> None:
    assert find_figures(text) == []


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2023年", 2023),
        ("2023年度", 2023),
        ("2023年6月底", 2023),
        ("2023年6月30日", 2023),
        ("2023年1-8月", 2023),
        ("2023-06-30", 2023),
        ("2023.6.30", 2023),
        ("(2023)", 2023),
        ("2023预算", 2023),
        ("2023支出预算", 2023),
        ("6月30日", None),
        ("1-8月", None),
        ("9:30开会", None),
        ("2021-2023年", None),
    ],
)
def test_a_date_is_no_quantity_but_may_know_its_year(text: str, year: int | None) -> None:
    figure = only(text)
    assert (figure.kind, figure.year, figure.value, figure.reason) == ("date", year, None, "date")


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("财预[2023]15号", "code", "document number"),
        ("政策第15号", "code", "document number"),
        ("电话0837-7421234", "code", "telephone number"),
        ("电话13912345678", "code", "telephone number"),
        ("编号5132232300012345", "code", "document number"),
        ("索引号11500000MB1234567X/2022-00061", "code", "document number"),
        ("索引号\t01234567-3-/2022-0803002", "code", "document number"),
        ("索引号12345678A-/2023-0417013", "code", "document number"),
        ("733123413/2021-00944", "code", "document number"),
        ("代码11500240MB7654321X", "code", "document number"),
        ("□2、上级专项", "ordinal", "section number"),
        ("其中:(1)土地", "ordinal", "section number"),
        ("一般公共服务支出(201)的", "code", "class code"),
        ("行政运行(2010301)为", "code", "class code"),
        ("2010301-行政运行", "code", "class code"),
        ("1.支出情况", "ordinal", "section number"),
        ("(1)支出情况", "ordinal", "section number"),
        ("指标3：展览", "ordinal", "section number"),
    ],
)
def test_codes_and_ordinals_say_why_they_are_no_quantity(text: str, kind: str, reason: str) -> None:
    figure = only(text)
    assert (figure.kind, figure.reason) == (kind, reason)


def test_a_list_number_does_not_swallow_a_decimal() -> None:
    assert [(f.kind, str(f.value)) for f in find_figures("1.5万元")] == [("money", "1.5")]


@pytest.mark.parametrize("text", ["1234567.89元", "12345678元", "20231231年末", "1,234,567元"])
def test_a_long_number_is_no_register_number(text: str) -> None:
    assert all(figure.reason != "document number" for figure in find_figures(text))


def test_a_bare_ten_thousand_is_money_but_is_called_odd() -> None:
    figure = only("执行324.56万，")
    assert (figure.kind, figure.unit, figure.oddity) == ("money", "万元", "bare 万")
    assert only("种植2万亩").oddity is None


def test_a_money_unit_glued_to_a_percentage_is_called_odd() -> None:
    figure = only("完成112.4%万元")
    assert (figure.kind, figure.value, figure.oddity) == ("percent", Decimal("112.4"), "glued unit")


def test_figures_stand_in_order_with_their_spans() -> None:
    text = "2023年预算120.5万元，到位率74.69%"
    assert [text[f.start : f.end] for f in find_figures(text)] == ["2023年", "120.5万元", "74.69%"]


VOCABULARY = """
预算 万元 元 % 年 月 日 底 号 第 ( ) [ ] - . , : ， 。 、 指标 附件 201 2010301 30101 2023 6 08 0837 1,234
12.5 三 二十 个 辆 万 行政运行 ~ / + 与 相比 0 13912345678 20230630123 ≥
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\t", "\n"])


@given(st.lists(WORDS, max_size=14).map("".join))
def test_every_digit_is_covered_by_exactly_one_figure(text: str) -> None:
    covered = [place for figure in find_figures(text) for place in range(figure.start, figure.end)]
    assert len(covered) == len(set(covered))
    assert {place for place, c in enumerate(text) if c in "0123456789"} <= set(covered)


@given(st.text("0123456789.,-年月日万元%()（第号: a三", max_size=24))
def test_every_digit_of_any_text_is_covered(text: str) -> None:
    covered = [place for figure in find_figures(text) for place in range(figure.start, figure.end)]
    assert len(covered) == len(set(covered))
    assert {place for place, c in enumerate(text) if c in "0123456789"} <= set(covered)


@given(st.decimals("0", "99999999", places=2), st.sampled_from(["万元", "元", "%"]), st.booleans())
def test_a_printed_amount_is_read_back_exactly(value: Decimal, unit: str, thousands: bool) -> None:
    printed = f"{value:,}" if thousands else str(value)
    figure = only(f"预算{printed}{unit}，")
    assert (figure.value, figure.unit, figure.decimals) == (value, unit, 2)


def test_a_target_of_twelve_kilometres_is_no_number_of_a_target() -> None:
    assert [(f.kind, f.unit) for f in find_figures("年度目标12公里")] == [("count", "公里")]
    assert [f.kind for f in find_figures("目标1：修路")] == ["ordinal"]
    assert [(f.kind, f.unit) for f in find_figures("受益学校数目标42所，")] == [("count", "所")]


def test_a_paragraph_may_be_numbered_right_before_a_year() -> None:
    figures = find_figures("原因是:1.2023年预算增加;2.2022年结转")
    assert [(figure.kind, figure.year) for figure in figures] == [
        ("ordinal", None), ("date", 2023), ("ordinal", None), ("date", 2022),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["资金13.9万并且到位", "资金13.9万已到位", "资金13.9万用于修路"])
def test_a_bare_ten_thousand_is_money_before_words_that_go_on(text: str) -> None:
    (figure,) = find_figures(text)
    assert (figure.kind, figure.unit, figure.oddity) == ("money", "万元", "bare 万")
