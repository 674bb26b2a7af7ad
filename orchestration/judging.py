"""Great Expectations in a process of its own, which imports it while this one still reads reports and runs dbt.

The import takes longer than the judging, and it is started with the load, so that nobody waits for it. The judging
itself is `expectations.validate`, what follows from it is `orchestration.checks` and SQL.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread

from expectations.rules.catalogue import Rule
from expectations.verdicts import Validation


class Judge:
    """A waiting process that judges one candidate after another."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def validate(
        self, candidate: Path, rules: Sequence[Rule], out: Path, run_at: datetime, data_docs: Path | None
    ) -> Validation:
        """Judge the operands of `candidate` and write the verdicts into `out`; raises what the judging raised."""
        return self._pool.submit(_validate, candidate, rules, out, run_at, data_docs).result()


@contextmanager
def judge() -> Iterator[Judge]:
    """Start the process now and end it with the block. Spawned, not forked: DuckDB and dbt run threads here."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"), initializer=_end_with_parent) as pool:
        pool.submit(_get_ready)
        yield Judge(pool)


def _end_with_parent() -> None:
    """End this process when the load does: one that was killed would leave it waiting, or writing, for ever."""
    Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _get_ready() -> None:
    from expectations.suites import shape_suite

    # Thousands of modules make no garbage, yet the collector would walk through all of them again and again.
    gc.disable()
    shape_suite(())
    gc.enable()


def _validate(
    candidate: Path, rules: Sequence[Rule], out: Path, run_at: datetime, data_docs: Path | None
) -> Validation:
    from expectations.validate import validate

    return validate(candidate, rules, out, run_at, data_docs)
