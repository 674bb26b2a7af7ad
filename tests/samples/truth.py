"""The truth tables: `.facts` lines to the CSV files under `truth/`, one per table of the published contract.

The notation is `fact_source.py`; whether the figures agree with one another is `check.py`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from fact_source import INDICATOR_FIELDS, REPORT_FIELDS, Facts, economic_codes, read_item

SUBJECT = ("classification", "item_code", "item_name", "funding_source")
COLUMNS: dict[str, tuple[str, ...]] = {
    "report": REPORT_FIELDS,
    "budget": ("source_path", "fiscal_year", *SUBJECT, "budget_stage", "amount_yuan", "is_derived"),
    "spending": ("source_path", "fiscal_year", *SUBJECT, "amount_yuan", "is_derived"),
    "revenue": ("source_path", "fiscal_year", "revenue_source", "stage", "amount_yuan", "is_derived"),
    "rate": ("source_path", "fiscal_year", "rate_kind", *SUBJECT, "basis", "reported_pct"),
    "indicator": ("source_path", "sequence", *INDICATOR_FIELDS),
    "statistic": ("source_path", "fiscal_year", "statistic", "item_name", "value", "unit"),
    "finding": ("source_path", "rule_id", "subject", "stated", "expected"),
}
Row = tuple[str, ...]


def subject(word: str, funding_source: str) -> Row:
    item = read_item(word, economic_codes())
    return item.classification, item.code, item.name, funding_source


def derived(words: list[str]) -> str:
    return "true" if words[-1] == "~" else "false"


def budget_rows(facts: Facts) -> Iterable[Row]:
    for year, words in map(facts.dated, facts.lines["budget"]):
        item, source, stage, amount = words[:4]
        yield facts.source_path, year, *subject(item, source), stage, facts.yuan(amount), derived(words)


def spending_rows(facts: Facts) -> Iterable[Row]:
    for year, words in map(facts.dated, facts.lines["spending"]):
        item, source, amount = words[:3]
        yield facts.source_path, year, *subject(item, source), facts.yuan(amount), derived(words)


def revenue_rows(facts: Facts) -> Iterable[Row]:
    for year, words in map(facts.dated, facts.lines["revenue"]):
        source, stage, amount = words[:3]
        yield facts.source_path, year, source, stage, facts.yuan(amount), derived(words)


def rate_rows(facts: Facts) -> Iterable[Row]:
    """A rate line may start with `! RULE` (a deliberate contradiction) and ends with `= numerator / denominator`."""
    for line in facts.lines["rate"]:
        words = line.split("=")[0].split()
        words = words[2:] if words[0] == "!" else words
        year, words = facts.dated(" ".join(words))
        kind, item, source, basis, percent = words
        yield facts.source_path, year, kind, *subject(item, source), basis.strip("-"), percent


def indicator_rows(facts: Facts) -> Iterable[Row]:
    for sequence, line in enumerate(facts.lines["indicator"], start=1):
        values = (line.split("|") + [""] * len(INDICATOR_FIELDS))[: len(INDICATOR_FIELDS)]
        yield facts.source_path, str(sequence), *values


def statistic_rows(facts: Facts) -> Iterable[Row]:
    for year, words in map(facts.dated, facts.lines["statistic"]):
        statistic, item, value, unit = words
        yield facts.source_path, year, statistic, item.strip("-"), value, unit


def finding_rows(facts: Facts) -> Iterable[Row]:
    for line in facts.lines["finding"]:
        rule, hint, stated, expected = line.split("|")
        yield facts.source_path, rule, hint, stated, expected


ROWS = {
    "budget": budget_rows,
    "spending": spending_rows,
    "revenue": revenue_rows,
    "rate": rate_rows,
    "indicator": indicator_rows,
    "statistic": statistic_rows,
    "finding": finding_rows,
}


def write_truth(all_facts: list[Facts], folder: Path) -> None:
    """Write every truth table, rows in the order of the `.facts` files."""
    folder.mkdir(exist_ok=True)
    for table, columns in COLUMNS.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(columns)
            for facts in all_facts:
                if table == "report":
                    writer.writerows([report[name] for name in columns] for report in facts.reports)
                else:
                    writer.writerows(ROWS[table](facts))
