"""The shapes of the clean Parquet tables: the seam between `ingest` and `dbt_project`.

`ingest.store` writes `<home>/clean/<table>/<county_code>-<fiscal_year>.parquet` with exactly these columns; each table
is a dbt source. Money is yuan with two decimals; `value`, `unit` and `decimals` are as printed. Amounts, rates and
statistics stand once per *mention*: choosing one fact per key, counting mentions and comparing them is SQL's work.
"""

from __future__ import annotations

import polars as pl

MONEY = pl.Decimal(20, 2)
PERCENT = pl.Decimal(12, 4)
VALUE = pl.Decimal(28, 8)

#: Columns every mention carries. `fiscal_year` is the year the value belongs to, `figure_id` where it is printed,
#: `sequence` its order in the document, `origin` prose or table.
MENTION: dict[str, pl.DataType | type[pl.DataType]] = {
    "report_key": pl.String,
    "document_sha256": pl.String,
    "county_code": pl.String,
    "department_key": pl.String,
    "fiscal_year": pl.Int32,
    "figure_id": pl.String,
    "section_id": pl.String,
    "sequence": pl.Int32,
    "origin": pl.String,
    "unit": pl.String,
    "decimals": pl.Int32,
}

#: What an amount or a rate is about (see the words of the published contract).
SUBJECT = {
    "classification": pl.String,
    "item_code": pl.String,
    "item_name": pl.String,
    "funding_source": pl.String,
}

TABLES: dict[str, dict[str, pl.DataType | type[pl.DataType]]] = {
    "document": {
        "source_path": pl.String,
        "sha256": pl.String,
        "bytes": pl.Int64,
        "source_format": pl.String,
        "county_code": pl.String,
        "fiscal_year": pl.Int32,
        "state": pl.String,
        "reason_code": pl.String,
        "reason": pl.String,
        "report_key": pl.String,
        # Numbers found by the reader and by the second reading (`ingest.readers.recount`); NULL where there is none.
        "figures_read": pl.Int32,
        "figures_recounted": pl.Int32,
        "figures_missing": pl.List(pl.String),
        "figures_extra": pl.List(pl.String),
    },
    "report": {
        "report_key": pl.String,
        "document_sha256": pl.String,
        "county_code": pl.String,
        "department_key": pl.String,
        "department_name": pl.String,
        "aliases": pl.List(pl.String),
        "fiscal_year": pl.Int32,
        "report_type": pl.String,
        "period_end": pl.Date,
        "filed_on": pl.Date,
        "title": pl.String,
        "source_path": pl.String,
        "source_format": pl.String,
        "revision": pl.Int32,
        "is_current": pl.Boolean,
        "recorded_at": pl.Datetime("us", "UTC"),
        "blocked_reason": pl.String,
    },
    "section": {
        "report_key": pl.String,
        "document_sha256": pl.String,
        "section_id": pl.String,
        "parent_id": pl.String,
        "title": pl.String,
        "path": pl.String,
    },
    "block": {
        "report_key": pl.String,
        "document_sha256": pl.String,
        "block": pl.Int32,
        "page": pl.Int32,
        "section_id": pl.String,
        "kind": pl.String,
        "text": pl.String,
    },
    "figure": {
        "figure_id": pl.String,
        "report_key": pl.String,
        "document_sha256": pl.String,
        "section_id": pl.String,
        "page": pl.Int32,
        "block": pl.Int32,
        "char_start": pl.Int32,
        "char_end": pl.Int32,
        "raw_text": pl.String,
        "kind": pl.String,
        "value": VALUE,
        "unit": pl.String,
        "decimals": pl.Int32,
        "disposition": pl.String,
        "reason": pl.String,
        "label": pl.String,
        "confidence": pl.Float64,
    },
    # measure: budget, spending, revenue, balance (支出总计, 年初/年末结转…) or change (增减额, signed).
    # stage: budget_stage of a budget; initial, adjusted or executed of a revenue; of a change the measure it is a
    # change of; NULL of a spending. parent_*: the subject whose parts a list (其中, 其中用于) enumerates, else NULL.
    # unit_factor: yuan per printed unit. is_derived: computed from a printed change, not printed itself.
    "amount": MENTION
    | SUBJECT
    | {
        "measure": pl.String,
        "stage": pl.String,
        "value": VALUE,
        "unit_factor": MONEY,
        "amount_yuan": MONEY,
        "parent_classification": pl.String,
        "parent_item_code": pl.String,
        "is_derived": pl.Boolean,
    },
    # numerator and denominator by business key: SQL looks them up among the amounts of the same report. The numerator
    # has the rate's own subject; measure and stage as in amount. basis: the denominator's budget stage as printed
    # (完成年初预算 initial, 完成预算 approved); NULL for share and year_on_year.
    "rate": MENTION
    | SUBJECT
    | {
        "rate_kind": pl.String,
        "basis": pl.String,
        "reported_pct": PERCENT,
        "numerator_measure": pl.String,
        "numerator_stage": pl.String,
        "denominator_measure": pl.String,
        "denominator_stage": pl.String,
        "denominator_classification": pl.String,
        "denominator_item_code": pl.String,
        "denominator_funding_source": pl.String,
        "denominator_fiscal_year": pl.Int32,
    },
    # figure_id is the main mention (the target, else the actual); form groups the indicators of one form or list.
    "indicator": MENTION
    | {
        "section_path": pl.String,
        "form": pl.String,
        "level1": pl.String,
        "level2": pl.String,
        "indicator_name": pl.String,
        "operator": pl.String,
        "target_text": pl.String,
        "target_value": VALUE,
        "target_unit": pl.String,
        "target_decimals": pl.Int32,
        "actual_text": pl.String,
        "actual_value": VALUE,
        "actual_unit": pl.String,
        "actual_decimals": pl.Int32,
        "completion_pct": PERCENT,
        "completion_decimals": pl.Int32,
        "status": pl.String,
        "weight": PERCENT,
        "weight_decimals": pl.Int32,
        "score": PERCENT,
        "score_decimals": pl.Int32,
        "target_figure_id": pl.String,
        "actual_figure_id": pl.String,
        "completion_figure_id": pl.String,
        "weight_figure_id": pl.String,
        "score_figure_id": pl.String,
    },
    # item_name NULL is the statistic's own total. evaluation_score and indicator_count_level1..3 belong to a form.
    "statistic": MENTION | {"statistic": pl.String, "item_name": pl.String, "value": VALUE, "form": pl.String},
    # code–name pairs of the functional classification as printed, per year.
    "function_name": {
        "report_key": pl.String,
        "document_sha256": pl.String,
        "fiscal_year": pl.Int32,
        "function_code": pl.String,
        "function_name": pl.String,
        "parent_code": pl.String,
    },
}
