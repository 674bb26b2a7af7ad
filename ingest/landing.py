"""What lies in the landing area: every file with the county and year its folders promise, and a file's fingerprint.

The layout is `<landing>/<county code or name>/<year>/<files, also in subfolders>`, and `<landing>/inbox/` for files to
be routed by what they say. Files elsewhere are listed with what is known of them, so that none is passed over in
silence. Contents are read by `ingest.readers`; which county a folder's name means is decided where counties are known.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_INBOX = "inbox"
_YEAR = re.compile(r"((?:19|20)\d{2})\s*年?(?:度)?")
_CHUNK = 1 << 20

#: A file written so short a time ago (ns) may be written again within the same tick of its file system's clock.
_UNSETTLED = 2_000_000_000

#: Between an archive and what lies in it, in a path: `报送.zip!/子目录/甲.docx`, as in Java's addresses.
INSIDE = "!/"

#: Left behind by file managers and by programs that still have a file open.
_LITTER = frozenset(("thumbs.db", "desktop.ini"))
_UNFINISHED = (".tmp", ".part", ".crdownload")


class LandingMissing(Exception):
    """The landing folder does not exist or is no folder; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class LandedFile:
    """One file of the landing area.

    `source_path` is its path below the landing folder, with forward slashes on every system. `county_folder` is the
    folder's name as found, a code or a name; `year_folder` the year its folder names. Both are None in the inbox and
    where the folders do not say. In an archive, `path` is the archive's and the folders inside it count like others.
    """

    source_path: str
    path: Path
    county_folder: str | None
    year_folder: int | None
    is_inbox: bool


def year_of(folder: str) -> int | None:
    """The year a folder is named after.

    >>> year_of("2021"), year_of("2021年"), year_of("2021年度"), year_of("决算")
    (2021, 2021, 2021, None)
    """
    match = _YEAR.fullmatch(folder.strip())
    return int(match[1]) if match else None


def survey(landing: Path) -> list[LandedFile]:
    """All files of the landing area, sorted by path; raises LandingMissing where there is no such folder."""
    if not landing.exists():
        raise LandingMissing(f"landing folder {landing} does not exist; create it or name another with --landing")
    if not landing.is_dir():
        raise LandingMissing(f"landing {landing} is a file, expected a folder <county>/<year>/<files>; name the folder")
    found: dict[PurePosixPath, Path] = {}
    for path in sorted(_files(landing), key=lambda path: not _is_text(str(path))):
        parts = path.relative_to(landing).parts
        place = PurePosixPath(*map(_in_words, parts))
        # The same name may stand there twice, written in two encodings.
        found[place if place not in found else PurePosixPath(*map(_in_bytes, parts))] = path
    kept = [(place, path) for place, path in found.items() if not is_litter(place.parts)]
    return [_landed(str(place), place, path) for place, path in sorted(kept, key=lambda pair: pair[0].parts)]


def _files(folder: Path, above: tuple[tuple[int, int], ...] = ()) -> Iterator[Path]:
    """Every regular file, also behind links; and what cannot be looked at, be it a folder: reading it says why.

    `above` are the folders on the way here, so that a link which leads back to one of them is not followed.
    """
    try:
        found = folder.stat()
        here = found.st_dev, found.st_ino
        paths = [] if here in above else [Path(entry) for entry in os.scandir(folder)]
    except OSError:
        yield folder
        return
    for path in paths:
        try:
            mode = path.stat().st_mode
        except OSError:
            yield path
            continue
        if stat.S_ISDIR(mode):
            yield from _files(path, (*above, here))
        elif stat.S_ISREG(mode):  # a pipe or a device would never end
            yield path


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _in_words(name: str) -> str:
    r"""The name of a file or folder as text. Archives of Windows unpacked elsewhere leave names in GB 18030.

    >>> _in_words(os.fsdecode("决算.docx".encode("gb18030"))), _in_words(os.fsdecode(b"\xff.docx"))
    ('决算.docx', '\\xff.docx')
    """
    if _is_text(name):
        return name
    try:
        return os.fsencode(name).decode("gb18030")
    except UnicodeDecodeError:
        return _in_bytes(name)


def _in_bytes(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def inside(archive: LandedFile, member: str) -> LandedFile:
    """A file in an archive, filed as if its archive were unpacked where it lies."""
    source_path = f"{archive.source_path}{INSIDE}{member}"
    folder = PurePosixPath(archive.source_path).parent
    folders = [part for part in member.split("/")[:-1] if not part.endswith("!")]
    return _landed(source_path, folder.joinpath(*folders, PurePosixPath(member).name), archive.path)


def is_litter(parts: tuple[str, ...]) -> bool:
    """Whether a file, or a folder above it, is hidden, a lock file or left behind by a program."""
    name = parts[-1].lower()
    is_hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    return is_hidden or name.startswith("~$") or name in _LITTER or name.endswith(_UNFINISHED)


def _landed(source_path: str, place: PurePosixPath, path: Path) -> LandedFile:
    folders = place.parts[:-1]
    if folders and folders[0].lower() == _INBOX:
        return LandedFile(source_path, path, None, None, is_inbox=True)
    # A year right below the landing folder is a year without a county, not a county of that name.
    county = None if not folders or year_of(folders[0]) else folders[0]
    years = folders[1:2] if county else folders[:1]
    return LandedFile(source_path, path, county, year_of(years[0]) if years else None, is_inbox=False)


def fingerprint(path: Path) -> tuple[str, int]:
    """SHA-256 (hexadecimal) and length in bytes of a file, read in pieces."""
    digest = hashlib.sha256()
    length = 0
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            digest.update(piece)
            length += len(piece)
    return digest.hexdigest(), length


def stamp(path: Path) -> str:
    """What the file system says of a file that changes whenever its content does: length, times and place on disk.

    Nobody can set the time of the last change of all, so that a file with an old stamp has its old content. "" where
    that cannot be said: the file is out of reach, or was written less than two seconds ago.
    """
    try:
        found = path.stat()
    except OSError:
        return ""
    if time.time_ns() - max(found.st_mtime_ns, found.st_ctime_ns) < _UNSETTLED:
        return ""
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_dev} {found.st_ino}"


def first_bytes(path: Path, count: int = 4) -> bytes:
    """The first bytes of a file, none where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(count)
    except OSError:
        return b""
