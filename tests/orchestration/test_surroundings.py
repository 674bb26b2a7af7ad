"""What `doctor` says of schedule, disk, storage, declared files and sources."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from orchestration.landing.settings import Addresses
from orchestration.settings import Settings
from orchestration.surroundings import checks_around


def told(settings: Settings, name: str) -> tuple[str, str]:
    return dict(checks_around(settings))[name]()


def test_the_next_time_of_the_schedule_is_named(tmp_path: Path) -> None:
    settings = Settings(tmp_path, tmp_path, cron="30 3 * * *", timezone="Asia/Urumqi")
    detail, advice = told(settings, "schedule")
    assert "30 3 * * * Asia/Urumqi: next 20" in detail
    assert " 03:30, in " in detail
    assert advice == ""


def test_a_full_disk_is_told_before_the_load_finds_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=5 << 20))
    detail, advice = told(Settings(tmp_path / "not" / "yet", tmp_path), "disk")
    assert detail.startswith("5 MB free")
    assert "make room" in advice


def test_the_list_of_reports_that_are_owed_must_be_there_where_the_settings_name_it(tmp_path: Path) -> None:
    detail, advice = told(Settings(tmp_path, tmp_path), "expected reports")
    assert (detail, advice) == (f"{tmp_path / 'expected_reports.csv'}: none, no report counts as owed", "")
    _, advice = told(Settings(tmp_path, tmp_path, expected_reports=tmp_path / "owed.csv"), "expected reports")
    assert "take expected_reports out" in advice


def test_a_line_that_a_load_would_not_use_is_named(tmp_path: Path) -> None:
    owed = "county,department,year,genre,due_on\n430423,水利局,2023,部门决算,\n999999,水利局,2023,部门决算,\n"
    (tmp_path / "expected_reports.csv").write_text(owed, encoding="utf-8")
    (tmp_path / "waivers.csv").write_text("finding,why\n", encoding="utf-8")
    detail, advice = told(Settings(tmp_path, tmp_path), "expected reports")
    assert detail == f"1 in {tmp_path / 'expected_reports.csv'}, 1 lines not used"
    assert "line 3: county is '999999'" in advice
    assert "no column finding_key" in told(Settings(tmp_path, tmp_path), "waivers")[1]


def test_a_machine_with_less_memory_than_a_load_may_take_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sysconf", {"SC_PAGE_SIZE": 4096, "SC_PHYS_PAGES": 786_432}.__getitem__)
    settings = Settings(tmp_path, tmp_path, database_memory_mb=2048)
    assert told(settings, "memory") == (
        "3,072 MB, a load may take 3,584",
        "set database_memory_mb to 1536, or add memory",
    )
    assert told(Settings(tmp_path, tmp_path, database_memory_mb=1536), "memory")[1] == ""


def test_postgresql_that_answers_and_one_that_does_not(
    tmp_path: Path, postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(tmp_path, tmp_path, dagster_storage="postgresql")
    monkeypatch.setenv("BUDGET_WAREHOUSE_POSTGRES_URL", postgresql)
    assert told(settings, "dagster storage") == ("PostgreSQL answers", "")
    monkeypatch.setenv("BUDGET_WAREHOUSE_POSTGRES_URL", postgresql.replace("correct", "wrong"))
    detail, advice = told(settings, "dagster storage")
    assert "password authentication failed" in detail
    assert "BUDGET_WAREHOUSE_POSTGRES_URL" in advice
    assert "wrong" not in detail


def test_sources_are_asked_and_what_is_wrong_is_said(tmp_path: Path) -> None:
    listed = tmp_path / "addresses.csv"
    settings = Settings(tmp_path, tmp_path, source=(Addresses("sites", listed, timeout_seconds=1),))
    assert "cannot be read" in told(settings, "source sites")[0]
    listed.write_text("county,year,address\n430423,2023,http://127.0.0.1:9/a.docx\n")
    assert told(settings, "source sites")[0] == "1 of 1 hosts do not answer: http://127.0.0.1:9"
