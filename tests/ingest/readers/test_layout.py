"""Pages of words and rules → paragraphs and tables, whichever reader made the pages."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Cell, Doubt, Paragraph, Table
from ingest.readers.layout import blocks
from ingest.readers.page import Page, Rule, Word

WIDTH, HEIGHT, SIZE = 400.0, 500.0, 10.0
#: 35 characters, as long as a line gets between the margins of 20 and 370.
FULL = "全县文化馆按照年初批复的预算安排各项支出并及时向社会公开执行情况接受监督以及说明"[:35]


def word(text: str, x: float, y: float, size: float = SIZE, confidence: float | None = None) -> Word:
    width = sum(size if ord(character) > 0x2000 else size / 2 for character in text)
    return Word(text, x, y, x + width, y + size, confidence)


def page(*words: Word, rules: tuple[Rule, ...] = (), number: int = 1) -> Page:
    return Page(number, WIDTH, HEIGHT, words, rules)


def net(xs: tuple[float, ...], ys: tuple[float, ...]) -> tuple[Rule, ...]:
    return (*(Rule(xs[0], y, xs[-1], y) for y in ys), *(Rule(x, ys[0], x, ys[-1]) for x in xs))


def in_net(rows: list[list[str]], xs: tuple[float, ...], ys: tuple[float, ...]) -> list[Word]:
    return [
        word(text, xs[c] + 3, ys[r] + 3) for r, row in enumerate(rows) for c, text in enumerate(row) if text
    ]  # fmt: skip


def grid(block: Paragraph | Table) -> list[list[str]]:
    assert isinstance(block, Table)
    rows = [[""] * (max(c.column for c in block.cells) + 1) for _ in range(max(c.row for c in block.cells) + 1)]
    for cell in block.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def texts(*pages: Page) -> list[str]:
    return [block.text if isinstance(block, Paragraph) else "table" for block in blocks(pages)]


class TestParagraphs:
    def test_full_lines_go_on_and_an_indent_begins_anew(self) -> None:
        lines = [
            word(FULL[:33], 40, 50),
            word("共12.50万元。", 20, 70),
            word(FULL[:33], 40, 90),
            word(FULL[:9], 20, 110),
        ]
        assert texts(page(*lines)) == [f"{FULL[:33]}\n共12.50万元。", f"{FULL[:33]}\n{FULL[:9]}"]

    def test_a_short_line_ends_its_paragraph(self) -> None:
        found = blocks(
            [page(word(FULL, 20, 50), word("接受监督。", 20, 70), word("收支说明", 20, 90), word(FULL, 20, 110))]
        )
        assert [(b.text, b.wraps) for b in found if isinstance(b, Paragraph)] == [
            (f"{FULL}\n接受监督。", False),
            ("收支说明", False),
            (FULL, False),
        ]

    def test_a_numbered_title_after_a_full_line_is_left_to_the_words(self) -> None:
        found = blocks([page(word(FULL, 20, 50), word("一、概况", 20, 70))])
        assert [(b.text, b.wraps) for b in found if isinstance(b, Paragraph)] == [(FULL, False), ("一、概况", True)]

    def test_a_gap_between_lines_begins_a_paragraph(self) -> None:
        lines = [
            word(FULL, 20, 50),
            word(FULL, 20, 70),
            word("共三项", 20, 90),
            word(FULL, 20, 120),
            word(FULL, 20, 150),
        ]
        assert texts(page(*lines)) == [f"{FULL}\n{FULL}\n共三项", FULL, FULL]

    def test_a_page_break_after_a_full_line_is_left_to_the_words(self) -> None:
        found = blocks([page(word(FULL, 20, 450)), page(word("共12.50万元。", 20, 50), number=2)])
        assert [(b.page, b.wraps) for b in found if isinstance(b, Paragraph)] == [(1, False), (2, True)]

    def test_a_figure_torn_by_the_margin_is_whole_again(self) -> None:
        lines = [word(FULL[:33] + "1267", 20, 50), word(".80万元", 20, 70), word(FULL, 20, 90)]
        assert f"{FULL[:33]}1267.80万元" in texts(page(*lines))[0]

    def test_a_full_width_figure_torn_by_the_margin_is_whole_again(self) -> None:
        lines = [word(FULL[:30] + "７２．６", 20, 50), word("３％", 20, 70), word(FULL[:34], 20, 90)]
        assert f"{FULL[:30]}７２．６３％" in texts(page(*lines))[0]

    def test_marks_that_hang_over_the_margin_do_not_move_it(self) -> None:
        hanging = [word(f"{FULL[n:]}{FULL[:n]}，", 20, 50 + 20 * n) for n in range(5)]
        lines = [word(FULL, 20, 150), word(FULL[:33] + "占", 20, 170), word("比三成。", 20, 190)]
        assert texts(page(*hanging, *lines))[-1].endswith(f"{FULL[:33]}占\n比三成。")

    def test_rows_of_a_table_that_are_wider_than_the_text_do_not_move_the_margin(self) -> None:
        rows = [word(" ".join(["1234.50"] * 9), 20, 50 + 20 * n) for n in range(3)]
        spent, more = f"全年预算，{FULL[:25]}", f"其中一半，{FULL[:25]}"
        full = [word(spent, 20, 120), word(more, 20, 140)]
        lines = [*full, word("共为12.50万元，", 20, 160), word("另八万元。", 20, 180)]
        assert texts(page(*rows, *lines))[-2:] == [f"{spent}\n{more}\n共为12.50万元，", "另八万元。"]

    def test_a_sentence_on_a_line_nearly_full_is_left_to_the_words(self) -> None:
        full = [word(f"{FULL[:33]}，", 20, 50), word(f"{FULL[2:35]}，", 20, 70)]
        lines = [word(f"{FULL[:29]}，", 20, 90), word("共八万元。", 20, 110)]
        found = blocks([page(*full, *lines, word(f"{FULL[:10]}，", 20, 130), word("共九万元。", 20, 150))])
        assert [b.wraps for b in found if isinstance(b, Paragraph)] == [False, True, False, False]

    def test_one_long_line_does_not_tell_the_margin(self) -> None:
        lines = [word("发布时间：2023-03-01 来源：茂县文化馆办公室", 20, 50), word("项目支出绩效自评表", 20, 70)]
        assert texts(page(*lines)) == ["发布时间：2023-03-01 来源：茂县文化馆办公室", "项目支出绩效自评表"]

    def test_a_shorter_one_of_two_long_lines_is_not_full(self) -> None:
        longer = FULL[:34] + "。"
        assert texts(page(word(FULL[:25], 20, 50), word("预算单位：文化馆", 20, 70), word(longer, 20, 90))) == [
            FULL[:25], "预算单位：文化馆", longer,
        ]  # fmt: skip

    def test_labels_on_one_line_are_paragraphs_of_their_own(self) -> None:
        assert texts(page(word("部门：文化馆", 20, 50), word("单位：万元", 300, 50))) == ["部门：文化馆", "单位：万元"]

    def test_what_a_scan_doubts_stays_doubted(self) -> None:
        found = blocks([page(word("共", 20, 50, confidence=0.99), word("8.5", 60, 50, confidence=0.4))])
        assert found == (Paragraph("共\t8.5", None, 1, False, (Doubt(0, 1, 0.99), Doubt(2, 5, 0.4))),)


class TestFurniture:
    def test_a_watermark_stands_once_after_the_body(self) -> None:
        pages = [Page(n, WIDTH, HEIGHT, (word(f"正文{n}", 20, 200),), across="内部资料") for n in (1, 2)]
        assert texts(*pages) == ["正文1", "正文2", "内部资料"]

    def test_page_numbers_go_and_a_running_header_stands_once(self) -> None:
        pages = [
            page(word("决算公开", 150, 20), word(f"正文{n}", 20, 200), word(f"— {n} —", 190, 480), number=n)
            for n in (1, 2, 3)
        ]
        assert texts(*pages) == ["决算公开", "正文1", "正文2", "正文3"]

    @pytest.mark.parametrize("mark", ["第{}页", "第 {} 页 共 9 页", "- {} -", "{}", "{}/9"])
    def test_the_usual_marks_are_page_numbers(self, mark: str) -> None:
        pages = [page(word(f"正文{n}", 20, 200), word(mark.format(n), 190, 480), number=n) for n in (1, 2)]
        assert texts(*pages) == ["正文1", "正文2"]

    def test_a_figure_at_the_foot_of_a_page_that_counts_no_pages_stays(self) -> None:
        pages = [page(word(f"正文{n}", 20, 200), word(str(n * 50), 190, 480), number=n) for n in (1, 2)]
        assert texts(*pages) == ["正文1", "50", "正文2", "100"]

    def test_a_footer_of_half_the_pages_is_kept_once_after_the_body(self) -> None:
        pages = [page(word(f"正文{n}", 20, 200), number=n) for n in (1, 2)]
        pages += [page(word(f"正文{n}", 20, 200), word("电话0837-12345", 20, 480), number=n) for n in (3, 4)]
        assert texts(*pages) == ["正文1", "正文2", "正文3", "正文4", "电话0837-12345"]

    def test_the_unit_above_each_table_stays(self) -> None:
        xs, ys = (20.0, 100.0, 200.0), (60.0, 80.0, 100.0)
        tables = [[["项目", f"栏{n}"], ["办公费", f"{n}.00"]] for n in (1, 2)]
        pages = [
            page(word("单位：万元", 300, 30), *in_net(rows, xs, ys), rules=net(xs, ys), number=n)
            for n, rows in enumerate(tables, start=1)
        ]
        assert texts(*pages) == ["单位：万元", "table"] * 2

    def test_the_title_of_a_form_on_each_page_stays(self) -> None:
        xs, ys = (20.0, 100.0, 200.0), (60.0, 80.0, 100.0)
        pages = [
            page(
                word("项目支出绩效自评表", 120, 40), *in_net([["项目", f"第{n}项"], ["得分", f"9{n}"]], xs, ys),
                rules=net(xs, ys), number=n,
            )
            for n in (1, 2, 3)
        ]  # fmt: skip
        tall = page(word("说明", 20, 470), number=4)
        assert texts(*pages, tall) == ["项目支出绩效自评表", "table"] * 3 + ["说明"]

    def test_dates_at_the_feet_of_pages_are_no_page_numbers(self) -> None:
        dates = {1: "12/31", 2: "6/30"}
        pages = [page(word(f"正文{n}", 20, 200), word(date, 190, 480), number=n) for n, date in dates.items()]
        assert texts(*pages) == ["正文1", "12/31", "正文2", "6/30"]


class TestRuledTables:
    XS, YS = (20.0, 100.0, 200.0), (60.0, 80.0, 100.0)

    def test_missing_walls_merge_cells(self) -> None:
        xs, ys = (20.0, 100.0, 200.0, 300.0), (60.0, 80.0, 100.0, 120.0)
        rules = (
            Rule(20, 60, 300, 60), Rule(100, 80, 300, 80), Rule(20, 100, 300, 100), Rule(20, 120, 300, 120),
            Rule(20, 60, 20, 120), Rule(100, 60, 100, 120), Rule(200, 80, 200, 120), Rule(300, 60, 300, 120),
        )  # fmt: skip
        words = in_net([["项目", "本年支出", ""], ["", "基本", "项目"], ["办公费", "3.00", "4.00"]], xs, ys)
        (table,) = blocks([page(*words, rules=rules)])
        assert isinstance(table, Table)
        assert [(c.text, c.row, c.column, c.row_span, c.column_span) for c in table.cells] == [
            ("项目", 0, 0, 2, 1), ("本年支出", 0, 1, 1, 2), ("基本", 1, 1, 1, 1), ("项目", 1, 2, 1, 1),
            ("办公费", 2, 0, 1, 1), ("3.00", 2, 1, 1, 1), ("4.00", 2, 2, 1, 1),
        ]  # fmt: skip

    def test_tables_open_at_the_sides_have_their_outer_columns(self) -> None:
        rules = (*(Rule(20, y, 200, y) for y in self.YS), Rule(100, 60, 100, 100))
        words = in_net([["项目", "金额"], ["办公费", "3.00"]], self.XS, self.YS)
        (table,) = blocks([page(*words, rules=rules)])
        assert grid(table) == [["项目", "金额"], ["办公费", "3.00"]]

    def test_amounts_a_little_off_the_line_stay_in_their_row(self) -> None:
        words = [*in_net([["项目", "金额"], ["办公费"]], self.XS, self.YS), word("3.00", 150, 86.5)]
        (table,) = blocks([page(*words, rules=net(self.XS, self.YS))])
        assert grid(table) == [["项目", "金额"], ["办公费", "3.00"]]

    def test_a_word_over_a_border_is_cut_there(self) -> None:
        words = [*in_net([["项目", "金额"]], self.XS, self.YS), word("办公费用3.00", 60, 83)]
        (table,) = blocks([page(*words, rules=net(self.XS, self.YS))])
        assert grid(table) == [["项目", "金额"], ["办公费用", "3.00"]]

    def test_a_figure_broken_in_a_narrow_cell_is_whole(self) -> None:
        xs, ys = (20.0, 56.0, 200.0), (60.0, 80.0, 110.0)
        words = [
            word("金额", 23, 63),
            word("说明", 60, 63),
            word("954819", 23, 83),
            word("9.71", 23, 95),
            word("无", 60, 83),
        ]
        (table,) = blocks([page(*words, rules=net(xs, ys))])
        assert grid(table) == [["金额", "说明"], ["9548199.71", "无"]]

    @pytest.mark.parametrize(
        ("xs", "ys"),
        [((20.0, 380.0), (60.0, 200.0)), ((20.0, 380.0), (60.0, 80.0, 200.0))],
        ids=["one cell", "one column"],
    )
    def test_boxes_around_prose_are_no_tables(self, xs: tuple[float, ...], ys: tuple[float, ...]) -> None:
        words = [word("说明", 23, 63), word("共3.00万元", 23, 83)]
        assert texts(page(*words, rules=net(xs, ys))) == ["说明", "共3.00万元"]

    def test_the_net_of_a_chart_loses_no_text(self) -> None:
        xs, ys = (50.0, 100.0, 150.0, 200.0), (60.0, 80.0, 100.0, 120.0)
        words = [word("2022年", 60, 125), word("2023年", 160, 125), word("1200", 20, 75), word("937.80", 110, 83)]
        found = blocks([page(*words, rules=net(xs, ys))])
        assert not any(isinstance(block, Table) for block in found)
        text = "".join(block.text for block in found if isinstance(block, Paragraph))
        assert all(printed in text for printed in ("2022年", "2023年", "1200", "937.80"))

    def test_of_nested_tables_each_word_stands_in_one(self) -> None:
        outer, inner = net((20.0, 200.0, 380.0), (60.0, 90.0, 200.0)), net((220.0, 290.0, 360.0), (110.0, 130.0, 150.0))
        words = [word("项目", 23, 63), word("明细", 210, 63), word("合计7.00", 23, 100)]
        words += in_net([["甲", "3.00"], ["乙", "4.00"]], (220.0, 290.0, 360.0), (110.0, 130.0, 150.0))
        found = blocks([page(*words, rules=(*outer, *inner))])
        cells = sorted(cell.text for block in found if isinstance(block, Table) for cell in block.cells if cell.text)
        assert cells == sorted(["项目", "明细", "合计7.00", "甲", "3.00", "乙", "4.00"])


class TestContinuedTables:
    XS = (20.0, 100.0, 200.0, 300.0)

    def pages(self, upper: list[list[str]], lower: list[list[str]], lower_top: float = 40.0) -> list[Page]:
        """The last rows of a page, down to its foot, and the first ones of the next."""
        ys = tuple(480.0 - 20 * i for i in range(len(upper), -1, -1))
        more = tuple(lower_top + 20 * i for i in range(len(lower) + 1))
        return [
            page(*in_net(upper, self.XS, ys), rules=net(self.XS, ys)),
            page(*in_net(lower, self.XS, more), rules=net(self.XS, more), number=2),
        ]

    HEAD, ROW = ["项目", "预算", "决算"], ["办公费", "3.00", "2.50"]

    def test_the_repeated_header_goes(self) -> None:
        (table,) = blocks(self.pages([self.HEAD, self.ROW], [self.HEAD, ["差旅费", "5.00", "4.50"]]))
        assert grid(table) == [self.HEAD, self.ROW, ["差旅费", "5.00", "4.50"]]
        assert isinstance(table, Table)
        assert [cell.page for cell in table.cells if cell.column == 0] == [1, 1, 2]

    def test_a_row_without_a_name_is_not_taken_for_the_rest_of_one(self) -> None:
        (table,) = blocks(self.pages([self.HEAD, self.ROW], [["", "5.00", "4.50"], ["差旅费", "6.00", "7.00"]]))
        assert grid(table)[2] == ["", "5.00", "4.50"]

    def test_a_title_printed_again_goes_with_the_header(self) -> None:
        first, second = self.pages([self.HEAD, self.ROW], [self.HEAD, ["差旅费", "5.00", "4.50"]], lower_top=60)
        title = Page(1, WIDTH, HEIGHT, (*first.words, word("支出决算表", 120, 420)), first.rules)
        again = Page(2, WIDTH, HEIGHT, (*second.words, word("支出决算表", 120, 40)), second.rules)
        assert texts(title, again) == ["支出决算表", "table"]

    def test_another_title_begins_another_table(self) -> None:
        first, second = self.pages([self.HEAD, self.ROW], [self.HEAD, ["差旅费", "5.00", "4.50"]], lower_top=60)
        other = Page(2, WIDTH, HEIGHT, (*second.words, word("收入决算表", 120, 40)), second.rules)
        assert texts(first, other) == ["table", "收入决算表", "table"]

    def test_a_table_whose_first_row_had_room_on_the_page_before_is_another(self) -> None:
        ys = (60.0, 80.0, 100.0)
        rows = [self.HEAD, self.ROW]
        pages = [page(*in_net(rows, self.XS, ys), rules=net(self.XS, ys), number=n) for n in (1, 2)]
        tall = page(word("说明", 20, 470), number=3)
        assert texts(*pages, tall) == ["table", "table", "说明"]


class TestTablesWithoutRules:
    HEAD = ("科目", "2023年", "2022年")
    ROWS = (HEAD, ("办公费", "30.00", "8.50"), ("差旅费", "1,204.50", "980.00"))
    MORE = (("公务接待费", "5.00", "6.00"), ("印刷费", "12.00", "9.75"))

    def lines(self, rows: tuple[tuple[str, ...], ...] = ROWS, top: float = 50) -> list[Word]:
        """Rows of names at the left margin and amounts that end under each other."""
        ends = (None, 200.0, 320.0)
        found = []
        for (r, row), c in product(enumerate(rows), range(3)):
            if row[c]:
                printed = word(row[c], 0, top + 20 * r + c)
                shift = 20 - printed.x0 if c == 0 else (ends[c] or 0) - printed.x1
                found.append(Word(printed.text, printed.x0 + shift, printed.y0, printed.x1 + shift, printed.y1))
        return found

    @pytest.mark.parametrize(
        "lower",
        [
            pytest.param((HEAD, *MORE), id="its header again and two rows"),
            pytest.param(MORE, id="two rows"),
            pytest.param(MORE[:1], id="a single row"),
        ],
    )
    def test_a_table_goes_on_over_the_page_without_header_and_page_number(
        self, lower: tuple[tuple[str, ...], ...]
    ) -> None:
        first = page(*self.lines(top=410), word("- 1 -", 190, 485))
        second = page(*self.lines(lower, top=20), word("说明", 20, 440), word("- 2 -", 190, 485), number=2)
        table, after = blocks([first, second])
        assert grid(table) == [list(row) for row in (*self.ROWS, *(row for row in lower if row != self.HEAD))]
        assert isinstance(after, Paragraph)
        assert after.text == "说明"

    def test_another_table_on_the_next_page_stays_another(self) -> None:
        other = [Word(w.text, w.x0 + 60 * (w.x0 > 30), w.y0, w.x1 + 60 * (w.x0 > 30), w.y1) for w in self.lines(top=20)]
        assert texts(page(*self.lines(top=410)), page(*other, number=2)) == ["table", "table"]

    def test_the_last_rows_of_nothing_are_lines(self) -> None:
        pages = page(word("说明", 20, 440)), page(*self.lines(self.MORE, top=20), number=2)
        assert texts(*pages) == ["说明", *("\t".join(row) for row in self.MORE)]

    def test_what_stands_beside_the_unit_is_no_row(self) -> None:
        caption = (word("部门：某县文化馆", 20, 30), word("单位：万元", 270, 30))
        *lines, table = blocks([page(*caption, *self.lines())])
        assert [line.text for line in lines if isinstance(line, Paragraph)] == ["部门：某县文化馆", "单位：万元"]
        assert grid(table) == [list(row) for row in self.ROWS]

    def test_a_row_of_a_name_alone_is_a_row(self) -> None:
        rows = (*self.ROWS, ("一、基本支出", "", ""), *self.MORE)
        (table,) = blocks([page(*self.lines(rows))])
        assert grid(table) == [list(row) for row in rows]

    def test_a_title_over_two_columns_covers_both(self) -> None:
        title = word("决算数（万元）及上年数", 190, 30)
        (table,) = blocks([page(word("项目", 20, 30), title, *self.lines())])
        assert isinstance(table, Table)
        assert [(cell.text, cell.column, cell.column_span) for cell in table.cells if cell.row == 0] == [
            ("项目", 0, 1), (title.text, 1, 2),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("names", "expected"),
        [
            pytest.param("科目", [["科目", "本年", "上年"], *map(list, (*ROWS[1:], *MORE))], id="all have one"),
            pytest.param("", None, id="the names may have the first one as well"),
        ],
    )
    def test_titles_beside_amounts_are_theirs_where_no_other_column_may_have_them(
        self, names: str, expected: list[list[str]] | None
    ) -> None:
        aside = [w for w in self.lines() if w.text not in self.HEAD]
        head = [word(text, x, 50) for text, x in ((names, 20), ("本年", 110), ("上年", 230)) if text]
        found = blocks([page(*aside, *head, *self.lines(self.MORE, top=110))])
        assert [grid(block) for block in found if isinstance(block, Table)] == ([expected] if expected else [])

    def test_amounts_under_each_other_are_a_table(self) -> None:
        (table,) = blocks([page(*self.lines())])
        assert grid(table) == [list(row) for row in self.ROWS]

    def test_amounts_that_stand_anywhere_are_lines(self) -> None:
        moved = [Word(w.text, w.x0 + 25 * (w.y0 // 20), w.y0, w.x1 + 25 * (w.y0 // 20), w.y1) for w in self.lines()]
        assert texts(page(*moved)) == ["\t".join(row) for row in self.ROWS]

    def test_two_lines_are_no_table(self) -> None:
        assert texts(page(*(w for w in self.lines() if w.y0 < 80))) == ["\t".join(row) for row in self.ROWS[:2]]


def test_every_cell_of_a_table_has_a_place_of_its_own() -> None:
    xs, ys = (20.0, 100.0, 200.0), (60.0, 80.0, 100.0)
    (table,) = blocks([page(*in_net([["甲", "1.0"], ["乙", "2.0"]], xs, ys), rules=net(xs, ys))])
    assert table == Table(
        tuple(Cell(text, r, c, 1, 1, 1) for r, c, text in ((0, 0, "甲"), (0, 1, "1.0"), (1, 0, "乙"), (1, 1, "2.0"))), 1
    )


PLACES = st.integers(0, 39).map(lambda step: step * 10.0)
WORDS = st.builds(
    word, st.text("甲乙丙丁ab", min_size=1, max_size=9), PLACES, PLACES, st.sampled_from([8.0, 10.0, 16.0])
)
NETS = st.tuples(st.sets(PLACES, min_size=2, max_size=6), st.sets(PLACES, min_size=2, max_size=6)).map(
    lambda sides: net(tuple(sorted(sides[0])), tuple(sorted(sides[1])))
)
RULES = st.lists(
    st.one_of(
        st.builds(lambda x, y, to: Rule(min(x, to), y, max(x, to), y), PLACES, PLACES, PLACES),
        st.builds(lambda x, y, to: Rule(x, min(y, to), x, max(y, to)), PLACES, PLACES, PLACES),
    ),
    max_size=20,
)


@settings(max_examples=150)
@given(pages=st.lists(st.tuples(st.lists(WORDS, max_size=25, unique=True), NETS, RULES), min_size=1, max_size=3))
def test_whatever_is_ruled_no_character_is_lost_or_doubled(
    pages: list[tuple[list[Word], tuple[Rule, ...], list[Rule]]],
) -> None:
    made = [page(*words, rules=(*rules, *more), number=n) for n, (words, rules, more) in enumerate(pages, start=1)]
    # What pages repeat at their edges may go; here no line is repeated, for each page has letters of its own.
    marked = [
        Page(
            p.number, WIDTH, HEIGHT, tuple(Word(w.text + "一二三"[i], w.x0, w.y0, w.x1, w.y1) for w in p.words), p.rules
        )
        for i, p in enumerate(made)
    ]
    printed = "".join(
        block.text if isinstance(block, Paragraph) else "".join(cell.text for cell in block.cells)
        for block in blocks(marked)
    )
    assert Counter("".join(printed.split())) == Counter("".join(w.text for p in marked for w in p.words))
