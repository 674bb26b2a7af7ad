"""Everything Dagster knows of this project, built explicitly: `build_defs()`.

`defs` is what `dagster dev -m orchestration.definitions` calls; importing this module builds and reads nothing.
"""

from __future__ import annotations

import os
import warnings
from pathlib import Path

import dagster as dg

from orchestration.jobs import load_job, nightly_job
from orchestration.judging import Judge
from orchestration.resources import Workshop
from orchestration.schedules import nightly_schedule
from orchestration.settings import Settings, read_settings

LANDING = dg.AssetSpec(
    "landing",
    group_name="ingest",
    description="What departments filed: `<landing>/<county>/<year>/<files>`, or `inbox/`, routed by content.",
)


def build_defs(settings: Settings, workshop: Workshop | None = None, waiting: Judge | None = None) -> dg.Definitions:
    """Return assets, checks, jobs and the schedule under `settings`; a load in progress gives its own two things."""
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
    nightly = nightly_job(settings)
    return dg.Definitions(
        assets=[LANDING, raw, extracted, clean, warehouse_asset(load_rules(), waiting), published],
        jobs=[load_job(), nightly],
        schedules=[nightly_schedule(nightly, settings)],
        resources={"workshop": workshop},
        # One process per run: dbt and Great Expectations take seconds to import, and the home's lock is per process.
        executor=dg.in_process_executor,
    )


@dg.definitions
def defs() -> dg.Definitions:
    """Return the definitions under the settings of the working directory and the environment."""
    return build_defs(read_settings(Path.cwd(), os.environ))
