"""What may have been meant by a query that DuckDB does not understand: near names, Chinese labels, Chinese signs.

DuckDB's own message names the line and points at the place; here stand the names of this warehouse that come near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

import duckdb

#: Signs that a Chinese keyboard puts where SQL wants its own.
CHINESE_SIGNS = dict(zip("，（）；“”‘’＝．\u3000", ",();\"\"''=. ", strict=True))

_QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*")
_UNKNOWN_TABLE = re.compile(r"Table with name (.+?) does not exist")
_UNKNOWN_COLUMN = re.compile(r'(?:Referenced column|does not have a column named) "(.+?)"')

#: Names that are suggested at most.
MOST = 5


def hints(connection: duckdb.DuckDBPyConnection, sql: str, message: str) -> list[str]:
    """Return sentences that say what may have been meant, none where nothing comes near."""
    return [*_signs(sql), *_tables(connection, message), *_columns(connection, sql, message)]


def _signs(sql: str) -> Iterator[str]:
    """Name Chinese signs outside of quotes, each with its line and column."""
    bare = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), sql)
    for number, line in enumerate(bare.split("\n"), start=1):
        for place, sign in enumerate(line, start=1):
            if sign in CHINESE_SIGNS:
                yield f"Line {number}, column {place}: found the Chinese sign {sign}, expected {CHINESE_SIGNS[sign]!r}"
                return


def _tables(connection: duckdb.DuckDBPyConnection, message: str) -> Iterator[str]:
    unknown = _UNKNOWN_TABLE.search(message)
    if not unknown:
        return
    wanted = unknown[1].rpartition(".")[2].strip('"')
    # All revisions are in history: who misspells a mart means the mart.
    rows = connection.execute(
        "select table_schema, table_name from information_schema.tables"
        " where table_schema not in ('information_schema', 'history')"
    ).fetchall()
    near = {name for _, name in rows if wanted in name or name in wanted}
    near |= set(get_close_matches(wanted, {name for _, name in rows}, n=MOST, cutoff=0.6))
    shown = (f'{schema}."{name}"' if schema == "zh" else f"{schema}.{name}" for schema, name in rows if name in near)
    found = sorted(shown)
    if found:
        yield "Tables with a near name: " + ", ".join(found[:MOST])
    else:
        yield "The tables: select table_schema, table_name from information_schema.tables order by all"


def _columns(connection: duckdb.DuckDBPyConnection, sql: str, message: str) -> Iterator[str]:
    """Name columns whose name comes near; of the query's own tables also those whose Chinese label does (comments)."""
    unknown = _UNKNOWN_COLUMN.search(message)
    if not unknown:
        return
    wanted = unknown[1]
    rows = connection.execute(
        "select schema_name, table_name, column_name, split_part(split_part(coalesce(comment, ''), ':', 1), '（', 1)"
        " from duckdb_columns() where not internal and schema_name not in ('history', 'zh')"
        " order by schema_name <> 'marts', schema_name, table_name"
    ).fetchall()
    asked = [row for row in rows if re.search(rf"\b{re.escape(row[1])}\b", sql)]
    labels = {label for *_, label in asked if label}
    near = {label for label in labels if wanted in label} | set(get_close_matches(wanted, labels, n=MOST, cutoff=0.6))
    names = get_close_matches(wanted, {name for _, _, name, _ in rows}, n=MOST, cutoff=0.75)
    # A name that many tables have is told of one: of the query's own, else of the first of the marts.
    named = [next(row for row in [*asked, *rows] if row[2] == name) for name in names]
    fitting = [row for row in asked if row[3] in near] + named
    found = [f"{schema}.{table}.{name}" + (f" ({label})" if label else "") for schema, table, name, label in fitting]
    if found:
        yield "Columns with a near name: " + ", ".join(list(dict.fromkeys(found))[:MOST])
