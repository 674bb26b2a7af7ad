"""The true facts of generated reports as rows, one table each, under the names of the published contract."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingest.generate.page import Fact, Page

Row = dict[str, object]

_SUBJECT = ("fiscal_year", "classification", "item_code", "item_name", "funding_source")
COLUMNS: dict[str, tuple[str, ...]] = {
    "report": ("source_path", "county_code", "department_name", "fiscal_year", "report_type", "period_end", "template"),
    "budget": ("source_path", *_SUBJECT, "budget_stage", "amount_yuan"),
    "spending": ("source_path", *_SUBJECT, "amount_yuan"),
    "revenue": ("source_path", "fiscal_year", "revenue_source", "stage", "amount_yuan"),
    "rate": ("source_path", *_SUBJECT, "rate_kind", "basis", "reported_pct"),
    "indicator": (
        "source_path", "level1", "level2", "indicator_name", "operator", "target_value", "target_unit", "actual_value",
        "actual_unit", "completion_pct", "weight", "score", "status",
    ),
    "statistic": ("source_path", "fiscal_year", "statistic", "item_name", "value"),
}  # fmt: skip
#: Their items have names of their own and no codes.
_NAMED = frozenset(("use", "project"))


def labels(source_path: str, genre: str, page: Page) -> dict[str, list[Row]]:
    """The label rows of one report, each fact once however often it is printed."""
    truth = page.truth
    found: dict[str, list[Row]] = defaultdict(list)
    day = "06-30" if genre == "performance_monitoring" else "12-31"
    found["report"].append(
        {
            "source_path": source_path, "county_code": truth.county.code, "department_name": truth.department_name,
            "fiscal_year": page.year, "report_type": genre, "period_end": f"{page.year}-{day}",
            "template": page.style.template,
        }
    )  # fmt: skip
    for fact in page.facts:
        for table, row in _rows(fact, page.year):
            found[table].append({"source_path": source_path} | row)
    return found


def _rows(fact: Fact, year: int) -> Iterator[tuple[str, Row]]:
    table, *values = fact
    if table == "amount":
        measure, stage, classification, item, fund, of_year, yuan = values
        if measure == "balance":
            return  # the contract's tables hold no balances
        if measure == "revenue":
            yield "revenue", {"fiscal_year": of_year, "revenue_source": item, "stage": stage, "amount_yuan": yuan}
        else:
            subject = _subject(of_year, classification, item, fund)
            stages: Row = {"budget_stage": stage} if measure == "budget" else {}
            yield str(measure), subject | stages | {"amount_yuan": yuan}
    elif table == "rate":
        kind, basis, classification, item, fund, value = values
        yield (
            "rate",
            _subject(year, classification, item, fund) | {"rate_kind": kind, "basis": basis, "reported_pct": value},
        )
    elif table == "statistic":
        yield "statistic", dict(zip(("statistic", "item_name", "fiscal_year", "value"), values, strict=True))
    else:
        yield "indicator", dict(zip(COLUMNS["indicator"][1:], values, strict=True))


def _subject(year: object, classification: object, item: object, fund: object) -> Row:
    is_named = classification in _NAMED
    return {
        "fiscal_year": year, "classification": classification, "item_code": None if is_named else item,
        "item_name": item if is_named else None, "funding_source": fund,
    }  # fmt: skip
