"""The columns of a region of a table, put together from its header rows; what these leave open is unknown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.extract.counted import is_counted, is_number
from ingest.extract.found import GRAND_TOTAL, TOTAL, replace
from ingest.extract.grid import Grid
from ingest.extract.headers import Column, path, thing_of
from ingest.extract.tables.assets import kind_by_value
from ingest.extract.tables.column_roles import column

_PERIOD = re.compile(r"(?<!\d)(\d{1,2})月?[-~—–至]+(\d{1,2})月")
_CUT_OFF = re.compile(r"(?<!\d)(\d{1,2})月(?:底|末|3[01]日)")
_NO_MONTHS = (0, 0)


def columns_of(grid: Grid, header: Sequence[int], year: int | None) -> list[Column]:
    """What each column below the header rows holds; `year` is the document's."""
    width = max(len(grid.rows[row]) for row in header)
    # Titles of columns that the file does not tell.
    is_lost = any(len(grid.rows[row]) < width and len(grid.filled[row]) > 1 for row in header[:-1])
    is_lost = is_lost or (len(header) > 1 and len(grid.rows[header[-1]]) < width and bool(grid.first(header[-1])))
    columns: list[Column] = []
    for index in range(width):
        left = columns[-1] if columns else None
        found = column(path(grid, header, index), left, year)
        if found.role == "amount" and (is_lost or not _is_headed(grid, header, index)):
            found = Column("unknown", text=found.text)
        if left and left.role == "amount" and found.role == "label" and _is_beside(left, found):
            is_filled = any(len(slots) > index and (slot := slots[index]) and slot.figure for slots in grid.rows)
            found = Column("unknown", text=found.text) if is_filled else found  # 项目支出: 小计 | 一般性项目
        if left and left.side and not found.side and found.role == "amount":
            found = replace(found, side=left.side)  # 收入 | 预算数 | 支出 | 预算数
        columns.append(found)
    counted = [is_counted(thing_of(spec.text)) for spec in columns]
    columns = [
        replace(spec, role="count") if spec.role == "unknown" and is_number(thing_of(spec.text)) else spec
        for spec in columns
    ]
    if any(counted) and not any(spec.role == "amount" for spec in columns):
        others = ("unknown" if kind_by_value(spec.text) else "note" for spec in columns)  # 固定资产|房屋构筑物: a value
        roles = ("amount" if is_count else other for is_count, other in zip(counted, others, strict=True))
        changed = zip(columns, roles, strict=True)
        columns = [replace(spec, role=role) if spec.role in ("unknown", "rate") else spec for spec, role in changed]
    return columns


def of_all_income(columns: Sequence[Column]) -> list[Column]:
    """The columns of a table of income; beside 上年结转 a bare 合计 holds that too, and is the grand total."""
    if not any(spec.frame.subject and spec.frame.subject.code == "opening_carryover" for spec in columns):
        return list(columns)
    whole = [spec.role == "amount" and spec.frame.subject == TOTAL and "|" not in spec.text for spec in columns]
    return [
        replace(spec, frame=replace(spec.frame, subject=GRAND_TOTAL)) if is_whole else spec
        for spec, is_whole in zip(columns, whole, strict=True)
    ]


def of_one_score(columns: Sequence[Column]) -> list[Column]:
    """The columns, of whose scores one is the whole's: the own one beside a superior's, 总分 beside those of parts."""
    scores = [spec for spec in columns if spec.role == "score"]
    own = [spec for spec in scores if len(scores) == 1 or re.search("自评|总", spec.text)]
    return [replace(spec, role="note") if spec in scores and spec not in own[:1] else spec for spec in columns]


def of_whole_period(columns: Sequence[Column]) -> list[Column]:
    """The columns without those of parts of a period that another is of: 1-6月执行 | 7-9月执行 | 1-9月累计执行.

    So are amounts and rates up to an earlier day: 截至6月底 | 截至9月底.
    """
    periods: dict[object, set[tuple[int, int]]] = {}
    for spec in columns:
        periods.setdefault(_told(spec), {_NO_MONTHS}).add(_months(spec.text))
    whole = {told: (1, max(last for _, last in given)) for told, given in periods.items()}
    parts = {told: given - {whole[told], _NO_MONTHS} for told, given in periods.items() if whole[told] in given}
    is_part = (_told(spec) is not None and _months(spec.text) in parts.get(_told(spec), ()) for spec in columns)
    return [replace(spec, role="note") if of_part else spec for spec, of_part in zip(columns, is_part, strict=True)]


def _told(spec: Column) -> object:
    """What a column of amounts or rates tells, whatever the period; None for others."""
    if spec.role == "rate" and spec.rate:
        return spec.frame, spec.rate.rate
    return spec.frame if spec.role == "amount" and spec.frame.measure else None


def _months(header: str) -> tuple[int, int]:
    """The first and the last month that a header names: 1-9月, 截至9月底; zeros where it names none."""
    match = _PERIOD.search(header)
    cut_off = None if match else _CUT_OFF.search(header)
    return (int(match[1]), int(match[2])) if match else (1, int(cut_off[1])) if cut_off else _NO_MONTHS


def unit_before(columns: Sequence[Column], first: int) -> str:
    """The only unit stated, and no further right than the first amounts: 年度预算数(万元) | 年初预算 | 调整后预算数."""
    stated = {spec.unit: index for index, spec in enumerate(columns) if spec.unit}
    return next(iter(stated)) if len(stated) == 1 and max(stated.values()) <= first else ""


def only_unit(columns: Sequence[Column]) -> str:
    """The unit that all columns of amounts state, or an empty string."""
    stated = {spec.unit for spec in columns if spec.role == "amount" and spec.frame.measure}
    return stated.pop() if len(stated) == 1 else ""


def _is_headed(grid: Grid, rows: Sequence[int], column: int) -> bool:
    """Whether any header row says something of a column itself, not of one left of it."""
    slots = (grid.rows[row][column] for row in rows if column < len(grid.rows[row]))
    return any(slot is not None and not slot.is_blank for slot in slots)


def _is_beside(left: Column, found: Column) -> bool:
    """Whether two columns stand below one title, which is no side of the table."""
    title, _, leaf = found.text.partition("|")
    return bool(leaf) and not left.side and left.text.startswith(f"{title}|")
