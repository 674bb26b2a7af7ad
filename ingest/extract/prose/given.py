"""What a report's one project was given, where a verb alone says so: 下达资金 600 万元，支付 540 万元，支付率 90%.

Such an amount may be one of several batches. What was spent of it, and the percentage that gives, tell that it is all;
and so do its parts: 安排资金 300 万元，其中中央资金 200 万元、县级资金 100 万元.
"""

from __future__ import annotations

import re
from decimal import Decimal

from ingest.extract.prose.state import SPOKEN, State
from ingest.figures import Figure

_GIVES = frozenset(("下达", "下拨", "安排", "收到", "取得", "获得", "拨入", "拨付", "资金", "经费"))
_SPENT = re.compile(
    r"[^。；;\d]{1,24}?(?:支付|支出|执行|使用|拨付|发放)[^。；;\d]{0,6}(?P<spent>\d[\d,.]*)(?P<unit>亿元|万元|元)"
    r"[^。；;\d%]{0,24}?(?:支付|支出|执行|使用|完成|拨付)(?:率|进度)[^。；;\d]{0,4}(?P<rate>\d[\d.]*)\s?%"
)
_HAS_PARTS = re.compile("[，,]?[(]?其中")
_PART = re.compile("批|其中|另|追加|调[整增减]")


def is_all(state: State, figure: Figure) -> bool:
    """Whether the words before an amount are but a verb of giving, and what was spent gives the rate behind."""
    segment = state.segment
    verbs = [concept for concept in segment.concepts if concept.wording in _GIVES]
    if not verbs or not state.own or not state.fresh or state.scope or state.obscured or figure.value is None:
        return False
    if segment.rest or segment.has(SPOKEN) or _PART.search(state.phrase(figure.start)):
        return False
    if _HAS_PARTS.match(state.text, figure.end):
        return _adds_up(state, figure)
    told = _SPENT.match(state.text, figure.end)
    if told is None or told["unit"] != figure.unit or not figure.value:
        return False
    spent, rate = (Decimal(told[name].replace(",", "").rstrip(".")) for name in ("spent", "rate"))
    return abs(spent / figure.value * 100 - rate) < 1


def _adds_up(state: State, whole: Figure) -> bool:
    """Whether the money behind an amount, in its sentence, makes it up."""
    end = state.text.find("。", whole.end)
    rest = (whole.value or Decimal(0)) * whole.factor
    for figure in state.figures:
        if figure.kind == "money" and whole.end <= figure.start < (end if end >= 0 else len(state.text)):
            rest -= (figure.value or Decimal(0)) * figure.factor
            if rest <= 0:
                return rest == 0
    return False
