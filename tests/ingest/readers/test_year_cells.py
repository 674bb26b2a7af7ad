"""Figures by year with a cell a line: rows where each label has a number for each title, lines elsewhere."""

from __future__ import annotations

import time

from ingest.document import Table
from ingest.readers import plain

TITLES = "经费控制情况(万元\n\n2021 年决算数\n2022 年预算数\n2022 年决算数\n"
GUESTS = "公务接待费\n3.2\n4.0\n2.9\n"
CARS = "公车运行维护费\n5.1\n5.5\n5.0\n"


def rows(text: str) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    tables = [part for part in plain.read(text.encode()).content if isinstance(part, Table)]
    assert len(tables) < 2
    for cell in tables[0].cells if tables else ():
        found.setdefault(cell.row, []).append(cell.text)
    return [found[row] for row in sorted(found)]


def test_rows_by_year_are_counted_off_and_the_lost_bracket_is_put_back() -> None:
    assert rows("茂县文化馆\n" + TITLES + GUESTS + "专项经费\n" + CARS + "说明:无\n") == [
        ["经费控制情况(万元)", "2021年决算数", "2022年预算数", "2022年决算数"],
        ["公务接待费", "3.2", "4.0", "2.9"],
        ["专项经费"],
        ["公车运行维护费", "5.1", "5.5", "5.0"],
    ]


def test_a_row_that_lacks_numbers_stands_right_of_all_titles() -> None:
    assert rows(TITLES + GUESTS + "维修费\n6\n7\n" + CARS)[2] == ["", "", "", "", "维修费", "6", "7"]


def test_one_row_alone_or_numbers_without_a_label_are_no_table() -> None:
    assert rows(TITLES + GUESTS) == rows(TITLES + "3.2\n4.0\n2.9\n5.1\n5.5\n5.0\n") == []


def test_staff_stands_below_its_titles_where_there_is_a_number_for_each() -> None:
    titles = "编制数\n2022年实际在职人数\n控制率\n"
    assert rows(titles + "20\n18\n90%\n经费\n")[1] == ["", "20", "18", "90%"]
    assert rows(titles + "20\n18\n经费\n") == rows(titles + "20\n18\n90%\n5\n") == []


def test_time_is_linear() -> None:
    text = "2021年决算数\n2022年预算数\n经费\n" * 4000
    start = time.perf_counter()
    rows(text)
    assert time.perf_counter() - start < 4
