"""Panels of an amount table: lists that stand beside each other, each with labels, titles and counted things.

项目 | 行次 | 预算数 | 决算数 | 项目 | 行次 | 决算数: what a title of the left panel says is not of the right one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from ingest.extract.grid import Slot
from ingest.extract.headers import NUMBERING, Column
from ingest.extract.tables.meaning import About
from ingest.extract.tables.titles import about_below

_NAMES = frozenset(("label", "code"))
_OF_FIRST_RANK = re.compile("[一二三四五六七八九十]+、")


class Panels:
    """The panels below one header: what the rows of each are about, and the unit of its counted row above."""

    def __init__(self, columns: Sequence[Column] = ()) -> None:
        #: The panel of each column: names right of something else begin a new one.
        self._numbers = [0] * min(1, len(columns))
        for left, right in pairwise(columns):
            self._numbers.append(self._numbers[-1] + (right.role in _NAMES and left.role not in _NAMES))
        self._abouts: dict[int, About] = {}
        self.counted: dict[int, str] = {}

    def of(self, column: int) -> int:
        """The panel that a column belongs to."""
        return self._numbers[column] if column < len(self._numbers) else 0

    def about(self, panel: int, table: About) -> About:
        """What the rows of a panel are about: below a title within it that, else what the table is."""
        return self._abouts.get(panel, table)

    def entitle(self, slots: Sequence[Slot | None], shift: int, column: Callable[[int], Column], table: About) -> None:
        """Learn what a row's numbered titles without an amount say: 一、“三公”经费支出 | 1 | — | —."""
        held: dict[int, list[tuple[int, Slot]]] = {}
        for index, slot in enumerate(slots):
            if slot and slot.own and not slot.is_blank:
                held.setdefault(self.of(index + shift), []).append((index, slot))
        for panel, own in held.items():
            title = own[0][1].text
            if NUMBERING.match(title) and all(s.figure is None or column(i).role == "line" for i, s in own):
                above = table if _OF_FIRST_RANK.match(title) else self.about(panel, table)
                self._abouts[panel] = about_below(above, title)
