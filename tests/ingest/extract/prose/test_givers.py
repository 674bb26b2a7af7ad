"""Who gave money, and what a giver's money is that stands beside what was spent."""

from __future__ import annotations

from collections.abc import Callable

import pytest

PROJECT = "project_evaluation"


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("收到县财政局拨入护林补助资金8万元。", ["budget:received project/护林补助资金 8万元"]),
        ("县财政局拨付资金8万元，我局支付6万元，支付率75%。", ["budget:approved total 8万元", "spending total 6万元"]),
        ("县财政安排护林补助资金8万元。", ["budget:approved project/护林补助资金@local 8万元"]),
        ("省财政厅下达补助资金8万元。", ["budget:approved total@superior_transfer 8万元"]),
        ("省财政厅、省林业局下达补助资金8万元。", ["budget:approved total@superior_transfer 8万元"]),
    ],
    ids=["handed on", "handed on alone", "of the county", "of the province", "of two offices"],
)
def test_an_office_above_the_county_tells_whose_money_it_is(facts_of: Callable, text: str, amounts: list[str]) -> None:
    assert facts_of(text, genre=PROJECT).amounts == amounts


def test_a_giver_beside_what_was_spent_did_not_spend_it(facts_of: Callable) -> None:
    facts = facts_of("支付资金8万元，县财政配套2万元。", genre=PROJECT)
    assert facts.amounts == ["spending total 8万元"]
    assert facts.left["2万元"] == "unmapped"


def test_givers_that_make_up_what_was_spent_are_its_parts(facts_of: Callable) -> None:
    facts = facts_of("2023年支出8万元，县财政2万元，中央财政6万元。", genre=PROJECT)
    assert facts.amounts[1:] == ["spending total@local 2万元", "spending total@superior_transfer 6万元"]


def test_the_next_giver_begins_with_what_it_gave(facts_of: Callable) -> None:
    facts = facts_of("中央资金到位5万元，支付4万元，县级资金3万元，支付2万元。", genre=PROJECT)
    assert facts.amounts[2:] == ["budget:received total@local 3万元", "spending total@local 2万元"]


@pytest.mark.parametrize("words", ["国库集中支付", "实际形成支出"])
def test_words_that_tell_what_was_spent(facts_of: Callable, words: str) -> None:
    assert facts_of(f"预算指标8万元，{words}6万元。", genre=PROJECT).amounts == [
        "budget:approved total 8万元",
        "spending total 6万元",
    ]
