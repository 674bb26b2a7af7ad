"""The lock that keeps two loads of one home apart."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.home import Home, HomeBusy, holder, locked

TRY = """
import sys
from pathlib import Path
from orchestration.home import Home, locked
with locked(Home(Path(sys.argv[1]))):
    pass
"""


def test_another_process_is_kept_out_and_let_in_afterwards(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    attempt = [sys.executable, "-c", TRY, str(tmp_path)]
    with locked(Home(tmp_path)):
        assert subprocess.run(attempt, cwd=root, capture_output=True, check=False).returncode != 0
    assert subprocess.run(attempt, cwd=root, capture_output=True, check=False).returncode == 0


def test_different_homes_do_not_meet(tmp_path: Path) -> None:
    with locked(Home(tmp_path / "a")), locked(Home(tmp_path / "b")):
        assert (tmp_path / "b" / "work" / "load.lock").exists()


def test_second_load_is_told_who_holds_the_home(tmp_path: Path) -> None:
    home = Home(tmp_path)
    said = rf"held by a load that runs since 20.* \(process {os.getpid()} on .+\); wait until it ends"
    with locked(home), pytest.raises(HomeBusy, match=said), locked(home):
        pytest.fail("two loads held one home")
    with locked(home, "rollback"), pytest.raises(HomeBusy, match="held by a rollback"), locked(home):
        pytest.fail("a rollback and a load held one home")


def test_lock_that_a_killed_load_left_behind_is_taken_over(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    home = Home(tmp_path)
    hold = (
        "import os, signal; from pathlib import Path; from orchestration.home import Home, locked\n"
        f"with locked(Home(Path({str(tmp_path)!r}))): os.kill(os.getpid(), signal.SIGKILL)"
    )
    root = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", hold], cwd=root, check=False).returncode == -signal.SIGKILL
    assert holder(home) is not None
    with caplog.at_level(logging.INFO), locked(home):
        assert "left behind by a load that runs since" in caplog.text
    assert holder(home) is None
