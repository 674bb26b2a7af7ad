"""A download under way: kept in a file of its own, so that what broke off goes on where it stopped.

Beside the file stands the version it is of: a rest that belongs to another version is thrown away, never glued on.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from pathlib import Path

from ingest.limits import MEGABYTE


class TooLarge(Exception):
    """More bytes than a document may have; the message gives the limit."""


class TooSlow(Exception):
    """The time for one document is over; what came is kept."""


class Partial:
    """Bytes of a document that may not be all of them, of a version named by a strong validator."""

    def __init__(self, path: Path, limit_mb: int, seconds: int) -> None:
        self.path = path
        self._validator = path.with_suffix(".version")
        self._limit = limit_mb * MEGABYTE
        self._seconds = seconds
        self._ends = time.monotonic() + seconds

    @property
    def length(self) -> int:
        """How many bytes are there; 0 where it is not known of which version they are."""
        return self.path.stat().st_size if self.path.exists() and self.validator else 0

    @property
    def validator(self) -> str:
        """The version the bytes are of, "" where none may be continued."""
        return self._validator.read_text(encoding="utf-8") if self._validator.exists() else ""

    def begin(self, validator: str) -> None:
        """Start over with a version; without a validator what comes cannot be continued."""
        self.discard()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.touch()
        if validator:
            self._validator.write_text(validator, encoding="utf-8")

    def expect(self, length: int) -> None:
        """Raise TooLarge before the first byte where `length` bytes are announced and are too many."""
        if length > self._limit:
            self._refuse(length)

    def append(self, chunks: Iterable[bytes]) -> None:
        """Add what comes. Raises TooLarge and TooSlow."""
        with self.path.open("ab") as file:
            for chunk in chunks:
                file.write(chunk)
                if file.tell() > self._limit:
                    self._refuse(file.tell())
                if time.monotonic() > self._ends:
                    raise TooSlow(f"not there after {self._seconds} s; {file.tell()} bytes are kept")

    def sha256(self) -> str:
        """Return the hash of what is there, hexadecimal."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def discard(self) -> None:
        """Throw away what came."""
        self.path.unlink(missing_ok=True)
        self._validator.unlink(missing_ok=True)

    def _refuse(self, length: int) -> None:
        self.discard()
        raise TooLarge(f"{length} bytes or more, expected at most {self._limit // MEGABYTE} MB: raise file_mb")
