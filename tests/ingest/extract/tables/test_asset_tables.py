"""Tables of what a department owns."""

from __future__ import annotations

from collections.abc import Callable

TITLE = "部门固定资产占用情况表"
OWNED = [
    ["项目", "数量", "价值（金额单位：万元）"],
    ["资产总额", "——", "186.50"],
    ["1、房屋（平方米）", "3260", "72.00"],
    ["2、车辆（台、辆）", "7", "16.50"],
    ["3、其他固定资产", "——", "98.00"],
]


def test_each_kind_of_assets_has_its_value(facts_of: Callable) -> None:
    assert facts_of(TITLE, OWNED, genre="final_accounts").statistics == [
        "asset_value 资产总额 186.50万元",
        "asset_value 房屋 72.00万元",
        "vehicles 7辆",
        "asset_value 车辆 16.50万元",
        "asset_value 其他固定资产 98.00万元",
    ]


def test_a_budgets_assets_are_of_the_day_they_were_counted_on(facts_of: Callable) -> None:
    facts = facts_of(TITLE, "截止时间：2022年12月31日", OWNED, genre="budget")
    assert "vehicles 2022 7辆" in facts.statistics
    assert "asset_value 资产总额 2022 186.50万元" in facts.statistics


def test_a_budgets_assets_of_no_day_are_no_facts(facts_of: Callable) -> None:
    assert all("asset_value" not in told for told in facts_of(TITLE, OWNED, genre="budget").statistics)


def test_a_row_may_hold_all_kinds_of_assets(facts_of: Callable) -> None:
    rows = [
        ["项目", "行次", "资产总额", "流动资产", ("固定资产", 1, 2), "在建工程"],
        ["", "", "", "", "小计", "其他固定资产", ""],
        ["合计", "1", "900.00", "300.00", "200.00", "50.00", "400.00"],
    ]
    facts = facts_of("国有资产使用情况表", "金额单位：元", rows, genre="final_accounts")
    assert facts.statistics == [
        "asset_value 资产总额 900.00元",
        "asset_value 流动资产 300.00元",
        "asset_value 200.00元",
        "asset_value 其他固定资产 50.00元",
        "asset_value 在建工程 400.00元",
    ]
    assert facts.amounts == []


def test_vehicles_below_fixed_assets_are_told_by_their_value(facts_of: Callable) -> None:
    rows = [
        ["项目", "行次", "资产总额", ("固定资产", 1, 2)],
        ["", "", "", "小计", "车辆"],
        ["合计", "1", "90.00", "60.00", "10.00"],
    ]
    facts = facts_of("国有资产使用情况表", "金额单位：万元", rows, genre="final_accounts")
    assert facts.statistics == [
        "asset_value 资产总额 90.00万元",
        "asset_value 60.00万元",
        "asset_value 车辆 10.00万元",
    ]


def test_kinds_below_fixed_assets_have_their_values_beside_vehicles(facts_of: Callable) -> None:
    rows = [
        ["项目", "行次", ("固定资产", 1, 4), "对外投资"],
        ["", "", "小计", "房屋构筑物", "车辆", "单价100万元以上设备", ""],
        ["合计", "1", "90.00", "70.00", "10.00", "5.00", "3.00"],
    ]
    facts = facts_of("国有资产使用情况表", "金额单位：万元", rows, genre="final_accounts")
    assert facts.statistics == [
        "asset_value 90.00万元",
        "asset_value 房屋构筑物 70.00万元",
        "asset_value 车辆 10.00万元",
        "asset_value 单价100万元以上设备 5.00万元",
    ]


def test_values_in_a_table_of_something_else_are_no_assets(facts_of: Callable) -> None:
    rows = [["项目", "数量", "价值（万元）"], ["房屋", "2", "72.00"]]
    facts = facts_of("捐赠物品情况表", rows, genre="final_accounts")
    assert facts.statistics == facts.amounts == []
