"""Lists in budget prose: 其中, 包括, brackets, 其中用于, 追加资金, and shares of a whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

BASIC = "expenditure_type/basic"
PROJECT = "expenditure_type/project"


@pytest.mark.parametrize(
    "sentence",
    [
        "执行数9万元，其中：基本支出6万元，项目支出3万元。",
        "执行数9万元，其中：基本支出6万元；项目支出3万元。",
        "执行数9万元，其中基本支出6万元、项目支出3万元。",
        "执行数9万元，包括：基本支出6万元，项目支出3万元。",
        "执行数9万元。其中：基本支出6万元，项目支出3万元。",
        "执行数9万元（其中：基本支出6万元，项目支出3万元）。",
        "执行数9万元（其中：基本支出为6万元、项目支出为3万元），",
    ],
)
def test_the_items_of_a_list_break_the_amount_before_it_down(facts_of: Callable, sentence: str) -> None:
    assert facts_of(sentence).amounts == [
        "spending total 9万元", f"spending {BASIC} 6万元 < total", f"spending {PROJECT} 3万元 < total",
    ]  # fmt: skip


def test_after_a_bracket_the_sentence_goes_on_where_it_was(facts_of: Callable) -> None:
    facts = facts_of("执行数9万元（其中：基本支出6万元，项目支出3万元），预算执行率90%。")
    assert facts.rates == ["execution:approved total 90% of budget:approved total"]


def test_after_a_list_a_measure_of_the_whole_speaks_of_the_whole(facts_of: Callable) -> None:
    facts = facts_of("预算10万元，其中：基本支出6万元、项目支出4万元，执行率90%。")
    assert facts.rates == ["execution:approved total 90% of budget:approved total"]


@pytest.mark.parametrize(
    ("sentence", "rated"),
    [
        ("；项目支出3万元，完成预算的90%；上缴上级支出6万元", PROJECT),
        ("；项目支出3万元，完成预算的90%", "total"),
    ],
)
def test_between_items_apart_by_semicolons_a_rate_is_of_the_item_before_it(
    facts_of: Callable, sentence: str, rated: str
) -> None:
    facts = facts_of(f"执行数9万元，其中：基本支出0万元{sentence}。")
    assert facts.rates == [f"execution:approved {rated} 90% of budget:approved {rated}"]


def test_what_a_bracket_holds_and_nobody_understood_stays_in_it(facts_of: Callable) -> None:
    facts = facts_of("到位资金9万元（含上级追加补助2万元），支出8万元，其中基本支出6万元、项目支出2万元。")
    assert facts.amounts[-3:] == [
        "spending total 8万元", f"spending {BASIC} 6万元 < total", f"spending {PROJECT} 2万元 < total",
    ]  # fmt: skip


def test_behind_a_whole_whose_change_is_told_a_change_is_the_last_items(facts_of: Callable) -> None:
    sentence = "支出合计9万元，比上年减少1万元。其中：基本支出6万元；项目支出3万元，比上年减少2万元。"
    facts = facts_of(sentence, genre="final_accounts")
    assert f"change:spending: {PROJECT} -2万元" in facts.amounts


def test_money_that_came_in_batches_is_told_and_outside_the_contract(facts_of: Callable) -> None:
    facts = facts_of("预算10万元，资金分两批下达：第一批下达6万元，第二批下达4万元。")
    assert {facts.left[one] for one in ("6万元", "4万元")} == {"amount outside the contract"}


def test_a_full_stop_ends_the_list(facts_of: Callable) -> None:
    facts = facts_of("预算10万元，其中：基本支出6万元，项目支出4万元。实际到位资金8万元，其中：基本支出5万元。")
    assert facts.amounts[3:] == ["budget:received total 8万元", f"budget:received {BASIC} 5万元 < total"]


def test_funds_in_a_list_are_funds_of_the_whole(facts_of: Callable) -> None:
    facts = facts_of("预算10万元，其中：财政资金8万元，其他资金2万元。")
    assert facts.amounts == [
        "budget:approved total 10万元", "budget:approved total@fiscal 8万元", "budget:approved total@other 2万元",
    ]  # fmt: skip


def test_sources_in_a_list_break_income_down(facts_of: Callable) -> None:
    facts = facts_of("收入合计10万元，其中：一般公共预算财政拨款收入8万元，其他收入2万元。", genre="final_accounts")
    assert facts.amounts[1:] == [
        "revenue:executed revenue/general_public_budget 8万元 < total", "revenue:executed revenue/other 2万元 < total",
    ]  # fmt: skip


@pytest.mark.parametrize("opening", ["主要包括", "包括", "其中"])
def test_economic_classes_break_personnel_and_public_costs_down(facts_of: Callable, opening: str) -> None:
    facts = facts_of(
        f"人员经费9万元，{opening}：基本工资6万元、津贴补贴3万元。",
        f"公用经费5万元，{opening}：办公费3万元、公务接待费2万元。",
        genre="final_accounts",
    )
    assert facts.amounts == [
        "spending basic_component/personnel 9万元", "spending economic/30101 6万元 < personnel",
        "spending economic/30102 3万元 < personnel", "spending basic_component/public 5万元",
        "spending economic/30201 3万元 < public", "spending economic/30217 2万元 < public",
    ]  # fmt: skip


def test_a_list_of_classes_without_figures_leaves_the_total_alone(facts_of: Callable) -> None:
    facts = facts_of(
        "人员经费9万元，主要包括：基本工资、津贴补贴、奖金；公用经费5万元，主要包括：办公费、印刷费。",
        genre="final_accounts",
    )
    assert [line.split(" < ")[0] for line in facts.amounts] == [
        "spending basic_component/personnel 9万元", "spending basic_component/public 5万元",
    ]  # fmt: skip


THREE_PUBLIC = (
    "“三公”经费支出决算为9万元，其中：因公出国（境）费0万元；公务用车购置及运行维护费7万元，"
    "其中：公务用车购置费4万元、公务用车运行维护费3万元；公务接待费2万元。"
)


def test_a_list_within_a_list_names_every_item(facts_of: Callable) -> None:
    facts = facts_of(THREE_PUBLIC, genre="final_accounts")
    assert [line.split(" < ")[0].removeprefix("spending three_public/") for line in facts.amounts] == [
        "total 9万元", "overseas 0万元", "vehicles 7万元", "vehicle_purchase 4万元", "vehicle_operation 3万元",
        "reception 2万元",
    ]  # fmt: skip


def test_after_a_list_within_a_list_the_outer_one_goes_on(facts_of: Callable) -> None:
    facts = facts_of(THREE_PUBLIC, genre="final_accounts")
    assert facts.amounts[-1] == "spending three_public/reception 2万元 < total"


def test_uses_are_named_as_printed(facts_of: Callable) -> None:
    facts = facts_of("执行数9万元，其中用于：职工工资、福利4万元；差旅费3万元；支付车辆运行维护费2万元。")
    assert facts.amounts == [
        "spending total 9万元", "spending use/职工工资、福利 4万元 < total", "spending use/差旅费 3万元 < total",
        "spending use/车辆运行维护费 2万元 < total",
    ]  # fmt: skip


def test_words_below_project_spending_that_name_projects_are_projects(facts_of: Callable) -> None:
    facts = facts_of("项目支出9万元，其中：展厅灯光改造项目6万元，藏品维护经费3万元。")
    assert facts.amounts[1:] == [
        "spending project/展厅灯光改造项目 6万元 < project", "spending project/藏品维护经费 3万元 < project",
    ]  # fmt: skip


def test_supplementary_funds_have_their_own_budget_receipt_and_spending(facts_of: Callable) -> None:
    facts = facts_of(
        "2023年追加资金10万元（其中：本级财力安排4万元，上级专项资金6万元），实际到位资金8万元。"
        "截至2023年6月底追加资金执行数5万元，其中用于：驻村补助4万元，已支付3万元；维修费4万元，已支付2万元。"
    )
    about = "supplementary/total"
    assert facts.amounts == [
        f"budget:approved {about} 10万元", f"budget:approved {about}@local 4万元",
        f"budget:approved {about}@superior_transfer 6万元", f"budget:received {about} 8万元", f"spending {about} 5万元",
        "budget:received supplementary/驻村补助 4万元 < total", "spending supplementary/驻村补助 3万元 < total",
        "budget:received supplementary/维修费 4万元 < total", "spending supplementary/维修费 2万元 < total",
    ]  # fmt: skip


def test_what_was_paid_of_a_supplementary_item_is_spending_whatever_the_list_breaks_down(facts_of: Callable) -> None:
    facts = facts_of("追加资金10万元，其中用于：驻村补助6万元，已支付5万元。")
    assert facts.amounts[-1] == "spending supplementary/驻村补助 5万元 < total"


def test_paid_without_another_word_is_what_was_spent_of_a_supplementary_item(facts_of: Callable) -> None:
    facts = facts_of("追加资金10万元，执行数3万元，其中用于：驻村补助6万元，支付3万元；体检费4万元，未支付。")
    assert facts.amounts[2:] == [
        "budget:received supplementary/驻村补助 6万元 < total", "spending supplementary/驻村补助 3万元 < total",
        "budget:received supplementary/体检费 4万元 < total",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        ("本年支出合计10万元，其中：基本支出6万元，占60%。", "spending total"),
        ("基本支出6万元，占本年支出的60%。", "spending total"),
        ("基本支出6万元，占60%。", "spending total"),
        ("人员经费6万元，占基本支出的60%。", "spending expenditure_type/basic"),
        ("人员经费6万元，占60%。", "spending expenditure_type/basic"),
        ("公务接待费支出6万元，占60%。", "spending three_public/total"),
        ("政府采购货物支出6万元，占政府采购支出总额的60%。", "spending procurement/total"),
        ("收入合计10万元，其中：事业收入6万元，占60%。", "revenue:executed revenue/total"),
    ],
)
def test_a_share_is_of_the_whole_it_names_or_else_of_its_own_kind(
    facts_of: Callable, sentence: str, whole: str
) -> None:
    rates = facts_of(sentence, genre="final_accounts").rates
    assert [(rate.split(" ")[0], rate.rpartition(" of ")[2]) for rate in rates] == [("share", whole)]


def test_parallel_subjects_do_not_share_a_figure(facts_of: Callable) -> None:
    facts = facts_of("公务用车购置费0万元，公务用车运行维护费3万元。", genre="final_accounts")
    assert facts.amounts == [
        "spending three_public/vehicle_purchase 0万元",
        "spending three_public/vehicle_operation 3万元",
    ]


def test_projects_are_named_behind_what_project_spending_mainly_is(facts_of: Callable) -> None:
    facts = facts_of("项目支出11万元，主要为优抚补助经费8万元、退役安置补助3万元。")
    assert facts.amounts[1:] == [
        "spending project/优抚补助经费 8万元 < project", "spending project/退役安置补助 3万元 < project",
    ]  # fmt: skip


def test_a_bracket_without_a_figure_leaves_its_clause_whole(facts_of: Callable) -> None:
    facts = facts_of("本部门2023年度收、支总计（含结转和结余）9万元。", genre="final_accounts")
    assert facts.amounts == ["revenue:executed revenue/grand_total 9万元"]


@pytest.mark.parametrize("words", ["各是9，8万元", "分别为9万元、8万元", "各为9万元和8万元"])
def test_income_and_spending_in_one_wording_have_a_figure_each(facts_of: Callable, words: str) -> None:
    facts = facts_of(f"2023年度收、支总计{words}。", genre="final_accounts")
    assert facts.amounts == [
        "revenue:executed revenue/grand_total 9万元", "balance balance/expenditure_grand_total 8万元",
    ]  # fmt: skip


def test_a_project_is_named_behind_the_word_that_opens_the_list(facts_of: Callable) -> None:
    facts = facts_of("项目支出5万元，项目支出包括委员活动经费3万元。")
    assert "spending project/委员活动经费 3万元 < project" in facts.amounts


def test_a_bracket_that_names_the_whole_of_items_just_named_is_the_subject(facts_of: Callable) -> None:
    facts = facts_of(
        "因公出国（境）费、公务接待费、公务用车购置费、公务用车运行维护费（“三公”经费）支出决算9万元。",
        genre="final_accounts",
    )
    assert facts.amounts == ["spending three_public/total 9万元"]


def test_classes_of_procurement_parted_by_semicolons_are_all_read(facts_of: Callable) -> None:
    facts = facts_of(
        "政府采购支出总额9万元，其中：货物类采购6万元；工程类采购0万元；服务类采购3万元。", genre="final_accounts"
    )
    assert [line.split(" < ")[0] for line in facts.amounts[1:]] == [
        "spending procurement/goods 6万元", "spending procurement/works 0万元", "spending procurement/services 3万元",
    ]  # fmt: skip


def test_the_department_by_a_shorter_name_hides_nothing(facts_of: Callable) -> None:
    assert facts_of("县文化馆2023年支出合计9万元。", genre="final_accounts").amounts == ["spending total 9万元"]
    assert facts_of("蓝莓基地2023年支出合计9万元。", genre="final_accounts").amounts == []


def test_an_amount_said_again_is_told_apart_from_one_not_understood(facts_of: Callable) -> None:
    facts = facts_of("外事接待支出3万元，外事接待2批次，共计支出3万元。", genre="final_accounts")
    assert facts.left["3万元"] == "repeated amount"


def test_a_class_without_the_word_spending_is_one_beside_other_classes(facts_of: Callable) -> None:
    facts = facts_of("执行数9万元，其中：一般公共服务5万元，教育3万元，国防1万元。为学生教育投入2万元。")
    assert facts.amounts == [
        "spending total 9万元", "spending function/201 5万元 < total", "spending function/205 3万元 < total",
        "spending function/203 1万元 < total",
    ]  # fmt: skip


@pytest.mark.parametrize("opening", ["支出9万元，其中：", ""])
def test_a_share_alone_in_brackets_is_of_the_list_s_whole(facts_of: Callable, opening: str) -> None:
    facts = facts_of(f"{opening}基本支出6万元（占66.67%），项目支出3万元（占33.33%）。", genre="final_accounts")
    assert facts.rates == [
        f"share {BASIC} 66.67% of spending total", f"share {PROJECT} 33.33% of spending total",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "fund"),
    [
        ("政府性基金预算财政拨款收入9万元，支出9万元，其中：项目支出9万元。", "government_fund"),
        ("财政拨款收入9万元，年初财政拨款结转和结余1万元，支出9万元，其中：项目支出9万元。", "fiscal"),
    ],
)
def test_spending_told_behind_a_funds_income_is_of_that_fund(facts_of: Callable, text: str, fund: str) -> None:
    spent = [line for line in facts_of(text, genre="final_accounts").amounts if line.startswith("spending")]
    assert spent == [f"spending total@{fund} 9万元", f"spending expenditure_type/project@{fund} 9万元 < total"]


def test_what_follows_a_list_of_funds_is_of_all_of_them(facts_of: Callable) -> None:
    facts = facts_of(
        "2023年总收入9万元，其中：一般公共预算5万元，国有资本经营预算0万元，其他收入4万元。与上年相比，增加1万元。",
        genre="budget",
    )
    assert facts.amounts[-1] == "revenue:initial revenue/total 2022 8万元 derived"


def test_items_behind_a_colon_are_of_the_fund_before_it(facts_of: Callable) -> None:
    facts = facts_of("一般公共预算支出按功能分类：教育支出5万元；卫生健康支出4万元。", genre="budget")
    assert [line.split()[1] for line in facts.amounts] == [
        "function/205@general_public_budget",
        "function/210@general_public_budget",
    ]


def test_both_sides_of_a_fund_are_one_total(facts_of: Callable) -> None:
    facts = facts_of("财政拨款收入、支出决算总计均为9万元。", genre="final_accounts")
    assert facts.amounts == ["balance balance/grand_total@fiscal 9万元"]


def test_an_unknown_matter_behind_a_semicolon_is_not_the_one_before_it(facts_of: Callable) -> None:
    facts = facts_of("培训费预算9万元；举办中小学生运动会，经费预算5万元。", genre="budget")
    assert facts.amounts == ["budget:initial economic/30216 9万元"]


def test_an_items_own_year_stands_behind_its_name(facts_of: Callable) -> None:
    facts = facts_of("“三公”经费预算9万元，同比减少1万元，其中公务接待费2022年3万元。", genre="budget")
    assert facts.amounts[-1] == "budget:initial three_public/total 2022 10万元 derived"
    assert "budget:initial three_public/reception 2022 3万元 < total" in facts.amounts


@pytest.mark.parametrize(
    ("opens", "fund"),
    [
        ("财政拨款收入支出主要内容如下：", "@fiscal"),
        ("主要内容如下：", ""),
        ("一般公共预算拨款支出主要内容如下：", "@general_public_budget"),
    ],
)
def test_items_below_a_colon_are_not_of_the_fund_told_last_before_its_sentence(
    facts_of: Callable, opens: str, fund: str
) -> None:
    text = f"预算支出总额为90.00万元，其中：一般公共预算拨款90.00万元，国有资本经营预算拨款0万元。{opens}"
    facts = facts_of(text, "1.“教育支出”科目90.00万元，主要用于运转。", genre="budget")
    assert facts.amounts[-1] == f"budget:initial function/205{fund} 90.00万元"


@pytest.mark.parametrize("parted", ["。", "。\n"], ids=["in one paragraph", "in two"])
def test_each_way_of_dividing_the_spending_divides_the_whole(facts_of: Callable, parted: str) -> None:
    text = (
        "一般公共预算财政拨款支出9万元，与年初预算数8万元相比，完成年初预算的112.5%。按用途划分：教育支出9万元"
        f"{parted}按支出性质划分：基本支出6万元，其中人员经费5万元，公用经费1万元；项目支出3万元。"
    )
    amounts = facts_of(*text.split("\n"), genre="final_accounts").amounts
    fund = "@general_public_budget"
    assert amounts[2:] == [
        f"spending function/205{fund} 9万元 < total",
        f"spending expenditure_type/basic{fund} 6万元 < total",
        f"spending basic_component/personnel{fund} 5万元 < basic",
        f"spending basic_component/public{fund} 1万元 < basic",
        f"spending expenditure_type/project{fund} 3万元 < total",
    ]


@pytest.mark.parametrize("last", ["公务接待费", "公务用车购置及运行费"])
def test_an_item_of_three_public_is_no_part_of_another(facts_of: Callable, last: str) -> None:
    first = f"“三公”经费支出9万元，其中：因公出国（境）费2万元，{last}7万元。具体情况如下："
    amounts = facts_of(first, "1.因公出国（境）费支出2万元。", genre="final_accounts").amounts
    assert amounts[-1] == "spending three_public/overseas 2万元"


def test_a_bracket_on_a_part_does_not_hide_the_share_behind_it(facts_of: Callable) -> None:
    text = "收入合计10万元。其中：事业收入2万元（含教育收费1万元），占总收入的20%；其他收入8万元，占总收入的80%。"
    rates = facts_of(text, genre="final_accounts").rates
    assert [rate.split(" ")[1] for rate in rates] == ["revenue/institution_income", "revenue/other"]


def test_where_the_whole_has_its_rate_the_next_is_an_items(facts_of: Callable) -> None:
    text = (
        "“三公”经费支出预算10万元，支出决算9万元，完成预算的90%，其中：因公出国（境）费支出决算0万元；"
        "公务接待费支出决算6万元，完成预算的100%；公务用车运行维护费支出决算3万元，完成预算的75%。比上年减少1万元。"
    )
    facts = facts_of(text, genre="final_accounts")
    items = [rate.split(" ")[1] for rate in facts.rates]
    assert items == [f"three_public/{item}" for item in ("total", "reception", "vehicle_operation")]
    assert facts.amounts[-1] == "spending three_public/total 2022 10万元 derived"


def test_a_share_of_basic_spending_is_of_the_parts_own_fund(facts_of: Callable) -> None:
    text = "财政拨款基本支出10万元，其中：人员经费9万元，占基本支出的90%；公用经费1万元，占基本支出的10%。"
    whole = "expenditure_type/basic@fiscal"
    assert [rate.rpartition(" of ")[2] for rate in facts_of(text, genre="final_accounts").rates] == [
        f"spending {whole}", f"spending {whole}",
    ]  # fmt: skip


def test_a_whole_that_is_named_again_behind_its_list_is_compared(facts_of: Callable) -> None:
    text = (
        "2023年预算收入9万元，其中一般公共预算拨款收入7万元、政府性基金拨款收入2万元，2023年预算收入较上年增加1万元。"
    )
    amounts = facts_of(text, genre="budget").amounts
    assert "revenue:initial revenue/government_fund 2万元 < total" in amounts
    assert "revenue:initial revenue/total 2022 8万元 derived" in amounts


@pytest.mark.parametrize(("kind", "code"), [("货物类", "goods"), ("工程类", "works"), ("服务类", "services")])
def test_procurement_by_kind_may_be_called_so(facts_of: Callable, kind: str, code: str) -> None:
    amounts = facts_of(f"政府采购预算共9万元，其中政府采购{kind}预算9万元。", genre="budget").amounts
    assert amounts[1] == f"budget:initial procurement/{code} 9万元 < total"


def test_items_told_by_fund_are_compared_one_by_one(facts_of: Callable) -> None:
    text = (
        "财政拨款支出9万元，其中一般公共预算财政拨款支出7万元，较上年增加1万元；"
        "政府性基金预算财政拨款支出2万元，较上年减少3万元。"
    )
    amounts = facts_of(text, genre="final_accounts").amounts
    assert amounts[-1] == "spending total@government_fund 2022 5万元 derived"


@pytest.mark.parametrize(
    ("text", "grown"),
    [
        (
            "财政拨款支出90万元，其中一般公共预算拨款支出80万元、政府性基金拨款支出10万元，较上年增加5万元。",
            "total@fiscal",
        ),
        ("财政拨款收入90万元，其中一般公共预算拨款收入90万元、政府性基金拨款收入0万元，较上年增加5万元。", "fiscal"),
    ],
)
def test_what_follows_a_list_of_funds_told_together_compares_the_whole(
    facts_of: Callable, text: str, grown: str
) -> None:
    changes = [line for line in facts_of(text, genre="budget").amounts if line.startswith("change:")]
    assert [line.split()[1].rpartition("/")[2].removesuffix("_revenue") for line in changes] == [grown]


def test_an_item_does_not_grow_by_more_than_it_is(facts_of: Callable) -> None:
    text = "财政拨款支出90万元，其中一般公共预算拨款支出90万元，政府性基金拨款支出0万元，较上年增加5万元，增长5.88%。"
    facts = facts_of(text, genre="budget")
    assert not any("change" in line for line in facts.amounts)
    assert facts.rates == []


def test_the_change_of_what_is_outside_is_not_the_wholes_behind_its_share(facts_of: Callable) -> None:
    text = "2023年政府采购预算90万元，其中：政府集中采购预算80万元，占政府采购预算的88.89%，同比增加2万元，增长2.56%。"
    facts = facts_of(text, genre="budget")
    assert facts.amounts == ["budget:initial procurement/total 90万元"]
    assert facts.rates == []


def test_kinds_of_procurement_are_parts_of_the_whole_whatever_is_told_between(facts_of: Callable) -> None:
    facts = facts_of(
        "2023年政府采购预算9万元。按资金类型划分，一般公共预算拨款9万元，政府性基金预算拨款0万元。"
        "按项目类型，分为货物类采购、工程类采购和服务类采购三种类型。其中：货物类采购6万元；服务类采购3万元。",
        genre="budget",
    )
    assert facts.amounts[3:] == [
        "budget:initial procurement/goods 6万元 < total", "budget:initial procurement/services 3万元 < total",
    ]  # fmt: skip


def test_the_kinds_behind_the_colon_of_one_fund_are_of_that_fund(facts_of: Callable) -> None:
    facts = facts_of(
        "政府采购预算总额9万元：政府采购货物预算6万元、政府采购服务预算3万元；"
        "其中一般公共预算拨款政府采购8万元：政府采购货物预算6万元、政府采购服务预算2万元。",
        genre="budget",
    )
    assert facts.amounts[3:] == [
        "budget:initial procurement/total@general_public_budget 8万元",
        "budget:initial procurement/goods@general_public_budget 6万元 < total",
        "budget:initial procurement/services@general_public_budget 2万元 < total",
    ]


def test_the_whole_of_another_year_is_no_item_of_the_list_before(facts_of: Callable) -> None:
    facts = facts_of(
        "2023年“三公”经费支出9万元，其中：公务接待费5万元、公务用车运行维护费4万元。"
        "2022年的“三公”经费支出合计12万元，其中：公务用车运行维护费8万元，公务接待费4万元。",
        genre="final_accounts",
    )
    assert facts.amounts[3:] == [
        "spending three_public/total 2022 12万元",
        "spending three_public/vehicle_operation 2022 8万元 < total",
        "spending three_public/reception 2022 4万元 < total",
    ]


def test_what_institutions_below_the_office_run_on_has_its_own_parts(facts_of: Callable) -> None:
    facts = facts_of(
        "另外，下属共有6个事业单位，事业运行经费总预算安排9万元，其中：基本支出预算5万元，项目支出预算4万元，同比增加1万元。",
        genre="budget",
    )
    assert facts.amounts == []


def test_the_fund_of_three_public_that_the_leading_line_names(facts_of: Callable) -> None:
    facts = facts_of(
        "财政拨款“三公”经费2023年决算情况如下：",
        "一、公务接待费",
        "2023年公务接待费9万元。",
        "二、其他",
        "一般公共预算财政拨款公务用车运行维护费支出3万元。",
        genre="final_accounts",
    )
    assert facts.amounts == [
        "spending three_public/reception@fiscal 9万元",
        "spending three_public/vehicle_operation@general_public_budget 3万元",
    ]


def test_spending_of_the_fund_whose_income_the_paragraph_opens_with(facts_of: Callable) -> None:
    facts = facts_of(
        "四、财政拨款收入支出决算情况说明",
        "财政拨款本年收入15万元；本年支出14万元。具体情况如下：",
        "一般公共预算财政拨款本年收入9万元，比上年增加1万元。压缩了会议；本年支出8万元，比上年增加2万元。",
        genre="final_accounts",
    )
    assert "spending total@fiscal 14万元" in facts.amounts
    assert "spending total@general_public_budget 8万元" in facts.amounts
    assert "spending total@general_public_budget 2022 6万元 derived" in facts.amounts


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("政府采购支出9万元，其中：采购货物6万元、采购工程0元、采购服务3万元。", ["goods", "works", "services"]),
        ("“三公”经费9万元，其中：公务用车运行6万元；接待费3万元。", ["vehicle_operation", "reception"]),
    ],
)
def test_short_names_in_the_list_of_their_whole(facts_of: Callable, text: str, items: list[str]) -> None:
    amounts = facts_of(text, genre="final_accounts").amounts
    assert [line.split()[1].partition("/")[2] for line in amounts[1:]] == items
