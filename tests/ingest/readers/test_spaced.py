"""Forms with a space between their cells: read where the cells add up with the titles, lines where they do not."""

from __future__ import annotations

import time

from ingest.document import Paragraph, Table
from ingest.readers import plain, recount

NAME = "项目名称 村史馆布展\n主管部门 茂县文体局 实施单位 茂县文化馆\n项目资金\n(万元)\n"
MONEY = "年初预算数 全年预算数(A) 全年执行数(B) 分值 执行率(B/A×100%) 得分\n"
TOTAL = "年度资金总额: 40 50 45 10 90.00% 9\n"
TITLES = "年度绩效指标 一级\n指标\n二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施\n"
FIRST = "产出指标 数量指标 指标1:展板块数 ≥30块 32块 20 20\n"


def rows(text: str) -> list[list[list[str]]]:
    found = []
    for part in plain.read(text.encode()).content:
        if isinstance(part, Table):
            held: dict[int, list[str]] = {}
            for cell in part.cells:
                held.setdefault(cell.row, []).append(cell.text)
            found.append([held[row] for row in sorted(held)])
    return found


def test_money_is_put_under_its_titles_below_the_projects_name() -> None:
    ((name, *_, head, total, fiscal),) = rows(NAME + MONEY + TOTAL + " 其中:本年财政拨款 40 50 45 - 90.00% -\n")
    assert name == ["项目名称", "村史馆布展"]
    assert head[1:] == ["年初预算数", "全年预算数(A)", "全年执行数(B)", "分值", "执行率(B/A×100%)", "得分"]
    assert total == ["年度资金总额:", "40", "50", "45", "10", "90.00%", "9"]
    assert fiscal == ["其中:本年财政拨款", "40", "50", "45", "-", "90.00%", "-"]


def test_a_rate_that_is_not_printed_leaves_its_place_empty() -> None:
    ((*_, total),) = rows(MONEY + "年度资金总额: 40 50 45 10 9\n")
    assert total == ["年度资金总额:", "40", "50", "45", "10", "", "9"]


def test_a_row_that_does_not_add_up_leaves_no_parts_of_whose_others_nothing_is_known() -> None:
    ((head, total),) = rows(MONEY + TOTAL + "其中:中央资金 30 30 30 - 100% -\n省级资金 见附件 10 8 - 5 6 7 8 9\n")
    assert (len(head), total[0]) == (7, "年度资金总额:")


def test_indicators_are_rows_below_the_levels_that_lines_name() -> None:
    second = "指标2:展柜个数 5个 5个 10 10\n……\n可持续影\n响指标\n指标1:开放年限 ≥3年 3年 10 10 无\n"
    text = f"{TITLES}{FIRST}{second}总分 100 98\n"
    ((head, *found),) = rows(text)
    assert head[:4] == ["一级指标", "二级指标", "三级指标", "年度指标值"]
    assert found == [
        ["产出指标", "数量指标", "指标1:展板块数", "≥30块", "32块", "20", "20"],
        ["", "", "指标2:展柜个数", "5个", "5个", "10", "10"],
        ["", "可持续影响指标", "指标1:开放年限", "≥3年", "3年", "10", "10", "无"],
        ["总分", "", "", "", "", "100", "98", ""],
    ]


def test_rows_that_lack_cells_stay_lines_and_keep_their_levels_for_those_below() -> None:
    text = TITLES + "产出指标 质量指标 指标1:布展合格 10 10\n指标2:展板合格率 100% 98% 10 9\n"
    ((_, line, found),) = rows(text)
    assert [line[0]] == line == ["产出指标 质量指标 指标1:布展合格 10 10"]
    assert found[:4] == ["产出指标", "质量指标", "指标2:展板合格率", "100%"]


def test_no_figure_between_two_rows_is_lost() -> None:
    between = "(50分)\n质量指标 指标1:布展合格 10 10\n指标2:\n……\n时效指标 指标1:3月底前完工 5 5\n(30分)\n"
    text = f"{TITLES}{FIRST}{between}社会效益指标 指标1:参观人数 600人 650人 20 20\n(10分)\n总分 100 98\n"
    data = text.encode()
    counted = recount.recount(data, plain.read(data))
    assert counted is not None
    assert counted.read == counted.recounted == len(recount.figures(text))
    assert counted.missing == counted.extra == ()


def test_words_of_levels_that_nobody_knows_end_the_indicators() -> None:
    ((_, *found),) = rows(TITLES + FIRST + "履职效果 部门履职 展览场次 ≥4场 5场 10 10\n开放天数 ≥300天 310天 10 10\n")
    assert [row[2] for row in found] == ["指标1:展板块数"]


def test_a_form_in_one_line_is_parted_at_its_titles_labels_and_levels() -> None:
    titles = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分"
    line = f"{NAME}{MONEY}{TOTAL}其中:当年财政 拨款 40 50 45 - 90.00% -\n{titles}\n{FIRST}".replace("\n", " ")
    money, indicators = rows(line)
    assert [row[0] for row in money][-2:] == ["年度资金总额:", "其中:当年财政拨款"]
    assert indicators[-1] == ["产出指标", "数量指标", "指标1:展板块数", "≥30块", "32块", "20", "20"]


def test_prose_and_titles_without_rows_stay_as_they_are() -> None:
    text = f"年初预算数 全年预算数 全年执行数\n2023年 预算 40 万元，执行数 35 万元。\n{TITLES}"
    content = plain.read(text.encode()).content
    assert all(isinstance(part, Paragraph) for part in content)
    assert "".join("".join(part.text for part in content).split()) == "".join(text.split())


def test_time_keeps_pace_with_the_lines() -> None:
    start = time.process_time()
    plain.read((MONEY + TOTAL * 2000 + TITLES + FIRST * 2000).encode())
    assert time.process_time() - start < 4


def test_rows_whose_sign_and_unit_have_titles_are_put_under_them_in_the_one_way_there_is() -> None:
    titles = "绩效指标(90分) 一级指标 二级指标 三级指标 指标性质 指标值 度量单位 权重 备注\n"
    text = (
        titles + "产出指标 数量指标 展板块数 ≥ 30 块 20\n产出指标 数量指标 展览场次 ≥ 4 10\n质量指标 合格 = 10 10 10\n"
    )
    ((_, *found),) = rows(text)
    assert found == [
        ["产出指标", "数量指标", "展板块数", "≥", "30", "块", "20", ""],
        ["产出指标", "数量指标", "展览场次", "≥", "4", "", "10", ""],
    ]


def test_amounts_beside_their_labels_stand_below_the_words_for_money() -> None:
    text = "项目名称 村史馆布展\n项目资金\n(万元\n年度资金总额: 40\n其中: 财政拨款数 40\n其他资金\n年度目标 布展 3 处\n"
    ((name, *found),) = rows(text)
    assert name == ["项目名称", "村史馆布展"]
    assert found == [["项目资金(万元)", "年度资金总额:", "40"], ["", "其中:财政拨款数", "40"], ["", "其他资金"]]
    assert rows("项目资金\n年度资金总额: 40\n其中:财政拨款 40\n") == rows("项目资金(万元)\n年度资金总额: 40\n") == []


def test_months_may_stand_before_the_titles_of_a_form_of_monitoring() -> None:
    titles = "一级指标 二级指标 三级指标 年度指标值 1-6月完成情况 全年预计完成情况 偏差原因分析\n"
    money = "项目资金(万元) 年初预算数 1-6月执行数 1-6月执行率 全年预计执行数\n年度资金总额: 40 18 45% 40\n"
    ((head, total), (_, found)) = rows(money + "项目进展\n" + titles + "产出指标 数量指标 展板块数 ≥30块 12块 30块\n")
    assert (head[1:], total[1:]) == (
        ["年初预算数", "1-6月执行数", "1-6月执行率", "全年预计执行数"],
        ["40", "18", "45%", "40"],
    )
    assert found[:6] == ["产出指标", "数量指标", "展板块数", "≥30块", "12块", "30块"]
