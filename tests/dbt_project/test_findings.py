"""What becomes of findings from load to load: kept, resolved, waived, waiting; and what a blocking rule does."""

from __future__ import annotations

import shutil

import polars as pl
import pytest

from ingest.clean.keys import key_of
from orchestration.declared import WAIVER
from tests.dbt_project.example_home import ExampleHome

BROKEN = "report-监控错"


@pytest.fixture(scope="module")
def second_night(warehouse: ExampleHome, tmp_path_factory: pytest.TempPathFactory) -> ExampleHome:
    """The next load of the same reports: B05 put right, B06 not judged, three rules waived, E15 now blocking."""
    home = ExampleHome(tmp_path_factory.mktemp("night") / "home")
    shutil.copytree(warehouse.root, home.root)
    home.keep_findings()
    waived = pl.read_parquet(home.root / "state/finding.parquet").filter(pl.col("rule_id").is_in(["B07", "B08", "C05"]))
    waived.select(
        "finding_key",
        "rule_version",
        # given for other figures than the report prints now
        pl.when(pl.col("rule_id") == "B08").then(pl.col("stated") + 1).otherwise("stated").alias("stated"),
        "expected",
        "tolerance",
        pl.lit("复核无误").alias("waiver_reason"),
        pl.lit("李").alias("waived_by"),
        # and one whose time is over
        pl.when(pl.col("rule_id") == "C05").then(pl.date(2026, 1, 2)).alias("waiver_until"),
    ).cast(WAIVER).write_parquet(home.root / "state/waiver.parquet")
    rules = pl.read_parquet(home.root / "state/rule.parquet")
    rules.with_columns(is_blocking=pl.col("rule_id") == "E15").write_parquet(home.root / "state/rule.parquet")
    owed = {"county_code": "652825", "fiscal_year": 2021, "report_type": "performance_monitoring"}
    pl.DataFrame(
        [
            owed | {"department_name": "监控", "due_on": "2021-07-31"},
            owed | {"department_name": "且末县不予发布", "due_on": "2021-07-31"},
            owed | {"department_name": "且末县档案馆", "due_on": "2021-07-31"},
            owed | {"department_name": "且末县文旅局", "due_on": "2026-07-31"},
            owed | {"department_name": "且末县水利局", "due_on": None},
        ]
    ).with_columns(pl.col("due_on").str.to_date()).write_parquet(home.root / "state/expected_report.parquet")

    tomorrow = "2026-01-03T02:00:00+08:00"
    home.dbt("build", "--selector", "operands", as_of=tomorrow)
    home.judge(not_executed=("B06",))
    [(put_right,)] = home.rows(
        f"select check_key from quality.operand where report_key = '{BROKEN}' and rule_id = 'B05'"
    )
    unexpected = home.root / "state/unexpected.parquet"
    pl.read_parquet(unexpected).filter(pl.col("check_key") != put_right).write_parquet(unexpected)
    home.dbt("build", "--selector", "verdicts", as_of=tomorrow)
    return home


@pytest.mark.parametrize(
    ("rule", "state", "seen_again", "is_resolved"),
    [
        pytest.param("B05", "resolved", False, True, id="what no longer fails is resolved"),
        pytest.param("B06", "open", False, False, id="what was not judged stays as it was"),
        pytest.param("B01", "open", True, False, id="what fails again keeps its first day"),
        pytest.param("B07", "waived", True, False, id="what was explained stays waived"),
        pytest.param("B08", "open", True, False, id="a waiver of other figures does not hold"),
        pytest.param("C05", "open", True, False, id="a waiver ends with its last day"),
    ],
)
def test_finding_of_the_night_before(
    second_night: ExampleHome, rule: str, state: str, seen_again: bool, is_resolved: bool
) -> None:
    found = second_night.rows(
        "select distinct state, first_seen_at < last_seen_at, resolved_at is not null from quality.finding "
        f"where report_key = '{BROKEN}' and rule_id = '{rule}'"
    )
    assert found == [(state, seen_again, is_resolved)]


def test_a_rule_that_was_not_judged_is_an_execution_error(second_night: ExampleHome) -> None:
    sql = f"select distinct outcome from quality.fct_check where report_key = '{BROKEN}' and rule_id = 'B06'"
    assert second_night.rows(sql) == [("execution_error",)]


def test_a_waived_finding_marks_no_fact(second_night: ExampleHome) -> None:
    fund = f"from marts.fct_budget where report_key = '{BROKEN}' and funding_source = 'other'"
    assert second_night.rows(f"select has_open_finding {fund}") == [(False,)]


def test_a_blocking_rule_keeps_the_report_in_history_with_its_reason(second_night: ExampleHome) -> None:
    assert second_night.rows("select * from marts.fct_spending where report_key = 'report-决算错'") == []
    [(reason,)] = second_night.rows("select blocked_reason from history.dim_report where report_key = 'report-决算错'")
    assert reason.startswith("E15 2023 支出 政府采购合计")
    assert second_night.rows("select count(*) > 0 from history.fct_spending where report_key = 'report-决算错'") == [
        (True,)
    ]


def test_owed_reports_are_published_held_missing_or_not_due(second_night: ExampleHome) -> None:
    assert dict(second_night.rows("select department_name, state from quality.completeness")) == {
        "监控": "published",
        "且末县不予发布": "held",
        "且末县档案馆": "missing",
        "且末县文旅局": "not_due",
        "且末县水利局": "missing",
    }


def test_an_overdue_report_is_a_finding(second_night: ExampleHome) -> None:
    checks = "select subject, outcome from quality.fct_check where rule_id = 'A22' and stated is not null order by 1"
    assert second_night.rows(checks) == [
        ("2021 且末县不予发布 绩效监控（2021-07-31前报送）", "pass"),
        ("2021 且末县档案馆 绩效监控（2021-07-31前报送）", "fail"),
        ("2021 且末县水利局 绩效监控", "insufficient_data"),
        ("2021 监控 绩效监控（2021-07-31前报送）", "pass"),
    ]
    sql = "select subject, state, county_code, department_key from quality.finding where rule_id = 'A22'"
    key = key_of("652825", "且末县档案馆")
    assert second_night.rows(sql) == [("2021 且末县档案馆 绩效监控（2021-07-31前报送）", "open", "652825", key)]


def test_a_finding_opened_again_says_why(second_night: ExampleHome) -> None:
    reopened = second_night.rows(
        "select distinct rule_id, reopened_because, waived_by from quality.finding where reopened_at is not null"
    )
    assert sorted(reopened) == [("B08", "figures_changed", None), ("C05", "waiver_expired", None)]


def test_a_waiver_stands_beside_the_figure(second_night: ExampleHome) -> None:
    sql = "select distinct waived_by, waiver_reason, waiver_until from quality.finding where state = 'waived'"
    assert second_night.rows(sql) == [("李", "复核无误", None)]
    assert second_night.rows('select distinct "说明" from zh."问题清单" where "状态" = \'已说明\'') == [("复核无误",)]


def test_a_document_keeps_the_day_it_was_first_seen(second_night: ExampleHome) -> None:
    assert second_night.rows("select count(*), count(distinct source_path), min(state) from ops.document") == [
        (14, 14, "loaded")
    ]
