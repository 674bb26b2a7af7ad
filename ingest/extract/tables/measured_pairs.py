"""Rows in which each amount stands right of the measure it is of, and the funds of each below.

预算数 | 8.40 | 到位数 | 8.40 | 执行数 | 7.90 below 预算安排情况 | 资金到位情况 | 资金执行情况, then
其中:财政资金 | 8.40 | 其中:财政资金 | 8.40 | 其中:财政资金 | 7.90: whose money a row of funds divides, only the row of
measures tells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.extract.found import TOTAL, Frame, replace
from ingest.extract.grid import Slot
from ingest.extract.headers import Column, apply, unit_of, without_unit
from ingest.extract.tables.fund_rows import is_fund, plain

#: The cells of a row that hold something, with their columns.
_Filled = Sequence[tuple[int, Slot]]
_LABEL = Column("label")
_KINDS = frozenset(("budget", "spending"))


def measures_beside(filled: _Filled, columns: Sequence[Column]) -> dict[int, Column]:
    """The place of each amount in a row of measures and what it holds; empty where the row is none.

    What follows the last pair is its rate. A column of its own says which budget it is: 预算安排情况(调整后) | 预算数.
    """
    found: dict[int, Column] = {}
    for at in range(len(filled) - 1):
        (_, label), (place, slot) = filled[at], filled[at + 1]
        if label.figure is None and slot.figure and slot.figure.kind != "percent":
            frame, understood, rate = apply(Frame(), without_unit(plain(label.text)))
            if not understood or rate or frame.fund or frame.subject not in (None, TOTAL):
                continue
            if frame.measure in _KINDS:
                frame = _staged(frame, columns[place] if place < len(columns) else _LABEL)
                found[place] = Column("amount", frame, unit_of(label.text))
    told = [spec.frame[:2] for spec in found.values()]
    is_row = len(found) > 1 and len(set(told)) == len(told) and ("spending", "") in told
    return found if is_row and _are_pairs(filled, found) else {}


def funds_beside(filled: _Filled, measures: Mapping[int, Column]) -> dict[int, Column]:
    """The same for a row below one of measures: a fund left of each amount, each under a measure; else empty."""
    places = [place for place, slot in filled if slot.figure]
    labels = [(place, slot) for place, slot in filled if slot.figure is None]
    is_row = len(labels) > 1 and all(is_fund(slot.text) or plain(slot.text) in ("其他", "其它") for _, slot in labels)
    return {place: measures[place] for place in places if place in measures} if is_row else {}  # 结余 has no place


def columns_of_measures(
    width: int, filled: _Filled, measures: Mapping[int, Column], columns: Sequence[Column]
) -> dict[int, Column]:
    """What the places of such a row hold; a number behind the last amount is of its own column."""
    found = dict(measures)
    for place, slot in filled:
        if slot.figure and place not in found:
            is_rate = place < len(columns) and columns[place].role == "rate" and width == len(columns)
            found[place] = columns[place] if is_rate else Column("note")
    return {place: found.get(place, _LABEL) for place in range(width)}


def _are_pairs(filled: _Filled, found: Mapping[int, Column]) -> bool:
    """Whether the amounts stand right of their labels, the first of them in front, and few cells are of no pair."""
    figures = [place for place, slot in filled if slot.figure]
    return figures[: len(found)] == sorted(found) and len(figures) - len(found) < 2


def _staged(frame: Frame, over: Column) -> Frame:
    """A budget's stage as the column above it tells."""
    is_closer = over.frame.measure == "budget" and over.frame.stage in ("initial", "adjusted")
    return replace(frame, stage=over.frame.stage) if frame.measure == "budget" and is_closer else frame
