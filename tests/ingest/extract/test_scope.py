"""What a section speaks of, told from its title."""

from __future__ import annotations

import pytest

from ingest.document import Document, Paragraph
from ingest.extract.found import Frame, Subject
from ingest.extract.scope import section_frames, title_frame
from ingest.outline import outline
from ingest.text import normalise


@pytest.mark.parametrize(
    ("title", "measure", "subject", "fund"),
    [
        ("收入决算情况说明", "revenue", None, ""),
        ("支出决算情况说明", "spending", None, ""),
        ("一般公共预算财政拨款支出决算情况说明", "spending", None, "general_public_budget"),
        ("“三公”经费财政拨款支出决算情况说明", "spending", "three_public/total", "fiscal"),
        ("机关运行经费支出情况", "spending", "operating_cost/total", ""),
        ("政府采购支出情况", "", "procurement/total", ""),
        ("基本支出决算情况", "", "expenditure_type/basic", ""),
        ("政府性基金预算支出决算情况", "spending", None, "government_fund"),
        ("部门职能", "", None, ""),
        ("预算执行情况", "", None, ""),
        ("预算绩效管理情况", "", None, ""),
        ("财政资金使用情况", "", None, ""),
        ("项目支出绩效自评表", "", None, ""),
    ],
)
def test_a_title_says_what_stands_below_it(title: str, measure: str, subject: str | None, fund: str) -> None:
    frame = title_frame(normalise(title).text, Frame())
    assert (frame.measure, frame.fund) == (measure, fund)
    assert (f"{frame.subject.classification}/{frame.subject.code}" if frame.subject else None) == subject


def test_a_title_of_income_and_spending_together_chooses_neither() -> None:
    assert title_frame("收入支出决算情况", Frame()).measure == ""


def test_what_a_title_does_not_say_comes_from_the_section_above() -> None:
    above = Frame("spending", fund="fiscal", subject=Subject("three_public", "total", "“三公”经费"))
    below = title_frame("公务接待费", above)
    assert (below.measure, below.fund) == ("spending", "fiscal")
    assert below.subject is not None
    assert below.subject.code == "reception"


def test_every_section_has_a_frame_and_a_part_starts_afresh() -> None:
    lines = ("第二部分 决算情况", "一、支出决算情况", "（一）基本支出", "第三部分 名词解释")
    sections = outline(Document("text", tuple(Paragraph(line) for line in lines))).sections
    frame = section_frames(sections, 2023)
    frames = [frame(section.number) for section in sections]
    assert [frame.measure for frame in frames] == ["", "", "spending", "spending", ""]
    assert {frame.year for frame in frames} == {2023}
