"""The page's picture and the places on it: the right one among several, and none where that cannot be told."""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path

import pytest

from ingest.limits import USUAL
from ingest.readers.page import Page, Word
from ingest.routing import Landed
from ingest.workers import HERE
from orchestration.home import Home
from orchestration.review.output import Output
from orchestration.review.page_pictures import Pictures
from orchestration.review.picture import Needle, draw, places
from orchestration.review.rows import Row
from orchestration.survey import write_survey
from tests.ingest.readers.handmade_pdf import new_pdf


def page(*lines: str) -> Page:
    """A page of 1000 × 1000 points with a line every 20 points; words are parted by spaces."""
    words = []
    for number, line in enumerate(lines):
        x = 10.0
        for text in line.split(" "):
            words.append(Word(text, x, number * 20.0, x + 10 * len(text), number * 20 + 10.0))
            x += 10 * len(text) + 10
    return Page(1, 1000, 1000, tuple(reversed(words)))


def line_of(page: Page, needle: Needle) -> int | None:
    box = places(page, [needle]).get(needle.figure_id)
    return None if box is None else round(box.y * 1000 / 20)


def test_of_equal_figures_the_one_with_the_same_words_around_it_is_marked() -> None:
    assert line_of(page("预算 2.34 万元", "支出 2.34 万元"), Needle("f", 1, "2.34万元", "卫生健康支出", "，完成")) == 1


def test_place_that_cannot_be_told_from_another_is_not_marked() -> None:
    assert line_of(page("满意度 95% 13.5", "满意度 95% 13.5"), Needle("f", 1, "95%", "满意度\t", "\t13.5")) is None


def test_figure_is_not_found_inside_a_longer_one() -> None:
    assert line_of(page("合计12.34万元", "合计 2.34万元"), Needle("f", 1, "2.34万元", "合计", "")) == 1


def test_figure_whose_unit_went_to_the_next_line_of_a_cell_is_found_by_its_number() -> None:
    assert line_of(page("目标 <=100 98% 13.5", "%"), Needle("f", 1, "100%", "≤", "\t98%\t13.5")) == 0


def test_figures_of_one_block_are_near_each_other() -> None:
    told = page("合计 506.83 万元 其中 9.9", *[""] * 30, "其中 9.9 万元 另有")
    far, near = Needle("far", 7, "9.9", "其中", "万元另有"), Needle("near", 7, "506.83", "合计", "万元其中9.9")
    assert set(places(told, [far, near])) == {"near"}


def test_page_is_drawn_as_a_grey_picture_with_its_marks(tmp_path: Path) -> None:
    data = new_pdf("BT /F 12 Tf 20 50 Td (Total 506.83 yuan) Tj ET")
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    sha = hashlib.sha256(data).hexdigest()
    drawn = draw(str(path), (), sha, 1, [Needle("f", 1, "506.83", "Total", "yuan")], USUAL)
    assert drawn is not None
    assert drawn.png.startswith(b"\x89PNG")
    start = drawn.png.index(b"IDAT") + 4
    length = int.from_bytes(drawn.png[start - 8 : start - 4])
    rows = zlib.decompress(drawn.png[start : start + length])
    assert len(rows) == drawn.height * (drawn.width + 1)
    box = drawn.boxes["f"]
    left, right = round(box.x * drawn.width), round((box.x + box.width) * drawn.width)
    top, bottom = round(box.y * drawn.height), round((box.y + box.height) * drawn.height)

    def darkest(rows_of: range) -> int:
        return min(rows[row * (drawn.width + 1) + 1 + column] for row in rows_of for column in range(left, right))

    assert darkest(range(top, bottom)) < 100, "the figure's ink is in its box"
    assert darkest(range(top // 4)) == 255


def figure(sha: str) -> Row:
    from collections import namedtuple

    said = {"figure_id": "f", "report_key": "r", "page": 1, "source_format": "pdf", "document_sha256": sha,
            "block": 1, "raw_text": "506.83", "text": "Total 506.83 yuan", "char_start": 6, "char_end": 12,
            "source_path": "a.pdf"}  # fmt: skip
    return namedtuple("Row", said)(**said)


@pytest.mark.parametrize("damage", ["", "changed", "gone"], ids=["as surveyed", "changed since", "gone"])
def test_picture_is_shown_while_the_file_is_the_one_that_was_read(tmp_path: Path, damage: str) -> None:
    data = new_pdf("BT /F 12 Tf 20 50 Td (Total 506.83 yuan) Tj ET")
    path, home = tmp_path / "a.pdf", Home(tmp_path / "home")
    path.write_bytes(data)
    sha = hashlib.sha256(data).hexdigest()
    write_survey(home, [Landed("a.pdf", path, sha, len(data), None)])
    if damage == "changed":
        path.write_bytes(data + b"\n")
    elif damage == "gone":
        path.unlink()
    snapshot = home.snapshots / "1.duckdb"
    shown = Pictures(snapshot, Output(tmp_path / "one", None), HERE, USUAL).of([figure(sha)])
    if damage:
        assert not shown
        return
    assert set(shown["r", 1].boxes) == {"f"}
    path.unlink()
    again = Pictures(snapshot, Output(tmp_path / "two", tmp_path / "one"), HERE, USUAL).of([figure(sha)])
    assert again == shown, "a page that is drawn already is not drawn again"
    assert (tmp_path / "two" / shown["r", 1].path).stat().st_nlink == 2
