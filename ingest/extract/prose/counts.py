"""Headcounts, vehicles, receptions, overseas trips, assets, scores: counted things the contract has a place for.

A counted thing is named in the phrase before the figure, in one of the units of its row in statistics.csv. After 其中
the phrases are its items; a bare figure (`，24人次`) belongs to the thing named last.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.counted import counted_things
from ingest.extract.found import Disposition, Findings, Mark, Statistic, replace
from ingest.extract.prose.count_phrases import LAST_YEARS_END, LISTED, Sentence, bind
from ingest.extract.prose.counted_pairs import paired
from ingest.extract.prose.scores import is_alone, scored
from ingest.figures import Figure
from ingest.outline import Outline

#: What counts people also where no unit is printed.
_PEOPLE = ("人数", "编制", "编制数", "编制总数")
#: 车辆 4 辆(台)，其中执法用车 2 辆: the list is of what the head counts.
_SAME_UNIT = {"辆(台)": "辆"}


def read_counts(
    outline: Outline,
    figures: Sequence[Sequence[Figure]],
    found: Findings,
    year: int | None,
    own: frozenset[str] = frozenset(),
) -> None:
    """Bind counts in prose; figures that are facts already are left alone.

    A score of what `own` names is that of the report's one project, the whole.
    """
    expression, _ = counted_things()
    for block in outline.blocks:
        text = block.text.text
        if block.kind == "row" or not figures[block.number]:
            continue
        title = outline.sections[block.section].title
        is_score = is_alone(text, title)
        if not is_score and not expression.search(text) and "内设" not in text:
            continue
        sentence = Sentence(f"正文第{block.number}段")
        previous = start = 0
        pairs = paired(text, figures[block.number])
        for index, figure in enumerate(figures[block.number]):
            between = text[previous : figure.start]
            if "。" in between:
                before = sentence
                sentence, start = (
                    Sentence(f"正文第{block.number}段第{figure.start}字"),
                    previous + between.rfind("。") + 1,
                )
                sentence.year = before.year
                if text.startswith("其中", start):  # 共有车辆 9 辆，较上年减少 1 辆。其中：…
                    sentence.head, sentence.head_unit = before.head, before.head_unit
            if figure.kind == "other" and text.endswith(_PEOPLE, previous, figure.start):
                figure = replace(figure, kind="count", unit="人")  # 编制人数 42，其中：行政编制人数 19
            if figure.unit in _SAME_UNIT:
                figure = replace(figure, unit=_SAME_UNIT[figure.unit])
            if figure.kind not in ("count", "money") or figure.value is None:
                if figure.kind == "date" and text[max(0, figure.start - 1) : figure.start] not in tuple("比较与和同"):
                    sentence.year = figure.year if year and figure.year in (year, year - 1) else sentence.year
                if figure.kind in ("date", "ordinal", "code"):
                    continue
                previous = figure.end
                continue
            if LAST_YEARS_END.search(between):
                sentence.year = year - 1 if year else None
            mark = Mark(block.number, index)
            taken = mark in found.dispositions and found.dispositions[mark].disposition == "fact"
            hit = None if taken else pairs.get(index) or bind(sentence, text, max(previous, start), start, figure)
            if not hit and "分别" in between:
                # 考察批次、人数分别为 2 批次、15 人次: nor are those persons of what was told before
                sentence.topic = None
            if is_score:
                hit = "evaluation_score", ""
            if hit:
                statistic, item = hit
                if statistic == "evaluation_score":
                    item = scored(item, text, figure.start, found.projects.get(block.number, ""), own, title)
                of, unit = sentence.year or year, figure.unit or ""
                value = figure.value, unit, figure.decimals
                found.statistics.append(Statistic(mark, statistic, item, *value, of, "prose", sentence.form))
                found.take(mark, item or statistic)
            previous = figure.end
    _leave_units(found)
    _leave_parts_of_scores(found)


def _leave_parts_of_scores(found: Findings) -> None:
    """预算管理得分 38 分，职责履行得分 57 分，总得分 95 分: what one sentence adds up are scores of parts."""
    told: dict[str, list[Statistic]] = {}
    for one in found.statistics:
        if one.origin == "prose" and one.statistic == "evaluation_score" and not one.item_name:
            told.setdefault(one.form, []).append(one)
    parts: set[Mark] = set()
    for same in told.values():
        whole = max(same, key=lambda one: one.value)
        if len(same) > 2 and sum(one.value for one in same) == 2 * whole.value:
            parts |= {one.mark for one in same if one is not whole}
    if parts:
        found.statistics[:] = [one for one in found.statistics if one.mark not in parts]
        for mark in parts:
            found.dispositions[mark] = Disposition("context", "quantity outside the contract")


def _leave_units(found: Findings) -> None:
    """甲中心事业编制 16 名，乙站事业编制 10 名: what one paragraph counts twice, and differently, is of two units."""
    told: dict[tuple[int, str, str, int | None], list[Statistic]] = {}
    for one in found.statistics:
        if one.origin == "prose" and one.statistic in LISTED:
            told.setdefault((one.mark.block, one.statistic, one.item_name, one.year), []).append(one)
    of_units = {one.mark for same in told.values() if len({each.value for each in same}) > 1 for one in same}
    if of_units:
        found.statistics[:] = [one for one in found.statistics if one.mark not in of_units]
        for mark in of_units:
            found.dispositions[mark] = Disposition("context", "quantity outside the contract")
