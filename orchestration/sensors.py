"""The sensors: `new_files` looks at the landing folder between two nights, `run_failed` tells the operator.

Looking costs a listing of names, sizes and times; what a changed file holds is found out by the load it starts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

import dagster as dg

from ingest import landing as landing_area
from ingest.counties import named
from orchestration.failure import RunFailure, notify_failure
from orchestration.instance import bury_orphans
from orchestration.partitions import NAME
from orchestration.run import root_error
from orchestration.settings import Settings

#: The tag of a run that names the counties it meets for the first time.
NEW_COUNTIES = "budget_warehouse/new_counties"


@dataclass(frozen=True)
class Glance:
    """What lies in the landing folder, without having opened a file: a mark that changes with it, and its counties."""

    mark: str
    files: int
    counties: frozenset[str]


def glance(settings: Settings) -> Glance:
    """Look at the files of the counties that the settings name, and at the inbox. Raises LandingMissing."""
    digest = hashlib.sha256()
    counties: set[str] = set()
    files = 0
    for file in landing_area.survey(settings.landing):
        county = _county(file.county_folder, settings.counties)
        if settings.counties and not file.is_inbox and county not in settings.counties:
            continue
        try:
            state = file.path.stat()
        except OSError:
            continue  # gone since it was listed; the next look sees that
        digest.update(f"{file.source_path}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
        counties |= {county} if county else set()
        files += 1
    return Glance(digest.hexdigest()[:16], files, frozenset(counties))


def _county(folder: str | None, wanted: Collection[str]) -> str | None:
    codes = [county.code for county in named(folder)] if folder else []
    chosen = [code for code in codes if code in wanted] if wanted else codes
    return chosen[0] if len(chosen) == 1 else None


def new_files_sensor(job: dg.JobDefinition, settings: Settings) -> dg.SensorDefinition:
    """Return the sensor that starts `job` once the landing folder changed and then stood still from look to look.

    A folder into which somebody is still copying changes again; half a file is not worth a load.
    """

    @dg.sensor(
        name="new_files",
        job=job,
        minimum_interval_seconds=settings.watch_seconds or None,
        default_status=dg.DefaultSensorStatus.RUNNING if settings.watch_seconds else dg.DefaultSensorStatus.STOPPED,
        description="Starts a load when files or counties came, went or changed in the landing folder.",
    )
    def new_files(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        bury_orphans(context.instance)
        try:
            now = glance(settings)
        except landing_area.LandingMissing as missing:
            return dg.SkipReason(str(missing))
        if not now.files:
            return dg.SkipReason(f"{settings.landing}: no files")
        before = json.loads(context.cursor or "{}")
        if now.mark == before.get("loaded"):
            return dg.SkipReason(f"{now.files} files, nothing changed")
        if now.mark != before.get("settling"):
            context.update_cursor(json.dumps({**before, "settling": now.mark}))
            return dg.SkipReason(f"{now.files} files, something changed; loaded if the next look finds the same")
        known = {key.partition("|")[0] for key in context.instance.get_dynamic_partitions(NAME)}
        new = sorted(now.counties - known)
        tags = {NEW_COUNTIES: " ".join(new)} if new else {}
        return dg.SensorResult([dg.RunRequest(tags=tags)], cursor=json.dumps({"loaded": now.mark}))

    return new_files


def run_failed_sensor(jobs: list[dg.JobDefinition], settings: Settings) -> dg.SensorDefinition:
    """Return the sensor that tells the operator when a run of `jobs` failed, a killed one included."""

    @dg.run_failure_sensor(
        name="run_failed",
        monitored_jobs=jobs,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Tells the operator that a load failed after all retries, and why.",
    )
    def run_failed(context: dg.RunFailureSensorContext) -> None:
        failure = RunFailure(context.dagster_run.job_name, context.dagster_run.run_id, _error(context), _now())
        notify_failure(settings, failure)

    return run_failed


def _error(context: dg.RunFailureSensorContext) -> str:
    """Return what the first failing step raised, without Dagster's wrapping; else why the run ended."""
    for event in context.get_step_failure_events():
        if (error := root_error(event)) is not None:
            return error.message.strip()
    return context.failure_event.message or "the run ended without saying why"


def _now() -> datetime:
    return datetime.now(UTC)
