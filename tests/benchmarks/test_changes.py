"""One figure changed: which characters of a document become which others, and nothing else does."""

from __future__ import annotations

from random import Random

import pytest

from benchmarks.changes import KINDS, changes
from benchmarks.copies import Change, Copy, Figure, Place
from ingest.document import Cell, Document, Paragraph, Table
from ingest.figures import find_figures

PROSE = "某县水务局2023年预算506.83万元，支出324.56万元，执行率64.04%，比上年减少10.00万元，在职8人。"
ROWS = (
    ("项目", "预算数", "决算数"),
    ("合计", "30.00", "25.00"),
    ("接待费", "10.00", "9.00"),
    ("用车", "20.00", "16.00"),
)


@pytest.fixture
def copy() -> Copy:
    cells = tuple(Cell(text, r, c) for r, row in enumerate(ROWS) for c, text in enumerate(row))
    return Copy(Document("text", (Paragraph(PROSE), Paragraph("单位：万元"), Table(cells))))


def figures(copy: Copy) -> list[Figure]:
    """Every figure but dates; amounts of the table are 万元, as its unit line says."""
    return [
        Figure(Place(block.number, one.start), "", kind, one.value, one.unit or ("万元" if block.table == 0 else None))
        for block in copy.blocks
        for one in find_figures(block.text.text)
        if (kind := "money" if block.table == 0 else one.kind) != "date"
    ]


def figure(copy: Copy, value: str) -> Figure:
    return next(one for one in figures(copy) if str(one.value) == value)


def made(copy: Copy, kind: str, value: str, seed: int = 0) -> Change | None:
    return KINDS[kind](copy, figure(copy, value), figures(copy), Random(seed))


def text(copy: Copy, change: Change) -> str:
    content = copy.with_change(change, "某县", "别县")
    return "\n".join(
        part.text if isinstance(part, Paragraph) else "|".join(cell.text for cell in part.cells) for part in content
    )


@pytest.mark.parametrize(
    ("kind", "value", "old", "new"),
    [
        pytest.param("unit", "506.83", "506.83万元", "506.83元", id="the unit in prose"),
        pytest.param("unit", "16.00", "16.00", "160000.00", id="the amount in a table without units"),
        pytest.param("sign", "10.00", "减少10.00", "增加10.00", id="more for less"),
        pytest.param("sign", "25.00", "25.00", "-25.00", id="a minus in a table"),
    ],
)
def test_what_a_change_puts_in_its_place(copy: Copy, kind: str, value: str, old: str, new: str) -> None:
    change = made(copy, kind, value)
    assert change
    assert text(copy, change) == text(copy, Change("", (), (), "")).replace(old, new)


@pytest.mark.parametrize("seed", range(8))
def test_a_digit_is_one_of_the_first_two_that_count(copy: Copy, seed: int) -> None:
    change = made(copy, "digit", "324.56", seed)
    assert change
    (edit,) = change.edits
    assert [i for i, (a, b) in enumerate(zip("324.56", edit.new or "", strict=True)) if a != b] in ([0], [1])


def test_a_rate_goes_up_or_becomes_the_rest(copy: Copy) -> None:
    changed = {change.edits[0].new for seed in range(60) if (change := made(copy, "rate", "64.04", seed))}
    assert "35.96" in changed
    assert all(new == "35.96" or 66 <= float(new or 0) <= 85 for new in changed)


def test_swapped_columns_change_places_in_their_row(copy: Copy) -> None:
    change = made(copy, "swapped", "16.00")
    assert change
    assert change.kind == "swapped columns"
    assert "用车|16.00|20.00" in text(copy, change)


def test_swapped_figures_stay_in_their_paragraph(copy: Copy) -> None:
    change = made(copy, "swapped", "506.83", seed=1)
    assert change
    assert change.kind == "swapped figures"
    assert {place.block for place in change.places} == {0}


def test_a_dropped_row_is_about_all_its_figures(copy: Copy) -> None:
    change = made(copy, "dropped row", "9.00")
    assert change
    assert len(change.places) == 2
    assert text(copy, change).endswith("合计|30.00|25.00|用车|20.00|16.00")


def test_a_cell_merged_over_a_dropped_row_is_shorter() -> None:
    parts = (Cell(f"{n}.00", n, 1) for n in range(3))
    cells = (Cell("产出", 0, 0, row_span=3), *parts, Cell("计", 3, 0), Cell("3.00", 3, 1))
    copy = Copy(Document("docx", (Table(cells),)))
    change = KINDS["dropped row"](copy, figure(copy, "1.00"), figures(copy), Random(0))
    assert change
    (table,) = copy.with_change(change, "某县", "别县")
    assert isinstance(table, Table)
    assert [(cell.text, cell.row, cell.row_span) for cell in table.cells] == [
        ("产出", 0, 2), ("0.00", 0, 1), ("2.00", 1, 1), ("计", 2, 1), ("3.00", 2, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        pytest.param("unit", "64.04", id="a percentage has no other unit"),
        pytest.param("rate", "506.83", id="an amount is no rate"),
        pytest.param("count", "506.83", id="an amount is no count"),
        pytest.param("sign", "506.83", id="no direction stands before a budget"),
        pytest.param("dropped row", "506.83", id="prose has no rows"),
    ],
)
def test_what_cannot_be_changed_so(copy: Copy, kind: str, value: str) -> None:
    assert made(copy, kind, value) is None


def test_the_copy_is_of_another_county(copy: Copy) -> None:
    change = made(copy, "digit", "324.56")
    assert change
    assert text(copy, change).startswith("别县水务局")


def test_changes_are_of_every_kind_that_figures_allow(copy: Copy) -> None:
    found = list(changes(copy, lambda kind: figures(copy), 100, Random(0)))
    assert {change.kind.split()[0] for change in found} == {kind.split()[0] for kind in KINDS}


def test_no_more_changes_than_asked_for(copy: Copy) -> None:
    assert len(list(changes(copy, lambda kind: figures(copy), 5, Random(0)))) == 5
