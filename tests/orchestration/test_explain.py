"""From a key to the sentence with the figure marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from orchestration.explain import UnknownKey, explain, mark, told
from orchestration.home import Home
from orchestration.snapshot import open_snapshot

TEXT = "前文。预算 506.83 万元，到位 391.2 万元。后文"


@pytest.mark.parametrize(
    ("start", "end", "unit", "expected"),
    [
        pytest.param(6, 12, "万元", "预算 »506.83 万元«，到位 391.2 万元。", id="unit after a blank is marked too"),
        pytest.param(6, 12, "元", "预算 »506.83« 万元，到位 391.2 万元。", id="another unit is not"),
        pytest.param(6, 12, None, "预算 »506.83« 万元，到位 391.2 万元。", id="figure without a unit"),
        pytest.param(19, 24, "万元", "预算 506.83 万元，到位 »391.2 万元«。", id="second figure of the sentence"),
        pytest.param(len(TEXT) - 2, len(TEXT), None, "»后文«", id="last words without a full stop"),
    ],
)
def test_figure_is_marked_in_its_sentence(start: int, end: int, unit: str | None, expected: str) -> None:
    assert mark(TEXT, start, end, unit) == expected


@pytest.mark.parametrize(
    ("key", "kind", "line"),
    [
        pytest.param("figure-0001", "evidence.figure", "预算 »506.83 万元«，到位率 80.00%。", id="figure"),
        pytest.param("budget-aaaa", "fct_budget", "预算 »506.83 万元«，到位率 80.00%。", id="fact"),
        pytest.param("check-bbbb", "quality.finding", "预算 506.83 万元，到位率 »80.00%«。", id="finding"),
        pytest.param("check-bb", "quality.finding", "预算 506.83 万元，到位率 »80.00%«。", id="beginning of a key"),
    ],
)
def test_key_leads_to_its_sentence(home: Path, key: str, kind: str, line: str) -> None:
    with open_snapshot(Home(home).warehouse) as connection:
        found = explain(connection, key)
    lines = list(told(found))
    assert lines[0] == kind
    assert f"  {line}" in lines
    assert "652825/2021/a.txt, page 2 › 一、概况" in lines


def test_finding_names_its_rule_and_both_figures(home: Path) -> None:
    with open_snapshot(Home(home).warehouse) as connection:
        lines = "\n".join(told(explain(connection, "check-bbbb")))
    assert "rule B01 到位率 (Rate of funds received)" in lines
    assert "80.00" in lines
    assert "77.19" in lines


@pytest.mark.parametrize(
    ("key", "said"),
    [
        pytest.param("figure-9999", "no figure, fact, finding", id="unknown"),
        pytest.param("figure-000", "more than one", id="ambiguous"),
        pytest.param("fig", "at least 6", id="too short"),
    ],
)
def test_key_that_names_no_single_row_is_told_so(home: Path, key: str, said: str) -> None:
    with open_snapshot(Home(home).warehouse) as connection, pytest.raises(UnknownKey, match=said):
        explain(connection, key)
