"""The arithmetic of a check, written out from its operands.

A check stores both sides and the figures they rest on, not how the one follows from the others. Here the way is found
again: of the few forms that rules have, the first that gives the stored sides exactly. What none gives is not guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations, product

#: Stored sides have eight decimals; a quotient is computed in floating point before it is cut to them.
_EXACT = Decimal("0.000001")
#: More terms than this are only tried as a plain sum: signs of n terms are 3 ** n cases.
_MOST_SIGNED = 8
#: More operands than this are not tried as a quotient of two.
_MOST_PAIRED = 12

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Step:
    """One piece of a written-out formula: a sign or constant, or the operand at `place`."""

    text: str = ""
    place: int | None = None


@dataclass(frozen=True)
class Derivation:
    """How both sides come about; None where a side is a constant or a count and no operand gives it."""

    stated: tuple[Step, ...] | None
    expected: tuple[Step, ...] | None


def derive(values: Sequence[Decimal], stated: Decimal, expected: Decimal) -> Derivation | None:
    """Return how `stated` and `expected` follow from `values`, all in the unit of the check; None where they do not.

    >>> derive([Decimal(x) for x in ("246.3", "58.2", "120", "86.1")], Decimal("246.3"), Decimal("264.3")).expected
    (Step(text='', place=1), Step(text=' ＋ ', place=None), Step(text='', place=2), \
Step(text=' ＋ ', place=None), Step(text='', place=3))
    """
    places = range(len(values))
    said = [place for place in places if values[place] == stated] or [
        place for place in places if values[place] == -stated
    ]
    # What follows from others is printed after them, where the same value stands twice.
    for place in reversed(said):
        rest = [other for other in places if other != place]
        if found := _way(values, rest, expected):
            return Derivation((Step(place=place),), found)
    if said:
        return Derivation((Step(place=said[-1]),), None)
    side = _way(values, list(places), stated)
    return Derivation(side, None) if side else None


def _way(values: Sequence[Decimal], places: Sequence[int], wanted: Decimal) -> tuple[Step, ...] | None:
    for steps, result in _forms(values, places):
        if abs(result - wanted) <= _EXACT:
            return steps
    return None


def _forms(values: Sequence[Decimal], places: Sequence[int]) -> Iterator[tuple[tuple[Step, ...], Decimal]]:
    """Yield ways to combine `places`, the plainest first."""
    if not places:
        return
    yield _sum([(1, place) for place in places]), sum((values[place] for place in places), Decimal(0))
    if len(places) <= _MOST_PAIRED:
        # Of two figures with the same value the later one is rather a result (完成率) than what it is made of.
        for a, b in permutations(reversed(places), 2):
            yield from _pair(values[a], values[b], Step(place=a), Step(place=b))
    for place in places:
        yield (Step(place=place),), values[place]
    if len(places) <= _MOST_SIGNED:
        for signs in product((1, -1, 0), repeat=len(places)):
            terms = [(sign, place) for sign, place in zip(signs, places, strict=True) if sign]
            if terms and terms[0][0] == 1:
                yield _sum(terms), sum((sign * values[place] for sign, place in terms), Decimal(0))


def _pair(a: Decimal, b: Decimal, first: Step, second: Step) -> Iterator[tuple[tuple[Step, ...], Decimal]]:
    """Yield the rates that rules are about, made of two operands."""
    percent = Step(" × 100%")
    over = Step(" ÷ ")
    if b:
        yield (first, over, second, percent), a / b * HUNDRED
        yield (Step("（"), first, Step(" － "), second, Step("）"), over, second, percent), (a - b) / b * HUNDRED
        yield (Step("（1 － "), first, over, second, Step("）"), percent), (1 - a / b) * HUNDRED
        yield (first, over, second), a / b
    if b - a:
        base = (Step("（"), second, Step(" － "), first, Step("）"))
        yield (first, over, *base, percent), a / (b - a) * HUNDRED
    if a + b:
        base = (Step("（"), second, Step(" ＋ "), first, Step("）"))
        yield (Step("－ "), first, over, *base, percent), -a / (a + b) * HUNDRED
    yield (first, Step(" × "), second), a * b
    yield (first, Step(" × "), second), a * b / HUNDRED


def _sum(terms: Sequence[tuple[int, int]]) -> tuple[Step, ...]:
    steps: list[Step] = []
    for sign, place in terms:
        if steps or sign < 0:
            steps.append(Step(" ＋ " if sign > 0 else " － "))
        steps.append(Step(place=place))
    return tuple(steps)
