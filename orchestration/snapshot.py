"""Opening the published snapshot to answer a question: read-only, one statement, errors a reader can act on.

Read-only by construction: the file is opened for reading, and the engine is told, before the first question, to touch
nothing outside of it (no other files, no network, no extensions) and to take no further settings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.errors import Trouble, WrongUsage
from orchestration.hints import hints

#: The time zone in which SQL answers.
UTC = "UTC"


class NoSnapshot(Trouble):
    """Nothing was published below this home yet."""


class BadQuery(WrongUsage):
    """SQL that cannot be run on the snapshot."""


@dataclass(frozen=True)
class Answer:
    """The rows of a query under its column names."""

    columns: tuple[str, ...]
    rows: list[tuple[object, ...]]


def published_snapshot(path: Path) -> Path:
    """Return the file that the link `path` leads to; raises NoSnapshot with what to do where there is none."""
    if not path.exists():
        raise NoSnapshot(
            f"{path}: no snapshot yet; run `budget-warehouse load --landing DIR` first, or name another home (--home)"
        )
    return path.resolve()


def locked(timezone: str = UTC) -> tuple[str, ...]:
    """Return what an analyst's connection is told first: the time zone of instants; then the door is closed."""
    return f"set global TimeZone = '{timezone}'", "set enable_external_access = false", "set lock_configuration = true"


def open_snapshot(path: Path, timezone: str = UTC) -> duckdb.DuckDBPyConnection:
    """Open the published warehouse read-only and locked, with instants in `timezone`; raises NoSnapshot."""
    connection = duckdb.connect(published_snapshot(path), read_only=True)
    # Connections of one process to one file share its settings: the first has locked them.
    if connection.execute("select not current_setting('lock_configuration')").fetchall() == [(True,)]:
        for setting in locked(timezone):
            connection.execute(setting)
    return connection


def ask(connection: duckdb.DuckDBPyConnection, sql: str, values: Sequence[object] = ()) -> Answer:
    """Run one reading statement and return all its rows. Raises BadQuery."""
    relation = prepare(connection, sql, values)
    return Answer(tuple(column[0] for column in relation.description or ()), relation.fetchall())


def prepare(
    connection: duckdb.DuckDBPyConnection, sql: str, values: Sequence[object] = ()
) -> duckdb.DuckDBPyConnection:
    """Start one reading statement; the caller fetches. Raises BadQuery."""
    # PIVOT is parsed into several statements. Whatever could write (COPY, ATTACH, EXPORT …) has a type of its own.
    reading = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN, duckdb.StatementType.MULTI}
    try:
        statements = connection.extract_statements(sql)
        if len(statements) != 1:
            what = f"{len(statements)} statements" if statements else "nothing"
            raise BadQuery(f"found {what}, expected one query; several are asked one by one")
        if statements[0].type not in reading:
            raise BadQuery(f"found {statements[0].type.name}, expected a query: the published snapshot is read-only")
        return connection.execute(statements[0], list(values))
    except duckdb.Error as error:
        message = str(error).strip()
        raise BadQuery("\n".join([message, *hints(connection, sql, message)])) from error
