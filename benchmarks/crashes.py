"""Kill a load at random moments; the next one must complete and give what a load that nobody disturbed gives.

    python -m benchmarks.crashes                 30 kills, seed 1, on the bundled samples
    python -m benchmarks.crashes --kills 4 --seed 7

A moment is a place in the sequence of a load's writes: opening a file to write, renaming, removing, making a folder.
The load kills itself there with SIGKILL, which no code can see coming. After every fifth kill a load runs to its end,
and all tables of its snapshot are compared with those of an undisturbed home, but for instants of time.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import warnings
from collections import Counter
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[1] / "tests" / "samples" / "landing"
#: Events of the interpreter that change a disk; `open` is one where its flags say so.
CHANGING = frozenset(("open", "os.rename", "os.remove", "os.mkdir", "os.symlink", "os.truncate"))
#: Columns that tell when, not what.
INSTANTS = frozenset(
    ("recorded_at", "first_seen_at", "last_seen_at", "last_loaded_at", "resolved_at", "reopened_at", "run_at")
)


def run(home: Path, landing: Path, kill_at: int | None, told: Path) -> int:
    """Load in a process of its own, killed at its write number `kill_at`; return its exit status."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    warnings.simplefilter("ignore")
    writes = 0

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal writes
        if event not in CHANGING or os.getpid() != me:
            return
        if event == "open" and not (isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)):
            return
        writes += 1
        if writes == kill_at:
            place = next(
                (part for part in ("raw", "extracted", "clean", "retired", "state", "work", "published", "dagster")
                 if f"{home}/{part}" in str(arguments[0])), "elsewhere",
            )  # fmt: skip
            os.write(report, f"{place}\n".encode())
            os.kill(me, signal.SIGKILL)

    me, report = os.getpid(), os.open(told, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    status = 1
    try:
        from orchestration.load import Scope, run_load
        from orchestration.settings import Settings

        sys.addaudithook(count)
        run_load(Settings(home, landing, data_docs=False), Scope())
        os.write(report, f"{writes}\n".encode())
        status = 0
    finally:
        os._exit(status)


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
        landing, told = root / "landing", root / "told"
        shutil.copytree(SAMPLES, landing)
        assert run(root / "undisturbed", landing, None, told) == 0
        writes = int(told.read_text().split()[-1])
        expected = tables(root / "undisturbed" / "published" / "warehouse.duckdb")
        places: Counter[str] = Counter()
        wrong = 0
        for number in range(1, options.kills + 1):
            home = root / f"home{(number - 1) // 5}"
            told.unlink(missing_ok=True)
            status = run(home, landing, chosen.randint(1, writes), told)
            places[told.read_text().split()[0] if status == -signal.SIGKILL else "ended before"] += 1
            if number % 5 and number < options.kills:
                continue
            finished = run(home, landing, None, told) == 0
            found = tables(home / "published" / "warehouse.duckdb") if finished else {}
            differing = [name for name in expected if found.get(name) != expected[name]]
            wrong += not finished or bool(differing)
            print(f"after {number} kills: {'ended' if finished else 'FAILED'}; differing tables: {differing or 'none'}")
    print(
        f"{writes} writes in an undisturbed load; killed in: " + ", ".join(f"{k} {v}" for k, v in places.most_common())
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
