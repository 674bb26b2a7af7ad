"""The streams of a binary Word file, and the pieces its text is stored in ([MS-DOC] 2.9.38 Clx, 2.8.35 PlcPcd)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from ingest.readers import compound

_FLAGS_AT, _CLX_AT, _SECOND_TABLE = 0x0A, 0x1A2, 0x0200


class Streams(NamedTuple):
    """What a file holds: its text, the tables that describe it, and what had no place in either."""

    text: bytes
    table: bytes
    data: bytes


class Piece(NamedTuple):
    """Characters one after the other: their first byte, their number, whether each has one byte or two."""

    begin: int
    characters: int
    is_narrow: bool

    @property
    def end(self) -> int:
        """The byte behind the last one."""
        return self.begin + self.characters * (1 if self.is_narrow else 2)


def streams(data: bytes) -> Streams:
    """The streams of a doc file; raises DamagedContainer, KeyError or struct.error."""
    container = compound.open_compound(data)
    text = container.stream("WordDocument")
    (flags,) = struct.unpack_from("<H", text, _FLAGS_AT)
    table = container.stream("1Table" if flags & _SECOND_TABLE else "0Table")
    return Streams(text, table, container.stream("Data") if "Data" in container.entries else b"")


def pieces(file: Streams) -> Iterator[Piece]:
    """The pieces in the order of the text; raises DamagedContainer or struct.error."""
    start, length = struct.unpack_from("<II", file.text, _CLX_AT)
    clx = file.table[start : start + length]
    position = 0
    while clx[position : position + 1] == b"\x01":  # formatting that pieces refer to
        position += 3 + int.from_bytes(clx[position + 1 : position + 3], "little")
    kind, size = struct.unpack_from("<BI", clx, position)
    if kind != 2:
        raise compound.DamagedContainer(f"a table of text pieces begins with {kind}, expected 2")
    count = (size - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", clx, position + 5)
    for number in range(count):
        (stored,) = struct.unpack_from("<I", clx, position + 5 + 4 * (count + 1) + 8 * number + 2)
        is_narrow = bool(stored & 0x40000000)
        begin = (stored & 0x3FFFFFFF) // 2 if is_narrow else stored
        yield Piece(begin, places[number + 1] - places[number], is_narrow)
