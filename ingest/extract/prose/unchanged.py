"""与上年持平: an amount that is not printed, because it is last year's again."""

from __future__ import annotations

import re
from itertools import islice

from ingest.extract.found import Amount, Mark, replace
from ingest.extract.prose.compared import spent_beside
from ingest.extract.prose.state import NAMED, State
from ingest.lexicon.lexicon import Concept

#: 与上年基本持平 says that something changed.
_NEARLY = re.compile("[^，。；]{0,16}(?:基本|大致|大体|几乎)")


def read_unchanged(state: State, concept: Concept) -> None:
    """与上年持平: last year's value is this year's; only where the sentence leaves no doubt which value is meant."""
    if state.compare != "prior" and "上年" not in concept.wording and "去年" not in concept.wording:
        return
    if _NEARLY.match(state.text, state.segment.start):
        return
    year, now = state.year, _meant(state)
    if now is not None and year and now.frame.year == year:
        before = replace(now.frame, year=year - 1)
        state.found.amounts.append(replace(now, frame=before, is_derived=True, parent=None))


def _meant(state: State) -> Amount | None:
    """The amount a 持平 speaks of: the last of its sentence, the only one of its paragraph, or the one it names."""
    now = spent_beside(state) or state.last
    if not state.figures and state.segment.has(NAMED):  # 公务接待费支出与上年持平。 as a paragraph of its own
        return next((a for a in reversed(state.found.amounts) if a.frame.key == state.frame.key), None)
    if now is None or now.mark.block != state.block or state.crossed or _is_unread_between(state, now):
        return None
    alone = len(list(islice(state.here(), 2))) == 1
    same_sentence = "。" not in state.text[state.figures[now.mark.index].end : state.segment.start]
    return now if same_sentence or alone else None


def _is_unread_between(state: State, now: Amount) -> bool:
    """Whether an amount that was not understood stands between one that was and the clause in hand."""
    later = range(now.mark.index + 1, len(state.figures))
    return any(
        state.figures[index].kind == "money"
        and state.figures[index].end <= state.segment.start
        and (given := state.found.dispositions.get(Mark(state.block, index))) is not None
        and given.disposition != "fact"
        for index in later
    )
