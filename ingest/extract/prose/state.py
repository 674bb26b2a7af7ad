"""What a reader of prose keeps in mind: the clause, the open lists, the current frame. Only nouns live here.

Marks change it in `marks.py`, concepts in `clauses.py`; figures are bound in `money.py` and `percent.py`, and
`sentence.py` runs the tokens of a block through all of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice, takewhile
from typing import NamedTuple

from ingest.extract.found import Amount, Disposition, Findings, Frame, Mark, Subject, replace
from ingest.figures import Figure
from ingest.lexicon.lexicon import Concept

#: The number that a paragraph or heading begins with.
NUMBERING = re.compile(
    r"^(?:项目[一二三四五六七八九十\d]{1,2}[:、]|[一二三四五六七八九十]+、|[(]?[一二三四五六七八九十\d]{1,3}[)、.]|[①-⑳])+"
)
#: What another project of one paragraph begins with: 项目一:法律援助经费。…。项目二:人民调解经费。…
NEXT_PROJECT = re.compile(r"(?<=[。；])项目[一二三四五六七八九十\d]{1,2}[:、]")
#: Roles that name what an amount is about.
ITEMS = frozenset(("subject", "function", "economic", "source", "fund"))
#: Those of them that no other word need follow.
NAMED = frozenset(("subject", "function", "economic"))
#: Roles that say what an amount is.
SPOKEN = ITEMS | {"measure"}
#: Comparisons of one kind of amount with another: what they tell of growth has no place in the contract.
UNLIKE = frozenset(("against_budget", "executed"))
_NAMES_MONEY = re.compile(r"(?:项目|工程|专项|专款|经费|资金|补助|补贴|支出指标)(?:到位|\d+[项个笔])?$")
_PREDICATES = frozenset(("为", "均为", "是", "全部", "属于"))


class Segment:
    """What was seen since the last clause mark or figure; `rest` is what no lexicon row covers.

    `begun` is the frame it began with; `aim` the one that stood before 主要用于: what is named behind it is no subject
    unless a figure follows.
    `by_role` are the last of its concepts in each role.
    """

    __slots__ = ("aim", "begun", "by_role", "concepts", "denominator", "rest", "start")

    def __init__(self, start: int, begun: Frame) -> None:
        self.start, self.begun = start, begun
        self.concepts: list[Concept] = []
        self.rest: list[str] = []
        self.denominator: Frame | None = None
        self.aim: Frame | None = None
        self.by_role: dict[str, Concept] = {}

    def add(self, concept: Concept) -> None:
        self.concepts.append(concept)
        self.by_role[concept.role] = concept

    def has(self, roles: Collection[str]) -> bool:
        return not self.by_role.keys().isdisjoint(roles)

    def last(self, *roles: str) -> Concept | None:
        if self.by_role.keys().isdisjoint(roles):
            return None
        return next(concept for concept in reversed(self.concepts) if concept.role in roles)

    def ends_in(self, *roles: str) -> bool:
        """Whether its last concept so far has one of the roles."""
        return bool(self.concepts) and self.concepts[-1].role in roles

    def is_of_places(self) -> bool:
        """地方资金: of a province and its county together, which the contract tells apart."""
        return "aside" in self.by_role and self.by_role["aside"].wording.startswith("地方")

    def predicates_fund(self) -> bool:
        """资金全部为财政拨款: a fund is stated of something, no figure is of it."""
        return "fund" in self.by_role and any(concept.wording in _PREDICATES for concept in self.concepts)


class Scope(NamedTuple):
    """An open list: items break `parent` down; `kind` is parts or uses; `depth` the bracket it was opened in.

    `items` are the amounts it has given so far, by key. `is_unread`: what it breaks down has no place in the contract.
    `is_numbered`: its items are numbered within the paragraph, and a full stop between them does not end it.
    `is_of_unit`: what it breaks down is the money of one unit of the department.
    """

    parent: Frame
    kind: str
    depth: int
    items: dict[object, Amount]
    is_numbered: bool = False
    is_unread: bool = False
    is_of_unit: bool = False


@dataclass(slots=True)
class State:
    """Reading state of one section's run of prose; `frame` lives on from block to block, `known` are the names of the
    reporting department, `own` those of the one project it reports on,
    `functional`: its section lists functional classes (按功能分类), `of_projects`: it
    speaks of single projects, `is_budget`: it plans the year, `is_partial`: it ends before the year does,
    `of_department`: its report is on a whole department.

    `fresh`: the sentence has named no subject yet. `heads`: it names a subject and nothing else (行政运行（项）。).
    `obscured`: it holds words that were not understood, so that a clause without a subject of its own is not bound.
    `crossed`: what was named last has no place in the contract, and so has its change. `implied`: no word has told of
    which measure it is, 项目支出 alone.

    `enumerated`: the last item of the open list was joined by 、; `closing`: a comma came after such items. `listed`,
    `rated`: items and rates of the open list so far. `closed`: a list of uses that a full stop ended, perhaps by
    mistake. `trailing`: a list that may go on in the next sentence or paragraph. `listing`: the list of projects whose
    numbered items follow, a paragraph each.

    `head`: the last amount that was no item of a list, or that opened a numbered item (in `head_block`). `lead`:
    the class a numbered item opens with, which its later sentences speak of (`numbered`: the block is such an
    item). `unnamed`: such an item's title is not understood. `topic`: the project that a department's report speaks
    of just here. `parallel`: subjects that 分别为 hands figures to; `pair`: those of the paragraph's last 分别为.
    `funds`: the fund that 三公 as a whole was printed with, which its items share; by "" that of the page. `twin`:
    收支总预算 is a budget and a revenue at once. `gifts`: what givers gave in this sentence. `aimed`: what the
    sentence tells the uses of; `led`: the fund named before its colon. `unit`: how far what is told is of one unit of
    the department alone: its sentence, its paragraph.
    """

    found: Findings
    base: Frame
    year: int | None
    frame: Frame
    known: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    functional: bool = False
    of_projects: bool = False
    is_partial: bool = False
    is_budget: bool = False
    of_department: bool = False
    block: int = 0
    text: str = ""
    figures: Sequence[Figure] = ()
    said: set[tuple[Decimal | None, str | None]] = field(default_factory=set)
    segment: Segment = field(default_factory=lambda: Segment(0, Frame()))
    scopes: list[Scope] = field(default_factory=list)
    brackets: list[tuple[Frame, Amount | None, Segment, int, bool]] = field(default_factory=list)
    funds: dict[str, str] = field(default_factory=dict)
    last: Amount | None = None
    head: Frame | None = None
    head_block: int = -1
    item: Subject | None = None
    aimed: Subject | None = None
    led: str = ""
    lead: Subject | None = None
    topic: Subject | None = None
    listing: Scope | None = None
    numbered: bool = False
    unnamed: bool = False
    unit: str = ""
    named: list[Frame] = field(default_factory=list)
    parallel: list[Frame] = field(default_factory=list)
    pair: list[Frame] = field(default_factory=list)
    twin: tuple[Frame, Frame] | None = None
    gifts: list[Amount] = field(default_factory=list)
    closed: Scope | None = None
    trailing: Scope | None = None
    compare: str = ""
    listed: int = 0
    rated: int = 0
    fresh: bool = True
    heads: bool = False
    obscured: bool = False
    enumerated: bool = False
    closing: bool = False
    after_etc: bool = False
    crossed: bool = False
    implied: bool = False
    reason: tuple[Frame, bool] | None = None

    @property
    def is_of_unnamed(self) -> bool:
        """Whether the clause speaks of a numbered item whose name was not understood."""
        return self.unnamed and self.frame.subject == self.base.subject and not self.segment.has(NAMED)

    @property
    def told(self) -> Amount | None:
        """The last amount, where it stands in the paragraph in hand."""
        return self.last if self.last is not None and self.last.mark.block == self.block else None

    def before(self, mark: Mark) -> Disposition | None:
        """What became of the figure before one in the paragraph; None where there is none, or it was not read yet."""
        return self.found.dispositions.get(Mark(mark.block, mark.index - 1))

    def here(self) -> Iterator[Amount]:
        """The amounts of the paragraph so far, the last one first; those of a long report are many more."""
        return takewhile(lambda amount: amount.mark.block == self.block, reversed(self.found.amounts))

    def sentence(self, place: int) -> int:
        """Where the sentence begins that a place of the text is in."""
        return self.text.rfind("。", 0, place) + 1

    def part(self, place: int) -> int:
        """Where the part of a sentence begins that a place of the text is in, behind a semicolon or colon."""
        return max(self.sentence(place), *(self.text.rfind(mark, 0, place) + 1 for mark in "；:"))

    def end(self, concept: Concept) -> int:
        """Where a concept of the clause in hand ends."""
        return max(self.text.find(concept.wording, self.segment.start), 0) + len(concept.wording)

    def money_between(self, start: int, end: int) -> Iterator[Disposition | None]:
        """What became of the money figures between two places, the last one first; None of one that is not read yet."""
        first, last = (bisect_left(self.figures, place, key=lambda figure: figure.start) for place in (start, end))
        money = (index for index in range(last - 1, first - 1, -1) if self.figures[index].kind == "money")
        return (self.found.dispositions.get(Mark(self.block, index)) for index in money)

    def is_behind_unread(self, end: int) -> bool:
        """办案专款 26 万元，支出 8 万元；12月支出 16 万元: of what was not understood, behind the semicolon, too."""
        before = self.money_between(self.sentence(end), end)
        unread = takewhile(lambda one: one is not None and one.disposition == "unmapped", before)
        return any(one is not None and _NAMES_MONEY.search(one.label) for one in islice(unread, 4))

    @property
    def scope(self) -> Scope | None:
        return self.scopes[-1] if self.scopes else None

    def with_fund(self, frame: Frame) -> Frame:
        """The frame with the fund that 三公 as a whole was printed with, where it is of 三公 and names none.

        A later sentence of the paragraph that names no fund has that of the total's own, not the heading's.
        """
        about = frame.subject.classification if frame.subject else ""
        if about != "three_public" or "fund" in self.segment.by_role:
            return frame
        head = self.head if self.head and self.head_block == self.block else None
        if head and head.subject == frame.subject and frame.fund == self.base.fund and head.fund:
            return replace(frame, fund=head.fund)
        return frame if frame.fund else replace(frame, fund=self.funds.get(about) or self.funds.get("", ""))

    def phrase(self, end: int) -> str:
        """The text from the last clause mark or figure to `end`."""
        return self.text[self.segment.start : end]

    def leave(self, mark: Mark, figure: Figure, reason: str = "") -> None:
        """Give a figure up, with its clause as label; without a reason it is unmapped."""
        phrase = self.phrase(figure.start) or self.text[self.part(figure.start) : figure.start]  # 专项资金17项|90万元
        self.found.leave(mark, reason, phrase[-40:])
