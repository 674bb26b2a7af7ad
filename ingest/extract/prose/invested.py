"""投入 in reports on projects: a budget where the paragraph tells next what was executed of it, else unclear.

共投入资金 90 万元，全年执行 80 万元 was given; 累计投入 90 万元改造管网 may be given or spent, and stays unread.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.extract.tokens import Token
from ingest.lexicon.lexicon import Concept

#: What was invested, and what by the word itself is all of it.
_WORDS = {"投入": "", "总投入": "total"}
_EXECUTED = re.compile(r".{0,160}?(?:执行|支出|支付)(?:数|资金|金额|率)?[为是达到]{0,2}\d")
_SO_FAR = ("累计", "累计已", "已")


def invested(tokens: Sequence[Token], text: str) -> list[Token]:
    """The tokens of a paragraph with each 投入 that an executed amount follows as a budget."""
    return [_budget(token) if token.text in _WORDS and _is_given(token, text) else token for token in tokens]


def _is_given(token: Token, text: str) -> bool:
    is_part = text.find("用于", text.rfind("。", 0, token.start) + 1, token.start) >= 0  # 用于改造校舍，投入 9 万元
    return not (is_part or text.endswith(_SO_FAR, 0, token.start)) and _EXECUTED.match(text, token.end) is not None


def _budget(token: Token) -> Token:
    concept = Concept(token.text, "measure", measure="budget", stage="approved", subject=_WORDS[token.text])
    return Token("concept", token.start, token.end, token.text, (concept,))
