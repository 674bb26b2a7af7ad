"""Prose of a document, block by block: each section's run of paragraphs goes through one sentence Reader."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.found import Findings, Frame, Mark, Subject, replace
from ingest.extract.project import ITSELF
from ingest.extract.reviewed import opening
from ingest.extract.sentence import read_block
from ingest.extract.state import State
from ingest.extract.tokens import function_paths, tokenise
from ingest.figures import Figure
from ingest.outline import Outline

#: A paragraph without figures is read only for what it may name: a class, or that a value is last year's.
_WITHOUT_FIGURES = ("(项)", "(款)", "持平")


def read_prose(
    outline: Outline,
    figures: Sequence[Sequence[Figure]],
    frames: Sequence[Frame],
    found: Findings,
    known: frozenset[str],
    genre: str,
    year: int | None,
) -> None:
    """Read every paragraph; figures already taken (indicators) are left alone by `Findings.leave`."""
    state: State | None = None
    section = -1
    for block in outline.blocks:
        if block.kind == "row":
            continue
        text = block.text.text
        learn_functions(text, found)
        own = figures[block.number]
        taken = any(Mark(block.number, index) in found.dispositions for index in range(len(own)))
        if block.section != section or state is None:
            base = frames[block.section]
            if genre == "budget" and not base.measure:
                base = replace(base, measure="budget", stage="initial")
            carried = state if state and state.scopes and block.kind != "heading" else None
            funds = state.funds if state else {}
            state = State(found, base, year, carried.frame if carried else base, known, funds=funds)
            if carried:
                state.scopes, state.last = carried.scopes, carried.last
            state.functional = "功能" in " ".join(outline.sections[block.section].path[-2:])
            section = block.section
        about = None if known >= ITSELF else opening(text)
        if about:
            state.topic = Subject("project", "", about.project) if about.project else None
        elif state.topic and state.last and state.last.frame.subject == state.topic:
            state.topic = state.lead = None  # its money was told in a paragraph before
        if state.topic:
            found.projects[block.number] = state.topic.name
        silent = not own and not any(words in text for words in _WITHOUT_FIGURES)
        if silent or taken or "\t" in text.strip():
            continue
        names = known | ITSELF if state.topic else known
        read_block(state, block.number, text, tokenise(text, own, names), own, about.end if about else 0)


def learn_functions(text: str, found: Findings) -> None:
    """Remember code–name pairs as printed; they name classes whose code is not printed elsewhere."""
    for _, _, pairs in function_paths(text):
        for code, name in pairs:
            if code.startswith("2"):
                found.functions.setdefault(code, name)
