"""Releases: their manifests, the way back, and what changed between them."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from orchestration.companions import Companion
from orchestration.home import Home
from orchestration.publish import publish
from orchestration.release import (
    DamagedRelease,
    NoSuchRelease,
    current,
    digest,
    point_everything_to,
    releases,
    way_back,
)
from orchestration.release_diff import differences
from orchestration.state import LOAD, enter_rolled_back, open_books

DAYS = ("20240601T180000Z", "20240602T180000Z", "20240603T180000Z")
CHANGE = "change_key varchar, kind varchar, fact_table varchar, fact_key varchar, measure varchar, report_key varchar"
CHANGE += ", county_code varchar, department_key varchar, fiscal_year integer, subject varchar"
CHANGE += ", old_value decimal(28, 8), new_value decimal(28, 8), old_text varchar, new_text varchar"


def publish_day(home: Home, load_id: str, *changes: tuple[str, str, int | None, int | None], keep: int = 7) -> Path:
    """Publish a snapshot whose facts changed so; a change is a fact's key, its kind, old and new value."""
    home.work.mkdir(parents=True, exist_ok=True)
    home.candidate.unlink(missing_ok=True)
    columns = ", ".join(f"{name} varchar" for name in LOAD)
    with duckdb.connect(home.candidate) as connection:
        connection.execute(f"create schema ops; create table ops.load ({columns})")
        if home.warehouse.exists():
            connection.execute(f"attach '{home.warehouse.resolve()}' as before (read_only)")
            connection.execute("insert into ops.load from before.ops.load; detach before")
        connection.execute("create schema marts; create table marts.fct_budget as select 1 as x")
        connection.execute(
            "create table marts.dim_department as select 'd' as department_key, '且末县水利局' as department_name"
        )
        connection.execute(f"create schema quality; create table quality.release_change ({CHANGE})")
        for key, kind, old, new in changes:
            row = [key, kind, "fct_budget", key, "amount_yuan", "r", "652825", "d", 2023, "total", old, new, None, None]
            connection.execute(f"insert into quality.release_change values ({', '.join('?' for _ in row)})", row)

    def pages(snapshot: Path, out: Path, before: Path | None) -> None:
        (out / "index.html").write_text(snapshot.stem)

    return publish(home, {"load_id": load_id, "status": "published"}, keep, [Companion("site", pages)])


def roll_back(home: Home, load_id: str | None = None) -> None:
    """Do what the command does."""
    was, again = home.warehouse.resolve(), way_back(home, load_id)
    enter_rolled_back(home, was, again)
    point_everything_to(home, again)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a home with three releases; fact a changed twice, b came and went, c came and stayed, d came back."""
    home = Home(tmp_path)
    publish_day(home, DAYS[0])
    publish_day(home, DAYS[1], ("a", "changed", 1, 2), ("b", "added", None, 5), ("d", "changed", 7, 8))
    publish_day(
        home,
        DAYS[2],
        ("a", "changed", 2, 3),
        ("b", "withdrawn", 5, None),
        ("c", "added", None, 6),
        ("d", "changed", 8, 7),
    )
    return home


def test_manifest_describes_the_file_beside_it(home: Home) -> None:
    release = current(home)
    assert release is not None
    assert (release.load_id, release.previous) == (DAYS[2], DAYS[1])
    assert release.sha256 == digest(home.warehouse)
    assert (release.bytes, release.rows["quality.release_change"]) == (home.warehouse.stat().st_size, 4)
    assert release.versions["duckdb"] == duckdb.__version__
    assert [each.load_id for each in releases(home)] == list(reversed(DAYS))


def test_rollback_gives_readers_the_snapshot_before_with_its_pages(home: Home) -> None:
    roll_back(home)
    assert home.warehouse.resolve().stem == DAYS[1]
    assert (home.published("site") / "index.html").read_text() == DAYS[1]
    roll_back(home, DAYS[0][:8])
    assert home.warehouse.resolve().stem == DAYS[0]
    with pytest.raises(NoSuchRelease, match="no snapshot before 20240601T180000Z is kept"):
        roll_back(home)
    with pytest.raises(NoSuchRelease, match=r"'2025': no snapshots of this name; kept are: 20240603T180000Z, "):
        roll_back(home, "2025")


def test_rollback_refuses_a_file_that_is_not_the_one_that_was_published(home: Home) -> None:
    snapshot = home.snapshots / f"{DAYS[1]}.duckdb"
    snapshot.chmod(0o644)
    snapshot.write_bytes(b"something else")
    with pytest.raises(DamagedRelease, match="is not the file that was published"):
        roll_back(home)
    assert home.warehouse.resolve().stem == DAYS[2]


def test_load_after_a_rollback_continues_from_there_and_tells_of_it(home: Home) -> None:
    enter_rolled_back(home, home.warehouse.resolve(), way_back(home, DAYS[0]))
    open_books(home)
    loads = duckdb.sql(f"select status from '{home.state}/load.parquet'").fetchall()
    assert set(loads) == {("published",)}, "killed before the pointer moved"
    roll_back(home, DAYS[0])
    open_books(home)
    loads = duckdb.sql(f"select load_id, status from '{home.state}/load.parquet' order by 1").fetchall()
    assert loads == [(DAYS[0], "published"), (DAYS[1], "rolled_back"), (DAYS[2], "rolled_back")]
    publish_day(home, "20240604T180000Z", ("a", "changed", 1, 9), keep=2)
    release = current(home)
    assert release is not None
    assert release.previous == DAYS[0]
    assert [each.load_id for each in releases(home)] == ["20240604T180000Z", DAYS[2]]


def test_snapshot_without_a_manifest_was_never_published(home: Home) -> None:
    (home.snapshots / "20240609T180000Z.duckdb").write_bytes(b"the machine was killed here")
    assert [each.load_id for each in releases(home)] == list(reversed(DAYS))
    publish_day(home, "20240610T180000Z", keep=3)
    kept = sorted(path.stem for path in home.snapshots.glob("*.duckdb"))
    assert kept == [*DAYS[1:], "20240610T180000Z"], "it takes no place of one that was"


def test_diff_of_the_newest_release(home: Home) -> None:
    answer = differences(home, None, None, is_brief=True)
    assert answer.rows == [("652825", "且末县水利局", 2023, 1, 2, 1)]


def test_diff_over_several_releases_puts_their_changes_together(home: Home) -> None:
    answer = differences(home, DAYS[0], DAYS[2], is_brief=False)
    place = [answer.columns.index(name) for name in ("fact_key", "kind", "old_value", "new_value")]
    found = sorted(tuple(row[at] for at in place) for row in answer.rows)
    assert found == [("a", "changed", 1, 3), ("c", "added", None, 6)]


def test_diff_against_what_is_not_there_says_so(home: Home) -> None:
    with pytest.raises(NoSuchRelease, match="is the first snapshot"):
        differences(home, None, DAYS[0], is_brief=True)
    with pytest.raises(NoSuchRelease, match="does not follow from"):
        differences(home, DAYS[2], DAYS[1], is_brief=True)


def test_manifest_is_plain_json(home: Home) -> None:
    said = json.loads((home.snapshots / f"{DAYS[2]}.json").read_text(encoding="utf-8"))
    assert set(said) >= {"load_id", "sha256", "rows", "versions", "inputs", "previous"}
