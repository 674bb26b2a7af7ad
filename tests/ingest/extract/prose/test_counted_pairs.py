"""Two counts that 分别为 hands to what was named before."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("sentence", "statistics"),
    [
        ("公务用车购置数及保有量分别为1辆和3辆。", ["vehicles_purchased 1辆", "vehicles 3辆"]),
        (
            "国内公务接待的批次、人数分别为20批次、150人次。",
            ["receptions 国内公务接待 20批次", "reception_visitors 国内公务接待 150人次"],
        ),
        ("因公出国（境）团组数及人数分别为1个、2人。", ["overseas_groups 1个", "overseas_persons 2人"]),
        ("公务用车购置数及保有量分别为1台套、3台套。", []),
        ("因公出国（境）团组数1个；国内外考察批次、人数分别为2批次、15人次。", ["overseas_groups 1个"]),
    ],
)
def test_each_count_is_of_its_own_name(facts_of: Callable, sentence: str, statistics: list[str]) -> None:
    assert facts_of(sentence, genre="final_accounts").statistics == statistics
