"""Which of several roles a wording has where it stands."""

from __future__ import annotations

from ingest.extract.found import TOTAL
from ingest.extract.prose.state import State
from ingest.lexicon.lexicon import Concept


def choose(state: State, candidates: tuple[Concept, ...]) -> Concept | None:
    """Of several roles of one wording the one that fits: economic class in a list of 人员/公用经费 parts.

    None where a wording means something only within a list of another classification (货物 of 政府采购).
    """
    if len(candidates) == 1 and not candidates[0].within:
        return None if candidates[0].not_behind and _is_behind(state, candidates[0].not_behind) else candidates[0]
    parent = state.scope.parent.subject if state.scope else None
    within = {about.classification for about in (parent, state.frame.subject) if about}
    within |= {"function"} if state.functional else set()
    candidates = tuple(c for c in candidates if not c.within or c.within in within)
    if len(candidates) <= 1:
        return candidates[0] if candidates else None
    wanted = "economic" if parent and parent.classification in ("basic_component", "economic") else "subject"
    if wanted == "subject" and candidates[-1].within == "function":
        wanted = "function"
    return next((c for c in candidates if c.role == wanted), candidates[0])


def _is_behind(state: State, classification: str) -> bool:
    """Whether the amount before was of that classification: 其他支出 behind 项目支出 is no functional class."""
    if state.scope and (state.scope.parent.subject or TOTAL).classification == "project":
        return True  # 就业资金支出 9 万元，其中：培训补贴支出 5 万元，其他支出 4 万元
    before = None if state.fresh else state.told
    return before is not None and (before.frame.subject or TOTAL).classification == classification
