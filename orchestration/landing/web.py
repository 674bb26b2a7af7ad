"""Documents on the web, one request each and none where nothing changed: conditional, polite, resumed where broken off.

Conditional requests and ranges follow RFC 9110 (sections 13 and 14), robots.txt RFC 9309.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx

from orchestration.landing.addresses import read_addresses
from orchestration.landing.download import Partial, TooLarge, TooSlow
from orchestration.landing.settings import Addresses
from orchestration.landing.sources import FetchFailed, Listing, Passing, Remote, SourceFailed, Version, with_retries
from orchestration.landing.turns import Turns

MOST_REDIRECTS = 5
#: Bytes; RFC 9309 lets a reader stop there.
MOST_OF_ROBOTS = 500 * 1024
#: Answers that another try may mend: too early, too many, and what a server or one before it could not do just now.
_PASSING = frozenset((408, 425, 429, 500, 502, 503, 504))


class Web:
    """A source of addresses; `sleep` is what it waits with."""

    def __init__(self, settings: Addresses, sleep: Callable[[float], None] = time.sleep) -> None:
        self.name = settings.name
        self._settings, self._sleep = settings, sleep
        self._turns = Turns(settings.delay_seconds, settings.user_agent, sleep)
        # The bytes as they are filed: what was compressed on the way could not be continued.
        headers = {"User-Agent": settings.user_agent, "Accept-Encoding": "identity"}
        self._client = httpx.Client(headers=headers, timeout=settings.timeout_seconds)

    def listing(self) -> Listing:
        """Return what the operator's list names. Raises SourceFailed."""
        return read_addresses(self._settings.list)

    def probe(self, listing: Listing) -> None:
        """Ask each host of the list for its robots.txt. Raises SourceFailed naming those that do not answer."""
        hosts = sorted({_host(httpx.URL(remote.address)) for remote in listing.remotes})
        silent = [host for host in hosts if not self._answers(host)]
        if silent:
            raise SourceFailed(f"{len(silent)} of {len(hosts)} hosts do not answer: {', '.join(silent[:5])}")

    def _answers(self, host: str) -> bool:
        try:
            self._client.head(f"{host}/robots.txt")
        except httpx.RequestError:
            return False
        return True

    def close(self) -> None:
        """Hang up."""
        self._client.close()

    def lanes(self, remotes: Sequence[Remote]) -> list[list[Remote]]:
        """Return as many lanes for each host as it may be asked at once."""
        hosts: dict[str, list[Remote]] = {}
        for remote in remotes:
            hosts.setdefault(_host(httpx.URL(remote.address)), []).append(remote)
        most = self._settings.at_once
        return [lane for all_of in hosts.values() for start in range(most) if (lane := all_of[start::most])]

    def fetch(self, remote: Remote, known: Version | None, partial: Partial) -> Version | None:
        """Fetch a document; None where the server says that it is still the known one. Raises FetchFailed."""
        try:
            return with_retries(lambda: self._try(remote, known, partial), self._settings.retries, self._sleep)
        except (TooLarge, TooSlow) as error:
            raise FetchFailed(str(error)) from error

    def _try(self, remote: Remote, known: Version | None, partial: Partial) -> Version | None:
        headers = _conditions(known) if known else {}
        if partial.length:
            headers = {"Range": f"bytes={partial.length}-", "If-Range": partial.validator}
        try:
            with self._answer(httpx.URL(remote.address), headers) as answer:
                if answer.status_code == 304:
                    partial.discard()
                    return None
                _place_behind(answer, partial)
                partial.append(answer.iter_bytes())
                return Version(answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", ""))
        except httpx.RequestError as error:
            raise Passing(f"{type(error).__name__}: {error}") from error

    @contextmanager
    def _answer(self, address: httpx.URL, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """Give the answer behind all redirects, its body not yet read; all hosts on the way are asked politely."""
        request = self._client.build_request("GET", address, headers=headers)
        for _ in range(MOST_REDIRECTS + 1):
            self._ask_leave(request.url)
            self._turns.wait(_host(request.url))
            answer = self._client.send(request, stream=True)
            try:
                if answer.next_request is None:
                    _refuse_errors(answer)
                    yield answer
                    return
                request = answer.next_request
            finally:
                answer.close()
        raise FetchFailed(f"more than {MOST_REDIRECTS} redirects, the last to {request.url}; correct the address")

    def _ask_leave(self, address: httpx.URL) -> None:
        if address.scheme not in ("http", "https"):
            raise FetchFailed(f"leads to {address}, expected http:// or https://; correct the address")
        if self._settings.robots and not self._turns.may(_host(address), str(address), lambda: self._robots(address)):
            raise FetchFailed(f"{_host(address)}/robots.txt does not allow it; ask the site, or fetch it by hand")

    def _robots(self, address: httpx.URL) -> str:
        """Return a host's robots.txt; one that has none allows everything, one that cannot tell allows nothing yet."""
        place = f"{_host(address)}/robots.txt"
        with self._client.stream("GET", place, follow_redirects=True) as answer:
            if answer.status_code in _PASSING:
                raise Passing(f"{place}: {answer.status_code}", _asked_for(answer))
            if not answer.is_success:
                return ""
            return next(answer.iter_bytes(MOST_OF_ROBOTS), b"").decode("utf-8", "replace")


def _host(address: httpx.URL) -> str:
    return f"{address.scheme}://{address.netloc.decode('ascii')}"


def _conditions(known: Version) -> dict[str, str]:
    conditions = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in conditions.items() if value}


def _refuse_errors(answer: httpx.Response) -> None:
    status = f"{answer.status_code} {answer.reason_phrase}".strip()
    if answer.status_code in _PASSING:
        raise Passing(status, _asked_for(answer))
    if answer.status_code == 416:
        # What is there is as long as the document or longer: begin again.
        raise Passing(f"{status}: the rest of a broken download was refused")
    if answer.status_code not in (200, 206, 304):
        raise FetchFailed(f"{status}; take it off the list, or correct the address")


def _place_behind(answer: httpx.Response, partial: Partial) -> None:
    """Begin anew unless the answer continues exactly what is there. Raises TooLarge."""
    announced = int(length) if (length := answer.headers.get("Content-Length", "")).isdecimal() else 0
    if answer.status_code == 206:
        begins = re.match(r"bytes (\d+)-", answer.headers.get("Content-Range", ""))
        if not begins or int(begins[1]) != partial.length:
            found = answer.headers.get("Content-Range")
            expected = f"Content-Range: bytes {partial.length}-"
            partial.discard()
            raise Passing(f"206 with Content-Range {found!r}, expected {expected}")
        partial.expect(partial.length + announced)
        return
    is_encoded = answer.headers.get("Content-Encoding", "identity") != "identity"
    partial.begin("" if is_encoded else _strong(answer))
    partial.expect(announced)


def _strong(answer: httpx.Response) -> str:
    """Return what names this version byte by byte: a strong ETag, else the date of a file that is a minute old.

    A younger file may change again within the second that its date counts in (RFC 9110, section 8.8.2.2).
    """
    etag, changed = str(answer.headers.get("ETag", "")), str(answer.headers.get("Last-Modified", ""))
    if etag:
        return "" if etag.startswith("W/") else etag
    now, then = _instant(str(answer.headers.get("Date", ""))), _instant(changed)
    return changed if now and then and now - then >= timedelta(minutes=1) else ""


def _instant(date: str) -> datetime | None:
    try:
        return parsedate_to_datetime(date)
    except ValueError:
        return None


def _asked_for(answer: httpx.Response) -> float | None:
    """Return how many seconds the server wants to be left alone (Retry-After), None where it does not say."""
    said = str(answer.headers.get("Retry-After", "")).strip()
    if said.isdecimal():
        return float(said)
    then = _instant(said)
    return max(0.0, then.timestamp() - time.time()) if then else None
