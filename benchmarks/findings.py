"""The findings on the five real reports against the labels of a careful reader: precision by severity, what is missing.

    python -m benchmarks.findings

A finding is true where `tests/data/labels/finding.csv` has a row of its report and rule for it, false where it has none
left; a row that is not optional has to be found.
"""

from __future__ import annotations

import csv
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import duckdb

from benchmarks.facts import REAL, ROOT
from orchestration.load import Scope, run_load
from orchestration.settings import Settings

LABELS = ROOT / "tests" / "data" / "labels" / "finding.csv"

#: Source path and rule.
About = tuple[str, str]


@dataclass(frozen=True)
class Judged:
    """Findings by severity, those no label confirms, and required labels nothing found."""

    found: Counter[str]
    false: dict[str, list[About]]
    missing: list[About]

    def precision(self, severity: str) -> float:
        """Share of the findings of a severity that are true; 1 where there are none."""
        whole = self.found[severity]
        return 1 - len(self.false.get(severity, ())) / whole if whole else 1.0


def judge(snapshot: Path) -> Judged:
    """Compare the open findings of a warehouse of the real reports with their labels."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        labels = list(csv.DictReader(file))
    with duckdb.connect(str(snapshot), read_only=True) as connection:
        rows = connection.execute(
            "select severity, source_path, rule_id from quality.finding inner join marts.dim_report using (report_key)"
            " where state = 'open' order by all"
        ).fetchall()
    left = Counter((label["source_path"], label["rule_id"]) for label in labels)
    needed = Counter((one["source_path"], one["rule_id"]) for one in labels if one["is_optional"] != "true")
    false: dict[str, list[About]] = {}
    for severity, path, rule_id in rows:
        left[path, rule_id] -= 1
        if left[path, rule_id] < 0:
            false.setdefault(severity, []).append((path, rule_id))
    missing = needed - Counter((path, rule_id) for _, path, rule_id in rows)
    return Judged(Counter(severity for severity, _, _ in rows), false, sorted(missing.elements()))


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        judged = judge(run_load(Settings(home=Path(home), landing=REAL / "text"), Scope()).snapshot)
    print(f"{'severity':<10}{'findings':>9}{'true':>6}{'precision':>11}")
    for severity, count in sorted(judged.found.items()):
        wrong = judged.false.get(severity, [])
        print(f"{severity:<10}{count:>9}{count - len(wrong):>6}{judged.precision(severity):>11.1%}")
        for about in wrong:
            print("  false: " + " ".join(about))
    print(f"known contradictions not found: {len(judged.missing)}")
    for about in judged.missing:
        print("  " + " ".join(about))


if __name__ == "__main__":
    main()
