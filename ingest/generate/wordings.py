"""The wordings reports are made of, rows of `wordings.csv`: key, template, text with placeholders in braces.

A template is a province whose reports read so; `*` stands for wordings seen in many. All rows of one key have the same
placeholders, so that a report states the same facts in whichever words.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from random import Random

_FILE = Path(__file__).parent / "wordings.csv"


@cache
def rows() -> dict[str, dict[str, tuple[str, ...]]]:
    """Texts by key and template."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            of_key = found.setdefault(row["key"], {})
            of_key[row["template"]] = (*of_key.get(row["template"], ()), row["text"])
    return found


@cache
def templates() -> tuple[str, ...]:
    """Every template that has wordings of its own."""
    return tuple(sorted({template for of_key in rows().values() for template in of_key} - {"*"}))


def wording(key: str, template: str, random: Random) -> str:
    """A wording of the template, or where it has none for the key one of those seen in many. KeyError without any."""
    of_key = rows()[key]
    return random.choice(of_key.get(template) or of_key["*"])
