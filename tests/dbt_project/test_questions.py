"""What single rules ask of, and leave alone in, reports written for the question."""

from __future__ import annotations

from decimal import Decimal

from tests.dbt_project.example_home import ExampleHome


def outcomes(warehouse: ExampleHome, report: str, rule: str) -> dict[str, str]:
    """The outcome of each comparison of a rule in a report, by its subject."""
    sql = f"select subject, outcome from quality.fct_check where report_key = 'report-{report}' and rule_id = '{rule}'"
    return dict(warehouse.rows(sql))


def test_a_wrong_share_is_one_finding_and_its_list_no_second_one(warehouse: ExampleHome) -> None:
    assert outcomes(warehouse, "占比错", "D17") == {
        "2023 支出 占比 基本支出": "fail",
        "2023 支出 占比 项目支出": "pass_rounded",
        "2023 支出性质 占比之和": "insufficient_data",
    }


def test_shares_that_hold_are_added_up(warehouse: ExampleHome) -> None:
    assert outcomes(warehouse, "决算", "D17")["2023 支出性质 占比之和"] == "pass"


def test_the_classes_of_a_budget_make_its_total_fund_by_fund_in_its_own_year(warehouse: ExampleHome) -> None:
    assert outcomes(warehouse, "预算", "D06") == {
        "2024 年初预算 合计与功能分类": "pass",
        "2024 年初预算 合计与功能分类 一般公共预算": "fail",
    }
    sql = "select difference from quality.fct_check where report_key = 'report-预算' and outcome = 'fail'"
    assert warehouse.rows(sql) == [(Decimal(50000),)]


def test_a_budget_quoted_in_other_reports_is_no_breakdown(warehouse: ExampleHome) -> None:
    assert set(outcomes(warehouse, "同源", "D06").values()) == {"insufficient_data"}


def test_a_score_in_the_prose_is_that_of_the_only_form_with_scores(warehouse: ExampleHome) -> None:
    assert outcomes(warehouse, "决算", "C13") == {"得分之和": "pass"}
    assert set(outcomes(warehouse, "两张表", "C13").values()) == {"insufficient_data"}


def test_a_date_cannot_be_met_by_a_span_or_a_percentage_but_a_word_can(warehouse: ExampleHome) -> None:
    assert outcomes(warehouse, "日期", "C04") == {
        "时效指标·完成时间：目标值是日期“12月31日前完成”，实际值单位“个月”": "fail",
        "时效指标·拨付时间：目标值是日期“2021年年底”，实际值单位“%”": "fail",
    }


def test_a_comparison_without_a_tolerance_is_insufficient_data(warehouse: ExampleHome) -> None:
    assert set(outcomes(warehouse, "位数不明", "C01").values()) == {"insufficient_data"}
