"""Commands: what they print, and with which status they end."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from orchestration.cli import app

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = ("load", "query", "findings", "explain", "unmapped", "doctor", "serve", "waive", "unwaive")


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in a folder of its own: no settings file and no data of the checkout."""
    monkeypatch.chdir(tmp_path)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_help_names_every_command() -> None:
    result = run("--help")
    assert result.exit_code == 0
    for command in COMMANDS:
        assert command in result.output
        assert run(command, "--help").exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--help"], id="help"),
        pytest.param(["query", "select count(*) from marts.fct_budget", "--home", "{home}"], id="query"),
    ],
)
def test_help_and_query_do_not_wait_for_the_heavy_tools(home: Path, arguments: list[str]) -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from orchestration.cli import app;"
        f"result = CliRunner().invoke(app, {[argument.format(home=home) for argument in arguments]!r});"
        "assert result.exit_code == 0, result.output;"
        "heavy = {'dagster', 'dbt', 'great_expectations', 'polars', 'pandas'} & set(sys.modules);"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_query_answers_in_the_asked_format(home: Path) -> None:
    result = run("query", "select amount_yuan from marts.fct_budget", "--home", home, "--format", "json")
    assert json.loads(result.stdout) == [{"amount_yuan": 5068300}]


def test_query_writes_a_file(home: Path, tmp_path: Path) -> None:
    result = run("query", "from marts.fct_budget", "--home", home, "--format", "xlsx", "--out", tmp_path / "a.xlsx")
    assert result.exit_code == 0
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        pytest.param("selec 1", "syntax error", id="misspelt"),
        pytest.param("select * from marts.fct_budgets", "fct_budget", id="unknown table, the nearest is named"),
        pytest.param("delete from marts.fct_budget", "read-only", id="would change the snapshot"),
        pytest.param("copy (select 1) to 'x.csv'", "read-only", id="would write a file"),
        pytest.param("select 1; select 2", "one by one", id="two statements"),
        pytest.param("", "found nothing", id="nothing"),
    ],
)
def test_wrong_query_says_why_and_ends_with_2(home: Path, sql: str, said: str) -> None:
    result = run("query", sql, "--home", home)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_pivot_is_a_query(home: Path) -> None:
    result = run("query", "pivot quality.finding on severity using count(*) group by rule_id", "--home", home)
    assert result.exit_code == 0, result.output
    assert "critical" in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["query", "select 1"], id="query"),
        pytest.param(["findings"], id="findings"),
        pytest.param(["unmapped"], id="unmapped"),
        pytest.param(["explain", "abcdef"], id="explain"),
    ],
)
def test_question_before_the_first_load_says_what_to_do(arguments: list[str], tmp_path: Path) -> None:
    result = run(*arguments, "--home", tmp_path / "new")
    assert result.exit_code == 1
    assert "budget-warehouse load" in result.stderr
    assert not (tmp_path / "new").exists()


def test_findings_are_the_open_ones_unless_asked_otherwise(home: Path) -> None:
    rows = json.loads(run("findings", "--home", home, "--format", "json").stdout)
    assert [row["state"] for row in rows] == ["open"]
    assert rows[0]["department_name"] == "且末县委办公室"
    everything = json.loads(run("findings", "--home", home, "--format", "json", "--state", "all").stdout)
    assert [row["severity"] for row in everything] == ["critical", "info"]


@pytest.mark.parametrize("option", [["--county", "513223"], ["--year", "2022"], ["--severity", "warning"]])
def test_findings_of_others_are_left_out(home: Path, option: list[str]) -> None:
    assert json.loads(run("findings", "--home", home, "--format", "json", *option).stdout) == []


@pytest.mark.parametrize("command", ["findings", "load"])
@pytest.mark.parametrize(
    ("county", "said"),
    [
        pytest.param("999999", "no county has this code", id="a code that no county has"),
        pytest.param("衡山县", "衡山县 in 湖南省 is 430423", id="a name, whose code is told"),
    ],
)
def test_a_wrong_county_is_no_county_without_findings(home: Path, command: str, county: str, said: str) -> None:
    result = run(command, "--home", home, "--county", county)
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_a_place_that_cannot_be_written_is_told_in_a_sentence(home: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / "nowhere" / "answer"
    result = run("query", "select 1 as one", "--home", home, "--format", form, "--out", out)
    assert result.exit_code == 1
    assert result.stderr == f"{out}: No such file or directory; name another file or folder, or mend its rights\n"


def test_days_of_findings_are_those_of_the_time_zone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def first_seen() -> str:
        (row,) = json.loads(run("findings", "--home", home, "--format", "json").stdout)
        return row["first_seen_on"]

    monkeypatch.setenv("BUDGET_WAREHOUSE_TIMEZONE", "Asia/Shanghai")
    in_china = first_seen()
    monkeypatch.setenv("BUDGET_WAREHOUSE_TIMEZONE", "UTC")
    assert (in_china, first_seen()) == ("2024-06-02", "2024-06-01")


def test_unmapped_counts_what_no_concept_took(home: Path) -> None:
    rows = json.loads(run("unmapped", "--home", home, "--format", "json").stdout)
    assert [(row["label"], row["figures"]) for row in rows] == [("到位率", 1), ("到位率", 1)]
    assert len(json.loads(run("unmapped", "--home", home, "--format", "json", "--top", "1").stdout)) == 1


def test_explain_answers_as_json(home: Path) -> None:
    found = json.loads(run("explain", "figure-0001", "--home", home, "--json").stdout)
    assert found["places"][0]["marked"] == "预算 »506.83 万元«，到位率 80.00%。"


def test_missing_landing_is_wrong_usage_and_an_empty_one_is_not(tmp_path: Path) -> None:
    missing = run("load", "--landing", tmp_path / "nowhere", "--home", tmp_path / "h")
    assert missing.exit_code == 2
    assert "nowhere: no such folder" in missing.stderr
    (tmp_path / "empty").mkdir()
    empty = run("load", "--landing", tmp_path / "empty", "--home", tmp_path / "h")
    assert empty.exit_code == 1
    assert "no files" in empty.stderr


@pytest.mark.parametrize("command", ["load", "doctor", "findings"])
def test_wrong_setting_ends_with_2(tmp_path: Path, command: str) -> None:
    (tmp_path / "budget-warehouse.toml").write_text("keep = 3")
    result = run(command)
    assert result.exit_code == 2
    assert "budget-warehouse.toml" in result.stderr


def test_doctor_says_what_to_do_about_a_missing_landing(tmp_path: Path) -> None:
    result = run("doctor", "--home", tmp_path / "h", "--landing", tmp_path / "nowhere", "--json")
    found = {finding["name"]: finding for finding in json.loads(result.stdout)}
    assert result.exit_code == 1
    assert not found["landing"]["is_well"]
    assert "create it" in found["landing"]["advice"]
    assert found["dbt project"]["is_well"]


def test_doctor_is_content_with_a_loaded_home(home: Path, tmp_path: Path) -> None:
    (tmp_path / "landing").mkdir()
    (tmp_path / "landing" / "report.txt").touch()
    result = run("doctor", "--home", home, "--landing", tmp_path / "landing")
    assert result.exit_code == 0, result.output
    assert "20240601T180000Z" in result.output


def test_a_finding_is_waived_and_the_waiver_taken_back(home: Path) -> None:
    waived = run("waive", "check-bbbb", "--reason", "已核实", "--by", "李", "--home", home)
    assert waived.exit_code == 0, waived.output
    assert "已核实,李" in (home / "waivers.csv").read_text(encoding="utf-8-sig")
    taken_back = run("unwaive", "check-bbbb", "--home", home)
    assert taken_back.exit_code == 0, taken_back.output
    assert "check-bbbb" not in (home / "waivers.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["check-zzzz", "--reason", "x"], "no finding in the snapshot", id="unknown finding"),
        pytest.param(["check-bbbb", "--reason", ""], "--reason is empty", id="no reason"),
        pytest.param(["check-bbbb", "--reason", "x", "--until", "明年"], "--until", id="no day"),
        pytest.param(["check-bbbb", "--reason", "x", "--until", "2020-01-01"], "has passed", id="a day in the past"),
    ],
)
def test_what_cannot_be_waived_says_why(home: Path, arguments: list[str], said: str) -> None:
    result = run("waive", *arguments, "--home", home)
    assert result.exit_code == 2
    assert said in result.output
