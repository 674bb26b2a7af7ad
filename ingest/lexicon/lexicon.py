"""Loads the wordings: which printed words speak of which concept.

Every CSV beside this module is one kind of concept; a new wording is a new row. Loading rejects what contradicts:
one wording may have several roles (公务接待费 is a 三公 item and an economic class; context decides), but within one
file it means one thing. What a concept does in a sentence is `ingest.extract`'s affair.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent


#: What makes another class of the one behind it.
OTHER = "其他"


class LexiconError(ValueError):
    """A lexicon row that contradicts another or misses a column; names file, line and wording."""


class Concept(NamedTuple):
    """What a wording stands for. `role` is the file's kind, or the row's own for relations; the rest as columns."""

    wording: str
    role: str
    measure: str = ""
    stage: str = ""
    classification: str = ""
    code: str = ""
    name: str = ""
    fund: str = ""
    rate: str = ""
    subject: str = ""
    also: str = ""
    within: str = ""
    not_behind: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure; `factor` turns a printed value into base units (yuan for money)."""

    kind: str
    factor: Decimal


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one CSV of this folder, each checked to be complete and its first column unique."""
    path = FOLDER / f"{name}.csv"
    seen: dict[str, dict[str, str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            place = f"{path.name}:{reader.line_num}"
            if None in row.values() or None in row:
                raise LexiconError(
                    f"{place}: found {list(row.values())}, expected {reader.fieldnames}; add the columns"
                )
            key = next(iter(row.values()))
            if not key:
                raise LexiconError(f"{place}: the first column is empty; give the wording or delete the row")
            if key in seen:
                if seen[key] != row:
                    raise LexiconError(f"{place}: {key!r} already means {seen[key]}; keep one of the two rows")
                raise LexiconError(f"{place}: {key!r} stands twice; delete one row")
            seen[key] = row
            yield row


@cache
def units() -> dict[str, Unit]:
    """Units by printed wording."""
    return {row["unit"]: Unit(row["kind"], Decimal(row["factor"])) for row in rows("units")}


_ROLES = {
    "measures": "measure",
    "subjects": "subject",
    "funds": "fund",
    "sources": "source",
    "rates": "rate",
    "functions": "function",
    "economic": "economic",
    "fillers": "filler",
}


def _spellings(wording: str) -> tuple[str, ...]:
    """三公 stands with and without quotation marks."""
    if "三公" not in wording:
        return (wording,)
    return tuple(
        wording.replace("三公", quoted) for quoted in ("三公", "“三公”", '"三公"', "”三公”", "‘三公’", "「三公」")
    )


@cache
def concepts() -> dict[str, tuple[Concept, ...]]:
    """All concepts by wording; several where a wording has several roles."""
    found: dict[str, tuple[Concept, ...]] = {}
    for name, role in (*_ROLES.items(), ("relations", "")):
        for row in rows(name):
            fields = {"role": role} | row
            if role == "measure" and row["subject"].startswith("fiscal"):  # fiscal, or fiscal: before a subject
                fields |= {"fund": "fiscal", "subject": row["subject"].removeprefix("fiscal:")}
            for spelling in _spellings(row["wording"]):
                found[spelling] = (*found.get(spelling, ()), Concept(**fields | {"wording": spelling}))
    for row in rows("function_items"):  # as words of their own only where functional classes are listed
        name = row["name"]
        for wording in {name, f"{name.removesuffix('支出')}支出"}:
            item = Concept(wording, "function", classification="function", code=row["code"], name=name)
            found[wording] = (*found.get(wording, ()), item._replace(within="function"))
    for row in rows("functions"):  # 教育, 国防, 外交: beside other classes only
        if (bare := row["wording"].removesuffix("支出")) not in found:
            found[bare] = (Concept(bare, "function", classification="function", code=row["code"], within="function"),)
    return found


def other(known: Concept) -> tuple[Concept, ...]:
    """What 其他 and a class behind it mean: another functional class, whose code is not known; else nothing known.

    >>> [concept.name for concept in other(concepts()["公路水路运输支出"][0])]
    ['其他公路水路运输支出']
    """
    name = OTHER + known.wording
    is_function = known.role == "function"
    return (Concept(name, "function", classification="function", name=name),) if is_function else ()


@cache
def economic_codes() -> dict[str, str]:
    """Economic class code → official name."""
    return {row["code"]: row["name"] for row in rows("economic")}


@cache
def function_names() -> dict[str, str]:
    """Functional class code of three digits → the first (official) name of the list."""
    names: dict[str, str] = {}
    for row in rows("functions"):
        names.setdefault(row["code"], row["wording"])
    return names


@cache
def function_codes() -> dict[str, str]:
    """Names of functional classes that are unique in every list → code: the classes (类) and a few items (项)."""
    named = {row["name"]: row["code"] for row in rows("function_items") if row["code"]}
    classes = {row["wording"]: row["code"] for row in rows("functions")}
    bare = {wording.removesuffix("支出"): code for wording, code in classes.items()}  # 教育（类）
    return bare | named | classes


def pattern(words: Iterator[str] | list[str]) -> re.Pattern[str]:
    """A regular expression that finds any of the words, longest first.

    Words that begin alike are one alternative: at each place the engine tries a few beginnings, not every word.

    >>> pattern(["决算", "预算", "决算数"]).pattern
    '决(?:算数|算)|预(?:算)'
    """
    endings: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        endings.setdefault(word[0], []).append(re.escape(word[1:]))
    return re.compile("|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in endings.items()))
