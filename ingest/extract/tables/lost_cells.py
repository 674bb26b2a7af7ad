"""Rows of a table in text that are shorter than their header, because a cell merged from above left no place behind.

What they hold stands further right than it seems. Only what the row itself shows moves it: a percentage that would
stand under an amount and belongs under a rate, a second level in the place of the first. Tables with merged cells kept
have rows of full length.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from ingest.extract.grid import Slot
from ingest.extract.headers import Column
from ingest.extract.indicators.statements import level_of

_Row = Sequence[Slot | None]


def shift_of_amounts(row: _Row, columns: Sequence[Column]) -> int | None:
    """By how many columns a row of amounts has slipped left, as far as its percentages tell; None where one stands
    under an amount and no shift brings all of them under rates."""
    missing = len(columns) - len(row)
    if missing > 0 and len(row) == 1:
        return None  # a number by itself
    rates = [i for i, slot in enumerate(row) if slot and slot.figure and slot.figure.kind == "percent"]
    if missing <= 0:
        return None if _are_beside_rates(rates, columns) else 0
    if all(columns[i].role == "rate" for i in rates):
        return missing if _is_in_names(row, columns) else 0
    shifts = (by for by in range(1, missing + 1) if all(columns[i + by].role == "rate" for i in rates))
    return next(shifts, None if any(columns[i].role == "amount" for i in rates) else 0)


def goes_beyond(row: _Row, columns: Sequence[Column]) -> bool:
    """Whether a row has numbers right of all columns: titles that stood over several left one place behind."""
    is_of_money = any(spec.role == "amount" and spec.frame.measure for spec in columns)
    return is_of_money and any(slot and slot.own and slot.figure for slot in row[len(columns) :])


def _are_beside_rates(percents: Sequence[int], columns: Sequence[Column]) -> bool:
    """Whether a row's percentages stand under amounts, although other columns are rates: its cells do not keep to
    them."""
    held = [columns[i].role if i < len(columns) else "" for i in percents]
    is_elsewhere = "rate" not in held and any(spec.role == "rate" for spec in columns)
    return is_elsewhere and ("amount" in held or "score" in held)


def decimals(row: _Row) -> list[int]:
    """The places of a row's numbers with decimals, which are no codes or row numbers."""
    return [i for i, slot in enumerate(row) if slot and slot.figure and slot.figure.decimals]


def _is_in_names(row: _Row, columns: Sequence[Column]) -> bool:
    """Whether a row's decimals stand under names, and at the other end of the header would stand under amounts."""
    by = len(columns) - len(row)
    places = decimals(row)
    is_named = any(columns[i].role == "label" for i in places)
    return is_named and all(columns[i + by].role != "label" for i in places)


def is_unheaded(row: _Row) -> bool:
    """Whether figures of a row without columns stand beside each other: 编制人数 | 46 | 45 may be of two years."""
    filled = [slot for slot in row if slot and slot.own and not slot.is_blank]
    amounts = [slot.figure is not None and slot.figure.kind != "percent" for slot in filled]
    return any(one and other for one, other in pairwise(amounts))


def shift_of_indicators(row: _Row, width: int, parts: Mapping[str, int]) -> int:
    """By how many columns a row of an indicator form has slipped left, as far as its first cell tells."""
    first = row[0] if row else None
    if len(row) >= width or first is None or first.is_blank or "level1" not in parts or "level2" not in parts:
        return 0
    level = level_of(first.text)
    place = parts.get("name", 0) if level is None else parts[f"level{level[0]}"]
    return place if place <= width - len(row) else 0


def gaps_of_indicators(row: _Row, header: _Row, parts: Mapping[str, int]) -> list[int]:
    """The untitled columns behind the names, where a row shorter by as many lost the wide cells over them."""
    after = parts.get("name", len(header))
    gaps = [i for i, slot in enumerate(header) if i > after and (slot is None or slot.is_blank)]
    return gaps if len(row) == len(header) - len(gaps) else []
