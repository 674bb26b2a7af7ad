"""What kind of file some bytes are, by content and never by name: names are wrong often enough (HTML saved as .doc).

Only tells kinds apart; which of them are read, and what to say of the others, is `ingest.readers.reading`.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Collection
from typing import Literal

from ingest.readers import archive, charset, compound

Family = Literal[
    "docx", "doc", "xlsx", "xls", "html", "text",  # read
    "pdf", "image", "archive", "presentation", "rtf", "office_xml", "other_office",  # known, not read
    "encrypted", "truncated", "damaged_text", "unknown",
]  # fmt: skip

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")

#: Folder of an Office file, kind of file, and the part that is its main one unless the list of types names another.
_OFFICE: tuple[tuple[str, Family, str], ...] = (
    ("word/", "docx", "word/document.xml"),
    ("xl/", "xlsx", "xl/workbook.xml"),
    ("ppt/", "presentation", "ppt/presentation.xml"),
)

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|(?:html|head|body|meta|title|table|div|p|h[1-6]|font|span|center|style|script|br|ul|ol)[\s/>])",
    re.IGNORECASE | re.DOTALL,
)
#: A heading of Markdown, which may begin with a piece of HTML.
_MARKDOWN = re.compile(rb"^#{1,6} [^{}\r\n]+$", re.MULTILINE)
_MHT = re.compile(rb"\A\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?mime-version:", re.IGNORECASE)
_OFFICE_XML = re.compile(rb"<\?mso-application|<pkg:package|<w:wordDocument|<office:document", re.IGNORECASE)


def family(data: bytes) -> Family:
    """The kind of file the bytes are."""
    if data.startswith(archive.SIGNATURE):
        return _zipped(data)
    if data.startswith(compound.SIGNATURE):
        return _compound(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(rb"{\rtf"):
        return "rtf"
    if data.startswith(_ARCHIVES) or is_zip(data):
        return "archive"
    head = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    if _OFFICE_XML.search(head):
        return "office_xml"
    if (_HTML.match(head) and not _MARKDOWN.search(head)) or _MHT.match(head):
        return "html"
    if charset.decode(data) is not None:
        return "text"
    if charset.ends_inside_character(data):
        return "truncated"
    # After text, because BM also begins words.
    if data.startswith(_PICTURES):
        return "image"
    return "damaged_text" if charset.is_damaged_text(data) else "unknown"


def is_zip(data: bytes) -> bool:
    """Whether the bytes, or the first four of them, begin a zip file, be it an empty one."""
    return data.startswith((archive.SIGNATURE, b"PK\x05\x06"))


def _zipped(data: bytes) -> Family:
    try:
        package = archive.open_package(data)
    except (zipfile.BadZipFile, ValueError, EOFError, struct.error, OSError, NotImplementedError):
        return "truncated"
    found = zipped_family(package.names)
    # Of an archive, one member may be locked and the others not.
    is_locked = found != "archive" and any(part.flag_bits & 0x1 for part in package.zip.infolist())
    return "encrypted" if is_locked else found


def zipped_family(names: Collection[str]) -> Family:
    """The kind of a zip file by the names in it; an archive may well hold a folder called word."""
    for folder, family, main in _OFFICE:
        if any(name.startswith(folder) for name in names) and (main in names or "[Content_Types].xml" in names):
            return family
    return "other_office" if "mimetype" in names or "OFD.xml" in names else "archive"


def _compound(data: bytes) -> Family:
    try:
        opened = compound.open_compound(data)
        names = set(opened.entries)
        # A stream that ends too early shows here, before a parser makes half a report of it.
        for name in names:
            opened.stream(name)
        if "WordDocument" in names:
            # Bit 8 of the flags at byte 10 says that the text is enciphered ([MS-DOC] FibBase).
            (flags,) = struct.unpack_from("<H", opened.stream("WordDocument"), 10)
            return "encrypted" if flags & 0x0100 else "doc"
    except (compound.DamagedContainer, struct.error):
        return "truncated"
    if names & {"Workbook", "Book"}:
        return "xls"
    if names & {"EncryptedPackage", "EncryptionInfo"}:
        return "encrypted"
    return "presentation" if "PowerPoint Document" in names else "other_office"
