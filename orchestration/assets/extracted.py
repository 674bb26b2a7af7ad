"""The extracted asset: every figure of a partition's documents, bound to a concept or left with a reason."""

import dagster as dg
import polars as pl

from ingest import pipeline, store
from ingest.routing import Partition
from orchestration.confirmation import believed, certainty, fingerprint
from orchestration.partitions import county_year
from orchestration.resources import Workshop
from orchestration.stages import Numbers, run_stage


@dg.asset(
    partitions_def=county_year(),
    backfill_policy=dg.BackfillPolicy.single_run(),
    deps=["raw"],
    group_name="ingest",
    kinds={"polars", "arrow"},
)
def extracted(context: dg.AssetExecutionContext, workshop: Workshop) -> dg.MaterializeResult:
    """What the documents of a county and year say: who filed what, each section, each number and what it is about.

    Every number stands in the ledger of figures, whether a concept of the lexicon took it or not.
    """

    home = workshop.home
    all_of = certainty(home, workshop.ocr_confidence)

    def extract(partition: Partition) -> Numbers:
        raw = pl.read_parquet(home.raw / f"{partition.stem}.parquet")
        made_by = {"version": workshop.version, "certainty": fingerprint(all_of, raw["sha256"])}
        path = home.extracted / f"{partition.stem}.arrows"
        known = {} if workshop.is_full else store.read_bundle(path, made_by)
        tables = pipeline.extract_anew(raw, known, partition, workshop.workers, lambda sha256: believed(all_of, sha256))
        store.write_bundle(path, tables, made_by)
        return {name: frame.height for name, frame in tables.items()}

    return run_stage(context, workshop.home, extract, workshop.workers.count)
