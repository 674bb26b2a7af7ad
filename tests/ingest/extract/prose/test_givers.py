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


def test_a_rate_behind_a_giver_that_gave_all_is_of_the_next(facts_of: Callable) -> None:
    facts = facts_of("上级专项资金6万元全部到位，县级配套资金到位2万元，到位率80%。", genre=PROJECT)
    assert facts.rates == ["received:approved total@local 80% of budget:approved total@local"]
    both = facts_of("上级专项资金到位6万元，县级配套资金到位2万元，到位率80%。", genre=PROJECT)
    assert both.rates == ["received:approved total 80% of budget:approved total"]


def test_a_lower_level_behind_a_higher_one_that_was_not_read_is_not_all(facts_of: Callable) -> None:
    facts = facts_of("省财政分两批下达我县馆舍项目资金9万元，其中第一批5万元；市级下达2万元。", genre=PROJECT)
    assert not any("superior_transfer" in amount for amount in facts.amounts)


def test_the_year_before_a_stated_name_is_no_part_of_it(facts_of: Callable) -> None:
    facts = facts_of("项目名称：2023年村道改善补助资金", "省财政下达我县村道改善补助资金9万元。", genre=PROJECT)
    assert facts.amounts == ["budget:approved total@superior_transfer 9万元"]


def test_money_that_came_back_is_no_project(facts_of: Callable) -> None:
    assert facts_of("2023年清退对象9人，追回资金2万元。", genre=PROJECT).amounts == []


@pytest.mark.parametrize("before", ["项目资金", "项目资金到位8万元，"])
def test_what_was_handed_out_is_spent_where_its_rate_says_so(facts_of: Callable, before: str) -> None:
    assert facts_of(f"{before}已拨付6万元，支出进度75%。", genre=PROJECT).amounts[-1] == "spending total 6万元"


def test_money_that_is_a_reason_is_not_what_is_told_next(facts_of: Callable) -> None:
    facts = facts_of("项目资金8万元，因财政资金紧张，实际拨付6万元，支付6万元，执行率75%。", genre=PROJECT)
    assert not any("@" in told for told in (*facts.amounts, *facts.rates))


def test_a_title_on_paying_money_names_the_money(facts_of: Callable) -> None:
    facts = facts_of("扑杀补助资金9万元。", genre=PROJECT, title="茂县扑杀补助资金支付2023年度绩效自评报告")
    assert facts.amounts == ["budget:approved total 9万元"]


def test_what_was_handed_down_before_the_year_is_of_the_year(facts_of: Callable) -> None:
    facts = facts_of("2022年12月收到中央补助资金8万元，支出6万元，执行率75%。", genre=PROJECT)
    above = "total@superior_transfer"
    assert facts.amounts == [f"budget:received {above} 8万元", f"spending {above} 6万元"]
    before = facts_of("2022年12月支出补助资金6万元。", genre=PROJECT).amounts
    assert before == ["spending total 2022 6万元"]


def test_a_giver_behind_a_list_of_parts_gave_to_the_whole(facts_of: Callable) -> None:
    facts = facts_of("全年共计9万元，其中强制免疫补助6万元，强制扑杀补助3万元。县财政配套资金2万元。", genre=PROJECT)
    assert facts.amounts[-1] == "budget:approved total@local 2万元"
    of_one = facts_of("强制扑杀项目资金9万元，其中中央6万元。县级配套资金3万元。", genre=PROJECT)
    assert of_one.amounts[-1] == "budget:approved project/强制扑杀项目资金@local 3万元"


@pytest.mark.parametrize(("first", "second"), [("中央", "县级"), ("县级", "中央")])
def test_what_came_of_each_giver_is_its_own(facts_of: Callable, first: str, second: str) -> None:
    text = f"{first}资金应到位80万元，实际到位70万元；{second}资金应到位90万元，实际到位85万元。"
    funds = {"中央": "superior_transfer", "县级": "local"}
    assert facts_of(text, genre="project_evaluation").amounts == [
        f"budget:approved total@{funds[first]} 80万元", f"budget:received total@{funds[first]} 70万元",
        f"budget:approved total@{funds[second]} 90万元", f"budget:received total@{funds[second]} 85万元",
    ]  # fmt: skip
