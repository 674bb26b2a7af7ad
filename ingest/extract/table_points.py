"""Points beside amounts: those of a form for its 预算执行率, and the scores that a list gives its projects."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.form_columns import part_of
from ingest.extract.found import NOTHING, Disposition, Findings, Indicator, Mark, Statistic
from ingest.extract.fund_rows import plain
from ingest.extract.grid import Grid, Slot
from ingest.extract.headers import is_total
from ingest.extract.table_indicators import side_of
from ingest.figures import Figure


def score_of_execution(grid: Grid, row: int, headers: Sequence[str], found: Findings, form: str) -> None:
    """The points a form gives for its 预算执行率, in the row of the year's funds: an indicator like the others."""
    cells: dict[str, Slot | None] = {}
    for index, text in enumerate(headers):
        leaf = text.split("|")[-1]
        points = part_of(leaf.partition("执行率")[2])  # 执行率权重(分)
        part = points if points in ("weight", "score") else "actual" if "执行率" in text else part_of(leaf)
        cells.setdefault(part, grid.at(row, index))
    given = cells.get("weight")
    if given is None or not given.own or given.figure is None or given.figure.unit not in (None, "分"):
        return  # 其中:基本支出:70万元 stands in the columns of the points
    weight, actual = side_of(given), side_of(cells.get("actual"))
    if weight.value is None or weight.mark is None or actual.value is None:
        return
    score = side_of(cells.get("score"))
    name = "预算执行率"
    if any(given.name == name and given.form == form for given in found.indicators):
        for side in (weight, score):
            if side.mark:
                found.dispositions[side.mark] = Disposition("context", "repeated indicator", name)
        return
    found.indicators.append(
        Indicator(
            weight.mark.block,
            form,
            0,
            name,
            "",
            name,
            "qualitative",
            NOTHING,
            actual,
            NOTHING,
            weight,
            score,
            "measured",
            "table",
        )
    )
    for side in (weight, score):
        if side.mark:
            found.take(side.mark, name)


#: What a score is of that is no project's.
WHOLE = "整体"


def score_of_project(mark: Mark, figure: Figure, project: str, year: int | None, found: Findings) -> None:
    """The score that a list of projects gives one of them, or an evaluation the whole (`WHOLE`)."""
    if not project or is_total(plain(project)) or figure.value is None:
        found.leave(mark, "quantity outside the contract")
        return
    item = "" if WHOLE in project else project
    value = figure.value, figure.unit or "分", figure.decimals
    found.statistics.append(Statistic(mark, "evaluation_score", item, *value, year, "table"))
    found.take(mark, "evaluation_score")
