"""What is told when a run fails, and to whom: the seam between Dagster's sensor and the alerts."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

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
