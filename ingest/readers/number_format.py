"""A stored number and its number format (数字格式) → what the sheet prints: `1267.8` as `0.00` is `1267.80`.

Covers what reports use: decimals, thousands, percent, scaling by commas or by the trick `0!.0,` (万元), literals around
the number, sections for negatives and zero, dates. Fractions and exponents are printed as plain decimals. The sections'
conditions (`[>=100]`) and Chinese numerals (`[DBNum1]`) are not followed: the number is printed in ordinary digits.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal

#: Formats that files name by number only ([ECMA-376] 18.8.30, with the dates of the Chinese edition of Excel).
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"¥"#,##0', 6: '"¥"#,##0', 7: '"¥"#,##0.00',
    8: '"¥"#,##0.00', 9: "0%", 10: "0.00%", 11: "General", 12: "General", 13: "General", 14: "yyyy/m/d", 15: "d-mmm-yy",
    16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: "#,##0", 42: '"¥"#,##0', 43: "#,##0.00", 44: '"¥"#,##0.00',
    45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss", 48: "General", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip

#: Quoted text, an escaped character, a gap the width of a character, a fill character, a bracket, a word, a sign.
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|(?P<gap>[_*].)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<meridiem>AM/PM|A/P|上午/下午)|(?P<date>[ymdhs]+|[ae]{3,})|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)
_DATE_LETTERS = frozenset("ymdhs")

#: Room for the largest float (309 digits) and any number of decimals a format asks for.
_EXACT = Context(prec=700)


def plain(value: float) -> str:
    """A number without a format: fifteen significant digits, so that 171.60999999999999 is 171.61.

    >>> plain(171.60999999999999), plain(0.1 + 0.2), plain(1e15), plain(5.0)
    ('171.61', '0.3', '1000000000000000', '5')
    """
    text = format(Decimal(f"{value:.15g}"), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(value: float, form: str, is_1904: bool = False) -> str:
    """What a cell of this value and number format prints; `is_1904` says where the file's days start to count.

    >>> shown(1267.8, "0.00"), shown(0.7719, "0.00%"), shown(12678000, "0!.0,"), shown(44562, 'yyyy"年"m"月"d"日"')
    ('1267.80', '77.19%', '1267.8', '2022年1月1日')
    """
    sections = _sections(form)
    chosen, value = _section(sections, value)
    # A section with a letter of dates outside quotes prints a day or an hour.
    if any(kind == "date" and set(text.lower()) <= _DATE_LETTERS for kind, text in chosen):
        return _date(chosen, value, is_1904)
    # An empty section hides its numbers. A hidden zero says nothing; any other value is read, as hidden rows are.
    if not chosen:
        return "" if value == 0 and len(sections) > 1 else plain(value)
    return _number(chosen, value)


def _sections(form: str) -> list[list[tuple[str, str]]]:
    """The format's sections, each a list of (kind, text)."""
    sections: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(form):
        kind, text = match.lastgroup or "sign", match[match.lastgroup or 0]
        if kind == "sign" and text == ";":
            sections.append([])
        elif kind in ("quoted", "escaped"):
            sections[-1].append(("literal", text))
        elif kind == "bracket":
            # [$¥-804] prints the currency sign; colours, conditions and numeral systems print nothing.
            sections[-1].append(("literal", text[1:].partition("-")[0] if text.startswith("$") else ""))
        elif kind == "gap":
            sections[-1].append(("literal", ""))
        else:
            sections[-1].append((kind, text))
    return sections


def _section(sections: list[list[tuple[str, str]]], value: float) -> tuple[list[tuple[str, str]], float]:
    """The section for the value's sign, and the value it is to print: sections of their own drop the minus."""
    if value < 0 and len(sections) > 1 and sections[1]:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _number(tokens: list[tuple[str, str]], value: float) -> str:
    signs = "".join(text for kind, text in tokens if kind == "sign")
    if any(kind == "general" for kind, _ in tokens) or not re.search(r"[0#?]", signs):
        if not any(kind == "general" or (kind, text) == ("sign", "@") for kind, text in tokens):
            return "".join(text for _, text in tokens).strip()
        return "".join(plain(value) if kind == "general" or text == "@" else text for kind, text in tokens).strip()
    if re.search(r"[0#?]\s*/|[0#?]E[+-]", signs, re.IGNORECASE):
        return plain(value)
    first, last = _bounds(tokens)
    body = tokens[first : last + 1]
    before = "".join(text for _, text in tokens[:first])
    after = [text for _, text in tokens[last + 1 :]]
    scale = -3 * sum(text == "," for text in after) + 2 * signs.count("%")
    whole, fraction = _split(body)
    decimals = sum(text in "0#?" for kind, text in fraction if kind == "sign")
    exact = Decimal(f"{abs(value):.15g}").scaleb(scale, _EXACT)
    amount = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _EXACT)
    digits, _, behind = format(amount, "f").partition(".")
    printed = _whole(digits, whole) + _fraction(behind, fraction)
    minus = "-" if value < 0 and amount else ""
    return (minus + before + printed + "".join(text for text in after if text != ",")).strip()


def _bounds(tokens: list[tuple[str, str]]) -> tuple[int, int]:
    """Where the first and the last digit place of a section stand."""
    places = [number for number, (kind, text) in enumerate(tokens) if kind == "sign" and text in "0#?"]
    return places[0], places[-1]


def _split(body: list[tuple[str, str]]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    point = body.index(("sign", ".")) if ("sign", ".") in body else len(body)
    return body[:point], body[point + 1 :]


def _whole(digits: str, places: list[tuple[str, str]]) -> str:
    """The digits before the point, filled into their places from the right; literals between places stay there."""
    is_grouped = ("sign", ",") in places
    left = list(digits.lstrip("0"))
    printed: list[str] = []
    count = 0
    first = next((n for n, (kind, text) in enumerate(places) if kind == "sign" and text in "0#?"), None)
    for number in range(len(places) - 1, -1, -1):
        kind, text = places[number]
        if kind != "sign":
            printed.append(text[::-1])
        elif text in "0#?":
            wanted = len(left) if number == first else min(1, len(left))
            for digit in [left.pop() for _ in range(wanted)] or (["0"] if text == "0" else []):
                if is_grouped and count and count % 3 == 0:
                    printed.append(",")
                printed.append(digit)
                count += 1
    return "".join(printed)[::-1]


def _fraction(digits: str, places: list[tuple[str, str]]) -> str:
    """The digits behind the point; zeros in optional places at the end are not printed."""
    printed = ""
    optional = 0
    waiting = list(digits)
    for kind, text in places:
        if kind == "sign" and text in "0#?":
            digit = waiting.pop(0)
            printed += digit
            optional = optional + 1 if text != "0" and digit == "0" else 0
        elif kind == "literal" and text:
            printed += text
            optional = 0
    printed = printed[: len(printed) - optional] if optional else printed
    return "." + printed if printed else ""


def _date(tokens: list[tuple[str, str]], value: float, is_1904: bool) -> str:
    """A day count printed by its format; `m` beside hours or seconds means minutes."""
    try:
        # Excel counts 29 February 1900, a day that never was: from 1 March 1900 on, day 1 is 31 December 1899.
        start = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30)
        moment = start + timedelta(seconds=round(value * 86_400))
    except OverflowError:
        return plain(value)
    printed = ""
    clock = False
    for number, (kind, text) in enumerate(tokens):
        if kind == "meridiem":
            printed += "上午" if moment.hour < 12 else "下午"
        elif kind != "date" or not set(text.lower()) <= _DATE_LETTERS:
            printed += "" if kind == "date" else text
        else:
            letter = text[0].lower()
            following = next((t[0].lower() for k, t in tokens[number + 1 :] if k == "date"), "")
            if letter == "m" and (clock or following == "s"):
                printed += f"{moment.minute:02d}"
            else:
                printed += _date_part(moment, letter, len(text))
            clock = letter in "hs"
    return printed.strip()


def _date_part(moment: datetime, letter: str, width: int) -> str:
    number = {"y": moment.year, "m": moment.month, "d": moment.day, "h": moment.hour, "s": moment.second}[letter]
    if letter == "y":
        return f"{number:04d}" if width > 2 else f"{number % 100:02d}"
    return f"{number:02d}" if width == 2 else str(number)
