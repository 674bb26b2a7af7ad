"""Wordings and table forms of 31 provinces: accuracy must not fall below what was reached."""

from __future__ import annotations

import pytest

from benchmarks.accuracy import excerpt_groups, extract_excerpts, ledger, score_excerpts
from benchmarks.scoring import Score, grouped

GENRES = ("budget", "final_accounts", "performance_evaluation", "performance_monitoring", "project_evaluation")


@pytest.fixture(scope="module")
def facts() -> dict[str, list[dict[str, object]]]:
    return extract_excerpts()


@pytest.fixture(scope="module")
def scores(facts: dict[str, list[dict[str, object]]]) -> dict[str, Score]:
    return score_excerpts(facts)


def test_hardly_a_fact_is_wrong(scores: dict[str, Score]) -> None:
    facts = sum(one.facts for one in scores.values())
    wrong = sum(len(one.wrong) for one in scores.values())
    assert facts > 1500
    assert wrong / facts <= 0.005


def test_few_facts_are_missed(scores: dict[str, Score]) -> None:
    labels = sum(one.labels for one in scores.values())
    missed = sum(len(one.missed) for one in scores.values())
    assert missed / labels <= 0.025


@pytest.mark.parametrize("genre", GENRES)
def test_every_genre_is_read(genre: str, scores: dict[str, Score]) -> None:
    labels, missed, facts, wrong = grouped(scores, excerpt_groups("report_type"))[genre]
    assert labels > 100
    assert missed / labels <= 0.05
    assert wrong / facts <= 0.01


@pytest.mark.parametrize("template", sorted(set(excerpt_groups("template").values())))
def test_every_template_is_read(template: str, scores: dict[str, Score]) -> None:
    labels, missed, facts, wrong = grouped(scores, excerpt_groups("template"))[template]
    assert labels >= 15
    assert missed / labels <= 0.06
    assert wrong / facts <= 0.02


def test_hardly_a_figure_is_left_without_an_account(facts: dict[str, list[dict[str, object]]]) -> None:
    counts = ledger(facts)
    assert counts["fact"] > 1500
    assert counts["unmapped"] / sum(counts.values()) <= 0.03
