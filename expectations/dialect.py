"""The SQLAlchemy dialect by which Great Expectations reads a DuckDB file: read-only, and no more than it asks for.

No general DuckDB dialect: it creates nothing, writes nothing and reflects column names only. It stands here because
Great Expectations closes a connection before it fetches the result, and on the connection itself a rollback empties
DuckDB's result. Every statement therefore runs on a cursor of its own, which rollback does not reach.
"""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
from sqlalchemy import URL, text
from sqlalchemy.dialects import registry
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.types import NullType

NAME = "duckdb"


def register() -> None:
    """Make the URLs of `url` known to SQLAlchemy in this process."""
    registry.register(NAME, __name__, "DuckDBDialect")


def url(database: Path) -> str:
    """Return the URL under which SQLAlchemy opens the file `database`."""
    return URL.create(NAME, database=str(database.absolute())).render_as_string()


class ReadOnlyConnection:
    """A DuckDB connection whose cursors outlive its rollbacks, and which closes them all with itself."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._cursors: list[duckdb.DuckDBPyConnection] = []

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Return a new cursor on the same database."""
        cursor = self._connection.cursor()
        self._cursors.append(cursor)
        return cursor

    def commit(self) -> None:
        """Do nothing: nothing is written."""

    def rollback(self) -> None:
        """Do nothing: results not yet fetched must stay."""

    def close(self) -> None:
        """Close every cursor and the connection, so that another process or dbt can open the file for writing."""
        for cursor in self._cursors:
            cursor.close()
        self._cursors.clear()
        self._connection.close()


class DuckDBDialect(DefaultDialect):
    """SQL as SQLAlchemy writes it by default, which DuckDB understands, on a file opened read-only."""

    name = NAME
    driver = NAME
    supports_native_boolean = True
    supports_native_decimal = True
    supports_statement_cache = True

    @classmethod
    def import_dbapi(cls) -> ModuleType:
        """Return the module SQLAlchemy takes exceptions and the parameter style from."""
        return duckdb

    def create_connect_args(self, url: URL) -> Any:
        """Return the arguments of `connect` for `duckdb:///<path>`."""
        return [url.database], {}

    def connect(self, *args: Any, **options: Any) -> Any:
        """Open the file read-only."""
        return ReadOnlyConnection(duckdb.connect(str(args[0]), read_only=True))

    def get_columns(self, connection: Any, table_name: str, schema: str | None = None, **options: Any) -> Any:
        """Return the columns of a table or view by name; types are left to DuckDB."""
        query = text(
            "select column_name from information_schema.columns"
            " where table_schema = coalesce(:schema, current_schema()) and table_name = :table_name"
            " order by ordinal_position"
        )
        rows = connection.execute(query, {"schema": schema, "table_name": str(table_name)})
        return [{"name": name, "type": NullType(), "nullable": True, "default": None} for (name,) in rows]

    def get_pk_constraint(self, connection: Any, table_name: str, schema: str | None = None, **options: Any) -> Any:
        """Return no primary key: keys are tested in `dbt_project`."""
        return {"constrained_columns": [], "name": None}
