"""Documents in, typed facts out.

Reads what departments filed, finds every figure, binds figures to concepts and writes clean Parquet partitions.
Knows no Dagster, no dbt, no Great Expectations and no pandas: keys and relations are tested in `dbt_project`,
rates and totals are judged in `expectations`, consequences are drawn in `orchestration`.
"""
