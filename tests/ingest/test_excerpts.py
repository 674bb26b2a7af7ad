"""Wordings and table forms of 31 provinces: accuracy must not fall below what was reached."""

from __future__ import annotations

import pytest

from benchmarks.accuracy import Score, score_excerpts


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    return score_excerpts()


def test_hardly_a_fact_is_wrong(scores: dict[str, Score]) -> None:
    facts = sum(one.facts for one in scores.values())
    wrong = sum(len(one.wrong) for one in scores.values())
    assert facts > 1500
    assert wrong / facts <= 0.012


def test_few_facts_are_missed(scores: dict[str, Score]) -> None:
    labels = sum(one.labels for one in scores.values())
    missed = sum(len(one.missed) for one in scores.values())
    assert missed / labels <= 0.055
