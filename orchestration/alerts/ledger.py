"""What was handed over to whom, and what still has to be: a SQLite file, `<home>/state/alerts.sqlite`.

A message is written down before it is sent and marked after it was accepted, each in one transaction. Only then do its
findings count as told. A process that is killed between acceptance and mark sends that one message again, under the
same number; nothing is lost (at least once). What a digest holds is decided in `orchestration.alerts.events`.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from orchestration.alerts.events import News, Told
from orchestration.alerts.models import Attachment, Message, Undelivered
from orchestration.errors import Trouble
from orchestration.home import Home

#: Waits after the first, second … failed attempt; after the last one the message is given up until the next load.
BACKOFF = tuple(timedelta(seconds=seconds) for seconds in (5, 20, 120, 900, 3600, 14_400))

_SCHEMA = """
create table if not exists delivery (
    number text primary key, recipient text not null, kind text not null, load_id text, status text not null,
    created_at text not null, next_at text not null, attempts integer not null, error text,
    given_up_at text, sent_at text, content text, attachment_name text, attachment text
);
-- a workbook once, however many it goes to; kept until the last of them has it
create table if not exists file (sha256 text primary key, content blob not null);
create index if not exists waiting on delivery (status, next_at);
create table if not exists item (
    number text not null, key text not null, state text not null, version text not null, primary key (number, key)
);
create table if not exists told (
    recipient text not null, key text not null, state text not null, version text not null, since text not null,
    number text not null, primary key (recipient, key)
);
"""


_FORGET_FILES = "delete from file where sha256 not in (select attachment from delivery where attachment is not null)"


class LedgerError(Trouble):
    """The ledger cannot be opened; nothing is sent, because nobody would know what was."""


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
        connection.row_factory = sqlite3.Row
        connection.execute("pragma synchronous = full")
        with connection:
            connection.executescript(_SCHEMA)

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
        self, recipient: str, kind: str, message: Message, events: Iterable[News], load_id: str | None, now: datetime
    ) -> None:
        """Write a message down. A digest takes the place of those to the recipient that have not arrived."""
        attachment = message.attachment
        content = {**asdict(message), "attachment": None}
        with self._connection:
            if kind != "failure":
                self._supersede(recipient, message.number)
            # One that was given up keeps that mark: the operator may not have been told yet.
            self._connection.execute(
                "insert into delivery values (?, ?, ?, ?, 'waiting', ?, ?, 0, null, null, null, ?, ?, ?)"
                " on conflict (number) do update set load_id = excluded.load_id, status = 'waiting', attempts = 0,"
                " created_at = excluded.created_at, next_at = excluded.next_at, content = excluded.content,"
                " attachment_name = excluded.attachment_name, attachment = excluded.attachment",
                [
                    message.number, recipient, kind, load_id, _text(now), _text(now),
                    json.dumps(content, ensure_ascii=False),
                    attachment.name if attachment else None, _sha256(attachment) if attachment else None,
                ],
            )  # fmt: skip
            if attachment:
                self._connection.execute(
                    "insert or ignore into file values (?, ?)", [_sha256(attachment), attachment.content]
                )
            self._connection.execute("delete from item where number = ?", [message.number])
            self._connection.executemany(
                "insert into item values (?, ?, ?, ?)",
                [(message.number, news.subject.key, news.state, news.subject.version) for news in events],
            )

    def withdraw(self, recipient: str) -> None:
        """Take back what has not arrived: there is nothing left to tell."""
        with self._connection:
            self._supersede(recipient, "")

    def _supersede(self, recipient: str, number: str) -> None:
        self._connection.execute(
            "update delivery set status = 'superseded', content = null, attachment = null"
            " where recipient = ? and kind <> 'failure' and status in ('waiting', 'given_up') and number <> ?",
            [recipient, number],
        )

    def due(self, now: datetime) -> list[Delivery]:
        """Return the messages to send now, failures of loads first."""
        return self._deliveries("status = 'waiting' and next_at <= ?", [_text(now)], "kind <> 'failure', created_at")

    def next_at(self) -> datetime | None:
        """Return when the next message is due."""
        row = self._connection.execute("select min(next_at) from delivery where status = 'waiting'").fetchone()
        return datetime.fromisoformat(row[0]) if row[0] else None

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

    def mark_accepted(self, delivery: Delivery, now: datetime) -> None:
        """The channel took it: its findings are told. Its words are not kept."""
        with self._connection:
            self._connection.execute(
                "update delivery set status = 'sent', sent_at = ?, attempts = attempts + 1, error = null,"
                " content = null, attachment = null where number = ?",
                [_text(now), delivery.number],
            )
            self._connection.execute(
                "insert into told select ?, key, state, version, ?, number from item where number = ?"
                " on conflict (recipient, key) do update set state = excluded.state, version = excluded.version,"
                " number = excluded.number, since = case when told.version = excluded.version"
                " and told.state in ('open', 'overdue') and excluded.state in ('open', 'overdue')"
                " then told.since else excluded.since end",
                [delivery.recipient, _text(now), delivery.number],
            )
            self._connection.execute(_FORGET_FILES)

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


def next_due(home: Home) -> datetime | None:
    """Return when the next message is due, without holding the ledger; None where there is none, or no ledger."""
    path = _file(home)
    if not path.exists():
        return None
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        row = connection.execute("select min(next_at) from delivery where status = 'waiting'").fetchone()
    return datetime.fromisoformat(row[0]) if row[0] else None


@contextmanager
def open_ledger(home: Home) -> Iterator[Ledger]:
    """Hold the ledger for this process; another one that sends is waited for. Raises LedgerError."""
    path = _file(home)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            with closing(sqlite3.connect(path)) as connection:
                yield Ledger(connection)
    except (OSError, sqlite3.Error) as error:
        raise LedgerError(
            f"{path}: {error}; nothing was sent that is not marked there. Free space or restore the file; without it "
            "everybody is told of all findings once more"
        ) from error


def _sha256(attachment: Attachment) -> str:
    return hashlib.sha256(attachment.content).hexdigest()


def _file(home: Home) -> Path:
    return home.state / "alerts.sqlite"


def _text(instant: datetime) -> str:
    """Return an instant as text that sorts."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def _delivery(row: Mapping[str, object]) -> Delivery:
    instants = {name: row[name] for name in ("created_at", "next_at", "sent_at")}
    parsed = {name: datetime.fromisoformat(str(value)) if value else None for name, value in instants.items()}
    return Delivery(**{**row, **parsed})  # type: ignore[arg-type]
