"""The workbook as it is sent, and as it comes back answered."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from orchestration.alerts.answered import NotAnAnswerSheet, read_answers
from orchestration.alerts.columns import BY, CHECK, FILES, GUIDE, KEY, REASON, UNDELIVERED, UNTIL, WIDTHS
from orchestration.alerts.events import News
from orchestration.alerts.models import Finding, HeldFile, Kind, Undelivered
from orchestration.alerts.reading import read_findings
from orchestration.alerts.sheet import sheet_names, workbook
from orchestration.home import Home
from orchestration.waivers import read_waivers, waive_answered

Make = Callable[..., Finding]
TODAY = date(2026, 11, 22)


def sheet_of(*findings: Finding) -> openpyxl.Workbook:
    news = [News(Kind.new, finding, finding.state, None) for finding in findings]
    return openpyxl.load_workbook(io.BytesIO(workbook(news, datetime(2026, 11, 22, 10, tzinfo=UTC))))


def fill(book: openpyxl.Workbook, sheet: str, row: int, **answers: Any) -> None:
    columns = {cell.value: cell.column for cell in book[sheet][1]}
    names = {"reason": REASON, "by": BY, "until": UNTIL, "key": KEY, "check": CHECK}
    for name, value in answers.items():
        book[sheet].cell(row, columns[names[name]]).value = value


def test_one_sheet_per_department_with_a_frozen_header(make: Make) -> None:
    book = sheet_of(make("a"), make("b", department="大关县林业局"), make("c", severity="info"))
    assert book.sheetnames == [GUIDE, "大关县林业局", "大关县水利局"]
    sheet = book["大关县水利局"]
    assert [cell.value for cell in sheet[1]] == list(WIDTHS)
    assert sheet.freeze_panes == "D2"
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["错误", "提示"]
    assert sheet.auto_filter.ref.startswith("A1")


def test_what_a_message_only_counts_is_in_the_workbook(make: Make, tmp_path: Path) -> None:
    file = HeldFile("file:p", "=530624/空.docx", "h", "530624", "大关县", "empty_file", "文件是空的", "请重新报送")
    lost = Undelivered("delivery:1", "科员", "3ab380d702", 7, "HTTP 500")
    news = [News(Kind.new, make("a"), "open", None), News(Kind.held, file, "held", None)]
    news.append(News(Kind.undelivered, lost, "undelivered", None))
    sent = tmp_path / "list.xlsx"
    sent.write_bytes(workbook(news, datetime(2026, 11, 22, 10, tzinfo=UTC)))
    book = openpyxl.load_workbook(sent)
    assert book.sheetnames == [GUIDE, "大关县水利局", FILES, UNDELIVERED]
    assert [cell.value for cell in book[FILES][2]] == ["大关县", "=530624/空.docx", "文件是空的", "请重新报送"]
    assert (book[FILES]["B2"].data_type, book[FILES]["B2"].quotePrefix) == ("s", True)
    assert [cell.value for cell in book[UNDELIVERED][2]] == ["科员", "3ab380d702", "7", "HTTP 500"]
    # Neither sheet keeps the others from being read back.
    assert read_answers(sent) == []


@pytest.mark.parametrize("begin", ["=", "+", "-", "@"])
def test_nothing_from_a_report_becomes_a_formula(make: Make, begin: str) -> None:
    words = begin + 'HYPERLINK("http://evil","x")'
    sheet = sheet_of(make("a", subject=words, fiscal_year="", sentence=words))["大关县水利局"]
    cells = [cell for cell in sheet[2] if cell.value and str(cell.value).startswith(begin)]
    assert len(cells) >= 1
    for cell in cells:
        assert cell.data_type == "s"
        assert cell.quotePrefix


def test_sheet_names_are_such_as_excel_takes() -> None:
    names = sheet_names(["水利局" * 20, "水利局" * 20 + "二", "a/b:c", "A／B：C", GUIDE])
    assert all(len(name) <= 31 for name in names.values())
    assert len({name.lower() for name in names.values()} | {GUIDE}) == 6


@pytest.fixture
def published(publish: Callable[..., None], tmp_path: Path) -> Home:
    publish([("aaa1", "open", "critical", "2463000"), ("bbb2", "open", "warning", "2500000.5")])
    return Home(tmp_path / "home")


def answered(home: Home, tmp_path: Path, change: Callable[[openpyxl.Workbook], None]) -> Path:
    """Return the workbook of the published findings after somebody has filled it in."""
    with duckdb.connect(home.warehouse, read_only=True) as connection:
        book = sheet_of(*read_findings(connection))
    change(book)
    path = tmp_path / "回复.xlsx"
    book.save(path)
    return path


def taken(home: Home, path: Path) -> tuple[list[str], list[str]]:
    with duckdb.connect(home.warehouse, read_only=True) as connection:
        return waive_answered(connection, home, read_answers(path), "管理员", TODAY)


def test_what_is_filled_in_becomes_waivers(published: Home, tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        fill(book, "大关县水利局", 2, reason="含上年结转", by="李", until=date(2026, 12, 31))
        fill(book, "大关县水利局", 3, reason="口径不同", until="2027年1月5日")

    assert taken(published, answered(published, tmp_path, change))[1] == []
    waivers, bad = read_waivers(published.waivers)
    assert bad == []
    assert [(one.finding_key, one.waiver_reason, one.waived_by, one.waiver_until) for one in waivers] == [
        ("aaa1", "含上年结转", "李", date(2026, 12, 31)),
        ("bbb2", "口径不同", "管理员", date(2027, 1, 5)),
    ]


def test_an_empty_sheet_waives_nothing(published: Home, tmp_path: Path) -> None:
    assert taken(published, answered(published, tmp_path, lambda book: None)) == ([], [])
    assert read_waivers(published.waivers) == ([], [])


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        pytest.param({"by": "李"}, "--reason is empty (出错说明", id="a name without a reason"),
        pytest.param({"reason": "x", "until": "明年"}, "有效期 is '明年'; expected a day", id="no day"),
        pytest.param({"reason": "x", "until": date(2026, 1, 1)}, "2026-01-01 has passed", id="a day that has passed"),
        pytest.param({"reason": "x", "key": "zzz"}, "no finding in the snapshot", id="an unknown finding"),
        pytest.param({"reason": "x", "key": "aaa1"}, "changed since the sheet", id="key and check do not match"),
        pytest.param({"reason": "x", "check": "0" * 12}, "changed since the sheet", id="figures changed meanwhile"),
    ],
)
def test_a_wrong_row_is_told_with_its_place_and_the_others_count(
    published: Home, tmp_path: Path, wrong: dict[str, Any], message: str
) -> None:
    def change(book: openpyxl.Workbook) -> None:
        fill(book, "大关县水利局", 2, reason="含上年结转")
        fill(book, "大关县水利局", 3, **wrong)

    written, (refused,) = taken(published, answered(published, tmp_path, change))
    assert "回复.xlsx, sheet 大关县水利局, row 3: " in refused
    assert message in refused
    assert len(written) == 1
    assert [waiver.finding_key for waiver in read_waivers(published.waivers)[0]] == ["aaa1"]


def test_a_row_answered_twice_counts_once(published: Home, tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        fill(book, "大关县水利局", 2, reason="一")
        check = book["大关县水利局"].cell(2, list(WIDTHS).index(CHECK) + 1).value
        fill(book, "大关县水利局", 3, reason="二", key="aaa1", check=check)

    written, (refused,) = taken(published, answered(published, tmp_path, change))
    assert "answered in an earlier row" in refused
    assert len(written) == 1


def test_other_waivers_stay(published: Home, tmp_path: Path) -> None:
    published.waivers.write_text(
        "finding_key,rule_version,stated,expected,tolerance,reason,by,until,备注\nzzz,v1,1,2,0,旧,王,,留着\n"
    )
    taken(published, answered(published, tmp_path, lambda book: fill(book, "大关县水利局", 2, reason="新")))
    with published.waivers.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["finding_key"], row["备注"]) for row in rows] == [("zzz", "留着"), ("aaa1", "")]


@pytest.mark.parametrize(
    ("make_file", "message"),
    [
        pytest.param(lambda path: None, "no such file", id="no file"),
        pytest.param(lambda path: path.write_bytes(b"no workbook"), "no workbook that can be read", id="no workbook"),
        pytest.param(lambda path: openpyxl.Workbook().save(path), "no sheet of findings", id="an empty workbook"),
    ],
)
def test_a_file_that_is_no_answer_sheet(tmp_path: Path, make_file: Callable[[Path], object], message: str) -> None:
    path = tmp_path / "x.xlsx"
    make_file(path)
    with pytest.raises(NotAnAnswerSheet, match=message):
        read_answers(path)


def test_a_sheet_that_lost_its_header_is_named(published: Home, tmp_path: Path) -> None:
    path = answered(published, tmp_path, lambda book: book["大关县水利局"].delete_cols(list(WIDTHS).index(KEY) + 1))
    with pytest.raises(NotAnAnswerSheet, match="sheet 大关县水利局: no column 问题编号 in its first row"):
        read_answers(path)
