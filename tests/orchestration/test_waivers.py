"""Waivers: written by the command, edited by hand, read by the load."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from orchestration.errors import Trouble, WrongUsage
from orchestration.home import Home
from orchestration.waivers import COLUMNS, NoSuchFinding, SpoiltFile, read_waivers, unwaive, waive

TODAY = date(2026, 3, 1)
HEADER = "finding_key,rule_version,stated,expected,tolerance,reason,by,until\n"


@pytest.fixture
def snapshot() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("""
            create schema quality; create schema marts;
            create table marts.dim_department as
                select 'd' as department_key, '652825' as county_code, '且末县档案馆' as department_name;
            create table quality.finding as select *, 'B01' as rule_id, 'd' as department_key,
                '652825' as county_code, 2021 as fiscal_year, '%' as unit, 'v1' as rule_version,
                80::decimal(28, 8) as stated, 77.19::decimal(28, 8) as expected, 0.005::decimal(28, 8) as tolerance
            from (values ('aaa1', 'open', '到位率，总额'), ('aaa2', 'open', '执行率'), ('bbb1', 'resolved', '旧'))
                as v (finding_key, state, subject)
        """)
        yield connection


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def lines(home: Home) -> list[dict[str, str]]:
    with home.waivers.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_waiver_is_written_with_what_it_is_bound_to(snapshot: duckdb.DuckDBPyConnection, home: Home) -> None:
    told = waive(snapshot, home, "aaa1", "分母为调整预算，已核实", "李", date(2026, 12, 31), TODAY)
    assert "waived until 2026-12-31" in told
    (line,) = lines(home)
    assert tuple(line) == COLUMNS
    assert (line["department"], line["subject"], line["on"]) == ("且末县档案馆", "到位率，总额", "2026-03-01")
    ((waiver,), bad) = read_waivers(home.waivers)
    assert (waiver.stated, waiver.expected, waiver.tolerance) == (Decimal(80), Decimal("77.19"), Decimal("0.005"))
    assert (waiver.rule_version, waiver.waived_by, waiver.waiver_until) == ("v1", "李", date(2026, 12, 31))
    assert bad == []


def test_a_second_waiver_replaces_the_first_and_nothing_else(snapshot: duckdb.DuckDBPyConnection, home: Home) -> None:
    waive(snapshot, home, "aaa1", "一", "李", None, TODAY)
    waive(snapshot, home, "aaa2", "二", "王", None, TODAY)
    waive(snapshot, home, "aaa1", "三", "李", None, TODAY)
    assert {line["finding_key"]: line["reason"] for line in lines(home)} == {"aaa2": "二", "aaa1": "三"}


def test_a_waiver_is_taken_back(snapshot: duckdb.DuckDBPyConnection, home: Home) -> None:
    waive(snapshot, home, "aaa1", "一", "李", None, TODAY)
    waive(snapshot, home, "aaa2", "二", "王", None, TODAY)
    assert "aaa1: no longer waived" in unwaive(home, "aaa1")
    assert [line["finding_key"] for line in lines(home)] == ["aaa2"]
    with pytest.raises(NoSuchFinding, match="no waiver in"):
        unwaive(home, "aaa1")


@pytest.mark.parametrize(
    ("finding", "reason", "until", "error", "message"),
    [
        pytest.param("ccc", "x", None, NoSuchFinding, "no finding in the snapshot", id="unknown finding"),
        pytest.param("aaa", "x", None, NoSuchFinding, "2 findings in the snapshot", id="not told apart"),
        pytest.param("", "x", None, NoSuchFinding, "3 findings in the snapshot", id="no key"),
        pytest.param("bbb1", "x", None, NoSuchFinding, "nothing to waive", id="resolved already"),
        pytest.param("aaa1", "  ", None, WrongUsage, "--reason is empty", id="no reason"),
        pytest.param("aaa1", "x", date(2026, 2, 28), WrongUsage, "2026-02-28 has passed", id="in the past"),
    ],
)
def test_what_cannot_be_waived(
    snapshot: duckdb.DuckDBPyConnection,
    home: Home,
    finding: str,
    reason: str,
    until: date | None,
    error: type[Trouble],
    message: str,
) -> None:
    with pytest.raises(error, match=message):
        waive(snapshot, home, finding, reason, "李", until, TODAY)
    assert not home.waivers.exists()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param("k,v1,80,77,0,,李,", "line 3: reason is empty", id="no reason"),
        pytest.param("k,v1,80,77,0,x,,", "line 3: by is empty", id="nobody"),
        pytest.param(",v1,80,77,0,x,李,", "line 3: finding_key is empty", id="no key"),
        pytest.param("k,v1,8o,77,0,x,李,", "line 3: stated is '8o'; expected a number", id="no number"),
        pytest.param("k,v1,80,77,0,x,李,明年", "line 3: until is '明年'; expected a day such as", id="no day"),
        pytest.param("k,v1,80,77,0,x,李,2026-02-30", "line 3: until is '2026-02-30'", id="no such day"),
        pytest.param("k,v1,80,77,0,x,李", "line 3: 7 cells, expected 8", id="a cell too few"),
        pytest.param("good,v1,80,77,0,x,李,", "line 3: is about the same as line 2", id="the same finding twice"),
    ],
)
def test_a_line_that_cannot_be_used_is_told_and_the_others_hold(home: Home, line: str, said: str) -> None:
    home.waivers.write_text(f"{HEADER}good,v1,80,77,0,一,李,2026/12/31\n{line}\n", encoding="utf-8")
    waivers, bad = read_waivers(home.waivers)
    assert [waiver.finding_key for waiver in waivers] == ["good"]
    assert len(bad) == 1
    assert f"waivers.csv, {said}" in str(bad[0])


def test_a_file_without_its_columns_gives_no_waiver_and_says_so(home: Home) -> None:
    home.waivers.write_text("finding_key,reason\nk,x\n", encoding="utf-8")
    waivers, (bad,) = read_waivers(home.waivers)
    assert waivers == []
    assert "line 1: no column rule_version, stated, expected, tolerance, by, until among finding_key, reason" in str(
        bad
    )


def test_what_people_added_to_the_file_stays(snapshot: duckdb.DuckDBPyConnection, home: Home) -> None:
    home.waivers.write_text(f"{HEADER.strip()},文号\ngood,v1,80,77,0,一,李,,财绩〔2026〕1号\n", encoding="gb18030")
    waive(snapshot, home, "aaa1", "二", "王", None, TODAY)
    assert [line["文号"] for line in lines(home)] == ["财绩〔2026〕1号", ""]


def test_a_spoilt_file_is_not_written_over(snapshot: duckdb.DuckDBPyConnection, home: Home) -> None:
    spoilt = f"{HEADER}good,v1,80,77,0,一,李\n"
    home.waivers.write_text(spoilt, encoding="utf-8")
    with pytest.raises(SpoiltFile, match="line 2: 7 cells, expected 8"):
        waive(snapshot, home, "aaa1", "二", "王", None, TODAY)
    assert home.waivers.read_text(encoding="utf-8") == spoilt
