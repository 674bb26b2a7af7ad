"""What `doctor` checks around the installation: time, disk, Dagster's storage, what people declare, sources.

Nothing is changed by it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from ingest.limits import MEGABYTE
from orchestration.bounds import LEAST_MEMORY_MB
from orchestration.expected_reports import read_expected
from orchestration.home import Home
from orchestration.instance import postgres_address
from orchestration.settings import FILE_NAME, PREFIX, Settings
from orchestration.waivers import read_waivers

#: A load writes a candidate beside the snapshots and copies it; below this many MB there is no room for a small one.
LEAST_MB = 1024

#: What a load takes beside DuckDB, in MB: the interpreter with Dagster and dbt, the judges, two idle workers.
OTHER_MEMORY_MB = 1536

#: A detail, and what to do about it, "" where all is well.
Told = tuple[str, str]


def checks_around(settings: Settings) -> Iterator[tuple[str, Callable[[], Told]]]:
    """Yield a name and a check for each thing around the installation that the settings lean on."""
    yield "settings", partial(_settings, settings)
    yield "schedule", partial(_schedule, settings)
    yield "disk", partial(_disk, settings.home)
    yield "memory", partial(_memory, settings.database_memory_mb)
    yield "dagster storage", partial(_storage, settings)
    yield "expected reports", partial(_expected, settings)
    yield "waivers", partial(_waivers, Home(settings.home).waivers)
    for source in settings.source:
        yield f"source {source.name}", partial(_source, settings, source.name)


def _settings(settings: Settings) -> Told:
    set_here = sorted(
        name for name in os.environ if name.startswith(PREFIX) and not name.startswith(f"{PREFIX}SETTINGS")
    )
    place = str(settings.file) if settings.file else f"no {FILE_NAME} here, defaults hold"
    return ", ".join([place, *(f"{name} from the environment" for name in set_here)]), ""


def _schedule(settings: Settings) -> Told:
    """The next time of the schedule, by the clock of this machine."""
    from dagster._utils.schedules import cron_string_iterator

    zone = ZoneInfo(settings.timezone)
    now = datetime.now(zone)
    at = next(cron_string_iterator(now.timestamp(), settings.cron, settings.timezone))
    hours = (at - now).total_seconds() / 3600
    watched = f"new files looked for every {settings.watch_seconds} s" if settings.watch_seconds else "nothing between"
    detail = f"{settings.cron} {settings.timezone}: next {at:%Y-%m-%d %H:%M}, in {hours:.1f} h; {watched}"
    never = hours > 24 * 366
    return detail, "correct cron: it does not come within a year" if never else ""


def _disk(home: Path) -> Told:
    """Room for the next snapshot: the candidate and its copy are each as large as the last."""
    existing = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(existing).free // MEGABYTE
    warehouse = Home(home).warehouse
    last = warehouse.stat().st_size // MEGABYTE if warehouse.exists() else 0
    needed = max(LEAST_MB, 3 * last)
    advice = f"a load needs {needed:,} MB: make room, or set keep_snapshots lower" if free < needed else ""
    return f"{free:,} MB free below {existing}, {needed:,} MB wanted", advice


def _memory(database_mb: int) -> Told:
    """Whether the machine has what DuckDB may take, and what the rest of a load takes beside it."""
    there = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // MEGABYTE
    needed = database_mb + OTHER_MEMORY_MB
    advice = f"set database_memory_mb to {max(LEAST_MEMORY_MB, there - OTHER_MEMORY_MB)}, or add memory"
    return f"{there:,} MB, a load may take {needed:,}", advice if there < needed else ""


def _storage(settings: Settings) -> Told:
    """Whether there is a place for Dagster's history; PostgreSQL is asked, no table is made."""
    home = Home(settings.home)
    if settings.dagster_storage == "sqlite":
        return f"SQLite below {home.dagster}", ""
    from sqlalchemy import NullPool, create_engine
    from sqlalchemy.exc import SQLAlchemyError

    try:
        create_engine(postgres_address(), poolclass=NullPool, connect_args={"connect_timeout": 10}).connect().close()
    except SQLAlchemyError as error:
        reason = str(error.args[0] if error.args else error).strip().partition("\n")[0]
        return f"PostgreSQL: {reason}", f"correct {PREFIX}POSTGRES_URL, or start the server"
    return "PostgreSQL answers", ""


def _expected(settings: Settings) -> Told:
    """Whether the list of reports that are owed can be used; one that the settings name must be there."""
    path = settings.expected_list
    if settings.expected_reports and not path.is_file():
        return f"{path}: no such file, nothing is loaded", "write it, or take expected_reports out of the settings"
    if not path.exists():
        return f"{path}: none, no report counts as owed", ""
    reports, bad = read_expected(path)
    return f"{len(reports)} in {path}, {len(bad)} lines not used", str(bad[0]) if bad else ""


def _waivers(path: Path) -> Told:
    waivers, bad = read_waivers(path)
    return f"{len(waivers)} in {path}, {len(bad)} lines not used", str(bad[0]) if bad else ""


def _source(settings: Settings, name: str) -> Told:
    """Whether a source can be listed now, and what came of it last."""
    from contextlib import closing

    from orchestration.landing.fetch import last_outcomes, source_of
    from orchestration.landing.sources import SourceFailed

    (chosen,) = [source for source in settings.source if source.name == name]
    last = next((outcome for outcome in last_outcomes(Home(settings.home).sources) if outcome.source == name), None)
    before = f"; last load: {last} ({last.at})" if last else ""
    with closing(source_of(chosen)) as source:
        try:
            listing = source.listing()
            source.probe(listing)
        except SourceFailed as failed:
            return str(failed), "correct the source in the settings, or its rights; its last files stay meanwhile"
    problems = [*listing.problems, *listing.unusable]
    return f"{len(listing.remotes)} documents{before}", problems[0] if problems else ""
