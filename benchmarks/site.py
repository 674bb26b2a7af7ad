"""How long the review pages take to build: all of them, again with nothing changed, and with one report in a hundred.

    python -m benchmarks.site --home data                     after `make load`; 1,000 and 20,000 reports
    python -m benchmarks.site --home data --reports 3000

The snapshot is the one published below the home, written many times over under other keys and in other counties:
reports with real tables, figures and findings. Page pictures are not part of it, for the samples have no pages.
"""

from __future__ import annotations

import argparse
import math
import resource
import shutil
import tempfile
import time
from pathlib import Path

import duckdb

from orchestration.home import Home
from orchestration.review.site import build_site

#: Tables about no report.
_WHOLE = {"dim_county", "dim_word", "dim_rule", "dim_function", "dim_economic_class"}
#: Columns that name something of one report, beside those that end in `_key`; of some there is a list.
_NAMES = ("figure_id", "section_id", "document_sha256", "sha256", "source_path")
_LISTS = ("figure_ids", "operand_figure_ids")
#: Copies of the samples that lie in the same counties: about 60 departments in each.
_TOGETHER = 14


def multiply(source: Path, target: Path, reports: int) -> int:
    """Write a snapshot with about `reports` reports, copies of those in `source`; return how many there are."""
    with duckdb.connect(target) as connection:
        connection.execute(f"attach '{source}' as source (read_only)")
        loaded = connection.execute("select count(*) from source.marts.dim_report").fetchone()
        if not loaded or not loaded[0]:
            raise SystemExit(f"{source}: no reports; run `make load` first")
        copies = math.ceil(reports / loaded[0])
        connection.execute(
            """
            create temp table place as
            with here as (
                select county_code, row_number() over (order by county_code) - 1 as place
                from (select distinct county_code from source.marts.dim_report)
            ),
            all_counties as (
                select county_code as other, row_number() over (order by county_code) - 1 as place
                from source.marts.dim_county
            )
            select k, county_code, other
            from range(?) as copy (k), here, all_counties
            where all_counties.place = (k // ?) * (select count(*) from here) + here.place
            """,
            [copies, _TOGETHER],
        )
        tables = connection.execute(
            "select table_schema, table_name from information_schema.tables where table_catalog = 'source'"
            " and table_type = 'BASE TABLE'"
        ).fetchall()
        for schema, name in tables:
            connection.execute(f"create schema if not exists {schema}")
            connection.execute(f"create table {schema}.{name} as {_copied(connection, schema, name)}")
        return copies * int(loaded[0])


def _copied(connection: duckdb.DuckDBPyConnection, schema: str, name: str) -> str:
    table = f"source.{schema}.{name}"
    if name in _WHOLE:
        return f"from {table}"
    columns = [column for column, *_ in connection.execute(f"describe {table}").fetchall()]
    new = [f"{c} || '-' || copy.k as {c}" for c in columns if c.endswith("_key") or c in _NAMES]
    new += [f"list_transform({c}, lambda one: one || '-' || copy.k) as {c}" for c in columns if c in _LISTS]
    if not new:
        return f"from {table}"
    if "county_code" not in columns:
        copies = "(select distinct k from place)"
        return f"select source.* replace ({', '.join(new)}) from {table} as source, {copies} as copy"
    new.append("copy.other as county_code")
    return f"select source.* replace ({', '.join(new)}) from {table} as source join place as copy using (county_code)"


def change(snapshot: Path, one_in: int) -> int:
    """Add a yuan to the amounts of one report in `one_in`; return how many reports."""
    with duckdb.connect(snapshot) as connection:
        connection.execute(
            "update marts.fct_spending set amount_yuan = amount_yuan + 1"
            " where report_key in (select report_key from marts.dim_report where hash(report_key) % ? = 0)",
            [one_in],
        )
        counted = connection.execute(
            "select count(*) from marts.dim_report where hash(report_key) % ? = 0", [one_in]
        ).fetchone()
    return int(counted[0]) if counted else 0


def measure(title: str, snapshot: Path, out: Path, before: Path | None) -> None:
    """Build once and print seconds, files and the memory this process has needed so far."""
    out.mkdir(parents=True)
    clock, processor = time.perf_counter(), time.process_time()
    build_site(snapshot, out, before)
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    files = [path for path in out.rglob("*") if path.is_file()]
    linked = sum(path.stat().st_nlink > 1 for path in files)
    size = sum(path.stat().st_size for path in files) / 2**20
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{title:<34} {clock:7.1f} s   processor {processor:7.1f} s   {len(files):7,} files, {linked:,} linked"
        f"   {size:6,.0f} MB   memory {largest:6,.0f} MB",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, default=Path("data"))
    parser.add_argument("--reports", type=int, nargs="+", default=[1000, 20_000])
    options = parser.parse_args()
    published = Home(options.home).warehouse.resolve()
    for wanted in options.reports:
        with tempfile.TemporaryDirectory() as folder:
            # As deep as in a home: whoever builds looks for the survey from there.
            snapshot = Path(folder) / "published" / "snapshots" / "many.duckdb"
            snapshot.parent.mkdir(parents=True)
            reports = multiply(published, snapshot, wanted)
            full, again, some = (Path(folder) / name for name in ("full", "again", "some"))
            measure(f"{reports:,} reports, all", snapshot, full, None)
            measure(f"{reports:,} reports, nothing changed", snapshot, again, full)
            shutil.rmtree(again)
            changed = change(snapshot, 100)
            measure(f"{reports:,} reports, {changed:,} changed", snapshot, some, full)


if __name__ == "__main__":
    main()
