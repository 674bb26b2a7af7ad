"""What a finding's page shows: both sides, the arithmetic, what to ask, and the source text with the figures marked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from orchestration.review.department_rows import Batch
from orchestration.review.marked import Passage, passage
from orchestration.review.operands import Arithmetic, Names, arithmetic, fact_name
from orchestration.review.page_pictures import Shown
from orchestration.review.rows import Row
from orchestration.review.words import Words

#: Marked rows and paragraphs that are shown of one place; the operands' table names all.
_MOST_PASSAGES = 40
_ASK = re.compile(r"(?<=[。；])请[^。]*。.*$", re.DOTALL)


@dataclass(frozen=True)
class Place:
    """The marked text of one section of a report; `head` is the row that heads their table."""

    report: Row
    section: str
    page: int | None
    head: Passage | None
    passages: tuple[Passage, ...]
    left_out: int


@dataclass(frozen=True)
class Amended:
    """An operand's fact in an earlier revision of its report."""

    name: str
    revision: int
    amount_yuan: object
    recorded_at: object


@dataclass(frozen=True)
class View:
    """Everything the page of a finding is made of; `numbers` is the number of each figure in circles and marks."""

    finding: Row
    arithmetic: Arithmetic
    statement: str
    question: str
    places: tuple[Place, ...]
    pictures: tuple[Shown, ...]
    numbers: Mapping[str, int]
    revisions: Sequence[Row]
    amended: Sequence[Amended]
    leader: Row | None
    dependants: Sequence[Row]


def view(
    finding: Row,
    siblings: Sequence[Row],
    batch: Batch,
    names: Names,
    pictures: Mapping[tuple[str, int], Shown],
) -> View:
    """Return what the page of `finding` shows; `siblings` are all findings of its department."""
    worked = arithmetic(finding, batch.figures, names)
    numbers = {operand.figure.figure_id: place for place, operand in enumerate(worked.operands, start=1)}
    statement, question = divided(finding.message_zh or "")
    pages = {(operand.figure.report_key, operand.figure.page): None for operand in worked.operands}
    return View(
        finding=finding,
        arithmetic=worked,
        statement=statement,
        question=question,
        places=tuple(_places([operand.figure for operand in worked.operands], batch)),
        pictures=tuple(pictures[page] for page in pages if page in pictures),
        numbers=numbers,
        revisions=batch.revisions.get(finding.report_key, ()),
        amended=_amended(finding, batch, names.words),
        leader=next(
            (other for other in siblings if finding.is_dependent and other.finding_key == finding.cause_key), None
        ),
        dependants=[
            other for other in siblings
            if other.is_dependent and other.cause_key == finding.finding_key and other.state == "open"
        ],
    )  # fmt: skip


def divided(message: str) -> tuple[str, str]:
    """Return what a message says of the figures, and what it says to ask the department.

    >>> divided("合计：相差 2 万元。请部门核对总额。")
    ('合计：相差 2 万元。', '请部门核对总额。')
    """
    found = _ASK.search(message)
    return (message[: found.start()], found[0]) if found else (message, "")


def _places(figures: Sequence[Row], batch: Batch) -> list[Place]:
    """The marked blocks, those of one section together, in the order of the document."""
    by_section: dict[tuple[str, str], dict[int, list[Row]]] = {}
    for figure in figures:
        if figure.text is not None:
            blocks = by_section.setdefault((figure.report_key, figure.section or ""), {})
            blocks.setdefault(figure.block, []).append(figure)
    places = []
    for (report_key, section), blocks in by_section.items():
        passages = [
            passage(block, here[0].block_kind, here[0].text,
                    [(figure.char_start, figure.char_end, figure.figure_id) for figure in here])
            for block, here in sorted(blocks.items())
        ]  # fmt: skip
        first = next(iter(blocks.values()))[0]
        head = _head(batch.heads.get(report_key, ()), passages)
        places.append(
            Place(first, section, first.page, head, tuple(passages[:_MOST_PASSAGES]), len(passages) - _MOST_PASSAGES)
        )
    return places


def _head(heads: Sequence[Row], passages: Sequence[Passage]) -> Passage | None:
    """The nearest row above the first marked one that may head their table."""
    first = next((one.block for one in passages if one.kind == "row"), None)
    above = [head for head in heads if first is not None and head.block < first <= head.last]
    return passage(above[-1].block, "row", above[-1].text, []) if above else None


def _amended(finding: Row, batch: Batch, words: Words) -> list[Amended]:
    figures = set(finding.figure_ids or ())
    return [
        Amended(fact_name(fact, words), old.revision, old.amount_yuan, old.recorded_at)
        for fact in batch.amounts.get(finding.report_key, ())
        if fact.figure_id in figures
        for old in batch.amended.get(fact.fact_key, ())
        if old.amount_yuan != fact.amount_yuan
    ]
