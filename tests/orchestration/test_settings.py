"""Settings: where they come from, which wins, and what is said of a wrong one."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from ingest.limits import Limits
from orchestration.kinds import SettingsError, kinds_of
from orchestration.resources import version_under
from orchestration.secrets import SecretInFile, refuse_secrets, secret
from orchestration.settings import Settings, read_settings

EXAMPLE = Path(__file__).parents[2] / "docs" / "operating" / "budget-warehouse.toml"


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


def test_a_file_may_begin_with_the_mark_of_an_editor(tmp_path: Path) -> None:
    (tmp_path / "budget-warehouse.toml").write_text('home = "w"', encoding="utf-8-sig")
    assert read_settings(tmp_path, {}).home == tmp_path / "w"


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
        pytest.param('cron = "0 24 * * *"', "cron", id="the 24th hour"),
        pytest.param('cron = "0 2 * * *  *"', "cron", id="a sixth field"),
        pytest.param('counties = ["衡山县"]', "counties", id="a county's name for its code"),
        pytest.param('counties = ["430499"]', "counties", id="a code that no county has"),
        pytest.param('log_format = "xml"', "text or json", id="a word that is not of the list"),
        pytest.param("retries = -1", "retries", id="fewer than no retries"),
        pytest.param('keep_snapshot = "3"', "keep_snapshots .did you mean", id="a key with a slip names the nearest"),
        pytest.param("alerts = 3", "alerts", id="a number for a table"),
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


def test_a_list_may_come_from_the_environment(tmp_path: Path) -> None:
    (tmp_path / "budget-warehouse.toml").write_text('counties = ["430423"]')
    assert read_settings(tmp_path, {}).counties == ("430423",)
    assert read_settings(tmp_path, {"BUDGET_WAREHOUSE_COUNTIES": "652825, 530624"}).counties == ("652825", "530624")


def test_a_settings_file_elsewhere_is_named_by_a_variable(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "budget.toml").write_text('home = "w"')
    settings = read_settings(tmp_path, {"BUDGET_WAREHOUSE_SETTINGS": "etc/budget.toml"})
    assert (settings.home, settings.file) == (tmp_path / "etc" / "w", tmp_path / "etc" / "budget.toml")
    with pytest.raises(SettingsError, match="BUDGET_WAREHOUSE_SETTINGS.*a file that exists"):
        read_settings(tmp_path, {"BUDGET_WAREHOUSE_SETTINGS": "etc/nothing.toml"})


@pytest.mark.parametrize(
    ("content", "key"),
    [
        pytest.param('password = "hunter2"', "password", id="at the top"),
        pytest.param('[alerts.mail]\nsmtp_password = "hunter2"', "alerts.mail.smtp_password", id="in a table below"),
        pytest.param('[[alerts.to]]\nurl = "mailtos://me:hunter2@host"', "alerts.to[1].url", id="in an address"),
        pytest.param('[alerts]\nhook = "https://chat/send?key=hunter2"', "alerts.hook", id="in a query"),
    ],
)
def test_a_secret_in_the_file_is_refused_and_not_shown(tmp_path: Path, content: str, key: str) -> None:
    (tmp_path / "budget-warehouse.toml").write_text(content)
    with pytest.raises(SecretInFile) as caught:
        read_settings(tmp_path, {})
    assert f"{key} is a secret, expected none in this file" in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_the_place_of_a_secret_may_stand_in_the_file() -> None:
    refuse_secrets({"alerts": {"smtp_password_file": "/run/secrets/smtp"}}, "budget-warehouse.toml")


def test_a_secret_comes_from_a_variable_or_from_the_file_it_names(tmp_path: Path) -> None:
    (tmp_path / "pin").write_text("hunter2\n")
    from_file = secret({"X_FILE": str(tmp_path / "pin")}, "X")
    assert from_file is not None
    assert (from_file.reveal(), repr(from_file)) == ("hunter2", "Secret(…)")
    assert secret({"X": "hunter2"}, "X") == from_file
    assert secret({}, "X") is None


@pytest.mark.parametrize("content", [None, ""], ids=["a file that is not there", "an empty file"])
def test_a_secret_that_cannot_be_had_names_its_variable(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "pin").write_text(content)
    with pytest.raises(SettingsError, match="X_FILE"):
        secret({"X_FILE": str(tmp_path / "pin")}, "X")


def test_the_example_names_every_setting_with_its_default() -> None:
    written = [line.split(" = ")[0] for line in EXAMPLE.read_text(encoding="utf-8").splitlines() if " = " in line]
    known = kinds_of(Settings)
    assert {key for key in written if key in known} == set(known)
    settings, usual = read_settings(EXAMPLE.parent, {}), read_settings(EXAMPLE.parent / "nowhere", {})
    paths = {"home", "landing", "expected_reports", "workers"}
    assert {key: getattr(settings, key) for key in known if key not in paths} == {
        key: getattr(usual, key) for key in known if key not in paths
    }
    assert settings.expected_list == settings.home / "expected_reports.csv"
