"""The steps of the load, one function each: survey → read → extract → clean. `orchestration` strings them together.

A Partition is a county and a fiscal year. Every file of the landing area ends up in exactly one place: in a
partition's `document` table, or in the survey with the reason why it never reached a partition.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import polars as pl

from ingest import landing as landing_area
from ingest.clean.partition import clean_partition
from ingest.counties import named
from ingest.document import WAITING, UnreadableDocument
from ingest.extract.reading import extract as extract_document
from ingest.extracted import SCHEMAS, frames_of, rows_of
from ingest.raw import from_json, to_json
from ingest.readers import picture
from ingest.readers.reading import read as read_document

_RAW = {
    "source_path": pl.String, "sha256": pl.String, "bytes": pl.Int64, "county_code": pl.String, "folder_year": pl.Int32,
    "source_format": pl.String, "reason_code": pl.String, "reason": pl.String, "content": pl.String,
}  # fmt: skip


class Partition(NamedTuple):
    """One county's reports of one fiscal year; `key` names it in Dagster, `stem` in file names."""

    county_code: str
    fiscal_year: int

    @property
    def key(self) -> str:
        return f"{self.county_code}|{self.fiscal_year}"

    @property
    def stem(self) -> str:
        return f"{self.county_code}-{self.fiscal_year}"

    @classmethod
    def parse(cls, key: str) -> Partition:
        code, _, year = key.partition("|")
        return cls(code, int(year))


@dataclass(frozen=True, slots=True)
class Landed:
    """A file of the landing area; `partition` None means it was held or rejected before routing, and why."""

    source_path: str
    path: Path
    sha256: str
    bytes: int
    partition: Partition | None
    state: str | None = None
    reason_code: str | None = None
    reason: str | None = None


@cache
def _version() -> str:
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in (".py", ".csv"):
            digest.update(path.read_bytes())
    digest.update(picture.installed().encode())  # once OCR is there, what waited for it is read
    return digest.hexdigest()[:16]


VERSION = _version()


def survey(landing: Path) -> list[Landed]:
    """Every file below the landing folder, routed to its partition by its folders, or in the inbox by its text."""
    return [_route(file) for file in landing_area.survey(landing)]


def _route(file: landing_area.LandedFile) -> Landed:
    sha, size = landing_area.fingerprint(file.path)
    if file.is_inbox or file.county_folder is None or file.year_folder is None:
        return _route_by_text(file, sha, size)
    found = named(file.county_folder)
    if len(found) != 1:
        what = f"{len(found)} counties have this name" if found else "no county of the code list has this code or name"
        reason = (
            f"{file.source_path}: folder {file.county_folder!r}: {what}; name the folder with the six-digit county code"
        )
        return Landed(file.source_path, file.path, sha, size, None, "held", "unknown_county", reason)
    return Landed(file.source_path, file.path, sha, size, Partition(found[0].code, file.year_folder))


def _route_by_text(file: landing_area.LandedFile, sha: str, size: int) -> Landed:
    def ended(state: str, code: str, reason: str) -> Landed:
        return Landed(file.source_path, file.path, sha, size, None, state, code, reason)

    candidates = named(file.county_folder) if file.county_folder else ()
    county = candidates[0].code if len(candidates) == 1 else None
    try:
        document = read_document(file.path.read_bytes(), file.source_path)
    except UnreadableDocument as error:
        return ended(_state(error.reason_code), error.reason_code, str(error))
    extraction = extract_document(document, file.path.name, county, file.year_folder)
    identity = extraction.identity
    if identity is None:
        return ended("rejected", "not_a_report", _NO_REPORT.format(path=file.source_path))
    if identity.problem:
        return ended("held", identity.problem[0], f"{file.source_path}: {identity.problem[1]}")
    assert identity.county
    assert identity.year
    return Landed(file.source_path, file.path, sha, size, Partition(identity.county.code, identity.year))


def _state(reason_code: str) -> str:
    return "held" if reason_code in WAITING else "rejected"


_NO_REPORT = (
    "{path}: no title, heading or file name of a 绩效监控, 绩效评价/自评, 部门决算 or 部门预算 was found; "
    "if it is one, give it its title, else take it out of the landing area"
)


def read(files: Sequence[Landed]) -> pl.DataFrame:
    """Read a partition's files: one row per file with the Document as JSON, or why it could not be read."""
    rows = []
    for file in files:
        in_inbox = file.source_path.startswith("inbox/")
        row = {
            "source_path": file.source_path, "sha256": file.sha256, "bytes": file.bytes,
            "county_code": file.partition.county_code if file.partition else None,
            "folder_year": file.partition.fiscal_year if file.partition and not in_inbox else None,
        }  # fmt: skip
        try:
            document = read_document(file.path.read_bytes(), file.source_path)
            row |= {"source_format": document.source_format, "content": to_json(document)}
        except UnreadableDocument as error:
            row |= {"reason_code": error.reason_code, "reason": str(error)}
        except OSError as error:
            row |= {"reason_code": "unreadable_file", "reason": f"{file.source_path}: {error}"}
        rows.append(row)
    return pl.DataFrame(rows, schema=_RAW, orient="row")


def extract(raw: pl.DataFrame, partition: Partition) -> dict[str, pl.DataFrame]:
    """Find the facts of a partition's documents; what is no report or cannot be identified carries its reason."""
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in SCHEMAS}
    read_already: set[str] = set()
    for document in raw.iter_rows(named=True):
        report = {
            key: document[key] for key in ("sha256", "source_path", "source_format", "bytes", "reason_code", "reason")
        }
        if document["content"] is None:
            rows["report"].append(report | {"state": _state(document["reason_code"])})
            continue
        name = Path(document["source_path"]).name
        found = extract_document(from_json(document["content"]), name, partition.county_code, document["folder_year"])
        identity = found.identity
        if identity is None:
            reason = _NO_REPORT.format(path=document["source_path"])
            rows["report"].append(report | {"state": "rejected", "reason_code": "not_a_report", "reason": reason})
            continue
        report |= {
            "county_code": identity.county.code if identity.county else None,
            "county_name": identity.county.name if identity.county else None,
            "department_name": identity.department, "aliases": list(identity.aliases), "fiscal_year": identity.year,
            "report_type": found.genre, "period_end": identity.period_end, "filed_on": identity.filed_on,
            "title": identity.title,
        }  # fmt: skip
        if identity.problem:
            code, reason = identity.problem
            rows["report"].append(
                report | {"state": "held", "reason_code": code, "reason": f"{document['source_path']}: {reason}"}
            )
            continue
        rows["report"].append(report | {"state": "loaded"})
        if document["sha256"] in read_already:
            continue  # the same bytes again: `ingest.clean.reports` rejects the file, its facts stand once
        read_already.add(document["sha256"])
        for table, more in rows_of(document["sha256"], found).items():
            rows[table] += more
    return frames_of(rows)  # type: ignore[arg-type]


def clean(
    extracted: Mapping[str, pl.DataFrame], partition: Partition, recorded_at: datetime
) -> dict[str, pl.DataFrame]:
    """Units to yuan, names and codes in one spelling, keys: the tables of `ingest.records` for one partition."""
    return clean_partition(extracted, partition.county_code, partition.fiscal_year, recorded_at)
