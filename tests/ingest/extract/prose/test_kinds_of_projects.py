"""Reports on several projects: what is said of a kind of them, of all of them, or of one that no number names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

PROJECTS, WHOLE = "performance_monitoring", "performance_evaluation"


@pytest.mark.parametrize("kind", ["部门预算项目", "转移支付项目", "县级财政项目", "续建项目"])
def test_an_item_on_a_kind_of_projects_names_none(facts_of: Callable, kind: str) -> None:
    facts = facts_of(f"1.{kind}。全年预算12万元，执行9万元，执行率75%。", genre=PROJECTS)
    assert (facts.amounts, facts.rates) == ([], [])


def test_lines_below_a_kind_name_a_project_each(facts_of: Callable) -> None:
    facts = facts_of(
        "1.部门预算项目。全年预算20万元，执行13万元。其中：",
        "防汛抗旱经费，全年预算12万元，执行9万元，执行率75%；",
        "河长制工作经费，全年预算8万元，执行4万元，执行率50%。",
        genre=PROJECTS,
    )
    assert [amount.split(" <")[0] for amount in facts.amounts] == [
        "budget:adjusted project/防汛抗旱经费 12万元",
        "spending project/防汛抗旱经费 9万元",
        "budget:adjusted project/河长制工作经费 8万元",
        "spending project/河长制工作经费 4万元",
    ]


@pytest.mark.parametrize("words", ["加快推进水利工程", "我局实施村道养护项目"])
def test_what_was_done_is_no_name(facts_of: Callable, words: str) -> None:
    amounts = facts_of(f"{words}，全年预算12万元，执行9万元。", genre=PROJECTS).amounts
    assert not any(f"project/{words}" in amount for amount in amounts)


def test_what_sums_up_the_items_is_no_part_of_the_last(facts_of: Callable) -> None:
    facts = facts_of(
        "（一）外宣工作经费。全年支出9万元。",
        "（二）理论宣讲经费。全年支出3万元。",
        "两项经费合计支出12万元，执行率96%；上年结转资金支出2万元，执行率100%。",
        genre="project_evaluation",
        title="茂县文化馆2023年度专项资金绩效自评报告",
    )
    assert facts.amounts == [
        "spending project/外宣工作经费 9万元",
        "spending project/理论宣讲经费 3万元",
        "spending total 12万元",
    ]
    assert facts.rates == ["execution:approved total 96% of budget:approved total"]


def test_what_money_was_mainly_used_for_are_uses(facts_of: Callable) -> None:
    facts = facts_of("（一）管网维修经费。全年支出9万元，主要用于管网改造5万元、水质检测3.2万元。", genre=PROJECTS)
    assert facts.amounts == [
        "spending project/管网维修经费 9万元",
        "spending use/管网改造 5万元 < 管网维修经费",
        "spending use/水质检测 3.2万元 < 管网维修经费",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "市县资金到位12万元。",
        "资金投向：产业发展类项目12万元，占68%。",
        "（三）产出指标情况（满分40分，自评得分38.2分）",
    ],
    ids=["two levels", "a kind of projects", "the score of a part"],
)
def test_what_is_of_no_project_makes_no_fact(facts_of: Callable, sentence: str) -> None:
    facts = facts_of(sentence, genre="performance_evaluation")
    assert (facts.amounts, facts.rates, facts.statistics) == ([], [], [])


def test_what_is_told_of_a_project_may_stand_in_brackets_behind_it(facts_of: Callable) -> None:
    facts = facts_of(
        "2.草原补助奖励资金（全年预算12万元，执行9万元，执行率75%，自评得分95分）。人工种草5万亩。",
        genre="project_evaluation",
        title="茂县文化馆2023年项目支出绩效自评情况汇总说明",
    )
    assert facts.amounts == [
        "budget:adjusted project/草原补助奖励资金 12万元",
        "spending project/草原补助奖励资金 9万元",
    ]
    assert facts.statistics == ["evaluation_score 草原补助奖励资金 95分"]


def test_a_name_that_is_not_understood_makes_its_money_nobodys(facts_of: Callable) -> None:
    facts = facts_of("县级公立医院改革补助资金，预算12万元，实际支出9万元。", genre="performance_evaluation")
    assert facts.amounts == []


def test_a_bare_rate_counts_where_it_is_that_of_the_money_beside(facts_of: Callable) -> None:
    facts = facts_of("1.防疫补助，预算资金12万元，支出9万元，进度75%。完成防疫5批次，进度80%。", genre=PROJECTS)
    assert facts.rates == ["execution:approved project/防疫补助 75% of budget:approved project/防疫补助"]


@pytest.mark.parametrize(
    "sentence",
    [
        "我馆共监控项目4个，年初预算数合计62万元，执行数合计58万元，执行率93.55%。",
        "纳入监控的项目共4个，年初预算数合计62万元，执行数58万元。",
        "全馆共有项目4个，年初预算数合计62万元。",
        "纳入绩效评价的专项项目4个，资金总额62万元，其中：县级资金12万元。",
        "本年度实施维修工程4项，年初预算数62万元。",
    ],
)
@pytest.mark.parametrize("genre", [WHOLE, PROJECTS])
def test_what_several_projects_add_up_to_is_not_the_departments_total(
    facts_of: Callable, genre: str, sentence: str
) -> None:
    facts = facts_of(sentence, genre=genre)
    assert (facts.amounts, facts.rates) == ([], [])


def test_the_departments_own_total_may_stand_behind_a_count_of_projects(facts_of: Callable) -> None:
    facts = facts_of("全馆共有项目4个，部门预算总额96万元。", genre="performance_evaluation")
    assert facts.amounts == ["budget:approved total 96万元"]


def test_an_example_of_a_project_is_named_behind_such_as(facts_of: Callable) -> None:
    facts = facts_of("个别项目支出进度滞后，如展厅改造项目，预算28万元，支出7万元，预算执行率25%。", genre=WHOLE)
    assert facts.amounts == ["budget:approved project/展厅改造项目 28万元", "spending project/展厅改造项目 7万元"]
    assert facts.rates == ["execution:approved project/展厅改造项目 25% of budget:approved project/展厅改造项目"]


def test_a_section_on_the_use_of_one_fund_tells_of_that_fund(facts_of: Callable) -> None:
    facts = facts_of(
        "一、部门概况",
        "（三）农村电影放映资金使用情况",
        "2023年当年到位18万元。截至12月31日，支出17万元，支出进度94.44%。",
        genre=WHOLE,
    )
    assert facts.amounts[-1] == "spending project/农村电影放映资金 17万元"


def test_the_departments_spending_is_not_of_the_fund_told_before(facts_of: Callable) -> None:
    facts = facts_of(
        "年中下达农村电影放映资金18万元，其中中央12万元，省级6万元。", "全年部门决算支出96万元。", genre=WHOLE
    )
    assert facts.amounts[-1] == "spending total 96万元"


def test_a_section_on_the_budget_and_its_money_is_on_no_fund(facts_of: Callable) -> None:
    facts = facts_of("二、预算执行及资金使用情况", "2023年部门预算批复96万元，其中基本支出60万元。", genre=WHOLE)
    assert facts.amounts[0] == "budget:approved total 96万元"


def test_the_money_of_projects_that_were_reviewed_is_not_all_projects(facts_of: Callable) -> None:
    assert facts_of("2023年共有12个项目开展绩效自评，项目资金总额176万元。", genre=WHOLE).amounts == []


def test_what_is_broken_down_of_an_unread_whole_is_not_of_the_paragraph_before(facts_of: Callable) -> None:
    facts = facts_of(
        "2023年部门预算批复96万元，其中基本支出60万元，项目支出36万元。",
        "2023年共下达各类资金120万元，其中：年初预算96万元，追加预算24万元。",
        genre=WHOLE,
    )
    assert "budget:approved expenditure_type/project 36万元 < total" in facts.amounts
    assert any(amount.startswith("budget:initial total 96万元") for amount in facts.amounts)


def test_what_givers_money_was_spent_is_not_the_departments(facts_of: Callable) -> None:
    facts = facts_of(
        "按资金来源分：中央资金52万元，支出48万元，执行率92.31%；县级资金13万元，支出12万元，执行率92.31%。",
        genre=WHOLE,
    )
    assert facts.amounts == ["spending total@local 12万元"]


def test_two_funds_and_their_sum(facts_of: Callable) -> None:
    facts = facts_of(
        "2023年我馆一般公共预算财政拨款支出64万元，政府性基金支出6万元，合计70万元。"
        "按支出性质划分，基本支出50万元，占71.43%。",
        genre=WHOLE,
    )
    assert facts.amounts[2:] == ["spending total 70万元", "spending expenditure_type/basic 50万元 < total"]


def test_what_is_to_be_given_beside_is_no_part_of_a_name(facts_of: Callable) -> None:
    facts = facts_of(
        "二、项目支出情况", "1.公共体育服务项目。2023年公共体育服务项目应配套资金17万元，支出16万元。", genre=WHOLE
    )
    assert facts.amounts == [
        "budget:approved project/公共体育服务项目 17万元",
        "spending project/公共体育服务项目 16万元",
    ]


def test_what_came_of_money_that_was_not_understood_is_not_the_departments(facts_of: Callable) -> None:
    facts = facts_of(
        "二、主要绩效", "2.文物修缮。争取省级修缮补助430万元，修缮文物点9处，已拨付387万元，剩余43万元。", genre=WHOLE
    )
    assert facts.amounts == []


def test_below_a_title_on_goals_no_measure_is_meant(facts_of: Callable) -> None:
    facts = facts_of(
        "二、部门整体支出绩效目标完成情况",
        "（二）项目实施情况",
        "2023年本单位实施项目2个，分别是：",
        "1.古籍修复经费3万元，实际到位3万元，实际支出2万元；",
        "2.展厅改造项目，预算资金6万元，执行5万元。",
        genre=WHOLE,
    )
    assert [amount.split(" <")[0] for amount in facts.amounts if "古籍" in amount] == [
        "budget:approved project/古籍修复经费 3万元",
        "budget:received project/古籍修复经费 3万元",
        "spending project/古籍修复经费 2万元",
    ]


def test_the_rest_of_a_funds_outlay_is_no_functional_class(facts_of: Callable) -> None:
    facts = facts_of(
        "（三）就业补助资金使用情况",
        "截至12月底支出9万元，其中：职业培训补贴支出5万元，其他支出4万元。",
        genre=WHOLE,
    )
    assert not any("function" in amount for amount in facts.amounts)


def test_what_a_project_got_is_no_part_of_its_name(facts_of: Callable) -> None:
    facts = facts_of("二、项目支出情况", "防汛应急项目获上级补助8万元。", genre=WHOLE)
    assert not any("获上级" in amount for amount in facts.amounts)
