"""What is news to whom: a finding's standing now against what the recipient was last told of it.

Pure functions; what was told is kept in `orchestration.alerts.ledger`, and only what a channel accepted counts as told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from orchestration.alerts.models import Finding, HeldFile, Kind, Undelivered
from orchestration.alerts.settings import AlertSettings, Route

Subject = Finding | HeldFile | Undelivered
#: recipient → key → what was told.
Knowledge = Mapping[str, Mapping[str, "Told"]]

OPEN = ("open", "overdue")
_NOTHING: Mapping[str, Told] = {}


@dataclass(frozen=True)
class Told:
    """What a recipient was last told of a subject; `since` is when he was first told of it in this version."""

    state: str
    version: str
    since: datetime


@dataclass(frozen=True)
class News:
    """A subject, how it stands, and why it is in the digest; `told` is what the recipient knew before."""

    kind: Kind
    subject: Subject
    state: str
    told: Told | None

    @property
    def is_event(self) -> bool:
        """Whether it is a reason to send anything."""
        return self.kind is not Kind.still_open


@dataclass(frozen=True, eq=False)
class Batch:
    """What is told to everybody who stands alike: all news in the order of the sections, the events among them."""

    news: Sequence[News]

    @cached_property
    def events(self) -> Sequence[News]:
        """The reasons to send anything; empty where there is none."""
        return [one for one in self.news if one.is_event]

    @cached_property
    def mark(self) -> str:
        """A mark of the events: the same for the same events after the same knowledge."""
        parts = []
        for news in sorted(self.events, key=lambda news: news.subject.key):
            before = news.told.since.isoformat() if news.told else ""
            parts.append(f"{news.subject.key} {news.state} {news.subject.version} {before}")
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def number(self, recipient: str) -> str:
        """Return the number of the recipient's digest, which a retry keeps."""
        return hashlib.sha256(f"{recipient}\n{self.mark}".encode()).hexdigest()[:10]


def kind_of(state: str, version: str, told: Told | None) -> Kind | None:
    """Return why a finding in `state` is told, None where there is nothing to tell."""
    if state in OPEN:
        if state == "overdue" and (told is None or told.state == "open"):
            return Kind.overdue
        if told is None:
            return Kind.new
        if told.state not in OPEN:
            return Kind.reopened
        return Kind.still_open if told.version == version else Kind.changed
    # What he never heard of, or knows to be settled, is not worth a line.
    return Kind(state) if told is not None and told.state in OPEN else None


def news_for(
    recipient: str,
    alerts: AlertSettings,
    findings: Iterable[Finding],
    files: Iterable[HeldFile],
    undelivered: Iterable[Undelivered],
    known: Knowledge,
    now: datetime,
) -> list[News]:
    """Return what the recipient's next digest holds, events and what is still open, in the order of the sections."""
    told = known.get(recipient, _NOTHING)
    own = [route for route in alerts.routes if recipient in route.to]
    escalated = [route for route in alerts.routes if recipient in route.escalate_to]
    found = []
    for finding in findings:
        state = _state(finding, told, own, escalated, known, now)
        kind = kind_of(state, finding.version, told.get(finding.key)) if state else None
        if state and kind:
            found.append(News(kind, finding, state, told.get(finding.key)))
    waiting: list[HeldFile | Undelivered] = [
        file
        for file in files
        if any(route.wants_file_of(file.county_code) for route in own)
        # No route that names its counties can have it.
        or (not file.county_code and recipient in alerts.operators)
    ]
    if recipient in alerts.operators:
        waiting += [one for one in undelivered if one.recipient != recipient]
    for subject in waiting:
        before = told.get(subject.key)
        if before is None or before.version != subject.version:
            found.append(News(subject.kind, subject, subject.kind.value, before))
    order = {kind: place for place, kind in enumerate(Kind)}
    return sorted(found, key=lambda news: (order[news.kind], news.subject.rank))


def standing(recipient: str, alerts: AlertSettings, known: Knowledge) -> Hashable:
    """Return what decides a recipient's news: `news_for` gives two recipients of equal standing the same."""
    own = tuple(recipient in route.to for route in alerts.routes)
    escalated = tuple(recipient in route.escalate_to for route in alerts.routes)
    # An operator is told what others did not get, not what he himself did not.
    operator = recipient if recipient in alerts.operators else ""
    return own, escalated, operator, frozenset(known.get(recipient, _NOTHING).items())


def _state(
    finding: Finding,
    told: Mapping[str, Told],
    own: Collection[Route],
    escalated: Collection[Route],
    known: Knowledge,
    now: datetime,
) -> str | None:
    """Return how the finding stands for a recipient, None where it is not his."""
    routes = [route for route in own if route.wants(finding)]
    above = [route for route in escalated if route.wants(finding)]
    if any(_is_unanswered(finding, told.get(finding.key), route, now) for route in routes):
        return "overdue"
    for route in above:
        for name in route.to:
            if _is_unanswered(finding, known.get(name, _NOTHING).get(finding.key), route, now):
                return "overdue"
    # What was escalated to him once he also hears the end of.
    return finding.state if routes or (above and finding.key in told) else None


def _is_unanswered(finding: Finding, told: Told | None, route: Route, now: datetime) -> bool:
    """Return whether a critical was told as it stands, days ago, and is neither put right nor explained."""
    return (
        route.escalate_after_days is not None
        and finding.severity == "critical"
        and finding.state == "open"
        and told is not None
        and told.state in OPEN
        and told.version == finding.version
        and now - told.since >= timedelta(days=route.escalate_after_days)
    )
