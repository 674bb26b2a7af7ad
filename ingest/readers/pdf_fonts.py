"""A font for the ideographs of a PDF that brings none, where the machine has none either.

PDFium looks for such fonts (宋体 by name only) on the machine. Where there is none it takes every character for empty
and drops the text objects of a single one: 数 alone in a cell is lost. Here each character is a box of its size.
"""

from __future__ import annotations

import ctypes
import struct
from functools import cache
from typing import Any

import pypdfium2.raw as pdfium

_EM, _ASCENT, _DESCENT = 1000, 880, -120
#: Character sets as PDFium asks for them.
_EAST_ASIAN = frozenset(
    (
        pdfium.FXFONT_GB2312_CHARSET, pdfium.FXFONT_CHINESEBIG5_CHARSET,
        pdfium.FXFONT_SHIFTJIS_CHARSET, pdfium.FXFONT_HANGEUL_CHARSET,
    )
)  # fmt: skip
#: All characters but the spaces between these ranges.
_PRINTED = ((0x21, 0x7E), (0xA1, 0x1FFF), (0x2010, 0x2027), (0x2030, 0x205E), (0x2070, 0x2FFF), (0x3001, 0xFFFD))
#: What stands for the font in PDFium's calls, any address that no other font has, and its name.
_HANDLE, _NAME = 1, b"Box\0"


def boxes() -> bytes:
    """A TrueType font of two glyphs, none and a box; the tables that FreeType asks for (OpenType 1.9)."""
    ranges = b"".join(struct.pack(">3I", first, last, 1) for first, last in _PRINTED)
    # Four corners: how many contours, the box, the last point, no instructions, flags, steps across and up.
    box = struct.pack(">5h2H4B8h", 1, 0, _DESCENT, _EM, _ASCENT, 3, 0, 1, 1, 1, 1,
                      0, 0, _EM, 0, _DESCENT, _ASCENT - _DESCENT, 0, _DESCENT - _ASCENT)  # fmt: skip
    tables = {
        b"cmap": struct.pack(">4HI", 0, 1, 3, 10, 12)  # format 13: a range of characters has one glyph
        + struct.pack(">2H3I", 13, 0, 16 + len(ranges), 0, len(_PRINTED)) + ranges,
        b"glyf": box,
        b"head": struct.pack(">4I2H2Q4h2H3h", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _EM, 0, 0,
                             0, _DESCENT, _EM, _ASCENT, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(">I3hH11hH", 0x10000, _ASCENT, _DESCENT, 0, _EM, 0, 0, _EM, 1, *[0] * 7, 2),
        b"hmtx": struct.pack(">HhHh", _EM, 0, _EM, 0),
        b"loca": struct.pack(">3I", 0, 0, len(box)),
        b"maxp": struct.pack(">I14H", 0x10000, 2, 4, 1, 0, 0, 2, *[0] * 8),
    }  # fmt: skip
    records, bodies = b"", b""
    for tag, body in tables.items():
        records += tag + struct.pack(">3I", 0, 12 + 16 * len(tables) + len(bodies), len(body))
        bodies += body + b"\0" * (-len(body) % 4)
    return struct.pack(">I4H", 0x10000, len(tables), 64, 2, 16 * len(tables) - 64) + records + bodies


@cache
def install() -> object:
    """Gives PDFium the boxes for East Asian fonts that neither the file nor the machine has.

    What it returns is called by PDFium as long as the process lives.
    """
    font = boxes()
    found = pdfium.FPDF_GetDefaultSystemFontInfo()
    usual, types = pdfium.FPDF_SYSFONTINFO.from_buffer_copy(found.contents), dict(pdfium.FPDF_SYSFONTINFO._fields_)

    def map_font(this: Any, weight: int, italic: int, charset: int, pitch: int, face: Any, exact: Any) -> int | None:
        handle: int | None = usual.MapFont(this, weight, italic, charset, pitch, face, exact)
        return _HANDLE if handle is None and charset in _EAST_ASIAN else handle

    def data_of(this: Any, handle: int, table: int, buffer: Any, size: int) -> int:
        if handle != _HANDLE:
            return int(usual.GetFontData(this, handle, table, buffer, size))
        return _give(font, buffer, size) if table == 0 else 0

    def name_of(this: Any, handle: int, buffer: Any, size: int) -> int:
        return _give(_NAME, buffer, size) if handle == _HANDLE else int(usual.GetFaceName(this, handle, buffer, size))

    def charset_of(this: Any, handle: int) -> int:
        return pdfium.FXFONT_GB2312_CHARSET if handle == _HANDLE else int(usual.GetFontCharset(this, handle))

    def delete(this: Any, handle: int) -> None:
        if handle != _HANDLE:
            usual.DeleteFont(this, handle)

    own = {"MapFont": map_font, "GetFontData": data_of, "GetFaceName": name_of, "GetFontCharset": charset_of,
           "DeleteFont": delete}  # fmt: skip
    for name, function in own.items():
        setattr(found.contents, name, types[name](function))
    pdfium.FPDF_SetSystemFontInfo(found)
    return found, usual


def _give(what: bytes, buffer: Any, size: int) -> int:
    """How long it is; copied where there is room, as PDFium's calls have it."""
    if buffer and size >= len(what):
        ctypes.memmove(buffer, what, len(what))
    return len(what)
