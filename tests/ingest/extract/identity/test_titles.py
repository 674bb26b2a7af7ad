"""Titles as thirty-one provinces write them: county, department, year and genre are told by the title alone."""

from __future__ import annotations

import re

import pytest

from ingest.document import Document, Paragraph
from ingest.extract.reading import Extraction, extract

GENRES = {
    "B": "budget",
    "A": "final_accounts",
    "E": "performance_evaluation",
    "P": "project_evaluation",
    "M": "performance_monitoring",
}

#: title | county | department | year | genre. The offices are made up; no title is a real page's.
TITLES = """
北京市延庆区园林绿化局2023年部门预算信息公开 | 延庆区 | 延庆区园林绿化局 | 2023 | B
北京市密云区残疾人联合会2022年度部门决算 | 密云区 | 密云区残疾人联合会 | 2022 | A
天津市蓟州区水务局2021年部门预算“三公”经费预算情况说明 | 蓟州区 | 蓟州区水务局 | 2021 | B
曲周县商务局2023年部门预算公开 | 曲周县 | 曲周县商务局 | 2023 | B
曲周县商务局关于2022年度项目支出绩效自评情况的报告 | 曲周县 | 曲周县商务局 | 2022 | P
介休市应急管理局2022年度部门整体支出绩效自评报告 | 介休市 | 介休市应急管理局 | 2022 | E
2022年度介休市档案馆单位决算 | 介休市 | 介休市档案馆 | 2022 | A
鄂尔多斯市东胜区信访局2023年度“三公”经费预算情况说明 | 东胜区 | 东胜区信访局 | 2023 | B
敖汉旗水利局2022年预算绩效运行监控报告 | 敖汉旗 | 敖汉旗水利局 | 2022 | M
昌图县审计局2024年部门预算 | 昌图县 | 昌图县审计局 | 2024 | B
桓仁满族自治县林业局2021年度财政拨款“三公”经费支出决算情况说明 | 桓仁满族自治县 | 桓仁满族自治县林业局 | 2021 | A
农安县供销合作社联合社2022年度部门决算公开 | 农安县 | 农安县供销合作社联合社 | 2022 | A
黑龙江省桦南县统计局2020年度“三公”经费支出情况 | 桦南县 | 桦南县统计局 | 2020 | A
拜泉县人民检察院2023年度部门决算 | 拜泉县 | 拜泉县人民检察院 | 2023 | A
上海市嘉定区审计局2019年度“三公”经费及机关运行经费支出决算公开 | 嘉定区 | 嘉定区审计局 | 2019 | A
上海市崇明区港西镇人民政府2022年度部门决算 | 崇明区 | 崇明区港西镇人民政府 | 2022 | A
沭阳县统计局2023年度部门预算公开 | 沭阳县 | 沭阳县统计局 | 2023 | B
龙泉市信访局2022年“三公”经费决算情况 | 龙泉市 | 龙泉市信访局 | 2022 | A
衢州市衢江区审计局2023年度部门决算公开 | 衢江区 | 衢江区审计局 | 2023 | A
寿县信访局2021年“三公”经费预算情况 | 寿县 | 寿县信访局 | 2021 | B
怀远县常坟镇人民政府2021年度一般公共预算财政拨款“三公”经费支出决算情况说明 | 怀远县 | 怀远县常坟镇人民政府 | 2021 | A
中共宣城市宣州区委党校2022年“三公”经费预算 | 宣州区 | 中共宣州区委党校 | 2022 | B
濉溪县统计局2020年度人口普查经费绩效自评报告 | 濉溪县 | 濉溪县统计局 | 2020 | P
萧县圣泉镇人民政府2022年度衔接资金绩效目标自评表 | 萧县 | 萧县圣泉镇人民政府 | 2022 | P
武平县水利局2022年度部门决算说明 | 武平县 | 武平县水利局 | 2022 | A
福安市图书馆2021年度财政项目支出绩效评价情况报告 | 福安市 | 福安市图书馆 | 2021 | P
弋阳县漆工镇2023年部门预算 | 弋阳县 | 弋阳县漆工镇人民政府 | 2023 | B
中共全南县委统战部2020年度部门决算 | 全南县 | 中共全南县委统战部 | 2020 | A
共青团永丰县委员会2021年度部门决算 | 永丰县 | 共青团永丰县委员会 | 2021 | A
莒县统计局2022年度部门决算 | 莒县 | 莒县统计局 | 2022 | A
曹县信访局2023年度部门整体绩效自评报告 | 曹县 | 曹县信访局 | 2023 | E
方城县统计局2022年度农业普查专项经费绩效评价报告 | 方城县 | 方城县统计局 | 2022 | P
光山县司法局2022年度项目绩效自我评价报告 | 光山县 | 光山县司法局 | 2022 | P
南漳县档案馆2020年部门决算 | 南漳县 | 南漳县档案馆 | 2020 | A
武汉市黄陂区前川街道办事处2021年部门预算公开 | 黄陂区 | 黄陂区前川街道办事处 | 2021 | B
竹山县水利局2023年度项目支出绩效跟踪监控报告 | 竹山县 | 竹山县水利局 | 2023 | M
政协桃江县委员会办公室2021年部门整体支出绩效评价报告 | 桃江县 | 政协桃江县委员会办公室 | 2021 | E
桃江县审计局2022年度机关整体支出绩效评价报告 | 桃江县 | 桃江县审计局 | 2022 | E
衡山县应急管理局2021年度县级专项资金绩效目标自评表 | 衡山县 | 衡山县应急管理局 | 2021 | P
2022年度耒阳市第九中学部门决算 | 耒阳市 | 耒阳市第九中学 | 2022 | A
岳阳县水利局2023年度项目支出绩效目标申报表 | 岳阳县 | 岳阳县水利局 | 2023 | B
深圳市福田区统计局关于“2022年中央财政统计补助资金”管理使用情况 | 福田区 | 福田区统计局 | 2022 | P
开平市统计局2023年度“三公”经费预算公开 | 开平市 | 开平市统计局 | 2023 | B
德庆县审计局2021年度部门整体支出绩效自评报告 | 德庆县 | 德庆县审计局 | 2021 | E
梧州市长洲区红十字会2022年部门预算公开说明 | 长洲区 | 长洲区红十字会 | 2022 | B
防城港市防城区统计局2021年部门预算及“三公”经费预算编制说明 | 防城区 | 防城区统计局 | 2021 | B
澄迈县统计局2023年部门预算公开 | 澄迈县 | 澄迈县统计局 | 2023 | B
重庆市垫江县审计局（本级）2023年度部门决算情况说明 | 垫江县 | 垫江县审计局 | 2023 | A
重庆市涪陵区焦石镇人民政府（本级）2022年部门预算情况说明 | 涪陵区 | 涪陵区焦石镇人民政府 | 2022 | B
巫山县文化馆（巫山县美术馆）2023年部门预算情况说明 | 巫山县 | 巫山县文化馆 | 2023 | B
忠县林业局2023年度中央、市级转移支付资金绩效自评报告 | 忠县 | 忠县林业局 | 2023 | P
秀山土家族苗族自治县档案馆2022年度决算公开说明 | 秀山土家族苗族自治县 | 秀山土家族苗族自治县档案馆 | 2022 | A
2022年度四川省阿坝州阿坝县统计局部门决算 | 阿坝县 | 阿坝县统计局 | 2022 | A
万源市林业局关于2022年度造林补助专项转移支付资金绩效自评报告 | 万源市 | 万源市林业局 | 2022 | P
井研县统计局2021年“三公”经费决算情况 | 井研县 | 井研县统计局 | 2021 | A
南充市顺庆区统计局2023年上半年项目支出绩效运行监控报告 | 顺庆区 | 顺庆区统计局 | 2023 | M
湄潭县林业局2022年度部门决算公开说明 | 湄潭县 | 湄潭县林业局 | 2022 | A
临沧市永德县大山中学2021年度项目支出绩效自评表 | 永德县 | 永德县大山中学 | 2021 | P
曲水县统计局2022年度部门决算公开说明 | 曲水县 | 曲水县统计局 | 2022 | A
柞水县工商业联合会2015年部门预算说明 | 柞水县 | 柞水县工商业联合会 | 2015 | B
汉阴县财政局2022年度部门决算 | 汉阴县 | 汉阴县财政局 | 2022 | A
天水市秦州区实验幼儿园2018年度部门决算公开 | 秦州区 | 秦州区实验幼儿园 | 2018 | A
2021年庆阳市合水县科学技术协会部门决算公开 | 合水县 | 合水县科学技术协会 | 2021 | A
湟源县统计局2021年度部门决算 | 湟源县 | 湟源县统计局 | 2021 | A
固原市原州区水务局2022年度农村饮水项目绩效目标自评表 | 原州区 | 原州区水务局 | 2022 | P
盐池县卫生系统（汇总）2022年度部门决算 | 盐池县 | 盐池县卫生系统 | 2022 | A
裕民县财政局关于裕民县2022年8个重点项目绩效评价报告公开 | 裕民县 | 裕民县财政局 | 2022 | P
巴州且末县政务服务中心2022年整体支出绩效监控报告 | 且末县 | 且末县政务服务中心 | 2022 | M
"""
CASES = [tuple(part.strip() for part in line.split("|")) for line in TITLES.strip().splitlines()]


def read(*lines: str, name: str = "页面.txt") -> Extraction:
    content = (*lines, "截至6月底，各项工作有序。")
    return extract(Document("text", tuple(Paragraph(line) for line in content)), name, None, None)


def told(found: Extraction) -> tuple[str, str, str, str | None]:
    assert found.identity is not None
    assert found.identity.problem is None, found.identity.problem
    assert found.identity.county is not None
    return (
        found.identity.county.name,
        found.identity.department,
        str(found.identity.year),
        next(key for key, genre in GENRES.items() if genre == found.genre),
    )


def test_the_table_is_long_and_has_no_title_twice() -> None:
    assert len({case[0] for case in CASES}) == len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_a_title_tells_whose_report_it_is(case: tuple[str, ...]) -> None:
    assert told(read(case[0])) == case[1:]


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_spaces_and_full_width_digits_change_nothing(case: tuple[str, ...]) -> None:
    wide = re.sub(r"20\d\d", lambda year: year[0].translate({ord("0") + n: 0xFF10 + n for n in range(10)}), case[0])
    assert told(read(re.sub(r"(年度?)", r" \1 ", wide))) == case[1:]


#: Covers break before the year; where it comes first or stands behind 关于 there is nothing to break.
BREAKABLE = [case for case in CASES if case[0].partition(case[3])[0] and "关于" not in case[0].partition(case[3])[0]]


@pytest.mark.parametrize("case", BREAKABLE, ids=[case[0] for case in BREAKABLE])
def test_a_title_on_two_lines_tells_the_same(case: tuple[str, ...]) -> None:
    before, year, after = case[0].partition(case[3])
    assert told(read(before, year + after)) == case[1:]


WITH_NAME_FIRST = [case for case in CASES if re.match(r"[^(（]*(?:局|馆|院|中心|政府)20\d\d年", case[0])]


@pytest.mark.parametrize("bracket", ["（本级）", "（汇总）", "（机关）", "（美术馆）"])
@pytest.mark.parametrize("case", WITH_NAME_FIRST[::6], ids=[case[0] for case in WITH_NAME_FIRST[::6]])
def test_a_bracket_behind_the_name_is_no_part_of_it(case: tuple[str, ...], bracket: str) -> None:
    assert told(read(re.sub(r"(?=20\d\d年)", bracket, case[0], count=1))) == case[1:]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("2022年公办幼儿园专项资金绩效自评报告", "寿县", "寿县"), id="a project named like an office"),
        pytest.param(("2022年部门决算公开", "第一部分寿县信访局概况"), id="a chapter's heading"),
        pytest.param(("寿县教育局第一中学课桌项目绩效自评表", "（2022年度）"), id="a bureau and a school"),
    ],
)
def test_what_does_not_name_the_department_is_held(lines: tuple[str, ...]) -> None:
    found = read(*lines).identity
    assert found is not None
    assert found.problem is not None
    assert found.problem[0] == "unknown_department"


def test_a_line_that_only_numbers_an_annex_is_no_part_of_the_title() -> None:
    lines = (Paragraph("附件1"), Paragraph("曲周县商务局2022年度部门决算"))
    found = extract(Document("text", lines), "a.txt", None, None)
    assert found.identity is not None
    assert found.identity.title == "曲周县商务局2022年度部门决算"


@pytest.mark.parametrize("label", ["县级预算部门名称", "预算部门（单位）名称"])
def test_the_label_of_a_budget_department_names_it(label: str) -> None:
    lines = (Paragraph("2022年度部门整体支出绩效自评表"), Paragraph(f"{label}：曲周县商务局"))
    found = extract(Document("text", lines), "a.txt", "130435", 2022)
    assert found.identity is not None
    assert found.identity.department == "曲周县商务局"
