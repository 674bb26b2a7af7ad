"""What has to be set for each kind of channel. How each hands over a message is in the module named after it.

Secrets are looked up as `BUDGET_WAREHOUSE_ALERTS__CHANNELS__<NAME>__<KEY>`, or in the file that the same variable with
`_FILE` names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from orchestration.kinds import POSITIVE, TEXT, one_of, setting, whole
from orchestration.secrets import Secret


@dataclass(frozen=True, kw_only=True)
class Way:
    """What every channel has: `variables` begins those with its secrets, `limit` is the most bytes of a text."""

    secret_keys: ClassVar[tuple[str, ...]] = ()
    needs_address: ClassVar[bool] = False
    limit: ClassVar[int | None] = None

    name: str
    variables: str
    timeout_seconds: int = setting(POSITIVE, default=15)

    def variable(self, key: str) -> str:
        """Return the environment variable with a secret of this channel."""
        return self.variables + key.upper()


@dataclass(frozen=True, kw_only=True)
class Mail(Way):
    """A mail server that takes mail from us; `user` where it wants a login."""

    secret_keys = ("password",)
    needs_address = True

    host: str = setting(TEXT)
    sender: str = setting(TEXT)
    port: int | None = setting(whole(1, 65535), default=None)
    security: str = setting(one_of("starttls", "ssl", "insecure"), default="starttls")
    user: str = setting(TEXT, default="")
    password: Secret | None = None


@dataclass(frozen=True, kw_only=True)
class WeCom(Way):
    """A group bot of WeCom (企业微信群机器人); `url` is its webhook address."""

    secret_keys = ("url",)
    limit = 4096

    url: Secret | None = None


@dataclass(frozen=True, kw_only=True)
class DingTalk(Way):
    """A custom bot of DingTalk (钉钉自定义机器人); `secret` where it wants signatures (加签)."""

    secret_keys = ("url", "secret")
    limit = 18_000

    url: Secret | None = None
    secret: Secret | None = None


@dataclass(frozen=True, kw_only=True)
class Feishu(Way):
    """A custom bot of Feishu (飞书自定义机器人); `secret` where it wants signatures (签名校验)."""

    secret_keys = ("url", "secret")
    limit = 18_000

    url: Secret | None = None
    secret: Secret | None = None


@dataclass(frozen=True, kw_only=True)
class Webhook(Way):
    """Any address that takes JSON by POST; `token` is sent as Authorization: Bearer."""

    secret_keys = ("url", "token")

    url: Secret | None = None
    token: Secret | None = None


@dataclass(frozen=True, kw_only=True)
class AnyApprise(Way):
    """Any other service that apprise knows; `url` is its address in apprise's writing."""

    secret_keys = ("url",)
    limit = 4096

    url: Secret | None = None


WAYS: dict[str, type[Way]] = {
    "mail": Mail,
    "wecom": WeCom,
    "dingtalk": DingTalk,
    "feishu": Feishu,
    "webhook": Webhook,
    "apprise": AnyApprise,
}
