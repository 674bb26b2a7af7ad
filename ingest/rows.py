"""An extraction as rows of plain values, table by table; `ingest.extracted` makes frames of them.

Knows no Polars: rows are made in the worker process that reads the document, which must start quickly.
"""

from __future__ import annotations

from ingest.extract.found import TOTAL, Frame, Mark, Measured
from ingest.extract.reading import Extraction

#: What is kept of each side of an indicator, and the sides.
MEASURED = ("text", "value", "unit", "decimals", "block", "index")
SIDES = ("target", "actual", "completion", "weight", "score")

_TABLES = ("section", "block", "figure", "amount", "rate", "statistic", "indicator", "function_name")


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
    return {f"{name}_{key}": value for key, value in zip(MEASURED, values, strict=True)}


def rows_of(sha: str, extraction: Extraction) -> dict[str, list[dict[str, object]]]:
    """The rows of every table but `report` for one document."""
    found, blocks, sections = extraction.found, extraction.outline.blocks, extraction.outline.sections
    out: dict[str, list[dict[str, object]]] = {name: [] for name in _TABLES}
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
        for side in SIDES:
            row |= _side(side, getattr(i, side))
        out["indicator"].append(row)
    for code, name in found.functions.items():
        out["function_name"].append({"sha256": sha, "function_code": code, "function_name": name})
    return out


def _reason(reason: str, oddity: str | None) -> str | None:
    return f"{reason} ({oddity})" if reason and oddity else reason or oddity
