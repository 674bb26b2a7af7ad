"""`budget-warehouse serve` as an operator starts it: the schedule fires, a snapshot appears, the pages can be read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from orchestration.home import Home
from orchestration.instance import open_instance
from orchestration.serving import environment
from orchestration.settings import Settings, read_settings

ROOT = Path(__file__).parents[2]
REPORT = ROOT / "tests" / "samples" / "landing" / "430423" / "2022" / "衡山县水利局_整体支出绩效运行监控报告.txt"


def wait_for(what: str, seen: Callable[[], bool], child: subprocess.Popen[bytes], log: Path, seconds: int) -> None:
    ends = time.monotonic() + seconds
    while not seen():
        assert child.poll() is None, f"the server ended: {log.read_text(encoding='utf-8')[-3000:]}"
        assert time.monotonic() < ends, f"no {what} after {seconds} s: {log.read_text(encoding='utf-8')[-3000:]}"
        time.sleep(1)


def test_the_schedule_fires_and_publishes(
    tmp_path: Path, postgresql: str, ports: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cron, daemon, queue, PostgreSQL, the load and the pages together; each minute stands for each night."""
    folder = tmp_path / "landing" / "430423" / "2022"
    folder.mkdir(parents=True)
    (folder / REPORT.name).write_bytes(REPORT.read_bytes())
    (tmp_path / "address").write_text(postgresql)
    (tmp_path / "budget-warehouse.toml").write_text(
        'home = "home"\nlanding = "landing"\ncron = "* * * * *"\nwatch_seconds = 0\nworkers = 1\n'
        'data_docs = false\ndagster_storage = "postgresql"\n'
    )
    monkeypatch.setenv("BUDGET_WAREHOUSE_POSTGRES_URL_FILE", str(tmp_path / "address"))
    home, log = Home(tmp_path / "home"), tmp_path / "log"
    command = ["serve", "--port", str(ports[0]), "--pages-port", str(ports[1])]
    with log.open("wb") as out:
        child = subprocess.Popen(
            [sys.executable, "-m", "orchestration.cli", *command],
            cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        wait_for("snapshot", home.warehouse.exists, child, log, 420)
        with urllib.request.urlopen(f"http://127.0.0.1:{ports[0]}/server_info", timeout=30) as answer:
            assert b"dagster_webserver_version" in answer.read()
        site = home.published("site")
        site.mkdir(exist_ok=True)
        (site / "probe.txt").write_text("here")
        with urllib.request.urlopen(f"http://127.0.0.1:{ports[1]}/probe.txt", timeout=30) as answer:
            assert answer.read() == b"here"
    finally:
        child.send_signal(signal.SIGTERM)
        status = child.wait(60)
    assert status == 0
    assert f"127.0.0.1:{ports[1]}" in log.read_text(encoding="utf-8")
    with duckdb.connect(home.warehouse.resolve(), read_only=True) as connection:
        assert connection.sql("select state from ops.document").fetchall() == [("loaded",)]
    with open_instance(home.dagster, "postgresql") as instance:
        (first, *_) = reversed([run for run in instance.get_runs() if run.job_name == "nightly"])
    assert first.tags["dagster/schedule_name"] == "nightly"
    assert list(home.dagster.rglob("runs.db")) == []


def test_the_servers_processes_read_the_same_settings(tmp_path: Path) -> None:
    (tmp_path / "budget-warehouse.toml").write_text('home = "w"\nexpected_reports = "owed.csv"\nworkers = 3\n')
    told = {"BUDGET_WAREHOUSE_CRON": "5 1 * * *"}
    settings = read_settings(tmp_path, told).with_folders(landing=tmp_path / "reports")
    (tmp_path / "elsewhere").mkdir()
    assert read_settings(tmp_path / "elsewhere", environment(settings, told)) == settings


def test_settings_without_a_file_reach_the_servers_processes_too(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "h", tmp_path / "l")
    assert read_settings(tmp_path / "elsewhere", environment(settings, {})) == settings
