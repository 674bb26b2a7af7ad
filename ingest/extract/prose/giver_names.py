"""Who gave money: an office before the verb that says so, or a level with a word for money before its amount.

省财政厅、省林业局下达…: an office above the county hands down its level's money. 县财政局 hands on what others gave as
well, it names no fund. Of (省级财政补助 5 万元、县级配套 4 万元) and 由中央补助 5 万元、…组成 the words for money of no
certain kind name the giver, not what was paid: where another word follows (中央补助飞行经费), they begin a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.extract.projects.words import fund, fund_of, joined_levels
from ingest.extract.tokens import Token
from ingest.lexicon.lexicon import Concept, concepts

#: Offices of a province together: 某省财政厅、省民政厅, 省财政厅、省林业局.
_PROVINCE = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?P<level>省|自治区)[\u4e00-\u9fff]{2,6}厅(?:[、和][\u4e00-\u9fff]{2,14}[厅局委])*"
)
_OFFICES = ("厅", "局", "委")
_MONEY = "(?:财政|预算|专项|衔接|配套|补助|补贴|转移支付|资金|拨款)+"
_LONGEST_LEVEL = 8
#: What such a giver stands behind.
_BEHIND = "(?:^|(?<=[，。；:、(])|(?<=其中)|(?<=由)|(?<=包括)|(?<=包含)|(?<=[含和及有]))"


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


@cache
def _joined() -> re.Pattern[str]:
    """中央、|市级转移支付: a level joined to the one before it."""
    return re.compile(rf"{joined_levels().pattern}[、及和与]$")


@cache
def _giver() -> re.Pattern[str]:
    return re.compile(rf"{_BEHIND}(?P<level>{joined_levels().pattern}){_MONEY}(?=(?:安排|下达|投入|共|为|约)?[1-9])")


def name_givers(tokens: Sequence[Token], text: str) -> list[Token]:
    """The tokens of a paragraph with each giver that no row of the lexicon names as one token."""
    named: list[Token] = []
    left = list(tokens)[::-1]
    for match in _giver().finditer(text):
        begin, end = match.span()
        while left and left[-1].end <= begin:
            named.append(left.pop())
        inside = []
        while left and left[-1].start < end:
            inside.append(left.pop())
        whose = fund_of(match["level"])
        is_joined = _joined().search(text, max(0, begin - _LONGEST_LEVEL), begin) is not None
        if not whose or is_joined or match[0] in concepts() or not _holds(inside, begin, end):
            left += inside[::-1]
            continue
        if inside[0].start < begin:
            named.append(_cut(inside[0], inside[0].start, begin))
        named.append(Token("concept", begin, end, match[0], (Concept(match[0], "fund", fund=whose),)))
        if inside[-1].end > end:
            left.append(_cut(inside[-1], end, inside[-1].end))
    return named + left[::-1]


def _holds(inside: Sequence[Token], begin: int, end: int) -> bool:
    """Whether no word of the lexicon stands across the ends of a giver."""
    across = [token for token in inside if token.start < begin or token.end > end]
    return bool(inside) and all(token.kind == "rest" for token in across)


def _cut(token: Token, start: int, end: int) -> Token:
    return Token("rest", start, end, token.text[start - token.start : end - token.start])
