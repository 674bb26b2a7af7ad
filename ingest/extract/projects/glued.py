"""Names of projects that stand right beside other words: 茶叶提升项目|预算资金 9 万元, 如|河堤修复项目，预算 9 万元."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.extract.projects.titles import NOT_WITHIN, is_kind
from ingest.extract.projects.words import concept_of, ending, is_level
from ingest.extract.tokens import Token
from ingest.lexicon.lexicon import concepts

_OF_NAME = re.compile("项目(?=..)")
#: 进度较慢，如河堤修复项目，预算 9 万元: an example, by its name.
_SUCH_AS = re.compile("(?:例|比|譬)?如(?![下果期实同何此上皋东])")
#: Measures that a name may follow: 预算安排|造林补助资金, 已兑现|护林补助资金.
_PAID = ("安排", "支付", "兑现", "兑付", "发放")
_SPENT = frozenset(f"{when}支出" for when in ("", "累计", "实际", "全年", "全年实际", "累计实际", "共"))


def apart(clause: Sequence[Token], text: str) -> list[Token]:
    """茶叶提升|项目预算资金 9 万元: the clause with 项目 as the name's, where that makes one; else as it is."""
    place = next((i for i in range(1, len(clause)) if _OF_NAME.match(clause[i].text)), 0)
    before, glued = (clause[place - 1], clause[place]) if place else (None, None)
    if before is None or glued is None or before.kind != "rest" or before.end != glued.start:
        return [*clause]
    if any("purpose" in token.roles for token in clause[:place]):
        return [*clause]  # 主要用于土地评估项目支出 9 万元: of what it is, the whole told before says
    told = concepts().get(glued.text[2:], ())
    begin, end = before.start, glued.start + 2
    name = text[begin:end]
    is_plain = is_kind(name) or is_level(before.text) or not any(concept.role == "measure" for concept in told)
    named = None if is_plain else concept_of(name)
    if named is None or named.role != "subject":
        return [*clause]
    measure = Token("concept", end, glued.end, glued.text[2:], told)
    return [*clause[: place - 1], Token("rest", begin, end, name), measure, *clause[place + 1 :]]


def example(clause: list[Token], text: str) -> list[Token]:
    """A clause that is an example of a project, behind 如, with its name as one token; else the clause as it is."""
    such_as = _SUCH_AS.match(text, clause[0].start)
    if such_as is None or any(token.kind == "figure" or token.roles & NOT_WITHIN for token in clause):
        return clause
    begin, end = such_as.end(), clause[-1].end
    concept = concept_of(text[begin:end]) if ending().search(text[begin:end]) else None
    return [Token("concept", begin, end, text[begin:end], (concept,))] if concept else clause


def pays(before: Sequence[Token]) -> bool:
    """Whether a measure is the verb of the name behind it: 预算安排|造林补助资金, 累计支出|疫情防控经费."""
    if before[-1].text.endswith(_PAID):
        return True
    return before[-1].text in _SPENT and all(token.roles <= {"filler"} for token in before[:-1])
