"""Paragraphs that tell the totals of single units of a department: 2、种子服务站预算总收入9万元，其中：….

The department's own totals stand elsewhere; a unit's have no place in the contract.
"""

from __future__ import annotations

import re
from functools import cache

from ingest.lexicon.lexicon import pattern, rows
from ingest.outline import Outline

_NUMBERING = r"[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*"
_TOTALS = "(?:20\\d\\d年度?)?(?:部门|单位)?(?:预算|决算)?(?:总收入|总支出|收入总|支出总|收支总|收、支总)"
#: Places that have no office's ending of their own: 农业局机关, 县林业局本级, 园艺场.
_PARTS = ("机关", "本级", "场")


@cache
def _opening() -> re.Pattern[str]:
    endings = pattern([*(row["ending"] for row in rows("offices")), *_PARTS]).pattern
    return re.compile(f"{_NUMBERING}([\u4e00-\u9fff]{{1,20}}?(?:{endings})){_TOTALS}")


def of_member_units(outline: Outline) -> frozenset[int]:
    """The paragraphs about one unit each, where several units are told of."""
    found = {b.number: m[1] for b in outline.blocks if b.kind != "row" and (m := _opening().match(b.text.text))}
    return frozenset(found) if len(set(found.values())) > 1 else frozenset()
