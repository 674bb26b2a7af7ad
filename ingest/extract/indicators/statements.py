"""One statement of an indicator in prose, taken apart: name, target, actual value …, each behind its label.

What the parts mean, and which statements are indicators, is decided in `indicators/sentences.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.lexicon.lexicon import pattern, rows

_NUMBERING = r"^(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.．]?|[①-⑳])?"
MARKER = re.compile(r"指标\s?\d{1,2}\s?[:：、.．]")
_PLACE = re.compile(
    r"^(?:其中:|(?:目标)?\d{1,2}:|指标\s?\d{1,2}\s?[:：、.．]|[(]?\d{1,2}[)、.．]|[①-⑳]|第?[一二三四五六七八九十](?:是|[，,]))+"
)
_MARKS = "。，,:：;； "
_END = re.compile("[；;。]|$")
#: 入园率93.2%(目标值90%)，巩固率98.6%(目标值97%): each with its target in brackets.
_BRACKETED = re.compile(r"\((?:年[度初])?目标值?[^()，。；]{1,14}\)")
_EACH_END = re.compile(r"[；;。]|(?<=[\d%\u4e00-\u9fff]\))[，、]|$")
#: 1.造林面积。年度指标值…: a name that a full stop parts from its values.
_NAME_ALONE = re.compile(r"\s*(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.．]|[①-⑳])?[^\d，。；:]{2,40}。")
#: What was done by the cut-off, of any months: 1-8月完成.
_SO_FAR = r"[-~—–至]+\d{1,2}月份?(?:累计|实际)?完成(?:情况|值|数)?"
#: 预计全年完成 is a forecast, which the contract has no place for.
_FORECAST = re.compile(r"(?:预计|预期|力争|有望)(?:到|至|可)?(?:年底|年末)?$")
#: 实际完成数占年度目标|任务的|100%.
_OF_TARGET = re.compile(r"(?:任务|计划|指标)?(?:数|值|量)?的?(?=\d[\d.]*\s?%)")
_LABEL_TAIL = re.compile(r"^[:：为是]+")


@cache
def labels() -> tuple[re.Pattern[str], dict[str, str]]:
    parts = {
        row["wording"]: row["part"]
        for row in rows("indicators")
        if len(row["wording"]) > 2 or row["part"] in ("score", "weight")
    }
    stated = {
        word: part for word, part in parts.items() if part in ("target", "actual", "completion", "weight", "score")
    }
    return re.compile(f"1{_SO_FAR}|一{_SO_FAR}|{pattern(list(stated)).pattern}"), stated


@cache
def _levels() -> tuple[re.Pattern[str], dict[str, tuple[int, str, str]]]:
    levels = {row["wording"]: (int(row["level"]), row["name"], row["above"]) for row in rows("levels")}
    words = pattern(list(levels)).pattern
    return re.compile(rf"{_NUMBERING}({words})(?:完成)?(?:情况)?(?:分析)?(?=[:：。]|$|\(|指标[:：]?\d)"), levels


def level_of(text: str) -> tuple[int, str, str] | None:
    """The level, its name and the level above that a heading or list label names, or None."""
    expression, levels = _levels()
    match = expression.match(text.strip())
    return levels[match.group(1)] if match else None


def statements(text: str) -> Iterator[tuple[int, int]]:
    """Spans of single indicators in a block: at 指标N markers, else at every sentence with its own target label."""
    marks = [match.start() for match in MARKER.finditer(text)]
    if marks:
        yield from zip(marks, [*marks[1:], len(text)], strict=True)
        return
    start = 0
    for match in (_EACH_END if len(_BRACKETED.findall(text)) > 1 else _END).finditer(text):
        name = _NAME_ALONE.fullmatch(text, start, match.end())
        if name and not level_of(name[0]) and labels()[0].match(text, match.end()):
            continue
        if match.end() > start:
            yield start, match.end()
        start = match.end()


def parts_of(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """(part, start, end) of the values behind each label of one statement, the name first."""
    expression, parts = labels()
    found = list(expression.finditer(text, start, end))
    if found and parts.get(found[0].group()) == "completion" and _is_glued(text, start, found[0].start()):
        del found[0]  # 项目按期完成率目标值…: before any target it is a name's last word
    if not found:
        return []
    pieces = [("name", start, found[0].start())]
    for match, following in zip(found, [*found[1:], None], strict=True):
        until = following.start() if following else end
        begin = match.end()
        tail = _LABEL_TAIL.match(text[begin:until])
        is_forecast = _FORECAST.search(text, max(start, match.start() - 8), match.start())
        part = "note" if is_forecast else parts.get(match.group(), "actual")
        if part == "target" and (share := _OF_TARGET.match(text, begin)) and text[match.start() - 1] in "占成的":
            part, begin = "completion", share.end()  # 完成数占年度目标|任务的100%
        pieces.append((part, begin + (tail.end() if tail else 0), until))
    return pieces


def _is_glued(text: str, start: int, place: int) -> bool:
    return place > start and text[place - 1] not in _MARKS


def name_of(text: str) -> str:
    """An indicator's name without the number of its place: 指标1:…, (2)…, ①…, 第一，…, 一是…."""
    name = _PLACE.sub("", text.strip(_MARKS)).strip(_MARKS)
    return name[1:-1] if name[:1] == "“" and name.find("”") == len(name) - 1 else name
