"""What came from one source: every version by its hash in an archive, the newest laid out in the landing folder.

`<home>/sources/<name>/ledger.json` says which files of the landing folder are this source's, and of which version; only
those are ever replaced or removed. Files that people put there stay untouched. `<home>/sources/archive/<xx>/<sha256>`
keeps every version ever fetched and is never changed.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from orchestration.landing.download import Partial
from orchestration.landing.sources import FetchFailed, Version


@dataclass(frozen=True)
class Entry:
    """A file of the landing folder that a source gave."""

    address: str
    sha256: str
    bytes: int
    etag: str = ""
    last_modified: str = ""

    @property
    def version(self) -> Version:
        """What the source called this version."""
        return Version(self.etag, self.last_modified)


class Mirror:
    """The files of one source in the landing folder."""

    def __init__(self, folder: Path, name: str, landing: Path) -> None:
        """`folder` is the one of all sources, `<home>/sources`."""
        self._archive = folder / "archive"
        self._ledger = folder / name / "ledger.json"
        self._partial = folder / name / "partial"
        self._landing = landing
        self._entries: dict[str, Entry] = {}
        if self._ledger.exists():
            written = json.loads(self._ledger.read_text(encoding="utf-8"))
            self._entries = {place: Entry(**entry) for place, entry in written.items()}

    @property
    def entries(self) -> Mapping[str, Entry]:
        """What the source gave, by place below the landing folder."""
        return self._entries

    def known(self, place: PurePosixPath, address: str) -> Version | None:
        """Return the version that lies in the landing folder, None where it has to be fetched whatever it is."""
        entry = self._entries.get(str(place))
        if entry is None or entry.address != address or not self._restored(place, entry):
            return None
        return entry.version

    def partial(self, address_mark: str, limit_mb: int, seconds: int) -> Partial:
        """Return where a download is kept until it is whole."""
        return Partial(self._partial / f"{address_mark}.part", limit_mb, seconds)

    def put(self, place: PurePosixPath, address: str, version: Version, partial: Partial) -> bool:
        """Archive a whole download and lay it out; return whether its content is new. Raises FetchFailed.

        A file of that name that the source did not give stays; so does whatever stands in the way of a folder.
        """
        sha256, size = partial.sha256(), partial.path.stat().st_size
        before = self._entries.get(str(place))
        target = self._landing / place
        if before is None and os.path.lexists(target):
            partial.discard()
            raise FetchFailed(f"{target}: lies there already and is not from this source; move one of the two")
        kept = self._archived(sha256)
        if kept.exists():
            partial.discard()
        else:
            kept.parent.mkdir(parents=True, exist_ok=True)
            partial.path.chmod(0o444)
            os.replace(partial.path, kept)
            partial.discard()
        is_new = before is None or before.sha256 != sha256 or not target.exists()
        if is_new:
            self._lay_out(kept, target)
        self._entries[str(place)] = Entry(address, sha256, size, version.etag, version.last_modified)
        return is_new

    def remove(self, place: str) -> None:
        """Take a file that the source has no more out of the landing folder; it stays in the archive."""
        del self._entries[place]
        target = self._landing / place
        target.unlink(missing_ok=True)
        for folder in target.relative_to(self._landing).parents[:-1]:
            if any((self._landing / folder).iterdir()):
                break
            (self._landing / folder).rmdir()

    def save(self) -> None:
        """Write the ledger in one step."""
        self._ledger.parent.mkdir(parents=True, exist_ok=True)
        temporary = self._ledger.with_suffix(".tmp")
        written = {place: asdict(entry) for place, entry in sorted(self._entries.items())}
        temporary.write_text(json.dumps(written, ensure_ascii=False, indent=1), encoding="utf-8")
        os.replace(temporary, self._ledger)

    def _archived(self, sha256: str) -> Path:
        return self._archive / sha256[:2] / sha256

    def _restored(self, place: PurePosixPath, entry: Entry) -> bool:
        """Return whether the file is in the landing folder; one that somebody removed comes back from the archive."""
        target, kept = self._landing / place, self._archived(entry.sha256)
        if not target.exists() and kept.exists():
            self._lay_out(kept, target)
        return target.exists()

    def _lay_out(self, kept: Path, target: Path) -> None:
        """Put an archived file into the landing folder in one step, as a hard link where the disk is the same."""
        # The survey passes by names that begin with a dot.
        temporary = target.with_name(f".{kept.name[:16]}.part")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary.unlink(missing_ok=True)
            try:
                os.link(kept, temporary)
            except OSError:
                shutil.copyfile(kept, temporary)
            os.replace(temporary, target)
        except OSError as error:
            raise FetchFailed(f"{target}: cannot be written ({error.strerror}); make room for it") from error
