"""Indicator forms: columns of any wording and order, merged levels, swapped cells, totals and scores."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

HEAD = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
FORM = [
    HEAD,
    [("产出指标", 2, 1), "数量指标", "修缮展厅数", "≥3个", "3个", "50", "50"],
    ["质量指标", "验收合格率", "≥95%", "90%", "20", "18"],
    ["效益指标", "社会效益指标", "群众文化生活", "显著提高", "有所提高", "20", "15"],
    [("总分", 1, 5), "90", "83"],
]


def read(facts_of: Callable, rows: list, title: str = "绩效指标完成情况表") -> tuple:
    facts = facts_of(title, rows, genre="project_evaluation")
    return facts, facts.indicators


def test_each_row_is_an_indicator_with_its_merged_levels(facts_of: Callable) -> None:
    _, found = read(facts_of, FORM)
    assert [(i.level1, i.level2, i.name, i.sequence) for i in found] == [
        ("产出指标", "数量指标", "修缮展厅数", 1), ("产出指标", "质量指标", "验收合格率", 2),
        ("效益指标", "社会效益指标", "群众文化生活", 3),
    ]  # fmt: skip
    assert [(i.operator, i.target.value, i.target.unit, i.actual.value) for i in found] == [
        (">=", 3, "个", 3), (">=", 95, "%", 90), ("qualitative", None, "", None),
    ]  # fmt: skip
    assert [(i.weight.value, i.score.value, i.status) for i in found] == [
        (50, 50, "measured"), (20, 18, "measured"), (20, 15, "qualitative"),
    ]  # fmt: skip


def test_the_total_row_is_the_forms_score_and_its_weights_are_context(facts_of: Callable) -> None:
    facts, _ = read(facts_of, FORM)
    assert facts.statistics == ["evaluation_score 83分"]
    assert facts.left == {"90": "total of weights"}


def test_two_forms_are_told_apart(facts_of: Callable) -> None:
    facts = facts_of("绩效指标完成情况表", FORM, "绩效指标完成情况表", FORM, genre="project_evaluation")
    assert len({i.form for i in facts.indicators}) == 2
    assert [i.sequence for i in facts.indicators] == [1, 2, 3, 1, 2, 3]


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4, 5, 6), (6, 5, 4, 3, 2, 1, 0), (2, 4, 3, 0, 1, 6, 5)])
def test_columns_may_come_in_any_order(facts_of: Callable, order: tuple[int, ...]) -> None:
    rows = [HEAD, ["产出指标", "数量指标", "修缮展厅数", "≥3个", "3个", "50", "45"]]
    _, (found,) = read(facts_of, [[row[at] for at in order] for row in rows])
    assert (found.level1, found.level2, found.name) == ("产出指标", "数量指标", "修缮展厅数")
    assert (found.target.value, found.actual.value, found.weight.value, found.score.value) == (3, 3, 50, 45)


SIGNED = ["三级指标", "指标性质", "指标值", "度量单位", "完成值", "权重"]


@pytest.mark.parametrize(
    ("row", "operator", "target", "unit"),
    [
        pytest.param(["展厅", "≥", "3", "个", "3", "50"], ">=", 3, "个", id="a sign of its own"),
        pytest.param(["成本", "≤", "40", "万元", "36", "50"], "<=", 40, "万元", id="at most"),
        pytest.param(["成本", "≤", "万元", "40", "36", "50"], "<=", 40, "万元", id="value and unit swapped"),
        pytest.param(["合格率", "=", "100", "%", "100", "50"], "=", 100, "%", id="equal"),
        pytest.param(["满意", "定性", "优", "", "优", "50"], "qualitative", None, "", id="words"),
    ],
)
def test_operator_and_unit_may_have_columns_of_their_own(
    facts_of: Callable, row: list[str], operator: str, target: int | None, unit: str
) -> None:
    _, (found,) = read(facts_of, [SIGNED, row])
    assert (found.operator, found.target.value, found.target.unit) == (operator, target, unit)
    if target:
        assert found.actual.unit == unit


def test_an_actual_value_without_a_unit_where_no_column_gives_one_has_none(facts_of: Callable) -> None:
    _, (found,) = read(facts_of, [HEAD, ["产出指标", "数量指标", "修缮展厅数", "≥3个", "3", "50", "50"]])
    assert (found.actual.value, found.actual.unit) == (3, "")


@pytest.mark.parametrize(
    ("actual", "status"),
    [("未到监控节点", "not_due"), ("", "missing"), ("/", "missing"), ("0个", "measured"), ("已修缮", "qualitative")],
)
def test_the_status_is_told_from_the_actual_cell(facts_of: Callable, actual: str, status: str) -> None:
    _, (found,) = read(facts_of, [HEAD, ["产出指标", "数量指标", "修缮展厅数", "≥3个", actual, "50", ""]])
    assert found.status == status
    assert found.actual.value == (Decimal(0) if status == "measured" else None)


def test_a_form_that_repeats_its_header_on_the_next_page_goes_on(facts_of: Callable) -> None:
    _, found = read(facts_of, [*FORM[:3], *FORM[:1], *FORM[3:]])
    assert [i.name for i in found] == ["修缮展厅数", "验收合格率", "群众文化生活"]


def test_money_rows_and_indicators_of_one_form_are_both_read(facts_of: Callable) -> None:
    rows = [
        [("项目资金（万元）", 2, 1), "", "年初预算数", "全年预算数", "全年执行数", "执行率", ""],
        ["年度资金总额", "40", "45", "36", "80%", ""],
        *FORM,
    ]
    facts, found = read(facts_of, rows)
    assert facts.amounts == ["budget:initial total 40万元", "budget:adjusted total 45万元", "spending total 36万元"]
    assert [i.name for i in found if i.name != "预算执行率"] == ["修缮展厅数", "验收合格率", "群众文化生活"]


def test_a_table_with_too_few_of_the_columns_is_no_form(facts_of: Callable) -> None:
    _, found = read(facts_of, [["三级指标", "备注"], ["修缮展厅数", "3个"]])
    assert found == []


def test_an_indicators_figures_are_accounted_for(facts_of: Callable) -> None:
    facts, _ = read(facts_of, FORM[:-1])
    assert facts.left == {}
