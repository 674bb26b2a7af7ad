"""Plain text and Markdown → Document: paragraphs, `#` headings, and tables written in text.

Seven ways to write tables are read: Markdown rows between pipes, rows of web pages with a bar behind each cell
(`ingest.readers.bars`) or a space between them (`ingest.readers.spaced`), HTML inside Markdown, rows copied from Word
or a sheet with tabs between their cells, columns aligned by spaces (`ingest.readers.aligned`), and the one text exports
of Word use, where a cell is a line that starts with a tab and a row ends with an empty line (`ingest.readers.tabbed`).
Residue inside a line (`**`, `$…$`, bookmarks, tabs of a chart's data) stays: `ingest.text` normalises it. Joining lines
that belong to one sentence is its work too, so every paragraph says `wraps`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import groupby
from operator import itemgetter

from lxml import etree

from ingest.document import Document, Paragraph, Table
from ingest.readers import aligned, bars, charset, grid, html, spaced, spans, tabbed

_HEADING = re.compile(r"[ \t]*(#{1,6})(?!#)[ \t]*(?=\S)(.*?)(?:[ \t]+#+)?[ \t]*$")
_SENTENCE = re.compile("[，。；]")
_PIPED = re.compile(r"\s*\|.*\|\s*$")
_RULER = re.compile(r"\s*\|(?:\s*:?-+:?\s*\|)+\s*$")
#: A ruler of a table whose rows may take several lines (Pandoc's grid tables).
_GRID = re.compile(r"\s*\+(?:[-=:]+\+)+\s*$")
_BAR = re.compile(r"(?<!\\)\|")
#: A line of markup, or one that a table begins in.
_BLOCK_TAGS = "html|body|div|center|p|h[1-6]|figure|img|t(?:able|head|body|foot|r|d|h)"
_MARKUP = re.compile(rf"\s*</?(?:{_BLOCK_TAGS})\b[^<>]*>|.*<table\b", re.IGNORECASE)
_TABLE_BEGINS, _TABLE_ENDS = re.compile(r"<table\b", re.IGNORECASE), re.compile(r"</table\b", re.IGNORECASE)
_FIGURE = re.compile(r"\t\s*[-+≥≤=]?\d[\d,.]*\s*[%％]?\s*(?=\t|$)")
_UNIT_LINE = re.compile(r"单位[:：]\s*(?:人民币)?[亿万千]?元")
#: Fewer lines with tabs are what a chart leaves of itself, or text aligned by tabs.
_LEAST_ROWS = 3


def read(data: bytes) -> Document:
    """Read a text file; undecodable bytes give a Document without content."""
    text = charset.decode(data) or ""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    return Document("text", grid.without_empty(_with_bars(lines)))


def _with_bars(lines: list[str]) -> Iterator[Paragraph | Table]:
    """Tables whose cells have a bar behind them, and what the lines between them are."""
    for piece in bars.parted(lines):
        if isinstance(piece, Table):
            yield piece
        else:
            yield from _blocks(piece)


def _blocks(lines: list[str]) -> Iterator[Paragraph | Table]:
    """Take out headings and runs of rows; what stands between them may hold tables of a cell to a line."""
    kinds = _with_markup(lines, _without_charts(lines))
    for kind, numbered in groupby(zip(kinds, lines, strict=True), key=itemgetter(0)):
        run = [line for _, line in numbered]
        if kind == "markup":
            with suppress(etree.ParserError):  # a comment and nothing else
                yield from html.blocks("\n".join(run))
        elif kind == "piped":
            yield from _piped(run)
        elif kind == "tabs":
            yield from _parted_by_tabs(run)
        elif kind == "heading":
            yield from (_headed(mark) for line in run if (mark := _HEADING.match(line)))
        else:
            yield from _lines(run)


def _lines(lines: list[str]) -> Iterator[Paragraph | Table]:
    """Lines between which stand tables aligned by spaces."""
    last = 0
    for start, end, table in aligned.tables(lines):
        yield from _spaced(lines[last:start])
        yield table
        last = end
    yield from _spaced(lines[last:])


def _spaced(lines: list[str]) -> Iterator[Paragraph | Table]:
    """Lines between which stand forms with a space between their cells."""
    for piece in spaced.parted(lines):
        if isinstance(piece, Table):
            yield piece
        else:
            yield from tabbed.read(piece)


def _headed(mark: re.Match[str]) -> Paragraph:
    """A heading; a sentence that was marked as one by mistake may go on in the next line."""
    if _SENTENCE.search(mark[2]):
        return Paragraph(mark[2], wraps=True)
    return Paragraph(mark[2], level=len(mark[1]))


def _kind(line: str) -> str:
    if _PIPED.match(line) or _GRID.match(line):
        return "piped"
    before, _, behind = line.partition("\t")
    if len(before) < len(line) and (before.strip() or "\t" in behind):
        return "tabs"
    return "heading" if _HEADING.match(line) else "other"


def _with_markup(lines: list[str], kinds: list[str]) -> list[str]:
    """The kinds of lines, where HTML inside Markdown is markup, a table's up to its end; without an end it is text."""
    ends = sum(len(_TABLE_ENDS.findall(line)) for line in lines if "<" in line)
    found, is_open = [], 0
    for line, kind in zip(lines, kinds, strict=True):
        begins, ended = (len(mark.findall(line)) if "<" in line else 0 for mark in (_TABLE_BEGINS, _TABLE_ENDS))
        is_markup = is_open > 0 or (begins <= ends and _MARKUP.match(line) is not None)
        found.append("markup" if is_markup else kind)
        is_open, ends = max(0, is_open + (begins if is_markup else 0) - ended), ends - ended
    return found


def _without_charts(lines: list[str]) -> list[str]:
    """The kinds of lines, where lines with tabs that make no table are as any other: too few of them, all of different
    length, or names in columns."""
    found: list[str] = []
    for kind, grouped in groupby(lines, key=_kind):
        run = list(grouped)
        lengths = [line.count("\t") for line in run]
        is_table = len(run) >= _LEAST_ROWS and lengths.count(max(lengths)) > 1 and any(map(_FIGURE.search, run))
        found += ["other" if kind == "tabs" and not is_table else kind] * len(run)
    return found


def _parted_by_tabs(lines: list[str]) -> Iterator[Paragraph | Table]:
    """A run of rows with tabs between their cells, below lines that state the unit."""
    while lines and _UNIT_LINE.search(lines[0]):
        yield Paragraph(lines.pop(0), wraps=True)
    if lines:
        yield spans.table([[cell.strip() for cell in line.split("\t")] for line in lines])


def _piped(lines: list[str]) -> Iterator[Paragraph | Table]:
    """A run of lines between pipes; a single column is a boxed remark, not a table."""
    rows: list[list[str]] = []
    is_grid = any(map(_GRID.match, lines))
    begins = True
    for line in lines:
        if _RULER.match(line) or _GRID.match(line):
            begins = True
            continue
        cells = [cell.strip().replace("\\|", "|").replace("<br>", "\n") for cell in _BAR.split(line.strip())[1:-1]]
        if is_grid and not begins and rows and len(cells) == len(rows[-1]):
            rows[-1] = [f"{above}\n{cell}".strip() for above, cell in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
        begins = False
    if max(map(len, rows), default=0) > 1:
        yield Table(grid.place([[grid.slot(cell) for cell in row] for row in rows]))
    else:
        yield from (Paragraph(cell, wraps=True) for row in rows for cell in row)
