"""What is published beside a snapshot: it comes with it, goes with it, and its failure costs nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from orchestration.companions import Companion
from orchestration.home import Home
from orchestration.publish import publish
from tests.orchestration.test_publish import LOAD, content, make_candidate


def publish_day(home: Home, day: str, *companions: Companion, keep: int = 1) -> Path:
    make_candidate(home, int(day))
    return publish(home, LOAD | {"load_id": f"{day}T180000Z"}, keep, companions)


def write_pages(snapshot: Path, out: Path, before: Path | None) -> None:
    (out / "index.html").write_text(str(content(snapshot)))
    if before:
        os.link(before / "index.html", out / "before.html")


def test_companion_is_built_from_its_snapshot_and_may_take_over_from_the_one_before(tmp_path: Path) -> None:
    home = Home(tmp_path)
    for day in ("20240601", "20240602"):
        publish_day(home, day, Companion("site", write_pages))
        assert (home.published("site") / "index.html").read_text() == day
    assert (home.published("site") / "before.html").read_text() == "20240601"
    assert [path.name for path in home.snapshots.glob("*.site")] == ["20240602T180000Z.site"]


def test_companion_that_breaks_costs_neither_the_snapshot_nor_the_others(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    home = Home(tmp_path)

    def broken(snapshot: Path, out: Path, before: Path | None) -> None:
        (out / "half.html").write_text("half")
        raise ValueError("no such template")

    publish_day(home, "20240601", Companion("site", write_pages))
    publish_day(home, "20240602", Companion("site", broken), Companion("pages", write_pages), keep=2)
    assert content(home.warehouse) == 20240602
    assert (home.published("pages") / "index.html").read_text() == "20240602"
    assert not home.published("site").exists(), "pages of an older snapshot would not match this one"
    assert not list(home.snapshots.glob("20240602T180000Z.site")) + list(home.snapshots.glob(".*.partial"))
    assert "no such template" in caplog.text
