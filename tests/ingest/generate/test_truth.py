"""True facts: consistent to the fen, whatever was drawn."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.counties import counties
from ingest.generate.draw import YEARS, truth_of
from ingest.generate.truth import Truth, grade


@pytest.fixture(params=range(10), ids="seed {}".format)
def truth(request: pytest.FixtureRequest) -> Truth:
    return truth_of(request.param, counties()["513223"], "水利局", 2022)


def test_money_is_exact_to_the_fen_and_not_negative(truth: Truth) -> None:
    amounts = (*truth.personnel.values(), *truth.functions.values(), truth.received, truth.closing, truth.raised)
    assert all(amount >= 0 and amount == amount.quantize(Decimal("0.01")) for amount in amounts)


def test_every_breakdown_makes_the_same_total(truth: Truth) -> None:
    assert sum(truth.functions.values()) == truth.total.spent == truth.basic.spent + truth.project.spent


def test_what_comes_in_is_spent_or_left(truth: Truth) -> None:
    assert truth.income + truth.opening == truth.total.spent + truth.closing == truth.grand_total


def test_nothing_is_spent_that_was_not_planned_and_received(truth: Truth) -> None:
    assert truth.total.spent <= truth.received
    assert all(line.spent <= line.planned for line in (*truth.projects.values(), *truth.three_public.values()))


def test_a_year_follows_on_the_year_before(truth: Truth) -> None:
    before = None
    for year in YEARS:
        this = truth_of(3, truth.county, truth.department, year)
        if before:
            assert this.opening == before.closing
            assert this.prior_total == before.total.spent
            assert this.prior_grand_total == before.grand_total
            assert this.prior_reception == before.three_public["reception"].spent
        before = this


def test_three_public_expenses_are_paid_out_of_public_funds_and_projects(truth: Truth) -> None:
    assert sum(line.spent for line in truth.three_public.values()) <= truth.running_costs + truth.project.spent


def test_weights_make_100_and_no_score_is_above_its_weight(truth: Truth) -> None:
    assert sum(aim.weight for aim in truth.aims) == 100
    assert all(aim.score <= aim.weight for aim in truth.finished)


@pytest.mark.parametrize(("score", "name"), [("90", "优"), ("89.99", "良"), ("80", "良"), ("60", "中"), ("59.9", "差")])
def test_the_grade_follows_the_usual_bounds(score: str, name: str) -> None:
    assert grade(Decimal(score)) == name
