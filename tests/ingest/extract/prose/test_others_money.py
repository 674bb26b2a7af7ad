"""Money that a township or bureau tells of and that is not its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "全年完成财政总收入1.42亿元，同比增长9.8%。",
        "实现一般公共预算收入1.42亿元，同比增长9.8%。",
        "引进招商项目5个，到位资金1.42亿元。",
        "新签约项目3个，实际到位资金1.42亿元。",
    ],
)
def test_what_a_place_took_in_or_investors_brought_is_not_the_departments(facts_of: Callable, text: str) -> None:
    facts = facts_of(text, genre="performance_evaluation")
    assert (facts.amounts, facts.rates) == ([], [])
    assert facts.left["1.42亿元"] == "amount outside the contract"


@pytest.mark.parametrize("text", ["改造资金9万元需待9月份后支付。", "改造资金9万元拟于下半年支付。"])
def test_what_is_still_to_be_paid_was_not_spent(facts_of: Callable, text: str) -> None:
    facts = facts_of("项目支出进度较低，主要是" + text, genre="performance_monitoring")
    assert facts.amounts == []


def test_what_came_in_is_no_planned_revenue(facts_of: Callable) -> None:
    facts = facts_of("2023年部门收入预算50万元，截至6月底到位资金48万元，到位率96%。", genre="performance_monitoring")
    assert facts.amounts == ["revenue:initial revenue/total 50万元", "budget:received total 48万元"]
    assert facts.rates == ["received:approved total 96% of budget:approved total"]


def test_the_budget_of_a_source_is_planned(facts_of: Callable) -> None:
    facts = facts_of("年初预算事业收入12万元。", genre="performance_evaluation")
    assert facts.amounts == ["revenue:initial revenue/institution_income 12万元"]


def test_what_was_not_understood_is_meant_behind_a_semicolon_too(facts_of: Callable) -> None:
    facts = facts_of(
        "下达政法纪检监察办案补助26万元，1-6月支出8万元；1-9月支出16万元，占62%。", genre="performance_evaluation"
    )
    assert (facts.amounts, facts.rates) == ([], [])


@pytest.mark.parametrize(
    "text",
    [
        "现场抽查5个标段，抽查资金14万元，占项目总投资的44%。",
        "建议将缺口资金14万元列入2024年度预算。",
        "资金缺口14万元。",
    ],
    ids=["what was looked at", "what is proposed", "what is lacking"],
)
def test_what_was_checked_proposed_or_lacks_is_no_budget(facts_of: Callable, text: str) -> None:
    facts = facts_of(text, genre="project_evaluation")
    assert (facts.amounts, facts.rates) == ([], [])


def test_the_kinds_of_spending_behind_the_sources_are_of_the_budget(facts_of: Callable) -> None:
    facts = facts_of(
        "年初预算100万元，其中：事业收入12万元。按支出性质分：基本支出70万元，项目支出30万元。",
        genre="performance_evaluation",
    )
    assert facts.amounts[-2:] == [
        "budget:initial expenditure_type/basic 70万元 < total",
        "budget:initial expenditure_type/project 30万元 < total",
    ]


def test_an_amount_without_a_name_hides_nothing_behind_the_semicolon(facts_of: Callable) -> None:
    facts = facts_of("财政已核指标51万元，占调整预算的91.2%；实际支付40万元。", genre="performance_monitoring")
    assert facts.amounts == ["spending total 40万元"]


@pytest.mark.parametrize(
    "text",
    [
        "财政收入1.86亿元，完成年度任务1.8亿元的103.33%。",
        "总投资968万元，其中财政衔接资金720万元，已拨付684万元，拨付率95%。",
        "2024年计划压减公务接待费0.5万元。",
    ],
    ids=["a township's income", "paid of what was not understood", "next year"],
)
def test_what_is_not_the_years_own_money_makes_no_fact(facts_of: Callable, text: str) -> None:
    facts = facts_of(text, genre="performance_evaluation")
    assert (facts.amounts, facts.rates) == ([], [])


def test_a_rate_in_a_new_sentence_is_not_of_the_supplement(facts_of: Callable) -> None:
    facts = facts_of("年初预算295万元，执行中追加291万元。预算执行率98.5%。", genre="performance_evaluation")
    assert facts.rates == ["execution:initial total 98.5% of budget:initial total"]


def test_a_rate_behind_the_classes_is_of_the_whole(facts_of: Callable) -> None:
    text = "本年支出579万元。本年支出按功能科目分：教育支出224万元，卫生健康支出355万元。预算执行率98.7%。"
    facts = facts_of(text, genre="performance_evaluation")
    assert facts.amounts[1] == "spending function/205 224万元 < total"
    assert facts.rates == ["execution:approved total 98.7% of budget:approved total"]


def test_the_parts_of_the_years_spending(facts_of: Callable) -> None:
    facts = facts_of("本年支出中：基本支出138万元；项目支出441万元。执行率98.7%。", genre="performance_evaluation")
    assert facts.amounts == [
        "spending expenditure_type/basic 138万元 < total", "spending expenditure_type/project 441万元 < total",
    ]  # fmt: skip


def test_the_funds_of_a_grand_total_are_income_of_the_year(facts_of: Callable) -> None:
    text = "调整预算后收入总计586万元，其中：一般公共预算财政拨款471万元、其他收入110万元、上年结转5万元。"
    facts = facts_of(text, genre="performance_evaluation")
    assert "revenue:executed revenue/general_public_budget 471万元 < grand_total" in facts.amounts


@pytest.mark.parametrize(
    "text",
    ["项目2021-2023年总预算36万元。", "项目单位共申请财政资金36万元，财政批复30万元。"],
    ids=["several years", "applied for"],
)
def test_money_of_several_years_or_asked_for_is_no_budget_of_the_year(facts_of: Callable, text: str) -> None:
    assert facts_of(text, genre="project_evaluation").amounts == []


def test_a_rate_behind_givers_that_were_not_understood_is_none_of_theirs(facts_of: Callable) -> None:
    text = "收到生均公用经费补助资金186万元，其中中央资金111万元，县级资金37万元，全部用于日常运转，支出率100%。"
    assert facts_of(text, genre="performance_evaluation").rates == []


def test_the_word_spending_in_a_name_says_what_was_spent(facts_of: Callable) -> None:
    facts = facts_of("人员经费支出812万元，公用经费支出107万元。", genre="performance_evaluation")
    assert facts.amounts == ["spending basic_component/personnel 812万元", "spending basic_component/public 107万元"]


@pytest.mark.parametrize("words", ["因验收滞后未支付", "由于票据不全尚未支付", "未能及时支付"])
def test_what_was_not_paid_for_a_reason_was_not_spent(facts_of: Callable, words: str) -> None:
    facts = facts_of(f"项目支出预算93万元，支出56万元；其中养护工程28万元{words}。", genre="performance_evaluation")
    assert facts.amounts[2:] == []
    assert facts.left["28万元"] == "amount outside the contract"


def test_what_was_not_paid_is_not_what_the_next_sentence_is_about(facts_of: Callable) -> None:
    text = "项目支出预算93万元；其中养护工程28万元未支付。二是支出进度仅为61.3%。"
    facts = facts_of(text, genre="performance_evaluation")
    assert not any("养护工程" in rate for rate in facts.rates)


@pytest.mark.parametrize(
    "text",
    [
        "项目总预算900万元，分三年实施，2023年预算300万元，支出280万元。",
        "项目资金900万元（三年期），2023年预算300万元，支出280万元。",
        "项目计划总投资900万元，建设期2年，2023年安排项目资金300万元，支出280万元。",
    ],
)
def test_money_of_several_years_is_not_the_years_budget(facts_of: Callable, text: str) -> None:
    facts = facts_of(text, genre="project_evaluation")
    assert facts.amounts == ["budget:approved total 300万元", "spending total 280万元"]
    assert facts.left["900万元"] == "amount outside the contract"


def test_what_follows_money_of_several_years_may_be_of_them(facts_of: Callable) -> None:
    facts = facts_of("项目总预算900万元，分三年实施，支出280万元。", genre="project_evaluation")
    assert facts.amounts == []


@pytest.mark.parametrize(
    "parts",
    [
        "本级支出100万元，所属单位支出50万元",
        "局本级支出100万元、下属事业单位支出50万元",
        "局机关总支出100万元（含结转），局属单位支出50万元",
    ],
)
def test_what_the_office_spent_is_not_the_whole_beside_its_units(facts_of: Callable, parts: str) -> None:
    facts = facts_of(f"2023年{parts}。", genre="performance_evaluation")
    assert facts.amounts == []
    assert facts.left["100万元"] == facts.left["50万元"] == "amount outside the contract"


def test_an_office_without_units_beside_it_is_the_whole(facts_of: Callable) -> None:
    facts = facts_of("2023年本级支出100万元。", genre="performance_evaluation")
    assert facts.amounts == ["spending total 100万元"]


def test_what_was_handed_on_of_what_arrived_is_neither_received_nor_spent(facts_of: Callable) -> None:
    facts = facts_of("资金到位100万元，已拨付80万元，支出70万元。", genre="project_evaluation")
    assert facts.amounts == ["budget:received total 100万元", "spending total 70万元"]
    assert "80万元" in facts.left
