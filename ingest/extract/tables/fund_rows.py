"""Row labels of amount tables: what is left of one without its numbering, and whether it names a fund alone."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.extract.found import Frame, replace
from ingest.extract.headers import NUMBERING, apply, fund_of

_UNIT = re.compile(r"\(?(?:单位[:：])?(?:万元|元)\)?|\(\d{1,3}分\)|单位[:：].*$|\s")
_BEFORE_NAME = re.compile(
    r"^(?:20\d\d年度?|表\d+|附表\d*|公开\d+表)+[:：]?|^截[至止](?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底|末)?(?:累计)?(?=.)"
)
#: 财政拨款小计.
_SUM = re.compile("(?<=[款金入])小计$")
_AMONG = re.compile("^(?:其中[:：]?|资金(?:来源|结构)[:：]|按[\u4e00-\u9fff]{2,6}分[:：](?=.))")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A label or title without numbering, 其中, year, cut-off (截至7月末) and unit."""
    text = _BEFORE_NAME.sub("", NUMBERING.sub("", _UNIT.sub("", text)))
    return _SUM.sub("", NUMBERING.sub("", _AMONG.sub("", text)).strip(" :："))


@lru_cache(maxsize=4096)
def is_fund(label: str) -> bool:
    """Whether a row label names a fund and nothing else: 其中：财政拨款, 中央补助."""
    frame, understood = named(plain(label), Frame(), False)
    return bool(understood and frame.fund and not frame.measure and not frame.subject)


def named(text: str, frame: Frame, economic: bool) -> tuple[Frame, bool]:
    """A frame with what a row label adds, and whether all of it was understood."""
    if fund := fund_of(text):
        return replace(frame, fund=fund), True
    return apply(frame, text, economic)[:2]
