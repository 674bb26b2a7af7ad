"""Projects named in prose, in reports on projects: 安排造林补助资金 50 万元, 办公楼运行经费预算 9 万元.

A name is no closed list. It is what stands between words that are understood: it begins behind a mark, a verb or a
date, ends in one of project_endings.csv, and nothing unknown follows before the figure. 中央…资金 names whose money it
is; words that fit every project (专项资金, 工作经费) name none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.extract.clauses import NUMBERING
from ingest.extract.tokens import Token
from ingest.figures import Figure
from ingest.lexicon.lexicon import Concept, pattern, rows

_ENDS_CLAUSE = frozenset("，。；:,;!?《》\t")
#: What may stand before a name and behind it.
_BEFORE = frozenset(("filler", "measure", "parts", "number", "purpose"))
_BEHIND = frozenset(("filler", "measure"))
#: What no name holds.
_NOT_WITHIN = frozenset((
    "measure", "rate", "up", "down", "prior", "against_budget", "parts", "uses", "parallel", "outside", "foreign",
    "aside",
))  # fmt: skip
#: Words of the lexicon that a name may begin with.
_FIRST_WORDS = frozenset(("中", "财政", "年度", "部门", "单位", "全县", "全区", "全市", "全镇", "全乡", "综合"))
_GIVES = frozenset(("安排", "下达", "收到", "取得", "获得", "拨入", "拨付", "用于", "支付", "批准", "核定"))
#: Verbs no row covers, and whether they say nothing of which amount it is.
_VERB = re.compile(r"^(?P<plain>[共已]+)|^(?:拟|计划|实施|投入|争取|申报|申请|落实|完成|开展|建设|实现|使用)+")
_TAIL = re.compile(r"(?:指标|额度|规模)$")
_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z“”\"、()—-]{3,40}")
_MONEY = "资金"
#: Words that join a name to what stands before it, and an office whose money it is.
_JOINS = ("后", "前", "的", "等", "了", "之", "其", "每")
_OFFICE = re.compile(r"^.{1,12}?(?:局|委|办|中心|院|所|站|馆|乡|镇)(?!所|公)")
_SHORTEST, _LONGEST = 3, 40


@cache
def endings() -> str:
    """The words that names of projects end in, as alternatives of a regular expression."""
    return pattern([row["ending"] for row in rows("project_endings")]).pattern


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(f"(?:{endings()})+$")


@cache
def _general() -> re.Pattern[str]:
    return re.compile(f"(?:{pattern([row['word'] for row in rows('project_generalities')]).pattern})+")


@cache
def _levels() -> dict[str, str]:
    return {row["word"]: row["fund"] for row in rows("levels_of_government")}


@cache
def _fund() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<level>{pattern(list(_levels())).pattern})(?:.{{0,20}}(?:资金|补助|补贴|配套|财政)(?:\(.*\))?)?"
    )


def concept_of(name: str) -> Concept | None:
    """The project or the fund that a name stands for; None where it fits every project.

    >>> [(c.role, c.name or c.fund) for c in map(concept_of, ("造林补助资金", "中央专项衔接资金")) if c]
    [('subject', '造林补助资金'), ('fund', 'superior_transfer')]
    >>> concept_of("财政专项资金") is None
    True
    """
    if not _SHORTEST <= len(name) <= _LONGEST or not _NAME.fullmatch(name) or _is_torn(name):
        return None
    if level := _fund().fullmatch(name):
        return Concept(name, "fund", fund=_levels()[level["level"]])
    if name.startswith(_JOINS) or _general().fullmatch(_OFFICE.sub("", name)):
        return None
    return Concept(name, "subject", classification="project", name=name)


def _is_torn(name: str) -> bool:
    return name.count("(") != name.count(")") or name.count("“") != name.count("”")


def name_projects(
    tokens: Sequence[Token], figures: Sequence[Figure], text: str, *, with_funds: bool = True
) -> list[Token]:
    """The tokens of a block with every project's name, and every giver's (`with_funds`), as one token."""
    named: list[Token] = []
    clause = 0  # where the clause in hand begins in `named`
    opened: list[tuple[int, int]] = []
    numbering = NUMBERING.match(text)
    begin = numbering.end() if numbering else 0
    for number, token in enumerate(tokens):
        if token.start < begin:
            named.append(token)
            clause = len(named)
            continue
        is_figure = token.kind == "figure" and figures[token.figure].kind not in ("date", "ordinal")
        if token.kind == "mark" and token.text == "(":
            opened.append((clause, len(named)))
            clause = len(named) + 1
        elif token.kind == "mark" and token.text == ")" and opened:
            before, inside = opened.pop()
            holds_figure = any(t.kind == "figure" and figures[t.figure].kind != "date" for t in named[inside:])
            clause = len(named) + 1 if holds_figure else before
        elif token.kind == "mark" and token.text in _ENDS_CLAUSE:
            if token.text == ":":
                named[clause:] = _named(named[clause:], text, alone=True)
            clause = len(named) + 1
        elif is_figure:
            if figures[token.figure].kind == "money" and not opened:
                told = _named(named[clause:], text)
                if with_funds or any(c.classification == "project" for token in told for c in token.concepts):
                    named[clause:] = told
            clause = len(named) + 1
            following = tokens[number + 1] if number + 1 < len(tokens) else None
            if following and following.kind == "rest":
                clause = len(named) + 2  # 一站式结算项目: the first word belongs to the figure
        named.append(token)
    return named


def _named(clause: Sequence[Token], text: str, *, alone: bool = False) -> list[Token]:
    """A clause before a figure, or before a colon (`alone`: it is nothing but the name), with its project's name."""
    clause = list(clause)
    first = next((i for i, token in enumerate(clause) if token.kind == "rest"), None)
    if first is None:
        return clause
    while first and (clause[first - 1].text in _FIRST_WORDS or _opens(clause[:first])):
        first -= 1
    last = max(i for i, token in enumerate(clause) if token.kind == "rest")
    given = max((i for i, token in enumerate(clause[:last]) if token.text in _GIVES), default=-1)
    if first < given:  # 县财政安排造林补助资金: the giver first
        giver = _fund().fullmatch(text, clause[first].start, clause[given].start)
        if giver is None:
            return clause
        whose = Concept(giver[0], "fund", fund=_levels()[giver["level"]])
        token = Token("concept", *giver.span(), giver[0], (whose,))
        return [*clause[:first], token, *_named(clause[given:], text, alone=alone)]
    end = clause[last].end
    while last + 1 < len(clause) and _goes_on(text[clause[first].start : end], end, clause[last + 1]):
        last += 1
        end = clause[last].end
    before = clause[first - 1] if first else None
    if (
        before
        and before.end == clause[first].start
        and "measure" in _roles(before)
        and not before.text.endswith("安排")
    ):
        return clause  # 预算|调整后项目
    following = clause[last + 1] if last + 1 < len(clause) else None
    if following and following.start == end and following.text.startswith(_MONEY) and "measure" in _roles(following):
        end += len(_MONEY)  # 省级配套资金执行 9 万元: 资金执行 is a wording of its own
    begin = clause[first].start
    verb = _VERB.match(text[begin:end])
    begin += verb.end() if verb else 0
    name = _TAIL.sub("", text[begin:end])
    understood = (
        all(_roles(token) <= _BEFORE for token in clause[:first])
        and all(_roles(token) <= _BEHIND for token in clause[last + 1 :])
        and not any(_roles(token) & _NOT_WITHIN for token in clause[first : last + 1])
    )
    concept = concept_of(name) if understood and _ending().search(name) else None
    if concept is None or (alone and (len(clause) > last + 1 or first > 0)):
        return clause
    unknown = []
    if verb and not verb["plain"] and not any("measure" in _roles(token) for token in clause[last + 1 :]):
        unknown = [Token("rest", clause[first].start, begin, verb[0])]
    return [*clause[:first], *unknown, Token("concept", begin, end, name, (concept,)), *clause[last + 1 :]]


def _opens(before: Sequence[Token]) -> bool:
    """Whether the last token before an unknown word begins a name: a quotation mark, or 数 of “数字…” behind one."""
    token = before[-1]
    behind_mark = len(before) == 1 or before[-2].kind == "mark"
    return token.text == "“" or (len(token.text) == 1 and token.kind == "concept" and behind_mark)


def _goes_on(name: str, end: int, following: Token) -> bool:
    """Whether a name goes on: behind its ending only with another, and before it with any word but a verb."""
    if end != following.start or following.kind != "concept" or _roles(following) & _NOT_WITHIN:
        return False
    has_ended = bool(_ending().search(_TAIL.sub("", name)))
    return bool(_ending().fullmatch(following.text)) or not (has_ended or following.text in _GIVES)


def _roles(token: Token) -> frozenset[str]:
    """What a token may stand for; a mark (a bracket, a quotation mark) stands for nothing."""
    return frozenset(concept.role for concept in token.concepts) if token.kind == "concept" else frozenset()
