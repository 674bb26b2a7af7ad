"""Precision and recall of extraction against labels that careful readers wrote, and what became of every figure.

Per label set and table; for the excerpts also per genre and per template (the form or the kind of prose). The ledger's
line counts the figures of the loaded reports by disposition; accounted for are facts and context together.

    python benchmarks/accuracy.py            samples, excerpts, and the real reports where they are at hand
    python benchmarks/accuracy.py --misses   also lists every label missed and every fact no label knows

A label row matches a fact when all its key and value columns agree, except those it names in `loose_columns`. A label
marked `is_optional` may be missed; a fact that no label matches counts as wrong.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl

from ingest import pipeline, routing

ROOT = Path(__file__).resolve().parents[1]
EXCERPTS = ROOT / "tests/data/excerpts"
REAL = ROOT.parent / "shared" / "reports"

_SUBJECT = ("fiscal_year", "classification", "item", "funding_source")
COLUMNS: dict[str, tuple[str, ...]] = {
    "report": ("county_code", "department_name", "fiscal_year", "report_type", "period_end", "filed_on"),
    "budget": (*_SUBJECT, "budget_stage", "amount_yuan"),
    "spending": (*_SUBJECT, "amount_yuan"),
    "revenue": ("fiscal_year", "revenue_source", "stage", "amount_yuan"),
    "rate": (*_SUBJECT, "rate_kind", "basis", "reported_pct"),
    "indicator": (
        "indicator_name", "level1", "level2", "operator", "target_value", "target_unit", "actual_value", "actual_unit",
        "completion_pct", "status", "weight", "score",
    ),
    "statistic": ("fiscal_year", "statistic", "item_name", "value"),
}  # fmt: skip
_NUMBERS = frozenset(
    ("amount_yuan", "reported_pct", "target_value", "actual_value", "completion_pct", "weight", "score", "value")
)


@dataclass(slots=True)
class Score:
    """Counts of one table: `labels` are the required ones; `by_report`: labels, missed, facts, wrong per report."""

    labels: int = 0
    facts: int = 0
    missed: list[Mapping[str, object]] = field(default_factory=list)
    wrong: list[Mapping[str, object]] = field(default_factory=list)
    by_report: dict[object, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0, 0]))

    @property
    def recall(self) -> float:
        return 1 - len(self.missed) / self.labels if self.labels else 1.0

    @property
    def precision(self) -> float:
        return 1 - len(self.wrong) / self.facts if self.facts else 1.0


def _plain(column: str, value: object) -> object:
    """One spelling per value: numbers without trailing zeros, names without quotes and with full-width brackets."""
    if value is None or value == "":
        return None
    if column in _NUMBERS:
        return Decimal(str(value)).normalize()
    text = str(value).replace("(", "（").replace(")", "）")
    text = text.removesuffix("指标") if column.startswith("level") else text
    return text.translate(str.maketrans("", "", " “”\"'"))


def _keyed(table: str, row: Mapping[str, object]) -> dict[str, object]:
    row = dict(row)
    row["item"] = row.get("item_code") or row.get("item_name")
    row["budget_stage"] = row.get("budget_stage") or row.get("stage")
    row["revenue_source"] = row.get("revenue_source") or row.get("item_code")
    return {column: _plain(column, row.get(column)) for column in COLUMNS[table]}


def _loose(label: Mapping[str, str]) -> frozenset[str]:
    names = {name for name in (label.get("loose_columns") or "").split(",") if name}
    return frozenset(names | ({"item"} if names & {"item_name", "item_code"} else set()))


def extract(landing: Path) -> dict[str, list[dict[str, object]]]:
    """Facts of every report of a landing area by table, each with its source_path; one row per mention."""
    partitions: dict[routing.Partition, list[routing.Landed]] = defaultdict(list)
    for file in routing.survey(landing):
        if file.partition:
            partitions[file.partition].append(file)
    tables: dict[str, list[pl.DataFrame]] = defaultdict(list)
    for partition, files in partitions.items():
        raw = pipeline.read(files)
        for name, frame in pipeline.clean(pipeline.extract(raw, partition), partition, datetime.now(UTC)).items():
            tables[name].append(frame)
    frames = {name: pl.concat(several) for name, several in tables.items()}
    paths = dict(frames["report"].select("document_sha256", "source_path").rows())
    rows = {
        name: [_row | {"source_path": paths.get(_row.get("document_sha256"))} for _row in frame.to_dicts()]
        for name, frame in frames.items()
    }
    for measure in ("budget", "spending", "revenue"):
        rows[measure] = [row for row in rows["amount"] if row["measure"] == measure]
    return rows


def compare(table: str, facts: Iterable[Mapping[str, object]], labels: Iterable[Mapping[str, str]]) -> Score:
    """Match facts and labels of one table, report by report."""
    score = Score()
    by_report: dict[object, list[tuple[dict[str, object], Mapping[str, str]]]] = defaultdict(list)
    for label in labels:
        by_report[label["source_path"]].append((_keyed(table, label), label))
    found: dict[object, list[dict[str, object]]] = defaultdict(list)
    for fact in facts:
        keyed = _keyed(table, fact)
        if keyed not in found[fact["source_path"]]:
            found[fact["source_path"]].append(keyed)
    for path in sorted({*by_report, *found}, key=str):
        wanted, rows = by_report[path], found[path]
        of = score.by_report[path]
        taken = [False] * len(rows)
        for key, label in wanted:
            columns = [column for column in COLUMNS[table] if column not in _loose(label)]
            hits = [i for i, row in enumerate(rows) if all(row[column] == key[column] for column in columns)]
            for hit in hits:
                taken[hit] = True
            if label.get("is_optional", "false") != "true":
                score.labels += 1
                of[0] += 1
                if not hits and not _otherwise(key, label, wanted, rows, table):
                    score.missed.append({"source_path": path} | key)
                    of[1] += 1
        unlabelled = [row for row, hit in zip(rows, taken, strict=True) if not hit and not _is_points_row(table, row)]
        score.facts += sum(taken) + len(unlabelled)
        score.wrong += [{"source_path": path} | row for row in unlabelled]
        of[2] += sum(taken) + len(unlabelled)
        of[3] += len(unlabelled)
    return score


def _is_points_row(table: str, row: Mapping[str, object]) -> bool:
    """The points a form gives its 预算执行率 are an indicator here; a reader may leave them out."""
    return table == "indicator" and row["indicator_name"] == row["level1"] == "预算执行率"


def _otherwise(
    key: Mapping[str, object],
    label: Mapping[str, str],
    wanted: list[tuple[dict[str, object], Mapping[str, str]]],
    rows: list[dict[str, object]],
    table: str,
) -> bool:
    """Where a report prints several values of one key, a label is met when any of them was found."""
    value = COLUMNS[table][-1]
    same = [k for k, _ in wanted if all(k[c] == key[c] for c in COLUMNS[table] if c != value) and k != key]
    return bool(same) and table != "indicator" and any(row in rows for row in same)


def score(facts: Mapping[str, list[dict[str, object]]], labels: Path, suffix: str | None = None) -> dict[str, Score]:
    """Score every labelled table; `suffix` replaces the labels' .txt (the same reports in another format)."""
    scores = {}
    for table in COLUMNS:
        with (labels / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row.get("state", "loaded") == "loaded"]
        if suffix:
            rows = [row | {"source_path": row["source_path"].removesuffix(".txt") + suffix} for row in rows]
        scores[table] = compare(table, facts[table], rows)
    return scores


def _excerpt_label(row: Mapping[str, str]) -> dict[str, str]:
    """A row of the excerpts' facts.csv under the names of the published tables."""
    label = dict(row) | {"source_path": f"inbox/{row['excerpt']}", "amount_yuan": row["value"]}
    label |= {"budget_stage": row["stage"], "revenue_source": row["item_code"], "rate_kind": row["kind"]}
    label |= {"basis": row["stage"], "reported_pct": row["value"], "statistic": row["kind"]}
    if row["table"] == "indicator":
        names = (
            "operator",
            "actual_value",
            "actual_unit",
            "completion_pct",
            "weight",
            "score",
            "status",
            "level1",
            "level2",
        )
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
    rates = [row for row in facts["rate"] if row["classification"] not in ("balance", "change")]
    facts = {**facts, "rate": rates}
    scores = {"report": compare("report", facts["report"], reports)}
    for table in COLUMNS:
        if table != "report":
            scores[table] = compare(table, facts[table], [label for label in labels if label["table"] == table])
    return scores


def grouped(scores: Mapping[str, Score], groups: Mapping[object, str]) -> dict[str, list[int]]:
    """Labels, missed, facts and wrong of all tables together, per group (a genre, a template) of the reports."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for one in scores.values():
        for path, counts in one.by_report.items():
            group = groups.get(path, "other")
            sums[group] = [a + b for a, b in zip(sums[group], counts, strict=True)]
    return dict(sorted(sums.items()))


def excerpt_groups(column: str) -> dict[object, str]:
    """What a column of the excerpts' reports.csv (report_type, template) says of each excerpt."""
    with (EXCERPTS / "reports.csv").open(encoding="utf-8", newline="") as file:
        return {f"inbox/{row['excerpt']}": row[column] for row in csv.DictReader(file)}


def ledger(facts: Mapping[str, list[dict[str, object]]]) -> dict[str, int]:
    """How many figures became facts, context or stayed unmapped."""
    counts = Counter(str(row["disposition"]) for row in facts["figure"])
    return {name: counts[name] for name in ("fact", "context", "unmapped")}


def told(name: str, labels: int, missed: int, facts: int, wrong: int) -> str:
    """One line of counts with recall and precision."""
    recall = 1 - missed / labels if labels else 1.0
    precision = 1 - wrong / facts if facts else 1.0
    return f"{name:<24}{labels:>8}{missed:>8}{recall:>9.1%}{facts:>8}{wrong:>8}{precision:>11.1%}"


def heading(first: str) -> str:
    """The names of the columns of `told`."""
    return f"{first:<24}{'labels':>8}{'missed':>8}{'recall':>9}{'facts':>8}{'wrong':>8}{'precision':>11}"


def print_scores(title: str, scores: Mapping[str, Score], misses: bool) -> None:
    """Print one line per table; `misses` lists every label missed and every wrong fact."""
    print(f"\n{title}\n{heading('table')}")
    for table, one in scores.items():
        print(told(table, one.labels, len(one.missed), one.facts, len(one.wrong)))
        for kind, rows in (("missed", one.missed), ("wrong", one.wrong)) if misses else ():
            for row in rows:
                print(f"    {kind}: {' | '.join('' if v is None else str(v) for v in row.values())}")


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
    for name, suffix in (("text", None), ("docx", ".docx"), ("doc", ".doc"), ("html", ".html"), ("pdf", ".pdf")):
        if (REAL / name).is_dir():
            facts = extract(REAL / name)
            print_scores(f"five real reports as {name}", score(facts, ROOT / "tests/data/labels", suffix), misses)
            _print_ledger(ledger(facts))


if __name__ == "__main__":
    main()
