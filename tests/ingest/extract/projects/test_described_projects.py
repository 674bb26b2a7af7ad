"""Projects that a budget describes one by one: whose money 年度预算安排 states."""

from __future__ import annotations

from collections.abc import Callable

import pytest

BOOKS = "budget:initial project/乡村书屋补助经费"


@pytest.mark.parametrize(
    ("lines", "amounts"),
    [
        (
            ("1.“乡村书屋补助经费”项目。", "（1）项目概述。主要用于购书。", "（6）年度预算安排。财政拨款38.5万元。"),
            [f"{BOOKS}@fiscal 38.5万元"],
        ),
        (
            ("（一）乡村书屋补助经费", "1.项目概述", "购书。", "6.年度预算安排", "本年预算38.5万元。", "7.绩效目标"),
            [f"{BOOKS} 38.5万元"],
        ),
        (
            ("1.“乡村书屋”项目。(1)项目概述。购书。(6)年度预算安排。财政拨款38.5万元。2.“路灯”项目。(1)项目概述。装灯。"
             "(6)年度预算安排。财政拨款12万元。(7)绩效目标。装灯60盏。",),
            ["budget:initial project/乡村书屋@fiscal 38.5万元", "budget:initial project/路灯@fiscal 12万元"],
        ),
        (("项目名称：乡村书屋补助经费", "项目概述：购书。", "年度预算安排：38.5万元。"), [f"{BOOKS} 38.5万元"]),
        (("1.项目概述：购书。", "6.年度预算安排：38.5万元。"), []),
        (("1.项目概述：购书。", "二、部门收支情况", "年度预算安排：385万元。"), ["budget:initial total 385万元"]),
    ],
)  # fmt: skip
def test_what_is_said_below_a_project_is_its_own(
    facts_of: Callable, lines: tuple[str, ...], amounts: list[str]
) -> None:
    assert facts_of("重点项目预算绩效目标情况说明", *lines, genre="budget").amounts == amounts
