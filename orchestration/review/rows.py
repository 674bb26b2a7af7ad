"""Rows of the snapshot by name, and grouped by the key of the page that shows them."""

from __future__ import annotations

from collections import defaultdict, namedtuple
from collections.abc import Iterable, Sequence
from typing import Any

import duckdb

#: A row of a query; its fields are the query's columns, so their types are known to the query only.
Row = Any


def select(connection: duckdb.DuckDBPyConnection, sql: str, values: Sequence[object] = ()) -> list[Row]:
    """Return all rows of `sql`, with the columns as fields."""
    answer = connection.execute(sql, list(values))
    names = [name for name, *_ in answer.description or ()]
    make: Any = namedtuple("Row", names)  # type: ignore[misc]
    return [make(*row) for row in answer.fetchall()]


def grouped(rows: Iterable[Row], by: str) -> dict[Any, list[Row]]:
    """Return `rows` by the value of one of their fields, in their order; a key without rows gives an empty list."""
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[getattr(row, by)].append(row)
    return found
