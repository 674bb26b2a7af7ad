"""What was planned, what was added and what came of it: said of a revenue, of one item, or of several at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

EXECUTED = "revenue:executed revenue"
INITIAL = "revenue:initial revenue"


@pytest.mark.parametrize(
    ("sentence", "amounts"),
    [
        (
            "部门收入预算50万元，决算60万元，其中一般公共预算拨款45万元。",
            [f"{INITIAL}/total 50万元", f"{EXECUTED}/total 60万元", f"{EXECUTED}/general_public_budget 45万元"],
        ),
        (
            "事业收入年初预算5万元，决算数6万元。",
            [f"{INITIAL}/institution_income 5万元", f"{EXECUTED}/institution_income 6万元"],
        ),
        ("财政拨款收入年初预算数50万元，决算数60万元。", ["balance balance/fiscal_revenue 60万元"]),
        ("本年收入、支出总计均为50万元。", [f"{EXECUTED}/grand_total 50万元"]),
        (
            "馆藏保护经费年初预算26万元，追加预算4万元，调整后预算30万元，支出28万元。",
            [
                "budget:initial project/馆藏保护经费 26万元",
                "budget:adjusted project/馆藏保护经费 30万元",
                "spending project/馆藏保护经费 28万元",
            ],
        ),
        (
            "项目支出年初预算26万元，年中追加预算4万元，调整后预算30万元。",
            ["budget:initial expenditure_type/project 26万元", "budget:adjusted expenditure_type/project 30万元"],
        ),
        ("年中追加4万元。", ["budget:approved supplementary/total 4万元"]),
        (
            "年初预算批复26万元，追加调整预算4万元，实际支出28万元。",
            ["budget:initial total 26万元", "budget:approved supplementary/total 4万元", "spending total 28万元"],
        ),
        (
            "收入预算数26万元，实际到位资金24万元，其中：一般公共预算财政拨款收入20万元，政府性基金收入4万元。",
            [
                "revenue:initial revenue/total 26万元", "budget:received total 24万元",
                f"{EXECUTED}/general_public_budget 20万元 < total", f"{EXECUTED}/government_fund 4万元 < total",
            ],
        ),
        (
            "年初预算26万元，年中调剂4万元，调整后预算22万元，实际支出20万元。",
            ["budget:initial total 26万元", "budget:adjusted total 22万元", "spending total 20万元"],
        ),
        ("审减资金18万元。", []),
        (
            "“三公”经费预算总额9万元，实际支出总额8万元。",
            ["budget:approved three_public/total 9万元", "spending three_public/total 8万元"],
        ),
        (
            "基本支出预算9万元，总支出12万元。",
            ["budget:approved expenditure_type/basic 9万元", "spending total 12万元"],
        ),
        ("单位自有资金安排支出9万元。", ["spending total@other 9万元"]),
        ("全年执行9万元，其中上年结转资金5万元。", ["spending total 9万元"]),
        ("实际拨付9万元，执行率90%。", ["spending total 9万元"]),
        ("实际拨付9万元，支出8万元。", ["budget:received total 9万元", "spending total 8万元"]),
        (
            "基本支出中商品和服务支出7万元；项目支出中商品和服务支出12万元。",
            ["spending economic/302 7万元 < basic"],
        ),
        (
            "基本支出9万元，其中：人员经费7万元，主要包括基本工资；公用经费2万元。",
            [
                "spending expenditure_type/basic 9万元",
                "spending basic_component/personnel 7万元 < basic",
                "spending basic_component/public 2万元 < basic",
            ],
        ),
        ("年初部门预算总收入50万元，总支出50万元。", [f"{INITIAL}/total 50万元", "budget:initial total 50万元"]),
        ("总收入60万元，总支出58万元。", [f"{EXECUTED}/total 60万元", "spending total 58万元"]),
        ("公务接待费9万元，与上年基本持平。", ["spending three_public/reception 9万元"]),
        (
            "预算收入总额9万元，其中年初预算收入7万元，追加预算收入2万元。",
            [
                "budget:adjusted total 9万元",
                "revenue:adjusted revenue/total 9万元",
                "budget:initial total 7万元",
                f"{INITIAL}/total 7万元",
                "budget:approved supplementary/total 2万元 < total",
            ],
        ),
        ("相应压减2024年预算30万元。", []),
        ("公务接待费和公务用车运行维护费共计5万元。", []),
        ("公务用车购置费、公务接待费共支出5万元。", []),
        (
            "年初部门预算收入50万元，其中事业收入6万元。",
            [f"{INITIAL}/total 50万元", f"{INITIAL}/institution_income 6万元 < total"],
        ),
        (
            "年初预算50万元，其中人员经费20万元、公用经费10万元、项目经费20万元。",
            [
                "budget:initial total 50万元",
                "budget:initial basic_component/personnel 20万元 < total",
                "budget:initial basic_component/public 10万元 < total",
                "budget:initial expenditure_type/project 20万元 < total",
            ],
        ),
        ("项目经费20万元，用于馆舍维修。", []),
        (
            "部门预算总额80万元。按支出类别：工资福利支出50万元，项目支出30万元。",
            [
                "budget:approved total 80万元",
                "budget:approved economic/301 50万元 < total",
                "budget:approved expenditure_type/project 30万元 < total",
            ],
        ),
        (
            "预算总额50万元，其中上年结转5万元。",
            ["budget:approved total 50万元", "revenue:initial revenue/opening_carryover 5万元 < total"],
        ),
        (
            "年初预算50万元，追加县级资金8万元，全年预算合计60万元。",
            ["budget:initial total 50万元", "budget:adjusted total 60万元"],
        ),
        ("年初预算50万元，追加公用经费4万元、人员经费6万元。", ["budget:initial total 50万元"]),
        (
            "上缴上级支出、经营支出共0.00万元。",
            ["spending expenditure_type/remitted_to_superior 0.00万元", "spending expenditure_type/business 0.00万元"],
        ),
        (
            "公务接待费和公务用车购置费年初预算均为5万元。",
            ["budget:initial three_public/reception 5万元", "budget:initial three_public/vehicle_purchase 5万元"],
        ),
    ],
)  # fmt: skip
def test_each_amount_is_of_what_it_is_said_of(facts_of: Callable, sentence: str, amounts: list[str]) -> None:
    assert facts_of(sentence, genre="performance_evaluation").amounts == amounts


def test_a_completed_budget_of_both_sides_is_that_of_the_spending(facts_of: Callable) -> None:
    facts = facts_of("2023年收入总计60万元，支出总计58万元，预算完成率为96.7%。", genre="performance_evaluation")
    assert facts.rates == ["execution:approved total 96.7% of budget:approved total"]


def test_growth_right_behind_a_change_is_its_own(facts_of: Callable) -> None:
    told = "公务接待费支出9万元，较年初预算11万元节约2万元，较上年增加1万元，增长12.5%。"
    rates = facts_of(told, genre="performance_evaluation").rates
    assert rates == ["year_on_year three_public/reception 12.5% of spending three_public/reception 2022"]


def test_shares_told_together_are_of_the_whole_that_is_named(facts_of: Callable) -> None:
    told = "本年支出50万元，其中人员经费30万元、公用经费20万元，分别占总支出的60%、40%。"
    rates = facts_of(told, genre="performance_evaluation").rates
    assert rates == [f"share basic_component/{c} of spending total" for c in ("personnel 60%", "public 40%")]


@pytest.mark.parametrize(("source", "fund"), [("事业收入", ""), ("上年结转", "@general_public_budget")])
def test_a_heading_of_one_budget_does_not_hold_where_other_income_is_told(
    facts_of: Callable, source: str, fund: str
) -> None:
    facts = facts_of("二、一般公共预算支出情况", f"总支出58万元，{source}8万元。", genre="performance_evaluation")
    assert facts.amounts[0] == f"spending total{fund} 58万元"


@pytest.mark.parametrize("before", ["与上年同期9万元相比下降11.11%", "比上年同期减少1万元，下降11.11%"])
def test_what_half_of_last_year_took_is_not_what_the_year_took(facts_of: Callable, before: str) -> None:
    facts = facts_of(f"公务接待费1—6月支出8万元，{before}。")
    assert facts.amounts == ["spending three_public/reception 8万元"]
    assert facts.rates == ["year_on_year three_public/reception -11.11% of spending three_public/reception 2022"]
    assert list(facts.left.values()) == ["comparison outside the contract"]


def test_what_a_numbered_item_of_unknown_name_costs_is_not_all_projects(facts_of: Callable) -> None:
    facts = facts_of("二、项目支出情况", "（2）G25国道修复。预算9万元，执行率87%。", genre="performance_evaluation")
    assert facts.amounts == facts.rates == []


def test_a_fund_that_opens_a_paragraph_is_not_of_the_item_told_before(facts_of: Callable) -> None:
    facts = facts_of("基本支出中公用经费36万元。", "从资金来源看，一般公共预算90万元。", genre="performance_evaluation")
    assert facts.amounts == ["spending basic_component/public 36万元 < basic"]


def test_titles_below_one_on_projects_name_them(facts_of: Callable) -> None:
    facts = facts_of(
        "三、重点项目绩效", "（一）义务兵家庭优待金", "预算90万元。", "（二）资金情况", "预算95万元。",
        genre="performance_evaluation",
    )  # fmt: skip
    assert facts.amounts == ["budget:approved project/义务兵家庭优待金 90万元", "budget:approved total 95万元"]


def test_what_the_whole_county_took_in_is_not_the_departments(facts_of: Callable) -> None:
    facts = facts_of("一般公共预算收入完成3.26亿元，同比增长8.6%。", genre="performance_evaluation")
    assert facts.amounts == facts.rates == []


def test_rates_told_together_are_each_of_their_own_item(facts_of: Callable) -> None:
    told = "基本支出预算5万元，项目支出预算8万元，执行率分别为98.8%、95.6%。"
    rates = facts_of(told, genre="performance_evaluation").rates
    assert [rate.split(" of ")[0] for rate in rates] == [
        "execution:approved expenditure_type/basic 98.8%", "execution:approved expenditure_type/project 95.6%",
    ]  # fmt: skip


def test_rates_told_together_are_each_of_their_own_budget(facts_of: Callable) -> None:
    told = "基本支出年初预算5万元，项目支出调整后预算8万元，执行率分别为98.8%、95.6%。"
    rates = facts_of(told, genre="performance_evaluation").rates
    assert [rate.split()[0] for rate in rates] == ["execution:initial", "execution:adjusted"]


@pytest.mark.parametrize(
    "told",
    [
        "预算10万元，其中基本支出5万元、项目支出5万元；支出8万元（基本支出5万元，项目支出3万元），执行率分别为80%、100%、60%。",
        "部门整体支出、基本支出和项目支出预算执行率分别为80%、100%、60%。",
    ],
)
def test_a_rate_more_than_there_are_items_is_the_wholes(facts_of: Callable, told: str) -> None:
    rates = facts_of(told).rates
    assert [rate.split(" of ")[0] for rate in rates] == [
        "execution:approved total 80%", "execution:approved expenditure_type/basic 100%",
        "execution:approved expenditure_type/project 60%",
    ]  # fmt: skip


def test_more_rates_than_anything_named_are_nobodys(facts_of: Callable) -> None:
    assert facts_of("基本支出、项目支出执行率分别为80%、100%、60%、50%。").rates == []


def test_expenses_that_end_in_spending_are_spent(facts_of: Callable) -> None:
    facts = facts_of("截至6月底，人员支出9万元，公用经费支出2万元，会议次数3次。人员经费标准5万元。")
    assert facts.amounts == ["spending basic_component/personnel 9万元", "spending basic_component/public 2万元"]


@pytest.mark.parametrize(
    ("budget", "stage"),
    [("基本支出预算的", "approved"), ("基本支出年初预算数的", "initial"), ("基本支出预算", "approved")],
)
def test_what_is_completed_of_an_items_budget_is_its_rate(facts_of: Callable, budget: str, stage: str) -> None:
    facts = facts_of(f"支出9万元，其中：基本支出8万元，完成{budget}80%；项目支出1万元。")
    item = "expenditure_type/basic"
    assert facts.rates == [f"execution:{stage} {item} 80% of budget:{stage} {item}"]
    assert facts.amounts[-1] == "spending expenditure_type/project 1万元 < total"
