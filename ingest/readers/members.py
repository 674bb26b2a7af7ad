"""The files inside a zip archive: what there is, without writing anything to disk, and the bytes of one of them.

A member is addressed by its place in the list of each archive on the way, never by its name: names repeat, lie and
climb out of folders. Names only become part of the path that is shown, in the encoding they were written in. Ratios
are not judged, for a sheet of zeros packs as well as a bomb: what is counted is what comes out, while it comes out.
"""

from __future__ import annotations

import hashlib
import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple

from ingest.document import UnreadableDocument
from ingest.landing import INSIDE, is_litter
from ingest.limits import MEGABYTE, Limits, too_much
from ingest.readers import sniff

#: An archive in an archive in an archive; what departments send has one within one.
DEEPEST = 3

#: What zipfile raises on damaged archives, as far as fuzzing has shown.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, ArithmeticError,
    LookupError,
)  # fmt: skip
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_UTF8, _ENCRYPTED = 0x800, 0x1


class Member(NamedTuple):
    """One file in an archive; `reason_code` and `reason` are given where it cannot be taken out.

    `path` runs from the outermost archive on. `sha256` and `bytes` are of the content, "" and 0 where there is none.
    """

    place: tuple[int, ...]
    path: str
    sha256: str = ""
    bytes: int = 0
    reason_code: str = ""
    reason: str = ""


def list_members(path: Path, name: str, limits: Limits) -> list[Member] | None:
    """Every file in the archive at `path`, archives inside it opened; None where it is to be read as a document.

    So are Office files, and archives too damaged to be opened: reading them says what is wrong. Raises
    UnreadableDocument for an archive that is empty or goes over the limits as a whole, OSError.
    """
    with path.open("rb") as file:
        opened = _open(file)
        if opened is None or path.stat().st_size > limits.archive_mb * MEGABYTE:
            return None
        found = list(_Listing(name, limits).walk(opened, (), "", 1))
    if not found:
        raise _empty(name)
    return found


def unpack(path: Path, place: tuple[int, ...], limits: Limits) -> bytes:
    """The bytes of a member; raises UnreadableDocument where the archive is no longer what it was when listed."""
    source: BinaryIO = path.open("rb")
    data = b""
    for position in place:
        with source, zipfile.ZipFile(source) as opened:
            data = _take_out(opened, opened.infolist()[position], str(path), limits)
        source = io.BytesIO(data)
    return data


def _open(file: BinaryIO) -> zipfile.ZipFile | None:
    """The archive, or None where it is an Office file or cannot be opened."""
    try:
        opened = zipfile.ZipFile(file)
    except (*_DAMAGE, NotImplementedError):
        return None
    return opened if sniff.zipped_family(opened.namelist()) == "archive" else None


def _empty(name: str) -> UnreadableDocument:
    return UnreadableDocument("empty_file", f"{name}: an archive without any files", "ask the department for the files")


@dataclass(slots=True)
class _Listing:
    """One archive being listed, and how much it has taken so far."""

    name: str
    limits: Limits
    files: int = 0
    bytes: int = 0

    def walk(self, opened: zipfile.ZipFile, place: tuple[int, ...], above: str, depth: int) -> Iterator[Member]:
        taken: dict[str, int] = {}
        for position, info in enumerate(opened.infolist()):
            parts = parts_of(info)
            if not parts or info.orig_filename.endswith(("/", "\\")) or is_litter(parts):
                continue
            inner = "/".join(parts)
            taken[inner] = number = taken.get(inner, 0) + 1
            if number > 1:
                file = PurePosixPath(inner)
                inner = str(file.with_name(f"{file.stem} ({number}){file.suffix}"))
            yield from self._member(opened, info, (*place, position), above + inner, depth)

    def _member(
        self, opened: zipfile.ZipFile, info: zipfile.ZipInfo, place: tuple[int, ...], path: str, depth: int
    ) -> Iterator[Member]:
        self._count(1, 0)
        name = f"{self.name}{INSIDE}{path}"
        try:
            data = _take_out(opened, info, name, self.limits)
            nested = _nested(data, name, depth)
        except UnreadableDocument as error:
            yield _refused(place, path, error)
            return
        self._count(0, len(data))
        if nested is None:
            yield Member(place, path, hashlib.sha256(data).hexdigest(), len(data))
        else:
            inside = list(self.walk(nested, place, f"{path}{INSIDE}", depth + 1))
            yield from inside or [_refused(place, path, _empty(name))]

    def _count(self, files: int, size: int) -> None:
        """Add to what the archive takes; over the limit, all of it is refused."""
        self.files += files
        self.bytes += size
        if self.files > self.limits.archive_files:
            found = f"{self.name}: more than {self.limits.archive_files:,} files in an archive"
            raise too_much("too_many_files", found, "archive_files")
        if self.bytes > self.limits.archive_mb * MEGABYTE:
            found = f"{self.name}: an archive that unpacks to more than {self.limits.archive_mb:,} MB"
            raise too_much("too_large", found, "archive_mb")


def _nested(data: bytes, name: str, depth: int) -> zipfile.ZipFile | None:
    nested = _open(io.BytesIO(data)) if sniff.is_zip(data) else None
    if nested is not None and depth == DEEPEST:
        found = f"{name}: an archive inside {DEEPEST} others"
        raise UnreadableDocument("archive_too_deep", found, "unpack it and file its contents")
    return nested


def _refused(place: tuple[int, ...], path: str, error: UnreadableDocument) -> Member:
    return Member(place, path, "", 0, error.reason_code, str(error))


def _take_out(opened: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, limits: Limits) -> bytes:
    """The content of one member, never more of it than the limit whatever the archive says its size is."""
    if info.flag_bits & _ENCRYPTED:
        found = f"{name}: locked with a password in its archive"
        raise UnreadableDocument("encrypted_file", found, "ask for a copy without a password")
    most = limits.file_mb * MEGABYTE
    try:
        with opened.open(info) as member:
            data = member.read(most + 1)
    except NotImplementedError as error:
        found = f"{name}: packed by an uncommon method ({error})"
        advice = "unpack it, or pack it again as a plain zip file"
        raise UnreadableDocument("unsupported_format", found, advice) from error
    except _DAMAGE as error:
        found = f"{name}: damaged inside its archive ({error})"
        raise UnreadableDocument("truncated_file", found, "copy or download the archive again") from error
    if len(data) > most:
        found = f"{name}: unpacks to more than {limits.file_mb:,} MB"
        raise too_much("too_large", found, "document_file_mb")
    return data


def parts_of(info: zipfile.ZipInfo) -> tuple[str, ...]:
    """The folders and name of a member as a harmless path: no root, no drive, no way up, no control characters.

    >>> parts_of(zipfile.ZipInfo("../../etc/子\\\\甲.docx"))
    ('etc', '子', '甲.docx')
    """
    name = _CONTROLS.sub("", _decoded(info)).replace("\\", "/")
    return tuple(part for part in name.split("/") if part.strip() not in ("", ".", "..") and not part.endswith(":"))


def _decoded(info: zipfile.ZipInfo) -> str:
    """The name as it was written: marked as UTF-8, else UTF-8 or GBK without a mark, else code page 437."""
    if info.flag_bits & _UTF8:
        return info.orig_filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.orig_filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.orig_filename
