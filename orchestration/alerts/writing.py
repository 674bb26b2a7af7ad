"""From a recipient's news to the message for his channel: a mail with the workbook, Markdown that fits, JSON."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime

from orchestration.alerts import digest as digests
from orchestration.alerts import rendering
from orchestration.alerts.channels.ways import Mail, Way, Webhook
from orchestration.alerts.events import Batch
from orchestration.alerts.models import Attachment, Message, Undelivered
from orchestration.alerts.payload import payload
from orchestration.alerts.settings import AlertSettings
from orchestration.alerts.sheet import workbook


class Writer:
    """Makes messages of digests at a local time.

    Recipients who stand alike share the digest; those who see the same findings share the workbook too.
    """

    def __init__(self, alerts: AlertSettings, at: datetime) -> None:
        self._alerts = alerts
        self._at, self._day = at, at.date()
        self._digests: dict[tuple[Batch, int], digests.Digest] = {}
        self._attachments: dict[Batch, Attachment] = {}
        self._workbooks: dict[str, Attachment] = {}

    def message(self, recipient: str, batch: Batch, late: Undelivered | None) -> Message:
        """Return the recipient's digest in the forms that his channel needs."""
        way = self._alerts.channels[self._alerts.recipients[recipient].channel]
        digest = self._digest(recipient, batch, late, self._alerts.lines)
        is_mail = isinstance(way, Mail)
        return Message(
            number=digest.number,
            subject=rendering.subject(digest, self._day),
            text=rendering.text(digest, self._day) if way.limit is None else "",
            markdown="" if way.limit is None else self._fitting(way, recipient, batch, late),
            html=rendering.html(digest, self._day) if is_mail else "",
            attachment=self._attachment(batch) if is_mail else None,
            data=payload(digest) if isinstance(way, Webhook) else {},
        )

    def _digest(self, recipient: str, batch: Batch, late: Undelivered | None, lines: int) -> digests.Digest:
        number = batch.number(recipient)
        if (known := self._digests.get((batch, lines))) is None:
            known = digests.build(recipient, number, batch.news, lines, late, self._alerts.site_url)
            self._digests[batch, lines] = known
        return replace(known, recipient=recipient, number=number, late=late)

    def _fitting(self, way: Way, recipient: str, batch: Batch, late: Undelivered | None) -> str:
        """Return the longest Markdown that the channel takes whole; half a message would be worse than a count."""
        lines = self._alerts.lines
        while True:
            text = rendering.markdown(self._digest(recipient, batch, late, lines), self._day)
            if lines == 0 or len(text.encode()) <= (way.limit or 0):
                return text
            lines = lines * 3 // 4

    def _attachment(self, batch: Batch) -> Attachment:
        if batch not in self._attachments:
            rows = sorted(f"{one.subject.key} {one.state}" for one in batch.news)
            same = hashlib.sha256("\n".join(rows).encode()).hexdigest()
            if same not in self._workbooks:
                name = f"问题清单-{self._day.isoformat()}.xlsx"
                self._workbooks[same] = Attachment(name, workbook(batch.news, self._at))
            self._attachments[batch] = self._workbooks[same]
        return self._attachments[batch]
