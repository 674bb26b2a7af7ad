"""The clean tables of all partitions, gathered in one DuckDB file that dbt reads.

Ten thousands of small Parquet files take longer to open than to read, and dbt opens each of them for every model. The
file follows `clean`: only partitions that changed since are taken out and put in again, in one transaction. It can be
deleted at any time.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Collection, Iterable
from pathlib import Path

import duckdb
import polars as pl

from ingest import store
from ingest.records import TABLES
from orchestration.bounds import Bounds
from orchestration.home import Home
from orchestration.retired import OF_DOCUMENTS, published_documents

logger = logging.getLogger("budget_warehouse")

#: Before the name of a partition: its documents that are no longer in the landing folder.
_RETIRED = "retired/"


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
    here = _marks(home.clean) | {_RETIRED + stem: mark for stem, mark in _marks(home.retired).items()}
    with duckdb.connect(home.gathered, config=bounds.config if bounds else {}) as connection:
        connection.execute("begin")
        _lay_out(connection, home.work / "shape.parquet")
        known = dict(connection.execute("select stem, mark from partition").fetchall())
        stale = [stem for stem in known if known[stem] != here.get(stem)]
        fresh = [stem for stem in here if known.get(stem) != here[stem]]
        _take_out(connection, ("partition", "retired"), stale)
        if fresh:
            connection.executemany("insert into partition values (?, ?)", [(stem, here[stem]) for stem in fresh])
        _take_out(connection, TABLES, [stem for stem in stale if not stem.startswith(_RETIRED)])
        for table in TABLES:
            _put_in(connection, table, home.clean, [stem for stem in fresh if not stem.startswith(_RETIRED)])
        _retire(connection, home, {stem for stem in (*stale, *fresh) if stem.startswith(_RETIRED)}, here)
        connection.execute("commit")


def _lay_out(connection: duckdb.DuckDBPyConnection, shape: Path) -> None:
    found = {name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()}
    if found and "retired" not in found:
        raise duckdb.CatalogException("laid out by an older version")
    connection.execute("create table if not exists partition (stem varchar primary key, mark varchar)")
    connection.execute(
        "create table if not exists retired (stem varchar, document_sha256 varchar, recorded_at timestamptz)"
    )
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


def _take_out(connection: duckdb.DuckDBPyConnection, tables: Iterable[str], stems: Collection[str]) -> None:
    for table in tables:
        connection.execute(f'delete from "{table}" where stem in (select unnest(cast(? as varchar[])))', [list(stems)])


def _put_in(
    connection: duckdb.DuckDBPyConnection, table: str, folder: Path, stems: Collection[str], prefix: str = ""
) -> None:
    """Insert what lies below `folder` of the partitions `stems`, which the gathered tables know with that `prefix`."""
    named = (folder / table / f"{stem.removeprefix(prefix)}.parquet" for stem in stems)
    if not (files := [str(path) for path in named if path.exists()]):
        return
    source = "read_parquet(?, union_by_name = true, filename = true)"
    # What an older version put aside lacks the columns that came since; they are NULL.
    written = {column[0] for column in connection.execute(f"from {source} limit 0", [files]).description or ()}
    columns = ", ".join(f'"{name}"' for name in TABLES[table] if name in written)
    stem = f"'{prefix}' || parse_filename(filename, true) as stem"
    connection.execute(f'insert into "{table}" by name select {columns}, {stem} from {source}', [files])


def _retire(connection: duckdb.DuckDBPyConnection, home: Home, changed: Collection[str], here: Collection[str]) -> None:
    """Bring in what was published once and lies in no partition any more, as revisions that are not current.

    One that was filed in several places stands where it was last: evidence is kept by a document's bytes. Only
    partitions of which something else was put aside or is wanted than the last time are looked at: what was ever put
    aside grows for as long as the warehouse is used.
    """
    files = [
        str(home.retired / "report" / f"{stem.removeprefix(_RETIRED)}.parquet") for stem in changed if stem in here
    ]
    if files:
        connection.execute(
            f"""
            insert into retired
            select '{_RETIRED}' || parse_filename(filename, true), document_sha256, max(recorded_at)
            from read_parquet(?, union_by_name = true, filename = true) group by all
            """,
            [files],
        )
    connection.execute(
        f"""
        create temp table wanted as
            select stem, document_sha256 from retired
            where document_sha256 in (select unnest(cast(? as varchar[]))) and document_sha256 not in (
                select document_sha256 from report where not starts_with(stem, '{_RETIRED}')
            )
            qualify row_number() over (partition by document_sha256 order by recorded_at desc, stem desc) = 1
        """,
        [sorted(published_documents(home))],
    )
    other = connection.execute(
        f"""
        with present as (select distinct stem, document_sha256 from report where starts_with(stem, '{_RETIRED}'))
        select stem from (from wanted except from present) union select stem from (from present except from wanted)
        """
    ).fetchall()
    stems = sorted({*changed, *(stem for (stem,) in other)})
    if not stems:
        return
    _take_out(connection, OF_DOCUMENTS, stems)
    for table in OF_DOCUMENTS:
        _put_in(connection, table, home.retired, [stem for stem in stems if stem in here], _RETIRED)
        connection.execute(
            f"""
            delete from "{table}" where stem in (select unnest(cast(? as varchar[])))
                and (stem, document_sha256) not in (select (stem, document_sha256) from wanted)
            """,
            [stems],
        )
    connection.execute(f"update report set is_current = false where is_current and starts_with(stem, '{_RETIRED}')")
