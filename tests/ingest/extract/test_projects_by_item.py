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
