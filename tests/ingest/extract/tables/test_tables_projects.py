"""Lists of projects, a row each, and forms of several projects below each other in one table."""

from __future__ import annotations

from collections.abc import Callable

import pytest

TITLE = "茂县文化馆2023年度项目支出绩效自评结果汇总表"
HEAD = ["序号", "项目单位", "项目名称", "资金性质", "全年预算数", "全年执行数", "执行率"]
FORM = "茂县文化馆2023年项目支出绩效监控表（截至8月底）"
FUNDS = ["资金情况（万元）", "全年预算数", "1-8月执行数", "执行率"]
INDICATORS = ["指标名称", "指标类型", "年初目标值", "截止监控节点完成值", "完成率"]


def test_whose_project_it_is_says_nothing_of_what_it_is(facts_of: Callable) -> None:
    rows = [
        HEAD,
        ["1", "茂县卫生健康局本级", "家庭奖励扶助", "上级转移支付", "20", "18", "90%"],
        ["2", "茂县图书馆", "阅览室改造", "本级财政资金", "30", "15", "50%"],
    ]
    facts = facts_of("单位：万元", rows, genre="project_evaluation", title=TITLE)
    assert facts.amounts == [
        "budget:adjusted project/家庭奖励扶助 20万元", "spending project/家庭奖励扶助 18万元",
        "budget:adjusted project/阅览室改造 30万元", "spending project/阅览室改造 15万元",
    ]  # fmt: skip


def test_a_row_that_only_says_whose_it_is_is_no_total(facts_of: Callable) -> None:
    rows = [["预算单位", "预算数", "执行数"], ["茂县交通运输局", "20", "18"], ["合计", "20", "18"]]
    facts = facts_of("部门预算执行情况表", "单位：万元", rows, genre="performance_evaluation")
    assert facts.amounts == ["budget:approved total 20万元", "spending total 18万元"]


@pytest.mark.parametrize(
    ("scores", "points", "stated"),
    [
        (["自评得分"], ["97.6"], "97.6"),
        (["自评得分（100分）", "自评等级"], ["97.6", "优"], "97.6"),
        (["自评分数", "财政评价得分"], ["97.6", "95"], "97.6"),
        (["预算执行得分", "总得分"], ["9", "96"], "96"),
    ],
    ids=["alone", "with what could be had", "the own one before the bureau's", "the whole's before a part's"],
)
def test_a_list_gives_each_project_its_score(
    facts_of: Callable, scores: list[str], points: list[str], stated: str
) -> None:
    rows = [
        [*HEAD, *scores],
        ["1", "茂县图书馆", "阅览室改造", "本级财政资金", "30", "15", "50%", *points],
        [("合计", 1, 4), "30", "15", "50%", *points],
    ]
    facts = facts_of("单位：万元", rows, genre="project_evaluation", title=TITLE)
    assert facts.statistics == [f"evaluation_score 阅览室改造 {stated}分"]
    assert "spending total 15万元" in facts.amounts


def test_subtotals_of_units_are_no_totals_of_the_department(facts_of: Callable) -> None:
    rows = [
        ["单位名称", "项目名称", "预算数", "执行数"],
        [("茂县图书馆", 3, 1), "阅览室改造", "30", "15"],
        ["借阅证制作", "8", "6"],
        ["小计", "38", "21"],
        ["合计", "", "38", "21"],
    ]
    facts = facts_of("单位：万元", rows, genre="project_evaluation", title=TITLE)
    assert [amount for amount in facts.amounts if "total" in amount] == [
        "budget:approved total 38万元", "spending total 21万元",
    ]  # fmt: skip


def test_amounts_and_scores_stand_beside_each_projects_indicators(facts_of: Callable) -> None:
    rows = [
        [("项目名称", 2, 1), ("预算执行情况", 1, 3), *((text, 2, 1) for text in ("一级指标", "三级指标", "指标值")),
         *((text, 2, 1) for text in ("实际完成值", "分值", "得分", "自评总分"))],
        ["全年预算数", "全年执行数", "执行率"],
        [("馆舍维护", 2, 1), ("40", 2, 1), ("36", 2, 1), ("90%", 2, 1),
         "产出指标", "维护面积", "90平方米", "90平方米", "50", "50", ("97", 2, 1)],
        ["效益指标", "观众人次", "80人次", "75人次", "50", "47"],
        ["设备购置", "20", "20", "100%", "产出指标", "购置台数", "5台", "5台", "100", "100", "100"],
    ]  # fmt: skip
    facts = facts_of("单位：万元", rows, genre="project_evaluation", title=TITLE)
    assert facts.amounts == [
        "budget:adjusted project/馆舍维护 40万元", "spending project/馆舍维护 36万元",
        "budget:adjusted project/设备购置 20万元", "spending project/设备购置 20万元",
    ]  # fmt: skip
    assert facts.statistics == ["evaluation_score 馆舍维护 97分", "evaluation_score 设备购置 100分"]
    assert [(one.form[-6:], one.sequence) for one in facts.indicators] == [
        ("总表（表1）", 1), ("总表（表1）", 2), ("（表1-2）", 1),
    ]  # fmt: skip


def _form(project: str, budget: str, spent: str, target: str) -> list:
    return [
        ["项目名称", (project, 1, 4)],
        FUNDS,
        ["资金总额", budget, spent, "50%"],
        INDICATORS,
        ["开放天数", "数量指标", f"{target}天", "60天", "50%"],
    ]


def test_forms_below_each_other_are_of_their_own_projects(facts_of: Callable) -> None:
    rows = [*_form("免费开放补助", "60", "30", "120"), *_form("馆舍维护", "40", "20", "118")]
    facts = facts_of(rows, title=FORM)
    assert facts.amounts == [
        "budget:adjusted project/免费开放补助 60万元", "spending project/免费开放补助 30万元",
        "budget:adjusted project/馆舍维护 40万元", "spending project/馆舍维护 20万元",
    ]  # fmt: skip
    assert [(one.form[-6:], one.sequence, one.target.text) for one in facts.indicators] == [
        ("底)（表1）", 1, "120天"), ("（表1-2）", 1, "118天"),
    ]  # fmt: skip


def test_one_project_written_in_two_ways_is_one(facts_of: Callable) -> None:
    first, second = [_form("馆舍维护", "40", "20", "118"), _form("馆舍维护项目", "40", "20", "118")]
    assert "budget:adjusted total 40万元" in facts_of(first, "说明", second, title=FORM).amounts


def test_indicators_go_on_being_numbered_below_a_header_printed_again(facts_of: Callable) -> None:
    rows = _form("馆舍维护", "40", "20", "118")
    rows += [INDICATORS, ["观众满意度", "满意度指标", "90%", "95%", "100%"]]
    assert [(one.sequence, one.name) for one in facts_of(rows, title=FORM).indicators] == [
        (1, "开放天数"), (2, "观众满意度"),
    ]  # fmt: skip


def test_a_form_goes_on_below_the_number_of_a_page(facts_of: Callable) -> None:
    head = ["一级指标", "二级指标", "三级指标", "分值", "得分"]
    first = [head, ["产出指标（60分）", "数量指标", "送戏场次", "60", "58"]]
    second = [head, ["", "质量指标", "合格率", "40", "40"], [("总分", 1, 3), "100", "98"]]
    facts = facts_of("茂县文化馆评分表", first, "第 1 页", second, genre="performance_evaluation")
    assert [(one.form, one.sequence, one.level1, one.level2) for one in facts.indicators] == [
        ("茂县文化馆评分表（表1）", 1, "产出指标", "数量指标"), ("茂县文化馆评分表（表1）", 2, "产出指标", "质量指标"),
    ]  # fmt: skip
    apart = facts_of("茂县文化馆评分表", first, "二、第二个项目", second, genre="performance_evaluation")
    assert len({one.form for one in apart.indicators}) == 2


def test_levels_may_stand_below_the_name_of_all_indicators(facts_of: Callable) -> None:
    rows = [
        ["绩效指标", "三级指标", "年度指标值", "1-8月完成值"],
        [("产出指标", 2, 1), "新建路里程", "≥36公里", "28公里"],
        ["验收合格率", "100%", "100%"],
    ]
    found = facts_of(rows, title=FORM).indicators
    assert [(one.level1, one.name) for one in found] == [("产出指标", "新建路里程"), ("产出指标", "验收合格率")]


def test_a_table_of_projects_may_call_them_no_more_than_that(facts_of: Callable) -> None:
    rows = [["项目", "预算安排数", "支出数"], ["教师培训", "36", "18"], ["其中：上级", "20", "9"], ["总计", "36", "18"]]
    facts = facts_of("项目绩效监控汇总表", "单位：万元", rows)
    assert facts.amounts == [
        "budget:approved project/教师培训 36万元", "spending project/教师培训 18万元",
        "budget:approved project/教师培训@superior_transfer 20万元",
        "spending project/教师培训@superior_transfer 9万元",
        "budget:approved total 36万元", "spending total 18万元",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "name"),
    [("任务1：河堤治理", "河堤治理"), ("养老补贴\n640425210001", "养老补贴")],
    ids=["number", "code"],
)
def test_numbers_and_codes_of_projects_are_no_part_of_their_names(facts_of: Callable, printed: str, name: str) -> None:
    rows = [["任务名称", "预算数", "执行数", "自评得分"], [printed, "36", "18", "95"]]
    facts = facts_of("单位：万元", rows, genre="project_evaluation", title=TITLE)
    assert facts.amounts[0] == f"budget:approved project/{name} 36万元"


def test_rows_of_one_project_are_of_their_funds(facts_of: Callable) -> None:
    rows = [
        ["项目名称", "资金来源", "本年预算", "本年支出"],
        [("薄弱环节改善", 2, 1), "中央", "186", "170"],
        ["县级", "24", "21"],
        ["校园安防", "县级", "15", "13"],
    ]
    facts = facts_of("单位：万元", rows, genre="project_evaluation", title=TITLE)
    assert facts.amounts[::2] == [
        "budget:approved project/薄弱环节改善@superior_transfer 186万元",
        "budget:approved project/薄弱环节改善@local 24万元",
        "budget:approved project/校园安防 15万元",
    ]


def test_the_header_of_a_list_names_no_project(facts_of: Callable) -> None:
    rows = [
        ["类别", "项目名称", "年初预算安排", "实际支出"],
        ["一", "河堤治理", "40", "36"],
        ["二", "道路养护", "8", "6"],
    ]
    facts = facts_of("单位：万元", rows, title=FORM)
    assert facts.extraction.identity is not None
    assert "预算" not in facts.extraction.identity.subject


def test_a_row_that_says_which_year_is_no_header(facts_of: Callable) -> None:
    rows = [
        ["预算单位", "县水利局", "自评年度", "2023年"],
        ["资金情况（万元）", "", "年初预算", "调整后预算", "实际支出", "执行率", "分值", "得分"],
        ["", "合计", "46.00", "49.80", "49.20", "98.80%", "10", "9.88"],
        ["", "其他", "0.00", "0.00", "0.00", "—", "—", "—"],
    ]
    facts = facts_of(rows, genre="project_evaluation", title="项目支出绩效自评表")
    assert facts.amounts[:3] == [
        "budget:initial total 46.00万元", "budget:adjusted total 49.80万元", "spending total 49.20万元",
    ]  # fmt: skip
    assert facts.statistics == []
