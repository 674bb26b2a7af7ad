"""From the settings of a channel to the channel. A new kind is a class in `ways`, a module here and a line below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from orchestration.alerts.channels.channel import Channel
from orchestration.alerts.channels.chats import ChatChannel
from orchestration.alerts.channels.mail import MailChannel
from orchestration.alerts.channels.services import ServiceChannel
from orchestration.alerts.channels.ways import AnyApprise, DingTalk, Feishu, Mail, Way, Webhook, WeCom
from orchestration.alerts.channels.webhook import WebhookChannel

CHANNELS: dict[type[Way], Callable[[Any], Channel]] = {
    Mail: MailChannel,
    WeCom: ChatChannel,
    DingTalk: ChatChannel,
    Feishu: ChatChannel,
    Webhook: WebhookChannel,
    AnyApprise: ServiceChannel,
}


def channel_of(way: Way) -> Channel:
    """Return the channel that `way` sets up; nothing is opened yet."""
    return CHANNELS[type(way)](way)
