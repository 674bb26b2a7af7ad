"""Indicator forms as the national and provincial forms lay them out: side labels, notes, funds, totals."""

from __future__ import annotations

from collections.abc import Callable

import pytest

TITLE = "馆舍项目支出绩效自评表"
HEAD = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
ROWS = [
    [("产出指标", 2, 1), "数量指标", "修缮展厅数", "≥3个", "3个", "60", "60"],
    ["质量指标", "验收合格率", "≥95%", "90%", "20", "18"],
]


def read(facts_of: Callable, *rows: list) -> tuple:
    facts = facts_of(TITLE, list(rows), genre="project_evaluation")
    return facts, facts.indicators


@pytest.mark.parametrize("label", ["绩效指标", "绩 效 指 标", "绩效指标完成情况", "年度绩效指标"])
def test_a_side_label_merged_over_header_and_rows_is_no_name(facts_of: Callable, label: str) -> None:
    _, found = read(facts_of, [(label, 3, 1), *HEAD], *ROWS)
    assert [(i.level1, i.level2, i.name) for i in found] == [
        ("产出指标", "数量指标", "修缮展厅数"), ("产出指标", "质量指标", "验收合格率"),
    ]  # fmt: skip


def test_a_side_label_whose_merge_was_lost_is_no_name(facts_of: Callable) -> None:
    rows = [["", *row] for row in ROWS[:1]]
    _, found = read(facts_of, ["绩效指标", *HEAD], *rows)
    assert [i.name for i in found] == ["修缮展厅数"]


def test_a_row_that_lost_its_merged_cells_stands_where_its_first_cell_shows(facts_of: Callable) -> None:
    lost = ["质量指标", "验收合格率", "≥95%", "90%", "20", "18"], ["展厅开放及时率", "≥98%", "99%", "10", "10"]
    _, found = read(facts_of, HEAD, ["产出指标", *ROWS[0][1:]], *lost)
    assert [(i.level1, i.level2, i.name, i.score.value) for i in found] == [
        ("产出指标", "数量指标", "修缮展厅数", 60), ("产出指标", "质量指标", "验收合格率", 18),
        ("产出指标", "质量指标", "展厅开放及时率", 10),
    ]  # fmt: skip


def test_a_row_of_funds_that_lost_a_cell_stands_where_its_percentage_shows(facts_of: Callable) -> None:
    head = ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    facts, _ = read(facts_of, head, ["年度资金总额", "", "9.00", "8.00", "10", "88.89%", "8.9"])
    assert facts.amounts == ["budget:adjusted total 9.00万元", "spending total 8.00万元"]
    assert facts.rates == ["execution:adjusted total 88.89% of budget:adjusted total"]


def test_targets_are_known_without_levels_by_their_signs(facts_of: Callable) -> None:
    _, found = read(facts_of, ["指标名称", "计量单位", "指标性质", "指标值"], ["展厅数", "个", "≥", "3"])
    assert [(i.name, i.operator, i.target.value, i.target.unit, i.status) for i in found] == [
        ("展厅数", ">=", 3, "个", "missing")
    ]


def test_a_side_label_without_a_column_of_names_gives_no_indicators(facts_of: Callable) -> None:
    rows = [
        [("绩效指标", 3, 1), "一级指标", "二级指标", "年度指标值", "实际完成值", "分值"],
        [("产出指标", 2, 1), "数量指标", "≥3个", "3个", "60"],
        ["质量指标", "≥95%", "90%", "20"],
    ]
    facts, found = read(facts_of, *rows)
    assert found == []
    assert facts.left["3个"] == "quantity outside the contract"


@pytest.mark.parametrize(
    "note",
    [
        pytest.param([("其他需要说明事项", 1, 3), ("无", 1, 4)], id="a label over the names, its text over the values"),
        pytest.param(["自评结论", ("已按期完成全部目标", 1, 6)], id="text over names and values"),
        pytest.param([("注：一级指标分值统一设置", 1, 7)], id="one cell"),
        pytest.param(["产出指标", "数量指标", "……", "", "", "", ""], id="dots"),
        pytest.param(["产出指标", "数量指标", "指标2：", "", "", "", ""], id="a number without a name"),
        pytest.param(["产出指标", "数量指标", "指标2：……", "", "", "", ""], id="a number and dots"),
    ],
)
def test_notes_and_places_left_open_are_no_indicators(facts_of: Callable, note: list) -> None:
    _, found = read(facts_of, HEAD, *ROWS, note)
    assert [i.name for i in found] == ["修缮展厅数", "验收合格率"]


def test_the_number_of_an_indicator_is_no_part_of_its_name(facts_of: Callable) -> None:
    _, (found,) = read(facts_of, HEAD, ["产出指标", "数量指标", "指标12：修缮展厅数", "≥3个", "3个", "60", "60"])
    assert found.name == "修缮展厅数"


def test_a_label_over_all_levels_with_points_is_an_indicator(facts_of: Callable) -> None:
    _, found = read(facts_of, HEAD, *ROWS, [("预算执行率", 1, 3), "100%", "90%", "10", "9"])
    assert [(i.name, i.weight.value, i.score.value) for i in found][-1] == ("预算执行率", 10, 9)


@pytest.mark.parametrize(
    "total",
    [
        pytest.param([("总分", 1, 5), "80", "78"], id="weights and score"),
        pytest.param(["总分", ("78", 1, 6)], id="a score over the rest"),
        pytest.param(["总分", "78", "", "", "", "", ""], id="a score beside its label"),
        pytest.param([("总分", 1, 3), ("80", 1, 2), ("78", 1, 2)], id="cells of other widths"),
        pytest.param(["自评得分合计", "78", "", "", "", "", ""], id="another wording"),
    ],
)
def test_the_total_rows_score_is_found_wherever_it_stands(facts_of: Callable, total: list) -> None:
    facts, found = read(facts_of, HEAD, *ROWS, total)
    assert facts.statistics == ["evaluation_score 78分"]
    assert len(found) == 2


def test_the_total_row_below_a_side_label_is_no_indicator(facts_of: Callable) -> None:
    facts, found = read(facts_of, [("绩效指标", 4, 1), *HEAD], *ROWS, [("总分", 1, 5), "80", "78"])
    assert facts.statistics == ["evaluation_score 78分"]
    assert len(found) == 2


@pytest.mark.parametrize("unit", ["元/人*月", "元/人·月", "元/人/月", "元/户·年", "元/人·年", "元/立方米"])
def test_a_rate_of_money_keeps_its_whole_unit(facts_of: Callable, unit: str) -> None:
    row = ["产出指标", "成本指标", "补助标准", f"≥530{unit}", f"583{unit}", "10", "10"]
    _, (found,) = read(facts_of, HEAD, row)
    assert (found.target.value, found.target.unit, found.actual.unit) == (530, unit, unit)


FUNDS = [("项目资金（万元）", 3, 1), "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]


def test_the_points_of_the_execution_rate_are_given_once(facts_of: Callable) -> None:
    rows = [
        FUNDS,
        ["年度资金总额", "40", "45", "36", "10", "80%", "8"],
        ["其中：财政拨款", "40", "45", "36", "10", "80%", "8"],
    ]
    facts, found = read(facts_of, *rows)
    assert [(i.name, i.weight.value, i.score.value) for i in found] == [("预算执行率", 10, 8)]
    assert facts.left == {"10": "repeated indicator", "8": "repeated indicator"}


def test_parts_that_stand_below_points_are_money(facts_of: Callable) -> None:
    rows = [
        [("年度预算申请（万元）", 4, 1), "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["年度资金总额", "110万元", "110万元", "99万元", "10", "90%", "9"],
        [("按收入性质分：", 1, 4), ("按支出性质分：", 1, 3)],
        [("其中：一般公共预算：60万元", 1, 4), ("其中：基本支出：70万元", 1, 3)],
        ["", ("其他资金：50万元", 1, 4), ("项目支出：40万元", 1, 3)],
    ]
    facts, found = read(facts_of, *rows)
    assert [(i.name, i.weight.value) for i in found] == [("预算执行率", 10)]
    assert facts.amounts[3:] == [
        "budget:approved total@general_public_budget 60万元", "budget:approved expenditure_type/basic 70万元",
        "budget:approved total@other 50万元", "budget:approved expenditure_type/project 40万元",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("spent", "printed", "rates"),
    [
        ("45", "90%", ["execution:adjusted total 90% of budget:adjusted total"]),
        ("45", "90", ["execution:adjusted total 90% of budget:adjusted total"]),
        ("45", "0.90", ["execution:adjusted total 90% of budget:adjusted total"]),
        ("45", "0.9000", ["execution:adjusted total 90.00% of budget:adjusted total"]),
        ("45", "0.9", ["execution:adjusted total 90% of budget:adjusted total"]),
        ("50", "1", ["execution:adjusted total 100% of budget:adjusted total"]),
        ("43", "0.9", []),
        ("45", "0.72", []),
        ("0.36", "0.72", ["execution:adjusted total 0.72% of budget:adjusted total"]),
    ],
)
def test_a_rate_printed_as_a_fraction_of_its_rows_amounts_is_a_percentage(
    facts_of: Callable, spent: str, printed: str, rates: list[str]
) -> None:
    rows = [
        [("项目资金（万元）", 2, 1), "", "全年预算数（A）", "全年执行数（B）", "执行率（B/A）"],
        ["年度资金总额", "50", spent, printed],
    ]
    facts, _ = read(facts_of, *rows)
    assert facts.rates == rates


def test_a_bracket_explains_the_amount_before_it(facts_of: Callable) -> None:
    rows = [
        [("资金情况（万元）", 2, 1), "年度资金总额：", "854万（新建400万元，改造295万元，绿化159万元）"],
        ["其中：财政拨款", "854万"],
    ]
    facts, _ = read(facts_of, *rows)
    assert facts.amounts == ["budget:approved total 854万元", "budget:approved total@fiscal 854万元"]
    assert facts.left == {"400万元": "unmapped", "295万元": "unmapped", "159万元": "unmapped"}


def test_a_cell_may_hold_all_the_funds_of_a_project(facts_of: Callable) -> None:
    cell = "总额100万元 一、财政拨款：60万元（其中：上级财政资金：50万元；本级财政：10万元） 二、自有资金：40万元"
    facts, _ = read(facts_of, ["资金总额及构成", cell])
    assert facts.amounts == [
        "budget:approved total 100万元", "budget:approved total@fiscal 60万元",
        "budget:approved total@superior_transfer 50万元", "budget:approved total@local 10万元",
        "budget:approved total@other 40万元",
    ]  # fmt: skip


def test_money_in_the_words_of_a_goal_is_no_amount(facts_of: Callable) -> None:
    rows = [["年度总体目标", "年初设定目标"], ["", "救助87人，发放救助资金30万元"], ["", "投入资金：30万元，争取完工"]]
    facts, _ = read(facts_of, *rows)
    assert facts.amounts == []


def sources(*rows: list[str]) -> list:
    return [
        [("资金情况（万元）", len(rows) + 2, 1), "", "全年预算数（A）", "全年执行数（B）", "执行率（B/A）"],
        ["年度资金总额", "300", "240", "80%"],
        *rows,
    ]


@pytest.mark.parametrize(
    ("label", "fund"),
    [
        ("其中：中央补助", "superior_transfer"),
        ("自治区补助", "superior_transfer"),
        ("其中：中央、省、市补助", "superior_transfer"),
        ("上级资金", "superior_transfer"),
        ("市县资金", "local"),
        ("县级配套资金", "local"),
        ("自有资金", "other"),
    ],
)
def test_a_row_of_sources_is_the_amount_of_a_fund(facts_of: Callable, label: str, fund: str) -> None:
    facts, _ = read(facts_of, *sources([label, "200", "160", "80%"]))
    assert facts.amounts[2:] == [f"budget:adjusted total@{fund} 200万元", f"spending total@{fund} 160万元"]
    assert facts.rates[1:] == [f"execution:adjusted total@{fund} 80% of budget:adjusted total@{fund}"]


def test_two_sources_of_one_fund_are_no_amount_of_it(facts_of: Callable) -> None:
    rows = sources(
        ["其中：中央补助", "200", "160", "80%"], ["省级补助", "90", "72", "80%"], ["县级资金", "10", "8", "80%"]
    )
    facts, _ = read(facts_of, *rows)
    assert facts.amounts[2:] == ["budget:adjusted total@local 10万元", "spending total@local 8万元"]
    assert [line.partition(" 80%")[0] for line in facts.rates] == [
        "execution:adjusted total", "execution:adjusted total@local",
    ]  # fmt: skip
    assert facts.left["200"] == "cross classification outside the contract"


def test_a_source_of_nothing_does_not_hide_the_other_of_its_fund(facts_of: Callable) -> None:
    rows = sources(["其中：中央补助", "0", "0", ""], ["省级补助", "200", "160", "80%"])
    facts, _ = read(facts_of, *rows)
    assert facts.amounts[2:] == [
        "budget:adjusted total@superior_transfer 200万元", "spending total@superior_transfer 160万元",
    ]  # fmt: skip


WEIGHTED = [
    ["序号", "一级指标", "权重", "二级指标", "权重", "三级指标", "权重", "年度指标值", "实际完成值", "得分"],
    ["1", ("产出指标", 2, 1), ("60", 2, 1), "数量指标", "40", "修缮展厅数", "25", "≥3个", "3个", "25"],
    ["2", "质量指标", "20", "验收合格率", "20", "≥95%", "90%", "18"],
]


def test_the_weight_of_an_indicator_stands_behind_its_name(facts_of: Callable) -> None:
    _, found = read(facts_of, *WEIGHTED)
    assert [(i.level1, i.level2, i.name, i.weight.value, i.score.value) for i in found] == [
        ("产出指标", "数量指标", "修缮展厅数", 25, 25), ("产出指标", "质量指标", "验收合格率", 20, 18),
    ]  # fmt: skip


def test_the_weight_of_a_level_is_no_indicators_weight(facts_of: Callable) -> None:
    rows = [
        ["一级指标", "分值", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分"],
        [("产出指标", 2, 1), ("60", 2, 1), "数量指标", "修缮展厅数", "≥3个", "3个", "40"],
        ["质量指标", "验收合格率", "≥95%", "90%", "18"],
    ]
    _, found = read(facts_of, *rows)
    assert [(i.name, i.weight.value, i.score.value) for i in found] == [
        ("修缮展厅数", None, 40),
        ("验收合格率", None, 18),
    ]


def test_points_given_for_two_indicators_together_are_neithers(facts_of: Callable) -> None:
    rows = [
        HEAD,
        [("产出指标", 2, 1), ("数量指标", 2, 1), "修缮展厅数", "≥3个", "3个", ("60", 2, 1), ("58", 2, 1)],
        ["举办展览数", "≥5场", "4场"],
    ]
    _, found = read(facts_of, *rows)
    assert [(i.weight.value, i.score.value) for i in found] == [(None, None), (None, None)]


@pytest.mark.parametrize("label", ["四级指标", "指标内容"])
def test_the_third_level_is_the_name_where_a_fourth_follows(facts_of: Callable, label: str) -> None:
    rows = [
        [("绩效指标", 2, 1), "一级指标", "二级指标", "三级指标", label, "指标值", "完成值"],
        ["产出指标", "数量指标", "修缮展厅数", "含库房", "≥3个", "3个"],
    ]
    _, found = read(facts_of, *rows)
    assert [i.name for i in found] == ["修缮展厅数"]


def test_the_header_may_stand_in_two_rows_beside_the_side_label(facts_of: Callable) -> None:
    rows = [
        [
            ("绩效指标", 4, 1),
            ("指标", 1, 3),
            ("年度指标值", 1, 3),
            ("实际完成值", 2, 1),
            ("分值", 2, 1),
            ("得分", 2, 1),
        ],
        ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"],
        [("产出指标", 2, 1), "数量指标", "修缮展厅数", "≥", "3", "个", "3", "60", "60"],
        ["质量指标", "验收合格率", "≥", "95", "%", "90", "20", "18"],
    ]
    _, found = read(facts_of, *rows)
    assert [(i.level1, i.name, i.operator, i.target.value, i.target.unit, i.actual.value) for i in found] == [
        ("产出指标", "修缮展厅数", ">=", 3, "个", 3), ("产出指标", "验收合格率", ">=", 95, "%", 90),
    ]  # fmt: skip


def test_titles_are_no_levels_of_an_indicator(facts_of: Callable) -> None:
    _, found = read(
        facts_of,
        ["资金名称", "生猪补助资金"],
        ["年度目标", "稳定生产，扩大规模。"],
        ["一级指标", "二级指标", "三级指标", "单位", "指标值"],
        ["绩效指标", "产出指标", "数量指标", "存栏率", "%", "≥95%"],
        ["", "", "出栏率", "%", "90%"],
    )
    assert not [one for one in found if "级指标" in one.level1 + one.level2]
