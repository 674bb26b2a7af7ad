"""占…: what is a share of a budget was executed where it is told of spending; a share in a list is of its whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

WHOLE = "performance_evaluation"
MONITORING = "performance_monitoring"


@pytest.mark.parametrize(
    ("words", "stage"),
    [("占年初预算的50%", "initial"), ("占调整后预算的50%", "adjusted"), ("占预算总额的50%", "approved")],
)
def test_what_was_spent_as_a_share_of_a_budget_was_executed(facts_of: Callable, words: str, stage: str) -> None:
    facts = facts_of(f"全年累计完成支出6万元，{words}。", genre=WHOLE)
    assert facts.rates == [f"execution:{stage} total 50% of budget:{stage} total"]


@pytest.mark.parametrize(
    "sentence", ["年中追加占年初预算的48%。", "项目支出9万元，占预算总额的15%。", "结转资金占年初预算的5%。"]
)
def test_a_share_of_a_budget_of_something_else_is_no_rate(facts_of: Callable, sentence: str) -> None:
    assert facts_of(sentence, genre=WHOLE).rates == []


@pytest.mark.parametrize(
    ("paid", "rate"),
    [
        ("已拨付9万元", "received:approved project/公交补贴 75% of budget:approved project/公交补贴"),
        ("已支付9万元", "execution:approved project/公交补贴 75% of budget:approved project/公交补贴"),
    ],
)
def test_a_bare_share_is_of_the_budget_that_gives_it(facts_of: Callable, paid: str, rate: str) -> None:
    assert facts_of(f"（三）公交补贴：预算12万元，{paid}，占75%。", genre=MONITORING).rates == [rate]


def test_a_rate_by_what_came_is_the_use_of_it(facts_of: Callable) -> None:
    facts = facts_of("预算12万元，实际到位10万元，执行9万元，执行率75%，按到位资金计算执行率为90%。", genre=MONITORING)
    assert facts.rates == [
        "execution:approved total 75% of budget:approved total",
        "use_of_received:received total 90% of budget:received total",
    ]


def test_a_planned_items_share_is_of_what_was_planned(facts_of: Callable) -> None:
    facts = facts_of("部门预算总支出12万元，其中基本支出9万元，占总支出的75%。", genre=WHOLE)
    assert facts.rates == ["share expenditure_type/basic 75% of budget:approved total"]


def test_behind_a_semicolon_a_list_is_compared_as_a_whole(facts_of: Callable) -> None:
    facts = facts_of(
        "“三公”经费支出12万元，其中公务用车运行费10万元，公务接待费2万元；比年初预算18万元节约6万元。", genre=WHOLE
    )
    assert facts.amounts[-1] == "budget:initial three_public/total 18万元"


@pytest.mark.parametrize(
    ("told", "grew"),
    [("减少12万元，减少37.5%", "revenue/opening_carryover"), ("减少12万元，减少10.71%", "revenue/grand_total")],
)
def test_what_grew_by_such_a_percentage_is_what_was_compared(facts_of: Callable, told: str, grew: str) -> None:
    facts = facts_of(f"收入总计100万元，其中年初结转和结余20万元，较上年{told}；本年收入80万元。", genre=WHOLE)
    assert [change for change in facts.amounts if change.startswith("change")] == [
        f"change:revenue:executed {grew} -12万元"
    ]


@pytest.mark.parametrize(
    ("told", "change"),
    [("20万元，较2022年减少12万元，减少37.5%", "-12万元"), ("0万元，较2022年增加0万元，增长0%", "0万元")],
)
def test_a_year_before_the_change_does_not_hide_what_grew(facts_of: Callable, told: str, change: str) -> None:
    facts = facts_of(f"收入总计100万元，其中年初结转和结余{told}。", genre=WHOLE)
    assert f"change:revenue:executed revenue/opening_carryover {change}" in facts.amounts


def test_income_and_outlay_of_a_budget_are_both(facts_of: Callable) -> None:
    facts = facts_of("2023年度我局收支预算12万元。其中：基本支出5万元，项目支出7万元。", genre=WHOLE)
    assert facts.amounts == [
        "budget:approved total 12万元",
        "revenue:initial revenue/grand_total 12万元",
        "budget:approved expenditure_type/basic 5万元 < total",
        "budget:approved expenditure_type/project 7万元 < total",
    ]


def test_what_a_finance_bureau_approved_at_the_years_begin_is_the_initial_budget(facts_of: Callable) -> None:
    facts = facts_of("县财政年初批复我局部门预算12万元，其中基本支出5万元，项目支出7万元。", genre=WHOLE)
    assert [amount.split(" ")[0] for amount in facts.amounts] == ["budget:approved"] * 3


def test_counts_of_several_units_in_a_paragraph_are_none_of_the_departments(facts_of: Callable) -> None:
    facts = facts_of("下设中心1个，编制5人。全县学校编制3512人，现有车辆2辆。", genre=WHOLE)
    assert facts.statistics == ["vehicles 2辆"]


def test_income_and_outlay_behind_their_labels(facts_of: Callable) -> None:
    facts = facts_of(
        "年初部门预算支出：12万元。其中：基本支出5万元、项目支出7万元。",
        "全年收入决算数：14万元；全年支出决算数：13万元。",
        genre=WHOLE,
    )
    assert facts.amounts == [
        "budget:initial total 12万元",
        "budget:initial expenditure_type/basic 5万元 < total",
        "budget:initial expenditure_type/project 7万元 < total",
        "revenue:executed revenue/total 14万元",
        "spending total 13万元",
    ]


def test_one_amount_of_two_items_is_neithers(facts_of: Callable) -> None:
    facts = facts_of("本部门预算支出12万元，其中人员经费和公用经费支出8万元。", genre=WHOLE)
    assert facts.amounts == ["budget:approved total 12万元"]


@pytest.mark.parametrize(("printed", "rates"), [("75", 1), ("98", 0)], ids=["that of the money", "another"])
def test_a_rate_behind_words_not_understood_has_to_be_that_of_the_money(
    facts_of: Callable, printed: str, rates: int
) -> None:
    facts = facts_of(f"护林补贴。预算12万元，支出9万元，惠及农户120户，执行率{printed}%。", genre=MONITORING)
    assert len(facts.rates) == rates


def test_a_rate_behind_money_that_is_no_fact_is_none_either(facts_of: Callable) -> None:
    facts = facts_of(
        "预算12万元，支出9万元，执行率75%。其中100万元以上项目8个，预算8万元，支出6.01万元，执行率75.1%。",
        genre=MONITORING,
    )
    assert [rate.split(" of ")[0] for rate in facts.rates] == ["execution:approved total 75%"]


def test_a_class_is_a_share_of_the_planned_total_in_a_budget(facts_of: Callable) -> None:
    text = "（二）支出总体情况", "（1）一般公共服务支出类科目9万元，占支出总预算75%。"
    assert facts_of(*text, genre="budget").rates == ["share function/201 75% of budget:initial total"]


@pytest.mark.parametrize(
    ("changed", "rate", "basis"),
    [("调减2万元", "100%", "adjusted"), ("预算调整数为18万元", "100%", "adjusted"), ("追加2万元", "90%", "initial")],
)
def test_a_rate_of_a_budget_that_was_changed_is_not_of_the_initial_one(
    facts_of: Callable, changed: str, rate: str, basis: str
) -> None:
    facts = facts_of(f"年初预算20万元，{changed}，实际执行18万元，执行率{rate}。", genre="project_evaluation")
    assert facts.rates == [f"execution:{basis} total {rate} of budget:{basis} total"]


@pytest.mark.parametrize(
    ("printed", "basis"), [("90", "initial"), ("95", "approved")], ids=["of what is printed", "of what is not"]
)
def test_a_first_budget_that_gives_another_percentage_is_not_what_a_rate_is_of(
    facts_of: Callable, printed: str, basis: str
) -> None:
    facts = facts_of(f"年初预算10万元，支出9万元，预算执行率{printed}%。", genre="performance_evaluation")
    assert facts.rates == [f"execution:{basis} total {printed}% of budget:{basis} total"]


def test_below_a_title_of_spending_a_budgets_class_has_its_share_of_the_budget(facts_of: Callable) -> None:
    facts = facts_of("二、支出情况", "（一）公共安全支出类科目68元，占支出总预算79.65%。", genre="budget")
    assert facts.rates == ["share function/204 79.65% of budget:initial total"]
