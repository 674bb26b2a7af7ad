"""Good manners on the web: a pause between two requests to a host, and what its robots.txt asks for."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.robotparser import RobotFileParser


@dataclass
class _Host:
    turn: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    reading: threading.Lock = field(default_factory=threading.Lock)
    robots: RobotFileParser | None = None


class Turns:
    """Who may ask which host when; a host is scheme, name and port. Shared by all threads of a source."""

    def __init__(
        self,
        delay: float,
        agent: str,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._delay, self._agent, self._sleep, self._clock = delay, agent, sleep, clock
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def wait(self, host: str) -> None:
        """Return once this host may be asked again; whoever comes next waits from then on."""
        known = self._host(host)
        asked_for = known.robots.crawl_delay(self._agent) if known.robots else None
        with known.turn:
            now = self._clock()
            begins = max(now, known.free_at)
            known.free_at = begins + max(self._delay, float(asked_for or 0))
        if begins > now:
            self._sleep(begins - now)

    def may(self, host: str, address: str, load: Callable[[], str]) -> bool:
        """Return whether robots.txt of `host` allows `address`; `load` gets its text, once, and may raise."""
        known = self._host(host)
        with known.reading:
            if known.robots is None:
                rules = RobotFileParser()
                rules.parse(load().splitlines())
                known.robots = rules
        return known.robots.can_fetch(self._agent, address)

    def _host(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())
