"""Parts that nothing of the contract tells apart: 中央补助 and 省级补助 are of one fund, and neither is that fund's; a
class that a table gives once for each unit is of the units."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import takewhile
from typing import TypeVar

from ingest.extract.found import CROSS, Amount, Disposition, Findings, Frame, Mark, Rate, Subject
from ingest.extract.tables.meaning import CARRYOVERS, Told

_Fact = TypeVar("_Fact", Amount, Rate)
_OUTSIDE = "amount outside the contract"
_MONEY = ("资金", "补助", "补贴")
_CLASSES = frozenset(("function", "economic"))
_OF_YEAR = re.compile("[当本]年|年度")
#: What a part of the row above is numbered by: 其中：1、基本支出, (1)基本支出, 2、项目支出.
_PART = re.compile(r"其中|[(]?\d[)、.]")
#: A giver above the county, in words that were not understood.
_ABOVE = re.compile("中央|省|自治区|市级|州级|盟")


def drop_shared(found: Findings) -> None:
    """Take back what prose says of a fund (专项扶贫资金) where it names several amounts: parts of it, told apart by
    projects that the clause does not name."""
    _drop_givers(found)
    given: dict[object, set[object]] = {}
    for amount in found.amounts:
        if _is_shared(amount.frame.subject, amount.origin):
            given.setdefault(amount.frame.key, set()).add(amount.value * amount.factor)
    several = {key[2:5] for key, values in given.items() if len(values) > 1 and isinstance(key, tuple)}
    marks = {a.mark for a in found.amounts if a.origin == "prose" and a.frame.key[2:5] in several}
    marks |= {r.mark for r in found.rates if r.origin == "prose" and r.frame.key[2:5] in several}
    found.take_back(marks, CROSS)


def _drop_givers(found: Findings) -> None:
    """Take back what a paragraph says of several givers of one level: 收到中央资金 5 万元、省级资金 3 万元.

    One is enough where the other's money was not understood.
    """
    given: dict[tuple[int, object], dict[object, set[Mark]]] = {}
    for a in found.amounts:
        if a.origin == "prose" and a.frame.fund == "superior_transfer" and a.frame.measure in ("budget", "spending"):
            marks = given.setdefault((a.mark.block, a.frame.key), {})
            marks.setdefault(a.value * a.factor, set()).add(a.mark)
    unread = {
        mark.block
        for mark, d in found.dispositions.items()
        if d.disposition != "fact" and d.reason in ("", _OUTSIDE) and _ABOVE.match(d.label.lstrip("、和及"))
    }
    several = {at: values for at, values in given.items() if len(values) > 1 or at[0] in unread}
    dropped = {mark for values in several.values() for same in values.values() for mark in same}
    about = {(block, key[2:]) for block, key in several if isinstance(key, tuple)}
    dropped |= {r.mark for r in found.rates if r.origin == "prose" and (r.mark.block, r.frame.key[2:]) in about}
    told: dict[tuple[int, object], list[Rate]] = {}
    for r in found.rates:
        if r.origin == "prose" and r.frame.fund == "superior_transfer":
            told.setdefault((r.mark.block, (r.kind, r.frame.key)), []).append(r)
    for same in told.values():  # 中央资金支付进度 92%，省级资金支付进度 81%
        dropped |= {r.mark for r in same} if len({r.value for r in same}) > 1 else set()
    found.take_back(dropped, CROSS)


def _is_shared(subject: Subject | None, origin: str) -> bool:
    return (
        subject is not None
        and subject.classification == "project"
        and origin == "prose"
        and subject.name.endswith(_MONEY)
    )


def is_kind_of_item(frame: Frame, item: Subject | None, told: Told) -> bool:
    """公务接待费 | 9, 其中：基本支出 | 6, 2、项目支出 | 3: the kinds of spending that an item of 三公 is made of."""
    is_kind = frame.subject is not None and frame.subject.classification == "expenditure_type"
    of_item = item is not None and item.classification == "three_public" and item.code != "total"
    label = told.labels.texts[-1] if told.labels.texts else ""
    return is_kind and of_item and _PART.match(label) is not None


def is_carryover_part(told: Told, above: str | None) -> bool:
    """A fund alone below 年初财政拨款结转和结余 breaks the carryover down, which the contract has no place for."""
    return (above in CARRYOVERS or above == "closing_carryover") and told.is_fund


def drop_parts(found: Findings, named: Mapping[object, Sequence[tuple[str, Amount]]]) -> None:
    """Take back amounts of one key that rows of different labels gave; a lone one above zero, or equal ones, stay.

    So does the one whose label alone says that it is the year's: 项目总预算 | 90 | 项目当年预算 | 30.
    `named`: key of an amount → (row label, amount) of one table's rows that name nothing but a fund.
    """
    dropped = []
    for given in named.values():
        stated = {amount.value for _, amount in given if amount.value}
        if len({label for label, _ in given}) > 1:
            of_year = {amount.mark for label, amount in given if _OF_YEAR.search(label)}
            kept = of_year if len(of_year) == 1 else set()
            lost = [amount for _, amount in given if len(stated) > 1 or (stated and not amount.value)]
            dropped += [amount for amount in lost if amount.mark not in kept]
    if not dropped:
        return
    rows = {(amount.mark.block, amount.frame.fund) for amount in dropped}
    marks = {amount.mark for amount in dropped}
    marks |= {rate.mark for rate in found.rates if (rate.mark.block, rate.frame.fund) in rows}
    found.take_back(marks, CROSS)


def drop_units(found: Findings, blocks: range) -> None:
    """Take back what one table says of a class (行政运行) or project where it gives several amounts: each is of one of
    its units, or of one economic class.

    The one that is the sum of the others is the whole and stays.
    """
    amounts = _tail(found.amounts, blocks)
    given: dict[object, dict[Mark, Decimal]] = {}
    for a in amounts:
        if a.frame.subject and _is_whole(a.frame.subject) and a.frame.measure != "change":
            given.setdefault(a.frame.key, {})[a.mark] = a.value
    several = [marks for marks in given.values() if len(set(marks.values())) > 1]
    dropped = {mark for marks in several for mark in marks if 2 * marks[mark] != sum(marks.values())}
    if not dropped:
        return
    subjects = {a.frame.subject for a in amounts if a.mark in dropped}
    rows = {mark.block for mark in dropped}
    rates = _tail(found.rates, blocks)
    gone = {r.mark for r in rates if r.mark.block in rows and r.frame.subject in subjects} | dropped
    found.amounts[len(found.amounts) - len(amounts) :] = [a for a in amounts if a.mark not in gone]
    if rates:
        found.rates[len(found.rates) - len(rates) :] = [r for r in rates if r.mark not in gone]
    for mark in gone:
        found.dispositions[mark] = Disposition("context", CROSS)


def _tail(facts: Sequence[_Fact], blocks: range) -> list[_Fact]:
    """The facts found last, those of one table."""
    found = list(takewhile(lambda fact: fact.mark.block in blocks, reversed(facts)))
    found.reverse()
    return found


def _is_whole(subject: Subject) -> bool:
    """Whether there is one such class or project in a department."""
    return subject.classification == "project" or bool(subject.classification in _CLASSES and subject.code)
