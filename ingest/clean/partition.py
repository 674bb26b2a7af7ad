"""All clean tables of one partition: resolve the reports, then a short pipeline per table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import polars as pl

from ingest.clean.facts import amounts, indicators, rates, statistics
from ingest.clean.keys import blank_to_null, figure_id
from ingest.clean.reports import resolve
from ingest.extract.identity.identity import COUNTY_SUMMARY
from ingest.records import TABLES

#: Why a county's page stands in `history` only; its figures are compared with the sum of the departments'.
OUTSIDE_MARTS = "county_summary 全县汇总，只用于与各部门之和核对"


def _conform(frame: pl.LazyFrame, table: str) -> pl.LazyFrame:
    """Exactly the columns, order and types of the clean table."""
    return frame.select(pl.col(name).cast(kind) for name, kind in TABLES[table].items())


def clean_partition(
    extracted: Mapping[str, pl.DataFrame], county_code: str, fiscal_year: int, recorded_at: datetime
) -> dict[str, pl.DataFrame]:
    """Extracted frames in, the tables of `ingest.records.TABLES` out; only documents that were loaded have facts."""
    rows = resolve(extracted, recorded_at)
    schema: dict[str, Any] = dict(extracted["report"].schema) | {
        "report_key": pl.String, "department_key": pl.String, "revision": pl.Int32, "is_current": pl.Boolean,
        "recorded_at": pl.Datetime("us", "UTC"),
    }  # fmt: skip
    every = pl.DataFrame(rows, schema=schema, orient="row").lazy()
    reports = every.filter(pl.col("state") == "loaded").with_columns(
        pl.col("sha256").alias("document_sha256"),
        # A county's total beside its departments' would count their money twice.
        pl.when(pl.col("report_type") == COUNTY_SUMMARY).then(pl.lit(OUTSIDE_MARTS)).alias("blocked_reason"),
    )
    keys = reports.select(
        "sha256", "report_key", "document_sha256", "county_code", "department_key", report_year="fiscal_year"
    )
    joined = {
        name: frame.lazy().join(keys, on="sha256", maintain_order="left")
        for name, frame in extracted.items()
        if name != "report"
    }
    sections = joined["block"].select("sha256", "block", "section_id")
    places = joined["block"].select("sha256", "block", "section_id", "page")
    pieces = {
        "document": every.with_columns(county_code=pl.lit(county_code), fiscal_year=pl.lit(fiscal_year)),
        "report": reports,
        "section": joined["section"],
        "block": joined["block"],
        "figure": joined["figure"].pipe(_figures, places),
        "amount": joined["amount"].pipe(amounts, sections),
        "rate": joined["rate"].pipe(rates, sections),
        "indicator": joined["indicator"].pipe(indicators, joined["section"], sections),
        "statistic": joined["statistic"].pipe(statistics, sections),
        "function_name": joined["function_name"].with_columns(
            fiscal_year=pl.col("report_year"), parent_code=_parent_code()
        ),
    }
    # Together: a partition is small, and each collection waits for all threads.
    tables = pl.collect_all([_conform(frame, name) for name, frame in pieces.items()])
    return dict(zip(pieces, tables, strict=True))


def _parent_code() -> pl.Expr:
    code = pl.col("function_code")
    return pl.when(code.str.len_chars() > 3).then(code.str.slice(0, code.str.len_chars() - 2))


def _figures(figures: pl.LazyFrame, places: pl.LazyFrame) -> pl.LazyFrame:
    return figures.join(places, on=["sha256", "block"], how="left", maintain_order="left").with_columns(
        figure_id().alias("figure_id"), *blank_to_null("label", "reason")
    )
