"""Kill a load at random moments; the next one must complete and give what a load that nobody disturbed gives.

    python -m benchmarks.crashes                 30 kills, seed 1, on the bundled samples
    python -m benchmarks.crashes --kills 4 --seed 7

Each home has one night behind it; in the second, reports came, changed and went. Its load is killed with SIGKILL after
a random time in a random stage, as the out-of-memory killer does it: the process alone, not those it started. Every
other load that should have finished the work is killed as well. Whatever happens, the snapshot that readers see has to
be one that was published whole. Then a load ends undisturbed; no process of a killed one is left; all tables but
`ops.load` equal those of an undisturbed home, instants of time apart, and so do the files kept for the next load.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import select
import shutil
import signal
import sys
import tempfile
import time
import warnings
from collections import Counter
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


def killed(home: Home, landing: Path, ends: dict[str, float], chosen: random.Random) -> tuple[str, Load]:
    """Kill a load after a random time in a random stage; return in which it was, and what is left of it."""
    order = list(ends)
    at = chosen.randrange(len(order))
    before, began = (order[at - 1], ends[order[at - 1]]) if at else (None, 0.0)
    delay = chosen.random() * (ends[order[at]] - began)
    load = Load(home, landing)
    running = (before is None or load.follow(before)) and load.follow(seconds=delay)
    status = load.end(kill=running)
    done = [stage for stage in order if stage in load.done]
    stage = order[order.index(done[-1]) + 1] if done else order[0]
    return stage if status == -signal.SIGKILL else "ended before", load


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


def kept(home: Home) -> set[str]:
    """Return the files that a load keeps for the next one."""
    folders = (home.raw, home.extracted, home.clean, home.retired, home.state, home.warehouse.parent)
    found = (path.relative_to(home.root) for folder in folders for path in folder.rglob("*"))
    return {str(path) for path in found if path.parts[:2] != ("published", "snapshots")}


def is_whole(home: Home) -> bool:
    """Return whether readers see a snapshot that was published."""
    from orchestration.release import current, digest

    release = current(home)
    return release is not None and release.sha256 == digest(home.warehouse)


def first_night(landing: Path) -> None:
    """Lay out the samples."""
    shutil.copytree(SAMPLES, landing)


def second_night(landing: Path) -> None:
    """Change, take away and bring a report each."""
    year = landing / "430423" / "2022"
    (changed,) = year.glob("*司法局*")
    (gone,) = year.glob("*水利局*")
    text = changed.read_text("utf-8")
    (year / changed.name.replace("司法局", "信访局")).write_text(text.replace("司法局", "信访局"), encoding="utf-8")
    changed.write_text(f"{text}\n\n另有补充说明。\n", encoding="utf-8")
    gone.unlink()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    # Imported before forking: every load would import them again. None of them starts a thread by that.
    import dagster  # noqa: F401
    import dbt.cli.main  # noqa: F401

    import orchestration.load  # noqa: F401

    chosen = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        landing, before, undisturbed = root / "landing", Home(root / "before"), Home(root / "undisturbed")
        first_night(landing)
        timed(before, landing)
        second_night(landing)
        shutil.copytree(before.root, undisturbed.root, symlinks=True)
        ends = timed(undisturbed, landing)
        expected, files = tables(undisturbed.warehouse), kept(undisturbed)
        assert expected != tables(before.warehouse)
        stages: Counter[str] = Counter()
        remains: list[Load] = []
        wrong = number = homes = 0
        while number < options.kills:
            home, homes = Home(root / f"home{homes}"), homes + 1
            shutil.copytree(before.root, home.root, symlinks=True)
            here, faults = [], []
            while True:
                stage, load = killed(home, landing, ends, chosen)
                if stage != "ended before":
                    number += 1
                    here.append(stage)
                    stages[stage] += 1
                remains.append(load)
                if not is_whole(home):
                    faults.append("readers see no whole snapshot")
                if number == options.kills or chosen.random() < 0.5:
                    break
            last = Load(home, landing)
            last.follow()
            if last.end():
                faults.append("the next load failed")
            else:
                found = tables(home.warehouse)
                differing = [name for name in expected if found.get(name) != expected[name]]
                faults += [f"{name} differs" for name in differing]
                here_now = set(kept(home))
                faults += [f"{path} is left" for path in sorted(here_now - files)]
                faults += [f"{path} is lost" for path in sorted(files - here_now)]
            wrong += bool(faults)
            print(f"{number:>3}  {' then '.join(here):<40} {'; '.join(faults) or 'equal'}", flush=True)
            shutil.rmtree(home.root)
        # What a killed load started has ended by now, and is collected by the system.
        time.sleep(5)
        left = sum(load.is_survived() for load in remains)
    print(f"\n{number} kills over {homes} homes, {wrong} of them with a fault, {left} left a process behind; by stage:")
    for stage in ends:
        print(f"  {stage:<12} {stages[stage]:>3}")
    return 1 if wrong or left else 0


if __name__ == "__main__":
    sys.exit(main())
