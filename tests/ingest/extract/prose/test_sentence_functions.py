"""Functional classes by name in prose: items without codes, their own breakdown, aims that are no subject."""

from __future__ import annotations

from collections.abc import Callable

import pytest

SECTION = "二、支出按功能分类情况"


def test_items_below_a_functional_title_are_functional(facts_of: Callable) -> None:
    facts = facts_of(SECTION, "初中教育支出2万元，机构运行1万元，住房公积金3万元。", genre="budget")
    assert facts.amounts == [
        "budget:initial function/2050203 2万元", "budget:initial function/机构运行 1万元",
        "budget:initial function/2210201 3万元",
    ]  # fmt: skip


def test_the_same_word_is_an_economic_class_among_personnel_costs(facts_of: Callable) -> None:
    facts = facts_of("人员经费9万元，包括：基本工资6万元、住房公积金3万元。", genre="final_accounts")
    assert facts.amounts[-1] == "spending economic/30113 3万元 < personnel"


def test_the_kinds_of_spending_of_a_function_are_not_those_of_the_department(facts_of: Callable) -> None:
    facts = facts_of(SECTION, "初中教育支出2万元，其中：基本支出1.5万元，项目支出0.5万元。", genre="budget")
    assert facts.amounts == ["budget:initial function/2050203 2万元"]
    assert facts.left["1.5万元"] == "cross classification outside the contract"


def test_what_money_is_for_is_no_subject_of_what_follows(facts_of: Callable) -> None:
    facts = facts_of("教育支出9万元，主要用于人员经费和办公经费，完成年初预算98%。", genre="final_accounts")
    assert facts.rates == ["execution:initial function/205 98% of budget:initial function/205"]


def test_a_class_that_is_called_a_class_is_read(facts_of: Callable) -> None:
    facts = facts_of("教育支出类科目9万元，同比增加1万元，增长12.5%。", genre="final_accounts")
    assert facts.amounts[-1] == "spending function/205 2022 8万元 derived"


def test_projects_behind_a_count_of_them_are_each_a_project(facts_of: Callable) -> None:
    facts = facts_of("项目支出8万元，分别是会议经费5万元，维修项目经费3万元。", genre="budget")
    assert [line.split(" < ")[0] for line in facts.amounts[1:]] == [
        "budget:initial project/会议经费 5万元", "budget:initial project/维修项目经费 3万元",
    ]  # fmt: skip


def test_a_comparison_behind_a_list_parted_by_semicolons_is_of_the_whole(facts_of: Callable) -> None:
    facts = facts_of(
        "支出合计9万元，其中：基本支出6万元；项目支出3万元；与2022年相比，增加1万元，增长12.5%。",
        genre="final_accounts",
    )
    assert facts.amounts[-1] == "spending total 2022 8万元 derived"


def test_economic_classes_of_projects_are_not_those_of_the_department(facts_of: Callable) -> None:
    facts = facts_of("项目支出6万元，其中：商品和服务支出6万元。", genre="budget")
    assert facts.amounts == ["budget:initial expenditure_type/project 6万元"]


def test_what_is_spent_in_the_whole_year_is_not_spent_of_added_funds_alone(facts_of: Callable) -> None:
    facts = facts_of("2023年年初预算5万元，年中追加1万元，全年执行数5.9万元，预算执行率98.33%。")
    assert facts.amounts[-1] == "spending total 5.9万元"
    assert facts.rates[0].startswith("execution:adjusted total 98.33%")


@pytest.mark.parametrize(
    "sentence",
    [
        "2050202小学教育支出决算为9万元，完成预算90%。",
        "2050202 小学教育：支出决算为9万元，完成预算90%。",
        "（2050202）小学教育：支出决算为9万元，完成预算90%。",
        "“2050202小学教育”支出9万元，完成预算90%。",
        "1.2050202小学教育支出9万元，完成预算90%。",
        "（1）2050202小学教育支出9万元，完成预算90%。",
        "教育支出（205类）普通教育（20502款）小学教育（2050202项）支出9万元，完成预算90%。",
    ],
)
def test_a_code_stands_before_its_name_as_well(facts_of: Callable, sentence: str) -> None:
    facts = facts_of(sentence, genre="final_accounts")
    assert facts.amounts == ["spending function/2050202 9万元"]
    assert facts.rates == ["execution:approved function/2050202 90% of budget:approved function/2050202"]


def test_codes_before_the_items_of_a_list_are_those_of_the_items(facts_of: Callable) -> None:
    facts = facts_of(
        "支出9万元，其中：205教育支出4万元、2080505机关事业单位基本养老保险缴费支出3万元、2210201住房公积金2万元。",
        "基本支出7万元：301工资福利支出5万元，30201办公费2万元。",
        genre="final_accounts",
    )  # fmt: skip
    assert [line.split(" ")[1] for line in facts.amounts] == [
        "total", "function/205", "function/2080505", "function/2210201",
        "expenditure_type/basic", "economic/301", "economic/30201",
    ]  # fmt: skip
    assert set(facts.left.values()) == {"class code"}


@pytest.mark.parametrize(
    "sentence", ["培训205人次，支出9万元。", "支出2050202元，完成预算90%。", "补助300户，支出9万元。"]
)
def test_what_is_counted_is_no_code(facts_of: Callable, sentence: str) -> None:
    facts = facts_of(sentence, genre="final_accounts")
    assert "class code" not in facts.left.values()
    assert "function" not in " ".join(facts.amounts)


def test_another_class_is_not_the_one_it_is_beside(facts_of: Callable) -> None:
    facts = facts_of("交通运输支出9万元，其中：其他公路水路运输支出5万元。", genre="budget")
    assert facts.amounts[1] == "budget:initial function/其他公路水路运输支出 5万元 < 214"


def test_an_item_may_begin_like_a_purpose(facts_of: Callable) -> None:
    text = "其他支出（类）彩票公益金安排的支出（款）用于社会福利的彩票公益金支出（项）9万元。"
    assert facts_of(text, genre="final_accounts").amounts == ["spending function/用于社会福利的彩票公益金支出 9万元"]


def test_the_code_behind_a_long_path_is_the_items(facts_of: Callable) -> None:
    path = "社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）（2080505）"
    facts = facts_of(f"1.{path}年初预算9万元，支出决算8万元。", genre="final_accounts")
    assert facts.amounts == ["budget:initial function/2080505 9万元", "spending function/2080505 8万元"]


@pytest.mark.parametrize(
    ("opening", "code"),
    [
        ("1.教育支出205（类）02（款）02（项）：", "2050202"),
        ("1.205（类）02（款）02（项）小学教育：", "2050202"),
        ("205（类）02（款）02（项）", "2050202"),
        ("2.社会保障和就业（208类）05款05项：", "2080505"),
        ("205教育支出（类）02普通教育（款）02小学教育（项）", "2050202"),
    ],
)
def test_a_code_printed_level_by_level_is_the_items(facts_of: Callable, opening: str, code: str) -> None:
    facts = facts_of(f"{opening}支出决算为9万元，完成预算90%。", genre="final_accounts")
    assert facts.amounts == [f"spending function/{code} 9万元"]
    assert facts.rates == [f"execution:approved function/{code} 90% of budget:approved function/{code}"]
    assert "unmapped" not in facts.left.values()


def test_what_only_the_functional_classification_names_tells_the_others_axis(facts_of: Callable) -> None:
    facts = facts_of("2023年支出合计9万元，其中：行政运行6万元，住房公积金3万元。", genre="final_accounts")
    assert facts.amounts[1:] == [
        "spending function/行政运行 6万元 < total", "spending function/2210201 3万元 < total",
    ]  # fmt: skip
    plain = facts_of("2023年支出合计9万元，其中：住房公积金3万元。", genre="final_accounts")
    assert plain.amounts[1:] == ["spending economic/30113 3万元 < total"]


@pytest.mark.parametrize("told", ["90万元，其中：", "90万元，完成预算的90%。主要原因是追加项目资金。其中："])
def test_the_first_item_below_a_list_that_a_paragraph_opened_heads_its_own(facts_of: Callable, told: str) -> None:
    item = "农林水支出（类）水利（款）水利工程运行与维护（项）。年初预算为7万元，支出决算为8万元。"
    facts = facts_of(f"一般公共预算财政拨款支出决算为{told}", item, genre="final_accounts")
    assert facts.amounts[-2:] == [
        "budget:initial function/2130306@general_public_budget 7万元",
        "spending function/2130306@general_public_budget 8万元",
    ]


def test_an_item_named_alone_below_an_open_list_is_no_total(facts_of: Callable) -> None:
    item = "公务接待费。年初预算为8万元，支出决算为6万元。"
    facts = facts_of("“三公”经费支出决算为26万元，其中：", item, genre="final_accounts")
    assert facts.amounts[-2:] == [
        "budget:initial three_public/reception 8万元",
        "spending three_public/reception 6万元",
    ]
