"""Who gave money, right before it, in a list: (省级财政补助 5 万元、县级配套 4 万元), 由中央补助 5 万元、…组成.

Words for money of no certain kind behind a level of government name the giver, not what was paid: where another word
follows (中央补助飞行经费), they begin a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.extract.projects.words import fund_of, joined_levels
from ingest.extract.tokens import Token
from ingest.lexicon.lexicon import Concept, concepts

_MONEY = "(?:财政|预算|专项|衔接|配套|补助|补贴|转移支付|资金|拨款)+"
_LONGEST_LEVEL = 8
#: What such a giver stands behind.
_BEHIND = "(?:^|(?<=[，。；:、(])|(?<=其中)|(?<=由)|(?<=包括)|(?<=包含)|(?<=[含和及有]))"


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
