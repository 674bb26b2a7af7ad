"""Tables whose lists stand beside each other: titles and units of one panel say nothing of the other."""

from __future__ import annotations

from collections.abc import Callable

ROWS = [
    ["项目", "行次", "年初预算数", "决算数", "项目", "行次", "决算数"],
    ["一、“三公”经费支出", "1", "—", "—", "三、机关运行经费", "9", "80.00"],
    ["（一）支出合计", "2", "12.00", "9.50", "（一）行政单位", "10", "70.00"],
    ["1.因公出国（境）费", "3", "0.00", "0.00", "四、资产信息", "11", "—"],
    ["2.公务接待费", "4", "12.00", "9.50", "（一）车辆数合计（辆）", "12", "5"],
    ["（二）相关统计数", "5", "—", "—", "1.机要通信用车", "13", "2"],
    ["1.国内公务接待批次（个）", "6", "—", "31", "2.其他用车", "14", "3"],
    ["二、会议费", "7", "—", "1.20", "五、政府采购支出合计", "15", "66.00"],
]


def test_a_title_within_a_panel_is_of_that_panel(facts_of: Callable) -> None:
    facts = facts_of("机构运行信息表", "单位：万元", ROWS, genre="final_accounts")
    assert facts.amounts == [
        "spending operating_cost/total 80.00万元",
        "budget:initial three_public/total 12.00万元",
        "spending three_public/total 9.50万元",
        "budget:initial three_public/overseas 0.00万元",
        "spending three_public/overseas 0.00万元",
        "budget:initial three_public/reception 12.00万元",
        "spending three_public/reception 9.50万元",
        "spending economic/30215 1.20万元",
        "spending procurement/total 66.00万元",
    ]


def test_a_counted_row_gives_its_unit_to_the_kinds_below_it_in_its_panel(facts_of: Callable) -> None:
    facts = facts_of("机构运行信息表", "单位：万元", ROWS, genre="final_accounts")
    assert facts.statistics == [
        "vehicles 5辆",
        "vehicles 机要通信用车 2辆",
        "receptions 国内公务接待 31个",
        "vehicles 其他用车 3辆",
    ]


def test_a_title_of_the_first_rank_ends_what_the_one_above_it_said(facts_of: Callable) -> None:
    rows = [
        ["项目", "行次", "决算数"],
        ["一、“三公”经费支出", "1", "—"],
        ["（一）支出合计", "2", "9.50"],
        ["二、支出", "3", "—"],
        ["（一）支出合计", "4", "800.00"],
    ]
    facts = facts_of("机构运行信息表", "单位：万元", rows, genre="final_accounts")
    assert facts.amounts == ["spending three_public/total 9.50万元", "spending total 800.00万元"]
