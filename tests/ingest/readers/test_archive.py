"""Zipped Office files: relations between parts, other spellings of names, and guards against hostile parts."""

from __future__ import annotations

import io
import zipfile

import pytest

from ingest.document import Paragraph
from ingest.limits import OverLimit
from ingest.readers import archive, word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def zipped(**parts: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name.replace("__", "/") + ".xml", text)
    return target.getvalue()


@pytest.mark.parametrize("namespace", [W, STRICT], ids=["usual names", "names of the strict form"])
def test_a_bare_document_is_read(namespace: str) -> None:
    data = zipped(word__document=f"<d xmlns='{namespace}'><body><p><r><t>甲 1</t></r></p></body></d>")
    assert word.read(data).content == (Paragraph("甲 1"),)


def test_entities_are_not_expanded() -> None:
    declared = "<!DOCTYPE d [<!ENTITY a 'xxxxxxxxxx'><!ENTITY b '&a;&a;&a;'>]>"
    data = zipped(word__document=f"{declared}<d xmlns='{W}'><p><r><t>甲</t><t>&b;</t></r></p></d>")
    assert word.read(data).content == (Paragraph("甲"),)


def test_a_part_that_unpacks_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_PART", 1000)
    package = archive.open_package(zipped(a="<x>" + "0" * 2000 + "</x>", b="<x/>"))
    assert package.part("b.xml") is not None
    with pytest.raises(OverLimit, match=r"a\.xml unpacks to 2,007 bytes"):
        package.part("a.xml")


def test_relations_are_found_below_their_part() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr(
            "word/_rels/document.xml.rels",
            "<r><x Id='1' Type='http://y/header' Target='../h.xml'/><x Id='2' Type='z/image' Target='/m/p.png'/>"
            "<x Id='3' Type='z/link' Target='http://outside' TargetMode='External'/></r>",
        )
    related = archive.open_package(target.getvalue()).related("word/document.xml")
    assert related == {"1": ("header", "h.xml"), "2": ("image", "m/p.png")}
