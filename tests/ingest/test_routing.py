"""From the landing area to partitions: archives, what is not opened again, and files that the system keeps back.

Routing by folders and by text is tested in `test_pipeline`.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from ingest import landing, pipeline, routing, tasks
from ingest.limits import Limits
from ingest.routing import Landed, Partition
from ingest.workers import Here

GOOD = "茂县文化馆2023年部门决算公开\n2023年支出决算9万元。\n".encode()
OTHER = "茂县图书馆2023年部门决算公开\n2023年支出决算7万元。\n".encode()
HOME = Partition("513223", 2023)


def archive(landing: Path, place: str, files: dict[str, bytes]) -> None:
    path = landing / place
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as opened:
        for name, data in files.items():
            opened.writestr(name, data)


@pytest.mark.parametrize(
    ("place", "member"),
    [
        ("513223/2023/报送.zip", "甲.txt"),
        ("茂县/2023/报送.zip", "附件/一/甲.txt"),
        ("茂县/报送.zip", "2023年/甲.txt"),
        ("报送.zip", "茂县/2023/甲.txt"),
        ("inbox/报送.zip", "甲.txt"),
        ("报送.zip", "甲.txt"),
    ],
)
def test_members_are_filed_as_if_the_archive_were_unpacked_where_it_lies(
    tmp_path: Path, place: str, member: str
) -> None:
    archive(tmp_path, place, {member: GOOD})
    (file,) = routing.survey(tmp_path)
    assert (file.source_path, file.partition, file.state) == (f"{place}!/{member}", HOME, None)
    assert (file.sha256, file.bytes) == (hashlib.sha256(GOOD).hexdigest(), len(GOOD))
    report = pipeline.extract(pipeline.read([file]), HOME)["report"]
    assert report.select("source_path", "state", "department_name").row(0) == (file.source_path, "loaded", "茂县文化馆")


@pytest.mark.parametrize(
    ("content", "other", "stays"),
    [
        pytest.param(GOOD, "513223/2022/甲.txt", "513223/2023/甲.txt", id="another year, the text names the second"),
        pytest.param(GOOD, "430423/2023/甲.txt", "513223/2023/甲.txt", id="another county, the text names the second"),
        pytest.param(GOOD, "530624/2023/甲.txt", "513223/2023/甲.txt", id="another county, the text names the first"),
        pytest.param(b"2023", "430423/2023/甲.txt", "430423/2023/甲.txt", id="the text names none"),
    ],
)
def test_a_copy_filed_elsewhere_is_rejected_until_the_other_is_gone(
    tmp_path: Path, content: bytes, other: str, stays: str
) -> None:
    paths = {other, "513223/2023/甲.txt"}
    (rejected,) = paths - {stays}
    for path in paths:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    found = {file.source_path: file for file in routing.survey(tmp_path)}
    original, copy = found[stays], found[rejected]
    assert (original.partition is None, original.state) == (False, None)
    assert (copy.partition, copy.state, copy.reason_code) == (None, "rejected", "duplicate_file")
    assert copy.reason == f"{rejected}: has the same bytes as {stays}; delete the misfiled one"
    (tmp_path / stays).unlink()
    (left,) = routing.survey(tmp_path, known={file.path: [file] for file in found.values()})
    assert (left.source_path, left.state) == (rejected, None)
    assert left.partition


def test_empty_files_are_no_copies(tmp_path: Path) -> None:
    for county in ("430423", "513223"):
        (tmp_path / county / "2023").mkdir(parents=True)
        (tmp_path / county / "2023" / "甲.txt").touch()
    assert [file.state for file in routing.survey(tmp_path)] == [None, None]


def test_a_member_that_cannot_be_read_is_recorded_in_its_partition_beside_the_others(tmp_path: Path) -> None:
    archive(tmp_path, "513223/2023/报送.zip", {"甲.txt": GOOD, "大.txt": bytes(2 << 20)})
    found = routing.survey(tmp_path, limits=Limits(file_mb=1))
    raw = pipeline.read(found)
    assert [(file.partition, file.sha256 == "") for file in found] == [(HOME, False), (HOME, True)]
    assert raw["reason_code"].to_list() == [None, "too_large"]
    assert raw["reason"][1].startswith("513223/2023/报送.zip!/大.txt: unpacks to more than 1 MB; ")


@pytest.mark.parametrize(
    ("place", "partition", "state"),
    [("513223/2023/空.zip", HOME, "rejected"), ("inbox/空.zip", None, "rejected"), ("蓝莓/2023/空.zip", None, "held")],
)
def test_an_empty_archive_is_recorded(tmp_path: Path, place: str, partition: Partition | None, state: str) -> None:
    archive(tmp_path, place, {})
    (file,) = routing.survey(tmp_path)
    assert (file.source_path, file.partition, file.state) == (place, partition, state)


def test_other_archives_say_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "513223" / "2023").mkdir(parents=True)
    for name, start in {"甲.rar": b"Rar!\x1a\x07\0", "乙.7z": b"7z\xbc\xaf\x27\x1c", "丙.gz": b"\x1f\x8b\x08"}.items():
        (tmp_path / "513223" / "2023" / name).write_bytes(start + bytes(50))
    raw = pipeline.read(routing.survey(tmp_path))
    assert raw["reason_code"].to_list() == ["unsupported_format"] * 3
    assert all("unpack it" in reason for reason in raw["reason"])


class Counting(Here):
    """Runs in this process and remembers what it was asked to do."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def map(self, function: Callable[..., Any], arguments: Sequence[tuple[Any, ...]]) -> list[Any]:
        self.asked += [f"{function.__name__} {source.name}" for source, *_ in arguments]
        return super().map(function, arguments)


def by_path(found: Sequence[Landed]) -> dict[Path, list[Landed]]:
    return {file.path: [each for each in found if each.path == file.path] for file in found}


def test_what_did_not_change_is_not_opened_again(tmp_path: Path) -> None:
    archive(tmp_path, "513223/2023/报送.zip", {"甲.txt": GOOD, "乙.txt": OTHER})
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "丙.txt").write_bytes(OTHER)
    before = routing.survey(tmp_path)
    again = Counting()
    assert routing.survey(tmp_path, again, known=by_path(before)) == before
    assert again.asked == []
    archive(tmp_path, "513223/2023/报送.zip", {"甲.txt": GOOD})
    after = routing.survey(tmp_path, again, known=by_path(before))
    assert again.asked == ["members 513223/2023/报送.zip"]
    assert [file.source_path for file in after] == ["513223/2023/报送.zip!/甲.txt", "inbox/丙.txt"]


def test_a_file_is_hashed_again_only_where_the_file_system_says_that_it_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "513223" / "2023"
    folder.mkdir(parents=True)
    for name in ("甲.txt", "乙.txt"):
        (folder / name).write_bytes(GOOD)
    hashed: list[str] = []
    whole = landing.fingerprint
    monkeypatch.setattr(landing, "fingerprint", lambda path: (hashed.append(path.name), whole(path))[1])
    just_written = routing.survey(tmp_path)
    assert routing.survey(tmp_path, known=by_path(just_written)) == just_written
    assert sorted(hashed) == sorted(["甲.txt", "乙.txt"] * 2), "what was written this moment may be written again"

    monkeypatch.setattr(landing, "_UNSETTLED", 0)
    settled = routing.survey(tmp_path)
    hashed.clear()
    old = (folder / "甲.txt").stat()
    (folder / "甲.txt").write_bytes(GOOD[::-1])
    os.utime(folder / "甲.txt", ns=(old.st_atime_ns, old.st_mtime_ns))
    found = routing.survey(tmp_path, known=by_path(settled))
    assert hashed == ["甲.txt"], "of the same length, with its time set back"
    assert {file.path: file.sha256 for file in found} == {path: whole(path)[0] for path in folder.iterdir()}


def test_a_file_that_moved_is_not_taken_for_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "甲.txt").write_bytes(GOOD)
    before = routing.survey(tmp_path)
    (tmp_path / "inbox" / "甲.txt").rename(tmp_path / "inbox" / "乙.txt")
    assert [file.source_path for file in routing.survey(tmp_path, known=by_path(before))] == ["inbox/乙.txt"]


def test_a_file_that_cannot_be_opened_is_recorded_and_the_rest_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "513223" / "2023"
    folder.mkdir(parents=True)
    (folder / "好.txt").write_bytes(GOOD)
    (folder / "断.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(folder / "管.txt")
    found = routing.survey(tmp_path)
    assert [(file.source_path, file.partition) for file in found] == [
        ("513223/2023/好.txt", HOME), ("513223/2023/断.txt", HOME),
    ]  # fmt: skip
    raw = pipeline.read(found)
    assert raw["reason_code"].to_list() == [None, "unreadable_file"]
    assert raw["reason"][1] == "513223/2023/断.txt: No such file or directory; check that it is there and may be read"


def test_a_folder_that_may_not_be_looked_into_is_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "513223" / "2023"
    folder.mkdir(parents=True)
    scan = os.scandir

    def refuse(path: Any) -> Any:
        if Path(path) == folder:
            raise PermissionError(13, "Permission denied", str(folder))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    (file,) = routing.survey(tmp_path)
    assert (file.source_path, file.state, file.reason_code) == ("513223/2023", "rejected", "unreadable_file")


def test_an_archive_replaced_after_the_survey_is_refused_not_misread(tmp_path: Path) -> None:
    archive(tmp_path, "513223/2023/报送.zip", {"甲.txt": GOOD, "乙.txt": OTHER})
    found = routing.survey(tmp_path)
    archive(tmp_path, "513223/2023/报送.zip", {"丙.txt": OTHER})
    raw = pipeline.read(found)
    assert raw["content"].to_list() == [None, None]
    assert set(raw["reason_code"]) == {"unreadable_file"}
    assert tasks.read_content(found[0].source, Limits()).reason
