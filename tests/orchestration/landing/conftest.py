"""A web server on loopback that does as it is told, well or badly, and remembers what it was asked."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from orchestration.landing.fetch import Outcome, fetch_from
from orchestration.landing.mirror import Mirror
from orchestration.landing.settings import Addresses
from orchestration.landing.web import Web

Answer = Callable[["Request"], None]


class Request(BaseHTTPRequestHandler):
    """One request; an answer writes what it likes to it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]
        site.asked.append((self.path, dict(self.headers)))
        answers = site.answers.get(self.path, [missing])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        answer(self)

    def say(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def missing(request: Request) -> None:
    request.say(404)


def document(body: bytes, etag: str = "") -> Answer:
    """Serve `body` as a good server does: conditional requests and ranges are understood."""
    etag = etag or f'"{hashlib.sha256(body).hexdigest()[:8]}"'

    def answer(request: Request) -> None:
        if request.headers["If-None-Match"] == etag:
            request.say(304, ETag=etag)
        elif (wanted := request.headers["Range"]) and request.headers["If-Range"] == etag:
            begin = int(wanted.removeprefix("bytes=").removesuffix("-"))
            where = f"bytes {begin}-{len(body) - 1}/{len(body)}"
            request.say(206, body[begin:], ETag=etag, Content_Range=where)
        else:
            request.say(200, body, ETag=etag)

    return answer


def broken_off(body: bytes, after: int) -> Answer:
    """Announce all of `body` and hang up after some of it."""

    def answer(request: Request) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(len(body)))
        request.send_header("ETag", f'"{hashlib.sha256(body).hexdigest()[:8]}"')
        request.end_headers()
        request.wfile.write(body[:after])
        request.close_connection = True

    return answer


def status(code: int, **headers: str) -> Answer:
    return lambda request: request.say(code, **headers)


@dataclass
class Site:
    """The server: answers by path, one after the other, the last for good; what it was asked for."""

    address: str
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __call__(self, path: str, *answers: Answer) -> str:
        self.answers[path] = list(answers)
        return self.address + path

    document = staticmethod(document)
    broken_off = staticmethod(broken_off)
    status = staticmethod(status)

    def paths(self) -> list[str]:
        """The documents that were asked for, in order."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@pytest.fixture
def site() -> Iterator[Site]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Request)
    server.daemon_threads = True
    site = Site(f"http://127.0.0.1:{server.server_address[1]}")
    server.site = site  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield site
    server.shutdown()
    thread.join()
    server.server_close()


@dataclass
class County:
    """The web as one county's list of addresses, and where it is fetched to."""

    folder: Path
    settings: Addresses
    slept: list[float] = field(default_factory=list)

    @property
    def landing(self) -> Path:
        return self.folder / "landing"

    @property
    def list(self) -> Path:
        return self.folder / "addresses.csv"

    def write(self, addresses: Sequence[str]) -> None:
        lines = [f"430423,2023,{address},{number}.txt" for number, address in enumerate(addresses, 1)]
        self.list.write_text("\n".join(["county,year,address,file", *lines]), encoding="utf-8")

    def fetch(self, *addresses: str) -> Outcome:
        if addresses:
            self.write(addresses)
        mirror = Mirror(self.folder / "sources", self.settings.name, self.landing)
        with closing(Web(self.settings, self.slept.append)) as web:
            return fetch_from(web, mirror, self.settings)

    def files(self) -> dict[str, bytes]:
        below = [path for path in self.landing.rglob("*") if path.is_file()]
        return {str(path.relative_to(self.landing)): path.read_bytes() for path in sorted(below)}

    def archived(self) -> set[bytes]:
        kept = [path for path in (self.folder / "sources" / "archive").rglob("*") if path.is_file()]
        assert all(hashlib.sha256(path.read_bytes()).hexdigest() == path.name for path in kept)
        return {path.read_bytes() for path in kept}


@pytest.fixture
def county(tmp_path: Path) -> County:
    settings = Addresses("county", tmp_path / "addresses.csv", delay_seconds=0, retries=2, timeout_seconds=1, file_mb=1)
    return County(tmp_path, settings)
