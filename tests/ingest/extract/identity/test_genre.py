"""Which kind of report a document is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.document import Document, Paragraph, Table
from ingest.extract.identity.genre import genre_of, part_of
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
        ("文化馆2023年项目绩效目标和指标", "budget"),
        ("文化馆2023年单位预算说明", "budget"),
        ("文化馆2023年度决算", "final_accounts"),
        ("文化馆2023年度“三公”经费支出情况", "final_accounts"),
        ("文化馆2023年一般公共预算财政拨款“三公”经费支出决算情况说明", "final_accounts"),
        ("文化馆2023年“三公”经费决算汇总情况", "final_accounts"),
        ("文化馆2023年三公经费预算情况", "budget"),
        ("展厅改造项目绩效目标申报表", "budget"),
        ("文化馆整体支出绩效目标表", "budget"),
        ("2023年展厅改造项目支出绩效目标审批表", "budget"),
        ("文化馆项目支出目标申报表（2023年度）", "budget"),
        ("关于展厅改造项目绩效目标设定的公示", "budget"),
        ("文化馆展厅绩效目标自评表", "project_evaluation"),
        ("文化馆2023年度中央转移支付资金绩效自评报告", "project_evaluation"),
        ("文化馆2023年度专项经费绩效评价报告", "project_evaluation"),
        ("文化馆2023年展厅项目资金使用情况", "project_evaluation"),
        ("茂县2023年展厅改造工程绩效自评报告", "project_evaluation"),
        ("茂县2023年讲座补贴绩效评价报告", "project_evaluation"),
        ("文化馆2023年部门整体支出绩效目标自评表", "performance_evaluation"),
        ("文化馆2023年部门整体支出和项目支出绩效自评报告", "performance_evaluation"),
        ("文化馆2023年项目支出绩效跟踪监控报告", "performance_monitoring"),
        ("文化馆2023年度项目支出绩效单位自评报告", "project_evaluation"),
        ("文化馆2023年展厅改造项目支出部门评价报告", "project_evaluation"),
        ("茂县2023年度福利彩票公益金绩效自评报告", "project_evaluation"),
        ("文化馆2023年展厅改造项目绩效报告", "project_evaluation"),
        ("文化馆2023年度部门整体支出绩效报告", "performance_evaluation"),
        ("文化馆2023年度预算绩效部门评价报告", "performance_evaluation"),
        ("文化馆2023年上半年绩效跟踪报告", "performance_monitoring"),
        ("文化馆关于2023年度讲座转移支付资金绩效的自评报告", "project_evaluation"),
    ],
)
def test_the_title_tells_the_kind(title: str, expected: str) -> None:
    assert genre(title, "本馆收支情况如下。") == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("一、绩效目标分解下达情况", "project_evaluation"),
        ("1.项目资金到位情况分析", "project_evaluation"),
        ("一、自评工作情况", "performance_evaluation"),
    ],
)
def test_the_sections_of_a_report_on_a_transfer_tell_what_its_title_does_not(heading: str, expected: str) -> None:
    assert genre("茂县2023年农村改厕绩效自评报告", heading, "下达8万元。") == expected
    assert genre("茂县文化馆2023年绩效自评报告", "一、部门概况", heading, "下达8万元。") == "performance_evaluation"


def test_a_page_without_a_title_says_in_its_first_sentence_what_it_is() -> None:
    lines = "为用好资金，现将茂县文化馆2023年展厅改造资金项目绩效自评总结报告如下：", "二、绩效自评工作开展情况"
    assert genre("茂县文化馆", *lines) == "project_evaluation"


def test_what_was_evaluated_is_told_before_the_sentence_says_so() -> None:
    line = "按照通知要求，我馆组织开展了2023年展厅改造资金绩效自评工作，现将自评情况报送如下："
    assert genre("茂县文化馆", line, "二、绩效自评工作开展情况") == "project_evaluation"


def test_what_the_first_sentence_goes_by_is_no_title() -> None:
    assert genre("茂县文化馆", "根据《项目支出绩效评价管理办法》，现将2023年度部门决算公开如下：") == "final_accounts"


def test_a_title_may_stand_on_two_lines() -> None:
    assert genre("茂县文化馆2023年部门", "决算公开") == "final_accounts"


def test_the_title_comes_before_the_headings() -> None:
    assert genre("文化馆2023年度部门决算公开", "一、预算绩效自评情况") == "final_accounts"


def test_a_heading_tells_where_no_title_does() -> None:
    assert genre("文化馆", "二〇二三年", "一、部门决算情况说明") == "final_accounts"


def test_the_files_name_tells_where_the_text_does_not() -> None:
    assert genre("文化馆", "收入9万元。", name="文化馆_2023年部门预算.docx") == "budget"


def test_the_files_name_tells_however_many_sections_there_are() -> None:
    lines = ("自评表", "一、产出", "二、效益", "三、满意度")
    assert genre(*lines, name="文化馆_项目支出绩效自评表.html") == "project_evaluation"
    assert genre(*lines) is None


def test_a_forms_first_row_is_its_title(new_table: Callable[..., Table]) -> None:
    rows = [[("项目支出绩效自评表", 1, 2)], ["项目名称", "展厅改造"], ["全年预算数", "9"]]
    assert genre(new_table(rows)) == "project_evaluation"


def test_an_evaluation_filled_in_for_one_project_is_the_projects(new_table: Callable[..., Table]) -> None:
    row = [["项目名称", "展厅改造", "主管部门", "文化局"]]
    assert genre("文化馆2023年度绩效自评表", new_table(row)) == "project_evaluation"
    assert genre("文化馆2023年度整体绩效自评表", new_table(row)) == "performance_evaluation"
    heads = [["项目名称", "预算数", "执行数"], ["展厅改造", "9", "8"]]
    assert genre("文化馆2023年度绩效自评表", new_table(heads)) == "performance_evaluation"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“三公”经费支出预算合计9万元，比上年预算减少1万元。", "budget"),
        ("“三公”经费预算9万元，较2022年决算减少1万元。", "budget"),
        ("“三公”经费支出8万元，与年初预算相比减少1万元。", "final_accounts"),
        ("2023年“三公”经费支出决算8万元。", "final_accounts"),
        ("“三公”经费合计8万元，与上年决算数持平。", None),
    ],
)
def test_a_page_on_three_public_expenses_says_in_its_text_what_it_is(text: str, expected: str | None) -> None:
    assert genre("文化馆2023年“三公”经费情况说明", text) == expected
    assert genre("文化馆“三公”经费情况说明", text) is None


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("文化馆2023年“三公”经费预算情况说明", "三公经费"),
        ("文化馆2023年部门预算“三公”经费说明", "三公经费"),
        ("文化馆2023年部门预算及“三公”经费预算公开", ""),
        ("文化馆2023年部门决算情况说明", ""),
        ("文化馆整体支出绩效目标表", "绩效目标"),
        ("文化馆2023年三公”经费支出说明", "三公经费"),
    ],
)
def test_a_page_of_less_than_the_report_says_so(title: str, part: str) -> None:
    assert part_of(outline(Document("text", (Paragraph(title),))), "文件.txt") == part


def test_a_sheets_name_tells_last(new_table: Callable[..., Table]) -> None:
    assert genre(new_table([["收入", "9"], ["支出", "9"]], "部门决算总表")) == "final_accounts"


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("关于国庆节放假的通知", "放假7天。"), id="a notice"),
        pytest.param(("根据《部门预算公开办法》", "请各单位公开。"), id="a letter that names a report"),
        pytest.param(("会议纪要", "会议审议了部门决算，同意公开。"), id="minutes that speak of a report"),
        pytest.param(("文化馆会议纪要", "一、审议2023年预算", "二、三公经费支出情况"), id="minutes with headings"),
    ],
)
def test_what_only_speaks_of_reports_is_none(lines: tuple[str, ...]) -> None:
    assert genre(*lines) is None
