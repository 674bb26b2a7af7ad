"""Findings, a published snapshot made in SQL, and servers on loopback that take, refuse and fall silent on order."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import duckdb
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from orchestration.alerts.delivery import Clock
from orchestration.alerts.models import Finding
from orchestration.alerts.settings import parse
from orchestration.home import Home
from orchestration.settings import Settings

#: A Sunday, 10 o'clock in China.
NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def make() -> Callable[..., Finding]:
    """Return a maker of findings: an open critical of 180,000 yuan, but for what is said otherwise."""

    def made(key: str = "aaa1", **changed: Any) -> Finding:
        usual: dict[str, Any] = {
            "key": key, "state": "open", "severity": "critical", "rule_id": "E15", "family": "total",
            "rule_title": "采购等于三类之和", "county_code": "530624", "county_name": "大关县",
            "department": "大关县水利局", "fiscal_year": 2023, "subject": "2023 支出 政府采购合计",
            "stated": Decimal(2463000), "expected": Decimal(2643000), "difference": Decimal(-180000),
            "tolerance": Decimal(200), "unit": "元", "relation": "eq", "says": "总额与三类之和相差 18.00 万元。",
            "ask": "请部门核对总额与三类金额。", "likely_explanation": None,
            "sentence": "政府采购支出总额»246.30万元«，其中:货物58.20万元。", "document": "530624/2023/a.docx",
            "first_seen_at": NOW, "waiver_reason": None, "waived_by": None, "rule_version": "v1",
            "cause_key": changed.get("cause_key", key),
        }  # fmt: skip
        return Finding(**usual | changed)

    return made


class FakeClock(Clock):
    """A clock that stands until somebody sleeps; `slept` is what was waited for."""

    def __init__(self, start: datetime) -> None:
        self.at, self.slept = start, []
        super().__init__(now=lambda: self.at, sleep=self._sleep)

    def __setattr__(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(NOW)


@dataclass
class Inbox:
    """What an SMTP server took. `answers` are given to the next messages in turn; then all are taken."""

    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    sessions: set[int] = field(default_factory=set)
    answers: list[str] = field(default_factory=list)
    refused_addresses: dict[str, str] = field(default_factory=dict)
    login: tuple[str, str] | None = None
    on_data: Callable[[], None] | None = None

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused_addresses:
            return self.refused_addresses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answers:
            return self.answers.pop(0)
        content = envelope.content
        assert isinstance(content, bytes)
        self.mails.append(message_from_bytes(content, policy=policy.default))
        self.sessions.add(id(session))
        if self.on_data:
            self.on_data()
        return "250 OK"

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        given = (data.login.decode(), data.password.decode())
        # Not handled: the server itself says so to the other side.
        return AuthResult(success=given == self.login, handled=False)


@pytest.fixture(scope="session")
def mail_server() -> Iterator[Inbox]:
    """Run an SMTP server on a port of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        box = Inbox(free.getsockname()[1])
    controller = Controller(
        box, hostname="127.0.0.1", port=box.port, authenticator=box.authenticate, auth_require_tls=False
    )
    controller.start()
    yield box
    controller.stop()


@pytest.fixture
def inbox(mail_server: Inbox) -> Inbox:
    """Return the server's inbox, empty and willing to take everything."""
    mail_server.__init__(mail_server.port)  # type: ignore[misc]
    return mail_server


@dataclass(frozen=True)
class Request:
    """One request as it arrived."""

    path: str
    headers: Mapping[str, str]
    body: Any


@dataclass
class Hook:
    """An HTTP server. `answers` (status, headers, body, delay in seconds) are given in turn, then `usual`."""

    port: int = 0
    requests: list[Request] = field(default_factory=list)
    answers: list[tuple[int, Mapping[str, str], Any, float]] = field(default_factory=list)
    usual: Any = field(default_factory=lambda: {"errcode": 0, "code": 0, "errmsg": "ok"})

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def answer(self, status: int, body: Any = "", delay: float = 0, **headers: str) -> None:
        self.answers.append((status, {name.replace("_", "-"): value for name, value in headers.items()}, body, delay))


@pytest.fixture
def hook() -> Iterator[Hook]:
    """Run an HTTP server on a port of its own."""
    state = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            state.requests.append(Request(self.path, dict(self.headers), json.loads(content)))
            status, headers, body, delay = state.answers.pop(0) if state.answers else (200, {}, state.usual, 0)
            time.sleep(delay)
            written = body if isinstance(body, str) else json.dumps(body)
            try:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(written.encode())
            except (BrokenPipeError, ConnectionResetError):
                pass  # who asked has gone

        def log_message(self, format: str, *args: object) -> None:
            """Keep the terminal clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield state
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def settings(tmp_path: Path, inbox: Inbox) -> Callable[..., Settings]:
    """Return a maker of settings: one reader by mail of everything, an operator, and what is added to `[alerts]`."""

    def made(environment: Mapping[str, str] | None = None, **changed: Any) -> Settings:
        table: dict[str, Any] = {
            "operators": ["运维"],
            "channels": {
                "mail": {
                    "kind": "mail", "host": "127.0.0.1", "port": inbox.port, "security": "insecure",
                    "sender": "预算核查 <bw@example.gov.cn>", "timeout_seconds": 5,
                }
            },
            "recipients": {
                "绩效科": {"channel": "mail", "address": "jixiao@example.gov.cn"},
                "运维": {"channel": "mail", "address": "ops@example.gov.cn"},
            },
            "routes": [{"to": ["绩效科"]}],
        }  # fmt: skip
        alerts = parse(table | changed, environment or {}, "budget-warehouse.toml")
        return Settings(home=tmp_path / "home", landing=tmp_path, timezone="Asia/Shanghai", alerts=alerts)

    return made


_TABLES = """
create schema marts; create schema history; create schema quality; create schema evidence; create schema ops;
create table marts.dim_county as select '530624' as county_code, '大关县' as county_name;
create table marts.dim_department as
    select 'dep' as department_key, '530624' as county_code, '大关县水利局' as department_name;
create table history.dim_report as
    select 'rep' as report_key, '530624/2023/a.docx' as source_path, true as is_current;
create table quality.dim_rule as
    select 'E15' as rule_id, 'total' as family, '采购等于三类之和' as title_zh;
create table quality.operand as select 'none' as check_key, 'eq' as relation;
create table quality.cause as select 'none' as finding_key, 'none' as cause_key;
create table evidence.block as
    select 'rep' as report_key, 1 as block, '一、概况。采购总额246.30万元，其中货物58.20万元。二、其他。' as text;
create table evidence.figure as
    select 'fig' as figure_id, 'rep' as report_key, 1 as block, 9 as char_start, 15 as char_end, '万元' as unit,
        246.30::decimal(28, 8) as value;
create table ops.document as
    select '530624/2022/空.docx' as source_path, 'hash' as sha256, '530624' as county_code, 'rejected' as state,
        'empty_file' as reason_code where $is_empty_file;
create table ops.load as select $load_id as load_id;
create table quality.finding (
    finding_key varchar, state varchar, severity varchar, rule_id varchar, report_key varchar, county_code varchar,
    department_key varchar, fiscal_year int, subject varchar, stated decimal(28, 8), expected decimal(28, 8),
    difference decimal(28, 8), tolerance decimal(28, 8), unit varchar, message_zh varchar, likely_explanation varchar,
    figure_ids varchar[], first_seen_at timestamptz, waiver_reason varchar, waived_by varchar, rule_version varchar
);
"""


@pytest.fixture
def publish(tmp_path: Path) -> Callable[..., None]:
    """Return a function that publishes a snapshot with findings of (key, state, severity, stated)."""
    home = Home(tmp_path / "home")

    def published(
        findings: Sequence[tuple[str, str, str, str]], load_id: str = "20261122T020000Z", is_empty_file: bool = False
    ) -> None:
        home.snapshots.mkdir(parents=True, exist_ok=True)
        home.warehouse.unlink(missing_ok=True)
        with duckdb.connect(home.warehouse) as connection:
            for statement in _TABLES.split(";"):
                if statement.strip():
                    values = {"load_id": load_id, "is_empty_file": is_empty_file}
                    named = {name: value for name, value in values.items() if f"${name}" in statement}
                    connection.execute(statement, named or None)
            for key, state, severity, stated in findings:
                message = f"{key} 合计：写 {stated}，应为 264.30 万元。请部门核对。"
                connection.execute(
                    "insert into quality.finding values (?, ?, ?, 'E15', 'rep', '530624', 'dep', 2023, ?, ?, 2643000,"
                    " ?::decimal(28, 8) - 2643000, 200, '元', ?, null, ['fig'], '2026-11-20', ?, ?, 'v1')",
                    [key, state, severity, f"{key} 合计", stated, stated, message,
                     "已核实" if state == "waived" else None, "李" if state == "waived" else None],
                )  # fmt: skip

    return published
