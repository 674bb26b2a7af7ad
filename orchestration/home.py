"""Where everything lies below the home folder, and the lock that keeps two loads apart.

Only paths and the lock: what the files mean is in the module that writes them.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from orchestration.errors import Trouble


class HomeBusy(Trouble):
    """Another load holds the home."""


@dataclass(frozen=True)
class Home:
    """The folders and files below one home; nothing is created by asking for a path."""

    root: Path

    @property
    def raw(self) -> Path:
        """What was read from each file: `raw/<county>-<year>.parquet`."""
        return self.root / "raw"

    @property
    def extracted(self) -> Path:
        """What was found in each document: `extracted/<table>/<county>-<year>.parquet`."""
        return self.root / "extracted"

    @property
    def clean(self) -> Path:
        """Fact records: `clean/<table>/<county>-<year>.parquet`, the sources of dbt."""
        return self.root / "clean"

    @property
    def state(self) -> Path:
        """What one load hands to the next, and what orchestration hands to dbt."""
        return self.root / "state"

    @property
    def loaded_partitions(self) -> Path:
        """One JSON file per partition in `clean`: which files, read by which version."""
        return self.state / "partition"

    @property
    def confirmed(self) -> Path:
        """What people confirmed of figures that OCR was not sure of."""
        return self.root / "confirmed.csv"

    @property
    def waivers(self) -> Path:
        """Which findings people have explained (出错说明), and until when that holds."""
        return self.root / "waivers.csv"

    @property
    def query_history(self) -> Path:
        """What was asked with `budget-warehouse query`."""
        return self.root / "query_history.jsonl"

    @property
    def failed_loads(self) -> Path:
        """Loads that published nothing, and so stand in no snapshot yet."""
        return self.state / "failed_load.parquet"

    @property
    def work(self) -> Path:
        """Scratch of the present load; may be deleted at any time between loads."""
        return self.root / "work"

    @property
    def survey(self) -> Path:
        """What lay in the landing area when the present load began."""
        return self.work / "survey.parquet"

    @property
    def failed_partitions(self) -> Path:
        """One text file per partition that broke in the present load."""
        return self.work / "failed"

    @property
    def candidate(self) -> Path:
        """The database being built; never opened by analysts."""
        return self.work / "candidate.duckdb"

    @property
    def dbt(self) -> Path:
        """dbt's target and log folders."""
        return self.work / "dbt"

    @property
    def snapshots(self) -> Path:
        """The published databases, one per load, never changed again."""
        return self.published("snapshots")

    @property
    def warehouse(self) -> Path:
        """The link to the newest complete snapshot."""
        return self.published("warehouse.duckdb")

    @property
    def data_docs_candidate(self) -> Path:
        """Great Expectations' Data Docs of the load that is under way."""
        return self.work / "data_docs"

    @property
    def data_docs(self) -> Path:
        """The link to the Data Docs of the published snapshot; there is none where they are switched off."""
        return self.published("data_docs")

    def published(self, name: str) -> Path:
        """The link to what is published beside the snapshot under `name`; what there is, `orchestration.companions`."""
        return self.root / "published" / name

    @property
    def sources(self) -> Path:
        """What came from object storage and the web: every version by its hash, and which file is whose."""
        return self.root / "sources"

    @property
    def dagster(self) -> Path:
        """Dagster's instance: run history, schedules, settings."""
        return self.root / "dagster"


@contextmanager
def locked(home: Home) -> Iterator[None]:
    """Hold the home for one load; raise HomeBusy at once if another process holds it.

    The lock is the operating system's: it goes with the process, so a killed load leaves nothing to clean up.
    """
    home.work.mkdir(parents=True, exist_ok=True)
    path = home.work / "load.lock"
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise HomeBusy(
                f"{path}: held by another load (process {holder}); wait until it ends, or use another --home"
            ) from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
