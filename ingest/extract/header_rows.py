"""Which rows of an amount table name its columns, and which only number them."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from ingest.extract.counted import is_counted
from ingest.extract.found import Frame
from ingest.extract.grid import Grid
from ingest.extract.headers import AROUND_PART, apply, unit_labels, without_unit
from ingest.figures import Figure
from ingest.lexicon.lexicon import rows

_YEAR = re.compile(r"20\d\d年度?")
_LABELLED = re.compile(r"[:：]\s*[\d,]+$")
#: 主管部门及编码.
_WITH_CODE = re.compile(r"及\(?(?:编码|代码)\)?$")
_BEFORE_HEADER = re.compile(rf"^20\d\d年度?|\s|{AROUND_PART.pattern}")


@cache
def _header_words() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row['pattern']})" for row in rows("headers")))


def is_numbering(grid: Grid, row: int) -> bool:
    """Whether a row numbers the columns: 栏次 1 2 3 …, with or without the word."""
    slots = [slot for _, slot in grid.filled[row]]
    texts = [slot.text for slot in slots if slot.figure is None]
    if texts:
        is_named = "栏次" in texts or "行次" in texts
        return is_named and all(slot.figure is None or not slot.figure.decimals for slot in slots)
    values = [slot.figure.value for slot in slots if slot.figure]
    return len(values) >= 3 and values == list(range(1, len(values) + 1))


def is_header(grid: Grid, row: int, after_data: bool) -> bool:
    """Whether a row names columns: no amounts, and at least two cells that are header words, or part of such a row."""
    if not _holds_words(grid, row):
        return False
    if _are_of_headers(grid, row, after_data):
        return True
    if _is_wide(grid, row) and _is_worded(grid, row + 1, after_data):
        return True
    below = _goes_on_below(grid, row) and _is_worded(grid, row + 1, after_data)
    if after_data:  # 年度主要任务 | 对应项目 | 预算资金情况 over 总额 | 财政资金 | 执行数
        return below and any(is_header_word(text) for text in grid.texts(row))
    return below or (_is_below_wide(grid, row) and _is_worded(grid, row - 1, after_data))


def _holds_words(grid: Grid, row: int) -> bool:
    """Whether a row has several cells, none of them a figure, an amount with its label, or longer than titles are."""
    slots = [slot for _, slot in grid.filled[row]]
    if len(slots) < 2 or any(slot.figure is not None and not _is_titled(slot.figure) for slot in slots):
        return False
    if any(slot.only is not None and (slot.only.decimals or _LABELLED.search(slot.text)) for slot in slots):
        return False  # 资金总额:2,860 is a label with its amount
    return all(len(_BEFORE_HEADER.sub("", slot.text)) <= 30 for slot in slots)


def _is_titled(figure: Figure) -> bool:
    """Whether a figure may be all that a title holds: 2023年, or (10分) below 分值."""
    return figure.kind == "date" or figure.unit == "分"


def _is_worded(grid: Grid, row: int, after_data: bool) -> bool:
    return _holds_words(grid, row) and _are_of_headers(grid, row, after_data)


def _are_of_headers(grid: Grid, row: int, after_data: bool) -> bool:
    """Whether enough words of a row, or all, are words of headers; 自评年度 | 2023年 names no column."""
    texts = ["", *(slot.text for _, slot in grid.filled[row])]
    strong = sum(
        is_header_word(text) and not (_YEAR.fullmatch(text) and left.endswith(("年度", "年份")))
        for left, text in pairwise(texts)
    )
    return strong >= (3 if after_data else 2) or (strong == len(grid.filled[row]) and strong >= 2)


def is_header_word(text: str) -> bool:
    """Whether a cell is a word of headers, or no more than a year.

    >>> [is_header_word(text) for text in ("1-6月执行数", "2023年", "变动率(%)", "公路养护")]
    [True, True, True, False]
    """
    text = _BEFORE_HEADER.sub("", text)
    if _WITH_CODE.sub("", text) in unit_labels():
        return False  # 资金使用单位 stands before a unit's name, though 资金使用 is a measure
    return not text or bool(_header_words().fullmatch(text)) or is_counted(text) or _is_concept(text)


def _is_wide(grid: Grid, row: int) -> bool:
    """Whether each cell of a row stands over several columns, and one is a word of headers: 经济科目 | 决算数."""
    slots = grid.rows[row]
    if not any(is_header_word(slot.text) for _, slot in grid.filled[row]):
        return False
    covered = [(slot, slots[at + 1] if at + 1 < len(slots) else None) for at, slot in grid.filled[row]]
    return all(beside is not None and beside.is_same(slot) for slot, beside in covered)


def _is_below_wide(grid: Grid, row: int) -> bool:
    """Whether all cells of a row stand below wider ones, whose parts they name."""
    above = grid.rows[row - 1] if row else []
    wide = {
        n + by
        for n, (a, b) in enumerate(pairwise(above))
        if a and b and not a.is_blank and a.is_same(b)
        for by in (0, 1)
    }
    return len(wide) > 1 and all(column in wide for column, _ in grid.filled[row])


def _goes_on_below(grid: Grid, row: int) -> bool:
    """Whether the first cell of a row is merged downwards, or an empty place below it looks so."""
    if row + 1 >= len(grid.rows) or not grid.rows[row] or len(grid.rows[row + 1]) < 2:
        return False
    upper, lower = grid.rows[row][0], grid.rows[row + 1][0]
    if upper is None or not upper.own or upper.is_blank:
        return False
    return lower is None or lower.is_same(upper) or (lower.own and lower.is_blank)


def _is_concept(text: str) -> bool:
    """Whether a header cell is fully understood as a measure, fund, source or rate (年初批复预算, 执行率)."""
    frame, understood, rate = apply(Frame(), without_unit(text))
    return understood and bool(frame.measure or frame.fund or rate)
