"""Columns told from the row below, and only where there is one answer."""

from __future__ import annotations

import pytest

from ingest.readers.spans import widths


def blanks(*rows: str) -> list[list[bool]]:
    """Rows as text: `x` is a filled cell, `.` an empty one."""
    return [[sign == "." for sign in row] for row in rows]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(("xx", ".xxx"), [[1, 3], [1, 1, 1, 1]], id="the cell beside a merged one takes the rest"),
        pytest.param(("xx", ".xxx", ".xxx.."), [[1, 5], [1, 3, 1, 1], [1] * 6], id="spans add up over three rows"),
        pytest.param(("x", "xxx"), [[3], [1, 1, 1]], id="a title covers the whole row"),
        pytest.param(("xx", "xxx"), [[1, 1], [1, 1, 1]], id="two answers are none"),
        pytest.param(("xx", "x.x"), [[1, 1], [1, 1, 1]], id="no answer is none"),
        pytest.param(("xxx", ".x"), [[1, 1, 1], [1, 1]], id="a shorter row below tells nothing"),
        pytest.param(("x" * 60, "x" * 120), [[1] * 60, [1] * 120], id="wide rows do not take forever"),
    ],
)
def test_widths(rows: tuple[str, ...], expected: list[list[int]]) -> None:
    assert widths(blanks(*rows)) == expected
