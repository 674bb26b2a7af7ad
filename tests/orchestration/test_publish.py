"""Publishing: a reader sees the old snapshot or the new one, and a bad candidate changes nothing."""

from __future__ import annotations

import stat
from pathlib import Path

import duckdb
import pytest

from orchestration.home import Home
from orchestration.publish import PublishError, publish

LOAD = {"load_id": "20240601T180000Z", "status": "published"}


def make_candidate(home: Home, content: int, view: str = "select * from marts.t") -> None:
    home.work.mkdir(parents=True, exist_ok=True)
    home.candidate.unlink(missing_ok=True)
    with duckdb.connect(home.candidate) as connection:
        connection.execute("create schema staging; create schema intermediate; create schema marts; create schema ops")
        connection.execute("create schema zh; create table ops.load (load_id varchar, status varchar, facts bigint)")
        connection.execute("create table intermediate.scaffold as select 1 as x")
        connection.execute(f"create table marts.t as select {content} as x")
        connection.execute(f'create view zh."表" as {view}')


def content(path: Path) -> int:
    with duckdb.connect(path, read_only=True) as connection:
        row = connection.execute('select x from zh."表"').fetchone()
    assert row is not None
    return int(row[0])


def test_snapshot_is_read_only_and_tells_its_own_load(tmp_path: Path) -> None:
    home = Home(tmp_path)
    make_candidate(home, 1)
    snapshot = publish(home, LOAD, keep=3)
    assert home.warehouse.resolve() == snapshot
    assert not snapshot.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    with duckdb.connect(home.warehouse, read_only=True) as connection:
        assert connection.execute("select load_id, status from ops.load").fetchall() == [tuple(LOAD.values())]
        schemas = connection.execute("select schema_name from duckdb_schemas() where not internal").fetchall()
    assert not {("staging",), ("intermediate",)} & set(schemas)


def test_reader_keeps_the_old_snapshot_while_the_new_one_appears(tmp_path: Path) -> None:
    home = Home(tmp_path)
    make_candidate(home, 1)
    publish(home, LOAD, keep=1)
    with duckdb.connect(home.warehouse, read_only=True) as reader:
        make_candidate(home, 2)
        publish(home, LOAD | {"load_id": "20240602T180000Z"}, keep=1)
        assert reader.execute("select x from marts.t").fetchone() == (1,)
    assert content(home.warehouse) == 2


def test_data_docs_appear_with_their_snapshot_and_go_with_it(tmp_path: Path) -> None:
    home = Home(tmp_path)
    for day in ("20240601", "20240602"):
        make_candidate(home, 1)
        home.data_docs_candidate.mkdir()
        (home.data_docs_candidate / "index.html").write_text(day)
        publish(home, LOAD | {"load_id": f"{day}T180000Z"}, keep=1)
        assert (home.data_docs / "index.html").read_text() == day
    assert [path.name for path in home.snapshots.glob("*.data_docs")] == ["20240602T180000Z.data_docs"]


def test_without_data_docs_those_of_an_older_load_are_not_shown(tmp_path: Path) -> None:
    home = Home(tmp_path)
    make_candidate(home, 1)
    home.data_docs_candidate.mkdir()
    publish(home, LOAD, keep=3)
    make_candidate(home, 2)
    publish(home, LOAD | {"load_id": "20240602T180000Z"}, keep=3)
    assert not home.data_docs.exists()


def test_link_stays_true_when_the_home_is_moved(tmp_path: Path) -> None:
    make_candidate(Home(tmp_path / "a"), 7)
    publish(Home(tmp_path / "a"), LOAD, keep=1)
    (tmp_path / "a").rename(tmp_path / "b")
    assert content(Home(tmp_path / "b").warehouse) == 7


def test_only_the_newest_snapshots_stay(tmp_path: Path) -> None:
    home = Home(tmp_path)
    for day in range(1, 5):
        make_candidate(home, day)
        publish(home, LOAD | {"load_id": f"2024060{day}T180000Z"}, keep=2)
    assert [path.stem for path in sorted(home.snapshots.glob("*.duckdb"))] == ["20240603T180000Z", "20240604T180000Z"]
    assert [path.stem for path in sorted(home.snapshots.glob("*.json"))] == ["20240603T180000Z", "20240604T180000Z"]
    assert content(home.warehouse) == 4


def test_view_that_analysts_could_not_read_stops_the_swap(tmp_path: Path) -> None:
    home = Home(tmp_path)
    make_candidate(home, 1)
    publish(home, LOAD, keep=3)
    make_candidate(home, 2, view="select * from intermediate.scaffold")
    with pytest.raises(PublishError, match="zh.表"):
        publish(home, LOAD | {"load_id": "20240602T180000Z"}, keep=3)
    assert content(home.warehouse) == 1


def test_view_written_with_the_candidates_name_is_read_under_the_snapshots(tmp_path: Path) -> None:
    home = Home(tmp_path)
    make_candidate(home, 5, view='select * from "candidate"."marts"."t"')
    publish(home, LOAD, keep=1)
    assert content(home.warehouse) == 5


def test_same_load_is_not_published_twice(tmp_path: Path) -> None:
    home = Home(tmp_path)
    make_candidate(home, 1)
    publish(home, LOAD, keep=3)
    make_candidate(home, 2)
    with pytest.raises(PublishError, match="exists already"):
        publish(home, LOAD, keep=3)
    assert content(home.warehouse) == 1
