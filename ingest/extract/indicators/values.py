"""One side of an indicator read from its text: operator, number, unit; not yet due; or words.

`≥95%`, `不低于95%`, `95%以上`, `12月31日前`, `显著提高`, `未到监控节点`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from ingest.extract.found import NOTHING, Mark, Measured
from ingest.extract.grid import Slot
from ingest.figures import Figure
from ingest.lexicon.lexicon import rows, units

_DIGIT, _DATED = re.compile(r"\d"), re.compile(r"\d[月日]|每[月日]|月[底末初]|[季年][度]?[底末]")
_BLANK = re.compile(
    r"^[\s/\\—\-–…、无]*$|^(?:尚未|未)开展.{0,4}$"
    r"|^(?:[尚暂还]未(?:进行|组织)?(?:验收|测评|调查|考核|评价|统计)|未(?:进行|组织)?(?:测评|调查|统计))$"
)


_UNIT_BEHIND = re.compile(r"\d([\u4e00-\u9fff/]{1,5})$")
_BOUNDS = ("以上", "以下", "以内", "左右", "个左右")


@cache
def _operators() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """(wording, operator, what it looks like beside its number): those before a number first, the longest first."""
    found = sorted(rows("operators"), key=lambda row: (row["place"] != "before", -len(row["wording"])))
    forms = {"before": r"^{0}$|{0}[^\d，。；]{{0,4}}\d", "after": r"\d\D{{0,4}}{0}"}
    return tuple(
        (row["wording"], row["operator"], re.compile(forms[row["place"]].format(re.escape(row["wording"]))))
        for row in found
    )


@cache
def _not_due() -> re.Pattern[str]:
    return re.compile("|".join(row["pattern"] for row in rows("not_due")))


def is_not_due(text: str) -> bool:
    """Whether the text says that the time to measure has not come (未到监控节点 and its kin)."""
    return bool(_not_due().search(text))


def is_blank(text: str) -> bool:
    """An empty cell, a dash, a slash or 无: nothing was stated, which is never zero."""
    return bool(_BLANK.match(text))


@lru_cache(maxsize=4096)
def operator_of(text: str) -> str:
    """The operator printed in a target's text; "=" where a bare number stands, "qualitative" for words.

    >>> [operator_of(t) for t in ("≥95%", "95%以上", "不超过3天", "500户", "显著提高")]
    ['>=', '>=', '<=', '=', 'qualitative']
    """
    for wording, operator, beside in _operators():
        if wording in text and beside.search(text):
            return operator
    return "=" if _DIGIT.search(text) and not _DATED.search(text) else "qualitative"


def measured(
    text: str, block: int, start: int, figures: Sequence[Figure], unit: str = "", keep_date: bool = False
) -> Measured:
    """Read the figure inside `text`, which stands at `start` of its block; dates and words leave the value empty.

    Only a text that is one number with an operator and a unit has a value: a sentence with several is kept as words.
    """
    own = [(index, f) for index, f in enumerate(figures) if start <= f.start and f.end <= start + len(text)]
    numbers = [
        (index, f) for index, f in own if f.value is not None and f.kind in ("money", "percent", "count", "other")
    ]
    if len(numbers) != 1 or is_not_due(text):
        return Measured(text, mark=Mark(block, own[0][0]) if own else None)
    index, figure = numbers[0]
    left = text[: figure.start - start]
    right = text[figure.end - start :]
    if len(left) > 8 or len(right) > 10:
        return Measured(text, mark=Mark(block, index))
    printed = figure.unit or (right if right in units() else "") or unit
    return Measured(text, figure.value, printed, figure.decimals, Mark(block, index))


def status_of(operator: str, actual: Measured, completion: Measured) -> str:
    """measured, qualitative, not_due or missing, by what the report printed for target and actual value."""
    if is_not_due(actual.text) or (is_blank(actual.text) and is_not_due(completion.text)):
        return "not_due"
    if is_blank(actual.text):
        return "missing"
    return "qualitative" if operator == "qualitative" or actual.value is None else "measured"


def side_of(slot: Slot | None, unit: str = "") -> Measured:
    """What a cell states; `unit` is the one that its column or row gives."""
    if slot is None or is_blank(slot.text):
        return NOTHING
    figure, mark = slot.only, slot.only_mark
    if figure is None or figure.value is None or is_not_due(slot.text):
        return Measured(slot.text)
    return Measured(slot.text, figure.value, figure.unit or _after(slot.text) or unit, figure.decimals, mark)


def _after(text: str) -> str:
    """An unknown unit right behind the number: 24班次."""
    match = _UNIT_BEHIND.search(text)
    unit = match.group(1).lstrip("余多") if match and match.group(1) not in _BOUNDS else ""
    return unit or ""
