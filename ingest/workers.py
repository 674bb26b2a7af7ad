"""Processes that work on one document at a time and may die of it: the load goes on with the next.

A document that takes too long or too much memory, or crashes its parser, ends its worker and nothing else. The
operating system holds the limits, so that no parser can evade them: a timer ends the process, and memory beyond the
limit is not given to it. The time limit holds on Linux and macOS, the memory limit on Linux. What is done to a
document is in `ingest.tasks`; which document waits for which is decided by the caller.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import forkserver, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from queue import LifoQueue
from threading import Lock
from types import ModuleType
from typing import Any, NamedTuple, Protocol

from ingest.limits import MEGABYTE, Limits

#: Exit status of a worker that was refused memory; outside the range of what parsers exit with.
_NO_MEMORY = 77


class Stopped(NamedTuple):
    """A worker that ended instead of answering: why, and what to do about the document it worked on."""

    reason_code: str
    found: str
    advice: str

    def told_of(self, source_path: str) -> str:
        """The reason as `ops.document` gives it."""
        return f"{source_path}: {self.found}; {self.advice}"


class TaskFailed(RuntimeError):
    """The task raised; the text is what it raised, with the lines that led there."""


#: Is told of a task that is done: the function, its arguments, seconds on the clock, the answer or Stopped.
Told = Callable[[Callable[..., Any], tuple[Any, ...], float, Any], None]


class Runner(Protocol):
    """Runs one function over many arguments; the answers come in the order of the arguments."""

    def map(self, function: Callable[..., Any], arguments: Sequence[tuple[Any, ...]]) -> list[Any]:
        """Return what `function` gives for each of `arguments`, or Stopped where it ended its process."""


class Here:
    """Runs in this process, one after another, where nothing holds time and memory: for tests and benchmarks."""

    def map(self, function: Callable[..., Any], arguments: Sequence[tuple[Any, ...]]) -> list[Any]:
        """Return what `function` gives for each of `arguments`."""
        return [function(*each) for each in arguments]


HERE = Here()


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers:
    """Up to `count` worker processes, each started when there is work for it; to be used in a `with` block.

    `map` may be called from several threads at once; they share the processes.
    """

    def __init__(self, count: int, limits: Limits, told: Told | None = None) -> None:
        """`told` is called when a task is done, in the thread that waited for it."""
        self.count = count
        self._limits = limits
        self._told = told
        self._threads = ThreadPoolExecutor(count, "worker")
        # Last in, first out: a load of one document keeps one process busy, and starts no other.
        self._idle: LifoQueue[_Worker | None] = LifoQueue()
        for _ in range(count):
            self._idle.put(None)
        self._running: set[_Worker] = set()
        self._starting = Lock()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in tuple(self._running):
            worker.process.kill()
        self._threads.shutdown(cancel_futures=True)
        for worker in tuple(self._running):
            worker.close()

    @staticmethod
    def warm_up() -> None:
        """Begin to import what tasks need, in a process of its own from which workers are forked in milliseconds."""
        get_context("forkserver").set_forkserver_preload(["ingest.preloaded"])
        forkserver.ensure_running()

    def map(self, function: Callable[..., Any], arguments: Sequence[tuple[Any, ...]]) -> list[Any]:
        """Return what `function` gives for each of `arguments`, in their order, or Stopped where it ended its process.

        The function is one of a module, its arguments and answers are plain values. Raises TaskFailed if it raised.
        """
        waiting = [self._threads.submit(self._timed, function, each) for each in arguments]
        return [each.result() for each in waiting]

    def _timed(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        began = time.monotonic()
        answer = self._run(function, arguments)
        if self._told:
            self._told(function, arguments, time.monotonic() - began, answer)
        return answer

    def _run(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        worker = self._idle.get()
        try:
            if worker is None or not worker.process.is_alive():
                worker = self._start()
            try:
                worker.connection.send((function, arguments))
                succeeded, answer = worker.connection.recv()
            except (EOFError, ConnectionError):
                stopped = worker.died_of(self._limits)
                self._running.discard(worker)
                worker = None
                return stopped
        finally:
            self._idle.put(worker)
        if not succeeded:
            raise TaskFailed(answer)
        return answer

    def _start(self) -> _Worker:
        with self._starting:
            self.warm_up()
            worker = _Worker(self._limits)
            self._running.add(worker)
            return worker


class _Worker:
    """A process and the line to it."""

    def __init__(self, limits: Limits) -> None:
        context = get_context("forkserver")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, limits), daemon=True)
        with _hidden_main():
            self.process.start()
        # With this end open here too, the death of the worker would not end the line.
        theirs.close()

    def close(self) -> None:
        self.process.join()
        self.connection.close()

    def died_of(self, limits: Limits) -> Stopped:
        """Tell from its exit status why the process ended."""
        self.close()
        status = self.process.exitcode
        if status == -signal.SIGALRM:
            found = f"not done after {limits.seconds} s (a page of a scan: after {limits.ocr_page_seconds} s)"
            return Stopped("timeout", found, _MORE.format(setting="document_seconds or ocr_page_seconds"))
        if status in (_NO_MEMORY, -signal.SIGKILL):
            found = f"more memory needed than the {limits.memory_mb:,} MB allowed, or than the machine has"
            return Stopped("out_of_memory", found, _MORE.format(setting="document_memory_mb"))
        how = signal.strsignal(-status) if status is not None and status < 0 else f"exit status {status}"
        return Stopped("crashed", f"its parser crashed ({how})", "open it and save it again, or ask for a new copy")


_MORE = "open it and save it again, ask for a smaller copy, or raise {setting} in the settings"


@contextmanager
def _hidden_main() -> Iterator[None]:
    """Keep a new worker from running the main module's file, a command line with many imports: no task is in it."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _serve(connection: Connection, limits: Limits) -> None:
    """Work in the worker: answer until the line is closed; no time runs while it waits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    # A crash that is expected and reported needs no image of the memory on the disk.
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    while True:
        try:
            function, arguments = connection.recv()
        except EOFError:
            return
        _allow_memory(limits.memory_mb * MEGABYTE)
        signal.setitimer(signal.ITIMER_REAL, limits.seconds)
        try:
            connection.send(_attempt(function, arguments))
        except MemoryError:
            os._exit(_NO_MEMORY)
        signal.setitimer(signal.ITIMER_REAL, 0)


def _attempt(function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[bool, Any]:
    try:
        return True, function(*arguments)
    except MemoryError:
        raise
    except Exception as error:
        return False, f"{type(error).__name__}: {error}\n{traceback.format_exc()}"


def _allow_memory(more: int) -> None:
    """Let this process take `more` bytes of address space than it has now."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return  # macOS: it has no /proc and does not hold processes to this limit
    wanted = pages * resource.getpagesize() + more
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
