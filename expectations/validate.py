"""Judges `quality.operand` of a candidate file, rule by rule: the only place with a Great Expectations context.

The suites are `expectations.suites`, the nouns `expectations.verdicts`. What a verdict means for a report (fct_check,
finding) is SQL in `dbt_project`; whether a candidate may be published is for `orchestration` to say.
"""

from __future__ import annotations

import logging
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expectations.data_docs import write_data_docs
from expectations.rules.catalogue import Rule
from expectations.suites import rule_suites, shape_suite
from expectations.verdicts import Outcome, RuleResult, Validation

if TYPE_CHECKING:
    import duckdb
    from great_expectations import ExpectationSuite
    from great_expectations.core import ExpectationSuiteValidationResult, ExpectationValidationResult
    from great_expectations.datasource.fluent.interfaces import Batch

SCHEMA, TABLE = "quality", "operand"

#: Counts, no sample values, and the SQL of the failing rows: the lists of values and keys are cut short on SQL.
_RESULT_FORMAT: dict[str, Any] = {
    "result_format": "BASIC",
    "partial_unexpected_count": 0,
    "unexpected_index_column_names": ["check_key", "rule_id", "is_ready"],
    "return_unexpected_index_query": True,
}


class OperandsUnreadableError(Exception):
    """A candidate file in which there is nothing to judge; the text says what was found and what to do."""


def validate(
    database: Path, rules: Sequence[Rule], out: Path, run_at: datetime | None = None, data_docs: Path | None = None
) -> Validation:
    """Judge the operands in `database`; write verdict, unexpected and validation_result as Parquet files into `out`.

    Into the folder `data_docs`, where one is given, pages about the suites are written.

    A rule whose expectation raises, or whose operands cannot be judged, is not executed and says why; the others are
    judged all the same. No handle on the file remains. Raises `OperandsUnreadableError` if there is nothing to judge.
    """
    told: list[ExpectationSuiteValidationResult] = []
    with _quiet(), _opened(database) as (batch, connection):
        shapes = _judge(batch, shape_suite(rules), told)
        problems = _problems(connection, shapes)
        judged, failing = [], {}
        for suite in rule_suites(rules):
            for outcome in _judge(batch, suite, told):
                outcome, keys = _with_keys(connection, outcome, problems)
                judged.append(outcome)
                failing[outcome.rule_id] = keys
    validation = Validation(run_at or datetime.now(UTC), _results(rules, judged), tuple(shapes))
    _write(out, validation, [*shapes, *judged], failing, problems)
    if data_docs:
        with _quiet():
            write_data_docs(told, rules, data_docs, validation.run_at)
    return validation


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence Great Expectations: it warns of its own imports, and logs what comes back as an outcome anyway."""
    logger = logging.getLogger("great_expectations")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)


@contextmanager
def _opened(database: Path) -> Iterator[tuple[Batch, duckdb.DuckDBPyConnection]]:
    """Open `database` read-only, as a batch of operands and as a plain connection, and close both again."""
    import duckdb
    from great_expectations import get_context
    from great_expectations.data_context.types.base import (
        DataContextConfig,
        InMemoryStoreBackendDefaults,
        ProgressBarsConfig,
    )
    from great_expectations.datasource.fluent.interfaces import TestConnectionError

    from expectations import dialect

    if not database.is_file():
        raise OperandsUnreadableError(f"{database}: there is no such file; build the operands with dbt first")
    try:
        connection = duckdb.connect(str(database), read_only=True)
    except duckdb.Error as error:
        raise OperandsUnreadableError(f"{database}: cannot be opened ({error}); close whoever is writing it") from error
    settings = DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(),
        analytics_enabled=False,
        progress_bars=ProgressBarsConfig(globally=False),
    )
    dialect.register()
    datasource = get_context(mode="ephemeral", project_config=settings).data_sources.add_sql(
        "candidate", connection_string=dialect.url(database)
    )
    try:
        asset = datasource.add_table_asset(TABLE, table_name=TABLE, schema_name=SCHEMA)
        yield asset.add_batch_definition_whole_table(TABLE).get_batch(), connection
    except TestConnectionError as error:
        raise OperandsUnreadableError(
            f"{database}: {SCHEMA}.{TABLE} cannot be read ({error.__cause__}); build the operands with dbt first"
        ) from error
    finally:
        datasource.get_execution_engine().close()
        datasource.get_engine().dispose()
        connection.close()


def _judge(batch: Batch, suite: ExpectationSuite, told: list[ExpectationSuiteValidationResult]) -> list[Outcome]:
    """Return the outcomes of a suite; what Great Expectations itself returned is added to `told`."""
    told.append(batch.validate(suite, result_format=_RESULT_FORMAT))
    outcomes = [_outcome(suite.name, result) for result in told[-1].results]
    return sorted(outcomes, key=lambda outcome: (outcome.rule_id or "", outcome.expectation))


def _outcome(suite: str, result: ExpectationValidationResult) -> Outcome:
    config, counts = result.expectation_config, result.result
    assert config is not None, "a result that does not name its expectation cannot be told from the others"
    meta, column = config.meta or {}, config.kwargs.get("column")
    rule_id, error = meta.get("rule_id"), _error(result.exception_info)
    if error is None and rule_id and counts["missing_count"]:
        error = f"tolerance or excess is empty in {counts['missing_count']} ready operands"
    evaluated = 0 if error else counts["element_count"] - counts.get("missing_count", 0)
    # The SQL of the failing rows leaves out the row condition, so it is said once more around it.
    ready = "is_ready" if "row_condition" in config.kwargs else "true"
    ours = f"{ready} and rule_id = '{rule_id}'" if rule_id else ready
    query = str(counts.get("unexpected_index_query", "")).rstrip(";")
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
        failing=f"select check_key, rule_id from ({query}) where {ours}",
    )


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
