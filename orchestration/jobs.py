"""The jobs `nightly` and `backfill`, which decide what a load touches and run the job over the graph of assets."""

import sys
from typing import TYPE_CHECKING

import dagster as dg
from pydantic import Field

from orchestration.errors import WrongUsage
from orchestration.instance import WRITER_POOL, mark_own, report_taken_in
from orchestration.settings import Settings

if TYPE_CHECKING:
    from orchestration.load import Scope

NIGHTLY, BACKFILL = "nightly", "backfill"


def nightly_job(settings: Settings) -> dg.JobDefinition:
    """Return the job that schedule and sensor start: the same function as the command `budget-warehouse load`."""

    @dg.op(
        description="Surveys the landing area and runs the job `load` over the partitions that changed.",
        pool=WRITER_POOL,
        retry_policy=_retries(settings),
    )
    def load_what_changed(context: dg.OpExecutionContext) -> None:
        from orchestration.load import Scope

        _load(context, settings, Scope(frozenset(settings.counties)))

    @dg.job(
        name=NIGHTLY,
        executor_def=dg.in_process_executor,
        description="Load what changed in the landing area since the last load.",
    )
    def nightly() -> None:
        load_what_changed()

    return nightly


class Range(dg.Config):
    """What a backfill covers: counties by six-digit code, none meaning all of the settings; fiscal years, both ends."""

    counties: list[str] = Field(default_factory=list)
    first_year: int
    last_year: int


def backfill_job(settings: Settings) -> dg.JobDefinition:
    """Return the job that processes a range of counties and years again, changed or not, all in one run."""

    @dg.op(
        description="Runs the job `load` over all partitions of the range, unchanged ones too.",
        pool=WRITER_POOL,
        retry_policy=_retries(settings),
    )
    def load_range(context: dg.OpExecutionContext, config: Range) -> None:
        from orchestration.load import Scope

        if config.first_year > config.last_year:
            found = f"first_year {config.first_year} is after last_year {config.last_year}"
            raise dg.Failure(f"{found}; expected the earlier year first", allow_retries=False)
        years = frozenset(range(config.first_year, config.last_year + 1))
        _load(context, settings, Scope(frozenset(config.counties or settings.counties), years, full=True))

    @dg.job(
        name=BACKFILL,
        executor_def=dg.in_process_executor,
        description="Load a range of counties and years again, e.g. {first_year: 2019, last_year: 2023}.",
    )
    def backfill() -> None:
        load_range()

    return backfill


def _retries(settings: Settings) -> dg.RetryPolicy | None:
    if not settings.retries:
        return None
    return dg.RetryPolicy(settings.retries, delay=settings.retry_seconds, backoff=dg.Backoff.EXPONENTIAL)


def _load(context: dg.OpExecutionContext, settings: Settings, scope: "Scope") -> None:
    """Run a load inside this run; what the next try cannot change either is not tried again."""
    from orchestration.checks import report_sources
    from orchestration.load import run_load
    from orchestration.logs import log_documents_to
    from orchestration.run import LoadRefused
    from orchestration.summary import told

    log_documents_to(sys.stderr, settings.log_format)
    mark_own(context.instance, context.run_id)
    try:
        loaded = run_load(settings, scope, context.instance)
    except (WrongUsage, LoadRefused) as final:
        raise dg.Failure(str(final), allow_retries=False) from final
    report_sources(context.instance, settings)
    report_taken_in(context.instance, loaded.summary.documents_seen)
    report = told(loaded.summary, loaded.snapshot, loaded.seconds, loaded.is_published)
    for line in (*report, *(f"Alerts {line}" for line in loaded.alerts)):
        context.log.info(line)
