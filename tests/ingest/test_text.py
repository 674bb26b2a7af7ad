"""Normalised text: what goes, what stays, the way back to the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text import normalise


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("预算１２０．５０万元（８％）", "预算120.50万元(8%)", id="full width becomes half width"),
        pytest.param("甲，乙；丙。丁", "甲，乙；丙。丁", id="Chinese commas and stops stay"),
        pytest.param("甲,乙;丙,3.", "甲，乙；丙，3.", id="ASCII commas and semicolons become Chinese ones"),
        pytest.param("预算1,234.5元, 支出1, 200元", "预算1,234.5元，支出1,200元", id="thousands separators stay"),
        pytest.param("預(yù)算支出（含項目）9萬元", "预算支出(含项目)9万元", id="traditional, with readings"),
        pytest.param("合格率：$\\geq 95\\%$", "合格率:≥95%", id="LaTeX at least"),
        pytest.param("用时 $\\leqslant 3$ 天", "用时≤3天", id="LaTeX at most"),
        pytest.param("$3 \\times 4$", "3×4", id="LaTeX times"),
        pytest.param("合格率$\\geqslant 9 5 . 5 \\%$", "合格率≥95.5%", id="LaTeX with every digit apart"),
        pytest.param("$\\scriptstyle { \\geq } 9 5 \\%$", "≥95%", id="LaTeX with commands of style"),
        pytest.param("$1 { , } 2 5 6 . 3$ 万元", "1,256.3万元", id="LaTeX with a separator in braces"),
        pytest.param("$\\textcircled{1}$ 数量指标", "①数量指标", id="LaTeX with a circled number"),
        pytest.param("$3 0 \\mathrm { m } ^ { 2 }$", "30m²", id="LaTeX with a power"),
        pytest.param("$\\text{到位率} \\geq 9 5 \\%$", "到位率≥95%", id="LaTeX with Chinese as text"),
        pytest.param("\\(\\geq 95\\%\\)", "≥95%", id="LaTeX in brackets"),
        pytest.param("$\\frac { 1 } 2$", "\\frac12", id="an unknown command stays"),
        pytest.param(
            "预算 $100 万元，支出 $5 0 元", "预算100万元，支出5 0元", id="Chinese between dollar signs is no formula"
        ),
        pytest.param("满意度&ge;95%，&lt;=3&nbsp;天", "满意度≥95%，≤3天", id="characters by name"),
        pytest.param("<u>95</u>%，面积<b>3</b>亩<5 亩", "95%，面积3亩<5亩", id="inline tags"),
        *(
            pytest.param(f"{mark}项目支出", "项目支出", id=f"an item's mark {mark}")
            for mark in ("● ", "•", "◆", "* ", "- ", "+ ", "> ", "\uf06c ", "Ø")
        ),
        *(
            pytest.param(text, text.replace(" ", ""), id=f"no mark: {text}")
            for text in ("- 12 -", "- 5%", "> 5 天", "+ 5%")
        ),
        pytest.param("●", "●", id="a mark alone"),
        pytest.param("![](a/8f2.jpg)图，见[附表](http://x.cn/1)", "图，见附表", id="pictures and links of Markdown"),
        pytest.param(
            "***项目***和_基本_的`支出`，5元/人*月，a_b", "项目和基本的支出，5元/人*月，a_b", id="emphasis of Markdown"
        ),
        pytest.param("合格率 >= 95%，用时 <= 3 天", "合格率≥95%，用时≤3天", id="signs of two characters"),
        pytest.param("合格率≧95%", "合格率≥95%", id="the other form of a sign"),
        pytest.param("[bookmark: _Toc1234]一、概况", "一、概况", id="a Word bookmark goes"),
        pytest.param("一、概况 PAGEREF _Toc1234 \\h 3", "一、概况", id="a Word page reference goes with its page"),
        pytest.param("**预算**120万元", "预算120万元", id="Markdown bold goes"),
        pytest.param("预\u200b算\ufeff120\u00ad万元", "预算120万元", id="characters without width go"),
        pytest.param("到 位\u3000率\u00a074 .69%", "到位率74.69%", id="spaces within Chinese text go"),
        pytest.param("共 12 34 号", "共12 34号", id="a space between two digits stays"),
        pytest.param("预算 120\n万元", "预算120万元", id="a line break before a unit goes"),
        pytest.param("〔2023〕5号【注】", "[2023]5号[注]", id="brackets have one form"),
        pytest.param("减少－3", "减少-3", id="minus signs have one form"),
        pytest.param("", "", id="nothing stays nothing"),
    ],
)
def test_text_is_normalised(source: str, expected: str) -> None:
    assert normalise(source).text == expected


@pytest.mark.parametrize(
    ("source", "part", "printed"),
    [
        pytest.param("预算 １２０.５０ 万元", "120.50", "１２０.５０", id="full-width digits"),
        pytest.param("预算 120.50 万元", "120.50万元", "120.50 万元", id="the space before a unit"),
        pytest.param("合格率 $\\geq 95$ 。", "≥95", "\\geq 95", id="LaTeX"),
        pytest.param(
            "合格率 $95\\%$ 。",
            "95%",
            "95\\%",
            id="a LaTeX percent sign",
        ),
        pytest.param("[bookmark: _Toc9]预算120万元", "120万元", "120万元", id="after a bookmark"),
        pytest.param("预算120\n万元", "120万元", "120\n万元", id="over a line break"),
    ],
)
def test_a_span_gives_back_what_was_printed(source: str, part: str, printed: str) -> None:
    text = normalise(source)
    start = text.text.index(part)
    assert text.raw(start, start + len(part)) == printed


def test_an_empty_span_has_no_source() -> None:
    assert normalise("预算").raw(1, 1) == ""


@given(st.text("预算１2 ,.，。(（\n*_$\\%geqPAGEREF[]bookmark:\u200b\u3000三≥=>", max_size=40))
def test_normalised_text_never_loses_its_way_back(source: str) -> None:
    text = normalise(source)
    assert len(text.origin) == len(text.text)
    assert list(text.origin) == sorted(text.origin)
    assert text.raw(0, len(text.text)) in source
    assert all(text.raw(at, at + 1) for at in range(len(text.text)))


@given(st.text("预算0123456789.万元，", max_size=30))
def test_clean_text_is_left_as_it_is(source: str) -> None:
    assert normalise(source).text == source
