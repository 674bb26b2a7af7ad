"""The sensors: what they look at, when they start a load, what they tell of a failed one."""

from __future__ import annotations

import os
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import dagster as dg
import pytest

from orchestration import jobs, sensors
from orchestration.checks import SOURCES_CHECK
from orchestration.definitions import build_defs
from orchestration.failure import RunFailure
from orchestration.home import Home
from orchestration.jobs import backfill_job, nightly_job
from orchestration.landing.fetch import fetch_all
from orchestration.landing.settings import Addresses
from orchestration.load import Loaded, UnknownLanding
from orchestration.partitions import NAME
from orchestration.run import LoadFailed, LoadRefused
from orchestration.sensors import NEW_COUNTIES, glance, new_files_sensor, run_failed_sensor
from orchestration.settings import Settings
from orchestration.summary import Summary


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "landing" / "430423" / "2023").mkdir(parents=True)
    (tmp_path / "landing" / "430423" / "2023" / "a.txt").write_text("一")
    return Settings(tmp_path / "home", tmp_path / "landing", retries=2, retry_seconds=1)


class Looks:
    """One look after another, each with the cursor of the one before."""

    def __init__(self, settings: Settings) -> None:
        self.instance = dg.DagsterInstance.ephemeral()
        self.sensor = new_files_sensor(nightly_job(settings), settings)
        self.cursor: str | None = None

    def __call__(self) -> tuple[list[dg.RunRequest], str]:
        with dg.build_sensor_context(self.instance, cursor=self.cursor) as context:
            ticked = self.sensor.evaluate_tick(context)
        self.cursor = ticked.cursor or self.cursor
        return list(ticked.run_requests or ()), ticked.skip_message or ""


def test_new_files_start_one_load_once_they_stand_still(settings: Settings) -> None:
    look = Looks(settings)
    assert look() == ([], "1 files, something changed; loaded if the next look finds the same")
    (settings.landing / "430423" / "2023" / "b.txt").write_text("二")
    assert "something changed" in look()[1], "somebody is still copying"
    requests, _ = look()
    assert [request.tags[NEW_COUNTIES] for request in requests] == ["430423"]
    assert look() == ([], "2 files, nothing changed")


def test_a_new_county_is_named_and_a_known_one_is_not(settings: Settings) -> None:
    look = Looks(settings)
    look.instance.add_dynamic_partitions(NAME, ["430423|2023"])
    (settings.landing / "紫阳县" / "2022").mkdir(parents=True)
    (settings.landing / "紫阳县" / "2022" / "c.txt").write_text("三")
    look()
    (request,) = look()[0]
    assert request.tags[NEW_COUNTIES] == "610924"


@pytest.mark.parametrize("change", ["touched", "removed", "grown"])
def test_what_changed_is_seen_without_opening_a_file(
    settings: Settings, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = settings.landing / "430423" / "2023" / "a.txt"
    (settings.landing / "430423" / "2023" / "b.txt").write_text("二")
    before = glance(settings)  # the list of counties is opened once
    monkeypatch.setattr(Path, "open", lambda *_, **__: pytest.fail("a file was opened"))
    if change == "touched":
        os.utime(path, (1, 1))
    elif change == "removed":
        path.unlink()
    else:
        os.truncate(path, 100)
    assert glance(settings).mark != before.mark


def test_counties_that_the_settings_leave_out_start_nothing(settings: Settings, tmp_path: Path) -> None:
    only = Settings(settings.home, settings.landing, counties=("430423",))
    before = glance(only)
    (settings.landing / "652825" / "2021").mkdir(parents=True)
    (settings.landing / "652825" / "2021" / "a.txt").write_text("别的县")
    assert glance(only) == before
    (settings.landing / "inbox").mkdir()
    (settings.landing / "inbox" / "a.txt").write_text("某县")
    assert glance(only).files == 2


def test_a_landing_folder_that_is_gone_is_no_reason_to_load(settings: Settings, tmp_path: Path) -> None:
    look = Looks(Settings(settings.home, tmp_path / "unmounted"))
    assert look() == ([], look()[1])
    assert "unmounted does not exist" in look()[1]


def test_watching_can_be_switched_off(settings: Settings) -> None:
    quiet = Settings(settings.home, settings.landing, watch_seconds=0)
    assert new_files_sensor(nightly_job(quiet), quiet).default_status is dg.DefaultSensorStatus.STOPPED
    assert new_files_sensor(nightly_job(settings), settings).default_status is dg.DefaultSensorStatus.RUNNING


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> list[object]:
    """Let every load fail with `error`; return the list of scopes that were tried."""
    tried: list[object] = []

    def run_load(settings: Settings, scope: object, instance: dg.DagsterInstance) -> None:
        tried.append(scope)
        raise error

    monkeypatch.setattr("orchestration.load.run_load", run_load)
    return tried


def test_a_failed_load_is_tried_again_and_then_told_with_its_own_words(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = failing(monkeypatch, LoadFailed("warehouse: the disk is full"))
    told: list[RunFailure] = []
    monkeypatch.setattr(sensors, "notify_failure", lambda settings, failure: told.append(failure))
    nightly = nightly_job(settings)
    with dg.DagsterInstance.ephemeral() as instance:
        result = nightly.execute_in_process(instance=instance, raise_on_error=False)
        assert not result.success
        assert len(tried) == 1 + settings.retries
        sensor = run_failed_sensor([nightly], settings)
        run = instance.get_run_by_id(result.run_id)
        assert run
        event = next(event for event in result.all_events if event.is_failure and not event.is_step_event)
        context = dg.build_run_status_sensor_context(sensor.name, event, instance, run).for_run_failure()
        step = [event for event in result.all_events if event.is_step_failure]
        monkeypatch.setattr(type(context), "get_step_failure_events", lambda self: step)
        sensor(context)
    ((job, run_id, error),) = [(failure.job, failure.run_id, failure.error) for failure in told]
    assert (job, run_id) == (jobs.NIGHTLY, result.run_id)
    assert "the disk is full" in error


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(UnknownLanding("/srv/reports: no such folder"), id="no landing folder"),
        pytest.param(LoadRefused("half of the facts are gone"), id="a closed gate"),
    ],
)
def test_what_no_second_try_can_mend_is_not_tried_again(
    settings: Settings, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = failing(monkeypatch, error)
    with dg.DagsterInstance.ephemeral() as instance:
        assert not nightly_job(settings).execute_in_process(instance=instance, raise_on_error=False).success
    assert len(tried) == 1


def test_a_backfill_covers_its_range_in_one_load(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = failing(monkeypatch, RuntimeError("seen"))
    once = Settings(settings.home, settings.landing, retries=0)
    config = {"counties": ["430423"], "first_year": 2019, "last_year": 2021}
    with dg.DagsterInstance.ephemeral() as instance:
        backfill_job(once).execute_in_process(
            {"ops": {"load_range": {"config": config}}}, instance, raise_on_error=False
        )
    (scope,) = tried
    assert (scope.counties, scope.years, scope.full) == ({"430423"}, {2019, 2020, 2021}, True)  # type: ignore[attr-defined]


def test_a_backfill_from_late_to_early_is_refused(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = failing(monkeypatch, RuntimeError("seen"))
    config = {"first_year": 2021, "last_year": 2019}
    with dg.DagsterInstance.ephemeral() as instance:
        done = backfill_job(settings).execute_in_process(
            {"ops": {"load_range": {"config": config}}}, instance, raise_on_error=False
        )
    assert (done.success, tried) == (False, [])


def test_a_load_tells_dagster_that_the_landing_area_is_fresh_and_what_came_of_its_sources(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = replace(settings, source=(Addresses("sites", settings.home / "no.csv"),))
    summary = Summary(**{field.name: 0 for field in fields(Summary)})  # type: ignore[arg-type]

    def run_load(settings: Settings, scope: object, instance: dg.DagsterInstance) -> Loaded:
        fetch_all(settings.source, Home(settings.home).sources, settings.landing)
        return Loaded(summary, settings.home, 1.0)

    monkeypatch.setattr("orchestration.load.run_load", run_load)
    monkeypatch.setattr("orchestration.summary.told", lambda *_: [])
    with dg.DagsterInstance.ephemeral() as instance:
        assert nightly_job(told).execute_in_process(instance=instance).success
        assert instance.get_latest_materialization_event(dg.AssetKey("landing"))
        key = dg.AssetCheckKey(dg.AssetKey("landing"), SOURCES_CHECK)
        (record,) = instance.event_log_storage.get_asset_check_execution_history(key, limit=1)
    assert record.evaluation is not None
    assert not record.evaluation.passed
    assert "source sites failed" in (record.evaluation.description or "")


def test_definitions_with_sources_show_their_check(settings: Settings) -> None:
    told = replace(settings, source=(Addresses("sites", settings.home / "no.csv"),))
    graph = build_defs(told).resolve_asset_graph()
    assert dg.AssetCheckKey(dg.AssetKey("landing"), SOURCES_CHECK) in graph.asset_check_keys
    policy = graph.get(dg.AssetKey("landing")).freshness_policy_or_from_metadata
    assert policy == dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=26))
