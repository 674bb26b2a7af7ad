"""The nightly schedule: when, and in whose time."""

from __future__ import annotations

import dagster as dg

from orchestration.settings import Settings


def nightly_schedule(job: dg.JobDefinition, settings: Settings) -> dg.ScheduleDefinition:
    """Return the schedule, running from the start: whoever serves the warehouse wants it loaded."""
    return dg.ScheduleDefinition(
        name="nightly",
        job=job,
        cron_schedule=settings.cron,
        execution_timezone=settings.timezone,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="Loads what changed in the landing area, at the time of the settings.",
    )
