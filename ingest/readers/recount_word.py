"""The text of Word files by other means than their readers': a scan for docx, the piece table for doc.

`of_xml` looks for text elements in the raw parts, with no XML parser between (`ingest.readers.word` uses lxml).
`of_binary` follows the table of text pieces ([MS-DOC] 2.9.38 Clx, 2.8.35 PlcPcd), where `ingest.readers.word_binary`
relies on a package. Both leave out what no page prints: field codes, text moved away, forms for old programs.
Page numbers are left out too, as the readers do.
"""

from __future__ import annotations

import html
import io
import re
import struct
import zipfile
from collections.abc import Iterator

from ingest.readers import compound

_PART = re.compile(r"word/(?:document|footnotes|endnotes|header|footer)[0-9]*\.xml")
_TAG = re.compile(
    r"<(/?)(?:\w+:)?(t|tab|ptab|br|cr|p|tc|noBreakHyphen|sym|instrText|fldChar|fldSimple|moveFrom|Fallback|rt)"
    r"(?=[\s/>])([^>]*)>([^<]*)"
)
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "sym": "\ue000"}
_PAGE_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_UNSEEN = frozenset(("moveFrom", "Fallback", "rt"))


def of_xml(data: bytes) -> str:
    """The printed text of a docx file; raises zipfile.BadZipFile or UnicodeDecodeError where it is damaged."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [package.read(name) for name in package.namelist() if _PART.fullmatch(name)]
    return "\n".join("".join(_printed(part.decode("utf-8"))) for part in parts)


def _printed(xml: str) -> Iterator[str]:
    unseen: list[str] = []
    fields: list[list[str]] = []  # of each field under way: its code, then "" once its result began
    for match in _TAG.finditer(xml):
        closing, name, attributes, text = match.groups()
        if name in _UNSEEN or (name == "fldSimple" and (closing or _PAGE_FIELD.match(_attribute(attributes, "instr")))):
            if closing:
                if unseen and unseen[-1] == name:
                    unseen.pop()
            elif not attributes.endswith("/"):
                unseen.append(name)
        elif unseen:
            continue
        elif name == "t":
            if not closing and not any(len(field) > 1 and _PAGE_FIELD.match(field[0]) for field in fields):
                yield html.unescape(text) if "&" in text else text
        elif name in ("p", "tc"):
            yield "\n"
        elif name == "instrText":
            if fields and not closing:
                fields[-1][0] += text
        elif name == "fldChar":
            kind = _attribute(attributes, "fldCharType")
            if kind == "begin":
                fields.append([""])
            elif fields and kind == "separate":
                fields[-1].append("")
            elif fields and kind == "end":
                fields.pop()
        elif not closing:
            yield _SIGNS.get(name, "")


def _attribute(attributes: str, name: str) -> str:
    found = re.search(rf"""\b{name}\s*=\s*["']([^"']*)""", attributes)
    return found[1] if found else ""


#: Innermost fields of a binary file: begin, code, separator, result, end.
_FIELD = re.compile("\x13([^\x13-\x15]*)(?:\x14([^\x13-\x15]*))?\x15")

#: Lengths in characters, in the order in which the texts follow each other: body, footnotes, headers, macros,
#: comments, endnotes, text boxes, text boxes of headers ([MS-DOC] 2.5.4 FibRgLw97).
_LENGTHS_AT, _COMMENTS = 0x4C, (3, 4)


def of_binary(data: bytes) -> str:
    """The printed text of a doc file without its comments; raises DamagedContainer, KeyError or struct.error."""
    container = compound.open_compound(data)
    stream = container.stream("WordDocument")
    (flags,) = struct.unpack_from("<H", stream, 0x0A)
    table = container.stream("1Table" if flags & 0x0200 else "0Table")
    start, length = struct.unpack_from("<II", stream, 0x1A2)
    text = "".join(_pieces(stream, table[start : start + length]))
    printed = ""
    position = 0
    for number, count in enumerate(struct.unpack_from("<8i", stream, _LENGTHS_AT)):
        if number not in _COMMENTS:
            printed += text[position : position + count] + "\n"
        position += count
    while _FIELD.search(printed):
        printed = _FIELD.sub(_result, printed)
    return printed


def _result(field: re.Match[str]) -> str:
    return "" if _PAGE_FIELD.match(field[1]) else field[2] or ""


def _pieces(stream: bytes, clx: bytes) -> Iterator[str]:
    """The file's text piece by piece; a piece has one byte per character or two."""
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
        characters = places[number + 1] - places[number]
        if stored & 0x40000000:
            begin = (stored & 0x3FFFFFFF) // 2
            yield stream[begin : begin + characters].decode("cp1252", "replace")
        else:
            yield stream[stored : stored + 2 * characters].decode("utf-16-le", "replace")
