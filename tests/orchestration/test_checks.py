"""Great Expectations' results as asset checks."""

from __future__ import annotations

from datetime import UTC, datetime

import dagster as dg
import pytest

from expectations.verdicts import Outcome, Validation
from orchestration.checks import GUARD_CHECK, SHAPE_CHECK, check_results


def shape(success: bool | None, error: str | None, severity: str = "critical") -> Outcome:
    return Outcome(
        suite="operand_shape",
        expectation="expect_column_values_to_not_be_null(check_key)",
        rule_id=None,
        severity=severity,
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
    (result, guarded) = check_results("warehouse", Validation(datetime.now(UTC), (), (outcome,), ()))
    assert (result.check_name, result.passed) == (SHAPE_CHECK, passed)
    assert result.description == (said and f"{outcome.expectation}: {said}")
    assert (guarded.check_name, guarded.passed) == (GUARD_CHECK, True)


@pytest.mark.parametrize(
    ("outcomes", "severity"),
    [
        pytest.param((shape(False, None, "warning"),), dg.AssetCheckSeverity.WARN, id="a guard that warns"),
        pytest.param(
            (shape(False, None, "warning"), shape(False, None)), dg.AssetCheckSeverity.ERROR, id="the worst counts"
        ),
        pytest.param((shape(None, "no such column", "warning"),), dg.AssetCheckSeverity.ERROR, id="one that raised"),
    ],
)
def test_guards_of_the_marts_fail_with_their_severity(
    outcomes: tuple[Outcome, ...], severity: dg.AssetCheckSeverity
) -> None:
    (_, guarded) = check_results("warehouse", Validation(datetime.now(UTC), (), (), outcomes))
    assert (guarded.check_name, guarded.passed, guarded.severity) == (GUARD_CHECK, False, severity)
