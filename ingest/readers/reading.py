"""The way into the readers: the bytes of one file → Document, or a reason why not in words an operator can act on.

What each format's file looks like inside belongs to its own module; which formats exist is decided here.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from ingest.document import Document, UnreadableDocument
from ingest.limits import USUAL, Limits, check_content, check_size
from ingest.readers import html, pdf, picture, plain, sheet, sheet_binary, sniff, word, word_binary

_READERS: dict[sniff.Family, Callable[[bytes], Document]] = {
    "docx": word.read,
    "doc": word_binary.read,
    "xlsx": sheet.read,
    "xls": sheet_binary.read,
    "html": html.read,
    "text": plain.read,
}
#: Those that count pages as they go: ten thousand are not read before they are refused.
_PAGE_READERS: dict[sniff.Family, Callable[[bytes, Limits], Document]] = {"pdf": pdf.read, "image": picture.read}

_READ = "Word (docx, doc), Excel (xlsx, xls), PDF, pictures, HTML, MHT, text and Markdown are read, also in zips"

_SAVE = f"{_READ}; ask for the report in one of these formats"

#: Family → (reason code, what was found, what to do).
_REFUSALS: dict[sniff.Family, tuple[str, str, str]] = {
    "archive": ("unsupported_format", "an archive", f"unpack it, or pack it as zip; {_READ}"),
    "presentation": ("unsupported_format", "a presentation", _SAVE),
    "rtf": ("unsupported_format", "a Rich Text file", f"save it as docx; {_READ}"),
    "office_xml": ("unsupported_format", "a Word or Excel 2003 XML file", f"save it as docx or xlsx; {_READ}"),
    "other_office": ("unsupported_format", "an office file that is neither Word nor Excel", _SAVE),
    "encrypted": ("encrypted_file", "a file locked with a password", "ask for a copy without a password"),
    "truncated": ("truncated_file", "a file that ends too early", "copy or download it again, or ask for a new copy"),
    "damaged_text": (
        "unreadable_file",
        "a text with bytes that are no characters in UTF-8 or GB18030",
        "open it, mend the places that show as question marks and save it as UTF-8, or ask for a new copy",
    ),
    "unknown": ("unsupported_format", "bytes of no known format", _SAVE),
}


def read(data: bytes, name: str, limits: Limits = USUAL) -> Document:
    """Read one file; `name` serves messages only, the format is told from the content.

    Raises UnreadableDocument, and MemoryError: whatever else a parser throws at a damaged file becomes
    `unreadable_file`.
    """
    check_size(len(data), name, limits)
    if not data.lstrip(b" \t\r\n\f\v\0\xef\xbb\xbf\xfe\xff"):
        found = f"{name}: an empty file" if not data else f"{name}: nothing but white space in {len(data)} bytes"
        raise UnreadableDocument("empty_file", found, "ask the department for the file, or remove it")
    family = sniff.family(data)
    if family in _REFUSALS:
        reason, found, advice = _REFUSALS[family]
        raise UnreadableDocument(reason, f"{name}: {found}", advice)
    try:
        document = _PAGE_READERS[family](data, limits) if family in _PAGE_READERS else _READERS[family](data)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except UnreadableDocument as error:
        raise UnreadableDocument(error.reason_code, f"{name}: {error.found}", error.advice) from error
    except BaseException as error:  # a panic in a compiled parser is no Exception, and may not stop a load either
        found = f"{name}: taken for {family}{_disagreement(name, family)}, but its parser failed ({_first_line(error)})"
        advice = "open it and save it again, or ask for a new copy"
        raise UnreadableDocument("unreadable_file", found, advice) from error
    check_content(document, name, limits)
    if not document.content:
        found = f"{name}: a {family} file without any text"
        raise UnreadableDocument("no_text", found, "if it shows pictures of pages, ask for the original file")
    return document


def _disagreement(name: str, family: sniff.Family) -> str:
    """A remark for messages where the name promises another format."""
    suffix = PurePath(name).suffix
    return f" in spite of its name ({suffix})" if suffix and suffix.lower() != f".{family}" else ""


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0][:200]}" if lines else type(error).__name__
