"""Starts Dagster's web server and daemon as one child process, and serves the review pages beside them."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
from pathlib import Path

from orchestration.errors import Trouble
from orchestration.home import Home
from orchestration.settings import FILE_VARIABLE, PREFIX, Settings
from orchestration.site import pages_served


class CannotServe(Trouble):
    """The web server is not installed."""


def serve_until_interrupted(settings: Settings, host: str, port: int, pages_port: int) -> int:
    """Run `dagster dev` and the review pages until the first ends or is interrupted; return its exit status."""
    if importlib.util.find_spec("dagster_webserver") is None:
        raise CannotServe("dagster-webserver is not installed; pip install --require-hashes -r requirements.lock")
    from orchestration.instance import bury_orphans, open_instance

    home = Home(settings.home)
    with open_instance(home.dagster, settings.dagster_storage) as instance:
        bury_orphans(instance)
    with pages_served(home.published("site"), host, pages_port) as pages:
        print(f"http://{host}:{port}  loads and checks (nightly: {settings.cron}, {settings.timezone})", flush=True)
        print(f"{pages}  review pages; stop both with Ctrl-C", flush=True)
        return _run(
            [sys.executable, "-m", "dagster", "dev", "-m", "orchestration.definitions", "-h", host, "-p", str(port)],
            environment(settings, dict(os.environ)),
            home.dagster,
        )


def _run(command: list[str], variables: dict[str, str], folder: Path) -> int:
    """Run a child until it ends; Ctrl-C and SIGTERM are handed on."""
    # A shell has what it starts in the background ignore Ctrl-C; Dagster would inherit that, and ends by nothing else.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    child = subprocess.Popen(command, env=variables, cwd=folder)
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    try:
        return child.wait()
    except KeyboardInterrupt:
        # From a terminal the child has the signal already; a second one does no harm. It ends its own children.
        child.terminate()
        child.wait()
        return 0


def environment(settings: Settings, inherited: dict[str, str]) -> dict[str, str]:
    """Return the environment in which the server's own processes, in another folder, read the same settings."""
    checkout = str(Path(__file__).resolve().parent.parent)
    paths = {FILE_VARIABLE: settings.file, f"{PREFIX}HOME": settings.home}
    paths |= {f"{PREFIX}EXPECTED_REPORTS": settings.expected_reports}
    return inherited | {
        "DAGSTER_HOME": str(Home(settings.home).dagster),
        "PYTHONPATH": os.pathsep.join(filter(None, [checkout, inherited.get("PYTHONPATH")])),
        f"{PREFIX}LANDING": settings.landing_address,
        **{name: str(path) for name, path in paths.items() if path},
    }
