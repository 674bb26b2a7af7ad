"""PDF with a text layer → Document; which pages are pictures of pages is told to the reader of scans.

What stands on one page is `ingest.readers.pdf_page`, what it amounts to `ingest.readers.layout`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium

from ingest.document import Document, UnreadableDocument
from ingest.limits import USUAL, Limits, check_pages
from ingest.readers import layout, pdf_fonts, pdf_page, picture, torn
from ingest.readers.page import Page

#: A whole file ends at most this many bytes after its last end mark; servers append a little of their own.
_AFTER_END = 2048
#: Notes on a page that are part of what it says: form fields, typed text, stamps.
_FILLED_IN = (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP)

_SAVE_AGAIN = "open it and save it again, or ask for a new copy"


def read(data: bytes, limits: Limits = USUAL) -> Document:
    """Read a PDF; raises UnreadableDocument where it is locked, cut off, damaged or has more pages than the limit."""
    found, pictures = pages(data, limits)
    if pictures:
        found = picture.read_scanned(data, found, pictures, limits)
    return Document("scan" if len(pictures) == len(found) else "pdf", torn.mended(layout.blocks(found)))


def pages(data: bytes, limits: Limits = USUAL) -> tuple[list[Page], list[int]]:
    """Every page, and the one-based numbers of those that are pictures; raises UnreadableDocument as `read` does."""
    found, pictures = [], []
    with _opened(data) as document:
        count = pdfium.FPDF_GetPageCount(document)
        check_pages(count, "a PDF", limits)
        for index in range(count):
            with _loaded(document, index) as loaded:
                page, is_picture = pdf_page.read(loaded, index + 1)
            found.append(page)
            pictures += [page.number] if is_picture else []
    return found, pictures


def pictures(data: bytes) -> list[int]:
    """The one-based numbers of the pages that are pictures: scans, with a layer of recognised text or without one."""
    return pages(data)[1]


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    if _is_cut_off(data):
        raise UnreadableDocument(
            "truncated_file", "a PDF that ends too early", "copy or download it again, or ask for a new copy"
        )
    pdf_fonts.install()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
            raise UnreadableDocument(
                "encrypted_file", "a PDF locked with a password", "ask for a copy without a password"
            )
        raise UnreadableDocument("unreadable_file", "a damaged PDF", _SAVE_AGAIN)
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


@contextmanager
def _loaded(document: Any, index: int) -> Iterator[Any]:
    """A page with what was filled in or stamped on it, which PDFium keeps apart from the page's text."""
    page = pdfium.FPDF_LoadPage(document, index)
    if page and _is_filled_in(page) and pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_FAIL:
        pdfium.FPDF_ClosePage(page)
        page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise UnreadableDocument("unreadable_file", f"a PDF whose page {index + 1} cannot be read", _SAVE_AGAIN)
    try:
        yield page
    finally:
        pdfium.FPDF_ClosePage(page)


def _is_filled_in(page: Any) -> bool:
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        pdfium.FPDFPage_CloseAnnot(note)
        if kind in _FILLED_IN:
            return True
    return False


def _is_cut_off(data: bytes) -> bool:
    """Whether the end mark is missing, or stands only where a file for quick viewing has its first one."""
    end = data.rfind(b"%%EOF")
    return end < 0 or (len(data) - end > _AFTER_END and b" obj" in data[end:])
