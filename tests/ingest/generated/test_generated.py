"""A report made from facts and read back gives those facts: none missing, none wrong, none added."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import pipeline
from ingest.document import Document
from ingest.raw import to_json
from ingest.routing import Partition
from tests.ingest.generated.make_report import GENRES, make_report
from tests.ingest.generated.page import Fact, Style
from tests.ingest.generated.truth import Truth, truths

COUNTY = "513223"

#: What the published contract keys each table by, and the value last.
COLUMNS = {
    "amount": ("measure", "stage", "classification", "item", "funding_source", "fiscal_year", "amount_yuan"),
    "rate": ("rate_kind", "basis", "classification", "item", "funding_source", "reported_pct"),
    "statistic": ("statistic", "item_name", "fiscal_year", "value"),
    "indicator": (
        "level1", "level2", "indicator_name", "operator", "target_value", "target_unit", "actual_value", "actual_unit",
        "completion_pct", "weight", "score", "status",
    ),
}  # fmt: skip

#: No published fact: a printed difference, and what the contract's revenue sources cannot hold.
NOT_PUBLISHED = ("change", "balance")

CHOICES = st.lists(st.integers(0, 11), min_size=1, max_size=40)
STYLES = st.builds(Style, *[st.booleans()] * 9)


def facts_in(document: Document, year: int) -> tuple[Counter[Fact], list[str]]:
    """The published facts that the product reads from a document, each as often as it is printed; figures left over."""
    raw = pl.DataFrame(
        {
            "source_path": [f"{COUNTY}/{year}/报告.txt"], "sha256": ["0" * 64], "bytes": [1], "county_code": [COUNTY],
            "folder_year": [year], "source_format": ["text"], "content": [to_json(document)], "reason_code": [None],
            "reason": [None],
        }
    )  # fmt: skip
    partition = Partition(COUNTY, year)
    tables = pipeline.clean(pipeline.extract(raw, partition), partition, datetime(2025, 3, 1, tzinfo=UTC))
    assert tables["document"]["state"].to_list() == ["loaded"], tables["document"]["reason"].to_list()
    found: Counter[Fact] = Counter()
    for name, columns in COLUMNS.items():
        table = tables[name]
        if name in ("amount", "rate"):
            table = table.with_columns(item=pl.coalesce("item_code", "item_name"))
        if name == "amount":
            table = table.filter(~pl.col("measure").is_in(NOT_PUBLISHED))
        texts = [pl.col(c).fill_null("") for c in columns if table.schema[c] == pl.String]
        found.update((name, *row) for row in table.with_columns(texts).select(columns).iter_rows())
    left = tables["figure"].filter(disposition="unmapped")["raw_text"].to_list()
    return found, left


@pytest.mark.parametrize("genre", GENRES)
def test_a_report_made_from_facts_gives_them_back(genre: str) -> None:
    @settings(max_examples=25, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(truths(), STYLES, CHOICES)
    def read_back(truth: Truth, style: Style, choices: list[int]) -> None:
        page = make_report(genre, truth, style, choices)
        found, left = facts_in(page.document(), truth.year)
        missing, wrong = sorted(map(str, page.facts - found)), sorted(map(str, found - page.facts))
        assert (missing, wrong, left) == ([], [], []), page.text

    read_back()
