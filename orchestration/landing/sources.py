"""The nouns of fetching: what a source lists, what is fetched of it, and what can go wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol, TypeVar

from orchestration.landing.download import Partial

T = TypeVar("T")


class SourceFailed(Exception):
    """A source could not say what it has; what was fetched before stays."""


class FetchFailed(Exception):
    """One document could not be fetched; its last version stays. The message says what was found, what to do."""


class GaveUp(FetchFailed):
    """A fault that did not pass however often it was tried."""


class Passing(Exception):
    """A fault that may be over soon; `wait` is how many seconds the other side asked for."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


@dataclass(frozen=True)
class Version:
    """What tells one version of a document from the next without its content; both as the other side wrote them."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True)
class Remote:
    """A document at its source: where it is, where it belongs below the landing folder, its version where listed."""

    place: PurePosixPath
    address: str
    version: Version | None = None


@dataclass(frozen=True)
class Listing:
    """What a source has.

    With `problems`, something may be missing, so that nothing counts as gone. What is `unusable` is there, but can be
    no file.
    """

    remotes: Sequence[Remote]
    problems: Sequence[str] = ()
    unusable: Sequence[str] = ()


class Source(Protocol):
    """Something that lists documents and fetches one."""

    @property
    def name(self) -> str:
        """Its name in settings, messages and file names."""

    def listing(self) -> Listing:
        """Return what it has now. Raises SourceFailed."""

    def probe(self, listing: Listing) -> None:
        """Ask for no document, only whether there would be an answer. Raises SourceFailed."""

    def close(self) -> None:
        """Hang up."""

    def lanes(self, remotes: Sequence[Remote]) -> list[list[Remote]]:
        """Return the documents in lanes: lanes are worked off side by side, each in its order."""

    def fetch(self, remote: Remote, known: Version | None, partial: Partial) -> Version | None:
        """Fetch into `partial` and return the version fetched; None where it is still `known`. Raises FetchFailed."""


def with_retries(attempt: Callable[[], T], retries: int, sleep: Callable[[float], None]) -> T:
    """Return what `attempt` does; after a Passing fault it is tried again, 1, 2, 4 … seconds later or when asked to.

    Raises GaveUp after the last try.
    """
    for number in range(retries + 1):
        try:
            return attempt()
        except Passing as fault:
            if number == retries:
                raise GaveUp(f"{fault} (tried {retries + 1} times); the next load tries again") from fault
            sleep(min(2.0**number if fault.wait is None else fault.wait, LONGEST_WAIT))
    raise AssertionError("a range of at least one number was empty")


#: Seconds; a server that asks for more is asked again by the next load.
LONGEST_WAIT = 120.0
