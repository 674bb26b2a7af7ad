"""Makers of small files for the readers' tests, and the way to the real reports beside the project."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument

REPORTS = Path(__file__).parents[4] / "shared" / "reports"


@pytest.fixture(scope="session")
def reports() -> Path:
    if not REPORTS.is_dir():
        pytest.skip("the real reports (../shared/reports) are not beside the project")
    return REPORTS


@pytest.fixture
def word_bytes() -> Callable[[WordDocument], bytes]:
    def save(document: WordDocument) -> bytes:
        target = io.BytesIO()
        document.save(target)
        return target.getvalue()

    return save


@pytest.fixture
def new_word() -> WordDocument:
    return docx.Document()


@pytest.fixture
def compound_bytes() -> Callable[[dict[str, bytes]], bytes]:
    """Makes an OLE2 container of root streams, each padded to the 4,096 bytes that keep it out of the mini stream."""

    def make(streams: dict[str, bytes]) -> bytes:
        bodies = {name: body.ljust(4096, b"\0") for name, body in streams.items()}
        bodies = {name: body.ljust(-(-len(body) // 512) * 512, b"\0") for name, body in bodies.items()}
        fat = [0xFFFFFFFD, 0xFFFFFFFE]  # the table itself, then a directory of one sector
        entries = [_entry("Root Entry", 5, child=1, start=0xFFFFFFFE, size=0)]
        data = b""
        for number, (name, body) in enumerate(bodies.items(), start=1):
            start, count = len(fat), len(body) // 512
            fat += [*range(start + 1, start + count), 0xFFFFFFFE]
            sibling = number + 1 if number < len(bodies) else 0xFFFFFFFF
            entries.append(_entry(name, 2, right=sibling, start=start, size=len(body)))
            data += body
        assert len(entries) <= 4
        assert len(fat) <= 128
        header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
        header += bytes(6) + struct.pack("<9I", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
        header += struct.pack("<I", 0) + b"\xff" * (108 * 4)
        table = struct.pack(f"<{len(fat)}I", *fat).ljust(512, b"\xff")
        return header + table + b"".join(entries).ljust(512, b"\0") + data

    return make


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    head = written.ljust(64, b"\0") + struct.pack("<HBB", len(written), kind, 1)
    return head + struct.pack("<III", 0xFFFFFFFF, right, child) + bytes(36) + struct.pack("<IQ", start, size)
