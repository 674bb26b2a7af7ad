"""Several reports and years of one department against each other, and departments of a county against their peers."""

from __future__ import annotations

import pytest

from expectations.rules.catalogue import load_rules
from tests.dbt_project.example_home import ExampleHome
from tests.dbt_project.example_report import ExampleReport

COUNTY = "652825"
#: Per head of ten staff, in 万元: seven departments alike and one that pays five times as much.
PAY = [100, 105, 98, 102, 110, 95, 101, 500]


def report(name: str, genre: str, year: int) -> ExampleReport:
    return ExampleReport(f"{name} {genre} {year}", report_type=genre, fiscal_year=year, department=name)


def accounts(name: str, year: int, spent: str, before: str, opening: str, closing: str) -> ExampleReport:
    """Final accounts with this and last year's spending and both ends of the carry-over."""
    made = report(name, "final_accounts", year)
    made.amount("spending", "total/total", spent)
    made.amount("spending", "total/total", before, fiscal_year=year - 1)
    made.amount("revenue", "revenue/opening_carryover", opening, stage="executed")
    made.amount("balance", "balance/closing_carryover", closing)
    return made


def years(name: str, restated: str = "1268.65", opening: str = "26.50", planned: str = "932.28") -> list[ExampleReport]:
    """Three years of accounts, the budget of the last one and its mid-year report; by default each once at odds."""
    last = accounts(name, 2023, "1300.00", restated, opening, "31.00")
    last.amount("budget", "total/total", planned, stage="initial")
    last.amount("spending", "expenditure_type/project", "171.61")
    budget = report(name, "budget", 2023)
    budget.amount("budget", "total/total", "923.28", stage="initial")
    middle = report(name, "performance_monitoring", 2023)
    middle.amount("spending", "total/total", "640.00")
    middle.amount("spending", "expenditure_type/project", "200.00")
    first = accounts(name, 2021, "1100.00", "1000.00", "10.00", "20.00")
    second = accounts(name, 2022, "1286.65", "1100.00", "20.00", "25.60")
    return [first, second, last, budget, middle]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> ExampleHome:
    home = ExampleHome(tmp_path_factory.mktemp("across"))
    made = [*years("矛盾局"), *years("一致局", "1286.65", "25.60", "923.28")]
    for number, pay in enumerate(PAY):
        peer = report(f"同组{number}", "final_accounts", 2023)
        peer.amount("spending", "basic_component/personnel", f"{pay}.00")
        peer.statistic("staff", "10", "人")
        made.append(peer)
    coarse, fine = report("截断局", "final_accounts", 2022), report("截断局", "final_accounts", 2023)
    coarse.amount("spending", "total/total", "5217.63")
    fine.amount("spending", "total/total", "52176357.67", unit="元", fiscal_year=2022)
    made += [coarse, fine]
    home.write(made, rule=[home.rule_row(rule) for rule in load_rules()])
    home.build()
    return home


def outcomes(home: ExampleHome, name: str) -> set[tuple[str, int, str]]:
    """Rule, year of the report and outcome of what was compared with another report."""
    return set(
        home.rows(
            "select rule_id, fct_check_year.fiscal_year, outcome from quality.fct_check "
            "inner join (select report_key, fiscal_year, department_key from marts.dim_report) as fct_check_year "
            "using (report_key) where rule_id in ('B27', 'D27', 'D28', 'D30') and len(operand_figure_ids) > 0 "
            f"and department_key = 'department-{name}'"
        )
    )


def test_a_department_whose_reports_agree_passes_year_by_year(home: ExampleHome) -> None:
    assert outcomes(home, "一致局") == {
        ("D27", 2022, "pass"), ("D27", 2023, "pass"), ("D28", 2022, "pass"), ("D28", 2023, "pass"),
        ("D30", 2023, "pass"), ("B27", 2023, "pass"), ("B27", 2023, "fail"),
    }  # fmt: skip


def test_only_the_report_at_odds_with_another_one_fails(home: ExampleHome) -> None:
    failed = {(rule, year) for rule, year, outcome in outcomes(home, "矛盾局") if outcome == "fail"}
    assert failed == {("D27", 2023), ("D28", 2023), ("D30", 2023), ("B27", 2023)}


def test_a_figure_that_one_year_cut_off_is_no_restatement(home: ExampleHome) -> None:
    assert outcomes(home, "截断局") == {("D27", 2023, "pass_truncated")}


def test_mid_year_spending_is_compared_by_kind(home: ExampleHome) -> None:
    about = "rule_id = 'B27' and department_key = 'department-一致局'"
    [(subject, stated, expected)] = home.rows(f"select subject, stated, expected from quality.finding where {about}")
    assert "项目支出" in subject
    assert (stated, expected) == (2_000_000, 1_716_100)


def test_restatements_are_listed_with_both_values(home: ExampleHome) -> None:
    rows = home.rows(
        "select rule_id, department_key, restatement.fiscal_year, restated_yuan, reported_yuan, other.fiscal_year "
        "from quality.restatement inner join marts.dim_report as other on other_report_key = other.report_key "
        "order by rule_id".replace("department_key", "restatement.department_key")
    )
    assert [(rule, year, float(now), float(then), other) for rule, _, year, now, then, other in rows] == [
        ("D27", 2022, 12_686_500, 12_866_500, 2022),
        ("D28", 2023, 265_000, 256_000, 2022),
        ("D30", 2023, 9_322_800, 9_232_800, 2023),
    ]
    assert {department for _, department, *_ in rows} == {"department-矛盾局"}


def test_an_outlier_names_its_group_and_is_no_more_than_a_hint(home: ExampleHome) -> None:
    [(subject, severity)] = home.rows("select subject, severity from quality.finding where rule_id = 'E21'")
    assert "人均人员经费" in subject
    assert "且末县 8 个部门" in subject
    assert severity == "info"
