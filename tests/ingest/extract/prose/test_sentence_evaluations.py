"""Sentences of evaluations that once were misread: titles of documents, kinds of projects, several months at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

PROJECT = "project_evaluation"
WHOLE = "performance_evaluation"


def test_the_title_of_a_document_tells_nothing_of_the_money_beside_it(facts_of: Callable) -> None:
    facts = facts_of(
        "根据《关于下达2022年基本支出预算的通知》（茂财〔2023〕5号），馆舍项目上级补助48万元。", genre=PROJECT
    )
    assert facts.amounts == ["budget:approved total@superior_transfer 48万元"]


@pytest.mark.parametrize("kind", ["运转类项目", "特定目标类项目"])
def test_a_kind_of_projects_is_neither_the_whole_nor_a_project(facts_of: Callable, kind: str) -> None:
    facts = facts_of(f"{kind}9个，预算总金额286万元，1-6月预算执行率42%，年末执行261万元，执行率91%。", genre=WHOLE)
    assert facts.amounts == facts.rates == []


def test_a_rate_told_for_several_months_is_none_of_the_year(facts_of: Callable) -> None:
    assert facts_of("6月、9月、11月预算执行进度分别为46%、71%、93%。", genre=WHOLE).rates == []


def test_project_spending_alone_before_its_execution_may_be_a_budget(facts_of: Callable) -> None:
    facts = facts_of(
        "2023年项目支出19万元，共三个专项，1-6月执行3万元。", title="茂县文化馆2023年1-6月项目支出绩效监控报告"
    )
    assert not any("19万元" in amount for amount in facts.amounts)


def test_the_project_spending_of_the_whole_year_is_no_budget(facts_of: Callable) -> None:
    facts = facts_of("项目支出年初预算38万元，全年项目支出126万元。", genre=WHOLE)
    assert facts.amounts[-1] == "spending expenditure_type/project 126万元"


def test_the_label_of_a_paragraph_obscures_nothing(facts_of: Callable) -> None:
    facts = facts_of("1.项目概况：年初预算数90万元，全年执行数86万元，执行率95.56%。", genre=PROJECT)
    assert facts.amounts == ["budget:initial total 90万元", "spending total 86万元"]


def test_the_number_of_projects_may_stand_before_their_money(facts_of: Callable) -> None:
    facts = facts_of("年初批复预算8个项目985万元。", genre=PROJECT)
    assert facts.amounts == ["budget:initial total 985万元"]


@pytest.mark.parametrize("text", ["预算数（调整后）90万元", "预算数90万元（调整后）"])
def test_adjusted_in_brackets_on_either_side(facts_of: Callable, text: str) -> None:
    assert facts_of(f"{text}。", genre=WHOLE).amounts == ["budget:adjusted total 90万元"]


def test_the_score_a_department_gives_itself(facts_of: Callable) -> None:
    assert facts_of("自评96分，等次为优。", genre=WHOLE).statistics == ["evaluation_score 96分"]


def test_a_quota_of_others_is_theirs(facts_of: Callable) -> None:
    facts = facts_of("民警编制数540人，确定辅警编制额度为539人。", genre=PROJECT)
    assert facts.statistics == ["staff_quota 540人", "staff_quota 辅警 539人"]


def test_points_behind_the_completion_of_one_indicator_are_no_score_of_the_whole(facts_of: Callable) -> None:
    facts = facts_of("完成展厅修缮目标12处，实际完成11处，完成率91.67%，自评得13.75分。", genre=PROJECT)
    assert facts.statistics == []


@pytest.mark.parametrize("why", ["尚在招标", "仍在采购", "未支付"])
def test_money_whose_work_has_not_begun_was_not_spent(facts_of: Callable, why: str) -> None:
    facts = facts_of(f"项目支出执行率偏低，主要原因是展厅改造项目45万元{why}。")
    assert facts.amounts == []


@pytest.mark.parametrize(("percent", "basis"), [("97%", "adjusted"), ("106.3%", "initial"), ("50%", "initial")])
def test_an_execution_rate_is_of_the_budget_that_gives_it(facts_of: Callable, percent: str, basis: str) -> None:
    text = f"部门预算总额3,266.40万元（年初预算2,980.00万元），实际执行3,168.41万元，执行率{percent}。"
    (rate,) = facts_of(text, genre=WHOLE).rates
    assert rate == f"execution:{basis} total {percent} of budget:{basis} total"


@pytest.mark.parametrize(("title", "scores"), [("（一）自评得分", ["evaluation_score 98.5分"]), ("（一）产出得分", [])])
def test_a_score_may_stand_alone_below_its_title(facts_of: Callable, title: str, scores: list[str]) -> None:
    facts = facts_of("一、自评结论", title, "98.5分。", genre="project_evaluation")
    assert facts.statistics == scores


@pytest.mark.parametrize("told", ["总分为100分，自评得96分", "绩效评价总分100分，实际得分96分"])
def test_what_could_be_reached_is_no_score(facts_of: Callable, told: str) -> None:
    assert facts_of(f"本项目{told}，等次为优秀。", genre="project_evaluation").statistics == ["evaluation_score 96分"]


@pytest.mark.parametrize(
    "told",
    [
        "产出指标完成情况15分，自评得分13.2分；效益指标完成情况20分，自评得分18分",
        "新增项目事前绩效评估2分，自评得2分",
        "控制率（5分），自评得5分",
        "资产管理（满分10分）自评得分9分",
    ],
)
def test_a_score_behind_the_points_of_a_part_is_of_that_part(facts_of: Callable, told: str) -> None:
    assert facts_of(f"1.预算管理。{told}。", genre=WHOLE).statistics == []


def test_the_full_mark_may_be_told_before_who_reached_what(facts_of: Callable) -> None:
    facts = facts_of("根据评分表，总分值100分，我单位自评得分93分。", genre=WHOLE)
    assert facts.statistics == ["evaluation_score 93分"]


def test_what_income_and_outlay_consist_of_is_planned_behind_a_plan_alone(facts_of: Callable) -> None:
    facts = facts_of(
        "2023年部门预算收入总计90万元，支出总计90万元。收入包括一般公共预算拨款收入80万元，事业收入10万元。"
        "支出包括基本支出60万元，项目支出30万元。",
        genre=WHOLE,
    )
    assert [a.split(" <")[0] for a in facts.amounts if "balance" not in a][-4:] == [
        "revenue:initial revenue/general_public_budget 80万元",
        "revenue:initial revenue/institution_income 10万元",
        "budget:approved expenditure_type/basic 60万元",
        "budget:approved expenditure_type/project 30万元",
    ]


def test_a_budget_of_purchases_is_no_spending(facts_of: Callable) -> None:
    facts = facts_of("2023年采购预算金额56万元，实际采购金额49万元。", genre=WHOLE)
    assert facts.amounts == ["budget:approved procurement/total 56万元", "spending procurement/total 49万元"]


def test_what_all_of_it_was_is_no_other_subject(facts_of: Callable) -> None:
    facts = facts_of("三公经费预算4万元，支出3万元，均为公车运行维护费，占预算的75%。", genre=WHOLE)
    assert facts.rates == ["execution:approved three_public/total 75% of budget:approved three_public/total"]


def test_what_was_added_within_the_year(facts_of: Callable) -> None:
    facts = facts_of("年初预算52万元，年内追加8万元，调整预算数60万元。", genre=WHOLE)
    assert facts.amounts[1] == "budget:approved supplementary/total 8万元"


@pytest.mark.parametrize("spent", ["实际全年执行预算资金合计23万元", "全年执行资金23万元"])
def test_the_budget_that_was_executed_is_spending(facts_of: Callable, spent: str) -> None:
    assert facts_of(f"{spent}，预算执行率34%。", genre=PROJECT).amounts == ["spending total 23万元"]


@pytest.mark.parametrize("year", ["当年", "本年"])
def test_what_was_spent_of_carried_over_and_new_money(facts_of: Callable, year: str) -> None:
    facts = facts_of(f"项目资金70万元，其中上年结转20万元，{year}安排50万元，支出63万元，执行率90%。", genre=PROJECT)
    assert facts.amounts[-1] == "spending total 63万元"
    assert facts.rates == ["execution:approved total 90% of budget:approved total"]


def test_money_applied_for_is_no_project(facts_of: Callable) -> None:
    assert facts_of("向上争取资金70万元。", genre=PROJECT).amounts == []


def test_what_a_change_is_made_of_is_no_item_of_the_whole(facts_of: Callable) -> None:
    facts = facts_of(
        "决算支出90万元，其中基本支出60万元，项目支出30万元。决算支出较预算增加18万元，"
        "主要是追加了防汛值守专项经费12万元和绩效奖励6万元。",
        genre=WHOLE,
    )
    assert facts.amounts == [
        "spending total 90万元",
        "spending expenditure_type/basic 60万元 < total",
        "spending expenditure_type/project 30万元 < total",
    ]


def test_what_grew_or_shrank_behind_a_change_is_a_change_itself(facts_of: Callable) -> None:
    facts = facts_of("全年支出90万元，比上年减少18万元，主要是压减项目支出15万元和绩效奖励3万元。", genre=WHOLE)
    assert "change:spending: expenditure_type/project -15万元" in facts.amounts
    assert not any("绩效奖励" in amount or " 3万元" in amount for amount in facts.amounts)


def test_what_a_budget_was_adjusted_by_is_no_items_budget(facts_of: Callable) -> None:
    facts = facts_of(
        "年初部门预算60万元。预算调整后为150万元，调增90万元，调整率150%，主要是防汛资金50万元、救灾资金30万元年中下达。"
        "全年执行120万元。",
        genre=WHOLE,
    )
    assert facts.amounts == ["budget:initial total 60万元", "budget:adjusted total 150万元", "spending total 120万元"]


def test_money_of_projects_that_were_counted_before_it_is_not_the_departments(facts_of: Callable) -> None:
    facts = facts_of("全年共安排专项资金12项480万元，到位480万元；实际使用456万元，使用率95%。", genre=WHOLE)
    assert facts.amounts == facts.rates == []


@pytest.mark.parametrize(("whole", "count"), [("全年可用资金500万元", 0), ("全年预算500万元", 1), ("年末检查", 1)])
def test_a_rate_that_only_an_unread_sum_gives_is_not_the_budgets(facts_of: Callable, whole: str, count: int) -> None:
    facts = facts_of(f"部门预算安排300万元。{whole}，实际执行450万元，执行率90%。", genre=WHOLE)
    assert len(facts.rates) == count


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("部门预算批复支出", "approved"),
        ("单位预算安排支出", "approved"),
        ("预算下达支出", "approved"),
        ("预算编制支出", "approved"),
        ("年初预算批复支出", "initial"),
        ("年初预算安排支出", "initial"),
    ],
)
def test_spending_that_a_budget_approved_is_a_budget(facts_of: Callable, words: str, stage: str) -> None:
    facts = facts_of(f"2023年{words}80万元，其中人员经费50万元，公用经费30万元。全年支出76万元。", genre=WHOLE)
    assert facts.amounts[0] == f"budget:{stage} total 80万元"
    assert facts.amounts[1].startswith(f"budget:{stage} basic_component/personnel 50万元")
    assert facts.amounts[-1] == "spending total 76万元"


def test_several_kinds_of_money_together_are_no_project(facts_of: Callable) -> None:
    assert facts_of("全年累计发放各类惠农补贴80万元。", genre=WHOLE).amounts == []
    assert facts_of("2023年拨付各项惠民资金80万元，支出80万元。", genre=WHOLE).amounts == []


def test_spending_behind_parts_of_a_budget_that_were_not_understood_is_not_theirs(facts_of: Callable) -> None:
    facts = facts_of("预算指标总计80万元，其中基本支出指标50万元，项目支出指标30万元；支出78万元。", genre=WHOLE)
    assert not any("78万元" in amount for amount in facts.amounts)
