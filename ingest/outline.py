"""Numbering → section tree: which section every block of a document stands in.

Also turns a Document into numbered Blocks of normalised text: a paragraph is a block, a table row is a block. What a
section speaks of is `ingest.extract.scope`'s affair.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from ingest.document import Cell as PrintedCell
from ingest.document import Document, Doubt, Paragraph, Table
from ingest.margin import wrapped
from ingest.text import Text, normalise, normalise_row
from ingest.wraps import join_wraps

_CHINESE = "[一二三四五六七八九十]{1,3}"
#: Rank of a numbering style, outermost first; a section ends where a heading of its own or an outer rank begins.
_NUMBERING: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(rf"第{_CHINESE}(?:部分|章|篇)|附件\d*[:：]?|附表\d*[:：]?")),
    (2, re.compile(rf"{_CHINESE}[、.．]")),
    (3, re.compile(rf"\({_CHINESE}\)|\(\d{{1,2}}\)(?=[ \u4e00-\u9fff]{{2,12}}。?$)")),
    (4, re.compile(r"\d{1,2}(?:[、．]|\.(?!\d)|\.(?=20\d\d年))|\d(?=[\u4e00-\u9fff]{2,8}指标)")),
    (5, re.compile(r"\(\d{1,2}\)|\d{1,2}\)")),
    (6, re.compile(r"[①-⑳]")),
)
_CLAUSES, _SENTENCE, _DIGIT = (re.compile(marks) for marks in ("[，；]", "[，。；:]", r"\d"))
#: What ends a title that the text goes on behind: a mark, or a year where a space or line end was lost.
_TITLE_END = re.compile(r"[。:]|(?<=情况|说明)(?= ?20\d\d年)")
_DEFINES = re.compile("[:。]?(?:是?指|反映|即)")
#: (一)项目1:公路养护项目: the project that a section is on is its title.
_COUNTED = re.compile(r"^项目[一二三四五六七八九十\d]{1,2}[:、]")
_NUMBERED = re.compile(r"[第附一二三四五六七八九十(\d①-⑳]")
#: A heading is short; a numbered line longer than this is a list item.
_LONGEST_HEADING = 48
_REPORT_TITLE = re.compile(r"(?:报告|说明|公开|自评表|评价表|监控表|目标表|预算表|决算表|申报表)(?:\(.{1,12}\))?$")


_COLUMN = attrgetter("column")
#: Half the time of Cell(…) and Block(…): a workbook has a thousand.
_new = tuple.__new__


class Cell(NamedTuple):
    """A table cell as it stands in its row's block: text, grid place, and where its text starts in the block."""

    text: str
    column: int
    column_span: int
    row_span: int
    start: int


class Block(NamedTuple):
    """A paragraph or one table row, in reading order; `kind` is heading, paragraph or row.

    `table` numbers the document's tables from 0; `row` is the grid row. A row's text is its cells joined by tabs;
    `cells` are those that hold or cover something.
    `doubts` say where the source of the text was recognised in a picture.
    """

    number: int
    kind: str
    text: Text
    section: int
    page: int | None = None
    table: int | None = None
    row: int = 0
    cells: tuple[Cell, ...] = ()
    name: str | None = None
    doubts: tuple[Doubt, ...] = ()

    def confidence(self, start: int, end: int) -> float | None:
        """That of the weakest character from `start` to `end` of the normalised text; None: never was a picture."""
        if not self.doubts or end <= start:
            return None
        first, last = self.text.origin[start], self.text.origin[end - 1]
        return min((d.confidence for d in self.doubts if d.start <= last and first < d.end), default=None)


class Section(NamedTuple):
    """A heading and what stands below it; `number` 0 is the document itself."""

    number: int
    parent: int | None
    title: str
    rank: int
    path: tuple[str, ...]

    @property
    def section_id(self) -> str:
        return f"s{self.number:04d}"


@dataclass(slots=True)
class Outline:
    """The blocks and sections of one document."""

    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)


def heading(text: str, level: int | None) -> tuple[int, str] | None:
    """Rank and title if the normalised text is a heading or begins with one ("(一)收入情况。2023年…"), else None."""
    for rank, pattern in _NUMBERING if _NUMBERED.match(text) else ():
        match = pattern.match(text)
        if not match:
            continue
        rest = _COUNTED.sub("", text[match.end() :].strip())
        title = _TITLE_END.split(rest, maxsplit=1)[0]
        bare = title == rest.rstrip("。:")
        if not bare and _DEFINES.match(rest, len(title)):
            return None  # 1.财政拨款收入：指单位从…: what a word means, no section
        if not title or len(title) > _LONGEST_HEADING or _CLAUSES.search(title) or title.endswith("其中"):
            return None
        # A run-in heading is a short title that holds no figure: 其中 belongs to the sentence before.
        told = rank < 5 or rest.endswith((":", "指标", "情况", "分析"))
        if (not bare or rank >= 4) and (len(title) > 24 or _DIGIT.search(title) or not told):
            return None
        return rank, title
    if level is not None and text and len(text) <= _LONGEST_HEADING and not text.endswith("。"):
        return 1 if level <= 1 else min(level, 3), text
    if len(text) <= 40 and _REPORT_TITLE.search(text) and not _SENTENCE.search(text):
        return 1, text
    return None


class _Builder:
    """Collects blocks; the stack holds the open sections from the document down."""

    def __init__(self) -> None:
        self.outline = Outline(sections=[Section(0, None, "", 0, ())])
        self.stack = [self.outline.sections[0]]

    def open(self, rank: int, title: str) -> None:
        while self.stack[-1].rank >= rank:
            self.stack.pop()
        parent = self.stack[-1]
        section = Section(len(self.outline.sections), parent.number, title, rank, (*parent.path, title))
        self.outline.sections.append(section)
        self.stack.append(section)

    def add(
        self,
        kind: str,
        text: Text,
        page: int | None,
        doubts: tuple[Doubt, ...],
        table: int | None = None,
        row: int = 0,
        cells: tuple[Cell, ...] = (),
        name: str | None = None,
    ) -> None:
        blocks, section = self.outline.blocks, self.stack[-1].number
        blocks.append(_new(Block, (len(blocks), kind, text, section, page, table, row, cells, name, doubts)))

    def paragraph(self, paragraph: Paragraph) -> None:
        text = normalise(paragraph.text)
        inner = text.text.strip()
        if not inner:
            return
        found = heading(inner, paragraph.level)
        if found:
            self.open(*found)
        whole = found is not None and len(text.text) <= len(found[1]) + 8
        self.add("heading" if whole else "paragraph", text, paragraph.page, paragraph.doubts)

    def table(self, table: Table, number: int) -> None:
        by_row: dict[int, list[PrintedCell]] = {}
        for cell in table.cells:
            by_row.setdefault(cell.row, []).append(cell)
        for row, cells in sorted(by_row.items()):
            text, placed, doubts = _row(sorted(cells, key=_COLUMN))
            # A row of no table is read by nobody; `ingest.extract.reading` says so of its figures.
            place = None if table.is_hidden else number
            page = cells[0].page or table.page
            self.add("row", text, page, doubts, place, row, placed, table.name)


def _row(cells: Sequence[PrintedCell]) -> tuple[Text, tuple[Cell, ...], tuple[Doubt, ...]]:
    """The cells of one row joined by tabs, where each stands in the joined text, and what is doubtful in its source.

    A cell that holds nothing and covers no other place is none, but the last, which tells how wide the row is.
    """
    doubts: list[Doubt] = []
    placed: list[Cell] = []
    whole, texts = normalise_row([cell.text for cell in cells])
    start = shift = 0
    last = cells[-1].column
    for (printed, _, column, row_span, column_span, _, doubtful), text in zip(cells, texts, strict=True):
        inner = text.strip()
        if inner or column_span > 1 or row_span > 1 or column == last:
            begin = start if inner == text else start + text.index(inner)
            placed.append(_new(Cell, (inner, column, column_span, row_span, begin)))
        if doubtful:
            doubts += [Doubt(d.start + shift, d.end + shift, d.confidence) for d in doubtful]
        start += len(text) + 1
        shift += len(printed) + 1
    return whole, tuple(placed), tuple(doubts)


def outline(document: Document) -> Outline:
    """The document's sections and numbered blocks; hard-wrapped paragraphs are joined first."""
    builder = _Builder()
    tables = 0
    run: list[Paragraph] = []
    content, edge = wrapped(document.content)
    for item in (*content, None):
        if isinstance(item, Paragraph):
            run.append(item)
            continue
        for paragraph in join_wraps(run, edge):
            builder.paragraph(paragraph)
        run = []
        if isinstance(item, Table):
            builder.table(item, tables)
            tables += 1
    return builder.outline
