"""Releases: the published snapshots, each with a manifest that says what it is and what it was made of.

`<home>/published/snapshots/<load_id>.json` stands beside `<load_id>.duckdb` and is written before the pointer moves: a
snapshot without one was never published. Here they are listed and the pointer is moved back; `orchestration.publish`
makes them.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path

import duckdb

from orchestration.companions import companions_of
from orchestration.errors import Trouble, WrongUsage
from orchestration.home import Home
from orchestration.inputs import Inputs

_PACKAGES = ("duckdb", "dbt-core", "dbt-duckdb", "great-expectations", "dagster", "polars")


class NoSuchRelease(WrongUsage):
    """No snapshot of this name is kept."""


class DamagedRelease(Trouble):
    """The file of a snapshot is not what its manifest says."""


@dataclass(frozen=True)
class Release:
    """A manifest. `rows` counts the rows of each published table; `sha256` and `bytes` are the database file's.

    `previous` is the load whose snapshot it was compared with. `inputs` are the marks of `orchestration.inputs`,
    `next_change` the day (ISO 8601) from which they no longer hold.
    """

    load_id: str
    started_at: str
    finished_at: str
    previous: str | None
    sha256: str
    bytes: int
    rows: Mapping[str, int]
    versions: Mapping[str, str]
    inputs: Mapping[str, str] = field(default_factory=dict)
    next_change: str | None = None

    def holds(self, today: date) -> bool:
        """Return whether the passing of days alone has changed nothing yet."""
        return self.next_change is None or today < date.fromisoformat(self.next_change)


def describe(snapshot: Path, load: Mapping[str, object], previous: str | None, inputs: Inputs) -> Release:
    """Return the manifest of the finished file `snapshot`, which the load of the row `load` made."""
    with duckdb.connect(snapshot, read_only=True) as connection:
        tables = connection.execute(
            "select schema_name || '.' || table_name, schema_name, table_name from duckdb_tables()"
            " where not internal order by 1"
        ).fetchall()
        rows = {}
        for name, schema, table in tables:
            (rows[name],) = connection.execute(f'select count(*) from "{schema}"."{table}"').fetchone() or (0,)
    return Release(
        load_id=str(load["load_id"]),
        started_at=str(load.get("started_at", "")),
        finished_at=str(load.get("finished_at", "")),
        previous=previous,
        sha256=digest(snapshot),
        bytes=snapshot.stat().st_size,
        rows=rows,
        versions={"code": str(load.get("code_version", "")), **{name: version(name) for name in _PACKAGES}},
        inputs=dict(inputs.marks),
        next_change=inputs.next_change.isoformat() if inputs.next_change else None,
    )


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def manifest_of(snapshot: Path) -> Path:
    """Return where the manifest of `snapshot` lies."""
    return snapshot.with_suffix(".json")


def write_manifest(snapshot: Path, release: Release) -> None:
    """Write the manifest and wait until it is on the disk."""
    path = manifest_of(snapshot)
    temporary = path.with_name(f".{path.name}.partial")
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(asdict(release), file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    temporary.chmod(0o444)
    os.replace(temporary, path)


def read_manifest(snapshot: Path) -> Release | None:
    """Return what is known of `snapshot`; None where it has no manifest, or none that can be read."""
    try:
        return Release(**json.loads(manifest_of(snapshot).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def current(home: Home) -> Release | None:
    """Return the release that analysts read."""
    return read_manifest(home.warehouse.resolve()) if home.warehouse.exists() else None


def releases(home: Home) -> list[Release]:
    """Return what is kept, newest first."""
    found = (read_manifest(snapshot) for snapshot in sorted(home.snapshots.glob("*.duckdb"), reverse=True))
    return [release for release in found if release]


def kept(home: Home, load_id: str) -> Release:
    """Return the release of `load_id`, or of the one that alone begins so. Raises NoSuchRelease."""
    every = releases(home)
    found = [release for release in every if release.load_id.startswith(load_id)]
    if len(found) != 1:
        names = ", ".join(release.load_id for release in every) or "none"
        raise NoSuchRelease(f"{load_id!r}: {len(found) or 'no'} snapshots of this name; kept are: {names}")
    return found[0]


def way_back(home: Home, load_id: str | None = None) -> Path:
    """Return the snapshot of the release `load_id`, by default of the one before, for `point_everything_to`.

    Raises NoSuchRelease, and DamagedRelease where the file is not the one that was published.
    """
    name = home.warehouse.resolve().stem
    if load_id is None:
        before = [release for release in releases(home) if release.load_id < name]
        if not before:
            raise NoSuchRelease(f"no snapshot before {name} is kept; keep_snapshots in the settings says how many are")
        target = before[0]
    else:
        target = kept(home, load_id)
    snapshot = home.snapshots / f"{target.load_id}.duckdb"
    if digest(snapshot) != target.sha256:
        raise DamagedRelease(f"{snapshot}: is not the file that was published; choose another of `release list`")
    return snapshot


def point_everything_to(home: Home, snapshot: Path) -> None:
    """Move the pointer to `snapshot`, then the links to what was built beside it; none is left to another's pages."""
    point_to(home.warehouse, snapshot)
    built = {home.published(folder.name.partition(".")[2]): folder for folder in companions_of(snapshot)}
    for link, folder in built.items():
        point_to(link, folder)
    for link in home.warehouse.parent.iterdir():
        if link.is_symlink() and link != home.warehouse and link not in built:
            link.unlink()


def point_to(link: Path, target: Path) -> None:
    """Make `link` a relative symbolic link to `target` in one step: it exists at every instant."""
    fresh = link.with_name(f".{link.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(os.path.relpath(target, link.parent))
    os.replace(fresh, link)
