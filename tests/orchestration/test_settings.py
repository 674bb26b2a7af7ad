"""Settings: where they come from, which wins, and what is said of a wrong one."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from ingest.limits import Limits
from orchestration.resources import version_under
from orchestration.settings import SettingsError, read_settings


def test_defaults_lie_below_the_working_directory(tmp_path: Path) -> None:
    settings = read_settings(tmp_path, {})
    assert settings.home == tmp_path / "data"
    assert settings.landing == tmp_path / "data" / "landing"
    assert (settings.cron, settings.timezone) == ("0 2 * * *", "Asia/Shanghai")


def test_file_gives_paths_relative_to_itself(tmp_path: Path) -> None:
    (tmp_path / "budget-warehouse.toml").write_text('home = "w"\nkeep_snapshots = 3\n')
    settings = read_settings(tmp_path, {})
    assert (settings.home, settings.landing) == (tmp_path / "w", tmp_path / "w" / "landing")
    assert settings.keep_snapshots == 3


def test_environment_wins_over_file(tmp_path: Path) -> None:
    (tmp_path / "budget-warehouse.toml").write_text('timezone = "Asia/Urumqi"\ncron = "5 1 * * *"\n')
    settings = read_settings(tmp_path, {"BUDGET_WAREHOUSE_CRON": "30 3 * * *", "PATH": "/bin"})
    assert (settings.cron, settings.timezone) == ("30 3 * * *", "Asia/Urumqi")


def test_command_line_home_takes_its_landing_along(tmp_path: Path) -> None:
    settings = read_settings(tmp_path, {}).with_folders(home=tmp_path / "other")
    assert settings.landing == tmp_path / "other" / "landing"


def test_landing_that_was_set_stays_when_the_home_changes(tmp_path: Path) -> None:
    settings = read_settings(tmp_path, {"BUDGET_WAREHOUSE_LANDING": "/srv/reports"}).with_folders(home=tmp_path / "o")
    assert settings.landing == Path("/srv/reports")


@pytest.mark.parametrize(
    ("content", "named"),
    [
        pytest.param('hom = "x"', "hom", id="unknown key"),
        pytest.param("keep_snapshots = 0", "keep_snapshots", id="no snapshot kept"),
        pytest.param("workers = 0", "workers", id="no workers"),
        pytest.param('document_seconds = "long"', "document_seconds", id="words for a limit"),
        pytest.param("archive_mb = 1.5", "archive_mb", id="half a megabyte"),
        pytest.param("keep_snapshots = true", "keep_snapshots", id="truth value for a number"),
        pytest.param('data_docs = "yes"', "data_docs", id="no truth value"),
        pytest.param('timezone = "Beijing"', "timezone", id="no such time zone"),
        pytest.param('cron = "every night"', "cron", id="words for a cron line"),
        pytest.param("home = 3", "home", id="number for a path"),
        pytest.param("home = ", "the file", id="no TOML"),
    ],
)
def test_wrong_setting_names_file_and_key(tmp_path: Path, content: str, named: str) -> None:
    (tmp_path / "budget-warehouse.toml").write_text(content)
    with pytest.raises(SettingsError, match=named) as caught:
        read_settings(tmp_path, {})
    assert str(tmp_path / "budget-warehouse.toml") in str(caught.value)
    assert caught.value.exit_status == 2


def test_every_limit_may_be_set(tmp_path: Path) -> None:
    names = [field.name for field in fields(Limits)]
    lines = [
        f"{name if name.startswith(('archive_', 'ocr_')) else f'document_{name}'} = {number}"
        for number, name in enumerate(names, 1)
    ]
    (tmp_path / "budget-warehouse.toml").write_text("\n".join(lines))
    settings = read_settings(tmp_path, {"BUDGET_WAREHOUSE_WORKERS": "3"})
    assert settings.limits == Limits(*range(1, len(names) + 1))
    assert settings.workers == 3
    assert read_settings(tmp_path / "elsewhere", {}).limits == Limits()


def test_other_limits_make_another_version() -> None:
    assert version_under(Limits()) == version_under(Limits())
    assert version_under(Limits()) != version_under(Limits(seconds=121))


def test_wrong_variable_names_itself(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="BUDGET_WAREHOUSE_HOEM"):
        read_settings(tmp_path, {"BUDGET_WAREHOUSE_HOEM": "/srv"})


def test_the_list_of_expected_reports_follows_the_home_unless_it_is_set(tmp_path: Path) -> None:
    assert read_settings(tmp_path, {}).expected_list == tmp_path / "data" / "expected_reports.csv"
    assert read_settings(tmp_path, {}).with_folders(tmp_path / "h").expected_list == tmp_path / "h/expected_reports.csv"
    told = {"BUDGET_WAREHOUSE_EXPECTED_REPORTS": "lists/owed.csv", "BUDGET_WAREHOUSE_DATA_DOCS": "false"}
    settings = read_settings(tmp_path, told)
    assert (settings.expected_list, settings.data_docs) == (tmp_path / "lists/owed.csv", False)
