"""How a report prints exact yuan."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from ingest.counties import counties
from ingest.generate.draw import truth_of
from ingest.generate.page import Page, Style


def page(**style: bool) -> Page:
    return Page(truth_of(1, counties()["513223"], "水利局", 2022), Style(**style), Random(1))


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        pytest.param({}, "123.46万元", id="rounded to 0.01 万元"),
        pytest.param({"cuts": True}, "123.45万元", id="further digits dropped"),
        pytest.param({"in_yuan": True}, "1234567.89元", id="yuan with fen"),
        pytest.param({"in_yuan": True, "thousands": True}, "1,234,567.89元", id="with separators"),
    ],
)
def test_money(style: dict[str, bool], printed: str) -> None:
    assert page(**style).money(Decimal("1234567.89")) == printed


def test_short_figures_drop_zeros_only() -> None:
    assert page(short=True).money(Decimal("1200000")) == "120万元"


def test_the_fact_is_what_is_printed_and_not_what_is_true() -> None:
    made = page()
    made.amount("spending", "total", Decimal("1234567.89"))
    assert [fact[-1] for fact in made.facts] == [Decimal("1234600.00")]


def test_a_rate_is_computed_from_exact_amounts() -> None:
    made = page()
    assert made.rate("execution", "total", Decimal("2"), Decimal("3"), basis="approved") == "66.67%"
    assert page(cuts=True).rate("execution", "total", Decimal("2"), Decimal("3")) == "66.66%"


def test_an_empty_cell_states_nothing() -> None:
    made = page(blank=True)
    assert made.cell("spending", "total", Decimal(0)) == ""
    assert not made.facts
