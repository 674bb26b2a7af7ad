"""Where everything lies below the home folder, and the lock that keeps two loads apart.

Only paths and the lock: what the files mean is in the module that writes them.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from orchestration.errors import Trouble

logger = logging.getLogger("budget_warehouse")


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
        """What was found in each document: all tables of `extracted/<county>-<year>.arrows`."""
        return self.root / "extracted"

    @property
    def clean(self) -> Path:
        """Fact records: `clean/<table>/<county>-<year>.parquet`, the sources of dbt."""
        return self.root / "clean"

    @property
    def retired(self) -> Path:
        """Clean rows of documents that were replaced or taken away: `retired/<table>/<county>-<year>.parquet`."""
        return self.root / "retired"

    @property
    def gathered(self) -> Path:
        """The clean tables of all partitions in one file (`orchestration.gathered`)."""
        return self.work / "clean.duckdb"

    @property
    def modelled(self) -> Path:
        """What dbt made of each department (`orchestration.modelled`)."""
        return self.work / "modelled.duckdb"

    @property
    def slice(self) -> Path:
        """The gathered rows of the departments that changed since."""
        return self.work / "slice.duckdb"

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
    def unpublished_loads(self) -> Path:
        """Loads that published nothing, and so stand in no snapshot yet."""
        return self.state / "unpublished_load.parquet"

    @property
    def work(self) -> Path:
        """Scratch of the present load; may be deleted at any time between loads."""
        return self.root / "work"

    @property
    def lock(self) -> Path:
        """The file that a load holds, with who holds it."""
        return self.work / "load.lock"

    @property
    def survey(self) -> Path:
        """What lay in the landing area when the present load began."""
        return self.work / "survey.parquet"

    @property
    def inputs(self) -> Path:
        """What the candidate is made of (`orchestration.inputs`)."""
        return self.work / "inputs.json"

    @property
    def spill(self) -> Path:
        """What DuckDB puts on the disk when a model needs more memory than it may take."""
        return self.work / "spill"

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
def locked(home: Home, doing: str = "load") -> Iterator[None]:
    """Hold the home; raise HomeBusy at once if another process holds it. `doing` is what the other one is told.

    The lock is the operating system's: it goes with the process, so a killed load leaves nothing to clean up. What a
    load that was killed wrote into the file is overwritten by the next.
    """
    home.work.mkdir(parents=True, exist_ok=True)
    with home.lock.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            raise HomeBusy(f"{home.lock}: {_told(file.read())}; wait until it ends, or use another --home") from error
        if left := holder(home):
            logger.info("%s: left behind by %s, which is gone; taken over", home.lock, _named(left))
        file.truncate(0)
        about = {"pid": os.getpid(), "host": socket.gethostname(), "doing": doing, "since": _now()}
        file.write(json.dumps(about))
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


def holder(home: Home) -> dict[str, object] | None:
    """Return who holds the home, or held it when it was killed: pid, host, doing, since; None where nobody does."""
    try:
        said = json.loads(home.lock.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return said if isinstance(said, dict) else None


def _told(text: str) -> str:
    try:
        return f"held by {_named(json.loads(text))}"
    except (ValueError, KeyError, TypeError):
        return "held by another process that has not said yet which it is"


def _named(about: Mapping[str, object]) -> str:
    return f"a {about['doing']} that runs since {about['since']} (process {about['pid']} on {about['host']})"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
