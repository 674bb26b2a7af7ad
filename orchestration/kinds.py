"""The kinds of value a setting may have, and how a table of TOML becomes a frozen dataclass.

A table is a frozen dataclass whose fields say their kind: `workers: int = setting(WHOLE, default=2)`. Values come from
the table or, before it, from variables of the environment, which are text: each kind reads both. What is wrong is a
SettingsError that names place, key, what was found and what was expected. Which settings there are is in
`orchestration.settings` and where a table of its own is read, secrets are in `orchestration.secrets`.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from ingest.counties import counties
from orchestration.errors import WrongUsage

T = TypeVar("T")


class SettingsError(WrongUsage):
    """A setting that cannot be used; the message names the place, the key, what was found and what was expected."""

    def __init__(self, place: str, key: str, found: object, expected: str) -> None:
        super().__init__(f"{place}: {key} is {found!r}, expected {expected}")


class UnknownSetting(SettingsError):
    """A key that is no setting; the message names the nearest one and all there are."""

    def __init__(self, place: str, key: str, known: Iterable[str]) -> None:
        known = sorted(known)
        near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
        meant = f"{near[0]} (did you mean that?), or " if near else ""
        super().__init__(place, "a key", key, f"{meant}one of {', '.join(known)}")


@dataclass(frozen=True)
class Kind:
    """What is expected, in words, and the function that reads it; that raises ValueError for anything else."""

    expected: str
    read: Callable[[Any], Any]


def setting(kind: Kind, **default: Any) -> Any:
    """Return a field of that kind; `default` or `default_factory` as of any dataclass field, none if it must be set."""
    return dataclasses.field(metadata={"kind": kind}, **default)


def read_table(
    table: type[T], given: Mapping[str, object], place: str, environment: Mapping[str, str], prefix: str, **more: Any
) -> T:
    """Return a `table` of the values `given` at `place`; variables named `prefix` and the key in capitals come before.

    `more` are fields that are no settings. Raises SettingsError.
    """
    kinds = kinds_of(table)
    for key in given:
        if key not in kinds:
            raise UnknownSetting(place, key, kinds)
    values: dict[str, Any] = {}
    for key, kind in kinds.items():
        variable = f"{prefix}{key.upper()}"
        if variable in environment:
            values[key] = checked(kind, f"environment variable {variable}", key, environment[variable])
        elif key in given:
            values[key] = checked(kind, place, key, given[key])
    for field in dataclasses.fields(table):  # type: ignore[arg-type]
        is_needed = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        if is_needed and field.name in kinds and field.name not in values:
            raise SettingsError(place, field.name, None, kinds[field.name].expected)
    return table(**values, **more)


def kinds_of(table: type) -> dict[str, Kind]:
    """Return the settings of a table, each with its kind."""
    return {field.name: field.metadata["kind"] for field in dataclasses.fields(table) if "kind" in field.metadata}


def checked(kind: Kind, place: str, key: str, value: object) -> Any:
    """Return `value` as its kind reads it, or raise SettingsError."""
    try:
        return kind.read(value)
    except (ValueError, TypeError) as error:
        raise SettingsError(place, key, value, kind.expected) from error


def whole(least: int, most: int | None = None) -> Kind:
    """Return the kind of whole numbers from `least` to `most`."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not re.fullmatch(r"-?\d+", str(value).strip()):
            raise ValueError
        number = int(str(value))
        if number < least or (most is not None and number > most):
            raise ValueError
        return number

    upto = f"a whole number of at least {least}" if most is None else f"a whole number from {least} to {most}"
    return Kind(upto, read)


def one_of(*words: str) -> Kind:
    """Return the kind of a closed list of words."""

    def read(value: object) -> str:
        if value not in words:
            raise ValueError
        return str(value)

    return Kind(" or ".join(words), read)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError
    return value.strip()


def _truth(value: object) -> bool:
    word = str(value).lower()
    return word == "true" if word in ("true", "false") else _refuse()


def _refuse() -> Any:
    """Raise ValueError where only an expression can stand."""
    raise ValueError


def _share(value: object) -> float:
    number = float(str(value))
    return number if not isinstance(value, bool) and 0 <= number <= 1 else _refuse()


def _codes(value: object) -> tuple[str, ...]:
    """
    >>> _codes("430423, 652825"), _codes(["430423"]), _codes([])
    (('430423', '652825'), ('430423',), ())
    """
    parts = [part.strip() for part in value.split(",")] if isinstance(value, str) else value
    if not isinstance(parts, list) or not all(part in counties() for part in parts):
        raise ValueError
    return tuple(parts)


_NAMES = {
    name: number
    for names in (
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
        ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    )
    for number, name in enumerate(names, 1)
}
_CRON_FIELDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))


def _cron(value: object) -> str:
    """
    >>> _cron("0 2 * * *"), _cron("*/15 8-18 * * mon-fri")
    ('0 2 * * *', '*/15 8-18 * * mon-fri')
    """
    fields = _text(value).split()
    for field, (least, most) in zip(fields, _CRON_FIELDS, strict=True):
        for part in field.lower().split(","):
            found = re.fullmatch(r"(?:\*|(\w+)(?:-(\w+))?)(?:/([1-9]\d*))?", part) or _refuse()
            for end in filter(None, found.group(1, 2)):
                if not least <= _NAMES.get(end, -1 if not end.isdecimal() else int(end)) <= most:
                    raise ValueError
    return " ".join(fields)


def _timezone(value: object) -> str:
    try:
        return ZoneInfo(_text(value)).key
    except (KeyError, OSError) as error:
        raise ValueError from error


POSITIVE = whole(1)
TEXT = Kind("a text that is not empty", _text)
PATH = Kind("a path", lambda value: Path(_text(value)).expanduser())
TRUTH = Kind("true or false", _truth)
SHARE = Kind("a number from 0 (believe every reading) to 1 (believe none)", _share)
CODES = Kind('a list of county codes of GB/T 2260, e.g. ["430423"]', _codes)
CRON = Kind('five fields: minute hour day month weekday, e.g. "0 2 * * *"', _cron)
TIMEZONE = Kind('a name of the IANA list, e.g. "Asia/Shanghai"', _timezone)
