"""Funds of a project: who gave them, as rows, as columns, or beside the amount that they break down."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FORM = "馆舍项目支出绩效自评表"


@pytest.mark.parametrize(
    ("label", "fund"),
    [
        pytest.param("其中：中央和省级资金", "superior_transfer", id="two above the county"),
        pytest.param("中央预算内投资", "superior_transfer", id="investment"),
        pytest.param("州级配套资金", "superior_transfer", id="what it was given for"),
        pytest.param("市（州）县财政资金", "local", id="a bracket among the givers"),
        pytest.param("地县资金", "local", id="prefecture and county"),
    ],
)
def test_givers_of_a_projects_money_are_told_by_their_levels(facts_of: Callable, label: str, fund: str) -> None:
    rows = [
        ["项目资金（万元）", "全年预算数", "全年执行数"],
        ["年度资金总额", "52.00", "48.00"],
        [label, "30.00", "28.00"],
    ]
    facts = facts_of("项目支出绩效自评表", rows, genre="project_evaluation")
    assert facts.amounts[2:] == [f"budget:adjusted total@{fund} 30.00万元", f"spending total@{fund} 28.00万元"]


def test_money_of_givers_below_and_above_the_county_is_of_neither(facts_of: Callable) -> None:
    rows = [["项目资金（万元）", "全年预算数"], ["年度资金总额", "52.00"], ["省、市、县资金", "30.00"]]
    facts = facts_of("项目支出绩效自评表", rows, genre="project_evaluation")
    assert facts.amounts == ["budget:adjusted total 52.00万元"]


def test_givers_may_be_columns_below_the_budget(facts_of: Callable) -> None:
    rows = [
        [("项目名称", 2, 1), ("全年预算数", 1, 3), ("全年执行数", 2, 1)],
        ["合计", "省级", "县级配套"],
        ["乡镇分馆运行", "60.00", "40.00", "20.00", "58.00"],
    ]
    facts = facts_of("项目支出绩效自评汇总表", "单位：万元", rows, genre="project_evaluation")
    assert facts.amounts[1:3] == [
        "budget:adjusted project/乡镇分馆运行@superior_transfer 40.00万元",
        "budget:adjusted project/乡镇分馆运行@local 20.00万元",
    ]


def test_funds_in_a_row_are_all_of_the_amount_they_break_down(facts_of: Callable) -> None:
    rows = [
        ["项目资金（万元）", "预算数", "80.00", "其中：财政拨款", "60.00", "其他资金", "20.00"],
        ["", "执行数", "72.00", "其中：财政拨款", "58.00", "其他资金", "14.00"],
    ]
    assert facts_of(FORM, rows, genre="project_evaluation").amounts == [
        "budget:approved total 80.00万元", "budget:approved total@fiscal 60.00万元",
        "budget:approved total@other 20.00万元", "spending total 72.00万元", "spending total@fiscal 58.00万元",
        "spending total@other 14.00万元",
    ]  # fmt: skip


def test_the_execution_rate_up_to_now_is_one(facts_of: Callable) -> None:
    rows = [["项目资金（万元）", "全年预算数", "累计支出", "累计执行率"], ["年度资金总额", "80.00", "56.00", "70.00%"]]
    facts = facts_of(FORM, rows, genre="project_evaluation")
    assert facts.rates == ["execution:adjusted total 70.00% of budget:adjusted total"]
