"""Before each load: everything new from every source into the landing folder.

A source that fails costs only itself: the load goes on with what was fetched from it last, and says so. A document that
is no longer listed goes from the landing folder, and the load treats it like any file that vanished, but only where the
whole listing could be had; one that became empty overnight counts as failed.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from orchestration.landing.mirror import Mirror
from orchestration.landing.object_storage import Bucket
from orchestration.landing.settings import ObjectStorage, SourceSettings
from orchestration.landing.sources import FetchFailed, GaveUp, Listing, Remote, Source, SourceFailed
from orchestration.landing.web import Web

logger = logging.getLogger("budget_warehouse")

#: Lanes of one source under way together.
MOST_LANES = 8
#: Documents of one lane that may be tried in vain before the rest is left alone.
PATIENCE = 3


@dataclass(frozen=True)
class Outcome:
    """What came of one source: documents by what became of them, and each problem in words."""

    source: str
    at: str
    listed: int = 0
    new: int = 0
    unchanged: int = 0
    gone: int = 0
    problems: tuple[str, ...] = ()
    failed: str = ""

    @property
    def is_well(self) -> bool:
        """Whether everything that the source has lies in the landing folder now."""
        return not self.failed and not self.problems

    def __str__(self) -> str:
        if self.failed:
            return f"source {self.source} failed, its last files stay: {self.failed}"
        numbers = f"{self.listed} listed, {self.new} new, {self.unchanged} unchanged, {self.gone} gone"
        return f"source {self.source}: {numbers}, {len(self.problems)} problems"


def fetch_all(sources: Iterable[SourceSettings], folder: Path, landing: Path) -> list[Outcome]:
    """Fetch from each source in turn into `landing`; `folder` keeps archive, ledgers and outcomes."""
    outcomes = []
    for settings in sources:
        try:
            with closing(source_of(settings)) as source:
                outcome = fetch_from(source, Mirror(folder, settings.name, landing), settings)
        except Exception as error:
            logger.exception("source %s: not fetched", settings.name)
            outcome = Outcome(settings.name, _now(), failed=f"{type(error).__name__}: {error}")
        for problem in outcome.problems:
            logger.warning("source %s: %s", settings.name, problem)
        logger.log(logging.INFO if outcome.is_well else logging.WARNING, "%s", outcome)
        _keep(folder, outcome)
        outcomes.append(outcome)
    return outcomes


def source_of(settings: SourceSettings) -> Source:
    """Return the source that the settings describe; nothing is asked of it yet."""
    return Bucket(settings) if isinstance(settings, ObjectStorage) else Web(settings)


def fetch_from(source: Source, mirror: Mirror, settings: SourceSettings) -> Outcome:
    """Bring a mirror up to date with its source."""
    now = _now()
    try:
        listing = source.listing()
        if not listing.remotes and mirror.entries:
            raise SourceFailed(f"it lists nothing, but gave {len(mirror.entries)} files before; is the place right?")
    except SourceFailed as failed:
        return Outcome(source.name, now, failed=str(failed))
    task = _Fetching(source, mirror, settings)
    try:
        with ThreadPoolExecutor(MOST_LANES, f"source-{source.name}") as threads:
            list(threads.map(task.lane, source.lanes(listing.remotes)))
        gone = [] if listing.problems else _gone(mirror, listing)
        for place in gone:
            mirror.remove(place)
    finally:
        mirror.save()
    problems = (*listing.problems, *listing.unusable, *sorted(task.problems))
    return Outcome(source.name, now, len(listing.remotes), task.new, task.unchanged, len(gone), problems)


class _Fetching:
    """The documents of one source on their way; lanes run side by side, the mirror is changed by one at a time."""

    def __init__(self, source: Source, mirror: Mirror, settings: SourceSettings) -> None:
        self._source, self._mirror, self._settings = source, mirror, settings
        self._lock = Lock()
        self.new = self.unchanged = 0
        self.problems: list[str] = []

    def lane(self, remotes: list[Remote]) -> None:
        """Fetch one after the other; after three in a row that were tried in vain, the rest is left for the next load.

        A host that is down would otherwise hold up the night with the retries of each of its documents.
        """
        in_vain = 0
        for number, remote in enumerate(remotes, 1):
            try:
                is_new = self._one(remote)
            except FetchFailed as failed:
                in_vain = in_vain + 1 if isinstance(failed, GaveUp) else 0
                self._note(f"{remote.address}: {failed}")
                left = len(remotes) - number
                if in_vain == PATIENCE and left:
                    self._note(f"{remote.address}: {PATIENCE} in a row failed, {left} more are not asked for")
                    return
            else:
                in_vain = 0
                with self._lock:
                    self.new += is_new
                    self.unchanged += not is_new

    def _note(self, problem: str) -> None:
        with self._lock:
            self.problems.append(problem)

    def _one(self, remote: Remote) -> bool:
        mark = hashlib.sha256(remote.address.encode()).hexdigest()[:16]
        partial = self._mirror.partial(mark, self._settings.file_mb, self._settings.file_seconds)
        with self._lock:
            known = self._mirror.known(remote.place, remote.address)
        version = self._source.fetch(remote, known, partial)
        if version is None:
            return False
        with self._lock:
            return self._mirror.put(remote.place, remote.address, version, partial)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _gone(mirror: Mirror, listing: Listing) -> list[str]:
    listed = {str(remote.place) for remote in listing.remotes}
    return [place for place in mirror.entries if place not in listed]


def _keep(folder: Path, outcome: Outcome) -> None:
    """Write what came of a source, for the web interface and for `doctor`."""
    path = folder / outcome.source / "outcome.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(outcome), ensure_ascii=False, indent=1), encoding="utf-8")


def last_outcomes(folder: Path) -> list[Outcome]:
    """Return what came of each source last."""
    written = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*/outcome.json"))]
    return [Outcome(**{**outcome, "problems": tuple(outcome["problems"])}) for outcome in written]
