"""The text of a PDF by another library (pdf_oxide), beside the reader's PDFium, and what its pages repeat.

Chosen by counting: on the real reports it finds the same figures as pypdf, in a fifth of the time and less than the
first reading takes. Numbers that a narrow cell breaks over two lines come out in two pieces here; `recount.compare`
knows that. Scanned pages have no text and no second reading.
"""

from __future__ import annotations

import logging
import re
from collections import Counter

import pdf_oxide

#: A page's first and last lines may be a running header or footer.
_OUTER = 2
_NUMBER_ALONE = re.compile(r"[\W第共页]*[0-9]{1,5}[\W第共页]*(?:[0-9]{1,5}[\W页]*)?")
_PAGE = re.compile(r"第\s*[0-9]+\s*页(?:\s*共\s*[0-9]+\s*页)?|[0-9]+\s*/\s*[0-9]+$")


def of_pdf(data: bytes) -> tuple[str, str]:
    """The text of all pages, and the lines that a reader may leave out: page numbers and repeated headers.

    Raises the package's errors, all RuntimeError or ValueError, where it cannot read the file.
    """
    # It tells of every oddity of a file, ninety lines for one that a browser printed; what it missed is counted anyway.
    logging.getLogger("pdf_oxide").setLevel(logging.CRITICAL)
    document = pdf_oxide.PdfDocument.from_bytes(data)
    # Its own search for tables would say some of their cells twice.
    pages = [document.extract_text(number, extract_tables=False) for number in range(document.page_count())]
    outer = [line for page in pages for line in _outer(page)]
    copies = Counter(_PAGE.sub("", line) for line in outer)
    left_out: list[str] = []
    seen: set[str] = set()
    for line in outer:
        title = _PAGE.sub("", line)
        # One copy of a header is kept, so only its repetitions may be missing.
        if _NUMBER_ALONE.fullmatch(line) or (title in seen and 2 * copies[title] >= len(pages)):
            left_out.append(line)
        seen.add(title)
    return "\n".join(pages), "\n".join(left_out)


def _outer(page: str) -> list[str]:
    lines = [line.strip() for line in page.splitlines() if line.strip()]
    return lines if len(lines) <= 2 * _OUTER else lines[:_OUTER] + lines[-_OUTER:]
