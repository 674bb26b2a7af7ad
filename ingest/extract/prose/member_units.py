"""Paragraphs that tell the totals of single units of a department: 2、种子服务站预算总收入9万元，其中：….

The unit is named at their beginning or by the title above them. The department's own totals stand
elsewhere; a unit's have no place in the contract.
"""

from __future__ import annotations

import re
from functools import cache

from ingest.extract.projects.titles import is_unit
from ingest.extract.prose.state import NUMBERING
from ingest.lexicon.lexicon import pattern, rows
from ingest.outline import Outline

_NUMBERING = r"[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*"
_TOTALS = "(?:20\\d\\d年度?)?(?:部门|单位)?(?:预算|决算)?(?:总收入|总支出|收入总|支出总|收支总|收、支总)"
#: Places that have no office's ending of their own: 农业局机关, 县林业局本级, 园艺场.
_PARTS = ("机关", "本级", "场")
_MONEY = re.compile(r"\d\s*[万亿]?元")
_OFFICE = re.compile("(?:机关|本级|本部|[局委办]|政府)$")


@cache
def _opening() -> re.Pattern[str]:
    endings = pattern([*(row["ending"] for row in rows("offices")), *_PARTS]).pattern
    return re.compile(f"{_NUMBERING}([\u4e00-\u9fff]{{1,20}}?(?:{endings})){_TOTALS}")


def of_member_units(outline: Outline) -> frozenset[int]:
    """The paragraphs about one unit each, where several units are told of."""
    found = {b.number: m[1] for b in outline.blocks if b.kind != "row" and (m := _opening().match(b.text.text))}
    named = frozenset(found) if len(set(found.values())) > 1 else frozenset()
    return named | _below_titles(outline)


def _below_titles(outline: Outline) -> frozenset[int]:
    """（一）局机关 / …9 万元 / （二）农技站 / …4 万元: what stands below names of units, where two of them have money.

    A list of names alone makes none: its last title is that of what comes next, which may be the department's. Without
    the office among them, sites of a project are called alike: （一）污水处理站.
    """
    titles = {one.number: NUMBERING.sub("", one.title).strip("。:： ") for one in outline.sections}
    units = {number for number, title in titles.items() if is_unit(title)}
    if not any(_OFFICE.search(titles[unit]) for unit in units):
        return frozenset()
    unit_of: dict[int, int] = {}
    for section in outline.sections:  # what stands above is numbered before
        if section.number in units:
            unit_of[section.number] = section.number
        elif section.parent in unit_of:
            unit_of[section.number] = unit_of[section.parent]
    below = [block for block in outline.blocks if block.kind != "row" and block.section in unit_of]
    with_money = {unit_of[block.section] for block in below if _MONEY.search(block.text.text)}
    beside: dict[tuple[int | None, int], set[int]] = {}
    for unit in with_money:
        beside.setdefault((outline.sections[unit].parent, outline.sections[unit].rank), set()).add(unit)
    several = [group for group in beside.values() if len(group) > 1]
    listed = {unit for group in several if any(_OFFICE.search(titles[one]) for one in group) for unit in group}
    return frozenset(block.number for block in below if unit_of[block.section] in listed)
