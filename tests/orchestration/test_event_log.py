"""The history of runs: kept connections change nothing in what Dagster itself reads there."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest
from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster_shared.check import CheckError

from orchestration import event_log
from orchestration.event_log import BatchedSqliteEventLogStorage
from orchestration.instance import open_instance


@dg.asset
def counted() -> dg.MaterializeResult:
    return dg.MaterializeResult(metadata={"rows": 3})


def test_what_is_kept_is_read_by_dagsters_own_storage_and_few_databases_stay_open(tmp_path: Path) -> None:
    with open_instance(tmp_path) as instance:
        runs = [dg.materialize([counted], instance=instance).run_id for _ in range(event_log._MOST_OPEN + 2)]
        ours = instance.event_log_storage
        assert isinstance(ours, BatchedSqliteEventLogStorage)
        assert 1 < len(ours._engines) <= event_log._MOST_OPEN
        # The first run's database was closed since; it is opened again.
        told = {
            run: [record.event_log_entry.timestamp for record in ours.get_records_for_run(run).records] for run in runs
        }
    assert not ours._engines
    theirs = SqliteEventLogStorage(str(tmp_path / "history" / "runs"))
    for run in runs:
        records = theirs.get_records_for_run(run).records
        assert [record.event_log_entry.timestamp for record in records] == told[run]
        kinds = [record.event_log_entry.dagster_event_type for record in records]
        assert kinds.count(dg.DagsterEventType.ASSET_MATERIALIZATION) == 1
        assert kinds[-1] == dg.DagsterEventType.RUN_SUCCESS


def test_a_batch_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with open_instance(tmp_path) as instance:
        run = dg.materialize([counted], instance=instance).run_id
        ours = instance.event_log_storage
        events = [record.event_log_entry for record in ours.get_records_for_run(run).records]
        with pytest.raises(CheckError, match="None"):
            ours.store_event_batch([*events, None])  # type: ignore[list-item]
        assert len(ours.get_records_for_run(run).records) == len(events)
        ours.store_event_batch(events)
        assert len(ours.get_records_for_run(run).records) == 2 * len(events)
