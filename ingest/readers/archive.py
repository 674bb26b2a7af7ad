"""The parts of a zipped Office file (docx, xlsx): names, bytes and parsed XML.

Guards against what a hostile or broken file can do to the parser: no entity is expanded, nothing is fetched, and a part
that would unpack to more than a quarter of a gigabyte is refused.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from ingest.document import UnreadableDocument

SIGNATURE = b"PK\x03\x04"

#: The largest real part seen is 3 MB; a part of this size is an attack or a mistake.
LARGEST_PART = 256 * 1024 * 1024

#: "Strict" files use other namespace names for the same elements; all of them begin so.
_STRICT = b"http://purl.oclc.org/"
_STRICT_NAMES = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


@dataclass(frozen=True, slots=True)
class Package:
    """An opened zip; `names` are the paths of its parts."""

    zip: zipfile.ZipFile
    names: frozenset[str]

    def part(self, path: str, shorten: Callable[[bytes], bytes] | None = None) -> etree._Element | None:
        """The root element of an XML part, or None where the package has no such part.

        `shorten` may take out elements that are not needed before the XML is parsed, to save time.
        """
        if path not in self.names:
            return None
        if self.zip.getinfo(path).file_size > LARGEST_PART:
            found = f"its part {path} unpacks to {self.zip.getinfo(path).file_size:,} bytes"
            raise UnreadableDocument("too_large", found, "open it and save it again, or ask for a smaller copy")
        xml = self.zip.read(path)
        if _STRICT in xml:
            for strict, usual in _STRICT_NAMES:
                xml = xml.replace(strict, usual)
        if shorten is not None:
            xml = shorten(xml)
        return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))

    def related(self, path: str) -> dict[str, tuple[str, str]]:
        """Relation id → (kind, path) for a part, e.g. `rId3` → (`header`, `word/header1.xml`); "" is the package."""
        folder, name = posixpath.split(path)
        root = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        if root is None:
            return {}
        found: dict[str, tuple[str, str]] = {}
        for relation in root:
            if isinstance(relation.tag, str) and relation.get("TargetMode") != "External":
                kind = relation.get("Type", "").rpartition("/")[2]
                target = posixpath.normpath(posixpath.join("/" + folder, relation.get("Target", ""))).lstrip("/")
                found[relation.get("Id", "")] = (kind, target)
        return found


def open_package(data: bytes) -> Package:
    """Open a zipped Office file; raises zipfile.BadZipFile where its list of parts is missing or wrong."""
    opened = zipfile.ZipFile(io.BytesIO(data))
    return Package(opened, frozenset(opened.namelist()))
