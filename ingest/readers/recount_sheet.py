"""The cells of a workbook by another reader (calamine), each number against what its row prints.

The second reader knows stored values only: 1267.8 where the sheet prints 1267.80, 0.7719 where it prints 77.19%. So the
numbers are compared row by row: a stored number is read when the same row of the Document prints it, rounded to the
printed decimals, perhaps as a percentage or in thousands. Of a stored day or time the row must print some figure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

import fastexcel

from ingest.document import Document, Table

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T].*)?|[0-9]{2}:[0-9]{2}:[0-9]{2}.*")
#: Powers of ten from what is stored to what is printed: none, percent, thousands, 万, millions, 亿.
_SCALES = (0, 2, -3, -4, -6, -8)

Scan = Callable[[str], list[str]]
Pool = Counter[str]


def differences(data: bytes, document: Document, figures: Scan) -> tuple[int, int, list[str], list[str], str]:
    """Figures read, figures recounted, missing ones, extra ones, and the second reading's text.

    `figures` finds the numbers of a text. Raises fastexcel's errors where the second reader cannot read the file.
    """
    printed: dict[tuple[str | None, int], Pool] = {}
    titles: Pool = Counter()
    for block in document.content:
        if isinstance(block, Table):
            for cell in block.cells:
                printed.setdefault((block.name, cell.row), Counter()).update(figures(cell.text))
        else:
            titles.update(figures(block.text))
    read = sum(row.total() for row in printed.values()) + titles.total()
    recounted = 0
    missing: list[str] = []
    texts: list[str] = []
    for sheet, number, cells in _stored(data):
        # A row above a table is a title; in which row of which sheet it stood is no longer known.
        pool = printed.get((sheet, number), titles)
        for text in cells:
            found, absent = _matched(text, pool, figures)
            recounted += found + len(absent)
            missing += absent
        texts += cells
    extra = [figure for row in (*printed.values(), titles) for figure in row.elements()]
    return read, recounted, missing, extra, "\n".join(texts)


def _stored(data: bytes) -> Iterator[tuple[str, int, list[str]]]:
    """Sheet, row and the texts of the row's cells, as the second reader has them."""
    book = fastexcel.read_excel(data)
    for name in book.sheet_names:
        sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_polars()
        for number, row in enumerate(sheet.iter_rows()):
            cells = [text for text in row if text]
            if cells:
                yield name, number, cells


def _matched(text: str, pool: Pool, figures: Scan) -> tuple[int, list[str]]:
    """How many figures of a stored cell the row prints, taking them out of its pool, and those it does not print."""
    if _NUMBER.fullmatch(text):
        figure = next(_shown(text, [printed for printed in pool if pool[printed]]), None)
        if figure is None:
            # A number format may hide a zero, which says nothing.
            return (0, []) if not Decimal(text) else (0, [text])
        pool[figure] -= 1
        return 1, []
    if _MOMENT.fullmatch(text):
        parts = {int(part) for part in figures(text) if part.isdigit()}
        shown = [printed for printed in pool if pool[printed] and printed.isdigit() and int(printed) in parts]
        pool.subtract(shown)
        return (1, []) if shown else (0, [text])
    wanted = Counter(figures(text))
    absent = wanted - pool
    pool.subtract(wanted & pool)
    return wanted.total() - absent.total(), list(absent.elements())


def _decimals(printed: str) -> int:
    return len(printed.partition(".")[2])


def _shown(stored: str, printed: Iterable[str]) -> Iterator[str]:
    """Printed figures that a stored number may be, rounded to the printed decimals, the likeliest first.

    Unscaled before scaled, because 9.5 is 0.00 亿 too; more decimals before fewer, because 9.5 is 10 too.

    >>> [next(_shown(*pair), None) for pair in (("0.7719", ["77.19"]), ("9.5", ["0.00", "10", "9.50"]), ("8", ["9"]))]
    ['77.19', '9.50', None]
    """
    value = abs(Decimal(stored))
    exact = sorted(printed, key=_decimals, reverse=True)
    for scale in _SCALES:
        scaled = value.scaleb(scale)
        yield from (text for text in exact if abs(scaled - Decimal(text)) <= Decimal(1).scaleb(-_decimals(text)) / 2)
