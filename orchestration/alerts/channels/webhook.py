"""A webhook of one's own: JSON by POST, as apprise has it (version, title, message, type), with all findings beside."""

from __future__ import annotations

from apprise.plugins.custom_json import JSONPayloadField, NotifyJSON

from orchestration.alerts.channels.channel import Channel, needed
from orchestration.alerts.channels.posting import post, reachable
from orchestration.alerts.channels.ways import Webhook
from orchestration.alerts.models import Message


class WebhookChannel(Channel):
    """Any answer of 2xx is acceptance; the header Idempotency-Key tells a message that is sent again."""

    def __init__(self, way: Webhook) -> None:
        self._way = way

    def send(self, message: Message, address: str) -> None:
        """Return when the other side answered 2xx."""
        payload = {
            JSONPayloadField.VERSION: NotifyJSON.json_version,
            JSONPayloadField.TITLE: message.subject,
            JSONPayloadField.MESSAGE: message.text,
            JSONPayloadField.MESSAGETYPE: "failure" if message.is_urgent else "info",
            "number": message.number,
            **message.data,
        }
        headers = {"Idempotency-Key": message.number}
        if self._way.token:
            headers["Authorization"] = f"Bearer {self._way.token.reveal()}"
        post(needed(self._way, "url", self._way.url), payload, self._way.timeout_seconds, headers=headers)

    def probe(self) -> str:
        """Connect to the address."""
        return reachable(needed(self._way, "url", self._way.url), self._way.timeout_seconds)
