"""From published snapshots to what arrives: never twice, never lost."""

from __future__ import annotations

import io
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from orchestration.alerts.delivery import Clock, told
from orchestration.alerts.ledger import BACKOFF, Delivery
from orchestration.alerts.ledger_file import LedgerError, next_due, open_ledger
from orchestration.alerts.sending import preview, send, send_after_load, send_due
from orchestration.home import Home
from orchestration.settings import Settings

Publish = Callable[..., None]
Made = Callable[..., Settings]

OPEN = ("aaa1", "open", "critical", "2463000")
OTHER = ("bbb2", "open", "warning", "2500000")


def text(mail: Any) -> str:
    return str(mail.get_body(("plain",)).get_content())


def deliveries(settings: Settings) -> list[Delivery]:
    with open_ledger(Home(settings.home)) as ledger:
        return ledger.all()


def later(clock: Any, **step: float) -> Any:
    clock.at += timedelta(**step)
    return clock


def test_a_load_is_told_once(settings: Made, publish: Publish, inbox: Any, clock: Any) -> None:
    publish([OPEN, OTHER], is_empty_file=True)
    assert send(settings(), clock) == ["1 sent"]
    assert send(settings(), clock) == ["0 sent"]
    assert send(settings(), later(clock, days=1)) == ["0 sent"]
    (mail,) = inbox.mails
    assert mail["To"] == "jixiao@example.gov.cn"
    assert "新发现 2" in mail["Subject"]
    assert "采购总额【246.30万元】" in text(mail)
    assert "空.docx" in text(mail)
    (workbook,) = mail.iter_attachments()
    sheet = openpyxl.load_workbook(io.BytesIO(workbook.get_content()))["大关县水利局"]
    assert sheet.max_row == 3


def test_what_became_of_it_is_told(settings: Made, publish: Publish, inbox: Any, clock: Any) -> None:
    publish([OPEN, OTHER, ("ccc3", "open", "info", "1")])
    send(settings(), clock)
    publish([("aaa1", "resolved", "critical", "2463000"), ("bbb2", "waived", "warning", "2500000"),
             ("ccc3", "open", "info", "2"), ("ddd4", "open", "critical", "5")])  # fmt: skip
    send(settings(), later(clock, days=1))
    words = text(inbox.mails[-1])
    for part in ("■ 已消除 1", "■ 已说明 1", "李：已核实", "■ 数字有变 1", "■ 新发现 1"):
        assert part in words
    publish([OPEN])
    send(settings(), later(clock, days=1))
    assert "■ 重新出现 1" in text(inbox.mails[-1])
    assert len(inbox.mails) == 3


def test_who_was_told_of_what_was_rolled_back_hears_the_end_of_it(
    settings: Made, publish: Publish, inbox: Any, clock: Any
) -> None:
    home = Home(settings().home)
    publish([OPEN, OTHER])
    send(settings(), clock)
    home.warehouse.rename(home.snapshots / "20261122T020000Z.duckdb")
    publish([OPEN], "20261121T020000Z")
    assert send(settings(), later(clock, days=1)) == ["1 sent"]
    assert "已消除 1（未处理 1" in inbox.mails[-1]["Subject"]
    assert "2023 bbb2 合计" in text(inbox.mails[-1])
    assert send(settings(), later(clock, days=1)) == ["0 sent"]
    (home.snapshots / "20261122T020000Z.duckdb").rename(home.warehouse)
    send(settings(), later(clock, days=1))
    assert "重新出现 1" in inbox.mails[-1]["Subject"]


def test_an_unanswered_critical_is_overdue_and_escalated(
    settings: Made, publish: Publish, inbox: Any, clock: Any
) -> None:
    routes = [{"to": ["绩效科"], "escalate_after_days": 3, "escalate_to": ["运维"]}]
    publish([OPEN, OTHER])
    send(settings(routes=routes), clock)
    assert send(settings(routes=routes), later(clock, days=2)) == ["0 sent"]
    assert send(settings(routes=routes), later(clock, days=1)) == ["2 sent"]
    for mail in inbox.mails[1:]:
        assert "■ 逾期未答复 1" in text(mail)
    assert send(settings(routes=routes), later(clock, days=1)) == ["0 sent"]
    publish([("aaa1", "resolved", "critical", "2463000"), OTHER])
    assert send(settings(routes=routes), later(clock, days=1)) == ["2 sent"]


def test_a_first_load_of_many_does_not_flood(settings: Made, publish: Publish, inbox: Any, clock: Any) -> None:
    publish([(f"k{number:04}", "open", "critical" if number < 3 else "info", "1") for number in range(400)])
    send(settings(), clock)
    (mail,) = inbox.mails
    assert "未处理共 400 项，其中错误 3 项" in text(mail)
    assert text(mail).count("[错误]") == 3
    assert text(mail).count("·") == 20
    assert "另有 380 项，见附件" in text(mail)
    assert len(text(mail).encode()) < 12_000
    (workbook,) = mail.iter_attachments()
    assert openpyxl.load_workbook(io.BytesIO(workbook.get_content()))["大关县水利局"].max_row == 401


@pytest.mark.parametrize(("kind", "limit"), [("wecom", 4096), ("dingtalk", 18_000)])
def test_a_chat_gets_as_much_as_it_takes(settings: Made, publish: Publish, kind: str, limit: int, now: Any) -> None:
    publish([(f"k{number:04}", "open", "critical", "1") for number in range(200)])
    chat = settings(
        channels={"chat": {"kind": kind}}, recipients={"群": {"channel": "chat"}}, operators=["群"],
        routes=[{"to": ["群"]}], lines=100,
    )  # fmt: skip
    message = preview(chat, "群", now)
    assert message is not None
    assert 0.6 * limit < len(message.markdown.encode()) <= limit
    assert (message.html, message.attachment) == ("", None)


def test_a_refused_digest_is_tried_again_within_the_round(
    settings: Made, publish: Publish, inbox: Any, clock: Any
) -> None:
    publish([OPEN])
    inbox.answers += ["451 busy", "451 busy"]
    assert send(settings(), clock) == ["1 sent"]
    assert clock.slept == [pytest.approx(5, abs=1), pytest.approx(20, abs=1)]
    assert len(inbox.mails) == 1
    assert send(settings(), clock) == ["0 sent"]


def test_one_that_cannot_be_delivered_waits_and_is_not_lost(
    settings: Made, publish: Publish, inbox: Any, clock: Any
) -> None:
    publish([OPEN])
    inbox.answers += ["451 busy"] * 3
    assert send(settings(), clock) == ["0 sent, 1 not delivered", "绩效科: SMTP 451 busy"]
    due = next_due(Home(settings().home))
    assert due is not None
    assert due - clock.at == BACKOFF[2]
    assert send_due(settings(), clock) == ["0 sent"]
    assert send_due(settings(), later(clock, seconds=BACKOFF[2].total_seconds())) == ["1 sent"]
    assert next_due(Home(settings().home)) is None


def test_what_is_not_delivered_comes_with_the_next_digest_which_says_so(
    settings: Made, publish: Publish, inbox: Any, clock: Any
) -> None:
    publish([OPEN])
    inbox.answers += ["451 busy"] * 3
    send(settings(), clock)
    publish([OPEN, OTHER])
    assert send(settings(), later(clock, minutes=1)) == ["1 sent"]
    (mail,) = inbox.mails
    assert "上一期简报" in text(mail)
    assert "SMTP 451 busy" in text(mail)
    assert "新发现 2" in mail["Subject"]
    assert [one.status for one in deliveries(settings())] == ["sent", "superseded"]
    assert send_due(settings(), later(clock, days=9)) == ["0 sent"]


def test_given_up_after_the_last_attempt_then_told_to_the_operator_and_tried_again(
    settings: Made, publish: Publish, inbox: Any, clock: Any
) -> None:
    publish([OPEN])
    inbox.refused_addresses["jixiao@example.gov.cn"] = "451 mailbox full"
    send(settings(), clock)
    for _ in BACKOFF:
        send_due(settings(), later(clock, days=1))
    (lost,) = deliveries(settings())
    assert (lost.status, lost.attempts) == ("given_up", len(BACKOFF) + 1)
    assert send(settings(), later(clock, days=1))[0] == "1 sent, 1 not delivered"
    (mail,) = inbox.mails
    assert mail["To"] == "ops@example.gov.cn"
    assert "致 绩效科" in text(mail)
    assert "451 mailbox full" in text(mail)
    inbox.refused_addresses.clear()
    assert send(settings(), later(clock, days=1)) == ["1 sent"]
    assert "■ 新发现 1" in text(inbox.mails[-1])


def test_one_recipient_refused_for_good_stops_no_other(
    settings: Made, publish: Publish, inbox: Any, clock: Any
) -> None:
    publish([OPEN])
    inbox.refused_addresses["jixiao@example.gov.cn"] = "550 no such user"
    lines = send(settings(routes=[{"to": ["绩效科", "运维"]}]), clock)
    assert lines == ["1 sent, 1 not delivered", "绩效科: SMTP 550 no such user"]
    assert clock.slept == []


def test_a_channel_that_is_down_is_not_tried_for_everybody(
    settings: Made, publish: Publish, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from orchestration.alerts.channels import mail

    tried = []
    connect = mail._Connection.__enter__
    monkeypatch.setattr(mail._Connection, "__enter__", lambda self: (tried.append(1), connect(self))[1])
    many = {str(number): {"channel": "mail", "address": "a@b.cn"} for number in range(50)}
    nobody = {"kind": "mail", "host": "127.0.0.1", "port": 9, "security": "insecure", "sender": "a@b.cn"}
    down = settings(channels={"mail": nobody}, recipients=many, operators=["1"], routes=[{"to": list(many)}])
    publish([OPEN])
    lines = send(down, clock)
    assert lines[0] == "0 sent, 50 not delivered"
    assert lines[1].startswith("0, 1, 2, 3, 4 and 45 more: 127.0.0.1:9: ConnectionRefusedError")
    assert len(tried) == 3


def test_put_right_before_it_arrived_is_not_sent_at_all(
    settings: Made, publish: Publish, inbox: Any, clock: Any
) -> None:
    publish([OPEN])
    inbox.answers += ["451 busy"] * 3
    send(settings(), clock)
    publish([("aaa1", "resolved", "critical", "2463000")])
    assert send(settings(), later(clock, days=1)) == ["0 sent"]
    assert inbox.mails == []


def test_quiet_hours_put_off_and_lose_nothing(settings: Made, publish: Publish, inbox: Any, clock: Any) -> None:
    publish([OPEN])
    quiet = settings(quiet_hours="22:00-07:30")
    later(clock, hours=13)  # 23:00 in China
    assert send(quiet, clock) == ["0 sent, 1 wait for the end of quiet hours at 07:30"]
    assert inbox.mails == []
    assert clock.slept == []
    due = next_due(Home(quiet.home))
    assert due is not None
    assert due - clock.at == timedelta(hours=8.5)
    assert send_due(quiet, later(clock, hours=8, minutes=29)) == ["0 sent"]
    assert send_due(quiet, later(clock, minutes=1)) == ["1 sent"]
    assert deliveries(quiet)[0].attempts == 1


def test_a_recipient_may_have_quiet_hours_of_his_own(settings: Made, publish: Publish, inbox: Any, clock: Any) -> None:
    publish([OPEN])
    people = {name: {"channel": "mail", "address": f"{name}@b.cn"} for name in ("a", "b")}
    people["a"]["quiet_hours"] = "09:00-11:00"
    own = settings(recipients=people, operators=["a"], routes=[{"to": ["a", "b"]}])
    assert send(own, clock) == ["1 sent, 1 wait for the end of quiet hours at 11:00"]
    assert [mail["To"] for mail in inbox.mails] == ["b@b.cn"]


def test_all_quiet_is_one_line_a_day_where_it_is_wanted(
    settings: Made, publish: Publish, inbox: Any, clock: Any
) -> None:
    publish([OPEN])
    quiet = settings(all_quiet=True, operators=["绩效科"], recipients={
        "绩效科": {"channel": "mail", "address": "jixiao@example.gov.cn"}
    })  # fmt: skip
    send(quiet, clock)
    assert send(quiet, clock) == ["0 sent"]
    assert send(quiet, later(clock, days=1)) == ["1 sent"]
    assert send(quiet, later(clock, hours=1)) == ["0 sent"]
    assert inbox.mails[-1]["Subject"] == "预算数据核查 2026-11-23：没有新情况，仍未处理 1 项。"
    assert len(inbox.mails) == 2


def test_preview_is_what_is_sent(settings: Made, publish: Publish, inbox: Any, clock: Any) -> None:
    publish([OPEN])
    message = preview(settings(), "绩效科", clock.at)
    assert message is not None
    assert deliveries(settings()) == []
    send(settings(), clock)
    (mail,) = inbox.mails
    assert message.number in mail["Message-ID"]
    assert text(mail).replace("\r\n", "\n").strip() == message.text.strip()
    assert mail.get_body(("html",)).get_content().replace("\r\n", "\n").strip() == message.html.strip()
    assert preview(settings(), "绩效科", clock.at) is None


def test_a_webhook_gets_every_event(settings: Made, publish: Publish, hook: Any, clock: Any) -> None:
    publish([(f"k{number:04}", "open", "info", "2463000.5") for number in range(60)])
    environment = {"BUDGET_WAREHOUSE_ALERTS__CHANNELS__HOOK__URL": hook.address}
    own = settings(
        environment, channels={"hook": {"kind": "webhook"}}, recipients={"系统": {"channel": "hook"}},
        operators=["系统"], routes=[{"to": ["系统"]}],
    )  # fmt: skip
    hook.answer(500)
    assert send(own, clock) == ["1 sent"]
    first, second = hook.requests
    assert first.headers["Idempotency-Key"] == second.headers["Idempotency-Key"] == second.body["number"]
    assert len(second.body["events"]) == 60
    assert second.body["events"][0]["stated"] == 2463000.5
    assert second.body["open"] == 60


def test_an_asked_for_wait_is_kept(settings: Made, publish: Publish, hook: Any, clock: Any) -> None:
    publish([OPEN])
    environment = {"BUDGET_WAREHOUSE_ALERTS__CHANNELS__HOOK__URL": hook.address}
    own = settings(
        environment, channels={"hook": {"kind": "webhook"}}, recipients={"系统": {"channel": "hook"}},
        operators=["系统"], routes=[{"to": ["系统"]}],
    )  # fmt: skip
    hook.answer(429, Retry_After="600")
    assert send(own, clock)[0] == "0 sent, 1 not delivered"
    due = next_due(Home(own.home))
    assert due is not None
    assert due - clock.at == timedelta(seconds=600)


_CHILD = """
import sys
from pathlib import Path
from orchestration.alerts.delivery import Clock
from orchestration.alerts.sending import send
from orchestration.alerts.settings import parse
from orchestration.settings import Settings
home, port = Path(sys.argv[1]), int(sys.argv[2])
table = {
    "channels": {
        "mail": {"kind": "mail", "host": "127.0.0.1", "port": port, "security": "insecure", "sender": "a@b.cn"}
    },
    "recipients": {"x": {"channel": "mail", "address": "x@b.cn"}}, "routes": [{"to": ["x"]}], "operators": ["x"],
}
print(send(Settings(home=home, landing=home, alerts=parse(table, {}, "t")), Clock()))
"""


def test_killed_between_acceptance_and_mark_it_sends_the_same_message_once_more(
    settings: Made, publish: Publish, inbox: Any
) -> None:
    publish([OPEN])
    command = [sys.executable, "-W", "ignore", "-c", _CHILD, str(settings().home), str(inbox.port)]
    children: list[subprocess.Popen[bytes]] = []

    def run(is_killed: bool) -> int:
        # The server has the whole message and has not answered yet: the moment that cannot be told from outside.
        inbox.on_data = (lambda: os.kill(children[-1].pid, signal.SIGKILL)) if is_killed else None
        children.append(subprocess.Popen(command, cwd=Path(__file__).parents[3], stdout=subprocess.DEVNULL))
        return children[-1].wait(timeout=60)

    assert run(is_killed=True) == -signal.SIGKILL
    assert deliveries(settings())[0].status == "waiting"
    assert run(is_killed=False) == 0
    assert run(is_killed=False) == 0
    first, second = inbox.mails
    assert first["Message-ID"] == second["Message-ID"]


def test_a_load_never_fails_by_its_alerts(
    settings: Made, publish: Publish, clock: Any, caplog: pytest.LogCaptureFixture
) -> None:
    publish([OPEN])
    ledger = Home(settings().home).state / "alerts.sqlite"
    ledger.parent.mkdir(parents=True)
    ledger.write_bytes(b"this is no database, and it is longer than a header of SQLite would be" * 20)
    (line,) = send_after_load(settings(), clock)
    assert line.startswith(f"not sent: {ledger}: file is not a database")
    with pytest.raises(LedgerError, match="restore the file"):
        send(settings(), clock)


def test_a_recipient_who_left_the_settings_is_given_up(
    settings: Made, publish: Publish, inbox: Any, clock: Any
) -> None:
    publish([OPEN])
    inbox.answers += ["451 busy"] * 3
    send(settings(), clock)
    gone = settings(recipients={"运维": {"channel": "mail", "address": "ops@example.gov.cn"}}, routes=[])
    assert send_due(gone, later(clock, days=1)) == [
        "0 sent, 1 not delivered",
        "绩效科: no recipient of this name in the settings any more",
    ]


def test_the_ledger_keeps_no_words_of_what_arrived(settings: Made, publish: Publish, clock: Any) -> None:
    publish([OPEN])
    send(settings(), clock)
    with sqlite3.connect(Home(settings().home).state / "alerts.sqlite") as connection:
        assert connection.execute("select status, content, attachment from delivery").fetchall() == [
            ("sent", None, None)
        ]
        assert connection.execute("select count(*) from file").fetchone() == (0,)
    connection.close()


def test_the_clock_is_the_systems_where_none_is_given() -> None:
    clock = Clock()
    assert clock.now().utcoffset() == timedelta()
    clock.sleep(0)


def test_what_is_told_of_an_empty_round() -> None:
    from orchestration.alerts.delivery import Outcome

    assert told(Outcome(), "Asia/Shanghai") == ["0 sent"]
