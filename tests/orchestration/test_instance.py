"""Dagster's instance: its configuration, its storage, and runs whose process is gone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest

from orchestration import instance as instance_module
from orchestration.instance import MARK, NoStorage, bury_orphans, mark_own, open_instance, prepare_instance
from orchestration.partitions import NAME


@dg.op
def nothing() -> None:
    """Do nothing."""


@dg.job
def idle() -> None:
    nothing()


def test_an_edited_configuration_is_kept_and_ours_follows_the_settings(tmp_path: Path) -> None:
    path = tmp_path / "dagster.yaml"
    path.write_text(f"{MARK}\nold: true\n")
    prepare_instance(tmp_path)
    assert "granularity: run" in path.read_text()
    edited = path.read_text().replace(MARK, "# ours")
    path.write_text(edited)
    prepare_instance(tmp_path)
    assert path.read_text() == edited


def test_history_is_kept_in_sqlite_unless_told_otherwise(tmp_path: Path) -> None:
    with open_instance(tmp_path) as instance:
        assert idle.execute_in_process(instance=instance).success
    assert (tmp_path / "history" / "runs.db").is_file()
    with open_instance(tmp_path) as again:
        assert [run.status for run in again.get_runs()] == [dg.DagsterRunStatus.SUCCESS]


def test_history_is_kept_in_postgresql_by_setting(
    tmp_path: Path, postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import psycopg2

    (tmp_path / "address").write_text(f"{postgresql}\n")
    monkeypatch.setenv("BUDGET_WAREHOUSE_POSTGRES_URL", "")
    monkeypatch.setenv("BUDGET_WAREHOUSE_POSTGRES_URL_FILE", str(tmp_path / "address"))
    with open_instance(tmp_path / "dagster", "postgresql") as instance:
        assert idle.execute_in_process(instance=instance).success
        instance.add_dynamic_partitions(NAME, ["430423|2023"])
    connection = psycopg2.connect(postgresql)
    with connection, connection.cursor() as cursor:
        cursor.execute("select pipeline_name, status from runs")
        assert cursor.fetchall() == [("idle", "SUCCESS")]
        cursor.execute("select partition from dynamic_partitions")
        assert cursor.fetchall() == [("430423|2023",)]
    connection.close()
    assert list((tmp_path / "dagster").rglob("*.db")) == []
    assert "correct" not in (tmp_path / "dagster" / "dagster.yaml").read_text(), "the password stands in a file"


def test_postgresql_without_an_address_says_what_to_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BUDGET_WAREHOUSE_POSTGRES_URL", raising=False)
    monkeypatch.setattr(instance_module.importlib.util, "find_spec", lambda name: name)
    with pytest.raises(NoStorage, match="BUDGET_WAREHOUSE_POSTGRES_URL_FILE"):
        open_instance(tmp_path, "postgresql")


def test_postgresql_without_its_driver_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(instance_module.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(NoStorage, match=r"pip install '\.\[postgresql\]'"):
        open_instance(tmp_path, "postgresql")


def test_a_run_whose_process_is_gone_does_not_hold_up_the_queue(tmp_path: Path) -> None:
    with open_instance(tmp_path) as instance:
        alive, dead = (instance.create_run_for_job(idle, status=dg.DagsterRunStatus.STARTED).run_id for _ in range(2))
        mark_own(instance, alive)
        told = "import os; from orchestration import instance; print(instance._process(os.getpid()))"
        ended = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
        instance.add_run_tags(dead, {instance_module.PROCESS_TAG: ended.stdout.strip()})
        assert bury_orphans(instance) == [dead]
        statuses = {run.run_id: run.status for run in instance.get_runs()}
    assert statuses == {alive: dg.DagsterRunStatus.STARTED, dead: dg.DagsterRunStatus.FAILURE}
