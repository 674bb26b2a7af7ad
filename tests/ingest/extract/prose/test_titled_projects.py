"""Paragraphs that open with a project's name alone, sections that are on one project, and what is said of it there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

PROJECTS = "performance_monitoring"
SEVERAL = "project_evaluation"


def test_paragraphs_that_open_with_a_name_are_items_without_a_number(facts_of: Callable) -> None:
    facts = facts_of(
        "二、重点项目",
        "护林补贴资金。全年预算36万元，截至9月底支出27万元，惠及120户，执行率75%。",
        "高龄津贴。预算48万元，1-9月执行36万元，执行率75%，其中集中供养12万元、分散供养24万元。",
        genre=PROJECTS,
    )
    assert facts.amounts == [
        "budget:adjusted project/护林补贴资金 36万元",
        "spending project/护林补贴资金 27万元",
        "budget:approved project/高龄津贴 48万元",
        "spending project/高龄津贴 36万元",
        "spending use/集中供养 12万元 < 高龄津贴",
        "spending use/分散供养 24万元 < 高龄津贴",
    ]


@pytest.mark.parametrize("opening", ["资金安排情况。", "总体进度："])
def test_other_openings_name_no_project(facts_of: Callable, opening: str) -> None:
    amounts = facts_of(f"{opening}全年预算36万元，支出27万元。", genre=PROJECTS).amounts
    assert amounts == ["budget:adjusted total 36万元", "spending total 27万元"]


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("3.“三馆一站”免费开放补助资金：预算12万元。", "三馆一站免费开放补助资金"),
        ("（一）高标准农田建设补助资金。年初预算12万元。", "高标准农田建设补助资金"),
        ("3.村道维修养护。下达资金12万元。", "村道维修养护"),
    ],
    ids=["a number in quotation marks", "a word that means a limit elsewhere", "what was given is told"],
)
def test_what_an_item_opens_with_is_its_name(facts_of: Callable, sentence: str, subject: str) -> None:
    (amount,) = facts_of(sentence, genre=PROJECTS).amounts
    assert f" project/{subject} 12万元" in amount


@pytest.mark.parametrize("name", ["高标准农田建设补助资金", "牲畜防疫补助经费"])
def test_a_name_goes_up_to_what_was_spent(facts_of: Callable, name: str) -> None:
    assert facts_of(f"{name}支出12万元。", genre=PROJECTS).amounts == [f"spending project/{name} 12万元"]


def test_the_whole_budget_below_a_projects_title_is_the_projects(facts_of: Callable) -> None:
    facts = facts_of(
        "共实施项目2个。",
        "（一）水库维修项目",
        "该项目总预算12万元，其中县级资金2万元。已支付9万元，支付进度75%。",
        genre=SEVERAL,
        title="茂县文化馆2023年度项目支出绩效自评报告",
    )
    assert facts.amounts == [
        "budget:approved project/水库维修项目 12万元",
        "budget:approved project/水库维修项目@local 2万元",
        "spending project/水库维修项目 9万元",
    ]


def test_the_project_that_a_counted_title_names_holds_for_its_parts(facts_of: Callable) -> None:
    facts = facts_of(
        "一、项目基本情况",
        "（一）项目1：2023年村道养护补助资金项目",
        "1.项目概况：年初预算数12万元，全年执行数9万元，预算执行率75%。",
        "2.自评得分：95分。",
        "（二）项目2：路灯维护补助资金项目",
        "1.项目概况：年初预算数8万元，全年执行数4万元，预算执行率50%。",
        "2.自评得分：90分。",
        genre=SEVERAL,
        title="茂县文化馆2023年度项目支出绩效自评报告",
    )
    assert [amount.split(" ")[1] for amount in facts.amounts] == [
        *["project/村道养护补助资金项目"] * 2,
        *["project/路灯维护补助资金项目"] * 2,
    ]
    assert facts.statistics == [
        "evaluation_score 村道养护补助资金项目 95分",
        "evaluation_score 路灯维护补助资金项目 90分",
    ]


@pytest.mark.parametrize("added", ["追加4万元", "年中追加4万元", "年中追加预算4万元"])
def test_what_was_added_to_one_project_is_not_added_to_all(facts_of: Callable, added: str) -> None:
    facts = facts_of(f"1.防汛经费：年初预算8万元，{added}，调整后预算12万元，支出9万元，执行率75%。", genre=PROJECTS)
    assert facts.amounts == [
        "budget:initial project/防汛经费 8万元",
        "budget:adjusted project/防汛经费 12万元",
        "spending project/防汛经费 9万元",
    ]
    assert facts.rates == ["execution:adjusted project/防汛经费 75% of budget:adjusted project/防汛经费"]


def test_what_was_added_to_all_is_told_by_the_bare_verb(facts_of: Callable) -> None:
    facts = facts_of("年初预算8万元，追加4万元，全年预算12万元。", genre=PROJECTS)
    assert "budget:approved supplementary/total 4万元" in facts.amounts


def test_the_total_investment_of_an_item_hides_nothing_behind_it(facts_of: Callable) -> None:
    facts = facts_of("1、供水水源工程。总投资30万元，下达资金12万元，累计支付9万元。", genre=PROJECTS)
    assert facts.amounts == [
        "budget:approved project/供水水源工程 12万元",
        "spending project/供水水源工程 9万元",
    ]


def test_what_a_list_says_of_some_projects_is_not_the_wholes(facts_of: Callable) -> None:
    facts = facts_of(
        "全年预算数20万元，执行数15万元。其中：本级项目5个，年初预算8万元，执行6万元；"
        "转移支付项目2个，预算12万元，执行9万元，执行率75%。",
        genre=PROJECTS,
    )
    assert facts.amounts == ["budget:adjusted total 20万元", "spending total 15万元"]
    assert facts.rates == []


@pytest.mark.parametrize("kind", ["专项业务经费项目8个", "上级专项转移支付项目6个", "续建项目共2个"])
def test_what_is_said_of_a_kind_of_projects_is_not_the_wholes(facts_of: Callable, kind: str) -> None:
    facts = facts_of(f"我局{kind}，年初预算资金总额12万元，1-8月实际支出9万元，执行率75%。", genre=PROJECTS)
    assert (facts.amounts, facts.rates) == ([], [])


@pytest.mark.parametrize("counted", ["共有项目8个", "纳入绩效监控的项目共8个"])
def test_what_is_said_of_all_projects_is_not_the_departments(facts_of: Callable, counted: str) -> None:
    facts = facts_of(f"我局{counted}，全年预算数12万元，1-8月执行数9万元。", genre=PROJECTS)
    assert facts.amounts == []


def test_two_levels_that_gave_together_are_one_giver(facts_of: Callable) -> None:
    facts = facts_of("2.松林防治补助。中央及省级下达资金12万元，1-8月支出9万元。", genre=PROJECTS)
    assert facts.amounts[0] == "budget:approved project/松林防治补助@superior_transfer 12万元"


def test_what_was_spent_behind_a_second_budget_is_of_both(facts_of: Callable) -> None:
    facts = facts_of("项目三：救灾资金。预算安排30万元，上级下达95万元，支出88万元。", genre=PROJECTS)
    assert facts.amounts == [
        "budget:approved project/救灾资金 30万元",
        "budget:approved project/救灾资金@superior_transfer 95万元",
        "spending project/救灾资金 88万元",
    ]


def test_an_example_is_named_without_its_lead(facts_of: Callable) -> None:
    facts = facts_of(
        "部分项目支出进度慢，如高标准农田建设项目下达资金12万元，执行9万元，执行率75%。",
        genre="performance_evaluation",
    )
    assert facts.amounts == [
        "budget:approved project/高标准农田建设项目 12万元",
        "spending project/高标准农田建设项目 9万元",
    ]


def test_a_label_names_an_item_whatever_it_ends_in(facts_of: Callable) -> None:
    facts = facts_of("（二）农村公路日常养护：年初预算数12万元，上半年执行9万元，执行率75%。", genre=PROJECTS)
    assert facts.amounts == [
        "budget:initial project/农村公路日常养护 12万元",
        "spending project/农村公路日常养护 9万元",
    ]


@pytest.mark.parametrize("unit", ["局机关", "环卫中心", "第一小学"])
def test_a_unit_that_had_the_money_is_no_project(facts_of: Callable, unit: str) -> None:
    amounts = facts_of(f"（一）{unit}：年初预算12万元，执行9万元。", genre=PROJECTS).amounts
    assert not any("project/" in amount for amount in amounts)


def test_a_quoted_name_opens_a_paragraph(facts_of: Callable) -> None:
    facts = facts_of("三、预警项目", "“信息平台建设”项目，预算12万元，执行0万元，执行率为0%。", genre=PROJECTS)
    assert facts.amounts == [
        "budget:approved project/信息平台建设项目 12万元",
        "spending project/信息平台建设项目 0万元",
    ]


def test_what_several_projects_are_sorted_by_is_no_rate(facts_of: Callable) -> None:
    facts = facts_of("预算12万元，执行6万元。其中执行率100%的项目2个，50%-100%的项目5个。", genre=PROJECTS)
    assert facts.rates == []


def test_the_issuer_of_a_document_hides_nothing(facts_of: Callable) -> None:
    facts = facts_of("1.护林补助项目。根据晋财农〔2023〕12号文件下达资金12万元，执行9万元。", genre=PROJECTS)
    assert facts.amounts == ["budget:approved project/护林补助项目 12万元", "spending project/护林补助项目 9万元"]


@pytest.mark.parametrize("until", ["截至6月30日，", "1-6月", "上半年"])
def test_what_was_spent_of_a_budget_by_a_day_is_spending(facts_of: Callable, until: str) -> None:
    facts = facts_of(f"全年预算数12万元，{until}部门预算支出6万元，占年度预算的50%。", genre=PROJECTS)
    assert facts.amounts == ["budget:adjusted total 12万元", "spending total 6万元"]


def test_in_the_middle_of_a_year_a_comparison_is_with_the_middle_of_the_last(facts_of: Callable) -> None:
    facts = facts_of("“三公”经费：年初预算12万元，1-6月支出6万元，同比减少2万元。", genre=PROJECTS)
    assert facts.amounts == ["budget:initial three_public/total 12万元", "spending three_public/total 6万元"]


@pytest.mark.parametrize("number", ["②", "（2）", "2."])
def test_a_circled_number_is_no_part_of_a_name(facts_of: Callable, number: str) -> None:
    facts = facts_of(f"{number}校舍维修改造项目：预算12万元，到位10万元，支出9万元。", genre=PROJECTS)
    assert [amount.split(" ")[1] for amount in facts.amounts] == ["project/校舍维修改造项目"] * 3


def test_the_first_project_of_a_list_is_not_what_the_next_paragraph_is_on(facts_of: Callable) -> None:
    facts = facts_of(
        "获得项目资金9万元，其中东门桥工程5万元，西门桥工程4万元。",
        "截至12月底，累计拨付资金8万元。绩效自评得分：96.8分。",
        genre=SEVERAL,
        title="茂县文化馆2023年度以工代赈项目资金绩效评价报告",
    )
    assert facts.amounts[-1] == "spending total 8万元"
    assert facts.statistics == ["evaluation_score 96.8分"]


def test_the_second_project_of_a_paragraph_is_another(facts_of: Callable) -> None:
    text = "项目一：法律援助经费。年初预算50万元，支出32万元。项目二：人民调解经费。年初预算30万元，支出12万元。"
    facts = facts_of(text, genre="performance_monitoring")
    assert [amount for amount in facts.amounts if "人民调解" in amount] == [
        "budget:initial project/人民调解经费 30万元", "spending project/人民调解经费 12万元",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["项目", ""], ids=["a project by its ending", "named by anything"])
def test_lines_on_what_each_was_given_and_spent(facts_of: Callable, kind: str) -> None:
    facts = facts_of(
        "资金累计支付153万元，执行率93%。其中：",
        f"水库除险加固{kind}下达资金86万元，支付81万元，执行率95%；",
        f"水土保持治理{kind}下达资金78万元，支付71万元，执行率92%。",
        genre="project_evaluation",
    )
    assert facts.amounts[1:] == [
        f"budget:approved project/水库除险加固{kind} 86万元 < total",
        f"spending project/水库除险加固{kind} 81万元 < total",
        f"budget:approved project/水土保持治理{kind} 78万元 < total",
        f"spending project/水土保持治理{kind} 71万元 < total",
    ]
    assert [rate.split("%")[0] for rate in facts.rates] == [
        "execution:approved total 93", f"execution:approved project/水库除险加固{kind} 95",
        f"execution:approved project/水土保持治理{kind} 92",
    ]  # fmt: skip


@pytest.mark.parametrize("giver", ["省财政厅", "县农业农村局", "县级财政"])
def test_who_gave_money_is_no_project(facts_of: Callable, giver: str) -> None:
    facts = facts_of(f"{giver}下达资金86万元，支付81万元，执行率95%。", genre="project_evaluation")
    assert not any(giver in amount for amount in facts.amounts)


def test_projects_counted_within_a_paragraph_are_named_each(facts_of: Callable) -> None:
    facts = facts_of(
        "一是村道养护项目，年初预算20万元，截至7月底支付12万元，执行率60%；二是公路抢险项目，年初预算5万元，执行率0%。",
        genre=PROJECTS,
    )
    assert facts.amounts == [
        "budget:initial project/村道养护项目 20万元",
        "spending project/村道养护项目 12万元",
        "budget:initial project/公路抢险项目 5万元",
    ]


@pytest.mark.parametrize("opening", ["", "本年完成较好。", "其他情况：一般；"])
def test_a_name_that_was_not_understood_is_not_the_whole(facts_of: Callable, opening: str) -> None:
    facts = facts_of(f"{opening}农村公路养护补助项目尾款，年初预算20万元。", genre="performance_evaluation")
    assert "budget:initial total 20万元" not in facts.amounts


def test_stages_of_a_project_and_what_is_evaluated_are_no_names(facts_of: Callable) -> None:
    evaluated = facts_of("本次评价资金总额20万元，实际支出19万元。", genre="project_evaluation")
    assert evaluated.amounts == ["budget:approved total 20万元", "spending total 19万元"]
    assert facts_of("本年度安排二期资金35万元。", genre="project_evaluation").amounts == []


def test_a_review_of_one_of_several_projects(facts_of: Callable) -> None:
    facts = facts_of(
        "预算绩效情况说明", "其中“道路养护”项目自评得分95分，全年预算数30万元，执行数28万元。", genre="final_accounts"
    )
    assert facts.amounts == ["budget:adjusted project/道路养护项目 30万元", "spending project/道路养护项目 28万元"]


@pytest.mark.parametrize(
    ("name", "about"),
    [
        pytest.param("移民后扶资金", "total", id="the report's own, cut short"),
        pytest.param("移民扶持资金", "project/移民扶持资金", id="its last word in full, so perhaps a part"),
        pytest.param("移民培训资金", "project/移民培训资金", id="another word"),
    ],
)
def test_the_own_project_may_be_called_by_a_shorter_name(facts_of: Callable, name: str, about: str) -> None:
    title = "茂县2023年度水库移民后期扶持资金绩效自评报告"
    assert facts_of(f"{name}支出12万元。", genre=SEVERAL, title=title).amounts == [f"spending {about} 12万元"]
