"""What a comparison is of that does not say so: the paragraph's head, the item told last, or nothing that is known."""

from __future__ import annotations

from collections.abc import Callable

import pytest


def changes(lines: list[str]) -> list[str]:
    return [line for line in lines if line.startswith("change:")]


def test_a_list_that_compares_item_by_item_speaks_of_each(facts_of: Callable) -> None:
    facts = facts_of(
        "基本支出9万元，其中：人员经费6万元，主要包括：基本工资、津贴补贴。较上年增加1万元，主要原因是调资；"
        "公用经费3万元，主要包括：办公费、差旅费。较上年减少0.5万元。",
        genre="final_accounts",
    )
    assert changes(facts.amounts) == [
        "change:spending: basic_component/personnel 1万元",
        "change:spending: basic_component/public -0.5万元",
    ]
    assert "spending basic_component/personnel 2022 5万元 derived" in facts.amounts
    assert "spending basic_component/public 2022 3.5万元 derived" in facts.amounts


def test_behind_a_whole_list_a_sentence_speaks_of_what_it_breaks_down(facts_of: Callable) -> None:
    facts = facts_of("基本支出9万元，其中：人员经费6万元，公用经费3万元。较上年增加1万元。", genre="final_accounts")
    assert changes(facts.amounts) == ["change:spending: expenditure_type/basic 1万元"]


def test_an_item_without_a_head_in_its_paragraph_is_compared_itself(facts_of: Callable) -> None:
    facts = facts_of(
        "本年支出合计9万元，包括：",
        "年末结转和结余2万元。结转事项：主要是跨年实施的项目。与上年决算相比，减少1万元，下降33.33%。",
        genre="final_accounts",
    )
    assert changes(facts.amounts) == ["change:balance: balance/closing_carryover -1万元"]
    assert facts.rates == []


@pytest.mark.parametrize(
    "text",
    [
        "机构运行经费9万元，其中：机关运行经费5万元。与上年相比减少1万元，下降7%。",
        "项目支出9万元，其中：绿化项目4万元，路灯项目5万元，比上年增加1万元。",
        "2023年末结转和结余9万元，其中基本支出结转4万元，项目支出结转5万元，较上年减少1万元。",
        "公务用车运行维护费9万元。车均运行维护费3万元，车均运行维护费较上年减少1万元。",
    ],
    ids=["the whole was not understood", "of the last item or of all", "the parts are no facts", "an average"],
)
def test_a_change_of_what_is_not_known_is_no_fact(facts_of: Callable, text: str) -> None:
    facts = facts_of(text, genre="final_accounts")
    assert changes(facts.amounts) == []
    assert "1万元" in facts.left
    assert not any("derived" in line for line in facts.amounts)


def test_names_without_an_amount_are_not_what_is_compared(facts_of: Callable) -> None:
    facts = facts_of(
        "机关运行经费支出预算9万元，主要保障机构运转需要的办公费、印刷费、水电费等支出，与上年相比增加1万元。",
        genre="budget",
    )
    assert changes(facts.amounts) == ["change:budget:initial operating_cost/total 1万元"]


def test_a_measure_that_opens_a_sentence_is_of_the_items_own_paragraph(facts_of: Callable) -> None:
    facts = facts_of(
        "（二）公务用车购置及运行费9万元。其中，公务用车购置费0万元，预算数与2022年持平；公务用车运行维护费9万元，"
        "主要用于燃料费、维修费等支出。预算数比2022年减少1万元。",
        genre="budget",
    )
    assert changes(facts.amounts) == ["change:budget:initial three_public/vehicle_operation -1万元"]


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("支出9万元。与年初预算8万元相比，增加1万元。", "budget:initial total 8万元"),
        ("支出9万元，与2022年度决算数8万元相比，增加1万元。", "spending total 2022 8万元"),
        ("支出9万元，与上年决算8万元相比，增加1万元。", "spending total 2022 8万元"),
    ],
)
def test_the_amount_compared_with_may_stand_inside_the_comparison(facts_of: Callable, text: str, before: str) -> None:
    facts = facts_of(text, genre="final_accounts")
    assert facts.amounts[:2] == ["spending total 9万元", before]
    assert not any("derived" in line for line in facts.amounts)


def test_a_years_plan_less_what_was_spent_before_is_no_growth(facts_of: Callable) -> None:
    facts = facts_of("2023年一般公共预算支出9万元，比2022年执行数减少1万元，下降10%。", genre="budget")
    assert facts.amounts == ["budget:initial total@general_public_budget 9万元"]
    assert set(facts.left.values()) == {"comparison outside the contract"}


def test_percentage_points_are_no_growth(facts_of: Callable) -> None:
    facts = facts_of("预算数9万元，决算数8万元，预算完成率88.89%，较上年提高2.1个百分点。", genre="final_accounts")
    assert [rate.split()[0] for rate in facts.rates] == ["execution:approved"]
    assert facts.left["2.1个百分点"] == "rate outside the contract"


@pytest.mark.parametrize("verb", ["压减", "节省"])
def test_a_cut_of_several_is_no_spending(facts_of: Callable, verb: str) -> None:
    facts = facts_of(f"本年支出9万元，主要是{verb}办公费1万元、差旅费2万元。", genre="final_accounts")
    assert [line for line in facts.amounts if not line.startswith("change:")] == ["spending total 9万元"]


def test_growth_without_a_year_behind_a_budget_is_no_growth(facts_of: Callable) -> None:
    facts = facts_of("年初预算8万元，支出决算9万元，完成年初预算的112.5%，增加1万元。", genre="final_accounts")
    assert facts.left == {"1万元": "comparison outside the contract"}
    assert len(facts.amounts) == 2


def test_growth_behind_the_year_before_is_growth(facts_of: Callable) -> None:
    facts = facts_of("教育支出2022年决算8万元，2023年决算9万元，增加1万元。", genre="final_accounts")
    assert changes(facts.amounts) == ["change:spending: function/205 1万元"]


@pytest.mark.parametrize("between", ["，", "；"])
def test_accounts_compare_what_was_spent_with_last_year_not_the_budget(facts_of: Callable, between: str) -> None:
    facts = facts_of(
        f"机关运行经费支出9万元，年初预算8万元，完成年初预算的112.5%{between}比上年增加1万元，增长12.5%。",
        genre="final_accounts",
    )
    assert facts.amounts[-1] == "spending operating_cost/total 2022 8万元 derived"
    assert facts.rates[-1].endswith("of spending operating_cost/total 2022")


def test_what_is_unchanged_behind_its_budget_is_what_was_spent(facts_of: Callable) -> None:
    facts = facts_of("公务接待费支出9万元，年初预算9万元，与上年持平。", genre="final_accounts")
    assert [line for line in facts.amounts if "2022" in line] == ["spending three_public/reception 2022 9万元 derived"]


def test_a_plan_compared_with_the_one_before_names_its_amount(facts_of: Callable) -> None:
    facts = facts_of("2023年收入预算9万元，与2022年收入预算8万元相比，增加1万元，增长12.5%。", genre="budget")
    assert facts.amounts[:2] == ["revenue:initial revenue/total 9万元", "revenue:initial revenue/total 2022 8万元"]


def test_a_numbered_paragraph_that_opens_with_a_breakdown_is_not_of_the_item_before(facts_of: Callable) -> None:
    facts = facts_of(
        "1.按功能分类，支出预算分为：",
        "教育支出预算9万元。",
        "2.按支出性质分类，基本支出预算5万元；项目支出预算4万元。",
        genre="budget",
    )
    assert [line.split()[1] for line in facts.amounts] == [
        "function/205", "expenditure_type/basic", "expenditure_type/project",
    ]  # fmt: skip


def test_a_list_behind_last_years_amount_is_of_this_year(facts_of: Callable) -> None:
    facts = facts_of(
        "2023年“三公”经费预算9万元，2022年预算8万元，增加1万元。其中：公务接待费5万元；公务用车运行费4万元。",
        genre="budget",
    )
    assert facts.amounts[3:] == [
        "budget:initial three_public/reception 5万元 < total",
        "budget:initial three_public/vehicle_operation 4万元 < total",
    ]


def test_what_a_plan_is_compared_with_was_planned(facts_of: Callable) -> None:
    facts = facts_of("2023年支出9万元，与上年8万元相比增加1万元。", genre="budget")
    assert facts.amounts[:2] == ["budget:initial total 9万元", "budget:initial total 2022 8万元"]


def test_the_percentage_of_a_change_that_was_not_understood_is_no_growth(facts_of: Callable) -> None:
    facts = facts_of("收入总计9万元，包括：", "与上年相比，蓝莓收入增加1万元，增长12.5%。", genre="final_accounts")
    assert facts.rates == []


def test_what_an_item_mainly_is_has_no_rate_of_its_own(facts_of: Callable) -> None:
    facts = facts_of("教育支出9万元，主要是人员经费，完成年初预算的103.1%。", genre="final_accounts")
    assert [rate.split()[1] for rate in facts.rates] == ["function/205"]


def test_what_came_years_before_is_not_last_year(facts_of: Callable) -> None:
    facts = facts_of("“三公”经费支出9万元，比上年增加1万元；比2019年减少3万元，下降25%。", genre="final_accounts")
    assert changes(facts.amounts) == ["change:spending: three_public/total 1万元"]
    assert facts.left == {"3万元": "comparison outside the contract", "25%": "comparison outside the contract"}


def test_an_amount_of_years_before_has_its_year(facts_of: Callable) -> None:
    facts = facts_of("支出9万元，比2021年8万元增加1万元。", genre="final_accounts")
    assert facts.amounts == ["spending total 9万元", "spending total 2021 8万元"]


def test_an_item_does_not_change_twice(facts_of: Callable) -> None:
    facts = facts_of("项目支出9万元，比上年增加2万元，比上年合计增加5万元。", genre="final_accounts")
    assert changes(facts.amounts) == ["change:spending: expenditure_type/project 2万元"]
    assert "5万元" in facts.left


def test_a_paragraph_that_opens_with_an_item_compares_that_item(facts_of: Callable) -> None:
    text = "公务接待费9.00万元，主要用于接待。费用支出较年初预算数减少3.00万元。较上年支出数增加2.00万元，增长28.57%。"
    facts = facts_of("二、“三公”经费支出情况", text, genre="final_accounts")
    assert "spending three_public/reception 2022 7.00万元 derived" in facts.amounts
    assert all("three_public/total" not in told for told in (*facts.amounts, *facts.rates))


def test_fiscal_spending_is_that_of_the_only_fund_the_paragraph_told_of(facts_of: Callable) -> None:
    text = "一般公共预算财政拨款支出决算383.00万元。与上年相比，财政拨款支出增加190.00万元，增长98.45%。"
    facts = facts_of(text, genre="final_accounts")
    assert facts.amounts[-1] == "spending total@general_public_budget 2022 193.00万元 derived"
    assert facts.rates == [
        "year_on_year total@general_public_budget 98.45% of spending total@general_public_budget 2022"
    ]


def test_fiscal_spending_beside_the_amount_of_all_funds_is_of_all(facts_of: Callable) -> None:
    text = "财政拨款支出90.00万元，其中：一般公共预算财政拨款支出80.00万元。与上年相比，财政拨款支出增加10.00万元。"
    assert facts_of(text, genre="final_accounts").amounts[-1] == "spending total@fiscal 2022 80.00万元 derived"


def test_what_opens_with_a_comparison_behind_unread_money_compares_that(facts_of: Callable) -> None:
    facts = facts_of("2023年蓝莓基地建设花了9万元。与上年相比增加1万元，增长12.50%。", genre="final_accounts")
    assert facts.amounts == [] == facts.rates


def test_items_compared_one_by_one_are_so_to_the_last(facts_of: Callable) -> None:
    facts = facts_of(
        "“三公”经费预算9万元，其中，公务接待费5万元，与上年预算数相比增长2%；"
        "公务用车运行维护费4万元，与上年预算数相比降低1%。",
        genre="budget",
    )
    assert [rate.split()[1:3] for rate in facts.rates] == [
        ["three_public/reception", "2%"], ["three_public/vehicle_operation", "-1%"],
    ]  # fmt: skip


def test_a_comparison_of_the_last_item_or_of_all_is_of_neither(facts_of: Callable) -> None:
    text = "“三公”经费预算9万元，其中，公务接待费5万元，公务用车运行维护费4万元，与上年预算数相比增长2%。"
    assert facts_of(text, genre="budget").rates == []


def test_the_last_item_behind_the_growth_of_the_whole_has_its_own(facts_of: Callable) -> None:
    text = "“三公”经费9万元，同比下降7%；其中公务用车运行维护费5万元，与上年预算数持平；公务接待费4万元，同比下降16%。"
    assert [rate.split()[1:3] for rate in facts_of(text, genre="budget").rates] == [
        ["three_public/total", "-7%"], ["three_public/reception", "-16%"],
    ]  # fmt: skip
