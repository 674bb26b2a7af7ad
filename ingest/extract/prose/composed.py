"""由省级资金 5 万元、县级资金 4 万元组成: parts of what was told before, as behind 包括."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.extract.tokens import Token
from ingest.lexicon.lexicon import Concept

#: What tells that 由 opens a list of amounts: 由县财政安排 opens none.
_COMPOSED = re.compile(r"由[^。；由元]{1,80}元(?:[^。；由元]{1,80}元)+(?:共同)?(?:组成|构成)")


def composed(tokens: Sequence[Token], text: str) -> list[Token]:
    """The tokens of a paragraph with each 由 of amounts that make up a whole as a word that opens its parts."""
    opened = {match.start() for match in _COMPOSED.finditer(text)}
    return [_parts(token) if token.text == "由" and token.start in opened else token for token in tokens]


def _parts(token: Token) -> Token:
    return Token("concept", token.start, token.end, token.text, (Concept(token.text, "parts"),))
