"""The `[[source]]` tables of the settings: object storage by `address`, the web by `list`.

Secrets of a source called `bureau` come from BUDGET_WAREHOUSE_SOURCE__BUREAU__… (`orchestration.secrets`).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from orchestration import kinds
from orchestration.kinds import Kind, SettingsError, UnknownSetting, kinds_of, read_table, setting
from orchestration.secrets import Secret, secret

PREFIX = "BUDGET_WAREHOUSE_SOURCE__"
S3_ADDRESS = re.compile(r"s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?")
USER_AGENT = "county-budget-warehouse"
#: The name of the source that stands where a landing folder is expected.
LANDING = "landing"
#: What object storage asks for; secrets, so never in the file.
KEYS = ("access_key_id", "secret_access_key")


def _matching(pattern: re.Pattern[str]) -> Callable[[object], str]:
    def read(value: object) -> str:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise ValueError
        return value

    return read


NAME = Kind("a name of small letters, digits and _", _matching(re.compile("[a-z][a-z0-9_]{0,30}")))
ADDRESS = Kind("s3://bucket or s3://bucket/prefix", _matching(S3_ADDRESS))
WEB_ADDRESS = Kind("an address that begins with http:// or https://", _matching(re.compile(r"https?://[^\s/]+.*")))


@dataclass(frozen=True)
class ObjectStorage:
    """A bucket, or the part of it below a prefix, laid out like a landing folder."""

    name: str = setting(NAME)
    address: str = setting(ADDRESS)
    endpoint: str | None = setting(WEB_ADDRESS, default=None)
    region: str | None = setting(kinds.TEXT, default=None)
    retries: int = setting(kinds.whole(0, 20), default=4)
    timeout_seconds: int = setting(kinds.POSITIVE, default=30)
    file_seconds: int = setting(kinds.POSITIVE, default=600)
    file_mb: int = setting(kinds.POSITIVE, default=100)
    access_key_id: Secret | None = None
    secret_access_key: Secret | None = None

    @property
    def bucket(self) -> str:
        """The bucket's name."""
        return self.address.removeprefix("s3://").partition("/")[0]

    @property
    def prefix(self) -> str:
        """What the keys begin with, "" or ending in a slash."""
        prefix = self.address.removeprefix("s3://").partition("/")[2].strip("/")
        return f"{prefix}/" if prefix else ""


@dataclass(frozen=True)
class Addresses:
    """A list of addresses per county and year, written by the operator (`orchestration.landing.addresses`)."""

    name: str = setting(NAME)
    list: Path = setting(kinds.PATH)
    delay_seconds: int = setting(kinds.whole(0), default=1)
    at_once: int = setting(kinds.whole(1, 8), default=1)
    robots: bool = setting(kinds.TRUTH, default=True)
    user_agent: str = setting(kinds.TEXT, default=USER_AGENT)
    retries: int = setting(kinds.whole(0, 20), default=4)
    timeout_seconds: int = setting(kinds.POSITIVE, default=30)
    file_seconds: int = setting(kinds.POSITIVE, default=600)
    file_mb: int = setting(kinds.POSITIVE, default=100)


SourceSettings = ObjectStorage | Addresses


def parse(tables: object, environment: Mapping[str, str], place: str) -> tuple[SourceSettings, ...]:
    """Return the sources in their order; a relative `list` counts from the folder of the settings file.

    Raises SettingsError for a key, a value or a name given twice that cannot be used.
    """
    if not isinstance(tables, list):
        if not tables:
            return ()
        raise SettingsError(place, "source", tables, "tables under [[source]], with two brackets")
    sources = tuple(
        _source(table, environment, f"{place}: source[{number}]", Path(place).parent)
        for number, table in enumerate(tables, 1)
    )
    names = [source.name for source in sources]
    for name in names:
        if name == LANDING or names.count(name) > 1:
            raise SettingsError(place, "source", name, f"a name for each source that no other has, and not {LANDING}")
    _refuse_unknown_variables(sources, environment)
    return sources


def _refuse_unknown_variables(sources: tuple[SourceSettings, ...], environment: Mapping[str, str]) -> None:
    known = {
        f"{PREFIX}{name.upper()}__{key.upper()}{ending}"
        for name, table in [*((source.name, type(source)) for source in sources), (LANDING, ObjectStorage)]
        for key, ending in [*((key, "") for key in kinds_of(table)), *product(KEYS, ("", "_FILE"))]
    }
    for variable in environment:
        if variable.startswith(PREFIX) and variable not in known:
            raise UnknownSetting("environment", variable, known)


def object_storage_at(landing: Path | str, environment: Mapping[str, str], place: str) -> ObjectStorage | None:
    """Return the source that a landing area such as s3://bucket/prefix means, None where it is a folder.

    >>> object_storage_at(Path("s3://reports/2023"), {}, "").address, object_storage_at(Path("reports"), {}, "")
    ('s3://reports/2023', None)
    """
    # A path keeps one of two slashes.
    found = re.fullmatch(r"s3:/+(.*)", str(landing))
    if not found:
        return None
    source = _source({"name": LANDING, "address": f"s3://{found[1]}"}, environment, place, Path())
    assert isinstance(source, ObjectStorage)
    return source


def _source(table: Mapping[str, object], environment: Mapping[str, str], place: str, folder: Path) -> SourceSettings:
    name = kinds.checked(NAME, place, "name", table.get("name"))
    variables = f"{PREFIX}{name.upper()}__"
    if "address" in table and "list" not in table:
        keys = {key: secret(environment, variables + key.upper()) for key in KEYS}
        if (keys["access_key_id"] is None) != (keys["secret_access_key"] is None):
            missing = next(key for key, value in keys.items() if value is None)
            raise SettingsError("environment", variables + missing.upper(), None, "both keys of a source, or neither")
        return read_table(ObjectStorage, table, place, environment, variables, **keys)
    if "list" in table and "address" not in table:
        source = read_table(Addresses, table, place, environment, variables)
        return dataclasses.replace(source, list=(folder / source.list).absolute())
    raise SettingsError(place, "the table", sorted(table), "either address (s3://…) or list (a file with addresses)")
