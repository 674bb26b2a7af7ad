"""Rates in amount tables: 执行率, 到位率, 支付进度 of a row, and 增减率 against last year's column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.extract.found import Findings, Frame, Mark, Rate
from ingest.extract.headers import Column
from ingest.figures import Figure


def growth(
    mark: Mark, figure: Figure, frame: Frame, columns: Sequence[Column], year: int | None, found: Findings
) -> None:
    """增减率 of a row: this year's amount of the same row against last year's."""
    now = next((c.frame for c in columns if c.role == "amount" and c.frame.year in (None, year)), None)
    if now is None or figure.value is None or year is None or not (now.measure or frame.measure):
        found.leave(mark, "rate outside the contract", "增减率")
        return
    frame = replace(frame, measure=now.measure or frame.measure, stage=now.stage or frame.stage, year=year)
    before = replace(frame, year=year - 1)
    found.rates.append(Rate(mark, frame, "year_on_year", "", figure.value, figure.decimals, before, "table"))
    found.take(mark, "year_on_year")


def rate(mark: Mark, figure: Figure, frame: Frame, spec: Column, columns: Sequence[Column], found: Findings) -> None:
    """执行率, 支付进度 of a row: spending over the budget of the same row; other percentages stay context."""
    if spec.rate is None or spec.rate.rate not in ("execution", "received") or figure.value is None:
        found.leave(mark, "rate outside the contract", spec.text)
        return
    stages = [c.frame.stage for c in columns if c.role == "amount" and c.frame.measure == "budget"]
    stage = "adjusted" if "adjusted" in stages else stages[0] if stages else "approved"
    numerator = replace(frame, measure="spending", stage="")
    if spec.rate.rate == "received":
        numerator = replace(frame, measure="budget", stage="received")
    whole = replace(frame, measure="budget", stage=stage)
    found.rates.append(Rate(mark, numerator, spec.rate.rate, stage, figure.value, figure.decimals, whole, "table"))
    found.take(mark, spec.rate.rate)
