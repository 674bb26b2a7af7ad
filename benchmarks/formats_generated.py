"""Generated reports, the same ones in every format: are the facts of one format those of the others, and the true ones?

    python -m benchmarks.formats_generated                       1,000 reports as text, Markdown, docx, html and PDF;
                                                                 500 forms as sheets too
    python -m benchmarks.formats_generated --reports 60 --differences      also every fact that differs

`missed` and `wrong` are counted against the truth the reports were made from, `fewer` and `more` against the facts of
the docx. How a report prints (template, noise, page breaks of the PDF) is drawn anew for each.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.accuracy import score
from benchmarks.facts import extract
from benchmarks.formats_matrix import Fact, Facts, facts_of
from ingest.generate import generate
from ingest.generate.files import WRITERS

#: What the others are compared with.
_COMPARED_WITH = "docx"
#: Formats that hold a report of paragraphs and tables; a workbook holds forms only.
REPORTS = ("docx", "text", "markdown", "html", "pdf")
FORMS = (*REPORTS, "xlsx")


@dataclass(frozen=True, slots=True)
class Result:
    """One format: facts in all, labels missed and facts wrong, and what it has fewer and more, report by report."""

    facts: int
    missed: int
    wrong: int
    fewer: Mapping[tuple[str, str], Counter[Fact]]
    more: Mapping[tuple[str, str], Counter[Fact]]

    @property
    def reports(self) -> frozenset[str]:
        """The reports that differ."""
        return frozenset(report for report, _ in (*self.fewer, *self.more))


def compare(number: int, seed: int, drawn_as: str, formats: Sequence[str]) -> dict[str, Result]:
    """Write `number` reports in each format, extract and compare; `drawn_as` is the format they are made up for."""
    made = list(islice(generate.reports(seed, (drawn_as,)), number))
    found: dict[str, Result] = {}
    expected: Facts = {}
    with tempfile.TemporaryDirectory() as folder:
        truth = Path(folder) / "truth"
        generate.write(Path(folder) / "drawn", truth, number, seed, (drawn_as,))
        for name in formats:
            suffix, write = WRITERS[name]
            landing = Path(folder) / name
            for report in made:
                path = (landing / report.source_path).with_suffix(suffix)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(write(report.page.content))
            rows = extract(landing)
            facts = facts_of(rows)
            expected = expected or facts
            scores = score(rows, truth, suffix, WRITERS[drawn_as][0]).values()
            found[name] = Result(
                sum(counts.total() for counts in facts.values()),
                sum(len(one.missed) for one in scores),
                sum(len(one.wrong) for one in scores),
                _without(expected, facts),
                _without(facts, expected),
            )
    return found


def _without(facts: Facts, others: Facts) -> dict[tuple[str, str], Counter[Fact]]:
    left = {key: counts - others.get(key, Counter()) for key, counts in facts.items()}
    return {key: counts for key, counts in left.items() if counts}


def printed(title: str, found: Mapping[str, Result]) -> Iterator[str]:
    """One row of a Markdown table per format."""
    yield f"| {title} | facts | missed | wrong | fewer than {_COMPARED_WITH} | more | reports that differ |"
    yield "| --- |" + " ---: |" * 6
    for name, result in found.items():
        fewer, more = (sum(c.total() for c in side.values()) for side in (result.fewer, result.more))
        counts = (result.facts, result.missed, result.wrong, fewer, more, len(result.reports))
        yield f"| {name} | " + " | ".join(f"{count:,}" for count in counts) + " |"


def differences(found: Mapping[str, Result]) -> Iterator[str]:
    """Every fact that a format has fewer (−) or more (+)."""
    for name, result in found.items():
        for sign, side in (("−", result.fewer), ("+", result.more)):
            for (report, table), facts in sorted(side.items()):
                for fact in sorted(facts.elements(), key=str):
                    yield f"{sign} {name} {report} {table}: {' | '.join(map(str, fact))}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--differences", action="store_true")
    options = parser.parse_args()
    for title, number, drawn_as, formats in (
        (f"{options.reports:,} reports", options.reports, "pdf", REPORTS),
        (f"{options.reports // 2:,} forms", options.reports // 2, "xlsx", FORMS),
    ):
        found = compare(number, options.seed, drawn_as, formats)
        print(*printed(title, found), *(differences(found) if options.differences else ()), "", sep="\n", flush=True)


if __name__ == "__main__":
    main()
