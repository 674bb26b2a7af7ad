"""The table `[alerts]` of budget-warehouse.toml: channels, recipients, routes, quiet hours.

Checked as a whole when the settings are read, so that a route to nobody is told at once and not at night. Secrets never
stand in it; `orchestration.alerts.channels.ways` says which a channel needs and where they come from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any, TypeVar

from orchestration.alerts.channels.ways import WAYS, Way
from orchestration.alerts.models import SEVERITIES, Finding
from orchestration.kinds import CODES, POSITIVE, TEXT, TRUTH, Kind, SettingsError, one_of, read_table, setting
from orchestration.secrets import secret

T = TypeVar("T")

FAMILIES = ("identity", "total", "rate", "indicator", "cross_report", "plausibility")
#: A name becomes part of the environment variables with the channel's secrets.
_CHANNEL_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


@dataclass(frozen=True)
class Quiet:
    """Hours of the day in which nothing is delivered, from `start` to `end`, over midnight where `end` is earlier."""

    start: time
    end: time

    def until(self, local: datetime) -> datetime | None:
        """Return when the quiet that holds at `local` ends, None outside it.

        >>> Quiet(time(22), time(7, 30)).until(datetime(2026, 1, 31, 23))
        datetime.datetime(2026, 2, 1, 7, 30)
        """
        at = local.time()
        over_midnight = self.start > self.end
        is_quiet = (at >= self.start or at < self.end) if over_midnight else self.start <= at < self.end
        if not is_quiet:
            return None
        day = local + timedelta(days=1) if over_midnight and at >= self.start else local
        return datetime.combine(day.date(), self.end, local.tzinfo)


def _words(*allowed: str) -> Kind:
    """Return the kind of lists of words, of a closed list where one is given."""

    def read(value: object) -> tuple[str, ...]:
        words = [part.strip() for part in value.split(",")] if isinstance(value, str) else value
        if not isinstance(words, list) or not words or not all(isinstance(word, str) and word for word in words):
            raise ValueError
        if allowed and set(words) - set(allowed):
            raise ValueError
        return tuple(words)

    return Kind(f"a list of {', '.join(allowed)}" if allowed else "a list of names, not empty", read)


def _quiet(value: object) -> Quiet:
    start, end = (time.fromisoformat(part.strip()) for part in str(value).split("-"))
    if start == end:
        raise ValueError
    return Quiet(start, end)


def _address(value: object) -> str:
    if not re.fullmatch(r"https?://\S+", str(value)):
        raise ValueError
    return str(value)


_QUIET = Kind('two times of the day, e.g. "22:00-07:30"', _quiet)
_ADDRESS = Kind("an address with https:// or http:// in front", _address)


@dataclass(frozen=True)
class Recipient:
    """Who is told, and by which channel; `address` is the mail address where the channel is mail."""

    name: str
    channel: str = setting(TEXT)
    address: str = setting(TEXT, default="")
    quiet_hours: Quiet | None = setting(_QUIET, default=None)


@dataclass(frozen=True)
class Route:
    """Which findings go to whom; a condition that is not set holds for all.

    Criticals that nobody has answered `escalate_after_days` days after they were told go to `escalate_to` too.
    """

    to: tuple[str, ...] = setting(_words())
    counties: tuple[str, ...] = setting(CODES, default=())
    departments: tuple[str, ...] = setting(_words(), default=())
    severities: tuple[str, ...] = setting(_words(*SEVERITIES), default=())
    families: tuple[str, ...] = setting(_words(*FAMILIES), default=())
    escalate_after_days: int | None = setting(POSITIVE, default=None)
    escalate_to: tuple[str, ...] = setting(_words(), default=())

    def wants(self, finding: Finding) -> bool:
        """Return whether the finding is of this route."""
        return (
            (not self.counties or finding.county_code in self.counties)
            and (not self.departments or finding.department in self.departments)
            and (not self.severities or finding.severity in self.severities)
            and (not self.families or finding.family in self.families)
        )

    def wants_file_of(self, county_code: str) -> bool:
        """Return whether files of the county, empty where unknown, are of this route: who sees all departments."""
        return not self.departments and (not self.counties or county_code in self.counties)


@dataclass(frozen=True)
class AlertSettings:
    """All of `[alerts]`; without a channel nothing is sent. `lines` is the most entries that one message spells out."""

    operators: tuple[str, ...] = setting(_words(), default=())
    all_quiet: bool = setting(TRUTH, default=False)
    lines: int = setting(POSITIVE, default=20)
    quiet_hours: Quiet | None = setting(_QUIET, default=None)
    site_url: str = setting(_ADDRESS, default="")
    channels: Mapping[str, Way] = field(default_factory=dict)
    recipients: Mapping[str, Recipient] = field(default_factory=dict)
    routes: tuple[Route, ...] = ()

    def quiet_until(self, recipient: str, local: datetime) -> datetime | None:
        """Return when the recipient may be disturbed again, None where he may be now."""
        known = self.recipients.get(recipient)
        quiet = (known.quiet_hours if known else None) or self.quiet_hours
        return quiet.until(local) if quiet else None


def parse(table: Mapping[str, Any], environment: Mapping[str, str], place: str) -> AlertSettings:
    """Return the settings in the table `[alerts]` of the file `place`; an empty table sends nothing.

    Raises SettingsError for what cannot be used, naming the table and the key.
    """
    if not isinstance(table, Mapping):
        raise SettingsError(place, "alerts", table, "a table that begins with [alerts]")
    plain = {key: value for key, value in table.items() if key not in ("channels", "recipients", "routes")}
    channels = {
        name: _way(name, given, environment, place) for name, given in _tables(table, "channels", place).items()
    }
    recipients = {
        name: read_table(Recipient, given, f"{place} [alerts.recipients.{name}]", {}, "", name=name)
        for name, given in _tables(table, "recipients", place).items()
    }
    routes = table.get("routes", [])
    if not isinstance(routes, list):
        raise SettingsError(place, "alerts.routes", routes, "tables that begin with [[alerts.routes]]")
    parsed = tuple(
        read_table(Route, route, f"{place} [[alerts.routes]] {number}", {}, "")
        for number, route in enumerate(routes, 1)
    )
    prefix = "BUDGET_WAREHOUSE_ALERTS__"
    alerts = read_table(
        AlertSettings, plain, f"{place} [alerts]", environment, prefix,
        channels=channels, recipients=recipients, routes=parsed,
    )  # fmt: skip
    _check_names(alerts, place)
    return alerts


def _tables(table: Mapping[str, Any], key: str, place: str) -> Mapping[str, Mapping[str, Any]]:
    tables = table.get(key, {})
    if not isinstance(tables, Mapping) or not all(isinstance(below, Mapping) for below in tables.values()):
        raise SettingsError(place, f"alerts.{key}", tables, f"tables that begin with [alerts.{key}.NAME]")
    return tables


def _way(name: str, given: Mapping[str, Any], environment: Mapping[str, str], place: str) -> Way:
    where = f"{place} [alerts.channels.{name}]"
    if not _CHANNEL_NAME.fullmatch(name):
        raise SettingsError(where, "the name", name, "letters, digits and _: the variables with its secrets contain it")
    kind = one_of(*WAYS)
    if given.get("kind") not in WAYS:
        raise SettingsError(where, "kind", given.get("kind"), kind.expected)
    way = WAYS[given["kind"]]
    rest = {key: value for key, value in given.items() if key != "kind"}
    prefix = f"BUDGET_WAREHOUSE_ALERTS__CHANNELS__{name.upper()}__"
    secrets = {key: secret(environment, prefix + key.upper()) for key in way.secret_keys}
    return read_table(way, rest, where, environment, prefix, name=name, variables=prefix, **secrets)


def _check_names(alerts: AlertSettings, place: str) -> None:
    """Raise SettingsError where a name leads nowhere, or a mail has no address."""

    def known(names: Iterable[str], among: Mapping[str, object], key: str, what: str) -> None:
        for name in names:
            if name not in among:
                listed = ", ".join(among) or f"a table [alerts.{what}.{name}] first; there is none"
                raise SettingsError(place, key, name, f"one of the {what}: {listed}")

    known(alerts.operators, alerts.recipients, "alerts.operators", "recipients")
    for name, recipient in alerts.recipients.items():
        known([recipient.channel], alerts.channels, f"alerts.recipients.{name}.channel", "channels")
        if alerts.channels[recipient.channel].needs_address and "@" not in recipient.address:
            raise SettingsError(place, f"alerts.recipients.{name}.address", recipient.address, "a mail address")
    for number, route in enumerate(alerts.routes, 1):
        known(route.to, alerts.recipients, f"alerts.routes[{number}].to", "recipients")
        known(route.escalate_to, alerts.recipients, f"alerts.routes[{number}].escalate_to", "recipients")
        if route.escalate_to and route.escalate_after_days is None:
            key = f"alerts.routes[{number}].escalate_after_days"
            raise SettingsError(place, key, None, "the number of days after which it goes to escalate_to")
