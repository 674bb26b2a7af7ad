"""Extractions as frames: one table per kind of find, values as printed, figures named by block and place.

`ingest.clean` turns these into the shapes of `ingest.records`.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import polars as pl

from ingest.extract.found import TOTAL, Frame, Mark, Measured
from ingest.extract.reading import Extraction
from ingest.records import VALUE

_TEXT, _INT = pl.String, pl.Int32
_PLACE = {"sha256": _TEXT, "block": _INT, "index": _INT}
_SUBJECT = {
    "classification": _TEXT,
    "item_code": _TEXT,
    "item_name": _TEXT,
    "funding_source": _TEXT,
    "fiscal_year": _INT,
}
_MEASURED = {"text": _TEXT, "value": VALUE, "unit": _TEXT, "decimals": _INT, "block": _INT, "index": _INT}
_SIDES = ("target", "actual", "completion", "weight", "score")

SCHEMAS: dict[str, dict] = {
    "report": {
        "sha256": _TEXT, "source_path": _TEXT, "source_format": _TEXT, "bytes": pl.Int64, "state": _TEXT,
        "reason_code": _TEXT, "reason": _TEXT, "county_code": _TEXT, "county_name": _TEXT, "department_name": _TEXT,
        "aliases": pl.List(_TEXT), "fiscal_year": _INT, "report_type": _TEXT, "period_end": pl.Date,
        "filed_on": pl.Date, "title": _TEXT,
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
    } | {f"{side}_{key}": kind for side in _SIDES for key, kind in _MEASURED.items()},
    "function_name": {"sha256": _TEXT, "function_code": _TEXT, "function_name": _TEXT},
}  # fmt: skip


def _subject(frame: Frame) -> dict[str, object]:
    subject = frame.subject or TOTAL
    return {
        "classification": subject.classification, "item_code": subject.code, "item_name": subject.name,
        "funding_source": frame.fund, "fiscal_year": frame.year,
    }  # fmt: skip


def _place(sha: str, mark: Mark) -> dict[str, object]:
    return {"sha256": sha, "block": mark.block, "index": mark.index}


def _side(name: str, side: Measured) -> dict[str, object]:
    place = (side.mark.block, side.mark.index) if side.mark else (None, None)
    values: tuple[object, ...] = (side.text, side.value, side.unit, side.decimals, *place)
    return {f"{name}_{key}": value for key, value in zip(_MEASURED, values, strict=True)}


def rows_of(sha: str, extraction: Extraction) -> dict[str, list[dict[str, object]]]:
    """The rows of every table but `report` for one document."""
    found, blocks, sections = extraction.found, extraction.outline.blocks, extraction.outline.sections
    out: dict[str, list[dict[str, object]]] = {name: [] for name in SCHEMAS if name != "report"}
    for section in sections:
        parent = None if section.parent is None else sections[section.parent].section_id
        out["section"].append(
            {
                "sha256": sha,
                "section_id": section.section_id,
                "parent_id": parent,
                "title": section.title,
                "path": " > ".join(section.path),
            }
        )
    for block in blocks:
        section_id = sections[block.section].section_id
        out["block"].append(
            {
                "sha256": sha,
                "block": block.number,
                "page": block.page,
                "section_id": section_id,
                "kind": block.kind,
                "text": block.text.text,
            }
        )
        for index, figure in enumerate(extraction.figures[block.number]):
            mark = Mark(block.number, index)
            given = found.dispositions[mark]
            out["figure"].append(
                _place(sha, mark)
                | {
                    "char_start": figure.start,
                    "char_end": figure.end,
                    "raw_text": block.text.raw(figure.start, figure.end),
                    "kind": figure.kind,
                    "value": figure.value,
                    "unit": figure.unit,
                    "decimals": figure.decimals if figure.value is not None else None,
                    "disposition": given.disposition,
                    "reason": _reason(given.reason, figure.oddity),
                    "label": given.label,
                    "confidence": extraction.confidence.get(mark),
                }
            )
    for a in found.amounts:
        parent_subject = (a.parent.classification, a.parent.code) if a.parent else (None, None)
        out["amount"].append(
            _place(sha, a.mark)
            | _subject(a.frame)
            | {
                "measure": a.frame.measure,
                "stage": a.frame.stage,
                "value": a.value,
                "unit": a.unit,
                "factor": a.factor,
                "decimals": a.decimals,
                "parent_classification": parent_subject[0],
                "parent_item_code": parent_subject[1],
                "is_derived": a.is_derived,
                "origin": a.origin,
            }
        )
    for r in found.rates:
        below = r.denominator.subject or TOTAL
        out["rate"].append(
            _place(sha, r.mark)
            | _subject(r.frame)
            | {
                "rate_kind": r.kind,
                "basis": r.basis,
                "value": r.value,
                "decimals": r.decimals,
                "origin": r.origin,
                "numerator_measure": r.frame.measure,
                "numerator_stage": r.frame.stage,
                "denominator_measure": r.denominator.measure,
                "denominator_stage": r.denominator.stage,
                "denominator_classification": below.classification,
                "denominator_item_code": below.code,
                "denominator_funding_source": r.denominator.fund,
                "denominator_fiscal_year": r.denominator.year,
            }
        )
    for s in found.statistics:
        out["statistic"].append(
            _place(sha, s.mark)
            | {
                "statistic": s.statistic,
                "item_name": s.item_name,
                "value": s.value,
                "unit": s.unit,
                "decimals": s.decimals,
                "fiscal_year": s.year,
                "origin": s.origin,
                "form": s.form,
            }
        )
    for i in found.indicators:
        row: dict[str, object] = {
            "sha256": sha,
            "block": i.block,
            "form": i.form,
            "number": i.sequence,
            "level1": i.level1,
            "level2": i.level2,
            "indicator_name": i.name,
            "operator": i.operator,
            "status": i.status,
            "origin": i.origin,
        }
        for side in _SIDES:
            row |= _side(side, getattr(i, side))
        out["indicator"].append(row)
    for code, name in found.functions.items():
        out["function_name"].append({"sha256": sha, "function_code": code, "function_name": name})
    return out


def _reason(reason: str, oddity: str | None) -> str | None:
    return f"{reason} ({oddity})" if reason and oddity else reason or oddity


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
