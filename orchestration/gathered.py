"""The clean tables of all partitions, gathered in one DuckDB file that dbt reads.

Ten thousands of small Parquet files take longer to open than to read, and dbt opens each of them for every model. The
file follows `clean`: only partitions that changed since are taken out and put in again, in one transaction. It can be
deleted at any time.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Collection
from pathlib import Path

import duckdb
import polars as pl

from ingest import store
from ingest.records import TABLES
from orchestration.bounds import Bounds
from orchestration.home import Home
from orchestration.retired import OF_DOCUMENTS, published_documents

logger = logging.getLogger("budget_warehouse")

#: In the place of a partition: the documents that are no longer in the landing folder.
_RETIRED = "retired"


def gather(home: Home, bounds: Bounds | None = None) -> None:
    """Bring the gathered tables to what lies in `clean` and `retired`; a file that cannot be read is made anew."""
    home.gathered.parent.mkdir(parents=True, exist_ok=True)
    try:
        _gather(home, bounds)
    except duckdb.Error as error:
        if "space left" in str(error).lower():
            raise
        logger.info("%s: made anew (%s)", home.gathered, " ".join(str(error).split())[:200])
        forget(home)
        _gather(home, bounds)


def forget(home: Home) -> None:
    """Delete the gathered tables."""
    for path in (home.gathered, home.gathered.with_suffix(".duckdb.wal")):
        path.unlink(missing_ok=True)


def _gather(home: Home, bounds: Bounds | None) -> None:
    here = _marks(home.clean)
    with duckdb.connect(home.gathered, config=bounds.config if bounds else {}) as connection:
        connection.execute("begin")
        _lay_out(connection, home.work / "shape.parquet")
        known = dict(connection.execute("select stem, mark from partition where stem <> ?", [_RETIRED]).fetchall())
        stale = [stem for stem in known if known[stem] != here.get(stem)]
        fresh = [stem for stem in here if known.get(stem) != here[stem]]
        for table in TABLES:
            _take_out(connection, table, stale)
            paths = [path for stem in fresh if (path := home.clean / table / f"{stem}.parquet").exists()]
            if paths:
                _put_in(connection, table, paths)
        connection.execute("delete from partition where stem in (select unnest(cast(? as varchar[])))", [stale])
        if fresh:
            connection.executemany("insert into partition values (?, ?)", [(stem, here[stem]) for stem in fresh])
        _retire(connection, home)
        connection.execute("commit")


def _lay_out(connection: duckdb.DuckDBPyConnection, shape: Path) -> None:
    connection.execute("create table if not exists partition (stem varchar primary key, mark varchar)")
    for table, columns in TABLES.items():
        # Polars' types as DuckDB has them; a column that was added since makes the file unreadable, and so made anew.
        store.write_frame(shape, pl.DataFrame(schema={**columns, "stem": pl.String}))
        connection.execute(f'create table if not exists "{table}" as from read_parquet(?)', [str(shape)])
        connection.execute(f'insert into "{table}" by name from read_parquet(?)', [str(shape)])
    shape.unlink()


def _marks(clean: Path) -> dict[str, str]:
    """Return for each partition in `clean` a mark that changes when one of its files was written."""
    written: dict[str, list[tuple[str, int, int, int]]] = {}
    for table in sorted(TABLES):
        for path in sorted((clean / table).glob("*.parquet")):
            stat = path.stat()
            written.setdefault(path.stem, []).append((table, stat.st_mtime_ns, stat.st_size, stat.st_ino))
    return {stem: hashlib.sha256(repr(files).encode()).hexdigest()[:16] for stem, files in written.items()}


def _take_out(connection: duckdb.DuckDBPyConnection, table: str, stems: Collection[str]) -> None:
    connection.execute(f'delete from "{table}" where stem in (select unnest(cast(? as varchar[])))', [list(stems)])


def _put_in(connection: duckdb.DuckDBPyConnection, table: str, paths: Collection[Path], stem: str = "") -> None:
    source, files = "read_parquet(?, union_by_name = true, filename = true)", [str(path) for path in paths]
    # What an older version put aside lacks the columns that came since; they are NULL.
    written = {column[0] for column in connection.execute(f"from {source} limit 0", [files]).description or ()}
    columns = ", ".join(f'"{name}"' for name in TABLES[table] if name in written)
    named = f"'{stem}'" if stem else "parse_filename(filename, true)"
    connection.execute(f'insert into "{table}" by name select {columns}, {named} as stem from {source}', [files])


def _retire(connection: duckdb.DuckDBPyConnection, home: Home) -> None:
    """Put in what was published once and lies in no partition any more, as revisions that are not current."""
    was_published = sorted(published_documents(home))
    for table in OF_DOCUMENTS:
        _take_out(connection, table, [_RETIRED])
        if paths := sorted((home.retired / table).glob("*.parquet")):
            _put_in(connection, table, paths, _RETIRED)
            connection.execute(
                f"""
                delete from "{table}" where stem = '{_RETIRED}' and (
                    document_sha256 not in (select unnest(cast(? as varchar[])))
                    or document_sha256 in (select document_sha256 from report where stem <> '{_RETIRED}')
                )
                """,
                [was_published],
            )
    connection.execute(f"update report set is_current = false where stem = '{_RETIRED}'")
