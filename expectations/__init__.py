"""Rules in, verdicts out.

Holds the catalogue of rules, turns it into Great Expectations suites and judges with them the operands that
`dbt_project` computed. Does no arithmetic: what a check compares, and how far apart the two sides may lie, stands in
`quality.operand`. Knows no Dagster, no dbt and no ingest; what follows from a verdict is drawn in `orchestration`.

Three rooms test, each its own thing: shapes of what was read in `ingest`, keys and relations in dbt tests, rates and
totals here.
"""
