"""The five real reports beside the project, against labels that a careful reader wrote; skipped where absent."""

from __future__ import annotations

import pytest

from benchmarks.accuracy import ledger, score
from benchmarks.facts import REAL, ROOT, extract
from benchmarks.findings import judge
from benchmarks.scoring import COLUMNS, Score
from orchestration.load import Scope, run_load
from orchestration.settings import Settings

LABELS = ROOT / "tests" / "data" / "labels"
FORMATS = {"text": None, "docx": ".docx", "doc": ".doc", "html": ".html", "pdf": ".pdf"}

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the real reports do not stand beside this checkout")


@pytest.mark.parametrize("name", FORMATS)
def test_no_fact_is_wrong_and_hardly_one_is_missed(name: str) -> None:
    facts = extract(REAL / name)
    scores: dict[str, Score] = score(facts, LABELS, FORMATS[name])
    assert [row for table in COLUMNS for row in scores[table].wrong] == []
    labels = sum(one.labels for one in scores.values())
    missed = sum(len(one.missed) for one in scores.values())
    assert labels > 300
    assert missed / labels < 0.01


def test_the_ledger_accounts_for_the_figures() -> None:
    counts = ledger(extract(REAL / "text"))
    assert counts["fact"] > 500
    assert counts["unmapped"] / sum(counts.values()) <= 0.005


def test_findings_are_those_a_reader_confirmed(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = tmp_path_factory.mktemp("real")
    judged = judge(run_load(Settings(home=home, landing=REAL / "text"), Scope()).snapshot)
    assert judged.false == {}
    assert judged.missing == []
    assert {"critical", "warning"} <= set(judged.found)
