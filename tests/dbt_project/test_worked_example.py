"""The worked example of the published contract, and the shapes of what is published."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.dbt_project.example_home import ExampleHome


def test_budget_and_spending_stand_once_per_fact_in_yuan(warehouse: ExampleHome) -> None:
    about = "report_key = 'report-监控' and classification = 'total' and funding_source = 'all'"
    assert warehouse.rows(f"select budget_stage, amount_yuan from marts.fct_budget where {about} order by 1") == [
        ("approved", Decimal("5068300.00")),
        ("received", Decimal("3912000.00")),
    ]
    assert warehouse.rows(f"select amount_yuan, mention_count from marts.fct_spending where {about}") == [
        (Decimal("3245600.00"), 1)
    ]


def test_rates_are_recomputed_and_found_rounded(warehouse: ExampleHome) -> None:
    assert warehouse.rows(
        "select rate_kind, basis, reported_pct, numerator_yuan, denominator_yuan, recomputed_pct, verdict "
        "from marts.fct_rate where report_key = 'report-监控' order by 1 desc"
    ) == [
        ("received", "approved", *map(Decimal, ("77.1900", "3912000.00", "5068300.00", "77.1856")), "match_rounded"),
        ("execution", "approved", *map(Decimal, ("64.0400", "3245600.00", "5068300.00", "64.0373")), "match_rounded"),
    ]


def test_indicator_keeps_its_missing_unit_and_it_is_a_finding(warehouse: ExampleHome) -> None:
    assert warehouse.rows(
        "select operator, target_value, target_unit, actual_value, actual_unit, completion_pct, "
        "recomputed_completion_pct, has_open_finding from marts.fct_indicator "
        "where report_key = 'report-监控' and indicator_name = '运转保障成本经费'"
    ) == [("=", Decimal("16.55"), "万元", Decimal("6.04"), None, Decimal(37), Decimal("36.4955"), True)]
    assert warehouse.rows("select rule_id from quality.finding where report_key = 'report-监控'") == [("C04",)]


def test_unqualified_execution_rate_records_the_budget_that_fits(warehouse: ExampleHome) -> None:
    assert warehouse.rows(
        "select basis, denominator_yuan, verdict from marts.fct_rate "
        "where report_key = 'report-决算' and rate_kind = 'execution'"
    ) == [("adjusted", Decimal("12678000.00"), "match")]


def test_facts_of_a_figure_in_an_open_finding_are_marked_and_others_are_not(warehouse: ExampleHome) -> None:
    marked = "select distinct has_open_finding from marts.fct_spending where report_key = "
    assert warehouse.rows(marked + "'report-监控'") == [(False,)]
    assert warehouse.rows(marked + "'report-监控错' and classification = 'use'") == [(True,)]


def test_older_revisions_stand_in_history_alone(warehouse: ExampleHome) -> None:
    revisions = (
        "select distinct revision, is_current from history.fct_budget where report_key = 'report-监控' order by 1"
    )
    assert warehouse.rows(revisions) == [(1, False), (2, True)]
    assert warehouse.rows("select revision from marts.dim_report where report_key = 'report-监控'") == [(2,)]


def test_a_blocked_report_is_in_history_with_its_reason_and_in_no_mart_or_check(warehouse: ExampleHome) -> None:
    key = "report_key = 'report-不予发布'"
    assert warehouse.rows(f"select blocked_reason from history.dim_report where {key}") == [("unit unknown",)]
    assert warehouse.rows(f"select * from marts.fct_indicator where {key}") == []
    assert warehouse.rows(f"select * from quality.fct_check where {key}") == []


@pytest.mark.parametrize(
    ("table", "column", "data_type", "comment"),
    [
        ("fct_budget", "amount_yuan", "DECIMAL(20,2)", "金额（元）: "),
        ("fct_rate", "recomputed_pct", "DECIMAL(12,4)", "复算比率（%）: "),
        ("dim_economic_class", "group", "VARCHAR", "经费类别: "),
        ("dim_report", "period_end", "DATE", "截止日: "),
    ],
)
def test_columns_have_their_type_and_a_comment_with_label_and_unit(
    warehouse: ExampleHome, table: str, column: str, data_type: str, comment: str
) -> None:
    [(found_type, found_comment)] = warehouse.rows(
        "select data_type, comment from duckdb_columns() "
        f"where schema_name = 'marts' and table_name = '{table}' and column_name = '{column}'"
    )
    assert found_type == data_type
    assert found_comment.startswith(comment)


def test_chinese_views_give_names_and_ten_thousands(warehouse: ExampleHome) -> None:
    assert warehouse.rows(
        'select "县区", "部门", "预算阶段", "金额（万元）" from zh."预算" '
        "where \"报告键\" = 'report-监控' and \"预算阶段\" = '到位资金' and \"分类\" = '合计'"
    ) == [("且末县", "且末县监控", "到位资金", Decimal("391.2"))]


def test_codes_of_counties_stay_text(warehouse: ExampleHome) -> None:
    assert warehouse.rows(
        "select county_name, typeof(county_code) from marts.dim_county where county_code = '652825'"
    ) == [("且末县", "VARCHAR")]


def test_unit_tests_of_the_arithmetic_pass(warehouse: ExampleHome) -> None:
    warehouse.dbt("test", "--select", "test_type:unit")
