"""Starts Dagster's web server and daemon on this project, with its settings, as one child process."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
from pathlib import Path

from orchestration.errors import Trouble
from orchestration.home import Home
from orchestration.settings import PREFIX, Settings


class CannotServe(Trouble):
    """The web server is not installed."""


def serve_until_interrupted(settings: Settings, host: str, port: int) -> int:
    """Run `dagster dev` until it ends or the terminal interrupts it; return its exit status."""
    if importlib.util.find_spec("dagster_webserver") is None:
        raise CannotServe("dagster-webserver is not installed; pip install --require-hashes -r requirements.lock")
    from orchestration.instance import prepare_instance

    home = Home(settings.home)
    prepare_instance(home.dagster)
    command = [sys.executable, "-m", "dagster", "dev", "-m", "orchestration.definitions", "-h", host, "-p", str(port)]
    print(f"http://{host}:{port}  (nightly load: {settings.cron}, {settings.timezone}; stop with Ctrl-C)", flush=True)
    # A shell has what it starts in the background ignore Ctrl-C; Dagster would inherit that, and ends by nothing else.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    child = subprocess.Popen(command, env=environment(settings, dict(os.environ)), cwd=home.dagster)
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    try:
        return child.wait()
    except KeyboardInterrupt:
        # From a terminal the child has the signal already; a second one does no harm. It ends its own children.
        child.terminate()
        child.wait()
        return 0


def environment(settings: Settings, inherited: dict[str, str]) -> dict[str, str]:
    """Return the environment in which the server's own processes read the same settings as this one."""
    checkout = str(Path(__file__).resolve().parent.parent)
    return inherited | {
        "DAGSTER_HOME": str(Home(settings.home).dagster),
        "PYTHONPATH": os.pathsep.join(filter(None, [checkout, inherited.get("PYTHONPATH")])),
        f"{PREFIX}HOME": str(settings.home),
        f"{PREFIX}LANDING": str(settings.landing),
        f"{PREFIX}CRON": settings.cron,
        f"{PREFIX}TIMEZONE": settings.timezone,
        f"{PREFIX}KEEP_SNAPSHOTS": str(settings.keep_snapshots),
    }
