"""Answers on the terminal and in files."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import fastexcel
import polars as pl
import pytest

from orchestration.answers import NeedsFile, write
from orchestration.snapshot import Answer

ANSWER = Answer(
    ("department", "amount_yuan", "ids"),
    [("且末县委办公室", Decimal("5068300.00"), ["a", "b"]), ("x", None, None)],
)


def test_table_columns_stand_under_one_another_in_chinese_too(capsys: pytest.CaptureFixture[str]) -> None:
    write(ANSWER, "table", None)
    assert capsys.readouterr().out == (
        "department      amount_yuan  ids\n"
        "--------------  -----------  ----\n"
        "且末县委办公室   5068300.00  a, b\n"
        "x\n"
        "(2 rows)\n"
    )


def test_csv_leaves_unknown_empty(capsys: pytest.CaptureFixture[str]) -> None:
    write(ANSWER, "csv", None)
    assert capsys.readouterr().out.splitlines()[1:] == ['且末县委办公室,5068300.00,"a, b"', "x,,"]


def test_csv_file_opens_in_excel_with_its_chinese(tmp_path: Path) -> None:
    write(ANSWER, "csv", tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_json_has_numbers_lists_and_null(capsys: pytest.CaptureFixture[str]) -> None:
    write(ANSWER, "json", None)
    first, second = json.loads(capsys.readouterr().out)
    assert first == {"department": "且末县委办公室", "amount_yuan": 5068300, "ids": ["a", "b"]}
    assert second["amount_yuan"] is None


def test_parquet_keeps_decimals(tmp_path: Path) -> None:
    write(ANSWER, "parquet", tmp_path / "a.parquet")
    assert pl.read_parquet(tmp_path / "a.parquet")["amount_yuan"].to_list() == [Decimal("5068300.00"), None]


def test_workbook_holds_numbers_as_numbers_and_instants_as_utc(tmp_path: Path) -> None:
    answer = Answer((*ANSWER.columns, "at"), [(*row, datetime(2024, 6, 1, 18, tzinfo=UTC)) for row in ANSWER.rows])
    write(answer, "xlsx", tmp_path / "a.xlsx")
    frame = fastexcel.read_excel(tmp_path / "a.xlsx").load_sheet(0).to_polars()
    assert frame["amount_yuan"].to_list() == [5068300.0, None]
    assert frame["ids"].to_list()[0] == "a, b"
    assert frame["at"].to_list()[0] == datetime(2024, 6, 1, 18)


@pytest.mark.parametrize("form", ["parquet", "xlsx"])
def test_answer_without_rows_still_has_its_columns(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"a.{form}"
    write(Answer(("a", "b"), []), form, path)
    frame = pl.read_parquet(path) if form == "parquet" else fastexcel.read_excel(path).load_sheet(0).to_polars()
    assert (frame.height, frame.columns) == (0, ["a", "b"])


@pytest.mark.parametrize("form", ["parquet", "xlsx"])
def test_binary_format_asks_for_a_file(form: str) -> None:
    with pytest.raises(NeedsFile, match="--out"):
        write(ANSWER, form, None)
