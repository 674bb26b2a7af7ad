"""Two nights of loads whose second is disturbed, for the benchmarks that kill it or take its disk away.

The first night loads the bundled samples; for the second, reports came, changed and went.
"""

from __future__ import annotations

import logging
import os
import select
import shutil
import signal
import sys
import time
import warnings
from dataclasses import dataclass
from pathlib import Path

from orchestration.home import Home

SAMPLES = Path(__file__).resolve().parents[1] / "tests" / "samples" / "landing"
#: Columns that tell when, not what.
INSTANTS = frozenset(
    ("recorded_at", "first_seen_at", "last_seen_at", "last_loaded_at", "resolved_at", "reopened_at", "run_at")
)
#: The stages by the lines of the log that end them, and what comes after the last.
STAGES = ("landing", "raw", "extracted", "clean", "gathered", "operands", "judged", "verdicts", "published")
AFTERWARDS = "afterwards"


class Load:
    """A load in a process and a group of its own: the names of the stages it is done with, and what it died of."""

    def __init__(self, home: Home, landing: Path) -> None:
        self._lines, there = os.pipe()
        self.began = time.monotonic()
        self.done: list[str] = []
        self.error = ""
        self._child = os.fork()
        if not self._child:
            os.setpgid(0, 0)
            _load(home, landing, there)
        os.close(there)

    def follow(self, stage: str | None = None, seconds: float | None = None) -> bool:
        """Wait until `stage` is done, or for so many seconds, or for the end; return whether it is still running."""
        until = None if seconds is None else time.monotonic() + seconds
        while stage is None or stage not in self.done:
            wait = None if until is None else max(0.0, until - time.monotonic())
            if not select.select([self._lines], [], [], wait)[0]:
                return True
            if not (line := os.read(self._lines, 4096)):
                return False
            for said in line.decode().splitlines():
                kind, _, words = said.partition(" ")
                if kind == "done":
                    self.done.append(words)
                else:
                    self.error += words
        return True

    def end(self, kill: bool = False) -> int:
        """Return its exit status, killed or waited for."""
        if kill:
            os.kill(self._child, signal.SIGKILL)
        status = os.waitstatus_to_exitcode(os.waitpid(self._child, 0)[1])
        self.follow(seconds=0)
        os.close(self._lines)
        return status

    def is_survived(self) -> bool:
        """Return whether a process that the load started is still there although the load is not."""
        try:
            os.killpg(self._child, 0)
        except ProcessLookupError:
            return False
        return True


def _load(home: Home, landing: Path, lines: int) -> None:
    """Run a load in this forked process and end it."""

    class Told(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if stage := getattr(record, "stage", None):
                os.write(lines, f"done {stage}\n".encode())
            if record.levelno >= logging.ERROR:
                print(logging.Formatter().format(record), file=sys.stderr, flush=True)

    status = 1
    try:
        warnings.simplefilter("ignore")
        log = logging.getLogger("budget_warehouse")
        log.handlers, log.propagate = [Told()], False
        log.setLevel(logging.INFO)
        from orchestration.load import Scope, run_load
        from orchestration.settings import Settings

        run_load(Settings(home.root, landing, data_docs=False), Scope())
        status = 0
    except Exception as error:
        os.write(lines, f"error {type(error).__name__}: {' '.join(str(error).split())}\n".encode())
    finally:
        os._exit(status)


def timed(home: Home, landing: Path) -> dict[str, float]:
    """Let a load run to its end; return when each stage was done, in seconds after the start."""
    load, ends = Load(home, landing), {}
    for stage in STAGES:
        load.follow(stage)
        ends[stage] = time.monotonic() - load.began
    assert load.end() == 0, f"the load of {home.root} failed"
    return ends | {AFTERWARDS: time.monotonic() - load.began}


@dataclass(frozen=True)
class Nights:
    """The landing area of the second night, a home before it, and one whose second night nobody disturbed.

    `ends` is what `timed` says of that night, `expected` are its `tables`.
    """

    landing: Path
    before: Home
    undisturbed: Home
    ends: dict[str, float]
    expected: dict[str, list[tuple[object, ...]]]


def two_nights(root: Path) -> Nights:
    """Load both nights below `root`, undisturbed."""
    # Imported before forking: every load would import them again. None of them starts a thread by that.
    import dagster  # noqa: F401
    import dbt.cli.main  # noqa: F401

    import orchestration.load  # noqa: F401

    landing, before, undisturbed = root / "landing", Home(root / "before"), Home(root / "undisturbed")
    shutil.copytree(SAMPLES, landing)
    timed(before, landing)
    _change(landing)
    shutil.copytree(before.root, undisturbed.root, symlinks=True)
    ends = timed(undisturbed, landing)
    expected = tables(undisturbed.warehouse)
    assert expected != tables(before.warehouse)
    return Nights(landing, before, undisturbed, ends, expected)


def _change(landing: Path) -> None:
    """Change, take away and bring a report each."""
    year = landing / "430423" / "2022"
    (changed,) = year.glob("*司法局*")
    (gone,) = year.glob("*水利局*")
    text = changed.read_text("utf-8")
    (year / changed.name.replace("司法局", "信访局")).write_text(text.replace("司法局", "信访局"), encoding="utf-8")
    changed.write_text(f"{text}\n\n另有补充说明。\n", encoding="utf-8")
    gone.unlink()


def tables(snapshot: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the sorted rows of every table of a snapshot but `ops.load`, without instants."""
    import duckdb

    with duckdb.connect(snapshot, read_only=True) as connection:
        found = connection.execute(
            "select schema_name, table_name from duckdb_tables()"
            " where not internal and table_name <> 'load' order by 1, 2"
        ).fetchall()
        rows = {}
        for schema, table in found:
            relation = connection.sql(f'from "{schema}"."{table}"')
            kept = [f'"{name}"' for name in relation.columns if name not in INSTANTS]
            rows[f"{schema}.{table}"] = sorted(relation.project(", ".join(kept)).fetchall(), key=repr)
        return rows


def differing(home: Home, expected: dict[str, list[tuple[object, ...]]]) -> list[str]:
    """Return the names of the tables that are not as `expected` in the snapshot of `home`."""
    found = tables(home.warehouse)
    return [name for name in expected if found.get(name) != expected[name]]


def is_whole(home: Home) -> bool:
    """Return whether readers see a snapshot that was published."""
    from orchestration.release import current, digest

    release = current(home)
    return release is not None and release.sha256 == digest(home.warehouse)
