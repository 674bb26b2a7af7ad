"""What `doctor` says of the alerts: each channel is asked for an answer, without a message; then routes and ledger."""

from __future__ import annotations

from collections.abc import Iterator

from orchestration.alerts.settings import AlertSettings
from orchestration.examined import Finding


def examine_alerts(alerts: AlertSettings) -> Iterator[Finding]:
    """Yield what each channel answers, and which recipients no route leads to."""
    if not alerts.channels:
        yield Finding("alerts", True, "none are sent; to send some see docs/alerts.md")
        return
    from orchestration.alerts.channels.channel import Refused
    from orchestration.alerts.channels.opening import channel_of

    for name, way in alerts.channels.items():
        advice = f"check [alerts.channels.{name}] and its secrets"
        try:
            with channel_of(way) as channel:
                yield Finding(f"channel {name}", True, channel.probe())
        except Refused as refused:
            yield Finding(f"channel {name}", False, str(refused), advice)
    routed = {name for route in alerts.routes for name in (*route.to, *route.escalate_to)} | set(alerts.operators)
    idle = [name for name in alerts.recipients if name not in routed]
    advice = "name them in `to` of [[alerts.routes]], or take them out"
    detail = f"{len(alerts.recipients)}, no route leads to {', '.join(idle)}" if idle else f"{len(alerts.recipients)}"
    yield Finding("recipients", not idle, detail, advice)
    if not alerts.operators:
        yield Finding("operators", False, "nobody is told when a load fails", 'set operators = ["…"] in [alerts]')
