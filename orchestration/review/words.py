"""Chinese names of codes, and numbers as a reader of a Chinese report expects them.

Words of the published contract come from the snapshot (`marts.dim_word`), those of the pages alone from `words.csv`.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

Words = Mapping[tuple[str, str], str]

#: Units of rules about wording, or about what is missing: they count places and compare no two figures.
REMARKS = ("处", "份")

_FILE = Path(__file__).with_name("words.csv")
_WAN = Decimal(10000)


def page_words() -> dict[tuple[str, str], str]:
    """Return the words that only the pages need, by domain and code."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {(row["domain"], row["code"]): row["name_zh"] for row in csv.DictReader(file)}


def number(value: Decimal | float | None, least: int = 0, most: int = 4) -> str:
    """Return `value` with thousands separators and `least` to `most` decimals; unknown is empty.

    >>> number(Decimal("1493.25000000")), number(Decimal("-0.5"), 2), number(None)
    ('1,493.25', '-0.50', '')
    """
    if value is None:
        return ""
    whole, _, places = f"{value:,.{most}f}".partition(".")
    places = places.rstrip("0").ljust(least, "0")
    text = f"{whole}.{places}" if places else whole
    return text if text.strip("-0.,") else text.lstrip("-")


def wan(yuan: Decimal | float | None) -> str:
    """Return an amount in yuan as 万元, with two to six decimals.

    >>> wan(Decimal("5068300.00")), wan(Decimal("0.10"))
    ('506.83', '0.00001')
    """
    return "" if yuan is None else number(yuan / _WAN if isinstance(yuan, Decimal) else yuan / 1e4, 2, 6)


def sided(value: Decimal | None, unit: str | None) -> str:
    """Return a side of a check with its unit: yuan as 万元, percent as %.

    >>> sided(Decimal("5068300"), "元"), sided(Decimal("96.08"), "%"), sided(Decimal("9.00"), "个")
    ('506.83 万元', '96.08%', '9 个')
    """
    if value is None:
        return "未列示"
    if unit == "元":
        return f"{wan(value)} 万元"
    return f"{number(value)}%" if unit == "%" else f"{number(value)} {unit or ''}".rstrip()


def gap(value: Decimal | None, unit: str | None) -> str:
    """Return a difference or tolerance with its unit; of percentages it is percentage points.

    >>> gap(Decimal("27.00231001"), "%"), gap(Decimal("-18000"), "元")
    ('27.0023 个百分点', '-1.80 万元')
    """
    return f"{number(value)} 个百分点" if unit == "%" and value is not None else sided(value, unit)


def day(value: date | datetime | None) -> str:
    """Return a day as it stands in Chinese documents' tables, `2024-06-01`; unknown is empty."""
    return "" if value is None else value.strftime("%Y-%m-%d")
