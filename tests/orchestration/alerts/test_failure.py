"""A load that failed: the operator is told at once, once, and what to do."""

from __future__ import annotations

import stat
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from orchestration.alerts.failure import advice_for, tell_operators
from orchestration.errors import Trouble, WrongUsage
from orchestration.failure import RunFailure, failure_told, notify_failure
from orchestration.home import Home
from orchestration.settings import Settings

Made = Callable[..., Settings]


def tell(settings: Settings, clock: Any, error: str = "dbt: 1 test failed", run: str = "run-1") -> list[str]:
    return tell_operators(settings, "nightly", run, error, clock.at, clock)


def test_the_operator_is_told_once_and_at_once(settings: Made, inbox: Any, clock: Any) -> None:
    quiet = settings(quiet_hours="09:00-11:00")
    assert tell(quiet, clock) == ["1 sent"]
    assert tell(quiet, clock) == ["0 sent"]
    (mail,) = inbox.mails
    assert mail["To"] == "ops@example.gov.cn"
    assert mail["Subject"] == "预算数据载入失败，已发布的数据未变"
    assert mail["X-Priority"] == "1"
    words = mail.get_body(("plain",)).get_content()
    for part in ("2026-11-22 10:00", "dbt: 1 test failed", "budget-warehouse doctor", "run-1"):
        assert part in words
    assert tell(quiet, clock, run="run-2") == ["1 sent"]


def test_refused_it_is_tried_again(settings: Made, inbox: Any, clock: Any) -> None:
    inbox.answers += ["451 busy"]
    assert tell(settings(), clock) == ["1 sent"]
    assert clock.slept == [pytest.approx(5, abs=1)]


def test_the_words_of_an_error_are_data(settings: Made, inbox: Any, clock: Any) -> None:
    tell(settings(), clock, "<b>x</b>" + "长" * 5000)
    page = inbox.mails[0].get_body(("html",)).get_content()
    assert "<b>x</b>" not in page
    assert len(page) < 5000


def test_without_a_ledger_it_is_sent_all_the_same(settings: Made, inbox: Any, clock: Any) -> None:
    home = Home(settings().home)
    home.root.mkdir()
    home.state.write_text("a file where the folder should be, as unwritable as a full disk")
    first, second = tell(settings(), clock, "No space left on device")
    assert first.startswith("without the ledger")
    assert second == "运维: sent"
    assert "磁盘已满" in inbox.mails[0].get_body(("plain",)).get_content()
    assert stat.S_ISREG(home.state.stat().st_mode)


def test_nobody_is_told_where_there_is_no_operator(settings: Made, inbox: Any, clock: Any) -> None:
    assert tell_operators(settings().__class__(home=settings().home), "nightly", "r", "e", clock.at, clock) == []
    assert inbox.mails == []


def test_the_sensors_seam_leads_here(settings: Made, inbox: Any, now: Any) -> None:
    notify_failure(settings(), RunFailure("nightly", "run-9", "the gate is closed", now + timedelta(seconds=1)))
    assert "未通过发布前检查" in inbox.mails[0].get_body(("plain",)).get_content()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("/data: the disk is full (0 B free)", "磁盘已满"),
        ("[Errno 30] Read-only file system: 'x'", "目录不可写"),
        ("/mnt/reports: no such folder; create it", "上报文件夹"),
        ("the candidate is not published, the last snapshot stays", "未通过发布前检查"),
        ("/data/work/load.lock: held by another load (process 7)", "另一次载入"),
        ("MemoryError", "内存不足"),
        ("KeyError: 'x'", "budget-warehouse doctor"),
    ],
)
def test_advice(error: str, words: str) -> None:
    assert words in advice_for(error)


def test_a_load_from_the_command_line_tells_of_its_failure_and_fails(settings: Made, inbox: Any) -> None:
    with pytest.raises(Trouble, match="dbt broke"), failure_told(settings(), "load"):
        raise Trouble("dbt broke")
    assert "dbt broke" in inbox.mails[0].get_body(("plain",)).get_content()
    with pytest.raises(WrongUsage), failure_told(settings(), "load"):
        raise WrongUsage("no such option")
    assert len(inbox.mails) == 1
