"""What is exported, and the folder it goes to: written beside its place and put there whole, or not at all."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.errors import WrongUsage

MANIFEST = "manifest.json"


class OutTaken(WrongUsage):
    """The folder to export to holds something else."""


class NothingThere(WrongUsage):
    """A county or year without a report."""


@dataclass(frozen=True)
class Selection:
    """Counties and years to export; empty means all."""

    counties: tuple[str, ...] = ()
    years: tuple[int, ...] = ()

    def where(self, county: str | None, year: str | None) -> str:
        """Return a condition on the columns `county` and `year` of a table, None where it has no such column."""
        said = []
        if county and self.counties:
            said.append(f'"{county}" in ({", ".join(_quoted(code) for code in self.counties)})')
        if year and self.years:
            said.append(f'"{year}" in ({", ".join(map(str, self.years))})')
        return f" where {' and '.join(said)}" if said else ""


def check_known(connection: duckdb.DuckDBPyConnection, selection: Selection) -> None:
    """Raise NothingThere where a county or year of the selection has no report."""
    for what, column, wanted in (
        ("county", "county_code", selection.counties),
        ("year", "fiscal_year", selection.years),
    ):
        rows = connection.execute(f"select distinct {column} from marts.dim_report order by 1").fetchall()
        there = [value for (value,) in rows]
        for value in wanted:
            if value not in there:
                raise NothingThere(f"--{what} {value}: no report; those with reports are {', '.join(map(str, there))}")


@contextmanager
def whole_folder(out: Path) -> Iterator[Path]:
    """Yield an empty folder that takes the place of `out` when the block ends well.

    Raises OutTaken where `out` holds anything but an earlier export.
    """
    if out.exists() and not (out.is_dir() and (is_export(out) or not any(out.iterdir()))):
        raise OutTaken(f"{out}: is there already and holds no earlier export; name a new or empty folder (--out)")
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh, old = out.with_name(f".{out.name}.{os.getpid()}.partial"), out.with_name(f".{out.name}.{os.getpid()}.old")
    fresh.mkdir()
    try:
        yield fresh
        if out.exists():
            os.replace(out, old)
        os.replace(fresh, out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def is_export(folder: Path) -> bool:
    """Say whether `folder` was written by an export."""
    try:
        return "load_id" in json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
