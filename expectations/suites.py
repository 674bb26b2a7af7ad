"""Turns the catalogue into Great Expectations suites over `quality.operand`.

One suite per rule family asks of every ready operand whether its tolerance covers its excess. Before that, the suite
`operand_shape` asks whether the operands can be judged at all. What guards the marts is `expectations.guards`. Keys and
relations between tables are dbt tests, the arithmetic behind an operand is SQL in `dbt_project`; neither is repeated.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from expectations.rules.catalogue import FAMILIES, Rule

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite

SHAPE_SUITE = "operand_shape"

#: What the suites are asked of.
OPERANDS = "quality.operand"
READY_OPERANDS = "intermediate.ready_operand"

#: No amount, rate or count of a county comes near it: what lies beyond is NaN or infinity, which DuckDB sorts last.
LARGEST = 1e18


def rule_suites(rules: Sequence[Rule], met: Collection[str]) -> list[ExpectationSuite]:
    """Return one suite per family that has judged rules, named after it, with one expectation per rule in `met`.

    `met` are the rules that have a ready operand: to ask nothing of nothing costs as much as to ask a million rows. The
    suites are over `READY_OPERANDS`. A row with an empty tolerance or excess counts as missing, not as passing: by
    default SQL would let it pass, since a comparison with NULL is not false.
    """
    from great_expectations import ExpectationSuite
    from great_expectations.expectations import ExpectColumnPairValuesAToBeGreaterThanB
    from great_expectations.expectations.metadata_types import FailureSeverity
    from great_expectations.expectations.row_conditions import Column

    judged = [rule for rule in rules if rule.is_judged]
    return [
        ExpectationSuite(
            name=family,
            expectations=[
                ExpectColumnPairValuesAToBeGreaterThanB(
                    column_A="tolerance",
                    column_B="excess",
                    or_equal=True,
                    ignore_row_if="either_value_is_missing",
                    row_condition=Column("rule_id") == rule.id,
                    severity=FailureSeverity(rule.severity),
                    meta={"rule_id": rule.id, "severity": rule.severity},
                )
                for rule in judged
                if rule.family == family and rule.id in met
            ],
        )
        for family in FAMILIES
        if any(rule.family == family for rule in judged)
    ]


def shape_suite(rules: Sequence[Rule]) -> ExpectationSuite:
    """Return the suite over `OPERANDS` that says whether they can be judged.

    Each `meta` carries `problem`, the words in which a rule whose operands break the expectation is reported.
    """
    from great_expectations import ExpectationSuite
    from great_expectations import expectations as gxe
    from great_expectations.expectations.row_conditions import Column

    ready: dict[str, Any] = {"row_condition": Column("is_ready") == True}  # noqa: E712 - builds a row condition, compares nothing
    return ExpectationSuite(
        name=SHAPE_SUITE,
        expectations=[
            gxe.ExpectColumnValuesToBeInSet(
                column="rule_id",
                value_set=[rule.id for rule in rules if rule.is_judged],
                **told("the rule is not in the catalogue"),
            ),
            gxe.ExpectColumnValuesToNotBeNull(column="is_ready", **told("is_ready is empty")),
            gxe.ExpectColumnValuesToNotBeNull(column="check_key", **ready, **told("check_key is empty")),
            gxe.ExpectColumnValuesToBeBetween(
                column="tolerance",
                min_value=0,
                max_value=LARGEST,
                **ready,
                **told("tolerance is negative or NaN"),
            ),
            gxe.ExpectColumnValuesToBeBetween(
                column="excess", min_value=-LARGEST, max_value=LARGEST, **ready, **told("excess is NaN or infinite")
            ),
        ],
    )


def told(problem: str, severity: str = "critical") -> dict[str, Any]:
    """Return the keywords by which an expectation says in words what is wrong, and how bad that is."""
    return {"severity": severity, "meta": {"problem": problem, "severity": severity}}
