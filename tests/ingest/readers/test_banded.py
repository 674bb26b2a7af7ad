"""Sheets wider than the paper, whose columns go on over further pages: put side by side, or left alone."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.readers.banded import joined
from ingest.readers.page import Page, Rule, Word

TOP, STEP = 100.0, 20.0


def word(text: str, x: float, y: float) -> Word:
    return Word(text, x, y, x + sum(10 if ord(c) > 0x2000 else 5 for c in text), y + 10)


def page(number: int, rows: list[list[str]], *captions: Word, top: float = TOP) -> Page:
    words = [
        word(text, 40 + 120 * c, top + STEP * r) for r, row in enumerate(rows) for c, text in enumerate(row) if text
    ]
    return Page(number, 400.0, 600.0, (*captions, *words))


DEPARTMENT, UNIT = word("部门：某县文化馆", 40, 60), word("单位：万元", 300, 60)
NAMES = [["科目", "合计"], ["办公费", "12.50"], ["差旅费", "3.00"], ["印刷费", "4.00"]]
AMOUNTS = [["基本支出", "项目支出"], ["12.50", ""], ["1.00", "2.00"], ["", "4.00"]]


def numbers(pages: list[Page]) -> list[list[int]]:
    return [[each.number, *(number for _, number in each.bands)] for each in joined(pages)]


def test_amounts_go_beside_the_names_at_their_heights() -> None:
    (wide,) = joined([page(1, NAMES, DEPARTMENT), page(2, AMOUNTS, UNIT)])
    assert wide.bands[0][1] == 2
    line = sorted((w for w in wide.words if w.y0 == TOP + STEP), key=lambda w: w.x0)
    assert [w.text for w in line] == ["办公费", "12.50", "12.50"]
    assert [wide.number_at(w.x0) for w in line] == [1, 1, 2]


def test_three_pages_beside_each_other() -> None:
    more = [["经营支出"], ["1.50"], ["2.50"], ["3.50"]]
    assert numbers([page(1, NAMES, DEPARTMENT), page(2, AMOUNTS), page(3, more, UNIT)]) == [[1, 2, 3]]


def test_a_sheet_of_two_pages_down_and_two_across() -> None:
    longer = [["福利费", "2.00"], ["水费", "3.00"], ["电费", "1.00"]]
    rest = [["2.00", ""], ["", "3.00"], ["0.50", "0.50"]]
    pages = [
        page(1, NAMES, DEPARTMENT), page(2, longer, top=45), page(3, AMOUNTS, UNIT), page(4, rest, top=45),
        page(5, NAMES, DEPARTMENT, UNIT),
    ]  # fmt: skip
    assert numbers(pages) == [[1, 3], [2, 4], [5]]


def test_a_last_page_of_empty_cells_that_was_not_printed_is_not_missed() -> None:
    longer = [["福利费", "2.00"], ["水费", "3.00"]]
    assert numbers([page(1, NAMES, DEPARTMENT), page(2, longer, top=45), page(3, AMOUNTS, UNIT)]) == [[1, 3], [2]]


def test_a_form_that_is_whole_takes_no_other_page() -> None:
    assert numbers([page(1, NAMES, DEPARTMENT, UNIT), page(2, AMOUNTS, UNIT)]) == [[1], [2]]


def test_a_form_of_its_own_stands_alone() -> None:
    assert numbers([page(1, NAMES, DEPARTMENT), page(2, AMOUNTS, DEPARTMENT, UNIT)]) == [[1], [2]]


def test_rows_at_other_heights_stand_alone() -> None:
    assert numbers([page(1, NAMES, DEPARTMENT), page(2, AMOUNTS, UNIT, top=TOP + 7)]) == [[1], [2]]


def test_where_two_pages_would_fit_it_stands_alone() -> None:
    assert numbers([page(1, NAMES), page(2, NAMES), page(3, AMOUNTS, UNIT)]) == [[1], [2], [3]]


def test_pages_of_prose_stay_pages() -> None:
    lines = [[f"二〇二三年全县文化馆接待群众并向社会公开执行情况接受监督以及第{n}项说明"] for n in "一二三四五"]
    assert numbers([page(1, lines), page(2, lines), page(3, [["12.50"], ["3.00"]])]) == [[1], [2], [3]]


def test_what_is_cut_by_the_paper_and_printed_twice_is_once() -> None:
    def ruled(each: Page, x0: float, x1: float) -> Page:
        rules = tuple(Rule(x0, y, x1, y) for y in (90.0, 200.0))
        return Page(each.number, each.width, each.height, each.words, rules)

    first = ruled(page(1, NAMES, DEPARTMENT, word("支出", 375, 80)), 40, 380)
    second = ruled(page(2, AMOUNTS, UNIT, word("支出", 35, 80)), 40, 300)
    (wide,) = joined([first, second])
    assert [w.text for w in wide.words].count("支出") == 1


CELLS = st.sampled_from(["", "办公费", "12.50", "单位：万元", "部门：甲", "3"])
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=5)


@settings(max_examples=100, deadline=None)
@given(tables=st.lists(ROWS, min_size=1, max_size=5))
def test_whatever_pages_hold_no_word_is_lost_or_doubled(tables: list[list[list[str]]]) -> None:
    pages = [page(number, rows) for number, rows in enumerate(tables, start=1)]
    before = Counter(w.text for each in pages for w in each.words)
    assert Counter(w.text for each in joined(pages) for w in each.words) == before
