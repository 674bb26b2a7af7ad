"""Tables without rules, made of words by hand: columns, titles over several of them, names over several lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Paragraph, Table
from ingest.readers.layout import blocks
from ingest.readers.page import Page, Word

SIZE = 10.0


def width(text: str) -> float:
    return sum(SIZE if ord(character) > 0x2000 else SIZE / 2 for character in text)


def left(text: str, x: float, y: float) -> Word:
    return Word(text, x, y, x + width(text), y + SIZE)


def right(text: str, x: float, y: float) -> Word:
    return left(text, x - width(text), y)


def middle(text: str, x: float, y: float) -> Word:
    return left(text, x - width(text) / 2, y)


def page(*words: Word, number: int = 1, tall: float = 500.0) -> Page:
    return Page(number, 800.0, tall, words)


def cells(block: Paragraph | Table) -> list[tuple[str, int, int, int, int]]:
    assert isinstance(block, Table)
    return [(c.text, c.row, c.column, c.row_span, c.column_span) for c in block.cells if c.text]


def rows(block: Paragraph | Table) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    for text, row, *_ in cells(block):
        found.setdefault(row, []).append(text)
    return [found[row] for row in sorted(found)]


#: Columns of a form: 科目 40–180, then three of amounts that end at 300, 420 and 540, with their middles.
ENDS, MIDDLES = (300.0, 420.0, 540.0), (240.0, 360.0, 480.0)
NAMES = ("办公费", "差旅费", "公务接待费")


def body(top: float = 100, names: Iterable[str] = NAMES) -> list[Word]:
    found = []
    for number, name in enumerate(names):
        y = top + 20 * number
        found += [left(name, 40, y), *(right(f"{number + 1}{column}.50", end, y) for column, end in enumerate(ENDS))]
    return found


TITLES = [
    middle("科目", 110, 80),
    *(middle(text, x, 80) for text, x in zip(("合计", "基本", "项目"), MIDDLES, strict=True)),
]


class TestTitles:
    def test_a_title_in_the_middle_of_its_columns_covers_them(self) -> None:
        (table,) = blocks([page(middle("本年支出", 360, 60), *TITLES, *body())])
        assert cells(table)[:5] == [
            ("科目", 0, 0, 2, 1), ("本年支出", 0, 1, 1, 3),
            ("合计", 1, 1, 1, 1), ("基本", 1, 2, 1, 1), ("项目", 1, 3, 1, 1),
        ]  # fmt: skip

    def test_two_titles_share_the_columns_between_them(self) -> None:
        titles = [middle("预算数", 170, 60), middle("决算数", 420, 60), *TITLES]
        (table,) = blocks([page(*titles, *body())])
        assert cells(table)[:2] == [("预算数", 0, 0, 1, 2), ("决算数", 0, 2, 1, 2)]

    def test_titles_at_the_left_cover_the_columns_up_to_the_next(self) -> None:
        starts = (40.0, 190.0, 310.0, 430.0)
        titles = [left(text, x, 80) for text, x in zip(("科目", "合计", "基本", "项目"), starts, strict=True)]
        upper = [left("预算数", 40, 60), left("决算数", 310, 60)]
        (table,) = blocks([page(*upper, *titles, *body())])
        assert cells(table)[:2] == [("预算数", 0, 0, 1, 2), ("决算数", 0, 2, 1, 2)]

    def test_a_title_that_stands_nowhere_leaves_lines(self) -> None:
        found = blocks([page(middle("预算数", 150, 60), middle("决算数", 480, 60), *TITLES, *body())])
        assert not any(isinstance(block, Table) for block in found)

    def test_columns_without_amounts_have_their_titles(self) -> None:
        (table,) = blocks([page(*TITLES, middle("经营支出", 600, 80), *body())])
        assert ("经营支出", 0, 4, 1, 1) in cells(table)

    def test_a_row_of_column_numbers_shows_where_empty_columns_are(self) -> None:
        numbers = [middle(str(n), x, 100) for n, x in enumerate((*MIDDLES, 600.0), start=1)]
        (table,) = blocks([page(*TITLES, middle("经营", 600, 80), left("栏次", 40, 100), *numbers, *body(120))])
        assert rows(table)[1] == ["栏次", "1", "2", "3", "4"]


class TestNames:
    @pytest.mark.parametrize("at", [0, 6, 12], ids=["amounts at the top", "in the middle", "at the bottom"])
    def test_a_name_over_two_lines_is_one_cell(self, at: float) -> None:
        long = [left("机关事业单位基本养老保险缴", 40, 160), left("费支出", 40, 172)]
        amounts = [right("9.50", end, 160 + at) for end in ENDS]
        (table,) = blocks([page(*TITLES, *body(), *long, *amounts, *body(190, ("印刷费",)))])
        assert rows(table)[4] == ["机关事业单位基本养老保险缴\n费支出", "9.50", "9.50", "9.50"]
        assert rows(table)[5][0] == "印刷费"

    def test_a_name_whose_lines_the_file_writes_apart_leaves_lines(self) -> None:
        long = left("机关事业单位基本养老保险缴", 40, 160), left("费支出", 40, 172)
        amounts = [right("9.50", end, 166) for end in ENDS]
        words = [*TITLES, *body(), long[0], *amounts, long[1], *body(190, ("印刷费",))]
        assert not any(isinstance(block, Table) for block in blocks([page(*words)]))

    def test_rows_printed_over_each_other_are_lines(self) -> None:
        over = [left("机关事业单位养老", 40, 120), left("职业年金缴费", 60, 121)]
        assert not any(isinstance(block, Table) for block in blocks([page(*TITLES, *body(), *over)]))

    def test_a_spaced_word_is_one_cell(self) -> None:
        total = [left("合", 40, 160), left("计", 80, 160), *(right("99.50", end, 160) for end in ENDS)]
        (table,) = blocks([page(*TITLES, *body(), *total)])
        assert rows(table)[-1] == ["合 计", "99.50", "99.50", "99.50"]

    def test_letters_over_columns_of_their_own_are_titles(self) -> None:
        codes = (("221", "", "", "住房保障支出"), ("221", "02", "", "住房改革支出"), ("221", "02", "01", "公积金"))
        xs = (40, 140, 180, 220)
        words = [left(text, xs[c], 100 + 20 * r) for r, row in enumerate(codes) for c, text in enumerate(row) if text]
        words += [right(f"{r}7.50", 400, 100 + 20 * r) for r in range(3)]
        head = [left("类", 40, 80), left("款", 140, 80), left("项", 180, 80), left("科目名称", 220, 80)]
        (table,) = blocks([page(*head, right("本年支出", 400, 80), *words)])
        assert cells(table)[:5] == [
            (text, 0, column, 1, 1) for column, text in enumerate(("类", "款", "项", "科目名称", "本年支出"))
        ]


class TestProse:
    LINES = (
        "2023年支出决算 12.50 万元，其中基本支出 6.00 万元，项目支出 6.50 万元，",
        "比上年增加 1.25 万元，增长 11.11%，主要原因是新增场馆维修项目，",
        "公务接待费 0.50 万元，公务用车购置及运行费 4.00 万元。",
    )

    def sentences(self, gap: float) -> list[Word]:
        """Sentences as Word prints them, each figure a word of its own between gaps."""
        found = []
        for number, line in enumerate(self.LINES):
            x = 40.0
            for text in line.split(" "):
                found.append(left(text, x, 100 + 20 * number))
                x = found[-1].x1 + gap
        return found

    @pytest.mark.parametrize("gap", [2.5, 4.5, 9.0])
    def test_figures_between_gaps_in_sentences_are_no_table(self, gap: float) -> None:
        assert not any(isinstance(block, Table) for block in blocks([page(*self.sentences(gap))]))

    def test_amounts_without_titles_are_no_table(self) -> None:
        first = left("说明：", 40, 40)
        assert not any(isinstance(block, Table) for block in blocks([page(first, *body())]))


#: Texts at places where rows and columns happen often, far from the edges, where page numbers stand.
TEXTS = st.builds(
    left,
    st.sampled_from(
        ["办公费", "合计", "项目", "12.50", "1,204.00", "3", "2023", "2080501", "—", "95.5%", "单位：万元"]
    ),
    st.integers(0, 6).map(lambda column: 40.0 + 100 * column),
    st.integers(0, 12).map(lambda row: 1000.0 + 15 * row),
)


@settings(max_examples=200, deadline=None)
@given(words=st.lists(TEXTS, max_size=40, unique_by=lambda word: (word.x0, word.y0)))
def test_whatever_stands_in_columns_no_character_is_lost_or_doubled(words: list[Word]) -> None:
    found = blocks([page(*words, tall=5000.0)])
    texts = [b.text if isinstance(b, Paragraph) else "".join(cell.text for cell in b.cells) for b in found]
    assert Counter("".join("".join(texts).split())) == Counter("".join(word.text for word in words))
