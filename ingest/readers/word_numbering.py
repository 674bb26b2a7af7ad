"""Automatic paragraph numbers (自动编号) of Word documents: 一、 （二） 3. ④, which stand in no run of text.

Word stores a list's pattern per level and counts when it draws the page; this module counts the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from ingest.readers.word_styles import Style, W, value

_DIGITS = "〇一二三四五六七八九"
_PLACE = re.compile(r"%([1-9])")
_CLOSING = ("、", "）", "．", "，", "：", "】", "〕", " ")


def chinese(number: int) -> str:
    """A number below 100 in Chinese numerals, as headings count; larger ones digit by digit.

    >>> chinese(3), chinese(10), chinese(21), chinese(102)
    ('三', '十', '二十一', '一〇二')
    """
    if not 0 < number < 100:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    steps = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    text = ""
    for worth, sign in steps:
        text += sign * (number // worth)
        number %= worth
    return text


def spelled(number: int, form: str) -> str:
    """A counter in one of Word's number formats; formats that reports do not use come out in digits.

    >>> spelled(4, "chineseCountingThousand"), spelled(4, "decimalEnclosedCircle"), spelled(4, "upperRoman")
    ('四', '④', 'IV')
    """
    if form in ("none", "bullet"):
        return ""
    if form.startswith(("chinese", "taiwanese", "japanese", "ideographDigital", "korean")):
        return chinese(number)
    if form.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    if form == "decimalFullWidth":
        return str(number).translate({ord("0") + digit: chr(0xFF10 + digit) for digit in range(10)})
    if number > 0 and form in ("lowerLetter", "upperLetter"):
        return _letter(number) if form == "lowerLetter" else _letter(number).upper()
    if number > 0 and form in ("lowerRoman", "upperRoman"):
        return _roman(number) if form == "lowerRoman" else _roman(number).upper()
    return f"{number:02d}" if form == "decimalZero" else str(number)


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    pattern: str


@dataclass(slots=True)
class _List:
    """A list: its levels, and the counters that all lists of one pattern share."""

    levels: dict[int, _Level]
    counters: dict[int, int]
    starts: dict[int, int]
    is_fresh: bool = True


@dataclass(slots=True)
class Numbering:
    """The lists of a document; `label` counts on, so it is called once per paragraph, in order."""

    lists: dict[str, _List] = field(default_factory=dict)

    @classmethod
    def of(cls, parts: Iterable[etree._Element]) -> Numbering:
        """Read `numbering.xml`; without one, no paragraph has an automatic number."""
        found = cls()
        for part in parts:
            patterns: dict[str | None, tuple[dict[int, _Level], dict[int, int]]] = {}
            for element in part.iter(W + "abstractNum"):
                levels = {_key(level): _level(level) for level in element.iter(W + "lvl")}
                patterns[element.get(W + "abstractNumId")] = (levels, {})
            for element in part.iter(W + "num"):
                levels, counters = patterns.get(value(element, "abstractNumId"), ({}, {}))
                starts: dict[int, int] = {}
                changed = dict(levels)
                for override in element.iter(W + "lvlOverride"):
                    start = value(override, "startOverride")
                    if start and start.isdigit():
                        starts[_key(override)] = int(start)
                    changed.update({_key(level): _level(level) for level in override.iter(W + "lvl")})
                found.lists[element.get(W + "numId", "")] = _List(changed, counters, starts)
        return found

    def label(self, paragraph: Style) -> str:
        """The number Word prints before a paragraph, or an empty text; counts the paragraph."""
        item = paragraph.list_of
        if item is None or item[0] not in self.lists:
            return ""
        chosen, depth = self.lists[item[0]], item[1]
        if depth not in chosen.levels:
            return ""
        if chosen.is_fresh:
            for level, start in chosen.starts.items():
                chosen.counters[level] = start - 1
            chosen.is_fresh = False
        counters = chosen.counters
        for deeper in [level for level in counters if level > depth]:
            del counters[deeper]
        counters[depth] = counters.get(depth, chosen.levels[depth].start - 1) + 1

        def counted(place: re.Match[str]) -> str:
            level = int(place[1]) - 1
            if level not in chosen.levels:
                return ""
            return spelled(counters.setdefault(level, chosen.levels[level].start), chosen.levels[level].form)

        # A bullet is no number and its sign belongs to a symbol font.
        if chosen.levels[depth].form == "bullet":
            return ""
        label = _PLACE.sub(counted, chosen.levels[depth].pattern)
        # Word parts number and text by a tab; without any gap "1." and "2023年" would read as 1.2023.
        return label if label.endswith(_CLOSING) or not label else label + " "


def _key(element: etree._Element) -> int:
    stated = element.get(W + "ilvl", "0")
    return int(stated) if stated.isdigit() else 0


def _level(element: etree._Element) -> _Level:
    start = value(element, "start") or "1"
    return _Level(
        int(start) if start.isdigit() else 1, value(element, "numFmt") or "decimal", value(element, "lvlText") or ""
    )
