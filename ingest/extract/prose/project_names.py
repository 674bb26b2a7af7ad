"""Projects named in prose, in reports on projects: 安排造林补助资金 50 万元, 办公楼运行经费预算 9 万元.

A name is no closed list. It is what stands between words that are understood: it begins behind a mark, a verb or a
date, ends in one of project_endings.csv, and nothing unknown follows before the figure; a numbered item that goes on
with its budget may be named by anything. What the words themselves say is `projects/words.py`'s affair.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.extract.projects.glued import apart, example, pays
from ingest.extract.projects.titles import (
    NOT_WITHIN,
    alone,
    bare,
    is_quoted,
    line_name,
    names_by_itself,
    tells_budget,
)
from ingest.extract.projects.words import concept_of, ending, fund_of, is_level, levels
from ingest.extract.prose.giver_names import giver_between, office_between
from ingest.extract.prose.state import NEXT_PROJECT, NUMBERING
from ingest.extract.tokens import Token
from ingest.figures import Figure
from ingest.lexicon.lexicon import Concept, concepts

_ENDS_CLAUSE = frozenset("，。；:,;!?《》\t")
#: What may stand before a name and behind it.
_BEFORE = frozenset(("filler", "measure", "parts", "number", "purpose", "fund"))
_BEHIND = frozenset(("filler", "measure"))
_CLASSES = frozenset(("function", "whole"))
#: Kinds of procurement are words of a name, too: 老年|服务|中心运营补贴.
_PLAIN = frozenset(("服务", "工程", "货物"))
_ENDS_CLASS = frozenset(("项目", "工程", "专项", "经费", "资金", "补助资金", "补助经费", "补贴资金", "专项资金"))
#: Words of the lexicon that a name may begin with.
_FIRST_WORDS = frozenset(
    ("中", "财政", "年度", "部门", "单位", "全县", "全区", "全市", "全镇", "全乡", "综合", "高标准")
)
_GIVES = frozenset(("安排", "下达", "收到", "取得", "获得", "拨入", "拨付", "用于", "支付", "批准", "核定", "下拨"))
#: Verbs no row covers, and whether they say nothing of which amount it is.
_VERB = re.compile(
    r"^[共已]*(?:拟|计划|实施|投入|争取|申报|申请|落实|完成|开展|建设|实现|使用|应?筹[集措]|整合|归集|结转|追?加|调[增减]|发放|可用|共?需要?)+|^(?P<plain>(?:例?如|[共已])+)"
)
_TAIL = re.compile(r"(?:指标|额度|规模|(?<=项目)应?配套资金)$")
_MONEY = ("资金", "经费")
#: 一是公路养护项目，年初预算 120 万元；二是…: an item of a list within the paragraph.
_COUNTS = re.compile("[一二三四五六七八九十]是")
#: What makes another word of the ending before it.
_NO_ENDING = frozenset(("费", "收入", "转移支付"))


def name_projects(
    tokens: Sequence[Token], figures: Sequence[Figure], text: str, *, with_funds: bool = True
) -> list[Token]:
    """The tokens of a block with every project's name, and every giver's (`with_funds`), as one token."""
    named: list[Token] = []
    clause = heads = 0  # where the clause in hand begins in `named`, and where the paragraph's first does
    opened: list[tuple[int, int]] = []
    numbering = NUMBERING.match(text)
    begin = numbering.end() if numbering else 0
    line = line_name(text, begin) if with_funds else begin
    if line > begin and (concept := concept_of(text[begin:line])) and concept.role == "subject":
        covered = [token for token in tokens if begin <= token.start < line]
        name = Token("concept", begin, line, text[begin:line], (concept,))
        if covered and covered[-1].end == line:
            tokens = [*(t for t in tokens if t.start < begin), name, *(t for t in tokens if t.start >= line)]
    labels = {place for match in NEXT_PROJECT.finditer(text) for place in range(*match.span())}
    for number, token in enumerate(tokens):
        if token.start < begin or token.start in labels:
            named.append(token)
            clause = heads = len(named)
            continue
        is_figure = token.kind == "figure" and figures[token.figure].kind not in ("date", "ordinal")
        is_figure = is_figure and not is_quoted(text, token)
        if token.kind == "mark" and token.text == "(":
            if clause == heads and begin > 0 and tells_budget(tokens[number + 1 :]):
                named[clause:] = alone(named[clause:], text)  # 1.公路养护项目(全年预算120万元，…)
            opened.append((clause, len(named)))
            clause = len(named) + 1
        elif token.kind == "mark" and token.text == ")" and opened:
            before, inside = opened.pop()
            holds_figure = any(t.kind == "figure" and figures[t.figure].kind != "date" for t in named[inside:])
            clause = len(named) + 1 if holds_figure else before
        elif token.kind == "mark" and token.text in _ENDS_CLAUSE:
            # （一）公路养护项目。年初预算…
            opens_item = clause == heads and (token.text == "。" or (begin > 0 and token.text in "，:"))
            begins = clause + (len(named) > clause + 1 and _counts(named[clause], figures))
            if token.text == "，" and named[clause:]:
                named[clause:] = example(named[clause:], text)
            if (clause == heads or begins > clause) and token.text == "，" and named[clause:]:
                opens_item = opens_item or names_by_itself(named[begins], tokens[number + 1 :])
            if token.text == ":" or opens_item:
                named[begins:] = alone(named[begins:], text)
            if opens_item and tells_budget(tokens[number + 1 :]):
                named[begins:] = bare(named[begins:], text)
            clause = len(named) + 1
        elif token.text == "由" and token.roles == {"parts"}:
            named[clause:] = alone(named[clause:], text)  # 农田建设项目|由省级资金 5 万元、…组成
            clause = len(named) + 1
        elif is_figure:
            if figures[token.figure].kind == "money" and opened and with_funds:
                named[clause:] = _level_alone(named[clause:])
            if figures[token.figure].kind == "money" and not opened:
                told = _named(apart(named[clause:], text), text)
                if with_funds or any(c.classification == "project" for token in told for c in token.concepts):
                    named[clause:] = told
            is_code = figures[token.figure].kind == "code"
            if clause == heads and is_code:
                heads = len(named) + 1  # 项目一：财农〔2023〕5号公路养护项目
            clause = len(named) + 1
            following = tokens[number + 1] if number + 1 < len(tokens) else None
            if following and following.kind == "rest" and not is_code:
                clause = len(named) + 2  # 一站式结算项目: the first word belongs to the figure
        named.append(token)
    return named


def _counts(token: Token, figures: Sequence[Figure]) -> bool:
    """Whether a word numbers the items of a list within a paragraph: 一是…；二是…, 1.…；2.…."""
    is_number = token.kind == "figure" and figures[token.figure].kind == "ordinal"
    return is_number or _COUNTS.fullmatch(token.text) is not None


def _named(clause: Sequence[Token], text: str) -> list[Token]:
    """A clause before a figure with its project's name as one token; a bracket behind the name is no part of it."""
    words = [i for i, token in enumerate(clause) if token.roles != {"filler"}]
    if words and clause[words[-1]].text == ")":  # 造林补助资金(第一批)|共
        opens = next((i for i in range(len(clause) - 1, -1, -1) if clause[i].text == "("), 0)
        return [*_named(clause[:opens], text), *clause[opens:]] if opens else list(clause)
    clause = _level_alone(clause)
    unknown = [i for i, token in enumerate(clause) if token.kind == "rest" or _ends_class(clause, i)]
    if not unknown:
        return clause
    first, last = unknown[0], unknown[-1]
    if clause[last].kind != "rest" and clause[last].text not in _ENDS_CLASS:
        last -= 1  # 农村危房改造|资金预算: the class alone, whose name takes two characters of the next word
        first = min(first, last)
    while first and (
        clause[first - 1].text in _FIRST_WORDS
        or _opens(clause[:first])
        or _is_class(clause, first)
        or (clause[first - 1].text in levels() and clause[first - 1].end == clause[first].start)  # 县级|道路专项资金
    ):
        first -= 1
    given = max((i for i, token in enumerate(clause[:last]) if token.text in _GIVES), default=-1)
    if first < given:  # 县财政安排造林补助资金: the giver first
        start = clause[first].start
        end = start + len(text[start : clause[given].start].rstrip("共已"))  # 县财政|共|下达造林补助资金
        giver = giver_between(text, start, end)
        return clause if giver is None else [*clause[:first], *giver, *_named(clause[given:], text)]
    if last + 1 < len(clause) and clause[last + 1].text in _GIVES:
        office = office_between(text, clause[first].start, clause[last + 1].start)
        if office is not None:  # 省财政厅|下达补助资金 9 万元
            return [*clause[:first], *office, *clause[last + 1 :]]
    end = clause[last].end
    while last + 1 < len(clause) and _goes_on(text[clause[first].start : end], end, clause[last + 1]):
        last += 1
        end = clause[last].end
    before = clause[first - 1] if first else None
    if before and before.end == clause[first].start and "measure" in before.roles and not pays(clause[:first]):
        return clause  # 预算|调整后项目
    inner = clause[first : last + 1]
    behind = clause[last + 1 : last + 3]
    if len(behind) == 2 and behind[0].text == "支出" and behind[1].text in _ENDS_CLASS and behind[0].start == end:
        last, end = last + 2, behind[1].end  # 福利彩票公益金|支出|项目
    following = clause[last + 1] if last + 1 < len(clause) else None
    if following and following.start == end and following.text.startswith(_MONEY) and len(following.text) > 2:
        end += 2  # 省级配套资金执行, 防疫补助经费支出: 资金执行 and 经费支出 are wordings of their own
    begin = clause[first].start
    verb = _VERB.match(text[begin:end])
    begin += verb.end() if verb else 0
    name = _TAIL.sub("", text[begin:end])
    if (verb and name in concepts()) or (first == 0 and name.startswith("为")):
        return clause  # 加|上年结转资金; 省级资金 9 万元，|为河堤维修工程 5 万元
    if following and following.start == end and following.text in _NO_ENDING:
        return clause  # 建安工程|费, 医疗补助|收入
    understood = (
        all(token.roles <= _BEFORE for token in clause[:first])
        and all(token.roles <= _BEHIND for token in clause[last + 1 :])
        and not any(token.roles & NOT_WITHIN for token in inner)
    )
    concept = concept_of(name) if understood and ending().search(name) else None
    if concept is None:
        return clause
    before_name = []
    if verb and not verb["plain"] and not any("measure" in token.roles for token in clause[last + 1 :]):
        before_name = [Token("rest", clause[first].start, begin, verb[0])]
    return [*clause[:first], *before_name, Token("concept", begin, end, name, (concept,)), *clause[last + 1 :]]


def _level_alone(clause: Sequence[Token]) -> list[Token]:
    """A clause whose last word but fillers is a level of government names who gave: 省级下达 5 万元, 县级 3 万元."""
    clause, known = list(clause), levels()
    last = len(clause) - 1
    for place in range(last):
        if clause[place].text in known and clause[place + 1].text.startswith("预算安排"):  # 县本级|预算安排的衔接资金
            return _with_giver(clause, place, place, clause[place].text)
    while last >= 0 and clause[last].text not in known and clause[last].roles == {"filler"}:
        last -= 1
    if last < 0:
        return clause
    joined = (n for n in range(max(0, last - 5), last) if is_level("".join(t.text for t in clause[n : last + 1])))
    first = next(joined, last)  # 中|央, 中央|及|省级
    level = "".join(token.text for token in clause[first : last + 1])
    if not is_level(level) or not all(token.roles <= _BEFORE for token in clause[:first]):
        return clause
    return _with_giver(clause, first, last, level)


def _with_giver(clause: Sequence[Token], first: int, last: int, level: str) -> list[Token]:
    whose = Concept(level, "fund", fund=fund_of(level))
    giver = Token("concept", clause[first].start, clause[last].end, level, (whose,))
    return [*clause[:first], giver, *clause[last + 1 :]]


def _is_class(clause: Sequence[Token], place: int) -> bool:
    """Whether a functional class, or 综合, begins the name that goes on at `place`: 社会福利|中心建设项目."""
    before = clause[place - 1]
    if before.end != clause[place].start:
        return False
    return (bool(before.roles) and before.roles <= _CLASSES) or before.text in _PLAIN


def _ends_class(clause: Sequence[Token], place: int) -> bool:
    """基本公共卫生服务|项目: a class that a word of the lexicon makes a project's name."""
    words = clause[place].text
    glued = len(words) > 2 and words.startswith(_MONEY)  # 农村危房改造|资金预算
    return place > 0 and (words in _ENDS_CLASS or glued) and _is_class(clause, place)


def _opens(before: Sequence[Token]) -> bool:
    """Whether the last token before an unknown word begins a name: a quotation mark, or 数 of “数字…” behind one."""
    token = before[-1]
    behind_mark = len(before) == 1 or before[-2].kind == "mark"
    return token.text == "“" or (len(token.text) == 1 and token.kind == "concept" and behind_mark)


def _goes_on(name: str, end: int, following: Token) -> bool:
    """Whether a name goes on: behind its ending only with another, and before it with any word but a verb."""
    if end != following.start or following.kind != "concept" or following.roles & NOT_WITHIN:
        return False
    has_ended = bool(ending().search(_TAIL.sub("", name)))
    return bool(ending().fullmatch(following.text)) or not (has_ended or following.text in _GIVES)
