"""Great Expectations' results as Dagster asset checks of the warehouse, one per rule, with the rule's severity."""

from __future__ import annotations

from collections.abc import Sequence

import dagster as dg

from expectations.rules.catalogue import Rule
from expectations.verdicts import RuleResult, Validation

#: `critical` is an error in the UI, everything less a warning. Neither stops the load: a finding is a result.
SEVERITY = {
    "critical": dg.AssetCheckSeverity.ERROR,
    "warning": dg.AssetCheckSeverity.WARN,
    "info": dg.AssetCheckSeverity.WARN,
}

#: Whether the operands could be judged at all: keys, tolerances and rule ids that make sense.
SHAPE_CHECK = "operand_shape"


def check_specs(asset: str, rules: Sequence[Rule]) -> list[dg.AssetCheckSpec]:
    """Return one check per judged rule, and one that says whether the operands could be judged."""
    specs = [
        dg.AssetCheckSpec(rule.id, asset=asset, description=f"{rule.title_en} {rule.title_zh}")
        for rule in rules
        if rule.is_judged
    ]
    return [dg.AssetCheckSpec(SHAPE_CHECK, asset=asset, description="The operands can be judged"), *specs]


def check_results(asset: str, validation: Validation) -> list[dg.AssetCheckResult]:
    """Return what became of each check: one that judged nothing, or could not run, has not passed."""
    broken = [
        f"{outcome.expectation}: {outcome.error or outcome.problem}"
        for outcome in validation.shapes
        if outcome.success is False or outcome.error
    ]
    shape = dg.AssetCheckResult(
        check_name=SHAPE_CHECK,
        asset_key=asset,
        passed=not broken,
        severity=dg.AssetCheckSeverity.ERROR,
        description="; ".join(broken) or None,
    )
    return [shape, *(_result(asset, result) for result in validation.rules)]


def _result(asset: str, result: RuleResult) -> dg.AssetCheckResult:
    if result.error:
        description = f"not executed: {result.error}"
    elif not result.evaluated:
        description = "judged nothing: no report has all the figures it compares"
    else:
        description = f"{result.unexpected} of {result.evaluated} do not agree"
    # An idle rule is no alarm, but no pass either; a rule that could not run always is an error.
    is_idle = not result.error and not result.evaluated
    severity = dg.AssetCheckSeverity.WARN if is_idle else SEVERITY[result.severity]
    return dg.AssetCheckResult(
        check_name=result.rule_id,
        asset_key=asset,
        passed=result.success is True,
        severity=dg.AssetCheckSeverity.ERROR if result.error else severity,
        description=description,
        metadata={
            "evaluated": result.evaluated,
            "unexpected": result.unexpected,
            "rule severity": result.severity,
        },
    )
