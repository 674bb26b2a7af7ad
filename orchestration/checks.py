"""Great Expectations' results as Dagster asset checks of the warehouse, one per rule, with the rule's severity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dagster as dg

from expectations.rules.catalogue import Rule
from expectations.verdicts import Outcome, RuleResult, Validation
from orchestration.home import Home
from orchestration.landing.fetch import last_outcomes
from orchestration.settings import Settings

#: `critical` is an error in the UI, everything less a warning. Neither stops the load: a finding is a result.
SEVERITY = {
    "critical": dg.AssetCheckSeverity.ERROR,
    "warning": dg.AssetCheckSeverity.WARN,
    "info": dg.AssetCheckSeverity.WARN,
}

#: Whether the operands could be judged at all: keys, tolerances and rule ids that make sense.
SHAPE_CHECK = "operand_shape"

#: Whether the sources of the landing area could be fetched.
SOURCES_CHECK = "sources"
#: Whether the marts are what they should be: volumes against the last load, freshness, words.
GUARD_CHECK = "mart_guards"


def check_specs(asset: str, rules: Sequence[Rule]) -> list[dg.AssetCheckSpec]:
    """Return one check per judged rule, one for whether the operands could be judged and one for the marts' guards."""
    specs = [
        dg.AssetCheckSpec(rule.id, asset=asset, description=f"{rule.title_en} {rule.title_zh}")
        for rule in rules
        if rule.is_judged
    ]
    shape = dg.AssetCheckSpec(SHAPE_CHECK, asset=asset, description="The operands can be judged")
    guard = dg.AssetCheckSpec(GUARD_CHECK, asset=asset, description="The marts have not shrunk and are up to date")
    return [shape, guard, *specs]


def check_results(asset: str, validation: Validation) -> list[dg.AssetCheckResult]:
    """Return what became of each check: one that judged nothing, or could not run, has not passed."""
    shape = _told(asset, SHAPE_CHECK, validation.shapes)
    return [
        shape,
        _told(asset, GUARD_CHECK, validation.guards),
        *(_result(asset, result) for result in validation.rules),
    ]


def _told(asset: str, name: str, outcomes: Sequence[Outcome]) -> dg.AssetCheckResult:
    """Return one check of several expectations that are no rules, with what is wrong and the worst severity."""
    broken = [outcome for outcome in outcomes if outcome.success is False or outcome.error]
    is_critical = any(outcome.error or outcome.severity == "critical" for outcome in broken)
    return dg.AssetCheckResult(
        check_name=name,
        asset_key=asset,
        passed=not broken,
        severity=dg.AssetCheckSeverity.ERROR if is_critical or not broken else dg.AssetCheckSeverity.WARN,
        description="; ".join(f"{one.expectation}: {one.error or one.problem}" for one in broken) or None,
    )


def sources_check(settings: Settings) -> dg.AssetChecksDefinition:
    """Return the check of `landing` that says whether every source could be fetched by the last load."""

    @dg.asset_check(
        asset="landing",
        name=SOURCES_CHECK,
        description="Everything that the sources have lies in the landing folder, as far as the last load could see.",
    )
    def sources() -> dg.AssetCheckResult:
        return dg.AssetCheckResult(**sources_told(settings))

    return sources


def report_sources(instance: dg.DagsterInstance, settings: Settings) -> None:
    """Tell Dagster what came of the sources; nothing where there are none."""
    if settings.source:
        told = sources_told(settings)
        evaluation = dg.AssetCheckEvaluation(asset_key=dg.AssetKey("landing"), check_name=SOURCES_CHECK, **told)
        instance.report_runless_asset_event(evaluation)


def sources_told(settings: Settings) -> dict[str, Any]:
    """Return passed, severity, description and metadata: a source never fetched has not passed."""
    wanted = [source.name for source in settings.source]
    last = {outcome.source: outcome for outcome in last_outcomes(Home(settings.home).sources)}
    never = [name for name in wanted if name not in last]
    bad = [str(last[name]) for name in wanted if name in last and not last[name].is_well]
    return {
        "passed": not bad and not never,
        "severity": dg.AssetCheckSeverity.WARN,
        "description": "; ".join([*bad, *(f"source {name}: never fetched" for name in never)]) or "all fetched",
        "metadata": {name: str(last[name]) for name in wanted if name in last},
    }


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
