"""Extractions as frames: one table per kind of find, values as printed, figures named by block and place.

The rows are made by `ingest.rows`; `ingest.clean` turns the frames into the shapes of `ingest.records`.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import polars as pl

from ingest.records import VALUE
from ingest.rows import MEASURED, SIDES

_TEXT, _INT = pl.String, pl.Int32
_PLACE = {"sha256": _TEXT, "block": _INT, "index": _INT}
_SUBJECT = {
    "classification": _TEXT,
    "item_code": _TEXT,
    "item_name": _TEXT,
    "funding_source": _TEXT,
    "fiscal_year": _INT,
}
_MEASURED = dict(zip(MEASURED, (_TEXT, VALUE, _TEXT, _INT, _INT, _INT), strict=True))

SCHEMAS: dict[str, dict] = {
    "report": {
        "sha256": _TEXT, "source_path": _TEXT, "source_format": _TEXT, "bytes": pl.Int64, "state": _TEXT,
        "reason_code": _TEXT, "reason": _TEXT, "county_code": _TEXT, "county_name": _TEXT, "department_name": _TEXT,
        "aliases": pl.List(_TEXT), "fiscal_year": _INT, "report_type": _TEXT, "period_end": pl.Date,
        "filed_on": pl.Date, "title": _TEXT, "subject": _TEXT, "figures_read": _INT, "figures_recounted": _INT,
        "figures_missing": pl.List(_TEXT), "figures_extra": pl.List(_TEXT),
    },
    "section": {"sha256": _TEXT, "section_id": _TEXT, "parent_id": _TEXT, "title": _TEXT, "path": _TEXT},
    "block": {"sha256": _TEXT, "block": _INT, "page": _INT, "section_id": _TEXT, "kind": _TEXT, "text": _TEXT},
    "figure": _PLACE | {
        "char_start": _INT, "char_end": _INT, "raw_text": _TEXT, "kind": _TEXT, "value": VALUE, "unit": _TEXT,
        "decimals": _INT, "disposition": _TEXT, "reason": _TEXT, "label": _TEXT, "confidence": pl.Float64,
    },
    "amount": _PLACE | _SUBJECT | {
        "measure": _TEXT, "stage": _TEXT, "value": VALUE, "unit": _TEXT, "factor": VALUE, "decimals": _INT,
        "parent_classification": _TEXT, "parent_item_code": _TEXT, "is_derived": pl.Boolean, "origin": _TEXT,
    },
    "rate": _PLACE | _SUBJECT | {
        "rate_kind": _TEXT, "basis": _TEXT, "value": VALUE, "decimals": _INT, "origin": _TEXT,
        "numerator_measure": _TEXT, "numerator_stage": _TEXT, "denominator_measure": _TEXT, "denominator_stage": _TEXT,
        "denominator_classification": _TEXT, "denominator_item_code": _TEXT, "denominator_funding_source": _TEXT,
        "denominator_fiscal_year": _INT,
    },
    "statistic": _PLACE | {
        "statistic": _TEXT, "item_name": _TEXT, "value": VALUE, "unit": _TEXT, "decimals": _INT, "fiscal_year": _INT,
        "origin": _TEXT, "form": _TEXT,
    },
    "indicator": {
        "sha256": _TEXT, "block": _INT, "form": _TEXT, "number": _INT, "level1": _TEXT, "level2": _TEXT,
        "indicator_name": _TEXT, "operator": _TEXT, "status": _TEXT, "origin": _TEXT,
    } | {f"{side}_{key}": kind for side in SIDES for key, kind in _MEASURED.items()},
    "function_name": {"sha256": _TEXT, "function_code": _TEXT, "function_name": _TEXT},
}  # fmt: skip


def frames_of(rows: dict[str, Iterable[dict[str, object]]]) -> dict[str, pl.DataFrame]:
    """Frames of exactly the SCHEMAS; decimals are quantised to the ledger's eight places."""
    return {
        name: pl.DataFrame(
            [{k: _exact(v) for k, v in row.items()} for row in rows.get(name, ())], schema=schema, orient="row"
        )
        for name, schema in SCHEMAS.items()
    }


def _exact(value: object) -> object:
    return value.quantize(Decimal("1e-8")) if isinstance(value, Decimal) else value
