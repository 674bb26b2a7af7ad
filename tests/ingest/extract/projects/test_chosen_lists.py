"""Lists of some of the projects a department spent on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FORM = [
    ["年度预算执行情况(万元)", "", "年初预算数", "全年预算数", "全年执行数"],
    ["", "基本支出", "50", "60", "60"],
    ["", "项目支出", "70", "90", "85"],
]


def listed(budget: str, spent: str) -> list[list[str]]:
    return [
        ["序号", "项目名称", "预算资金", "执行数", "执行率"],
        ["合计", "合计", budget, spent, "50%"],
        ["1", "渠道清淤", "20", "10", "50%"],
        ["2", "堤防加固", "12", "6", "50%"],
    ]


@pytest.mark.parametrize(
    ("sums", "is_read"), [(("32", "16"), False), (("90", "85"), True)], ids=["of some projects", "of all projects"]
)
def test_the_sum_of_a_list_beside_the_departments_own(facts_of: Callable, sums: tuple[str, str], is_read: bool) -> None:
    facts = facts_of(
        "单位：万元", FORM, "项目支出绩效自评结果汇总表", "单位：万元", listed(*sums), genre="performance_evaluation",
        title="茂县水务局2023年度部门整体支出绩效自评表",
    )  # fmt: skip
    own = [text for text in facts.amounts if "expenditure_type/project" in text]
    assert "spending expenditure_type/project 85万元" in own
    assert (len(own) > 3) == is_read
    assert "spending project/渠道清淤 10万元" in facts.amounts
