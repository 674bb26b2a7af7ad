"""Batches of money: 3月到位 50 万元，9月到位 30 万元; 财农〔2023〕5号下达资金 50 万元，财农〔2023〕8号下达资金 30 万元.

The contract knows one value of a year. What is told of one date or one document alone is none where another is told
beside it; what all came to has words of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from ingest.extract.found import TOTAL, Amount, Findings, Mark, replace
from ingest.figures import Figure
from ingest.outline import Block, Outline

_OUTSIDE = "amount outside the contract"
_CLAUSE_MARKS, _STOPS = "，；。,;", "。"
_UNTIL = re.compile("(?:截[至止]到?|截止至|至|到)$")
_RANGE = re.compile("[-—–~至底末]|月以?[前来]")
_MANY = 64
#: How far before an amount its date is sought.
_NEAR = 60
_GIVEN = re.compile("下达|下拨|拨付|拨入|安排|收到|到位|补助|追加")
#: 下达给我单位资金: money that the words before it give no name.
_UNNAMED = re.compile(
    r"(?:下达|下拨|拨付|拨入|安排|到位)[给到至]?(?:我?[县区市旗局委校院]|我?单位)?(?:补助|专项|项目)?(?:资金|经费)?(?:预算)?[共计为:]*$"
)


class _Piece(NamedTuple):
    mark: Mark
    by: object
    value: Decimal
    is_unnamed: bool


def drop_batches(found: Findings, outline: Outline, figures: Sequence[Sequence[Figure]]) -> None:
    """Take back, in place, the amounts that are one batch of several."""
    amounts = {a.mark: a for a in found.amounts if a.origin == "prose" and a.frame.measure in ("budget", "spending")}
    blocks = {mark.block for mark in amounts}
    by_section: dict[int, list[_Piece]] = {}
    dropped: set[Mark] = set()
    for block in outline.blocks:
        if block.kind == "row" or not (block.number in blocks or "号" in block.text.text):
            continue
        own = figures[block.number]
        if dated := [*_dated(block, own)]:
            dropped |= _apart(dated, amounts)
        if "号" in block.text.text:
            by_section.setdefault(block.section, []).extend(_by_document(block, own))
    for pieces in by_section.values():
        dropped |= _apart(pieces, amounts)
    if dropped:
        found.take_back(dropped, _OUTSIDE)
        wholes = {(mark.block, amounts[mark].frame.subject or TOTAL) for mark in dropped}
        found.amounts[:] = [  # the parts of a batch are no parts of what all came to
            replace(a, parent=None) if (a.mark.block, a.parent) in wholes else a for a in found.amounts
        ]


def _apart(pieces: Sequence[_Piece], amounts: dict[Mark, Amount]) -> set[Mark]:
    """The amounts told of one date or document where another tells of the same money, or where no name is told."""
    told: dict[object, list[_Piece]] = {}
    for piece in pieces:
        if piece.mark in amounts:
            # 2022年12月下达 5 万元，2023年8月下达 9 万元: money of one year, whenever it came
            told.setdefault(amounts[piece.mark].frame.key[:-1], []).append(piece)
    dropped = set()
    for alike in told.values():
        given = _Given.of(alike)
        dropped |= {p.mark for p in alike if given.differs(p) or len(given.by_block[p.mark.block]) > 1}
    given = _Given.of(pieces)
    return dropped | {p.mark for p in pieces if p.is_unnamed and p.mark in amounts and given.differs(p)}


class _Given(NamedTuple):
    """What some pieces give: values by date or document, and dates or documents by block."""

    values: dict[object, set[Decimal]]
    by_block: dict[int, set[object]]

    @classmethod
    def of(cls, pieces: Sequence[_Piece]) -> _Given:
        values: dict[object, set[Decimal]] = {}
        by_block: dict[int, set[object]] = {}
        for piece in pieces:
            values.setdefault(piece.by, set()).add(piece.value)
            by_block.setdefault(piece.mark.block, set()).add(piece.by)
        return cls(values, by_block)

    def differs(self, piece: _Piece) -> bool:
        """Whether another date or document gives another value; of very many one does."""
        others = islice(self.values.items(), _MANY)
        return any(by != piece.by and values != {piece.value} for by, values in others)


def _dated(block: Block, figures: Sequence[Figure]) -> Iterator[_Piece]:
    """Money whose own clause begins with a month, unless that is one up to which money is told."""
    text = block.text.text
    months = [f for f in figures if f.kind == "date" and f.month is not None]
    for index, figure in enumerate(figures):
        if figure.kind != "money" or figure.value is None or not months:
            continue
        start = max(max(text.rfind(mark, 0, figure.start) for mark in _CLAUSE_MARKS) + 1, figure.start - _NEAR)
        own = [f for f in months if start <= f.start < figure.start]
        if len(own) == 1 and not _is_until(text, own[0], start):
            printed = text[own[0].start : own[0].end]
            yield _Piece(Mark(block.number, index), printed, figure.value * figure.factor, False)


def _is_until(text: str, date: Figure, start: int) -> bool:
    """截至9月, 1-9月, 9月底: a date up to which money is told."""
    return bool(_UNTIL.search(text, start, date.start) or _RANGE.search(text, date.start, date.end + 1))


def _by_document(block: Block, figures: Sequence[Figure]) -> Iterator[_Piece]:
    """The first money behind each document's number, where a verb of giving stands between them."""
    text = block.text.text
    number: Figure | None = None
    for index, figure in enumerate(figures):
        if figure.kind == "code" and text.endswith("号", 0, figure.end):
            number = figure
        elif figure.kind == "money" and number is not None:
            between = text[number.end : figure.start]
            if _STOPS not in between and figure.value is not None and _GIVEN.search(between):
                printed = text[number.start : number.end]
                unnamed = _UNNAMED.search(between) is not None
                yield _Piece(Mark(block.number, index), printed, figure.value * figure.factor, unnamed)
            number = None
