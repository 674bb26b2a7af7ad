"""What an operator is told when the disk is full or may not be written, whichever library noticed it first."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from orchestration.errors import Trouble

#: What the system, SQLite, DuckDB, Polars and dbt say of a disk, and what that means.
_FULL = (
    "no space left on device",
    "disk is full",
    "could not write all bytes",
    "disk quota exceeded",
    "file too large",
)
_READ_ONLY = ("read-only file system", "readonly database")
_REFUSED = ("permission denied", "operation not permitted")


class DiskTrouble(Trouble):
    """The home cannot be written; what is published is untouched."""


@contextmanager
def disk_told(home: Path) -> Iterator[None]:
    """Turn what any library says of a full or read-only disk into one sentence about `home`."""
    try:
        yield
    except Exception as error:
        if trouble := disk_trouble(error, home):
            raise trouble from error
        raise


def disk_trouble(error: BaseException, home: Path) -> DiskTrouble | None:
    """Return what to tell of `error` where a disk is its cause, None for any other."""
    said = " ".join(f"{cause}" for cause in _causes(error)).lower()
    if any(words in said for words in _FULL):
        return DiskTrouble(
            f"{home}: the disk is full ({_free(home)} free). Nothing published was changed; free some space (old "
            "snapshots: keep_snapshots in the settings) and load again, what was read is kept"
        )
    is_refused = any(words in said for words in _REFUSED) and str(home).lower() in said
    if is_refused or any(words in said for words in _READ_ONLY):
        return DiskTrouble(
            f"{home}: may not be written. Nothing published was changed; mount it writable and give this user the "
            f"right to write there, or name another --home. The system says: {_root(error)}"
        )
    return None


def is_disk_trouble(error: BaseException) -> bool:
    """Return whether `error` is about the disk and not about what was being processed."""
    return disk_trouble(error, Path("/")) is not None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _root(error: BaseException) -> str:
    *_, root = _causes(error)
    return " ".join(str(root).split())[:300]


def _free(home: Path) -> str:
    existing = next(folder for folder in (home, *home.parents) if folder.exists())
    return f"{shutil.disk_usage(existing).free / (1 << 20):,.0f} MB"
