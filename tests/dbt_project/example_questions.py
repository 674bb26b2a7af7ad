"""Small reports that put one question each to one rule."""

from __future__ import annotations

from tests.dbt_project.example_report import ExampleReport


def one_wrong_share() -> ExampleReport:
    """Two shares of the whole; 86.46 is printed as 84.46, so that neither it nor the sum of both holds."""
    report = ExampleReport("占比错", report_type="final_accounts", fiscal_year=2023)
    report.amount("spending", "total/total", "1267.80")
    for item, amount, share in (("basic", "1096.19", "84.46"), ("project", "171.61", "13.54")):
        report.amount("spending", f"expenditure_type/{item}", amount)
        report.rate("share", f"expenditure_type/{item}", share)
    return report


def year_budget() -> ExampleReport:
    """A budget whose classes make its total, but not that of 一般公共预算; last year's is printed in part only."""
    report = ExampleReport("预算", report_type="budget", fiscal_year=2024)
    general = {"funding_source": "general_public_budget"}
    report.amount("budget", "total/total", "120.00", stage="initial")
    report.amount("budget", "total/total", "100.00", stage="initial", **general)
    report.amount("budget", "total/total", "90.00", stage="initial", fiscal_year=2023)
    for code, everything, part in (("201", "100.00", "80.00"), ("208", "20.00", "15.00")):
        report.amount("budget", f"function/{code}", everything, stage="initial")
        report.amount("budget", f"function/{code}", part, stage="initial", **general)
        report.amount("budget", f"function/{code}", part, stage="initial", fiscal_year=2023)
    return report


def two_scored_forms() -> ExampleReport:
    """Two forms with scores and a score in the prose that does not say which of them it is the sum of."""
    report = ExampleReport("两张表", report_type="performance_evaluation", fiscal_year=2023)
    for form in ("first", "second"):
        report.indicator(f"{form}指标", ("100", "%"), ("100", "%"), "100", weight="100", score="95", form=form)
    report.statistic("evaluation_score", "90", "分")
    return report


def dates_and_words() -> ExampleReport:
    """Targets that are a date or a word, beside spans of time and percentages."""
    report = ExampleReport("日期")
    for name, target, actual in (
        ("完成时间", "12月31日前完成", ("6", "个月")),
        ("拨付时间", "2021年年底", ("100", "%")),
        ("发放及时性", "每月10日前发放", ("100", "%")),
        ("制度健全性", "健全", ("95", "%")),
        ("办结数量", "6月底前办结", ("8", "件")),
    ):
        report.indicator(name, ("0", None), actual, level2="时效指标", operator="qualitative")
        report.rows["indicator"][-1] |= {"target_text": target, "target_value": None, "target_decimals": None}
    return report


def lost_decimals() -> ExampleReport:
    """A completion of which nobody knows with how many decimals it was printed: no tolerance can be given."""
    report = ExampleReport("位数不明")
    report.indicator("各类文件数量", ("300", "件"), ("151", "件"), "50.3")
    report.rows["indicator"][-1]["completion_decimals"] = None
    return report
