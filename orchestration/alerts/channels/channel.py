"""What a channel is, and how it says that a message was not taken."""

from __future__ import annotations

from datetime import timedelta
from types import TracebackType
from typing import Protocol, Self

from orchestration.alerts.channels.ways import Way
from orchestration.alerts.models import Message
from orchestration.errors import Trouble
from orchestration.secrets import Secret


class Refused(Trouble):
    """The message was not accepted. `wait` is what the other side asked for; `is_final`: asking again changes nothing.

    `is_down`: nothing was reached at all, so that others need not be tried over the same channel right away.
    """

    def __init__(
        self, reason: str, *, wait: timedelta | None = None, is_final: bool = False, is_down: bool = False
    ) -> None:
        super().__init__(reason)
        self.wait, self.is_final, self.is_down = wait, is_final, is_down


class NoSecret(Refused):
    """A secret that the channel needs is not set."""

    def __init__(self, way: Way, key: str) -> None:
        variable = way.variable(key)
        super().__init__(f"channel {way.name}: no {key}; set {variable} or {variable}_FILE", is_down=True)


class Channel(Protocol):
    """A way out for the messages of one round, opened by `with`; what it opens on the way it closes at the end.

    A channel that keeps nothing open between two messages inherits both ends of the `with` from here.
    """

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing stays open."""

    def send(self, message: Message, address: str) -> None:
        """Return when the other side has taken the message; raise Refused otherwise."""

    def probe(self) -> str:
        """Return what answers at the other end, without sending anything; raise Refused where nothing does."""


def needed(way: Way, key: str, secret: Secret | None) -> str:
    """Return a secret's value; raise NoSecret where it is not set."""
    if secret is None:
        raise NoSecret(way, key)
    return secret.reveal()
