"""Facts against labels, table by table: which labels were met, which facts no label knows.

A label row matches a fact when all its key and value columns agree, except those it names in `loose_columns`. A label
marked `is_optional` may be missed; a fact that no label matches counts as wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

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


def keyed(table: str, row: Mapping[str, object]) -> dict[str, object]:
    """The key and value columns of a fact or label, each value in one spelling."""
    row = dict(row)
    row["item"] = row.get("item_code") or row.get("item_name")
    row["budget_stage"] = row.get("budget_stage") or row.get("stage")
    row["revenue_source"] = row.get("revenue_source") or row.get("item_code")
    return {column: _plain(column, row.get(column)) for column in COLUMNS[table]}


def _loose(label: Mapping[str, str]) -> frozenset[str]:
    names = {name for name in (label.get("loose_columns") or "").split(",") if name}
    return frozenset(names | ({"item"} if names & {"item_name", "item_code"} else set()))


def compare(table: str, facts: Iterable[Mapping[str, object]], labels: Iterable[Mapping[str, str]]) -> Score:
    """Match facts and labels of one table, report by report."""
    score = Score()
    by_report: dict[object, list[tuple[dict[str, object], Mapping[str, str]]]] = defaultdict(list)
    for label in labels:
        by_report[label["source_path"]].append((keyed(table, label), label))
    found: dict[object, list[dict[str, object]]] = defaultdict(list)
    for fact in facts:
        row = keyed(table, fact)
        if row not in found[fact["source_path"]]:
            found[fact["source_path"]].append(row)
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


def grouped(scores: Mapping[str, Score], groups: Mapping[object, str]) -> dict[str, list[int]]:
    """Labels, missed, facts and wrong of all tables together, per group (a genre, a template) of the reports."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for one in scores.values():
        for path, counts in one.by_report.items():
            group = groups.get(path, "other")
            sums[group] = [a + b for a, b in zip(sums[group], counts, strict=True)]
    return dict(sorted(sums.items()))


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
