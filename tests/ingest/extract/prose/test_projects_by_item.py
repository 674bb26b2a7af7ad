"""Reports on several projects, one numbered item each, and reports whose title names the one project they are on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

PROJECTS = "performance_monitoring"
ROADS = "project/村道养护项目"


@pytest.mark.parametrize(
    "item", ["（一）村道养护项目。", "1.村道养护项目：", "（1）村道养护项目，", "项目一：村道养护项目，"]
)
def test_a_numbered_item_that_opens_with_a_name_is_about_that_project(facts_of: Callable, item: str) -> None:
    facts = facts_of(f"{item}年初预算12万元，1—6月支出9万元，执行率75%。自评得分95分。", genre=PROJECTS)
    assert facts.amounts == [f"budget:initial {ROADS} 12万元", f"spending {ROADS} 9万元"]
    assert facts.rates == [f"execution:initial {ROADS} 75% of budget:initial {ROADS}"]
    assert facts.statistics == ["evaluation_score 村道养护项目 95分"]


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("基本公共卫生服务项目", "（一）基本公共卫生服务项目。"),
        ("村级互助幸福院项目", "2.村级互助幸福院项目："),
        ("计划生育扶助项目", "（三）计划生育扶助项目。"),
        ("边民补助", "项目二：财预〔2023〕5号2023年边民补助，"),
    ],
    ids=["a class", "an institution", "a verb", "behind a document's number"],
)
def test_the_whole_first_clause_is_the_name(facts_of: Callable, name: str, item: str) -> None:
    assert facts_of(f"{item}预算12万元。", genre=PROJECTS).amounts == [f"budget:approved project/{name} 12万元"]


@pytest.mark.parametrize("item", ["（一）专项资金。", "1.公共项目：", "（二）“三公”经费："])
def test_words_that_fit_every_project_open_no_item(facts_of: Callable, item: str) -> None:
    assert not any("project/" in amount for amount in facts_of(f"{item}预算12万元。", genre=PROJECTS).amounts)


def test_a_project_behind_a_semicolon_has_the_measure_of_the_first_amount_before_it(facts_of: Callable) -> None:
    facts = facts_of("下达护林补助5万元，实际支出4万元，执行率80%；防火补助3万元，实际支出3万元。", genre=PROJECTS)
    assert facts.amounts == [
        "budget:approved project/护林补助 5万元", "spending project/护林补助 4万元",
        "budget:approved project/防火补助 3万元", "spending project/防火补助 3万元",
    ]  # fmt: skip


def test_the_project_of_the_title_is_the_whole(facts_of: Callable) -> None:
    facts = facts_of(
        "2023年馆舍项目年初预算12万元，共收到馆舍项目资金9万元，实际发放8万元，结余1万元，执行率66.67%。",
        "馆舍项目自评得分95分。",
        genre="project_evaluation",
    )
    assert facts.amounts == ["budget:initial total 12万元", "budget:received total 9万元", "spending total 8万元"]
    assert facts.rates == ["execution:initial total 66.67% of budget:initial total"]
    assert facts.statistics == ["evaluation_score 95分"]


def test_what_is_said_of_several_projects_together_is_of_project_spending(facts_of: Callable) -> None:
    facts = facts_of(
        "2023年共实施项目3个，预算资金合计12万元，全年支出9万元，预算执行率75%。",
        genre="project_evaluation",
        title="茂县文化馆2023年度项目支出绩效自评报告",
    )
    assert facts.amounts == [
        "budget:approved expenditure_type/project 12万元",
        "spending expenditure_type/project 9万元",
    ]


def test_money_of_several_givers_of_one_level_is_no_fact(facts_of: Callable) -> None:
    facts = facts_of("收到中央资金5万元、省级资金3万元、县级资金2万元。", genre="project_evaluation")
    assert facts.amounts == ["budget:received total@local 2万元"]


def test_a_rate_in_a_sentence_behind_a_list_is_of_what_the_list_breaks_down(facts_of: Callable) -> None:
    facts = facts_of("下达护林专项9万元，其中护林补助5万元、防火补助4万元。执行率80%。", genre="project_evaluation")
    assert facts.rates == ["execution:approved project/护林专项 80% of budget:approved project/护林专项"]


@pytest.mark.parametrize("below", ["该项目年度预算12万元，已支出9万元。", "1.资金情况：年度预算12万元，支出9万元。"])
def test_a_title_names_the_project_of_what_stands_below_it(facts_of: Callable, below: str) -> None:
    facts = facts_of("二、分项目情况", "（一）村道养护项目", below, genre=PROJECTS)
    assert facts.amounts == [f"budget:approved {ROADS} 12万元", f"spending {ROADS} 9万元"]


def test_project_spending_whose_execution_is_told_apart_is_no_spending(facts_of: Callable) -> None:
    assert facts_of("项目支出19万元，共三个专项，执行进度不足30%。", genre=PROJECTS).amounts == []


def test_a_paragraph_behind_an_item_that_told_its_money_is_about_the_whole(facts_of: Callable) -> None:
    facts = facts_of("（1）村道养护项目：预算12万元，支出9万元。", "全年支出30万元。", genre="project_evaluation")
    assert facts.amounts[-1] == "spending total 30万元"


@pytest.mark.parametrize(
    ("item", "name"),
    [
        ("（一）林火视频监测，预算9万元，执行6万元。", "林火视频监测"),
        ("2.苗圃管护费。年初预算9万元，执行6万元。", "苗圃管护费"),
    ],
)
def test_a_numbered_item_that_goes_on_with_its_budget_names_a_project(facts_of: Callable, item: str, name: str) -> None:
    amounts = facts_of("主要项目情况如下：", item, genre="performance_evaluation").amounts
    assert [amount.partition(" ")[2] for amount in amounts] == [f"project/{name} 9万元", f"project/{name} 6万元"]


@pytest.mark.parametrize("item", ["（一）基本情况，预算9万元，执行6万元。", "1.预算执行情况，预算9万元，执行6万元。"])
def test_a_title_names_no_project(facts_of: Callable, item: str) -> None:
    assert facts_of(item, genre="performance_evaluation").amounts == [
        "budget:approved total 9万元",
        "spending total 6万元",
    ]


def test_what_a_project_is_given_is_no_spending_in_a_section_on_spending(facts_of: Callable) -> None:
    facts = facts_of("二、项目支出情况", "1.步道修缮项目。安排资金9万元，结余1万元。", genre="performance_evaluation")
    assert facts.amounts == ["budget:approved project/步道修缮项目 9万元"]


def test_what_holds_another_givers_money_is_not_of_the_one_that_hands_it_on(facts_of: Callable) -> None:
    text = "2023年县财政安排馆舍项目资金9万元，其中省级资金5万元，县本级资金4万元。"
    assert facts_of(text, genre="project_evaluation").amounts == [
        "budget:approved total 9万元",
        "budget:approved total@superior_transfer 5万元",
        "budget:approved total@local 4万元",
    ]


def test_a_rate_goes_with_the_amount_that_nothing_tells_apart(facts_of: Callable) -> None:
    text = "其中：中央资金支出5万元，执行率98%；省级资金支出4万元，执行率90%。"
    facts = facts_of(f"支出9万元。{text}", genre="project_evaluation")
    assert (facts.amounts, facts.rates) == (["spending total 9万元"], [])


def test_the_budget_by_its_givers_is_not_said_to_be_budget_or_spending(facts_of: Callable) -> None:
    facts = facts_of(
        "预算9万元，执行8万元。按资金来源分：一般公共预算5万元，政府性基金4万元。", genre="performance_evaluation"
    )
    assert facts.amounts == ["budget:approved total 9万元", "spending total 8万元"]


def test_until_when_is_not_in_which_year(facts_of: Callable) -> None:
    facts = facts_of("预算9万元，截至2024年1月初，累计支付8万元。", genre="project_evaluation")
    assert facts.amounts == ["budget:approved total 9万元", "spending total 8万元"]
