"""How many columns the cells of a row cover, where the file lost it: told from the row below it and the header above.

For text exports and binary Word files, whose rows are only lists of cells. A header cell stands over one empty cell (it
is merged downwards) or over one or more filled ones (it is their title). Where that leaves several answers, the words
of the lower row decide: a group begins with 小计 or with the word its neighbour began with, a code goes with its name.
Nothing is guessed: a row that still has two answers keeps cells of one column each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ingest.document import Table
from ingest.readers import grid

_SUM = re.compile(r"小计|合计|总计")
_IN_BRACKETS = re.compile(r"[(（].*?[)）]|\s")
_CODE, _NAME = re.compile(r"编码$|代码$"), re.compile(r"名称$")
_COMPARES, _COMPARED = re.compile("增减|变化|变动|[比较]"), re.compile("[增减升降]|[率额幅%％]")
_FIGURE = re.compile(r"[-+]?[\d,，]*\d(?:\.\d+)?[%％]?")
_TOTAL_ROW, _CLASS = re.compile(r"(?:[总合小]\s*计|栏\s*次)"), re.compile(r"\d{3}(?:\d\d){0,2}")
#: A header's cells are short.
_LONGEST = 24

_Score = Callable[[int, int, int], float | None]


def widths(rows: Sequence[Sequence[str]]) -> list[list[int]]:
    """How many columns each cell covers, from the texts of the cells.

    >>> widths([["甲", "乙"], ["", "丙", "丁"], ["", "", "戊"]])
    [[1, 2], [1, 1, 1], [1, 1, 1]]
    >>> widths([["收入", "支出"], ["项目", "金额", "项目", "金额"]])
    [[2, 2], [1, 1, 1, 1]]
    >>> widths([["科目编码", "科目名称", "合计"], ["合计", "9.50"]])
    [[1, 1, 1], [2, 1]]
    """
    bare = [[_IN_BRACKETS.sub("", cell) for cell in row] for row in rows]
    figured = [any(map(_FIGURE.fullmatch, row)) for row in bare]
    found = [[1] * len(row) for row in rows]
    for number in range(len(rows) - 2, -1, -1):
        upper, lower = bare[number], bare[number + 1]
        is_total = figured[number] and _is_labelled(upper)
        # what is merged downwards over figures begins in front: a row of text below them tells nothing
        is_apart = figured[number] and not figured[number + 1] and bool(lower[0])
        groups = None if is_total or is_apart else _only([not cell for cell in lower], len(upper))
        if not groups and not figured[number]:
            groups = _over_figures(upper, lower) if figured[number + 1] else _over_words(upper, lower)
        if groups:
            below = iter(found[number + 1])
            found[number] = [sum(next(below) for _ in range(group)) for group in groups]
    header = 0
    for row, is_figured, covered in zip(bare, figured, found, strict=True):
        if not is_figured:
            header = sum(covered) if len(row) > 2 else header
        elif sum(covered) < header and _is_labelled(row):
            covered[0] += header - sum(covered)
    return found


def table(rows: Sequence[Sequence[str]]) -> Table:
    """The table that rows of cells make, each cell as wide as the rows around it tell."""
    return Table(
        grid.place(
            [
                [grid.slot(cell, column_span=width) for cell, width in zip(row, covered, strict=True)]
                for row, covered in zip(rows, widths(rows), strict=True)
            ]
        )
    )


def _is_labelled(row: Sequence[str]) -> bool:
    """Whether a row of figures begins with a total, or a code of 类 alone, which are merged over code and name."""
    rest = row[2:] if _CLASS.fullmatch(row[0]) else row[1:]
    is_label = _TOTAL_ROW.fullmatch(row[0]) or (_CLASS.fullmatch(row[0]) and not _FIGURE.fullmatch(row[1]))
    return bool(is_label) and all(not cell.strip("-—/") or _FIGURE.fullmatch(cell) for cell in rest)


def _only(blanks: Sequence[bool], upper: int) -> list[int] | None:
    """How many cells below each upper cell stands over, where their emptiness alone leaves one answer."""
    return _best(upper, len(blanks), lambda _, a, b: None if b - a > 1 and any(blanks[a:b]) else 0)


def _over_figures(upper: Sequence[str], lower: Sequence[str]) -> list[int] | None:
    """One header row over a row of labels and then figures: the figures' titles stand last, one takes the labels."""
    words = [at for at, cell in enumerate(lower) if cell and not _FIGURE.fullmatch(cell)]
    labels = words[-1] + 1 if words else 0
    return [labels, *[1] * (len(lower) - labels)] if len(upper) == len(lower) - labels + 1 < len(lower) else None


def _over_words(upper: Sequence[str], lower: Sequence[str]) -> list[int] | None:
    """One header row over another: what the words of both tell."""
    if any(len(cell) > _LONGEST for cell in (*upper, *lower)):
        return None
    first = next((cell for cell in lower if cell), "")
    again = [cell == first and at > lower.index(first) for at, cell in enumerate(lower)]
    if not any(again) and (panel := _panel(lower)):
        again = [at == lower.index(first) + panel for at in range(len(lower))]
    begins = again if any(again) else [_SUM.fullmatch(cell) is not None for cell in lower]

    def score(title: int, a: int, b: int) -> float | None:
        cells = lower[a:b]
        if b - a == 1:
            return -2 if cells[0] else 0
        if not all(cells):
            return None
        told = 2.0 * begins[a] - 3 * sum(begins[a + 1 : b])
        if sum(begins[a + 1 : b]) and b == len(lower):
            told += 2  # 公用经费 goes on in a third panel: the last title takes what is left
        told += 2 * (b - a == 2 and bool(_CODE.search(cells[0])) and bool(_NAME.search(cells[1])))
        return told + 2 * (bool(_COMPARES.search(upper[title])) and all(map(_COMPARED.search, cells)))

    return _best(len(upper), len(lower), score, least=1)


def _panel(lower: Sequence[str]) -> int:
    """How wide each of two panels is whose columns bear the same words: 来源 | 预算 | 类别 | 预算; else 0.

    >>> _panel(["", "来源", "预算", "类别", "预算"]), _panel(["来源", "预算", "预算", "备注"])
    (2, 0)
    """
    begin = next((at for at, cell in enumerate(lower) if cell), 0)
    width, rest = divmod(len(lower) - begin, 2)
    same = [lower[at] == lower[at + width] for at in range(begin, begin + width)]
    return width if not rest and any(same) and len(set(lower[begin:])) == 2 * width - sum(same) else 0


def _best(upper: int, lower: int, score: _Score, least: float = 0) -> list[int] | None:
    """The best way to let `upper` cells stand over `lower` ones in order, if one is better than all others and scores
    `least`; `score(title, from, to)` of one cell's share is None where it is impossible."""
    if upper >= lower:
        return None
    # By how many lower cells are used: the best score, the groups of it, and whether it is the only one.
    best: dict[int, tuple[float, list[int], bool]] = {0: (0, [], True)}
    for title in range(upper):
        longer: dict[int, tuple[float, list[int], bool]] = {}
        for used, (total, groups, is_only) in best.items():
            for end in range(used + 1, lower - (upper - title - 1) + 1):
                told = score(title, used, end)
                if told is None:
                    if end - used > 1:
                        break
                    continue
                known = longer.get(end)
                if known is None or total + told > known[0]:
                    longer[end] = (total + told, [*groups, end - used], is_only)
                elif total + told == known[0]:
                    longer[end] = (*known[:2], False)
        best = longer
    total, groups, is_only = best.get(lower, (0, [], False))
    return groups if is_only and total >= least else None
