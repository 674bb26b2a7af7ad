"""How a concept changes a frame: pure functions, no state."""

from __future__ import annotations

from ingest.extract.found import SINGLE_FUNDS, TOTAL, Frame, Subject, replace
from ingest.extract.scope import subject_of
from ingest.lexicon.lexicon import Concept

#: 收入预算数 5 万元，决算数 6 万元: said of a revenue, these are what came in.
_OUTCOMES = frozenset(("决算", "决算数"))
_SPENDS = frozenset(("procurement", "operating_cost", "expenditure_type", "three_public"))


def fill(frame: Frame, concept: Concept, base: Frame, has_item: bool) -> Frame:
    """The frame with what the concept says; `has_item`: the clause already names an item, so 合计 is the item's."""
    if concept.role == "measure":
        return _measured(frame, concept, base, has_item)
    if concept.role == "fund":
        return replace(frame, fund=concept.fund)
    if concept.role == "source":
        stage = frame.stage if frame.measure == "revenue" and frame.stage else "executed"
        subject = Subject("revenue", concept.code, concept.wording)
        # 政府性基金预算财政拨款年初结转和结余 is of that fund, and so is what comes behind it
        fund = frame.fund if concept.code == "opening_carryover" and frame.fund in SINGLE_FUNDS else ""
        return replace(frame, measure="revenue", stage=stage, subject=subject, fund=fund)
    if concept.role == "function":
        return replace(frame, subject=Subject("function", concept.code, concept.name or concept.wording))
    if concept.role == "economic":
        return replace(frame, subject=Subject("economic", concept.code, concept.name))
    measure, stage = _implied(concept, frame)
    return replace(frame, subject=subject_of(concept), measure=measure, stage=stage)


def _measured(frame: Frame, concept: Concept, base: Frame, has_item: bool) -> Frame:
    of_revenue = frame.subject is not None and frame.subject.classification == "revenue"
    plans = concept.measure == "budget" and concept.stage != "received" and "支" not in concept.wording
    if of_revenue and frame.measure == "revenue" and plans:
        return replace(frame, stage="adjusted" if concept.stage == "adjusted" else "initial")  # 收入预算:年初预算数…
    if of_revenue and frame.measure == "revenue" and concept.wording in _OUTCOMES:
        return replace(frame, stage="executed")
    if of_revenue and concept.measure in ("budget", "spending"):
        frame = replace(frame, subject=base.subject)  # 收入预算…；支出预算…: the revenue is over
    if concept.stage in ("initial", "adjusted") and frame.subject and frame.subject.classification == "supplementary":
        frame = replace(frame, subject=base.subject)  # 年中追加…，调整后预算…: the whole again
    frame = replace(frame, measure=concept.measure, stage=concept.stage, fund=concept.fund or frame.fund)
    if concept.measure == "balance":
        if concept.subject == "closing_carryover" and "财政拨款" in concept.wording:
            frame = replace(frame, fund=frame.fund or "fiscal")  # 年末财政拨款结转和结余: not of all funds
        return replace(frame, subject=Subject("balance", concept.subject, concept.wording))
    if not concept.subject or concept.subject == "lead" or has_item:
        return frame
    if concept.subject == "fiscal":
        return replace(frame, subject=base.subject or TOTAL)
    if concept.measure != "revenue":
        return replace(frame, subject=TOTAL)
    of_source = of_revenue and frame.subject is not None and frame.subject.code not in ("total", "grand_total")
    if of_source and not concept.wording.endswith(("计", "总额")) and not concept.wording.startswith("本年"):
        return frame
    name = "收支合计" if "支" in concept.wording else "合计"
    return replace(frame, subject=Subject("revenue", concept.subject, name))


def _implied(concept: Concept, frame: Frame) -> tuple[str, str]:
    """追加资金 is a budget by itself; 政府采购, 基本支出 … are spending unless a budget is spoken of."""
    if concept.classification == "supplementary":
        return "budget", "approved"
    if concept.wording.endswith("采购预算"):
        return ("budget", frame.stage) if frame.measure == "budget" else ("budget", "approved")
    says_spent = concept.classification == "basic_component" and concept.wording.endswith("支出")  # 人员经费支出 8 万元
    if (says_spent or concept.classification in _SPENDS) and frame.measure not in ("budget", "spending"):
        return "spending", ""
    return frame.measure, frame.stage


def whole_of(part: Frame) -> Frame:
    """What a share is a share of when the sentence does not say: the total of the same classification."""
    if part.measure == "revenue":
        return replace(part, subject=Subject("revenue", "total", ""), fund="")
    if part.subject and part.subject.classification in ("three_public", "procurement"):
        return replace(part, subject=replace(part.subject, code="total"))
    if part.subject and part.subject.classification == "basic_component":
        return replace(part, subject=Subject("expenditure_type", "basic", "基本支出"))
    return replace(part, subject=TOTAL, fund=part.fund if part.subject != TOTAL else "")
