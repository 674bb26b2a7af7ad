"""The one project of a report under other names: 食品监管补助资金 in a report on 食品药品监管项目资金.

A report calls its project by a shorter name, by one with more words, or by what its giver calls the money. Names of its
parts share words with it, too; the amounts tell them apart: what is the whole is nowhere printed as a part, and none of
its amounts differs from the whole's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from ingest.extract.found import TOTAL, Amount, Findings, Frame, Mark, Subject, replace
from ingest.extract.projects.own import ITSELF
from ingest.figures import Figure

_MEASURES = ("budget", "spending")
#: Words that tell no project from another: 中央…, …工作, …补助资金.
_PLAIN = re.compile(
    "20\\d\\d|年度|中央|[省市县区州旗]级|财政|专项|转移支付|项目|资金|经费|补助|补贴|奖补|工作|支持|国家|政策性|本级|上级|绩效|自评|评价|报告|监控|情况"
)
_KIND = re.compile("(?:项目|资金|经费|补助资金|专项资金)+$")
#: 文化馆和图书馆改造: either is a part.
_JOINED = re.compile("[、和及与]")
_SHORTEST = 4


def name_the_one(found: Findings, figures: Sequence[Sequence[Figure]], names: Iterable[str], heading: str) -> None:
    """Let what is said of a report's one project by another name be said of the whole, in place."""
    own = [name for name in names if name not in ITSELF]
    told = _by_name(found)
    if not told:
        return
    whole = [a for a in found.amounts if (a.frame.subject or TOTAL) == TOTAL and a.frame.measure in _MEASURES]
    titles = {_bare(name) for name in own} | {_bare(heading)}
    alike = {name for name in told if any(_are_alike(_bare(name), title) for title in titles)}
    titles = set(map(_bare, alike))
    alike |= {name for name in told if any(_are_alike(_bare(name), title) for title in titles)}
    amounts = [amount for name in alike for amount in told[name]]
    is_given = any(amount.frame.measure == "budget" for amount in amounts)  # what was paid alone may be of a part
    is_alone = is_given and told.keys() == alike and not _is_as_much_unread(found, figures, amounts)
    same = alike if amounts and (whole or is_alone) and _agree(amounts, whole) else set()
    others = told.keys() - alike
    if own and len(others) == 1 and all(_is_printed(amount, whole) for amount in told[next(iter(others))]):
        same = same | others  # 下达车购税补助 56 万元. …该项目下达资金 56 万元
    _rename(found, {Subject("project", "", name): TOTAL for name in same})


def join_names(found: Findings) -> None:
    """Let 敬老院运营补贴 and 敬老院运营补贴项目 of one document be one project, in place."""
    stems: dict[str, list[str]] = defaultdict(list)
    told = _by_name(found, with_parts=True)
    for name in told:
        stems[_KIND.sub("", name)].append(name)
    joined = [own for own in stems.values() if len(own) > 1 and not _differ([a for name in own for a in told[name]])]
    _rename(found, {Subject("project", "", name): Subject("project", "", own[0]) for own in joined for name in own[1:]})


def _by_name(found: Findings, *, with_parts: bool = False) -> dict[str, list[Amount]]:
    """What prose says of each project, in order; of those that are nowhere a part or in a table."""
    told: dict[str, list[Amount]] = defaultdict(list)
    parts = set()
    for amount in sorted(found.amounts, key=lambda a: a.mark):
        subject = amount.frame.subject
        if subject is None or subject.classification != "project" or subject.code:
            continue
        told[subject.name].append(amount)
        if amount.origin != "prose" or (amount.parent is not None and not with_parts):
            parts.add(subject.name)
    return {name: amounts for name, amounts in told.items() if name not in parts}


def _bare(name: str) -> str:
    return _PLAIN.sub("", name)


def _are_alike(name: str, title: str) -> bool:
    """Whether all letters of the one are among the other's: 防治艾滋病 and 艾滋病防治, 危房改造 and 农村危房改造."""
    short, long = sorted((name, title), key=len)
    if len(short) < _SHORTEST or not set(short) <= set(long):
        return False
    return all(set(part) & set(name) for part in _JOINED.split(title) if len(part) > 1)


def _agree(amounts: list[Amount], whole: list[Amount]) -> bool:
    """Whether no amount differs from the whole's, and one is printed of it, too, where any is."""
    is_printed = not whole or not {_yuan(a) for a in amounts}.isdisjoint(map(_yuan, whole))
    return is_printed and not _differ([*amounts, *whole])


def _is_as_much_unread(found: Findings, figures: Sequence[Sequence[Figure]], amounts: Iterable[Amount]) -> bool:
    """下达预算资金 3 万元，食品监管补助资金 1.5 万元: whether as much was printed of what was not understood."""
    most = max(map(_yuan, amounts))
    return any(
        figure.kind == "money" and figure.value is not None and figure.value * figure.factor >= most
        for block, own in enumerate(figures)
        for index, figure in enumerate(own)
        if (given := found.dispositions.get(Mark(block, index))) is None or given.disposition == "unmapped"
    )


def _differ(amounts: Iterable[Amount]) -> bool:
    """Whether two amounts of the same measure, giver and year are not one value."""
    values: dict[object, Decimal] = {}
    return any(values.setdefault(_key(a.frame), _yuan(a)) != _yuan(a) for a in amounts)


def _is_printed(amount: Amount, whole: Iterable[Amount]) -> bool:
    return any(_key(a.frame) == _key(amount.frame) and _yuan(a) == _yuan(amount) for a in whole)


def _key(frame: Frame) -> object:
    return (frame.measure, frame.stage, frame.fund or "all", frame.year)


def _yuan(amount: Amount) -> Decimal:
    return amount.value * amount.factor


def _rename(found: Findings, names: Mapping[Subject, Subject]) -> None:
    if not names:
        return

    def named(frame: Frame) -> Frame:
        return replace(frame, subject=names.get(frame.subject, frame.subject)) if frame.subject else frame

    found.amounts[:] = [
        replace(a, frame=named(a.frame), parent=names.get(a.parent, a.parent) if a.parent else None)
        for a in found.amounts
    ]
    found.rates[:] = [replace(r, frame=named(r.frame), denominator=named(r.denominator)) for r in found.rates]
