"""The server of the review pages: newest pages, nothing else, read only."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from orchestration.release import point_to
from orchestration.site import PortTaken, pages_served


@pytest.fixture
def published(tmp_path: Path) -> Path:
    for number in ("one", "two"):
        site = tmp_path / "published" / "snapshots" / f"{number}.site"
        (site / "county").mkdir(parents=True)
        (site / "index.html").write_text(f"<p>第 {number} 夜</p>", encoding="utf-8")
        (site / "county" / "index.html").write_text("衡山县", encoding="utf-8")
        (site / "empty").mkdir()
        (site / "out").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "secret.txt").write_text("secret")
    point_to(tmp_path / "published" / "site", tmp_path / "published" / "snapshots" / "one.site")
    return tmp_path / "published"


@pytest.fixture
def address(published: Path) -> Iterator[str]:
    with pages_served(published / "site", "127.0.0.1", 0) as address:
        yield address


def ask(address: str, path: str, method: str = "GET") -> tuple[int, str, dict[str, str]]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    try:
        connection.request(method, path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace"), dict(answer.getheaders())
    finally:
        connection.close()


def test_pages_are_served_with_words_that_keep_the_browser_here(address: str) -> None:
    status, body, headers = ask(address, "/")
    assert (status, body) == (200, "<p>第 one 夜</p>")
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert ask(address, "/county/")[1] == "衡山县"


def test_the_pages_of_the_next_snapshot_are_seen_at_once(address: str, published: Path) -> None:
    assert "one" in ask(address, "/")[1]
    point_to(published / "site", published / "snapshots" / "two.site")
    assert "two" in ask(address, "/")[1]


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/../two.site/index.html", id="up"),
        pytest.param("/%2e%2e/two.site/index.html", id="up, encoded"),
        pytest.param("/..%2f..%2f..%2fsecret.txt", id="up, with encoded slashes"),
        pytest.param("//etc/passwd", id="from the root"),
        pytest.param("/out", id="a link that leads outside"),
        pytest.param("/empty/", id="a folder without a page"),
    ],
)
def test_nothing_outside_the_pages_is_served(address: str, path: str) -> None:
    status, body, _ = ask(address, path)
    assert status == 404
    assert "secret" not in body
    assert "第" not in body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_pages_can_only_be_read(address: str, method: str) -> None:
    assert ask(address, "/index.html", method)[0] == 501


def test_a_home_without_pages_says_so(tmp_path: Path) -> None:
    with pages_served(tmp_path / "published" / "site", "127.0.0.1", 0) as address:
        status, body, _ = ask(address, "/")
    assert status == 404
    assert "尚无页面" in body


def test_a_port_that_is_taken_is_named(address: str, published: Path) -> None:
    port = urlsplit(address).port
    assert port
    with pytest.raises(PortTaken, match=str(port)), pages_served(published / "site", "127.0.0.1", port):
        pass
