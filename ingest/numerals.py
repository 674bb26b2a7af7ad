"""Numbers written in Chinese characters: 三, 十二, 二十五, 一百零三, 两千, 壹佰贰拾, 百分之九十五点五."""

from __future__ import annotations

from decimal import Decimal

_CAPITALS = dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟萬", "一二三四五六七八九十百千万", strict=True))
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}

#: A regular expression for such a number; 〇 and 零 only inside, 百 and 千 behind another (百岁老人, 千家万户).
CHINESE_NUMBER = r"[一二两三四五六七八九十](?:[零〇一二三四五六七八九十百千万]*[一二三四五六七八九十百千])?"
#: Money in the capital characters of receipts: 壹佰贰拾|万元. Alone, they also stand in names: 陆家镇, 伍家岗区.
_CAPITAL = "壹贰叁肆伍陆柒捌玖拾"
_MORE = rf"[零{_CAPITAL}佰仟万萬]*[{_CAPITAL}佰仟]"
CAPITAL_NUMBER = rf"[{_CAPITAL}](?:(?:{_MORE})?(?=万元)|{_MORE}(?=元(?![零{_CAPITAL}]+[角分])))"
#: A percentage in words: 百分之九十五, 百分之百, 百分之九十五点五.
CHINESE_PERCENT = rf"百分之(?:{CHINESE_NUMBER}(?:点[零〇一二三四五六七八九]+)?|百)"


def chinese_percent(text: str) -> tuple[Decimal, int]:
    """The value of a percentage in words, and its decimals.

    >>> [chinese_percent(t) for t in ("百分之九十五点五", "百分之百")]
    [(Decimal('95.5'), 1), (Decimal('100'), 0)]
    """
    whole, _, decimals = text.removeprefix("百分之").partition("点")
    digits = "".join(str(_DIGITS[character]) for character in decimals)
    return chinese_number(whole) + (Decimal(f"0.{digits}") if digits else 0), len(digits)


def chinese_number(text: str) -> Decimal:
    """The value of a Chinese numeral below 万万.

    >>> [int(chinese_number(t)) for t in ("三", "十二", "二十五", "一百零三", "两千", "三万五千", "壹佰贰拾")]
    [3, 12, 25, 103, 2000, 35000, 120]
    """
    total = section = digit = 0
    for character in (_CAPITALS.get(character, character) for character in text):
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character == "万":
            total, section, digit = (total + section + digit) * 10_000, 0, 0
        else:
            section += (digit or 1) * _POWERS[character]
            digit = 0
    return Decimal(total + section + digit)
