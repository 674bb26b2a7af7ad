"""A sentence as a row of tokens: concepts of the lexicon, figures, punctuation and what no row covers.

Functional classes are recognised here by their shape, because their names are no closed list:
`一般公共服务支出(201)…(20131)行政运行(2013101)`, `201-一般公共服务支出`, `教育支出(类)普通教育(款)小学教育(项)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.figures import Figure
from ingest.lexicon.lexicon import Concept, concepts, economic_codes, longest

_NAME = r"[\u4e00-\u9fff“”()、]{2,40}?"
_CODED = re.compile(rf"({_NAME})\(((?:2\d{{2}}|3\d{{2}})(?:\d{{2}}){{0,2}})\)(?:支出(?!决算|预算|合计))?")
_DASHED = re.compile(r"((?:2\d{2})(?:\d{2}){0,2})-([\u4e00-\u9fff()、]+?)(?=为|支出决算|决算|年初|预算|[\d，。；,]|$)")
_LEVELLED = re.compile(rf"({_NAME})\((类|款|项)\)(?:支出(?!决算|预算|合计))?")
_LEAD = re.compile(r"^(?:主要|用于|其中|[、()]|包括|一是|二是|三是|四是|五是)+")
_AGAINST_YEAR = re.compile(
    r"(?:与|比|较|和|同)((?:19|20)\d\d)(?:年度?)?(?!年初|预算|调整)(?:决算数?|预算数|执行数?|同期|度)?(?:相比较?|对比|比较)?"
)
_AGAINST_BUDGET = re.compile(
    r"(?:比|较|与)(?:((?:19|20)\d\d)年度?)?(?!上年|去年|上一年)[^，。；\d比较与增减]{0,16}?预算(?:安排)?数?(?=相比|相同|持平|一致|增加|减少|增长|下降|[\d,.]+万?元(?:增|减))"
)
_PUNCTUATION = frozenset("，。；:、()!?,;·….“”\"'《》<>-—~/|\t")


@dataclass(frozen=True, slots=True)
class Token:
    """`kind`: concept, figure, mark (punctuation) or rest (text no row covers)."""

    kind: str
    start: int
    end: int
    text: str
    concepts: tuple[Concept, ...] = ()
    figure: int = -1


def _trim(name: str) -> str:
    return _LEAD.sub("", name).strip("、“”")


def function_paths(text: str) -> Iterator[tuple[int, int, tuple[tuple[str, str], ...]]]:
    """Spans of functional (or economic) class paths with their (code, name) pairs, outermost first; code may be ""."""
    pairs: list[tuple[str, str]] = []
    start = end = -1
    for match in _CODED.finditer(text):
        if pairs and (match.start() != end or not match.group(2).startswith(pairs[-1][0])):
            yield start, end, tuple(pairs)
            pairs = []
        if not pairs:
            start = match.start() + match.group(1).find(_trim(match.group(1)))
        pairs.append((match.group(2), _trim(match.group(1))))
        end = match.end()
    if pairs:
        yield start, end, tuple(pairs)
    for match in _DASHED.finditer(text):
        yield match.start(), match.end(), ((match.group(1), match.group(2)),)
    pairs, end, level = [], -1, -1
    for match in _LEVELLED.finditer(text):
        deeper = "类款项".index(match.group(2))
        if pairs and (match.start() != end or deeper <= level):
            yield start, end, tuple(pairs)
            pairs = []
        if not pairs:
            start = match.start() + match.group(1).find(_trim(match.group(1)))
        pairs.append(("", _trim(match.group(1))))
        end, level = match.end(), deeper
    if pairs:
        yield start, end, tuple(pairs)


def _class_concept(wording: str, pairs: Sequence[tuple[str, str]]) -> Concept:
    code, name = pairs[-1]
    if code in economic_codes():
        return Concept(wording, "economic", classification="economic", code=code, name=name)
    return Concept(wording, "function", classification="function", code=code, name=name)


def tokenise(text: str, figures: Sequence[Figure], known: frozenset[str]) -> list[Token]:
    """Tokens of a block in order; `known` are names of the reporting department, which count as fillers."""
    fixed: list[Token] = []
    for start, end, pairs in function_paths(text):
        fixed.append(Token("concept", start, end, text[start:end], (_class_concept(text[start:end], pairs),)))
    for match in _AGAINST_YEAR.finditer(text):
        if match.group(0)[-1].isdigit() and not text.startswith(("，", "增", "减", "下", "上"), match.end()):
            continue
        fixed.append(
            Token("concept", *match.span(), match.group(), (Concept(match.group(), "prior", code=match.group(1)),))
        )
    for match in _AGAINST_BUDGET.finditer(text):
        concept = Concept(match.group(), "against_budget", code=match.group(1) or "")
        fixed.append(Token("concept", *match.span(), match.group(), (concept,)))
    fixed.sort(key=lambda token: (token.start, -token.end))
    starts = {figure.start: index for index, figure in enumerate(figures)}
    tokens: list[Token] = []
    at, rest = 0, -1
    queue = iter(fixed)
    following = next(queue, None)

    def flush(upto: int) -> None:
        nonlocal rest
        if rest >= 0:
            tokens.append(Token("rest", rest, upto, text[rest:upto]))
            rest = -1

    while at < len(text):
        while following and following.start < at:
            following = next(queue, None)
        if following and following.start == at:
            flush(at)
            tokens.append(following)
            at = following.end
            continue
        if at in starts:
            flush(at)
            figure = figures[starts[at]]
            tokens.append(Token("figure", at, figure.end, text[at : figure.end], figure=starts[at]))
            at = figure.end
            continue
        name = next((name for name in known if text.startswith(name, at)), None) if text[at] in _heads(known) else None
        wording = name or longest(text, at)
        if wording and not (following and at < following.start < at + len(wording)):
            flush(at)
            found = (Concept(wording, "filler"),) if name else concepts()[wording]
            tokens.append(Token("concept", at, at + len(wording), wording, found))
            at += len(wording)
            continue
        if text[at] in _PUNCTUATION:
            flush(at)
            tokens.append(Token("mark", at, at + 1, text[at]))
        elif rest < 0:
            rest = at
        at += 1
    flush(at)
    return tokens


def _heads(known: frozenset[str]) -> frozenset[str]:
    return frozenset(name[0] for name in known if name)
