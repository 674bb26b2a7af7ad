"""Old binary Word files: what the package office_oxide gives, and the three habits of it that are made good."""

from __future__ import annotations

from typing import Any

import office_oxide
import pytest

from ingest.document import Cell, Paragraph, Table
from ingest.readers import word_binary


def paragraph(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "content": [{"type": "text", "text": text}]}


def table(*rows: list[str]) -> dict[str, Any]:
    return {
        "type": "table",
        "rows": [
            {"cells": [{"content": [paragraph(text)], "col_span": 1, "row_span": 1} for text in row]} for row in rows
        ],
    }


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Reads a document whose elements are given as office_oxide would give them."""

    def run(*elements: dict[str, Any], **section: Any) -> tuple[Paragraph | Table, ...]:
        class Opened:
            @staticmethod
            def from_bytes(data: bytes, kind: str) -> Opened:
                assert (data, kind) == (b"bytes", "doc")
                return Opened()

            def to_ir(self) -> dict[str, Any]:
                return {"sections": [{"elements": list(elements), **section}]}

        monkeypatch.setattr(office_oxide, "Document", Opened)
        return word_binary.read(b"bytes").content

    return run


def test_neighbouring_tables_of_one_row_are_one_table(read: Any) -> None:
    (joined,) = read(table(["甲", "乙"]), table(["1", "2"]), table(["3", "4"]))
    assert [(cell.text, cell.row, cell.column) for cell in joined.cells] == [
        ("甲", 0, 0), ("乙", 0, 1), ("1", 1, 0), ("2", 1, 1), ("3", 2, 0), ("4", 2, 1),
    ]  # fmt: skip


def test_a_paragraph_between_tables_parts_them(read: Any) -> None:
    assert len(read(table(["甲", "1"]), paragraph("二"), table(["乙", "2"]))) == 3


def test_longer_tables_side_by_side_stay_two(read: Any) -> None:
    assert len(read(table(["甲", "1"], ["乙", "2"]), table(["丙", "3"], ["丁", "4"]))) == 2


def test_spans_give_grid_positions(read: Any) -> None:
    given = table(["甲", "乙"], ["丙"])
    given["rows"][0]["cells"][0]["row_span"] = 2
    (found,) = read(given)
    assert found.cells == (Cell("甲", 0, 0, 2, 1), Cell("乙", 0, 1), Cell("丙", 1, 1))


def test_lost_spans_of_a_header_are_told_from_the_row_below(read: Any) -> None:
    (found,) = read(table(["科目", "支出"]), table(["", "基本", "项目"]), table(["合计", "1", "2"]))
    assert found.cells[1] == Cell("支出", 0, 1, 1, 2)


def test_a_line_without_letters_is_no_heading(read: Any) -> None:
    heading = {"type": "heading", "level": 2, "content": [{"type": "text", "text": "228.36"}]}
    worded = {"type": "heading", "level": 2, "content": [{"type": "text", "text": "一、概况"}]}
    assert read(heading, worded) == (Paragraph("228.36"), Paragraph("一、概况", 2))


def test_counted_lists_keep_their_numbers_and_other_kinds_of_element_their_text(read: Any) -> None:
    counted = {
        "type": "list", "ordered": True, "start_number": 3,
        "items": [{"content": [paragraph("甲")]}, {"content": [paragraph("乙")]}],
    }  # fmt: skip
    note = {"type": "footnote", "content": [paragraph("注 1")]}
    found = read(counted, note, {"type": "image", "data": "…"}, header={"content": [paragraph("页眉")]})
    assert [block.text for block in found] == ["3. 甲", "4. 乙", "注 1", "页眉"]


def test_breaks_and_links_inside_a_paragraph_are_kept_and_the_packages_notice_is_not(read: Any) -> None:
    link = {"type": "hyperlink", "content": [{"type": "text", "text": "网"}]}
    line = {"type": "paragraph", "content": [{"type": "text", "text": "年度"}, {"type": "line_break"}, link]}
    assert read(paragraph("[nested table detected — …]"), line) == (Paragraph("年度\n网"),)
