"""The scores that a list gives its projects, and an evaluation the whole."""

from __future__ import annotations

from ingest.extract.counted import is_score
from ingest.extract.found import Findings, Mark, Statistic
from ingest.extract.headers import is_total
from ingest.extract.tables.fund_rows import plain
from ingest.figures import Figure

#: What a score is of that is no project's.
WHOLE = "整体"


def is_score_of_whole(label: str) -> bool:
    """Whether a label below no header names a whole's score; 得分 alone may be that of a part.

    >>> is_score_of_whole("自评得分(分)"), is_score_of_whole("得分")
    (True, False)
    """
    return is_score(label) and label != "得分"


def score_of_project(mark: Mark, figure: Figure, project: str, year: int | None, found: Findings) -> None:
    """The score that a list of projects gives one of them, or an evaluation the whole (`WHOLE`)."""
    if not project or is_total(plain(project)) or figure.value is None:
        found.leave(mark, "quantity outside the contract")
        return
    item = "" if WHOLE in project else project
    value = figure.value, figure.unit or "分", figure.decimals
    found.statistics.append(Statistic(mark, "evaluation_score", item, *value, year, "table"))
    found.take(mark, "evaluation_score")
