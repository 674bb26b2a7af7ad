"""Budget prose: totals, kinds of spending, classes and funds, and the rates stated with them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

WHOLE = "budget:approved total"


def test_the_worked_example_of_the_contract(facts_of: Callable) -> None:
    facts = facts_of(
        "我单位2023年预算506.83万元，实际到位资金391.2万元，到位率77.19%。"
        "截至2023年6月底资金执行数324.56万元，预算执行率64.04%。"
    )
    assert facts.amounts == [f"{WHOLE} 506.83万元", "budget:received total 391.2万元", "spending total 324.56万元"]
    assert facts.rates == [f"received:approved total 77.19% of {WHOLE}", f"execution:approved total 64.04% of {WHOLE}"]
    assert facts.left == {}


@pytest.mark.parametrize(
    ("sentence", "amount"),
    [
        ("年初预算数9万元。", "budget:initial total 9万元"),
        ("年初批复预算为9万元。", "budget:initial total 9万元"),
        ("全年预算数9万元。", "budget:adjusted total 9万元"),
        ("调整后预算数9万元。", "budget:adjusted total 9万元"),
        ("预算安排总额为9万元。", "budget:approved total 9万元"),
        ("实际到位资金9万元。", "budget:received total 9万元"),
        ("已支付9万元。", "spending total 9万元"),
        ("全年执行数共计9万元。", "spending total 9万元"),
        ("支出决算数为9万元。", "spending total 9万元"),
        ("本年支出合计9万元。", "spending total 9万元"),
        ("本年收入合计9万元。", "revenue:executed revenue/total 9万元"),
        ("收、支总计均为9万元。", "revenue:executed revenue/grand_total 9万元"),
        ("上级补助收入9万元。", "revenue:executed revenue/superior_subsidy 9万元"),
        ("年初结转和结余9万元。", "revenue:executed revenue/opening_carryover 9万元"),
        ("年末结转和结余9万元。", "balance balance/closing_carryover 9万元"),
        ("机关运行经费支出9万元。", "spending operating_cost/total 9万元"),
        ("公务用车运行维护费支出9万元。", "spending three_public/vehicle_operation 9万元"),
        ("公务接待费年初预算9万元。", "budget:initial three_public/reception 9万元"),
        ("一般公共预算财政拨款支出9万元。", "spending total@general_public_budget 9万元"),
        ("支出决算9亿元。", "spending total 9亿元"),
        ("支出决算90000元。", "spending total 90000元"),
    ],
)
def test_a_figure_is_what_the_words_before_it_name(facts_of: Callable, sentence: str, amount: str) -> None:
    assert facts_of(sentence, genre="final_accounts").amounts == [amount]


@pytest.mark.parametrize(
    ("wording", "rate"),
    [
        ("完成年初预算的95%", "execution:initial total 95% of budget:initial total"),
        ("占年初预算的95%", "execution:initial total 95% of budget:initial total"),
        ("完成调整预算数的95%", "execution:adjusted total 95% of budget:adjusted total"),
        ("完成全年预算95%", "execution:adjusted total 95% of budget:adjusted total"),
        ("完成预算的95%", "execution:approved total 95% of budget:approved total"),
        ("执行率95%", "execution:approved total 95% of budget:approved total"),
        ("支付进度为95%", "execution:approved total 95% of budget:approved total"),
    ],
)
def test_a_rate_of_execution_names_its_basis(facts_of: Callable, wording: str, rate: str) -> None:
    assert facts_of(f"支出决算为9万元，{wording}。", genre="final_accounts").rates == [rate]


def test_a_rate_without_a_basis_is_of_the_budget_last_printed(facts_of: Callable) -> None:
    facts = facts_of("年初预算10万元，执行数9万元，预算执行率90%。")
    assert facts.rates == ["execution:initial total 90% of budget:initial total"]


def test_a_rate_of_use_is_of_the_funds_received(facts_of: Callable) -> None:
    facts = facts_of("到位资金10万元，实际使用9万元，资金使用率90%。")
    assert facts.rates == ["use_of_received:received total 90% of budget:received total"]


def test_income_and_spending_budgeted_in_one_figure_are_two_amounts(facts_of: Callable) -> None:
    facts = facts_of("2023年收支总预算9万元。", genre="budget")
    assert facts.amounts == ["budget:initial total 9万元", "revenue:initial revenue/grand_total 9万元"]


@pytest.mark.parametrize(
    ("sentence", "amounts"),
    [
        (
            "教育支出（205）普通教育（20502）小学教育（2050202）：支出决算为9万元，完成预算90%。",
            ["spending function/2050202 9万元"],
        ),
        ("2050202-小学教育支出决算为9万元，完成预算90%。", ["spending function/2050202 9万元"]),
        (
            "教育支出（类）普通教育（款）小学教育（项）支出决算为9万元，完成预算90%。",
            ["spending function/2050202 9万元"],
        ),
        ("教育支出（类）支出决算为9万元，完成预算90%。", ["spending function/205 9万元"]),
        ("教育支出9万元，完成预算90%。", ["spending function/205 9万元"]),
    ],
    ids=["codes in brackets", "a code and a dash", "levels in brackets", "one level in brackets", "a known name"],
)
def test_a_functional_class_is_read_in_each_spelling(facts_of: Callable, sentence: str, amounts: list[str]) -> None:
    facts = facts_of("一、支出决算情况", sentence, genre="final_accounts")
    assert facts.amounts == amounts
    assert [rate.split(" ")[1] for rate in facts.rates] == [amounts[0].split(" ")[1]]


def test_a_class_named_in_a_sentence_of_its_own_governs_the_next(facts_of: Callable) -> None:
    facts = facts_of(
        "教育支出（类）普通教育（款）小学教育（项）。年初预算为10万元，支出决算为9万元。", genre="final_accounts"
    )
    assert facts.amounts == ["budget:initial function/2050202 10万元", "spending function/2050202 9万元"]


def test_a_name_gets_the_code_that_the_document_prints_with_it_elsewhere(facts_of: Callable) -> None:
    facts = facts_of(
        "普通教育（20502）小学教育（2050202）：支出决算为9万元。",
        "教育支出（类）普通教育（款）小学教育（项）年初预算为10万元。",
        genre="final_accounts",
    )
    assert facts.amounts == ["spending function/2050202 9万元", "budget:initial function/2050202 10万元"]


def test_a_section_lends_its_subject_to_the_sentences_below(facts_of: Callable) -> None:
    facts = facts_of(
        "七、“三公”经费财政拨款支出决算情况说明", "2023年支出决算为9万元，完成预算的90%。", genre="final_accounts"
    )
    assert facts.amounts == ["spending three_public/total@fiscal 9万元"]
    assert facts.rates == [
        "execution:approved three_public/total@fiscal 90% of budget:approved three_public/total@fiscal"
    ]


def test_a_new_sentence_speaks_of_the_section_again(facts_of: Callable) -> None:
    facts = facts_of("一、支出决算情况", "基本支出9万元。2023年支出决算为10万元。", genre="final_accounts")
    assert facts.amounts == ["spending expenditure_type/basic 9万元", "spending total 10万元"]


def test_a_figure_of_another_year_stays_in_that_year(facts_of: Callable) -> None:
    facts = facts_of("2022年预算9万元，2023年预算10万元。")
    assert facts.amounts == ["budget:approved total 2022 9万元", "budget:approved total 10万元"]


def test_in_a_budget_what_is_spent_is_the_initial_budget(facts_of: Callable) -> None:
    facts = facts_of("一、支出预算情况", "2023年基本支出9万元，项目支出1万元。上年预算数8万元。", genre="budget")
    assert facts.amounts[:2] == [
        "budget:initial expenditure_type/basic 9万元", "budget:initial expenditure_type/project 1万元",
    ]  # fmt: skip


@pytest.mark.parametrize("genre", ["final_accounts", "performance_evaluation"])
def test_procurement_is_spending_by_its_parts(facts_of: Callable, genre: str) -> None:
    facts = facts_of(
        "2023年政府采购支出总额9万元，其中：政府采购货物支出5万元、政府采购工程支出0万元、政府采购服务支出4万元。"
        "授予中小企业合同金额6万元，占政府采购支出总额的66.67%，其中：授予小微企业合同金额3万元，占政府采购支出总额的33.33%。",
        genre=genre,
    )
    assert facts.amounts == [
        "spending procurement/total 9万元", "spending procurement/goods 5万元 < total",
        "spending procurement/works 0万元 < total", "spending procurement/services 4万元 < total",
        "spending procurement/sme_contracts 6万元", "spending procurement/micro_contracts 3万元 < sme_contracts",
    ]  # fmt: skip
    assert [rate.rpartition(" of ")[2] for rate in facts.rates] == ["spending procurement/total"] * 2


@pytest.mark.parametrize(
    ("genre", "amounts"),
    [("performance_evaluation", ["budget:received total@fiscal 9万元"]), ("final_accounts", [])],
)
def test_money_that_came_is_never_spending(facts_of: Callable, genre: str, amounts: list[str]) -> None:
    assert facts_of("2023年收到财政拨款9万元。", genre=genre).amounts == amounts


def test_the_title_of_an_evaluation_tells_no_measure(facts_of: Callable) -> None:
    assert facts_of("2023年财政拨款9万元。", genre="performance_evaluation").left == {"9万元": "unmapped"}


@pytest.mark.parametrize("between", [" ", "", "。"])
def test_a_title_may_run_into_its_first_sentence(facts_of: Callable, between: str) -> None:
    facts = facts_of(
        f"二、收入决算情况说明{between}2023年度收入合计9万元，其中：事业收入2万元。", genre="final_accounts"
    )
    assert facts.amounts == [
        "revenue:executed revenue/total 9万元", "revenue:executed revenue/institution_income 2万元 < total",
    ]  # fmt: skip
    assert [section.title for section in facts.extraction.outline.sections][-1] == "收入决算情况说明"


@pytest.mark.parametrize("rate", ["；执行率：50%。", "，完成年度预算的50%。", "，执行率:50%。"])
def test_a_rate_behind_its_label(facts_of: Callable, rate: str) -> None:
    assert facts_of(f"预算数：12万元；执行数：6万元{rate}").rates == [
        "execution:approved total 50% of budget:approved total"
    ]


def test_a_sign_of_money_changes_nothing(facts_of: Callable) -> None:
    facts = facts_of("年初预算为￥12,000.00元，实际支出¥ 6,000.00元。")
    assert facts.amounts == ["budget:initial total 12000.00元", "spending total 6000.00元"]


def test_a_share_of_what_an_item_s_whole_spent_is_of_that_whole(facts_of: Callable) -> None:
    text = "公务接待费支出决算1.8万元，占财政拨款“三公”经费总支出决算的100%。"
    assert facts_of(text, genre="final_accounts").rates == [
        "share three_public/reception 100% of spending three_public/total@fiscal"
    ]


def test_the_operating_cost_of_a_department_and_its_units_is_the_departments(facts_of: Callable) -> None:
    text = "2023年本级及所属的参公事业单位的机关运行经费财政拨款预算9万元。"
    assert facts_of(text, genre="budget").amounts == ["budget:initial operating_cost/total@fiscal 9万元"]


@pytest.mark.parametrize("both", ["收入总计与支出总计", "收入总计和支出总计", "收入、支出总计", "总收入与总支出"])
def test_income_and_spending_told_as_one_are_the_grand_total(facts_of: Callable, both: str) -> None:
    facts = facts_of(f"2023年度{both}均为12万元。", genre="final_accounts")
    assert facts.amounts == ["revenue:executed revenue/grand_total 12万元"]


@pytest.mark.parametrize("share", ["为年度预算的", "占年度预算的", "占当年预算"])
def test_spending_as_a_share_of_the_years_budget_is_its_rate(facts_of: Callable, share: str) -> None:
    rates = facts_of(f"截至6月末，支出6万元，{share}50%。").rates
    assert rates == ["execution:approved total 50% of budget:approved total"]


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("2023年度用于保障本馆机关、下属事业单位等机构正常运转的日常支出9万元，比上年增加1万元。", "basic"),
        ("2023年度用于保障本馆为完成特定的工作任务，用于专项业务工作的经费支出9万元，比上年增加1万元。", "project"),
    ],
)
def test_basic_and_project_spending_told_by_what_it_is_for(facts_of: Callable, text: str, item: str) -> None:
    assert facts_of(text, genre="final_accounts").amounts[:2] == [
        f"spending expenditure_type/{item} 9万元", f"change:spending: expenditure_type/{item} 1万元",
    ]  # fmt: skip


def test_operating_cost_by_its_short_name_in_an_item_about_it(facts_of: Callable) -> None:
    facts = facts_of("1.机关运行经费。2023年一般公共预算财政拨款运行经费9万元。", genre="budget")
    assert facts.amounts == ["budget:initial operating_cost/total@general_public_budget 9万元"]
    assert facts_of("幼儿园运行经费9万元。", genre="budget").amounts == []


def test_items_of_three_public_told_with_what_was_spent_and_planned(facts_of: Callable) -> None:
    facts = facts_of(
        "“三公”经费支出9万元，年初预算为10万元。其中：因公出国（境）支出2万元，年初预算为3万元。",
        genre="final_accounts",
    )
    assert facts.amounts[2:] == [
        "spending three_public/overseas 2万元 < total", "budget:initial three_public/overseas 3万元 < total",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("公务车购置及运行维护费支出9万元。", "spending three_public/vehicles 9万元"),
        ("公务用车运行维护及购置费支出9万元。", "spending three_public/vehicles 9万元"),
        ("公务用车运行及维护支出9万元。", "spending three_public/vehicle_operation 9万元"),
        ("商品与服务支出9万元。", "spending economic/302 9万元"),
        ("对个人与家庭补助支出9万元。", "spending economic/303 9万元"),
        (
            "一般公共预算及政府性基金财政拨款“三公”经费支出决算9万元。",
            "spending three_public/total@fiscal 9万元",
        ),
    ],
)
def test_other_words_for_items_and_for_both_funds_together(facts_of: Callable, sentence: str, fact: str) -> None:
    assert facts_of(sentence, genre="final_accounts").amounts == [fact]


def test_the_department_by_a_shorter_name_before_its_income(facts_of: Callable) -> None:
    assert facts_of("2023年县文馆收入预算总额为9万元。", genre="budget").amounts == [
        "revenue:initial revenue/total 9万元"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2023年部门决算公开“三公”经费合计9万元。",
        "2023年我馆部门决算汇总“三公”经费9万元。",
        "“三公”经费决算数据为9万元。",
    ],
)
def test_words_for_the_accounts_themselves_say_nothing_else(facts_of: Callable, text: str) -> None:
    assert facts_of(text, genre="final_accounts").amounts == ["spending three_public/total 9万元"]


def test_a_part_of_the_grant_is_not_all_income(facts_of: Callable) -> None:
    assert facts_of("经费拨款收入9万元，非税收入拨款1万元。", genre="budget").amounts == []
