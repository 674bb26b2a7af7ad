"""Small reports made inline, and what the extraction room finds in them written as one line per fact.

A line is read left to right: what it is, what it is about, its year where that is not 2023, its value as printed.
`budget:approved total 120.50万元`, `spending three_public/reception 2022 0.60万元 derived`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl
import pytest
from hypothesis import settings

from ingest import pipeline
from ingest.document import Cell, Document, Paragraph, Table
from ingest.extract.found import TOTAL, Frame, Indicator, Mark
from ingest.extract.reading import Extraction, extract
from ingest.raw import to_json
from ingest.readers import plain
from ingest.routing import Partition

#: No deadline per example: the first one loads the lexicon, and the machine may be busy with other work.
settings.register_profile("ingest", deadline=None)
settings.load_profile("ingest")

YEAR = 2023
COUNTY = "513223"

#: The cover of a report of each genre; the rest of a test's report stands below it.
COVERS = {
    "performance_monitoring": ("茂县文化馆2023年部门整体支出绩效监控报告", "截至2023年6月底。"),
    "performance_evaluation": ("茂县文化馆2023年部门整体支出绩效自评报告",),
    "project_evaluation": ("茂县文化馆2023年馆舍项目支出绩效自评报告",),
    "final_accounts": ("茂县文化馆2023年度部门决算公开",),
    "budget": ("茂县文化馆2023年部门预算公开",),
}

#: A cell is its text, or (text, row span, column span); None leaves its grid place to a span from above.
Row = Sequence[str | tuple[str, int, int] | None]


def table(rows: Sequence[Row], name: str | None = None) -> Table:
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for item in row:
            text, down, across = item if isinstance(item, tuple) else (item, 1, 1)
            while (number, column) in taken:
                column += 1
            if text is not None:
                cells.append(Cell(text, number, column, down, across))
            taken |= {(number + r, column + c) for r in range(down) for c in range(across)}
    return Table(tuple(cells), None, name)


def _about(frame: Frame) -> str:
    subject = frame.subject or TOTAL
    what = "total" if subject == TOTAL else f"{subject.classification}/{subject.code or subject.name}"
    fund = f"@{frame.fund}" if frame.fund and frame.fund != "all" else ""
    return f"{frame.measure}{':' + frame.stage if frame.stage else ''} {what}{fund}"


def _of_year(year: int | None) -> str:
    return "" if year == YEAR else f" {year}"


@dataclass(frozen=True)
class Facts:
    """What one document holds, as lines."""

    extraction: Extraction

    @property
    def amounts(self) -> list[str]:
        return [
            f"{_about(a.frame)}{_of_year(a.frame.year)} {a.value}{a.unit}"
            f"{f' < {a.parent.code or a.parent.name}' if a.parent else ''}{' derived' if a.is_derived else ''}"
            for a in self.extraction.found.amounts
        ]

    @property
    def rates(self) -> list[str]:
        return [
            f"{r.kind}{':' + r.basis if r.basis else ''} {_about(r.frame).partition(' ')[2]} {r.value}% of "
            f"{_about(r.denominator)}{_of_year(r.denominator.year)}"
            for r in self.extraction.found.rates
        ]

    @property
    def statistics(self) -> list[str]:
        return [
            f"{s.statistic}{' ' + s.item_name if s.item_name else ''}{_of_year(s.year or YEAR)} {s.value}{s.unit}"
            for s in self.extraction.found.statistics
        ]

    @property
    def indicators(self) -> list[Indicator]:
        return self.extraction.found.indicators

    @property
    def left(self) -> dict[str, str]:
        """Figures that became no fact, as printed, with the reason ("unmapped" where there is none); no dates."""
        found = {}
        for block in self.extraction.outline.blocks:
            for index, figure in enumerate(self.extraction.figures[block.number]):
                given = self.extraction.found.dispositions[Mark(block.number, index)]
                if given.disposition != "fact" and figure.kind != "date":
                    found[block.text.raw(figure.start, figure.end)] = given.reason or given.disposition
        return found


@pytest.fixture(scope="session")
def facts_of() -> Callable[..., Facts]:
    """Reads a report of the given genre; a string is a paragraph, a list of rows a table."""

    def read(
        *items: str | Paragraph | list[Row],
        genre: str = "performance_monitoring",
        file_name: str = "报告.txt",
        title: str = "",
    ) -> Facts:
        cover = [Paragraph(text) for text in (*((title,) if title else COVERS[genre]), "部门名称：茂县文化馆")]
        content = [
            table(item) if isinstance(item, list) else Paragraph(item) if isinstance(item, str) else item
            for item in items
        ]
        found = extract(Document("text", (*cover, *content)), file_name, COUNTY, YEAR)
        assert found.genre == genre
        assert found.identity is not None
        assert found.identity.problem is None
        return Facts(found)

    return read


@pytest.fixture(scope="session")
def new_table() -> Callable[..., Table]:
    return table


@pytest.fixture(scope="session")
def raw_of() -> Callable[..., pl.DataFrame]:
    """The raw frame that `pipeline.read` makes of text files: path → text, in the order given."""

    def read(files: Mapping[str, str], folder_year: int | None = YEAR) -> pl.DataFrame:
        rows = []
        for path, text in files.items():
            data = text.encode()
            rows.append(
                {
                    "source_path": path,
                    "sha256": hashlib.sha256(data).hexdigest(),
                    "bytes": len(data),
                    "county_code": COUNTY,
                    "folder_year": folder_year,
                    "source_format": "text",
                    "content": to_json(plain.read(data)),
                }
            )
        schema = {"county_code": pl.String, "folder_year": pl.Int32, "reason_code": pl.String, "reason": pl.String}
        empty = dict.fromkeys(("reason_code", "reason"))
        return pl.DataFrame([row | empty for row in rows], schema_overrides=schema)

    return read


@pytest.fixture(scope="session")
def cleaned(raw_of: Callable[..., pl.DataFrame]) -> Callable[..., dict[str, pl.DataFrame]]:
    """The clean tables of one partition that holds the given text files."""

    def clean(files: Mapping[str, str]) -> dict[str, pl.DataFrame]:
        partition = Partition(COUNTY, YEAR)
        extracted = pipeline.extract(raw_of(files), partition)
        return pipeline.clean(extracted, partition, datetime(2024, 3, 1, tzinfo=UTC))

    return clean
