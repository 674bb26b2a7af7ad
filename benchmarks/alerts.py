"""How long 5,000 findings to 200 recipients take: digests built, workbooks written, mails handed to a server.

    python -m benchmarks.alerts [--findings 5000] [--recipients 200]

Every recipient has departments of his own, or every recipient has everything; of each the first night, when all is new,
and the second, in which every tenth finding was put right and as many came. The server is a process of its own that
takes every mail and counts its bytes; its processor time, which a real one spends elsewhere, is told apart.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import duckdb

from orchestration.alerts.delivery import Clock
from orchestration.alerts.sending import send
from orchestration.alerts.settings import parse
from orchestration.home import Home
from orchestration.settings import Settings

DEPARTMENTS = 200
SHARES = ("departments", "everything")
_SNAPSHOT = """
create schema marts; create schema quality; create schema evidence; create schema ops;
create table marts.dim_county as select '530624' as county_code, '大关县' as county_name;
create table marts.dim_department as
    select 'dep' || d as department_key, '530624' as county_code, '大关县第' || d || '局' as department_name
    from range({departments}) as v (d);
create table marts.dim_report as
    select 'rep' || d as report_key, '530624/2023/' || d || '.docx' as source_path from range({departments}) as v (d);
create table quality.dim_rule as
    select 'E' || r as rule_id, 'total' as family, '合计等于各项之和' as title_zh from range(20) as v (r);
create table quality.operand as select 'f' || n as check_key, 'eq' as relation from range({findings}) as v (n);
create table quality.cause as select 'f' || n as finding_key, 'f' || (n - n % 3) as cause_key
    from range({findings}) as v (n);
create table evidence.block as
    select 'rep' || (n % {departments}) as report_key, n as block,
        '一、部门概况。第' || n || '项支出合计246.30万元，其中:货物58.20万元，工程120.00万元，服务86.10万元。' as text
    from range({findings}) as v (n);
create table evidence.figure as
    select 'g' || n as figure_id, 'rep' || (n % {departments}) as report_key, n as block, 14 as char_start,
        20 as char_end, '万元' as unit, 246.30::decimal(28, 8) as value
    from range({findings}) as v (n);
create table ops.document as select '' as source_path, '' as sha256, '' as county_code, 'loaded' as state,
    '' as reason_code where false;
create table ops.load as select '20261122T020000Z' as load_id;
create table quality.finding as
    select 'f' || n as finding_key, 'open' as state, ['critical', 'warning', 'info'][1 + n % 3] as severity,
        'E' || (n % 20) as rule_id, 'rep' || (n % {departments}) as report_key, '530624' as county_code,
        'dep' || (n % {departments}) as department_key, 2023 as fiscal_year, '2023 支出 第' || n || '项合计' as subject,
        2463000::decimal(28, 8) as stated, (2643000 + n)::decimal(28, 8) as expected,
        (-180000 - n)::decimal(28, 8) as difference, 200::decimal(28, 8) as tolerance, '元' as unit,
        '合计与各项之和不符。请部门核对合计与各项金额。' as message_zh, '有一位数字不同' as likely_explanation,
        ['g' || n] as figure_ids, now() as first_seen_at, null::varchar as waiver_reason,
        null::varchar as waived_by, 'v1' as rule_version
    from range({findings}) as v (n);
"""


def main() -> None:
    """Run the nights and print what each took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--findings", type=int, default=5000)
    parser.add_argument("--recipients", type=int, default=200)
    asked = parser.parse_args()
    print(f"{asked.findings} findings, {asked.recipients} recipients, {DEPARTMENTS} departments")
    print(f"{'each has':<14} {'night':>6} {'mails':>6} {'MB':>7} {'seconds':>8} {'processor s':>12} {'server s':>9}")
    for share in SHARES:
        with tempfile.TemporaryDirectory() as folder, _server() as (port, counted):
            settings = _settings(Path(folder), port, asked.recipients, share)
            _publish(settings, asked.findings)
            for night in (1, 2):
                if night == 2:
                    _change(settings)
                began, used = time.monotonic(), _processor()
                lines = send(settings, Clock())
                seconds, used = time.monotonic() - began, _processor() - used
                counted.send("how many?")
                mails, size, served = counted.recv()
                if lines != [f"{asked.recipients} sent"] or mails != asked.recipients:
                    raise SystemExit(f"{share}, night {night}: {mails} mails arrived; {lines}")
                print(
                    f"{share:<14} {night:>6} {mails:>6} {size / 1e6:>7.1f} {seconds:>8.1f} {used:>12.1f} {served:>9.1f}"
                )


def _settings(folder: Path, port: int, recipients: int, share: str) -> Settings:
    names = [f"r{number}" for number in range(recipients)]
    if share == SHARES[0]:
        routes: list[dict[str, Any]] = [
            {
                "to": [name],
                "departments": [f"大关县第{d}局" for d in range(number % DEPARTMENTS, DEPARTMENTS, recipients)],
            }
            for number, name in enumerate(names)
        ]
    else:
        routes = [{"to": names}]
    table = {
        "channels": {
            "mail": {"kind": "mail", "host": "127.0.0.1", "port": port, "security": "insecure", "sender": "bw@b.cn"}
        },
        "recipients": {name: {"channel": "mail", "address": f"{name}@b.cn"} for name in names},
        "routes": routes,
    }
    return Settings(home=folder / "home", landing=folder, alerts=parse(table, {}, "benchmark"))


def _publish(settings: Settings, findings: int) -> None:
    home = Home(settings.home)
    home.warehouse.parent.mkdir(parents=True)
    with duckdb.connect(home.warehouse) as connection:
        connection.execute(_SNAPSHOT.format(findings=findings, departments=DEPARTMENTS))


def _change(settings: Settings) -> None:
    """Put every tenth finding of each department right and bring as many new ones."""
    with duckdb.connect(Home(settings.home).warehouse) as connection:
        tenth = f"cast(substr(finding_key, 2) as int) // {DEPARTMENTS} % 10 = 0"
        connection.execute(f"create table new as from quality.finding where {tenth}")
        connection.execute(f"update quality.finding set state = 'resolved' where {tenth}")
        connection.execute("update new set finding_key = finding_key || '-new'; insert into quality.finding from new")


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


@contextmanager
def _server() -> Iterator[tuple[int, Connection]]:
    """Run a mail server in a process of its own; whoever asks it over the connection gets what it took since."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(there,))
    process.start()
    try:
        yield here.recv(), here
    finally:
        here.send("stop")
        process.join()


def _serve(connection: Connection) -> None:
    from aiosmtpd.controller import Controller

    class Counter:
        mails = size = 0
        used = 0.0

        def told(self) -> tuple[int, int, float]:
            """Return mails, bytes and processor seconds since this was last asked."""
            now = _processor()
            said = self.mails, self.size, now - self.used
            self.mails, self.size, self.used = 0, 0, now
            return said

        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
            self.mails, self.size = self.mails + 1, self.size + len(envelope.content)
            return "250 OK"

    counter = Counter()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(counter, hostname="127.0.0.1", port=port)
    controller.start()
    counter.told()
    connection.send(port)
    while connection.recv() != "stop":
        connection.send(counter.told())
    controller.stop()


if __name__ == "__main__":
    main()
