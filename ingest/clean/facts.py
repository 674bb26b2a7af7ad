"""Amounts to yuan, rates, indicators and statistics: names in one spelling, funds defaulted to all, figure ids."""

from __future__ import annotations

import polars as pl

from ingest.clean.keys import blank_to_null, figure_id
from ingest.records import MONEY

_SUBJECT = ("item_code", "item_name", "stage")


def _mentions(frame: pl.LazyFrame, sections: pl.LazyFrame) -> pl.LazyFrame:
    """Figure id, section and document order; a value without a year of its own is the report's year's."""
    return frame.join(sections, on=["sha256", "block"], how="left", maintain_order="left").with_columns(
        figure_id().alias("figure_id"),
        pl.col("fiscal_year").fill_null(pl.col("report_year")),
        (pl.col("block") * 1000 + pl.col("index")).alias("sequence"),
    )


def _fund(column: str) -> pl.Expr:
    """An amount of which no fund is named is of all funds."""
    return (
        pl.when(pl.col(column).is_null() | (pl.col(column) == ""))
        .then(pl.lit("all"))
        .otherwise(pl.col(column))
        .alias(column)
    )


def _name(column: str) -> pl.Expr:
    """Brackets in the full width of official names, no numbering before, no punctuation around."""
    return (
        pl.col(column)
        .str.replace_all(r"\(", "（")
        .str.replace_all(r"\)", "）")
        .str.replace(r"^(?:[一二三四五六七八九十]+、|其中[:：]|\d+[.、])", "")
        .str.strip_chars(" ，、:：")
        .alias(column)
    )


def amounts(frame: pl.LazyFrame, sections: pl.LazyFrame) -> pl.LazyFrame:
    """`amount_yuan` = value × yuan per printed unit, to the cent."""
    return (
        frame.pipe(_mentions, sections)
        .with_columns(
            _fund("funding_source"),
            _name("item_name"),
            unit_factor=pl.col("factor").cast(MONEY),
            amount_yuan=(pl.col("value") * pl.col("factor")).round(2).cast(MONEY),
        )
        .with_columns(blank_to_null("item_code", "item_name", "stage", "parent_item_code", "unit"))
    )


def rates(frame: pl.LazyFrame, sections: pl.LazyFrame) -> pl.LazyFrame:
    """`reported_pct` in percent as printed, with the business keys of numerator and denominator."""
    is_revenue = (pl.col("numerator_measure") == "revenue") & (pl.col("classification") != "total")
    return (
        frame.pipe(_mentions, sections)
        .with_columns(
            _fund("funding_source"),
            _fund("denominator_funding_source"),
            _name("item_name"),
            pl.when(is_revenue).then(pl.lit("revenue")).otherwise(pl.col("classification")).alias("classification"),
            reported_pct=pl.col("value"),
            unit=pl.lit("%"),
        )
        .with_columns(
            blank_to_null(
                "item_code", "item_name", "basis", "numerator_stage", "denominator_stage", "denominator_item_code"
            )
        )
    )


def statistics(frame: pl.LazyFrame, sections: pl.LazyFrame) -> pl.LazyFrame:
    """Counted things; an empty item name is the statistic's own total."""
    return (
        frame.pipe(_mentions, sections)
        .with_columns(_name("item_name"))
        .with_columns(blank_to_null("item_name", "unit", "form"))
    )


def indicators(frame: pl.LazyFrame, titles: pl.LazyFrame, sections: pl.LazyFrame) -> pl.LazyFrame:
    """One row per indicator; the main mention is the target's figure, else the actual's, else any."""
    sides = ("target", "actual", "completion", "weight", "score")
    ids = [figure_id(f"{side}_block", f"{side}_index").alias(f"{side}_figure_id") for side in sides]
    paths = titles.select("sha256", "section_id", section_path="path")
    return (
        frame.join(sections, on=["sha256", "block"], how="left", maintain_order="left")
        .join(paths, on=["sha256", "section_id"], how="left", maintain_order="left")
        .with_columns(ids)
        .with_columns(
            figure_id=pl.coalesce(f"{side}_figure_id" for side in sides),
            fiscal_year=pl.col("report_year"),
            sequence=pl.int_range(pl.len(), dtype=pl.Int32).over("sha256") + 1,
            unit=pl.col("target_unit"),
            decimals=pl.col("target_decimals"),
            completion_pct=pl.col("completion_value"),
            weight=pl.col("weight_value"),
            score=pl.col("score_value"),
        )
        .with_columns(
            blank_to_null(
                "level1", "level2", "operator", "target_text", "target_unit", "actual_text", "actual_unit", "unit"
            )
        )
    )
