"""The grammar of budget prose: one block's tokens in, amounts and rates out.

A state machine over tokens. Concepts fill a frame (measure, stage, subject, fund, year); a figure is bound only when
everything between the last punctuation or figure and itself was understood: what no lexicon row covers makes it
`unmapped`, with the unknown words as label, because a wrong fact is worse than a missing one. 其中, 包括 and brackets
open list scopes whose items inherit the frame of the amount they break down.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.extract.found import TOTAL, Amount, Findings, Frame, Mark, Rate, Subject
from ingest.extract.scope import subject_of
from ingest.extract.tokens import Token
from ingest.figures import Figure
from ingest.lexicon.lexicon import Concept

_FILLER_LEAD = re.compile(r"^(?:支付|用于|主要|安排|列支|开支|发放|其中|已|[、，。；:,;() ])+")
_FILLER_TAIL = re.compile(r"(?:支出|共计|合计|为|共|约|[:、])+$")
_ITEMS = ("subject", "function", "economic", "source", "fund")
_PAID = re.compile(r"已支付|实际支付|已支出|已完成支付")
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|[(]?[一二三四五六七八九十\d]{1,3}[)、.]|[①-⑳])+")


@dataclass(slots=True)
class Segment:
    """What was seen since the last clause mark or figure."""

    start: int
    concepts: list[Concept] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    denominator: Frame | None = None
    fund: str = ""

    def has(self, *roles: str) -> bool:
        return any(concept.role in roles for concept in self.concepts)

    def predicates_fund(self) -> bool:
        words = [concept.wording for concept in self.concepts]
        return self.has("fund") and any(word in ("为", "均为", "是", "全部", "属于") for word in words)

    def last(self, *roles: str) -> Concept | None:
        return next((concept for concept in reversed(self.concepts) if concept.role in roles), None)


@dataclass(frozen=True, slots=True)
class Scope:
    """An open list: items break `parent` down; `kind` is parts or uses; `depth` the bracket it was opened in."""

    parent: Frame
    kind: str
    depth: int


class Reader:
    """Reads the blocks of one section's run of prose; `frame` lives on from block to block of a section."""

    def __init__(self, found: Findings, base: Frame, year: int | None, genre: str) -> None:
        self.found, self.base, self.year, self.genre = found, base, year, genre
        self.frame = base
        self.scopes: list[Scope] = []
        self.last: Amount | None = None
        self.last_rate: Rate | None = None
        self.compare = ""
        self.depth = 0
        self.brackets: list[tuple[Frame, Amount | None]] = []
        self.pending: list[Subject] = []
        self.item: Subject | None = None
        self.fresh = True
        self.obscured = False
        self.enumerated = False
        self.closing = False
        self.heads = False  # the sentence so far names a subject and nothing else: 行政运行（项）。年初预算为…
        self.closed: Scope | None = None

    def read(self, block: int, text: str, tokens: Sequence[Token], figures: Sequence[Figure]) -> None:
        """Bind the figures of one block; the findings and dispositions are added to `found`."""
        self.block, self.text, self.figures = block, text, figures
        if not (self.scopes and self.scopes[-1].depth == 0):
            self.sentence()
        self.depth = 0
        self.brackets = []
        self.segment = Segment(0)
        last_mark = ""
        for token in tokens:
            if token.kind == "mark":
                self.mark(token)
                last_mark = token.text
            elif token.kind == "figure":
                self.figure(token)
            elif token.kind == "rest":
                self.segment.rest.append(token.text)
                self.heads = False
            else:
                concept = self.choose(token.concepts)
                if concept is None:
                    self.segment.rest.append(token.text)
                else:
                    self.concept(concept)
        self.closed = None
        if last_mark != ":":
            self.scopes = []
        elif not self.base.fund and self.last and self.last.mark.block == block:
            self.base = replace(self.base, fund=self.last.frame.fund)  # 具体如下: the items below are of the same fund

    # -- punctuation ---------------------------------------------------------------------------------------------
    def sentence(self) -> None:
        """A full stop: lists end, comparisons end, and what the section speaks of holds again."""
        self.closed = next((scope for scope in self.scopes if scope.kind == "uses"), self.closed)
        self.scopes = []
        self.obscured = self.enumerated = False
        self.compare = ""
        self.pending = []
        self.fresh = not self.heads
        self.heads = False
        base = self.base
        self.frame = replace(
            self.frame,
            measure=base.measure or self.frame.measure,
            stage=base.stage if base.measure else self.frame.stage,
            fund=base.fund,
            year=self.year,
        )

    def mark(self, token: Token) -> None:
        if token.text in "，,；;" and self.segment.predicates_fund():
            self.frame = replace(self.frame, fund=self.segment.fund)  # 资金全部为财政拨款 speaks of no figure
        if token.text in "，。；:,;()!?.":
            self.segment = Segment(token.end, fund=self.frame.fund)
        if token.text in "，,":
            self.closing = self.enumerated and bool(self.scopes)
        if token.text in "。.":
            self.sentence()
        elif token.text in "；;":
            self.compare = ""
            self.frame = replace(self.frame, year=self.scopes[-1].parent.year if self.scopes else self.year)
        elif token.text == "(":
            self.depth += 1
            self.brackets.append((self.frame, self.last))
        elif token.text == ")":
            self.depth -= 1
            if self.brackets:
                self.frame, self.last = self.brackets.pop()
            while self.scopes and self.scopes[-1].depth > max(self.depth, 0):
                self.scopes.pop()

    # -- concepts ------------------------------------------------------------------------------------------------
    def choose(self, candidates: tuple[Concept, ...]) -> Concept | None:
        """Of several roles of one wording the one that fits: economic class in a list of 人员/公用经费 parts.

        None where a wording means something only within a list of another classification (货物 of 政府采购).
        """
        parent = self.scopes[-1].parent.subject if self.scopes else None
        about = parent or self.frame.subject
        candidates = tuple(c for c in candidates if not c.within or about and about.classification == c.within)
        if len(candidates) <= 1:
            return candidates[0] if candidates else None
        wanted = "economic" if parent and parent.classification in ("basic_component", "economic") else "subject"
        return next((c for c in candidates if c.role == wanted), candidates[0])

    def concept(self, concept: Concept) -> None:
        segment = self.segment
        if segment.has("rate") and concept.role in ("measure", "subject", "fund", "source", "function"):
            if segment.last("rate").rate == "share":  # type: ignore[union-attr]
                segment.denominator = self.fill(segment.denominator or Frame(year=self.frame.year), concept)
                return
        role = concept.role
        if self.closing and role != "filler":
            if role in ("rate", "prior", "against_budget", "up", "down") or role == "measure" and not segment.has(*_ITEMS):
                self.frame = self.scopes.pop().parent  # 其中 A 1 万元、B 2 万元，执行率…: the list is over
            self.closing = self.enumerated = False
        if role in ("measure", "subject", "fund", "source", "function", "economic"):
            self.enter(concept)
        elif role in ("parts", "uses"):
            self.open_list(role)
        elif role in ("prior", "against_budget"):
            self.compare = role
        elif role == "flat":
            self.flat(concept)
        elif role == "last_year" and self.year:
            self.frame = replace(self.frame, year=self.year - 1)
        segment.concepts.append(concept)

    def enter(self, concept: Concept) -> None:
        """Put a concept into the frame; an item of a list starts from the list's parent."""
        scope = self.scopes[-1] if self.scopes else None
        first = not self.segment.has("measure", "subject", "fund", "source", "function", "economic")
        is_total = concept.role == "measure" and concept.subject in ("total", "grand_total", "fiscal")
        if scope and scope.depth == 0 and is_total and concept.measure != scope.parent.measure:
            self.scopes.pop()
            scope = None
        if scope and first and concept.role != "measure":
            keep_item = concept.role == "fund" and scope.kind == "parts"
            self.frame = scope.parent if keep_item or concept.role != "fund" else replace(scope.parent, subject=self.item)
        elif concept.role == "measure" and self.fresh and not scope and not self.segment.has("subject", "function", "economic"):
            self.frame = replace(self.frame, subject=self.base.subject)
        if concept.role in ("subject", "function", "economic") and "、" in self.gap(concept):
            self.pending.append(self.frame.subject or TOTAL)
        self.frame = self.fill(self.frame, concept)
        if concept.subject == "lead" and (lead := self.lead()):
            self.frame = replace(self.frame, subject=Subject("project", "", lead))
            self.fresh = self.obscured = False
        if concept.role in ("subject", "function", "economic", "source") or is_total:
            self.heads = self.fresh and concept.role != "measure"
            self.fresh = self.obscured = False

    def lead(self) -> str:
        """The words a list item opens with, which name the project it speaks of; empty where they name none."""
        words = re.split(r"[，。,;；:]", _NUMBERING.sub("", self.text), maxsplit=1)[0]
        name = re.sub(r"绩效分析$|\(?20\d\d年?度?\)?$", "", words)
        return "" if re.search(r"追加|^本|^我", name) or not 2 <= len(name) <= 40 else name

    def gap(self, concept: Concept) -> str:
        """The enumeration comma that makes two subjects parallel, if one stands directly before the concept."""
        previous = self.segment.concepts[-1] if self.segment.concepts else None
        joined = previous is not None and previous.role == concept.role and not self.segment.rest
        return "、" if joined and f"{previous.wording}、{concept.wording}" in self.text else ""  # type: ignore[union-attr]

    def fill(self, frame: Frame, concept: Concept) -> Frame:
        """The frame with what the concept says."""
        if concept.role == "measure":
            frame = replace(frame, measure=concept.measure, stage=concept.stage)
            if concept.subject == "fiscal":
                frame = replace(frame, fund="fiscal")
            if concept.subject and concept.measure != "balance" and self.segment.has("subject", "function", "economic"):
                return frame  # 公务接待费支出合计 is the item's total
            if concept.subject == "fiscal":
                return replace(frame, subject=self.base.subject if self.base.subject else TOTAL)
            if concept.measure == "balance":
                return replace(frame, subject=Subject("balance", concept.subject, concept.wording))
            if concept.subject == "lead":
                return frame
            if concept.subject and not (concept.measure == "revenue" and frame.subject and frame.subject.classification == "revenue" and not concept.wording.endswith(("计", "总额"))):
                classification = "revenue" if concept.measure == "revenue" else "total"
                return replace(frame, subject=Subject(classification, concept.subject, "合计") if classification == "revenue" else TOTAL)
            return frame
        if concept.role == "fund":
            return replace(frame, fund=concept.fund)
        if concept.role == "source":
            stage = frame.stage if frame.measure == "revenue" and frame.stage else "executed"
            return replace(frame, measure="revenue", stage=stage, subject=Subject("revenue", concept.code, concept.wording), fund="")
        if concept.role == "function":
            return replace(frame, subject=Subject("function", concept.code, concept.name or concept.wording))
        if concept.role == "economic":
            return replace(frame, subject=Subject("economic", concept.code, concept.name))
        return replace(frame, subject=subject_of(concept), **self.implied(concept, frame))

    def implied(self, concept: Concept, frame: Frame) -> dict[str, str]:
        """追加资金 is a budget by itself; 政府采购 and 机关运行经费 are spending unless a budget is spoken of."""
        if concept.classification == "supplementary":
            return {"measure": "budget", "stage": "approved"}
        spends = concept.classification in ("procurement", "operating_cost", "expenditure_type", "three_public")
        if spends and frame.measure not in ("budget", "spending"):
            return {"measure": "spending", "stage": ""}
        return {}

    def open_list(self, kind: str) -> None:
        fresh = self.segment.has("measure", *_ITEMS)
        parent = self.last.frame if self.last and self.last.mark.block == self.block and not fresh else self.frame
        if self.scopes and self.depth == self.scopes[-1].depth and self.scopes[-1].kind == kind == "parts":
            self.scopes.pop()
        self.scopes.append(Scope(parent, kind, self.depth))
        self.item = parent.subject
        self.pending = []

    # -- figures -------------------------------------------------------------------------------------------------
    def figure(self, token: Token) -> None:
        figure = self.figures[token.figure]
        mark = Mark(self.block, token.figure)
        if figure.kind == "date":
            if figure.year and not self.compare and not self.segment.has("measure"):
                self.frame = replace(self.frame, year=figure.year)
            return
        if figure.kind in ("code", "ordinal"):
            return
        self.heads = False
        if figure.kind == "money":
            self.money(mark, figure)
        elif figure.kind == "percent":
            self.percent(mark, figure)
        elif self.scopes and self.scopes[-1].kind == "uses" and figure.kind == "count":
            self.name_item(figure.start)
        elif self.segment.rest or self.segment.has("outside"):
            self.obscured = True
        self.segment = Segment(token.end, fund=self.frame.fund)

    def leads(self) -> bool:
        named = self.segment.last("measure")
        return named is not None and named.subject == "lead"

    def phrase(self, end: int) -> str:
        return self.text[self.segment.start : end]

    def name_item(self, end: int) -> bool:
        """In a list of uses, take the words before a figure as the item's name; False where they name none."""
        name = _FILLER_TAIL.sub("", re.sub(r"^20\d\d年度?", "", _FILLER_LEAD.sub("", self.phrase(end))))
        if not name or self.phrase(end).lstrip("、，").startswith(("已", "为")):
            return False
        parent = self.scopes[-1].parent.subject or TOTAL
        self.item = Subject("supplementary" if parent.classification == "supplementary" else "use", "", name)
        return True

    def money(self, mark: Mark, figure: Figure) -> None:
        segment = self.segment
        direction = segment.last("up", "down", "signed")
        label = self.phrase(figure.start)[-40:]
        scope = self.scopes[-1] if self.scopes else None
        if segment.has("outside") and not direction and not self.leads() and not (scope and scope.kind == "uses"):
            self.obscured = True
            self.found.leave(mark, "quantity outside the contract", label)
        elif direction and self.compare != "against_budget" and not segment.rest:
            self.change(mark, figure, direction)
        elif direction:
            self.found.leave(mark, "comparison outside the contract" if not segment.rest else "", label)
        elif scope and scope.kind == "uses":
            self.use(mark, figure, scope)
        elif segment.rest and self.closed and not segment.has("subject", "function", "fund", "source", "purpose"):
            self.scopes.append(self.closed)
            self.use(mark, figure, self.closed)
        elif (segment.rest and not self.project(figure.start)) or self.obscured:
            reason = "" if segment.rest else "quantity outside the contract"
            self.obscured = True
            self.found.leave(mark, reason, label)
        elif self.frame.measure == "balance" and self.frame.subject and self.frame.subject.classification != "balance":
            self.found.leave(mark, "quantity outside the contract", label)
        elif self.frame.measure:
            self.amount(mark, figure, self.frame)
        else:
            self.found.leave(mark, "", label)

    def project(self, end: int) -> bool:
        """In a list of parts, words that end in 项目 name a project."""
        name = _FILLER_TAIL.sub("", _FILLER_LEAD.sub("", self.phrase(end)))
        scope = self.scopes[-1] if self.scopes else None
        parent = scope.parent.subject if scope else None
        if not (parent and parent.code == "project" and name.endswith(("项目", "经费", "资金"))):
            return False
        self.frame = replace(scope.parent, subject=Subject("project", "", name))  # type: ignore[union-attr]
        return True

    def use(self, mark: Mark, figure: Figure, scope: Scope) -> None:
        """An item of 其中用于: spending by name; of 追加资金 the plain amount is what arrived, 已支付 what was spent."""
        supplementary = scope.parent.subject is not None and scope.parent.subject.classification == "supplementary"
        listed = _PAID.search(self.text, self.text.rfind("。", 0, figure.start) + 1)
        paid = self.segment.last("measure") if supplementary and listed else None
        is_spent = bool(paid and paid.measure == "spending" and ("付" in paid.wording or "支出" in paid.wording))
        if not is_spent and not self.name_item(figure.start) and not supplementary:
            self.found.leave(mark, "", self.phrase(figure.start)[-40:])
            return
        frame = replace(scope.parent, subject=self.item)
        if supplementary and listed and not is_spent:
            frame = replace(frame, measure="budget", stage="received")
        self.amount(mark, figure, frame)

    def amount(self, mark: Mark, figure: Figure, frame: Frame) -> None:
        if figure.value is None:
            return
        scope = self.scopes[-1] if self.scopes else None
        parent = (scope.parent.subject or TOTAL) if scope and scope.parent.subject != frame.subject else None
        amount = Amount(mark, frame, figure.value, figure.unit or "", figure.factor, figure.decimals, "prose", parent)
        self.found.amounts.append(amount)
        named = self.segment.last("measure")
        if named and named.also and parent is None:
            code, _, stage = named.also.partition(":")
            revenue = replace(frame, measure="revenue", stage=stage, subject=Subject("revenue", code, "合计"))
            self.found.amounts.append(replace(amount, frame=revenue))
        self.found.take(mark, (frame.subject or TOTAL).name)
        self.enumerated = bool(parent) and self.text[self.segment.start : self.segment.start + 1] == "、"
        self.last, self.frame = amount, frame
        self.compare = "" if self.compare == "against_budget" else self.compare

    def change(self, mark: Mark, figure: Figure, direction: Concept) -> None:
        """增减额: signed; kept as an amount of measure `change`, its stage naming what changed."""
        if figure.value is None or not self.frame.measure:
            self.found.leave(mark, "", self.phrase(figure.start)[-40:])
            return
        negative = direction.role == "down" or self.phrase(figure.start).endswith("-")
        value = -figure.value if negative and figure.value > 0 else figure.value
        frame = replace(self.frame, year=self.year, stage=f"{self.frame.measure}:{self.frame.stage}", measure="change")
        self.found.amounts.append(
            Amount(mark, frame, value, figure.unit or "", figure.factor, figure.decimals, "prose")
        )
        self.found.take(mark, direction.wording)
        self.last_change = direction

    def flat(self, concept: Concept) -> None:
        """与上年持平: last year's value is this year's; only where the sentence leaves no doubt which value is meant."""
        now = self.last
        against_year = self.compare == "prior" or "上年" in concept.wording
        if now is None or not self.year or not against_year or now.mark.block != self.block or now.frame.year != self.year:
            return
        one = len([a for a in self.found.amounts if a.mark.block == self.block]) == 1
        if self.sentence_of(now.mark) or one:
            self.found.amounts.append(replace(now, frame=replace(now.frame, year=self.year - 1), is_derived=True, parent=None))

    def sentence_of(self, mark: Mark) -> bool:
        """Whether a figure stands in the sentence now being read."""
        return "。" not in self.text[self.figures[mark.index].end : self.segment.start]

    def percent(self, mark: Mark, figure: Figure) -> None:
        segment = self.segment
        rate, direction = segment.last("rate"), segment.last("up", "down")
        label = self.phrase(figure.start)[-40:]
        if segment.has("outside"):
            self.found.leave(mark, "quantity outside the contract", label)
        elif direction and self.compare != "against_budget" and not segment.rest and self.frame.measure:
            self.year_on_year(mark, figure, direction)
        elif direction:
            self.found.leave(mark, "comparison outside the contract" if not segment.rest else "", label)
        elif rate and not segment.rest and not self.obscured:
            self.rate(mark, figure, rate)
        else:
            self.found.leave(mark, "rate outside the contract" if self.obscured or re.search(r"率|比例|比重", label) else "", label)

    def rate(self, mark: Mark, figure: Figure, concept: Concept) -> None:
        numerator, denominator, basis = self.rate_sides(concept)
        if numerator is None or denominator is None or figure.value is None:
            self.found.leave(mark, "", self.phrase(figure.start)[-40:])
            return
        self.add_rate(Rate(mark, numerator, concept.rate, basis, figure.value, figure.decimals, denominator, "prose"))

    def rate_sides(self, concept: Concept) -> tuple[Frame | None, Frame | None, str]:
        """Numerator, denominator and printed basis of a rate by its kind."""
        frame = self.frame
        if concept.rate == "share":
            if self.last is None:
                return None, None, ""
            part = self.last.frame
            scope = self.scopes[-1].parent if self.scopes else None
            whole = self.segment.denominator or scope
            if whole is None:
                whole = self.whole(part)
            whole = replace(whole, measure=whole.measure or part.measure, stage=whole.stage or part.stage, year=part.year)
            return part, whole, ""
        stage = concept.stage or self.printed_basis()
        if concept.rate == "received":
            budget = replace(frame, measure="budget", stage=stage)
            return replace(frame, measure="budget", stage="received"), budget, stage
        if concept.rate == "use_of_received":
            received = replace(frame, measure="budget", stage="received")
            return replace(frame, measure="spending", stage=""), received, "received"
        spent = replace(frame, measure="spending", stage="")
        return spent, replace(frame, measure="budget", stage=stage), stage

    def whole(self, part: Frame) -> Frame:
        """What a share is a share of when the sentence does not say: the total of the same classification."""
        if part.measure == "revenue":
            return replace(part, subject=Subject("revenue", "total", ""), fund="")
        if part.subject and part.subject.classification in ("three_public", "procurement"):
            return replace(part, subject=replace(part.subject, code="total"))
        if part.subject and part.subject.classification == "basic_component":
            return replace(part, subject=Subject("expenditure_type", "basic", "基本支出"))
        return replace(part, subject=TOTAL, fund=part.fund if part.subject != TOTAL else "")

    def printed_basis(self) -> str:
        """The stage of the budget an unqualified 执行率 refers to: named before it, else last printed for the subject."""
        named = self.segment.last("measure")
        if named and named.measure == "budget" and named.stage != "received":
            return named.stage
        for amount in reversed(self.found.amounts):
            frame = amount.frame
            if frame.measure == "budget" and frame.stage != "received" and frame.subject == self.frame.subject:
                return frame.stage
        return "approved"

    def year_on_year(self, mark: Mark, figure: Figure, direction: Concept) -> None:
        if figure.value is None:
            return
        value = -figure.value if direction.role == "down" else figure.value
        frame = replace(self.frame, year=self.year)
        before = replace(frame, year=self.year - 1 if self.year else None)
        self.add_rate(Rate(mark, frame, "year_on_year", "", value, figure.decimals, before, "prose"))

    def add_rate(self, rate: Rate) -> None:
        self.found.rates.append(rate)
        self.found.take(rate.mark, rate.kind)
        self.last_rate = rate
