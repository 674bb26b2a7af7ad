"""What an operator may set, where it may be set, and how a wrong setting is reported.

Settings come from, in rising order: the defaults here, `budget-warehouse.toml` in the working directory, variables of
the environment that begin with BUDGET_WAREHOUSE_, options of the command line. Where things lie below the home is
`orchestration.home`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from ingest.extract.certainty import DEFAULT_CONFIDENCE
from ingest.limits import USUAL, Limits
from ingest.workers import cores
from orchestration.errors import WrongUsage

FILE_NAME = "budget-warehouse.toml"
PREFIX = "BUDGET_WAREHOUSE_"


def _key(limit: str) -> str:
    return limit if limit.startswith(("archive_", "ocr_")) else f"document_{limit}"


_WHOLE_NUMBERS = {"keep_snapshots", "workers", *(_key(limit.name) for limit in fields(Limits))}


class SettingsError(WrongUsage):
    """A setting that cannot be used; the message names the place, the key, what was found and what was expected."""

    def __init__(self, place: str, key: str, found: object, expected: str) -> None:
        super().__init__(f"{place}: {key} is {found!r}, expected {expected}")


@dataclass(frozen=True)
class Settings:
    """Everything the commands and the schedule need to know; paths are absolute."""

    home: Path
    landing: Path
    cron: str = "0 2 * * *"
    timezone: str = "Asia/Shanghai"
    keep_snapshots: int = 7
    workers: int = field(default_factory=cores)
    document_seconds: int = USUAL.seconds
    document_memory_mb: int = USUAL.memory_mb
    document_file_mb: int = USUAL.file_mb
    document_pages: int = USUAL.pages
    document_cells: int = USUAL.cells
    document_characters: int = USUAL.characters
    archive_files: int = USUAL.archive_files
    archive_mb: int = USUAL.archive_mb
    ocr_page_seconds: int = USUAL.ocr_page_seconds
    ocr_confidence: float = DEFAULT_CONFIDENCE
    expected_reports: Path | None = None
    data_docs: bool = True

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
        default = self.home / "landing"
        new_home = home.absolute() if home else self.home
        if landing:
            new_landing = landing.absolute()
        else:
            new_landing = new_home / "landing" if self.landing == default else self.landing
        return replace(self, home=new_home, landing=new_landing)


def read_settings(directory: Path, environment: Mapping[str, str]) -> Settings:
    """Read the settings that hold in `directory` under `environment`; a relative path counts from `directory`.

    Raises SettingsError for an unknown key, a value of the wrong kind or a file that is not TOML.
    """
    found = _from_file(directory / FILE_NAME) | _from_environment(environment)
    values = {key: _checked(key, value, place) for key, (value, place) in found.items()}
    home = (directory / Path(str(values.pop("home", "data"))).expanduser()).absolute()
    landing = values.pop("landing", None)
    landing = (directory / Path(str(landing)).expanduser()).absolute() if landing else home / "landing"
    if expected := values.pop("expected_reports", None):
        values["expected_reports"] = (directory / Path(str(expected)).expanduser()).absolute()
    return Settings(home=home, landing=landing, **values)  # type: ignore[arg-type]


def _known() -> list[str]:
    return [field.name for field in fields(Settings)]


def _from_file(path: Path) -> dict[str, tuple[object, str]]:
    """Return each key of the settings file with its value and the place to name in an error; no file, no keys."""
    if not path.is_file():
        return {}
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(str(path), "the file", str(error), "TOML in UTF-8") from error
    for key in content:
        if key not in _known():
            raise SettingsError(str(path), "a key", key, f"one of {', '.join(_known())}")
    return {key: (value, str(path)) for key, value in content.items()}


def _from_environment(environment: Mapping[str, str]) -> dict[str, tuple[object, str]]:
    """Return each variable that begins with the prefix, under the key it sets."""
    found: dict[str, tuple[object, str]] = {}
    for name, value in environment.items():
        if not name.startswith(PREFIX):
            continue
        key = name.removeprefix(PREFIX).lower()
        if key not in _known():
            raise SettingsError("environment", name, value, f"no such variable, or one of {_variables()}")
        found[key] = (value, f"environment variable {name}")
    return found


def _variables() -> str:
    return ", ".join(PREFIX + key.upper() for key in _known())


def _checked(key: str, value: object, place: str) -> object:
    """Return `value` as the kind that `key` wants."""
    if key in _WHOLE_NUMBERS:
        if isinstance(value, bool) or not str(value).isdecimal() or int(str(value)) < 1:
            raise SettingsError(place, key, value, "a whole number of at least 1")
        return int(str(value))
    if key == "ocr_confidence":
        return _share(key, value, place)
    if key == "data_docs":
        if str(value).lower() not in ("true", "false"):
            raise SettingsError(place, key, value, "true or false")
        return str(value).lower() == "true"
    if not isinstance(value, str) or not value.strip():
        raise SettingsError(place, key, value, "a text that is not empty")
    if key == "cron" and len(value.split()) != 5:
        raise SettingsError(place, key, value, 'five fields: minute hour day month weekday, e.g. "0 2 * * *"')
    if key == "timezone":
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as error:
            raise SettingsError(place, key, value, 'a name of the IANA list, e.g. "Asia/Shanghai"') from error
    return value


def _share(key: str, value: object, place: str) -> float:
    try:
        number = float(str(value))
    except ValueError:
        number = -1.0
    if isinstance(value, bool) or not 0 <= number <= 1:
        raise SettingsError(place, key, value, "a number from 0 (believe every reading) to 1 (believe none)")
    return number
