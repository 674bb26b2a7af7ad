"""Glue: the only room that knows Dagster, and the one that draws consequences.

Runs the stages of `ingest`, the models of `dbt_project` and the judgement of `expectations` in order, publishes what
passed, and answers questions on the published snapshot. It computes no fact and judges no figure.
"""
