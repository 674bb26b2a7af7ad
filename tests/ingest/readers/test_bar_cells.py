"""Forms with a cell a line: read where their rows can be counted off, lines where they cannot."""

from __future__ import annotations

import time

import pytest

from ingest.document import Paragraph, Table
from ingest.readers import plain

NAME = "项目名称 |\n村史馆布展 |\n实施单位 |\n茂县文化馆 |\n"
MONEY = "年度预算数(万元) |\n年初预算 |\n预算执行数 |\n预算执行率 |\n权重 |\n得分 |\n原因 |\n"
TOTAL = "总额 |\n40.00 |\n36.00 |\n90.00% |\n10 |\n9 |\n未达到95%的需说明 |\n"
FISCAL = "其中:财政资金 |\n40.00 |\n36.00 |\n90.00% |\n/ |\n/ |\n"
TITLES = "绩效指标 |\n一级指标 |\n二级指标 |\n三级指标 |\n指标性质 |\n指标值 |\n度量单位 |\n完成值 |\n权重 |\n得分 |\n"
FIRST = "产出指标 |\n数量指标 |\n展板块数 |\n≥ |\n30 |\n块 |\n|\n50 |\n|\n"
SECOND = "效益指标 |\n社会效益指标 |\n开放天数 |\n≥ |\n300 |\n天 |\n|\n40 |\n|\n"
END = "合计 |\n90 |\n|\n评价结论 |\n完成较好 |\n"


def read(text: str) -> tuple[Paragraph | Table, ...]:
    return plain.read(text.encode()).content


def rows(text: str) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    tables = [part for part in read(text) if isinstance(part, Table)]
    assert len(tables) < 2
    for cell in tables[0].cells if tables else ():
        found.setdefault(cell.row, []).append(cell.text)
    return [found[row] for row in sorted(found)]


def test_rows_of_money_and_of_indicators_are_counted_off() -> None:
    assert rows("茂县文化馆\n|\n|\n" + NAME + MONEY + TOTAL + FISCAL + TITLES + FIRST + SECOND + END) == [
        ["项目名称", "村史馆布展"],
        ["实施单位", "茂县文化馆"],
        ["年度预算数(万元)", "年初预算", "预算执行数", "预算执行率", "权重", "得分", "原因"],
        ["总额", "40.00", "36.00", "90.00%", "10", "9", "未达到95%的需说明"],
        ["其中:财政资金", "40.00", "36.00", "90.00%", "/", "/"],
        ["绩效指标"],
        ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值", "权重", "得分"],
        ["产出指标", "数量指标", "展板块数", "≥", "30", "块", "", "50", ""],
        ["效益指标", "社会效益指标", "开放天数", "≥", "300", "天", "", "40", ""],
    ]  # fmt: skip


def test_what_stands_around_the_form_stays_lines() -> None:
    first, _, *after = read("茂县文化馆\n|\n" + NAME + TITLES + FIRST + END)
    assert isinstance(first, Paragraph)
    assert first.text.startswith("茂县文化馆")
    assert "评价结论" in "".join(part.text for part in after if isinstance(part, Paragraph))


def test_levels_merged_over_rows_are_left_out() -> None:
    found = rows(NAME + TITLES + FIRST + "质量指标 |\n展板合格率 |\n≥ |\n95 |\n% |\n|\n20 |\n|\n" + END)
    assert found[-1] == ["", "质量指标", "展板合格率", "≥", "95", "%", "", "20", ""]
    found = rows(NAME + TITLES + FIRST + "展柜个数 |\n≥ |\n5 |\n个 |\n|\n20 |\n|\n" + END)
    assert found[-1] == ["", "", "展柜个数", "≥", "5", "个", "", "20", ""]


def test_bars_may_stand_on_lines_of_their_own() -> None:
    text = (
        "项目名称\n|\n送戏下乡\n|\n项目资金（万元）\n|\n年度资金总额\n|\n12.5\n|\n其中：财政拨款\n|\n12.5\n|\n其他资金\n|\n|\n"
        "总体\n目标\n|\n演出\n|\n一级指标\n|\n二级指标\n|\n三级指标\n|\n指标值\n|\n产出指标\n|\n数量指标\n|\n演出场次\n|\n≥30场\n|\n"
    )
    assert rows(text) == [
        ["项目名称", "送戏下乡"],
        ["项目资金（万元）", "年度资金总额", "12.5"],
        ["", "其中：财政拨款", "12.5"],
        ["", "其他资金", ""],
        ["总体 目标"],
        ["演出"],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "演出场次", "≥30场"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(TITLES + FIRST.replace("|\n50", "50") + SECOND + END, id="a cell less than titles"),
        pytest.param(TITLES + FIRST + "更正 |\n" + SECOND + END, id="a cell more than titles"),
        pytest.param(TITLES.replace("指标值 |\n", "") + FIRST + END, id="no title of a target"),
        pytest.param(NAME + MONEY + TOTAL.replace("36.00", "40.00"), id="a rate that is no quotient"),
        pytest.param(NAME + MONEY + FISCAL + TOTAL.replace("40.00 |\n", ""), id="an amount less than titles"),
        pytest.param(MONEY + TOTAL + FISCAL, id="money of nobody"),
        pytest.param(NAME + "项目资金(万元) |\n资金总额 |\n40 |\n36 |\n财政拨款 |\n40 |\n36 |\n", id="two numbers"),
        pytest.param(NAME + "项目资金 |\n资金总额 |\n40 |\n财政拨款 |\n40 |\n", id="money of no unit"),
        pytest.param("首页 |\n新闻 |\n公开 |\n", id="a menu"),
    ],
)
def test_cells_that_do_not_add_up_stay_lines(text: str) -> None:
    assert not any(isinstance(part, Table) for part in read(text))


def test_long_runs_of_cells_take_no_long_time() -> None:
    begun = time.process_time()
    read((NAME + MONEY + TOTAL.replace("36", "35")) * 500)
    read("栏目 |\n" * 20_000)
    assert time.process_time() - begun < 5


BARE = (
    "绩效目标申报表\n\n项目名称\n\n送戏下乡\n\n主管部门\n\n茂县文旅局\n\n项目资金\n\n（万元）\n\n资金总额：\n\n12.5\n\n"
    "财政拨款：\n\n12.5\n\n其他资金\n\n总体目标\n\n全年演出30场。\n\n一级指标\n\n二级指标\n\n三级指标\n\n指标值\n\n"
    "产出指标\n\n数量指标\n\n演出场次\n\n≥30场\n\n演出村数\n\n12个\n\n效益指标\n\n社会效益\n\n指标\n\n观众反响\n\n良好\n\n"
    "满意度指标\n\n服务对象满意度指标\n\n观众满意度\n\n≥95%\n\n"
)


@pytest.mark.parametrize(
    "end",
    [
        "",
        "注：本表一式两份\n",
        "二、其他\n说明\n",
        "茂县文旅局\n2024年1月8日\n",
        "打印\n关闭窗口\n",
        "阅读次数\n120次\n",
    ],
)
def test_forms_without_bars(end: str) -> None:
    assert rows(BARE + end) == [
        ["项目名称", "送戏下乡"],
        ["主管部门", "茂县文旅局"],
        ["项目资金（万元）", "资金总额：", "12.5"],
        ["", "财政拨款：", "12.5"],
        ["其他资金"],
        ["总体目标"],
        ["全年演出30场。"],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "演出场次", "≥30场"],
        ["", "", "演出村数", "12个"],
        ["效益指标", "社会效益指标", "观众反响", "良好"],
        ["满意度指标", "服务对象满意度指标", "观众满意度", "≥95%"],
    ]
    last = read(BARE + end)[-1]
    assert not end or (isinstance(last, Paragraph) and last.text.strip() == end.split("\n")[-2])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(BARE.replace("12个\n\n", ""), id="a target less"),
        pytest.param(BARE.replace("数量指标\n\n", "数量指标\n\n质量指标\n\n时效指标\n\n"), id="a column of levels"),
        pytest.param(BARE.replace("≥30场", "完成情况："), id="a label instead of a target"),
    ],
)
def test_indicators_without_bars_that_do_not_add_up_stay_lines(text: str) -> None:
    assert [row[0] for row in rows(text)] == ["项目名称", "主管部门", "项目资金（万元）", ""]


def test_the_last_row_without_bars_states_a_target() -> None:
    assert rows(BARE.replace("≥95%", "满意"))[-1] == ["效益指标", "社会效益指标", "观众反响", "良好"]


def test_titles_of_a_list_are_no_name() -> None:
    assert not any(isinstance(part, Table) for part in read("项目名称\n年初预算数\n资金(万元)\n资金总额\n12.5\n合计\n"))


def test_points_may_stand_before_the_rate() -> None:
    money = "项目资金(万元)\n年初预算数\n全年预算数\n全年执行数\n分值\n执行率\n得分\n"
    rest = "年度资金总额\n40\n50\n45\n10\n90%\n9\n其中:财政拨款\n40\n50\n45\n-\n90%\n-\n"
    titles = "一级指标\n二级指标\n三级指标\n年度指标值\n实际完成值\n分值\n得分\n"
    found = rows(
        f"项目名称\n村史馆布展\n{money}{rest}{titles}产出指标\n数量指标\n展板块数\n≥30块\n32块\n90\n90\n总分\n100\n99\n"
    )
    assert ["年度资金总额", "40", "50", "45", "10", "90%", "9"] in found
    assert ["其中:财政拨款", "40", "50", "45", "-", "90%", "-"] in found


def test_a_fund_that_nobody_knows_is_a_row_of_money_too() -> None:
    money = (
        "项目资金(万元)\n年初预算数\n全年预算数\n全年执行数\n分值\n执行率\n得分\n年度资金总额\n40\n50\n45\n10\n90%\n9\n"
    )
    rest = "政府性基金\n10\n10\n9\n-\n90%\n-\n其他资金\n0\n0\n0\n-\n0%\n-\n"
    titles = "一级指标\n二级指标\n三级指标\n年度指标值\n实际完成值\n分值\n得分\n"
    found = rows(
        f"专项（项目）名称\n村史馆布展\n{money}{rest}{titles}产出指标\n数量指标\n展板块数\n≥30块\n32块\n90\n90\n总分\n100\n99\n"
    )
    assert ["政府性基金", "10", "10", "9", "-", "90%", "-"] in found


def test_a_departments_form_begins_with_its_name_and_a_unit_may_have_lost_its_bracket() -> None:
    text = (
        "预算部门、单位名称\n茂县文化馆\n年度预算申请\n(万元\n年初预算数\n全年预算数\n全年执行数\n分值\n执行率\n得分\n"
    )
    assert rows(text + "年度资金总额\n30\n40\n36\n10\n90%\n9\n按收入性质分:40\n")[2:] == [
        ["年度预算申请(万元)", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["年度资金总额", "30", "40", "36", "10", "90%", "9"],
    ]


LINES = "项目名称\n村史馆布展\n一级指标\n二级指标\n三级指标\n年度指标值\n实际完成值\n分值\n得分\n偏差原因\n产出指标\n"


def test_empty_notes_and_rows_leave_nothing_and_points_tell_where_a_row_ends() -> None:
    text = (
        "数量指标\n展板块数\n≥30块\n32块\n20\n20\n展览场次\n≥4场\n3场\n10\n8\n天气原因\n质量指标\n指标2:\n"
        "时效指标\n布展按时率\n=100%\n100%\n20\n20\n满意度指标\n服务对象满意度指标\n服务对象满意度\n≥90%\n95%\n10\n10\n"
    )
    assert rows(LINES + text + "总分\n100\n98\n")[2:] == [
        ["产出指标", "数量指标", "展板块数", "≥30块", "32块", "20", "20", ""],
        ["", "", "展览场次", "≥4场", "3场", "10", "8", "天气原因"],
        ["", "质量指标"],
        ["", "", "指标2:"],
        ["", "时效指标", "布展按时率", "=100%", "100%", "20", "20", ""],
        ["满意度指标", "服务对象满意度指标", "服务对象满意度", "≥90%", "95%", "10", "10", ""],
        ["总分", "", "", "", "", "100", "98", ""],
    ]


def test_rows_that_may_be_told_apart_in_two_ways_are_none() -> None:
    text = "数量指标\n展板块数\n30\n32\n20\n20\n布展\n展览场次\n4\n3\n10\n8\n时效指标\n按时率\n100%\n100%\n20\n20\n"
    assert rows(LINES + text + "总分\n100\n98\n") == []


def test_a_row_of_money_that_lacks_numbers_ends_those_before_it() -> None:
    text = "项目名称\n村史馆布展\n项目资金\n(万元)\n年初预算数\n调整预算数\n全年执行数\n分值\n执行率\n得分\n"
    assert rows(text + "年度资金总额\n30\n40\n36\n10\n90%\n9\n其中:当年财政拨款\n40\n36\n90%\n其他资金\n")[-1] == [
        "年度资金总额", "30", "40", "36", "10", "90%", "9",
    ]  # fmt: skip
