"""What one message shows: sections by kind, in them counties and departments, the worst first, as there is room.

Findings with one cause are one line. What there is no room for is counted; the attachment has it all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from orchestration.alerts.events import News
from orchestration.alerts.models import SEVERITIES, Finding, HeldFile, Kind, Undelivered

#: Most departments that are counted one by one.
DEPARTMENTS_COUNTED = 10


@dataclass(frozen=True)
class Line:
    """A finding that is spelt out; `dependants` are the others in its section with the same cause."""

    finding: Finding
    dependants: int


@dataclass(frozen=True)
class Group:
    """The lines of one department of a county."""

    place: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Section:
    """All of one kind: how many findings there are, and how many of them neither stand here nor depend on a line."""

    kind: Kind
    total: int
    criticals: int
    groups: tuple[Group, ...]
    others: tuple[HeldFile | Undelivered, ...]
    hidden: int


@dataclass(frozen=True)
class Digest:
    """One recipient's message. `departments` counts what is open, for a reader of many: name, open, criticals."""

    number: str
    recipient: str
    sections: tuple[Section, ...]
    open_total: int
    open_criticals: int
    departments: tuple[tuple[str, int, int], ...]
    departments_hidden: int
    late: Undelivered | None
    site_url: str
    news: Sequence[News] = field(repr=False)

    @property
    def hidden(self) -> int:
        """How many are only counted."""
        return sum(section.hidden for section in self.sections)


def build(
    recipient: str, number: str, news: Sequence[News], lines: int, late: Undelivered | None, site_url: str
) -> Digest:
    """Return the digest of `news`, sorted as `news_for` does, with at most `lines` of them spelt out."""
    sections, room = [], lines
    for kind in Kind:
        of_kind = [one for one in news if one.kind is kind]
        if of_kind:
            section, room = _section(kind, of_kind, room)
            sections.append(section)
    still = [one.subject for one in news if one.state in ("open", "overdue") and isinstance(one.subject, Finding)]
    counted = Counter(finding.place for finding in still)
    criticals = Counter(finding.place for finding in still if finding.severity == "critical")
    worst = sorted(counted, key=lambda name: (-criticals[name], -counted[name], name))
    return Digest(
        number=number,
        recipient=recipient,
        sections=tuple(sections),
        open_total=len(still),
        open_criticals=sum(criticals.values()),
        departments=tuple((name, counted[name], criticals[name]) for name in worst[:DEPARTMENTS_COUNTED]),
        departments_hidden=max(0, len(worst) - DEPARTMENTS_COUNTED),
        late=late,
        site_url=site_url.rstrip("/"),
        news=news,
    )


def _section(kind: Kind, news: Sequence[News], room: int) -> tuple[Section, int]:
    findings = [one.subject for one in news if isinstance(one.subject, Finding)]
    others = [one.subject for one in news if not isinstance(one.subject, Finding)]
    causes: dict[str, list[Finding]] = {}
    for finding in findings:
        causes.setdefault(finding.cause_key, []).append(finding)
    # Of a cause the one that leads is told, where it is in this section.
    lines = [
        Line(next((one for one in members if one.key == cause), members[0]), len(members) - 1)
        for cause, members in causes.items()
    ]
    lines.sort(key=lambda line: (SEVERITIES.index(line.finding.severity), -line.dependants, *line.finding.rank[1:]))
    shown, files = lines[:room], others[: max(0, room - len(lines))]
    groups: dict[str, list[Line]] = {}
    for line in shown:
        groups.setdefault(line.finding.place, []).append(line)
    section = Section(
        kind=kind,
        total=len(news),
        criticals=sum(finding.severity == "critical" for finding in findings),
        groups=tuple(Group(place, tuple(members)) for place, members in groups.items()),
        others=tuple(files),
        hidden=len(news) - len(files) - sum(1 + line.dependants for line in shown),
    )
    return section, room - len(shown) - len(files)
