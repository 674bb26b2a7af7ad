"""Dagster's instance below the home: where it keeps run history and the state of the schedule."""

from __future__ import annotations

import json
from pathlib import Path

import dagster as dg

#: No usage reports leave the machine. Lines of our own logger are kept with the run that wrote them.
CONFIGURATION = """\
telemetry:
  enabled: false
python_logs:
  managed_python_loggers: [budget_warehouse]
  python_log_level: INFO
"""
#: History in SQLite, below the instance's folder.
SQLITE = """\
event_log_storage:
  module: orchestration.event_log
  class: BatchedSqliteEventLogStorage
  config:
    base_dir: {base_dir}
"""


def prepare_instance(folder: Path) -> None:
    """Make `folder` a Dagster home; a configuration that is already there, perhaps edited, is kept."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "dagster.yaml"
    if not path.exists():
        base_dir = json.dumps(str((folder / "history" / "runs").absolute()))
        path.write_text(CONFIGURATION + SQLITE.format(base_dir=base_dir), encoding="utf-8")


def open_instance(folder: Path) -> dg.DagsterInstance:
    """Return the instance in `folder`, made if need be; the caller closes it, e.g. with `with`."""
    prepare_instance(folder)
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
