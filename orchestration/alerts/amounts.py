"""Figures as a reviewer reads them: yuan in 万元, percentages to four places, no zeros that say nothing."""

from __future__ import annotations

from decimal import Decimal

#: What stands behind a difference; elsewhere the unit itself.
_DIFFERENCE_UNIT = {"%": "个百分点"}


def printed(value: Decimal | None, unit: str) -> str:
    """Return a side of a check with its unit, empty where it is unknown.

    >>> printed(Decimal("2463000.00000000"), "元"), printed(Decimal("69.07768999"), "%"), printed(Decimal("13"), "个")
    ('246.30 万元', '69.0777 %', '13 个')
    """
    return "" if value is None else f"{number(value, unit)} {'万元' if unit == '元' else unit}".strip()


def difference(value: Decimal | None, unit: str) -> str:
    """Return the difference of both sides with a sign.

    >>> difference(Decimal("-180000"), "元"), difference(Decimal("27.00231001"), "%")
    ('-18.00 万元', '+27.0023 个百分点')
    """
    if value is None:
        return ""
    sign = "+" if value > 0 else ""
    return f"{sign}{number(value, unit)} {'万元' if unit == '元' else _DIFFERENCE_UNIT.get(unit, unit)}".strip()


def number(value: Decimal, unit: str) -> str:
    """Return the number alone: yuan in 万元 with two places at least, other units with four at most."""
    if unit == "元":
        text = f"{value / 10000:.6f}"
        whole, _, places = text.partition(".")
        return f"{whole}.{places[:2]}{places[2:].rstrip('0')}"
    return f"{value:.4f}".rstrip("0").rstrip(".")
