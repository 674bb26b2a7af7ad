"""Whose report it is: county, department, year, period end, filing date, title; and what must be held."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.document import Document, Paragraph
from ingest.extract.identity.identity import Identity
from ingest.extract.reading import extract

TITLE = "茂县文化馆2023年部门整体支出绩效监控报告"
CUTOFF = "截至2023年6月底，各项工作有序。"


def identity(*lines: str, file_name: str = "报告.txt", county: str | None = None, year: int | None = None) -> Identity:
    found = extract(Document("text", tuple(Paragraph(line) for line in lines)), file_name, county, year)
    assert found.identity is not None
    return found.identity


def problem(found: Identity) -> str | None:
    return found.problem[0] if found.problem else None


def test_a_report_says_by_itself_whose_it_is() -> None:
    found = identity(TITLE, CUTOFF, "填报日期：2023年7月10日")
    assert found.problem is None
    assert found.county is not None
    assert (found.county.code, found.department, found.year) == ("513223", "茂县文化馆", 2023)
    assert (found.period_end, found.filed_on, found.title) == (date(2023, 6, 30), date(2023, 7, 10), TITLE)


# -- county ------------------------------------------------------------------------------------------------------------
def test_the_folders_county_needs_no_mention_in_the_text() -> None:
    found = identity("2023年部门整体支出绩效监控报告", "单位名称：文化馆", CUTOFF, county="513223", year=2023)
    assert found.problem is None
    assert found.county is not None
    assert found.county.name == "茂县"


def test_a_cover_of_another_county_contradicts_the_folder() -> None:
    found = identity("且末县文化馆2023年部门整体支出绩效监控报告", CUTOFF, county="513223", year=2023)
    assert problem(found) == "county_contradiction"
    assert "且末县" in str(found.problem)
    assert "茂县" in str(found.problem)


def test_a_county_that_is_only_thanked_is_no_contradiction() -> None:
    found = identity(TITLE, "感谢且末县文化馆支持。", CUTOFF, county="513223", year=2023)
    assert found.problem is None


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("文化馆2023年部门整体支出绩效监控报告", id="no county"),
        pytest.param("朝阳区文化馆2023年部门整体支出绩效监控报告", id="a name of several counties"),
        pytest.param("茂县且末县文化馆2023年部门整体支出绩效监控报告", id="two counties"),
    ],
)
def test_a_text_that_names_no_single_county_is_held(title: str) -> None:
    assert problem(identity(title, CUTOFF)) == "unknown_county"


def test_a_name_of_several_counties_is_settled_by_its_city() -> None:
    found = identity("朝阳区文化馆2023年部门整体支出绩效监控报告", CUTOFF, "长春市朝阳区文化馆")
    assert found.county is not None
    assert found.county.prefecture == "长春市"


# -- department --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("lines", "file_name"),
    [
        pytest.param(("部门名称：茂县文化馆",), "报告.txt", id="a cover label"),
        pytest.param(
            ("部门（单位）名称：茂县文化馆（公章）", "填报日期：2023年7月10日"), "报告.txt", id="a label with a seal"
        ),
        pytest.param(("填报单位（盖章）：茂县文化馆 填报日期：2023年7月10日",), "报告.txt", id="two labels on a line"),
        pytest.param(
            ("填报单位：茂县文化馆　监控期间：2023年1月1日—6月30日",), "报告.txt", id="a label before the period"
        ),
        pytest.param((), "茂县文化馆_绩效监控.txt", id="the file's name"),
    ],
)
def test_the_department_is_found(lines: tuple[str, ...], file_name: str) -> None:
    found = identity("2023年部门整体支出绩效监控报告", *lines, CUTOFF, file_name=file_name, county="513223", year=2023)
    assert (found.problem, found.department) == (None, "茂县文化馆")


def test_a_cover_label_comes_before_title_and_file_name_which_become_aliases() -> None:
    found = identity(TITLE, "部门名称：茂县文化馆中心馆", CUTOFF, file_name="茂县文化馆_报告.txt")
    assert found.department == "茂县文化馆中心馆"
    assert found.aliases == ("茂县文化馆",)


def test_a_department_that_nothing_names_is_held() -> None:
    found = identity("2023年部门整体支出绩效监控报告", CUTOFF, county="513223", year=2023)
    assert problem(found) == "unknown_department"


# -- year --------------------------------------------------------------------------------------------------------------
def test_the_title_outvotes_years_that_are_compared_with() -> None:
    lines = [f"2022年支出{n}万元。" for n in range(1, 5)]
    assert identity(TITLE, CUTOFF, *lines, county="513223").year == 2023


def test_a_year_that_contradicts_the_folder_is_held_and_says_both() -> None:
    found = identity(TITLE, CUTOFF, county="513223", year=2021)
    assert problem(found) == "year_contradiction"
    assert "2023" in str(found.problem)
    assert "2021" in str(found.problem)


def test_a_year_that_is_only_compared_with_does_not_make_the_folder_right() -> None:
    found = identity(TITLE, CUTOFF, "比2022年支出减少1万元。", county="513223", year=2022)
    assert problem(found) == "year_contradiction"


@pytest.mark.parametrize("year", [None, 2023], ids=["in the inbox", "in a year's folder"])
def test_a_report_that_names_no_year_is_held(year: int | None) -> None:
    found = identity("茂县文化馆部门整体支出绩效监控报告", "截至6月底。", county="513223", year=year)
    assert problem(found) == "unknown_year"


@pytest.mark.parametrize(
    "line", ["（2021年度）", "(2021 年度)", "2021年度", "二〇二一年度", "项目支出绩效自评表（2021年度）"]
)
def test_a_form_says_its_year_below_its_title(line: str) -> None:
    found = identity("茂县文化馆项目支出绩效自评表", line, "项目名称：展厅改造", county="513223")
    assert (found.problem, found.year) == (None, 2021)


def test_a_folders_year_holds_where_nothing_but_a_filing_date_speaks_of_another() -> None:
    lines = ("茂县文化馆项目支出绩效自评表", "填报日期：2024年3月5日", "项目名称：展厅改造")
    assert (identity(*lines, county="513223", year=2023).problem, identity(*lines, year=2023).year) == (None, 2023)
    assert problem(identity(*lines, county="513223", year=2021)) == "unknown_year"


PROJECT = ("茂县文化馆项目支出绩效自评表", "项目名称：2019年展厅改造项目", "2019年展厅改造项目支出9万元。")


def test_a_projects_year_that_the_filing_date_contradicts_is_held() -> None:
    found = identity(*PROJECT, "填报日期：2022年7月5日", county="513223")
    assert problem(found) == "unknown_year"


def test_a_projects_year_gives_way_to_one_that_is_reported() -> None:
    found = identity(*PROJECT, "2021年度支出9万元，2021年决算已公开。", "填报日期：2022年7月5日", county="513223")
    assert (found.problem, found.year) == (None, 2021)


def test_a_title_that_names_only_its_projects_year_is_held_where_it_was_filed_late() -> None:
    title = "茂县文化馆2021年中央展厅改造项目支出绩效自评报告"
    assert problem(identity(title, "公开日期：2023年4月17日", county="513223")) == "unknown_year"
    assert identity(title, "公开日期：2022年4月17日", county="513223").year == 2021
    late = identity(title.replace("2021年", "2021年度"), "公开日期：2023年4月17日", county="513223")
    assert (late.problem, late.year) == (None, 2021)


# -- what it is confined to --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("lines", "subject"),
    [
        (("茂县文化馆2023年度部门决算",), ""),
        (("茂县文化馆（本级）2023年度部门决算",), "本级"),
        (("茂县文化馆2023年“三公”经费预算情况说明",), "三公经费"),
        (("茂县文化馆2023年项目支出绩效自评表", "项目名称：展厅改造"), "展厅改造"),
        (("茂县文化馆2023年项目支出绩效自评报告", "——展厅改造项目"), "展厅改造项目"),
        (("茂县文化馆2023年项目绩效自评报告", "工作有序。"), "茂县文化馆2023年项目绩效自评报告"),
        (("茂县文化馆2023年绩效监控表", "项目名称：展厅改造", CUTOFF), "展厅改造"),
        (("茂县文化馆2023年整体支出绩效监控报告", "项目名称：展厅改造", CUTOFF), ""),
        (("茂县文化馆2023年项目绩效目标申报表", "项目名称：展厅改造"), "绩效目标、展厅改造"),
    ],
)
def test_a_report_says_what_it_is_confined_to(lines: tuple[str, ...], subject: str) -> None:
    found = identity(*lines)
    assert (found.problem, found.subject) == (None, subject)


@pytest.mark.parametrize(
    "lines",
    [
        ("茂县财政局2023年全县“三公”经费决算情况说明",),
        ("茂县财政局2023年“三公”经费决算汇总情况说明",),
        ("茂县财政局2023年县级部门“三公”经费预算情况说明",),
        ("茂县财政局2023年“三公”经费决算情况", "经茂县财政局汇总，2023年各单位“三公”经费9万元。"),
        ("茂县2023年度县级部门决算汇总公开", "2023年度全县部门支出总计9万元。"),
        ("茂县人民政府2023年决算公开", "一、全县收支决算情况"),
        ("茂县2023年度政府决算公开", "一、一般公共预算收支决算情况"),
    ],
)
def test_a_page_that_sums_up_the_county_is_no_departments(lines: tuple[str, ...]) -> None:
    found = identity(*lines)
    assert (found.problem, found.is_county_summary, found.department) == (None, True, "茂县财政局")


@pytest.mark.parametrize(
    "lines",
    [
        ("茂县财政局2023年“三公”经费决算情况", "2023年本局“三公”经费9万元。"),
        ("茂县财政局（汇总）2023年“三公”经费决算情况", "2023年本部门“三公”经费9万元。"),
        ("茂县财政局2023年县级部门决算公开", "2023年本部门支出9万元。"),
        ("茂县凤仪镇人民政府决算公开", "2023年本部门决算支出9万元。"),
        ("万全区财政局2023年度部门决算公开", "2023年本部门支出9万元。"),
        ("万全区财政局2023年“三公”经费决算情况", "2023年本部门“三公”经费9万元。"),
        ("茂县教育局2023年部门决算汇总公开", "2023年全县教育支出9万元。"),
    ],
)
def test_one_departments_own_page_is_no_summary(lines: tuple[str, ...]) -> None:
    found = identity(*lines)
    assert (found.problem, found.is_county_summary) == (None, False)


# -- period end --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("wording", "end"),
    [
        ("截至2023年6月底", date(2023, 6, 30)),
        ("截至6月末", date(2023, 6, 30)),
        ("截止到2023年8月31日", date(2023, 8, 31)),
        ("截至2023年2月底", date(2023, 2, 28)),
        ("2023年1-8月", date(2023, 8, 31)),
        ("2023年1至7月", date(2023, 7, 31)),
        ("2023年1月—9月", date(2023, 9, 30)),
        ("2023年上半年", date(2023, 6, 30)),
        ("2023年三季度末", date(2023, 9, 30)),
        ("2023年前三季度", date(2023, 9, 30)),
    ],
)
def test_a_monitoring_report_ends_at_its_cut_off(wording: str, end: date) -> None:
    assert identity(TITLE, f"{wording}，各项工作有序。", county="513223").period_end == end


def test_the_cut_off_named_most_often_counts() -> None:
    found = identity(TITLE, "截至2023年8月底完成招标。", CUTOFF, CUTOFF, county="513223")
    assert found.period_end == date(2023, 6, 30)


@pytest.mark.parametrize(
    "line", ["各项工作有序。", "截至2022年6月底，各项工作有序。", "截至2023年6月31日，各项工作有序。"]
)
def test_a_monitoring_report_without_a_cut_off_in_its_year_is_held(line: str) -> None:
    assert problem(identity(TITLE, line, county="513223")) == "unknown_period_end"


def test_a_projects_term_is_no_cut_off() -> None:
    found = identity(TITLE, "项目期限为2023年1月1日至2023年12月31日。", CUTOFF, county="513223")
    assert found.period_end == date(2023, 6, 30)


def test_months_of_a_plan_are_no_cut_off() -> None:
    assert problem(identity(TITLE, "2023年11-12月将完成招标。", county="513223")) == "unknown_period_end"


@pytest.mark.parametrize("title", ["茂县文化馆2023年部门决算公开", "茂县文化馆2023年部门预算公开"])
def test_other_reports_end_with_their_year(title: str) -> None:
    assert identity(title, "截至2023年6月底。", county="513223").period_end == date(2023, 12, 31)


# -- filing date -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "line",
    [
        "填报日期：2023年7月10日",
        "填报时间: 2023-07-10",
        "公开日期：2023.7.10",
        "[ 成文日期 ] 2023-07-10",
        "发布日期 | 2023-07-10 |",
        "茂县文化馆2023年7月10日",
        "2023年7月10日",
    ],
)
def test_the_filing_date_is_on_the_cover_or_below_the_text(line: str) -> None:
    assert identity(TITLE, line, CUTOFF).filed_on == date(2023, 7, 10)
    assert identity(TITLE, CUTOFF, "以上为本馆报告。", line).filed_on == date(2023, 7, 10)


@pytest.mark.parametrize(
    "line", ["本馆于2023年7月10日召开会议。", "填报日期：2023年13月10日", "填报日期：  年  月  日"]
)
def test_a_date_that_is_no_filing_date_is_none(line: str) -> None:
    assert identity(TITLE, CUTOFF, line).filed_on is None


@pytest.mark.parametrize(
    "line", ["监控时间：2023年1月1日—2023年8月31日", "监控期间：1月1日至8月31日", "监控时点：8月底"]
)
def test_a_period_that_is_monitored_ends_with_its_last_day(line: str) -> None:
    found = identity("茂县文化馆2023年绩效运行监控表", line, county="513223")
    assert (found.problem, found.period_end) == (None, date(2023, 8, 31))
