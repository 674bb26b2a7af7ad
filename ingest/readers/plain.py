"""Plain text and Markdown → Document: paragraphs, `#` headings, and tables written in text.

Two table conventions are read: Markdown rows between pipes, and the one text exports of Word use, where a cell is a
line that starts with a tab and a row ends with an empty line (`ingest.readers.tabbed`). Residue inside a line (`**`,
`$…$`, bookmarks, tabs of a chart's data) stays: `ingest.text` normalises it. Joining lines that belong to one sentence
is its work too, so every paragraph says `wraps`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from ingest.document import Document, Paragraph, Table
from ingest.readers import charset, grid, tabbed

_HEADING = re.compile(r"[ \t]*(#{1,6})(?!#)[ \t]*(?=\S)(.*?)(?:[ \t]+#+)?[ \t]*$")
_PIPED = re.compile(r"\s*\|.*\|\s*$")
_RULER = re.compile(r"\s*\|(?:\s*:?-+:?\s*\|)+\s*$")
_BAR = re.compile(r"(?<!\\)\|")


def read(data: bytes) -> Document:
    """Read a text file; undecodable bytes give a Document without content."""
    text = charset.decode(data) or ""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    return Document("text", grid.without_empty(_blocks(lines)))


def _blocks(lines: list[str]) -> Iterator[Paragraph | Table]:
    """Take out headings and runs of piped rows; what stands between them may hold tabbed tables."""
    for kind, run in groupby(lines, key=_kind):
        if kind == "piped":
            yield from _piped(list(run))
        elif kind == "heading":
            yield from (Paragraph(mark[2], level=len(mark[1])) for line in run if (mark := _HEADING.match(line)))
        else:
            yield from tabbed.read(list(run))


def _kind(line: str) -> str:
    if _PIPED.match(line):
        return "piped"
    return "heading" if _HEADING.match(line) else "other"


def _piped(lines: list[str]) -> Iterator[Paragraph | Table]:
    """A run of lines between pipes; a single column is a boxed remark, not a table."""
    rows = [
        [grid.slot(cell.strip().replace("\\|", "|").replace("<br>", "\n")) for cell in _BAR.split(line.strip())[1:-1]]
        for line in lines
        if not _RULER.match(line)
    ]
    if max(map(len, rows), default=0) > 1:
        yield Table(grid.place(rows))
    else:
        yield from (Paragraph(cell.text, wraps=True) for row in rows for cell in row)
