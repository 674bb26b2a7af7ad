"""The main job: what `budget-warehouse load` and the nightly schedule both run.

Surveys the landing area, compares it with what was loaded, runs the Dagster job `load` over the changed partitions in
one run in this process, and returns the summary. The stages are the assets of that job; nothing is processed here.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb

from ingest import pipeline
from ingest.routing import Landed, Partition
from ingest.workers import Workers
from orchestration import state, survey
from orchestration.confirmation import certainty, fingerprint
from orchestration.disk import disk_told
from orchestration.errors import Trouble, WrongUsage
from orchestration.gate import Accepted, GateClosed
from orchestration.home import Home, locked
from orchestration.inputs import changes, take_inputs
from orchestration.instance import bury_dead_runs, open_instance, report_taken_in
from orchestration.judging import Judge, judge
from orchestration.landing.fetch import fetch_all
from orchestration.logs import told_document
from orchestration.partitions import forget, range_over
from orchestration.release import current
from orchestration.resources import Workshop
from orchestration.settings import Settings
from orchestration.summary import Summary, summarise

logger = logging.getLogger("budget_warehouse")

UNPARTITIONED = ("warehouse", "published")


class UnknownLanding(WrongUsage):
    """The landing folder does not exist."""


class NothingToLoad(Trouble):
    """The landing area is empty. Nothing was changed: an unmounted share must not empty the warehouse."""


class LoadFailed(Trouble):
    """A stage failed; the published snapshot is untouched. The text is the first error."""


class LoadRefused(LoadFailed):
    """The gate was closed; the published snapshot is untouched. The text gives the reasons and what to do."""


@dataclass(frozen=True)
class Scope:
    """What a load is asked for: counties by code and fiscal years, none meaning all; `full` processes the unchanged.

    `accepted` is what the operator says is right although `orchestration.gate` would refuse it.
    """

    counties: Collection[str] = ()
    years: Collection[int] = ()
    full: bool = False
    accepted: Collection[Accepted] = ()

    def wants(self, partition: Partition) -> bool:
        """Return whether `partition` belongs to the load."""
        return (not self.counties or partition.county_code in self.counties) and (
            not self.years or partition.fiscal_year in self.years
        )


@dataclass(frozen=True)
class Loaded:
    """A load that came to its end. Without `is_published` nothing had changed, and the last snapshot is the newest."""

    summary: Summary
    snapshot: Path
    seconds: float
    is_published: bool = True
    #: What became of the alerts, a line each; none where nobody is to be told.
    alerts: Sequence[str] = ()


def run_load(
    settings: Settings, scope: Scope, instance: dg.DagsterInstance | None = None, verbose: bool = False
) -> Loaded:
    """Load what changed and publish it. Raises UnknownLanding, NothingToLoad, LoadFailed, LoadRefused, HomeBusy.

    `instance` is given by the nightly job, which runs inside one; otherwise the instance below the home is opened.
    """
    began, as_of = time.monotonic(), datetime.now(UTC)
    home = Home(settings.home)
    with disk_told(home.root), locked(home):
        workshop = Workshop.under(
            settings,
            started_at=as_of.isoformat(),
            is_prepared=True,
            is_full=scope.full,
            accepted=[str(name) for name in scope.accepted],
        )
        landed = _survey(home, settings, workshop.version, scope.full)
        all_of = certainty(home, settings.ocr_confidence)
        plan = survey.plan(
            landed, survey.read_manifests(home), workshop.version, scope.wants, scope.full, partial(fingerprint, all_of)
        )
        logger.info(
            "landing: %d files; partitions: %d changed, %d unchanged, %d gone",
            len(landed), len(plan.changed), len(plan.unchanged), len(plan.vanished), extra={"stage": "landing"},
        )  # fmt: skip
        is_published = not _is_current(workshop, plan, landed)
        if is_published:
            try:
                _load(settings, workshop, plan, len(landed), instance, verbose)
            except Exception as error:
                _enter(home, workshop, error)
                raise
    with duckdb.connect(home.warehouse, read_only=True) as connection:
        summary = summarise(connection, home.warehouse.resolve().stem, as_of)
    return Loaded(summary, home.warehouse, time.monotonic() - began, is_published, _alerted(settings))


def _is_current(workshop: Workshop, plan: survey.Plan, landed: Sequence[Landed]) -> bool:
    """Return whether a load would publish what is published already; the log says what differs."""
    release = current(workshop.home)
    if plan.changed or plan.vanished or release is None:
        return False
    today = workshop.local_as_of.date()
    differing = changes(release.inputs, take_inputs(workshop, landed, today).marks)
    if not release.holds(today):
        differing.append("a waiver or a due date that has passed")
    if differing:
        logger.info("changed since %s: %s", release.load_id, ", ".join(differing))
    return not differing


def _load(
    settings: Settings,
    workshop: Workshop,
    plan: survey.Plan,
    files: int,
    instance: dg.DagsterInstance | None,
    verbose: bool,
) -> None:
    if plan.changed:
        Workers.warm_up()
    home = workshop.home
    with (
        judge() as waiting,
        nullcontext(instance) if instance else open_instance(home.dagster, settings.dagster_storage) as history,
    ):
        _execute(history, settings, workshop, plan, files, waiting, verbose)


def _enter(home: Home, workshop: Workshop, error: Exception) -> None:
    """Put a load that published nothing into the books of the next that does; a full disk must not hide its error."""
    status = "refused" if isinstance(error, LoadRefused) else "failed"
    row = {"load_id": workshop.load_id, "started_at": workshop.as_of, "finished_at": datetime.now(UTC)}
    with suppress(OSError):
        state.enter_unpublished(home, row | {"status": status, "code_version": pipeline.VERSION, "reason": str(error)})


def _alerted(settings: Settings) -> Sequence[str]:
    """Tell the recipients what is new to them; return what became of it. Never raises."""
    if not settings.alerts.recipients:
        return ()
    # The libraries of mail and chats are loaded only where somebody is to be told.
    from orchestration.alerts.sending import send_after_load

    return send_after_load(settings)


def _survey(home: Home, settings: Settings, version: str, full: bool) -> list[Landed]:
    landing = settings.landing
    fetch_all(settings.source, home.sources, landing)
    if not landing.is_dir():
        raise UnknownLanding(f"{landing}: no such folder; create it, or name another with --landing")
    with Workers(settings.workers, settings.limits, told_document) as workers:
        landed = survey.take_survey(home, landing, workers, settings.limits, version, full)
    if not landed:
        raise NothingToLoad(
            f"{landing}: no files; put reports into <county code or name>/<year>/, or into inbox/. Nothing was changed"
        )
    return landed


def _execute(
    instance: dg.DagsterInstance,
    settings: Settings,
    workshop: Workshop,
    plan: survey.Plan,
    files: int,
    waiting: Judge,
    verbose: bool,
) -> None:
    """Run the job over the changed partitions, or from the warehouse on where none changed."""
    from orchestration.definitions import build_defs
    from orchestration.jobs import LOAD

    home = workshop.home
    bury_dead_runs(instance, LOAD)
    for partition in plan.vanished:
        survey.remove(home, partition)
    forget(instance, [partition.key for partition in plan.vanished])
    tags = range_over(instance, [partition.key for partition in plan.changed]) if plan.changed else {}
    selection = None if plan.changed else [dg.AssetKey(name) for name in UNPARTITIONED]
    job = build_defs(settings, workshop, waiting).resolve_job_def(LOAD)
    result = job.execute_in_process(
        instance=instance,
        tags=tags,
        asset_selection=selection,
        raise_on_error=False,
        run_config={} if verbose else _quiet(),
    )
    if not result.success:
        raise _failure(result)
    report_taken_in(instance, files)


def _quiet() -> dict[str, Any]:
    """Keep Dagster's own lines out of the terminal; they are in the run's history."""
    return {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


def _failure(result: dg.ExecuteInProcessResult) -> LoadFailed:
    """Return what was raised first, without Dagster's wrapping."""
    for event in result.all_events:
        if event.is_step_failure:
            error = event.step_failure_data.error
            while error is not None and error.cause is not None:
                error = error.cause
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
