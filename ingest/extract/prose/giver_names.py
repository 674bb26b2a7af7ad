"""Who gave money, before the verb that says so: 省财政厅、省林业局下达…, 县财政安排….

An office above the county hands down its level's money. 县财政局 hands on what others gave, too: it names no fund.
"""

from __future__ import annotations

import re

from ingest.extract.projects.words import fund, fund_of
from ingest.extract.tokens import Token
from ingest.lexicon.lexicon import Concept

#: Offices of a province together: 某省财政厅、省民政厅, 省财政厅、省林业局.
_PROVINCE = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?P<level>省|自治区)[\u4e00-\u9fff]{2,6}厅(?:[、和][\u4e00-\u9fff]{2,14}[厅局委])*"
)
_OFFICES = ("厅", "局", "委")


def giver_between(text: str, start: int, end: int) -> list[Token] | None:
    """The token of the giver that the words between two places name, none for 县财政局; None where they name none."""
    giver = fund().fullmatch(text, start, end) or _PROVINCE.fullmatch(text, start, end)
    of = fund_of(giver["level"]) if giver else ""
    if giver is None or not of:
        return None
    if of == "local" and giver[0].endswith(_OFFICES):
        return []
    return [Token("concept", *giver.span(), giver[0], (Concept(giver[0], "fund", fund=of),))]


def office_between(text: str, start: int, end: int) -> list[Token] | None:
    """The same for an office alone: 省财政厅|下达补助资金 9 万元."""
    return giver_between(text, start, end) if text.endswith(_OFFICES, start, end) else None
