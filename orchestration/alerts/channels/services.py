"""Any other service of apprise, by its address. Whether it accepted is what apprise says; it says no more than that."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

import apprise

from orchestration.alerts.channels.channel import Channel, Refused, needed
from orchestration.alerts.channels.ways import AnyApprise
from orchestration.alerts.models import Message


class ServiceChannel(Channel):
    """A service of apprise; the workbook goes along where the service takes attachments."""

    def __init__(self, way: AnyApprise) -> None:
        self._way = way

    def send(self, message: Message, address: str) -> None:
        """Return when apprise says that the service took it."""
        service = self._service()
        with tempfile.TemporaryDirectory() as folder, apprise.LogCapture(level=logging.WARNING) as log:
            attach = None
            if message.attachment and service.attachment_support:
                path = Path(folder) / message.attachment.name
                path.write_bytes(message.attachment.content)
                attach = apprise.AppriseAttachment(str(path))
            if service.notify(body=message.text, title=message.subject, attach=attach):
                return
            said = " ".join(log.getvalue().split())
        raise Refused(f"{service.service_name}: {said[-200:] or 'not accepted'}")

    def probe(self) -> str:
        """Read the address; what is behind it is not asked."""
        return f"{self._service().service_name}, address read, nothing sent"

    def _service(self) -> apprise.NotifyBase:
        service = apprise.Apprise.instantiate(needed(self._way, "url", self._way.url))
        if service is None:
            variable = self._way.variable("url")
            raise Refused(f"channel {self._way.name}: {variable} is no address that apprise knows", is_down=True)
        return service
