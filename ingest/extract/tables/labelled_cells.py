"""Cells that hold their own labels: 资金总额:2,860.00, or 总额100万元 一、财政拨款:60万元(其中:本级财政:10万元)."""

from __future__ import annotations

import re

from ingest.extract.found import Mark
from ingest.extract.grid import Slot
from ingest.extract.headers import is_total
from ingest.figures import Figure

_LABEL = re.compile(
    r"[\s,，;；、。()]*(?:(?:[一二三四五六七八九十]{1,2}|\d{1,2})[、.)])?\s*((?:其中[:：]?)?\s*[\u4e00-\u9fff、()]{2,16}?)\s*([:：]?)\s*"
)
_END = re.compile(r"[\s)]*[;；。,，]?\s*")


def labelled(slot: Slot) -> list[tuple[str, Mark, Figure]]:
    """(label, mark, figure) of each amount where a cell is labels with amounts and nothing else, else no pairs.

    An amount that a bracket explains (854万元(新建400万元,改造454万元)) stands alone, with an empty label.
    """
    found = []
    at = slot.start
    inside = slot.inside or (((slot.only_mark, slot.only),) if slot.only and slot.only_mark else ())
    for mark, figure in inside:
        before = slot.text[at - slot.start : figure.start - slot.start]
        if at == slot.start and not before and slot.text.startswith("(", figure.end - slot.start):
            return [("", mark, figure)]
        told = _LABEL.fullmatch(before)
        if told is None or not (told.group(2) or is_total(told.group(1))):
            return []
        found.append((re.sub(r"\s", "", told.group(1)), mark, figure))
        at = figure.end
    return found if _END.fullmatch(slot.text[at - slot.start :]) else []
