"""`budget-warehouse sql` in a real pseudo-terminal: a question is answered, by an engine that is locked."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestration import asking
from orchestration.cli import app

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60


class Terminal:
    """The shell on a pseudo-terminal of 45 lines and 150 columns."""

    def __init__(self, home: Path, scratch: Path) -> None:
        self._seen = b""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:  # pragma: no cover: the child
            os.chdir(scratch)
            places = {"HOME": str(scratch), "XDG_CONFIG_HOME": str(scratch), "XDG_CACHE_HOME": str(scratch)}
            os.environ.update(TERM="xterm-256color", PYTHONPATH=str(ROOT), PYTHONWARNINGS="ignore", **places)
            os.execv(sys.executable, [sys.executable, "-m", "orchestration.cli", "sql", "--home", str(home)])
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 45, 150, 0, 0))

    def type(self, keys: str) -> None:
        os.write(self.fd, keys.encode())

    def wait_for(self, text: str) -> None:
        """Read until `text` was shown; fail with the last that was shown where it is not in time."""
        until = time.monotonic() + PATIENCE
        while text not in self.shown():
            assert time.monotonic() < until, f"{text!r} was not shown, but:\n{self.shown()[-3000:]}"
            if select.select([self.fd], [], [], 0.5)[0]:
                try:
                    self._seen += os.read(self.fd, 65536)
                except OSError:
                    pytest.fail(f"the shell ended: {self.shown()[-3000:]}")

    def shown(self) -> str:
        return re.sub(rb"\x1b\[[0-9;?<=>]*[a-zA-Z]", b"", self._seen).decode(errors="replace")


@pytest.fixture
def terminal(home: Path, tmp_path: Path) -> Iterator[Terminal]:
    if find_spec("harlequin") is None:
        pytest.skip("the extra `shell` is not installed")
    opened = Terminal(home, tmp_path)
    yield opened
    os.kill(opened.pid, signal.SIGKILL)
    os.waitpid(opened.pid, 0)
    os.close(opened.fd)


def test_the_shell_answers_from_the_snapshot_with_the_door_closed(terminal: Terminal) -> None:
    terminal.wait_for("Query Editor")
    settings = "current_setting('enable_external_access'), current_setting('lock_configuration')"
    # Ctrl+J runs the query.
    terminal.type(f"select concat_ws('/', department_name, {settings}) from marts.dim_department\n")
    terminal.wait_for("且末县委办公室/false/true")


def test_the_shell_wants_a_terminal(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "find_spec", lambda name: name)
    result = CliRunner().invoke(app, ["sql", "--home", str(home)])
    assert result.exit_code == 2
    assert "terminal" in result.stderr


def test_without_the_extra_the_shell_says_what_to_install(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "find_spec", lambda name: None)
    result = CliRunner().invoke(app, ["sql", "--home", str(home)])
    assert result.exit_code == 1
    assert "pip install '.[shell]'" in result.stderr
