"""Candidate → immutable snapshot with its manifest → pointer swap.

What may be published was decided before, in `orchestration.gate`. Here the candidate loses its scaffolding, is copied
beside the older snapshots and becomes `warehouse.duckdb` in one step, so that a reader sees the old snapshot or the new
one and nothing between.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from orchestration.companions import Companion, build_companions, companions_of
from orchestration.errors import Trouble
from orchestration.home import Home
from orchestration.inputs import NO_INPUTS, Inputs
from orchestration.release import current, describe, manifest_of, point_everything_to, write_manifest

#: Schemas that only the building needs.
SCAFFOLDING = ("staging", "intermediate")


class PublishError(Trouble):
    """The candidate cannot become a snapshot; the published one is untouched."""


def publish(
    home: Home,
    load: Mapping[str, object],
    keep: int,
    companions: Sequence[Companion] = (),
    inputs: Inputs = NO_INPUTS,
) -> Path:
    """Publish the candidate under `load["load_id"]` and return the snapshot's path; keep the newest `keep` snapshots.

    `load` is the row of this load for `ops.load`; it is entered before the copy, so that a snapshot tells its own
    origin. `inputs` go into its manifest. Raises PublishError when a
    view of the candidate cannot be read under the snapshot's name.
    """
    _finish(home.candidate, load)
    snapshot = home.snapshots / f"{load['load_id']}.duckdb"
    if snapshot.exists():
        raise PublishError(f"{snapshot}: exists already; a load that began in the same second published it. Load again")
    home.snapshots.mkdir(parents=True, exist_ok=True)
    temporary = home.snapshots / f".{load['load_id']}.partial"
    shutil.copyfile(home.candidate, temporary)
    _check_views(temporary)
    _settle(temporary)
    temporary.chmod(0o444)
    os.replace(temporary, snapshot)
    if home.data_docs_candidate.is_dir():
        os.replace(home.data_docs_candidate, snapshot.with_suffix(".data_docs"))
    build_companions(home, snapshot, companions)
    before = current(home)
    write_manifest(snapshot, describe(snapshot, load, before.load_id if before else None, inputs))
    point_everything_to(home, snapshot)
    _prune(home, keep)
    return snapshot


def _finish(candidate: Path, load: Mapping[str, object]) -> None:
    """Enter the load, drop the scaffolding and write everything into the one file."""
    with duckdb.connect(candidate) as connection:
        rows = connection.execute(
            "select column_name from information_schema.columns where table_schema = 'ops' and table_name = 'load'"
        ).fetchall()
        columns = [name for (name,) in rows if name in load]
        listed, places = ", ".join(f'"{name}"' for name in columns), ", ".join("?" for _ in columns)
        connection.execute("delete from ops.load where load_id = ?", [load["load_id"]])
        connection.execute(f"insert into ops.load ({listed}) values ({places})", [load[name] for name in columns])
        for schema in SCAFFOLDING:
            connection.execute(f'drop schema if exists "{schema}" cascade')
        connection.execute("checkpoint")


def _check_views(snapshot: Path) -> None:
    """Read each view once: one that names the candidate's catalogue or a dropped schema would fail an analyst."""
    with duckdb.connect(snapshot, read_only=True) as connection:
        views = connection.execute("select schema_name, view_name from duckdb_views() where not internal").fetchall()
        for schema, view in views:
            try:
                connection.execute(f'select * from "{schema}"."{view}" limit 1')
            except duckdb.Error as error:
                reason = " ".join(str(error).split())
                raise PublishError(f"view {schema}.{view} cannot be read in the snapshot: {reason}") from error


def _settle(path: Path) -> None:
    """Wait until the copy is on the disk: a link to a file that a power cut emptied would be worse than yesterday's."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _prune(home: Home, keep: int) -> None:
    """Delete the oldest snapshots beyond `keep`, never the one that is published; who reads one keeps his file.

    One without a manifest was left by a load that was killed, and goes too.
    """
    current = home.warehouse.resolve()
    every = sorted(home.snapshots.glob("*.duckdb"))
    kept = [snapshot for snapshot in every if manifest_of(snapshot).exists()][-keep:]
    for snapshot in every:
        if snapshot not in kept and snapshot.resolve() != current:
            for folder in companions_of(snapshot):
                shutil.rmtree(folder, ignore_errors=True)
            manifest_of(snapshot).unlink(missing_ok=True)
            snapshot.unlink()
    for leftover in home.snapshots.glob(".*.partial"):
        if leftover.is_dir():
            shutil.rmtree(leftover)
        else:
            leftover.unlink()
