"""The one resource of the graph: the home of a warehouse and the identity of the present load."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import dagster as dg
import polars as pl
from pydantic import Field

from ingest import pipeline, store
from ingest.extract.certainty import DEFAULT_CONFIDENCE
from ingest.limits import Limits
from ingest.routing import Landed
from ingest.workers import Workers, cores
from orchestration import survey
from orchestration.bounds import USUAL_MEMORY_MB, Bounds
from orchestration.home import Home, locked
from orchestration.logs import told_document
from orchestration.settings import Settings


class Workshop(dg.ConfigurableResource):
    """Where a load works and when it began.

    `started_at` (ISO 8601) and `is_prepared` are set by `orchestration.load`, which holds the lock and has surveyed the
    landing area itself. A run that a person starts in the web UI has neither: it takes the lock for as long as it
    runs, counts its own start as the load's and surveys when it is asked to. `limits` are those of `ingest.limits`
    that differ from the usual; `is_full` says that nothing read before is taken over; `accepted` names what does not
    close the gate this time (`orchestration.gate`).
    """

    home_folder: str
    landing_folder: str
    keep_snapshots: int
    started_at: str = ""
    is_prepared: bool = False
    is_full: bool = False
    worker_count: int = 0
    ocr_confidence: float = DEFAULT_CONFIDENCE
    limits_set: dict[str, int] = Field(default_factory=dict)
    expected_list: str = ""
    timezone: str = "UTC"
    data_docs: bool = True
    database_memory_mb: int = USUAL_MEMORY_MB
    accepted: list[str] = Field(default_factory=list)

    _began: datetime | None = None
    _workers: Workers | None = None

    @classmethod
    def under(cls, settings: Settings, **more: Any) -> Workshop:
        """Return the workshop that the settings describe; `more` is what only a prepared load knows."""
        return cls(
            home_folder=str(settings.home),
            landing_folder=str(settings.landing),
            keep_snapshots=settings.keep_snapshots,
            worker_count=settings.workers,
            ocr_confidence=settings.ocr_confidence,
            limits_set=asdict(settings.limits),
            expected_list=str(settings.expected_list),
            timezone=settings.timezone,
            data_docs=settings.data_docs,
            database_memory_mb=settings.database_memory_mb,
            **more,
        )

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Workshop]:
        """Hold the home's lock during a run, unless `orchestration.load` holds it already."""
        self._began = datetime.fromisoformat(self.started_at) if self.started_at else datetime.now(UTC)
        with Workers(self.worker_count or cores(), self.limits, told_document) as self._workers:
            if self.is_prepared:
                yield self
            else:
                with locked(self.home):
                    yield self

    @property
    def home(self) -> Home:
        """The paths below the home."""
        return Home(Path(self.home_folder))

    @property
    def limits(self) -> Limits:
        """What one document may take."""
        return Limits(**self.limits_set)

    @property
    def bounds(self) -> Bounds:
        """What DuckDB may take."""
        return Bounds(self.database_memory_mb, self.home.spill)

    @property
    def version(self) -> str:
        """What decides, beside its bytes, what becomes of a document: the code and the limits."""
        return version_under(self.limits)

    @property
    def workers(self) -> Workers:
        """The processes that read and extract documents in this run."""
        if self._workers is None:
            raise RuntimeError("the workshop is used outside a run: it has no workers yet")
        return self._workers

    @property
    def as_of(self) -> datetime:
        """The instant of this load, in UTC: what it records is recorded at this time."""
        if self._began is None and not self.started_at:
            raise RuntimeError("the workshop is used outside a run: it has no start yet")
        return self._began or datetime.fromisoformat(self.started_at)

    @property
    def local_as_of(self) -> datetime:
        """The same instant in the time zone of the settings, which says on which day waivers and due dates end."""
        return self.as_of.astimezone(ZoneInfo(self.timezone))

    @property
    def load_id(self) -> str:
        """The load's name, which sorts by time."""
        return load_id(self.as_of)

    def landed(self) -> list[Landed]:
        """Return what lies in the landing area, as surveyed for this load."""
        if not self.is_prepared:
            landing = Path(self.landing_folder)
            return survey.take_survey(self.home, landing, self.workers, self.limits, self.version)
        return survey.read_survey(self.home)

    def survey_frame(self) -> pl.DataFrame:
        """Return the last survey as a table, empty where none was made."""
        if not self.home.survey.exists():
            store.write_frame(self.home.survey, pl.DataFrame(schema=survey.SURVEY))
        return pl.read_parquet(self.home.survey)


def version_under(limits: Limits) -> str:
    """Return the version of the code together with a mark of the limits it works under."""
    return f"{pipeline.VERSION}-{limits.fingerprint}"


def load_id(as_of: datetime) -> str:
    """Return the name of the load that began at `as_of`, e.g. `20240601T180000Z`."""
    return as_of.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
