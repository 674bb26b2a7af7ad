"""Web pages (HTML, and MHT as browsers and Word save it) → Document.

White space is one space as in a browser, but a tab inside a line stays a tab: charts saved as text part their values
by nothing else. Blocks end paragraphs, a single `<br>` is a line break inside one and two in a row end it. What a
browser would not show is not read: scripts, styles, the page's head, elements hidden by `display: none`. Nothing is
fetched.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from ingest.document import Document, Paragraph, Table, UnreadableDocument
from ingest.readers import charset, grid, torn

_SKIPPED = frozenset(
    ("script", "style", "head", "template", "noscript", "iframe", "object", "svg", "select", "button", "title", "xml")
)
_BLOCKS = frozenset(
    ("p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "main",
     "header", "footer", "aside", "nav", "blockquote", "pre", "center", "form", "fieldset", "figure", "figcaption",
     "caption", "address", "hr", "body", "html", "tr", "td", "th", "tbody", "thead", "tfoot", "details", "summary")
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAK = re.compile(r" *\n *")
_PARAGRAPH_BREAK = re.compile(r"\n{2,}")


def read(data: bytes) -> Document:
    """Read a page; raises UnreadableDocument or lxml errors where nothing can be made of it."""
    page = _web_page_of_archive(data) if b"mime-version:" in data[:4096].lower() else data
    # XML declarations are dropped because lxml refuses them in text that is already decoded.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", _decode(page)).replace("\0", "")
    if not text.strip():
        return Document("html", ())
    return Document("html", torn.mended(grid.without_empty(blocks(text))))


def blocks(text: str) -> list[Paragraph | Table]:
    """The blocks of a page, or of a piece of one; raises UnreadableDocument where its parser gives up."""
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    root = lxml_html.document_fromstring(text, parser=parser)
    # The parser mends what is wrong in a page, but drops the rest of one that goes over its own limits.
    for error in parser.error_log.filter_from_fatals():
        advice = "open it and save it again, or ask for it in another format"
        raise UnreadableDocument("unreadable_file", f"a page that its parser gave up on ({error.message})", advice)
    return _Walk().blocks(root)


def _web_page_of_archive(data: bytes) -> bytes:
    """The page inside an MHT file, its transfer encoding undone."""
    message = email.message_from_bytes(data.lstrip(), policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            named = part.get_content_charset()
            if isinstance(page, bytes):
                return f"<!-- charset={named} -->".encode() + page if named else page
    return b""


def _decode(page: bytes) -> str:
    """The page's text: byte order mark, then valid UTF-8, then what the page declares, then GB18030."""
    declared = _DECLARED.search(page[:4096])
    named = declared[1].decode("ascii").lower() if declared else ""
    # Pages that say gb2312 use characters beyond it; GB18030 contains both it and GBK.
    named = "gb18030" if named in ("gb2312", "gbk", "gb_2312-80", "") else named
    text = charset.decode(page)
    if text is not None and (page.startswith(b"\xef\xbb\xbf") or named in ("utf-8", "gb18030") or b"\0" in page):
        return text
    try:
        return page.decode(named, errors="replace")
    except LookupError:
        return page.decode("gb18030", errors="replace")


def _is_hidden(element: etree._Element) -> bool:
    return bool(_HIDDEN.search(element.get("style", ""))) or element.get("hidden") is not None


class _Walk:
    """Collects inline text until a block begins or ends.

    `text` is the paragraph under way, `level` its heading level, `number` what stands before the item's first words.
    """

    def __init__(self) -> None:
        self.found: list[Paragraph | Table] = []
        self.text: list[str] = []
        self.level: int | None = None
        self.number = ""

    def blocks(self, element: etree._Element) -> list[Paragraph | Table]:
        """The blocks below an element."""
        self._enter(element, is_preformatted=False)
        self._end_paragraph()
        return self.found

    def _end_paragraph(self) -> None:
        text = _AROUND_BREAK.sub("\n", "".join(self.text))
        self.text.clear()
        for paragraph in _PARAGRAPH_BREAK.split(text):
            if paragraph.strip():
                self.found.append(Paragraph(self.number + paragraph.strip(" \n\r\t"), self.level))
                self.number = ""

    def _add(self, text: str | None, is_preformatted: bool) -> None:
        if not text:
            return
        kept = text if is_preformatted else _SPACES.sub(_gap, text)
        if kept.startswith(" ") and self.text and self.text[-1].endswith(" "):
            kept = kept[1:]
        self.text.append(kept)

    def _enter(self, element: etree._Element, is_preformatted: bool) -> None:
        self._add(element.text, is_preformatted)
        for position, child in enumerate(element):
            tag = child.tag
            if tag == "br":
                self.text.append("\n")
            elif tag == "table" and not _is_hidden(child):
                self._end_paragraph()
                for caption in child.findall("caption"):
                    self.found += _Walk().blocks(caption)
                self.found += grid.assemble([[_slot(cell) for cell in row] for row in _rows(child)])
            elif tag in _BLOCKS and not _is_hidden(child):
                self._end_paragraph()
                self._block(child, position, is_preformatted or tag == "pre")
            elif isinstance(tag, str) and tag not in _SKIPPED and not _is_hidden(child):
                self._enter(child, is_preformatted)
            self._add(child.tail, is_preformatted)

    def _block(self, element: etree._Element, position: int, is_preformatted: bool) -> None:
        outer = self.level
        if re.fullmatch(r"h[1-6]", element.tag):
            self.level = int(element.tag[1])
        if element.tag == "li":
            self.number = _item_number(element)
        self._enter(element, is_preformatted)
        self._end_paragraph()
        self.level = outer


def _gap(space: re.Match[str]) -> str:
    """What white space in the source stands for: one space, or the tab that parts the values of a chart's data.

    A tab after a line end only indents the source.
    """
    return "\t" if "\t" in space[0] and "\n" not in space[0] else " "


def _item_number(item: etree._Element) -> str:
    """The number a browser prints before an item of a counted list, else nothing."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    start = parent.get("start", "1")
    return f"{sum(1 for _ in item.itersiblings('li', preceding=True)) + int(start if start.isdigit() else 1)}. "


def _rows(table: etree._Element) -> Iterator[list[etree._Element]]:
    """The rows of a table, not those of tables inside it."""
    for child in table:
        if child.tag in ("tbody", "thead", "tfoot"):
            yield from _rows(child)
        elif child.tag == "tr" and not _is_hidden(child):
            yield [cell for cell in child if cell.tag in ("td", "th") and not _is_hidden(cell)]


def _slot(cell: etree._Element) -> grid.Slot:
    def span(name: str) -> int:
        stated = cell.get(name, "1").strip()
        return int(stated) if stated.isdigit() and len(stated) < 6 else 1

    # rowspan="0" reaches to the end of the table; `grid.place` cuts it there.
    return grid.Slot(tuple(_Walk().blocks(cell)), span("rowspan") or 10**6, span("colspan"))
