"""Webhook and group bots against a server on loopback: what arrives, and what each kind of refusal becomes."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from orchestration.alerts.channels.channel import Channel, NoSecret, Refused
from orchestration.alerts.channels.chats import DingTalkBot, FeishuBot, WeComBot
from orchestration.alerts.channels.opening import channel_of
from orchestration.alerts.channels.ways import WAYS
from orchestration.alerts.models import Message
from orchestration.secrets import Secret

MESSAGE = Message(
    number="0123456789",
    subject="预算数据核查",
    text="正文",
    markdown="**新发现** 1\n大关县水利局",
    data={"recipient": "群", "events": [{"kind": "new", "stated": 246.3}]},
)
#: The addresses as the vendors' consoles show them.
ADDRESSES = {
    "wecom": "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa",
    "dingtalk": "https://oapi.dingtalk.com/robot/send?access_token=abcdef0123456789",
    "feishu": "https://open.feishu.cn/open-apis/bot/v2/hook/abc-def-0123/",
}
BOTS: dict[str, Any] = {"wecom": WeComBot, "dingtalk": DingTalkBot, "feishu": FeishuBot}


@pytest.fixture
def opened(hook: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Channel]:
    """Return a maker of channels; the vendors' hosts are the server here, everything else is as it is sent."""
    for bot in BOTS.values():
        parts = urlsplit(bot.notify_url)
        monkeypatch.setattr(bot, "notify_url", bot.notify_url.replace(f"https://{parts.netloc}", hook.address))

    def made(kind: str, **secrets: str) -> Channel:
        given = {"url": ADDRESSES.get(kind, f"{hook.address}/in")} | secrets
        kept = {name: Secret(value) for name, value in given.items()}
        return channel_of(WAYS[kind](name=kind, variables="X__", timeout_seconds=1, **kept))

    return made


def test_webhook(hook: Any, opened: Any) -> None:
    with opened("webhook", token="t0ken") as channel:
        channel.send(MESSAGE, "")
    (request,) = hook.requests
    assert request.path == "/in"
    assert request.headers["Content-Type"] == "application/json; charset=utf-8"
    assert request.headers["Idempotency-Key"] == "0123456789"
    assert request.headers["Authorization"] == "Bearer t0ken"
    assert request.body == {
        "version": "1.0", "title": "预算数据核查", "message": "正文", "type": "info", "number": "0123456789",
        "recipient": "群", "events": [{"kind": "new", "stated": 246.3}],
    }  # fmt: skip


def test_wecom(hook: Any, opened: Any) -> None:
    opened("wecom").send(MESSAGE, "")
    (request,) = hook.requests
    assert request.path == "/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa"
    assert request.body == {"msgtype": "markdown", "markdown": {"content": MESSAGE.markdown}}


def test_dingtalk_signed(hook: Any, opened: Any) -> None:
    opened("dingtalk", secret="SEC123").send(MESSAGE, "")
    (request,) = hook.requests
    query = parse_qs(urlsplit(request.path).query)
    assert query["access_token"] == ["abcdef0123456789"]
    (timestamp,) = query["timestamp"]
    expected = hmac.new(b"SEC123", f"{timestamp}\nSEC123".encode(), hashlib.sha256).digest()
    assert base64.b64decode(query["sign"][0]) == expected
    assert request.body["markdown"] == {"title": "预算数据核查", "text": "**新发现** 1  \n大关县水利局"}


def test_feishu_signed(hook: Any, opened: Any) -> None:
    opened("feishu", secret="s3cret").send(MESSAGE, "")
    (request,) = hook.requests
    assert request.path.rstrip("/") == "/open-apis/bot/v2/hook/abc-def-0123"
    expected = hmac.new(f"{request.body['timestamp']}\ns3cret".encode(), b"", hashlib.sha256).digest()
    assert base64.b64decode(request.body["sign"]) == expected
    assert request.body["card"]["elements"] == [{"tag": "markdown", "content": MESSAGE.markdown}]


KINDS = ("webhook", "wecom", "dingtalk", "feishu")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("status", "is_final"),
    [(429, False), (500, False), (503, False), (408, False), (403, True), (404, True), (302, True)],
)
def test_a_status_that_is_no_acceptance(hook: Any, opened: Any, kind: str, status: int, is_final: bool) -> None:
    hook.answer(status, "why", Retry_After="120")
    with pytest.raises(Refused, match=f"HTTP {status} why") as caught:
        opened(kind).send(MESSAGE, "")
    assert (caught.value.is_final, caught.value.is_down) == (is_final, False)
    assert caught.value.wait == timedelta(seconds=120)
    assert len(hook.requests) == 1


def test_retry_after_as_a_date(hook: Any, opened: Any) -> None:
    hook.answer(429, Retry_After=format_datetime(datetime.now(UTC) + timedelta(seconds=300), usegmt=True))
    with pytest.raises(Refused) as caught:
        opened("webhook").send(MESSAGE, "")
    assert timedelta(seconds=290) < caught.value.wait < timedelta(seconds=301)


@pytest.mark.parametrize(
    ("kind", "body", "message", "seconds"),
    [
        pytest.param("wecom", {"errcode": 45009, "errmsg": "freq"}, "errcode 45009: freq", 60, id="wecom 20 a minute"),
        pytest.param("wecom", {"errcode": 93000, "errmsg": "invalid"}, "errcode 93000", None, id="wecom no such bot"),
        pytest.param("dingtalk", {"errcode": 310000, "errmsg": "词"}, "errcode 310000: 词", None, id="keyword"),
        pytest.param("feishu", {"code": 19021, "msg": "sign"}, "code 19021: sign", None, id="feishu signature"),
        pytest.param("feishu", {"code": 11232, "msg": "freq"}, "code 11232", 60, id="feishu too many"),
        pytest.param("dingtalk", "<html>login</html>", "no errcode in", None, id="a page of some proxy"),
        pytest.param("feishu", {"hello": 1}, "no code or StatusCode in", None, id="another answer"),
        pytest.param("wecom", [1], "no errcode in", None, id="no object"),
    ],
)  # fmt: skip
def test_a_refusal_with_status_200_is_no_acceptance(
    hook: Any, opened: Any, kind: str, body: Any, message: str, seconds: int | None
) -> None:
    hook.answer(200, body)
    with pytest.raises(Refused, match=message) as caught:
        opened(kind).send(MESSAGE, "")
    assert caught.value.wait == (timedelta(seconds=seconds) if seconds else None)


@pytest.mark.parametrize("kind", KINDS)
def test_silence_is_no_acceptance(hook: Any, opened: Any, kind: str) -> None:
    hook.answer(200, hook.usual, delay=1.3)
    with pytest.raises(Refused, match="no answer within 1 s") as caught:
        opened(kind).send(MESSAGE, "")
    assert caught.value.is_down


def test_no_message_shows_the_key(hook: Any, opened: Any) -> None:
    channel = opened("wecom", url="https://127.0.0.1/send?key=topsecret")
    hook.answer(500)
    with pytest.raises(Refused) as caught:
        channel.send(MESSAGE, "")
    assert "topsecret" not in str(caught.value)


@pytest.mark.parametrize("kind", ["wecom", "dingtalk", "feishu"])
def test_an_address_without_a_key(opened: Any, kind: str) -> None:
    with pytest.raises(Refused, match="X__URL ends in no key of a bot"):
        opened(kind, url="https://example/ä!").send(MESSAGE, "")


@pytest.mark.parametrize("kind", KINDS)
def test_no_address_at_all(kind: str) -> None:
    with pytest.raises(NoSecret, match="set X__URL or X__URL_FILE"):
        channel_of(WAYS[kind](name=kind, variables="X__")).send(MESSAGE, "")


@pytest.mark.parametrize("kind", KINDS)
def test_probe_reaches_the_host_and_sends_nothing(hook: Any, opened: Any, kind: str) -> None:
    assert f"127.0.0.1:{hook.port} takes connections" in opened(kind).probe()
    assert hook.requests == []


def test_any_other_service_of_apprise(hook: Any, opened: Any) -> None:
    address = f"json://127.0.0.1:{hook.port}/other"
    with opened("apprise", url=address) as channel:
        channel.send(MESSAGE, "")
        hook.answer(500)
        with pytest.raises(Refused, match="JSON: .*error=500"):
            channel.send(MESSAGE, "")
    assert [request.path for request in hook.requests] == ["/other", "/other"]
    assert hook.requests[0].body["message"] == "正文"
    with pytest.raises(Refused, match="no address that apprise knows"):
        opened("apprise", url="nonsense").probe()
