"""The jobs: `load`, the graph of assets, and `nightly`, which decides what a load has to touch and runs it."""

from typing import TYPE_CHECKING

import dagster as dg

from orchestration.settings import Settings

if TYPE_CHECKING:
    # Dagster returns it from a public function, but does not export its name.
    from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

LOAD, NIGHTLY = "load", "nightly"


def load_job() -> "UnresolvedAssetJobDefinition":
    """Return the job over all assets; a run of it covers one range of partitions and what comes after them."""
    return dg.define_asset_job(
        LOAD,
        selection=dg.AssetSelection.assets("raw", "extracted", "clean", "warehouse", "published"),
        description="Read, extract and clean a range of partitions, then model, check and publish everything.",
    )


def nightly_job(settings: Settings) -> dg.JobDefinition:
    """Return the job that the schedule starts: the same function as the command `budget-warehouse load`."""

    @dg.op(description="Surveys the landing area and runs the job `load` over the partitions that changed.")
    def load_what_changed(context: dg.OpExecutionContext) -> None:
        from orchestration.load import Scope, run_load
        from orchestration.summary import told

        loaded = run_load(settings, Scope(), context.instance)
        for line in told(loaded.summary, loaded.snapshot, loaded.seconds, loaded.is_published):
            context.log.info(line)

    @dg.job(
        name=NIGHTLY,
        executor_def=dg.in_process_executor,
        description="Load what changed in the landing area since the last load.",
    )
    def nightly() -> None:
        load_what_changed()

    return nightly
