"""The books that one load hands to the next: documents, findings and loads, as Parquet below `<home>/state`.

The last published snapshot is the only memory: each load begins by copying its findings, documents and loads from
there, so that a load that was killed halfway leaves no trace in the books. dbt reads these files as sources; they are
always present, with no rows before the first load.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl

from ingest import store
from ingest.records import TABLES
from orchestration.home import Home

Columns = dict[str, pl.DataType | type[pl.DataType]]

INSTANT = pl.Datetime("us", "UTC")
NUMBER = pl.Decimal(28, 8)

DOCUMENT: Columns = {
    "source_path": pl.String,
    "sha256": pl.String,
    "bytes": pl.Int64,
    "county_code": pl.String,
    "fiscal_year": pl.Int32,
    "state": pl.String,
    "reason_code": pl.String,
    "reason": pl.String,
    "first_seen_at": INSTANT,
    "last_loaded_at": INSTANT,
}

LOAD: Columns = {
    "load_id": pl.String,
    "started_at": INSTANT,
    "finished_at": INSTANT,
    "status": pl.String,
    "documents_seen": pl.Int64,
    "documents_loaded": pl.Int64,
    "documents_unchanged": pl.Int64,
    "documents_held": pl.Int64,
    "documents_rejected": pl.Int64,
    "documents_removed": pl.Int64,
    "facts": pl.Int64,
    "findings_open": pl.Int64,
    "findings_new": pl.Int64,
    "findings_resolved": pl.Int64,
    "code_version": pl.String,
    "reason": pl.String,
}

FINDING: Columns = {
    "finding_key": pl.String,
    "rule_id": pl.String,
    "severity": pl.String,
    "report_key": pl.String,
    "county_code": pl.String,
    "department_key": pl.String,
    "fiscal_year": pl.Int32,
    "subject": pl.String,
    "stated": NUMBER,
    "expected": NUMBER,
    "difference": NUMBER,
    "tolerance": NUMBER,
    "unit": pl.String,
    "message_zh": pl.String,
    "message_en": pl.String,
    "likely_explanation": pl.String,
    "figure_ids": pl.List(pl.String),
    "state": pl.String,
    "first_seen_at": INSTANT,
    "last_seen_at": INSTANT,
    "resolved_at": INSTANT,
    "waived_by": pl.String,
    "waiver_reason": pl.String,
    "waiver_until": pl.Date,
    "reopened_at": INSTANT,
    "reopened_because": pl.String,
    "rule_version": pl.String,
}

VOLUME: Columns = {
    "county_code": pl.String,
    "fiscal_year": pl.Int32,
    "documents": pl.Int64,
    "facts": pl.Int64,
}

#: Which table of the published snapshot each book is copied from, and its columns.
BOOKS: dict[str, tuple[str, Columns]] = {
    "finding": ("quality", FINDING),
    "document": ("ops", DOCUMENT),
    "load": ("ops", LOAD),
    "volume": ("quality", VOLUME),
}


def open_books(home: Home) -> None:
    """Bring every state file to what the last published snapshot says, or to no rows where nothing was published.

    Loads that published nothing since then stand in no snapshot yet; they are added to its loads.
    """
    connection = duckdb.connect(home.warehouse.resolve(), read_only=True) if home.warehouse.exists() else None
    with connection or nullcontext():
        for table, (schema, columns) in BOOKS.items():
            frame = _published(connection, home, schema, table, columns) if connection else pl.DataFrame(schema=columns)
            if table == "load":
                frame = pl.concat([frame, _unpublished(home).join(frame, on="load_id", how="anti")])
            store.write_frame(home.state / f"{table}.parquet", frame)


def enter_unpublished(home: Home, *rows: Mapping[str, object]) -> None:
    """Remember loads that stand in no snapshot, for `ops.load` of the next one; a later row of a load replaces it."""
    entered = pl.DataFrame([{name: row.get(name) for name in LOAD} for row in rows], schema=LOAD, orient="row")
    before = _unpublished(home).join(entered, on="load_id", how="anti")
    store.write_frame(home.unpublished_loads, pl.concat([before, entered]))


def enter_rolled_back(home: Home, was: Path, again: Path) -> None:
    """Keep the loads that only the snapshot `was` knows and not `again`, which takes its place: they were rolled back.

    To be called before the pointer moves: killed in between, these rows say nothing that the snapshot does not.
    """
    frames = []
    for path in (was, again):
        with duckdb.connect(path, read_only=True) as connection:
            frames.append(_published(connection, home, "ops", "load", LOAD))
    lost = frames[0].join(frames[1], on="load_id", how="anti")
    published = pl.col("status") == "published"
    rows = lost.with_columns(pl.when(published).then(pl.lit("rolled_back")).otherwise("status").alias("status"))
    enter_unpublished(home, *rows.to_dicts())


def _unpublished(home: Home) -> pl.DataFrame:
    return pl.read_parquet(home.unpublished_loads) if home.unpublished_loads.exists() else pl.DataFrame(schema=LOAD)


def _published(
    connection: duckdb.DuckDBPyConnection, home: Home, schema: str, table: str, columns: Columns
) -> pl.DataFrame:
    """Return a table of the snapshot with exactly `columns`: what an older version did not write is NULL."""
    known = connection.execute(
        "select column_name from information_schema.columns where table_schema = ? and table_name = ?",
        [schema, table],
    ).fetchall()
    common = [name for (name,) in known if name in columns]
    if not common:
        return pl.DataFrame(schema=columns)
    listed = ", ".join(f'"{name}"' for name in common)
    copy = home.work / f"{table}.parquet"
    copy.parent.mkdir(parents=True, exist_ok=True)
    connection.execute(f'copy (select {listed} from "{schema}"."{table}") to ? (format parquet)', [str(copy)])
    frame = pl.read_parquet(copy)
    copy.unlink()
    missing = [pl.lit(None).alias(name) for name in columns if name not in common]
    return frame.with_columns(missing).select(_exactly(columns))


def clean_documents(home: Home) -> pl.DataFrame:
    """Return the document rows of all partitions that were gathered."""
    copy = home.work / "clean_document.parquet"
    with duckdb.connect(home.gathered, read_only=True) as connection:
        connection.execute("copy (select * exclude (stem) from document) to ? (format parquet)", [str(copy)])
    documents = pl.read_parquet(copy)
    copy.unlink()
    return documents.select(_exactly(TABLES["document"]))


def enter_documents(
    before: pl.DataFrame,
    survey: pl.DataFrame,
    clean: pl.DataFrame,
    loaded_at: Mapping[str, datetime],
    broken: Mapping[str, str],
    now: datetime,
) -> pl.DataFrame:
    """Return the book of documents after a load: one row per file ever seen.

    `before` is the book of the last snapshot, `survey` what lies in the landing area, `clean` the documents of all
    partitions, `loaded_at` when each partition (by key) was last made, `broken` the error of each partition that could
    not be made. A file that is gone stays as `removed`; one whose partition broke is held; one that was not asked for
    (another county than the load's) is not entered yet.
    """
    file = ["source_path", "sha256"]
    columns = list(DOCUMENT)[:8]
    key = pl.concat_str("county_code", "fiscal_year", separator="|")
    read = clean.with_columns(
        pl.when(pl.col("state") == "loaded")
        .then(key.replace_strict(dict(loaded_at), default=None, return_dtype=INSTANT))
        .alias("made_at")
    ).select(*columns, "made_at")
    absent = survey.join(read, on=file, how="anti")
    failed = absent.filter(pl.col("partition").is_in(list(broken))).with_columns(
        pl.col("partition").str.split("|").list.get(0).alias("county_code"),
        pl.col("partition").str.split("|").list.get(1).cast(pl.Int32).alias("fiscal_year"),
        pl.lit("held").alias("state"),
        pl.lit("internal_error").alias("reason_code"),
        pl.col("partition").replace_strict(dict(broken), default=None, return_dtype=pl.String).alias("reason"),
    )
    unrouted = absent.filter(pl.col("partition").is_null()).with_columns(
        pl.lit(None, pl.String).alias("county_code"), pl.lit(None, pl.Int32).alias("fiscal_year")
    )
    present = pl.concat(
        [read, *(frame.select(*columns, pl.lit(None, INSTANT).alias("made_at")) for frame in (failed, unrouted))]
    ).unique("source_path", keep="first", maintain_order=True)
    known = before.select(*file, "first_seen_at", "last_loaded_at")
    present = present.join(known, on=file, how="left").with_columns(
        pl.col("first_seen_at").fill_null(now), pl.coalesce("made_at", "last_loaded_at").alias("last_loaded_at")
    )
    gone = (
        before.join(present, on=file, how="anti")
        .join(survey, on=file, how="anti")
        # another content under the same path takes the old one's place
        .join(present, on="source_path", how="anti")
        .with_columns(
            pl.lit("removed").alias("state"),
            pl.lit("removed").alias("reason_code"),
            pl.lit("the file is no longer in the landing folder").alias("reason"),
        )
    )
    still_waiting = before.join(present, on=file, how="anti").join(survey, on=file, how="semi")
    book = pl.concat([frame.select(_exactly(DOCUMENT)) for frame in (present, gone, still_waiting)])
    return book.sort(file)


def _exactly(columns: Columns) -> list[pl.Expr]:
    return [pl.col(name).cast(kind) for name, kind in columns.items()]
