"""What a sample is made of before it becomes a file: headings, texts, grids and sheets.

The contents are under `contents/`; writing them as docx, html and xlsx is `files.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Span = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 0 is the document's title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `spans` are merged areas as first row, first column, last row, last column, all zero-based.

    In a merged area only the upper left cell has text; `head` rows are header rows.
    """

    rows: tuple[tuple[str, ...], ...]
    spans: tuple[Span, ...] = ()
    head: int = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet: a title over the whole width, lines below it, one grid, notes below the grid."""

    name: str
    title: str
    lines: tuple[str, ...]
    grid: Grid
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """One file to build: its path under `landing/` and what stands in it."""

    path: str
    content: tuple[Heading | Text | Grid | Sheet, ...]
    extra: dict[str, str] = field(default_factory=dict)


def grid(text: str, spans: tuple[Span, ...] = (), head: int = 1) -> Grid:
    """Read a grid from lines with cells between `|`; every line has the same number of cells.

    >>> grid("a|b\\n1|").rows
    (('a', 'b'), ('1', ''))
    """
    rows = tuple(tuple(cell.strip() for cell in line.split("|")) for line in text.strip("\n").splitlines())
    widths = {len(row) for row in rows}
    if len(widths) != 1:
        shown = next(row for row in rows if len(row) != len(rows[0]))
        raise ValueError(f"rows of {sorted(widths)} cells in one grid, expected {len(rows[0])}: {shown}")
    return Grid(rows, spans, head)


def prose(text: str) -> tuple[Heading | Text, ...]:
    """Read headings (`#` per level, `!` for the title) and paragraphs, one per line."""
    blocks: list[Heading | Text] = []
    for line in text.strip().splitlines():
        line = line.strip()
        if line.startswith("!"):
            blocks.append(Heading(0, line[1:].strip()))
        elif line.startswith("#"):
            marks = len(line) - len(line.lstrip("#"))
            blocks.append(Heading(marks, line[marks:].strip()))
        elif line:
            blocks.append(Text(line))
    return tuple(blocks)


def plain(sample: Sample) -> str:
    """All text of a sample, cells separated by tabs."""
    lines: list[str] = []
    for part in sample.content:
        if isinstance(part, (Heading, Text)):
            lines.append(part.text)
        elif isinstance(part, Grid):
            lines += ["\t".join(row) for row in part.rows]
        else:
            lines += [part.title, *part.lines, *("\t".join(row) for row in part.grid.rows), *part.notes]
    return "\n".join(lines)
