"""The nouns of judging: what was said of one expectation, what became of one rule, and one judgement as a whole.

`validate` makes them; `orchestration` turns them into asset checks, dbt reads them as the Parquet files of `state`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What Great Expectations said of one expectation of a suite.

    `success` is None where nothing was evaluated or the expectation raised: neither is a pass. `error` says why it
    raised. `rule_id` is None and `problem` says what is wrong with a failing row where the suite asks about shape.
    """

    suite: str
    expectation: str
    rule_id: str | None
    severity: str
    evaluated: int
    unexpected: int
    success: bool | None
    error: str | None
    problem: str | None
    #: SQL that fetches check_key and rule_id of all failing rows.
    failing: str


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What became of one rule: how many ready operands it judged, how many failed, or why it was not executed.

    `success` is None for a rule without ready operands and for one with an `error`.
    """

    rule_id: str
    severity: str
    evaluated: int
    unexpected: int
    success: bool | None
    error: str | None


@dataclass(frozen=True, slots=True)
class Validation:
    """One judgement of a candidate: a result per rule of the catalogue, the outcomes of the shape suite and the guards.

    A failing or raising shape is a defect of the operands, not a finding about a department. A failing guard says that
    the marts are not what they should be; one that evaluated nothing had nothing to compare with, as in a first load.
    """

    run_at: datetime
    rules: tuple[RuleResult, ...]
    shapes: tuple[Outcome, ...]
    guards: tuple[Outcome, ...]
