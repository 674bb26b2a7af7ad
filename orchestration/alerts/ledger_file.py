"""Where the ledger lies and how it is opened: a SQLite file, `<home>/state/alerts.sqlite`, one process at a time.

What is written into it and when is `orchestration.alerts.ledger`.
"""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from orchestration.alerts.ledger import Ledger, next_at
from orchestration.errors import Trouble
from orchestration.home import Home

_SCHEMA = """
create table if not exists delivery (
    number text primary key, recipient text not null, kind text not null, load_id text, status text not null,
    created_at text not null, next_at text not null, attempts integer not null, error text,
    given_up_at text, sent_at text, content text, attachment_name text, attachment text, batch text
);
create index if not exists waiting on delivery (status, next_at);
-- a workbook and what a digest tells once, however many they go to; kept until the last of them has it
create table if not exists file (sha256 text primary key, content blob not null);
create table if not exists item (
    batch text not null, key text not null, state text not null, version text not null, primary key (batch, key)
) without rowid;
create table if not exists told (
    recipient text not null, key text not null, state text not null, version text not null, since text not null,
    number text not null, primary key (recipient, key)
) without rowid;
"""


class LedgerError(Trouble):
    """The ledger cannot be opened; nothing is sent, because nobody would know what was."""


@contextmanager
def open_ledger(home: Home) -> Iterator[Ledger]:
    """Hold the ledger for this process; another one that sends is waited for. Raises LedgerError."""
    path = _file(home)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            with closing(sqlite3.connect(path)) as connection:
                connection.row_factory = sqlite3.Row
                connection.execute("pragma synchronous = full")
                with connection:
                    connection.executescript(_SCHEMA)
                yield Ledger(connection)
    except (OSError, sqlite3.Error) as error:
        raise LedgerError(
            f"{path}: {error}; nothing was sent that is not marked there. Free space or restore the file; without it "
            "everybody is told of all findings once more"
        ) from error


def next_due(home: Home) -> datetime | None:
    """Return when the next message is due, without holding the ledger; None where there is none, or no ledger."""
    path = _file(home)
    if not path.exists():
        return None
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return next_at(connection)


def _file(home: Home) -> Path:
    return home.state / "alerts.sqlite"
