"""Parquet files of the facts, dimensions, analysis marts and findings, partitioned by county and year."""

from __future__ import annotations

from pathlib import Path

import duckdb

from orchestration.exports.manifest import Written, write_manifest
from orchestration.exports.selection import Selection, check_known, whole_folder

#: Schemas that are exported whole, and single tables of others.
SCHEMAS, TABLES = ("marts", "analysis"), ("quality.finding", "quality.dim_rule", "quality.completeness")

PARTITIONS = ("county_code", "fiscal_year")


def export_parquet(snapshot: Path, out: Path, selection: Selection) -> list[Written]:
    """Write `<schema>.<table>/county_code=…/fiscal_year=…/*.parquet` and a manifest below `out`; return the files.

    A table without both columns is one file. The partition columns also stand in the files, where a code stays text.
    Rows are ordered, so that one snapshot always gives the same bytes. Raises OutTaken, NothingThere.
    """
    with whole_folder(out) as folder, duckdb.connect(snapshot, read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        check_known(connection, selection)
        files = [file for table in _tables(connection) for file in _write(connection, table, folder, selection)]
        write_manifest(folder, "parquet", selection, files, connection)
    return files


def _tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        "select schema_name || '.' || table_name from duckdb_tables() order by schema_name, table_name"
    ).fetchall()
    return [name for (name,) in rows if name.split(".")[0] in SCHEMAS or name in TABLES]


def _write(connection: duckdb.DuckDBPyConnection, table: str, folder: Path, selection: Selection) -> list[Written]:
    columns = {column[0] for column in connection.execute(f"select * from {table} limit 0").description or ()}
    county, year = (name if name in columns else None for name in PARTITIONS)
    rows = f"select * from {table}{selection.where(county, year)} order by all"
    target = folder / table
    if county and year:
        options = f", partition_by ({', '.join(PARTITIONS)}), write_partition_columns true"
    else:
        target.mkdir()
        target, options = target / "data.parquet", ""
    connection.execute(f"copy ({rows}) to '{_escaped(target)}' (format parquet, compression zstd{options})")
    # A partitioned table without rows leaves no folder.
    paths = sorted((folder / table).rglob("*.parquet")) if (folder / table).is_dir() else []
    return [Written(str(path.relative_to(folder)), table, _height(connection, path)) for path in paths]


def _height(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    ((rows,),) = connection.execute("select num_rows from parquet_file_metadata(?)", [str(path)]).fetchall()
    return int(rows)


def _escaped(path: Path) -> str:
    return str(path).replace("'", "''")
