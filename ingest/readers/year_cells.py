"""The table of figures by year that reports on a department's whole spending end with, a cell a line.

经费控制情况（万元） | 2022年决算数 | 2023年预算数 | 2023年决算数, and a line for each cell of the rows below. Empty
cells have left nothing, so a row is one only where a label is followed by as many numbers as there are titles; what has
fewer is put right of them, where its numbers are of no column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_YEAR = re.compile(r"20\d\d年(?:年初)?(?:预算|决算|执行)数?(?:[(（]万?元[)）])?")
_STAFF = re.compile(r"编制(?:人)?数|(?:20\d\d年)?(?:年末)?实际?(?:在职|有)人[员数]数?|(?:在职人员)?控制率")
_BEGINS = re.compile(r"\s*(?:20\d\d\s*年|编制)[^，。；\d]{1,12}")
_NUMBER = re.compile(r"-?[\d,]*\d(?:\.\d+)?[%％]?|[/—-]+")
_UNIT, _LEFT_OPEN = re.compile(r"万?元"), re.compile(r"[(（][^()（）]*$")
_NO_LABEL = re.compile(r".*[。；|\t]|[一二三四五六七八九十]+、|附件|说明|注[:：]|楼堂馆所|厉行")
_LONGEST_LABEL, _MOST_EMPTY, _MOST_LINES, _LEAST = 30, 8, 400, 2


def begins(line: str) -> bool:
    """Whether the titles of such a table may begin in a line."""
    return _BEGINS.fullmatch(line) is not None


def read(lines: Sequence[str], least: int, start: int) -> tuple[int, list[list[str]], int]:
    """Where the table begins whose first title is line `start`, its rows, and where it ends."""
    cells = [(at, "".join(lines[at].split())) for at in range(start, min(len(lines), start + _MOST_LINES))]
    cells = [(at, text) for at, text in cells if text]
    kind = _YEAR if _YEAR.fullmatch(cells[0][1]) else _STAFF
    width = next((at for at, (_, text) in enumerate(cells) if not kind.fullmatch(text)), len(cells))
    if width < _LEAST or (kind is _STAFF and not cells[0][1].startswith("编制")):
        return start, [], start + 1
    titles = [text for _, text in cells[:width]]
    first, corner = _corner(lines, least, start)
    rows, end = (_by_year if kind is _YEAR else _of_staff)(cells[width:], width)
    return (first, [[corner, *titles], *rows], end) if rows else (start, [], start + 1)


def _corner(lines: Sequence[str], least: int, start: int) -> tuple[int, str]:
    """What stands left of the titles, with the bracket it may have lost: 经费控制情况(万元."""
    at = next((at for at in range(start - 1, least - 1, -1) if lines[at].strip()), start)
    text = "".join(lines[at].split()) if at < start else ""
    if not _UNIT.search(text) or len(text) > _LONGEST_LABEL:
        return start, ""
    return at, text + ")" if _LEFT_OPEN.search(text) else text


def _of_staff(cells: Sequence[tuple[int, str]], width: int) -> tuple[list[list[str]], int]:
    """One number for each title, and no more."""
    own = [text for _, text in cells[: width + 1]]
    is_row = len(own) >= width and all(map(_NUMBER.fullmatch, own[:width]))
    if not is_row or (len(own) > width and _NUMBER.fullmatch(own[width])):
        return [], 0
    return [["", *own[:width]]], cells[width - 1][0] + 1


def _by_year(cells: Sequence[tuple[int, str]], width: int) -> tuple[list[list[str]], int]:
    """The rows of labels with a number for each title, up to the last one, and where they end."""
    rows: list[list[str]] = []
    kept = end = at = empty = 0
    while at < len(cells) and empty < _MOST_EMPTY:
        label = cells[at][1]
        if _NUMBER.fullmatch(label) or _NO_LABEL.match(label) or len(label) > _LONGEST_LABEL:
            break
        behind = next((n for n in range(at + 1, len(cells)) if not _NUMBER.fullmatch(cells[n][1])), len(cells))
        own = [text for _, text in cells[at + 1 : behind]]
        rows.append([label, *own] if len(own) in (0, width) else [*[""] * (width + 1), label, *own])
        empty = 0 if own else empty + 1
        if len(own) == width:
            kept, end = len(rows), cells[behind - 1][0] + 1
        at = behind
    return rows[:kept] if sum(len(row) == width + 1 for row in rows) >= _LEAST else [], end
