"""Rows of indicators with a cell a line and no bars, whose notes and rows may be empty and have left nothing.

展板块数 | ≥30块 | 32块 | 20 | 20 stands below 年度指标值 实际完成值 分值 得分 偏差原因 without a note. Points are
numbers, so they tell where a row ends; rows that may be told apart in two ways are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.readers import bar_titles as kinds

#: What is printed where a row has no name: 指标2:, ……
_UNNAMED = re.compile(r"指标\d{1,2}[:：]?|[….]+")
_LEAST_POINTS = 2


def read(titles: Sequence[str], bare: Sequence[str], start: int, end: int) -> tuple[list[list[str]], int]:
    """The rows between two places with their two levels, and where they end; no rows where one is not certain."""
    points = [at for at, title in enumerate(titles) if kinds.POINTS.search(title)]
    if len(points) < _LEAST_POINTS or not kinds.NOTE.search(titles[-1]):
        return [], start
    rows: list[list[str]] = []
    at = start
    while at < end:
        before = at
        while at < end and (kinds.is_level(bare[at]) or _UNNAMED.fullmatch(bare[at])):
            at += 1
        if before < at < end and kinds.is_level(bare[at - 1]) and not _fits(titles, points, bare, at, end):
            at -= 1  # 服务对象满意度, the name of a level and of its indicator
        levels = [text for text in bare[before:at] if kinds.is_level(text)]
        told = _levels(levels) if at < end else []
        rows += [_without_row(text) for text in bare[before:at] if text not in told]
        if at == end:
            break
        if not _fits(titles, points, bare, at, end):
            return [], start
        behind = at + len(titles)
        note = _note(titles, points, bare, behind, end)
        if note is None:
            return [], start
        rows.append([*told, *bare[at:behind], *([bare[behind]] if note else [""])])
        at = behind + note
    return rows, end


def _levels(told: Sequence[str]) -> list[str]:
    """The first and the second level of a row from all that stand before it: those of empty rows come first."""
    first = [level for level in told if kinds.is_first_level(level)][-1:] or [""]
    return [*first, *([told[-1]] if told and told[-1] != first[0] else [""])]


def _without_row(text: str) -> list[str]:
    """A level or a number whose indicators were left empty, in its column."""
    if not kinds.is_level(text):
        return ["", "", text]
    return [text] if kinds.is_first_level(text) else ["", text]


def _fits(titles: Sequence[str], points: Sequence[int], bare: Sequence[str], at: int, end: int) -> bool:
    """Whether a name stands at a place, and behind it a cell for each title but the note."""
    own = bare[at : min(at + len(titles), end)]
    if len(own) < len(titles) or kinds.is_value(own[0]) or any(map(kinds.is_level, own[1:])):
        return False
    told = [kinds.number(own[place + 1]) if kinds.NUMBER.fullmatch(own[place + 1]) else None for place in points]
    return all(value is not None and 0 <= value <= kinds.MOST_POINTS for value in told)


def _note(titles: Sequence[str], points: Sequence[int], bare: Sequence[str], at: int, end: int) -> int | None:
    """How many cells of a note stand at a place, none or one; None where that is not certain."""
    if at >= end or kinds.is_level(bare[at]) or _UNNAMED.fullmatch(bare[at]):
        return 0
    behind = at + 1
    is_note = behind >= end or kinds.is_level(bare[behind]) or _UNNAMED.fullmatch(bare[behind]) is not None
    is_note = not kinds.is_value(bare[at]) and (is_note or _fits(titles, points, bare, behind, end))
    is_row = _fits(titles, points, bare, at, end)
    return None if is_note == is_row else int(is_note)
