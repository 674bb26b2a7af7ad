"""How a load is told on the terminal."""

from __future__ import annotations

from pathlib import Path

from ingest import pipeline
from ingest.routing import Landed, Partition
from orchestration.summary import Problem, Summary, told


def summary(*problems: Problem) -> Summary:
    numbers = dict.fromkeys(Summary.__dataclass_fields__, 0)
    return Summary(**numbers | {"load_id": "x", "checks": {}, "findings_by_severity": {}, "problems": problems})  # type: ignore[arg-type]


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
