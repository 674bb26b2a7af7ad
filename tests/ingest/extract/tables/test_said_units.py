"""Tables that state no unit: the prose may print the same figures with one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

ROWS = [["项目名称", "预算数", "支付金额"], ["渠道清淤", "156.91", "150.25"], ["机井维修", "43.5", "40"]]
TOLD = ["budget:approved", "spending", "budget:approved", "spending"]


def of_table(facts_of: Callable, *paragraphs: str, rows: list[list[str]] = ROWS) -> list[str]:
    amounts = facts_of(*paragraphs, rows, "五、建议", genre="performance_evaluation").amounts
    return [amount for amount in amounts if "project/" in amount]


@pytest.mark.parametrize("unit", ["万元", "元"])
def test_two_figures_of_the_prose_give_a_table_its_unit(facts_of: Callable, unit: str) -> None:
    found = of_table(
        facts_of, f"渠道清淤预算156.91{unit}。", f"已支付150.25{unit}。", "一、概况", "二、职责", "三、项目"
    )
    assert [amount.split()[0] for amount in found[-4:]] == TOLD
    assert found[-1].endswith(f"40{unit}")


def test_one_figure_right_above_a_table_gives_its_unit(facts_of: Callable) -> None:
    found = of_table(facts_of, "全年安排项目资金，渠道清淤支付150.25万元，详见下表：")
    assert found[-3] == "spending project/渠道清淤 150.25万元"


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("全年支付150.25万元。", "一、概况", "二、职责", "三、项目", "四、情况"),
        ("全年支付150.25万元。", "其中渠道清淤预算156.91元。"),
        ("全年支付40万元，", "其中渠道清淤预算43.5万元。"),
        ("渠道清淤150.25公里，机井156.91米。",),
    ],
    ids=["one far away", "two units", "round figures", "no money"],
)
def test_what_may_agree_by_chance_gives_no_unit(facts_of: Callable, paragraphs: tuple[str, ...]) -> None:
    assert [amount for amount in of_table(facts_of, *paragraphs) if "机井维修" in amount] == []


def test_a_tables_own_unit_comes_first(facts_of: Callable) -> None:
    rows = [["项目名称", "预算数（元）", "支付金额（元）"], *ROWS[1:]]
    assert of_table(facts_of, "渠道清淤预算156.91万元，支付150.25万元。", rows=rows)[-1].endswith("40元")
