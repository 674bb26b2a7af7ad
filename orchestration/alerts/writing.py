"""From a recipient's news to the message for his channel: a mail with the workbook, Markdown that fits, JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from orchestration.alerts import digest as digests
from orchestration.alerts import rendering
from orchestration.alerts.channels.ways import Mail, Way, Webhook
from orchestration.alerts.events import News
from orchestration.alerts.models import Attachment, Message, Undelivered
from orchestration.alerts.payload import payload
from orchestration.alerts.settings import AlertSettings
from orchestration.alerts.sheet import workbook


class Writer:
    """Makes messages of digests at a local time; recipients with the same news share one workbook."""

    def __init__(self, alerts: AlertSettings, at: datetime) -> None:
        self._alerts = alerts
        self._at, self._day = at, at.date()
        self._workbooks: dict[str, bytes] = {}

    def message(self, recipient: str, number: str, news: Sequence[News], late: Undelivered | None) -> Message:
        """Return the recipient's digest in the forms that his channel needs."""
        way = self._alerts.channels[self._alerts.recipients[recipient].channel]
        digest = self._digest(recipient, number, news, late, self._alerts.lines)
        is_mail = isinstance(way, Mail)
        return Message(
            number=number,
            subject=rendering.subject(digest, self._day),
            text=rendering.text(digest, self._day) if way.limit is None else "",
            markdown="" if way.limit is None else self._fitting(way, recipient, number, news, late),
            html=rendering.html(digest, self._day) if is_mail else "",
            attachment=self._attachment(news) if is_mail else None,
            data=payload(digest) if isinstance(way, Webhook) else {},
        )

    def _digest(
        self, recipient: str, number: str, news: Sequence[News], late: Undelivered | None, lines: int
    ) -> digests.Digest:
        return digests.build(recipient, number, news, lines, late, self._alerts.site_url)

    def _fitting(self, way: Way, recipient: str, number: str, news: Sequence[News], late: Undelivered | None) -> str:
        """Return the longest Markdown that the channel takes whole; half a message would be worse than a count."""
        lines = self._alerts.lines
        while True:
            text = rendering.markdown(self._digest(recipient, number, news, late, lines), self._day)
            if lines == 0 or len(text.encode()) <= (way.limit or 0):
                return text
            lines = lines * 3 // 4

    def _attachment(self, news: Sequence[News]) -> Attachment:
        same = hashlib.sha256("\n".join(f"{one.subject.key} {one.state}" for one in news).encode()).hexdigest()
        if same not in self._workbooks:
            self._workbooks[same] = workbook(news, self._at)
        return Attachment(f"问题清单-{self._day.isoformat()}.xlsx", self._workbooks[same])
