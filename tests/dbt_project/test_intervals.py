"""Cut off instead of rounded, left out of a complete table, printed in another unit: where a check fails, where not."""

from __future__ import annotations

import pytest

from expectations.rules.catalogue import load_rules
from tests.dbt_project.example_home import ExampleHome
from tests.dbt_project.example_report import ExampleReport

ITEMS = {"total": "100.00", "overseas": "20.00", "vehicles": "50.00"}


def cut_shares() -> ExampleReport:
    """A sixth, a sixth and two thirds, each cut off: 99.98 in all."""
    report = ExampleReport("截断占比", report_type="final_accounts", fiscal_year=2023)
    report.amount("spending", "total/total", "60.00")
    for item, amount, share in (
        ("basic", "10.00", "16.66"),
        ("project", "10.00", "16.66"),
        ("business", "40.00", "66.66"),
    ):
        report.amount("spending", f"expenditure_type/{item}", amount)
        report.rate("share", f"expenditure_type/{item}", share)
    return report


def cut_rate(printed: str) -> ExampleReport:
    """599.57 of 723.24 is 82.9005 %, and with what was cut off or rounded away between 82.8993 and 82.9017 %."""
    report = ExampleReport(f"截断{printed}")
    report.amount("budget", "total/total", "723.24", stage="approved")
    report.amount("spending", "total/total", "599.57")
    report.rate("execution", "total/total", printed)
    return report


def listed(name: str, disposition: str, is_table: bool = True) -> ExampleReport:
    """The three public expenses of 100.00 without 公务接待费, and one more figure in the same rows."""
    report = ExampleReport(name, report_type="final_accounts", fiscal_year=2023)
    for item, printed in ITEMS.items():
        report.amount("spending", f"three_public/{item}", printed, origin="table")
    report.statistic("receptions", "12", "批次")
    report.rows["figure"][-1]["disposition"] = disposition
    for figure in report.rows["figure"]:
        figure["block"] = report.block("row" if is_table else "paragraph", figure["raw_text"])
    return report


def other_unit(name: str, now: str, unit: str, change: str, change_unit: str, rate: str) -> ExampleReport:
    """This year's amount and its change in two units, with the rate of growth."""
    report = ExampleReport(name, report_type="final_accounts", fiscal_year=2023)
    report.amount("spending", "total/total", now, unit=unit)
    report.amount("change", "total/total", change, stage="spending", unit=change_unit)
    report.rate("year_on_year", "total/total", rate)
    return report


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> ExampleHome:
    home = ExampleHome(tmp_path_factory.mktemp("intervals"))
    reports = [
        cut_shares(),
        cut_rate("82.89"),
        cut_rate("82.88"),
        listed("全表", "fact"),
        listed("未识别", "unmapped"),
        listed("文字", "fact", is_table=False),
        other_unit("总额为元", "3243.32", "元", "651.26", "万元", "25.13"),
        other_unit("增减为元", "3243.32", "万元", "-488.77", "元", "-13.10"),
    ]
    home.write(reports, rule=[home.rule_row(rule) for rule in load_rules()])
    home.build()
    return home


@pytest.mark.parametrize(
    ("report", "rule", "subject", "outcome"),
    [
        pytest.param("截断占比", "D17", "2023 支出性质 占比之和", "pass_truncated", id="each share lacks up to a unit"),
        pytest.param("截断82.89", "B02", "%", "pass_truncated", id="a rate cut off within the interval of its amounts"),
        pytest.param("截断82.88", "B02", "%", "fail", id="a rate below that interval"),
        pytest.param("全表", "E01", "%", "fail", id="a table that lacks an item of its total"),
        pytest.param("未识别", "E01", "%", "insufficient_data", id="a table with a figure nobody understood"),
        pytest.param("文字", "E01", "%", "insufficient_data", id="prose that does not claim to be complete"),
        pytest.param("总额为元", "D18", "%不超过本年数", "fail", id="an increase beyond the amount itself"),
        pytest.param("增减为元", "D19", "%", "fail", id="growth that the two amounts in yuan do not give"),
    ],
)
def test_outcome(home: ExampleHome, report: str, rule: str, subject: str, outcome: str) -> None:
    assert home.rows(
        f"select distinct outcome from quality.fct_check where report_key = 'report-{report}' and rule_id = '{rule}' "
        f"and subject like '{subject}'"
    ) == [(outcome,)]


def test_the_gap_is_the_amount_of_the_missing_item(home: ExampleHome) -> None:
    sql = "select difference from quality.finding where report_key = 'report-全表' and rule_id = 'E01'"
    assert home.rows(sql) == [(300000,)]
