"""Numbers written in Chinese characters: 三, 十二, 二十五, 一百零三, 两千."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}

#: A regular expression for such a number; 〇 and 零 only inside, 百 and 千 behind another (百岁老人, 千家万户).
CHINESE_NUMBER = r"[一二两三四五六七八九十](?:[零〇一二三四五六七八九十百千万]*[一二三四五六七八九十百千])?"


def chinese_number(text: str) -> Decimal:
    """The value of a Chinese numeral below 万万.

    >>> [int(chinese_number(t)) for t in ("三", "十二", "二十五", "一百零三", "两千", "三万五千")]
    [3, 12, 25, 103, 2000, 35000]
    """
    total = section = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character == "万":
            total, section, digit = (total + section + digit) * 10_000, 0, 0
        else:
            section += (digit or 1) * _POWERS[character]
            digit = 0
    return Decimal(total + section + digit)
