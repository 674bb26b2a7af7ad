"""A sentence as a row of tokens: concepts of the lexicon, figures, punctuation and what no row covers.

Functional classes are recognised by their shape (`class_paths.py`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from ingest.extract.class_paths import function_paths
from ingest.figures import Figure
from ingest.lexicon.lexicon import OTHER, Concept, concepts, economic_codes, other

_AGAINST_YEAR = re.compile(
    r"(?:与|比|较|和|同|按(?=\d+年度?同))((?:19|20)\d\d)(?:年度?)?(?!年初|预算|调整)(?:决算数?|预算数|执行数?|同期|同口径(?:数据?)?|度)?(?:相比较?|对比|比较)?"
)
_AGAINST_BUDGET = re.compile(
    r"(?:相比|比较|比|较|与)(?:((?:19|20)\d\d)年度?)?(?!上年|去年|上一年)[^，。；\d比较与增减]{0,16}?预算(?:安排)?数?(?=相比|相同|持平|一致|无变化|没有变化|无增减|增加|减少|增长|下降|[\d,.]+万?元(?:相比|比较|对比)?，?(?:增|减))"
)
#: 2022年|初: the figure took the year.
_YEARS_BEGIN = re.compile(r"(?<=\d)年初(?=[^预目级中步期])")
_AT_BEGIN = (Concept("年初", "filler"),)
#: 年初批复预算|8个项目|985万元: how many it was given to, between a budget and its amount.
_FOR_SO_MANY = re.compile(r"\d+个项目(?=\d)")
#: 追加 90 万元: all that was added, where no item follows the verb.
_ADDED = re.compile(r"(?<![\u4e00-\u9fff])追加(?:了|资金)?(?=[\d,.]+万?元)")
#: 较上年|增|59 万元, |(减)|幅|23%: one character for the direction, right before its figure; not that of 新增, 核减.
_BRIEFLY = re.compile(
    r"(?:(?<![新净调核追递缩压删剧激猛倍同共增加(])[增减](?=[\d.,]+(?:万?元|%))|(?<![加长增减少降升])\((?:增加?|减少?)\)幅?(?=[\d.,]+(?:万?元|%)))"
)
#: An item numbered within a paragraph: …，三、公务接待费….
_NUMBERED = re.compile(r"(?<=[，；。:])[一二三四五六七八九十]{1,2}、(?=[\u4e00-\u9fff\d])")
_PUNCTUATION = frozenset("，。；:、()!?,;·….“”\"'《》<>-—~/|\t①②③④⑤⑥⑦⑧⑨⑩⑪⑫")


class Token(NamedTuple):
    """`kind`: concept, figure, mark (punctuation) or rest (text no row covers)."""

    kind: str
    start: int
    end: int
    text: str
    concepts: tuple[Concept, ...] = ()
    figure: int = -1

    @property
    def roles(self) -> frozenset[str]:
        """What it may stand for; a mark (a bracket, a quotation mark) stands for nothing."""
        return frozenset(concept.role for concept in self.concepts) if self.kind == "concept" else frozenset()


#: Half the time of Token(…): hundreds are made for each page.
_new = tuple.__new__


def _class_concept(wording: str, pairs: Sequence[tuple[str, str]]) -> Concept:
    code, name = pairs[-1]
    if code in economic_codes():
        return Concept(wording, "economic", classification="economic", code=code, name=name)
    return Concept(wording, "function", classification="function", code=code, name=name)


def _fixed(text: str) -> list[Token]:
    """Concepts recognised by their shape: class paths, numbered items, comparisons with a named year or a budget."""
    fixed = [
        Token("concept", start, end, text[start:end], (_class_concept(text[start:end], pairs),))
        for start, end, pairs in function_paths(text)
    ]
    for match in _AGAINST_YEAR.finditer(text) if "20" in text or "19" in text else ():
        if match.group(0)[-1].isdigit() and not text.startswith(("，", "增", "减", "下", "上"), match.end()):
            continue
        concept = Concept(match.group(), "prior", code=match.group(1))
        fixed.append(Token("concept", *match.span(), match.group(), (concept,)))
    for match in _AGAINST_BUDGET.finditer(text) if "预算" in text else ():
        concept = Concept(match.group(), "against_budget", code=match.group(1) or "")
        fixed.append(Token("concept", *match.span(), match.group(), (concept,)))
    for match in _YEARS_BEGIN.finditer(text) if "年初" in text else ():
        fixed.append(Token("concept", match.start() + 1, match.end(), "初", _AT_BEGIN))
    for match in _FOR_SO_MANY.finditer(text) if "个项目" in text else ():
        fixed.append(Token("concept", *match.span(), match.group(), (Concept(match.group(), "filler"),)))
    for match in _ADDED.finditer(text) if "追加" in text else ():
        concept = Concept(match.group(), "subject", classification="supplementary", code="total", name="追加资金")
        fixed.append(Token("concept", *match.span(), match.group(), (concept,)))
    for match in _NUMBERED.finditer(text) if "、" in text else ():
        fixed.append(Token("concept", *match.span(), match.group(), (Concept(match.group(), "number"),)))
    for match in _BRIEFLY.finditer(text) if "增" in text or "减" in text else ():
        role = "up" if "增" in match.group() else "down"
        fixed.append(Token("concept", *match.span(), match.group(), (Concept(match.group(), role),)))
    if len(fixed) > 1:
        fixed.sort(key=lambda token: (token.start, -token.end))
    return fixed


def tokenise(text: str, figures: Sequence[Figure], known: frozenset[str]) -> list[Token]:
    """Tokens of a block in order; `known` are names of the reporting department, which count as fillers."""
    return list(_label(text)) if not figures and not known else _scan(text, figures, known)


@lru_cache(maxsize=4096)
def _label(text: str) -> tuple[Token, ...]:
    """A text without figures is a title, header or row label; tables read the same few again in every cell."""
    return tuple(_scan(text, (), frozenset()))


@cache
def _finder() -> tuple[AhoCorasick, Sequence[tuple[str, str, tuple[Concept, ...]]]]:
    """Finds all wordings and marks of a text in one pass, however many there are; (kind, text, concepts) of each."""
    meaning = concepts()
    words = [*meaning, *(_PUNCTUATION - meaning.keys())]
    kinds = [("concept" if word in meaning else "mark", word, meaning.get(word, ())) for word in words]
    return AhoCorasick(words), kinds


def _scan(text: str, figures: Sequence[Figure], known: frozenset[str]) -> list[Token]:
    """Left to right: what has a fixed shape, then figures, the department's names, the longest wording, marks."""
    tokens: list[Token] = []
    fixed = _fixed(text)
    borders = [token.start for token in fixed]
    named = _named(text, known, borders)
    ready: dict[int, Token] = {}
    for index, figure in enumerate(figures):
        start, end = figure.start, figure.end
        ready[start] = _new(Token, ("figure", start, end, text[start:end], (), index))
    for token in reversed(fixed):
        ready[token.start] = token
    finder, words = _finder()
    found = finder.find_matches_as_indexes(text, overlapping=True)
    if borders:
        found = [match for match in found if not _crosses(borders, match[1], match[2])]
    # They come by where they end, so that of those that begin at one place the longest is the last.
    longest = {match[1]: match for match in found}
    # 项目资金|总额 is no name of the report's project: a longer wording counts before a name.
    ready = {n: t for n, t in named.items() if n not in longest or t.end >= longest[n][2]} | ready
    best: dict[int, tuple[int, int, int] | None] = {**longest, **dict.fromkeys(ready)}
    at = 0
    for start in sorted(best):
        if start < at:
            continue
        if start > at:
            tokens.append(_new(Token, ("rest", at, start, text[at:start], (), -1)))
        match = best[start]
        if match is None:
            tokens.append(ready[start])
            at = ready[start].end
        else:
            word, _, at = match
            kind, wording, several = words[word]
            if several and tokens and tokens[-1].text == OTHER and several[0].role in ("function", "economic"):
                start, wording, several = tokens.pop().start, OTHER + wording, other(several[0])
                kind = "concept" if several else "rest"
            tokens.append(_new(Token, (kind, start, at, wording, several, -1)))
    if at < len(text):
        tokens.append(_new(Token, ("rest", at, len(text), text[at:], (), -1)))
    return tokens


def _named(text: str, known: frozenset[str], borders: Sequence[int]) -> dict[int, Token]:
    """Names of the reporting department by where they begin, the longest at each place; they are fillers."""
    named: dict[int, Token] = {}
    for name in sorted([name for name in known if name in text], key=len):
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if not (borders and _crosses(borders, start, end)):
                named[start] = Token("concept", start, end, name, (Concept(name, "filler"),))
            start = text.find(name, start + 1)
    return named


def _crosses(borders: Sequence[int], start: int, end: int) -> bool:
    """Whether something of a fixed shape begins inside a wording, which then is no wording."""
    following = bisect_right(borders, start)
    return following < len(borders) and borders[following] < end
