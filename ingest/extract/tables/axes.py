"""Which two things a table may name of one amount: its row and its column, its title and its row."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.extract.found import TOTAL, Subject

#: What a table may be of that the functional classes in it are not.
_KINDS = frozenset(("expenditure_type", "basic_component", "economic"))


def is_class_of_kind(subject: Subject, base: Subject) -> bool:
    """行政运行 in a table of 基本支出: less than all that was spent on the class."""
    return subject.classification == "function" and base.classification in _KINDS


def clash(row: Subject, column: Subject) -> bool:
    """Whether a row and its column name different things at once: 教育支出 | 基本支出."""
    if row.classification == column.classification or row.classification == "total":
        return False
    of_function = row.classification == "function" and column.classification == "revenue"
    return of_function or column.classification not in ("total", "balance")


def belongs(item: Subject, whole: Subject) -> bool:
    """An economic class below 人员经费, a project below 项目支出数: the column only says where it belongs."""
    if item.classification != "economic" or whole.classification != "basic_component":
        return item.classification == whole.code == "project"
    return item.code.startswith(("301", "303")) == (whole.code == "personnel")


def sum_of(items: Iterable[Subject | None]) -> Subject | None:
    """What several items of 三公, and no others, add up to; None of anything else."""
    told = {item for item in items if item is not None and item != TOTAL}
    is_three_public = len(told) > 1 and {item.classification for item in told} == {"three_public"}
    return Subject("three_public", "total", "“三公”经费") if is_three_public else None
