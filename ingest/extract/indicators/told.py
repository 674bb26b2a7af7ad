"""Indicators told in running prose, without the words of a form: 全年计划抽检 800 批次，实际完成 826 批次.

The words that then mark a target or what was done are rows of told.csv. They are everyday words, so a statement must
have the shape of one: a name, a target with one number, and a later clause with one number in the same unit, in which
every word is understood, is a word of the name, or is the verb behind 实际 (实际培训 216 人).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.figures import Figure
from ingest.lexicon.lexicon import pattern, rows

#: (part, start, end) of a statement, as `prose_indicators` splits it.
Piece = tuple[str, int, int]
_CLAUSE = re.compile(r"(?:[^，,；;。]+|(?<=\d),(?=\d))+")
_WORDS = re.compile(r"[^\d，。；:]{2,30}(?=\d)")
_DIGIT = re.compile(r"\d")
_MARKS = "，,:： "
#: How long a verb behind 实际 is at most.
_VERB = 4


#: What a target is called behind what was reached.
_AIM = r"(?:全年|年度|年初|当年|预期)?(?:目标|计划|任务)(?:任务|数|值|量)?"


@cache
def _words(*parts: str) -> re.Pattern[str]:
    return pattern([row["wording"] for row in rows("told") if row["part"] in parts])


@cache
def _operator() -> str:
    return pattern([row["wording"] for row in rows("operators") if row["place"] == "before"]).pattern


@cache
def _direct() -> re.Pattern[str]:
    """An operator before its number: what stands left of it is the name."""
    return re.compile(rf"(?:{_operator()})\s?\d")


@cache
def _planned() -> re.Pattern[str]:
    """目标 and the like right before a target's number: 补贴机具目标 1500 台."""
    return re.compile(rf"(?:{_words('target').pattern})[:为是]?(?=(?:{_operator()})?\s?\d)")


@cache
def _beside() -> re.Pattern[str]:
    """A target in brackets behind what was reached: 建档率 92%(目标≥90%)."""
    return re.compile(
        rf"(?<=[\d%])[^\d%，。；()]{{0,4}}[(](?:{_words('target').pattern}|目标值)[:为是]?(?=[^()]{{1,12}}\))"
    )


@cache
def _modal() -> re.Pattern[str]:
    """补偿面积|应|达到 62 万亩."""
    return re.compile(rf"(?:{_words('modal').pattern})$")


@cache
def _aimed_behind() -> re.Pattern[str]:
    """What leads from a value that was reached to its target: 完成年度计划|45 眼的 104%, 达到|≥90%的目标值."""
    value = rf"(?:{_operator()})?\s?\d[\d.,]*[^\d，。；]{{1,6}}?的?(?:年度|年初|预期|绩效)*(?:目标|计划|指标)"
    return re.compile(rf"(?:完成|占|为){_AIM}(?=\d)|[已未]?(?:达到|高于|超过|低于)(?={value})")


#: 供餐天数 200 天，实际供餐 200 天: what 实际 answers is a target, whatever it is called; money has words of its own.
_BARE = re.compile(r"(?P<name>[^\d，,；;。:]{2,30}?)(?P<target>\d[\d,.]*\s?[^\d元，,；;。]{1,6})")
#: 计划受益学生 32,150 人: the label in front of what is counted.
_PLANNED = re.compile("(?:全年|年度|本年|年初)?(?:计划|目标|任务)(?=..)")
_DONE_BEHIND = re.compile(r"[，,]\s?(?:目前|现)?(?:实际|已)[^\d，,；;。]{0,8}\d")
_ANSWERED = re.compile(r"[，,]\s?实际[^\d，,；;。]{0,8}\d")
#: Rates of money, which are no indicators, and what was done already.
NO_TARGET = re.compile("(?:到位|执行|支付|使用|支出)率|(?:完成|实现|达到?|已|共)$|^已")


#: What stands between a value that was reached and the target behind it.
_COMPARES = re.compile(rf"[，,(]?\s?(?:高于|低于|超过|超出|大于|[已未]?达到|较|比|(?:完成|占|为){_AIM})?")
#: 新打机井 47 眼，完成年度目标 45 眼的 104.4%: how much of the target was reached.
_PART_OF_TARGET = re.compile(r"的?(?=\d[\d.]*%)")
_OF_MONEY = re.compile("支出|支付|到位|执行|拨付|收入")
_BOUND = re.compile("[及]?以[上下内]")
_BEFORE_REACHED = re.compile(
    r"(?:^|(?<=[，,；;。:：、.(]))(?:[一二三四五六七八九十]{1,3}[)、])?(?:全年|累计|已|共)*(?:完成)?(?P<name>[^，,；;。:：、.(]{2,40}?)(?:已?达到?|实现|完成|为|是)?(?=$)"
)


def _figures(figures: Sequence[Figure], start: int, end: int) -> list[Figure]:
    """The figures of a stretch of text that are no dates."""
    first = bisect_left(figures, start, key=lambda figure: figure.start)
    last = bisect_left(figures, end, key=lambda figure: figure.start)
    return [figure for figure in figures[first:last] if figure.kind not in ("date", "ordinal", "code")]


def opens_with_label(text: str, start: int) -> bool:
    """Whether a statement begins with the label of a target: 计划维修管网 85 公里."""
    return _words("target").match(text, start) is not None


def words_before_target(text: str, start: int, end: int) -> str:
    """The words between a target's label and its number: 计划完成|养护里程|186 公里; empty where there are none."""
    words = _WORDS.match(text, start, end)
    direct = _direct().search(text, start, end)
    return text[start : min(words.end(), direct.start()) if direct else words.end()] if words else ""


def target_of(text: str, start: int, end: int) -> list[Piece]:
    """Name and target of a statement that names no column: 补贴机具目标 1500 台, 覆盖率达到 90% 以上; else nothing."""
    if beside := _beside().search(text, start, end):
        return [
            ("name", start, text.index("(", beside.start()) + 1),
            ("target", beside.end(), text.find(")", beside.end())),
        ]
    for begin, until in _clauses(text, start, end):
        if not _DIGIT.search(text, begin, until):
            continue
        if planned := _planned().search(text, begin, until):
            return [("name", begin, planned.start()), ("target", planned.end(), end)]
        if direct := _direct().search(text, begin, until):
            modal = _modal().search(text, begin, direct.start())
            return [("name", begin, modal.start() if modal else direct.start()), ("target", direct.start(), end)]
        bare = _BARE.fullmatch(text, begin, until)
        planned = _PLANNED.match(bare["name"]) if bare else None
        answered = (_DONE_BEHIND if planned else _ANSWERED).match(text, until)
        if bare and answered and not NO_TARGET.search(bare["name"]):
            begin += planned.end() if planned else 0
            return [("name", begin, bare.end("name")), ("target", bare.start("target"), end)]
        if later := _planned().match(text, until + 1, end):
            return [("name", begin, later.start()), ("target", later.end(), end)]  # 建档率92%，目标≥90%
        break  # another number stands before the target
    return []


def aimed_behind(text: str, start: int, end: int) -> list[Piece]:
    """新打机井 47 眼，完成年度目标 45 眼的 104%: name and target where what was reached stands first."""
    told = (until for begin, until in _clauses(text, start, end) if _DIGIT.search(text, begin, until))
    later = next((found for until in told if (found := _aimed_behind().match(text, until + 1, end))), None)
    return [("name", start, later.end()), ("target", later.end(), end)] if later else []


def reached_before(text: str, pieces: Sequence[Piece], figures: Sequence[Figure]) -> list[Piece]:
    """建档率92%(目标≥90%): name, actual value and target where what was reached stands before the target; else nothing.

    >>> from ingest.figures import find_figures
    >>> text = "3.建档率达到92.1%，高于目标值90%"
    >>> pieces = reached_before(text, [("name", 0, 13), ("target", 18, 21)], find_figures(text))
    >>> [text[start:end] for _, start, end in pieces]
    ['建档率', '92.1%', '90%']
    """
    _, start, end = pieces[0]
    own, aim = _figures(figures, start, end), _figures(figures, *pieces[1][1:])
    if not own or not aim or not _COMPARES.fullmatch(text, own[-1].end, end):
        return []
    if (own[-1].kind, own[-1].unit) != (aim[0].kind, aim[0].unit):
        return []  # 超过年度目标 1.2 个百分点
    reached, behind = own[-1], _BOUND.match(text, aim[0].end)
    words = _BEFORE_REACHED.search(text, start, reached.start)
    if words is None or NO_TARGET.search(words["name"]):
        return []
    if reached.kind == "money" and _OF_MONEY.search(words["name"]):
        return []
    target = pieces[1][1], behind.end() if behind else aim[0].end
    colon = text.rfind(":", start, words.start("name"))
    is_labelled = colon > 0 and words["name"] in text[start:colon]  # 2.困难儿童救助:全年救助 134 人，完成…
    name = (start, colon) if is_labelled else words.span("name")
    told: list[Piece] = [("name", *name), ("actual", reached.start, reached.end), ("target", *target)]
    part = _PART_OF_TARGET.match(text, aim[0].end)
    if part and len(pieces) == 2 and len(aim) > 1:
        told.append(("completion", aim[1].start, aim[1].end))
    return [*told, *pieces[2:]]


def planned_of(start: int, end: int, figures: Sequence[Figure]) -> list[Piece]:
    """Name and target of a plan's statement that holds one figure, which no word calls the target: 设备完好率100%."""
    own = _figures(figures, start, end)
    return [("name", start, own[0].start), ("target", own[0].start, end)] if len(own) == 1 else [("name", start, end)]


def behind_label(text: str, pieces: Sequence[Piece], figures: Sequence[Figure]) -> list[Piece]:
    """全年计划抽检 800 批次: where nothing stands before the label, the name stands between it and the number."""
    if len(pieces) < 2 or pieces[1][0] != "target" or text[slice(*pieces[0][1:])].strip(_MARKS):
        return list(pieces)
    _, start, end = pieces[1]
    clause = _CLAUSE.match(text, start, end)
    own = _figures(figures, start, clause.end()) if clause else []
    if len(own) != 1:
        return list(pieces)
    direct = _direct().search(text, start, own[0].end)
    border = direct.start() if direct else own[0].start
    return [("name", start, border), ("target", border, end), *pieces[2:]]


def done_of(text: str, name: str, target: Piece, figures: Sequence[Figure]) -> Piece | None:
    """The clause behind a target that tells what was done; None where a word of it is not understood.

    >>> from ingest.figures import find_figures
    >>> text = "不少于200人，截至6月底实际培训216人"
    >>> piece = done_of(text, "培训农民", ("target", 0, len(text)), find_figures(text))
    >>> text[slice(*piece[1:])] if piece else None
    '216人'
    """
    _, start, end = target
    clauses = _clauses(text, start, end)
    aim = _figures(figures, *next(clauses, (start, start)))
    if len(aim) != 1:
        return None
    for begin, until in clauses:
        own = _figures(figures, begin, until)
        if not own:
            continue
        same = own[0].unit == aim[0].unit and own[0].kind == aim[0].kind
        if len(own) == 1 and same and _is_done(_without_dates(text, begin, own[0].start, figures), name):
            return "actual", own[0].start, until
        return None
    return None


def is_beside(pieces: Sequence[Piece], completion: Piece, figures: Sequence[Figure]) -> bool:
    """Whether nothing else is counted between the values and the percentage: 36 场(任务 30 场)，新增 6 册，完成率…"""
    values = [start for part, start, _ in pieces if part in ("target", "actual")]
    counted = [f for f in figures if min(values) <= f.start < completion[1] and f.kind not in ("date", "ordinal")]
    return len(counted) <= len(values)


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _CLAUSE.finditer(text, start, end))


def _without_dates(text: str, start: int, end: int, figures: Sequence[Figure]) -> str:
    place = bisect_left(figures, start, key=lambda figure: figure.start)
    parts = []
    while place < len(figures) and figures[place].end <= end:
        parts.append(text[start : figures[place].start])
        start, place = figures[place].end, place + 1
    return "".join((*parts, text[start:end]))


def _is_done(words: str, name: str) -> bool:
    if not _words("actual", "filler").search(words):
        return False
    rest = _words("actual", "filler").sub("", words.replace(name, ""))
    return rest in name or (words.startswith(("实际", "已")) and len(rest) <= _VERB)
