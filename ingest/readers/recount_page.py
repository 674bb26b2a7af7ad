"""The text of web pages and text files by other means than their readers': tags cut out, bytes decoded.

`of_html` knows no tree: it walks over the tags and leaves out what a browser would not show. `of_text` can only differ
from the text reader in what that reader does with lines, for there is no other way to read plain bytes.
"""

from __future__ import annotations

import html
import quopri
import re
from base64 import b64decode

from ingest.readers import charset

#: Comments and declarations; tags, where a quoted value may hold a bracket; tags with a quote too many.
_MARKUP = re.compile(
    r"""<(?:!--.*?--|[!?][^>]*|(/?)([a-zA-Z][\w:-]*)([^>"']*+(?:(?:"[^"]*"|'[^']*')[^>"']*+)*+)|/?[a-zA-Z][^>]*)>""",
    re.DOTALL,
)
_UNSEEN = frozenset(
    ("script", "style", "head", "template", "noscript", "iframe", "object", "svg", "select", "button", "title", "xml")
)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|\shidden(?=[\s=/]|$)", re.IGNORECASE)
_VOID = frozenset(("br", "hr", "img", "input", "meta", "link", "col", "area", "base", "wbr", "embed", "source"))
#: Tags that stand inside words and numbers; every other tag parts them.
_INLINE = frozenset(
    ("span", "font", "b", "i", "u", "s", "em", "strong", "a", "sub", "sup", "o:p", "label", "small", "big", "ins",
     "st1", "code", "mark", "wbr", "img", "abbr", "tt", "strike", "nobr", "bdo", "bdi", "cite", "q", "var", "kbd",
     "samp")
)  # fmt: skip
_ENCODING = re.compile(rb"content-transfer-encoding:\s*([\w-]+)", re.IGNORECASE)
_PAGE_PART = re.compile(rb"content-type:\s*text/html.*?\r?\n\r?\n(.*?)(?=\r?\n--|\Z)", re.IGNORECASE | re.DOTALL)


def of_text(data: bytes) -> str:
    """The decoded bytes; of Markdown with tables of HTML what stands between the tags."""
    text = charset.decode(data) or ""
    return html.unescape(_MARKUP.sub("\n", text)) if "<table" in text.lower() else text


def of_html(data: bytes) -> str:
    """The text between the tags of a page, hidden elements left out."""
    page = _part(data) if b"mime-version:" in data[:4096].lower() else data
    return html.unescape("".join(_shown(_decoded(page))))


def _part(data: bytes) -> bytes:
    """The page inside an MHT file, found by its part's own header."""
    found = _PAGE_PART.search(data)
    if not found:
        return b""
    head = data[max(found.start() - 400, 0) : found.start(1)]
    encodings = _ENCODING.findall(head)
    kind = encodings[-1].lower() if encodings else b""
    if kind == b"quoted-printable":
        return quopri.decodestring(found[1])
    return b64decode(found[1]) if kind == b"base64" else found[1]


def _decoded(page: bytes) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig"), (b"", "gb18030")):
        if page.startswith(mark):
            try:
                return page.decode(encoding)
            except UnicodeDecodeError:
                continue
    return page.decode("gb18030", "replace")


def _shown(page: str) -> list[str]:
    pieces: list[str] = []
    position = 0
    unseen, depth = "", 0  # the tag of the hidden element under way, and how many of that name are open
    for tag in _MARKUP.finditer(page):
        closing, name, attributes = tag[1], (tag[2] or "").lower(), tag[3] or ""
        if not unseen:
            pieces.append(page[position : tag.start()])
        position = tag.end()
        if not name:
            continue
        if unseen:
            if name == unseen and not attributes.endswith("/"):
                depth += -1 if closing else 1
                unseen = unseen if depth else ""
            continue
        if not closing and name not in _VOID and (name in _UNSEEN or (attributes and _HIDDEN.search(attributes))):
            unseen, depth = (name, 1) if not attributes.endswith("/") else ("", 0)
        if name not in _INLINE:
            pieces.append("\n")
    if not unseen:
        pieces.append(page[position:])
    return pieces
