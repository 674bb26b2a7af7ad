"""Opens a candidate file for Great Expectations: tables of it as batches, read-only, without a word.

The only place with a Great Expectations context. What is asked of a batch is in `expectations.suites` and
`expectations.guards`, what came of it in `expectations.validate`.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb
    from great_expectations.datasource.fluent.interfaces import Batch


class OperandsUnreadableError(Exception):
    """A candidate file in which there is nothing to judge; the text says what was found and what to do."""


@contextmanager
def quiet() -> Iterator[None]:
    """Silence Great Expectations: it warns of its own imports, and logs what comes back as an outcome anyway."""
    logger = logging.getLogger("great_expectations")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)


@contextmanager
def opened(database: Path, tables: Iterable[str]) -> Iterator[tuple[dict[str, Batch], duckdb.DuckDBPyConnection]]:
    """Open `database` as one batch per table (`schema.table`) and as a plain connection, and close both again.

    Raises OperandsUnreadableError for a file that is missing, open elsewhere, or lacks one of the tables.
    """
    import duckdb
    from great_expectations import get_context
    from great_expectations.data_context.types.base import (
        DataContextConfig,
        InMemoryStoreBackendDefaults,
        ProgressBarsConfig,
    )

    from expectations import dialect

    if not database.is_file():
        raise OperandsUnreadableError(f"{database}: there is no such file; build the operands with dbt first")
    try:
        connection = duckdb.connect(str(database), read_only=True)
    except duckdb.Error as error:
        raise OperandsUnreadableError(f"{database}: cannot be opened ({error}); close whoever is writing it") from error
    settings = DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(),
        analytics_enabled=False,
        progress_bars=ProgressBarsConfig(globally=False),
    )
    dialect.register()
    datasource = get_context(mode="ephemeral", project_config=settings).data_sources.add_sql(
        "candidate", connection_string=dialect.url(database)
    )
    try:
        batches = {}
        for table in tables:
            _check(connection, table, database)
            schema, name = table.split(".")
            asset = datasource.add_table_asset(table, table_name=name, schema_name=schema)
            batches[table] = asset.add_batch_definition_whole_table(table).get_batch()
        yield batches, connection
    finally:
        datasource.get_execution_engine().close()
        datasource.get_engine().dispose()
        connection.close()


def _check(connection: duckdb.DuckDBPyConnection, table: str, database: Path) -> None:
    import duckdb

    try:
        connection.execute(f"describe {table}")
    except duckdb.Error as error:
        raise OperandsUnreadableError(
            f"{database}: {table} cannot be read ({error}); build the operands with dbt first"
        ) from error
