"""Generated reports read back: precision and recall against the facts they were made from.

    python -m benchmarks.generated                       500 reports of every genre, template and format
    python -m benchmarks.generated --reports 60 --seed 3 --misses

Columns are those of `benchmarks.accuracy`, once per table, then per genre, template and format.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.accuracy import score
from benchmarks.facts import extract
from benchmarks.scoring import Score, grouped, heading, print_scores, told
from ingest.generate import generate
from ingest.generate.files import WRITERS


def read_back(number: int, seed: int, formats: tuple[str, ...] = tuple(WRITERS)) -> dict[str, Score]:
    """Write, extract and compare; one Score per table."""
    with tempfile.TemporaryDirectory() as folder:
        landing, truth = Path(folder) / "landing", Path(folder) / "truth"
        generate.write(landing, truth, number, seed, formats)
        return score(extract(landing), truth)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    scores = read_back(options.reports, options.seed)
    print_scores(f"{options.reports} generated reports, seed {options.seed}", scores, options.misses)
    made = {
        report.source_path: report
        for report, _ in zip(generate.reports(options.seed), range(options.reports), strict=False)
    }
    groups: Mapping[str, Callable[[generate.Report], str]] = {
        "genre": lambda report: report.genre,
        "template": lambda report: report.page.style.template,
        "format": lambda report: report.format,
    }
    for title, group in groups.items():
        print("\n" + heading(title))
        for name, counts in grouped(scores, {path: group(report) for path, report in made.items()}).items():
            print(told(name, *counts))


if __name__ == "__main__":
    main()
