"""From the files of the landing area to partitions: by their folders, or by what they say; archives are opened.

A Partition is a county and a fiscal year. Every file, and every file in an archive, ends up in exactly one place: in
a partition, or in the survey with the reason why it never reached one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from ingest import landing as landing_area
from ingest import tasks
from ingest.counties import named
from ingest.landing import LandedFile
from ingest.limits import USUAL, Limits
from ingest.readers import sniff
from ingest.readers.members import Member
from ingest.workers import HERE, Runner, Stopped

_COPY = "duplicate_file"


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
    """A document of the landing area; `partition` None means it was held or rejected before routing, and why.

    `path` is the file on disk, `file_sha256` its hash and `stamp` its `ingest.landing.stamp` when it was hashed, also
    where the document is a member of that archive, at `place`. `sha256` and `bytes` are the document's own; "" and 0
    where it could not be had. A document that cannot be taken out of its archive has a partition where its folders
    name one, and the reason too.
    """

    source_path: str
    path: Path
    sha256: str
    bytes: int
    partition: Partition | None
    state: str | None = None
    reason_code: str | None = None
    reason: str | None = None
    place: tuple[int, ...] = ()
    file_sha256: str = ""
    stamp: str = field(default="", compare=False)

    @property
    def source(self) -> tasks.Source:
        return tasks.Source(str(self.path), self.place, self.source_path, self.sha256)


class _Waiting(NamedTuple):
    """A document on its way to a partition; `end` says that it will not be read there, and why."""

    file: LandedFile
    sha256: str
    bytes: int
    file_sha256: str
    stamp: str
    place: tuple[int, ...] = ()
    end: tasks.Ended | None = None

    @property
    def source(self) -> tasks.Source:
        return tasks.Source(str(self.file.path), self.place, self.file.source_path, self.sha256)

    def ended(self, end: tasks.Ended | Stopped) -> _Waiting:
        if isinstance(end, Stopped):
            end = tasks.Ended("rejected", end.reason_code, end.told_of(self.file.source_path))
        return self._replace(end=end)

    def landed(self, partition: Partition | None) -> Landed:
        file = self.file
        end: tuple[str | None, str | None, str | None] = self.end or (None, None, None)
        return Landed(
            file.source_path,
            file.path,
            self.sha256,
            self.bytes,
            partition,
            *end,
            self.place,
            self.file_sha256,
            self.stamp,
        )


def survey(
    landing: Path, runner: Runner = HERE, limits: Limits = USUAL, known: Mapping[Path, Sequence[Landed]] | None = None
) -> list[Landed]:
    """Every document below the landing folder, sorted by path.

    `known` holds what an earlier survey under the same limits and the same code made of each file, by its path. What
    still has its stamp is not opened, what still has its hash is not read again.
    """
    done: dict[LandedFile, Sequence[Landed]] = {}
    new = []
    files = landing_area.survey(landing)
    for file in files:
        before = [old for old in (known or {}).get(file.path, ()) if old.file_sha256]
        if any(old.reason_code == _COPY for old in before):
            before = []  # what it was a copy of may be gone
        # Taken before the hash: a file that changes in between has another the next time.
        stamp = landing_area.stamp(file.path)
        if before and stamp and before[0].stamp == stamp:
            done[file] = before
            continue
        waiting = _fingerprinted(file, stamp)
        if before and before[0].file_sha256 == waiting.file_sha256:
            done[file] = [replace(old, stamp=stamp) for old in before]
        else:
            new.append(waiting)
    done |= {waiting.file: landed for waiting, landed in zip(new, _unpacked(new, runner, limits), strict=True)}
    return _once([landed for file in files for landed in done[file]], runner, limits)


def _once(found: Sequence[Landed], runner: Runner, limits: Limits) -> list[Landed]:
    """The documents, with the copies that other counties or years have of one rejected: keys are made of its bytes.

    The one stays that lies where it says itself that it belongs; where none does, the first by path. Copies within a
    county and year are told apart when they are read (`ingest.clean.reports`).
    """
    copies: dict[str, list[Landed]] = {}
    for landed in found:
        if landed.partition and landed.bytes:
            copies.setdefault(landed.sha256, []).append(landed)
    disputed = [files for files in copies.values() if len({file.partition for file in files}) > 1]
    asked = [file for files in disputed for file in files]
    answers = runner.map(tasks.partition_of, [(file.source, None, None, limits) for file in asked])
    at_home = {file.path for file, answer in zip(asked, answers, strict=True) if answer == file.partition}
    originals = {
        files[0].sha256: next((file for file in files if file.path in at_home), files[0]) for files in disputed
    }
    kept = []
    for landed in found:
        original = originals.get(landed.sha256, landed) if landed.partition else landed
        if original.partition != landed.partition:
            reason = f"{landed.source_path}: has the same bytes as {original.source_path}; delete the misfiled one"
            kept.append(replace(landed, partition=None, state="rejected", reason_code=_COPY, reason=reason))
        else:
            kept.append(landed)
    return kept


def _fingerprinted(file: LandedFile, stamp: str) -> _Waiting:
    try:
        sha, size = landing_area.fingerprint(file.path)
    except OSError:
        sha, size = "", 0  # whoever reads it will say why it cannot be read
    return _Waiting(file, sha, size, sha, stamp)


def _unpacked(found: Sequence[_Waiting], runner: Runner, limits: Limits) -> list[list[Landed]]:
    """What becomes of each file: itself routed, or the members of an archive."""
    zipped = [waiting for waiting in found if sniff.is_zip(landing_area.first_bytes(waiting.file.path))]
    listed = runner.map(tasks.members, [(waiting.source, limits) for waiting in zipped])
    members = dict(zip((waiting.file for waiting in zipped), listed, strict=True))
    groups: list[list[_Waiting]] = []
    for waiting in found:
        inside = members.get(waiting.file)
        if inside is None:
            groups.append([waiting])
        elif isinstance(inside, (tasks.Ended, Stopped)):
            groups.append([waiting.ended(inside)])
        else:
            groups.append([_member(waiting, member) for member in inside])
    routed = iter(_routed([waiting for group in groups for waiting in group], runner, limits))
    return [[next(routed) for _ in group] for group in groups]


def _member(archive: _Waiting, member: Member) -> _Waiting:
    file = landing_area.inside(archive.file, member.path)
    end = tasks.Ended("rejected", member.reason_code, member.reason) if member.reason_code else None
    return _Waiting(file, member.sha256, member.bytes, archive.sha256, archive.stamp, member.place, end)


def _routed(found: Sequence[_Waiting], runner: Runner, limits: Limits) -> list[Landed]:
    """Each document at the partition its folders name, or its text where the folders do not name one."""
    routed: dict[int, Landed] = {}
    by_text: list[tuple[int, tuple[tasks.Source, str | None, int | None, Limits]]] = []
    for number, waiting in enumerate(found):
        file = waiting.file
        counties = named(file.county_folder) if file.county_folder else ()
        if file.is_inbox or file.county_folder is None or file.year_folder is None:
            county = counties[0].code if len(counties) == 1 else None
            if waiting.end:
                routed[number] = waiting.landed(None)
            else:
                by_text.append((number, (waiting.source, county, file.year_folder, limits)))
        elif len(counties) == 1:
            routed[number] = waiting.landed(Partition(counties[0].code, file.year_folder))
        else:
            routed[number] = waiting.ended(_unknown_county(file, len(counties))).landed(None)
    answers = runner.map(tasks.partition_of, [arguments for _, arguments in by_text])
    for (number, _), answer in zip(by_text, answers, strict=True):
        if isinstance(answer, (tasks.Ended, Stopped)):
            routed[number] = found[number].ended(answer).landed(None)
        else:
            routed[number] = found[number].landed(Partition(*answer))
    return [routed[number] for number in range(len(found))]


def _unknown_county(file: LandedFile, count: int) -> tasks.Ended:
    what = f"{count} counties have this name" if count else "no county of the code list has this code or name"
    found = f"{file.source_path}: folder {file.county_folder!r}: {what}"
    return tasks.Ended("held", "unknown_county", f"{found}; name the folder with the six-digit county code")
