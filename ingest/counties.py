"""County-level divisions by GB/T 2260 code and by name; names alone may be ambiguous (朝阳区 is in four cities)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "lexicon" / "county.csv"


@dataclass(frozen=True, slots=True)
class County:
    code: str
    name: str
    prefecture: str
    province: str


@cache
def counties() -> dict[str, County]:
    """Every county by code."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        found = [County(*(row[c] for c in row)) for row in csv.DictReader(file)]
    return {county.code: county for county in found}


@cache
def _by_name() -> dict[str, tuple[County, ...]]:
    names: dict[str, tuple[County, ...]] = {}
    for county in counties().values():
        names[county.name] = (*names.get(county.name, ()), county)
    return names


def named(text: str) -> tuple[County, ...]:
    """Counties whose full name or code is exactly `text`."""
    if text in counties():
        return (counties()[text],)
    return _by_name().get(text, ())


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _by_name()), key=len, reverse=True)))


def mentioned(texts: Iterable[str]) -> tuple[County, ...]:
    """Counties named in the texts, most often first; an ambiguous name is settled by its prefecture or province."""
    whole = "\n".join(texts)
    counts: dict[County, int] = {}
    for match in _pattern().finditer(whole):
        candidates = _by_name()[match.group()]
        if len(candidates) > 1:
            candidates = tuple(c for c in candidates if c.prefecture in whole or c.province in whole)
        if len(candidates) == 1:
            counts[candidates[0]] = counts.get(candidates[0], 0) + 1
    return tuple(sorted(counts, key=lambda county: (-counts[county], county.code)))
