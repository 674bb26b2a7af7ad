"""What is said of a full or read-only disk, whichever library noticed it."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import duckdb
import pytest

from orchestration.disk import DiskTrouble, disk_told

HOME = Path("/srv/budget")


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(OSError(errno.ENOSPC, "No space left on device"), id="the system"),
        pytest.param(sqlite3.OperationalError("database or disk is full"), id="run history"),
        pytest.param(duckdb.IOException("Could not write all bytes to file: wrote=1 wanted=2"), id="the candidate"),
        pytest.param(RuntimeError("clean: OSError: No space left on device (os error 28)"), id="a stage"),
    ],
)
def test_full_disk_is_told_with_the_room_that_is_left_and_what_to_do(error: Exception) -> None:
    said = r"/srv/budget: the disk is full \(.* MB free\).*Nothing .* keep_snapshots"
    with pytest.raises(DiskTrouble, match=said), disk_told(HOME):
        raise error


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(OSError(errno.EROFS, "Read-only file system", "/srv/budget/work"), id="read-only"),
        pytest.param(sqlite3.OperationalError("attempt to write a readonly database"), id="run history"),
        pytest.param(PermissionError(errno.EACCES, "Permission denied", "/srv/budget/work"), id="another user's"),
    ],
)
def test_home_that_may_not_be_written_is_told_with_what_to_do(error: Exception) -> None:
    said = "/srv/budget: may not be written.*mount it writable.*another --home"
    with pytest.raises(DiskTrouble, match=said), disk_told(HOME):
        raise error


def test_other_errors_stay_what_they_are() -> None:
    with pytest.raises(PermissionError), disk_told(HOME):
        raise PermissionError(errno.EACCES, "Permission denied", "/landing/secret.txt")
    with pytest.raises(ZeroDivisionError), disk_told(HOME):
        raise ZeroDivisionError
