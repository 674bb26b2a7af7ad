"""Nights after the first, through the real parts: killed, quiet, passing days, rolled back; and what is told of them.

The clock is moved, the landing area is not: all that changes is what people wrote down, and the day. More kills, in all
stages and with changed reports: `python -m benchmarks.crashes`.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import duckdb
import pytest
from aiosmtpd.controller import Controller
from typer.testing import CliRunner

from orchestration.alerts.settings import parse
from orchestration.cli import app
from orchestration.home import Home
from orchestration.load import Scope, run_load
from orchestration.settings import Settings
from orchestration.waivers import waive

ROOT = Path(__file__).resolve().parents[2]
EXPECTED = "county,department,year,genre,due_on\n652825,且末县统计局,2022,部门决算,{due}\n"
#: Kills a load of the home a moment after each of these stages was done, that is in judging and in publishing.
KILLED = """
import sys, time
from pathlib import Path
import dagster, dbt.cli.main, orchestration.load
from benchmarks.disturbed import Load, is_whole
from orchestration.home import Home

home, landing = Home(Path(sys.argv[1])), Path(sys.argv[2])
loads = []
for stage, seconds in (("operands", 0.4), ("verdicts", 0.4)):
    loads.append(Load(home, landing))
    running = loads[-1].follow(stage) and loads[-1].follow(seconds=seconds)
    # flushed, lest the next load's process has these words in its buffer, too
    print(loads[-1].end(kill=running), is_whole(home), loads[-1].done[-1], flush=True)
time.sleep(3)  # until the system has collected what ended
print(sum(load.is_survived() for load in loads))
"""


class Mails:
    """Takes every mail."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@dataclass(frozen=True)
class Night:
    """What readers saw after a load at a moved clock, and the subjects of the mails it sent by who got them."""

    is_published: bool
    load_id: str
    facts: Mapping[str, list[tuple[object, ...]]]
    findings: Mapping[str, tuple[str, str, str | None]]
    mails: Mapping[str, str]


@dataclass(frozen=True)
class Nights:
    """The first load, what the killed loads said, the nights by name, and the finding that was waived."""

    first: Mapping[str, list[tuple[object, ...]]]
    killed: list[list[str]]
    waived: str
    by_name: dict[str, Night]
    loads: list[tuple[str, str]]


@pytest.fixture(scope="module")
def nights(snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Nights:
    """Run all nights on a copy of the home of the first load."""
    first = Home(snapshot.resolve().parents[2])
    home, landing = Home(tmp_path_factory.mktemp("nights") / "home"), first.root.parent / "landing"
    shutil.copytree(first.root, home.root, symlinks=True)
    began = datetime.now(UTC)
    due = (began + timedelta(days=1)).date()
    noon = datetime.combine(due, time(12), UTC)
    mails = Mails()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(mails, hostname="127.0.0.1", port=port)
    settings = Settings(home.root, landing, data_docs=False, alerts=parse(alerts(port), {}, "test"))
    with duckdb.connect(home.warehouse, read_only=True) as connection:
        query = "select min(finding_key) from quality.finding where state = 'open' and severity = 'critical'"
        ((waived,),) = connection.execute(query).fetchall()
        waive(connection, home, waived, "已核实", "李", due, due)
    settings.expected_list.write_text(EXPECTED.format(due=due), encoding="utf-8")

    def night(at: datetime) -> Night:
        class Clock(datetime):
            @classmethod
            def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
                return at

        mails.taken.clear()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("orchestration.load.datetime", Clock)
            patch.setattr("orchestration.alerts.delivery.datetime", Clock)
            loaded = run_load(settings, Scope())
        with duckdb.connect(home.warehouse, read_only=True) as connection:
            query = "select finding_key, rule_id, state, reopened_because from quality.finding"
            findings = {key: rest for key, *rest in connection.execute(query).fetchall()}
        return Night(
            loaded.is_published,
            home.warehouse.resolve().stem,
            facts(home.warehouse),
            {key: tuple(rest) for key, rest in findings.items()},
            {mail["To"].partition("@")[0]: str(mail["Subject"]) for mail in mails.taken},
        )

    command = [sys.executable, "-W", "ignore", "-c", KILLED, str(home.root), str(landing)]
    killed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    server.start()
    try:
        by_name = {
            "completed": night(began + timedelta(hours=1)),
            "same": night(began + timedelta(hours=2)),
            "due": night(noon + timedelta(days=1)),
            "quiet": night(noon + timedelta(days=4)),
        }
        rolled = CliRunner().invoke(app, ["rollback", by_name["completed"].load_id, "--home", str(home.root)])
        assert rolled.exit_code == 0, rolled.output
        by_name["rolled back"] = night(noon + timedelta(days=4, hours=6))
    finally:
        server.stop()
    with duckdb.connect(home.warehouse, read_only=True) as connection:
        loads = connection.execute("select load_id, status from ops.load order by load_id").fetchall()
    return Nights(facts(snapshot), [line.split() for line in killed.splitlines()], waived, by_name, loads)


def alerts(port: int) -> dict[str, Any]:
    """Return a table [alerts]: a clerk for everything, a head for what the clerk leaves for four days."""
    mail = {"kind": "mail", "host": "127.0.0.1", "port": port, "security": "insecure", "sender": "bw@example.cn"}
    return {
        "channels": {"mail": mail},
        "recipients": {name: {"channel": "mail", "address": f"{name}@example.cn"} for name in ("clerk", "head")},
        "routes": [{"to": ["clerk"], "escalate_after_days": 4, "escalate_to": ["head"]}],
    }


def facts(snapshot: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return marts and evidence without what people's notes and the passing of days change."""
    changing = "lambda c: c not in ('has_open_finding', 'recorded_at')"
    with duckdb.connect(snapshot, read_only=True) as connection:
        tables = connection.execute(
            "select schema_name, table_name from duckdb_tables() where schema_name in ('marts', 'evidence', 'history')"
        ).fetchall()
        return {
            f"{schema}.{table}": sorted(
                connection.execute(f'select columns({changing}) from "{schema}"."{table}"').fetchall(), key=repr
            )
            for schema, table in tables
        }


def test_load_killed_while_it_judges_and_publishes_is_completed_by_the_next(nights: Nights) -> None:
    *killed, (left,) = nights.killed
    assert [(status, is_whole) for status, is_whole, _ in killed] == [("-9", "True")] * 2
    assert left == "0", "the judge of a killed load ends with it"
    completed = nights.by_name["completed"]
    assert completed.facts == nights.first
    assert completed.findings[nights.waived][1] == "waived"
    assert "新发现" in completed.mails["clerk"]


def test_night_without_changes_publishes_and_tells_nothing(nights: Nights) -> None:
    same = nights.by_name["same"]
    assert (same.is_published, same.load_id, same.mails) == (False, nights.by_name["completed"].load_id, {})


def test_day_that_passes_makes_a_report_overdue_and_ends_a_waiver_although_no_file_changed(nights: Nights) -> None:
    before, now = nights.by_name["completed"], nights.by_name["due"]
    assert now.is_published
    new = {key: finding for key, finding in now.findings.items() if finding != before.findings.get(key)}
    assert {(rule, state) for key, (rule, state, _) in new.items() if key != nights.waived} == {("A22", "open")}
    assert new[nights.waived][1:] == ("open", "waiver_expired")
    assert now.facts == before.facts
    assert "新发现 2" in now.mails["clerk"]


def test_criticals_nobody_answered_are_escalated_on_a_night_that_publishes_nothing(nights: Nights) -> None:
    quiet = nights.by_name["quiet"]
    assert not quiet.is_published
    assert "逾期未答复" in quiet.mails["clerk"]
    assert "逾期未答复" in quiet.mails["head"]


def test_load_after_a_rollback_takes_up_again_what_was_withdrawn_and_tells_nothing_twice(nights: Nights) -> None:
    withdrawn, again = nights.by_name["due"], nights.by_name["rolled back"]
    assert again.is_published
    assert again.facts == withdrawn.facts
    assert again.findings == withdrawn.findings
    assert again.mails == {}
    status = dict(nights.loads)
    found = [status[nights.by_name[name].load_id] for name in ("completed", "due", "rolled back")]
    assert found == ["published", "rolled_back", "published"]
