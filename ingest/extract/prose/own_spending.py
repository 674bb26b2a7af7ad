"""项目支出 in a report on one project is what that project spent, and no kind of a department's spending.

项目支出 48 万元 says what 支出 48 万元 does, 项目支出预算 60 万元 what 预算 60 万元 does.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.tokens import Token
from ingest.lexicon.lexicon import Concept, concepts
from ingest.outline import Outline

KIND, _SPENDING = "项目支出", "支出"
#: 批复我局|项目支出 60 万元: of a department.
_GIVEN_US = ("批复我局", "批复我单位")
#: How many characters more a wording has that 支出 begins: 支出进度, 支出总额.
_LONGEST = 4


def tells_kinds(outline: Outline) -> bool:
    """Whether a document divides a department's spending: 基本支出 600 万元，项目支出 400 万元."""
    return any("基本支出" in block.text.text for block in outline.blocks)


def own_spending(tokens: Sequence[Token], text: str) -> list[Token]:
    """The tokens of a paragraph, where the project's spending is called 项目支出."""
    found: list[Token] = []
    end = 0
    for at, token in enumerate(tokens):
        if token.start < end:
            continue
        is_departments = bool(found) and found[-1].end == token.start and found[-1].text.endswith(_GIVEN_US)
        if token.text != KIND or token.kind != "concept" or is_departments:
            found.append(token)
            continue
        behind = tokens[at + 1] if at + 1 < len(tokens) else None
        if behind and behind.start == token.end and "measure" in behind.roles:
            found.append(token._replace(concepts=(Concept(KIND, "filler"),)))
            continue
        end = next(end for end in range(token.end + _LONGEST, token.end - 1, -1) if _wording(text, token, end))
        meant = concepts()[_SPENDING + text[token.end : end]]
        found.append(token._replace(end=end, text=text[token.start : end], concepts=meant))
    return found


def _wording(text: str, token: Token, end: int) -> bool:
    return end <= len(text) and _SPENDING + text[token.end : end] in concepts()
