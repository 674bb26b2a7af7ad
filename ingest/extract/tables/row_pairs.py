"""Rows of a money table in which each amount stands right of a label of its own, and keeps to no column.

合计 | 2,350.00 | 合计 | 2,100.00 below 预算安排 | 实际支出, whose cells were wider than the file tells,
其中:一般公共预算 | 4,020.72 | 其中:基本支出 | 1,216.30 below 年初预算数 | 全年预算数 | 全年执行数.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ingest.extract.found import TOTAL, Amount, Frame
from ingest.extract.grid import Slot
from ingest.extract.headers import Column
from ingest.extract.tables.fund_rows import is_fund
from ingest.extract.tables.lost_cells import decimals
from ingest.figures import Figure

_Row = Sequence[Slot | None]
#: The cells of a row that hold something, with their columns.
_Filled = Sequence[tuple[int, Slot]]
#: 按收入性质分: what stands below it adds up to the amount beside it.
_DIVIDED = re.compile(r"按.{2,8}分[:：]?")
_BUDGET = Frame("budget", "approved")
_LABEL = Column("label")


def columns_of_pairs(
    slots: _Row, filled: _Filled, columns: Sequence[Column], halves: Mapping[int, Frame]
) -> dict[int, Column]:
    """What the places of a row of pairs hold, empty where it is none; `halves`: what labels from a place on divide.

    As many amounts as the header names are of its columns in order, and so are the rates between or behind them.
    """
    places = _pairs(slots, filled, columns, bool(halves))
    if not places:
        return {}
    titled = [spec for spec in columns if spec.role == "amount" and spec.frame.measure]
    of_header = len(slots) > len(columns) and len(titled) == len(places)
    given = titled if of_header else [Column("amount", _half(halves, place)) for place in places]
    percents = [i for i, slot in filled if slot.figure and slot.figure.kind == "percent"]
    rates = [spec for spec in columns if spec.role == "rate"]
    behind = rates if of_header and len(rates) == len(percents) else [Column("note")] * len(percents)
    own = dict(zip((*places, *percents), (*given, *behind), strict=True))
    found: dict[int, Column] = {}
    for i, slot in enumerate(slots):
        covered = found.get(i - 1) if slot is not None and not slot.own else None
        found[i] = own.get(i) or covered or _LABEL
    return found


def _pairs(slots: _Row, filled: _Filled, columns: Sequence[Column], is_divided: bool) -> list[int]:
    """The places of a row's amounts where each has its label and not all keep to the columns, else none."""
    amounts = [i for i, slot in filled if slot.figure and slot.figure.kind != "percent"]
    labels = [slots[i - 1] if i else None for i in amounts]
    if not columns or not all(slot and not slot.is_blank and slot.figure is None for slot in labels):
        return []
    if len(slots) > len(columns) or any(columns[i].role == "label" for i in decimals(slots)):
        return amounts if len(amounts) > 1 else []
    if len(amounts) > 1 and all(slot is not None and slot.text.endswith(")") for slot in labels):
        return amounts  # 车辆编制(辆) | 8 | 实有车辆(辆) | 7: labels that say the units themselves
    titles = [(columns[i - 1], columns[i]) for i in amounts if i < len(columns)]
    # A title over a label and its amount is no other column's.
    others = [over for over, own in titles if over.text != own.text and over.frame[:2] != own.frame[:2]]
    is_astray = any(over.role == "amount" and over.frame.measure for over in others)
    return amounts if is_astray or is_divided else []


def divides(label: str) -> bool:
    """Whether a label says only how the whole is divided below it: 按收入性质分."""
    return _DIVIDED.fullmatch(label) is not None


def is_list_of_funds(filled: _Filled) -> bool:
    """Whether a row goes on with a list of funds instead of dividing columns: 其中:中央资金 | 210 | 省级资金 | 90.

    其中:财政资金 | 400 | 其中:当年财政拨款 | 150 divide two: the project's and the year's.
    """
    labels = {slot.text for _, slot in filled if slot.only is None and not slot.inside}
    return len(labels) > 1 and all(map(is_fund, labels)) and sum(label.startswith("其中") for label in labels) < 2


def halves_of(filled: _Filled, unit: str, amounts: Sequence[Amount], start: int) -> dict[int, Frame]:
    """What labels from a place on divide, by a row of sums: 按收入性质分 | 4,310.72 | 按支出性质分 | 4,098.66.

    A sum that is one of the year's totals among the `amounts` from block `start` on says which; one that may be
    several is the budget's. Empty for other rows.
    """
    found: dict[int, Frame] = {}
    for (place, label), (_, slot) in pairwise(filled):
        if slot.figure and divides(label.text):
            told = {a.frame[:2] for a in amounts if a.mark.block >= start and _is_whole(a, slot.figure, unit)}
            found[place] = Frame(*told.pop()) if len(told) == 1 else _BUDGET
    return found


def _half(halves: Mapping[int, Frame], place: int) -> Frame:
    return next((halves[at] for at in sorted(halves, reverse=True) if at < place), Frame())


def _is_whole(amount: Amount, figure: Figure, unit: str) -> bool:
    is_same = amount.value == figure.value and amount.unit == (figure.unit or unit)
    return is_same and amount.frame.subject in (TOTAL, None) and amount.frame.fund in ("", "all")
