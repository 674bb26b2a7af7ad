"""The same report in another format or container gives the same facts; on the real reports, where they are at hand."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.facts import REAL, extract
from benchmarks.formats_matrix import Facts, facts_of, matrix, printed

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the real reports do not stand beside this checkout")


@pytest.mark.parametrize("form", ["docx", "doc", "html", "pdf"])
def test_every_format_has_the_facts_of_the_text(form: str) -> None:
    entries = matrix((form,))
    assert len(entries) == 5 * 7
    differing = {
        (report, table): (sorted(entry.fewer), sorted(entry.more))
        for (report, _, table), entry in entries.items()
        if entry.fewer or entry.more
    }
    assert differing == {}
    assert sum(entry.wrong for entry in entries.values()) == 0


def saved_again(data: bytes) -> bytes:
    """A zipped file packed anew: parts in another order, not compressed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
        for name in reversed(source.namelist()):
            packed.writestr(name, source.read(name))
    return target.getvalue()


def in_gbk(data: bytes) -> bytes:
    """A page in the encoding of older county web sites; what GBK lacks stands as a character reference."""
    page = data.decode("utf-8").replace("utf-8", "gb2312").replace("UTF-8", "gb2312")
    return page.encode("gbk", errors="xmlcharrefreplace")


def in_mht(data: bytes) -> bytes:
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
    part = "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return (head + part).encode() + data + b"\r\n--b--\r\n"


def in_utf16(data: bytes) -> bytes:
    return data.decode("utf-8").encode("utf-16")


@pytest.mark.parametrize(
    ("form", "changed"),
    [
        pytest.param("docx", saved_again, id="docx packed anew"),
        pytest.param("html", in_gbk, id="html in GBK"),
        pytest.param("html", in_mht, id="html as a web archive"),
        pytest.param("text", in_utf16, id="text in UTF-16"),
        pytest.param("doc", lambda data: data + bytes(512), id="doc with empty bytes at its end"),
    ],
)
def test_another_container_has_the_same_facts(tmp_path: Path, form: str, changed: Callable[[bytes], bytes]) -> None:
    for file in (REAL / form).rglob("*.*"):
        target = tmp_path / file.relative_to(REAL / form)
        target.parent.mkdir(parents=True, exist_ok=True)
        data = file.read_bytes()
        target.write_bytes(changed(data))
        assert target.read_bytes() != data
    before, after = facts_of(extract(REAL / form)), facts_of(extract(tmp_path))
    assert sum(map(Counter.total, before.values())) > 300
    assert differences(before, after) == {}


def differences(before: Facts, after: Facts) -> dict[tuple[str, str], tuple[list[object], list[object]]]:
    """Facts that only one side has, by report and table."""
    return {
        key: (list((before.get(key, Counter()) - after.get(key, Counter())).elements()),
              list((after.get(key, Counter()) - before.get(key, Counter())).elements()))
        for key in {*before, *after}
        if before.get(key) != after.get(key)
    }  # fmt: skip


def test_the_matrix_has_a_row_per_report_and_table_and_dashes_for_what_is_not_read() -> None:
    lines = list(printed(matrix(("text",))))
    assert len(lines) == 2 + 5 * 7
    assert lines[2].startswith("| 中共茂县县委办公室 | report | 1/0/0 = | – |")
