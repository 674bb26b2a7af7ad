"""What commands share: the home they work on, formats of answers, trouble told in a sentence and not a traceback."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from orchestration.errors import Trouble, WrongUsage
from orchestration.home import Home
from orchestration.settings import Settings, read_settings


class Format(StrEnum):
    """How rows are written."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"
    xlsx = "xlsx"


HomeOption = Annotated[Path | None, typer.Option("--home", help="Folder of the warehouse.  [default: ./data]")]
FormatOption = Annotated[Format, typer.Option("--format", help="parquet and xlsx need --out.")]
OutOption = Annotated[Path | None, typer.Option("--out", help="File to write instead of the terminal.")]


@contextmanager
def reported() -> Iterator[None]:
    """Turn trouble a person can act on into its message and exit status; anything else is a defect and shows itself.

    A file or folder that the system refuses is such trouble, whichever command was asked to use it.
    """
    try:
        yield
    except Trouble as trouble:
        typer.echo(str(trouble), err=True)
        raise typer.Exit(trouble.exit_status) from trouble
    except OSError as error:
        if error.filename is None:
            raise
        said = f"{error.filename}: {error.strerror}; name another file or folder, or mend its rights"
        typer.echo(said, err=True)
        raise typer.Exit(Trouble.exit_status) from error


def settings_for(home: Path | None, landing: Path | None = None) -> Settings:
    """Return the settings of the working directory and environment with the folders of the command line."""
    return read_settings(Path.cwd(), os.environ).with_folders(home, landing)


def county_code(option: str, given: str) -> str:
    """Return the code if a county has it. Raises WrongUsage, which names the code where a county's name was given."""
    from ingest.counties import counties, named

    if given in counties():
        return given
    meant = "; ".join(f"{county.name} in {county.province} is {county.code}" for county in named(given))
    raise WrongUsage(f"{option} {given}: no county has this code, expected one of GB/T 2260; {meant or 'e.g. 430423'}")


def home_at(home: Path | None) -> Home:
    """Return the home of the command line, or of the settings."""
    return Home(settings_for(home).home)


def log_to_terminal(form: str, verbose: bool) -> None:
    """Print our own lines to standard error, and hush the libraries unless asked otherwise."""
    from orchestration.logs import log_to

    log_to(sys.stderr, form)
    if not verbose:
        warnings.simplefilter("ignore")
