"""One figure of a document changed: what a tired clerk does to a report, by kind.

A change is made in the document as read, so that every format and every report can be changed in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from random import Random

from benchmarks.copies import Change, Copy, Edit, Figure
from ingest.outline import Block

#: The kind that tolerances let pass more often than not.
ROUNDING = "last digit"
_UNITS = {"万元": "元", "元": "万元"}
_OPPOSITES = {"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长"}
_DIRECTION = re.compile("|".join(_OPPOSITES))


def _before(block: Block, figure: Figure) -> str:
    """The last words before a figure."""
    return block.text.text[max(0, figure.place.start - 24) : figure.place.start].replace("\t", "|")


def _put(copy: Copy, figure: Figure, new: str, kind: str) -> Change | None:
    """The digits of a figure replaced."""
    found = copy.number(figure)
    if not found or found[2] == new:
        return None
    start, end, old = found
    block = copy.blocks[figure.place.block]
    told = f"{_before(block, figure)}»{old}→{new}« {figure.unit or ''}"
    return Change(kind, (figure.place,), (Edit(figure.place.block, start, end, new),), told)


def digit(copy: Copy, figure: Figure, others: Sequence[Figure], random: Random) -> Change | None:
    """One of the first two digits that count is another one."""
    found = copy.number(figure)
    if not found:
        return None
    text = found[2]
    places = [at for at, sign in enumerate(text) if sign.isdigit()]
    first = next((n for n, at in enumerate(places) if text[at] != "0"), None)
    if first is None:
        return None
    at = random.choice(places[first : first + 2])
    other = random.choice([sign for sign in "123456789" if sign != text[at]])
    return _put(copy, figure, text[:at] + other + text[at + 1 :], "digit")


def last_digit(copy: Copy, figure: Figure, others: Sequence[Figure], random: Random) -> Change | None:
    """The last of four or more digits is another one: often no more than rounding."""
    found = copy.number(figure)
    if not found or len(found[2]) < 5:
        return None
    other = random.choice([sign for sign in "123456789" if sign != found[2][-1]])
    return _put(copy, figure, found[2][:-1] + other, ROUNDING)


def unit(copy: Copy, figure: Figure, others: Sequence[Figure], random: Random) -> Change | None:
    """元 for 万元 or the reverse, in a table by the amount."""
    found = copy.number(figure)
    if not found or figure.kind != "money" or figure.unit not in _UNITS or not figure.value:
        return None
    block = copy.blocks[figure.place.block]
    after = re.match(r"\s*(万元|元)", block.text.source[found[1] :])
    if after:
        start, end = (found[1] + at for at in after.span(1))
        edit = Edit(block.number, start, end, _UNITS[after[1]])
        told = f"{_before(block, figure)}»{found[2]}«{after[1]}→{edit.new}"
        return Change("unit", (figure.place,), (edit,), told)
    if block.table is None:
        return None
    value = Decimal(found[2].replace(",", ""))
    moved = value * 10_000 if figure.unit == "万元" else value / 10_000
    return _put(copy, figure, f"{moved:.2f}", "unit")


def swapped(copy: Copy, figure: Figure, others: Sequence[Figure], random: Random) -> Change | None:
    """Two figures of one kind change places: in a table two columns of a row, in prose two of a paragraph."""
    mine = copy.number(figure)
    beside = [
        (other, found)
        for other in others
        if other.place.block == figure.place.block and other.kind == figure.kind and other.value != figure.value
        if (found := copy.number(other))
    ]
    if not mine or not beside:
        return None
    other, found = random.choice(beside)
    edits = (Edit(figure.place.block, *mine[:2], found[2]), Edit(other.place.block, *found[:2], mine[2]))
    told = f"{copy.blocks[figure.place.block].text.text[:60]} … {mine[2]}⇄{found[2]}".replace("\t", "|")
    kind = "swapped figures" if copy.blocks[figure.place.block].table is None else "swapped columns"
    return Change(kind, (figure.place, other.place), edits, told)


def dropped_row(copy: Copy, figure: Figure, others: Sequence[Figure], random: Random) -> Change | None:
    """The table row a figure stands in is missing."""
    block = copy.blocks[figure.place.block]
    if block.table is None or sum(other.table == block.table for other in copy.blocks) < 4:
        return None
    places = tuple(other.place for other in others if other.place.block == figure.place.block)
    told = block.text.text[:80].replace("\t", "|")
    return Change("dropped row", places, (Edit(block.number, 0, 0, None),), told)


def rate(copy: Copy, figure: Figure, others: Sequence[Figure], random: Random) -> Change | None:
    """A percentage is what is left to 100, or off by some points."""
    found = copy.number(figure)
    if not found or figure.kind != "percent" or figure.value is None:
        return None
    value = Decimal(found[2])
    rest = 100 - value
    is_rest = 0 < rest < 100 and abs(rest - value) > 1 and random.random() < 0.5
    return _put(copy, figure, f"{rest if is_rest else value + random.randint(2, 20)}", "rate")


def sign(copy: Copy, figure: Figure, others: Sequence[Figure], random: Random) -> Change | None:
    """More for less before a figure, or a minus where none belongs in a table."""
    found = copy.number(figure)
    block = copy.blocks[figure.place.block]
    if not found or not figure.value:
        return None
    if block.table is not None:
        return _put(copy, figure, f"-{found[2]}", "sign") if figure.kind == "money" else None
    before = [match for match in _DIRECTION.finditer(block.text.source, 0, found[0]) if found[0] - match.end() <= 1]
    if not before:
        return None
    edit = Edit(block.number, *before[-1].span(), _OPPOSITES[before[-1][0]])
    told = f"{_before(block, figure)}→{edit.new}«{found[2]}"
    return Change("sign", (figure.place,), (edit,), told)


def counted(copy: Copy, figure: Figure, others: Sequence[Figure], random: Random) -> Change | None:
    """A number of people, cars, indicators is a few too many; a large one by a tenth, or rates would round it."""
    found = copy.number(figure)
    if not found or figure.kind != "count" or not found[2].isdigit():
        return None
    return _put(copy, figure, str(int(found[2]) * 11 // 10 + random.randint(1, 3)), "count")


KINDS: dict[str, Callable[[Copy, Figure, Sequence[Figure], Random], Change | None]] = {
    "digit": digit,
    "unit": unit,
    "swapped": swapped,
    "dropped row": dropped_row,
    "rate": rate,
    "sign": sign,
    "count": counted,
    ROUNDING: last_digit,
}


def changes(copy: Copy, figures_for: Callable[[str], list[Figure]], number: int, random: Random) -> Iterator[Change]:
    """Up to `number` changes of different kinds and figures; each kind in turn, as long as some figure allows it.

    `figures_for` gives the figures that a kind of change is meant for.
    """
    figures = {kind: figures_for(kind) for kind in KINDS}
    candidates = {kind: random.sample(found, len(found)) for kind, found in figures.items()}
    kinds = random.sample(list(KINDS), len(KINDS))
    made = 0
    while made < number and any(candidates.values()):
        for kind in kinds:
            change = None
            while candidates[kind] and change is None:
                change = KINDS[kind](copy, candidates[kind].pop(), figures[kind], random)
            if change and made < number:
                made += 1
                yield change
