"""A row that fell out of a table goes back, and nothing else is moved."""

from __future__ import annotations

import pytest

from ingest.document import Doubt, Paragraph, Table
from ingest.readers import grid
from ingest.readers.torn import mended

HEAD = [["下达资金", "部门支付", "", ""], ["", "基本支出", "项目支出", ""], ["", "人员经费", "公用经费", ""]]


def table(*rows: list[str], page: int | None = None) -> Table:
    return Table(grid.place([[grid.slot(text) for text in row] for row in rows]), page)


def rows(block: Paragraph | Table) -> list[list[tuple[str, int]]]:
    """Texts and columns, row by row."""
    assert isinstance(block, Table)
    found: dict[int, list[tuple[str, int]]] = {}
    for cell in block.cells:
        found.setdefault(cell.row, []).append((cell.text, cell.column))
    return list(found.values())


FALLEN = [Paragraph("60"), Paragraph("12.5"), Paragraph("7.5")]
TORN = [table(*HEAD), *FALLEN, table(["40", "", "", ""], ["合计", "1", "2", "3"])]


def test_the_row_stands_between_the_parts_and_merged_cells_of_the_header_are_told() -> None:
    (joined,) = mended(TORN)
    assert rows(joined)[3:] == [
        [("60", 0), ("12.5", 1), ("7.5", 2), ("40", 3)],
        [("合计", 0), ("1", 1), ("2", 2), ("3", 3)],
    ]
    # 项目支出 stands over the last column: its row had three cells, and 基本支出 covers both kinds below it.
    assert rows(joined)[1] == [("", 0), ("基本支出", 1), ("项目支出", 3)]


def test_a_table_that_goes_over_a_page_break_keeps_the_pages_of_its_rows() -> None:
    upper, *fallen, lower = TORN
    assert isinstance(upper, Table)
    assert isinstance(lower, Table)
    (joined,) = mended([Table(upper.cells, 1), *fallen, Table(lower.cells, 2)])
    assert isinstance(joined, Table)
    assert (joined.page, {cell.row: cell.page for cell in joined.cells}) == (1, {0: 1, 1: 1, 2: 1, 3: 2, 4: 2})


def test_doubts_about_figures_go_with_them() -> None:
    doubt = Doubt(0, 2, 0.7)
    upper, *_, lower = TORN
    assert isinstance(lower, Table)
    doubted = Table((lower.cells[0]._replace(doubts=(doubt,)), *lower.cells[1:]))
    (joined,) = mended([upper, Paragraph("60", doubts=(doubt,)), *FALLEN[1:], doubted])
    assert isinstance(joined, Table)
    assert [cell.text for cell in joined.cells if cell.doubts == (doubt,)] == ["60", "40"]


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param([*TORN[:3], TORN[4]], id="a number too few"),
        pytest.param([TORN[0], Paragraph("二、支出"), *TORN[2:]], id="words between"),
        pytest.param([*TORN[:4], table(["40", "", "2", ""])], id="a lower part whose first row is a row of its own"),
        pytest.param([*TORN[:4], table(["40", "", ""])], id="another width"),
        pytest.param([*TORN[1:]], id="no upper part"),
        pytest.param([TORN[0], TORN[4]], id="neighbouring tables"),
    ],
)
def test_what_is_no_torn_table_stays_as_it_was(blocks: list[Paragraph | Table]) -> None:
    assert mended(blocks) == tuple(blocks)
