"""The Dagster run of a load: the job `load` over what changed, in this process, and why a run of it failed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dagster as dg

from orchestration import survey
from orchestration.errors import Trouble
from orchestration.gate import GateClosed
from orchestration.graph import LOAD, UNPARTITIONED, graph
from orchestration.instance import bury_dead_runs
from orchestration.judging import Judge
from orchestration.partitions import forget, range_over
from orchestration.resources import Workshop
from orchestration.settings import Settings

if TYPE_CHECKING:
    # Dagster's events carry it, but its name is not exported.
    from dagster._utils.error import SerializableErrorInfo


class LoadFailed(Trouble):
    """A stage failed; the published snapshot is untouched. The text is the first error."""


class LoadRefused(LoadFailed):
    """The gate was closed; the published snapshot is untouched. The text gives the reasons and what to do."""


def run_job(
    instance: dg.DagsterInstance,
    settings: Settings,
    workshop: Workshop,
    plan: survey.Plan,
    waiting: Judge,
    verbose: bool,
) -> None:
    """Run the job over the changed partitions, or from the warehouse on where none changed.

    Raises LoadFailed with what was raised first, LoadRefused where that was the gate.
    """
    bury_dead_runs(instance, LOAD)
    for partition in plan.vanished:
        survey.remove(workshop.home, partition)
    forget(instance, [partition.key for partition in plan.vanished])
    tags = range_over(instance, [partition.key for partition in plan.changed]) if plan.changed else {}
    selection = None if plan.changed else [dg.AssetKey(name) for name in UNPARTITIONED]
    job = graph(settings, workshop, waiting).resolve_job_def(LOAD)
    result = job.execute_in_process(
        instance=instance,
        tags=tags,
        asset_selection=selection,
        raise_on_error=False,
        run_config={} if verbose else _quiet(),
    )
    if not result.success:
        raise _failure(result)


def root_error(event: dg.DagsterEvent) -> SerializableErrorInfo | None:
    """Return what the step of a failure event raised, without Dagster's wrapping; None where it did not say."""
    error: SerializableErrorInfo | None = event.step_failure_data.error
    while error is not None and error.cause is not None:
        error = error.cause
    return error


def _quiet() -> dict[str, Any]:
    """Keep Dagster's own lines out of the terminal; they are in the run's history."""
    return {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


def _failure(result: dg.ExecuteInProcessResult) -> LoadFailed:
    """Return what was raised first."""
    for event in result.all_events:
        if event.is_step_failure:
            error = root_error(event)
            if error is None:
                return LoadFailed(f"{event.step_key}: failed without saying why")
            # Dagster keeps an error as text that begins with the full name of its class.
            _, _, message = error.message.strip().partition(": ")
            if error.cls_name == GateClosed.__name__:
                return LoadRefused(message)
            is_ours = (error.cls_name or "") in {trouble.__name__ for trouble in _all_troubles()}
            return LoadFailed(f"{event.step_key}: {message if is_ours else error.message.strip()}")
    return LoadFailed("the run failed before its first step; its history is in the web UI (budget-warehouse serve)")


def _all_troubles(kind: type[Trouble] = Trouble) -> list[type[Trouble]]:
    return [kind, *(below for child in kind.__subclasses__() for below in _all_troubles(child))]
