"""Tasks for the tests of workers: good ones and deadly ones, in a module that a worker imports in no time."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from ingest import tasks
from ingest.limits import Limits, give_at_least
from ingest.tasks import Content, Source


def double(number: int) -> int:
    return 2 * number


def dawdle(number: int) -> int:
    time.sleep(0.05 if number == 0 else 0)
    return number


def process(_: int) -> int:
    time.sleep(0.05)
    return os.getpid()


def hang() -> None:
    while True:
        pass


def read_pages(pages: int, seconds: float, page_limit: int) -> int:
    """As the reader of scans does: each page is given its time as it begins."""
    for _ in range(pages):
        give_at_least(page_limit)
        time.sleep(seconds)
    return pages


def hang_after(sign: str) -> None:
    Path(sign).touch()
    hang()


def devour() -> int:
    return len(bytearray(10**9))


def crash() -> None:
    os.abort()


def leave() -> None:
    os._exit(3)


def stumble() -> None:
    raise ValueError("no such column")


def kill_itself() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def read_or_die(source: Source, limits: Limits) -> Content:
    """A reader for tests: does to its process what the file tells it to."""
    word = Path(source.path).read_text(encoding="utf-8").strip()
    deadly = {"hang": hang, "devour": devour, "crash": crash}
    if word in deadly:
        deadly[word]()
    return tasks.read_content(source, limits)
