"""Tables torn in two: a row whose cells fell out as paragraphs, put back between the table's parts.

Seen where text exports were made into Word files and PDFs again: a table ends, its next row stands below it as one
paragraph per cell, and the rest follows as a table that begins with the row's last cell. The merged cells of the upper
rows went the same way: their rows are filled up with empty cells at the end, and are told from the row below again.
Nothing is joined unless every paragraph between is a bare number and the counts fit, cell by cell. Forms torn at their
labels are `ingest.readers.torn_form`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import Paragraph, Table
from ingest.readers import spans, torn_form
from ingest.readers.torn_rows import Rows, is_empty, rows_of, table_of

_NUMBER = re.compile(r"\s*-?[0-9][0-9,.]*%?\s*")


def mended(blocks: Sequence[Paragraph | Table]) -> tuple[Paragraph | Table, ...]:
    """The blocks with torn tables in one piece.

    >>> from ingest.readers import grid
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
    return torn_form.mended(found)


def _is_number(block: Paragraph | Table) -> bool:
    return isinstance(block, Paragraph) and bool(_NUMBER.fullmatch(block.text))


def _joined(upper: Paragraph | Table, between: Sequence[Paragraph | Table], lower: Paragraph | Table) -> Table | None:
    """The table that two tables and the numbers between them make, or None where they are no torn table."""
    fallen = [block for block in between if isinstance(block, Paragraph)]
    if not isinstance(upper, Table) or not isinstance(lower, Table):
        return None
    above, below = rows_of(upper), rows_of(lower)
    if above is None or below is None or len(above[0]) != len(below[0]) or len(fallen) + 1 != len(below[0]):
        return None
    last, *rest = below[0]
    if is_empty(last) or not all(map(is_empty, rest)):
        return None
    return table_of(_unfilled([*above, [*fallen, last], *below[1:]]), upper.name)


def _unfilled(rows: Rows) -> Rows:
    """The rows without the empty cells at their ends, where the rest then stands over the row below in one way only."""
    found = rows[-1:]
    for row in reversed(rows[:-1]):
        short = row[: max((number for number, text in enumerate(row, 1) if not is_empty(text)), default=1)]
        widths, _ = spans.widths([[text.text.strip() for text in texts] for texts in (short, found[0])])
        found.insert(0, short if sum(widths) == len(found[0]) else row)
    return found
