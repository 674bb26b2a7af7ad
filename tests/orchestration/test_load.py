"""The load as a whole, through Dagster, with small stand-ins for reading, modelling and judging.

The real parts run together in the end-to-end tests; here stands what orchestration itself promises.
"""

from __future__ import annotations

import errno
import hashlib
import shutil
import subprocess
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import dagster as dg
import duckdb
import polars as pl
import pytest

from expectations.rules.catalogue import load_rules
from expectations.state import VALIDATION_RESULT, VERDICT, write
from expectations.verdicts import RuleResult, Validation
from ingest import pipeline, routing
from ingest.records import TABLES
from ingest.routing import Landed, Partition
from orchestration.assets import warehouse as warehouse_module
from orchestration.disk import DiskTrouble
from orchestration.errors import Trouble
from orchestration.home import Home
from orchestration.instance import open_instance
from orchestration.landing.settings import Addresses
from orchestration.load import NothingToLoad, Scope, UnknownExpectedReports, run_load
from orchestration.modelling import ModelError
from orchestration.run import LoadFailed, LoadRefused
from orchestration.settings import Settings
from orchestration.summary import told

MARTS = """
create schema marts; create schema ops; create schema quality;
create table marts.fct_budget as select source_path from read_parquet('{clean}/document/*.parquet');
create table quality.coverage as select 10 as figures_total, 9 as figures_accounted, 0 as checks_planned;
create table quality.fct_check as select 'pass' as outcome;
create table quality.finding as
    select 'k' as finding_key, 'warning' as severity, 'open' as state, timestamptz '{now}' as first_seen_at,
        null::timestamptz as resolved_at, null::timestamptz as reopened_at;
create table quality.cause as select 'k' as finding_key, 'k' as cause_key where false;
create table quality.completeness as select 'missing' as state where false;
create table ops.bad_row as select * from read_parquet('{state}/bad_row.parquet');
create table ops.document as select * from read_parquet('{state}/document.parquet');
create table ops.load as select * from read_parquet('{state}/load.parquet');
"""


def survey(landing: Path, *_: object) -> list[Landed]:
    return [
        Landed(
            str(path.relative_to(landing)),
            path,
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_size,
            Partition(path.parent.name, 2021) if path.parent.name.isdigit() else None,
            None if path.parent.name.isdigit() else "held",
            None if path.parent.name.isdigit() else "unknown_county",
            None if path.parent.name.isdigit() else "name the folder with the county code",
        )
        for path in sorted(landing.rglob("*.txt"))
    ]


def read(files: list[Landed], *_: object) -> pl.DataFrame:
    rows = [(file.source_path, file.sha256, file.path.read_text()) for file in files]
    return pl.DataFrame(rows, schema=["source_path", "sha256", "text"], orient="row")


def extract(raw: pl.DataFrame, partition: Partition, *_: object) -> dict[str, pl.DataFrame]:
    if raw["text"].str.contains("broken").any():
        raise ValueError("cannot make sense of it")
    return {"report": raw}


def clean(
    extracted: dict[str, pl.DataFrame], partition: Partition, now: datetime, known: pl.DataFrame | None
) -> dict[str, pl.DataFrame]:
    rows = [
        {"source_path": path, "sha256": sha, "bytes": 1, "state": "loaded"} | partition._asdict()
        for path, sha, _ in extracted["report"].iter_rows()
    ]
    empty = {name: pl.DataFrame(schema=columns) for name, columns in TABLES.items()}
    return empty | {"document": pl.DataFrame(rows, schema=TABLES["document"])}


class Modelling:
    """Builds the few tables that publishing and the summary read; `fails` is what dbt says in the second phase."""

    fails: str | None = None

    def __init__(self, home: Home, as_of: datetime, load_id: str, *_: object) -> None:
        self.home, self.now = home, as_of

    def build_departments(self, version: str) -> int:
        return 1

    def build(self, selector: str) -> int:
        if selector == "verdicts":
            if self.fails:
                raise ModelError(self.fails)
            with duckdb.connect(self.home.candidate) as connection:
                connection.execute(MARTS.format(clean=self.home.clean, state=self.home.state, now=self.now))
        return 1


class Judge:
    """Finds one warning, and one rule that judged nothing; `broken` are rules that could not be carried out."""

    broken: tuple[str, ...] = ()

    def validate(self, candidate: Path, rules: object, out: Path, *_: object) -> Validation:
        judged = [rule.id for rule in load_rules() if rule.is_judged]
        verdicts = [
            {"rule_id": name, "executed": name not in self.broken, "error": "no such column"} for name in judged
        ]
        write(out / "verdict.parquet", VERDICT, verdicts)
        guard = {"suite": "mart_volume", "expectation": "facts kept", "severity": "critical", "success": True}
        write(out / "validation_result.parquet", VALIDATION_RESULT, [dict.fromkeys(VALIDATION_RESULT) | guard])
        results = [RuleResult(rule.id, rule.severity, 1, 0, True, None) for rule in load_rules() if rule.is_judged]
        results[0] = RuleResult(results[0].rule_id, "warning", 2, 1, False, None)
        results[1] = RuleResult(results[1].rule_id, "info", 0, 0, None, "no such column")
        return Validation(datetime.now(UTC), tuple(results), (), ())


@pytest.fixture(autouse=True)
def _stand_ins(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(routing, "survey", survey)
    for function in (read, extract, clean):
        monkeypatch.setattr(pipeline, function.__name__, function)
    # Nothing is taken over from an earlier load: that is `test_incremental`.
    monkeypatch.setattr(pipeline, "read_anew", lambda files, known, *_: read(files))
    monkeypatch.setattr(pipeline, "extract_anew", lambda raw, known, partition, *_: extract(raw, partition))
    monkeypatch.setattr(Modelling, "fails", None)
    monkeypatch.setattr(Judge, "broken", ())
    monkeypatch.setattr(warehouse_module, "Modelling", Modelling)

    @contextmanager
    def judge() -> Iterator[Judge]:
        yield Judge()

    monkeypatch.setattr("orchestration.load.judge", judge)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", category=dg.BetaWarning)
        warnings.simplefilter("ignore", category=ResourceWarning)
        yield


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return settings over a landing area of two counties."""
    settings = Settings(tmp_path / "home", tmp_path / "landing")
    file(settings, "513223", "a", "one")
    file(settings, "652825", "b", "two")
    return settings


def file(settings: Settings, county: str, name: str, text: str) -> Path:
    path = settings.landing / county / f"{name}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def documents(settings: Settings) -> dict[str, str]:
    with duckdb.connect(Home(settings.home).warehouse, read_only=True) as connection:
        return dict(connection.execute("select source_path, state from ops.document").fetchall())


def counts(settings: Settings, scope: Scope | None = None) -> Mapping[str, int]:
    summary = run_load(settings, scope or Scope()).summary
    return {
        name: getattr(summary, f"documents_{name}")
        for name in ("seen", "loaded", "unchanged", "held", "removed")
        if getattr(summary, f"documents_{name}")
    }


def test_only_what_changed_is_loaded_again(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert counts(settings) == {"seen": 2, "loaded": 2}
    monkeypatch.setattr("orchestration.load.datetime", later(1))
    file(settings, "652825", "b", "three")
    assert counts(settings) == {"seen": 2, "loaded": 1, "unchanged": 1}
    monkeypatch.setattr("orchestration.load.datetime", later(2))
    assert counts(settings, Scope(full=True)) == {"seen": 2, "loaded": 2}


def test_clean_tables_removed_by_hand_are_made_again(settings: Settings) -> None:
    before = counts(settings)
    for path in Home(settings.home).clean.glob("*/*.parquet"):
        path.unlink()
    assert counts(settings) == before == {"seen": 2, "loaded": 2}


def later(minutes: int) -> type[datetime]:
    """Return a clock that is ahead: two loads within one second would have the same name."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.now(UTC) + timedelta(minutes=minutes)

    return Clock


def test_county_whose_files_are_all_gone_leaves_the_warehouse(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_load(settings, Scope())
    (settings.landing / "652825" / "b.txt").unlink()
    monkeypatch.setattr("orchestration.load.datetime", later(1))
    summary = run_load(settings, Scope()).summary
    assert (summary.facts, summary.documents_unchanged) == (1, 1)
    assert documents(settings) == {"513223/a.txt": "loaded", "652825/b.txt": "removed"}
    with open_instance(Home(settings.home).dagster) as instance:
        assert list(instance.get_dynamic_partitions("county_year")) == ["513223|2021"]


def test_load_of_one_county_leaves_the_other_for_later(settings: Settings) -> None:
    assert counts(settings, Scope(counties={"513223"})) == {"seen": 1, "loaded": 1}


def test_document_without_a_county_is_held_and_the_rest_is_loaded(settings: Settings) -> None:
    file(settings, "somewhere", "c", "three")
    loaded = run_load(settings, Scope())
    assert (loaded.summary.documents_loaded, loaded.summary.documents_held) == (2, 1)
    (problem,) = loaded.summary.problems
    assert (problem.source_path, problem.reason_code) == ("somewhere/c.txt", "unknown_county")


def test_partition_that_breaks_is_held_and_tried_again(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    file(settings, "652825", "b", "broken")
    summary = run_load(settings, Scope()).summary
    assert (summary.documents_loaded, summary.documents_held) == (1, 1)
    assert "extracted: ValueError: cannot make sense of it" in summary.problems[0].reason
    file(settings, "652825", "b", "mended")
    monkeypatch.setattr("orchestration.load.datetime", later(1))
    summary = run_load(settings, Scope()).summary
    assert (summary.documents_loaded, summary.documents_unchanged, summary.documents_held) == (1, 1, 0)


def test_model_that_fails_is_named_and_leaves_the_snapshot_alone(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_load(settings, Scope())
    before = Home(settings.home).warehouse.resolve()
    monkeypatch.setattr(Modelling, "fails", "dbt verdicts: model fct_budget: division by zero")
    file(settings, "652825", "b", "three")
    monkeypatch.setattr("orchestration.load.datetime", later(1))
    with pytest.raises(LoadFailed, match="warehouse: dbt verdicts: model fct_budget: division by zero"):
        run_load(settings, Scope())
    assert Home(settings.home).warehouse.resolve() == before
    assert documents(settings) == {"513223/a.txt": "loaded", "652825/b.txt": "loaded"}


def test_load_that_was_not_published_stands_in_the_books_of_the_next_that_is(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_load(settings, Scope())
    file(settings, "652825", "b", "three")
    monkeypatch.setattr(Modelling, "fails", "dbt verdicts: model fct_budget: division by zero")
    monkeypatch.setattr("orchestration.load.datetime", later(1))
    with pytest.raises(LoadFailed):
        run_load(settings, Scope())
    monkeypatch.setattr(Modelling, "fails", None)
    monkeypatch.setattr(Judge, "broken", ("B01",))
    monkeypatch.setattr("orchestration.load.datetime", later(2))
    with pytest.raises(LoadRefused, match="rule B01 could not be judged: no such column; mend the rule"):
        run_load(settings, Scope())
    monkeypatch.setattr(Judge, "broken", ())
    monkeypatch.setattr("orchestration.load.datetime", later(3))
    run_load(settings, Scope())
    with duckdb.connect(Home(settings.home).warehouse, read_only=True) as connection:
        told = connection.execute("select status, left(reason, 40) from ops.load order by started_at").fetchall()
    assert told == [
        ("published", None),
        ("failed", "warehouse: dbt verdicts: model fct_budget: di"[:40]),
        ("refused", "the candidate is not published, the last"),
        ("published", None),
    ]


def test_night_without_changes_publishes_nothing_until_something_else_changes(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(settings.home)
    run_load(settings, Scope())
    before = home.warehouse.resolve()
    monkeypatch.setattr("orchestration.load.datetime", later(1))
    # Neither the judge nor Dagster is started.
    monkeypatch.setattr("orchestration.load._load", None)
    loaded = run_load(settings, Scope())
    assert (loaded.is_published, loaded.summary.documents_unchanged, home.warehouse.resolve()) == (False, 2, before)
    assert told(loaded.summary, loaded.snapshot, loaded.seconds, loaded.is_published)[0] == (
        f"Unchanged   nothing has changed since load {before.stem}; nothing was read, checked or published"
    )
    asked: list[object] = []
    monkeypatch.setattr("orchestration.load._load", lambda *given: asked.append(given))
    home.waivers.write_text("finding_key\n")
    run_load(settings, Scope())
    assert len(asked) == 1


def test_day_after_which_something_is_overdue_is_loaded_although_nothing_changed(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = datetime.now(ZoneInfo(settings.timezone)).date()
    due = "county,department,year,genre,due_on\n652825,且末县统计局,2022,部门决算,{}\n"
    settings.expected_list.parent.mkdir(parents=True)
    settings.expected_list.write_text(due.format(today + timedelta(days=1)), encoding="utf-8")
    run_load(settings, Scope())
    told: list[str] = []
    monkeypatch.setattr("orchestration.load._alerted", lambda settings: told.append("asked"))
    monkeypatch.setattr("orchestration.load._load", lambda *given: told.append("loaded"))
    for days in (1, 3):
        monkeypatch.setattr("orchestration.load.datetime", later(days * 24 * 60))
        run_load(settings, Scope())
    assert told == ["asked", "loaded", "asked"], "alerts are looked at every night: what nobody answers is escalated"


def test_full_disk_is_told_as_such_and_loses_nothing(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    run_load(settings, Scope())
    before = documents(settings)
    file(settings, "652825", "b", "three")
    monkeypatch.setattr("orchestration.load.datetime", later(1))

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(pl.DataFrame, "write_parquet", full)
        with pytest.raises(DiskTrouble, match=r"the disk is full .* Nothing published was changed; free some space"):
            run_load(settings, Scope())
    assert documents(settings) == before
    assert run_load(settings, Scope()).summary.documents_loaded == 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder that is a file system of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("no file system may be mounted here: that needs root")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_disk_that_is_really_full_and_one_that_is_mounted_read_only_lose_nothing(
    settings: Settings, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def remount(options: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{options}", str(small_disk)], check=True)

    settings = replace(settings, home=small_disk / "home")
    run_load(settings, Scope())
    before = documents(settings)
    file(settings, "652825", "b", "three")
    monkeypatch.setattr("orchestration.load.datetime", later(1))
    remount(f"size={shutil.disk_usage(small_disk).used}")
    with pytest.raises(DiskTrouble, match=r"the disk is full \(0 MB free\)"):
        run_load(settings, Scope())
    remount("ro,size=64m")
    with pytest.raises(DiskTrouble, match="may not be written"):
        run_load(settings, Scope())
    assert documents(settings) == before
    remount("rw")
    assert run_load(settings, Scope()).summary.documents_loaded == 1


def test_landing_that_is_suddenly_empty_empties_nothing(settings: Settings) -> None:
    run_load(settings, Scope())
    for path in settings.landing.rglob("*.txt"):
        path.unlink()
    with pytest.raises(NothingToLoad, match="Nothing was changed"):
        run_load(settings, Scope())
    assert set(documents(settings).values()) == {"loaded"}


def test_list_of_expected_reports_that_is_gone_forgives_nobody(settings: Settings, tmp_path: Path) -> None:
    run_load(settings, Scope())
    published = Home(settings.home).warehouse.resolve()
    with pytest.raises(UnknownExpectedReports, match="list.csv: no such file"):
        run_load(replace(settings, expected_reports=tmp_path / "list.csv"), Scope(full=True))
    assert Home(settings.home).warehouse.resolve() == published


def test_history_shows_partitions_checks_and_numbers(settings: Settings) -> None:
    run_load(settings, Scope())
    with open_instance(Home(settings.home).dagster) as instance:
        for stage in ("raw", "extracted", "clean"):
            assert instance.get_materialized_partitions(dg.AssetKey(stage)) == {"513223|2021", "652825|2021"}
        event = instance.get_latest_materialization_event(dg.AssetKey("published"))
        assert event is not None
        assert event.asset_materialization is not None
        assert event.asset_materialization.metadata["facts"].value == 2
        (run,) = instance.get_runs()
        records = instance.all_logs(run.run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION)
    found = {}
    for record in records:
        assert record.dagster_event is not None
        evaluation = record.dagster_event.asset_check_evaluation_data
        found[evaluation.check_name] = (evaluation.passed, evaluation.severity)
    first, second, third = [rule.id for rule in load_rules() if rule.is_judged][:3]
    assert found[first] == (False, dg.AssetCheckSeverity.WARN)
    assert found[second] == (False, dg.AssetCheckSeverity.ERROR)
    assert found[third][0]


def test_load_that_was_killed_is_shown_as_failed_by_the_next(settings: Settings) -> None:
    with open_instance(Home(settings.home).dagster) as instance:
        instance.create_run_for_job(_ghost, run_id=None, status=dg.DagsterRunStatus.STARTED)
    run_load(settings, Scope())
    with open_instance(Home(settings.home).dagster) as instance:
        assert sorted(run.status.value for run in instance.get_runs()) == ["FAILURE", "SUCCESS"]


@dg.job(name="load")
def _ghost() -> None:
    """A run of this name whose process is gone."""


def test_what_stops_a_load_can_be_told_to_a_person() -> None:
    assert issubclass(LoadFailed, Trouble)
    assert (LoadFailed.exit_status, NothingToLoad.exit_status) == (1, 1)


def test_a_source_that_fails_does_not_stop_the_load_and_is_told(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    told = replace(settings, source=(Addresses("sites", settings.home / "no.csv"),))
    assert run_load(told, Scope()).summary.documents_loaded
    assert "source sites failed, its last files stay" in caplog.text
