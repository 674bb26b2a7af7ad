"""The way from the operands of a check to both sides is found again, or none is given."""

from __future__ import annotations

import doctest
from decimal import Decimal
from types import ModuleType

import pytest

from orchestration.review import arithmetic, finding, marked, picture, words
from orchestration.review.arithmetic import Step, derive


def written(values: list[str], stated: str, expected: str) -> tuple[str | None, str | None] | None:
    """Write both sides out with the values in the place of operands."""
    found = derive([Decimal(value) for value in values], Decimal(stated), Decimal(expected))

    def side(steps: tuple[Step, ...] | None) -> str | None:
        return None if steps is None else "".join(s.text if s.place is None else values[s.place] for s in steps)

    return found and (side(found.stated), side(found.expected))


@pytest.mark.parametrize(
    ("values", "stated", "expected", "way"),
    [
        (["19.68", "19.86"], "19.68", "19.86", ("19.68", "19.86")),
        (["246.3", "58.2", "120", "86.1"], "246.3", "264.3", ("246.3", "58.2 ＋ 120 ＋ 86.1")),
        (["2030.12", "1402.36", "96.08"], "96.08", "69.07768999", ("96.08", "1402.36 ÷ 2030.12 × 100%")),
        (["129.72", "9.72", "7.49"], "7.49", "8.1", ("7.49", "9.72 ÷ （129.72 － 9.72） × 100%")),
        (["90", "10", "12.5"], "12.5", "-10", ("12.5", "－ 10 ÷ （90 ＋ 10） × 100%")),
        (["100", "30", "45", "85"], "85", "115", ("85", "100 － 30 ＋ 45")),
        (["5", "10", "80"], "95", "100", ("5 ＋ 10 ＋ 80", None)),
        (["13"], "13", "12", ("13", None)),
        (["13.5", "100", "98", "13.5"], "13.5", "13.23", ("13.5", "98 × 13.5")),
    ],
    ids=["two mentions", "a sum", "a rate", "a change on the year before", "a decrease", "signs",
         "parts against a constant", "a number that was counted", "a score by its completion"],
)  # fmt: skip
def test_way_is_written_out(values: list[str], stated: str, expected: str, way: tuple[str | None, str | None]) -> None:
    assert written(values, stated, expected) == way


def test_what_no_form_gives_is_not_guessed() -> None:
    assert written(["3", "5"], "7.77", "1.11") is None


def test_side_that_follows_from_nothing_is_left_open() -> None:
    assert written(["7.77", "3", "5"], "7.77", "1.11") == ("7.77", None)


@pytest.mark.parametrize("module", [arithmetic, finding, marked, picture, words], ids=lambda module: module.__name__)
def test_examples_of_the_documentation_hold(module: ModuleType) -> None:
    failed, tried = doctest.testmod(module)
    assert tried
    assert not failed
