"""Judges a candidate file: `quality.operand` rule by rule, and the guards of the marts.

The suites are `expectations.suites` and `expectations.guards`, the nouns `expectations.verdicts`, the way into the file
`expectations.batches`. What a verdict means for a report (fct_check, finding) is SQL in `dbt_project`; whether a
candidate may be published is for `orchestration` to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expectations.batches import opened, quiet
from expectations.data_docs import write_data_docs
from expectations.guards import KEYS, mart_suites
from expectations.rules.catalogue import Rule
from expectations.suites import OPERANDS, READY_OPERANDS, rule_suites, shape_suite
from expectations.verdicts import Outcome, RuleResult, Validation

if TYPE_CHECKING:
    import duckdb
    from great_expectations import ExpectationSuite
    from great_expectations.core import ExpectationSuiteValidationResult, ExpectationValidationResult
    from great_expectations.datasource.fluent.interfaces import Batch

#: Rows of a guard that are told one by one.
_MOST_PLACES = 5


def _keys(*columns: str) -> dict[str, Any]:
    """Ask for counts and the SQL of the keys of failing rows; lists of values and keys are cut short on SQL."""
    return {
        "result_format": "BASIC",
        "partial_unexpected_count": 0,
        "unexpected_index_column_names": list(columns),
        "return_unexpected_index_query": True,
    }


def validate(
    database: Path, rules: Sequence[Rule], out: Path, run_at: datetime | None = None, data_docs: Path | None = None
) -> Validation:
    """Judge the operands in `database`; write verdict, unexpected and validation_result as Parquet files into `out`.

    Into the folder `data_docs`, where one is given, pages about the suites are written.

    A rule whose expectation raises, or whose operands cannot be judged, is not executed and says why; the others are
    judged all the same. A rule without a ready operand is not asked: it ran, evaluated nothing and did not pass.
    No handle on the file remains. Raises `OperandsUnreadableError` if there is nothing to judge.
    """
    said: list[ExpectationSuiteValidationResult] = []
    with quiet(), opened(database, (OPERANDS, READY_OPERANDS, *KEYS)) as (batches, connection):
        shapes = _judge(batches[OPERANDS], shape_suite(rules), said, _keys("check_key", "rule_id", "is_ready"))
        problems = _problems(connection, shapes)
        judged, failing = [], {}
        for suite in rule_suites(rules, _met(connection)):
            for outcome in _judge(batches[READY_OPERANDS], suite, said, _keys("check_key", "rule_id")):
                outcome, keys = _with_keys(connection, outcome, problems)
                judged.append(outcome)
                failing[outcome.rule_id] = keys
        guards = [
            _placed(connection, outcome)
            for table, suite in mart_suites().items()
            for outcome in _judge(batches[table], suite, said, _keys(*KEYS[table]))
        ]
    asked = {outcome.rule_id for outcome in judged}
    judged += [_idle(rule, problems) for rule in rules if rule.is_judged and rule.id not in asked]
    validation = Validation(run_at or datetime.now(UTC), _results(rules, judged), tuple(shapes), tuple(guards))
    _write(out, validation, [*shapes, *judged, *guards], failing, problems)
    if data_docs:
        with quiet():
            write_data_docs(said, rules, data_docs, validation.run_at)
    return validation


def _met(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """Return the rules that have a ready operand."""
    return {rule_id for (rule_id,) in connection.execute(f"select distinct rule_id from {READY_OPERANDS}").fetchall()}


def _idle(rule: Rule, problems: Mapping[str, str]) -> Outcome:
    """Return the outcome of a rule that was asked nothing."""
    return Outcome(
        suite=rule.family,
        expectation="expect_column_pair_values_a_to_be_greater_than_b",
        rule_id=rule.id,
        severity=rule.severity,
        evaluated=0,
        unexpected=0,
        success=None,
        error=problems.get(rule.id),
        problem=None,
        failing="",
    )


def _judge(
    batch: Batch, suite: ExpectationSuite, said: list[ExpectationSuiteValidationResult], result_format: dict[str, Any]
) -> list[Outcome]:
    """Return the outcomes of a suite; what Great Expectations itself returned is added to `said`."""
    said.append(batch.validate(suite, result_format=result_format))
    keys = ", ".join(result_format["unexpected_index_column_names"])
    outcomes = [_outcome(suite.name, result, keys) for result in said[-1].results]
    return sorted(outcomes, key=lambda outcome: (outcome.rule_id or "", outcome.expectation))


def _outcome(suite: str, result: ExpectationValidationResult, keys: str) -> Outcome:
    config, counts = result.expectation_config, result.result
    assert config is not None, "a result that does not name its expectation cannot be told from the others"
    meta, column = config.meta or {}, config.kwargs.get("column")
    rule_id, error = meta.get("rule_id"), _error(result.exception_info)
    if error is None and rule_id and counts["missing_count"]:
        error = f"tolerance or excess is empty in {counts['missing_count']} ready operands"
    evaluated = 0 if error else counts["element_count"] - counts.get("missing_count", 0)
    return Outcome(
        suite=suite,
        expectation=f"{config.type}({column})" if column else config.type,
        rule_id=rule_id,
        severity=meta["severity"],
        evaluated=evaluated,
        unexpected=0 if error else counts["unexpected_count"],
        success=bool(result.success) if evaluated and not error else None,
        error=error,
        problem=meta.get("problem"),
        failing=_failing(
            str(counts.get("unexpected_index_query", "")), keys, rule_id, "row_condition" in config.kwargs
        ),
    )


def _failing(query: str, keys: str, rule_id: str | None, is_conditional: bool) -> str:
    """Return the SQL of the keys of the failing rows as it can be run.

    Great Expectations leaves out the row condition.
    """
    ours = f"rule_id = '{rule_id}'" if rule_id else "is_ready" if is_conditional else "true"
    return f"select {keys} from ({query.rstrip(';')}) where {ours}"


def _error(info: Mapping[str, Any] | None) -> str | None:
    """Return why an expectation raised: one entry, or one per metric; the SQL that SQLAlchemy appends is left out."""
    if not info or info.get("raised_exception") is False:
        return None
    entries = [info] if "exception_message" in info else list(info.values())
    said = {str(entry["exception_message"]).split("\n[SQL:")[0].strip() for entry in entries}
    return "; ".join(sorted(said)) or "the expectation raised without a message"


def _problems(connection: duckdb.DuckDBPyConnection, shapes: Sequence[Outcome]) -> dict[str, str]:
    """Return, per rule with operands that cannot be judged, what is wrong with them and with how many."""
    problems = defaultdict(list)
    for shape in shapes:
        if shape.unexpected:
            query = f"select rule_id, count(*) from ({shape.failing}) where rule_id is not null group by rule_id"
            for rule_id, count in connection.execute(query).fetchall():
                problems[rule_id].append(f"{shape.problem} in {count} operands")
    return {rule_id: "; ".join(said) for rule_id, said in problems.items()}


def _placed(connection: duckdb.DuckDBPyConnection, outcome: Outcome) -> Outcome:
    """Add to a guard's problem where it is, e.g. county and year."""
    if not outcome.unexpected:
        return outcome
    rows = connection.execute(f"{outcome.failing} order by all limit {_MOST_PLACES}").fetchall()
    places = ", ".join(" ".join(map(str, row)) for row in rows)
    more = f" and {outcome.unexpected - len(rows)} more" if outcome.unexpected > len(rows) else ""
    return replace(outcome, problem=f"{outcome.problem}: {places}{more}")


def _with_keys(
    connection: duckdb.DuckDBPyConnection, outcome: Outcome, problems: Mapping[str, str]
) -> tuple[Outcome, list[str]]:
    """Fetch the check_keys that failed; without all of them, or with problems, the rule counts as not executed."""
    keys: list[str] = []
    error = outcome.error or problems.get(str(outcome.rule_id))
    if outcome.unexpected and not error:
        import duckdb

        try:
            keys = [key for key, _ in connection.execute(outcome.failing).fetchall()]
        except duckdb.Error as raised:
            error = f"the failing operands could not be fetched: {raised}"
        else:
            if len(keys) != outcome.unexpected:
                error = f"{outcome.unexpected} operands failed, but {len(keys)} keys came back"
    if error:
        return replace(outcome, evaluated=0, unexpected=0, success=None, error=error), []
    return outcome, keys


def _results(rules: Sequence[Rule], judged: Sequence[Outcome]) -> tuple[RuleResult, ...]:
    """Return one result per judged rule, in the order of `rules`."""
    of = {outcome.rule_id: outcome for outcome in judged}
    return tuple(
        RuleResult(rule.id, rule.severity, said.evaluated, said.unexpected, said.success, said.error)
        for rule in rules
        if rule.is_judged
        for said in [of[rule.id]]
    )


def _write(
    out: Path,
    validation: Validation,
    outcomes: Sequence[Outcome],
    failing: Mapping[str | None, Sequence[str]],
    problems: Mapping[str, str],
) -> None:
    from expectations.state import UNEXPECTED, VALIDATION_RESULT, VERDICT, write

    known = {result.rule_id: result.error for result in validation.rules}
    strangers = {rule_id: problem for rule_id, problem in problems.items() if rule_id not in known}
    verdicts = [
        {"rule_id": rule_id, "executed": error is None, "error": error}
        for rule_id, error in sorted({**known, **strangers}.items())
    ]
    unexpected = [{"check_key": key, "rule_id": rule_id} for rule_id, keys in failing.items() for key in keys]
    columns = [name for name in VALIDATION_RESULT if name != "run_at"]
    results = [
        {**{name: getattr(outcome, name) for name in columns}, "run_at": validation.run_at} for outcome in outcomes
    ]
    write(out / "verdict.parquet", VERDICT, verdicts)
    write(out / "unexpected.parquet", UNEXPECTED, unexpected)
    write(out / "validation_result.parquet", VALIDATION_RESULT, results)
