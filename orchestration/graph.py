"""The graph of assets, from the landing area to the published snapshot, and the job `load` over it."""

from __future__ import annotations

import warnings
from datetime import timedelta
from typing import TYPE_CHECKING

import dagster as dg

from orchestration.judging import Judge
from orchestration.resources import Workshop
from orchestration.settings import Settings

if TYPE_CHECKING:
    # Dagster returns it from a public function, but does not export its name.
    from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

LOAD = "load"
#: The assets of every county and year together.
UNPARTITIONED = ("warehouse", "published")


def landing_spec(settings: Settings) -> dg.AssetSpec:
    """Return the asset that stands for the landing folder; a load that took it in reports that."""
    return dg.AssetSpec(
        "landing",
        group_name="ingest",
        description="What departments filed: `<landing>/<county>/<year>/<files>`, or `inbox/`, routed by content. "
        "Fresh while the last load that ended well, whether it had to change anything or not, is recent enough.",
        freshness_policy=dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=settings.fresh_hours)),
    )


def load_job() -> UnresolvedAssetJobDefinition:
    """Return the job over all assets; a run of it covers one range of partitions and what comes after them."""
    return dg.define_asset_job(
        LOAD,
        selection=dg.AssetSelection.assets("raw", "extracted", "clean", *UNPARTITIONED),
        description="Read, extract and clean a range of partitions, then model, check and publish everything.",
    )


def graph(settings: Settings, workshop: Workshop | None = None, waiting: Judge | None = None) -> dg.Definitions:
    """Return the assets and their job; a load in progress gives its own workshop and judge."""
    from expectations.rules.catalogue import load_rules

    # Backfill policies are marked beta; without one, Dagster would start a run per partition.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", category=dg.BetaWarning)
        from orchestration.assets.clean import clean
        from orchestration.assets.extracted import extracted
        from orchestration.assets.published import published
        from orchestration.assets.raw import raw
        from orchestration.assets.warehouse import warehouse_asset

    return dg.Definitions(
        assets=[landing_spec(settings), raw, extracted, clean, warehouse_asset(load_rules(), waiting), published],
        jobs=[load_job()],
        resources={"workshop": workshop or Workshop.under(settings)},
        # One process per run: dbt and Great Expectations take seconds to import, and the home's lock is per process.
        executor=dg.in_process_executor,
    )
