"""Indicators in prose: 指标1:…，预期指标值:…，实际完成值…，指标完成率…; levels come from the headings above."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.extract.found import Findings
from ingest.extract.indicators.listing import AIMED, Listing
from ingest.extract.indicators.reached import is_of_results
from ingest.extract.indicators.statements import MARKER, labels, level_of, statements
from ingest.extract.indicators.values import is_not_due
from ingest.figures import Figure
from ingest.outline import Outline

_OF_GOALS = re.compile(r"绩效(?:目标|指标)|目标(?:完成|实现)|指标(?:完成|分析)")
_ASIDE = re.compile("偏离|偏差|问题|原因|措施|建议")


def read_indicators(
    outline: Outline, figures: Sequence[Sequence[Figure]], found: Findings, is_plan: bool = False
) -> None:
    """All indicators of the prose, in order; a new section of an outer rank ends the list's levels."""
    has_table = any(block.kind == "row" and "三级指标" in block.text.text for block in outline.blocks)
    goals = frozenset(section.number for section in outline.sections if _OF_GOALS.search(" ".join(section.path)))
    asides = frozenset(section.number for section in outline.sections if _ASIDE.search(section.title))
    is_alone = not has_table and not any(MARKER.match(block.text.text) for block in outline.blocks)
    ranks = {section.number: section.rank for section in outline.sections}
    walk = Listing(figures, found, has_table, is_alone, goals - asides, asides, is_plan, ranks)
    if not any("三级指标" in block.text.text for block in outline.blocks):
        walk.results = frozenset(section.number for section in outline.sections if is_of_results(section.path))
    for block in outline.blocks:
        if block.kind == "row":
            continue
        text = block.text.text.strip()
        level = level_of(text)
        if level:
            walk.heading(level, block)
        elif block.kind == "heading" and ranks[block.section] <= max(3, walk.rank):
            walk.level1 = walk.level2 = walk.form = ""
            walk.sequence = walk.rank = 0
        is_told = walk.level1 or block.section in walk.goals or AIMED.search(text)
        if not is_told and not labels()[0].search(text) and not is_not_due(text):
            continue  # most blocks: no statement in them names a target, and none says that it is not due
        for start, end in statements(block.text.text):
            walk.statement(block, start, end)
