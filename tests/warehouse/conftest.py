"""One load of everything through the real parts; the tests of this folder only ask the snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from orchestration.load import Scope, run_load
from orchestration.settings import Settings
from tests.warehouse import landing


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse published from the samples, the worked example and the bad input."""
    root = tmp_path_factory.mktemp("load")
    landing.build(root / "landing")
    return run_load(Settings(home=root / "home", landing=root / "landing"), Scope()).snapshot


@pytest.fixture
def db(snapshot: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(snapshot, read_only=True) as connection:
        yield connection
