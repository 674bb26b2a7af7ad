"""Normalised text: what goes, what stays, the way back to the source, and which torn lines are joined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Paragraph
from ingest.text import normalise
from ingest.wraps import join_wraps


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("预算１２０．５０万元（８％）", "预算120.50万元(8%)", id="full width becomes half width"),
        pytest.param("甲，乙；丙。丁", "甲，乙；丙。丁", id="Chinese commas and stops stay"),
        pytest.param("合格率：$\\geq 95\\%$", "合格率:≥95%", id="LaTeX at least"),
        pytest.param("用时 $\\leqslant 3$ 天", "用时≤3天", id="LaTeX at most"),
        pytest.param("$3 \\times 4$", "3×4", id="LaTeX times"),
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


def joined(*lines: str | Paragraph) -> list[str]:
    return [p.text for p in join_wraps(p if isinstance(p, Paragraph) else Paragraph(p, wraps=True) for p in lines)]


LINE = "我馆全年举办各类展览与讲座活动，所需经费由县财政予以安排的部分共计"


@pytest.mark.parametrize("following", ["120.50 万元，其余自筹。", "为一百万元。", "，已全部到位。"])
def test_a_sentence_torn_by_a_line_end_is_joined(following: str) -> None:
    assert joined(LINE, following) == [f"{LINE}\n{following}"]


def test_a_sentence_torn_twice_is_joined_twice() -> None:
    assert joined(LINE, LINE, "120 万元。") == [f"{LINE}\n{LINE}\n120 万元。"]


@pytest.mark.parametrize(
    ("line", "following"),
    [
        pytest.param(LINE + "。", "全年支出", id="after a full stop"),
        pytest.param(LINE + "：", "全年支出", id="after a colon"),
        pytest.param("茂县文化馆，报告", "二〇二三年", id="after a short line"),
        pytest.param("茂县文化馆二〇二三年度部门整体支出绩效报告", "全年支出", id="after a title without commas"),
        pytest.param("一、我馆全年举办各类展览与讲座活动的经费情况", "全年支出", id="after a numbered title"),
        pytest.param(LINE, "（二）支出情况", id="before a numbered title"),
        pytest.param(LINE, "二、支出情况", id="before a section"),
        pytest.param(LINE, "3.支出情况", id="before a list item"),
        pytest.param(LINE, "指标2：展览场次", id="before an indicator"),
        pytest.param(LINE, "填报人：张三", id="before a label"),
        pytest.param(LINE, "附件1", id="before an annex"),
        pytest.param(LINE, "2023年7月10日", id="before the date of the sign-off"),
        pytest.param(LINE, "## 支出情况", id="before a Markdown heading"),
        pytest.param(
            "部门（单位）名称：茂县文化馆（公章）",
            "截至六月底，各项工作有序。",
            id="after a label",
        ),
        pytest.param(
            "茂县党群、宣传系统二〇二三年部门整体支出绩效监控报告",
            "截至六月底，各项工作有序。",
            id="after a title with an enumeration",
        ),
    ],
)
def test_lines_that_stand_by_themselves_are_not_joined(line: str, following: str) -> None:
    assert joined(line, following) == [line, following]


def test_paragraphs_that_a_format_marks_are_not_joined_unless_they_are_visibly_torn() -> None:
    whole = LINE + "120 万元。"
    assert joined(Paragraph(whole), Paragraph(whole)) == [whole, whole]
    assert joined(Paragraph(LINE), Paragraph("张三")) == [LINE, "张三"]


def test_a_decimal_at_a_line_start_is_no_list_item() -> None:
    assert joined(LINE, "3.5 万元。") == [f"{LINE}\n3.5 万元。"]


def test_a_heading_is_joined_to_nothing() -> None:
    heading = Paragraph(LINE, level=2, wraps=True)
    assert joined(heading, "120 万元。") == [LINE, "120 万元。"]
    assert joined(LINE, Paragraph("120 万元", level=2, wraps=True)) == [LINE, "120 万元"]
