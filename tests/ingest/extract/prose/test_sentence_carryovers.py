"""What was carried over in sentences: which totals hold it, what is a part of what."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize("income", ["2023年收入合计", "2023年预算收入", "2023年收入预算总额"])
def test_income_that_holds_what_was_carried_over_is_the_grand_total(facts_of: Callable, income: str) -> None:
    text = f"{income}100.00万元，比上年增加10.00万元。其中：一般公共预算拨款收入80.00万元；上年结转20.00万元。"
    facts = facts_of(text, genre="budget")
    assert "revenue:initial revenue/grand_total 100.00万元" in facts.amounts
    assert "revenue:initial revenue/grand_total 2022 90.00万元 derived" in facts.amounts
    assert all("revenue/total" not in amount for amount in facts.amounts)


def test_income_told_behind_what_was_carried_over_is_the_years(facts_of: Callable) -> None:
    text = "政府性基金预算财政拨款年初结转和结余1万元，收入9万元，支出8万元，年末结转和结余2万元。"
    facts = facts_of(text, genre="final_accounts")
    assert "revenue:executed revenue/government_fund 9万元" in facts.amounts


def test_income_of_the_year_stays_so_whatever_its_list_holds(facts_of: Callable) -> None:
    text = "本年收入合计100.00万元，其中：其他收入80.00万元；上年结转20.00万元。"
    assert facts_of(text, genre="final_accounts").amounts[0] == "revenue:executed revenue/total 100.00万元"


def test_what_was_carried_over_of_a_source_is_no_income_of_the_year(facts_of: Callable) -> None:
    facts = facts_of("上年结转结余的一般公共预算收入24.50万元，占1.32%。", genre="budget")
    assert facts.amounts == facts.rates == []
    assert "unmapped" not in facts.left.values()


def test_a_list_behind_what_was_carried_over_breaks_the_whole_down(facts_of: Callable) -> None:
    facts = facts_of(
        "收入预算合计100.00万元，包括本年收入80.00万元，上年结转结余20.00万元。其中：",
        "本年一般公共预算收入80.00万元，占80.00%；",
        genre="budget",
    )
    assert [rate.partition(" of ")[2] for rate in facts.rates] == ["revenue:initial revenue/grand_total"]


def test_the_totals_of_fiscal_money_hold_what_was_carried_over(facts_of: Callable) -> None:
    text = (
        "财政拨款收入总计100.00万元，其中：本年财政拨款收入80.00万元。"
        "财政拨款支出总计100.00万元，其中：本年财政拨款支出70.00万元。"
    )
    amounts = facts_of(text, genre="final_accounts").amounts
    assert amounts[0] == "balance balance/grand_total@fiscal 100.00万元"
    assert "spending total@fiscal 100.00万元" not in amounts


def test_a_share_of_three_public_is_of_the_items_fund(facts_of: Callable) -> None:
    facts = facts_of(
        "一般公共预算拨款安排的“三公”经费支出预算50.00万元。其中，公务接待费支出5.00万元，占“三公”经费的10%。",
        genre="budget",
    )
    assert facts.rates == [
        "share three_public/reception@general_public_budget 10% of "
        "budget:initial three_public/total@general_public_budget"
    ]


def test_each_source_carried_over_in_a_list_is_no_income_of_the_year(facts_of: Callable) -> None:
    text = "收入包括：本年一般公共预算拨款收入80.00万元、上年结转一般公共预算拨款收入13.00万元。"
    facts = facts_of(text, genre="budget")
    assert facts.amounts == ["revenue:initial revenue/general_public_budget 80.00万元"]


@pytest.mark.parametrize(
    "parts",
    [
        "一般公共预算拨款280.00万元，政府性基金预算拨款30.00万元，上年结转10.00万元",
        "上年结转10.00万元，一般公共预算拨款280.00万元，政府性基金预算拨款30.00万元",
    ],
)
def test_funds_beside_what_was_carried_over_are_the_years_income(facts_of: Callable, parts: str) -> None:
    facts = facts_of(f"2023年收支总预算320.00万元，其中：{parts}。", genre="budget")
    assert sorted(amount.partition(" <")[0] for amount in facts.amounts) == [
        "budget:initial total 320.00万元",
        "revenue:initial revenue/general_public_budget 280.00万元",
        "revenue:initial revenue/government_fund 30.00万元",
        "revenue:initial revenue/grand_total 320.00万元",
        "revenue:initial revenue/opening_carryover 10.00万元",
    ]


def test_the_parts_of_a_total_may_stand_in_the_paragraph_below(facts_of: Callable) -> None:
    facts = facts_of(
        "2023年收入预算320.00万元，比2022年预算减少30.00万元，主要原因是项目变化。包括：",
        "一般公共预算拨款收入310.00万元，占96.88%；上年结转10.00万元，占3.12%。",
        genre="budget",
    )
    assert "revenue:initial revenue/grand_total 320.00万元" in facts.amounts
    assert all("revenue/total" not in told for told in (*facts.amounts, *facts.rates[1:]))


TOLD = (
    "2023年度总收入110万元，比上年增加10万元，增长10%。",
    "本年收入100万元，其中：其他收入100万元。年初结转和结余10万元。",
    "2023年度总支出110万元，比上年增加10万元，增长10%。",
)


@pytest.mark.parametrize(("left", "whole"), [("5", "balance/expenditure_grand_total"), ("4", "total")])
def test_a_total_that_holds_what_was_carried_over_is_no_years(facts_of: Callable, left: str, whole: str) -> None:
    facts = facts_of(*TOLD, f"本年支出105万元。年末结转和结余{left}万元。", genre="final_accounts")
    assert facts.amounts[0] == "revenue:executed revenue/grand_total 110万元"
    assert "revenue:executed revenue/grand_total 2022 100万元 derived" in facts.amounts
    assert "revenue:executed revenue/total 100万元" in facts.amounts
    assert any(amount.endswith(f" {whole} 110万元") for amount in facts.amounts)


def test_the_years_income_beside_what_was_carried_over_has_the_budgets_stage(facts_of: Callable) -> None:
    text = "全年预算数100.00万元，其中：一般公共预算拨款80.00万元，年初结转20.00万元。"
    facts = facts_of(text, genre="performance_evaluation")
    assert "revenue:adjusted revenue/general_public_budget 80.00万元" in facts.amounts


def test_the_other_side_of_the_accounts_is_no_part_of_income(facts_of: Callable) -> None:
    text = "2023年收入100万元，其中：一般公共预算拨款80万元，年初结转20万元；支出92万元，年末结转8万元。"
    facts = facts_of(text, genre="final_accounts")
    assert "spending total 92万元" in facts.amounts  # not "< grand_total"


def test_planned_spending_is_no_part_of_planned_income(facts_of: Callable) -> None:
    text = "2023年收入预算23万元，主要为财政拨款收入23万元；支出预算23万元，其中基本支出15万元、项目支出8万元。"
    assert "budget:approved total 23万元" in facts_of(text, genre="performance_evaluation").amounts


def test_what_income_grew_by_is_the_incomes_where_a_carryover_stands_beside_it(facts_of: Callable) -> None:
    facts = facts_of(
        "收支总预算9万元，其中：一般公共预算拨款8万元，同比增加2万元，增长33.33%；上年结转1万元。", genre="budget"
    )
    assert "change:revenue:initial revenue/general_public_budget 2万元" in facts.amounts
    assert [rate.split()[1] for rate in facts.rates] == ["revenue/general_public_budget"]


def test_what_is_left_of_fiscal_money_is_not_what_is_left_of_all(facts_of: Callable) -> None:
    facts = facts_of("2023年末财政拨款结转和结余3万元。", "年末结转和结余5万元。", genre="final_accounts")
    assert facts.amounts == [
        "balance balance/closing_carryover@fiscal 3万元",
        "balance balance/closing_carryover 5万元",
    ]


def test_what_is_told_behind_money_carried_over_is_of_this_year(facts_of: Callable) -> None:
    facts = facts_of("结转上年资金3万元，本年下达资金7万元，本年支出9万元。", genre="project_evaluation")
    assert facts.amounts == ["budget:approved total 7万元", "spending total 9万元"]
