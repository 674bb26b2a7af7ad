"""What is done to one document in a worker process: plain values in, plain values out, no document stops another.

Knows no Polars, so that workers start quickly; the frames of a partition are made in `ingest.pipeline`.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from ingest.document import WAITING, UnreadableDocument
from ingest.extract.certainty import Certainty
from ingest.extract.identity.identity import COUNTY_SUMMARY
from ingest.extract.reading import extract
from ingest.limits import Limits, check_size
from ingest.raw import from_json, to_json
from ingest.readers import recount
from ingest.readers.members import Member, list_members, unpack
from ingest.rows import rows_of

_NO_REPORT = (
    "{path}: no title, heading or file name of a 绩效监控, 绩效评价/自评, 部门决算 or 部门预算 was found; "
    "if it is one, give it its title, else take it out of the landing area"
)


class Source(NamedTuple):
    """Where a document's bytes are: a file, or a member of the archive at `path`; `name` is its path in the landing.

    `sha256` is the hash of the document when it was surveyed, "" where it was not.
    """

    path: str
    place: tuple[int, ...]
    name: str
    sha256: str


class Content(NamedTuple):
    """A document as read, as JSON of `ingest.raw`, with what its recount gave, or why it could not be read."""

    source_format: str | None
    content: str | None
    reason_code: str | None = None
    reason: str | None = None
    figures_read: int | None = None
    figures_recounted: int | None = None
    figures_missing: tuple[str, ...] | None = None
    figures_extra: tuple[str, ...] | None = None


class Ended(NamedTuple):
    """A document that goes no further: its state in `ops.document` and why."""

    state: str
    reason_code: str
    reason: str


class Report(NamedTuple):
    """What a document says: its row of the table `report`, and the rows of the other tables."""

    report: dict[str, object]
    rows: dict[str, list[dict[str, object]]]


def read_content(source: Source, limits: Limits) -> Content:
    """Read a document; nothing is read of a file that is too large."""
    try:
        if source.place:
            data = unpack(Path(source.path), source.place, limits)
        else:
            check_size(Path(source.path).stat().st_size, source.name, limits)
            data = Path(source.path).read_bytes()
        if source.sha256 and hashlib.sha256(data).hexdigest() != source.sha256:
            found = f"{source.name}: changed since this load surveyed it"
            raise UnreadableDocument("unreadable_file", found, "the next load reads what lies there then")
        document, counted = recount.read(data, source.name, limits)
        figures = (counted.read, counted.recounted, counted.missing, counted.extra) if counted else ()
        return Content(document.source_format, to_json(document), None, None, *figures)
    except UnreadableDocument as error:
        return Content(None, None, error.reason_code, str(error))
    except OSError as error:
        return Content(None, None, *_unreadable(source.name, error))


def _unreadable(name: str, error: OSError) -> tuple[str, str]:
    """The reason code and reason of a file that the system does not give out."""
    return "unreadable_file", f"{name}: {error.strerror or error}; check that it is there and may be read"


def state_of(reason_code: str | None) -> str:
    """What becomes of a file that could not be read, or not for sure."""
    return "held" if reason_code in WAITING else "rejected"


def members(source: Source, limits: Limits) -> list[Member] | Ended | None:
    """The files in an archive, or why none is taken; None where the file is to be read as a document."""
    try:
        return list_members(Path(source.path), source.name, limits)
    except UnreadableDocument as error:
        return Ended("rejected", error.reason_code, str(error))
    except OSError:
        return None


def partition_of(source: Source, county_code: str | None, year: int | None, limits: Limits) -> tuple[str, int] | Ended:
    """The county code and fiscal year that a document's text gives it, or why none could be told."""
    read_in = read_content(source, limits)
    if read_in.content is None:
        return Ended(state_of(read_in.reason_code), str(read_in.reason_code), str(read_in.reason))
    identity = extract(from_json(read_in.content), Path(source.name).name, county_code, year).identity
    if identity is None:
        return Ended("rejected", "not_a_report", _NO_REPORT.format(path=source.name))
    if identity.problem:
        return Ended("held", identity.problem[0], f"{source.name}: {identity.problem[1]}")
    assert identity.county
    assert identity.year
    return identity.county.code, identity.year


def report_of(
    content: str, name: str, sha256: str, county_code: str, folder_year: int | None, certainty: Certainty
) -> Report:
    """Find the facts of a document; what is no report or cannot be identified carries its reason and no rows."""
    found = extract(from_json(content), Path(name).name, county_code, folder_year, certainty)
    identity = found.identity
    if identity is None:
        reason = _NO_REPORT.format(path=name)
        return Report({"state": "rejected", "reason_code": "not_a_report", "reason": reason}, {})
    kind = COUNTY_SUMMARY if identity.is_county_summary else found.genre
    report: dict[str, object] = {
        "county_code": identity.county.code if identity.county else None,
        "county_name": identity.county.name if identity.county else None,
        "department_name": identity.department, "aliases": list(identity.aliases), "fiscal_year": identity.year,
        "report_type": kind, "period_end": identity.period_end, "filed_on": identity.filed_on,
        "title": identity.title, "subject": identity.subject,
    }  # fmt: skip
    if identity.problem:
        code, problem = identity.problem
        return Report(report | {"state": "held", "reason_code": code, "reason": f"{name}: {problem}"}, {})
    return Report(report | {"state": "loaded"}, rows_of(sha256, found))
