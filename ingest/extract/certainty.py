"""Figures that were recognised in a picture and may be misread: kept as evidence, no facts until confirmed.

A figure is as certain as its weakest character. A year or a class code says what the figures beside it are about: where
it is doubtful, so are they.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ingest.extract.found import Disposition, Findings, Indicator, Mark, Measured, replace
from ingest.figures import Figure
from ingest.outline import Outline

#: Reason of a figure that would be a fact, were it read with more confidence.
UNCERTAIN = "uncertain reading"
#: Measured (docs/scans.md): no figure of a page of 150 dpi was wrong at any confidence.
DEFAULT_CONFIDENCE = 0.9
_SIDES = ("target", "actual", "completion", "weight", "score")

Figures = Sequence[Sequence[Figure]]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a person says of a figure read as `read`: its `value` in the printed unit, None where it is as read."""

    read: str
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Certainty:
    """Which figures are believed: those read with at least `confidence`, and those a person `confirmed`."""

    confidence: float = DEFAULT_CONFIDENCE
    confirmed: Mapping[Mark, Confirmed] = field(default_factory=dict)


#: What is believed where nobody set or confirmed anything.
USUAL = Certainty()


def confidences(outline: Outline, figures: Figures) -> dict[Mark, float]:
    """The confidence of each figure that was recognised in a picture."""
    found = {}
    for block in outline.blocks:
        if not block.doubts:
            continue
        for index, figure in enumerate(figures[block.number]):
            confidence = block.confidence(figure.start, figure.end)
            if confidence is not None:
                found[Mark(block.number, index)] = confidence
    return found


def confirm(
    outline: Outline, figures: Figures, sure: dict[Mark, float], confirmed: Mapping[Mark, Confirmed]
) -> tuple[Figures, dict[Mark, float]]:
    """Figures with the confirmed values, and their confidence now 1; one that is read otherwise by now is left."""
    changed = [list(row) for row in figures]
    certain = dict(sure)
    for mark, said in confirmed.items():
        if mark not in sure:
            continue
        figure = changed[mark.block][mark.index]
        if outline.blocks[mark.block].text.raw(figure.start, figure.end) != said.read:
            continue
        certain[mark] = 1.0
        if said.value is not None and figure.value is not None:
            decimals = max(0, -int(said.value.as_tuple().exponent))
            changed[mark.block][mark.index] = replace(figure, value=said.value, decimals=decimals)
    return changed, certain


def doubtful(figures: Figures, found: Findings, sure: Mapping[Mark, float], confidence: float) -> frozenset[Mark]:
    """The figures read with less than `confidence`, and those beside a year or class code that was."""
    low = {mark for mark, value in sure.items() if value < confidence}
    blocks = {mark.block for mark in low if _tells_about_others(figures, found, mark)}
    return frozenset(low | {Mark(block, index) for block in blocks for index in range(len(figures[block]))})


def _tells_about_others(figures: Figures, found: Findings, mark: Mark) -> bool:
    figure = figures[mark.block][mark.index]
    given = found.dispositions.get(mark)
    return figure.year is not None or "class code" in (figure.reason, given.reason if given else None)


def withhold(found: Findings, doubted: frozenset[Mark]) -> None:
    """Take back, in place, the facts made of doubtful figures; their figures keep the label they had.

    An indicator stays, for it is counted and weighed with its form: only the value of its doubtful side goes.
    """
    if not doubted:
        return
    found.amounts = [amount for amount in found.amounts if amount.mark not in doubted]
    found.rates = [rate for rate in found.rates if rate.mark not in doubted]
    found.statistics = [statistic for statistic in found.statistics if statistic.mark not in doubted]
    found.indicators = [_without(indicator, doubted) for indicator in found.indicators]
    for mark in doubted & found.dispositions.keys():
        given = found.dispositions[mark]
        if given.disposition == "fact":
            found.dispositions[mark] = Disposition("context", UNCERTAIN, given.label)


def _without(indicator: Indicator, doubted: frozenset[Mark]) -> Indicator:
    sides: dict[str, Measured] = {name: getattr(indicator, name) for name in _SIDES}
    emptied = {name: replace(s, value=None, decimals=None) for name, s in sides.items() if s.mark in doubted}
    return replace(indicator, **emptied) if emptied else indicator
