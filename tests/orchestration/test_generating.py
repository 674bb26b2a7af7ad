"""`budget-warehouse generate`."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from orchestration.cli import app


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["generate", *arguments])
    return result.exit_code, result.output


def test_reports_and_their_true_facts_are_written(tmp_path: Path) -> None:
    status, told = run("--landing", str(tmp_path / "reports"), "--reports", "4", "--format", "text,html")
    assert status == 0
    assert "Reports     4" in told
    assert {path.suffix for path in (tmp_path / "reports").rglob("*.*")} <= {".txt", ".html"}
    assert len([path for path in (tmp_path / "reports").rglob("*") if path.is_file()]) == 4
    assert (tmp_path / "reports-truth" / "budget.csv").read_text(encoding="utf-8").count("\n") > 4


def test_an_unknown_format_names_those_there_are(tmp_path: Path) -> None:
    status, told = run("--landing", str(tmp_path / "reports"), "--format", "text,odt")
    assert status == 2
    assert "found odt" in told
    assert not (tmp_path / "reports").exists()
