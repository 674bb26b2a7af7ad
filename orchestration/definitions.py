"""Everything Dagster knows of this project, built explicitly: `build_defs()`.

`defs` is what `dagster dev -m orchestration.definitions` calls; importing this module builds and reads nothing.
"""

from __future__ import annotations

import os
from pathlib import Path

import dagster as dg

from orchestration.alerts.later import alerts_due_sensor, alerts_job
from orchestration.checks import sources_check
from orchestration.graph import graph
from orchestration.jobs import backfill_job, nightly_job
from orchestration.schedules import nightly_schedule
from orchestration.sensors import new_files_sensor, run_failed_sensor
from orchestration.settings import Settings, read_settings


def build_defs(settings: Settings) -> dg.Definitions:
    """Return all that Dagster shows and runs under `settings`."""
    nightly, backfill, alerts = nightly_job(settings), backfill_job(settings), alerts_job(settings)
    around = dg.Definitions(
        asset_checks=[sources_check(settings)] if settings.source else [],
        jobs=[nightly, backfill, alerts],
        schedules=[nightly_schedule(nightly, settings)],
        sensors=[
            new_files_sensor(nightly, settings),
            run_failed_sensor([nightly, backfill], settings),
            alerts_due_sensor(alerts, settings),
        ],
    )
    return dg.Definitions.merge(graph(settings), around)


@dg.definitions
def defs() -> dg.Definitions:
    """Return the definitions under the settings of the working directory and the environment."""
    return build_defs(read_settings(Path.cwd(), os.environ))
