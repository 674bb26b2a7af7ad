"""Rows of binary Word files as the file defines them, and the spans that follow from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.document import Table
from ingest.readers import compound, word, word_binary, word_rows, word_spans
from ingest.readers.grid import place, slot
from ingest.readers.word_rows import Place

FILES = Path(__file__).parents[2] / "data" / "doc"


def test_a_wide_table_has_the_spans_of_the_docx_it_was_made_of() -> None:
    old = word_binary.read((FILES / "three_public.doc").read_bytes())
    new = word.read((FILES / "three_public.docx").read_bytes())
    (table,) = (block for block in old.content if isinstance(block, Table))
    (wanted,) = (block for block in new.content if isinstance(block, Table))
    assert table.cells == wanted.cells
    assert max(cell.column_span for cell in table.cells[1:]) == 4


def test_rows_are_told_in_the_order_of_the_text() -> None:
    told = word_rows.rows((FILES / "three_public.doc").read_bytes())
    assert [len(row) for row in told] == [1, 4, 5, 10, 10]
    assert [place.goes_on for place in told[2]] == [True, True, False, False, True]


@pytest.mark.parametrize("kept", [0, 600, 3000])
def test_what_is_no_whole_file_is_refused(kept: int) -> None:
    data = (FILES / "three_public.doc").read_bytes()[:kept]
    with pytest.raises(compound.DamagedContainer):
        word_rows.rows(data)


def test_an_empty_cell_that_goes_on_with_the_one_above_is_covered_by_it() -> None:
    defined = [
        (Place(0, 500, False, True), Place(500, 1500, False, False)),
        (Place(3, 500, True, False), Place(500, 1000, False, False), Place(1000, 1500, False, False)),
    ]
    rows = [[slot("合计"), slot("车辆")], [slot(""), slot("购置"), slot("运行")]]
    cells = place(word_spans.spanned(rows, defined))
    assert [(c.text, c.row, c.column, c.row_span, c.column_span) for c in cells] == [
        ("合计", 0, 0, 2, 1), ("车辆", 0, 1, 1, 2), ("购置", 1, 1, 1, 1), ("运行", 1, 2, 1, 1),
    ]  # fmt: skip


def test_a_cell_with_words_of_its_own_stays_though_it_goes_on() -> None:
    defined = [(Place(0, 500, False, True),), (Place(0, 500, True, False),)]
    cells = place(word_spans.spanned([[slot("合计")], [slot("12.50")]], defined))
    assert [(c.text, c.row, c.row_span) for c in cells] == [("合计", 0, 1), ("12.50", 1, 1)]


def test_a_row_that_begins_further_right_leaves_its_first_columns_free() -> None:
    defined = [(Place(0, 500, False, False), Place(500, 900, False, False)), (Place(500, 900, False, False),)]
    cells = place(word_spans.spanned([[slot("甲"), slot("乙")], [slot("丙")]], defined))
    assert [(c.text, c.row, c.column) for c in cells if c.text] == [("甲", 0, 0), ("乙", 0, 1), ("丙", 1, 1)]


@pytest.mark.parametrize(
    ("counts", "is_so"),
    [([1, 2], True), ([1, 1], True), ([1], True), ([1, 3], False), ([1, 2, 4], False)],
    ids=["all cells", "without the one that goes on", "further rows in a header", "too many cells", "too many rows"],
)
def test_rows_are_put_beside_definitions_only_where_all_agree(counts: list[int], is_so: bool) -> None:
    defined = [(Place(0, 900, False, True),), (Place(0, 500, True, False), Place(500, 900, False, False))]
    assert word_spans.agree(counts, defined) is is_so
