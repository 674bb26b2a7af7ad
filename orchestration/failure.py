"""What is told when a run fails, and to whom: the seam between Dagster's sensor and the alerts."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from orchestration.errors import WrongUsage
from orchestration.home import HomeBusy
from orchestration.settings import Settings

logger = logging.getLogger("budget_warehouse")


@dataclass(frozen=True)
class RunFailure:
    """A run that failed after all its retries: the job, the run in the web interface, the first error, when (UTC)."""

    job: str
    run_id: str
    error: str
    failed_at: datetime


def notify_failure(settings: Settings, failure: RunFailure) -> None:
    """Tell the operator of `failure`; the published snapshot is untouched. What is raised is told again later."""
    from orchestration.alerts.failure import tell_operators

    logger.error("%s failed (run %s): %s", failure.job, failure.run_id, failure.error)
    for line in tell_operators(settings, failure.job, failure.run_id, failure.error, failure.failed_at):
        logger.info("alerts: %s", line)


@contextmanager
def failure_told(settings: Settings, job: str) -> Iterator[None]:
    """Tell the operator of what is raised inside, where no sensor does; wrong usage and a second load are no failures.

    What goes wrong in telling is logged: it must not hide the failure itself.
    """
    began = datetime.now(UTC)
    try:
        yield
    except (WrongUsage, HomeBusy):
        raise
    except Exception as error:
        try:
            notify_failure(settings, RunFailure(job, f"{began:%Y%m%dT%H%M%SZ}", str(error), datetime.now(UTC)))
        except Exception:
            logger.exception("the operator could not be told")
        raise
