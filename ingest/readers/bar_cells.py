"""Forms of web pages saved as text with a cell a line: a bar behind it, or on a line of its own, or none at all.

Nothing tells where a row ends, so a run of cells is a form only where its rows can be counted off (`bar_counted`).
Cells that do not add up stay lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.readers import bar_counted
from ingest.readers import bar_titles as kinds

#: What stands left of a cell in its row, and what does not stand right of it.
_PARTY = r"(?:项目)?(?:主管|实施|执行|负责|申报|填报|预算)(?:部门|单位)(?:[及和]代码|[(（].{1,4}[)）])?[:：]?"
_LEFT = re.compile(rf"{_PARTY}|项目(?:基本|总体)?情况")
_IS_NEXT = re.compile(rf"{_PARTY}|.*名称|.级指标|.*[（(]万?元[)）]|.*[预决]算数?|")
#: A cell of more lines is no cell, but text between two tables; more cells that are of no table end a form.
_LINES_OF_CELL, _MOST_LOOSE = 4, 30
#: Where a form without bars begins, and what is none of its lines; it has no more than so many.
_BEGINS = re.compile(rf"[ \u3000]*(?:{bar_counted.OF_FORMS}名称|一级指标)[ \u3000]*")
_NO_CELL = re.compile(r".*[|\t]|[#<]|[一二三四五六七八九十]+、|第.部分|附件|注[:：]")
#: A unit on a line of its own, whose bracket may have been lost with what stood behind it.
_UNIT, _MOST_LINES = re.compile(r"[（(]万?元[)）]?"), 300


def read(lines: Sequence[str], least: int, start: int) -> tuple[int, list[list[str]], int]:
    """Where a form begins whose first bar may be that of line `start`, its rows, and where it ends."""
    if lines[start].strip() == "|" and start > least:
        start -= 1
    cells, ends = _cells(lines, start)
    return _form(cells, ends, start, has_bars=True)


def begins(line: str) -> bool:
    """Whether a form without bars may begin in a line."""
    return _BEGINS.fullmatch(line) is not None


def read_bare(lines: Sequence[str], start: int) -> tuple[int, list[list[str]], int]:
    """The same for a form that begins in line `start` and has no bars; empty cells have left nothing."""
    cells: list[str] = []
    ends: list[int] = []
    for at in range(start, min(len(lines), start + _MOST_LINES)):
        line = " ".join(lines[at].split())
        if _NO_CELL.match(lines[at].lstrip(" \u3000")):
            break
        unit = _UNIT.fullmatch(line)
        if cells and (unit or (line == "指标" and kinds.is_level(cells[-1] + line))):
            cells[-1], ends[-1] = cells[-1] + (line if not unit or line[-1] in ")）" else f"{line})"), at + 1
        elif line:
            cells.append(line)
            ends.append(at + 1)
    first, rows, end = _form(cells, ends, start, has_bars=False)
    return first, rows, end if rows else start + 1


def _form(cells: Sequence[str], ends: Sequence[int], start: int, has_bars: bool) -> tuple[int, list[list[str]], int]:
    """The line a form begins in, its rows, and the line behind it, from cells that begin in line `start`."""
    bare = ["".join(cell.split()) for cell in cells]
    rows: list[list[str]] = []
    proven = first = last = at = loose = 0
    is_told = False  # whose money it is
    while at < len(cells) and (not rows or loose < _MOST_LOOSE):
        loose += 1
        block = bar_counted.indicators(cells, bare, at, has_bars)
        if is_told and not block:
            block = bar_counted.amounts(cells, bare, at) or bar_counted.pairs(cells, bare, at)
        is_named = bool(bar_counted.NAME.fullmatch(bare[at])) and at + 1 < len(cells)
        is_named = is_named and not _IS_NEXT.fullmatch(bare[at + 1])
        is_told |= is_named
        if block or is_named:
            first, loose = at if not rows else first, 0
            rows += block.rows if block else [[cells[at], cells[at + 1]]]
            at = block.end if block else at + 2
            proven, last = (len(rows), at) if block else (proven, last)
        else:
            count = 1 + (bool(_LEFT.fullmatch(bare[at])) and not any(map(_IS_NEXT.fullmatch, bare[at + 1 : at + 2])))
            rows += [[*cells[at : at + count]]] if rows and bare[at] else []
            at += count
    if not proven:
        return start, [], ends[-1] if ends else start + 1
    return ends[first - 1] if first else start, rows[:proven], ends[last - 1]


def _cells(lines: Sequence[str], start: int) -> tuple[list[str], list[int]]:
    """The cells of lines with no more than a bar each, and the line behind each cell."""
    cells: list[str] = []
    ends: list[int] = []
    held: list[str] = []
    for at in range(start, len(lines)):
        line = lines[at].strip()
        bars = line.count("|")
        if bars > 1 or (bars and not line.endswith("|")) or len(held) > _LINES_OF_CELL:
            break
        held += [line.removesuffix("|")]
        if bars:
            cells.append(" ".join(" ".join(held).split()))
            ends.append(at + 1)
            held = []
    return cells, ends
