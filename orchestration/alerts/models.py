"""The nouns of alerts: a finding as it is told, a file that could not be taken in, a message and its attachment."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import ClassVar

#: Worst first.
SEVERITIES = ("critical", "warning", "info")


class Kind(StrEnum):
    """Why something is in a digest; the order is that of the sections."""

    overdue = "overdue"
    reopened = "reopened"
    new = "new"
    changed = "changed"
    still_open = "still_open"
    resolved = "resolved"
    waived = "waived"
    held = "held"
    undelivered = "undelivered"


def version_of(rule_version: object, *sides: object) -> str:
    """Return 12 hex digits of stated, expected and tolerance under a rule; others mean that a waiver no longer holds.

    >>> version_of("v1", Decimal("2.50"), None, Decimal(0)) == version_of("v1", Decimal("2.5"), None, Decimal("0.0"))
    True
    """
    parts = [
        f"{side.normalize():f}" if isinstance(side, Decimal) else str(side or "") for side in (rule_version, *sides)
    ]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:12]


def place_of(county: str, department: str) -> str:
    """Return county and department without saying the county twice.

    >>> place_of("大关县", "大关县水利局"), place_of("大关县", "水利局")
    ('大关县水利局', '大关县 水利局')
    """
    return department if department.startswith(county) else f"{county} {department}"


@dataclass(frozen=True)
class Finding:
    """A finding with all that a reader needs to act on it; `says` and `ask` are Chinese sentences.

    `sentence` is the one its main figure stands in, the figure between » and «; None where nothing printed carries it.
    `relation` is eq (both sides agree) or le (stated does not exceed expected).
    """

    key: str
    state: str
    severity: str
    rule_id: str
    family: str
    rule_title: str
    county_code: str
    county_name: str
    department: str
    fiscal_year: int
    subject: str
    stated: Decimal | None
    expected: Decimal | None
    difference: Decimal | None
    tolerance: Decimal | None
    unit: str
    relation: str
    says: str
    ask: str
    likely_explanation: str | None
    sentence: str | None
    document: str | None
    first_seen_at: datetime
    waiver_reason: str | None
    waived_by: str | None
    rule_version: str | None
    cause_key: str

    @cached_property
    def version(self) -> str:
        """What an answer is bound to: both sides, tolerance and rule, as a waiver is."""
        return version_of(self.rule_version, self.stated, self.expected, self.tolerance)

    @cached_property
    def place(self) -> str:
        """County and department in one."""
        return place_of(self.county_name, self.department)

    @cached_property
    def rank(self) -> tuple[object, ...]:
        """Sort key: the most severe first, then the largest amount of money, then an order that stays."""
        money = abs(self.difference or Decimal(0)) if self.unit == "元" else Decimal(0)
        return SEVERITIES.index(self.severity), -money, self.county_code, self.department, self.rule_id, self.subject


@dataclass(frozen=True)
class HeldFile:
    """A file in the landing area that gave no facts and that somebody has to settle; `cause` and `ask` are Chinese."""

    key: str
    source_path: str
    sha256: str
    county_code: str
    county_name: str
    reason_code: str
    cause: str
    ask: str

    kind: ClassVar[Kind] = Kind.held

    @property
    def version(self) -> str:
        """What was told of it: the same file for the same reason is told once."""
        return f"{self.reason_code} {self.sha256[:12]}"

    @property
    def rank(self) -> tuple[object, ...]:
        """Sort key."""
        return self.county_code, self.source_path


@dataclass(frozen=True)
class Undelivered:
    """A message to somebody else that was given up, for the operator; `error` is the last answer."""

    key: str
    recipient: str
    number: str
    attempts: int
    error: str

    kind: ClassVar[Kind] = Kind.undelivered
    version: ClassVar[str] = ""

    @property
    def rank(self) -> tuple[object, ...]:
        """Sort key."""
        return self.recipient, self.number


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a message."""

    name: str
    content: bytes
    kind: str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    @cached_property
    def sha256(self) -> str:
        """What tells its content from others."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Message:
    """What is handed to a channel. `number` stays the same when the message is sent again; `data` is for programs."""

    number: str
    subject: str
    text: str
    markdown: str = ""
    html: str = ""
    attachment: Attachment | None = None
    is_urgent: bool = False
    data: Mapping[str, object] = field(default_factory=dict)
