"""The gate before publishing: what must be true of a candidate that analysts are to read instead of the last snapshot.

Keys, references and enumerations were tested by dbt before. Here: every rule was judged, no critical guard of the marts
failed, the contract of the last snapshot is kept, and the volumes are plausible beside it. A closed gate leaves the
last snapshot in place; an operator who knows why the candidate differs opens it for one load (`load --accept`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.errors import Trouble

if TYPE_CHECKING:
    # Imported where it is used: the command line names Accepted, and `--help` needs no database.
    import duckdb


class Accepted(StrEnum):
    """What an operator may accept knowingly for one load."""

    volumes = "volumes"
    contract = "contract"


class GateClosed(Trouble):
    """The candidate is not published; the text says why and what to do."""


@dataclass(frozen=True)
class Volume:
    """A number of the warehouse and to which share of the last it may fall and rise; NULL where too little is there.

    Nothing is said where both are below `least`: small warehouses change by large factors. The bounds ask an operator
    to look; they are no tolerance of any check.
    """

    name: str
    sql: str
    falls_to: float
    rises_to: float
    least: int = 0


_FACTS = (
    "(select sum(estimated_size) from duckdb_tables()"
    " where schema_name = 'marts' and starts_with(table_name, 'fct_') and database_name = current_database())"
)
_LOADED = "(select count(*) from ops.document where state = 'loaded')"
VOLUMES = (
    Volume("loaded documents", f"select {_LOADED}", 0.8, float("inf"), 20),
    Volume(
        "facts per 100 loaded documents",
        f"select case when {_LOADED} >= 20 then 100 * {_FACTS} // {_LOADED} end",
        0.7,
        1.5,
    ),
    Volume("open findings", "select count(*) from quality.finding where state = 'open'", 0, 3, 300),
)


def examine(
    candidate: Path, last: Path | None, judged: Path, accepted: Collection[str] = (), rules: Collection[str] = ()
) -> None:
    """Return if `candidate` may take the place of the snapshot `last`; raises GateClosed with every reason.

    `judged` is the folder with the verdicts and validation results; each of `rules` has to be in the verdicts.
    """
    import duckdb

    reasons = [*_not_judged(judged / "verdict.parquet", rules)]
    reasons += _failed_guards(judged / "validation_result.parquet", Accepted.volumes in accepted)
    if last is not None:
        with duckdb.connect() as connection:
            for name, path in (("new", candidate), ("old", last)):
                connection.execute(f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as {name} (read_only)")
            if Accepted.contract not in accepted:
                reasons += _broken_contract(connection)
            if Accepted.volumes not in accepted:
                reasons += _implausible(connection)
    if reasons:
        raise GateClosed("\n".join(["the candidate is not published, the last snapshot stays:", *reasons]))


def _not_judged(verdicts: Path, rules: Collection[str]) -> Iterator[str]:
    import duckdb

    rows = (
        duckdb.read_parquet(str(verdicts)).project("rule_id, executed, error").fetchall() if verdicts.exists() else []
    )
    advice = "mend the rule, or set its state to planned in expectations/rules, and load again"
    for rule_id, executed, error in sorted(rows):
        if not executed:
            yield f"- rule {rule_id} could not be judged: {error}; {advice}"
    for rule_id in sorted(set(rules) - {rule_id for rule_id, *_ in rows}):
        yield f"- rule {rule_id} was not judged at all; {advice}"


def _failed_guards(results: Path, is_accepted: bool) -> Iterator[str]:
    """A critical guard that failed says that facts are missing or wrong; one that raised, that nobody knows.

    A warning is told in the results and as an asset check. One that evaluated nothing had nothing to compare with.
    """
    import duckdb

    from expectations.suites import SHAPE_SUITE

    if not results.exists():
        yield f"- guards: {results} is missing, nothing was guarded; load again"
        return
    guards = (
        duckdb.read_parquet(str(results))
        .filter(f"rule_id is null and suite <> '{SHAPE_SUITE}'")
        .project("suite, expectation, severity, success, error, problem")
        .order("all")
        .fetchall()
    )
    if not guards:
        yield "- guards: no suite was asked about the marts; mend expectations/guards.py and load again"
    for suite, expectation, severity, success, error, problem in guards:
        if error:
            yield f"- guards: {suite} {expectation} could not be judged: {error}; mend it and load again"
        elif severity == "critical" and success is False and not is_accepted:
            yield f"- guards: {problem}; look at these reports and their files; if it is right: --accept volumes"


def _broken_contract(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Tables and columns may be added; one that is gone or has another type would break an analyst's query."""
    rows = connection.execute(
        """
        select old.schema_name, old.table_name, old.column_name, old.data_type, new.data_type
        from duckdb_columns() as old
        left join (select * from duckdb_columns() where database_name = 'new') as new
            using (schema_name, table_name, column_name)
        where old.database_name = 'old' and not old.internal and new.data_type is distinct from old.data_type
        order by all
        """
    ).fetchall()
    for schema, table, column, before, after in rows:
        became = f"is {after} now" if after else "is gone"
        yield f"- contract: {schema}.{table}.{column} was {before} and {became}; if that is meant: --accept contract"


def _implausible(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    for volume in VOLUMES:
        before, now = (_number(connection, name, volume.sql) for name in ("old", "new"))
        if before is None or now is None or max(before, now) < volume.least or not before:
            continue
        if not volume.falls_to * before <= now <= volume.rises_to * before:
            share = f"{100 * (now - before) / before:+.0f} %"
            yield (
                f"- volumes: {volume.name}: {now:,}, in the last snapshot {before:,} ({share}); look whether a folder "
                "is missing or files were copied in by mistake; if it is right: --accept volumes"
            )


def _number(connection: duckdb.DuckDBPyConnection, database: str, sql: str) -> int | None:
    connection.execute(f"use {database}")
    row = connection.execute(sql).fetchone()
    return None if row is None or row[0] is None else int(row[0])
