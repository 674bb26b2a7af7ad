"""What an operator may set and where it may be set.

Settings come from, in rising order: the defaults here, `budget-warehouse.toml` in the working directory (or the file
that BUDGET_WAREHOUSE_SETTINGS names), variables of the environment that begin with BUDGET_WAREHOUSE_, options of the
command line. What a value may be is in `orchestration.kinds`; tables such as `[alerts]` belong to the package they set
up. Where things lie below the home is `orchestration.home`. All settings with their meaning: docs/operating.md.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from ingest.extract.certainty import DEFAULT_CONFIDENCE
from ingest.limits import USUAL, Limits
from ingest.workers import cores
from orchestration import kinds
from orchestration.alerts import settings as alert_settings
from orchestration.alerts.settings import AlertSettings
from orchestration.bounds import LEAST_MEMORY_MB, USUAL_MEMORY_MB
from orchestration.kinds import SettingsError, UnknownSetting, kinds_of, read_table, setting
from orchestration.landing import settings as source_settings
from orchestration.landing.settings import LANDING, ObjectStorage, SourceSettings, object_storage_at
from orchestration.secrets import refuse_secrets

FILE_NAME = "budget-warehouse.toml"
PREFIX = "BUDGET_WAREHOUSE_"
#: Names the settings file where it is not in the working directory.
FILE_VARIABLE = f"{PREFIX}SETTINGS"

#: The address of PostgreSQL, with its password.
POSTGRES_URL = f"{PREFIX}POSTGRES_URL"

#: Tables of the file and what reads each: table, environment, place → settings. Variables of a table begin with the
#: prefix, the table's name and two underscores: BUDGET_WAREHOUSE_ALERTS__…
TABLES: dict[str, Callable[[Any, Mapping[str, str], str], Any]] = {
    "alerts": alert_settings.parse,
    "source": source_settings.parse,
}


@dataclass(frozen=True)
class Settings:
    """Everything the commands and the schedule need to know; paths are absolute."""

    home: Path = setting(kinds.PATH, default=Path("data"))
    landing: Path = setting(kinds.PATH, default=Path("data/landing"))
    counties: tuple[str, ...] = setting(kinds.CODES, default=())
    cron: str = setting(kinds.CRON, default="0 2 * * *")
    timezone: str = setting(kinds.TIMEZONE, default="Asia/Shanghai")
    watch_seconds: int = setting(kinds.whole(0), default=300)
    retries: int = setting(kinds.whole(0, 10), default=3)
    retry_seconds: int = setting(kinds.POSITIVE, default=60)
    fresh_hours: int = setting(kinds.POSITIVE, default=26)
    keep_snapshots: int = setting(kinds.POSITIVE, default=7)
    workers: int = setting(kinds.POSITIVE, default_factory=cores)
    database_memory_mb: int = setting(kinds.whole(LEAST_MEMORY_MB), default=USUAL_MEMORY_MB)
    document_seconds: int = setting(kinds.POSITIVE, default=USUAL.seconds)
    document_memory_mb: int = setting(kinds.POSITIVE, default=USUAL.memory_mb)
    document_file_mb: int = setting(kinds.POSITIVE, default=USUAL.file_mb)
    document_pages: int = setting(kinds.POSITIVE, default=USUAL.pages)
    document_cells: int = setting(kinds.POSITIVE, default=USUAL.cells)
    document_characters: int = setting(kinds.POSITIVE, default=USUAL.characters)
    archive_files: int = setting(kinds.POSITIVE, default=USUAL.archive_files)
    archive_mb: int = setting(kinds.POSITIVE, default=USUAL.archive_mb)
    ocr_page_seconds: int = setting(kinds.POSITIVE, default=USUAL.ocr_page_seconds)
    ocr_confidence: float = setting(kinds.SHARE, default=DEFAULT_CONFIDENCE)
    expected_reports: Path | None = setting(kinds.PATH, default=None)
    data_docs: bool = setting(kinds.TRUTH, default=True)
    log_format: str = setting(kinds.one_of("text", "json"), default="text")
    dagster_storage: str = setting(kinds.one_of("sqlite", "postgresql"), default="sqlite")
    alerts: AlertSettings = field(default_factory=AlertSettings)
    source: tuple[SourceSettings, ...] = ()
    file: Path | None = None

    @property
    def expected_list(self) -> Path:
        """The list of reports that are owed; it lies in the home where no other place is set."""
        return self.expected_reports or self.home / "expected_reports.csv"

    @property
    def limits(self) -> Limits:
        """What one document or archive may take; `document_seconds` here is `seconds` there, and so on."""
        return Limits(**{limit.name: getattr(self, _key(limit.name)) for limit in fields(Limits)})

    def with_folders(self, home: Path | None = None, landing: Path | None = None) -> Settings:
        """Return these settings with the folders of the command line; a landing that was not set follows the home."""
        new_home = home.absolute() if home else self.home
        if not landing:
            follows = self.landing == self.home / "landing"
            return replace(self, home=new_home, landing=new_home / "landing" if follows else self.landing)
        others = tuple(source for source in self.source if source.name != LANDING)
        if bucket := object_storage_at(landing, os.environ, "--landing"):
            return replace(self, home=new_home, landing=new_home / "landing", source=(*others, bucket))
        return replace(self, home=new_home, landing=landing.absolute(), source=others)

    @property
    def landing_address(self) -> str:
        """The landing folder, or the object storage that is fetched into it."""
        buckets = (source for source in self.source if isinstance(source, ObjectStorage))
        return next((bucket.address for bucket in buckets if bucket.name == LANDING), str(self.landing))


def _key(limit: str) -> str:
    return limit if limit.startswith(("archive_", "ocr_")) else f"document_{limit}"


def read_settings(directory: Path, environment: Mapping[str, str]) -> Settings:
    """Read the settings that hold in `directory` under `environment`.

    A relative path counts from the folder of the settings file; without one, from `directory`. Raises SettingsError for
    an unknown key, a value of the wrong kind, a secret in the file or a file that is not TOML.
    """
    file = _file(directory, environment)
    content = _content(file) if file else {}
    place = str(file or directory / FILE_NAME)
    _refuse_unknown_variables(environment)
    tables = {name: _parsed(name, content.pop(name, {}), environment, place) for name in TABLES}
    settings = read_table(Settings, content, place, environment, PREFIX, file=file, **tables)
    base = file.parent if file else directory
    home = (base / settings.home).absolute()
    is_landing_set = "landing" in content or f"{PREFIX}LANDING" in environment
    owed = settings.expected_reports
    bucket = object_storage_at(settings.landing, environment, f"{place}: landing")
    return replace(
        settings,
        home=home,
        landing=(base / settings.landing).absolute() if is_landing_set and not bucket else home / "landing",
        source=(*settings.source, *([bucket] if bucket else [])),
        expected_reports=(base / owed).absolute() if owed else None,
    )


def _file(directory: Path, environment: Mapping[str, str]) -> Path | None:
    """Return the settings file; one that was named must exist, the one in the working directory need not."""
    named = environment.get(FILE_VARIABLE)
    path = (directory / Path(named).expanduser() if named else directory / FILE_NAME).absolute()
    if path.is_file():
        return path
    if named:
        raise SettingsError(f"environment variable {FILE_VARIABLE}", "the file", named, "a file that exists")
    return None


def _content(path: Path) -> dict[str, Any]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))  # editors of Windows leave a mark
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(str(path), "the file", str(error), "TOML in UTF-8") from error
    refuse_secrets(content, str(path))
    for key in content:
        if key not in (known := [*kinds_of(Settings), *TABLES]):
            raise UnknownSetting(str(path), key, known)
    return content


def _parsed(name: str, table: object, environment: Mapping[str, str], place: str) -> Any:
    """Hand a table to the package it sets up."""
    if not isinstance(table, (dict, list)):
        raise SettingsError(place, name, table, f"a table: [{name}]")
    return TABLES[name](table, environment, place)


def _refuse_unknown_variables(environment: Mapping[str, str]) -> None:
    """Raise UnknownSetting for a variable with our prefix that sets nothing; those of a table are for its package."""
    known = {
        FILE_VARIABLE,
        POSTGRES_URL,
        f"{POSTGRES_URL}_FILE",
        *(f"{PREFIX}{key.upper()}" for key in kinds_of(Settings)),
    }
    of_tables = tuple(f"{PREFIX}{name.upper()}__" for name in TABLES)
    for name in environment:
        if name.startswith(PREFIX) and name not in known and not name.startswith(of_tables):
            raise UnknownSetting("environment", name, known)
