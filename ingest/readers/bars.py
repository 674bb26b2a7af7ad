"""Tables of web pages saved as text, with a bar behind each cell: 年度资金总额 | 86.40 | 86.40 | 80.00 | |||||.

A row ends in as many further bars as it has fewer cells than the widest: those that merged cells around it cover, and
those that were empty. So every row has the same number of bars, however many lines it takes (a cell with a line break
ends a line, a cell with paragraphs of its own is one), and that number proves that the lines are a table: lines whose
bars do not add up stay as they are. Which cells a row lacks is told in `bar_rows`. Other programs keep the empty cells,
and print a row a line. Others print a cell a line: `bar_cells`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.document import Table
from ingest.readers import bar_cells, bar_rows, grid, year_cells

_PADDED, _ENDS = re.compile(r"\|{2,}\s*$"), re.compile(r"(?<!\|)\|\s*$")
_RULER = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+\s*$")
#: A row takes no more lines than this; a table has no fewer rows, and no fewer that lack cells.
_LONGEST, _LEAST, _LEAST_PADDED = 40, 4, 2
#: How many lines of a cell stand before the one with its bar.
_LINES_OF_CELL = 4


def parted(lines: list[str]) -> Iterator[list[str] | Table]:
    """The lines in order, those that are such tables as tables."""
    start = at = 0
    while at < len(lines):
        if _PADDED.search(lines[at]):
            first, padded, end = _table(lines, start, at)
            rows = [*bar_rows.aligned(padded)]
        elif _ENDS.search(lines[at]) and lines[at].count("|") == 1:
            first, rows, end = bar_cells.read(lines, start, at)
        elif _ENDS.search(lines[at]):
            even, end = _even(lines, at)
            first, rows = at, [*bar_rows.aligned(even)]
        elif bar_cells.begins(lines[at]):
            first, rows, end = bar_cells.read_bare(lines, at)
        elif year_cells.begins(lines[at]):
            first, rows, end = year_cells.read(lines, start, at)
        else:
            at += 1
            continue
        if rows:
            if first > start:
                yield lines[start:first]
            yield Table(grid.place([[grid.slot(cell) for cell in row] for row in rows]))
            start = end
        at = max(at + 1, end)
    if start < len(lines):
        yield lines[start:]


def _table(lines: list[str], least: int, padded: int) -> tuple[int, list[list[str]], int]:
    """Where a table begins whose first row with bars to spare ends in line `padded`, its rows, and where it ends."""
    bars = 0
    for first in range(padded, max(least, padded - _LONGEST) - 1, -1):
        bars += lines[first].count("|")
        if not lines[first].strip() or (first < padded and _PADDED.search(lines[first])):
            break
        texts, end = _rows(lines, first, bars)
        if len(texts) >= _LEAST and sum(_PADDED.search(text) is not None for text in texts) >= _LEAST_PADDED:
            while first > least and lines[first - 1].count("|") == bars and _ENDS.search(lines[first - 1]):
                first -= 1  # rows that lack no cell
            texts, end = _rows(lines, first, bars)
            is_led = all(text.startswith("|") for text in texts)
            return first, [_cells(text[1:] if is_led else text) for text in texts], end
    return padded, [], padded


def _even(lines: list[str], start: int) -> tuple[list[list[str]], int]:
    """The rows of lines from one on that have as many bars each and keep their empty cells, and where they end.

    Rows that all begin with a bar are Markdown's, and read as such.
    """
    bars, end = lines[start].count("|"), start + 1
    while bars > 2 and end < len(lines) and lines[end].count("|") == bars and _ENDS.search(lines[end]):
        end += 1
    run = lines[start:end]
    if len(run) < _LEAST or all(line.lstrip().startswith("|") for line in run):
        return [], end
    return [[" ".join(cell.split()) for cell in line.split("|")[:-1]] for line in run], end


def _rows(lines: list[str], start: int, bars: int) -> tuple[list[str], int]:
    """The texts of the rows from a line on, each of as many bars, and where they end."""
    found: list[str] = []
    row: list[str] = []
    at = end = start
    held = 0
    while at < len(lines) and len(row) < _LONGEST:
        line = lines[at].strip()
        at += 1
        if _RULER.match(line) and not row:
            end = at
            continue
        if not line and not row:
            continue
        row.append(line)
        held += line.count("|")
        if held > bars or (not held and len(row) >= _LINES_OF_CELL):
            break
        if held == bars and line.endswith("|"):
            found.append("\n".join(row))
            row, held, end = [], 0, at
    return found, end


def _cells(text: str) -> list[str]:
    """The cells of a row without the bars to spare at its end."""
    parts = text.split("|")[:-1]
    kept = len(parts)
    while kept and not parts[kept - 1]:
        kept -= 1
    if (kept < len(parts) or "\n" not in text) and kept > 1 and not parts[kept - 1].strip():
        kept -= 1  # the space or line end before them
    return [" ".join(part.split()) for part in parts[:kept]]
