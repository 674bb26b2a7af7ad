"""The department among several names: labels, titles, 主管部门 and 实施单位, and what cannot be decided."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.counties import counties
from ingest.document import Document, Paragraph, Table
from ingest.extract.identity.department import Names, departments
from ingest.extract.identity.office_names import clean
from ingest.lexicon.lexicon import rows
from ingest.outline import outline

YUN = counties()["530922"]


def names(*items: str | Table, file_name: str = "页面.txt") -> Names:
    content = tuple(Paragraph(item) if isinstance(item, str) else item for item in items)
    return departments(outline(Document("text", content)), file_name, YUN)


def first(*items: str | Table, file_name: str = "页面.txt") -> str:
    return names(*items, file_name=file_name).names[0]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("云县林业局(公章)", "云县林业局"),
        ("[155]云县林业局", "云县林业局"),
        ("155001-云县林业局", "云县林业局"),
        ("云县林业局(本级)", "云县林业局"),
        ("云县林业局机关", "云县林业局"),
        ("县林业局", "云县林业局"),
        ("云南省临沧市云县林业局", "云县林业局"),
        ("中共临沧市云县委党校", "中共云县委党校"),
        ("政协云县委员会办公室", "政协云县委员会办公室"),
        ("云县大寨镇", "云县大寨镇人民政府"),
        ("云县大寨镇政府", "云县大寨镇人民政府"),
        ("2023年度云县林业局", "云县林业局"),
        ("项目单位云县林业局", "云县林业局"),
    ],
)
def test_one_department_has_one_spelling(printed: str, name: str) -> None:
    assert clean(printed, YUN) == name


@pytest.mark.parametrize(
    "lines",
    [
        ("2023年度部门整体支出绩效自评报告", "(云县林业局)", "本单位在职12人。"),
        ("2023年度部门整体支出绩效自评报告", "云县林业局", "2024年3月", "本单位在职12人。"),
        ("2023年度部门整体支出绩效自评报告", *(["本单位在职12人。"] * 14), "云县林业局", "2024年3月8日"),
    ],
    ids=["in brackets below the title", "a line of the cover", "signed at the end"],
)
def test_a_name_that_is_a_line_by_itself(lines: tuple[str, ...]) -> None:
    assert first(*lines) == "云县林业局"


def test_the_way_to_a_page_is_no_other_name_of_the_department() -> None:
    found = names("云县政府网 首页 政务公开", "云县林业局2023年度部门决算", "林业局2023年度部门决算")
    assert found.names == ("云县林业局", "林业局")


def test_a_sealed_line_of_the_cover_names_the_department() -> None:
    sealed = "云县妇幼保健计划生育服务中心（盖章）"
    assert first("2023年度部门整体支出绩效自评报告", sealed) == "云县妇幼保健计划生育服务中心"


def test_a_transfer_in_a_title_ends_the_departments_name() -> None:
    assert first("云县残联中央转移支付2023年度绩效自评报告") == "云县残联"


def test_a_project_that_begins_like_an_office_follows_the_department() -> None:
    assert first("2022年度云县乡村振兴局衔接推进乡村振兴补助资金绩效自评报告") == "云县乡村振兴局"


def test_a_committee_on_posts_is_named_in_full() -> None:
    assert first("部门整体支出绩效评价报告", "项目单位：云县机构编制委员会办公室") == "云县机构编制委员会办公室"


FORM = [["项目名称", "教室维修"], ["主管部门", "云县教育局", "实施单位", "云县第一中学"]]


def test_the_title_says_who_of_a_form_reports(new_table: Callable[..., Table]) -> None:
    assert first("云县第一中学2022年度项目支出绩效自评表", new_table(FORM)) == "云县第一中学"
    assert first("云县教育局2022年度项目支出绩效自评表", new_table(FORM)) == "云县教育局"


def test_the_files_name_says_who_of_a_form_reports(new_table: Callable[..., Table]) -> None:
    assert first("项目支出绩效自评表", new_table(FORM), file_name="云县第一中学_自评表.html") == "云县第一中学"


def test_a_label_of_its_own_says_who_of_a_form_reports(new_table: Callable[..., Table]) -> None:
    own = [["部门：云县第一中学", "公开14表"], *FORM]
    assert first("2022年度项目支出绩效自评表", new_table(own)) == "云县第一中学"


def test_the_publisher_says_who_of_a_form_reports(new_table: Callable[..., Table]) -> None:
    assert first("项目支出绩效自评表", "来源：云县教育局 2023-01-05", new_table(FORM)) == "云县教育局"
    assert first("项目支出绩效自评表", "发布机构：云县第一中学 文号：", new_table(FORM)) == "云县第一中学"


def test_either_may_report_where_nothing_says_who_does(new_table: Callable[..., Table]) -> None:
    assert names("项目支出绩效自评表", new_table(FORM)) == Names((), ("云县教育局", "云县第一中学"))


@pytest.mark.parametrize("implementing", ["", "产业发展股", "云县教育局"])
def test_a_superior_reports_for_what_is_no_office_of_its_own(
    new_table: Callable[..., Table], implementing: str
) -> None:
    rows = [["主管部门", "云县教育局", "实施单位", implementing]]
    assert first("项目支出绩效自评表", new_table(rows)) == "云县教育局"


def test_cells_that_ran_together_are_told_apart() -> None:
    lines = ("2022年种植补贴项目资金使用情况", "发布机构：云县大寨镇人民政府文号：")
    assert first(*lines, "主管部门县农业农村局实施单位大寨镇人民政府") == "云县大寨镇人民政府"


def test_the_fuller_of_two_names_is_taken(new_table: Callable[..., Table]) -> None:
    found = names("2022年林业局部门整体支出绩效自评表", new_table([["一级预算单位名称", "云县林业局"]]))
    assert found.names[0] == "云县林业局"
    assert names("填报单位：大寨镇人民政府", "云县大寨镇人民政府2022年部门预算").names[0] == "云县大寨镇人民政府"


def test_a_superior_is_no_other_name_of_the_department(new_table: Callable[..., Table]) -> None:
    found = names("单位名称：云县林业局", new_table([["主管部门", "云县人民政府", "实施单位", "云县林业局"]]))
    assert found == Names(("云县林业局",))


def test_a_second_name_in_brackets_is_another_name() -> None:
    assert names("云县文化馆（云县美术馆）2022年部门预算") == Names(("云县文化馆", "云县美术馆"))


@pytest.mark.parametrize(
    "lines",
    [
        ("云县大寨镇2022年部门预算", "第一部分大寨镇政府概况", "第二部分大寨镇政府2022年部门预算情况说明"),
        ("云县大寨镇人民政府2022年部门预算", "目录", "第一部分云县大寨镇人民政府概况", "第四部分名词解释"),
    ],
    ids=["chapters", "a table of contents"],
)
def test_chapters_are_no_part_of_a_name(lines: tuple[str, ...]) -> None:
    assert names(*lines) == Names(("云县大寨镇人民政府",))


def test_a_crumb_or_a_unit_of_measure_is_no_department() -> None:
    lines = ("云县文化馆2021年预算情况说明", "云县文化和旅游局", "单位：万元", "部门：万元")
    assert names(*lines) == Names(("云县文化馆",))


def test_every_label_of_a_unit_holds_a_word_that_tells_where_to_look() -> None:
    assert all("单位" in row["label"] or "部门" in row["label"] for row in rows("unit_labels"))


def test_the_unit_of_a_tables_counts_is_no_department(new_table: Callable[..., Table]) -> None:
    table = new_table([["公开10表", "单位：台、辆、套"], ["项目", "车辆"]])
    assert first("云县林业局2023年度部门决算", table) == "云县林业局"


def test_institutions_of_a_kind_are_what_a_project_is_for() -> None:
    lines = ("云县公立医院综合改革补助资金项目", "绩效自评报告", "项目主管部门：云县卫生健康局")
    assert first(*lines, "项目实施单位：云县人民医院、云县中医院") == "云县卫生健康局"


@pytest.mark.parametrize("label", ["项目建设单位为云县水利局，", "项目主管部门是县水利局。"])
def test_a_sentence_may_name_the_one_department_of_a_project(label: str) -> None:
    assert first("云县2023年水库除险加固项目绩效评价报告", f"（一）项目概况。{label}涉及7个乡镇。") == "云县水利局"


def test_two_departments_in_sentences_decide_nothing() -> None:
    text = "项目主管部门为云县水利局，项目建设单位为云县水务中心。"
    assert names("云县2023年水库除险加固项目绩效评价报告", text).names == ()
