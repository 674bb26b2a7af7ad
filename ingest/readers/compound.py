"""The old binary container of Word and Excel files (OLE2 compound file): its root streams, by name.

Reads no more than is needed to tell the formats apart and to hand a stream's bytes to a parser. The layout follows
[MS-CFB]: a header, chains of sectors described by a table (FAT), and a directory whose entries are 128 bytes each.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_LAST_REGULAR_SECTOR = 0xFFFFFFFA
_NO_ENTRY = 0xFFFFFFFF
_STREAM = 2


class DamagedContainer(Exception):
    """The container's own tables point outside the file or in circles: it was cut off or overwritten."""


@dataclass(frozen=True, slots=True)
class CompoundFile:
    """A compound file in memory; `entries` maps a root stream's name to its (first sector, length)."""

    data: bytes
    sector_size: int
    fat: tuple[int, ...]
    mini_fat: tuple[int, ...]
    mini_stream: bytes
    entries: dict[str, tuple[int, int]]

    def stream(self, name: str) -> bytes:
        """The bytes of a root stream; streams below 4,096 bytes live in 64-byte pieces of the mini stream."""
        start, size = self.entries[name]
        if size < 4096:
            found = _chain(self.mini_stream, self.mini_fat, start, 64, offset=0)
        else:
            found = _chain(self.data, self.fat, start, self.sector_size, offset=self.sector_size)
        if len(found) < size:
            raise DamagedContainer(f"stream {name} ends after {len(found)} of {size} bytes")
        return found[:size]


def _chain(data: bytes, fat: tuple[int, ...], start: int, sector_size: int, offset: int) -> bytes:
    pieces: list[bytes] = []
    sector = start
    while sector < _LAST_REGULAR_SECTOR:
        if sector >= len(fat) or len(pieces) > len(fat):
            raise DamagedContainer(f"a chain of sectors leaves the file at sector {sector}")
        begin = offset + sector * sector_size
        pieces.append(data[begin : begin + sector_size])
        sector = fat[sector]
    return b"".join(pieces)


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _fat(data: bytes, sector_size: int) -> tuple[int, ...]:
    """The sector table: its first 109 sectors are listed in the header, further ones in a chain of lists."""
    (next_list,) = struct.unpack_from("<I", data, 68)
    sectors = [s for s in _numbers(data[76:512]) if s < _LAST_REGULAR_SECTOR]
    seen = 0
    while next_list < _LAST_REGULAR_SECTOR and seen <= len(data) // sector_size:
        begin = sector_size + next_list * sector_size
        listed = _numbers(data[begin : begin + sector_size])
        if not listed:
            raise DamagedContainer("the list of table sectors leaves the file")
        sectors += [s for s in listed[:-1] if s < _LAST_REGULAR_SECTOR]
        next_list = listed[-1]
        seen += 1
    return tuple(
        number
        for sector in sectors
        for number in _numbers(data[sector_size * (sector + 1) : sector_size * (sector + 2)])
    )


def _root_names(directory: bytes) -> dict[str, tuple[int, int, int]]:
    """Name → (kind, first sector, length) of the entries right below the root, a binary tree of siblings."""
    found: dict[str, tuple[int, int, int]] = {}
    waiting = [struct.unpack_from("<I", directory, 76)[0]]
    seen: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number == _NO_ENTRY or number in seen:
            continue
        seen.add(number)
        entry = directory[number * 128 : number * 128 + 128]
        if len(entry) < 128:
            raise DamagedContainer(f"directory entry {number} leaves the file")
        name_bytes, kind, _, left, right = struct.unpack_from("<HBBII", entry, 64)
        start, size = struct.unpack_from("<II", entry, 116)
        found[entry[: max(name_bytes - 2, 0)].decode("utf-16-le", "replace")] = (kind, start, size)
        waiting += [left, right]
    return found


def open_compound(data: bytes) -> CompoundFile:
    """Open a compound file; raises DamagedContainer where its tables do not hold together."""
    if len(data) < 512 or not data.startswith(SIGNATURE):
        raise DamagedContainer(f"{len(data)} bytes, too few for a header")
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in (9, 12):
        raise DamagedContainer(f"sector size 2^{shift}, expected 2^9 or 2^12")
    sector_size = 1 << shift
    fat = _fat(data, sector_size)
    (directory_start,) = struct.unpack_from("<I", data, 48)
    (mini_start,) = struct.unpack_from("<I", data, 60)
    directory = _chain(data, fat, directory_start, sector_size, offset=sector_size)
    if len(directory) < 128:
        raise DamagedContainer("no directory")
    entries = {name: (start, size) for name, (kind, start, size) in _root_names(directory).items() if kind == _STREAM}
    mini_fat = _numbers(_chain(data, fat, mini_start, sector_size, offset=sector_size))
    root_start, root_size = struct.unpack_from("<II", directory, 116)
    mini_stream = _chain(data, fat, root_start, sector_size, offset=sector_size)[:root_size] if root_size else b""
    return CompoundFile(data, sector_size, fat, mini_fat, mini_stream, entries)
