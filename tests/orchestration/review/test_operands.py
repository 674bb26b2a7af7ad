"""What a finding's page says of each figure that was compared."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

import pytest

from orchestration.review.operands import arithmetic


class Plain:
    """Names as printed, and units where the figures stand."""

    def __init__(self) -> None:
        self.units: dict[str, str] = {}

    def of(self, figures: list[Any]) -> list[str]:
        return [figure.label for figure in figures]


@pytest.mark.parametrize(
    ("tolerance", "rooms", "said"),
    [
        pytest.param("0", ["—", "—"], "一点不差", id="what is counted has none"),
        pytest.param("1.5", ["±0.5", "±0.5"], "半个单位", id="what is measured has half of its last place"),
    ],
)
def test_room_for_rounding(tolerance: str, rooms: list[str], said: str) -> None:
    figures = {
        key: SimpleNamespace(figure_id=key, report_key="r", block=block, char_start=0, value=Decimal(value), unit="分",
                             decimals=0, label=key)
        for block, (key, value) in enumerate({"甲": "60", "乙": "30"}.items())
    }  # fmt: skip
    finding = SimpleNamespace(report_key="r", figure_ids=["甲", "乙"], unit="分", stated=Decimal(90),
                              expected=Decimal(100), tolerance=Decimal(tolerance))  # fmt: skip
    found = arithmetic(cast(Any, finding), cast(Any, figures), cast(Any, Plain()))
    assert [operand.room for operand in found.operands] == rooms
    assert said in found.tolerance
