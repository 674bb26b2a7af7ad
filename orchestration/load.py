"""The main job: what `budget-warehouse load` and the nightly schedule both run.

Surveys the landing area, compares it with what was loaded, has the Dagster job `load` run over the changed partitions
(`orchestration.run`), and returns the summary. The stages are the assets of that job; nothing is processed here.
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

import dagster as dg
import duckdb

from ingest import pipeline
from ingest.routing import Landed, Partition
from ingest.workers import Workers
from orchestration import state, survey
from orchestration.confirmation import certainty, fingerprint
from orchestration.disk import disk_told
from orchestration.errors import Trouble, WrongUsage
from orchestration.gate import Accepted
from orchestration.home import Home, locked
from orchestration.inputs import changes, take_inputs
from orchestration.instance import open_instance, report_taken_in
from orchestration.judging import judge
from orchestration.landing.fetch import fetch_all
from orchestration.logs import told_document
from orchestration.release import current
from orchestration.resources import Workshop
from orchestration.run import LoadRefused, run_job
from orchestration.settings import Settings
from orchestration.summary import Summary, summarise

logger = logging.getLogger("budget_warehouse")


class UnknownLanding(WrongUsage):
    """The landing folder does not exist."""


class UnknownExpectedReports(WrongUsage):
    """The settings name a list of expected reports that is not there. Without it, overdue reports would be forgiven."""


class NothingToLoad(Trouble):
    """The landing area is empty. Nothing was changed: an unmounted share must not empty the warehouse."""


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
    """Load what changed and publish it.

    Raises UnknownLanding, UnknownExpectedReports, NothingToLoad, LoadFailed, LoadRefused, HomeBusy.

    `instance` is given by the nightly job, which runs inside one; otherwise the instance below the home is opened.
    """
    began, as_of = time.monotonic(), datetime.now(UTC)
    home = Home(settings.home)
    if settings.expected_reports and not settings.expected_reports.is_file():
        raise UnknownExpectedReports(
            f"{settings.expected_reports}: no such file, but the settings name it as expected_reports; put the list "
            "there, or take expected_reports out of the settings. Nothing was changed"
        )
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
        run_job(history, settings, workshop, plan, waiting, verbose)
        report_taken_in(history, files)


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
