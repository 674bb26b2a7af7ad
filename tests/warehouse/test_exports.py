"""Exports: what is in the files is what is in the snapshot, and the manifest says so."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import duckdb
import openpyxl
import polars as pl
import pytest

from orchestration.exports.parquet import export_parquet
from orchestration.exports.selection import NothingThere, OutTaken, Selection
from orchestration.exports.workbooks import export_workbooks


@pytest.fixture(scope="module")
def parquet(snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("export") / "parquet"
    export_parquet(snapshot.resolve(), out, Selection())
    return out


def manifest(out: Path) -> dict:
    return json.loads((out / "manifest.json").read_text(encoding="utf-8"))


def test_each_table_comes_back_row_by_row(parquet: Path, db: duckdb.DuckDBPyConnection) -> None:
    for table, rows in manifest(parquet)["tables"].items():
        files = f"read_parquet('{parquet / table}/**/*.parquet', hive_partitioning = false)"
        for left, right in ((table, files), (files, table)):
            assert db.sql(f"from {left} except all from {right}").fetchall() == [], table
        assert db.sql(f"select count(*) from {table}").fetchall() == [(rows,)]
    facts = db.sql("select table_name from duckdb_tables() where schema_name in ('marts', 'analysis')").fetchall()
    assert {name for (name,) in facts} <= {table.split(".")[1] for table in manifest(parquet)["tables"]}


def test_manifest_names_the_load_and_proves_each_file(parquet: Path, db: duckdb.DuckDBPyConnection) -> None:
    said = manifest(parquet)
    assert [(said["load_id"],)] == db.sql("select max(load_id) from ops.load").fetchall()
    assert {file["path"] for file in said["files"]} == {
        str(path.relative_to(parquet)) for path in parquet.rglob("*.parquet")
    }
    for file in said["files"]:
        content = (parquet / file["path"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())


def test_facts_lie_by_county_and_year_and_keep_codes_as_text(parquet: Path) -> None:
    part = parquet / "marts.fct_budget" / "county_code=430423" / "fiscal_year=2022"
    frame = pl.read_parquet(part / "*.parquet", hive_partitioning=False)
    assert set(frame["county_code"]) == {"430423"}
    assert frame.schema["amount_yuan"] == pl.Decimal(20, 2)


def test_one_snapshot_gives_the_same_bytes_again(parquet: Path, snapshot: Path) -> None:
    before = (parquet / "manifest.json").read_bytes()
    export_parquet(snapshot.resolve(), parquet, Selection())
    assert (parquet / "manifest.json").read_bytes() == before


def test_a_selection_leaves_the_others_out(snapshot: Path, tmp_path: Path) -> None:
    export_parquet(snapshot.resolve(), tmp_path / "out", Selection(("430423",), (2022,)))
    frame = pl.read_parquet(tmp_path / "out" / "marts.fct_budget" / "**" / "*.parquet", hive_partitioning=False)
    assert frame.select("county_code", "fiscal_year").unique().rows() == [("430423", 2022)]


@pytest.mark.parametrize(
    ("selection", "said"),
    [
        pytest.param(Selection(("999999",)), "--county 999999: no report", id="county"),
        pytest.param(Selection(years=(1999,)), "--year 1999: no report; those with reports are 2021", id="year"),
    ],
)
def test_nothing_to_export_is_told_and_writes_nothing(
    snapshot: Path, tmp_path: Path, selection: Selection, said: str
) -> None:
    for export in (export_parquet, export_workbooks):
        with pytest.raises(NothingThere, match=said):
            export(snapshot.resolve(), tmp_path / "out", selection)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_other_files_is_left_alone(snapshot: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutTaken, match="no earlier export"):
        export_parquet(snapshot.resolve(), tmp_path, Selection())
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_workbook_of_a_county_and_year_has_its_rows_in_chinese(
    snapshot: Path, tmp_path: Path, db: duckdb.DuckDBPyConnection
) -> None:
    files = export_workbooks(snapshot.resolve(), tmp_path / "out", Selection(("430423",), (2023,)))
    assert {file.path for file in files} == {"430423_衡山县_2023.xlsx"}
    book = openpyxl.load_workbook(tmp_path / "out" / "430423_衡山县_2023.xlsx")
    assert book.sheetnames[:3] == ["说明", "执行情况", "问题清单"]
    counted = {file.table: file.rows for file in files}
    for table, rows in counted.items():
        assert book[table.removeprefix("zh.")].max_row == rows + 1
    assert [(counted["zh.支出"],)] == db.sql(
        "select count(*) from marts.fct_spending where county_code = '430423' and fiscal_year = 2023"
    ).fetchall()
    header = [cell.value for cell in book["支出"][1]]
    assert {"部门", "分类", "资金来源", "金额（万元）"} <= set(header)
    assert header[-1].endswith("键")
    assert book["执行情况"].freeze_panes == "A2"
    assert not [cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
