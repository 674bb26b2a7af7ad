"""Everything Dagster knows of this project, built explicitly: `build_defs()`.

`defs` is what `dagster dev -m orchestration.definitions` calls; importing this module builds and reads nothing.
"""

from __future__ import annotations

import os
import warnings
from datetime import timedelta
from pathlib import Path

import dagster as dg

from orchestration.alerts.later import alerts_due_sensor, alerts_job
from orchestration.checks import sources_check
from orchestration.jobs import backfill_job, load_job, nightly_job
from orchestration.judging import Judge
from orchestration.resources import Workshop
from orchestration.schedules import nightly_schedule
from orchestration.sensors import new_files_sensor, run_failed_sensor
from orchestration.settings import Settings, read_settings


def landing_spec(settings: Settings) -> dg.AssetSpec:
    """Return the asset that stands for the landing folder; a load that took it in reports that."""
    return dg.AssetSpec(
        "landing",
        group_name="ingest",
        description="What departments filed: `<landing>/<county>/<year>/<files>`, or `inbox/`, routed by content. "
        "Fresh while the last load that ended well, whether it had to change anything or not, is recent enough.",
        freshness_policy=dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=settings.fresh_hours)),
    )


def build_defs(settings: Settings, workshop: Workshop | None = None, waiting: Judge | None = None) -> dg.Definitions:
    """Return all that Dagster shows and runs under `settings`; a load in progress gives its own workshop and judge."""
    from expectations.rules.catalogue import load_rules

    # Backfill policies are marked beta; without one, Dagster would start a run per partition.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", category=dg.BetaWarning)
        from orchestration.assets.clean import clean
        from orchestration.assets.extracted import extracted
        from orchestration.assets.published import published
        from orchestration.assets.raw import raw
        from orchestration.assets.warehouse import warehouse_asset

    workshop = workshop or Workshop.under(settings)
    nightly, backfill, alerts = nightly_job(settings), backfill_job(settings), alerts_job(settings)
    return dg.Definitions(
        assets=[landing_spec(settings), raw, extracted, clean, warehouse_asset(load_rules(), waiting), published],
        asset_checks=[sources_check(settings)] if settings.source else [],
        jobs=[load_job(), nightly, backfill, alerts],
        schedules=[nightly_schedule(nightly, settings)],
        sensors=[
            new_files_sensor(nightly, settings),
            run_failed_sensor([nightly, backfill], settings),
            alerts_due_sensor(alerts, settings),
        ],
        resources={"workshop": workshop},
        # One process per run: dbt and Great Expectations take seconds to import, and the home's lock is per process.
        executor=dg.in_process_executor,
    )


@dg.definitions
def defs() -> dg.Definitions:
    """Return the definitions under the settings of the working directory and the environment."""
    return build_defs(read_settings(Path.cwd(), os.environ))
