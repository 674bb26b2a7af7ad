"""The rooms of extraction know each other one way: prose and tables are strangers; `reading.py` knows them all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

EXTRACT = Path(__file__).resolve().parents[3] / "ingest/extract"
#: What each room may know besides the modules beside `reading.py`.
MAY_KNOW = {
    "projects": set(),
    "indicators": set(),
    "identity": {"projects"},
    "prose": {"projects"},
    "tables": {"identity", "indicators", "projects"},
}  # fmt: skip
_IMPORT = re.compile(r"^from ingest\.extract\.(\w+)\.\w+ import", re.MULTILINE)


def known(files: Iterator[Path]) -> set[str]:
    return {room for path in files for room in _IMPORT.findall(path.read_text(encoding="utf-8"))}


def test_every_room_is_told_what_it_may_know() -> None:
    assert {path.parent.name for path in EXTRACT.glob("*/*.py")} == set(MAY_KNOW)


@pytest.mark.parametrize("room", sorted(MAY_KNOW))
def test_a_room_knows_only_what_it_may(room: str) -> None:
    assert known((EXTRACT / room).glob("*.py")) <= {room, *MAY_KNOW[room]}


def test_what_all_rooms_share_knows_none() -> None:
    assert known(path for path in EXTRACT.glob("*.py") if path.name != "reading.py") == set()
