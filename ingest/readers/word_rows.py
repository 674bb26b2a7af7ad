"""The rows of tables in a binary Word file as the file defines them: where each cell ends, and what is merged.

What `office_oxide` does not tell of rows whose definition lies outside their paragraph. Row ends are paragraphs whose
properties hold sprmTDefTable ([MS-DOC] 2.6.3, 2.9.317), found through the pages of paragraph properties (2.8.6
PlcBtePapx, 2.9.174 PapxFkp), in the order of the text (`ingest.readers.word_pieces`).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from ingest.readers import compound, word_pieces

_PAPX_AT = 0x102
_PAGE = 512
_TABLE_DEFINITION, _HUGE = 0xD608, (0x6645, 0x6646)
_TAB_STOPS, _TAB_STOPS_AGAIN = 0xC615, 255
#: Bytes of a property's value by the upper three bits of its code; 6 tells its own length ([MS-DOC] 2.2.5.1 Sprm).
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_CELL = 20
_MERGED_LEFT, _MERGED_UP, _MERGED_DOWN = 0x02, 0x20, 0x60


class Place(NamedTuple):
    """A cell of a row: its edges in twips; whether it goes on with the cell above, or is gone on with below."""

    left: int
    right: int
    goes_on: bool
    begins: bool


def rows(data: bytes) -> list[tuple[Place, ...]]:
    """The cells of every table row of a doc file, in the order of the text, those merged with their left one left out.

    Raises DamagedContainer, KeyError or struct.error where the file is no whole Word file.
    """
    file = word_pieces.streams(data)
    found: list[tuple[int, tuple[Place, ...]]] = []
    placed: list[tuple[int, int, int]] = []
    order = 0
    for piece in word_pieces.pieces(file):
        placed.append((order, piece.begin, piece.end))
        order += piece.end - piece.begin
    for end, properties in _paragraphs(file.text, file.table):
        definition = _definition(properties, file.data)
        at = next((order + (end - begin) for order, begin, last in placed if begin < end <= last), None)
        if definition is not None and at is not None:
            found.append((at, _places(definition)))
    return [row for _, row in sorted(found, key=lambda each: each[0])]


def _paragraphs(stream: bytes, table: bytes) -> Iterator[tuple[int, bytes]]:
    """Where each paragraph ends in the file, and its properties."""
    start, length = struct.unpack_from("<II", stream, _PAPX_AT)
    count = (length - 4) // 8
    for number in range(count):
        (page,) = struct.unpack_from("<I", table, start + 4 * (count + 1) + 4 * number)
        begin = (page & 0x3FFFFF) * _PAGE
        held = stream[begin : begin + _PAGE]
        if len(held) < _PAGE:
            raise compound.DamagedContainer("a page of paragraph properties leaves the file")
        paragraphs = held[-1]
        ends = struct.unpack_from(f"<{paragraphs + 1}I", held, 0)
        for at in range(paragraphs):
            offset = held[4 * (paragraphs + 1) + 13 * at] * 2
            if offset:
                words = held[offset]
                first = offset + (1 if words else 2)
                size = 2 * words - 1 if words else 2 * held[offset + 1]
                yield ends[at + 1], held[first + 2 : first + size]


def _definition(properties: bytes, aside: bytes) -> bytes | None:
    """The value of sprmTDefTable among a paragraph's properties, which may lie aside."""
    found, position = None, 0
    while position + 2 <= len(properties):
        (code,) = struct.unpack_from("<H", properties, position)
        position += 2
        if code in _HUGE and position + 4 <= len(properties):
            (at,) = struct.unpack_from("<I", properties, position)
            size = int.from_bytes(aside[at : at + 2], "little")
            found = _definition(aside[at + 2 : at + 2 + size], b"") or found
        if code == _TABLE_DEFINITION:
            size = int.from_bytes(properties[position : position + 2], "little") + 1
            found = properties[position + 2 : position + size]
        elif code >> 13 == 6:
            told = properties[position] if position < len(properties) else 0
            if code == _TAB_STOPS and told == _TAB_STOPS_AGAIN:
                return found  # its length is told by counts inside; nothing of a row stands behind it
            size = 1 + told
        else:
            size = _SIZES[code >> 13]
        position += size
    return found


def _places(definition: bytes) -> tuple[Place, ...]:
    count = definition[0]
    edges = struct.unpack_from(f"<{count + 1}h", definition, 1)
    first = 1 + 2 * (count + 1)
    places: list[Place] = []
    for number in range(count):
        flags = definition[first + _CELL * number] if first + _CELL * number < len(definition) else 0
        if flags & _MERGED_LEFT and places:
            places[-1] = places[-1]._replace(right=edges[number + 1])
            continue
        merged = flags & _MERGED_DOWN
        places.append(Place(edges[number], edges[number + 1], merged == _MERGED_UP, merged == _MERGED_DOWN))
    return tuple(places)
