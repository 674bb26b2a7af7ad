"""Reports on one project: what names it besides its title, what its money was spent on, and whose money it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

GENRE = "project_evaluation"
TITLE = "茂县文化馆2023年农村公路建设补助资金项目绩效自评报告"


@pytest.mark.parametrize(
    "title",
    [
        TITLE,
        "茂县文化馆农村公路建设补助资金项目2023年度绩效自评报告",
        "2023年度省级农村公路建设补助资金绩效自评报告",
    ],
    ids=["behind the year", "before the year", "behind the giver's level"],
)
@pytest.mark.parametrize("place", ["", "我县", "茂县", "科左中旗"])
def test_the_titles_project_is_the_whole(facts_of: Callable, title: str, place: str) -> None:
    facts = facts_of(f"下达{place}农村公路建设补助资金12万元，其中省级资金9万元。", genre=GENRE, title=title)
    assert facts.amounts == ["budget:approved total 12万元", "budget:approved total@superior_transfer 9万元"]


def test_the_title_may_stand_below_the_department(facts_of: Callable) -> None:
    facts = facts_of(
        "2023年农村公路建设补助资金项目绩效自评报告",
        "下达农村公路建设补助资金12万元。",
        genre=GENRE,
        title="茂县文化馆",
    )
    assert facts.amounts == ["budget:approved total 12万元"]


@pytest.mark.parametrize("listed", ["其中：", "支出明细：", "支出构成为："])
def test_what_one_project_spent_money_on_are_uses(facts_of: Callable, listed: str) -> None:
    facts = facts_of(f"全年支出12万元，结余1万元。{listed}工资补助5万元、培训补贴7万元。", genre=GENRE, title=TITLE)
    assert facts.amounts == [
        "spending total 12万元",
        "spending use/工资补助 5万元 < total",
        "spending use/培训补贴 7万元 < total",
    ]


def test_works_among_them_are_projects(facts_of: Callable) -> None:
    facts = facts_of("全年支出12万元，其中：东门桥工程5万元，西门桥工程7万元。", genre=GENRE, title=TITLE)
    assert facts.amounts[1:] == [
        "spending project/东门桥工程 5万元 < total",
        "spending project/西门桥工程 7万元 < total",
    ]


@pytest.mark.parametrize(
    "words",
    ["对口帮扶市资金", "通辽市资金", "已拨付到镇资金", "其中三、四季度配套补助", "如省级补助", "巡查员第四季度补助"],
)
def test_words_that_tell_whose_or_when_name_no_project(facts_of: Callable, words: str) -> None:
    amounts = facts_of(f"{words}12万元于年底拨付。", genre=GENRE, title=TITLE).amounts
    assert not any("project/" in amount for amount in amounts)


@pytest.mark.parametrize("name", ["质量强县专项资金", "产粮大县奖励资金", "乡村振兴资金", "灾区重建资金"])
def test_names_that_hold_a_place_are_projects(facts_of: Callable, name: str) -> None:
    amounts = facts_of(f"{name}预算12万元。", genre="performance_monitoring").amounts
    assert amounts == [f"budget:approved project/{name} 12万元"]


def test_a_giver_is_not_taken_for_all_of_its_level(facts_of: Callable) -> None:
    facts = facts_of(
        "到位资金12万元，其中中央财政补助资金5万元、中央预算内投资4万元、县级配套3万元。", genre=GENRE, title=TITLE
    )
    assert facts.amounts == ["budget:received total 12万元"]


@pytest.mark.parametrize(
    "sentence",
    [
        "四个项目自评得分分别为98.5分、97分、100分、93.2分，平均得分97.18分。",
        "其中预算执行得分9.4分。",
    ],
)
def test_scores_of_several_or_of_a_part_are_not_the_wholes(facts_of: Callable, sentence: str) -> None:
    assert facts_of(sentence, genre=GENRE, title=TITLE).statistics == []


@pytest.mark.parametrize(
    "sentence", ["14个项目得分在85.6分至100分之间。", "其中得分90分（含）以上的10个。", "自评得分90分及以上的10个。"]
)
def test_a_range_of_scores_is_no_score(facts_of: Callable, sentence: str) -> None:
    assert facts_of(sentence, genre=GENRE, title=TITLE).statistics == []


def test_the_parts_of_an_investment_are_no_budgets(facts_of: Callable) -> None:
    facts = facts_of("项目总投资12万元，亩均投资1500元。其中：中央资金9万元，县级配套3万元。", genre=GENRE, title=TITLE)
    assert facts.amounts == []


@pytest.mark.parametrize("left", ["未到位", "尚未落实", "仍未支付"])
def test_what_did_not_come_is_no_budget(facts_of: Callable, left: str) -> None:
    assert facts_of(f"县级配套资金12万元{left}。", genre=GENRE, title=TITLE).amounts == []


def test_a_rate_behind_several_givers_is_of_all(facts_of: Callable) -> None:
    facts = facts_of("中央资金到位9万元，县级配套资金到位2万元，资金到位率91%。", genre=GENRE, title=TITLE)
    assert facts.rates == ["received:approved total 91% of budget:approved total"]


def test_what_a_county_arranged_in_its_budget_is_its_own(facts_of: Callable) -> None:
    facts = facts_of("县级财政预算安排农村公路建设补助资金12万元。", genre=GENRE, title=TITLE)
    assert facts.amounts == ["budget:approved total@local 12万元"]


def test_the_budget_behind_what_was_added_is_the_wholes_again(facts_of: Callable) -> None:
    facts = facts_of(
        "年初预算5万元，全年调增预算资金7万元，其中上级专款6万元，调整后全年预算数12万元。",
        genre="performance_evaluation",
    )
    assert facts.amounts == ["budget:initial total 5万元", "budget:adjusted total 12万元"]


def test_each_use_has_its_own_rate(facts_of: Callable) -> None:
    facts = facts_of(
        "已完成支付12万元，占下达资金的80%。其中：水库运行支付5万元，支付率100%；河流治理支付7万元，支付率70%。",
        genre=GENRE,
        title=TITLE,
    )
    assert facts.amounts[1:] == ["spending use/水库运行 5万元 < total", "spending use/河流治理 7万元 < total"]
    assert [rate.split(" of ")[0] for rate in facts.rates] == [
        "execution:approved total 80%",
        "execution:approved use/水库运行 100%",
        "execution:approved use/河流治理 70%",
    ]


@pytest.mark.parametrize("name", ["公路建设资金", "农村公路建设经费", "农村公路建设补助"])
def test_one_project_goes_by_several_names(facts_of: Callable, name: str) -> None:
    facts = facts_of(f"{name}到位12万元，到位率100%。", genre=GENRE, title=TITLE)
    assert facts.amounts == ["budget:received total 12万元"]


def test_the_sum_of_a_projects_money_is_its_budget(facts_of: Callable) -> None:
    facts = facts_of(
        "农村公路建设项目年初预算4万元，上级专项资金下达8万元，项目资金总额12万元，实际支出9万元，执行率75%。",
        genre=GENRE,
        title=TITLE,
    )
    assert facts.amounts == [
        "budget:initial total 4万元",
        "budget:approved total@superior_transfer 8万元",
        "budget:approved total 12万元",
        "spending total 9万元",
    ]
    assert facts.rates == ["execution:approved total 75% of budget:approved total"]


@pytest.mark.parametrize("name", ["馆舍项目资金", "馆舍项目经费"])
def test_the_money_of_the_one_project_is_the_reports(facts_of: Callable, name: str) -> None:
    facts = facts_of(f"2023年{name}合计67万元，支出12万元。", genre=GENRE)
    assert facts.amounts == ["budget:approved total 67万元", "spending total 12万元"]


def test_a_fund_is_the_reports_own_by_its_shorter_name(facts_of: Callable) -> None:
    title = "茂县文化馆关于2023年度展厅改造补助专项转移支付资金绩效自评报告"
    facts = facts_of("收到中央下达展厅改造补助资金12万元。", genre=GENRE, title=title)
    assert facts.amounts == ["budget:received total@superior_transfer 12万元"]


def test_money_of_a_level_may_be_the_one_project(facts_of: Callable) -> None:
    title = "2023年度市级就业资金配套项目资金绩效自评报告"
    facts = facts_of("茂县文化馆", "2023年度市级就业资金配套项目资金绩效自评得分为97分。", genre=GENRE, title=title)
    assert facts.statistics == ["evaluation_score 97分"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("2023年果园改造补贴项目转移支付绩效自评报告", "果园改造补贴项目资金"),
        ("茂县文化馆果园改造转移支付2023年度绩效自评报告", "果园改造补助资金"),
        ("茂县文化馆2023年度果园改造基金会补助资金使用情况绩效自评报告", "果园改造基金会补助资金"),
        ("2023年果园改造项目绩效自评报告", "财政衔接资金"),
    ],
    ids=["a project's transfer", "a transfer", "how money was used", "where its money comes from"],
)
def test_a_transfer_is_the_one_project_by_what_it_is_for(facts_of: Callable, title: str, name: str) -> None:
    facts = facts_of("茂县文化馆", f"下达我县{name}12万元，支出9万元。", genre=GENRE, title=title)
    assert facts.amounts == ["budget:approved total 12万元", "spending total 9万元"]


def test_a_project_that_was_given_money_is_no_mere_use_of_it(facts_of: Callable) -> None:
    title = "茂县文化馆2023年省级彩票公益金转移支付绩效自评报告"
    lines = (
        "下达彩票公益金12万元，其中乡镇敬老院运行补助5万元。",
        "支付彩票公益金7万元，其中乡镇敬老院运行补助4万元。",
    )
    facts = facts_of(*lines, genre=GENRE, title=title)
    assert facts.amounts[-1] == "spending project/乡镇敬老院运行补助 4万元 < total"
