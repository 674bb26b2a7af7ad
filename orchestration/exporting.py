"""The commands that write files from the snapshot: `export` for its rows, `dictionary` for what they mean."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from orchestration.console import HomeOption, home_at, reported

FolderOption = Annotated[Path, typer.Option("--out", help="Folder to write; an earlier export there is replaced.")]


class ExportFormat(StrEnum):
    """What is written."""

    parquet = "parquet"
    xlsx = "xlsx"


def export(
    out: FolderOption,
    form: Annotated[
        ExportFormat,
        typer.Option("--format", help="parquet: partitions by county and year; xlsx: a workbook for each."),
    ] = ExportFormat.parquet,
    county: Annotated[list[str] | None, typer.Option(help="Only this county (six-digit code); repeatable.")] = None,
    year: Annotated[list[int] | None, typer.Option(help="Only this fiscal year; repeatable.")] = None,
    home: HomeOption = None,
) -> None:
    """Write the marts as Parquet with a manifest, or an Excel workbook per county and year."""
    from orchestration.exports.parquet import export_parquet
    from orchestration.exports.selection import Selection
    from orchestration.exports.workbooks import export_workbooks
    from orchestration.snapshot import published_snapshot

    with reported():
        selection = Selection(tuple(county or ()), tuple(year or ()))
        write = export_parquet if form is ExportFormat.parquet else export_workbooks
        files = write(published_snapshot(home_at(home).warehouse), out, selection)
    paths = {file.path for file in files}
    typer.echo(f"{len(paths)} files, {sum(file.rows for file in files)} rows: {out}")


def dictionary(
    out: FolderOption,
    dbt_docs: Annotated[bool, typer.Option("--dbt-docs", help="Also dbt's own documentation, dbt.html.")] = False,
    home: HomeOption = None,
) -> None:
    """Write the data dictionary, page and workbook: every table and column, its meaning, unit, source and checks."""
    from orchestration.dbt_docs import write_docs
    from orchestration.dictionary import build_dictionary
    from orchestration.snapshot import published_snapshot

    with reported():
        snapshot = published_snapshot(home_at(home).warehouse)
        out.mkdir(parents=True, exist_ok=True)
        build_dictionary(snapshot, out)
        if dbt_docs:
            write_docs(out / "dbt.html")
    typer.echo(str(out / "index.html"))
