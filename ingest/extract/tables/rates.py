"""Rates in amount tables: 执行率, 到位率, 支付进度 of a row, and 增减率 against last year's column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.extract.found import TOTAL, Findings, Frame, Mark, Rate, replace
from ingest.extract.headers import Column, apply
from ingest.figures import Figure

#: How many amounts are looked back at, so that time does not grow with the square of a table's length.
_LATEST = 512
#: A percentage that is of money only where the row's own amounts say so.
_COMPLETION = re.compile(r"完成(?:率|比例?|比率|进度|%)")
#: 2024年预算数比2023年执行数 | 增减额: what a plan is compared with, where the header says so.
_AGAINST_SPENT = re.compile(r"[比较与](?:上年|20\d\d年)?度?(?:执行|决算|支出执行)")


def rate(
    mark: Mark,
    figure: Figure,
    frame: Frame,
    spec: Column,
    columns: Sequence[Column],
    year: int | None,
    found: Findings,
) -> None:
    """执行率, 支付进度 and 增减率 of a row; other percentages stay context."""
    if spec.role == "growth":
        _growth(mark, figure, frame, spec, columns, year, found)
    else:
        _share(mark, figure, frame, spec, columns, found)


def rate_of_label(mark: Mark, figure: Figure, label: str, base: Frame, start: int, found: Findings) -> bool:
    """Whether a percentage stands beside a label that names a rate (预算执行率 | 96.00%): one of the whole, over the
    budget that the table's amounts, from block `start` on, state."""
    _, is_understood, named = apply(Frame(), label)
    if figure.kind != "percent" or named is None or not is_understood:
        return False
    whole = replace(base, subject=base.subject or TOTAL, measure="", stage="", fund="")
    told = (a.frame for a in found.amounts if a.mark.block >= start)
    stated = [Column("amount", f) for f in told if (f.subject or TOTAL) == whole.subject and f.fund in ("", "all")]
    _share(mark, figure, whole, Column("rate", text=label, rate=named), stated, found)
    return True


def _growth(
    mark: Mark,
    figure: Figure,
    frame: Frame,
    spec: Column,
    columns: Sequence[Column],
    year: int | None,
    found: Findings,
) -> None:
    """This year's amount of the row against last year's."""
    now = _compared(columns, year)
    if now is None or figure.value is None or year is None or not (now.measure or frame.measure):
        found.leave(mark, "rate outside the contract", "增减率")
        return
    if is_unlike(spec, columns, year):
        found.leave(mark, "comparison outside the contract", "增减率")
        return
    frame = replace(frame, measure=now.measure or frame.measure, stage=now.stage or frame.stage, year=year)
    value = -abs(figure.value) if spec.is_reduction else figure.value
    found.rates.append(
        Rate(mark, frame, "year_on_year", "", value, figure.decimals, replace(frame, year=year - 1), "table")
    )
    found.take(mark, "year_on_year")


def _compared(columns: Sequence[Column], year: int | None) -> Frame | None:
    """What of this year a row compares with last year: 2023年预算数 | 2023年执行数 | 2022年执行数 | 同比增减."""
    before = _measures_before(columns, year)
    of_year = [c.frame for c in columns if c.role == "amount" and c.frame.year in (None, year)]
    return next((c for c in of_year if c.measure in before), next(iter(of_year), None))


def _measures_before(columns: Sequence[Column], year: int | None) -> set[str]:
    amounts = (c.frame for c in columns if c.role == "amount")
    return {c.measure for c in amounts if year is not None and c.year == year - 1}


def is_unlike(spec: Column, columns: Sequence[Column], year: int | None) -> bool:
    """Whether a change is of a plan against what was spent (2023年执行数 | 2024年预算数 | 增减%), or the other way
    round: it has no place in the contract, in tables as in prose."""
    now = _compared(columns, year)
    if now is None or not now.measure:
        return False
    before = _measures_before(columns, year)
    is_told = now.measure == "budget" and _AGAINST_SPENT.search(spec.text) is not None
    return is_told or (bool(before) and not before & {"", now.measure})


def _share(mark: Mark, figure: Figure, frame: Frame, spec: Column, columns: Sequence[Column], found: Findings) -> None:
    """Spending, or money received, over the budget of the same row."""
    is_checked = spec.rate is None and _COMPLETION.search(spec.text.rpartition("|")[2]) is not None
    kind = spec.rate.rate if spec.rate else "execution" if is_checked else ""
    if kind not in ("execution", "received", "use_of_received") or figure.value is None:
        found.leave(mark, "rate outside the contract", spec.text)
        return
    first = next((n for n, column in enumerate(columns) if column.role == "amount"), 0)
    before = columns[first : columns.index(spec)] if spec in columns else ()
    told = [c.frame.stage for c in columns if c.role == "amount" and c.frame.measure == "budget"]
    stages = [stage for stage in told if kind != "received" or stage != "received"]
    numerator = replace(frame, measure="spending", stage="")
    if kind == "received":
        numerator = replace(frame, measure="budget", stage="received")
    exact = _stages_of(mark, figure, numerator, stages, found)
    is_open = "adjusted" not in stages and any(c.role == "unknown" for c in before)
    if not exact and (is_checked or is_open):
        # 完成率 may be of the work; a column that nobody understands may be what it is a share of
        found.leave(mark, "", spec.text)
        return
    stage = "adjusted" if "adjusted" in stages else stages[0] if stages else "approved"
    stage = stage if stage in exact or not exact else exact[0]
    if kind == "use_of_received" or (kind == "execution" and stage == "received"):
        kind, stage = "use_of_received", "received"
    whole = replace(frame, measure="budget", stage=stage)
    printed = _percent(mark, figure, numerator, whole, found)
    if printed is None:
        found.leave(mark, "rate outside the contract", spec.text)
        return
    found.rates.append(Rate(mark, numerator, kind, stage, *printed, whole, "table"))
    found.take(mark, kind)


def _beside(mark: Mark, found: Findings) -> dict[object, Decimal]:
    """The amounts of a percentage's row, in yuan, by what they are of."""
    latest = found.amounts[-_LATEST:]
    return {a.frame.key: a.value * a.factor for a in latest if a.mark.block == mark.block}


def _stages_of(mark: Mark, figure: Figure, part: Frame, stages: Sequence[str], found: Findings) -> list[str]:
    """The budgets of the row that its spending is the printed percentage of: either column may be meant."""
    row = _beside(mark, found)
    spent, half = row.get(part.key), Decimal(5).scaleb(-figure.decimals - 1)
    given = {stage: row.get(replace(part, measure="budget", stage=stage).key) for stage in stages}
    if spent is None or figure.value is None:
        return []
    return [stage for stage, whole in given.items() if whole and abs(spent / whole * 100 - figure.value) <= half]


def _percent(mark: Mark, figure: Figure, part: Frame, whole: Frame, found: Findings) -> tuple[Decimal, int] | None:
    """Value and decimals in percent; 0.9640 without a sign is 96.40 where the row's own amounts say so.

    None where it is such a fraction, but printed too short to tell the percentage (0.1 for 14.46 %), or fits neither.
    """
    value, decimals = figure.value or Decimal(0), figure.decimals
    if figure.kind == "percent" or not 0 < value <= 1:
        return value, decimals
    row = _beside(mark, found)
    spent, given = row.get(part.key), row.get(whole.key)
    if spent is None or not given:
        return None
    half, ratio = Decimal(5).scaleb(-decimals - 1), spent / given
    if abs(ratio - value) > half:
        return (value, decimals) if abs(ratio * 100 - value) <= half else None
    percent, shorter = value * 100, max(0, decimals - 2)
    is_told = decimals >= 2 or abs(ratio * 100 - percent) <= Decimal("0.5")
    return (percent.quantize(Decimal(1).scaleb(-shorter)), shorter) if is_told else None
