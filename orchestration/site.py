"""A small server for the review pages: files of `<home>/published/site`, to be read only.

Pages are made by the load (`orchestration.companions`); the link to them moves with each snapshot, so that every
request sees the newest. Nothing outside that folder is served, not by `..` and not by a link; folders are not listed.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from orchestration.errors import Trouble

#: Pages bring everything along: a browser fetches nothing from elsewhere.
POLICY = "default-src 'self' data: blob:; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'"
NONE_YET = "<!doctype html><meta charset='utf-8'><title>尚无页面</title><p>尚无页面：完成一次装载后再看。</p>"


class PortTaken(Trouble):
    """Another program listens there already."""


class _Pages(SimpleHTTPRequestHandler):
    """Answers GET and HEAD; every other method gets 501 from the base class."""

    server_version = "budget-warehouse"
    sys_version = ""

    def __init__(self, *args: Any, link: Path, **more: Any) -> None:
        self._root = link.resolve()
        super().__init__(*args, directory=str(self._root), **more)

    def send_head(self) -> BytesIO | BinaryIO | None:
        if not self._root.is_dir():
            return self._nothing_yet()
        wanted = Path(self.translate_path(self.path))
        if not wanted.resolve().is_relative_to(self._root):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def list_directory(self, path: Any) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing: who read which page is nobody's business."""

    def _nothing_yet(self) -> BytesIO:
        body = NONE_YET.encode()
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)


@contextmanager
def pages_served(link: Path, host: str, port: int) -> Iterator[str]:
    """Serve what `link` leads to, whenever it moves, for as long as the context lasts; yield the address.

    Port 0 takes a free one. Raises PortTaken.
    """
    try:
        server = ThreadingHTTPServer((host, port), partial(_Pages, link=link))
    except OSError as error:
        raise PortTaken(f"{host}:{port}: {error.strerror}; choose another with --pages-port") from error
    thread = threading.Thread(target=server.serve_forever, name="pages", daemon=True)
    thread.start()
    try:
        yield f"http://{host}:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
