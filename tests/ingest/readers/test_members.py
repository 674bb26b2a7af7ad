"""Files in zip archives: all are found, by harmless names, and what is wrong with one costs no other."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import UnreadableDocument
from ingest.limits import USUAL, Limits
from ingest.readers.members import list_members, parts_of, unpack


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def renamed(data: bytes, old: bytes, new: bytes) -> bytes:
    """An archive whose tool wrote a name in its own encoding, without a mark."""
    assert len(old) == len(new)
    assert old in data
    return data.replace(old, new)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "报送.zip"


def listed(place: Path, data: bytes, limits: Limits = USUAL) -> dict[str, str]:
    place.write_bytes(data)
    return {member.path: member.reason_code for member in list_members(place, "报送.zip", limits) or []}


def refusal(place: Path, data: bytes, limits: Limits = USUAL) -> UnreadableDocument:
    place.write_bytes(data)
    with pytest.raises(UnreadableDocument) as refused:
        list_members(place, "报送.zip", limits)
    return refused.value


def test_members_come_with_hash_length_and_bytes(place: Path) -> None:
    place.write_bytes(zipped({"子目录/甲.txt": "执行率".encode(), "乙.txt": b"1"}))
    members = list_members(place, "报送.zip", USUAL)
    assert members is not None
    assert [(m.path, m.sha256, m.bytes) for m in members] == [
        ("子目录/甲.txt", hashlib.sha256("执行率".encode()).hexdigest(), 9),
        ("乙.txt", hashlib.sha256(b"1").hexdigest(), 1),
    ]
    assert [unpack(place, m.place, USUAL) for m in members] == ["执行率".encode(), b"1"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        pytest.param("决算.txt".encode("gb18030"), "决算.txt", id="GBK, as Windows tools write"),
        pytest.param("决算.txt".encode(), "决算.txt", id="UTF-8 without a mark, as a Mac writes"),
        pytest.param(b"caf\x82.txt", "café.txt", id="code page 437"),
    ],
)
def test_names_without_a_mark_are_decoded(place: Path, written: bytes, shown: str) -> None:
    old = b"x" * len(written)
    assert listed(place, renamed(zipped({old.decode(): b"1"}), old, written)) == {shown: ""}


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("../../etc/passwd", ("etc", "passwd")),
        ("/etc/passwd", ("etc", "passwd")),
        ("C:\\Windows\\甲.docx", ("Windows", "甲.docx")),
        ("..\\..\\甲.docx", ("甲.docx",)),
        ("a/./b//c", ("a", "b", "c")),
        ("甲\r\n\x1b[2J.docx", ("甲[2J.docx",)),
        ("../..", ()),
    ],
)
def test_a_name_that_climbs_out_becomes_harmless(name: str, parts: tuple[str, ...]) -> None:
    assert parts_of(zipfile.ZipInfo(name)) == parts


def test_nothing_is_written_to_disk(place: Path) -> None:
    place.write_bytes(zipped({"../outside.txt": b"1", "/inside.txt": b"2"}))
    members = list_members(place, "报送.zip", USUAL)
    assert members is not None
    assert [unpack(place, m.place, USUAL) for m in members] == [b"1", b"2"]
    assert list(place.parent.iterdir()) == [place]
    assert not (place.parent.parent / "outside.txt").exists()


def test_litter_and_folders_are_passed_over(place: Path) -> None:
    files = {"__MACOSX/._甲.docx": b"1", "a/Thumbs.db": b"2", "a/~$甲.docx": b"3", "a/": b"", ".DS_Store": b"4"}
    assert listed(place, zipped(files | {"a/甲.txt": b"5"})) == {"a/甲.txt": ""}


def test_two_members_of_one_name_are_told_apart(place: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("甲.txt", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("甲.txt", b"2")
    assert listed(place, target.getvalue()) == {"甲.txt": "", "甲 (2).txt": ""}
    assert unpack(place, (1,), USUAL) == b"2"


def test_archives_inside_are_opened_three_deep_and_no_deeper(place: Path) -> None:
    data = zipped({"底.txt": b"1"})
    for name in ("三.zip", "二.zip", "一.zip"):
        data = zipped({name: data, f"{name}旁.txt": name.encode()})
    assert listed(place, data) == {
        "一.zip!/二.zip!/三.zip": "archive_too_deep",
        "一.zip!/二.zip!/三.zip旁.txt": "",
        "一.zip!/二.zip旁.txt": "",
        "一.zip旁.txt": "",
    }
    assert unpack(place, (0, 0, 1), USUAL) == "三.zip".encode()


def test_office_files_are_documents_wherever_they_lie(place: Path) -> None:
    office = zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
    place.write_bytes(office)
    assert list_members(place, "报送.zip", USUAL) is None
    assert listed(place, zipped({"报告.docx": office})) == {"报告.docx": ""}
    assert listed(place, zipped({"word/报告.txt": b"1"})) == {"word/报告.txt": ""}


def locked(data: bytes) -> bytes:
    """Sets the flag of the first member that says its bytes are enciphered, in both places it stands."""
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature) + offset
        data = data[:at] + struct.pack("<H", struct.unpack_from("<H", data, at)[0] | 1) + data[at + 2 :]
    return data


def test_a_locked_member_is_refused_alone(place: Path) -> None:
    data = locked(zipped({"锁.docx": b"1", "开.txt": b"2"}))
    assert listed(place, data) == {"锁.docx": "encrypted_file", "开.txt": ""}


def test_a_damaged_member_is_refused_alone(place: Path) -> None:
    data = zipped({"坏.txt": b"first member", "好.txt": b"second"}, zipfile.ZIP_STORED)
    assert listed(place, data.replace(b"first", b"burst")) == {"坏.txt": "truncated_file", "好.txt": ""}


def test_a_member_packed_by_an_unknown_method_is_refused_alone(place: Path) -> None:
    data = zipped({"怪.txt": b"1", "好.txt": b"2"}, zipfile.ZIP_STORED)
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = data.index(signature) + offset
        data = data[:at] + struct.pack("<H", 97) + data[at + 2 :]
    assert listed(place, data) == {"怪.txt": "unsupported_format", "好.txt": ""}


@pytest.mark.parametrize(
    "data",
    [zipped({}), zipped({"空/": b""}), zipped({"Thumbs.db": b"1"})],
    ids=["no members", "only a folder", "only litter"],
)
def test_an_archive_without_files_is_recorded(place: Path, data: bytes) -> None:
    assert refusal(place, data).reason_code == "empty_file"
    assert listed(place, zipped({"内.zip": data})) == {"内.zip": "empty_file"}


def test_an_archive_that_cannot_be_opened_is_left_to_the_readers(place: Path) -> None:
    place.write_bytes(zipped({"甲.txt": b"1" * 99})[:-30])
    assert list_members(place, "报送.zip", USUAL) is None


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        pytest.param(Limits(archive_files=3), "too_many_files", id="too many members"),
        pytest.param(Limits(archive_mb=3), "too_large", id="too large as a whole"),
    ],
)
def test_an_archive_over_the_limits_is_refused_as_a_whole(place: Path, limits: Limits, reason: str) -> None:
    bomb = zipped({f"{number}.txt": bytes(1 << 20) for number in range(4)})
    assert len(bomb) < 6000
    assert refusal(place, bomb, limits).reason_code == reason
    assert refusal(place, zipped({"内.zip": bomb}), limits).reason_code == reason


def test_a_member_that_unpacks_too_large_is_refused_alone(place: Path) -> None:
    bomb = zipped({"零.txt": bytes(3 << 20), "好.txt": b"1"})
    assert listed(place, bomb, Limits(file_mb=2)) == {"零.txt": "too_large", "好.txt": ""}


def test_a_member_that_lies_about_its_size_is_cut_off(place: Path) -> None:
    data = zipped({"零.txt": bytes(3 << 20)})
    size = struct.pack("<I", 3 << 20)
    assert data.count(size) == 2
    assert set(listed(place, data.replace(size, struct.pack("<I", 9)), Limits(file_mb=2)).values()) <= {
        "too_large", "truncated_file",
    }  # fmt: skip


@given(st.data())
def test_damaged_archives_are_listed_or_refused(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    place = tmp_path_factory.getbasetemp() / "damaged.zip"
    whole = bytearray(zipped({"甲.txt": b"first" * 20, "内.zip": zipped({"乙.txt": b"second"})}))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    place.write_bytes(whole[: data.draw(st.integers(30, len(whole)))])
    try:
        members = list_members(place, "x.zip", Limits(file_mb=1, archive_mb=2)) or []
    except UnreadableDocument:
        return
    for member in members:
        if not member.reason_code:
            assert hashlib.sha256(unpack(place, member.place, USUAL)).hexdigest() == member.sha256
