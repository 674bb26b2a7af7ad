"""Workers: what ends one, what is said of it, and that the next document is none the worse."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl
import pytest

from ingest import pipeline
from ingest.limits import Limits
from ingest.routing import Landed, Partition
from ingest.workers import HERE, Stopped, TaskFailed, Workers
from tests.ingest import deeds

LIMITS = Limits(seconds=2, memory_mb=200)
GOOD = "茂县文化馆2023年部门决算公开\n2023年支出决算9万元。\n"


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(2, LIMITS) as started:
        yield started


@pytest.mark.parametrize(
    ("task", "reason", "found"),
    [
        pytest.param(deeds.hang, "timeout", "not done after 2 s", id="a parser that hangs"),
        pytest.param(deeds.devour, "out_of_memory", "200 MB", id="a parser that eats memory"),
        pytest.param(deeds.crash, "crashed", "Aborted", id="a parser that aborts"),
        pytest.param(deeds.leave, "crashed", "exit status 3", id="a parser that exits"),
    ],
)
def test_a_task_that_ends_its_worker_says_why_and_the_next_is_done(
    workers: Workers, task: object, reason: str, found: str
) -> None:
    (stopped,) = workers.map(task, [()])  # type: ignore[arg-type]
    assert isinstance(stopped, Stopped)
    assert stopped.reason_code == reason
    assert found in stopped.found
    assert stopped.advice
    assert workers.map(deeds.double, [(4,), (5,)]) == [8, 10]


def test_a_killed_worker_is_taken_for_one_that_the_system_had_no_memory_for(workers: Workers) -> None:
    (stopped,) = workers.map(deeds.kill_itself, [()])
    assert stopped.reason_code == "out_of_memory"


def test_answers_keep_the_order_of_the_questions(workers: Workers) -> None:
    assert workers.map(deeds.dawdle, [(number,) for number in range(20)]) == list(range(20))


def test_what_a_task_raises_is_told_with_its_place(workers: Workers) -> None:
    with pytest.raises(TaskFailed, match=r"(?s)ValueError: no such column.*in stumble") as failed:
        workers.map(deeds.stumble, [()])
    assert "deeds.py" in str(failed.value)


def test_work_is_shared_and_a_worker_is_used_again() -> None:
    with Workers(2, LIMITS) as workers:
        assert len({workers.map(deeds.process, [(0,)])[0] for _ in range(3)}) == 1
        with ThreadPoolExecutor(2) as threads:
            used = list(threads.map(lambda _: workers.map(deeds.process, [(0,), (1,)]), range(4)))
    assert 1 <= len({pid for pids in used for pid in pids}) <= 2


def test_workers_are_gone_after_their_block_even_with_work_in_hand(tmp_path: Path) -> None:
    began = tmp_path / "began"
    with Workers(1, Limits(seconds=60)) as workers, ThreadPoolExecutor(1) as threads:
        (pid,) = workers.map(deeds.process, [(0,)])
        waiting = threads.submit(workers.map, deeds.hang_after, [(str(began),)])
        while not began.exists():
            time.sleep(0.01)
        workers.__exit__()
        (stopped,) = waiting.result(timeout=30)
        assert stopped.reason_code == "out_of_memory"
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_each_page_of_a_scan_has_its_time_and_one_that_hangs_ends() -> None:
    with Workers(1, Limits(seconds=3)) as workers:
        assert workers.map(deeds.read_pages, [(3, 1.2, 3)]) == [3]
        began = time.monotonic()
        (stopped,) = workers.map(deeds.read_pages, [(1, 60, 4)])
        assert stopped.reason_code == "timeout"
        assert 3 < time.monotonic() - began < 60


def landed(folder: Path, texts: dict[str, str]) -> list[Landed]:
    files = []
    for name, text in texts.items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        sha = hashlib.sha256(text.encode()).hexdigest()
        files.append(Landed(f"513223/2023/{name}", path, sha, path.stat().st_size, Partition("513223", 2023)))
    return files


def test_a_load_goes_on_over_readers_that_hang_devour_and_crash(tmp_path: Path, workers: Workers) -> None:
    files = landed(tmp_path, {"a": "hang", "b": "devour", "c": GOOD, "d": "crash", "e": GOOD.replace("9", "8")})
    raw = pipeline.read(files, workers, LIMITS, deeds.read_or_die)
    assert raw["reason_code"].to_list() == ["timeout", "out_of_memory", None, "crashed", None]
    assert raw["reason"][0].startswith("513223/2023/a: not done after 2 s (a page of a scan: after 60 s); ")
    report = pipeline.extract(raw, Partition("513223", 2023), workers)["report"]
    assert report["state"].to_list() == ["rejected", "rejected", "loaded", "rejected", "loaded"]


@pytest.mark.parametrize("count", [1, 2, 5])
def test_the_number_of_workers_changes_nothing(tmp_path: Path, count: int) -> None:
    files = landed(tmp_path, {f"{n}.txt": GOOD.replace("9", str(n)) for n in range(1, 9)} | {"leer.txt": ""})
    partition = Partition("513223", 2023)
    with Workers(count, Limits()) as workers:
        raw = pipeline.read(files, workers)
        found = pipeline.extract(raw, partition, workers)
    alone = pipeline.extract(pipeline.read(files, HERE), partition, HERE)
    assert raw.equals(pipeline.read(files, HERE))
    for name, frame in alone.items():
        assert frame.equals(found[name]), name
    assert alone["amount"].select(pl.len()).item() == 8
