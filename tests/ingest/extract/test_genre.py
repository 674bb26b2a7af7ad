"""Which kind of report a document is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.document import Document, Paragraph, Table
from ingest.extract.genre import genre_of
from ingest.outline import outline


def genre(*lines: str | Table, name: str = "文件.txt") -> str | None:
    content = tuple(Paragraph(line) if isinstance(line, str) else line for line in lines)
    return genre_of(outline(Document("text", content)), name)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("文化馆2023年部门整体支出绩效监控报告", "performance_monitoring"),
        ("文化馆2023年绩效目标运行监控报告", "performance_monitoring"),
        ("文化馆2023年部门整体支出绩效自评报告", "performance_evaluation"),
        ("文化馆2023年整体支出绩效评价报告", "performance_evaluation"),
        ("文化馆2023年项目支出绩效自评报告", "project_evaluation"),
        ("2023年展厅专项资金绩效评价报告", "project_evaluation"),
        ("文化馆2023年度部门决算公开", "final_accounts"),
        ("文化馆2023年单位决算情况说明", "final_accounts"),
        ("文化馆2023年部门预算公开", "budget"),
        ("文化馆2023年单位预算说明", "budget"),
    ],
)
def test_the_title_tells_the_kind(title: str, expected: str) -> None:
    assert genre(title, "本馆收支情况如下。") == expected


def test_a_title_may_stand_on_two_lines() -> None:
    assert genre("茂县文化馆2023年部门", "决算公开") == "final_accounts"


def test_the_title_comes_before_the_headings() -> None:
    assert genre("文化馆2023年度部门决算公开", "一、预算绩效自评情况") == "final_accounts"


def test_a_heading_tells_where_no_title_does() -> None:
    assert genre("文化馆", "二〇二三年", "一、部门决算情况说明") == "final_accounts"


def test_the_files_name_tells_where_the_text_does_not() -> None:
    assert genre("文化馆", "收入9万元。", name="文化馆_2023年部门预算.docx") == "budget"


def test_a_sheets_name_tells_last(new_table: Callable[..., Table]) -> None:
    assert genre(new_table([["收入", "9"], ["支出", "9"]], "部门决算总表")) == "final_accounts"


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("关于国庆节放假的通知", "放假7天。"), id="a notice"),
        pytest.param(("根据《部门预算公开办法》", "请各单位公开。"), id="a letter that names a report"),
        pytest.param(("会议纪要", "会议审议了部门决算，同意公开。"), id="minutes that speak of a report"),
    ],
)
def test_what_only_speaks_of_reports_is_none(lines: tuple[str, ...]) -> None:
    assert genre(*lines) is None
