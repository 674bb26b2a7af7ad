"""Several givers of one project's money, what they gave together, and a budget that grew in the year."""

from __future__ import annotations

from collections.abc import Callable

import pytest

PROJECT = "project_evaluation"
MONITORED = "performance_monitoring"
FENCE = "project/围栏建设资金"


@pytest.mark.parametrize(
    "text",
    [
        "中央下达馆舍项目资金50万元，省级下达30万元，县级安排20万元，共计100万元。",
        "中央拨付50万元、省级拨付30万元、县级安排20万元，合计下达100万元。",
        "中央下达50万元，省级下达30万元，上年度结余的资金20万元，共计100万元。",
    ],
    ids=["verbs", "an enumeration", "with what was left of last year"],
)
def test_givers_and_what_they_gave_together(facts_of: Callable, text: str) -> None:
    facts = facts_of(text, genre=PROJECT)
    assert "budget:approved total 100万元" in facts.amounts
    assert not any("superior_transfer" in amount for amount in facts.amounts)


def test_what_all_projects_were_given_is_not_the_last_ones(facts_of: Callable) -> None:
    text = "2023年安排围栏建设项目40万元；草籽补播经费36万元。共计下达中央、市级转移支付资金76万元。"
    facts = facts_of(text, genre=MONITORED)
    assert facts.amounts[-1] == "budget:approved total@superior_transfer 76万元"


def test_what_does_not_add_up_is_no_sum(facts_of: Callable) -> None:
    facts = facts_of("中央下达馆舍项目资金50万元，县级安排20万元，共计100万元。", genre=PROJECT)
    assert facts.left["100万元"] == "unmapped"


def test_a_sum_behind_givers_of_one_level_is_of_that_level(facts_of: Callable) -> None:
    facts = facts_of("省级下达围栏建设资金5万元，市级下达3万元，合计8万元。县级配套2万元。", genre=MONITORED)
    assert facts.amounts == [f"budget:approved {FENCE}@superior_transfer 8万元", f"budget:approved {FENCE}@local 2万元"]


def test_one_giver_beside_another_that_was_not_read_is_not_the_level(facts_of: Callable) -> None:
    facts = facts_of("中央下达馆舍项目资金50万元，省级厅局统筹相关经费给予30万元。", genre=PROJECT)
    assert facts.amounts == []


def test_a_measure_behind_a_list_of_givers_is_of_what_they_gave_to(facts_of: Callable) -> None:
    facts = facts_of("全年预算90万元，其中中央资金60万元，县级配套30万元，实际到位80万元。", genre=PROJECT)
    assert facts.amounts[-1] == "budget:received total 80万元"


def test_a_measure_told_with_every_giver_stays_the_givers(facts_of: Callable) -> None:
    facts = facts_of(
        "资金到位90万元，其中中央资金到位60万元，支出50万元，县级资金到位30万元，支出20万元。", genre=PROJECT
    )
    assert [amount.split(" <")[0] for amount in facts.amounts if "spending" in amount] == [
        "spending total@superior_transfer 50万元", "spending total@local 20万元",
    ]  # fmt: skip


def test_the_level_before_a_budget_says_whose_it_is(facts_of: Callable) -> None:
    facts = facts_of("县本级预算安排围栏建设资金5万元。", genre=MONITORED)
    assert facts.amounts == [f"budget:approved {FENCE}@local 5万元"]


def test_a_project_of_another_clause_is_not_of_the_giver_before(facts_of: Callable) -> None:
    facts = facts_of("省级下达围栏建设资金5万元，预算安排堤坝加固项目7万元。", genre=MONITORED)
    assert facts.amounts[-1] == "budget:approved project/堤坝加固项目 7万元"


def test_what_follows_a_given_project_by_its_name_alone_is_given_too(facts_of: Callable) -> None:
    facts = facts_of("省级下达围栏建设资金5万元；堤坝加固项目7万元；县级配套桥梁维修项目2万元。", genre=MONITORED)
    assert [amount.split("@")[-1] for amount in facts.amounts] == [
        "superior_transfer 5万元", "superior_transfer 7万元", "local 2万元",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "more", ["年中追加100万元", "追加公用经费40万元、项目经费60万元", "上年结转20万元，追加80万元"]
)
def test_the_initial_budget_and_what_came_to_it_add_up_to_the_adjusted_one(facts_of: Callable, more: str) -> None:
    facts = facts_of(f"年初预算500万元，{more}，合计600万元。")
    assert "budget:adjusted total 600万元" in facts.amounts


@pytest.mark.parametrize("later", ["调整后预算600万元", "全年预算600万元"])
def test_what_a_budget_was_adjusted_by_is_no_adjusted_budget(facts_of: Callable, later: str) -> None:
    facts = facts_of(f"年初预算500万元，年中调整预算100万元，{later}。")
    assert facts.amounts == ["budget:initial total 500万元", "budget:adjusted total 600万元"]
    assert facts.left == {"100万元": "amount outside the contract"}


def test_an_increase_by_adjusting_is_no_growth_over_last_year(facts_of: Callable) -> None:
    facts = facts_of("年初预算500万元，调整预算增加100万元，全年预算600万元。")
    assert not any("change" in amount or "2022" in amount for amount in facts.amounts)


def test_projects_that_the_words_count_together_are_the_whole(facts_of: Callable) -> None:
    facts = facts_of("下达围栏建设资金5万元，下达路灯更换资金3万元，两项合计8万元。", genre=PROJECT)
    assert facts.amounts[-1] == "budget:approved total 8万元"


@pytest.mark.parametrize("came", ["仅到位20万元", "，到位20万元", "，实际到位20万元"])
def test_what_came_of_one_givers_money_is_that_givers(facts_of: Callable, came: str) -> None:
    facts = facts_of(f"县级资金25万元{came}。", genre=PROJECT)
    assert facts.amounts == ["budget:approved total@local 25万元", "budget:received total@local 20万元"]


def test_what_came_of_two_givers_money_is_of_both(facts_of: Callable) -> None:
    facts = facts_of("省级资金60万元，县级资金25万元，到位70万元。", genre=PROJECT)
    assert facts.amounts[-1] == "budget:received total 70万元"


def test_each_giver_may_have_a_rate_of_its_own(facts_of: Callable) -> None:
    facts = facts_of("省级资金到位3万元，到位率90%；县级资金到位2万元，到位率80%。", genre=PROJECT)
    assert facts.rates[-1] == "received:approved total@local 80% of budget:approved total@local"


@pytest.mark.parametrize(
    "text",
    [
        "中央资金支出5万元，执行率98%；省级资金支出3万元，执行率90%。",
        "项目支出按资金来源：中央资金5万元，省级资金3万元。",
        "地方配套资金9万元，其中省级配套3万元、县级配套6万元。",
        "地方资金到位7万元，到位率80%。",
    ],
    ids=["rates", "a colon", "a province and its county", "what came of both"],
)
def test_givers_of_one_level_have_no_place_each(facts_of: Callable, text: str) -> None:
    facts = facts_of(text, genre=PROJECT)
    assert (facts.amounts, facts.rates) == ([], [])


def test_the_whole_is_of_all_givers_again(facts_of: Callable) -> None:
    facts = facts_of(
        "共支出29万元，其中中央资金23万元、地方资金6万元，中央资金执行率90%，地方资金执行率74%，整体执行率86%。",
        genre=PROJECT,
    )
    assert [rate.split(" of ")[0] for rate in facts.rates] == [
        "execution:approved total@superior_transfer 90%", "execution:approved total 86%",
    ]  # fmt: skip


def test_a_giver_behind_a_list_is_not_of_its_last_item(facts_of: Callable) -> None:
    facts = facts_of("计划资金40万元，其中：围栏资金15万元，路灯资金25万元。资金来源为县级资金8万元。", genre=PROJECT)
    assert facts.amounts[-1] == "budget:approved total@local 8万元"


def test_a_project_named_late_in_a_paragraph_is_not_what_the_next_is_about(facts_of: Callable) -> None:
    facts = facts_of("年初批复我场经费46万元。追加围栏建设资金8万元。", "到位资金29万元，到位率54%。", genre=MONITORED)
    assert facts.amounts[-1] == "budget:received total 29万元"


@pytest.mark.parametrize("begin", ["资金到位不及时，", "一是配套资金不到位，", ""])
def test_what_should_have_come_and_what_came_of_it(facts_of: Callable, begin: str) -> None:
    facts = facts_of(f"{begin}县级应配套资金20万元，实到位8万元，缺口12万元。", genre=PROJECT)
    assert facts.amounts == ["budget:approved total@local 20万元", "budget:received total@local 8万元"]


def test_rates_of_givers_of_one_level_have_no_place_each(facts_of: Callable) -> None:
    text = "整体支付进度为86.5%，其中中央资金支付进度92%，省级资金支付进度81%。"
    facts = facts_of(text, genre=PROJECT)
    assert facts.rates == ["execution:approved total 86.5% of budget:approved total"]


def test_total_spending_is_not_of_the_units_own_money(facts_of: Callable) -> None:
    facts = facts_of("财政核拨经费125万元，单位自筹8万元，全年总支出133万元。", genre="performance_evaluation")
    assert facts.amounts == ["spending total 133万元"]


@pytest.mark.parametrize("spent", ["截至2023年12月底，已支付54万元", "实际支出54万元"])
def test_what_is_told_behind_givers_of_one_level_is_of_the_whole(facts_of: Callable, spent: str) -> None:
    text = f"该项目资金共计56万元，其中：中央衔接资金40万元，自治区衔接资金16万元，{spent}，资金支付率96.43%。"
    facts = facts_of(text, genre=PROJECT)
    assert facts.amounts == ["budget:approved total 56万元", "spending total 54万元"]
    assert facts.rates == ["execution:approved total 96.43% of budget:approved total"]


def test_what_is_told_behind_money_of_the_state_and_own_money_is_of_both(facts_of: Callable) -> None:
    text = "项目总资金10万元，其中财政资金8万元，自筹资金2万元，实际到位9万元，支出7万元。"
    facts = facts_of(text, genre=PROJECT)
    assert facts.amounts[-2:] == ["budget:received total 9万元", "spending total 7万元"]


@pytest.mark.parametrize(
    ("lines", "amounts"),
    [
        (
            ("（一）中央下达资金60万元。", "（二）省级下达资金9万元。", "支出69万元。"),
            ["spending total 69万元"],
        ),
        (
            ("中央资金到位60万元，支出58万元。", "省级资金到位9万元，支出9万元。", "县级资金到位3万元。"),
            ["budget:received total@local 3万元"],
        ),
        (
            ("2023年上级资金80万元。", "中央资金60万元用于场地。"),
            ["budget:approved total@superior_transfer 80万元"],
        ),
        (
            ("中央下达资金60万元。", "省财政下达资金60万元已到位。"),
            ["budget:approved total@superior_transfer 60万元", "budget:received total@superior_transfer 60万元"],
        ),
    ],
    ids=["of two sections", "with what was spent", "a part of the whole", "handed on"],
)  # fmt: skip
def test_what_one_of_several_levels_gave_is_not_all_from_above(
    facts_of: Callable, lines: list[str], amounts: list[str]
) -> None:
    assert facts_of(*lines, genre=PROJECT).amounts == amounts


def test_what_came_of_a_whole_behind_all_its_items_is_the_wholes(facts_of: Callable) -> None:
    text = "1.围栏建设项目：下达省级公益金48万元，其中：东片围栏补贴29万元，西片围栏补贴19万元，到位资金46万元。"
    facts = facts_of(text, genre=PROJECT)
    assert facts.amounts[-1] == "budget:received project/围栏建设项目 46万元"


def test_a_title_may_name_the_giver(facts_of: Callable) -> None:
    facts = facts_of("二、资金使用情况", "（一）省级福彩公益金使用情况", "全年支出资金46万元。", genre=PROJECT)
    assert facts.amounts == ["spending total@superior_transfer 46万元"]


def test_titles_of_several_givers_tell_of_a_part_each(facts_of: Callable) -> None:
    lines = ("（一）中央公益金使用情况", "全年支出资金46万元。", "（二）省级公益金使用情况", "全年支出资金9万元。")
    assert facts_of("二、资金使用情况", *lines, genre=PROJECT).amounts == []


def test_what_a_giver_gave_is_not_what_was_carried_over(facts_of: Callable) -> None:
    facts = facts_of("馆舍项目资金上年结转2万元，收到中央补助资金9万元。", genre=PROJECT)
    assert facts.amounts[-1].endswith("total@superior_transfer 9万元")


def test_one_level_is_not_all_where_another_gave_something_for_a_project(facts_of: Callable) -> None:
    facts = facts_of("下达省级资金9万元，其中围栏建设工程5万元；市级资金6万元，其中堤坝加固工程4万元。", genre=PROJECT)
    assert facts.amounts == [
        "budget:approved project/围栏建设工程@superior_transfer 5万元 < total",
        "budget:approved project/堤坝加固工程@superior_transfer 4万元 < total",
    ]


def test_what_money_was_for_is_no_name_with_its_preposition(facts_of: Callable) -> None:
    assert facts_of("下达省级资金9万元，为围栏建设工程5万元。", genre=PROJECT).amounts == [
        "budget:approved total@superior_transfer 9万元"
    ]


def test_givers_of_money_that_was_not_understood_are_not_those_of_the_money_before(facts_of: Callable) -> None:
    facts = facts_of("省级下达围栏建设资金5万元；某福利院运行经费9万元，其中县级资金4万元。", genre=PROJECT)
    assert facts.amounts == [f"budget:approved {FENCE}@superior_transfer 5万元"]


@pytest.mark.parametrize(
    "given",
    ["本年度财政拨款50万元，上年结转10万元，", "下达项目资金50万元，2022年结转10万元，"],
    ids=["last year", "a year"],
)
def test_what_was_carried_over_makes_with_the_years_money_its_budget(facts_of: Callable, given: str) -> None:
    facts = facts_of(f"{given}合计60万元，全年支出54万元，执行率90%。", genre=PROJECT)
    assert facts.amounts[-2:] == ["budget:adjusted total 60万元", "spending total 54万元"]
    assert facts.rates == ["execution:adjusted total 90% of budget:adjusted total"]


@pytest.mark.parametrize(
    ("spent", "fund"),
    [("支出9万元", ""), ("共支出2万元", ""), ("实际共计支出2万元", ""), ("支出2万元", "@local")],
    ids=["more than the last gave", "told as a sum", "told as one", "perhaps of the last"],
)
def test_what_was_spent_behind_several_givers(facts_of: Callable, spent: str, fund: str) -> None:
    facts = facts_of(f"省级下达资金7万元，县级配套3万元，{spent}。", genre="project_evaluation")
    amount = spent[-3:]
    assert facts.amounts[-1] == f"spending total{fund} {amount}"


def test_each_givers_own_spending_stays_its_own(facts_of: Callable) -> None:
    facts = facts_of("中央资金到位7万元，支付5万元，县级资金到位3万元，支付4万元。", genre="project_evaluation")
    assert facts.amounts[-1] == "spending total@local 4万元"
