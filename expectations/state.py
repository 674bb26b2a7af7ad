"""The Parquet files by which rules and verdicts reach dbt: their columns, and how they are written.

The clean facts' shapes are `ingest.records`; what the columns mean to analysts is the contract in `dbt_project`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

Schema = Mapping[str, pl.DataType | type[pl.DataType]]

#: Columns of `quality.dim_rule`, then the two message templates.
RULE: Schema = {
    "rule_id": pl.String,
    "state": pl.String,
    "since": pl.Date,
    "family": pl.String,
    "title_zh": pl.String,
    "title_en": pl.String,
    "formula": pl.String,
    "severity": pl.String,
    "is_blocking": pl.Boolean,
    "applies_to": pl.List(pl.String),
    "if_absent": pl.String,
    "basis": pl.String,
    "message_zh": pl.String,
    "message_en": pl.String,
}

#: One row per rule: whether it was executed and, if not, why.
VERDICT: Schema = {"rule_id": pl.String, "executed": pl.Boolean, "error": pl.String}

#: One row per failing check.
UNEXPECTED: Schema = {"check_key": pl.String, "rule_id": pl.String}

#: Columns of `quality.validation_result`. `problem` says what a failure means where no rule does, and of which rows;
#: `success` is NULL where no row was evaluated or the expectation raised, then `error` says what.
VALIDATION_RESULT: Schema = {
    "suite": pl.String,
    "expectation": pl.String,
    "rule_id": pl.String,
    "severity": pl.String,
    "problem": pl.String,
    "error": pl.String,
    "success": pl.Boolean,
    "evaluated": pl.Int64,
    "unexpected": pl.Int64,
    "run_at": pl.Datetime("us", "UTC"),
}


def write(path: Path, schema: Schema, rows: Sequence[Mapping[str, object]]) -> None:
    """Write `rows` to `path` as Parquet with exactly the columns of `schema`; a killed machine leaves the old file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    pl.DataFrame(rows, schema=dict(schema), orient="row").write_parquet(partial)
    os.replace(partial, path)
