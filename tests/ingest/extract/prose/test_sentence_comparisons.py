"""Comparisons in budget prose: changes with their sign, prior years behind them, and 与上年持平."""

from __future__ import annotations

from collections.abc import Callable

import pytest

TOTAL = "spending total"


@pytest.mark.parametrize(
    ("sentence", "change", "prior", "rate"),
    [
        ("比上年减少1万元，下降10%", "-1万元", "10万元", "-10%"),
        ("比上年增加1万元，增长12.5%", "1万元", "8万元", "12.5%"),
        ("较2022年增加1万元，增长12.5%", "1万元", "8万元", "12.5%"),
        ("与2022年相比减少1万元，下降10%", "-1万元", "10万元", "-10%"),
        ("同比减少1万元，降低10%", "-1万元", "10万元", "-10%"),
        ("比2022年决算数减少1万元，下降10%", "-1万元", "10万元", "-10%"),
        ("较上年增1万元，增12.5%", "1万元", "8万元", "12.5%"),
        ("较上年减1万元，减幅10%", "-1万元", "10万元", "-10%"),
        ("较上年（减少）1万元，（减）幅10%", "-1万元", "10万元", "-10%"),
        ("对比减少1万元，减少率10%", "-1万元", "10万元", "-10%"),
        ("相较于上年增加1万元，增长12.5%", "1万元", "8万元", "12.5%"),
    ],
)
def test_a_change_has_its_sign_and_tells_the_prior_year(
    facts_of: Callable, sentence: str, change: str, prior: str, rate: str
) -> None:
    facts = facts_of(f"2023年支出合计9万元，{sentence}。", genre="final_accounts")
    assert facts.amounts == [f"{TOTAL} 9万元", f"change:spending: total {change}", f"{TOTAL} 2022 {prior} derived"]
    assert facts.rates == [f"year_on_year total {rate} of {TOTAL} 2022"]


def test_figures_by_last_years_scope_are_of_the_year_told_behind_it(facts_of: Callable) -> None:
    facts = facts_of(
        "按2022年同口径数据对比，2023年“三公”经费支出决算数为9万元，较2022年减少1万元。", genre="final_accounts"
    )
    assert facts.amounts[0] == "spending three_public/total 9万元"
    assert facts.amounts[-1] == "spending three_public/total 2022 10万元 derived"


def test_what_was_spent_the_year_before_is_no_budget_of_it(facts_of: Callable) -> None:
    facts = facts_of(
        "2023年“三公”经费预算9万元。2022年“三公”经费支出8万元。2023年“三公”经费预算较2022年度增加1万元。",
        genre="budget",
    )
    assert facts.amounts == [
        "budget:initial three_public/total 9万元",
        "spending three_public/total 2022 8万元",
        "change:budget:initial three_public/total 1万元",
    ]


def test_one_character_within_another_word_is_no_direction(facts_of: Callable) -> None:
    assert facts_of("2023年项目支出9万元，新增3万元，核减2万元。", genre="final_accounts").amounts == [
        "spending expenditure_type/project 9万元"
    ]


def test_what_another_year_was_is_told_behind_the_comparison_with_it(facts_of: Callable) -> None:
    facts = facts_of("2023年公务接待费支出9万元，比2022年增加1万元，2022年决算数为8万元。", genre="final_accounts")
    assert facts.amounts[-1] == "spending three_public/reception 2022 8万元"


def test_a_budget_is_compared_with_that_of_the_year_before(facts_of: Callable) -> None:
    sentence = "2023年一般公共预算拨款支出9万元，比2022年预算数8万元增加1万元。"
    assert "budget:initial total@general_public_budget 2022 8万元" in facts_of(sentence, genre="budget").amounts


def test_income_and_spending_that_change_together_are_about_the_total(facts_of: Callable) -> None:
    facts = facts_of("收、支总计9万元，比上年减少1万元，下降10%。", genre="final_accounts")
    assert facts.amounts[-1] == "revenue:executed revenue/grand_total 2022 10万元 derived"
    assert [rate.split(" ")[:3] for rate in facts.rates] == [["year_on_year", "total", "-10%"]]


@pytest.mark.parametrize(
    "reason", ["主要原因是公务接待费减少", "主要原因：年中追加项目资金", "变动原因：一是项目支出减少；二是人员经费增加"]
)
def test_what_a_reason_names_is_not_what_the_next_comparison_is_about(facts_of: Callable, reason: str) -> None:
    text = f"政府性基金预算财政拨款支出9万元，比年初预算减少1万元，{reason}；与上年相比，减少2万元，下降18.18%。"
    facts = facts_of(text, genre="final_accounts")
    fund = f"{TOTAL}@government_fund"
    assert facts.amounts == [f"{fund} 9万元", f"change:spending: {fund[9:]} -2万元", f"{fund} 2022 11万元 derived"]
    assert facts.rates == [f"year_on_year {fund[9:]} -18.18% of {fund} 2022"]


def test_a_change_of_an_item_is_the_items(facts_of: Callable) -> None:
    facts = facts_of("公务接待费支出0.23万元，比上年减少0.37万元，下降61.67%。", genre="final_accounts")
    assert facts.amounts[-1] == "spending three_public/reception 2022 0.60万元 derived"
    assert facts.rates[0].startswith("year_on_year three_public/reception -61.67%")


def test_a_prior_year_that_is_printed_is_not_derived(facts_of: Callable) -> None:
    facts = facts_of("2022年支出合计10.5万元。2023年支出合计9万元，比上年减少1万元。", genre="final_accounts")
    assert [line for line in facts.amounts if " 2022 " in line] == [f"{TOTAL} 2022 10.5万元"]


def test_a_change_in_another_unit_derives_nothing(facts_of: Callable) -> None:
    facts = facts_of("2023年支出合计9万元，比上年减少10000元。", genre="final_accounts")
    assert facts.amounts == [f"{TOTAL} 9万元", "change:spending: total -10000元"]


@pytest.mark.parametrize(
    "sentence",
    [
        "公务接待费支出0.23万元，与上年持平。",
        "公务接待费支出0.23万元，与2022年相比持平。",
        "公务接待费支出0.23万元，较上年无变化。",
        "公务接待费支出0.23万元，与上年一致。",
    ],
)
def test_level_with_last_year_means_last_years_value_is_this_years(facts_of: Callable, sentence: str) -> None:
    assert facts_of(sentence, genre="final_accounts").amounts == [
        "spending three_public/reception 0.23万元", "spending three_public/reception 2022 0.23万元 derived",
    ]  # fmt: skip


def test_level_with_the_budget_says_nothing_of_last_year(facts_of: Callable) -> None:
    facts = facts_of("公务接待费支出0.23万元，与预算数持平。", genre="final_accounts")
    assert facts.amounts == ["spending three_public/reception 0.23万元"]


def test_two_items_each_level_with_last_year(facts_of: Callable) -> None:
    facts = facts_of("收入合计9万元，与上年持平；支出合计8万元，与上年持平。", genre="final_accounts")
    assert [line for line in facts.amounts if "2022" in line] == [
        "revenue:executed revenue/total 2022 9万元 derived", f"{TOTAL} 2022 8万元 derived",
    ]  # fmt: skip


@pytest.mark.parametrize("wording", ["比年初预算增加1万元", "较预算数减少1万元", "与年初预算数相比增加1万元"])
def test_a_difference_from_the_budget_is_context_and_no_change_of_years(facts_of: Callable, wording: str) -> None:
    facts = facts_of(f"支出决算为9万元，{wording}。", genre="final_accounts")
    assert facts.amounts == [f"{TOTAL} 9万元"]
    assert facts.left == {"1万元": "comparison outside the contract"}


def test_a_comparison_ends_with_its_sentence(facts_of: Callable) -> None:
    facts = facts_of("支出合计9万元，比年初预算增加1万元。公务接待费2万元，比上年增加1万元。", genre="final_accounts")
    assert "spending three_public/reception 2022 1万元 derived" in facts.amounts


def test_the_first_figure_after_a_comparison_with_a_year_is_of_this_year(facts_of: Callable) -> None:
    facts = facts_of("与2022年相比，2023年支出合计9万元。", genre="final_accounts")
    assert facts.amounts == [f"{TOTAL} 9万元"]


def test_people_who_came_or_went_are_no_money(facts_of: Callable) -> None:
    facts = facts_of("支出合计9万元，比上年增加1万元，主要原因是人员增加5人。", genre="final_accounts")
    assert facts.left == {"5人": "quantity outside the contract"}


def test_a_percentage_in_brackets_after_a_change_is_the_rate_of_change(facts_of: Callable) -> None:
    facts = facts_of("支出合计9万元，较上年减少1万元（10%）。", genre="final_accounts")
    assert [rate.split(" ")[:3] for rate in facts.rates] == [["year_on_year", "total", "-10%"]]


def test_changes_told_together_belong_to_their_items_in_order(facts_of: Callable) -> None:
    facts = facts_of(
        "基本支出10万元、项目支出5万元，分别比上年增加1万元、减少2万元，分别增长11.11%、下降28.57%。",
        genre="final_accounts",
    )
    assert facts.amounts[2:4] == [
        "change:spending: expenditure_type/basic 1万元", "change:spending: expenditure_type/project -2万元",
    ]  # fmt: skip
    assert [rate.split(" ")[1:3] for rate in facts.rates] == [
        ["expenditure_type/basic", "11.11%"], ["expenditure_type/project", "-28.57%"],
    ]  # fmt: skip


def test_what_a_change_mainly_is_breaks_the_change_down(facts_of: Callable) -> None:
    facts = facts_of(
        "2023年收入合计9万元，其中：财政拨款收入8万元，其他收入1万元。收入较2022年增加3万元，主要是其他收入增加1万元。",
        genre="final_accounts",
    )
    assert "change:revenue:executed revenue/total 3万元" in facts.amounts
    assert "revenue:executed revenue/other 2022 0万元 derived" in facts.amounts


def test_both_sides_that_change_are_the_grand_total(facts_of: Callable) -> None:
    facts = facts_of(
        "2023年度收入总计9万元，支出总计9万元。收支较上年决算数减少1万元，下降10%。", genre="final_accounts"
    )
    assert "revenue:executed revenue/grand_total 2022 10万元 derived" in facts.amounts


def test_both_sides_that_change_each_are_the_grand_total(facts_of: Callable) -> None:
    text = "2023年度收入总计9万元，支出总计9万元，与2022年度相比，各增加1万元，增长12.5%。"
    facts = facts_of(text, genre="final_accounts")
    assert [told for told in facts.amounts if "change" in told or "2022" in told] == [
        "change:revenue:executed revenue/grand_total 1万元", "revenue:executed revenue/grand_total 2022 8万元 derived",
    ]  # fmt: skip
    assert facts.rates == ["year_on_year total 12.5% of revenue:executed total 2022"]


def test_a_comparison_behind_what_was_carried_over_is_of_the_whole(facts_of: Callable) -> None:
    facts = facts_of("收入总计11万元，其中年初结转和结余6万元，较2022年增加1万元，增长10%。", genre="final_accounts")
    assert facts.amounts[-1] == "revenue:executed revenue/grand_total 2022 10万元 derived"


def test_a_reason_is_no_change_of_the_whole(facts_of: Callable) -> None:
    facts = facts_of("收入合计9万元，比上年增加3万元，主要是绩效工资增加2万元。", genre="final_accounts")
    changes = [line for line in facts.amounts if line.startswith("change")]
    assert changes == ["change:revenue:executed revenue/total 3万元"]


def test_a_comparison_behind_a_bracket_that_ends_in_a_full_stop_is_of_what_stands_before_it(facts_of: Callable) -> None:
    facts = facts_of(
        "“三公”经费支出9万元，其中：公务用车购置及运行维护费8万元（公务用车购置费3万元，运行维护费5万元。）比上年增加1万元。",
        genre="final_accounts",
    )
    assert "change:spending: three_public/vehicles 1万元" in facts.amounts


def test_a_prior_year_is_derived_from_the_mention_beside_the_change(facts_of: Callable) -> None:
    facts = facts_of("公务接待费支出5万元。", "公务接待费支出6万元，比上年减少1万元。", genre="final_accounts")
    assert "spending three_public/reception 2022 7万元 derived" in facts.amounts


def test_growth_behind_a_listed_change_is_the_items(facts_of: Callable) -> None:
    text = "“三公”经费支出决算比上年减少2万元，下降10%。其中：公务接待费支出决算减少1万元，下降20%。"
    rates = facts_of(text, genre="final_accounts").rates
    assert [rate.split("%")[0] for rate in rates] == [
        "year_on_year three_public/total -10", "year_on_year three_public/reception -20",
    ]  # fmt: skip


def test_changes_of_income_and_expenditure_are_of_the_totals_told(facts_of: Callable) -> None:
    text = "收入总计90万元，支出总计90万元，与2022年相比，收入增加9万元，增长11.11%，支出增加9万元。"
    facts = facts_of(text, genre="final_accounts")
    assert "revenue:executed revenue/grand_total 2022 81万元 derived" in facts.amounts
    assert [rate.split("%")[0] for rate in facts.rates] == ["year_on_year revenue/grand_total 11.11"]


def test_what_a_fund_carried_over_and_took_in_is_the_funds(facts_of: Callable) -> None:
    text = "政府性基金预算财政拨款年初结转和结余5万元，本年收入20万元，本年支出22万元。"
    assert facts_of(text, genre="final_accounts").amounts == [
        "balance balance/opening_carryover@government_fund 5万元",
        "revenue:executed revenue/government_fund 20万元",
        "spending total@government_fund 22万元",
    ]


def test_the_rate_behind_what_is_left_is_of_the_whole(facts_of: Callable) -> None:
    facts = facts_of("全年实际支出90万元。年末结转结余10万元，预算执行率90%。", genre="performance_evaluation")
    assert facts.rates == ["execution:approved total 90% of budget:approved total"]


def test_a_budget_against_what_was_spent_last_year_gives_no_budget_of_that_year(facts_of: Callable) -> None:
    facts = facts_of("2023年预算9万元，比2022年执行数增加1万元，增长12.50%。", genre="budget")
    assert facts.amounts == ["budget:initial total 9万元"]
    assert (facts.rates, set(facts.left.values())) == ([], {"comparison outside the contract"})


@pytest.mark.parametrize("spent", ["上年执行数", "2022年执行数", "2022年度决算数"])
def test_what_was_spent_last_year_may_be_printed_beside_a_budget(facts_of: Callable, spent: str) -> None:
    facts = facts_of(f"2023年预算9万元，比{spent}8万元增加1万元。", genre="budget")
    assert facts.amounts == ["budget:initial total 9万元", "spending total 2022 8万元"]


def test_last_year_s_amount_between_the_comparison_and_the_change(facts_of: Callable) -> None:
    facts = facts_of("支出9万元，比2022年决算数8万元增加1万元，增长12.50%。", genre="final_accounts")
    assert facts.amounts == ["spending total 9万元", "spending total 2022 8万元", "change:spending: total 1万元"]
    assert facts.rates == ["year_on_year total 12.50% of spending total 2022"]


def test_a_difference_to_last_year_s_adjusted_budget_is_a_change_and_what_adjusted_it_is_none(
    facts_of: Callable,
) -> None:
    change = "change:budget:adjusted total -2万元"
    assert change in facts_of("2023年调整预算数8万元，上年调整预算数10万元，差额-2万元。").amounts
    assert facts_of("年初预算8万元，调整预算增加2万元。").left == {"2万元": "comparison outside the contract"}


def test_a_change_whose_direction_is_left_open_has_the_sign_it_is_printed_with(facts_of: Callable) -> None:
    facts = facts_of("公务接待费8万元，较上年增（减）-2万元，增（减）-20%。", genre="final_accounts")
    assert facts.amounts[1:] == [
        "change:spending: three_public/reception -2万元",
        "spending three_public/reception 2022 10万元 derived",
    ]
    assert facts.rates == ["year_on_year three_public/reception -20% of spending three_public/reception 2022"]


def test_a_reason_ends_with_its_paragraph(facts_of: Callable) -> None:
    first = "“三公”经费支出9万元，比上年减少1万元，主要原因如下："
    facts = facts_of(first, "公务用车运行维护费支出5万元。完成预算的83%。", genre="final_accounts")
    assert [rate.split(" ")[1] for rate in facts.rates] == ["three_public/vehicle_operation"]


def test_what_was_spent_is_compared_with_no_other_years_budget(facts_of: Callable) -> None:
    text = "公务接待费决算数15.5万元，比上年预算数字下降18.42%，比上年决算数字下降3.2%。"
    facts = facts_of(text, genre="final_accounts")
    assert facts.rates == ["year_on_year three_public/reception -3.2% of spending three_public/reception 2022"]
    assert facts.left["18.42%"] == "comparison outside the contract"


@pytest.mark.parametrize(
    "words", ["小于年初预算数的主要原因是厉行节约。", "低于全年预算数。", "大于年初预算数，主要是人员增加。"]
)
def test_what_spending_is_less_than_is_not_told_next(facts_of: Callable, words: str) -> None:
    facts = facts_of(f"“三公”经费支出决算数{words}公务车运行维护费12.60万元。", genre="final_accounts")
    assert facts.amounts == ["spending three_public/vehicle_operation 12.60万元"]


def test_how_much_less_is_no_budget(facts_of: Callable) -> None:
    facts = facts_of("支出决算90万元，决算数小于年初预算数10万元。", genre="final_accounts")
    assert facts.amounts == ["spending total 90万元"]
