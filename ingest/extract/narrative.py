"""Prose of a document, block by block: each section's run of paragraphs goes through one sentence Reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ingest.extract.found import Findings, Frame, Subject, replace
from ingest.extract.project import ITSELF
from ingest.extract.project_names import name_projects
from ingest.extract.reviewed import opening
from ingest.extract.sentence import read_block
from ingest.extract.state import State
from ingest.extract.tokens import function_paths, tokenise
from ingest.figures import Figure
from ingest.outline import Outline

#: A paragraph without figures is read only for what it may name: a class, or that a value is last year's.
_WITHOUT_FIGURES = ("(项)", "(款)", "持平")
#: Where projects are named by words that mean something else in a report on the whole of a department.
_ON_PROJECTS = frozenset(("project_evaluation", "performance_monitoring"))
_ON_WHOLE = "performance_evaluation"
_OF_PROJECTS = re.compile("项目|专项")


def read_prose(
    outline: Outline,
    figures: Sequence[Sequence[Figure]],
    frames: Callable[[int], Frame],
    found: Findings,
    known: frozenset[str],
    genre: str,
    year: int | None,
    itself: frozenset[str] = frozenset(),
) -> None:
    """Read every paragraph; figures already taken (indicators) are left alone by `Findings.leave`."""
    #: The state of the section, once a block of it was read, and the one that an open list of a section before is in.
    state: State | None = None
    carried: State | None = None
    funds: dict[str, str] = {}
    topic: Subject | None = None
    section = -1
    taken = {mark.block for mark in found.dispositions}
    for block in outline.blocks:
        if block.kind == "row":
            continue
        text = block.text.text
        learn_functions(text, found)
        if block.section != section:
            last, state, section, topic = state or carried, None, block.section, None
            carried = last if last and last.scopes and block.kind != "heading" else None
        about = None if known >= ITSELF else opening(text)
        if about:
            topic = Subject("project", "", about.project) if about.project else None
        elif topic and state and state.last and state.last.frame.subject == topic:
            topic = state.lead = None  # its money was told in a paragraph before
        if topic:
            found.projects[block.number] = topic.name
        own = figures[block.number]
        is_title = all(figure.kind == "ordinal" for figure in own)
        silent = is_title and not any(words in text for words in _WITHOUT_FIGURES)
        if silent or block.number in taken or "\t" in text.strip():
            continue
        if state is None:
            base = frames(section)
            if genre == "budget" and not base.measure:
                base = replace(base, measure="budget", stage="initial")
            state = State(found, base, year, carried.frame if carried else base, known, itself, funds=funds)
            if carried:
                state.scopes, state.last = carried.scopes, carried.last
            path = " ".join(outline.sections[section].path[-2:])
            state.functional = "功能" in path
            state.of_projects = genre in _ON_PROJECTS or (genre == _ON_WHOLE and bool(_OF_PROJECTS.search(path)))
        if state.of_projects and block.kind == "heading" and outline.sections[section].rank == 1:
            continue
        state.topic = topic
        tokens = tokenise(text, own, known | ITSELF if topic else known)
        if (state.of_projects or genre == _ON_WHOLE) and any(figure.kind == "money" for figure in own):
            tokens = name_projects(tokens, own, text, with_funds=state.of_projects)
        read_block(state, block.number, text, tokens, own, about.end if about else 0)
        if state.lead and state.lead.classification == "project":
            found.projects.setdefault(block.number, state.lead.name)


def learn_functions(text: str, found: Findings) -> None:
    """Remember code–name pairs as printed; they name classes whose code is not printed elsewhere."""
    for _, _, pairs in function_paths(text):
        for code, name in pairs:
            if code.startswith("2"):
                found.functions.setdefault(code, name)
