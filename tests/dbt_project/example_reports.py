"""Reports as lists of printed figures: one of each genre that adds up, and one of each in which every sum is wrong.

The figures of the sound ones are real (且末县委办 2021, 茂县县委办 2023), rounding differences included.
"""

from __future__ import annotations

from tests.dbt_project.example_report import ExampleReport


def sound_monitoring() -> ExampleReport:
    """The worked example of the contract with its basic spending, uses, cost indicators and counts."""
    report = ExampleReport("监控")
    report.amount("budget", "total/total", "506.83", stage="approved")
    report.amount("budget", "total/total", "391.2", stage="received")
    report.rate("received", "total/total", "77.19")
    report.amount("spending", "total/total", "324.56")
    report.rate("execution", "total/total", "64.04")
    report.rate("execution", "total/total", "64.0")
    for subject, amount in (("total", "506.83"), ("expenditure_type/basic", "506.83")):
        if subject != "total":
            report.amount("budget", subject, amount, stage="approved")
        for fund, part in (("fiscal", amount), ("other", "0")):
            about = subject if subject != "total" else "total/total"
            report.amount("budget", about, part, stage="approved", funding_source=fund)
    report.amount("budget", "expenditure_type/project", "0", stage="approved")
    report.amount("spending", "expenditure_type/basic", "324.56")
    report.amount("spending", "expenditure_type/project", "0")
    for name, amount in (("职工工资、福利", "318.52"), ("车辆运行维护费", "0"), ("基本公用", "6.04")):
        report.amount("spending", f"use/={name}", amount, **_part_of_basic())
    for stage, fund, amount in (
        ("approved", "all", "10"),
        ("approved", "local", "0"),
        ("approved", "superior_transfer", "10"),
        ("received", "all", "10"),
    ):
        report.amount("budget", "supplementary/total", amount, stage=stage, funding_source=fund)
    report.amount("spending", "supplementary/total", "4")
    report.indicator("各类文件数量", ("300", "件"), ("151", "件"), "50.3")
    report.indicator("科普工作次数", ("12", "次"), ("8", "次"), "66", level2="质量指标")
    cost = {"level2": "成本指标", "operator": "="}
    report.indicator("人员保障成本经费", ("490.28", "万元"), ("318.52", "万元"), "64", **cost)
    report.indicator("运转保障成本经费", ("16.55", "万元"), ("6.04", None), "37", **cost)
    report.indicator("群众满意度", ("95", "%"), None, level1="满意度指标", level2=None)
    for level, count in ((1, "2"), (2, "4"), (3, "5"), (3, "5")):
        report.statistic(f"indicator_count_level{level}", count, form="list")
    return report


def broken_monitoring() -> ExampleReport:
    """Nothing adds up: each sum, rate and count is off by more than its printed decimals allow."""
    report = ExampleReport("监控错")
    report.amount("budget", "total/total", "506.83", stage="approved")
    report.amount("budget", "total/total", "301.2", stage="received")
    report.rate("received", "total/total", "77.19")
    report.amount("spending", "total/total", "324.56")
    report.rate("execution", "total/total", "46.04")
    report.amount("budget", "expenditure_type/basic", "490.28", stage="approved")
    report.amount("budget", "expenditure_type/project", "15.55", stage="approved")
    report.amount("budget", "total/total", "506.83", stage="approved", funding_source="fiscal")
    report.amount("budget", "total/total", "1", stage="approved", funding_source="other")
    report.amount("spending", "expenditure_type/basic", "324.56")
    report.amount("spending", "expenditure_type/project", "10")
    for name, amount in (("职工工资、福利", "318.52"), ("基本公用", "6.40")):
        report.amount("spending", f"use/={name}", amount, **_part_of_basic())
    for stage, fund, amount in (
        ("approved", "all", "10"),
        ("approved", "local", "1"),
        ("approved", "superior_transfer", "10"),
        ("received", "all", "8"),
    ):
        report.amount("budget", "supplementary/total", amount, stage=stage, funding_source=fund)
    report.amount("spending", "supplementary/total", "9")
    report.indicator("各类文件数量", ("300", "件"), ("151", "件"), "53")
    cost = {"level2": "成本指标", "operator": "="}
    report.indicator("人员保障成本经费", ("490.28", "万元"), ("318.52", "万元"), "64.97", **cost)
    report.indicator("运转保障成本经费", ("15.55", "万元"), ("6.40", None), "41.16", **cost)
    report.statistic("indicator_count_level3", "3", form="list")
    report.statistic("indicator_count_level3", "4", form="list")
    return report


def sound_accounts() -> ExampleReport:
    """Final accounts whose sums hold within their printed decimals, though hardly one holds exactly."""
    report = ExampleReport("决算", report_type="final_accounts", fiscal_year=2023)
    report.recount = {"figures_read": 3, "figures_recounted": 3, "figures_missing": [], "figures_extra": []}
    general = {"funding_source": "general_public_budget"}
    report.amount("budget", "total/total", "923.28", stage="initial")
    report.amount("budget", "total/total", "1267.80", stage="adjusted")
    report.amount("spending", "total/total", "1267.80")
    report.amount("spending", "total/total", "1286.65", fiscal_year=2022)
    report.amount("change", "total/total", "-18.85", stage="spending")
    report.rate("year_on_year", "total/total", "-1.47")
    report.rate("execution", "total/total", "100")
    report.amount("spending", "expenditure_type/basic", "1096.19")
    report.rate("share", "expenditure_type/basic", "86.46")
    report.amount("spending", "expenditure_type/project", "171.61")
    report.rate("share", "expenditure_type/project", "13.54")
    report.amount("spending", "total/total", "1267.80", **general)
    for code, amount in (("201", "1003.20"), ("208", "135.59"), ("210", "59.32"), ("221", "69.69")):
        report.amount("spending", f"function/{code}", amount, **general)
    report.amount("spending", "function/201", "1003.19", **general)
    report.amount("spending", "expenditure_type/basic", "1096.19", **general)
    report.amount("spending", "basic_component/personnel", "953.71", **general)
    personnel = [
        "206.61",
        "170.70",
        "207.86",
        "72.34",
        "90.40",
        "45.20",
        "59.32",
        "8.34",
        "69.69",
        "10.03",
        "12.96",
        "0.23",
        "0.05",
    ]
    for number, amount in enumerate(personnel):
        report.amount("spending", f"economic/{30101 + number}", amount, **general)
    report.amount("spending", "basic_component/public", "142.48", **general)
    for number, amount in enumerate(["22.50", "3.31", "12.50", "1.00", "17.57", "0.23", "85.36"]):
        report.amount("spending", f"economic/{30201 + number}", amount, **general)
    for item, amount in _three_public("103.17", "17.57", "85.36", "0.00", "85.36", "0.23"):
        report.amount("spending", f"three_public/{item}", amount, funding_source="fiscal")
    for item, amount in (("total", "76.40"), ("goods", "76.40"), ("works", "0.00"), ("services", "0.00")):
        report.amount("spending", f"procurement/{item}", amount)
    for name, count in ((None, "8"), ("越野车", "8"), ("轿车", "0"), (None, "8"), ("机要用车", "1"), ("应急用车", "7")):
        report.statistic("vehicles", count, "辆", item_name=name)
    for weight, score in (("60", "58"), ("40", "38")):
        _weighted(report, weight, score)
    report.statistic("evaluation_score", "96", "分")
    return report


def broken_accounts() -> ExampleReport:
    """Final accounts in which every identity fails, a growth rate stands on nothing, and 元 stands for 万元."""
    report = ExampleReport("决算错", report_type="final_accounts", fiscal_year=2023)
    missing = {"figures_missing": ["12.50", "953.71"], "figures_extra": []}
    report.recount = {"figures_read": 3, "figures_recounted": 5} | missing
    report.amount("spending", "total/total", "1267.80")
    report.amount("spending", "total/total", "1267.80", unit="元")
    report.amount("spending", "total/total", "1286.65", fiscal_year=2022)
    report.amount("change", "total/total", "-81.85", stage="spending")
    report.rate("year_on_year", "total/total", "-1.74")
    report.amount("spending", "expenditure_type/basic", "1096.19")
    report.rate("share", "expenditure_type/basic", "84.46")
    report.amount("spending", "expenditure_type/project", "161.61")
    for code, amount in (("201", "1003.20"), ("208", "235.59")):
        report.amount("spending", f"function/{code}", amount)
    report.amount("spending", "basic_component/personnel", "953.71")
    report.amount("spending", "basic_component/public", "124.48")
    for code, amount in (("30101", "206.61"), ("30102", "170.70")):
        report.amount("spending", f"economic/{code}", amount)
    for item, amount in _three_public("103.17", "17.57", "95.36", "0.00", "85.36", "0.23"):
        report.amount("spending", f"three_public/{item}", amount)
    report.amount("spending", "three_public/overseas", "0", fiscal_year=2022)
    report.rate("year_on_year", "three_public/overseas", "100")
    for item, amount in (("total", "76.40"), ("goods", "70.40"), ("works", "0.00"), ("services", "0.00")):
        report.amount("spending", f"procurement/{item}", amount)
    for name, count in ((None, "8"), ("越野车", "6"), ("轿车", "1")):
        report.statistic("vehicles", count, "辆", item_name=name)
    for weight, score in (("60", "61"), ("30", "28")):
        _weighted(report, weight, score)
    report.statistic("evaluation_score", "90", "分")
    return report


def one_fund() -> ExampleReport:
    """All money is 财政拨款: a class printed with and without the fund is one fact, here printed as 2.34 and 2.32."""
    report = ExampleReport("同源", report_type="performance_evaluation", fiscal_year=2023)
    report.amount("budget", "total/total", "954.81", stage="approved")
    report.amount("budget", "total/total", "954.81", stage="approved", funding_source="fiscal")
    report.amount("budget", "function/210", "2.34", stage="initial")
    report.amount("budget", "function/210", "2.32", stage="approved", funding_source="fiscal")
    report.amount("budget", "function/201", "942.42", stage="initial")
    report.amount("spending", "function/201", "942.42", unit="元")
    report.rate("execution", "function/201", "100", basis="initial")
    return report


def staged_changes() -> ExampleReport:
    """Two budgets and the grand total of income, each with its own change against the year before."""
    report = ExampleReport("增减", report_type="final_accounts", fiscal_year=2023)
    for stage, present, past, change in (
        ("approved", "923.28", "695.58", "227.70"),
        ("adjusted", "1267.80", "1286.65", "-18.85"),
    ):
        report.amount("budget", "total/total", present, stage=stage)
        report.amount("budget", "total/total", past, stage=stage, fiscal_year=2022)
        report.amount("change", "total/total", change, stage=f"budget:{stage}")
    report.amount("revenue", "revenue/grand_total", "1267.80", stage="executed")
    report.amount("revenue", "revenue/grand_total", "1286.65", stage="executed", fiscal_year=2022, is_derived=True)
    report.amount("change", "revenue/grand_total", "-18.85", stage="revenue:executed")
    income = {"numerator_measure": "revenue", "denominator_measure": "revenue"}
    executed = {"numerator_stage": "executed", "denominator_stage": "executed"}
    report.rate("year_on_year", "total/total", "-1.47", **income, **executed)
    return report


def truncating() -> ExampleReport:
    """A report that cuts decimals off instead of rounding them: 66.67 % as 66 %, 6.877 as 6.87."""
    report = ExampleReport("截断")
    report.indicator("科普工作次数", ("12", "次"), ("8", "次"), "66")
    report.amount("spending", "function/208", "6.877")
    report.amount("spending", "function/208", "6.877")
    report.amount("spending", "function/208", "6.87")
    return report


def _part_of_basic() -> dict[str, str]:
    return {"parent_classification": "expenditure_type", "parent_item_code": "basic"}


def _three_public(*amounts: str) -> list[tuple[str, str]]:
    items = ("total", "overseas", "vehicles", "vehicle_purchase", "vehicle_operation", "reception")
    return list(zip(items, amounts, strict=True))


def _weighted(report: ExampleReport, weight: str, score: str) -> None:
    report.indicator(
        f"指标{weight}", ("100", "%"), ("100", "%"), "100", weight=weight, score=score, form="form", origin="table"
    )
