"""What is written in a format is read as the same paragraphs and cells."""

from __future__ import annotations

import fastexcel
import pytest

from ingest.document import Cell, Document, Paragraph, Table
from ingest.generate.files import WRITERS
from ingest.readers.reading import read

TABLE = Table(
    (
        Cell("一级指标", 0, 0), Cell("名称", 0, 1), Cell("数", 0, 2),
        Cell("产出指标", 1, 0, row_span=2), Cell("培训", 1, 1), Cell("12.50", 1, 2),
        Cell("巡查", 2, 1), Cell("3.00", 2, 2),
    )
)  # fmt: skip
CONTENT = (Paragraph("某局2023年度报告"), Paragraph("预算12.50万元。"), TABLE)


def texts(document: Document) -> list[str]:
    found = []
    for part in document.content:
        found += [part.text] if isinstance(part, Paragraph) else [cell.text for cell in part.cells if cell.text]
    return found


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_is_read_as_it_was_written(name: str) -> None:
    document = read(WRITERS[name][1](CONTENT), f"x{WRITERS[name][0]}")
    expected = [CONTENT[0].text, CONTENT[1].text, *(cell.text for cell in TABLE.cells)]
    assert [text.strip() for text in texts(document)] == expected


@pytest.mark.parametrize("name", ["docx", "html", "xlsx"])
def test_merged_cells_stay_merged(name: str) -> None:
    document = read(WRITERS[name][1](CONTENT), f"x{WRITERS[name][0]}")
    cells = [cell for part in document.content if isinstance(part, Table) for cell in part.cells]
    assert [cell.row_span for cell in cells if cell.text == "产出指标"] == [2]


def test_amounts_of_a_workbook_are_numbers() -> None:
    sheet = fastexcel.read_excel(WRITERS["xlsx"][1](CONTENT)).load_sheet(0, header_row=None, skip_rows=3)
    assert sheet.to_polars().to_series(2).to_list() == [12.5, 3.0]


def test_a_workbook_holds_no_text_below_its_tables() -> None:
    with pytest.raises(ValueError, match="附注"):
        WRITERS["xlsx"][1]((*CONTENT, Paragraph("附注")))
