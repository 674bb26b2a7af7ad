"""项目支出 in a report on one project: what it spent; in one that divides a department's spending, a kind of that."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("sentence", "amounts"),
    [
        ("本项目年初预算60万元，项目支出57万元。", ["budget:initial total 60万元", "spending total 57万元"]),
        ("项目支出预算为60万元，实际支出57万元。", ["budget:approved total 60万元", "spending total 57万元"]),
        ("项目支出总额57万元。", ["spending total 57万元"]),
        ("批复我局项目支出57万元，其中包含清淤项目经费5万元。",
         ["budget:approved expenditure_type/project 57万元", "budget:approved project/清淤项目经费 5万元 < project"]),
        ("基本支出20万元，项目支出57万元。",
         ["spending expenditure_type/basic 20万元", "spending expenditure_type/project 57万元"]),
    ],
)  # fmt: skip
def test_in_a_report_on_one_project(facts_of: Callable, sentence: str, amounts: list[str]) -> None:
    assert facts_of(sentence, genre="project_evaluation").amounts == amounts


def test_in_a_report_on_a_department(facts_of: Callable) -> None:
    facts = facts_of("项目支出57万元。", genre="performance_evaluation")
    assert facts.amounts == ["spending expenditure_type/project 57万元"]


def test_its_rate_is_the_projects(facts_of: Callable) -> None:
    facts = facts_of("本项目年初预算60万元，项目支出进度为95%。", genre="project_evaluation")
    assert facts.rates == ["execution:initial total 95% of budget:initial total"]
