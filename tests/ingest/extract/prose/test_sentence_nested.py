"""Lists within lists, kept apart by semicolons: which whole each item is a part of, and whose share it prints."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("sentence", "parents"),
    [
        (
            "“三公”经费决算9万元，其中：公务接待费2万元；公务用车购置及运行费7万元，其中：公务用车购置费3万元；公务用车运行费4万元。",
            ["", "total", "total", "vehicles", "vehicles"],
        ),
        (
            "支出决算9万元，其中：基本支出6万元，其中：人员经费4万元；公用经费2万元；项目支出3万元。",
            ["", "total", "basic", "basic", "total"],
        ),
        (
            "支出合计9万元，其中：基本支出7万元，其中：工资福利支出3万元；商品和服务支出4万元；项目支出2万元。",
            ["", "total", "basic", "basic", "total"],
        ),
        (
            "支出合计9万元，其中：教育支出7万元，其中：小学教育3万元；初中教育4万元；卫生健康支出2万元。",
            ["", "total", "205", "205", "total"],
        ),
        (
            "支出合计9万元，其中：一般公共服务支出7万元，其中：行政运行3万元；一般行政管理事务4万元；卫生健康支出2万元。",
            ["", "total", "201", "201", "total"],
        ),
        (
            "按经济分类：工资福利支出7万元，其中：基本工资3万元；津贴补贴4万元；商品和服务支出2万元。",
            ["", "301", "301", ""],
        ),
    ],
)
def test_a_semicolon_does_not_end_a_list_that_one_more_of_its_items_follows(
    facts_of: Callable, sentence: str, parents: list[str]
) -> None:
    amounts = facts_of(sentence, genre="final_accounts").amounts
    assert [amount.partition(" < ")[2] for amount in amounts] == parents


def test_the_share_of_one_more_part_is_of_its_whole(facts_of: Callable) -> None:
    facts = facts_of(
        "支出决算9万元，其中：基本支出6万元，占66.67%，其中：人员经费4万元，占66.67%；公用经费2万元，占33.33%；"
        "项目支出3万元，占33.33%。",
        genre="final_accounts",
    )
    assert [rate.rpartition(" ")[2] for rate in facts.rates] == [
        "total", "expenditure_type/basic", "expenditure_type/basic", "total",
    ]  # fmt: skip


def test_a_class_after_the_parts_of_another_has_its_share_of_all(facts_of: Callable) -> None:
    facts = facts_of("教育支出7万元，其中：小学教育7万元；卫生健康支出2万元，占20%。", genre="final_accounts")
    assert facts.rates == ["share function/210 20% of spending total"]


@pytest.mark.parametrize(
    "sentence",
    [
        "支出合计9万元，其中：小学教育支出6万元，其中：人员经费4万元；公用经费2万元；初中教育支出3万元。",
        "支出合计9万元。行政运行支出6万元，其中：基本支出4万元，项目支出2万元。",
        "支出合计9万元。行政运行支出6万元（其中：人员经费4万元，公用经费2万元）。",
    ],
)
def test_the_kinds_of_spending_of_an_unread_class_are_not_the_departments(facts_of: Callable, sentence: str) -> None:
    amounts = facts_of(sentence, genre="final_accounts").amounts
    assert not [amount for amount in amounts if "basic" in amount or "expenditure_type" in amount]


def test_numbered_items_behind_a_colon_keep_their_year_and_their_list(facts_of: Callable) -> None:
    facts = facts_of(
        "三公经费预算9万元。其中：1、公务接待费2023年预算2万元，2022年预算3万元，减少1万元。"
        "2、公务车辆运行2023年预算7万元，2022年预算8万元，减少1万元。",
        genre="budget",
    )
    assert facts.amounts[1:4] == [
        "budget:initial three_public/reception 2万元 < total",
        "budget:initial three_public/reception 2022 3万元 < total",
        "change:budget:initial three_public/reception -1万元",
    ]  # fmt: skip
    assert "budget:initial three_public/vehicle_operation 2022 8万元 < total" in facts.amounts


@pytest.mark.parametrize("whole", ["政府采购资金共计9万元", "安排采购预算9万元"])
def test_what_is_bought_by_procurement_is_no_economic_class_of_the_department(facts_of: Callable, whole: str) -> None:
    facts = facts_of(f"{whole}，其中：办公设备购置4万元，印刷费5万元。", genre="budget")
    assert facts.amounts == ["budget:initial procurement/total 9万元"]


def test_the_change_of_the_last_item_is_its_own_where_another_item_stayed_the_same(facts_of: Callable) -> None:
    facts = facts_of(
        "“三公”经费预算9万元。其中：公务用车运行维护费5万元，与上年持平；公务接待费4万元，比上年减少2万元。",
        genre="budget",
    )
    assert "change:budget:initial three_public/reception -2万元" in facts.amounts


def test_a_bracket_that_names_the_whole_ends_a_list_without_items(facts_of: Callable) -> None:
    facts = facts_of(
        "全县各部门，包括行政单位和事业单位因公出国（境）经费、公务接待费、公车购置费，公车运行费（“三公”经费）决算总额9万元。"
        "分项情况是：公务接待费9万元。",
        genre="final_accounts",
    )
    assert facts.amounts == ["spending three_public/total 9万元", "spending three_public/reception 9万元 < total"]


@pytest.mark.parametrize(
    "sentence",
    [
        "2、种子站预算总收入9万元，其中：其他收入5万元，事业收入4万元。",
        "局机关2023年支出9万元（其中：基本支出5万元，占55.56%；项目支出4万元）。",
        "县种子站收入9万元，其中：其他收入9万元；支出8万元，其中：基本支出8万元（工资福利支出7万元）。",
        "执法大队收入总计9万元，较上年增加3万元。其中：事业收入4万元，其他收入5万元。",
        "1.局机关。收入合计9万元，支出合计9万元。",
        "2.种子站：收入合计9万元，其中：其他收入9万元，占100%。",
        "（二）种子站2023年基本支出5万元，项目支出4万元，增长5%。",
        "园艺场“三公”经费支出3万元，其中：公务接待费1万元，公务用车运行维护费2万元。",
    ],
)
def test_what_the_money_of_a_unit_breaks_down_into_is_not_the_departments(facts_of: Callable, sentence: str) -> None:
    facts = facts_of("收入预算20万元。", sentence, genre="budget")
    assert not [amount for amount in facts.amounts if " 20万元" not in amount]
    assert not facts.rates


def test_behind_a_units_money_the_department_is_told_of_again(facts_of: Callable) -> None:
    facts = facts_of("种子站收入合计5万元、支出合计5万元；本部门支出合计30万元。", genre="final_accounts")
    assert facts.amounts == ["spending total 30万元"]


def test_what_personnel_cost_was_used_for_does_not_end_the_list_it_is_in(facts_of: Callable) -> None:
    facts = facts_of(
        "一般公共预算财政拨款基本支出9万元，其中：人员经费6万元，主要用于基本工资4万元、奖金2万元；公用经费3万元。",
        genre="final_accounts",
    )
    assert facts.amounts[-1] == "spending basic_component/public@general_public_budget 3万元 < basic"


def test_what_is_planned_of_the_income_of_one_fund(facts_of: Callable) -> None:
    facts = facts_of("2023年财政拨款收入预算9万元，支出预算9万元。", genre="budget")
    assert facts.amounts[-1] == "budget:initial total@fiscal 9万元"
    both = facts_of("2023年收入预算9万元，全部为财政拨款收入9万元，支出预算9万元。", genre="budget")
    assert both.amounts[-1] == "budget:initial total 9万元"
