"""Parquet partitions, written atomically: a reader sees the old file or the new one, never half of one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl


def write_frame(path: Path, frame: pl.DataFrame) -> None:
    """Write one Parquet file by way of a temporary neighbour that is renamed over `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        frame.write_parquet(temporary, compression="zstd")
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def write_tables(root: Path, stem: str, tables: Mapping[str, pl.DataFrame]) -> None:
    """Write `<root>/<table>/<stem>.parquet` for each table of one partition."""
    for name, frame in tables.items():
        write_frame(root / name / f"{stem}.parquet", frame)


def read_tables(root: Path, stem: str, names: Iterable[str]) -> dict[str, pl.DataFrame]:
    """Read the named tables of one partition; FileNotFoundError where one is missing."""
    return {name: pl.read_parquet(root / name / f"{stem}.parquet") for name in names}


def remove(root: Path, stem: str) -> None:
    """Remove a partition from every table below `root`."""
    for path in root.glob(f"*/{stem}.parquet"):
        path.unlink()
