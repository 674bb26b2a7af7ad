"""How a load is told on the terminal."""

from __future__ import annotations

from pathlib import Path

from ingest import pipeline
from ingest.routing import Landed, Partition
from orchestration.summary import Problem, Summary, told


def summary(*problems: Problem, bad_rows: tuple[str, ...] = (), **set_numbers: int) -> Summary:
    numbers = dict.fromkeys(Summary.__dataclass_fields__, 0) | set_numbers
    return Summary(
        **numbers
        | {"load_id": "x", "checks": {}, "findings_by_severity": {}, "problems": problems, "bad_rows": bad_rows}
    )  # type: ignore[arg-type]


def test_a_file_that_cannot_be_read_is_named_once_with_its_path(tmp_path: Path) -> None:
    path = tmp_path / "空.txt"
    path.touch()
    (row,) = pipeline.read([Landed("652825/2021/空.txt", path, "", 0, Partition("652825", 2021))]).to_dicts()
    problem = Problem("652825/2021/空.txt", "rejected", row["reason_code"], row["reason"])
    (line,) = [line for line in told(summary(problem), tmp_path, 1.0) if line.startswith("Rejected")]
    assert line.count("空.txt") == 1
    assert "652825/2021/空.txt: an empty file" in line


def test_a_reason_without_a_path_gets_it(tmp_path: Path) -> None:
    lines = told(summary(Problem("inbox/a.txt", "held", "internal_error", "raw: ValueError: odd")), tmp_path, 1.0)
    assert "Held        inbox/a.txt: raw: ValueError: odd [internal_error]" in lines


def test_missing_reports_and_lines_that_were_not_used_are_told(tmp_path: Path) -> None:
    bad = "waivers.csv, line 3: reason is empty; fill it in, or remove the line"
    lines = told(summary(reports_expected=40, reports_missing=3, bad_rows=(bad,)), tmp_path, 1.0)
    assert "Expected    3 of 40 expected reports missing" in lines
    assert f"Not used    {bad}" in lines


def test_without_a_list_of_expected_reports_none_is_said_to_be_missing(tmp_path: Path) -> None:
    assert not [line for line in told(summary(), tmp_path, 1.0) if line.startswith(("Expected", "Not used"))]


def test_waived_and_reopened_findings_are_counted_where_there_are_any(tmp_path: Path) -> None:
    (line,) = [
        line for line in told(summary(findings_waived=2, findings_new=1), tmp_path, 1.0) if line.startswith("Findings")
    ]
    assert line.endswith("(1 new, 0 resolved, 2 waived)")
