"""Several indicators in one row of a form: 指标1:检查户数；指标2:演练次数 | ≥300家；≥5次 | 326家；6次."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping

from ingest.extract.grid import Grid, Slot, slot_of

_MARK = re.compile(r"指标\s?\d{1,2}\s?[:：、.．]|[①-⑳]|(?<![\d.])\d{1,2}[、.．](?!\d)")
_PLACE_NUMBER = re.compile(r"\s*(\d{1,2})[、.．]")
_BORDER = re.compile("[;；]")
_AROUND = " ;；。，,、"
_DIVIDED = ("name", "target", "adjusted", "actual", "completion")


def single_rows(grid: Grid, cells: Mapping[str, Slot | None]) -> list[dict[str, Slot | None]]:
    """The cells of each indicator of a row; none where the values cannot be told apart.

    Names are numbered; values are numbered too, or there are as many between semicolons. Points are of all together.
    """
    name = cells.get("name")
    count = len(_MARK.findall(name.text)) if name is not None else 0
    if count < 2:
        return [dict(cells)]
    divided = {part: _pieces(grid, cells.get(part), count) for part in _DIVIDED if part in cells}
    if any(len(pieces) != count for pieces in divided.values()):
        return []
    shared = {part: slot for part, slot in cells.items() if part not in (*_DIVIDED, "weight", "score")}
    return [shared | {part: pieces[n] for part, pieces in divided.items()} for n in range(count)]


def without_aside(grid: Grid, slot: Slot | None) -> Slot | None:
    """A value without the bracket that explains it: 42867人(转学318人)."""
    if slot is None or slot.only is not None or not slot.text.endswith(")"):
        return slot
    place = slot.text.find("(")
    return _piece(grid, slot, 0, place) if place > 0 else slot


def _pieces(grid: Grid, slot: Slot | None, count: int) -> list[Slot | None]:
    if slot is None or slot.is_blank:
        return [None] * count
    text = slot.text
    marks = list(_MARK.finditer(text))
    starts, ends = [mark.end() for mark in marks], [mark.start() for mark in marks[1:]]
    if len(marks) != count:
        borders = [match.start() for match in _BORDER.finditer(text.rstrip(_AROUND))]
        starts, ends = [0, *(place + 1 for place in borders)], borders
        starts = _behind_numbers(text, starts)
    return [_piece(grid, slot, start, end) for start, end in zip(starts, [*ends, len(text)], strict=True)]


def _behind_numbers(text: str, starts: list[int]) -> list[int]:
    """1.4场;2.2部;3.12期 are 4, 2 and 12 where each begins with the number of its place."""
    numbers = [_PLACE_NUMBER.match(text, start) for start in starts]
    told = [(int(match[1]), match.end()) for match in numbers if match]
    is_numbered = [number for number, _ in told] == list(range(1, len(starts) + 1))
    return [end for _, end in told] if is_numbered else starts


def _piece(grid: Grid, slot: Slot, start: int, end: int) -> Slot:
    text = slot.text[start:end].strip(_AROUND)
    place = slot.start + slot.text.index(text, start)
    figures = grid.figures[slot.block]
    first = bisect_left(figures, place, key=lambda figure: figure.start)
    last = bisect_left(figures, place + len(text), key=lambda figure: figure.start)
    return slot_of(slot.block, text, place, figures, first, last)
