"""The raw asset: what was read from the files of a partition."""

import dagster as dg

from ingest import pipeline, store
from ingest.routing import Partition
from orchestration import survey
from orchestration.partitions import county_year
from orchestration.resources import Workshop
from orchestration.stages import Numbers, run_stage


@dg.asset(
    partitions_def=county_year(),
    backfill_policy=dg.BackfillPolicy.single_run(),
    deps=["landing"],
    group_name="ingest",
    kinds={"polars"},
)
def raw(context: dg.AssetExecutionContext, workshop: Workshop) -> dg.MaterializeResult:
    """Each filed document as its reader saw it: headings, paragraphs and tables, nothing interpreted.

    One row per file of the county and year. A file that cannot be read has a row too, with the reason.
    """
    landed = workshop.landed()

    def read(partition: Partition) -> Numbers:
        files = survey.files_of(landed, partition)
        frame = pipeline.read(files, workshop.workers, workshop.limits)
        store.write_frame(workshop.home.raw / f"{partition.stem}.parquet", frame)
        return {"files": len(files), "bytes": sum(file.bytes for file in files)}

    return run_stage(context, workshop.home, read, workshop.workers.count, is_first=True)
