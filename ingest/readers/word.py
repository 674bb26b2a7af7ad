"""Word documents (docx) → Document, read from the file's own XML.

Paragraphs come with their automatic numbers (`ingest.readers.word_numbering`): section numbers of many reports exist
nowhere else, and general-purpose converters drop them. Text boxes follow the paragraph they are anchored to; footnotes,
endnotes, page headers and footers follow the body. Inserted text of tracked changes is read, deleted text is not;
hidden text is read too, because nothing a file says may be lost. Comments, pictures and charts are not read.
Old binary Word files are `ingest.readers.word_binary`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ingest.document import Document, Paragraph, Table
from ingest.readers import archive, grid, torn
from ingest.readers.word_numbering import Numbering
from ingest.readers.word_styles import Styles, only_paragraph_styles

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_P, _PPR, _RUN, _SYM = (W + name for name in ("p", "pPr", "r", "sym"))
_TBL, _TR, _TC, _TCPR, _SPAN, _MERGE = (W + name for name in ("tbl", "tr", "tc", "tcPr", "gridSpan", "vMerge"))
_TEXT = W + "t"
_BOX, _FIELD, _FIELD_MARK, _FIELD_CODE = (W + name for name in ("txbxContent", "fldSimple", "fldChar", "instrText"))
_TEXTS = (W + "t", _MATH + "t")

#: Never entered: properties, what tracked changes removed, field codes, the phonetic line above characters.
_SKIPPED = frozenset(
    W + name
    for name in (
        "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr",
        "del", "moveFrom", "delText", "instrText", "rt", "footnoteRef", "endnoteRef",
    )
)  # fmt: skip
#: What stands between runs, or in them, and says nothing.
_MARKS = frozenset(
    W + name for name in ("pPr", "rPr", "bookmarkStart", "bookmarkEnd", "proofErr", "lastRenderedPageBreak")
)
_CHARACTERS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}

#: Fields whose result is a page number or a count of pages: not the report's words.
_PAGE_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)

_PART_KINDS = frozenset(("styles", "numbering", "footnotes", "endnotes", "header", "footer"))


def read(data: bytes) -> Document:
    """Read a docx file; raises KeyError, zipfile.BadZipFile or lxml errors where it is damaged."""
    package = archive.open_package(data)
    main_parts = [target for kind, target in package.related("").values() if kind == "officeDocument"]
    path = main_parts[0] if main_parts else "word/document.xml"
    root = package.part(path)
    if root is None:
        raise KeyError(f"{path} is missing from the package")
    parts: dict[str, list[etree._Element]] = {}
    for kind, target in package.related(path).values():
        shorten = only_paragraph_styles if kind == "styles" else None
        part = package.part(target, shorten) if kind in _PART_KINDS else None
        if part is not None:
            parts.setdefault(kind, []).append(part)
    styles = Styles.of(parts.get("styles", []))
    reader = _Reader(styles, Numbering.of(parts.get("numbering", [])))
    blocks = reader.blocks(root)
    for kind in ("footnotes", "endnotes", "header", "footer"):
        for part in parts.get(kind, []):
            blocks += reader.blocks(part)
    return Document("docx", torn.mended(grid.without_empty(blocks)))


@dataclass(slots=True)
class _Field:
    """A field under way: its code, and whether the result has begun."""

    code: str = ""
    is_result: bool = False


@dataclass(frozen=True, slots=True)
class _Reader:
    styles: Styles
    numbering: Numbering

    def blocks(self, container: etree._Element) -> list[Paragraph | Table]:
        """The paragraphs and tables below an element, through content controls, insertions and the like."""
        found: list[Paragraph | Table] = []
        for child in container:
            tag = child.tag
            if tag == _P:
                self._paragraph(child, found)
            elif tag == _TBL:
                found += grid.assemble(self._rows(child))
            elif isinstance(tag, str) and tag not in _SKIPPED and not _is_duplicate(child):
                found += self.blocks(child)
        return found

    def _paragraph(self, element: etree._Element, found: list[Paragraph | Table]) -> None:
        boxes: list[etree._Element] = []
        pieces: list[str] = []
        if not _collect_plain(element, pieces):
            pieces = []
            _collect(element, pieces, boxes, [])
        text = "".join(pieces)
        if text.strip():
            style = self.styles.of_paragraph(next(element.iterchildren(_PPR), None))
            found.append(Paragraph(self.numbering.label(style) + text, style.level))
        for box in boxes:
            found += self.blocks(box)

    def _rows(self, table: etree._Element) -> list[list[grid.Slot]]:
        """The table's cells; cells merged downwards stand in their first row only."""
        rows: list[list[grid.Slot]] = []
        #: Column → where the cell that may go on below stands (row, position in row) and how wide it is.
        open_above: dict[int, tuple[int, int, int]] = {}
        for row in _inside(table, _TR):
            slots: list[grid.Slot] = []
            still_open: dict[int, tuple[int, int, int]] = {}
            column = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
            if column:
                slots.append(grid.slot("", column_span=column))
            for cell in _inside(row, _TC):
                properties = next(cell.iterchildren(_TCPR), None)
                width = _number(_find(properties, _SPAN), 1)
                merge = _find(properties, _MERGE)
                content = tuple(self.blocks(cell))
                above = open_above.get(column)
                if merge is not None and merge.get(W + "val") != "restart" and above and above[2] == width:
                    at, position, _ = above
                    upper = rows[at][position]
                    hidden = grid.without_empty(content)
                    rows[at][position] = upper._replace(content=upper.content + hidden, row_span=len(rows) - at + 1)
                    still_open[column] = above
                else:
                    if merge is not None:
                        still_open[column] = (len(rows), len(slots), width)
                    slots.append(grid.Slot(content, 1, width))
                column += width
            open_above = still_open
            rows.append(slots)
        return rows


def _collect_plain(element: etree._Element, pieces: list[str]) -> bool:
    """Put the text of a paragraph of runs of text into `pieces`; False where it holds anything else.

    Most paragraphs are such, and a call for each run takes half of the time of reading.
    """
    for child in element:
        if child.tag == _RUN:
            for part in child:
                tag = part.tag
                if tag == _TEXT:
                    pieces.append(part.text or "")
                elif tag not in _MARKS:
                    return False
        elif child.tag not in _MARKS:
            return False
    return True


def _collect(element: etree._Element, pieces: list[str], boxes: list[etree._Element], fields: list[_Field]) -> None:
    """Put the text of a paragraph into `pieces`, in order, and text boxes met on the way into `boxes`."""
    for child in element:
        tag = child.tag
        if tag == _RUN:
            _collect(child, pieces, boxes, fields)
        elif tag in _TEXTS:
            if not any(field.is_result and _PAGE_FIELD.match(field.code) for field in fields):
                pieces.append(child.text or "")
        elif tag in _CHARACTERS:
            pieces.append(_CHARACTERS[tag])
        elif tag == _SYM:
            pieces.append(_symbol(child.get(W + "char", "")))
        elif tag == _FIELD_MARK:
            _turn(fields, child.get(W + "fldCharType", ""))
        elif tag == _FIELD_CODE:
            if fields:
                fields[-1].code += child.text or ""
        elif tag == _BOX:
            boxes.append(child)
        elif tag not in _SKIPPED and isinstance(tag, str) and not _is_duplicate(child) and not _is_page_field(child):
            _collect(child, pieces, boxes, fields)


def _turn(fields: list[_Field], kind: str) -> None:
    """Follow a field's marks: begin, separate (its result follows), end."""
    if kind == "begin":
        fields.append(_Field())
    elif fields and kind == "separate":
        fields[-1].is_result = True
    elif fields and kind == "end":
        fields.pop()


def _is_page_field(element: etree._Element) -> bool:
    return element.tag == _FIELD and bool(_PAGE_FIELD.match(element.get(W + "instr", "")))


def _symbol(code: str) -> str:
    """A character of a symbol font, in the private area where Word itself puts it."""
    try:
        return chr(int(code, 16))
    except ValueError:
        return ""


def _is_duplicate(element: etree._Element) -> bool:
    """Whether the element is the form of a drawing for old programs, beside the form for new ones."""
    parent = element.getparent() if element.tag == _FALLBACK else None
    return parent is not None and parent.find(_CHOICE) is not None


def _inside(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, through content controls; rows that a tracked change removed are left out."""
    for child in element:
        if child.tag == tag:
            if tag != _TR or child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            yield from _inside(child, tag)


def _find(element: etree._Element | None, tag: str) -> etree._Element | None:
    return None if element is None else next(element.iterchildren(tag), None)


def _number(element: etree._Element | None, default: int) -> int:
    value = "" if element is None else element.get(W + "val", "")
    return max(int(value), default) if value.isdigit() else default
