"""Every rule on a report that keeps it and on one that breaks it."""

from __future__ import annotations

import pytest

from tests.dbt_project.example_home import RULES, ExampleHome

ON_FORMS = ["C09", "C11", "C13"]
MONITORING = [rule for rule in RULES if rule[0] in "BC" and rule not in [*ON_FORMS, "C04"]]
ACCOUNTS = [rule for rule in RULES if rule[0] in "DEA" and rule != "A22"] + ON_FORMS


def outcomes(warehouse: ExampleHome, report: str, rule: str) -> set[str]:
    """The outcomes of a rule's comparisons in a report."""
    sql = f"select distinct outcome from quality.fct_check where report_key = 'report-{report}' and rule_id = '{rule}'"
    return {outcome for (outcome,) in warehouse.rows(sql)}


@pytest.mark.parametrize("rule", [*MONITORING, *ACCOUNTS])
def test_a_sound_report_passes_and_is_not_merely_skipped(warehouse: ExampleHome, rule: str) -> None:
    found = outcomes(warehouse, "监控" if rule in MONITORING else "决算", rule)
    assert found & {"pass", "pass_rounded", "pass_truncated"}
    assert "fail" not in found


@pytest.mark.parametrize("rule", [*MONITORING, *ACCOUNTS, "C04"])
def test_a_broken_report_fails(warehouse: ExampleHome, rule: str) -> None:
    assert "fail" in outcomes(warehouse, "监控错" if rule in [*MONITORING, "C04"] else "决算错", rule)


@pytest.mark.parametrize(
    ("rule", "subject", "difference"),
    [
        ("E01", "2023 支出 “三公”经费合计 财政拨款", 100),
        ("D15", "2023 支出 人员经费明细 一般公共预算", -200),
        ("D15", "2023 支出 公用经费明细 一般公共预算", 100),
    ],
)
def test_real_rounding_differences_pass_as_rounded(
    warehouse: ExampleHome, rule: str, subject: str, difference: int
) -> None:
    assert warehouse.rows(
        "select difference, outcome from quality.fct_check where report_key = 'report-决算' "
        f"and rule_id = '{rule}' and subject = '{subject}'"
    ) == [(difference, "pass_rounded")]


def test_cutting_off_decimals_is_told_from_rounding(warehouse: ExampleHome) -> None:
    assert outcomes(warehouse, "截断", "C01") == {"pass_truncated"}
    assert outcomes(warehouse, "截断", "A16") == {"pass_truncated"}


def test_a_rule_without_operands_is_insufficient_and_not_a_pass(warehouse: ExampleHome) -> None:
    assert outcomes(warehouse, "截断", "E01") == {"insufficient_data"}


def test_yuan_printed_for_ten_thousand_yuan_is_explained(warehouse: ExampleHome) -> None:
    assert warehouse.rows(
        "select likely_explanation, message_zh from quality.finding where report_key = 'report-决算错' "
        "and rule_id = 'A16'"
    ) == [
        (
            "元与万元混用",
            "2023 支出 合计：1267.8万元 与 1267.8元：报告为 0.12678万元，应为 1267.80万元，"
            "相差 -1267.67322，允许 0.005001",
        )
    ]


def test_a_fund_that_is_all_there_is_may_be_named_or_not(warehouse: ExampleHome) -> None:
    assert warehouse.rows(
        "select subject, outcome from quality.fct_check where report_key = 'report-同源' and rule_id = 'A16' "
        "and subject like '%210%'"
    ) == [("2023 年初预算 210：2.34万元 与 2.32万元", "fail")]


def test_a_rate_on_yuan_printed_for_ten_thousand_yuan_is_explained_too(warehouse: ExampleHome) -> None:
    sql = "select likely_explanation from quality.finding where report_key = 'report-同源' and rule_id = 'B02'"
    assert warehouse.rows(sql) == [("元与万元混用",)]


def test_each_change_is_held_against_its_own_stage(warehouse: ExampleHome) -> None:
    assert warehouse.rows(
        "select subject, stated, outcome from quality.fct_check where report_key = 'report-增减' "
        "and rule_id = 'D18' order by 2"
    ) == [("2023 调整预算增减额 合计", -188500, "pass"), ("2023 预算增减额 合计", 2277000, "pass")]


def test_growth_of_the_grand_total_finds_the_grand_total_of_income(warehouse: ExampleHome) -> None:
    sql = "select numerator_yuan, denominator_yuan, verdict from marts.fct_rate where report_key = 'report-增减'"
    assert warehouse.rows(sql) == [(-188500, 12866500, "match_rounded")]


def test_check_keys_are_unique_and_findings_point_at_figures(warehouse: ExampleHome) -> None:
    assert warehouse.rows("select count(*) - count(distinct check_key) from quality.fct_check") == [(0,)]
    assert warehouse.rows(
        "select count(*) from (select unnest(figure_ids) as figure_id from quality.finding) "
        "anti join evidence.figure using (figure_id)"
    ) == [(0,)]


def test_coverage_counts_what_was_done_and_what_was_not(warehouse: ExampleHome) -> None:
    [(required, done, insufficient)] = warehouse.rows(
        "select checks_required, checks_done, checks_insufficient from quality.coverage "
        "where report_key = 'report-截断'"
    )
    assert required == done + insufficient
    assert done == 3
    assert insufficient == len(RULES) - 3


def test_figures_that_a_reader_dropped_are_named(warehouse: ExampleHome) -> None:
    sql = "select subject, stated, expected, message_zh from quality.finding where rule_id = 'A21'"
    ((subject, stated, expected, message),) = warehouse.rows(sql)
    assert (subject, stated, expected) == ("文件读取复核，漏读 12.50,953.71", 3, 5)
    assert "12.50,953.71" in message


def test_a_format_without_a_second_reading_is_not_a_pass(warehouse: ExampleHome) -> None:
    assert outcomes(warehouse, "监控", "A21") == {"insufficient_data"}
