"""Sections that are on one project each, by their titles."""

from __future__ import annotations

import pytest

from ingest.document import Document, Paragraph
from ingest.extract.prose.headed import headed
from ingest.outline import outline

NOBODY: frozenset[str] = frozenset()


def projects(*lines: str, known: frozenset[str] = NOBODY) -> list[str]:
    """The name of the project that each numbered title is below, "" for none."""
    found = outline(Document("text", tuple(Paragraph(line) for line in ("茂县文化馆项目支出绩效自评报告", *lines))))
    named = headed(found, known)
    return [named[one.number].name if one.number in named else "" for one in found.sections[2:]]


def test_what_names_of_projects_end_in_tells_a_name() -> None:
    assert projects("一、概况", "（一）村道养护项目", "（二）补助资金", "1.预算情况") == ["", "村道养护项目", "", ""]


def test_a_title_holds_for_the_titles_below_it() -> None:
    assert projects("（一）2023年村道养护项目", "1.预算情况", "2.自评得分") == ["村道养护项目"] * 3


def test_a_title_of_a_fund_names_its_project_in_brackets() -> None:
    assert projects("一、中央救灾资金（护林飞机租用经费）", "二、省级补助（第一批）") == ["护林飞机租用经费", ""]


def test_beside_two_names_another_title_is_one_whatever_it_ends_in() -> None:
    lines = ("（一）抽检经费", "（二）监察经费", "（三）标准化建设", "（四）存在的问题", "（五）局机关")
    assert projects(*lines) == ["抽检经费", "监察经费", "标准化建设", "", ""]


def test_beside_one_name_another_title_is_none() -> None:
    assert projects("（一）抽检经费", "（二）标准化建设") == ["抽检经费", ""]


@pytest.mark.parametrize("above", ["二、重点项目绩效", "二、部分项目自评情况", "二、分项目情况"])
def test_below_a_list_of_projects_any_title_is_a_name(above: str) -> None:
    assert projects(above, "（一）标准化建设", "（二）总体情况") == ["", "标准化建设", ""]


def test_what_a_report_is_on_makes_no_names_of_its_chapters() -> None:
    assert projects("一、监控范围", "二、结论") == ["", ""]


def test_the_department_is_no_project() -> None:
    assert projects("（一）某某工程", known=frozenset(("某某工程",))) == [""]
