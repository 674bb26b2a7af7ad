"""Tables that a page's end parts in two: the second half may have no header of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

UPPER = [
    ["科目编码", "科目名称", "合计", "基本支出"],
    ["", "合计", "9.00", "9.00"],
    ["201", "一般公共服务支出", "5.00", "5.00"],
    ["208", "社会保障和就业支出", "3.00", "3.00"],
]
LOWER = [["221", "住房保障支出", "1.00", "1.00"]]
HOUSING = "spending function/221 1.00万元"


@pytest.mark.parametrize("between", [(), ("第 3 页",), ("- 3 -", "续表"), ("接上页",)])
def test_a_table_goes_on_without_its_header(facts_of: Callable, between: tuple[str, ...]) -> None:
    facts = facts_of("支出决算表", "单位：万元", UPPER, *between, LOWER, genre="final_accounts")
    assert facts.amounts[-1] == HOUSING


@pytest.mark.parametrize(
    ("between", "lower"),
    [
        (("项目支出决算表",), LOWER),
        (("说明如下。",), LOWER),
        ((), [["221", "住房保障支出", "1.00"]]),
        ((), [["221", "9.00", "住房保障支出", "1.00"]]),
        ((), [["项目名称", "馆舍修缮", "1.00", "2.00"]]),
        ((), [["1.00", "2.00", "3.00", "4.00"]]),
    ],
    ids=["a title", "a sentence", "fewer columns", "a name among figures", "a form", "figures alone"],
)
def test_another_table_is_not_the_rest_of_the_one_before(
    facts_of: Callable, between: tuple[str, ...], lower: list[list[str]]
) -> None:
    facts = facts_of("支出决算表", "单位：万元", UPPER, *between, lower, "说明。", genre="final_accounts")
    assert HOUSING not in facts.amounts
    assert len(facts.amounts) <= 4


def test_the_rest_of_a_form_has_the_levels_of_its_rows(facts_of: Callable) -> None:
    upper = [
        ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"],
        ["产出指标", "数量指标", "栽树面积", "≥10亩", "12亩", "20", "20"],
        ["产出指标", "质量指标", "成活率", "≥90%", "95%", "20", "20"],
    ]
    lower = [["效益指标", "生态效益", "绿化率", "≥5%", "6%", "30", "30"]]
    found = facts_of("绩效自评表", upper, "第 2 页", lower, genre="performance_evaluation").indicators
    assert [(i.level1, i.name, i.target.text) for i in found][-1] == ("效益指标", "绿化率", "≥5%")
