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
