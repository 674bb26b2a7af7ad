"""A digest for programs: what a webhook is given beside the text. Every event is in it, none is cut."""

from __future__ import annotations

from collections.abc import Mapping

from orchestration.alerts.digest import Digest
from orchestration.alerts.events import News
from orchestration.alerts.models import Finding, HeldFile, Undelivered
from orchestration.alerts.rendering import link
from orchestration.answers import plain

#: Fields of a finding that a program is given under their own name.
_FIELDS = (
    "state", "severity", "rule_id", "family", "rule_title", "county_code", "county_name", "department", "fiscal_year",
    "subject", "stated", "expected", "difference", "tolerance", "unit", "says", "ask", "likely_explanation", "sentence",
    "document", "cause_key",
)  # fmt: skip


def payload(digest: Digest) -> dict[str, object]:
    """Return recipient, counts and `events`: findings, held files and messages that were given up, as JSON has them."""
    return {
        "recipient": digest.recipient,
        "open": digest.open_total,
        "open_critical": digest.open_criticals,
        "events": [{"kind": one.kind.value, **_subject(one, digest.site_url)} for one in digest.news if one.is_event],
    }


def _subject(news: News, site_url: str) -> Mapping[str, object]:
    subject = news.subject
    if isinstance(subject, Finding):
        found = {"finding_key": subject.key, "version": subject.version, "url": link(site_url, subject)}
        return found | {name: plain(getattr(subject, name)) for name in _FIELDS}
    if isinstance(subject, HeldFile):
        return {
            "source_path": subject.source_path,
            "reason_code": subject.reason_code,
            "county_code": subject.county_code,
        }
    assert isinstance(subject, Undelivered)
    return {"recipient": subject.recipient, "number": subject.number, "error": subject.error}
