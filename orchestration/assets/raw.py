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

    One row per file of the county and year; one that is as it was is not read again. A file that cannot be read has a
    row too, with the reason.
    """
    files_of = survey.by_partition(workshop.landed())
    made_by = {"version": workshop.version}

    def read(partition: Partition) -> Numbers:
        files, path = files_of.get(partition, []), workshop.home.raw / f"{partition.stem}.parquet"
        known = None if workshop.is_full else store.read_known(path, made_by)
        frame = pipeline.read_anew(files, known, workshop.workers, workshop.limits)
        store.write_frame(path, frame, made_by)
        return {"files": len(files), "bytes": sum(file.bytes for file in files)}

    return run_stage(context, workshop.home, read, workshop.workers.count, is_first=True)
