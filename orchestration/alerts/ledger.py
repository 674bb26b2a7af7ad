"""What was handed over to whom, and what still has to be. The file itself is `orchestration.alerts.ledger_file`.

A message is written down before it is sent and marked after it was accepted, each in one transaction. Only then do its
findings count as told. A process that is killed between acceptance and mark sends that one message again, under the
same number; nothing is lost (at least once). What a digest holds is decided in `orchestration.alerts.events`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from orchestration.alerts.events import Batch, Told
from orchestration.alerts.models import Attachment, Message, Undelivered

#: Waits after the first, second … failed attempt; after the last one the message is given up until the next load.
BACKOFF = tuple(timedelta(seconds=seconds) for seconds in (5, 20, 120, 900, 3600, 14_400))

#: What no message waits for any more.
_FORGET = (
    "delete from file where sha256 not in (select attachment from delivery where attachment is not null)",
    "delete from item where batch not in (select batch from delivery where batch is not null)",
)


@dataclass(frozen=True)
class Delivery:
    """One message on its way to one recipient; `kind` is digest, quiet (nothing happened) or failure."""

    number: str
    recipient: str
    kind: str
    load_id: str | None
    status: str
    created_at: datetime
    next_at: datetime
    attempts: int
    error: str | None
    sent_at: datetime | None


class Ledger:
    """The open file; each method that writes is one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def told(self) -> dict[str, dict[str, Told]]:
        """Return what each recipient was told last, by key."""
        known: dict[str, dict[str, Told]] = {}
        for row in self._connection.execute("select recipient, key, state, version, since from told"):
            since = datetime.fromisoformat(row["since"])
            known.setdefault(row["recipient"], {})[row["key"]] = Told(row["state"], row["version"], since)
        return known

    def undelivered(self) -> list[Undelivered]:
        """Return the messages that were ever given up, with the last answer."""
        rows = self._connection.execute(
            "select number, recipient, attempts, error from delivery where given_up_at is not null and sent_at is null"
        )
        return [
            Undelivered(f"delivery:{row['number']}", row["recipient"], row["number"], row["attempts"], row["error"])
            for row in rows
        ]

    def late(self, recipient: str) -> Undelivered | None:
        """Return the recipient's digest that was tried in vain and is still not there."""
        row = self._connection.execute(
            "select number, attempts, error from delivery where recipient = ? and kind = 'digest' and attempts > 0"
            " and status in ('waiting', 'given_up') order by created_at desc limit 1",
            [recipient],
        ).fetchone()
        return Undelivered("", recipient, row["number"], row["attempts"], row["error"]) if row else None

    def is_waiting_or_sent(self, number: str) -> bool:
        """Return whether the message is on its way or there; one that was given up is not."""
        query = "select 1 from delivery where number = ? and status in ('waiting', 'sent')"
        return self._connection.execute(query, [number]).fetchone() is not None

    def was_written_to(self, recipient: str, since: datetime) -> bool:
        """Return whether any message to the recipient was made at or after `since`."""
        query = "select 1 from delivery where recipient = ? and created_at >= ?"
        return self._connection.execute(query, [recipient, _text(since)]).fetchone() is not None

    def put(
        self,
        recipient: str,
        kind: str,
        message: Message,
        now: datetime,
        load_id: str | None = None,
        batch: Batch | None = None,
    ) -> None:
        """Write a message down. A digest takes the place of those to the recipient that have not arrived."""
        attachment, mark = message.attachment, batch.mark if batch else None
        content = {**asdict(message), "attachment": None}
        with self._connection:
            if kind != "failure":
                self._supersede(recipient, message.number)
            # One that was given up keeps that mark: the operator may not have been told yet.
            self._connection.execute(
                "insert into delivery values (?, ?, ?, ?, 'waiting', ?, ?, 0, null, null, null, ?, ?, ?, ?)"
                " on conflict (number) do update set load_id = excluded.load_id, status = 'waiting', attempts = 0,"
                " created_at = excluded.created_at, next_at = excluded.next_at, content = excluded.content,"
                " attachment_name = excluded.attachment_name, attachment = excluded.attachment, batch = excluded.batch",
                [
                    message.number, recipient, kind, load_id, _text(now), _text(now),
                    json.dumps(content, ensure_ascii=False),
                    attachment.name if attachment else None, attachment.sha256 if attachment else None, mark,
                ],
            )  # fmt: skip
            if attachment and not self._has("file where sha256", attachment.sha256):
                query = "insert into file values (?, ?)"
                self._connection.execute(query, [attachment.sha256, attachment.content])
            if batch and not self._has("item where batch", batch.mark):
                self._connection.executemany(
                    "insert into item values (?, ?, ?, ?)",
                    [(mark, news.subject.key, news.state, news.subject.version) for news in batch.events],
                )

    def _has(self, rows: str, key: str) -> bool:
        return self._connection.execute(f"select 1 from {rows} = ? limit 1", [key]).fetchone() is not None

    def withdraw(self, recipient: str) -> None:
        """Take back what has not arrived: there is nothing left to tell."""
        with self._connection:
            self._supersede(recipient, "")

    def _supersede(self, recipient: str, number: str) -> None:
        self._connection.execute(
            "update delivery set status = 'superseded', content = null, attachment = null, batch = null"
            " where recipient = ? and kind <> 'failure' and status in ('waiting', 'given_up') and number <> ?",
            [recipient, number],
        )

    def due(self, now: datetime) -> list[Delivery]:
        """Return the messages to send now, failures of loads first."""
        return self._deliveries("status = 'waiting' and next_at <= ?", [_text(now)], "kind <> 'failure', created_at")

    def next_at(self) -> datetime | None:
        """Return when the next message is due."""
        return next_at(self._connection)

    def all(self) -> list[Delivery]:
        """Return every message, newest first."""
        return self._deliveries("true", [], "created_at desc, recipient")

    def message(self, number: str) -> Message:
        """Return a message that waits as it was written down."""
        query = (
            "select delivery.content, attachment_name, file.content as workbook"
            " from delivery left join file on sha256 = attachment where number = ?"
        )
        row = self._connection.execute(query, [number]).fetchone()
        attachment = Attachment(row["attachment_name"], row["workbook"]) if row["workbook"] is not None else None
        return Message(**json.loads(row["content"]) | {"attachment": attachment})

    def mark_accepted(self, delivery: Delivery, now: datetime, since: datetime) -> None:
        """The channel took it: its findings are told, `since` the round began. Its words are not kept."""
        with self._connection:
            self._connection.execute(
                "insert into told select ?, key, state, version, ?, number from item join delivery using (batch)"
                " where number = ?"
                " on conflict (recipient, key) do update set state = excluded.state, version = excluded.version,"
                " number = excluded.number, since = case when told.version = excluded.version"
                " and told.state in ('open', 'overdue') and excluded.state in ('open', 'overdue')"
                " then told.since else excluded.since end",
                [delivery.recipient, _text(since), delivery.number],
            )
            self._connection.execute(
                "update delivery set status = 'sent', sent_at = ?, attempts = attempts + 1, error = null,"
                " content = null, attachment = null, batch = null where number = ?",
                [_text(now), delivery.number],
            )

    def forget_what_arrived(self) -> None:
        """Delete workbooks and items that no message waits for any more."""
        with self._connection:
            for query in _FORGET:
                self._connection.execute(query)

    def mark_refused(
        self, delivery: Delivery, error: str, now: datetime, wait: timedelta | None, is_final: bool
    ) -> None:
        """Set the next attempt, no earlier than `wait` from now; give up after the last one or where it is hopeless."""
        step = delivery.attempts
        if is_final or step >= len(BACKOFF):
            values: list[str | None] = ["given_up", _text(now), _text(now)]
        else:
            values = ["waiting", _text(now + max(BACKOFF[step], wait or timedelta())), None]
        with self._connection:
            self._connection.execute(
                "update delivery set status = ?, next_at = ?, given_up_at = ?, attempts = attempts + 1, error = ?"
                " where number = ?",
                [*values, error, delivery.number],
            )

    def postpone(self, delivery: Delivery, until: datetime) -> None:
        """Leave the message for later without counting an attempt."""
        with self._connection:
            query = "update delivery set next_at = ? where number = ?"
            self._connection.execute(query, [_text(until), delivery.number])

    def _deliveries(self, condition: str, values: list[str], order: str) -> list[Delivery]:
        query = (
            "select number, recipient, kind, load_id, status, created_at, next_at, attempts, error, sent_at"
            f" from delivery where {condition} order by {order}"
        )
        return [_delivery(dict(row)) for row in self._connection.execute(query, values)]


def next_at(connection: sqlite3.Connection) -> datetime | None:
    """Return when the next message is due, None where none waits."""
    (instant,) = connection.execute("select min(next_at) from delivery where status = 'waiting'").fetchone()
    return datetime.fromisoformat(instant) if instant else None


def _text(instant: datetime) -> str:
    """Return an instant as text that sorts."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def _delivery(row: Mapping[str, object]) -> Delivery:
    instants = {name: row[name] for name in ("created_at", "next_at", "sent_at")}
    parsed = {name: datetime.fromisoformat(str(value)) if value else None for name, value in instants.items()}
    return Delivery(**{**row, **parsed})  # type: ignore[arg-type]
