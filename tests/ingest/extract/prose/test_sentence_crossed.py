"""What the contract has no place for, in prose: two axes at once, one key told twice, and what is said of either."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CROSS = "cross classification outside the contract"
PROJECT = "budget:initial expenditure_type/project"


def test_economic_classes_of_project_spending_are_not_those_of_basic_spending(facts_of: Callable) -> None:
    facts = facts_of(
        "1.基本支出预算20万元。其中：商品和服务支出预算5万元。2.项目支出10万元。其中：商品和服务支出预算6万元，"
        "占项目支出预算60%，同比增加1万元，增长20%；资本性支出4万元。",
        genre="budget",
    )
    assert facts.amounts == [
        "budget:initial expenditure_type/basic 20万元",
        "budget:initial economic/302 5万元 < basic",
        f"{PROJECT} 10万元",
    ]
    assert facts.rates == []
    crossed = {printed for printed, reason in facts.left.items() if reason == CROSS}
    assert crossed == {"6万元", "60%", "1万元", "20%", "4万元"}


def test_a_list_goes_on_over_paragraphs(facts_of: Callable) -> None:
    facts = facts_of(
        "项目支出10万元，其中：",
        "工资福利支出1万元，占项目支出10%。",
        "商品和服务支出6万元，占项目支出60%。",
        "机关运行经费支出2万元。",
        genre="budget",
    )
    assert facts.amounts == [f"{PROJECT} 10万元", "budget:initial operating_cost/total 2万元"]
    assert set(facts.left) == {"1万元", "10%", "6万元", "60%"}


def test_items_that_nothing_of_the_contract_tells_apart_are_no_facts(facts_of: Callable) -> None:
    facts = facts_of("执行数9万元，其中：上级资金5万元，上级专项资金3万元，本级资金1万元。")
    assert facts.amounts == ["spending total 9万元", "spending total@local 1万元"]
    assert facts.left == {"5万元": CROSS, "3万元": CROSS}


def test_a_part_that_bears_the_name_of_the_whole_is_not_the_whole(facts_of: Callable) -> None:
    facts = facts_of("项目支出年初预算9万元，其中部门项目支出6万元。")
    assert facts.amounts == [f"{PROJECT} 9万元"]
    assert facts.left == {"6万元": CROSS}


@pytest.mark.parametrize("mark", ["；2.", "。2.", "，二、", "。二、"])
def test_numbered_items_within_a_paragraph_are_items_of_one_list(facts_of: Callable, mark: str) -> None:
    first = "一、" if "二" in mark else "1."
    facts = facts_of(
        f"一般公共预算支出30万元，其中：{first}一般公共服务支出20万元{mark}卫生健康支出10万元。", genre="final_accounts"
    )
    assert facts.amounts == [
        "spending total@general_public_budget 30万元",
        "spending function/201@general_public_budget 20万元 < total",
        "spending function/210@general_public_budget 10万元 < total",
    ]


def test_an_item_numbered_after_a_comma_says_nothing_of_the_one_before(facts_of: Callable) -> None:
    facts = facts_of(
        "公务用车购置费0万元，主要原因是严控经费，三、2023年公务接待费预算2万元，与2022年预算相比持平。", genre="budget"
    )
    assert facts.amounts == [
        "budget:initial three_public/vehicle_purchase 0万元",
        "budget:initial three_public/reception 2万元",
        "budget:initial three_public/reception 2022 2万元 derived",
    ]


@pytest.mark.parametrize("change", ["与上年持平", "比上年增加1万元"])
def test_what_follows_an_amount_that_was_not_understood_is_not_of_the_one_before(
    facts_of: Callable, change: str
) -> None:
    facts = facts_of(f"公务接待费3万元，野炊费2万元，{change}。", genre="final_accounts")
    assert facts.amounts == ["spending three_public/reception 3万元"]


def test_growth_in_a_budget_is_on_the_budget_of_the_year_before(facts_of: Callable) -> None:
    facts = facts_of("项目支出10万元，同比增加2万元，增长25%。", genre="budget")
    assert facts.rates == [f"year_on_year {PROJECT.partition(' ')[2]} 25% of {PROJECT} 2022"]


def test_an_item_in_the_next_sentence_is_of_the_same_fund(facts_of: Callable) -> None:
    facts = facts_of(
        "一般公共预算财政拨款支出30万元。其中：基本支出20万元，占66.67%。项目支出10万元，占33.33%。",
        genre="performance_evaluation",
    )
    assert facts.amounts[2] == "spending expenditure_type/project@general_public_budget 10万元 < total"


@pytest.mark.parametrize(
    ("sentence", "amount"),
    [
        ("年初预算50万元，追加预算10万元，支出59万元。", "spending total 59万元"),
        ("部门预算收入50万元，支出50万元。", "budget:approved total 50万元"),
        ("部门预算总收入50万元，总支出50万元。", "budget:approved total 50万元"),
        ("财政拨款收入总计50万元，支出总计50万元。", "balance balance/expenditure_grand_total@fiscal 50万元"),
    ],
)
def test_spending_told_beside_something_else_is_of_its_kind(facts_of: Callable, sentence: str, amount: str) -> None:
    assert facts_of(sentence, genre="performance_evaluation").amounts[-1] == amount


def test_changes_told_apart_belong_to_income_and_spending(facts_of: Callable) -> None:
    facts = facts_of(
        "收、支总计分别为60万元、61万元。与2022年相比，分别减少10万元、9万元，分别下降14.29%、12.86%。",
        genre="final_accounts",
    )
    assert [line for line in facts.amounts if "derived" in line] == [
        "revenue:executed revenue/grand_total 2022 70万元 derived",
        "balance balance/expenditure_grand_total 2022 70万元 derived",
    ]
    # the contract has no place for a rate of 支出总计
    assert ["-14.29%" in rate for rate in facts.rates] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "机关运行经费9万元。机关运行经费主要用于办公费2万元、公务用车运行维护费3万元。",
        "机关运行经费9万元，其中：办公费2万元，公务用车运行维护费3万元。",
        "公务用车运行维护费9万元，主要用于保险费2万元；维修费3万元。",
    ],
)
def test_what_one_kind_of_cost_was_used_for_is_not_the_departments(facts_of: Callable, text: str) -> None:
    facts = facts_of(text, genre="final_accounts")
    assert [line.split()[-1] for line in facts.amounts] == ["9万元"]
    assert facts.left["3万元"] == CROSS


def test_both_sides_of_fiscal_money_are_balances_of_that_fund(facts_of: Callable) -> None:
    facts = facts_of(
        "财政拨款收入总计60万元，其中本年收入合计50万元，年初财政拨款结转和结余10万元。",
        "上年财政拨款支出总计55万元；财政拨款支出总计60万元，比上年增加5万元。",
        genre="final_accounts",
    )
    assert facts.amounts[:3] == [
        "balance balance/grand_total@fiscal 60万元",
        "balance balance/fiscal_revenue 50万元 < grand_total",
        "balance balance/fiscal_carryover 10万元 < grand_total",
    ]
    assert "balance balance/expenditure_grand_total@fiscal 60万元" in facts.amounts
    assert not any(line.startswith("spending") for line in facts.amounts)


def test_a_fund_behind_a_semicolon_is_of_what_the_one_before_it_began_with(facts_of: Callable) -> None:
    facts = facts_of("县级预算安排8万元，支出6万元，执行率75%；上级专项资金5万元，支出4万元，执行率80%。")
    from_above = "total@superior_transfer"
    assert facts.amounts[2:] == [f"budget:approved {from_above} 5万元", f"spending {from_above} 4万元"]
    assert [rate.split(" of ")[0] for rate in facts.rates] == [
        "execution:approved total@local 75%", "execution:approved total@superior_transfer 80%",
    ]  # fmt: skip


def test_what_nothing_names_stays_unknown_behind_a_semicolon(facts_of: Callable) -> None:
    facts = facts_of("项目资金到位6万元，到位率100%；支付3万元，支付率50%。")
    assert facts.amounts == facts.rates == []
    assert facts_of("项目资金到位率100%，资金使用率98.6%。").rates == []


def test_a_rate_behind_that_of_control_is_the_wholes(facts_of: Callable) -> None:
    rates = facts_of("“三公”经费控制率82%，预算完成率98.99%。", genre="performance_evaluation").rates
    assert [rate.split()[1] for rate in rates] == ["three_public/total", "total"]
    told = "“三公”经费预算5万元，支出4万元，控制率80%，预算完成率80%。"
    assert [rate.split()[1] for rate in facts_of(told, genre="performance_evaluation").rates] == [
        "three_public/total"
    ] * 2


@pytest.mark.parametrize("year", ["本年", "当年", "全年"])
def test_this_years_budget_behind_a_carryover_is_the_budget(facts_of: Callable, year: str) -> None:
    amounts = facts_of(f"上年结转5万元，{year}预算安排80万元，支出70万元。").amounts
    assert [amount.partition(" ")[2] for amount in amounts[1:]] == ["total 80万元", "total 70万元"]
    assert amounts[1].startswith("budget:")


def test_what_running_the_office_is_spent_on_behind_a_colon_is_a_part_of_it(facts_of: Callable) -> None:
    facts = facts_of("机关运行经费预算为9万元，具体如下：办公费6万元、印刷费3万元。", genre="budget")
    assert facts.amounts == ["budget:initial operating_cost/total 9万元"]


def test_a_total_that_holds_meetings_and_training_is_none_of_three_public(facts_of: Callable) -> None:
    facts = facts_of("“三公”经费支出9万元，其中：公务接待费5万元、会议费3万元、培训费1万元。", genre="final_accounts")
    assert facts.amounts == ["spending three_public/reception 5万元 < total"]
    beside = facts_of("“三公”经费支出5万元，其中：公务接待费5万元、会议费3万元。", genre="final_accounts")
    assert beside.amounts == ["spending three_public/total 5万元", "spending three_public/reception 5万元 < total"]
