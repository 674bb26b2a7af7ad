"""Counted, not trusted: a second, independent reading of the same bytes, and which figures the two do not share.

A parser that drops figures, or returns garbage for Chinese text, says nothing about it. So every file is read once more
in a plainer way or by another library (`recount_word`, `recount_page`, `recount_sheet`, `recount_pdf`), the numbers of
both readings are found by one simple scan, and the difference is kept with the document: a rule reports it, and where
most is missing the document is held. The scan is not `ingest.figures`, whose mistakes both readings would share.

What rightly differs is left out of the count: numbers that Word or a browser writes before list items stand in no text,
so they are never extra; page numbers and repeated headers are dropped on purpose, so they are never missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ingest.document import Cell, Document, Paragraph, Table, UnreadableDocument
from ingest.limits import USUAL, Limits
from ingest.readers import reading, recount_page, recount_pdf, recount_sheet, recount_word

_WIDE = re.compile("[０-９]")
_NARROW = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_FIGURE = re.compile(r"[0-9]+(?:,[0-9]{3}(?![0-9]))*(?:\.[0-9]+)?")
#: What may be an automatic number: 1. 2.1 (3) 4、 before an item's words.
_LABEL = re.compile(r"\s*[(（]?([0-9]{1,3}(?:\.[0-9]{1,3})*)[.．、)） ]")

_SECOND_READINGS: dict[str, Callable[[bytes], str]] = {
    "docx": recount_word.of_xml,
    "doc": recount_word.of_binary,
    "html": recount_page.of_html,
    "text": recount_page.of_text,
}

#: Above this share of missing figures or letters the reading is not worth loading.
_MOST = 0.5


@dataclass(frozen=True, slots=True)
class Recount:
    """Two readings compared: figures in each, those only the second has, those only the first has.

    `letters_kept` is the share (0 to 1) of the different Chinese characters in the second reading that the first
    has too.
    """

    read: int
    recounted: int
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    letters_kept: float

    @property
    def is_worthless(self) -> bool:
        """Whether more than half of the figures, or of the Chinese characters, are not what the file says."""
        return len(self.missing) > _MOST * self.recounted or self.letters_kept < _MOST


def read(data: bytes, name: str, limits: Limits = USUAL) -> tuple[Document, Recount | None]:
    """Read one file and count its figures again; `name` serves messages only.

    Raises UnreadableDocument, of reason `readings_disagree` where what was read is mostly not what the file says.
    """
    document = reading.read(data, name, limits)
    counted = recount(data, document)
    if counted is not None and counted.is_worthless:
        found = (
            f"{name}: two readings of the file disagree: of {counted.recounted} figures {len(counted.missing)} are"
            f" missing ({', '.join(counted.missing[:10])}), and {counted.letters_kept:.0%} of its Chinese characters"
            " were kept"
        )
        raise UnreadableDocument("readings_disagree", found, "save the file as docx or PDF, or ask for a new copy")
    return document, counted


def recount(data: bytes, document: Document) -> Recount | None:
    """Read the bytes a second time and compare; None where there is no second reading or it cannot read the file.

    A file that its own reader managed and the second one did not is no error: the check then has not been done, and
    says so by the absence of its figures.
    """
    try:
        if document.source_format == "sheet":
            read, recounted, missing, extra, second = recount_sheet.differences(data, document, figures)
            kept = _letters_kept(text_of(document), second)
            return Recount(read, recounted, tuple(missing), tuple(extra), kept)
        if document.source_format == "pdf":
            if _has_pictures(document):
                return None  # the second reading does not see what was recognised in a picture
            return compare(document, *recount_pdf.of_pdf(data))
        if document.source_format not in _SECOND_READINGS:
            return None
        second = _SECOND_READINGS[document.source_format](data)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # a panic of a compiled parser is no Exception
        return None
    return compare(document, second)


def _has_pictures(document: Document) -> bool:
    """Whether a part of the document was recognised in a picture."""
    return any(text.doubts for text in _texts(document))


def compare(document: Document, second: str, repeated: str = "") -> Recount:
    """The figures and letters of a Document against those of a text; those of `repeated` in it may be missing.

    >>> compare(Document("text", (Paragraph("预算 1,200 万元，执行 ９.5"),)), "预算1200万元，执行9.5，余3").missing
    ('3',)
    """
    first = text_of(document)
    here, there = Counter(figures(first)), Counter(figures(second))
    missing, extra = there - here, here - there
    if extra:
        extra -= Counter(_labels(document))
        _join(missing, extra)
    if missing and repeated:
        missing -= Counter(figures(repeated))
    kept = _letters_kept(first, second)
    return Recount(here.total(), there.total(), tuple(missing.elements()), tuple(extra.elements()), kept)


def text_of(document: Document) -> str:
    """All text of a Document, blocks and cells parted by line ends, so that no two figures run together."""
    return "\n".join([printed.text for printed in _texts(document)])


def _texts(document: Document) -> Iterator[Paragraph | Cell]:
    """Paragraphs and cells in reading order."""
    for block in document.content:
        if isinstance(block, Table):
            yield from block.cells
        else:
            yield block


def figures(text: str) -> list[str]:
    """The numbers of a text as plain digits: half-width, no thousands signs.

    >>> figures("合计１，２６７.80万元，占 25.7%")
    ['1267.80', '25.7']
    """
    narrow = text.translate(_NARROW) if _WIDE.search(text) else text
    return [number.replace(",", "") for number in _FIGURE.findall(narrow)]


def _join(missing: Counter[str], extra: Counter[str]) -> None:
    """Take out the pieces of numbers that a narrow cell broke over its lines, beside the whole number.

    >>> pieces, whole = Counter(["954819", "9.71", "3", "41", "689", "778.32"]), Counter(["9548199.71", "41689778.32"])
    >>> _join(pieces, whole)
    >>> +pieces, +whole
    (Counter({'3': 1}), Counter())
    """
    for figure in list(extra.elements()):
        if pieces := _pieces(figure, missing):
            missing.subtract(pieces)
            extra[figure] -= 1


def _pieces(figure: str, given: Counter[str]) -> list[str]:
    """The numbers of `given` whose digits, one behind the other, are the figure's; empty where none are."""
    for cut in range(len(figure), 0, -1):
        piece, rest = figure[:cut].strip("."), figure[cut:].strip(".")
        if given[piece] > 0:
            others = _pieces(rest, given - Counter([piece])) if rest else []
            if others or not rest:
                return [piece, *others]
    return []


def _labels(document: Document) -> Iterator[str]:
    """The numbers that may have been counted by the reader, as Word counts them."""
    for printed in _texts(document):
        for label in filter(None, map(_LABEL.match, printed.text.split("\n"))):
            yield from figures(label[1])


def _letters_kept(first: str, second: str) -> float:
    here, there = ({letter for letter in set(text) if "\u3400" <= letter <= "\u9fff"} for text in (first, second))
    return len(here & there) / len(there) if there else 1.0
