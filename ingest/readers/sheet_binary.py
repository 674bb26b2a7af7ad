"""Old binary Excel workbooks (xls, also of WPS) → Document, like `ingest.readers.sheet` does for new ones.

Read record by record ([MS-XLS], BIFF8): the general-purpose readers at hand give stored numbers without their number
format, or print the Chinese formats wrongly. Covers cell values and formats, shared texts and merged areas. Workbooks
older than Excel 97 (stream `Book`) are refused.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.document import Document, Paragraph, Table
from ingest.readers import compound, number_format, sheet_blocks

_BOF, _EOF, _CONTINUE = 0x809, 0x0A, 0x3C
_BOUNDSHEET, _SST, _FORMAT, _XF, _DATEMODE, _FILEPASS = 0x85, 0xFC, 0x41E, 0xE0, 0x22, 0x2F
_LABELSST, _LABEL, _RSTRING, _NUMBER, _RK, _MULRK, _FORMULA, _STRING, _BOOLERR, _MERGED = (
    0xFD, 0x204, 0xD6, 0x203, 0x27E, 0xBD, 0x06, 0x207, 0x205, 0xE5,
)  # fmt: skip
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


@dataclass(slots=True)
class _Book:
    """What the workbook's first part says for all sheets."""

    sheets: list[tuple[int, int, str, bool]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    own_forms: dict[int, str] = field(default_factory=dict)
    styles: list[int] = field(default_factory=list)
    is_1904: bool = False

    def shown(self, value: float, style: int) -> str:
        number = self.styles[style] if style < len(self.styles) else 0
        form = self.own_forms.get(number, number_format.BUILT_IN.get(number, "General"))
        return number_format.shown(value, form, self.is_1904)


class UnsupportedWorkbook(Exception):
    """A workbook this module cannot read: older than Excel 97, or locked with a password."""


def read(data: bytes) -> Document:
    """Read an xls file; raises UnsupportedWorkbook, DamagedContainer, struct.error or IndexError."""
    container = compound.open_compound(data)
    if "Workbook" not in container.entries:
        raise UnsupportedWorkbook("a workbook of Excel 95 or older")
    stream = container.stream("Workbook")
    book = _globals(stream)
    sheets: list[list[Paragraph | Table]] = []
    for start, kind, name, is_hidden in book.sheets:
        cells = _sheet(stream, start, book) if kind == 0 else {}
        printed = {place: text for place, text in cells.items() if text.strip()}
        if printed:
            sheets.append(list(sheet_blocks.blocks(printed, _merged(stream, start), name, is_hidden)))
    return Document("sheet", sheet_blocks.in_order(sheets))


def _records(stream: bytes, start: int) -> Iterator[tuple[int, list[bytes]]]:
    """(kind, pieces) of the records of one part of the stream; a long record goes on in CONTINUE records."""
    position = start
    depth = 0
    kind, pieces = -1, [b""]
    while position + 4 <= len(stream):
        following, length = struct.unpack_from("<HH", stream, position)
        body = stream[position + 4 : position + 4 + length]
        position += 4 + length
        if following == _CONTINUE:
            pieces.append(body)
            continue
        if kind >= 0:
            yield kind, pieces
        kind, pieces = following, [body]
        # A chart inside a sheet is a part within the part.
        depth += (following == _BOF) - (following == _EOF)
        if depth == 0:
            break
    if kind >= 0:
        yield kind, pieces


def _globals(stream: bytes) -> _Book:
    book = _Book()
    for kind, pieces in _records(stream, 0):
        body = pieces[0]
        if kind == _FILEPASS:
            raise UnsupportedWorkbook("locked with a password")
        if kind == _BOUNDSHEET:
            start, state, sheet_kind, length = struct.unpack_from("<IBBB", body)
            # The two low bits of the state: 0 visible, 1 hidden, 2 hidden from the menu too.
            book.sheets.append((start, sheet_kind, _characters(body, 7, length)[0], bool(state & 3)))
        elif kind == _SST:
            book.texts = _shared_texts(pieces)
        elif kind == _FORMAT:
            number, length = struct.unpack_from("<HH", body)
            book.own_forms[number] = _characters(body, 4, length)[0]
        elif kind == _XF:
            book.styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _DATEMODE:
            book.is_1904 = body[:1] == b"\1"
    return book


def _characters(body: bytes, position: int, length: int) -> tuple[str, int]:
    """A text whose flag byte stands at `position`: one or two bytes per character; and where it ends."""
    width = 2 if body[position] & 1 else 1
    end = position + 1 + length * width
    return body[position + 1 : end].decode("utf-16-le" if width == 2 else "latin-1", "replace"), end


def _shared_texts(pieces: list[bytes]) -> list[str]:
    """The table of shared texts. Where a text is cut by the end of a piece, the next piece repeats its flag byte."""
    (count,) = struct.unpack_from("<I", pieces[0], 4)
    texts: list[str] = []
    piece, position = 0, 8
    while len(texts) < count:
        if position >= len(pieces[piece]):
            piece, position = piece + 1, 0
            if piece >= len(pieces):
                raise IndexError(f"{len(texts)} of {count} shared texts")
        length, flags = struct.unpack_from("<HB", pieces[piece], position)
        position += 3
        runs = extra = 0
        if flags & 8:
            (runs,) = struct.unpack_from("<H", pieces[piece], position)
            position += 2
        if flags & 4:
            (extra,) = struct.unpack_from("<I", pieces[piece], position)
            position += 4
        text = ""
        while True:
            width = 2 if flags & 1 else 1
            taken = pieces[piece][position : position + (length - len(text)) * width]
            text += taken.decode("utf-16-le" if width == 2 else "latin-1", "replace")
            position += len(taken)
            if len(text) >= length or piece + 1 >= len(pieces):
                break
            piece, position = piece + 1, 1
            flags = pieces[piece][0]
        # Formatting runs and phonetic data follow; they may be cut without a flag byte.
        skip = runs * 4 + extra
        while skip > len(pieces[piece]) - position and piece + 1 < len(pieces):
            skip -= len(pieces[piece]) - position
            piece, position = piece + 1, 0
        position += skip
        texts.append(text)
    return texts


def _packed(number: int) -> float:
    """An RK number: thirty bits of an integer or of a float, perhaps times a hundred."""
    if number & 2:
        value = float(number >> 2 if number < 0x80000000 else (number >> 2) - 0x40000000)
    else:
        value = struct.unpack("<d", struct.pack("<Q", (number & 0xFFFFFFFC) << 32))[0]
    return value / 100 if number & 1 else value


def _sheet(stream: bytes, start: int, book: _Book) -> dict[tuple[int, int], str]:
    """(row, column) → what the cell prints."""
    cells: dict[tuple[int, int], str] = {}
    awaited: tuple[int, int] | None = None
    for kind, pieces in _records(stream, start):
        body = pieces[0]
        if kind == _STRING and awaited is not None:
            cells[awaited] = _characters(body, 2, struct.unpack_from("<H", body)[0])[0]
            awaited = None
        elif kind == _MULRK:
            row, column = struct.unpack_from("<HH", body)
            for number, (style, packed) in enumerate(struct.iter_unpack("<HI", body[4:-2])):
                cells[row, column + number] = book.shown(_packed(packed), style)
        elif kind in (_LABELSST, _LABEL, _RSTRING, _NUMBER, _RK, _FORMULA, _BOOLERR):
            row, column, style = struct.unpack_from("<HHH", body)
            text = _cell(kind, body, style, book)
            if text is None:
                awaited = row, column
            else:
                cells[row, column] = text
    return cells


def _cell(kind: int, body: bytes, style: int, book: _Book) -> str | None:
    """What a cell's record prints; None for a formula whose text follows in a record of its own."""
    if kind == _LABELSST:
        return book.texts[int(struct.unpack_from("<I", body, 6)[0])]
    if kind in (_LABEL, _RSTRING):
        return _characters(body, 8, struct.unpack_from("<H", body, 6)[0])[0]
    if kind == _NUMBER:
        return book.shown(struct.unpack_from("<d", body, 6)[0], style)
    if kind == _RK:
        return book.shown(_packed(struct.unpack_from("<I", body, 6)[0]), style)
    if kind == _BOOLERR:
        return _truth_or_error(body[6], is_error=bool(body[7]))
    if body[12:14] != b"\xff\xff":
        return book.shown(struct.unpack_from("<d", body, 6)[0], style)
    if body[6] == 0:
        return None
    return "" if body[6] == 3 else _truth_or_error(body[8], is_error=body[6] == 2)


def _truth_or_error(value: int, is_error: bool) -> str:
    if is_error:
        return _ERRORS.get(value, "#N/A")
    return "TRUE" if value else "FALSE"


def _merged(stream: bytes, start: int) -> dict[tuple[int, int], tuple[int, int]]:
    """Upper left corner → (rows, columns) of each merged area."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for kind, pieces in _records(stream, start):
        if kind == _MERGED:
            (count,) = struct.unpack_from("<H", pieces[0])
            for number in range(count):
                top, bottom, left, right = struct.unpack_from("<HHHH", pieces[0], 2 + 8 * number)
                found[top, left] = (bottom - top + 1, right - left + 1)
    return found
