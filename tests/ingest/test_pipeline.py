"""From a landing folder to clean tables: every file ends somewhere, with a reason, and stops no other."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from ingest import pipeline, routing
from ingest.document import Document, Paragraph
from ingest.readers import reading
from ingest.routing import Landed, Partition

GOOD = "茂县文化馆2023年部门决算公开\n2023年支出决算9万元。\n"
NOW = datetime(2024, 3, 1, tzinfo=UTC)
HOME = Partition("513223", 2023)


def land(landing: Path, files: dict[str, str | bytes]) -> list[Landed]:
    for place, content in files.items():
        path = landing / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return routing.survey(landing)


def load(files: list[Landed], partition: Partition = HOME) -> dict[str, pl.DataFrame]:
    own = [file for file in files if file.partition == partition]
    return pipeline.clean(pipeline.extract(pipeline.read(own), partition), partition, NOW)


def outcome(tables: dict[str, pl.DataFrame], place: str) -> tuple[str, str | None, str | None]:
    row = tables["document"].row(by_predicate=pl.col("source_path") == place, named=True)
    return row["state"], row["reason_code"], row["reason"]


def test_a_good_report_is_loaded_with_its_facts(tmp_path: Path) -> None:
    tables = load(land(tmp_path, {"513223/2023/好.txt": GOOD}))
    assert outcome(tables, "513223/2023/好.txt") == ("loaded", None, None)
    assert tables["amount"].select("measure", "amount_yuan").rows() == [("spending", 90_000)]
    assert tables["report"].select("county_code", "fiscal_year", "department_name", "recorded_at").rows() == [
        ("513223", 2023, "茂县文化馆", NOW)
    ]


def test_a_revision_stays_recorded_when_it_was_loaded_first(tmp_path: Path) -> None:
    first = load(land(tmp_path, {"513223/2023/好.txt": GOOD}))["report"]
    files = land(tmp_path, {"513223/2023/新.txt": GOOD.replace("文化馆", "档案馆")})
    extracted = pipeline.extract(pipeline.read(files), HOME)
    later = pipeline.clean(extracted, HOME, NOW.replace(day=2), first)["report"]
    assert later.columns == first.columns
    assert later.select("department_name", "recorded_at").sort("department_name").rows() == [
        ("茂县文化馆", NOW),
        ("茂县档案馆", NOW.replace(day=2)),
    ]


@pytest.mark.parametrize("folder", ["茂县/2023", "513223/2023年", "茂县/2023年度/附件"])
def test_folders_by_name_or_code_lead_to_the_same_partition(tmp_path: Path, folder: str) -> None:
    (file,) = land(tmp_path, {f"{folder}/好.txt": GOOD})
    assert (file.partition, file.state) == (HOME, None)


@pytest.mark.parametrize("place", ["inbox/好.txt", "好.txt", "茂县/好.txt", "2023/好.txt"])
def test_a_file_outside_the_folders_is_routed_by_its_text(tmp_path: Path, place: str) -> None:
    (file,) = land(tmp_path, {place: GOOD})
    assert (file.partition, file.state) == (HOME, None)
    assert load([file])["document"]["state"].to_list() == ["loaded"]


@pytest.mark.parametrize(
    ("place", "content", "state", "code"),
    [
        pytest.param("蓝莓县/2023/好.txt", GOOD, "held", "unknown_county", id="a folder of no county"),
        pytest.param("朝阳区/2023/好.txt", GOOD, "held", "unknown_county", id="a folder of several counties"),
        pytest.param("inbox/无县.txt", "文化馆2023年部门决算公开", "held", "unknown_county", id="a text of no county"),
        pytest.param("inbox/无年.txt", "茂县文化馆部门决算公开", "held", "unknown_year", id="a text of no year"),
        pytest.param("inbox/通知.txt", "茂县关于放假的通知", "rejected", "not_a_report", id="a text that is no report"),
        pytest.param("inbox/空.txt", "", "rejected", "empty_file", id="an empty file"),
    ],
)
def test_what_reaches_no_partition_is_surveyed_with_the_reason(
    tmp_path: Path, place: str, content: str, state: str, code: str
) -> None:
    (file,) = land(tmp_path, {place: content})
    assert (file.partition, file.state, file.reason_code) == (None, state, code)
    assert file.reason
    assert ";" in file.reason


BAD = {
    "空.txt": ("", "rejected", "empty_file"),
    "乱.bin": (bytes(range(128, 256)) * 40, "rejected", None),
    "表.pdf": (b"%PDF-1.4 scanned", "rejected", "truncated_file"),
    "坏.docx": (b"PK\x03\x04 broken", "rejected", None),
    "通知.txt": ("关于放假的通知\n放假7天。", "rejected", "not_a_report"),
    "旧.txt": ("茂县图书馆2021年部门决算公开\n2021年支出决算7万元。", "held", "year_contradiction"),
    "无名.txt": ("2023年部门决算公开\n2023年支出决算7万元。", "held", "unknown_department"),
    "外.txt": ("且末县图书馆2023年部门决算公开\n2023年支出决算7万元。", "held", "county_contradiction"),
    "监控.txt": ("茂县图书馆2023年绩效监控报告\n2023年支出7万元。", "held", "unknown_period_end"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_ends_with_its_reason_and_the_good_one_still_loads(tmp_path: Path, name: str) -> None:
    content, state, code = BAD[name]
    place, good = f"513223/2023/{name}", "513223/2023/好.txt"
    tables = load(land(tmp_path, {place: content, good: GOOD}))
    found = outcome(tables, place)
    assert found[0] == state
    assert found[1] == code if code else found[1]
    assert found[2] is not None
    assert place in found[2]
    assert outcome(tables, good) == ("loaded", None, None)
    assert tables["amount"].height == 1


def test_all_bad_files_together_leave_the_good_one_alone(tmp_path: Path) -> None:
    files = {f"513223/2023/{name}": content for name, (content, _, _) in BAD.items()}
    tables = load(land(tmp_path, files | {"513223/2023/好.txt": GOOD}))
    assert tables["document"].height == len(BAD) + 1
    assert tables["report"]["source_path"].to_list() == ["513223/2023/好.txt"]


def test_a_file_that_vanished_after_the_survey_is_rejected(tmp_path: Path) -> None:
    files = land(tmp_path, {"513223/2023/好.txt": GOOD, "513223/2023/失.txt": GOOD.replace("9", "8")})
    (tmp_path / "513223/2023/失.txt").unlink()
    tables = load(files)
    assert outcome(tables, "513223/2023/失.txt")[:2] == ("rejected", "unreadable_file")
    assert outcome(tables, "513223/2023/好.txt")[0] == "loaded"


def test_a_partition_of_no_files_is_empty_but_whole(tmp_path: Path) -> None:
    assert all(frame.is_empty() for frame in load([]).values())


def test_a_partition_has_one_key_and_one_stem() -> None:
    assert (HOME.key, HOME.stem) == ("513223|2023", "513223-2023")
    assert Partition.parse(HOME.key) == HOME


def test_loading_twice_gives_the_same_tables(tmp_path: Path) -> None:
    files = land(tmp_path, {"513223/2023/好.txt": GOOD, "513223/2023/旧.txt": BAD["旧.txt"][0]})
    one, other = load(files), load(files)
    for name in one:
        assert sorted(map(str, one[name].rows())) == sorted(map(str, other[name].rows())), name


def without_figures(text: str, every: int) -> str:
    """What a reader returns that drops every so many figures without a word."""
    numbers = iter(range(1, 10_000))
    return re.sub(r"[0-9]+(?:\.[0-9]+)?", lambda number: number[0] if next(numbers) % every else "", text)


@pytest.mark.parametrize(
    ("every", "ending", "missing"),
    [
        pytest.param(4, ("loaded", None), ["10.5"], id="one of four figures: loaded, and the figure is named"),
        pytest.param(1, ("held", "readings_disagree"), [], id="all figures: held"),
    ],
)
def test_a_reader_that_drops_figures_silently_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, every: int, ending: tuple[str, str | None], missing: list[str]
) -> None:
    report = "<h1>茂县文化馆2023年部门决算公开</h1><p>2023年支出决算9.5万元，收入决算8.5万元，基本支出10.5万元。</p>"
    files = land(tmp_path, {"513223/2023/好.html": f"<html><body>{report}</body></html>"})
    sound = reading._READERS["html"]

    def faulty(data: bytes) -> Document:
        blocks = (Paragraph(without_figures(b.text, every)) for b in sound(data).content if isinstance(b, Paragraph))
        return Document("html", tuple(blocks))

    monkeypatch.setitem(reading._READERS, "html", faulty)
    tables = load(files)
    assert outcome(tables, "513223/2023/好.html")[:2] == ending
    assert (tables["document"]["figures_missing"].to_list()[0] or []) == missing
