"""Tables torn in two: a row whose cells fell out as paragraphs, put back between the table's parts.

Seen where text exports were made into Word files and PDFs again: a table ends, its next row stands below it as one
paragraph per cell, and the rest follows as a table that begins with the row's last cell. The merged cells of the upper
rows went the same way: their rows are filled up with empty cells at the end, and are told from the row below again.
Nothing is joined unless every paragraph between is a bare number and the counts fit, cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from ingest.document import Paragraph, Table
from ingest.readers import grid, spans

_NUMBER = re.compile(r"\s*-?[0-9][0-9,.]*%?\s*")

Rows = list[list[Paragraph]]


def mended(blocks: Sequence[Paragraph | Table]) -> tuple[Paragraph | Table, ...]:
    """The blocks with torn tables in one piece.

    >>> upper, lower = ([grid.slot(text) for text in texts] for texts in (("甲", "乙", "丙"), ("3", "", "")))
    >>> torn = [Table(grid.place([upper])), Paragraph("1"), Paragraph("2"), Table(grid.place([lower]))]
    >>> [(cell.text, cell.row) for cell in mended(torn)[0].cells]
    [('甲', 0), ('乙', 0), ('丙', 0), ('1', 1), ('2', 1), ('3', 1)]
    """
    found: list[Paragraph | Table] = []
    for block in blocks:
        start = len(found)
        if isinstance(block, Table):
            while start and _is_number(found[start - 1]):
                start -= 1
        joined = _joined(found[start - 1], found[start:], block) if 0 < start < len(found) else None
        if joined:
            found[start - 1 :] = [joined]
        else:
            found.append(block)
    return tuple(found)


def _is_number(block: Paragraph | Table) -> bool:
    return isinstance(block, Paragraph) and bool(_NUMBER.fullmatch(block.text))


def _joined(upper: Paragraph | Table, between: Sequence[Paragraph | Table], lower: Paragraph | Table) -> Table | None:
    """The table that two tables and the numbers between them make, or None where they are no torn table."""
    fallen = [block for block in between if isinstance(block, Paragraph)]
    if not isinstance(upper, Table) or not isinstance(lower, Table):
        return None
    above, below = _rows(upper), _rows(lower)
    if above is None or below is None or len(above[0]) != len(below[0]) or len(fallen) + 1 != len(below[0]):
        return None
    last, *rest = below[0]
    if _is_empty(last) or not all(map(_is_empty, rest)):
        return None
    rows = _unfilled([*above, [*fallen, last], *below[1:]])
    told = spans.widths([list(map(_is_empty, row)) for row in rows])
    slots = [
        [grid.Slot((text,), column_span=width) for text, width in zip(row, widths, strict=True)]
        for row, widths in zip(rows, told, strict=True)
    ]
    is_split = upper.page != lower.page
    cells = [
        cell._replace(page=text.page if is_split else None, doubts=text.doubts)
        for cell, text in zip(grid.place(slots), chain.from_iterable(rows), strict=True)
    ]
    return Table(tuple(cells), upper.page, upper.name)


def _rows(table: Table) -> Rows | None:
    """The texts of a table of one page without merged cells, all rows of one width; None for any other table."""
    rows: dict[int, list[Paragraph]] = {}
    for cell in table.cells:
        if (cell.row_span, cell.column_span) != (1, 1) or cell.page not in (None, table.page):
            return None
        rows.setdefault(cell.row, []).append(Paragraph(cell.text, page=table.page, doubts=cell.doubts))
    return list(rows.values()) if len({len(row) for row in rows.values()}) == 1 else None


def _is_empty(text: Paragraph) -> bool:
    return not text.text.strip()


def _unfilled(rows: Rows) -> Rows:
    """The rows without the empty cells at their ends, where the rest then stands over the row below in one way only."""
    found = rows[-1:]
    for row in reversed(rows[:-1]):
        short = row[: max((number for number, text in enumerate(row, 1) if not _is_empty(text)), default=1)]
        below = [_is_empty(text) for text in found[0]]
        widths, _ = spans.widths([[_is_empty(text) for text in short], below])
        found.insert(0, short if sum(widths) == len(below) else row)
    return found
