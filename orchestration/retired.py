"""Facts of documents that no longer lie in the landing folder: kept, so that history stays complete.

A document that was replaced in place or taken away leaves `clean` with its partition. Its rows are put aside before,
below `<home>/retired`, one Parquet file per table and partition, and stand in `history` and `evidence` for good. Beside
`published` this folder is the only memory: it cannot be made anew.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import duckdb
import polars as pl

from ingest import store
from ingest.records import TABLES
from ingest.routing import Partition
from orchestration.home import Home

#: Tables with the facts of documents, the reports last: rows without their report are not looked at.
OF_DOCUMENTS = (*(name for name in TABLES if name not in ("document", "report")), "report")


def retire(home: Home, partition: Partition, staying: Collection[str] = ()) -> None:
    """Put aside the clean rows of each document of `partition` whose SHA-256 is not among `staying`.

    To be called before the partition is written anew or removed; called twice it changes nothing.
    """
    path = home.clean / "report" / f"{partition.stem}.parquet"
    if not path.exists():
        return
    leaving = set(pl.read_parquet(path, columns=["document_sha256"])["document_sha256"]) - set(staying)
    if not leaving:
        return
    is_leaving = pl.col("document_sha256").is_in(leaving)
    rows: dict[Path, pl.LazyFrame] = {}
    for table in OF_DOCUMENTS:
        if not (home.clean / table / path.name).exists():
            continue  # somebody deleted it
        gone = pl.scan_parquet(home.clean / table / path.name).filter(is_leaving)
        before = home.retired / table / path.name
        if before.exists():
            gone = pl.concat([pl.scan_parquet(before).filter(~is_leaving), gone], how="diagonal_relaxed")
        rows[before] = gone
    # Read together: the tables are small, and each collection waits for all threads.
    for before, frame in zip(rows, pl.collect_all(list(rows.values())), strict=True):
        if frame.height or before.exists():
            store.write_frame(before, frame)


def published_documents(home: Home) -> set[str]:
    """Return the SHA-256 of every document whose facts stand in the last snapshot's history."""
    if not home.warehouse.exists():
        return set()
    with duckdb.connect(home.warehouse.resolve(), read_only=True) as connection:
        known = connection.execute(
            "select 1 from duckdb_tables() where schema_name = 'history' and table_name = 'dim_report'"
        ).fetchall()
        rows = connection.execute("select distinct document_sha256 from history.dim_report").fetchall() if known else []
    return {sha256 for (sha256,) in rows}
