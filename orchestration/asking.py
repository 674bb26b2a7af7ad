"""The commands that take SQL: `query` for one question, `sql` for a shell on the snapshot."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from orchestration.console import Format, FormatOption, HomeOption, OutOption, home_at, reported
from orchestration.errors import Trouble, WrongUsage


class NoShell(Trouble):
    """The extra that the shell comes with is not installed."""


def query(
    sql: Annotated[
        str | None,
        typer.Argument(help='One SQL query, e.g. "from marts.fct_budget limit 5"; - reads it from standard input.'),
    ] = None,
    home: HomeOption = None,
    form: FormatOption = Format.table,
    out: OutOption = None,
    history: Annotated[bool, typer.Option("--history", help="List the queries asked before, newest first.")] = False,
) -> None:
    """Run read-only SQL on the published snapshot."""
    from orchestration.answers import write
    from orchestration.past_queries import past_queries, remember
    from orchestration.snapshot import ask, open_snapshot

    with reported():
        at = home_at(home)
        if (sql is None) != history:
            raise WrongUsage("give one SQL query, or --history")
        if sql is None:
            write(past_queries(at.query_history), form.value, out)
            return
        with open_snapshot(at.warehouse) as connection:
            asked = sys.stdin.read() if sql == "-" else sql
            answer = ask(connection, asked)
            write(answer, form.value, out)
        remember(at.query_history, asked, len(answer.rows))


def sql(home: HomeOption = None) -> None:
    """Open an interactive SQL shell (Harlequin) on the published snapshot, read-only."""
    from orchestration.snapshot import locked, open_snapshot

    with reported():
        warehouse = home_at(home).warehouse
        open_snapshot(warehouse).close()
        if find_spec("harlequin") is None:
            raise NoShell(
                "the shell comes with an extra: pip install '.[shell]'. Without it: budget-warehouse query SQL, or any "
                "DuckDB client on the file (docs/analyst.md)"
            )
        if not sys.stdin.isatty():
            raise WrongUsage("sql is for a terminal; a script asks with budget-warehouse query SQL")
        with TemporaryDirectory() as folder:
            settings = Path(folder) / "settings.sql"
            settings.write_text(";\n".join(locked()), encoding="utf-8")
            # No profile of the user's: it could name another adapter, or settings that open the door again.
            command = [sys.executable, "-m", "harlequin", "--profile", "None", "--adapter", "duckdb", "--read-only"]
            command += ["--init-path", str(settings), str(warehouse.resolve())]
            raise typer.Exit(subprocess.run(command, check=False).returncode)
