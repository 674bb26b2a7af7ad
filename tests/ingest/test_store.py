"""Parquet partitions: written whole or not at all, read back as they were."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from ingest import store
from ingest.records import TABLES

FRAME = pl.DataFrame(
    {"key": ["a", None], "aliases": [["县委办"], []], "amount_yuan": ["1.20", "3"]},
    schema={"key": pl.String, "aliases": pl.List(pl.String), "amount_yuan": pl.String},
).with_columns(pl.col("amount_yuan").cast(pl.Decimal(20, 2)))


def everything_below(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    store.write_tables(tmp_path, "513223-2023", {"amount": FRAME, "rate": FRAME.clear()})
    read = {table: pl.read_parquet(tmp_path / table / "513223-2023.parquet") for table in ("amount", "rate")}
    assert_frame_equal(read["amount"], FRAME)
    assert_frame_equal(read["rate"], FRAME.clear())


@pytest.mark.parametrize("table", TABLES)
def test_a_clean_table_without_rows_keeps_its_columns(tmp_path: Path, table: str) -> None:
    store.write_tables(tmp_path, "p", {table: pl.DataFrame(schema=TABLES[table])})
    assert pl.read_parquet(tmp_path / table / "p.parquet").schema == pl.Schema(TABLES[table])


def test_nothing_but_the_partition_is_left_behind(tmp_path: Path) -> None:
    store.write_frame(tmp_path / "amount" / "p.parquet", FRAME)
    store.write_frame(tmp_path / "amount" / "p.parquet", FRAME.head(1))
    assert everything_below(tmp_path) == ["amount/p.parquet"]
    assert pl.read_parquet(tmp_path / "amount" / "p.parquet").height == 1


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "p.parquet"
    store.write_frame(path, FRAME)

    def half(self: pl.DataFrame, file: Path, **_: object) -> None:
        file.write_bytes(b"PAR1")
        raise OSError("disk full")

    monkeypatch.setattr(pl.DataFrame, "write_parquet", half)
    with pytest.raises(OSError, match="disk full"):
        store.write_frame(path, FRAME.head(1))
    assert everything_below(tmp_path) == ["p.parquet"]
    assert_frame_equal(pl.read_parquet(path), FRAME)


def test_a_missing_partition_is_an_error_not_an_empty_table(tmp_path: Path) -> None:
    store.write_bundle(tmp_path / "p.arrows", {"amount": FRAME}, {})
    with pytest.raises(FileNotFoundError):
        store.read_bundle(tmp_path / "q.arrows")


def test_a_bundle_is_read_back_with_its_empty_tables_and_only_as_what_it_was_made_by(tmp_path: Path) -> None:
    path = tmp_path / "513223-2023.arrows"
    store.write_bundle(path, {"amount": FRAME, "rate": FRAME.clear()}, {"version": "1", "certainty": "a"})
    for asked in (None, {"version": "1"}, {"certainty": "a", "version": "1"}):
        read = store.read_bundle(path, asked)
        assert list(read) == ["amount", "rate"]
        assert_frame_equal(read["amount"], FRAME)
        assert_frame_equal(read["rate"], FRAME.clear())
    assert store.read_bundle(path, {"version": "2"}) == {}
    assert store.read_bundle(tmp_path / "another.arrows", {"version": "1"}) == {}
    with pytest.raises(FileNotFoundError):
        store.read_bundle(tmp_path / "another.arrows")


def test_a_bundle_cut_short_is_an_error_not_a_shorter_one(tmp_path: Path) -> None:
    path = tmp_path / "p.arrows"
    store.write_bundle(path, {"amount": FRAME, "rate": FRAME}, {})
    whole = path.read_bytes()
    for length in range(0, len(whole) - 8, 97):
        path.write_bytes(whole[:length])
        with pytest.raises((pl.exceptions.PolarsError, ValueError, OSError)):
            store.read_bundle(path)
