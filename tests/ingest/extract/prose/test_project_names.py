"""Projects named in prose: in reports on projects the money of a named 项目, 经费, 专项 or 资金 is the project's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.extract.projects.words import concept_of


@pytest.mark.parametrize(
    ("sentence", "amounts"),
    [
        ("阅览设备专项经费指标为36万元，用于采购。", ["budget:approved project/阅览设备专项经费 36万元"]),
        ("阅览设备（书架）专项指标为4万元。", ["budget:approved project/阅览设备(书架)专项 4万元"]),
        ("2023年安排展厅改造补助资金5万元。", ["budget:approved project/展厅改造补助资金 5万元"]),
        ("2023年收到展厅改造补助资金5万元。", ["budget:received project/展厅改造补助资金 5万元"]),
        ("展厅改造补助资金5万元已全部到位。", ["budget:received project/展厅改造补助资金 5万元"]),
        ("县财政安排展厅改造经费5万元。", ["budget:approved project/展厅改造经费@local 5万元"]),
        ("县财政共下达我馆展厅改造经费5万元。", ["budget:approved project/展厅改造经费@local 5万元"]),
        ("我县一站式服务项目资金5万元。", ["budget:approved project/一站式服务项目资金 5万元"]),
        (
            "农村危房改造资金预算5万元，支出4万元。",
            ["budget:approved project/农村危房改造资金 5万元", "spending project/农村危房改造资金 4万元"],
        ),
        ("市县项目5万元、省直项目2万元。", []),
        ("已兑现展厅改造补助资金5万元。", ["spending project/展厅改造补助资金 5万元"]),
        ("下达茂县中央展厅改造转移支付资金5万元。", ["budget:approved total@superior_transfer 5万元"]),
        ("省厅下达茂县展厅改造资金(其他)共5万元。", ["budget:approved project/展厅改造资金@superior_transfer 5万元"]),
        ("共计下达中央、市级转移支付资金5万元。", ["budget:approved total@superior_transfer 5万元"]),
        ("下达我县中央展厅改造资金5万元。", ["budget:approved total@superior_transfer 5万元"]),
        (
            "古籍保护项目：年初预算3万元，全年支出2万元。",
            ["budget:initial project/古籍保护项目 3万元", "spending project/古籍保护项目 2万元"],
        ),
        (
            "办公楼运行经费5万元，2023年1-6月份实际支出1.3万元。",
            ["budget:approved project/办公楼运行经费 5万元", "spending project/办公楼运行经费 1.3万元"],
        ),
        (
            "项目情况，其中，办公楼运转经费5万元，古籍专项经费2万元。",
            ["budget:approved project/办公楼运转经费 5万元", "budget:approved project/古籍专项经费 2万元"],
        ),
        ("公用经费年初45万元，1-6月执行27万元。", [
            "budget:initial basic_component/public 45万元", "spending basic_component/public 27万元",
        ]),
    ],
)  # fmt: skip
def test_money_of_a_named_project_is_the_projects(facts_of: Callable, sentence: str, amounts: list[str]) -> None:
    assert facts_of(sentence).amounts == amounts


@pytest.mark.parametrize(
    "sentence",
    [
        "专项经费指标总额为84万元。",
        "预拨资金5万元。",
        "人员类项目预算5万元。",
        "亩均补助81.25元。",
        "投入展厅改造资金5万元。",
        "地方投入展厅改造补助资金5万元。",
        "安排群众因雨水冲毁后展厅改造补助资金5万元。",
        "展厅改造补助资金(一般公共预算)和书架购置补助共5万元。",
        "地方政府专项债券资金5万元。",
        "中央、省、市、县财政展厅改造资金5万元。",
        "文化局专项资金共计5万元。",
    ],
)
def test_words_that_fit_every_project_or_are_not_understood_name_none(facts_of: Callable, sentence: str) -> None:
    assert facts_of(sentence).amounts == []


def test_reports_on_a_whole_department_name_no_projects_so(facts_of: Callable) -> None:
    assert facts_of("展厅改造补助资金5万元。", genre="final_accounts").amounts == []


def test_parts_from_two_levels_above_have_one_fund_of_the_contract(facts_of: Callable) -> None:
    facts = facts_of("收到展厅改造资金10万元，其中：中央资金6万元，省级资金4万元。")
    assert facts.amounts == ["budget:received project/展厅改造资金 10万元"]


def test_a_fund_with_several_amounts_is_told_apart_by_projects_that_are_not_named(facts_of: Callable) -> None:
    facts = facts_of("1.展厅扩建。下达文化专项补助资金5万元，已支付4万元。", "2.库房扩建。下达文化专项补助资金3万元。")
    assert facts.amounts == []


def test_a_completion_rate_is_of_money_where_the_amounts_say_so(facts_of: Callable) -> None:
    facts = facts_of("办公楼运行经费预算5万元，已执行2万元，完成率40%。", "展厅改造已竣工，完成率100%。")
    assert [rate.split()[2] for rate in facts.rates] == ["40%"]
    assert facts.left["100%"] == "rate outside the contract"


@pytest.mark.parametrize(
    "name",
    [
        "财政专项资金", "项目", "项目已投入资金", "由省级财政补助", "含县级补助", "系上级补助",
        "后续项目资金后", "县（城", "等项目",
    ],
)  # fmt: skip
def test_what_is_no_name(name: str) -> None:
    assert concept_of(name) is None


@pytest.mark.parametrize(
    "clause",
    [
        "纳入评价的资金", "第二批资金", "年初结转项目资金", "加上年结转资金", "护林员补助收入",
        "移民安置完成直补资金", "文件规定补助", "需县级财政安排资金", "共需资金", "应发放补助资金",
        "第六师师市补贴资金",
    ],
)  # fmt: skip
def test_what_describes_money_or_tells_what_was_done_is_no_name(facts_of: Callable, clause: str) -> None:
    facts = facts_of(f"下达{clause}5万元。", genre="performance_monitoring")
    assert not any("project/" in amount for amount in facts.amounts)


def test_a_verb_of_paying_before_a_name_makes_it_spending(facts_of: Callable) -> None:
    facts = facts_of("2023年发放耕地补贴5万元。", genre="performance_monitoring")
    assert facts.amounts == ["spending project/耕地补贴 5万元"]


def test_the_beginning_of_the_year_is_no_part_of_a_name(facts_of: Callable) -> None:
    facts = facts_of("2023年初围栏建设资金预算安排5万元。", genre="performance_monitoring")
    assert facts.amounts == ["budget:initial project/围栏建设资金 5万元"]


def test_a_fee_is_a_name_in_a_report_on_projects(facts_of: Callable) -> None:
    facts = facts_of("保密设备购置费预算5万元，已执行3万元。", genre="performance_monitoring")
    assert facts.amounts == ["budget:approved project/保密设备购置费 5万元", "spending project/保密设备购置费 3万元"]


def test_a_bracket_with_nothing_but_dates_is_an_aside_of_the_name(facts_of: Callable) -> None:
    facts = facts_of("下达冬春救助资金（2022—2023年度）5万元。", genre="performance_monitoring")
    assert facts.amounts == ["budget:approved project/冬春救助资金 5万元"]


@pytest.mark.parametrize("office", ["财政部", "某某省财政厅", "某某省财政厅、某某省民政厅"])
def test_offices_above_the_county_give_what_is_theirs(facts_of: Callable, office: str) -> None:
    facts = facts_of(f"{office}下达冬春救助资金5万元。", genre="performance_monitoring")
    assert facts.amounts == ["budget:approved project/冬春救助资金@superior_transfer 5万元"]


def test_this_money_is_that_of_the_one_project(facts_of: Callable) -> None:
    facts = facts_of("此专项经费预算数7万元，全年执行数6万元。", genre="project_evaluation")
    assert facts.amounts == ["budget:approved total 7万元", "spending total 6万元"]


def test_a_budgets_stage_is_no_name(facts_of: Callable) -> None:
    facts = facts_of("调整后项目预算62万元，支出60万元。", genre="performance_evaluation")
    assert not any("project/" in amount for amount in facts.amounts)
