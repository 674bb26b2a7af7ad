"""The table `[alerts]`: what it may hold, and what is said of what it may not."""

from __future__ import annotations

import re
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest

from orchestration.alerts.channels.ways import WAYS, Mail, WeCom
from orchestration.alerts.settings import AlertSettings, Quiet, parse
from orchestration.kinds import SettingsError
from orchestration.settings import read_settings

MAIL = {"kind": "mail", "host": "mail.example", "sender": "a@b.cn"}
TABLE: dict[str, Any] = {
    "channels": {"mail": MAIL, "wecom": {"kind": "wecom"}},
    "recipients": {"甲": {"channel": "mail", "address": "x@y.cn"}, "群": {"channel": "wecom"}},
    "routes": [{"to": ["甲"]}],
}


def test_without_a_table_nothing_is_sent() -> None:
    assert parse({}, {}, "t.toml") == AlertSettings()


def test_a_whole_table_from_the_file(tmp_path: Path) -> None:
    (tmp_path / "budget-warehouse.toml").write_text(
        """
        [alerts]
        operators = ["运维"]
        quiet_hours = "22:00-07:30"
        [alerts.channels.office]
        kind = "mail"
        host = "mail.example"
        sender = "核查 <a@b.cn>"
        user = "bw"
        [alerts.recipients."运维"]
        channel = "office"
        address = "ops@b.cn"
        [[alerts.routes]]
        to = ["运维"]
        counties = ["530624"]
        severities = ["critical"]
        escalate_after_days = 5
        escalate_to = ["运维"]
        """
    )
    environment = {"BUDGET_WAREHOUSE_ALERTS__CHANNELS__OFFICE__PASSWORD": "hunter2"}
    alerts = read_settings(tmp_path, environment).alerts
    way = alerts.channels["office"]
    assert isinstance(way, Mail)
    assert way.password is not None
    assert way.password.reveal() == "hunter2"
    assert "hunter2" not in repr(alerts)
    assert (alerts.routes[0].escalate_after_days, alerts.quiet_hours) == (5, Quiet(time(22), time(7, 30)))


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "hook").write_text("https://qyapi.example/send?key=abc\n")
    environment = {"BUDGET_WAREHOUSE_ALERTS__CHANNELS__WECOM__URL_FILE": str(tmp_path / "hook")}
    way = parse(TABLE, environment, "t.toml").channels["wecom"]
    assert isinstance(way, WeCom)
    assert way.url is not None
    assert way.url.reveal().endswith("abc")


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        pytest.param({"colour": 1}, "a key is 'colour', expected one of", id="an unknown key"),
        pytest.param({"lines": 0}, "lines is 0, expected a whole number of at least 1", id="no lines"),
        pytest.param({"quiet_hours": "late"}, "expected two times of the day", id="no times"),
        pytest.param({"operators": ["乙"]}, "alerts.operators is '乙', expected one of the recipients", id="unknown"),
        pytest.param({"channels": {"m": {"kind": "fax"}}}, r"channels.m\]: kind is 'fax', expected mail", id="a kind"),
        pytest.param({"channels": {"邮件": MAIL}}, "expected letters, digits", id="a name no variable can have"),
        pytest.param({"channels": {"mail": {"kind": "mail", "host": "h"}}}, "sender is None", id="no sender"),
        pytest.param({"channels": "mail"}, "expected tables that begin with", id="no table"),
        pytest.param({"routes": [{"to": ["乙"]}]}, r"alerts.routes\[1\].to is '乙'", id="a route to nobody"),
        pytest.param({"routes": [{"to": ["甲"], "counties": ["大关"]}]}, r"routes\]\] 1: counties is", id="no code"),
        pytest.param({"routes": [{"to": ["甲"], "families": ["sum"]}]}, "a list of identity, total", id="no family"),
        pytest.param({"routes": [{"to": []}]}, "to is .*expected a list of names", id="to nobody"),
        pytest.param({"routes": [{"to": ["甲"], "escalate_to": ["群"]}]}, "escalate_after_days is None", id="no days"),
        pytest.param({"recipients": {"甲": {"channel": "fax"}}}, "channel is 'fax', expected one of", id="no channel"),
        pytest.param({"recipients": {"甲": {"channel": "mail"}}}, "expected a mail address", id="no address"),
    ],
)
def test_what_cannot_be_used_is_named(changed: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingsError, match=message) as caught:
        parse(TABLE | changed, {}, "t.toml")
    assert str(caught.value).startswith("t.toml")


def test_a_secret_in_the_file_is_an_error_that_does_not_show_it(tmp_path: Path) -> None:
    (tmp_path / "budget-warehouse.toml").write_text('[alerts.channels.m]\nkind = "mail"\npassword = "hunter2"')
    with pytest.raises(SettingsError, match="BUDGET_WAREHOUSE_ALERTS__CHANNELS__M__PASSWORD") as caught:
        read_settings(tmp_path, {})
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("at", "until"),
    [
        pytest.param("2026-11-22 23:00", "2026-11-23 07:30", id="before midnight"),
        pytest.param("2026-11-23 07:29", "2026-11-23 07:30", id="in the morning"),
        pytest.param("2026-11-23 07:30", None, id="over"),
        pytest.param("2026-11-23 21:59", None, id="by day"),
    ],
)
def test_quiet_over_midnight(at: str, until: str | None) -> None:
    ends = Quiet(time(22), time(7, 30)).until(datetime.fromisoformat(at))
    assert ends == (datetime.fromisoformat(until) if until else None)


def test_quiet_within_a_day() -> None:
    quiet = Quiet(time(12), time(14))
    assert quiet.until(datetime(2026, 1, 1, 13)) == datetime(2026, 1, 1, 14)
    assert quiet.until(datetime(2026, 1, 1, 14)) is None


def test_the_example_of_the_documentation_can_be_read(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "alerts.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```toml\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    (tmp_path / "budget-warehouse.toml").write_text(example, encoding="utf-8")
    alerts = read_settings(tmp_path, {}).alerts
    assert list(alerts.recipients) == ["绩效科", "工作群", "分管领导", "运维"]
    assert alerts.routes[0].escalate_to == ("分管领导",)
    documented = {
        kind: set(re.findall(r"[A-Z]{3,}", row)) for kind, row in re.findall(r"^\| `(\w+)` \|(.*)$", page, re.M)
    }
    for kind, way in WAYS.items():
        assert {key.upper() for key in way.secret_keys} <= documented[kind], kind
