"""The lock that keeps two loads of one home apart."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.home import Home, HomeBusy, locked

TRY = """
import sys
from pathlib import Path
from orchestration.home import Home, locked
with locked(Home(Path(sys.argv[1]))):
    pass
"""


def test_second_load_is_told_who_holds_the_home(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with locked(home), pytest.raises(HomeBusy, match=r"process \d+"), locked(home):
        pytest.fail("two loads held one home")


def test_another_process_is_kept_out_and_let_in_afterwards(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    attempt = [sys.executable, "-c", TRY, str(tmp_path)]
    with locked(Home(tmp_path)):
        assert subprocess.run(attempt, cwd=root, capture_output=True, check=False).returncode != 0
    assert subprocess.run(attempt, cwd=root, capture_output=True, check=False).returncode == 0


def test_different_homes_do_not_meet(tmp_path: Path) -> None:
    with locked(Home(tmp_path / "a")), locked(Home(tmp_path / "b")):
        assert (tmp_path / "b" / "work" / "load.lock").exists()
