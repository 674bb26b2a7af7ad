"""The list of reports that are owed, as a finance bureau writes it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from orchestration.expected_reports import ExpectedReport, read_expected

OWED = ExpectedReport("652825", "且末县档案馆", 2023, "final_accounts", date(2024, 9, 30))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(
            "county,department,year,genre,due_on\n652825,且末县档案馆,2023,final_accounts,2024-09-30\n", id="codes"
        ),
        pytest.param(
            "县区,部门,年度,文种,应报日期\n且末县,且末县档案馆,2023年度,部门决算,2024/9/30\n", id="Chinese words"
        ),
        pytest.param(
            "应报日期,年度,部门,备注,县区,文种\n2024年9月30日,2023,且末县档案馆,急,且末县,2023年度部门决算公开\n",
            id="another order and a column of its own",
        ),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_is_read(tmp_path: Path, content: str, encoding: str) -> None:
    path = tmp_path / "expected_reports.csv"
    path.write_text(content, encoding=encoding)
    assert read_expected(path) == ([OWED], [])


def test_no_list_owes_nothing(tmp_path: Path) -> None:
    assert read_expected(tmp_path / "expected_reports.csv") == ([], [])


def test_a_report_without_a_due_date_is_owed_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "owed.csv"
    path.write_text("county,department,year,genre,due_on\n652825,且末县档案馆,2023,部门决算,\n", encoding="utf-8")
    ((report,), bad) = read_expected(path)
    assert (report.due_on, bad) == (None, [])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param(
            "朝阳区,某局,2023,部门决算,", "counties have this name: write the six-digit code", id="ambiguous county"
        ),
        pytest.param("东海龙宫,某局,2023,部门决算,", "no county has it as full name or code", id="unknown county"),
        pytest.param("652825,,2023,部门决算,", "department is empty", id="no department"),
        pytest.param("652825,某局,23,部门决算,", "year is '23'; expected four digits", id="short year"),
        pytest.param(
            "652825,某局,2023,年报,", "genre is '年报'; expected one of performance_monitoring", id="no genre"
        ),
        pytest.param("652825,某局,2023,部门决算,9月", "due_on is '9月'; expected a day", id="no day"),
        pytest.param("且末县,且末县档案馆,2023,决算公开,", "is about the same as line 2", id="the same report twice"),
    ],
)
def test_a_line_that_cannot_be_used_is_told_and_the_others_count(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "owed.csv"
    good = "652825,且末县档案馆,2023,部门决算,2024-09-30"
    path.write_text(f"county,department,year,genre,due_on\n{good}\n\n{line}\n", encoding="utf-8")
    reports, (bad,) = read_expected(path)
    assert reports == [OWED]
    assert str(bad).startswith("owed.csv, line 4: ")
    assert said in str(bad)
