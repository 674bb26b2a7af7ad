"""Forms torn in several tables: rows that lost their first cells, which stand as paragraphs between the parts.

Seen where text exports were made into Word files and PDFs again: a row's first cell became a paragraph, the rest of it
the first row of the next table, filled up with empty cells; rows of one label, with or without its amount, became
paragraphs altogether. The proof that a form was torn is an amount that stands alone behind its label between two
tables: reports print no such thing. Titles, units and page numbers between tables are none, so nothing else is joined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import Paragraph, Table
from ingest.readers.torn_rows import Rows, is_empty, rows_of, table_of

_LABEL = re.compile(r"\s*(?:其中[:：])?[^，。；、:：()（）\d\n]{2,12}(?<!表)\s*")
#: With decimals: a number without may be that of a page.
_AMOUNT = re.compile(r"\s*[0-9][0-9,]*\.[0-9]+\s*")

Blocks = list[Paragraph | Table]


def mended(blocks: Sequence[Paragraph | Table]) -> tuple[Paragraph | Table, ...]:
    """The blocks with torn forms in one piece.

    >>> from ingest.readers import grid
    >>> upper, lower = ([grid.slot(text) for text in texts] for texts in (("资金", "总额"), ("一级", "")))
    >>> torn = [Table(grid.place([upper])), Paragraph("其中：财政拨款"), Paragraph("2.5"), Paragraph("指标"),
    ...     Table(grid.place([lower, [grid.slot("产出"), grid.slot("数量")]]))]
    >>> [(cell.text, cell.row) for cell in mended(torn)[0].cells]  # doctest: +NORMALIZE_WHITESPACE
    [('资金', 0), ('总额', 0), ('', 1), ('其中：财政拨款', 1), ('2.5', 1), ('', 2), ('指标', 2), ('一级', 2),
     ('产出', 3), ('数量', 3)]
    """
    found = list(blocks)
    for place in range(len(found) - 1, 0, -1):
        # From the end, so that what is joined moves nothing that is still to come.
        if place < len(found) and _matches(_AMOUNT, found[place]) and _matches(_LABEL, found[place - 1]):
            _join(found, place)
    return tuple(found)


def _matches(pattern: re.Pattern[str], block: Paragraph | Table) -> bool:
    return isinstance(block, Paragraph) and block.level is None and pattern.fullmatch(block.text) is not None


def _join(found: Blocks, amount: int) -> None:
    """Put the form around an amount that fell out of it in one piece, in place, if it is one."""
    first, last = amount - 1, amount
    while first and _is_fallen(found[first - 1]):
        first -= 1
    while last + 1 < len(found) and _is_fallen(found[last + 1]):
        last += 1
    around = [*found[max(0, first - 1) : first], *found[last + 1 : last + 2]]
    if len(around) < 2 or not all(isinstance(block, Table) for block in around) or not _matches(_LABEL, found[first]):
        return
    start, end = first - 1, last + 2
    # 项目名称 (table) 项目起止年限 (table) …: each label is the first cell of the table behind it.
    while start > 1 and _matches(_LABEL, found[start - 1]) and isinstance(found[start - 2], Table):
        start -= 2
    if start and _matches(_LABEL, found[start - 1]):
        start -= 1
    rows = _rows(found[start:end])
    if rows is not None:
        found[start:end] = [table_of(rows)]


def _is_fallen(block: Paragraph | Table) -> bool:
    return _matches(_LABEL, block) or _matches(_AMOUNT, block)


def _rows(blocks: Blocks) -> Rows | None:
    """The form's rows; None where a table is none that a text was made into, or an amount has no label."""
    found: Rows = []
    label: Paragraph | None = None
    for block in blocks:
        if isinstance(block, Table):
            rows = rows_of(block)
            if rows is None:
                return None
            rows = [_filled(row) for row in rows]
            if label is not None:
                rows[0] = [label, *rows[0]] if not found else [Paragraph("", page=label.page), label, *rows[0]]
            found, label = [*found, *rows], None
        elif _matches(_AMOUNT, block):
            if label is None:
                return None
            found.append([Paragraph("", page=label.page), label, block])
            label = None
        else:
            if label is not None:
                found.append([Paragraph("", page=label.page), label])
            label = block
    return found


def _filled(row: list[Paragraph]) -> list[Paragraph]:
    """A row without the empty cells at its end."""
    return row[: max((number for number, text in enumerate(row, 1) if not is_empty(text)), default=1)]
