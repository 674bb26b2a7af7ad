"""From the ledger to the channels: what is due is handed over, what was refused is tried again later.

In quiet hours nothing is sent but the failure of a load. A refused message waits by `ledger.BACKOFF`, or as long as the
other side asks. Short waits are waited for here; the rest is for the next round: the next load, the sensor of the
service, or `budget-warehouse alerts send`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from orchestration.alerts.channels.channel import Channel, Refused
from orchestration.alerts.channels.opening import channel_of
from orchestration.alerts.ledger import Delivery, Ledger
from orchestration.alerts.settings import AlertSettings

#: How long one round waits in all for others to be ready again.
PATIENCE = timedelta(seconds=45)


@dataclass(frozen=True)
class Clock:
    """The time and the waiting; tests have their own."""

    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    sleep: Callable[[float], None] = time.sleep


@dataclass
class Outcome:
    """What became of the messages of one round, by number; `refused` has the last answer."""

    sent: list[Delivery] = field(default_factory=list)
    refused: dict[str, tuple[Delivery, str]] = field(default_factory=dict)
    deferred: dict[str, tuple[Delivery, datetime]] = field(default_factory=dict)


def deliver(
    ledger: Ledger,
    alerts: AlertSettings,
    timezone: str,
    clock: Clock,
    patience: timedelta = PATIENCE,
    opened: Callable[..., Channel] = channel_of,
) -> Outcome:
    """Hand over all messages that are due; one that cannot be handed over stops none of the others."""
    outcome = Outcome()
    began = clock.now()
    end = began + patience
    zone = ZoneInfo(timezone)
    while True:
        with ExitStack() as stack:
            channels: dict[str, Channel] = {}
            down: dict[str, Refused] = {}
            for delivery in ledger.due(clock.now()):
                recipient = alerts.recipients.get(delivery.recipient)
                if recipient is None:
                    reason = "no recipient of this name in the settings any more"
                    _refuse(ledger, outcome, delivery, Refused(reason, is_final=True), clock)
                    continue
                quiet = alerts.quiet_until(recipient.name, clock.now().astimezone(zone))
                if quiet and delivery.kind != "failure":
                    ledger.postpone(delivery, quiet)
                    outcome.deferred[delivery.number] = (delivery, quiet)
                    continue
                way = alerts.channels[recipient.channel]
                try:
                    if way.name in down:
                        raise down[way.name]
                    if way.name not in channels:
                        channels[way.name] = stack.enter_context(opened(way))
                    channels[way.name].send(ledger.message(delivery.number), recipient.address)
                except Refused as refused:
                    if refused.is_down:
                        down[way.name] = refused
                    _refuse(ledger, outcome, delivery, refused, clock)
                else:
                    ledger.mark_accepted(delivery, clock.now(), began)
                    outcome.refused.pop(delivery.number, None)
                    outcome.sent.append(delivery)
        following = ledger.next_at()
        if following is None or following > end or not outcome.refused:
            ledger.forget_what_arrived()
            return outcome
        clock.sleep(max(0.0, (following - clock.now()).total_seconds()))


def told(outcome: Outcome, timezone: str) -> list[str]:
    """Return what a round did, for the summary of a load and the terminal; the first line is the count."""
    counts = [f"{len(outcome.sent)} sent"]
    if outcome.deferred:
        until = min(until for _, until in outcome.deferred.values()).astimezone(ZoneInfo(timezone))
        counts.append(f"{len(outcome.deferred)} wait for the end of quiet hours at {until:%H:%M}")
    if outcome.refused:
        counts.append(f"{len(outcome.refused)} not delivered")
    reasons: dict[str, list[str]] = {}
    for delivery, reason in outcome.refused.values():
        reasons.setdefault(reason, []).append(delivery.recipient)
    return [", ".join(counts)] + [
        f"{', '.join(names[:5])}{f' and {len(names) - 5} more' if len(names) > 5 else ''}: {reason}"
        for reason, names in reasons.items()
    ]


def _refuse(ledger: Ledger, outcome: Outcome, delivery: Delivery, refused: Refused, clock: Clock) -> None:
    ledger.mark_refused(delivery, str(refused), clock.now(), refused.wait, refused.is_final)
    outcome.refused[delivery.number] = (delivery, str(refused))
