"""What dbt makes of one department at a time, kept from load to load for the departments that did not change.

The models with the tag `departments` look at nothing beyond a department: its documents, its facts, its reports beside
each other. `cut` compares each department's gathered rows with those its kept rows were made of, and puts the rows of
the changed ones into a file of their own; dbt builds the models from that; `fold` puts what came out in the place of
what was kept. What looks across departments is built anew at each load, over the kept tables of all of them.

The file can be deleted at any time: then every department is a changed one. That is what a full build is.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from ingest.records import TABLES
from orchestration.bounds import Bounds
from orchestration.home import Home

logger = logging.getLogger("budget_warehouse")

#: DuckDB's hash of a row is the same within one version only.
_VERSION = f"duckdb {duckdb.__version__}"


def cut(home: Home, version: str, bounds: Bounds | None = None) -> int:
    """Write the gathered rows of each changed department to `home.slice`; return how many departments changed.

    `version` stands for everything that decides, beside the rows, what the models give. What another version made, or
    what cannot be read, is forgotten.
    """
    version = f"{version} {_VERSION}"
    with duckdb.connect(config=bounds.config if bounds else {}) as connection:
        connection.execute(f"attach '{_quoted(home.gathered)}' as gathered (read_only)")
        try:
            with _attached(connection, home.modelled):
                _lay_out(connection)
                is_ours = connection.execute("from modelled.version").fetchall() == [(version,)]
        except duckdb.Error as error:
            logger.info("%s: made anew (%s)", home.modelled, " ".join(str(error).split())[:200])
            is_ours = False
        if not is_ours:
            forget(home)
        with _attached(connection, home.modelled):
            _lay_out(connection)
            connection.execute("delete from modelled.version")
            connection.execute("insert into modelled.version values (?)", [version])
            changed = _compare(connection)
            _delete(home.slice)
            connection.execute(f"attach '{_quoted(home.slice)}' as slice")
            for table in TABLES:
                connection.execute(
                    f"""
                    create table slice."{table}" as
                    from gathered."{table}" where report_key in (select report_key from report_of_changed)
                    """
                )
            connection.execute("create table slice.department as from department where is_changed")
            connection.execute("create table slice.report_of_changed as from report_of_changed")
            connection.execute("detach slice")
    return changed


def fold(home: Home, tables: Iterable[tuple[str, str]], bounds: Bounds | None = None) -> None:
    """Keep what dbt made of the slice in the candidate, and let the candidate's `tables` show all that is kept.

    Each table is given by schema and name.
    """
    tables = list(tables)
    with duckdb.connect(home.candidate, config=bounds.config if bounds else {}) as connection:
        connection.execute(f"attach '{_quoted(home.slice)}' as slice (read_only)")
        with _attached(connection, home.modelled):
            connection.execute("begin")
            for schema, name in tables:
                made, kept = f'"{schema}"."{name}"', f'modelled."{name}"'
                connection.execute(f"create table if not exists {kept} as from {made} limit 0")
                connection.execute(
                    f"delete from {kept} where report_key in (select report_key from slice.report_of_changed)"
                )
                connection.execute(f"insert into {kept} by name from {made}")
            connection.execute(
                """
                delete from modelled.department where department_key in (select department_key from slice.department);
                insert into modelled.department by name
                    select * exclude (is_changed) from slice.department where mark is not null;
                delete from modelled.document where department_key in (select department_key from slice.department);
                insert into modelled.document by name
                    select distinct report_key, document_sha256, department_key from slice.report
                """
            )
            connection.execute("commit")
            for schema, name in tables:
                connection.execute(f'drop table "{schema}"."{name}"')
                connection.execute(f'create view "{schema}"."{name}" as from modelled."{name}"')
    _delete(home.slice)


def forget(home: Home) -> None:
    """Delete what was kept: the next load builds every department."""
    _delete(home.modelled)


def _lay_out(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        """
        create table if not exists modelled.version (version varchar);
        create table if not exists modelled.department (department_key varchar, mark hugeint);
        create table if not exists modelled.document (
            report_key varchar, document_sha256 varchar, department_key varchar
        )
        """
    )


def _compare(connection: duckdb.DuckDBPyConnection) -> int:
    """Make `department`, with what became of each, and `report_of_changed`; return how many departments changed."""
    marks = " union all by name ".join(_marks_of(table) for table in TABLES)
    connection.execute(
        f"""
        create temp table document as
            select distinct report_key, document_sha256, department_key from gathered.report
            union
            from modelled.document;
        create temp table department as
            with now as (
                select report.department_key, sum(marks.mark) as mark
                from ({marks}) as marks
                inner join (select distinct report_key, department_key from gathered.report) as report
                    using (report_key)
                group by report.department_key
            )
            select department_key, now.mark, now.mark is distinct from kept.mark as is_changed
            from now full join modelled.department as kept using (department_key)
        """
    )
    # Departments that filed the same bytes share the document's facts: with one of them the others change.
    while connection.execute(
        """
        update department set is_changed = true
        where not is_changed and department_key in (
            select one.department_key
            from document as one
            inner join document as other
                on one.document_sha256 = other.document_sha256 and one.department_key <> other.department_key
            inner join department as changed on other.department_key = changed.department_key and changed.is_changed
        )
        """
    ).fetchall() != [(0,)]:
        pass
    connection.execute(
        """
        create temp table report_of_changed as
            select distinct report_key from document
            where department_key in (select department_key from department where is_changed)
        """
    )
    ((changed,),) = connection.execute("select count(*) from department where is_changed").fetchall()
    return int(changed)


def _marks_of(table: str) -> str:
    """Return SQL of a number per report that changes with any of its rows, whatever their order."""
    compared = ", ".join(f'"{name}"' for name in TABLES[table])
    return f"""
        select report_key, sum(cast(hash('{table}', {compared}) as hugeint)) as mark
        from gathered."{table}" group by report_key
    """


@contextmanager
def _attached(connection: duckdb.DuckDBPyConnection, path: Path) -> Iterator[None]:
    connection.execute(f"attach '{_quoted(path)}' as modelled")
    try:
        yield
    finally:
        connection.execute("detach modelled")


def _delete(path: Path) -> None:
    for each in (path, path.with_suffix(".duckdb.wal")):
        each.unlink(missing_ok=True)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
