"""A small published snapshot with the tables that the commands read, made in SQL; a PostgreSQL server; a free port."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from orchestration.home import Home

SNAPSHOT = """
create schema marts; create schema history; create schema quality; create schema evidence; create schema ops;
create table marts.dim_department as
    select 'dep-1' as department_key, '652825' as county_code, '且末县委办公室' as department_name;
create table marts.dim_report as
    select 'report-aaaa' as report_key, '652825/2021/a.txt' as source_path, '绩效监控报告' as title;
create table history.dim_report as select *, true as is_current from marts.dim_report;
create table marts.fct_budget as
    select 'budget-aaaa' as budget_key, 'report-aaaa' as report_key, 'dep-1' as department_key,
        'figure-0001' as figure_id, 5068300.00::decimal(20, 2) as amount_yuan;
comment on column marts.fct_budget.amount_yuan is '金额（元）: Amount in yuan.';
create table quality.dim_rule as
    select 'B01' as rule_id, '到位率' as title_zh, 'Rate of funds received' as title_en, 'a / b' as formula,
        '' as basis;
create table quality.fct_check as
    select 'check-bbbb' as check_key, 'B01' as rule_id, ['figure-0002'] as operand_figure_ids;
create table quality.finding as
    select 'check-bbbb' as finding_key, severity, 'B01' as rule_id, 'report-aaaa' as report_key,
        '652825' as county_code, 'dep-1' as department_key, 2021 as fiscal_year, subject,
        80.00 as stated, 77.19 as expected, 2.81 as difference,
        0.005 as tolerance, '%' as unit, '请核对' as message_zh,
        null::varchar as likely_explanation, ['figure-0002'] as figure_ids, state,
        timestamptz '2024-06-01 18:00:00+00' as first_seen_at, null::varchar as waived_by,
        null::varchar as waiver_reason, null::date as waiver_until, null::timestamptz as reopened_at,
        null::varchar as reopened_because, 'aaaa0001' as rule_version
    from (values ('critical', '到位率', 'open'), ('info', '旧', 'resolved')) as v (severity, subject, state);
create table quality.cause as
    select 'check-bbbb' as finding_key, 'check-bbbb' as cause_key, false as is_dependent where false;
update quality.finding set finding_key = 'check-cccc' where state = 'resolved';
create table evidence.block as
    select 'report-aaaa' as report_key, 3 as block, '前文。预算 506.83 万元，到位率 80.00%。后文' as text;
create table evidence.section as select 'report-aaaa' as report_key, 's1' as section_id, '一、概况' as path;
create table evidence.figure as
    select *, 'report-aaaa' as report_key, 's1' as section_id, 2 as page, 3 as block
    from (values
        ('figure-0001', 6, 12, '506.83', 'money', '万元', 'fact', '预算', null),
        ('figure-0002', 20, 25, '80.00', 'percent', '%', 'unmapped', '到位率', 'no concept'),
        ('figure-0003', 0, 1, '前', 'other', null, 'unmapped', '到位率', 'no concept')
    ) as v (figure_id, char_start, char_end, raw_text, kind, unit, disposition, label, reason);
create table ops.load as select '20240601T180000Z' as load_id;
"""


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home whose published warehouse is the small snapshot."""
    root = tmp_path_factory.mktemp("home")
    Home(root).warehouse.parent.mkdir()
    with duckdb.connect(Home(root).warehouse) as connection:
        connection.execute(SNAPSHOT)
    return root


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def ports() -> tuple[int, int]:
    """Return two ports on loopback that nobody listens on."""
    return _free_port(), _free_port()


def _program(name: str) -> str | None:
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return shutil.which(name) or (str(installed[0]) if installed else None)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Start a PostgreSQL server of our own on loopback, with a password; return the address of its database."""
    pytest.importorskip("dagster_postgres", reason="the extra postgresql is not installed")
    programs = {name: _program(name) for name in ("initdb", "pg_ctl")}
    if None in programs.values():
        pytest.skip("no PostgreSQL server is installed (apt-get install postgresql)")
    # PostgreSQL refuses to run as root, and nobody cannot enter pytest's own folders.
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    is_root = os.geteuid() == 0
    user = {"user": "nobody", "extra_groups": []} if is_root else {}
    (folder / "password").write_text("correct horse")
    if is_root:
        shutil.chown(folder, "nobody")
        shutil.chown(folder / "password", "nobody")
    data, port = folder / "data", _free_port()

    def run(name: str, *arguments: str) -> None:
        subprocess.run(
            [str(programs[name]), *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=folder,
            env={"LC_ALL": "C"},
            **user,
        )

    run("initdb", "-D", str(data), "-U", "dagster", "--auth=scram-sha-256", f"--pwfile={folder / 'password'}")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off"
    run("pg_ctl", "-D", str(data), "-l", str(folder / "log"), "-w", "-o", options, "start")
    try:
        yield f"postgresql://dagster:correct%20horse@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder)
