"""Running one stage over the partitions of a run, and setting aside a partition that breaks.

What a stage does is in `orchestration.assets`. A partition that raises must not cost the others their load: its error
is kept below `<home>/work/failed`, later stages pass it by, its last good state stays in `clean`, its new documents
are held with the error as reason, and as no manifest is written it is tried again by the next load.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

import dagster as dg

from ingest.routing import Partition
from orchestration.disk import is_disk_trouble
from orchestration.home import Home
from orchestration.logs import stage_told
from orchestration.partitions import listed_once

logger = logging.getLogger("budget_warehouse")

Numbers = Mapping[str, int]


def run_stage(
    context: dg.AssetExecutionContext,
    home: Home,
    work: Callable[[Partition], Numbers],
    at_once: int = 1,
    is_first: bool = False,
) -> dg.MaterializeResult:
    """Do `work` for each partition of the run; the numbers it returns become the partition's metadata in the UI.

    Up to `at_once` partitions are under way together, so that partitions of one document keep all workers busy; what
    is reported keeps the order of the partitions.
    """
    stage = context.asset_key.to_user_string()
    partitions = [Partition.parse(key) for key in context.partition_keys]
    if is_first:
        for partition in partitions:
            clear_failure(home, partition)
    failed = failures(home)
    whole = [partition for partition in partitions if partition.key not in failed]
    broken = 0
    with (
        stage_told(stage, len(whole)) as is_done,
        listed_once(context.instance),
        ThreadPoolExecutor(at_once, "partition") as threads,
    ):
        for partition, done in [(partition, threads.submit(work, partition)) for partition in whole]:
            try:
                context.add_asset_metadata(done.result(), partition_key=partition.key)
            except Exception as error:
                if is_disk_trouble(error):
                    raise  # the next partition would fare no better, and nothing is wrong with this one
                broken += 1
                logger.exception("%s: partition %s broke and is left as it was", stage, partition.key)
                record_failure(home, partition, f"{stage}: {type(error).__name__}: {error}")
            is_done()
    return dg.MaterializeResult(metadata={"partitions": len(partitions), "partitions broken": broken})


def record_failure(home: Home, partition: Partition, reason: str) -> None:
    """Keep why `partition` could not be processed."""
    home.failed_partitions.mkdir(parents=True, exist_ok=True)
    (home.failed_partitions / f"{partition.stem}.txt").write_text(f"{partition.key}\n{reason}", encoding="utf-8")


def clear_failure(home: Home, partition: Partition) -> None:
    """Forget the failure of an earlier load: `partition` is tried again."""
    (home.failed_partitions / f"{partition.stem}.txt").unlink(missing_ok=True)


def failures(home: Home) -> dict[str, str]:
    """Return the reason by key of each partition that broke and was not processed since."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(home.failed_partitions.glob("*.txt")))
    return {key: reason for key, _, reason in (text.partition("\n") for text in texts)}
