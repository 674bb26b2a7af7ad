"""Dagster's instance below the home: where it keeps run history, the state of schedule and sensors, and its queue.

History is kept in SQLite below the home, or in PostgreSQL where the settings say so. A run that died with its process
is told by the mark that the process left on it.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import socket
from pathlib import Path

import dagster as dg

from orchestration.errors import WrongUsage
from orchestration.secrets import secret
from orchestration.settings import POSTGRES_URL

#: Stands in a configuration that is ours to write again; one without it was edited and is kept.
MARK = "# Written by budget-warehouse at every start. Take this line away to keep changes of your own."

#: No usage reports leave the machine. Lines of our own logger are kept with the run that wrote them. One load at a
#: time: a run that needs the writer of the DuckDB file waits in the queue until the one before it has ended.
CONFIGURATION = f"""\
{MARK}
telemetry:
  enabled: false
python_logs:
  managed_python_loggers: [budget_warehouse]
  python_log_level: INFO
concurrency:
  pools:
    granularity: run
    default_limit: 1
run_monitoring:
  enabled: true
  start_timeout_seconds: 300
  max_runtime_seconds: 86400
"""
POSTGRES = f"""\
storage:
  postgres:
    postgres_url:
      env: {POSTGRES_URL}
"""
#: History in SQLite, below the instance's folder.
SQLITE = """\
event_log_storage:
  module: orchestration.event_log
  class: BatchedSqliteEventLogStorage
  config:
    base_dir: {base_dir}
"""

#: The concurrency pool around what writes the DuckDB file.
WRITER_POOL = "duckdb_writer"
#: The tag that says which process runs a run.
PROCESS_TAG = "budget_warehouse/process"


class NoStorage(WrongUsage):
    """Run history is to be kept in PostgreSQL, and something for that is missing."""


def prepare_instance(folder: Path, storage: str = "sqlite") -> None:
    """Make `folder` a Dagster home with its history in that `storage`; an edited configuration is kept.

    The address of PostgreSQL is a secret: Dagster reads it from the environment, so one that a file holds is put there.
    Raises NoStorage where PostgreSQL is set and its driver or address is missing.
    """
    if storage == "postgresql":
        os.environ[POSTGRES_URL] = postgres_address()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "dagster.yaml"
    base_dir = json.dumps(str((folder / "history" / "runs").absolute()))
    configuration = CONFIGURATION + (POSTGRES if storage == "postgresql" else SQLITE.format(base_dir=base_dir))
    written = path.read_text(encoding="utf-8") if path.exists() else MARK
    if MARK in written and written != configuration:
        path.write_text(configuration, encoding="utf-8")


def postgres_address() -> str:
    """Return where PostgreSQL is, password included. Raises NoStorage where its driver or its address is missing."""
    if importlib.util.find_spec("dagster_postgres") is None:
        raise NoStorage("dagster_storage is 'postgresql', but its driver is missing: pip install '.[postgresql]'")
    if (address := secret(os.environ, POSTGRES_URL)) is None:
        raise NoStorage(
            f"dagster_storage is 'postgresql', but neither {POSTGRES_URL} nor {POSTGRES_URL}_FILE is set; "
            "expected postgresql://user:password@host:5432/database"
        )
    # Dagster works with psycopg2; since version 2.1 SQLAlchemy takes another driver unless one is named.
    return re.sub(r"^postgres(ql)?://", "postgresql+psycopg2://", address.reveal())


def open_instance(folder: Path, storage: str = "sqlite") -> dg.DagsterInstance:
    """Return the instance in `folder`, made if need be; the caller closes it, e.g. with `with`."""
    prepare_instance(folder, storage)
    return dg.DagsterInstance.from_config(str(folder))


def bury_dead_runs(instance: dg.DagsterInstance, job_name: str) -> int:
    """Mark runs of `job_name` that never ended as failed and return how many.

    Only for the holder of the home's lock: whoever ran them is gone, or would hold the lock himself.
    """
    unfinished = [dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.STARTING]
    runs = instance.get_runs(dg.RunsFilter(job_name=job_name, statuses=unfinished))
    for run in runs:
        instance.report_run_failed(run, message="The process that ran this load is gone; the next load took over.")
    return len(runs)


def report_taken_in(instance: dg.DagsterInstance, files: int) -> None:
    """Tell Dagster that all of the landing area is in the warehouse now: freshness is counted from here."""
    instance.report_runless_asset_event(dg.AssetMaterialization("landing", metadata={"files": files}))


def mark_own(instance: dg.DagsterInstance, run_id: str) -> None:
    """Note on a run that this process runs it."""
    instance.add_run_tags(run_id, {PROCESS_TAG: _process(os.getpid())})


def bury_orphans(instance: dg.DagsterInstance) -> list[str]:
    """Mark runs whose process on this machine is gone as failed; return their ids.

    A killed run would otherwise count as running, and the queue would hold back every load after it.
    """
    unfinished = [dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING]
    here = f"{socket.gethostname()}/"
    orphans = []
    for run in instance.get_runs(dg.RunsFilter(statuses=unfinished)):
        mark = run.tags.get(PROCESS_TAG, "")
        if mark.startswith(here) and mark != _process(int(mark.removeprefix(here).partition("@")[0])):
            instance.report_run_failed(run, message="The process that ran this load is gone: killed, or out of memory.")
            orphans.append(run.run_id)
    return orphans


def _process(process_id: int) -> str:
    """Return machine, number and, on Linux, start of a process: a number alone is given again after a restart."""
    try:
        # The name in the second field may hold blanks and brackets; the start is the 20th field behind it.
        began = Path(f"/proc/{process_id}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19]
    except OSError:
        began = "alive" if _exists(process_id) else "gone"
    return f"{socket.gethostname()}/{process_id}@{began}"


def _exists(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
