"""Dagster's run history in SQLite: connections stay open, events of many partitions come in one transaction.

Dagster opens the database and waits for the disk three times per event. A first load of 20,000 reports has 15,000
events of partitions; written one by one they took longer than reading the reports.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from threading import RLock
from typing import Any

from dagster._core.events.log import EventLogEntry
from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from dagster._serdes import ConfigurableClassData
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import QueuePool

#: Dagster hands over so many events of one kind together, where this variable of the environment says so.
_SETTING, _AT_ONCE = "DAGSTER_EVENT_BATCH_SIZE", "1000"

#: How many databases stay open: there is one for each run and one for all, and a web server looks at many runs.
_MOST_OPEN = 8


class BatchedSqliteEventLogStorage(SqliteEventLogStorage):
    """As Dagster's own, but for events that come as a batch, and connections that are kept."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        os.environ.setdefault(_SETTING, _AT_ONCE)
        self._batch: ExitStack | None = None
        self._held: dict[str, Connection] = {}
        self._batching = RLock()
        self._engines: dict[str, Engine] = {}
        super().__init__(base_dir, inst_data)
        # A batch holds the connections to two databases at once.
        self._db_lock = RLock()  # type: ignore[assignment]

    @classmethod
    def from_config_value(
        cls, inst_data: ConfigurableClassData | None, config_value: Any
    ) -> BatchedSqliteEventLogStorage:
        """Called by Dagster with what dagster.yaml says."""
        return cls(inst_data=inst_data, **config_value)

    def store_event_batch(self, events: Sequence[EventLogEntry]) -> None:
        """Store `events`, all of them or none."""
        with self._batching, ExitStack() as batch:
            self._batch = batch
            try:
                for event in events:
                    self.store_event(event)
            finally:
                self._batch = None
                self._held.clear()

    def dispose(self) -> None:
        """Close what is open."""
        super().dispose()
        with self._db_lock:
            while self._engines:
                self._engines.popitem()[1].dispose()

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        """Give out a transaction on `shard`; within a batch the same one, kept until its end."""
        with self._batching:
            if self._batch is None:
                with self._begun(shard) as connection:
                    yield connection
                return
            if shard not in self._held:
                self._held[shard] = self._batch.enter_context(self._begun(shard))
            yield self._held[shard]

    @contextmanager
    def _begun(self, shard: str) -> Iterator[Connection]:
        with self._db_lock:
            engine = self._engine(shard)
            if shard not in self._initialized_dbs:
                self._initdb(engine)
                self._initialized_dbs.add(shard)
            with engine.begin() as connection:
                yield connection

    def _engine(self, shard: str) -> Engine:
        """Return what opens `shard`; the one asked for longest ago is closed where there are too many."""
        engine = self._engines.pop(shard, None)
        if engine is None:
            engine = create_engine(
                self.conn_string_for_shard(shard),
                poolclass=QueuePool,
                connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS, "check_same_thread": False},
            )
            event.listen(engine, "connect", _without_waiting)
            if len(self._engines) == _MOST_OPEN:
                self._engines.pop(next(iter(self._engines))).dispose()
        self._engines[shard] = engine
        return engine


def _without_waiting(connection: Any, record: object) -> None:
    """Leave it to the system when it writes to disk.

    The history stays whole if the process or the machine dies, for it has a log ahead of it; of a machine that loses
    its power the last events may be missing, and the next load counts that run as failed.
    """
    connection.execute("pragma synchronous = normal")
