"""Great Expectations' results as asset checks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from expectations.verdicts import Outcome, Validation
from orchestration.checks import SHAPE_CHECK, check_results


def shape(success: bool | None, error: str | None) -> Outcome:
    return Outcome(
        suite="operand_shape",
        expectation="expect_column_values_to_not_be_null(check_key)",
        rule_id=None,
        severity="critical",
        evaluated=3,
        unexpected=1,
        success=success,
        error=error,
        problem="check_key is empty",
        failing="",
    )


@pytest.mark.parametrize(
    ("outcome", "passed", "said"),
    [
        pytest.param(shape(True, None), True, None, id="sound operands pass"),
        pytest.param(shape(False, None), False, "check_key is empty", id="a broken shape says what is wrong"),
        pytest.param(shape(None, "no such column"), False, "no such column", id="a shape that raised says why"),
    ],
)
def test_shape_check(outcome: Outcome, passed: bool, said: str | None) -> None:
    (result,) = check_results("warehouse", Validation(datetime.now(UTC), (), (outcome,)))
    assert (result.check_name, result.passed) == (SHAPE_CHECK, passed)
    assert result.description == (said and f"{outcome.expectation}: {said}")
