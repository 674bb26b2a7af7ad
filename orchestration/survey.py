"""What changed in the landing area since the last load, partition by partition.

`ingest.routing.survey` says what lies there; this module compares it with what was loaded, and remembers what was
loaded. What becomes of each document in the books is `orchestration.state`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path

import polars as pl

from ingest import routing, store
from ingest.limits import Limits
from ingest.routing import Landed, Partition
from ingest.workers import Runner
from orchestration.home import Home
from orchestration.retired import retire

SURVEY: dict[str, pl.DataType | type[pl.DataType]] = {
    "source_path": pl.String,
    "path": pl.Binary,  # a file's name is bytes, and not always text
    "sha256": pl.String,
    "bytes": pl.Int64,
    "partition": pl.String,
    "state": pl.String,
    "reason_code": pl.String,
    "reason": pl.String,
    "place": pl.List(pl.Int32),
    "file_sha256": pl.String,
    "stamp": pl.String,
    "version": pl.String,
}


@dataclass(frozen=True)
class Manifest:
    """What a partition in `clean` was made of: the hash of each file by its source path, the code's version, when.

    `certainty` stands for what was believed of its scans.
    """

    key: str
    version: str
    made_at: str
    files: Mapping[str, str]
    certainty: str = ""


@dataclass(frozen=True)
class Plan:
    """The partitions of a load by what is to be done with them, in the order of their keys."""

    changed: tuple[Partition, ...]
    unchanged: tuple[Partition, ...]
    vanished: tuple[Partition, ...]


def plan(
    landed: Sequence[Landed],
    loaded: Iterable[Manifest],
    version: str,
    wanted: Callable[[Partition], bool] = lambda partition: True,
    full: bool = False,
    certainty: Callable[[Iterable[str]], str] = lambda sha256s: "",
) -> Plan:
    """Compare what lies in the landing area with what was loaded; partitions that are not `wanted` are left alone.

    A partition is changed when a file came, went or has another hash, when `version` differs from the one it was read
    with, when what `certainty` says of its files' hashes did, or when `full` is set. It has vanished when none of its
    files is left.
    """
    here: dict[Partition, dict[str, str]] = {}
    for file in landed:
        if file.partition is not None and wanted(file.partition):
            here.setdefault(file.partition, {})[file.source_path] = file.sha256
    before = {Partition.parse(manifest.key): manifest for manifest in loaded}
    changed: list[Partition] = []
    unchanged: list[Partition] = []
    for partition, files in sorted(here.items()):
        manifest = before.get(partition)
        same = (
            manifest is not None
            and (manifest.files, manifest.version) == (files, version)
            and manifest.certainty == certainty(files.values())
        )
        (unchanged if same and not full else changed).append(partition)
    vanished = [partition for partition in sorted(before) if wanted(partition) and partition not in here]
    return Plan(tuple(changed), tuple(unchanged), tuple(vanished))


def by_partition(landed: Iterable[Landed]) -> dict[Partition, list[Landed]]:
    """Return the files of each partition in the order of their paths, so that the order of listing changes nothing."""
    files: dict[Partition, list[Landed]] = {}
    for file in sorted(landed, key=lambda file: file.source_path):
        if file.partition is not None:
            files.setdefault(file.partition, []).append(file)
    return files


def write_manifest(
    home: Home,
    partition: Partition,
    document: pl.DataFrame,
    version: str,
    now: datetime,
    certainty: Callable[[Iterable[str]], str] = lambda sha256s: "",
) -> None:
    """Record that `partition` in `clean` was made of the files in its clean table `document`.

    Written last, so that a partition whose load was killed is done again.
    """
    files = dict(document.select("source_path", "sha256").iter_rows())
    manifest = Manifest(partition.key, version, now.isoformat(), files, certainty(files.values()))
    home.loaded_partitions.mkdir(parents=True, exist_ok=True)
    path = home.loaded_partitions / f"{partition.stem}.json"
    temporary = path.with_suffix(".tmp")
    temporary.write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1), encoding="utf-8")
    os.replace(temporary, path)


def read_manifests(home: Home) -> list[Manifest]:
    """Return the manifests of all partitions in `clean`.

    One that cannot be read, or whose clean documents somebody removed, counts as never loaded.
    """
    manifests = []
    for path in sorted(home.loaded_partitions.glob("*.json")):
        if not (home.clean / "document" / f"{path.stem}.parquet").is_file():
            continue
        try:
            manifests.append(Manifest(**json.loads(path.read_text(encoding="utf-8"))))
        except (ValueError, TypeError):
            continue
    return manifests


def remove(home: Home, partition: Partition) -> None:
    """Take a vanished partition out of every stage, its manifest last; what it stated is kept as history."""
    retire(home, partition)
    (home.raw / f"{partition.stem}.parquet").unlink(missing_ok=True)
    (home.extracted / f"{partition.stem}.arrows").unlink(missing_ok=True)
    # Without its documents a partition counts as never loaded, and a killed removal would not be taken up again.
    for table in sorted(home.clean.glob("*"), key=lambda table: table.name == "document"):
        (table / f"{partition.stem}.parquet").unlink(missing_ok=True)
    forget_manifest(home, partition)


def forget_manifest(home: Home, partition: Partition) -> None:
    """Have `partition` made again by the next load unless this one finishes it."""
    (home.loaded_partitions / f"{partition.stem}.json").unlink(missing_ok=True)


def take_survey(
    home: Home, landing: Path, runner: Runner, limits: Limits, version: str, full: bool = False
) -> list[Landed]:
    """Survey the landing area and keep what was found.

    What the survey before, by the same `version`, made of an unchanged file is taken over, unless `full` is set.
    """
    known: dict[Path, list[Landed]] = {}
    for file in [] if full or not home.survey.exists() else read_survey(home, version):
        known.setdefault(file.path, []).append(file)
    landed = routing.survey(landing, runner, limits, known)
    write_survey(home, landed, version)
    return landed


def write_survey(home: Home, landed: Iterable[Landed], version: str = "") -> None:
    """Keep what was found by this version of the code, for the assets of this load and for the books."""
    names = [field.name for field in fields(Landed)]
    rows = [
        {
            **{name: getattr(file, name) for name in names},
            "path": os.fsencode(file.path),
            "partition": file.partition.key if file.partition else None,
            "version": version,
        }
        for file in landed
    ]
    store.write_frame(home.survey, pl.DataFrame(rows, schema=SURVEY))


def read_survey(home: Home, version: str | None = None) -> list[Landed]:
    """Return what `write_survey` kept; nothing where another `version` than the one asked for wrote it."""
    frame = pl.read_parquet(home.survey)
    if version is not None:
        frame = frame.filter(pl.col("version") == version) if "version" in frame.columns else frame.clear()
    return [
        Landed(
            **{
                **row,
                "path": Path(os.fsdecode(row["path"])),
                "place": tuple(row["place"]),
                "partition": Partition.parse(row["partition"]) if row["partition"] else None,
            }
        )
        for row in frame.drop("version", strict=False).iter_rows(named=True)
    ]


def made_at(manifests: Iterable[Manifest]) -> dict[str, datetime]:
    """Return when each partition in `clean` was made, by its key."""
    return {manifest.key: datetime.fromisoformat(manifest.made_at) for manifest in manifests}
