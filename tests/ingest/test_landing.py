"""The landing area: what is found, what its folders promise, what is passed over, and fingerprints."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from ingest.landing import LandedFile, LandingMissing, fingerprint, survey


def put(landing: Path, *places: str) -> None:
    for place in places:
        path = landing / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(place, encoding="utf-8")


@pytest.mark.parametrize(
    ("place", "county", "year", "is_inbox"),
    [
        ("513223/2023/决算.doc", "513223", 2023, False),
        ("茂县/2023年/决算.doc", "茂县", 2023, False),
        ("茂县/2023年度/附件/一/表.xls", "茂县", 2023, False),
        ("茂县/决算/决算.doc", "茂县", None, False),
        ("茂县/20231/决算.doc", "茂县", None, False),
        ("茂县/决算.doc", "茂县", None, False),
        ("2023/决算.doc", None, 2023, False),
        ("决算.doc", None, None, False),
        ("inbox/决算.doc", None, None, True),
        ("inbox/2023/决算.doc", None, None, True),
        ("Inbox/决算.doc", None, None, True),
    ],
)
def test_folders_tell_county_and_year(
    tmp_path: Path, place: str, county: str | None, year: int | None, is_inbox: bool
) -> None:
    put(tmp_path, place)
    assert survey(tmp_path) == [LandedFile(place, tmp_path / place, county, year, is_inbox)]


@pytest.mark.parametrize(
    "place",
    [
        "茂县/2023/.DS_Store",
        "茂县/2023/~$决算.docx",
        "茂县/2023/决算.tmp",
        "茂县/2023/Thumbs.db",
        "茂县/2023/desktop.ini",
        ".git/config",
        "茂县/2023/__MACOSX/决算.docx",
    ],
)
def test_litter_is_passed_over(tmp_path: Path, place: str) -> None:
    put(tmp_path, place, "茂县/2023/决算.doc")
    assert [file.source_path for file in survey(tmp_path)] == ["茂县/2023/决算.doc"]


def test_a_landing_folder_inside_a_hidden_one_is_surveyed(tmp_path: Path) -> None:
    put(tmp_path / ".home" / "landing", "茂县/2023/决算.doc")
    assert len(survey(tmp_path / ".home" / "landing")) == 1


def test_files_come_sorted_whatever_order_they_were_made_in(tmp_path: Path) -> None:
    put(tmp_path, "b/2022/甲.txt", "a/2023/乙.txt", "a/2022/丙.txt", "inbox/丁.txt", "a-b/2022/戊.txt")
    assert [file.source_path for file in survey(tmp_path)] == [
        "a/2022/丙.txt", "a/2023/乙.txt", "a-b/2022/戊.txt", "b/2022/甲.txt", "inbox/丁.txt",
    ]  # fmt: skip


def test_an_empty_landing_folder_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "茂县" / "2023").mkdir(parents=True)
    assert survey(tmp_path) == []


def test_a_missing_landing_folder_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(LandingMissing, match=r"nowhere does not exist; create it"):
        survey(tmp_path / "nowhere")
    put(tmp_path, "file")
    with pytest.raises(LandingMissing, match=r"file is a file, expected a folder"):
        survey(tmp_path / "file")


@pytest.mark.parametrize("length", [0, 5, 1 << 20, (1 << 20) + 1])
def test_a_fingerprint_is_the_hash_and_length_of_the_content(tmp_path: Path, length: int) -> None:
    path = tmp_path / "决算.doc"
    path.write_bytes(b"x" * length)
    assert fingerprint(path) == (hashlib.sha256(b"x" * length).hexdigest(), length)


def named(landing: Path, folder: str, name: bytes) -> Path:
    """Return a path whose last part is these bytes."""
    (landing / folder).mkdir(parents=True, exist_ok=True)
    return Path(os.fsdecode(os.fsencode(landing / folder) + b"/" + name))


@pytest.mark.parametrize(
    ("name", "told"),
    [("水利局决算.doc".encode("gb18030"), "水利局决算.doc"), (b"\xff\xff.doc", "\\xff\\xff.doc")],
    ids=["in GB 18030, as Windows archives leave it", "in no encoding"],
)
def test_a_name_that_is_not_utf8_is_told_as_text_and_the_file_found(tmp_path: Path, name: bytes, told: str) -> None:
    path = named(tmp_path, "茂县/2023", name)
    path.write_text("决算", encoding="utf-8")
    (file,) = survey(tmp_path)
    assert (file.source_path, file.county_folder, file.year_folder) == (f"茂县/2023/{told}", "茂县", 2023)
    assert file.path.read_text(encoding="utf-8") == "决算"


def test_one_name_in_two_encodings_is_two_files(tmp_path: Path) -> None:
    for encoding in ("gb18030", "utf-8"):
        named(tmp_path, "茂县/2023", "决算.doc".encode(encoding)).write_text(encoding, encoding="ascii")
    found = {file.source_path: file.path.read_text(encoding="ascii") for file in survey(tmp_path)}
    assert found == {"茂县/2023/决算.doc": "utf-8", "茂县/2023/\\xbe\\xf6\\xcb\\xe3.doc": "gb18030"}


def test_a_link_to_a_folder_is_followed_but_not_in_circles(tmp_path: Path) -> None:
    landing, share = tmp_path / "landing", tmp_path / "share"
    put(share, "2023/决算.doc")
    landing.mkdir()
    (landing / "茂县").symlink_to(share)
    (share / "2023" / "上级").symlink_to("..")
    (share / "2023" / "无").symlink_to("nothing.doc")
    assert [file.source_path for file in survey(landing)] == ["茂县/2023/决算.doc", "茂县/2023/无"]
