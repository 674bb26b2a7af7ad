"""Wordings and table forms of 31 provinces: accuracy must not fall below what was reached."""

from __future__ import annotations

import pytest

from benchmarks.accuracy import Score, by_genre, excerpt_genres, score_excerpts

GENRES = ("budget", "final_accounts", "performance_evaluation", "performance_monitoring", "project_evaluation")


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    return score_excerpts()


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
    labels, missed, facts, wrong = by_genre(scores, excerpt_genres())[genre]
    assert labels > 100
    assert missed / labels <= 0.05
    assert wrong / facts <= 0.01
