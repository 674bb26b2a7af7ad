"""The text of Word files by other means than their readers': a scan for docx, the piece table for doc.

`of_xml` looks for text elements in the raw parts, with no XML parser between (`ingest.readers.word` uses lxml).
`of_binary` follows the table of text pieces (`ingest.readers.word_pieces`), where `ingest.readers.word_binary` relies
on a package. Both leave out what no page prints: field codes, text moved away, forms for old programs.
Page numbers are left out too, as the readers do.
"""

from __future__ import annotations

import html
import io
import re
import struct
import zipfile
from collections.abc import Iterator

from ingest.readers import word_pieces

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
    file = word_pieces.streams(data)
    text = "".join(
        file.text[piece.begin : piece.end].decode("cp1252" if piece.is_narrow else "utf-16-le", "replace")
        for piece in word_pieces.pieces(file)
    )
    printed = ""
    position = 0
    for number, count in enumerate(struct.unpack_from("<8i", file.text, _LENGTHS_AT)):
        if number not in _COMMENTS:
            printed += text[position : position + count] + "\n"
        position += count
    while _FIELD.search(printed):
        printed = _FIELD.sub(_result, printed)
    return printed


def _result(field: re.Match[str]) -> str:
    return "" if _PAGE_FIELD.match(field[1]) else field[2] or ""
