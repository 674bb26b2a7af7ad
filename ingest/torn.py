"""What a line end tears apart: a number, a number and its unit, a word of the lexicon."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ingest.lexicon.lexicon import concepts, pattern, rows, units

_DIGITS_BEFORE = re.compile(r"[^\d.,\s][^\n]*?(\d[\d,]*\.?\d*)$")
_DIGITS_AFTER = re.compile(r"(?:\d[\d,]*(?:\.\d+)?|\.\d+)")
_WHOLE_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?!0\d)\d+(?:\.\d+)?")
_DECIMALS = re.compile(r"\.\d")
_YEAR = re.compile(r"(?:19|20)\d\d$")
#: How far a line's end is looked at for a number, and either side of it for a word.
_FAR, _LONGEST_WORD = 24, 10
_BRACKET_OPENS, _BRACKET_ENDS = re.compile(r"[(（][^)）。；]*$"), re.compile(rf"[^(（。；]{{0,{_FAR}}}[)）]")
_CLOSED = (")", "）")
_MARK = "[，。；、,;)）]"


@cache
def _unit() -> re.Pattern[str]:
    return pattern(list(units() | dict.fromkeys("年月日")))


@cache
def _bare_unit() -> re.Pattern[str]:
    """A unit without its number: those of money and 年 by themselves, any other where its clause ends."""
    return re.compile(rf"\s*(?:[万亿]?元|年|(?:{_unit().pattern}){_MARK})")


@cache
def _amount() -> re.Pattern[str]:
    """A sentence's rest that begins with its amount: 1100万元，…; 4辆，…."""
    number = r"\s*-?\d[\d,]*(?:\.\d+)?\s*"
    return re.compile(rf"{number}(?:[万亿]?元|%)[^\n]*[，。；]|{number}(?:{pattern(list(units())).pattern}){_MARK}")


def begins_with_amount(following: str) -> bool:
    """Whether a line begins with an amount, as no sentence and no title does."""
    return _amount().match(following) is not None


def is_open_bracket(line: str, following: str) -> bool:
    """Whether a bracket that a line opens is closed in the next.

    >>> is_open_bracket("公共安全支出（204", "06）司法"), is_open_bracket("公共安全支出（204）", "司法（20406）")
    (True, False)
    """
    end = line[-_FAR:]
    return ("(" in end or "（" in end) and bool(_BRACKET_OPENS.search(end) and _BRACKET_ENDS.match(following))


def is_torn_unit(line: str, following: str) -> bool:
    """Whether a line ends in a number and the next begins with the rest of it or its unit.

    >>> is_torn_unit("预算120", "万元，"), is_torn_unit("预算120", ".5万元"), is_torn_unit("附件1", "部门预算")
    (True, True, False)
    """
    end = line[-2:]
    if not end[-1:].isdigit():
        return end[:1].isdigit() and end[1:] in ("万", "亿") and following.startswith("元")
    return bool(_DECIMALS.match(following) or _bare_unit().match(following))


def is_torn_number(line: str, following: str) -> bool:
    """Whether a number begins at the end of a line and goes on, up to its unit, in the next: neither half is a number.

    >>> [is_torn_number("预算12", text) for text in ("34.50万元，", ".5万元。", "2、项目", "万元")]
    [True, True, False, False]
    """
    before = _DIGITS_BEFORE.search(line[-_FAR:])
    after = _DIGITS_AFTER.match(following)
    rest = following[after.end() : after.end() + _FAR].lstrip() if after else ""
    is_code = rest.startswith(_CLOSED) and is_open_bracket(line, following)
    if not before or not after or not (is_code or _unit().match(rest)):
        return False
    whole = before[1] + after[0]
    if rest.startswith("年"):
        return _YEAR.fullmatch(whole) is not None
    return _WHOLE_NUMBER.fullmatch(whole) is not None


@cache
def _words() -> frozenset[str]:
    return frozenset(concepts()) | {row["wording"] for name in ("indicators", "statistics") for row in rows(name)}


@cache
def _beginnings() -> frozenset[str]:
    """All that a word of the lexicon may begin with."""
    return frozenset(word[:end] for word in _words() for end in range(1, len(word)))


class Word(NamedTuple):
    """The longest word over a line end, in characters; `is_no_end`: no shorter word ends right there."""

    length: int
    is_no_end: bool


def torn_word(line: str, following: str) -> Word:
    """The word of the lexicon that begins in a line and ends in the next; its length is 0 where there is none.

    >>> torn_word("绩效目标完", "成率为90%"), torn_word("项目支出", "预算120万元")
    (Word(length=5, is_no_end=True), Word(length=4, is_no_end=False))
    """
    words = _words()
    left, right = line[-_LONGEST_WORD:], following[:_LONGEST_WORD]
    ends = [left[at:] for at in range(len(left))]
    begun = [end for end in ends if end in _beginnings()]
    length = max(
        (len(end) + more for end in begun for more in range(1, len(right) + 1) if end + right[:more] in words),
        default=0,
    )
    return Word(length, length > 0 and words.isdisjoint(ends))
