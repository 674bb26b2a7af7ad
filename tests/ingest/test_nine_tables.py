"""The nine tables of 部门决算公开 as xlsx and xls: every amount is read, and each that has a key becomes a fact."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from ingest import pipeline, routing
from ingest.document import Document, Table
from ingest.extract.found import Mark
from ingest.extract.reading import Extraction, extract
from ingest.readers import recount
from tests.data.sheets import nine_tables

SHEETS = nine_tables.build()
OLD = Path(nine_tables.__file__).with_suffix(".xls")
NAME = f"{nine_tables.DEPARTMENT}2023年度部门决算公开"


@pytest.fixture(scope="module", params=["xlsx", "xls"])
def data(request: pytest.FixtureRequest) -> bytes:
    return nine_tables.workbook(SHEETS) if request.param == "xlsx" else OLD.read_bytes()


@pytest.fixture(scope="module")
def document(data: bytes) -> Document:
    document, counted = recount.read(data, NAME)
    assert counted is not None
    assert counted.recounted > len(SHEETS.amounts)
    assert (counted.missing, counted.extra) == ((), ())
    return document


@pytest.fixture(scope="module")
def extraction(document: Document) -> Extraction:
    return extract(document, f"{NAME}.xlsx", "513223", nine_tables.YEAR)


def endings(extraction: Extraction) -> dict[nine_tables.Place, tuple[str, str]]:
    """(disposition, reason) of every figure of the visible sheets, by place."""
    found = {}
    for block in extraction.outline.blocks:
        for index, figure in enumerate(extraction.figures[block.number]):
            for cell in block.cells:
                if block.name and cell.start <= figure.start < cell.start + len(cell.text):
                    given = extraction.found.dispositions[Mark(block.number, index)]
                    found[block.name, block.row, cell.column] = (given.disposition, given.reason)
    return found


def test_every_amount_is_printed_at_its_place(document: Document) -> None:
    printed = {
        (block.name, cell.row, cell.column): cell.text
        for block in document.content
        if isinstance(block, Table) and not block.is_hidden
        for cell in block.cells
    }
    assert {place: printed[place] for place in SHEETS.amounts} == {
        place: f"{amount:,.2f}" for place, amount in SHEETS.amounts.items()
    }


def test_every_amount_is_a_fact_unless_the_contract_has_no_key_for_it(extraction: Extraction) -> None:
    found = endings(extraction)
    kinds = {place: found[place] for place in SHEETS.amounts}
    crossed = {place for place, ending in kinds.items() if ending == ("context", CROSSED)}
    assert [place for place, (ending, _) in kinds.items() if ending != "fact" and place not in crossed] == []
    # Kind of spending, source of income or opening balance of a single class: two classifications at once.
    assert {sheet[:4] for sheet, _, _ in crossed} == {"GK02", "GK03", "GK04", "GK05", "GK08", "GK09"}
    assert not [place for place in crossed if place[0][:4] not in ("GK04",) and place[1] == 6]


CROSSED = "cross classification outside the contract"


def test_figures_of_the_hidden_sheet_are_accounted_for_and_are_no_facts(extraction: Extraction) -> None:
    found = endings(extraction)
    hidden = {ending for (sheet, _, _), ending in found.items() if sheet == "HIDDENSHEETNAME"}
    assert {ending for ending, _ in hidden} == {"context"}
    assert ("context", "hidden sheet") in hidden


@pytest.fixture(scope="module")
def amounts(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    path = tmp_path_factory.mktemp("landing") / "513223" / "2023" / f"{NAME}.xls"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    (file,) = routing.survey(path.parents[2])
    assert file.partition
    extracted = pipeline.extract(pipeline.read([file]), file.partition)
    return pipeline.clean(extracted, file.partition, datetime(2024, 9, 1, tzinfo=UTC))["amount"]


def spending(amounts: pl.DataFrame, classification: str, fund: str) -> dict[str, Decimal]:
    """Item → amount in 万元 of one classification and fund; raises AssertionError where two mentions differ."""
    rows = amounts.filter(
        (pl.col("measure") == "spending")
        & (pl.col("classification") == classification)
        & (pl.col("funding_source") == fund)
    ).select(pl.coalesce("item_code", "item_name"), "amount_yuan")
    assert rows.unique().height == rows.select(pl.first()).unique().height
    return {code: amount / 10_000 for code, amount in rows.rows()}


@pytest.mark.parametrize(
    ("fund", "items"),
    [
        ("all", nine_tables.EVERYTHING),
        ("general_public_budget", nine_tables.GENERAL),
        ("government_fund", nine_tables.FUND),
        ("state_capital", nine_tables.CAPITAL),
    ],
)
def test_spending_by_class_and_kind_has_the_figures_of_its_fund(
    amounts: pl.DataFrame, fund: str, items: dict[str, tuple[Decimal, Decimal]]
) -> None:
    by_class = {code: basic + project for code, basic, project in nine_tables.tree(items)}
    assert spending(amounts, "function", fund) == by_class
    kinds = {"basic": nine_tables.total(items, 0), "project": nine_tables.total(items, 1)}
    assert spending(amounts, "expenditure_type", fund) == {kind: amount for kind, amount in kinds.items() if amount}
    assert spending(amounts, "total", fund) == {"total": nine_tables.total(items)}


def test_economic_classes_and_three_public_expenses(amounts: pl.DataFrame) -> None:
    expected = {
        code: Decimal(amount) for _, parts in nine_tables.ECONOMIC.values() for code, (_, amount) in parts.items()
    }
    expected |= {
        code: sum((Decimal(amount) for _, amount in parts.values()), Decimal(0))
        for code, (_, parts) in nine_tables.ECONOMIC.items()
    }
    assert spending(amounts, "economic", "general_public_budget") == expected
    names = ("total", "overseas", "vehicles", "vehicle_purchase", "vehicle_operation", "reception")
    spent = dict(zip(names, nine_tables.THREE_SPENT, strict=True))
    assert spending(amounts, "three_public", "fiscal") == {name: amount for name, amount in spent.items() if amount}
