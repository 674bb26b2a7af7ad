"""Lines that a wrap or a page break tore apart: which are joined, with what between them, and which never are."""

from __future__ import annotations

import pytest

from ingest.document import Doubt, Paragraph
from ingest.margin import Margin, margin, wrapped
from ingest.wraps import join_wraps


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


@pytest.mark.parametrize(
    ("line", "following"),
    [
        pytest.param("本年到位12", "34.50万元，其余自筹。", id="within a number"),
        pytest.param("截至2", "023年6月底，已全部到位。", id="within a year"),
        pytest.param("行政运行（204060", "1）支出12万元。", id="within a class code"),
        pytest.param("合格率：$\\g", "eq 95\\%$，实际90%。", id="within a LaTeX command"),
    ],
)
def test_what_a_line_end_tears_apart_becomes_whole(line: str, following: str) -> None:
    assert joined(line, following) == [line + following]


@pytest.mark.parametrize(
    ("line", "following"),
    [
        pytest.param("其中：办公费12.", "50万元，差旅费8万元。", id="after a decimal point"),
        pytest.param("本年到位12.50", "万元，其余自筹。", id="a number and its unit"),
        pytest.param("本年到位12.50万", "元，其余自筹。", id="within a unit of money"),
        pytest.param("我馆年", "初预算12.50万元，已全部到位。", id="within a word of the lexicon"),
        pytest.param("我馆收入12万元，其", "中：财政拨款12万元。", id="within a word after a comma"),
        pytest.param("实际到位资金", "12.50万元，其余自筹。", id="before an amount"),
        pytest.param("购置图书、", "展柜各一批。", id="after the comma of a list"),
        pytest.param("其中：", "财政拨款12万元。", id="between 其中 and what it opens"),
        pytest.param("其中：财政拨款12万元；", "自筹8万元。", id="between two items of 其中"),
        pytest.param("指标1：举办", "展览，预期指标值：≥12场。", id="within the name of an indicator"),
        pytest.param("指标1：举办展览，预期指标值：", "12场。", id="between an indicator's label and its value"),
        pytest.param("公共安全支出（类", "）支出12万元。", id="within a bracket"),
    ],
)
def test_short_lines_are_joined_where_both_sides_belong_together(line: str, following: str) -> None:
    assert joined(line, following) == [f"{line}\n{following}"]


@pytest.mark.parametrize(
    ("line", "following"),
    [
        pytest.param("茂县文化馆二〇二三年部门决算公开", "支出总计12万元，已全部到位。", id="a title and a sentence"),
        pytest.param("一、项目支出", "预算12万元，已全部到位。", id="a numbered title and a sentence"),
        pytest.param("展览场次12", "30", id="two numbers without a unit"),
        pytest.param("见附件1", "2023年预算12万元。", id="a number and a year"),
        pytest.param("全年12次", "3.举办展览", id="a number and that of an item"),
        pytest.param("收入12万元，其中：", "财政拨款12万元；", id="a list whose items are lines"),
        pytest.param("二级指标：数量指标", "三级指标：展览场次", id="two labels"),
    ],
)
def test_what_may_be_complete_is_not_joined(line: str, following: str) -> None:
    assert joined(line, following) == [line, following]


def test_a_decimal_at_a_line_start_is_no_list_item() -> None:
    assert joined(LINE, "3.5 万元。") == [f"{LINE}\n3.5 万元。"]


def test_a_heading_is_joined_to_nothing() -> None:
    heading = Paragraph(LINE, level=2, wraps=True)
    assert joined(heading, "120 万元。") == [LINE, "120 万元。"]
    assert joined(LINE, Paragraph("120 万元", level=2, wraps=True)) == [LINE, "120 万元"]


def test_doubts_move_with_what_a_torn_number_is_joined_to() -> None:
    halves = [
        Paragraph("本年到位12", wraps=True, doubts=(Doubt(4, 6, 0.5),)),
        Paragraph("34.50万元，", wraps=True, doubts=(Doubt(0, 5, 0.25),)),
    ]
    (whole,) = join_wraps(halves)
    assert [whole.text[doubt.start : doubt.end] for doubt in whole.doubts] == ["12", "34.50"]


PARAGRAPHS = [
    "一、资金执行情况",
    "我馆2023年年初预算1234.50万元，其中：基本支出800.25万元，项目支出434.25万元。实际到位资金1100万元，到位率89.10%。",
    "二、绩效目标完成情况的说明",
    "本年绩效目标已经全部完成。",
]


def lines(text: str) -> list[Paragraph]:
    return [Paragraph(line, wraps=True) for line in text.splitlines()]


@pytest.mark.parametrize("width", [14, 16, 18, 19, 21])
def test_a_text_whose_lines_all_break_at_one_width_is_a_wrapped_one(width: int) -> None:
    broken = [Paragraph(text[at : at + width], wraps=True) for text in PARAGRAPHS for at in range(0, len(text), width)]
    found = margin(broken)
    assert found is not None
    assert [paragraph.text.replace("\n", "") for paragraph in join_wraps(broken, found)] == PARAGRAPHS


MORE = "我馆2022年年初预算1180.40万元，实际支出1102.75万元。比上年增加77.65万元，主要是新建两座分馆。"


@pytest.mark.parametrize("width", [21, 23])
def test_a_page_whose_format_ends_a_paragraph_after_each_line_is_a_wrapped_one(width: int) -> None:
    several = [*PARAGRAPHS, MORE, MORE.replace("2", "3")]
    marked = [Paragraph(text[at : at + width]) for text in several for at in range(0, len(text), width)]
    content, found = wrapped(marked)
    told = [item for item in content if isinstance(item, Paragraph)]
    assert [paragraph.text.replace("\n", "") for paragraph in join_wraps(told, found)] == several


def test_paragraphs_that_break_off_anywhere_are_lines_too() -> None:
    ragged = [Paragraph(f"我馆{n}月举办展览，所需经费全部由县财{'政部门' * n}") for n in range(1, 7)]
    content, found = wrapped([Paragraph("一、概况"), *ragged, Paragraph("安排。")])
    assert found is None
    assert all(line.wraps for line in content if isinstance(line, Paragraph))


def test_cells_that_are_a_paragraph_each_are_no_lines() -> None:
    cells = [Paragraph(f"指标：举办展览以及讲座活动第{'一二三四五六七'[n]}场") for n in range(7)]
    assert wrapped(cells) == (cells, None)


def test_paragraphs_of_all_lengths_stay_what_the_format_says_they_are() -> None:
    marked = [Paragraph(text) for text in PARAGRAPHS]
    assert wrapped(marked) == (marked, None)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("我馆举办展览。\n各项经费已拨付。\n其余为人员经费。", id="sentences"),
        pytest.param("办公费十二万元\n差旅费十三万元\n维修费十四万元\n会议费十五万元", id="short lines of one width"),
        pytest.param("\n".join(f"{n}.购置办公用图书和展柜各一批费用" for n in range(1, 9)), id="items of one width"),
        pytest.param("\n".join([LINE, LINE[:-1], LINE[:-2], LINE[:-4], LINE[:-7]]), id="lines of all widths"),
        pytest.param("\n".join([LINE] * 9), id="one line again and again"),
    ],
)
def test_other_texts_have_no_margin(text: str) -> None:
    assert margin(lines(text)) is None


MARGIN = Margin(16, in_columns=False, is_exact=True)


@pytest.mark.parametrize(
    ("line", "following"),
    [
        pytest.param("一、部门整体支出绩效自评工作情况", "我馆举办展览十二场，经费充足。", id="a title and a sentence"),
        pytest.param("部门名称：茂县文化馆县城业务中心部", "单位：万元", id="two labels"),
        pytest.param("我馆举办展览十二场以及讲座二十场次", "二、支出情况", id="before a numbered title"),
    ],
)
def test_a_line_that_just_fills_the_margin_may_be_complete(line: str, following: str) -> None:
    assert len(line) >= 16
    assert [p.text for p in join_wraps(lines(f"{line}\n{following}"), MARGIN)] == [line, following]


def test_a_title_longer_than_the_margin_goes_on() -> None:
    text = "三、一般公共预算财政拨款支出决算\n情况说明"
    assert [p.text for p in join_wraps(lines(text), MARGIN)] == [text]


@pytest.mark.parametrize(
    "lines_of_one",
    [
        ("(二)农林水支出类科目 90 元,占支", "出总预算 10 %,同比增加 5 元。"),
        ("(二)农林水支出类科目 90 元,", "占支出总预算 10 %,同比增加 5 元。"),
    ],
)
def test_half_width_commas_part_clauses_as_well(lines_of_one: tuple[str, str]) -> None:
    assert joined(*lines_of_one) == ["\n".join(lines_of_one)]
