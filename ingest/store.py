"""Partitions in files, written atomically: a reader sees the old file or the new one, never half of one.

What others read is Parquet, a file per table. What only the next stage reads is a bundle: all tables of a partition as
Arrow streams in one file, which takes a seventh of the time, for most tables of most partitions have a few dozen rows.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import polars as pl


def write_frame(path: Path, frame: pl.DataFrame, metadata: Mapping[str, str] | None = None) -> None:
    """Write one Parquet file by way of a temporary neighbour that is renamed over `path`."""
    _write({path: frame}, metadata)


def write_tables(root: Path, stem: str, tables: Mapping[str, pl.DataFrame]) -> None:
    """Write `<root>/<table>/<stem>.parquet` for each table of one partition.

    Nothing is renamed before everything is written: a disk that fills up leaves the partition as it was.
    """
    _write({root / name / f"{stem}.parquet": frame for name, frame in tables.items()})


def write_bundle(path: Path, tables: Mapping[str, pl.DataFrame], metadata: Mapping[str, str]) -> None:
    """Write all `tables` of one partition into one file, with what `read_bundle` may ask of it.

    The first line says in JSON how many bytes each table takes; the tables follow one after another.
    """
    streams = {name: io.BytesIO() for name in tables}
    for name, frame in tables.items():
        frame.write_ipc_stream(streams[name], compression="zstd")
    sizes = {name: len(stream.getbuffer()) for name, stream in streams.items()}
    head = json.dumps({"tables": sizes, "metadata": dict(metadata)}).encode()
    whole = b"".join((head, b"\n", *(stream.getbuffer() for stream in streams.values())))
    _write_all({path: lambda temporary: temporary.write_bytes(whole)})


def read_bundle(path: Path, metadata: Mapping[str, str] | None = None) -> dict[str, pl.DataFrame]:
    """Read the tables of one partition; none where the bundle was not written with `metadata`, or is not there.

    Without `metadata` any is right, and FileNotFoundError says that the bundle is missing. One that was damaged raises
    ValueError or polars' own error.
    """
    if metadata is not None and not path.exists():
        return {}
    first, _, rest = path.read_bytes().partition(b"\n")
    head = json.loads(first)
    if any(head["metadata"].get(key) != value for key, value in (metadata or {}).items()):
        return {}
    tables, start = {}, 0
    for name, size in head["tables"].items():
        tables[name] = pl.read_ipc_stream(rest[start : start + size])
        start += size
    return tables


def _write(frames: Mapping[Path, pl.DataFrame], metadata: Mapping[str, str] | None = None) -> None:
    said = dict(metadata or {}) or None
    _write_all(
        {path: partial(frame.write_parquet, compression="zstd", metadata=said) for path, frame in frames.items()}
    )


def _write_all(writers: Mapping[Path, Callable[[Path], object]]) -> None:
    # One name for all times: what a killed load left is written over by the load that does its work again.
    temporary = {path: path.with_name(f".{path.name}.tmp") for path in writers}
    try:
        for path, write in writers.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            write(temporary[path])
        for path in writers:
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
