"""`budget-warehouse alerts` and `waive --from`, as they are typed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from orchestration.alerts.columns import REASON, WIDTHS
from orchestration.alerts.examining import examine_alerts
from orchestration.alerts.ledger_file import open_ledger
from orchestration.cli import app
from orchestration.home import Home
from orchestration.settings import Settings
from orchestration.waivers import read_waivers

TOML = """
home = "home"
[alerts]
operators = ["运维"]
[alerts.channels.mail]
kind = "mail"
host = "127.0.0.1"
port = {port}
security = "insecure"
sender = "bw@b.cn"
[alerts.channels.hook]
kind = "webhook"
[alerts.recipients."绩效科"]
channel = "mail"
address = "x@b.cn"
[alerts.recipients."运维"]
channel = "hook"
[[alerts.routes]]
to = ["绩效科"]
"""


@pytest.fixture
def run(
    tmp_path: Path, inbox: Any, publish: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    (tmp_path / "budget-warehouse.toml").write_text(TOML.format(port=inbox.port))
    monkeypatch.chdir(tmp_path)
    publish([("aaa1", "open", "critical", "2463000"), ("bbb2", "open", "info", "5")])
    return lambda *words: CliRunner().invoke(app, [*words])


def test_preview_then_send_then_status(run: Callable[..., Result], inbox: Any, tmp_path: Path) -> None:
    shown = run("alerts", "preview", "--recipient", "绩效科", "--html", "mail.html", "--out", "list.xlsx")
    assert shown.exit_code == 0, shown.output
    assert "To 绩效科 by mail\nSubject: 预算数据核查" in shown.output
    assert inbox.mails == []
    assert "新发现" in (tmp_path / "mail.html").read_text()
    assert openpyxl.load_workbook(tmp_path / "list.xlsx").sheetnames == ["填写说明", "大关县水利局"]
    sent = run("alerts", "send")
    assert (sent.exit_code, sent.output) == (0, "1 sent\n")
    arrived = inbox.mails[0].get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert arrived.strip() in shown.output
    (line,) = json.loads(run("alerts", "status", "--json").output)
    assert (line["recipient"], line["status"], line["attempts"]) == ("绩效科", "sent", 1)
    assert "绩效科" in run("alerts", "status").output
    assert "nothing new" in run("alerts", "preview").output


def test_a_digest_that_does_not_arrive_is_an_error_of_the_command(
    run: Callable[..., Result], inbox: Any, tmp_path: Path
) -> None:
    inbox.refused_addresses["x@b.cn"] = "550 no such user"
    sent = run("alerts", "send")
    assert sent.exit_code == 1
    assert "绩效科: SMTP 550 no such user" in sent.output
    with open_ledger(Home(tmp_path / "home")) as ledger:
        assert [one.status for one in ledger.all()] == ["given_up"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["send", "--recipient", "乙"], "expected one of 绩效科, 运维", id="unknown recipient"),
        pytest.param(["preview", "--html", "x.html"], "name its --recipient", id="html of several"),
        pytest.param(["preview", "--recipient", "运维", "--out", "x.xlsx"], "nothing new", id="nothing to write"),
    ],
)
def test_wrong_usage(run: Callable[..., Result], words: list[str], message: str) -> None:
    assert message in run("alerts", *words).output


def test_without_alerts_in_the_settings(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "budget-warehouse.toml").write_text('home = "home"')
    failed = run("alerts", "send")
    assert failed.exit_code == 2
    assert "no recipients: set [alerts]" in failed.output


def test_an_answered_workbook_is_waived(run: Callable[..., Result], tmp_path: Path) -> None:
    run("alerts", "preview", "--recipient", "绩效科", "--out", "list.xlsx")
    book = openpyxl.load_workbook(tmp_path / "list.xlsx")
    column = list(WIDTHS).index(REASON) + 1
    book["大关县水利局"].cell(2, column).value = "含上年结转"
    book["大关县水利局"].cell(3, column + 1).value = "李"
    book.save(tmp_path / "answered.xlsx")
    answered = run("waive", "--from", "answered.xlsx", "--by", "王")
    assert answered.exit_code == 1
    assert "aaa1: waived for as long as" in answered.output
    assert "answered.xlsx, sheet 大关县水利局, row 3: --reason is empty" in answered.output
    assert "1 waived, 1 rows not used" in answered.output
    ((waiver,), _) = read_waivers(tmp_path / "home" / "waivers.csv")
    assert (waiver.finding_key, waiver.waiver_reason, waiver.waived_by) == ("aaa1", "含上年结转", "王")


@pytest.mark.parametrize(
    "words",
    [["waive"], ["waive", "aaa1"], ["waive", "aaa1", "--from", "x.xlsx"]],
    ids=["nothing", "no reason", "both ways"],
)
def test_waive_says_what_it_needs(run: Callable[..., Result], words: list[str]) -> None:
    failed = run(*words)
    assert failed.exit_code == 2
    assert "--from" in failed.output


def test_doctor_asks_each_channel(settings: Callable[..., Settings], inbox: Any) -> None:
    own = settings(
        channels={
            "mail": {"kind": "mail", "host": "127.0.0.1", "port": inbox.port, "security": "insecure", "sender": "a@b"},
            "chat": {"kind": "wecom"},
        },
        recipients={"甲": {"channel": "mail", "address": "a@b.cn"}, "乙": {"channel": "chat"}},
        routes=[{"to": ["甲"]}],
        operators=["甲"],
    )
    found = {one.name: one for one in examine_alerts(own.alerts)}
    assert found["channel mail"].is_well
    assert not found["channel chat"].is_well
    assert "BUDGET_WAREHOUSE_ALERTS__CHANNELS__CHAT__URL" in found["channel chat"].detail
    assert "no route leads to 乙" in found["recipients"].detail
    assert inbox.mails == []
