"""The five real reports in every format, report by report and table by table: facts found, missed and wrong.

    python -m benchmarks.formats_matrix            the matrix, as a Markdown table
    python -m benchmarks.formats_matrix --differences    also every fact that a format has more or fewer than the text

Found, missed and wrong are counted against the labels (`benchmarks.accuracy`); beside them stands whether the facts are
the same as the text's. A format that is not read, or a report that is not at hand in it, stands as a dash.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from benchmarks.facts import REAL, ROOT, extract
from benchmarks.scoring import COLUMNS, compare, keyed
from ingest.readers import picture

LABELS = ROOT / "tests" / "data" / "labels"
SUFFIXES = {"text": ".txt", "docx": ".docx", "doc": ".doc", "html": ".html", "pdf": ".pdf", "scanned": ".pdf"}
TABLES = tuple(COLUMNS)

Fact = tuple[object, ...]
Facts = dict[tuple[str, str], Counter[Fact]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One report, format and table: facts labelled and found, missed, wrong; facts fewer and more than the text's."""

    found: int
    missed: int
    wrong: int
    fewer: Counter[Fact]
    more: Counter[Fact]

    def __str__(self) -> str:
        same = f"−{self.fewer.total()} +{self.more.total()}" if self.fewer or self.more else "="
        return f"{self.found}/{self.missed}/{self.wrong} {same}"


Matrix = dict[tuple[str, str, str], Entry]


def facts_of(rows: Mapping[str, Iterable[Mapping[str, object]]]) -> Facts:
    """(report, table) → its facts, each as often as it is printed; reports are named without their suffix."""
    found: Facts = {}
    for table in TABLES:
        for row in rows[table]:
            report = str(PurePosixPath(str(row["source_path"])).with_suffix(""))
            found.setdefault((report, table), Counter())[tuple(keyed(table, row).values())] += 1
    return found


def matrix(formats: Sequence[str] = tuple(SUFFIXES), reports: Path = REAL, labels: Path = LABELS) -> Matrix:
    """(report, format, table) → its entry, for the formats that are at hand and read."""
    found: Matrix = {}
    texts = facts_of(extract(reports / "text"))
    for name in formats:
        files = {
            str(path.relative_to(reports / name).with_suffix(""))
            for path in (reports / name).rglob(f"*{SUFFIXES[name]}")
        }
        rows = extract(reports / name) if files else {}
        if not rows or not rows["report"]:
            continue
        facts = facts_of(rows)
        for table in TABLES:
            wanted = [
                label | {"source_path": path + SUFFIXES[name]}
                for path, label in _labels(labels / f"{table}.csv")
                if path in files
            ]
            score = compare(table, rows[table], wanted)
            for report in files:
                required, missed, _, wrong = score.by_report[report + SUFFIXES[name]]
                here, text = facts.get((report, table), Counter()), texts.get((report, table), Counter())
                found[report, name, table] = Entry(required - missed, missed, wrong, text - here, here - text)
    return found


def _labels(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row.get("state", "loaded") == "loaded":
                yield row["source_path"].removesuffix(".txt"), row


def printed(found: Matrix) -> Iterator[str]:
    """The matrix as lines of a Markdown table."""
    yield "| report | table | " + " | ".join(SUFFIXES) + " |"
    yield "| --- | --- |" + " ---: |" * len(SUFFIXES)
    for report in sorted({report for report, _, _ in found}):
        for table in TABLES:
            entries = (found.get((report, name, table)) for name in SUFFIXES)
            name = PurePosixPath(report).name.partition("_")[0] if table == TABLES[0] else ""
            yield f"| {name} | {table} | " + " | ".join("–" if e is None else str(e) for e in entries) + " |"


def recalls(found: Matrix) -> Iterator[str]:
    """One line per report that was scanned: how many of its labelled facts were found, and how many are wrong."""
    for report in sorted({report for report, name, _ in found if name == "scanned"}):
        entries = [found[report, "scanned", table] for table in TABLES]
        hits, missed = sum(entry.found for entry in entries), sum(entry.missed for entry in entries)
        wrong = sum(entry.wrong for entry in entries)
        yield f"{PurePosixPath(report).name}, scanned: recall {hits / (hits + missed):.1%}, {wrong} believed and wrong"


def print_matrix(differences: bool) -> None:
    """Print the matrix and the recall of each scan; `differences` also lists facts that are not the text's."""
    found = matrix()
    print("\nfound/missed/wrong against the labels; = the facts of the text, else how many fewer (−) and more (+)\n")
    print("\n".join(printed(found)))
    print()
    print("\n".join(recalls(found)) if picture.installed() else "scans were not read: make install-ocr")
    for (report, name, table), entry in sorted(found.items()) if differences else ():
        for sign, facts in (("−", entry.fewer), ("+", entry.more)):
            for fact in sorted(facts.elements(), key=str):
                print(f"{sign} {name} {PurePosixPath(report).name} {table}: {' | '.join(map(str, fact))}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--differences", action="store_true")
    differences = parser.parse_args().differences
    if not REAL.is_dir():
        raise SystemExit(f"no real reports in {REAL}: the matrix needs them in every format")
    print_matrix(differences)


if __name__ == "__main__":
    main()
