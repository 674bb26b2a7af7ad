"""Prose set in columns is read column by column; tables and prose of one column stay as they are."""

from __future__ import annotations

import pytest

from ingest.document import Paragraph
from ingest.readers import layout
from ingest.readers.page import Page, Rule, Word
from ingest.readers.text_columns import straightened

SIZE, PITCH, TOP = 10.0, 16.0, 60.0
#: Twelve ideographs to a line; a paragraph ends with the short one.
LEFT = [
    "2023年度本单位收入总计为三百", "八十万元，比上年有所增加，主", "要是新增了养护经费。",
    "其中财政拨款收入三百七十万元，", "其他收入为十万元，与上年持平", "，没有其他的变化。",
    "支出总计三百八十万元，均为本", "年度支出。",
]  # fmt: skip
RIGHT = [
    "一般公共预算财政拨款支出决算", "三百七十万元，完成年初预算的", "百分之九十八。", "其中基本支出二百一十万元，项目",
    "支出一百六十万元，主要用于养", "护道路和桥梁。", "公务接待费支出为零，与年初的", "预算一致。",
]  # fmt: skip


def words(lines: list[str], x: float, y: float = TOP) -> list[Word]:
    """A word for each line, the short last lines of paragraphs as long as they are."""
    return [
        Word(line, x, y + PITCH * n, x + SIZE * (14 if len(line) > 12 else len(line)), y + PITCH * n + SIZE)
        for n, line in enumerate(lines)
    ]


def page(*columns: list[Word], rules: tuple[Rule, ...] = ()) -> Page:
    return Page(1, 460.0, 700.0, tuple(word for column in columns for word in column), rules)


def read(page: Page) -> str:
    return "\n".join(block.text for block in layout.blocks([page]) if isinstance(block, Paragraph))


TITLE = [Word("云县公路站2023年度部门决算", 160.0, 20.0, 300.0, 20.0 + SIZE)]


@pytest.mark.parametrize("gap", [12.0, 40.0])
def test_the_left_column_is_read_before_the_right_one(gap: float) -> None:
    text = read(page(TITLE, words(LEFT, 60.0), words(RIGHT, 200.0 + gap)))
    assert text.replace("\n", "") == "云县公路站2023年度部门决算" + "".join(LEFT) + "".join(RIGHT)


def test_columns_whose_lines_stand_at_different_heights() -> None:
    text = read(page(TITLE, words(LEFT, 60.0), words(RIGHT, 220.0, TOP + 7)))
    assert text.replace("\n", "").endswith("".join(LEFT) + "".join(RIGHT))


def test_three_columns_are_read_one_after_another() -> None:
    text = read(page(words(LEFT, 10.0), words(RIGHT, 165.0), words(LEFT, 320.0)))
    assert text.replace("\n", "") == "".join(LEFT) + "".join(RIGHT) + "".join(LEFT)


def test_what_stands_below_the_columns_is_read_last() -> None:
    foot = [Word("本页由云县公路站负责解释，联系电话见本站的公告", 60.0, 300.0, 360.0, 300.0 + SIZE)]
    assert read(page(words(LEFT, 60.0), words(RIGHT, 220.0), foot)).endswith(foot[0].text)


NAMES = ["收入合计", "财政拨款", "事业收入", "其他收入", "支出合计", "基本支出", "项目支出", "年末结转"]


@pytest.mark.parametrize(
    "kept",
    [
        pytest.param(page(words(LEFT + RIGHT, 60.0)), id="prose of one column"),
        pytest.param(page(words(NAMES, 60.0), words(NAMES, 220.0)), id="names beside names"),
        pytest.param(page(words(NAMES, 60.0), words(RIGHT, 220.0)), id="names beside their explanations"),
        pytest.param(page(words(LEFT[:4], 60.0), words(RIGHT[:4], 220.0)), id="too few lines to tell"),
        pytest.param(
            page(words(LEFT, 60.0), words(RIGHT, 220.0), rules=(Rule(60.0, 90.0, 360.0, 90.5),)),
            id="cells: a line is drawn through the gutter",
        ),
    ],
)
def test_pages_that_stay_as_they_are(kept: Page) -> None:
    assert straightened(kept) == kept


def test_rules_move_with_their_column() -> None:
    under = Rule(220.0, TOP + SIZE, 300.0, TOP + SIZE)
    told = straightened(page(words(LEFT, 60.0), words(RIGHT, 220.0), rules=(under,)))
    first = next(word for word in told.words if word.text == RIGHT[0])
    assert [(rule.x0, rule.y0) for rule in told.rules] == [(first.x0, first.y1)]
