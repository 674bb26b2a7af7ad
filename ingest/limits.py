"""How much one document or one archive may take, and what is said when it takes more.

Size, pages, cells and characters are counted here and by the readers; time and memory are held by the operating
system, in `ingest.workers`. The settings of the same names are in `orchestration.settings`.
"""

from __future__ import annotations

import hashlib
import signal
from dataclasses import astuple, dataclass

from ingest.document import Document, Paragraph, UnreadableDocument

MEGABYTE = 1 << 20

#: A sheet's grid is laid out only up to this many positions, filled or not; `cells` counts what was kept of it.
LARGEST_GRID = 5_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The defaults are ten times or more what the largest known report takes; MB is 2^20 bytes.

    `seconds` and `memory_mb` hold for reading a document and again for extracting it, `memory_mb` on top of what the
    process had before. OCR takes as long as a document has pages: each page of a scan has `ocr_page_seconds` at least.
    `file_mb` holds for a file and for a member of an archive, `archive_files` and `archive_mb` for all that an archive
    unpacks to, archives inside it included.
    """

    seconds: int = 120
    memory_mb: int = 2048
    file_mb: int = 100
    pages: int = 2_000
    cells: int = 500_000
    characters: int = 10_000_000
    archive_files: int = 1_000
    archive_mb: int = 1024
    ocr_page_seconds: int = 60

    @property
    def fingerprint(self) -> str:
        """Eight digits that change with any limit: what was refused under other limits is to be read again."""
        return hashlib.sha256(repr(astuple(self)).encode()).hexdigest()[:8]


#: The limits where nobody set any.
USUAL = Limits()


def give_at_least(seconds: int) -> None:
    """Let a document's time end in `seconds` from now where it would end before; without a timer nothing changes.

    What cannot be told beforehand, the pages of a scan, gets its time piece by piece; a page that hangs still ends.
    """
    left, _ = signal.getitimer(signal.ITIMER_REAL)
    if 0 < left < seconds:
        signal.setitimer(signal.ITIMER_REAL, seconds)


def too_much(reason_code: str, found: str, setting: str) -> UnreadableDocument:
    """The refusal of a file that goes over the limit that `setting` names."""
    advice = f"split it, ask for a smaller copy, or raise {setting} in the settings"
    return UnreadableDocument(reason_code, found, advice)


def check_size(size: int, name: str, limits: Limits) -> None:
    """Raise UnreadableDocument (`too_large`) for a file of `size` bytes over the limit."""
    if size > limits.file_mb * MEGABYTE:
        found = f"{name}: {size / MEGABYTE:,.0f} MB, the limit is {limits.file_mb:,}"
        raise too_much("too_large", found, "document_file_mb")


def check_pages(pages: int, name: str, limits: Limits) -> None:
    """Raise UnreadableDocument (`too_many_pages`) for more pages than the limit."""
    if pages > limits.pages:
        found = f"{name}: {pages:,} pages, the limit is {limits.pages:,}"
        raise too_much("too_many_pages", found, "document_pages")


def check_content(document: Document, name: str, limits: Limits) -> None:
    """Raise UnreadableDocument for more pages, cells or characters than the limits allow."""
    pages = cells = characters = 0
    for block in document.content:
        pages = max(pages, block.page or 0)
        if isinstance(block, Paragraph):
            characters += len(block.text)
        else:
            cells += len(block.cells)
            characters += sum(len(cell.text) for cell in block.cells)
            pages = max(pages, *(cell.page or 0 for cell in block.cells), 0)
    check_pages(pages, name, limits)
    if cells > limits.cells:
        found = f"{name}: {cells:,} table cells, the limit is {limits.cells:,}"
        raise too_much("too_many_cells", found, "document_cells")
    if characters > limits.characters:
        found = f"{name}: {characters:,} characters, the limit is {limits.characters:,}"
        raise too_much("too_large", found, "document_characters")
