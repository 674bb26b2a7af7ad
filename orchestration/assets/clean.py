"""The clean asset: fact records in yuan, with keys, ready for SQL."""

from functools import partial

import dagster as dg
import polars as pl

from ingest import pipeline, store
from ingest.routing import Partition
from orchestration import survey
from orchestration.confirmation import certainty, fingerprint
from orchestration.partitions import county_year
from orchestration.resources import Workshop
from orchestration.retired import retire
from orchestration.stages import Numbers, run_stage


@dg.asset(
    partitions_def=county_year(),
    backfill_policy=dg.BackfillPolicy.single_run(),
    deps=["extracted"],
    group_name="ingest",
    kinds={"polars", "parquet"},
)
def clean(context: dg.AssetExecutionContext, workshop: Workshop) -> dg.MaterializeResult:
    """Typed records of a county and year: money in yuan, names normalised, codes and keys filled.

    These are the sources of the dbt project. "figures accounted" counts the numbers that became a fact or context.
    """
    home = workshop.home
    believed = partial(fingerprint, certainty(home, workshop.ocr_confidence))

    def write(partition: Partition) -> Numbers:
        extracted = store.read_bundle(home.extracted / f"{partition.stem}.arrows")
        before = home.clean / "report" / f"{partition.stem}.parquet"
        known = pl.read_parquet(before) if before.exists() else None
        tables = pipeline.clean(extracted, partition, workshop.as_of, known)
        retire(home, partition, tables["report"]["document_sha256"])
        survey.forget_manifest(home, partition)
        store.write_tables(home.clean, partition.stem, tables)
        survey.write_manifest(home, partition, tables["document"], workshop.version, workshop.as_of, believed)
        accounted = tables["figure"].filter(pl.col("disposition") != "unmapped").height
        return {**{name: frame.height for name, frame in tables.items()}, "figures accounted": accounted}

    return run_stage(context, home, write, workshop.workers.count)
