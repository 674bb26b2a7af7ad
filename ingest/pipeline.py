"""The steps of the load for one partition, one function each: read → extract → clean. `orchestration` strings them.

Which files belong to a partition is settled before, in `ingest.routing`; what is done to each of them is in
`ingest.tasks`, and may be done in processes of its own (`ingest.workers`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

import polars as pl

from ingest.clean.partition import clean_partition
from ingest.extract.certainty import USUAL as BELIEVED
from ingest.extract.certainty import Certainty
from ingest.extracted import SCHEMAS, frames_of
from ingest.limits import USUAL, Limits
from ingest.readers import picture
from ingest.routing import Landed, Partition
from ingest.tasks import Content, Report, Source, read_content, report_of, state_of
from ingest.workers import HERE, Runner, Stopped

_RAW: dict[str, pl.DataType | type[pl.DataType]] = {
    "source_path": pl.String, "sha256": pl.String, "bytes": pl.Int64, "county_code": pl.String, "folder_year": pl.Int32,
    "source_format": pl.String, "reason_code": pl.String, "reason": pl.String, "content": pl.String,
    "figures_read": pl.Int32, "figures_recounted": pl.Int32, "figures_missing": pl.List(pl.String),
    "figures_extra": pl.List(pl.String),
}  # fmt: skip

#: What a worker process ends of; another time may be enough.
_OF_WORKERS = ("timeout", "out_of_memory", "crashed")

_FILE = {"source_path": pl.String, "sha256": pl.String}

#: What the table `report` takes over from the raw stage.
_CARRIED = (
    "sha256", "source_path", "source_format", "bytes", "reason_code", "reason",
    "figures_read", "figures_recounted", "figures_missing", "figures_extra",
)  # fmt: skip


@cache
def _version() -> str:
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in (".py", ".csv"):
            digest.update(path.read_bytes())
    digest.update(picture.installed().encode())  # once OCR is there, what waited for it is read
    return digest.hexdigest()[:16]


VERSION = _version()


def read(
    files: Sequence[Landed],
    runner: Runner = HERE,
    limits: Limits = USUAL,
    read_content: Callable[[Source, Limits], Content] = read_content,
) -> pl.DataFrame:
    """Read a partition's files: one row per file with the Document as JSON, or why it could not be read.

    What `read_content` does to one file may end its process without ending this one, if the `runner` has processes.
    """
    rows = []
    answers = iter(runner.map(read_content, [(file.source, limits) for file in files if not file.reason_code]))
    for file in files:
        found = Content(None, None, file.reason_code, file.reason) if file.reason_code else next(answers)
        in_inbox = file.source_path.startswith("inbox/")
        row = {
            "source_path": file.source_path, "sha256": file.sha256, "bytes": file.bytes,
            "county_code": file.partition.county_code if file.partition else None,
            "folder_year": file.partition.fiscal_year if file.partition and not in_inbox else None,
        }  # fmt: skip
        if isinstance(found, Stopped):
            rows.append(row | _stopped(file.source_path, found))
        else:
            rows.append(row | found._asdict())
    return pl.DataFrame(rows, schema=_RAW, orient="row")


def read_anew(
    files: Sequence[Landed], known: pl.DataFrame | None, runner: Runner = HERE, limits: Limits = USUAL
) -> pl.DataFrame:
    """Read a partition's files as `read` does; what `known`, an earlier answer, holds of the same bytes is taken over.

    The result is that of `read`; a file that could not be read is tried again.
    """
    if known is None:
        return read(files, runner, limits)
    here = pl.DataFrame([(file.source_path, file.sha256) for file in files], schema=_FILE, orient="row")
    kept = known.filter(pl.col("content").is_not_null()).join(here, on=list(_FILE), how="semi")
    old = set(kept["source_path"])
    new = read([file for file in files if file.source_path not in old], runner, limits)
    return here.select("source_path").join(pl.concat([kept, new]), on="source_path", maintain_order="left")


def _stopped(source_path: str, stopped: Stopped) -> dict[str, object]:
    return {"reason_code": stopped.reason_code, "reason": stopped.told_of(source_path)}


def _usual(sha256: str) -> Certainty:
    return BELIEVED


def extract(
    raw: pl.DataFrame, partition: Partition, runner: Runner = HERE, believed: Callable[[str], Certainty] = _usual
) -> dict[str, pl.DataFrame]:
    """Find the facts of a partition's documents; what is no report or cannot be identified carries its reason.

    `believed` says of a document, by its SHA-256, which figures of a scan are taken for read well.
    """
    documents = raw.to_dicts()
    readable = [document for document in documents if document["content"] is not None]
    arguments = [
        (
            each["content"],
            each["source_path"],
            each["sha256"],
            partition.county_code,
            each["folder_year"],
            believed(each["sha256"]),
        )
        for each in readable
    ]
    answers = iter(runner.map(report_of, arguments))
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in SCHEMAS}
    read_already: set[str] = set()
    for document in documents:
        report = {key: document.get(key) for key in _CARRIED}
        unread = Report({"state": state_of(document["reason_code"])}, {})
        found = next(answers) if document["content"] is not None else unread
        if isinstance(found, Stopped):
            found = Report({"state": "rejected"} | _stopped(document["source_path"], found), {})
        rows["report"].append(report | found.report)
        if found.rows and document["sha256"] not in read_already:
            # The same bytes again: `ingest.clean.reports` rejects the file, its facts stand once.
            read_already.add(document["sha256"])
            for table, more in found.rows.items():
                rows[table] += more
    return frames_of(rows)  # type: ignore[arg-type]


def extract_anew(
    raw: pl.DataFrame,
    known: Mapping[str, pl.DataFrame],
    partition: Partition,
    runner: Runner = HERE,
    believed: Callable[[str], Certainty] = _usual,
) -> dict[str, pl.DataFrame]:
    """Find the facts as `extract` does; what `known`, an earlier answer, holds of the same documents is taken over.

    The result is that of `extract`. Documents that stand twice are extracted again: their facts are those of the first.
    """
    if not known:
        return extract(raw, partition, runner, believed)
    once = [frame.filter(pl.col("sha256").is_unique()).select(*_FILE) for frame in (raw, known["report"])]
    # One that ended its worker is tried again; what is held or rejected for what it says is not.
    asked = known["report"].filter(pl.col("reason_code").is_in(_OF_WORKERS).not_() | pl.col("reason_code").is_null())
    same = once[0].join(once[1], on=list(_FILE), how="semi").join(asked, on=list(_FILE), how="semi")
    found = extract(raw.join(same, on="sha256", how="anti"), partition, runner, believed)
    order = {sha256: place for place, sha256 in enumerate(raw["sha256"].unique(maintain_order=True))}
    tables = {}
    for name, new in found.items():
        every = pl.concat([known[name].join(same, on="sha256", how="semi"), new])
        place = pl.col("sha256").replace_strict(order, return_dtype=pl.Int64)
        tables[name] = every.sort(place, maintain_order=True) if every.height else every
    return tables


def clean(
    extracted: Mapping[str, pl.DataFrame],
    partition: Partition,
    recorded_at: datetime,
    known: pl.DataFrame | None = None,
) -> dict[str, pl.DataFrame]:
    """Units to yuan, names and codes in one spelling, keys: the tables of `ingest.records` for one partition.

    A revision that the earlier table of reports `known` has was recorded then, and not at `recorded_at`.
    """
    tables = clean_partition(extracted, partition.county_code, partition.fiscal_year, recorded_at)
    if known is not None:
        revision = ["report_key", "document_sha256"]
        first = known.select(*revision, first_recorded_at="recorded_at")
        tables["report"] = (
            tables["report"]
            .join(first, on=revision, how="left", maintain_order="left")
            .with_columns(pl.coalesce("first_recorded_at", "recorded_at").alias("recorded_at"))
            .drop("first_recorded_at")
        )
    return tables
