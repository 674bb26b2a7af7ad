"""Precision and recall of extraction against labels that careful readers wrote, and what became of every figure.

Per label set and table; for the excerpts also per genre and per template (the form or the kind of prose). The ledger's
line counts the figures of the loaded reports by disposition; accounted for are facts and context together.

    python benchmarks/accuracy.py            samples, excerpts, and the real reports where they are at hand
    python benchmarks/accuracy.py --misses   also lists every label missed and every fact no label knows

How a label matches a fact is told in `benchmarks.scoring`.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from benchmarks.facts import REAL, ROOT, extract
from benchmarks.formats_matrix import print_matrix
from benchmarks.scoring import COLUMNS, Score, compare, grouped, print_scores, told

EXCERPTS = ROOT / "tests/data/excerpts"


def score(
    facts: Mapping[str, list[dict[str, object]]], labels: Path, suffix: str | None = None, labelled: str = ".txt"
) -> dict[str, Score]:
    """Score every labelled table; `suffix` replaces the `labelled` one (the same reports in another format)."""
    scores = {}
    for table in COLUMNS:
        with (labels / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row.get("state", "loaded") == "loaded"]
        if suffix:
            rows = [row | {"source_path": row["source_path"].removesuffix(labelled) + suffix} for row in rows]
        scores[table] = compare(table, facts[table], rows)
    return scores


def _excerpt_label(row: Mapping[str, str]) -> dict[str, str]:
    """A row of the excerpts' facts.csv under the names of the published tables."""
    label = dict(row) | {"source_path": f"inbox/{row['excerpt']}", "amount_yuan": row["value"]}
    label |= {"budget_stage": row["stage"], "revenue_source": row["item_code"], "rate_kind": row["kind"]}
    label |= {"basis": row["stage"], "reported_pct": row["value"], "statistic": row["kind"]}
    if row["table"] == "indicator":
        names = (
            "operator", "actual_value", "actual_unit", "completion_pct", "weight", "score", "status",
            "level1", "level2",
        )  # fmt: skip
        label |= dict(zip(names, row["extra"].split("|"), strict=True))
        label |= {"indicator_name": row["item_name"], "target_value": row["value"], "target_unit": row["unit"]}
    return label


def extract_excerpts() -> dict[str, list[dict[str, object]]]:
    """Facts of the excerpts, all read from an inbox: identity comes from the text."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(EXCERPTS, Path(folder) / "inbox", ignore=shutil.ignore_patterns("*.csv", "*.md"))
        return extract(Path(folder))


def score_excerpts(facts: Mapping[str, list[dict[str, object]]]) -> dict[str, Score]:
    """Score the excerpts of other provinces' wordings."""
    with (EXCERPTS / "facts.csv").open(encoding="utf-8", newline="") as file:
        labels = [_excerpt_label(row) for row in csv.DictReader(file)]
    with (EXCERPTS / "reports.csv").open(encoding="utf-8", newline="") as file:
        reports = [row | {"source_path": f"inbox/{row['excerpt']}"} for row in csv.DictReader(file)]
    scores = {"report": compare("report", facts["report"], reports)}
    for table in COLUMNS:
        if table != "report":
            scores[table] = compare(table, facts[table], [label for label in labels if label["table"] == table])
    return scores


def excerpt_groups(column: str) -> dict[object, str]:
    """What a column of the excerpts' reports.csv (report_type, template) says of each excerpt."""
    with (EXCERPTS / "reports.csv").open(encoding="utf-8", newline="") as file:
        return {f"inbox/{row['excerpt']}": row[column] for row in csv.DictReader(file)}


def ledger(facts: Mapping[str, list[dict[str, object]]]) -> dict[str, int]:
    """How many figures became facts, context or stayed unmapped."""
    counts = Counter(str(row["disposition"]) for row in facts["figure"])
    return {name: counts[name] for name in ("fact", "context", "unmapped")}


def _print_ledger(counts: Mapping[str, int]) -> None:
    total = sum(counts.values())
    shares = ", ".join(f"{name} {count} ({count / total:.1%})" for name, count in counts.items())
    print(f"figures {total}: {shares}; accounted for {1 - counts['unmapped'] / total:.1%}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true")
    misses = parser.parse_args().misses
    facts = extract(ROOT / "tests/samples/landing")
    print_scores("bundled samples", score(facts, ROOT / "tests/samples/truth"), misses)
    _print_ledger(ledger(facts))
    facts = extract_excerpts()
    excerpts = score_excerpts(facts)
    print_scores("excerpts in other provinces' wordings", excerpts, misses)
    for column in ("report_type", "template"):
        for group, counts in grouped(excerpts, excerpt_groups(column)).items():
            print(told(group, *counts))
    _print_ledger(ledger(facts))
    if not REAL.is_dir():
        print(f"\nno real reports in {REAL.name}/ beside the project")
        return
    facts = extract(REAL / "text")
    print_scores("five real reports as text", score(facts, ROOT / "tests/data/labels"), misses)
    _print_ledger(ledger(facts))
    print_matrix(misses)


if __name__ == "__main__":
    main()
