"""The data dictionary says something of every column that is published, and what it says is so."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import fastexcel
import polars as pl
import pytest

from orchestration.described import published_tables
from orchestration.dictionary import HEADER, build_dictionary


@pytest.fixture(scope="module")
def folder(snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dictionary")
    build_dictionary(snapshot.resolve(), out)
    return out


@pytest.fixture(scope="module")
def sheet(folder: Path) -> pl.DataFrame:
    return fastexcel.read_excel(folder / "dictionary.xlsx").load_sheet(0, dtypes="string").to_polars()


def test_every_published_column_is_in_it_and_no_other(sheet: pl.DataFrame, db: duckdb.DuckDBPyConnection) -> None:
    found = db.sql(
        "select schema_name, table_name, column_name from duckdb_columns() where not internal and schema_name <> 'zh'"
    ).fetchall()
    assert set(sheet.select("模式", "表", "列").rows()) == set(found)
    assert tuple(sheet.columns) == HEADER


def test_every_column_has_a_chinese_name_a_meaning_and_a_source(sheet: pl.DataFrame) -> None:
    for column in ("中文名", "口径", "来源", "英文说明"):
        assert sheet.filter(pl.col(column).is_null()).select("表", "列").rows() == [], column


def test_examples_are_values_of_the_snapshot(sheet: pl.DataFrame, db: duckdb.DuckDBPyConnection) -> None:
    ((example,),) = sheet.filter(模式="marts", 表="dim_department", 列="department_name").select("示例").rows()
    assert db.execute("select count(*) from marts.dim_department where department_name = ?", [example]).fetchall() == [
        (1,)
    ]


def test_checks_name_keys_words_and_the_rules_that_judged(sheet: pl.DataFrame) -> None:
    said = {(row["表"], row["列"]): row["校验"] or "" for row in sheet.rows(named=True) if row["模式"] == "marts"}
    assert said["fct_budget", "budget_key"] == "主键，不重复；非空"
    assert "只取 initial、adjusted、approved、received" in said["fct_budget", "budget_stage"]
    assert "须在 dim_county 中" in said["dim_report", "county_code"]
    assert re.search(r"规则 .*B02", said["fct_spending", "amount_yuan"])
    assert "规则" not in said["fct_spending", "item_code"]


def test_the_page_opens_without_a_network_and_escapes(folder: Path, db: duckdb.DuckDBPyConnection) -> None:
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", page)
    for table in published_tables():
        assert f'id="{table.schema}.{table.name}"' in page
    assert "|差额| 等" not in page
    assert "&lt;" in page  # the operators of fct_indicator
