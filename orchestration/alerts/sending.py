"""After a load: what is news to each recipient is written down, then delivered.

`send_after_load` is what a load calls; `send_due` hands over what was left for later. Neither ever fails a load: what
could not be done is in the lines they return, and stays in the ledger.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Self
from zoneinfo import ZoneInfo

from orchestration.alerts.delivery import Clock, deliver, told
from orchestration.alerts.events import OPEN, Batch, Knowledge, news_for, standing
from orchestration.alerts.ledger import Ledger
from orchestration.alerts.ledger_file import open_ledger
from orchestration.alerts.models import Finding, HeldFile, Message, Undelivered
from orchestration.alerts.reading import read_findings, read_held_files, read_withdrawn
from orchestration.alerts.writing import Writer
from orchestration.home import Home
from orchestration.settings import Settings
from orchestration.snapshot import open_snapshot

logger = logging.getLogger("budget_warehouse")


@dataclass(frozen=True)
class Found:
    """What the snapshot has to tell, read once for all recipients; `day` is the local day of the messages."""

    load_id: str
    day: date
    findings: Sequence[Finding]
    files: Sequence[HeldFile]


def send_after_load(settings: Settings, clock: Clock | None = None) -> list[str]:
    """Tell what the published snapshot has that is new to somebody; return what was done, empty without channels.

    Whatever goes wrong is logged and told in the lines; a load never fails by it.
    """
    alerts = settings.alerts
    if not alerts.recipients:
        return []
    try:
        return send(settings, clock or Clock())
    except Exception as error:
        logger.exception("alerts: not sent")
        return [f"not sent: {error}; the next load or `budget-warehouse alerts send` tries again"]


def send(settings: Settings, clock: Clock, only: str | None = None) -> list[str]:
    """Write down the news of every recipient, or of one, and deliver what is due."""
    alerts = settings.alerts
    with open_ledger(Home(settings.home)) as ledger:
        this_round = Round.of(settings, ledger, clock.now())
        for recipient in [only] if only else alerts.recipients:
            this_round.put(recipient)
        return told(deliver(ledger, alerts, settings.timezone, clock), settings.timezone)


def send_due(settings: Settings, clock: Clock | None = None) -> list[str]:
    """Hand over what was deferred by quiet hours or refused; makes no new digest."""
    with open_ledger(Home(settings.home)) as ledger:
        return told(deliver(ledger, settings.alerts, settings.timezone, clock or Clock()), settings.timezone)


def preview(settings: Settings, recipient: str, now: datetime) -> Message | None:
    """Return exactly what `send` would write down for the recipient now, None where there is no news."""
    with open_ledger(Home(settings.home)) as ledger:
        this_round = Round.of(settings, ledger, now)
        batch = this_round.batch(recipient)
        return this_round.writer.message(recipient, batch, ledger.late(recipient)) if batch.events else None


def read(settings: Settings, now: datetime) -> Found:
    """Read the published snapshot. Raises NoSnapshot."""
    with open_snapshot(Home(settings.home).warehouse) as connection:
        row = connection.execute("select max(load_id) from ops.load").fetchone()
        return Found(
            load_id=str(row[0]) if row else "",
            day=now.astimezone(ZoneInfo(settings.timezone)).date(),
            findings=read_findings(connection),
            files=read_held_files(connection),
        )


@dataclass(frozen=True)
class Round:
    """What one round works with, the same for all recipients."""

    settings: Settings
    ledger: Ledger
    found: Found
    known: Knowledge
    undelivered: Sequence[Undelivered]
    writer: Writer
    now: datetime
    _batches: dict[Hashable, Batch] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, settings: Settings, ledger: Ledger, now: datetime) -> Self:
        """Read all that a round needs."""
        found, known = read(settings, now), ledger.told()
        told_open = {key for told in known.values() for key, last in told.items() if last.state in OPEN}
        if gone := told_open - {finding.key for finding in found.findings}:
            snapshots = sorted(Home(settings.home).snapshots.glob("*.duckdb"), reverse=True)
            found = replace(found, findings=[*found.findings, *read_withdrawn(snapshots, gone)])
        writer = Writer(settings.alerts, now.astimezone(ZoneInfo(settings.timezone)))
        return cls(settings, ledger, found, known, ledger.undelivered(), writer, now)

    def batch(self, recipient: str) -> Batch:
        """Return what the recipient's digest would hold; those who stand alike share one."""
        found, alerts = self.found, self.settings.alerts
        key = standing(recipient, alerts, self.known)
        if key not in self._batches:
            news = news_for(recipient, alerts, found.findings, found.files, self.undelivered, self.known, self.now)
            self._batches[key] = Batch(news)
        return self._batches[key]

    def put(self, recipient: str) -> None:
        """Write down the recipient's digest; nothing where there is no news, or the same is on its way already."""
        batch = self.batch(recipient)
        if not batch.events:
            self.ledger.withdraw(recipient)
            if self.settings.alerts.all_quiet:
                self._put_quiet(recipient, len(batch.news))
        elif not self.ledger.is_waiting_or_sent(batch.number(recipient)):
            message = self.writer.message(recipient, batch, self.ledger.late(recipient))
            self.ledger.put(recipient, "digest", message, self.now, self.found.load_id, batch)

    def _put_quiet(self, recipient: str, open_total: int) -> None:
        """Write down one line that nothing happened, once a day, unless anything else was written that day."""
        zone = ZoneInfo(self.settings.timezone)
        if self.ledger.was_written_to(recipient, datetime.combine(self.found.day, time(), zone)):
            return
        line = f"预算数据核查 {self.found.day.isoformat()}：没有新情况，仍未处理 {open_total} 项。"
        number = hashlib.sha256(f"{recipient} {self.found.day} quiet".encode()).hexdigest()[:10]
        message = Message(number=number, subject=line, text=line + "\n", markdown=line)
        self.ledger.put(recipient, "quiet", message, self.now, self.found.load_id)
