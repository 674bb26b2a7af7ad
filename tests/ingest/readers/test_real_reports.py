"""The five real reports in five formats: no figure is lost, and the tables of the text exports are whole."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from ingest.document import Document, Paragraph, Table
from ingest.readers.reading import read

FORMATS = {"text": "text", "docx": "docx", "doc": "doc", "html": "html", "pdf": "pdf"}
NAMES = {
    "652825/2021/且末县委办公室_整体支出绩效监控报告": 0,
    "652825/2021/且末县科学技术协会_整体支出绩效监控报告": 0,
    "652825/2021/且末县自然资源局_整体支出绩效监控报告": 0,
    "513223/2023/中共茂县县委办公室_部门决算公开": 2,
    "620723/2023/临泽县机关事务中心_整体支出绩效评价报告": 2,
}

#: The converted files are named after the text with another suffix.
SUFFIXES = {"text": "txt", "docx": "docx", "doc": "doc", "html": "html", "pdf": "pdf"}


def text_of(document: Document) -> str:
    """All text, blocks and cells parted by line ends so that no two figures run together."""
    return "\n".join(
        block.text if isinstance(block, Paragraph) else "\n".join(cell.text for cell in block.cells)
        for block in document.content
    )


def digit_runs(text: str) -> Counter[str]:
    return Counter(re.findall(r"[0-9]+(?:\.[0-9]+)?", re.sub(r"\[bookmark:[^\]]*\]", "", text)))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_no_figure_is_lost_or_added(reports: Path, form: str, name: str) -> None:
    source = (reports / "text" / f"{name}.txt").read_text(encoding="utf-8")
    data = (reports / form / f"{name}.{SUFFIXES[form]}").read_bytes()
    document = read(data, name)
    assert document.source_format == FORMATS[form]
    assert digit_runs(text_of(document)) == digit_runs(source)


@pytest.mark.parametrize("name", NAMES)
def test_the_text_export_loses_no_character_but_white_space_and_heading_signs(reports: Path, name: str) -> None:
    data = (reports / "text" / f"{name}.txt").read_bytes()
    source = data.decode().replace("#", "")
    assert "".join(text_of(read(data, name)).split()) == "".join(source.split())


@pytest.mark.parametrize(("name", "count"), NAMES.items())
def test_the_text_export_has_as_many_tables_as_were_printed(reports: Path, name: str, count: int) -> None:
    data = (reports / "text" / f"{name}.txt").read_bytes()
    assert sum(isinstance(block, Table) for block in read(data, name).content) == count


def grid(reports: Path, name: str, number: int) -> dict[tuple[int, int], str]:
    document = read((reports / "text" / f"{name}.txt").read_bytes(), name)
    tables = [block for block in document.content if isinstance(block, Table)]
    return {(cell.row, cell.column): cell.text for cell in tables[number].cells}


def test_columns_of_the_spending_table_stand_under_their_headings(reports: Path) -> None:
    cells = grid(reports, "620723/2023/临泽县机关事务中心_整体支出绩效评价报告", 0)
    assert (cells[1, 1], cells[1, 4], cells[1, 5]) == ("基本支出", "项目支出", "支出项目明细")
    assert (cells[2, 1], cells[3, 1], cells[3, 4], cells[7, 4]) == ("小计", "130.62", "824.19", "824.19")


def test_indicator_rows_of_the_damaged_form_keep_their_columns(reports: Path) -> None:
    cells = grid(reports, "513223/2023/中共茂县县委办公室_部门决算公开", 1)
    header = {text: place[1] for place, text in cells.items() if place[0] == 11 and text}
    cost = {place[1]: text for place, text in cells.items() if place[0] == 18}
    assert cost[header["二级指标"]] == "经济成本\n指标"
    assert cost[header["三级指标"]] == "工作经费"
    assert (cost[header["指标性质"]], cost[header["指标值"]], cost[header["度量单位"]]) == ("=", "228.36", "万元")
    assert cost[header["实际完成指标值"]] == "100%"


def test_wide_rows_of_the_binary_file_are_one_table(reports: Path) -> None:
    name = "620723/2023/临泽县机关事务中心_整体支出绩效评价报告"
    binary = read((reports / "doc" / f"{name}.doc").read_bytes(), name)
    xml = read((reports / "docx" / f"{name}.docx").read_bytes(), name)
    shapes = [[b.cells[-1].row for b in document.content if isinstance(b, Table)] for document in (binary, xml)]
    assert shapes[0] == shapes[1]
