"""What was spent up to a month of the year, beside what the year took."""

from __future__ import annotations

from collections.abc import Callable

import pytest

WHOLE = "performance_evaluation"


@pytest.mark.parametrize(
    "early",
    [
        "截至6月底，项目支出仅完成18万元，占项目支出预算的26.08%。",
        "1-9月项目支出18万元，支出进度26.08%。",
        "上半年项目支出18万元，支出进度26.08%。",
        "截至2023年9月30日，项目支出18万元，支出进度26.08%。",
    ],
    ids=["the end of a month", "months", "half the year", "a day"],
)
def test_an_earlier_month_is_no_second_value_of_the_year(facts_of: Callable, early: str) -> None:
    facts = facts_of("全年项目支出66万元。", early, genre=WHOLE)
    assert facts.amounts == ["spending expenditure_type/project 66万元"]
    assert facts.rates == []
    assert facts.left["18万元"] == "amount outside the contract"
    assert facts.left["26.08%"] == "rate outside the contract"


def test_of_several_months_the_last_is_told(facts_of: Callable) -> None:
    facts = facts_of("截至6月底支出20万元，截至8月底支出50万元，执行率50%。", genre="performance_monitoring")
    assert facts.amounts == ["spending total 50万元"]
    assert facts.rates == ["execution:approved total 50% of budget:approved total"]


def test_what_a_monitoring_report_does_not_date_is_of_its_own_end(facts_of: Callable) -> None:
    facts = facts_of("累计支出52万元。", "截至8月底支出50万元。", genre="performance_monitoring")
    assert facts.amounts == ["spending total 52万元", "spending total 50万元"]


@pytest.mark.parametrize("dated", ["截至9月底，全年支出66万元。", "截至2024年6月底，支出66万元。"])
def test_a_month_alone_or_of_a_later_year_takes_nothing_back(facts_of: Callable, dated: str) -> None:
    assert facts_of(dated, genre=WHOLE).amounts == ["spending total 66万元"]


def test_a_rate_of_an_earlier_month_alone_is_taken_back(facts_of: Callable) -> None:
    facts = facts_of("全年支出57万元。", "截至6月底预算执行率仅38.5%，进度偏慢。", genre=WHOLE)
    assert facts.rates == []
