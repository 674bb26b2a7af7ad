"""What a load has to touch: partitions whose files or whose code changed, and those that are gone."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from ingest import store
from ingest.limits import Limits
from ingest.routing import Landed, Partition
from ingest.workers import HERE
from orchestration.home import Home
from orchestration.survey import (
    Manifest,
    by_partition,
    plan,
    read_manifests,
    read_survey,
    remove,
    take_survey,
    write_manifest,
    write_survey,
)

QIEMO, MAOXIAN = Partition("652825", 2021), Partition("513223", 2023)
NOW = datetime(2024, 6, 1, 18, tzinfo=UTC)


def landed(name: str, partition: Partition | None, sha256: str = "a") -> Landed:
    state = (None, None, None) if partition else ("held", "unknown_county", "which county?")
    return Landed(name, Path("/landing") / name, sha256, 10, partition, *state)


def loaded(partition: Partition, version: str = "1", **files: str) -> Manifest:
    return Manifest(partition.key, version, NOW.isoformat(), files)


@pytest.mark.parametrize(
    ("files", "before", "changed", "unchanged", "vanished"),
    [
        pytest.param([landed("x", QIEMO)], [], [QIEMO], [], [], id="new county"),
        pytest.param([landed("x", QIEMO)], [loaded(QIEMO, x="a")], [], [QIEMO], [], id="nothing happened"),
        pytest.param([landed("x", QIEMO, "b")], [loaded(QIEMO, x="a")], [QIEMO], [], [], id="other content"),
        pytest.param([landed("y", QIEMO)], [loaded(QIEMO, x="a")], [QIEMO], [], [], id="other name"),
        pytest.param([landed("x", QIEMO)], [loaded(QIEMO, x="a", y="b")], [QIEMO], [], [], id="one file gone"),
        pytest.param([landed("x", QIEMO)], [loaded(QIEMO, "0", x="a")], [QIEMO], [], [], id="other lexicon"),
        pytest.param([landed("x", None)], [loaded(QIEMO, x="a")], [], [], [QIEMO], id="all files gone"),
    ],
)
def test_plan_follows_files_and_version(
    files: list[Landed],
    before: list[Manifest],
    changed: list[Partition],
    unchanged: list[Partition],
    vanished: list[Partition],
) -> None:
    made = plan(files, before, version="1")
    assert (list(made.changed), list(made.unchanged), list(made.vanished)) == (changed, unchanged, vanished)


def test_full_load_takes_the_unchanged_too() -> None:
    assert plan([landed("x", QIEMO)], [loaded(QIEMO, x="a")], "1", full=True).changed == (QIEMO,)


def test_load_of_one_county_leaves_the_others_alone() -> None:
    made = plan(
        [landed("x", QIEMO)],
        [loaded(MAOXIAN, z="c")],
        "1",
        wanted=lambda partition: partition.county_code == "652825",
    )
    assert (made.changed, made.vanished) == ((QIEMO,), ())


def test_order_of_files_changes_nothing() -> None:
    files = [landed("b", QIEMO), landed("a", QIEMO), landed("c", MAOXIAN)]
    assert by_partition(files) == by_partition(files[::-1])
    assert by_partition(files)[QIEMO] == [files[1], files[0]]
    assert plan(files, [], "1") == plan(files[::-1], [], "1")


def test_survey_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    no_text = Path(os.fsdecode(b"/landing/\xbe\xf6.doc"))
    files = [landed("x", QIEMO), landed("y", None), replace(landed("决.doc", QIEMO), path=no_text)]
    write_survey(Home(tmp_path), files)
    assert read_survey(Home(tmp_path)) == files


def test_survey_takes_over_what_the_one_before_found_under_the_same_version(tmp_path: Path) -> None:
    (tmp_path / "landing" / "inbox").mkdir(parents=True)
    (tmp_path / "landing" / "inbox" / "甲.txt").write_text("茂县文化馆2023年部门决算公开", encoding="utf-8")
    home, landing = Home(tmp_path / "home"), tmp_path / "landing"
    (found,) = take_survey(home, landing, HERE, Limits(), "1")
    assert found.partition == MAOXIAN
    # What another survey cannot have found by reading the file shows that it was not read.
    write_survey(home, [replace(found, partition=QIEMO)], "1")
    assert take_survey(home, landing, HERE, Limits(), "1")[0].partition == QIEMO
    assert take_survey(home, landing, HERE, Limits(), "1", full=True)[0].partition == MAOXIAN
    write_survey(home, [replace(found, partition=QIEMO)], "1")
    assert take_survey(home, landing, HERE, Limits(), "2")[0].partition == MAOXIAN


def test_manifest_makes_the_partition_unchanged_until_it_is_removed(tmp_path: Path) -> None:
    home = Home(tmp_path)
    document = pl.DataFrame({"source_path": ["x"], "sha256": ["a"]})
    store.write_tables(home.clean, QIEMO.stem, {"document": document})
    write_manifest(home, QIEMO, document, "1", NOW)
    assert plan([landed("x", QIEMO)], read_manifests(home), "1").unchanged == (QIEMO,)
    remove(home, QIEMO)
    assert read_manifests(home) == []


def test_manifest_cut_short_counts_as_never_loaded(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.loaded_partitions.mkdir(parents=True)
    (home.loaded_partitions / "652825-2021.json").write_text('{"key": "6528')
    assert read_manifests(home) == []
