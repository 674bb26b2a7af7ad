"""What the whole document settles: sources of revenue, initial budgets, class codes by name, prior years."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.extract.found import TOTAL, Amount, Findings, Frame, Mark, Rate, Subject
from ingest.extract.settle import settle

REVENUE = Subject("revenue", "total", "合计")


def amount(frame: Frame, value: str = "9", unit: str = "万元", at: int = 0) -> Amount:
    factor = {"万元": Decimal(10_000), "元": Decimal(1)}[unit]
    return Amount(Mark(at, 0), frame, Decimal(value), unit, factor, len(value.partition(".")[2]), "prose")


def settled(*amounts: Amount, genre: str = "final_accounts", functions: dict[str, str] | None = None) -> list[Amount]:
    found = Findings(amounts=list(amounts), functions=functions or {})
    settle(found, genre, 2023)
    return found.amounts


def test_an_amount_without_a_year_is_the_reports_and_without_a_subject_the_total() -> None:
    (found,) = settled(amount(Frame("spending")))
    assert (found.frame.year, found.frame.subject) == (2023, TOTAL)


@pytest.mark.parametrize(
    ("frame", "measure", "stage"),
    [
        (Frame("spending", year=2023), "budget", "initial"),
        (Frame("spending", year=2022), "spending", ""),
        (Frame("budget", "approved", year=2023), "budget", "initial"),
        (Frame("budget", "received", year=2023), "budget", "received"),
        (Frame("revenue", "executed", year=2023), "revenue", "initial"),
        (Frame("change", "spending:", year=2023), "change", "budget:initial"),
    ],
)
def test_in_a_budget_the_years_own_figures_are_initial(frame: Frame, measure: str, stage: str) -> None:
    found = settled(amount(frame), genre="budget")[0]
    assert (found.frame.measure, found.frame.stage) == (measure, stage)


@pytest.mark.parametrize("fund", ["general_public_budget", "government_fund", "state_capital"])
def test_revenue_of_a_fund_is_a_source(fund: str) -> None:
    (found,) = settled(amount(Frame("revenue", "executed", REVENUE, fund)))
    assert found.frame.subject is not None
    assert (found.frame.subject.classification, found.frame.subject.code, found.frame.fund) == ("revenue", fund, "")


def test_revenue_that_is_no_source_of_the_contract_is_a_balance() -> None:
    (found,) = settled(amount(Frame("revenue", "executed", Subject("revenue", "fiscal", "财政拨款收入"))))
    assert (found.frame.measure, found.frame.subject) == (
        "balance",
        Subject("balance", "fiscal_revenue", "财政拨款收入"),
    )


def test_a_name_gets_the_code_printed_with_it_in_the_document() -> None:
    named = amount(Frame("spending", subject=Subject("function", "", "小学教育")))
    (found,) = settled(named, functions={"2050202": "小学教育"})
    assert found.frame.subject == Subject("function", "2050202", "小学教育")


def test_a_name_that_stands_for_two_codes_gets_none() -> None:
    named = amount(Frame("spending", subject=Subject("function", "", "行政运行")))
    (found,) = settled(named, functions={"2010301": "行政运行", "2070101": "行政运行"})
    assert found.frame.subject == Subject("function", "", "行政运行")


def test_the_prior_year_is_this_year_less_the_change_with_the_finer_decimals() -> None:
    now, change = amount(Frame("spending"), "9.5"), amount(Frame("change", "spending:", year=2023), "-1.25")
    found = settled(now, change)[-1]
    assert (found.value, found.decimals, found.frame.year, found.is_derived) == (Decimal("10.75"), 2, 2022, True)


@pytest.mark.parametrize(
    "others",
    [
        pytest.param((amount(Frame("spending"), "90000", "元"),), id="in another unit"),
        pytest.param((amount(Frame("budget", "initial"), "9"),), id="of another measure"),
        pytest.param((amount(Frame("spending"), "9"), amount(Frame("spending", year=2022), "8")), id="that is printed"),
        pytest.param((), id="of nothing"),
    ],
)
def test_no_prior_year_is_derived_from_a_value(others: tuple[Amount, ...]) -> None:
    change = amount(Frame("change", "spending:", year=2023), "1")
    assert not [a for a in settled(*others, change) if a.is_derived]


def test_a_rate_of_both_sides_together_is_about_the_total() -> None:
    frame = Frame("revenue", "executed", Subject("revenue", "grand_total", "收支合计"))
    rate = Rate(Mark(0, 0), frame, "year_on_year", "", Decimal("-2"), 0, frame, "prose")
    found = Findings(rates=[rate])
    settle(found, "final_accounts", 2023)
    assert (found.rates[0].frame.subject, found.rates[0].denominator.subject) == (TOTAL, TOTAL)


def test_the_basis_of_a_rate_in_a_budget_is_initial() -> None:
    spent, given = Frame("spending", year=2022), Frame("budget", "approved", year=2022)
    rate = Rate(Mark(0, 0), spent, "execution", "approved", Decimal("9"), 0, given, "prose")
    found = Findings(rates=[rate, rate._replace(frame=Frame("spending"), denominator=Frame("budget", "approved"))])
    settle(found, "budget", 2023)
    assert len(found.rates) == 1  # what a budget aims to spend of itself is no rate
    assert (found.rates[0].basis, found.rates[0].denominator.stage) == ("initial", "initial")
