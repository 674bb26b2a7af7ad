"""Parquet partitions, written atomically: a reader sees the old file or the new one, never half of one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl


def write_frame(path: Path, frame: pl.DataFrame, metadata: Mapping[str, str] | None = None) -> None:
    """Write one Parquet file by way of a temporary neighbour that is renamed over `path`."""
    _write({path: frame}, metadata)


def write_tables(
    root: Path, stem: str, tables: Mapping[str, pl.DataFrame], metadata: Mapping[str, str] | None = None
) -> None:
    """Write `<root>/<table>/<stem>.parquet` for each table of one partition.

    Nothing is renamed before everything is written: a disk that fills up leaves the partition as it was.
    """
    _write({root / name / f"{stem}.parquet": frame for name, frame in tables.items()}, metadata)


def _write(frames: Mapping[Path, pl.DataFrame], metadata: Mapping[str, str] | None) -> None:
    # One name for all times: what a killed load left is written over by the load that does its work again.
    temporary = {path: path.with_name(f".{path.name}.tmp") for path in frames}
    try:
        for path, frame in frames.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            frame.write_parquet(temporary[path], compression="zstd", metadata=dict(metadata or {}) or None)
        for path in frames:
            os.replace(temporary[path], path)
    finally:
        for path in temporary.values():
            path.unlink(missing_ok=True)


def read_known(path: Path, metadata: Mapping[str, str]) -> pl.DataFrame | None:
    """Read a Parquet file that was written with `metadata`; None where there is none, or it says something else."""
    if not path.exists():
        return None
    written = pl.read_parquet_metadata(path)
    return pl.read_parquet(path) if all(written.get(key) == value for key, value in metadata.items()) else None


def read_known_tables(
    root: Path, stem: str, names: Iterable[str], metadata: Mapping[str, str]
) -> dict[str, pl.DataFrame]:
    """Read the named tables of one partition; nothing unless all of them were written with `metadata`."""
    known = {}
    for name in names:
        frame = read_known(root / name / f"{stem}.parquet", metadata)
        if frame is None:
            return {}
        known[name] = frame
    return known


def read_tables(root: Path, stem: str, names: Iterable[str]) -> dict[str, pl.DataFrame]:
    """Read the named tables of one partition; FileNotFoundError where one is missing."""
    return {name: pl.read_parquet(root / name / f"{stem}.parquet") for name in names}


def remove(root: Path, stem: str) -> None:
    """Remove a partition from every table below `root`."""
    for path in root.glob(f"*/{stem}.parquet"):
        path.unlink()
