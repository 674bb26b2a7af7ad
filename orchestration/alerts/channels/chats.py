"""Group bots of WeCom, DingTalk and Feishu, on apprise's plugins for them.

apprise checks the bot's key, knows its address and signs for DingTalk. It counts every answer of status 200 as sent,
while the three say in its body that they refused; it sends plain text only to two of them, and counts signs where WeCom
counts bytes. So each has a `post` of its own here: Markdown, and the code in the body decides.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import time

from apprise.exception import AppriseImproperlyConfigured
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.wecombot import NotifyWeComBot

from orchestration.alerts.channels.channel import Channel, Refused, needed
from orchestration.alerts.channels.posting import check_code, post, reachable
from orchestration.alerts.channels.ways import DingTalk, Feishu, WeCom
from orchestration.alerts.models import Message


class WeComBot(NotifyWeComBot):
    """A message is Markdown of at most 4096 bytes; errcode 45009 means more than 20 a minute."""

    def post(self, body: str, title: str, timeout: float) -> None:
        """Post one message; raise Refused unless errcode is 0."""
        payload = {"msgtype": "markdown", "markdown": {"content": body}}
        check_code(post(self.api_url, payload, timeout), "errcode")


class DingTalkBot(NotifyDingTalk):
    """Markdown whose lines end in two spaces, or they would run together."""

    def post(self, body: str, title: str, timeout: float) -> None:
        """Post one message; raise Refused unless errcode is 0."""
        text = body.replace("\n", "  \n")
        payload = {"msgtype": "markdown", "markdown": {"title": title, "text": text}, "at": {"isAtAll": False}}
        signed = None
        if self.secret:
            # apprise quotes the signature for an address written by hand; requests quotes by itself.
            timestamp, signature = self.get_signature()
            signed = {"timestamp": timestamp, "sign": self.unquote(signature)}
        check_code(post(self.notify_url.format(token=self.token), payload, timeout, params=signed), "errcode")


class FeishuBot(NotifyFeishu):
    """A card with a title; `secret` signs the time, which apprise does not do."""

    secret: str | None = None

    def post(self, body: str, title: str, timeout: float) -> None:
        """Post one message; raise Refused unless code is 0."""
        card = {
            "header": {"title": {"tag": "plain_text", "content": title}},
            "elements": [{"tag": "markdown", "content": body}],
        }
        payload: dict[str, object] = {"msg_type": "interactive", "card": card}
        if self.secret:
            timestamp = str(int(time.time()))
            key = f"{timestamp}\n{self.secret}".encode()
            sign = base64.b64encode(hmac.new(key, digestmod=hashlib.sha256).digest()).decode()
            payload |= {"timestamp": timestamp, "sign": sign}
        check_code(post(self.notify_url.format(token=self.token), payload, timeout), "code", "StatusCode")


class ChatChannel(Channel):
    """A group bot of one of the three; a group is one recipient and has no further address."""

    def __init__(self, way: WeCom | DingTalk | Feishu) -> None:
        self._way = way

    def send(self, message: Message, address: str) -> None:
        """Return when the bot said that it took the message."""
        self._bot().post(message.markdown, message.subject, self._way.timeout_seconds)

    def probe(self) -> str:
        """Connect to the vendor; a bot cannot be asked whether it exists without a message."""
        return reachable(self._bot().notify_url, self._way.timeout_seconds)

    def _bot(self) -> WeComBot | DingTalkBot | FeishuBot:
        way = self._way
        # The key is the end of the webhook address, in the path or in the query; the key alone does as well.
        key = re.split(r"[/=]", needed(way, "url", way.url).rstrip("/"))[-1]
        try:
            if isinstance(way, WeCom):
                return WeComBot(key)
            if isinstance(way, DingTalk):
                return DingTalkBot(key, secret=way.secret.reveal() if way.secret else None)
            bot = FeishuBot(key)
        except AppriseImproperlyConfigured as error:
            variable = way.variable("url")
            reason = f"channel {way.name}: {variable} ends in no key of a bot; give the webhook address as copied"
            raise Refused(reason, is_down=True) from error
        bot.secret = way.secret.reveal() if way.secret else None
        return bot
