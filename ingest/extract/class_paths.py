"""Functional classes recognised by their shape, because their names are no closed list:

`一般公共服务支出(201)…(20131)行政运行(2013101)`, `201-一般公共服务支出`, `2050202小学教育`, `(2050202)小学教育` and
`[2050202]小学教育`, `教育支出(类)普通教育(款)小学教育(项)`, `205(类)02(款)02(项)小学教育`,
`205教育支出(类)02普通教育(款)02小学教育(项)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ingest.class_codes import BY_LEVEL, before_name
from ingest.lexicon.lexicon import pattern, rows

_LONGEST_NAME = 40
_NAME = rf"[\u4e00-\u9fff“”()、]{{2,{_LONGEST_NAME}}}?"
_CODED = re.compile(rf"({_NAME})\(((?:2\d{{2}}|3\d{{2}})(?:\d{{2}}){{0,2}})[类款项]?\)(?:支出(?!决算|预算|合计))?")
#: What a code has to stand before for a name to follow: quick to find by itself.
_GLUED = re.compile(r"[23]\d\d(?:\d\d){0,2}[_ ]?[\u4e00-\u9fff]")
_LEVELLED = re.compile(rf"({_NAME})\((类|款|项)\)(?:支出(?!决算|预算|合计))?")
#: A code whose parts stand before their levels, with names between them.
_NAMED_PART = r"([\u4e00-\u9fff“”、]{2,40}?)"
_BY_PARTS = re.compile(rf"(2\d\d){_NAMED_PART}\(类\)(\d\d){_NAMED_PART}\(款\)(?:(\d\d){_NAMED_PART}\(项\))?")
#: What a name ends in: the bracket that `_CODED` and `_LEVELLED` wait for, quick to find by itself.
_CODE_MARK = re.compile(r"\((?:2\d{2}|3\d{2})(?:\d{2}){0,2}[类款项]?\)")
_LEVEL_MARK = re.compile(r"\([类款项]\)")
#: What every class path holds.
_CLASS_MARK = re.compile(rf"{_CODE_MARK.pattern}|{_LEVEL_MARK.pattern}|\d-|\d\]|{_GLUED.pattern}")
_BY_LEVEL = re.compile(BY_LEVEL)
#: A name behind such a code, up to what is said of the class.
_NAME_BEHIND = re.compile(
    r"([\u4e00-\u9fff()、]{2,40}?)(?=[:，。；\d]|为|支出决算|决算|年初|调整|预算|完成|实际|共计|$)"
)
#: Room for what is read behind a mark: 支出 and what may not follow it.
_BEHIND_MARK = 16
#: …行政运行(项)(2010301): the code of the item that a path ends in.
_CODE_BEHIND = re.compile(r"\((2\d{2}(?:\d{2}){0,2})\)")
_LEAD = re.compile(
    r"^(?:[(]?[一二三四五六七八九十]{1,3}[)、]|(?:万|亿)?元、|主要|用于|其中|[、()]|包括|一是|二是|三是|四是|五是)+"
)

#: Where a class path begins and ends, and its (code, name) pairs.
_Path = tuple[int, int, tuple[tuple[str, str], ...]]


@cache
def _code_first() -> re.Pattern[str]:
    """A code with its name behind it, up to what is said of the class."""
    code = r"2\d{2}(?:\d{2}){0,2}"
    return re.compile(
        rf"({code}-|\[[23]{code[1:]}\]|(?<![\u4e00-\u9fff\d)])\({code}\)|{before_name()}[_ ]?)([\u4e00-\u9fff()、]+?)"
        r"(?=为|支出决算|决算|年初|调整|预算|完成|实际|共计|合计|[\d，。；,:”]|$)"
    )


def _trim(name: str) -> str:
    return _LEAD.sub("", name).strip("、“”")


def _marked(name: re.Pattern[str], mark: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What `name.finditer(text)` gives, sought only as far before each mark as a name is long."""
    end = 0
    for place in mark.finditer(text):
        match = name.search(text, max(end, place.start() - _LONGEST_NAME), place.end() + _BEHIND_MARK)
        if match and match.start(2) == place.start() + 1:
            end = match.end()
            yield match


def function_paths(text: str) -> tuple[_Path, ...]:
    """Spans of functional (or economic) class paths with their (code, name) pairs, outermost first; code may be ""."""
    return _paths_of(text) if "(" in text or "类" in text or "-" in text or "[" in text or _GLUED.search(text) else ()


@lru_cache(maxsize=1024)
def _paths_of(text: str) -> tuple[_Path, ...]:
    by_level = _by_level(text) if "类" in text else ()
    return (*by_level, *_paths(text)) if _CLASS_MARK.search(text) else (*by_level,)


@cache
def _class_names() -> re.Pattern[str]:
    """The name of a class right before the code that its item has."""
    return re.compile(rf"(?:{pattern([row['wording'] for row in rows('functions')]).pattern})(?:支出)?$")


@cache
def _names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in rows("function_items")}


def _by_level(text: str) -> Iterator[_Path]:
    """教育支出205(类)02(款)02(项)小学教育: one code, whose item is named behind it, or by the code alone."""
    for match in _BY_LEVEL.finditer(text):
        code = "".join(re.findall(r"\d+", match.group()))
        above = _class_names().search(text, max(0, match.start() - _LONGEST_NAME), match.start())
        behind = _NAME_BEHIND.match(text, match.end())
        name = behind[1] if behind else _names().get(code, match.group())
        yield above.start() if above else match.start(), behind.end() if behind else match.end(), ((code, name),)


def _paths(text: str) -> Iterator[_Path]:
    for match in _BY_PARTS.finditer(text) if "(类)" in text else ():
        first, of_class, second, of_group, third, of_item = match.groups(default="")
        named = (first, of_class), (first + second, of_group), (first + second + third, of_item)
        yield *match.span(), named if third else named[:2]
    pairs: list[tuple[str, str]] = []
    start = end = -1
    for match in _marked(_CODED, _CODE_MARK, text):
        if pairs and (match.start() != end or not match.group(2).startswith(pairs[-1][0])):
            yield start, end, tuple(pairs)
            pairs = []
        if not pairs:
            start = match.start() + match.group(1).find(_trim(match.group(1)))
        pairs.append((match.group(2), _trim(match.group(1))))
        end = match.end()
    if pairs:
        yield start, end, tuple(pairs)
    for match in _code_first().finditer(text):
        code = match.group(1).strip("()[]-_ ")
        # the names of classes (类) end in 支出, those of items need not
        whole = len(code) == 3 and text.startswith("支出", match.end())
        end = match.end() + (2 if whole else 0)
        yield match.start(), end, ((code, text[match.start(2) : end]),)
    pairs, end, level = [], -1, -1
    for match in _marked(_LEVELLED, _LEVEL_MARK, text):
        deeper = "类款项".index(match.group(2))
        if pairs and (match.start() != end or deeper <= level):
            yield _coded(text, start, end, pairs)
            pairs = []
        # 彩票公益金安排的支出(款)用于体育事业的彩票公益金支出(项)
        name = match.group(1).strip("、“”") if pairs else _trim(match.group(1))
        start = start if pairs else match.start() + match.group(1).find(name)
        pairs.append(("", name))
        end, level = match.end(), deeper
    if pairs:
        yield _coded(text, start, end, pairs)


def _coded(text: str, start: int, end: int, pairs: list[tuple[str, str]]) -> _Path:
    """A path of names, with the code that is printed behind it."""
    behind = _CODE_BEHIND.match(text, end)
    if behind is None:
        return start, end, tuple(pairs)
    return start, behind.end(), (*pairs[:-1], (behind[1], pairs[-1][1]))
