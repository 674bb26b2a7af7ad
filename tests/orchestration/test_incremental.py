"""What is loaded night by night is what a load of everything at once gives, after any sequence of changes.

dbt and Great Expectations work on the gathered tables alone and build them anew each time; so it is enough that these
are the same, row by row.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ingest import pipeline, store
from ingest.limits import USUAL
from ingest.records import TABLES
from ingest.routing import Landed, survey
from ingest.workers import HERE, Runner, Workers
from orchestration import survey as surveys
from orchestration.gathered import gather
from orchestration.home import Home
from orchestration.retired import retire

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2024, 6, 1, 18, tzinfo=UTC)
#: Place → the text of a report there; the same department twice, filed on different days, is a revision.
PLACES = {
    "652825/2022/水管站.txt": "且末县水管站",
    "652825/2022/农机站_初稿.txt": "且末县农机站",
    "652825/2022/农机站_更正.txt": "且末县农机站",
    "652825/2023/水管站.txt": "且末县水管站",
    "inbox/文化馆.txt": "茂县文化馆",
}
CONTENTS = st.none() | st.sampled_from(["10.10", "20.20", "not a report"])
NIGHTS = st.lists(st.fixed_dictionaries(dict.fromkeys(PLACES, CONTENTS)), min_size=2, max_size=3)


def text(place: str, spent: str) -> str:
    if not spent[0].isdigit():
        return spent
    year = 2023 if "2023" in place else 2022
    day = "11月1日" if "更正" in place else "9月1日"
    return (
        f"{PLACES[place]}{year}年度部门决算\n\n公开日期：{year + 1}年{day}\n\n一、支出决算情况说明\n\n"
        f"{year}年度本年支出合计{spent}万元，其中：基本支出{spent}万元，占100%；项目支出0万元，占0%。\n"
    )


def lay_out(landing: Path, night: dict[str, str | None]) -> None:
    for place, spent in night.items():
        path = landing / place
        path.parent.mkdir(parents=True, exist_ok=True)
        if spent is None:
            path.unlink(missing_ok=True)
        else:
            path.write_text(text(place, spent), encoding="utf-8")


def load(home: Home, landed: list[Landed], runner: Runner = HERE, at: datetime = AT) -> int:
    """Do what the assets raw, extracted and clean do; return how many documents were read."""
    plan, made_by = surveys.plan(landed, surveys.read_manifests(home), "1"), {"version": "1"}
    files_of, reads = surveys.by_partition(landed), 0
    for partition in plan.vanished:
        surveys.remove(home, partition)
    for partition in plan.changed:
        path = home.raw / f"{partition.stem}.parquet"
        known = store.read_known(path, made_by)
        raw = pipeline.read_anew(files_of[partition], known, runner, USUAL)
        reads += len(raw) if known is None else len(raw.join(known, on=["source_path", "sha256"], how="anti"))
        store.write_frame(path, raw, made_by)
        bundle = home.extracted / f"{partition.stem}.arrows"
        before = store.read_bundle(bundle, made_by)
        extracted = pipeline.extract_anew(raw, before, partition, runner)
        store.write_bundle(bundle, extracted, made_by)
        tables = pipeline.clean(extracted, partition, at)
        retire(home, partition, tables["report"]["document_sha256"])
        store.write_tables(home.clean, partition.stem, tables)
        surveys.write_manifest(home, partition, tables["document"], "1", at)
    gather(home)
    return reads


def rows(home: Home) -> dict[str, list[tuple[object, ...]]]:
    with duckdb.connect(home.gathered, read_only=True) as connection:
        return {name: sorted(connection.sql(f'from "{name}"').fetchall(), key=repr) for name in TABLES}


@settings(
    max_examples=5,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)
@given(NIGHTS)
def test_night_by_night_is_the_same_as_all_at_once(nights: list[dict[str, str | None]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for night in nights:
            lay_out(root / "landing", night)
            load(Home(root / "nightly"), survey(root / "landing"))
        load(Home(root / "at once"), survey(root / "landing"))
        assert rows(Home(root / "nightly")) == rows(Home(root / "at once"))


def test_only_the_changed_document_of_a_county_and_year_is_read(tmp_path: Path) -> None:
    night = dict.fromkeys(PLACES, "10.10")
    home, landing = Home(tmp_path / "home"), tmp_path / "landing"
    lay_out(landing, night)
    assert load(home, survey(landing)) == len(PLACES)
    lay_out(landing, night | {"652825/2022/水管站.txt": "30.30"})
    assert load(home, survey(landing)) == 1


def publish(home: Home) -> None:
    """Leave a snapshot whose history knows every document that is gathered, as publishing does."""
    home.warehouse.parent.mkdir(parents=True, exist_ok=True)
    home.warehouse.unlink(missing_ok=True)
    with duckdb.connect(home.warehouse) as connection:
        connection.execute(f"attach '{home.gathered}' as gathered (read_only); create schema history")
        connection.execute("create table history.dim_report as select document_sha256 from gathered.report")


@settings(max_examples=6, phases=[Phase.explicit, Phase.generate], deadline=None, derandomize=True)
@given(NIGHTS)
def test_what_was_published_and_taken_away_is_gathered_night_by_night_as_at_once(
    nights: list[dict[str, str | None]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home, landing = Home(Path(folder) / "home"), Path(folder) / "landing"
        for night in (dict.fromkeys(PLACES, "10.10"), *nights, dict.fromkeys(PLACES, "30.30")):
            lay_out(landing, night)
            load(home, survey(landing))
            nightly = rows(home)
            home.gathered.unlink()
            gather(home)
            assert rows(home) == nightly
            publish(home)
    # Two of the five are one report filed twice; what the first night said is history.
    assert len(nightly["report"]) >= 2 * (len(PLACES) - 1)


def test_a_document_that_moved_and_was_taken_away_is_history_of_its_last_place_alone(tmp_path: Path) -> None:
    home, landing = Home(tmp_path / "home"), tmp_path / "landing"
    first, last = landing / "652825/2022/水管站.txt", landing / "513223/2022/水管站.txt"
    for night, place in enumerate((first, last, first, last, None)):
        for path in (first, last):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
        if place:
            place.write_text(text("652825/2022/水管站.txt", "10.10").replace("且末县", ""), encoding="utf-8")
        load(home, survey(landing), at=AT + timedelta(days=night))
        if place:
            ((*_, stem),) = rows(home)["report"]
            assert stem == f"{place.parent.parent.name}-2022"
        publish(home)
    found = rows(home)
    assert [row[-1] for row in found["report"]] == ["retired/513223-2022"]
    assert {row[-1] for table in found.values() for row in table} == {"retired/513223-2022"}


def test_gathered_file_of_an_older_version_is_made_anew(tmp_path: Path) -> None:
    home, landing = Home(tmp_path / "home"), tmp_path / "landing"
    lay_out(landing, dict.fromkeys(PLACES, "10.10"))
    load(home, survey(landing))
    before = rows(home)
    with duckdb.connect(home.gathered) as connection:
        connection.execute("drop table retired; update figure set stem = 'retired'")
    gather(home)
    assert rows(home) == before


def test_gathered_file_that_is_broken_is_made_anew(tmp_path: Path) -> None:
    home, landing = Home(tmp_path / "home"), tmp_path / "landing"
    lay_out(landing, dict.fromkeys(PLACES, "10.10"))
    load(home, survey(landing))
    before = rows(home)
    home.gathered.write_bytes(b"no database")
    gather(home)
    assert rows(home) == before
    assert len(before["report"]) == 4  # the two of 农机站 say the same


def test_neither_the_order_of_files_nor_the_number_of_workers_changes_a_row(tmp_path: Path) -> None:
    landing = tmp_path / "landing"
    lay_out(landing, {place: f"{number}0.10" for number, place in enumerate(PLACES, 1)})
    landed = survey(landing)
    load(Home(tmp_path / "one by one"), landed)
    with Workers(3, USUAL) as workers:
        load(Home(tmp_path / "three at once"), landed[::-1], workers)
    assert rows(Home(tmp_path / "one by one")) == rows(Home(tmp_path / "three at once"))


KILLED = """
import os, signal, sys
from pathlib import Path
from ingest.routing import survey
from orchestration.home import Home
from tests.orchestration.test_incremental import load

left = int(sys.argv[2])

def count(event, arguments):
    global left
    written = event in ("os.rename", "os.remove") or event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if written and sys.argv[1] in str(arguments[0]):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

root = Path(sys.argv[1])
landed = survey(root / "landing")
sys.addaudithook(count)
load(Home(root / "home"), landed)
print(left)
"""


def test_load_that_is_killed_anywhere_is_completed_by_the_next(tmp_path: Path) -> None:
    first, second = ({place: f"{number}0.10" for number, place in enumerate(PLACES, at)} for at in (1, 3))
    second["652825/2023/水管站.txt"] = None  # type: ignore[assignment]

    def interrupted(writes: int) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", KILLED, str(tmp_path), str(writes)]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    lay_out(tmp_path / "landing", first)
    writes = 10_000 - int(interrupted(10_000).stdout)
    lay_out(tmp_path / "landing", second)
    for at in random.Random(1).sample(range(1, writes), 4):
        assert interrupted(at).returncode in (-signal.SIGKILL, 0)
    home, undisturbed = Home(tmp_path / "home"), Home(tmp_path / "undisturbed")
    for each in (home, undisturbed):
        load(each, survey(tmp_path / "landing"))
    assert rows(home) == rows(undisturbed)
